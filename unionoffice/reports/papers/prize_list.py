"""获奖名单与领奖签字表 of one event."""

from __future__ import annotations

from dataclasses import dataclass

from unionoffice.reports.form_parts import Column, Ends, FormPaper, Group, Listing, Look, Signs
from unionoffice.reports.papers.signing import FOUR_HANDS, NUMBER, SIGN_ROW, SIGN_WIDTH

TITLE = "活动获奖名单及领奖签字表"
COLUMNS = (
    Column("奖次", Look.CENTRED),
    Column("姓名/队"),
    Column("奖品"),
    Column("金额（元）", Look.NUMBER),
)


@dataclass(frozen=True)
class PrizeList:
    """The winners and what the prizes cost together."""

    event: str
    when: str
    office: str
    rows: tuple[tuple[str, str, str, str, str], ...]
    """奖次, winner, prize, amount, remark."""
    total: str
    capitals: str
    author: str = ""
    reviewer: str = ""


def prize_list(listed: PrizeList) -> FormPaper:
    """Lay out the winners with a place for each signature."""
    columns = (NUMBER, *COLUMNS, Column("领奖人签字", fixed=SIGN_WIDTH), Column("备注", fixed=70.0))
    rows = tuple((str(number), *cells[:4], "", cells[4]) for number, cells in enumerate(listed.rows, 1))
    parts = (
        Ends(f"活动名称：{listed.event}", f"日期：{listed.when}"),
        Ends(f"主办：{listed.office}", ""),
        Listing(columns, (Group(rows),), (prize_sum(len(rows), listed.total, listed.capitals),), SIGN_ROW),
        Signs((f"制表：{listed.author}", f"审核：{listed.reviewer}", *FOUR_HANDS[2:])),
    )
    return FormPaper(TITLE, parts, running=listed.event)


def prize_sum(count: int, total: str, capitals: str) -> str:
    """Say how many prizes there are and what they cost."""
    return f"合计：{count} 项　　￥{total} 元　　（大写）{capitals}"

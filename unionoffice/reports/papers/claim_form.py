"""报销单 of one event, with the list of proofs that go with it."""

from __future__ import annotations

from dataclasses import dataclass

from unionoffice.reports.form_parts import Band, Cell, Column, Ends, FormPaper, Group, Listing, Look, Row, Signs
from unionoffice.reports.papers.signing import NUMBER

TITLE = "工会活动经费报销单"
PROOFS = ("通知/方案", "预算审批", "签到表", "发票及明细", "领取签字表", "照片", "总结")
COLUMNS = (
    Column("品名"),
    Column("规格"),
    Column("数量", Look.NUMBER),
    Column("单位", Look.CENTRED),
    Column("单价（元）", Look.NUMBER),
    Column("金额（元）", Look.NUMBER),
    Column("票据号"),
)
_FEWEST_ROWS = 4


@dataclass(frozen=True)
class ClaimForm:
    """The things to be repaid and what they cost together."""

    event: str
    when: str
    office: str
    filled_on: str
    rows: tuple[tuple[str, ...], ...]
    """The seven columns of COLUMNS."""
    total: str
    capitals: str
    claimants: str = ""
    source: str = ""


def claim_form(form: ClaimForm) -> FormPaper:
    """Lay out 报销单: things, sum in 大写, proofs, signatures."""
    rows = [(str(number), *cells) for number, cells in enumerate(form.rows, 1)]
    rows += [("",) * (len(COLUMNS) + 1)] * max(0, _FEWEST_ROWS - len(rows))
    total = f"合计：￥{form.total} 元　　（大写）{form.capitals}"
    marked = [f"□ {proof}" for proof in (*PROOFS, "其他：＿＿＿＿＿")]
    proofs = "\n".join("　　".join(marked[start : start + 4]) for start in (0, 4))
    hands = tuple(
        Cell(title, foot=("　　年　　月　　日",)) for title in ("部门负责人：", "财务审核：", "工会主席审批：")
    )
    parts = (
        Ends(f"报销单位：{form.office}", f"填报日期：{form.filled_on}"),
        Band(
            (1, 3, 1, 1.6),
            (
                Row((Cell("活动名称", Look.LABEL), Cell(form.event), Cell("活动日期", Look.LABEL), Cell(form.when))),
                Row(
                    (Cell("报销人", Look.LABEL), Cell(form.claimants), Cell("经费来源", Look.LABEL), Cell(form.source))
                ),
            ),
        ),
        Listing((NUMBER, *COLUMNS), (Group(tuple(rows)),), (total,)),
        Band((1, 6.6), (Row((Cell("随附凭证", Look.LABEL), Cell(f"{proofs}\n附件共　　　张"))),)),
        Band((1, 1, 1), (Row(hands, 62),)),
        Signs(("报销人签字：", "经办人：", "验收人：", "出纳：")),
    )
    return FormPaper(TITLE, parts, running=form.event)

"""活动档案: all that an event left behind, photos included."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from unionoffice.reports.form_parts import (
    Band,
    Cell,
    Column,
    Ends,
    FormPaper,
    Group,
    Listing,
    Look,
    NewPage,
    Part,
    Picture,
    Row,
    Signs,
    Words,
    pair,
    row,
)
from unionoffice.reports.papers.prize_list import COLUMNS as PRIZE_COLUMNS
from unionoffice.reports.papers.prize_list import prize_sum
from unionoffice.reports.papers.signing import NUMBER

TITLE = "活动档案"
_SIX = (1.3, 1.6) * 3
_TWO = (1.3, 7.4)
_WIDE = (("活动名称", "title"), ("地点", "place"), ("参加对象", "people"))
_LINES = (
    (("编号", "no"), ("类别", "type"), ("状态", "status")),
    (("日期", "when"), ("角色", "role"), ("层级", "level")),
    (("节点", "occasion"), ("场/期", "sessions"), ("队数", "teams")),
    (("人数", "headcount"), ("人次", "person_times"), ("负责人", "handler")),
    (("单位/分工会", "unit"), ("联合单位", "co_org"), ("依据文件", "doc_ref")),
)
_ALONE = ("budget", "spent", "source", "review", "note")
KEYS = frozenset(key for line in (*_LINES, _WIDE) for _, key in line) | frozenset(_ALONE)
"""The fields that have a place of their own on the form."""
ITEM_COLUMNS = (
    Column("种类", Look.CENTRED),
    Column("品名、规格"),
    Column("数量", Look.NUMBER),
    Column("金额（元）", Look.NUMBER),
    Column("借/购", Look.CENTRED),
    Column("责任人"),
    Column("归还", Look.CENTRED),
    Column("票据号"),
)
PHOTOS_IN_ROW = 2


@dataclass(frozen=True)
class EventFile:
    """What the file holds."""

    office: str
    filled_on: str
    values: Mapping[str, str]
    """Words by the key of the field."""
    balance: str = ""
    """Budget against actual, in words."""
    attended: str = ""
    """How many announced themselves and how many came."""
    guests: tuple[tuple[str, str], ...] = ()
    """Group and the names in it."""
    items: tuple[tuple[str, ...], ...] = ()
    """The columns of ITEM_COLUMNS."""
    item_sum: str = ""
    prizes: tuple[tuple[str, str, str, str], ...] = ()
    prize_total: str = "0.00"
    prize_capitals: str = ""
    attachments: tuple[str, ...] = ()
    photos: tuple[tuple[Picture, str], ...] = ()
    """Each with what it shows."""
    author: str = ""
    reviewer: str = ""
    others: tuple[tuple[str, str], ...] = ()
    """Title and words of what has no place of its own."""


def event_file(event: EventFile) -> FormPaper:
    """Lay out 活动档案: facts, money, people, things, prizes, review, attachments and photos."""
    parts: list[Part] = [
        Ends(f"主办：{event.office}", f"归档日期：{event.filled_on}"),
        _facts(event),
        _money(event),
        _people(event),
        *_things(event),
        *_winners(event),
        _closing(event),
        Signs((f"整理：{event.author}", f"审核：{event.reviewer}", "工会主席：", "（盖章）")),
    ]
    if event.photos:
        parts += [NewPage(), Words("活动照片", 14.0, bold=True, share=0.5), _album(event.photos)]
    return FormPaper(TITLE, tuple(parts), running=event.values.get("title", ""))


def _facts(event: EventFile) -> Band:
    told = event.values.get
    wide = [row(pair(label, told(key, ""), 5)) for label, key in _WIDE]
    lines = [row(*(pair(label, told(key, "")) for label, key in line)) for line in _LINES]
    return Band(_SIX, (wide[0], *lines, *wide[1:], *(row(pair(title, words, 5)) for title, words in event.others)))


def _money(event: EventFile) -> Band:
    told = event.values.get
    return Band(
        _SIX,
        (
            row(
                pair("预算", told("budget", "")),
                pair("决算", told("spent", "")),
                pair("经费来源", told("source", "")),
            ),
            row(pair("预算执行", event.balance, 5)),
        ),
    )


def _people(event: EventFile) -> Band:
    told = (("签到情况", event.attended), *((heading or "参加人员", names) for heading, names in event.guests))
    return Band(_TWO, tuple(Row((Cell(title, Look.LABEL), Cell(words))) for title, words in told))


def _things(event: EventFile) -> list[Part]:
    if not event.items:
        return []
    rows = tuple((str(number), *cells) for number, cells in enumerate(event.items, 1))
    return [Words("备品与报销", bold=True), Listing((NUMBER, *ITEM_COLUMNS), (Group(rows),), (event.item_sum,), 22.0)]


def _winners(event: EventFile) -> list[Part]:
    if not event.prizes:
        return []
    rows = tuple((str(number), *cells) for number, cells in enumerate(event.prizes, 1))
    total = prize_sum(len(rows), event.prize_total, event.prize_capitals)
    return [Words("获奖名单", bold=True), Listing((NUMBER, *PRIZE_COLUMNS), (Group(rows),), (total,), 22.0)]


def _closing(event: EventFile) -> Band:
    told = event.values.get
    files = "\n".join(f"{number}. {name}" for number, name in enumerate(event.attachments, 1))
    return Band(
        _TWO,
        (
            Row((Cell("活动小结", Look.LABEL), Cell(told("review", ""))), 48),
            *((Row((Cell("备注", Look.LABEL), Cell(told("note", "")))),) if told("note") else ()),
            Row((Cell("附件目录", Look.LABEL), Cell(files or "无"))),
        ),
    )


def _album(photos: Sequence[tuple[Picture, str]]) -> Band:
    cells = [Cell(caption, Look.CENTRED, picture=picture) for picture, caption in photos]
    cells += [Cell()] * (-len(cells) % PHOTOS_IN_ROW)
    starts = range(0, len(cells), PHOTOS_IN_ROW)
    return Band((1,) * PHOTOS_IN_ROW, tuple(Row(tuple(cells[start : start + PHOTOS_IN_ROW])) for start in starts))

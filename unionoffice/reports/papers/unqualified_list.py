"""会员信息待完善名单: what one department has to send in again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from unionoffice.reports.form_parts import Column, Ends, FormPaper, Group, Listing, Look, Signs, Words
from unionoffice.reports.papers.signing import BLANK_DATE, NUMBER, SIGN_ROW

TITLE = "会员信息待完善名单"
_COLUMNS = (
    NUMBER,
    Column("会员证号"),
    Column("姓名", Look.CENTRED),
    Column("身份证号"),
    Column("缺少或有误的内容"),
    Column("更正内容（由部门填写）", fixed=130.0),
)


@dataclass(frozen=True)
class UnqualifiedRow:
    """One member whose row does not count yet; the ID number is masked."""

    department: str
    name: str
    no: str
    id_number: str
    faults: tuple[str, ...]


def unqualified_lists(rows: Iterable[UnqualifiedRow], office: str, filled_on: str) -> Iterator[FormPaper]:
    """Lay out one list for each department, in the order of their names, to be filled in and sent back."""
    for department, own in groupby(sorted(rows, key=lambda row: row.department), key=lambda row: row.department):
        cells = tuple(
            (str(number), row.no, row.name, row.id_number, "；".join(row.faults), "")
            for number, row in enumerate(own, 1)
        )
        parts = (
            Ends(f"部门：{department or '（未填单位/部门）'}", f"制表日期：{filled_on}"),
            Words(f"下列 {len(cells)} 名会员的信息不完整，请核对证件后填写更正内容，签字盖章退回{office}。"),
            Listing(_COLUMNS, (Group(cells),), (), SIGN_ROW),
            Signs(("填报人：", "部门负责人：", f"（盖章）{BLANK_DATE}")),
        )
        yield FormPaper(TITLE, parts, landscape=True, size=10.0, running=department)

"""活动签到表: who comes, by group, and empty lines for whoever comes besides."""

from __future__ import annotations

from dataclasses import dataclass

from unionoffice.reports.form_parts import Column, Ends, FormPaper, Group, Listing, Look, Signs
from unionoffice.reports.papers.signing import NUMBER, SIGN_ROW, SIGN_WIDTH

TITLE = "活动签到表"
_WALK_INS = "临时参加"
_COLUMNS = (
    NUMBER,
    Column("姓名", Look.CENTRED, fixed=76.0),
    Column("单位/部门"),
    Column("组别", Look.CENTRED, fixed=62.0),
    Column("签到", fixed=SIGN_WIDTH),
    Column("领取物品签字", fixed=SIGN_WIDTH),
    Column("备注", fixed=56.0),
)


@dataclass(frozen=True)
class Guest:
    """A person who has announced to come."""

    name: str
    unit: str = ""
    team: str = ""
    note: str = ""


@dataclass(frozen=True)
class SignIn:
    """The sheet of one event."""

    event: str
    when: str
    place: str
    office: str
    groups: tuple[tuple[str, tuple[Guest, ...]], ...] = ()
    """Heading and guests; one group without a heading prints a plain list."""
    blank_rows: int = 10
    """The most lines for people who come besides, fewer where the page ends; on an empty sheet all of its lines."""


def sign_in(sheet: SignIn) -> FormPaper:
    """Lay out the sheet, numbered through all groups."""
    groups, count = [], 0
    for heading, guests in sheet.groups:
        rows = tuple(
            (str(number), guest.name, guest.unit, guest.team, "", "", guest.note)
            for number, guest in enumerate(guests, count + 1)
        )
        groups.append(Group(rows, f"{heading}（{len(guests)} 人）" if heading else ""))
        count += len(guests)
    blank = tuple((str(number), *[""] * 6) for number in range(count + 1, count + sheet.blank_rows + 1))
    if blank:
        groups.append(Group(blank, _WALK_INS if count else "", spare=True))
    kept = [
        place
        for place, column in enumerate(_COLUMNS)
        if not count or column.title != "组别" or any(cells[place] for group in groups for cells in group.rows)
    ]
    columns = tuple(_COLUMNS[place] for place in kept)
    shown = tuple(
        Group(tuple(tuple(row[place] for place in kept) for row in group.rows), group.heading, group.spare)
        for group in groups
    )
    parts = (
        Ends(f"活动名称：{sheet.event}", f"日期：{sheet.when or '　　年　月　日'}"),
        Ends(f"地　　点：{sheet.place}", f"主办：{sheet.office}"),
        Listing(columns, shown, (), SIGN_ROW),
        Signs(("应到：　　　人", "实到：　　　人", "登记人：", "负责人：")),
    )
    return FormPaper(TITLE, parts, running=sheet.event)

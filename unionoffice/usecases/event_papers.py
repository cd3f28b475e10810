"""Builds the papers of an event from its records: 签到表, 获奖名单, 报销单 and 活动档案."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from unionoffice.domain.capital_amount import capital_amount
from unionoffice.domain.ledger import Record
from unionoffice.errors import OfficeError
from unionoffice.ledgers import event, member
from unionoffice.ledgers.shared import FILES, WHEN
from unionoffice.reports.form_parts import FormPaper
from unionoffice.reports.papers.claim_form import ClaimForm, claim_form
from unionoffice.reports.papers.event_file import KEYS, EventFile, event_file
from unionoffice.reports.papers.prize_list import PrizeList, prize_list
from unionoffice.reports.papers.sign_in import Guest, SignIn, sign_in
from unionoffice.usecases.office import REVIEWER, Office
from unionoffice.usecases.paper_kinds import PaperOptions
from unionoffice.usecases.paper_words import all_said, others_said, photo_of, photos_among, said, total_of

REPAID = "报销"
_BLANK_ROWS = 30
"""More lines than an empty sheet holds: as many are printed as fill the page."""
_WALK_INS = 10
_NO_UNIT = "其他"
BUDGET, SPENT = event.EVENT.get("budget"), event.EVENT.get("spent")


def sign_in_sheets(office: Office, records: Sequence[Record], options: PaperOptions) -> Iterator[FormPaper]:
    """Give 活动签到表 for each event, by 组别 where people were put into groups, else by unit."""
    for record in records:
        yield sign_in(_sheet(office, record, _groups(office, record), _WALK_INS))


def blank_sheets(office: Office, records: Sequence[Record], options: PaperOptions) -> Iterator[FormPaper]:
    """Give an empty 签到表 for each event."""
    for record in records:
        yield sign_in(_sheet(office, record, (), _BLANK_ROWS))


def _sheet(office: Office, record: Record, groups: tuple[tuple[str, tuple[Guest, ...]], ...], blank: int) -> SignIn:
    place = said(record, event.PLACE.key, full=False)
    return SignIn(record.text(event.TITLE), record.text(WHEN), place, office.name, groups, blank)


def guests_of(office: Office, record: Record) -> list[Guest]:
    """Read who has announced to come or came, with the unit that the roll knows."""
    rows = office.children(event.ATTENDANCE.key, record.id)
    ids = sorted({link.id for row in rows if (link := row[event.ATTENDANCE_MEMBER])})
    known = {each.id: each for each in office.records(member.MEMBER.key, ids)}
    guests = []
    for row in rows:
        link = row[event.ATTENDANCE_MEMBER]
        on_roll = known.get(link.id) if link else None
        name = row.text(event.ATTENDANCE_NAME) or (on_roll.text(member.NAME) if on_roll else "")
        unit = on_roll.text(member.UNIT) if on_roll else ""
        guests.append(Guest(name, unit, row.text(event.GROUP), said(row, "note", full=False)))
    return guests


def _groups(office: Office, record: Record) -> tuple[tuple[str, tuple[Guest, ...]], ...]:
    guests = guests_of(office, record)
    by: Callable[[Guest], str] = (
        (lambda each: each.team) if any(each.team for each in guests) else (lambda each: each.unit)
    )
    headings = sorted({by(each) for each in guests}, key=lambda heading: (not heading, heading))
    named = len(headings) > 1
    return tuple(
        ((heading or _NO_UNIT) if named else heading, tuple(each for each in guests if by(each) == heading))
        for heading in headings
    )


def prize_lists(office: Office, records: Sequence[Record], options: PaperOptions) -> Iterator[FormPaper]:
    """Give 获奖名单及领奖签字表 for each event; raises OfficeError when one has no prizes."""
    for record in records:
        prizes = office.children(event.PRIZE.key, record.id)
        if not prizes:
            raise OfficeError(f"“{record.label}”还没有登记获奖。")
        total = total_of(prizes, event.PRIZE_AMOUNT)
        rows = tuple((*_prize_cells(each), said(each, "note", full=False)) for each in prizes)
        title, when = record.text(event.TITLE), record.text(WHEN)
        yield prize_list(
            PrizeList(
                title,
                when,
                office.name,
                rows,
                f"{total:,.2f}",
                capital_amount(total),
                office.author,
                office.setting(REVIEWER),
            )
        )


def _prize_cells(prize: Record) -> tuple[str, str, str, str]:
    winner = prize.text(event.PRIZE_WINNER)
    persons = prize[event.PRIZE_PERSONS]
    shown = f"{winner}（{persons} 人）" if persons else winner
    return prize.text(event.PRIZE_GRADE), shown, prize.text(event.PRIZE_THING), prize.text(event.PRIZE_AMOUNT)


def claim_forms(office: Office, records: Sequence[Record], options: PaperOptions) -> Iterator[FormPaper]:
    """Give 报销单 for each event; raises OfficeError when nothing is to be repaid."""
    for record in records:
        items = [each for each in office.children(event.ITEM.key, record.id) if each.text(event.ITEM_KIND) == REPAID]
        if not items:
            raise OfficeError(f"“{record.label}”的备品与报销中没有种类为“报销”的登记。")
        total = total_of(items, event.ITEM_AMOUNT)
        keys = ("item", "spec", "quantity", "measure", "price", "amount", "receipt")
        yield claim_form(
            ClaimForm(
                record.text(event.TITLE),
                record.text(WHEN),
                office.name,
                office.today.isoformat(),
                tuple(tuple(each.text(event.ITEM.get(key)) for key in keys) for each in items),
                f"{total:,.2f}",
                capital_amount(total),
                "、".join(dict.fromkeys(filter(None, (said(each, "claimant", full=False) for each in items)))),
                said(record, "source", full=False),
            )
        )


def event_files(office: Office, records: Sequence[Record], options: PaperOptions) -> Iterator[FormPaper]:
    """Give 活动档案 for each event, with its photos."""
    for record in records:
        yield event_file(_event_file(office, record))


def _event_file(office: Office, record: Record) -> EventFile:
    rows = office.children(event.ATTENDANCE.key, record.id)
    items = office.children(event.ITEM.key, record.id)
    prizes = office.children(event.PRIZE.key, record.id)
    files = record[FILES] or ()
    photos = photos_among(files)
    came = len([row for row in rows if row[event.SIGNED_IN]])
    announced = len([row for row in rows if row[event.REGISTERED]])
    prize_total = total_of(prizes, event.PRIZE_AMOUNT)
    return EventFile(
        office.name,
        office.today.isoformat(),
        all_said(record, full=False),
        balance=_balance(record[BUDGET], record[SPENT]),
        attended=f"报名 {announced} 人，签到 {came} 人" if rows else "未登记报名签到",
        guests=tuple((heading, "、".join(each.name for each in guests)) for heading, guests in _groups(office, record)),
        items=tuple(_item_cells(each) for each in items),
        item_sum=f"合计：{len(items)} 项　￥{total_of(items, event.ITEM_AMOUNT):,.2f} 元",
        prizes=tuple(_prize_cells(each) for each in prizes),
        prize_total=f"{prize_total:,.2f}",
        prize_capitals=capital_amount(prize_total),
        attachments=tuple(" ".join(filter(None, [each.file_name, each.caption])) for each in files),
        photos=tuple(
            (photo_of(office, each), " ".join(filter(None, [each.caption or each.file_name, each.taken_on])))
            for each in photos
        ),
        author=office.author,
        reviewer=office.setting(REVIEWER),
        others=others_said(record, KEYS, full=False),
    )


def _balance(budget: Decimal | None, spent: Decimal | None) -> str:
    if budget is None or spent is None:
        return ""
    left = budget - spent
    return f"超支 {-left:,.2f} 元" if left < 0 else f"结余 {left:,.2f} 元"


def _item_cells(item: Record) -> tuple[str, ...]:
    name = f"{item.text(event.ITEM_NAME)} {item.text(event.ITEM_SPEC)}".strip()
    quantity = f"{item.text(event.ITEM_QUANTITY)} {item.text(event.ITEM_MEASURE)}".strip()
    return (
        item.text(event.ITEM_KIND),
        name,
        quantity,
        item.text(event.ITEM_AMOUNT),
        item.text(event.TENURE),
        item.text(event.ITEM_HANDLER),
        item.text(event.RETURNED),
        item.text(event.RECEIPT),
    )

"""Builds the papers of persons from the ledgers: 登记表, 档案表 and 签领表; they stay inside the office."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from unionoffice.domain.ledger import Record
from unionoffice.domain.query import Query
from unionoffice.errors import OfficeError
from unionoffice.ledgers import aid, household, member
from unionoffice.ledgers.shared import WHEN
from unionoffice.reports.form_parts import FormPaper
from unionoffice.reports.papers.aid_list import AidList, AidRow, aid_list
from unionoffice.reports.papers.household_form import KEYS as HOUSEHOLD_KEYS
from unionoffice.reports.papers.household_form import HouseholdForm, household_form
from unionoffice.reports.papers.member_form import KEYS as MEMBER_KEYS
from unionoffice.reports.papers.member_form import MemberForm, member_form
from unionoffice.usecases.office import REVIEWER, Office
from unionoffice.usecases.paper_kinds import PaperOptions
from unionoffice.usecases.paper_words import (
    aid_sum,
    all_said,
    amount_of,
    homes_of,
    others_said,
    paid_out,
    photo_of,
    photos_among,
    said,
)


def member_forms(office: Office, records: Sequence[Record], options: PaperOptions) -> Iterator[FormPaper]:
    """Give 工会会员登记表 for each member."""
    full = options.full_numbers
    for record in records:
        changes = office.children(member.MEMBERSHIP_CHANGE.key, record.id)
        told = [
            [said(each, key, full=full) for key in ("changed_on", "change", "other_side", "doc_ref", "note")]
            for each in changes
        ]
        photos = photos_among(record.values.get("photo", ()))
        yield member_form(
            MemberForm(
                office.name,
                office.today.isoformat(),
                all_said(record, full=full),
                tuple(
                    (when, change, "　".join(filter(None, [side, note])), doc) for when, change, side, doc, note in told
                ),
                photo_of(office, photos[0]) if photos else None,
                others_said(record, MEMBER_KEYS, full=full),
            )
        )


def household_forms(office: Office, records: Sequence[Record], options: PaperOptions) -> Iterator[FormPaper]:
    """Give 困难职工档案表 for each household, with its members and all it was given so far."""
    full = options.full_numbers
    for record in records:
        family = office.children(household.FAMILY.key, record.id)
        aids = _aids_of(office, record)
        yield household_form(
            HouseholdForm(
                office.name,
                office.today.isoformat(),
                all_said(record, full=full),
                tuple(_family_cells(person, full=full) for person in family),
                tuple(_aid_cells(each) for each in aids),
                aid_sum(aids),
                office.author,
                others_said(record, HOUSEHOLD_KEYS | {household.MEMBER.key}, full=full),
            )
        )


def _aids_of(office: Office, record: Record) -> list[Record]:
    link = office.link(household.HOUSEHOLD.key, record.id)
    found = office.ids(aid.AID.key, Query(equals={aid.HOUSEHOLD_REF.key: link.label}, order=WHEN.key))
    return paid_out(office.records(aid.AID.key, found))


def _family_cells(person: Record, *, full: bool) -> tuple[str, ...]:
    shown = [said(person, key, full=full) for key in ("name", "relation", "gender", "id_number", "health")]
    income = person.text(household.FAMILY_INCOME)
    last = [said(person, key, full=full) for key in ("school", "enrolled", "note")]
    return (*shown, income, said(person, "identity", full=full), "　".join(filter(None, last)))


def _aid_cells(record: Record) -> tuple[str, ...]:
    kind = _class_and_kind(record)
    told = (said(record, key, full=False) for key in ("when", "occasion", "source", "goods"))
    when, occasion, source, goods = told
    return when, kind, occasion, source, goods, amount_of(record)


def _class_and_kind(record: Record) -> str:
    # Each on a line of its own: side by side they break in the middle of a word.
    return "\n".join(filter(None, [record.text(aid.CLASS), record.text(aid.KIND)]))


def aid_lists(office: Office, records: Sequence[Record], options: PaperOptions) -> Iterator[FormPaper]:
    """Give one 签领表 of what is paid out; raises OfficeError when nothing is."""
    aids = paid_out(records)
    if not aids:
        raise OfficeError("这里没有可以签领的发放记录（收入和已退回的不算）。")
    homes = homes_of(office, aids)
    rows = tuple(_aid_row(each, homes.get(each.id), full=options.full_numbers) for each in aids)
    yield aid_list(
        AidList(office.name, office.today.isoformat(), rows, aid_sum(aids), office.author, office.setting(REVIEWER))
    )


def _aid_row(record: Record, home: Record | None, *, full: bool) -> AidRow:
    head = home.text(household.HEAD) if home else ""
    name = record.text(aid.RECIPIENT) or head
    # The file's ID number and card are those of its head, not of whoever else the aid was for.
    person = home if home is not None and name == head else None
    heads = record[aid.PERSONS] or 1

    def of_person(key: str) -> str:
        return said(person, key, full=full) if person else ""

    bank = " ".join(filter(None, [of_person("bank"), of_person("bank_branch")]))
    account = (bank, of_person("bank_card"), of_person("bank_name"))
    return AidRow(
        file_no=home.text(household.FILE_NO) if home else "",
        name=f"{name}（{heads} 人）" if heads > 1 else name,
        id_number=of_person("id_number"),
        unit=said(record, "unit", full=full) or (said(home, "employer", full=full) if home else ""),
        category=said(home, "category", full=full) if home else "",
        kind=_class_and_kind(record),
        occasion=said(record, "occasion", full=full),
        source=said(record, "source", full=full),
        goods=said(record, "goods", full=full),
        amount=amount_of(record),
        paid_by="\n".join(filter(None, [said(record, "pay_way", full=full), *account])),
        phone=of_person("phone"),
        paid_on=said(record, "when", full=full),
        note=said(record, "note", full=full),
    )

"""No ID, bank, telephone number or illness of a record is told where others may look over the clerk's shoulder."""

from __future__ import annotations

import logging
import sys
from datetime import date

import pytest

from tests.breaking.offices import changed, kept, sentences
from tests.invented_values import id_number
from unionoffice.domain.query import Query
from unionoffice.storage import trail
from unionoffice.usecases.bulk_aid import plan_aid
from unionoffice.usecases.check_office import check_office
from unionoffice.usecases.compliance import CHECKED, compliance
from unionoffice.usecases.history import versions
from unionoffice.usecases.keep_record import keep, trash
from unionoffice.usecases.merge_members import merge_members
from unionoffice.usecases.office import Office
from unionoffice.usecases.record_notes import notes_of
from unionoffice.usecases.reminders import reminders
from unionoffice.usecases.undo import redo, steps, undo

ID, OTHER_ID = id_number(date(1985, 6, 5), 1), id_number(date(1985, 6, 5), 3)
SECRETS = (ID, OTHER_ID, "6222021234567890123", "13900139001", "13900139002", "恶性肿瘤", "透析")


def filled(office: Office) -> None:
    """Keep people with everything that must not be told, entered twice and with mistakes, so that there is much to say."""
    row = {"gender": "女", "id_number": ID, "phone": "13900139001", "unit": "一分会", "joined_on": "2020-01-01"}
    one = kept(office, "member", name="职工甲", **row)
    two = kept(office, "member", **{**row, "name": "职工甲", "id_number": OTHER_ID})
    home = kept(
        office, "household", head="职工甲", id_number=ID, category="低保户", cause="其他", phone="13900139002",
        bank_card="6222021234567890123", health="恶性肿瘤", disability="透析", member=office.link("member", one.id),
    )  # fmt: skip
    link = office.link("household", home.id)
    kept(office, "family", household=link, name="家属乙", relation="配偶", id_number=OTHER_ID, health="恶性肿瘤")
    kept(office, "visit", household=link, visited_on="2026-01-01", situation="恶性肿瘤，每周透析", next_on="2026-06-29")
    for when in ("2026-05-01", "2026-05-02"):
        kept(office, "aid", **{"class": "送温暖慰问", "kind": "节日慰问"}, household=link, per_amount="5000", persons=1,
             when=when, occasion="恶性肿瘤")  # fmt: skip
    changed(office, "household", home.id, phone="13900139001", health="良好", bank_card="")
    changed(office, "member", two.id, phone="13900139002", id_number=OTHER_ID)


def said_by(office: Office) -> list[str]:
    said = [each.text for each in check_office(office)]
    said += [each.sentence for ledger in CHECKED for each in compliance(office, ledger, None)]
    said += [each.text for each in reminders(office)]
    said += [each.title for each in steps(office)]
    for ledger in office.ledgers.all:
        for record in office.records(ledger.key, office.ids(ledger.key, Query())):
            said += [*notes_of(office, record), record.label]
            said += [
                words
                for version in versions(office, ledger.key, record.id)
                for change in version.changes
                for words in (change.old, change.new)
            ]
    said += [str(each.new) for each in trail.latest(office.file.db, 10_000) if each.op == "event"]
    return said


def leaked(said: list[str]) -> list[str]:
    return [words for words in said if any(secret in words for secret in SECRETS)]


def test_what_the_office_says_of_its_records_holds_no_secret(office: Office) -> None:
    filled(office)
    said = said_by(office)
    assert len(said) > 40
    assert leaked(said) == []


def test_what_is_refused_or_doubted_holds_no_secret(office: Office) -> None:
    filled(office)
    row = {"name": "职工丙", "gender": "男", "phone": "13900139001", "unit": "一分会", "joined_on": "2020-01-01"}
    said = sentences(office, "member", **row, id_number="")
    for number in (ID, OTHER_ID, ID[:-1] + "0"):
        said += [each.sentence for each in keep(office, "member", {**row, "id_number": number}).problems]
    said += [each.sentence for each in keep(office, "household", {"head": "职工甲", "id_number": ID}).problems]
    said += [each.sentence for plan in plan_aid(office, [1], {"class": "送温暖慰问", "kind": "节日慰问",
             "per_amount": "9000"}) for each in plan.problems]  # fmt: skip
    assert len(said) >= 5
    assert leaked(said) == []


def test_a_number_of_15_digits_is_pointed_at_without_the_one_it_would_be_now(office: Office) -> None:
    old = ID[:6] + ID[8:17]
    row = {"name": "职工丙", "phone": "13900139001", "unit": "一分会", "joined_on": "2020-01-01", "gender": "男"}
    assert ID in keep(office, "member", {**row, "id_number": old}).problems[0].sentence
    said = [each.text for each in check_office(office)]
    assert said
    assert leaked(said) == []


def test_undo_of_everything_tells_no_secret(office: Office) -> None:
    filled(office)
    merge_members(office, 1, 2, ["id_number", "phone"])
    trash(office, "household", [1])
    said = []
    while (done := undo(office)) is not None:
        said.append(done.title)
    while (done := redo(office)) is not None:
        said.append(done.title)
    assert len(said) >= 20
    assert leaked(said) == []


def test_a_crash_report_holds_places_and_no_words(caplog: pytest.LogCaptureFixture) -> None:
    from tests.gui.hand import RecordedMessages
    from unionoffice.gui.crash import CrashBox

    messages = RecordedMessages()
    with caplog.at_level(logging.ERROR):
        try:
            raise ValueError(f"职工甲 {ID}")
        except ValueError:
            kind, error, at = sys.exc_info()
            assert kind is not None
            assert error is not None
            CrashBox(messages).handle(kind, error, at)
    assert leaked([caplog.text, *messages.said]) == []
    assert "职工甲" not in caplog.text
    caplog.clear()

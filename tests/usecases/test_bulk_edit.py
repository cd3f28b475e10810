"""One field of many records gets another value: seen first, then all at once or not at all."""

from __future__ import annotations

import pytest

from unionoffice.domain.query import Query
from unionoffice.errors import OfficeError
from unionoffice.ledgers.aid import AID, AMOUNT, PER_AMOUNT, RECIPIENT, SOURCE
from unionoffice.ledgers.household import HOUSEHOLD
from unionoffice.ledgers.shared import NO, UNIT
from unionoffice.storage import trail
from unionoffice.usecases.bulk_edit import apply, editable_fields, preview, replace_words, set_to, takes_words
from unionoffice.usecases.keep_record import keep
from unionoffice.usecases.office import Office


@pytest.fixture
def ids(office: Office) -> list[int]:
    made = []
    for recipient, more in (
        ("职工甲", {"source": "职工捐款"}),
        ("职工乙", {}),
        ("退休人员丙", {"persons": "3", "per_amount": "100"}),
    ):
        raw = {"class": "职工福利", "kind": "节日福利", "recipient": recipient, "when": "2026-01-20", **more}
        kept = keep(office, AID.key, raw).record
        assert kept is not None
        made.append(kept.id)
    return made


def values(office: Office, ids: list[int], key: object) -> list[str]:
    return [record.text(key) for record in office.records(AID.key, ids)]  # type: ignore[arg-type]


def test_the_preview_names_old_and_new_and_writes_nothing(office: Office, ids: list[int]) -> None:
    before = trail.last_batch(office.file.db)

    seen = preview(office, AID, ids, SOURCE, set_to("职工捐款"))

    assert [(each.old, each.new) for each in seen.changes] == [("", "职工捐款"), ("", "职工捐款")]
    assert (seen.unchanged, seen.refused) == (1, ())
    assert trail.last_batch(office.file.db) == before


def test_all_changes_are_one_step_of_the_trail(office: Office, ids: list[int]) -> None:
    before = trail.last_batch(office.file.db)

    done = apply(office, AID, preview(office, AID, ids, SOURCE, set_to("市级财政")))

    assert done == 3
    assert values(office, ids, SOURCE) == ["市级财政"] * 3
    assert trail.last_batch(office.file.db) == before + 1
    assert {entry.row_id for entry in trail.changes(office.file.db, before + 1)} == set(ids)


def test_a_value_that_cannot_be_is_refused_for_each_record_with_the_reason(office: Office, ids: list[int]) -> None:
    seen = preview(office, AID, ids, AMOUNT, set_to("三百元整吧"))

    assert seen.changes == ()
    assert {problem.sentence for each in seen.refused for problem in each.problems} == {"“三百元整吧”不是数字"}


def test_a_doubt_is_shown_and_kept(office: Office, ids: list[int]) -> None:
    seen = preview(office, AID, ids, PER_AMOUNT, set_to("200"))

    doubts = {each.record.label: [problem.sentence for problem in each.problems] for each in seen.changes}
    assert "每人 200.00 元 × 3 人 = 600.00 元，与所填金额不同" in doubts["退休人员丙"]
    assert apply(office, AID, seen) == 3
    assert values(office, ids, PER_AMOUNT) == ["200.00"] * 3


def test_a_field_is_emptied_unless_it_must_be_filled(office: Office, ids: list[int]) -> None:
    apply(office, AID, preview(office, AID, ids, SOURCE, set_to(None)))
    refused = preview(office, AID, ids, AID.get("class"), set_to(None)).refused

    assert values(office, ids, SOURCE) == ["", "", ""]
    assert [problem.sentence for each in refused for problem in each.problems] == ["必填"] * 3


def test_words_are_replaced_within_a_text(office: Office, ids: list[int]) -> None:
    assert takes_words(RECIPIENT)
    assert not takes_words(AMOUNT)

    apply(office, AID, preview(office, AID, ids, RECIPIENT, replace_words(RECIPIENT, "职工", "会员")))

    assert values(office, ids, RECIPIENT) == ["会员甲", "会员乙", "退休人员丙"]


def test_a_new_unit_is_made_once_for_all(office: Office, ids: list[int]) -> None:
    apply(office, AID, preview(office, AID, ids, UNIT, set_to("新设分工会")))

    assert values(office, ids, UNIT) == ["新设分工会"] * 3
    assert office.count("unit", Query(words="新设分工会")) == 1


def test_when_one_record_was_changed_since_none_is_changed(office: Office, ids: list[int]) -> None:
    seen = preview(office, AID, ids, SOURCE, set_to("市级财政"))
    keep(office, AID.key, {"note": "后来改的"}, office.record(AID.key, ids[2]))

    with pytest.raises(OfficeError, match="已被修改，请刷新"):
        apply(office, AID, seen)

    assert values(office, ids, SOURCE) == ["职工捐款", "", ""]


def test_numbers_files_and_what_is_worked_out_cannot_be_shared(office: Office) -> None:
    keys = {each.key for each in editable_fields(HOUSEHOLD)}

    assert NO not in editable_fields(AID)
    assert "id_number" not in keys
    assert "files" not in keys
    assert "per_head" not in keys
    assert "category" in keys


def test_the_preview_stops_when_it_is_told_to(office: Office, ids: list[int]) -> None:
    seen = preview(office, AID, ids, SOURCE, set_to("市级财政"), step=lambda done, whole: False)

    assert (seen.changes, seen.refused, seen.unchanged) == ((), (), 0)


def test_more_records_than_can_be_looked_over_are_refused(office: Office) -> None:
    with pytest.raises(OfficeError, match="一次最多修改 5,000 条，现有 5,001 条"):
        preview(office, AID, range(5001), SOURCE, set_to("市级财政"))

from __future__ import annotations

import json

import pytest

from unionoffice.domain.ledger import Record
from unionoffice.domain.query import Query
from unionoffice.errors import OfficeError
from unionoffice.storage import trail
from unionoffice.usecases.keep_record import keep, keep_read
from unionoffice.usecases.office import Office
from unionoffice.usecases.undo import undo


def read(office: Office, ledger: str, raw: dict[str, object], old: Record | None = None) -> Record:
    record, problems = office.ledgers.by_key[ledger].parse(raw, office.context(), old)
    assert record is not None, problems
    return record


def log(office: Office, title: str, no: str = "", **more: object) -> Record:
    return read(office, "work_log", {"title": title, "category": "会议制度", "when": "2026-03-01", "no": no, **more})


def write(office: Office, rows: list[tuple[Record, Record | None]]) -> list[str]:
    with office.file.write():
        kept = keep_read(office, rows, lambda done: None)
    return [each.record.text(each.record.ledger.get("no")) if each.record else "refused" for each in kept]


def test_records_kept_together_are_the_same_in_the_file_as_one_by_one(office: Office) -> None:
    raw: dict[str, object] = {
        "title": "慰问困难职工 3 户",
        "category": "会议制度",
        "when": "2026-02",
        "unit": "新设分会",
        "note": "A",
    }
    alone = keep(office, "work_log", raw).record
    assert alone is not None
    write(office, [(read(office, "work_log", {**raw, "note": note}), None) for note in ("A", "B")])
    found = office.file.db.execute("SELECT * FROM work_log ORDER BY id")
    names = [column[0] for column in found.description]
    first, second, third = (dict(zip(names, row, strict=True)) for row in found.fetchall())
    assert [each["no"] for each in (first, second, third)] == ["GZ2026-0001", "GZ2026-0002", "GZ2026-0003"]
    assert first["search_text"].replace("0001", "0002") == second["search_text"]
    assert second["search_text"].replace("0002", "0003") == third["search_text"].replace("\nb\n", "\na\n")
    for key in set(names) - {"id", "no", "search_text", "note"}:
        assert first[key] == second[key] == third[key], key
    assert office.count("unit", Query()) == 1


def test_numbers_typed_anywhere_in_the_rows_are_not_given_out_again(office: Office) -> None:
    keep(office, "work_log", {"title": "已有", "category": "会议制度", "when": "2026-01-01"})
    rows = [log(office, "甲"), log(office, "乙", "GZ2026-0003"), log(office, "丙"), log(office, "丁", "旧-7")]
    assert write(office, [(row, None) for row in rows]) == ["GZ2026-0004", "GZ2026-0003", "GZ2026-0005", "旧-7"]
    assert write(office, [(log(office, "戊"), None)]) == ["GZ2026-0006"]


def test_what_another_record_or_an_earlier_row_has_is_refused_and_the_rest_kept(office: Office) -> None:
    keep(office, "work_log", {"title": "已有", "category": "会议制度", "when": "2026-01-01"})
    rows = [log(office, "甲", "GZ2026-0001"), log(office, "乙", "X1"), log(office, "丙", "X1"), log(office, "丁")]
    with office.file.write():
        kept = keep_read(office, [(row, None) for row in rows], lambda done: None)
    assert [each.record is not None for each in kept] == [False, True, False, True]
    assert kept[0].problems[0].sentence == "已登记在“已有”，不能重复"
    assert kept[2].problems[0].sentence == "与文件里前面的一行重复"
    assert office.count("work_log", Query()) == 3


def test_a_number_that_a_changed_row_gives_up_is_free_for_a_later_row(office: Office) -> None:
    old = keep(office, "work_log", {"title": "已有", "category": "会议制度", "no": "A1"}).record
    assert old is not None
    changed = read(office, "work_log", {"no": "A2"}, old)
    assert write(office, [(changed, old), (log(office, "甲", "A1"), None)]) == ["A2", "A1"]


def test_every_row_is_on_the_trail_once_and_the_rows_are_taken_back_in_one_step(office: Office) -> None:
    before = trail.last_batch(office.file.db)
    write(office, [(log(office, f"第{number}件"), None) for number in range(450)])
    ids = office.ids("work_log", Query())
    written = [each for each in trail.changes(office.file.db, before + 1) if each.table == "work_log"]
    assert sorted(each.row_id or 0 for each in written) == sorted(ids)
    assert {each.op for each in written} == {"insert"}
    assert trail.verify(office.file.db) is None
    assert json.dumps(written[0].new, ensure_ascii=False).count("第0件") == 1
    undo(office)
    assert office.count("work_log", Query()) == 0


def test_a_row_changed_since_it_was_read_fails_the_whole_write(office: Office) -> None:
    old = keep(office, "work_log", {"title": "已有", "category": "会议制度"}).record
    assert old is not None
    keep(office, "work_log", {"note": "先改了"}, old)
    with pytest.raises(OfficeError, match="已被修改"):
        write(office, [(log(office, "甲"), None), (read(office, "work_log", {"note": "后改"}, old), old)])
    assert office.count("work_log", Query()) == 1


def fail_after(office: Office, title: str) -> None:
    before = trail.head(office.file.db)
    with office.file.write():
        keep_read(office, [(log(office, title), None)], lambda done: None)
        assert trail.head(office.file.db).seq > before.seq
        raise ZeroDivisionError


def test_what_is_sealed_before_the_end_goes_with_a_write_that_fails_and_the_chain_stays_whole(office: Office) -> None:
    before = trail.head(office.file.db)
    with pytest.raises(ZeroDivisionError):
        fail_after(office, "甲")
    assert trail.head(office.file.db) == before
    with office.file.write():
        with pytest.raises(ZeroDivisionError):
            fail_after(office, "乙")
        keep_read(office, [(log(office, "丙"), None)], lambda done: None)
    assert trail.verify(office.file.db) is None
    assert [each.label for each in office.records("work_log", office.ids("work_log", Query()))] == ["丙"]

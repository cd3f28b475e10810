from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from toy_office import PASSWORD, fill

from unionoffice.storage import driver, keystore, trail
from unionoffice.storage.database import OfficeFile
from unionoffice.storage.driver import Database


def test_the_trail_tells_who_changed_what_from_what(office: OfficeFile) -> None:
    with office.write() as db:
        db["member"].insert({"name": "职工甲", "fee": 1})
    with office.write() as db:
        db["member"].update(1, {"fee": 2})
    with office.write(purging=True) as db:
        db["member"].delete(1)
    first, second, third = trail.history(office.db, "member", 1)
    assert (first.op, first.old, first.new) == ("insert", None, second.old)
    assert second.old == {"id": 1, "name": "职工甲", "fee": 1, "deleted_at": None}
    assert second.new == {"id": 1, "name": "职工甲", "fee": 2, "deleted_at": None}
    assert (third.op, third.old, third.new) == ("delete", second.new, None)
    assert [each.batch for each in (first, second, third)] == [1, 2, 3]
    assert first.actor == "经办甲"
    assert abs(datetime.now(UTC) - first.at) < timedelta(minutes=1)


def test_one_write_is_one_batch_however_many_rows(office: OfficeFile) -> None:
    fill(office, 30)
    assert trail.last_batch(office.db) == 1
    changes = trail.changes(office.db, 1)
    assert len(changes) == 60
    assert [each.seq for each in changes] == list(range(1, 61))


def test_a_write_that_changes_nothing_leaves_no_trace(office: OfficeFile) -> None:
    fill(office, 1)
    with office.write() as db:
        db.execute("UPDATE member SET fee = fee")
    assert trail.last_batch(office.db) == 1


def test_big_numbers_quotes_and_pictures_come_back_letter_for_letter(office: OfficeFile) -> None:
    name = "O'甲 \"<b>\\ \n 𠮷"
    with office.write() as db:
        db["member"].insert({"name": name, "fee": 2**62 + 1})
        db["child"].insert({"member": 1, "picture": b"\x00\xff"})
    member, child = trail.changes(office.db, 1)
    assert member.new is not None
    assert child.new is not None
    assert (member.new["name"], member.new["fee"], child.new["picture"]) == (name, 2**62 + 1, "00FF")


def test_each_seal_is_the_hash_of_plain_json_as_any_program_writes_it(office: OfficeFile) -> None:
    with office.write() as db:
        db["member"].insert({"name": '职工"甲"\\\n\u2028\x00\U00020bb7', "fee": 1})
        trail.log_event(db, "导出", {"rows": 1})
    last = "0" * 64
    rows = office.db.execute("SELECT * FROM trail JOIN trail_seal USING (seq) ORDER BY seq").fetchall()
    for *row, old, new, payload, digest in rows:
        assert payload == sha256(json.dumps([old, new], ensure_ascii=False).encode()).hexdigest()
        last = sha256(json.dumps([last, *row, payload], ensure_ascii=False).encode()).hexdigest()
        assert digest == last
    assert {row[5] is None for row in rows} == {True, False}


def test_insert_or_replace_is_traced_as_a_loss_and_a_gain(office: OfficeFile) -> None:
    with office.write() as db:
        db["member"].insert({"name": "职工甲"})
        db["child"].insert({"member": 1, "name": "子"})
    with office.write() as db:
        db.execute("INSERT OR REPLACE INTO child(id, member) VALUES (1, 1)")
    assert [each.op for each in trail.history(office.db, "child", 1)] == ["insert", "delete", "insert"]


def test_a_rolled_back_write_leaves_no_gap_in_the_numbers(office: OfficeFile) -> None:
    fill(office, 2)
    with pytest.raises(driver.IntegrityError), office.write() as db:
        db.execute("INSERT INTO child(member) VALUES (1), (99)")
    fill(office, 2)
    assert trail.verify(office.db) is None


def test_events_stand_in_the_same_chain(office: OfficeFile) -> None:
    office.log_event("export", {"ledger": "member", "rows": 3})
    assert [(each.op, each.new) for each in trail.events(office.db, "export")] == [
        ("event", {"ledger": "member", "rows": 3})
    ]
    assert trail.head(office.db).seq == 1
    assert trail.verify(office.db) is None


def test_the_numbers_grow_whatever_the_clock_says(office: OfficeFile, monkeypatch: pytest.MonkeyPatch) -> None:
    class Clock:
        years = iter([2026, 2016, 2099, 2026])

        @classmethod
        def now(cls, zone: object) -> datetime:
            return datetime(next(cls.years), 1, 1, tzinfo=UTC)

    monkeypatch.setattr(trail, "datetime", Clock)
    for fee in range(4):
        with office.write() as db:
            db["member"].insert({"name": "职工甲", "fee": fee})
    monkeypatch.undo()
    entries = trail.latest(office.db, 9)
    assert [entry.seq for entry in entries] == [4, 3, 2, 1]
    assert [entry.at.year for entry in entries] == [2026, 2099, 2016, 2026]
    assert trail.verify(office.db) is None


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE trail SET actor = 'x'",
        "UPDATE trail SET old = NULL, new = NULL",
        "DELETE FROM trail",
        "INSERT OR REPLACE INTO trail(seq, at, actor, batch, tbl, op) VALUES (1, '', '', 1, '', 'event')",
        "UPDATE trail_seal SET digest = ''",
        "DELETE FROM trail_seal",
        "INSERT OR REPLACE INTO trail_seal VALUES (1, '', '')",
    ],
)
def test_what_is_on_the_trail_stays(office: OfficeFile, statement: str) -> None:
    fill(office, 2)
    with pytest.raises(driver.IntegrityError, match="append-only"), office.write() as db:
        db.execute(statement)


def test_even_a_purge_may_only_empty_contents(office: OfficeFile) -> None:
    fill(office, 2)
    for statement in ("UPDATE trail SET actor = 'x'", "DELETE FROM trail", "UPDATE trail SET new = '{}'"):
        with pytest.raises(driver.IntegrityError, match="append-only"), office.write(purging=True) as db:
            db.execute(statement)


@pytest.mark.parametrize(
    ("tampering", "first_bad"),
    [
        ("UPDATE trail SET new = json_set(new, '$.fee', 99) WHERE seq = 5", 5),
        ("UPDATE trail SET actor = '别人' WHERE seq = 7", 7),
        ("UPDATE trail SET at = '2020-01-01' WHERE seq = 1", 1),
        ("UPDATE trail SET old = NULL, new = NULL WHERE seq = 4", 4),
        ("DELETE FROM trail WHERE seq = 6", 6),
        (
            "UPDATE trail SET seq = 99 WHERE seq = 3; UPDATE trail SET seq = 3 WHERE seq = 8;"
            "UPDATE trail SET seq = 8 WHERE seq = 99",
            3,
        ),
        ("UPDATE trail_seal SET digest = 'x' WHERE seq = 9", 9),
        ("DELETE FROM trail_seal WHERE seq = 2", 2),
        ("INSERT INTO trail(at, actor, batch, tbl, op) VALUES ('', '', 1, 'x', 'event')", 21),
        ("DELETE FROM trail WHERE seq = 20", 20),
    ],
)
def test_whoever_tampers_with_another_program_is_found_at_the_first_bad_number(
    office: OfficeFile, tampering: str, first_bad: int
) -> None:
    fill(office, 10)
    dek = office.dek
    office.close()
    with Raw(office.folder / "data.db", dek) as db:
        for trigger in ("trail_no_update", "trail_no_delete", "trail_seal_no_update", "trail_seal_no_delete"):
            db.execute("DROP TRIGGER " + trigger)
        for statement in tampering.split(";"):
            db.execute(statement)
        assert trail.verify(db) == first_bad


def test_a_tail_cut_without_a_trace_differs_from_the_anchored_head(office: OfficeFile) -> None:
    fill(office, 10)
    anchored = trail.head(office.db)
    dek = office.dek
    office.close()
    with Raw(office.folder / "data.db", dek) as db:
        for trigger in ("trail_no_delete", "trail_seal_no_delete"):
            db.execute("DROP TRIGGER " + trigger)
        db.execute("DELETE FROM trail_seal WHERE seq > 15")
        db.execute("DELETE FROM trail WHERE seq > 15")
        db.execute("UPDATE sqlite_sequence SET seq = 15 WHERE name = 'trail'")
        assert trail.verify(db) is None
        assert trail.head(db) != anchored


def test_a_change_made_with_another_program_is_refused_or_shows(office: OfficeFile) -> None:
    fill(office, 1)
    dek = office.dek
    office.close()
    with Raw(office.folder / "data.db", dek) as db, pytest.raises(driver.IntegrityError):
        db.execute("UPDATE member SET fee = 99")


def test_a_purged_person_is_gone_and_the_chain_still_verifies(closed: Path) -> None:
    with OfficeFile.open(closed, PASSWORD) as office:
        with office.write() as db:
            db["member"].insert({"id": 900, "name": "赵钱孙李周"})
            db["member"].update(900, {"fee": 3})
        with office.write(purging=True) as db:
            db["member"].delete(900)
            trail.erase(db, "member", 900)
        office.compact()
        assert trail.verify(office.db) is None
        assert [entry.new for entry in trail.history(office.db, "member", 900)] == [None, None, None]
        (event,) = trail.events(office.db, trail.PURGE)
        assert event.new is not None
        assert len(event.new["seqs"]) == 3
        assert "赵钱孙李周" not in _everything(office.db)


def _everything(db: Database) -> str:
    return json.dumps([db.execute("SELECT * FROM " + t).fetchall() for t in db.table_names()], ensure_ascii=False)


class Raw:
    """The file as somebody with the key and another program has it."""

    def __init__(self, path: Path, dek: bytes) -> None:
        self._db = driver.connect_encrypted(path, keystore.file_key(dek), create=False)

    def __enter__(self) -> Database:
        return self._db

    def __exit__(self, *_: object) -> None:
        self._db.close()

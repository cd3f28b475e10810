from __future__ import annotations

import ast
import inspect
from pathlib import Path

import pytest
from toy_office import CHILD, MEMBER, PASSWORD, repeats, run_python

from unionoffice.storage import backup, migrations, trail, trail_schema
from unionoffice.storage.database import OfficeFile
from unionoffice.storage.driver import Database, DatabaseError, OperationalError
from unionoffice.storage.migrations import Migration, Wanted
from unionoffice.storage.rotation import BEFORE_UPGRADE

WIDER = {
    "member": Wanted(
        MEMBER, {"name": "name TEXT NOT NULL", "phone": "phone TEXT", "paid": "paid INTEGER CHECK(paid > 0)"}
    ),
    "child": Wanted(CHILD, {}),
    "award": Wanted("CREATE TABLE award(id INTEGER PRIMARY KEY, title TEXT NOT NULL, deleted_at TEXT) STRICT", {}),
}
INDEX = "CREATE INDEX IF NOT EXISTS award_by_title ON award(title)"


def _split(db: Database) -> None:
    db.execute("ALTER TABLE member ADD COLUMN surname TEXT")
    db.execute("UPDATE member SET surname = substr(name, 1, 1)")


def _fail(db: Database) -> None:
    _split(db)
    db.execute("ALTER TABLE nowhere ADD COLUMN x TEXT")


def _orphan(db: Database) -> None:
    db.execute("PRAGMA defer_foreign_keys = ON")
    db.execute("UPDATE child SET member = 999 WHERE id = 1")


def test_new_columns_and_tables_are_added_and_traced(closed: Path) -> None:
    with OfficeFile.open(closed, PASSWORD, wanted=WIDER, also=[INDEX]) as office:
        assert office.db["member"].count == 200
        with office.write() as db:
            db["member"].update(1, {"phone": "13800000000"})
            db["award"].insert({"title": "先进"})
        assert [entry.table for entry in trail.latest(office.db, 2)] == ["award", "member"]
        entry = trail.history(office.db, "member", 1)[-1]
        assert entry.new is not None
        assert entry.new["phone"] == "13800000000"
        assert trail_schema.flaw(office.db) is None
        assert "award_by_title" in [index.name for index in office.db["award"].indexes]


def test_a_schema_change_is_preceded_by_a_verified_backup(closed: Path) -> None:
    with OfficeFile.open(closed, PASSWORD, wanted=WIDER) as office:
        (made,) = backup.list_backups(backup.beside(closed))
        assert made.reason == BEFORE_UPGRADE
        assert backup.verify(made, office.dek) == []


def test_an_office_that_is_up_to_date_is_neither_changed_nor_backed_up(closed: Path) -> None:
    OfficeFile.open(closed, PASSWORD, wanted=WIDER).close()
    before = (closed / "data.db").read_bytes()
    OfficeFile.open(closed, PASSWORD, wanted=WIDER).close()
    assert (closed / "data.db").read_bytes() == before
    assert len(backup.list_backups(backup.beside(closed))) == 1


def test_a_column_that_may_not_be_empty_is_not_added_behind_the_clerks_back(closed: Path) -> None:
    wanted = {"member": Wanted(MEMBER, {"must": "must TEXT NOT NULL"})}
    with pytest.raises(OperationalError, match="NOT NULL"):
        OfficeFile.open(closed, PASSWORD, wanted=wanted)
    with OfficeFile.open(closed, PASSWORD) as office:
        assert "must" not in office.db["member"].columns_dict


def test_the_index_of_a_declaration_that_only_adds_an_index_is_made(closed: Path) -> None:
    index = "CREATE INDEX IF NOT EXISTS member_by_name ON member(name)"
    with OfficeFile.open(closed, PASSWORD, also=[index]) as office:
        assert "member_by_name" in [each.name for each in office.db["member"].indexes]


def test_a_step_changes_tables_rows_triggers_and_version_together(closed: Path) -> None:
    with OfficeFile.open(closed, PASSWORD, steps=[Migration(2, "姓氏", _split)]) as office:
        assert office.db.execute("PRAGMA user_version").fetchone()[0] == 2
        assert office.db["member"].get(1)["surname"] == "职"
        assert trail_schema.flaw(office.db) is None
        assert trail.latest(office.db, 1)[0].actor == "升级 姓氏"
        assert trail.verify(office.db) is None
    assert [each.version for each in backup.list_backups(backup.beside(closed))] == [1]


@pytest.mark.parametrize(("step", "error"), [(_fail, OperationalError), (_orphan, DatabaseError)])
def test_a_step_that_fails_leaves_the_old_version_whole(closed: Path, step: object, error: type[Exception]) -> None:
    with pytest.raises(error):
        OfficeFile.open(closed, PASSWORD, steps=[Migration(2, "坏", step)])  # type: ignore[arg-type]
    with OfficeFile.open(closed, PASSWORD) as office:
        assert "surname" not in office.db["member"].columns_dict
        assert office.db.execute("PRAGMA foreign_key_check").fetchall() == []
        assert trail.verify(office.db) is None


_DIE_INSIDE = """
import sys, os, signal, pathlib
from unionoffice.storage.database import OfficeFile
from unionoffice.storage.migrations import Migration
def step(db):
    db.execute("ALTER TABLE member ADD COLUMN surname TEXT")
    db.execute("UPDATE member SET surname = 'x' WHERE id <= ?", [int(sys.argv[3])])
    db.execute("PRAGMA cache_spill = 1")
    os.kill(os.getpid(), signal.SIGKILL)
OfficeFile.open(pathlib.Path(sys.argv[1]), sys.argv[2], steps=[Migration(2, 'x', step)])
"""


def test_a_kill_inside_a_step_leaves_the_old_version_whole(closed: Path) -> None:
    for turn in range(repeats(2, 20)):
        assert run_python(_DIE_INSIDE, closed, PASSWORD, turn * 50).returncode == -9
        with OfficeFile.open(closed, PASSWORD) as office:
            assert "surname" not in office.db["member"].columns_dict
            assert office.db["member"].count == 200


def test_released_steps_import_nothing_of_ours_and_are_in_order() -> None:
    numbers = [step.number for step in migrations.MIGRATIONS]
    assert numbers == sorted(set(numbers))
    assert all(number > migrations.FIRST_VERSION for number in numbers)
    for step in migrations.MIGRATIONS:
        imported = [node for node in ast.walk(ast.parse(inspect.getsource(step.apply))) if isinstance(node, ast.Import)]
        assert imported == []

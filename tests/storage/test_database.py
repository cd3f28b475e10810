from __future__ import annotations

import hashlib
import random
import shutil
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from toy_office import CHEAP, MEMBER, PASSWORD, fill, repeats, run_python

from unionoffice.errors import OfficeError
from unionoffice.storage import damage, driver, keystore, trail
from unionoffice.storage.database import OfficeFile
from unionoffice.storage.lock import LOCK
from unionoffice.storage.refusals import (
    AlreadyOpenError,
    DamagedFileError,
    ForeignFileError,
    MissingFileError,
    NewerFileError,
    UnfitPlaceError,
    WrongPasswordError,
)


def test_the_running_office_has_the_settings_that_were_measured_safe(office: OfficeFile) -> None:
    wanted = {
        "journal_mode": "truncate",
        "synchronous": 3,
        "locking_mode": "exclusive",
        "foreign_keys": 1,
        "recursive_triggers": 1,
        "trusted_schema": 0,
        "secure_delete": 1,
        "temp_store": 2,
        "cell_size_check": 1,
    }
    found = {name: office.db.execute("PRAGMA " + name).fetchone()[0] for name in wanted}
    assert found == wanted


def test_what_was_saved_is_there_after_closing_and_opening(closed: Path) -> None:
    with OfficeFile.open(closed, PASSWORD) as office:
        assert office.db["member"].count == office.db["child"].count == 200
        assert trail.verify(office.db) is None


def _write_and_fail(office: OfficeFile, *rows: dict[str, object]) -> None:
    with office.write() as db:
        for row in rows:
            with office.write():
                db["member"].insert(row)
        db["child"].insert({"member": 99})


def test_a_failed_write_takes_back_everything(office: OfficeFile) -> None:
    with pytest.raises(driver.IntegrityError):
        _write_and_fail(office, {"name": "职工甲"}, {"name": "职工乙"})
    assert office.db["member"].count == 0
    assert trail.latest(office.db, 1) == []


def test_a_failed_inner_write_takes_back_only_its_own_part(office: OfficeFile) -> None:
    with office.write() as db:
        db["member"].insert({"name": "职工甲"})
        with pytest.raises(driver.IntegrityError):
            _write_and_fail(office, {"name": "职工乙"})
    assert [row["name"] for row in office.db["member"].rows] == ["职工甲"]
    assert trail.verify(office.db) is None


def test_after_a_failed_write_the_next_one_works(office: OfficeFile) -> None:
    with pytest.raises(driver.IntegrityError):
        _write_and_fail(office, {"name": "职工甲"})
    assert not office.is_writing
    fill(office, 2)
    assert office.db["member"].count == 2


def test_a_change_outside_a_write_is_refused(office: OfficeFile) -> None:
    with pytest.raises(driver.IntegrityError):
        office.db["member"].insert({"name": "职工甲"})
    assert office.db["member"].count == 0


def test_a_table_with_a_trash_loses_rows_only_in_a_purge(office: OfficeFile) -> None:
    with office.write() as db:
        db["member"].insert({"name": "职工甲"})
    with pytest.raises(driver.IntegrityError, match="purge"), office.write() as db:
        db["member"].delete(1)
    with office.write(purging=True) as db:
        db["member"].delete(1)
    assert office.db["member"].count == 0


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TRIGGER aud_member_update",
        "DROP TABLE child",
        "ATTACH ':memory:' AS other",
        "PRAGMA writable_schema = 1",
        "PRAGMA ignore_check_constraints = 1",
        "PRAGMA recursive_triggers = 0",
        "PRAGMA foreign_keys = 0",
        "PRAGMA rekey = 'x'",
        "ALTER TABLE member RENAME TO people",
        "CREATE TABLE memberz(a)",
        "CREATE TEMP TRIGGER t BEFORE UPDATE ON member BEGIN SELECT RAISE(IGNORE); END",
        "UPDATE sqlite_sequence SET seq = 0",
    ],
)
def test_the_schema_and_the_safety_settings_stand_while_the_clerk_works(office: OfficeFile, statement: str) -> None:
    with pytest.raises(driver.DatabaseError, match="not authorized"):
        office.db.execute(statement)


def test_a_mistyped_table_name_makes_no_table(office: OfficeFile) -> None:
    with pytest.raises(driver.DatabaseError, match="not authorized"), office.write() as db:
        db["memberz"].insert({"name": "职工甲"})
    assert "memberz" not in office.db.table_names()


def test_the_guard_is_lifted_for_a_schema_change_and_stands_again(office: OfficeFile) -> None:
    with office.schema_change() as db:
        db.execute("CREATE INDEX member_by_name ON member(name)")
    with pytest.raises(driver.DatabaseError, match="not authorized"):
        office.db.execute("DROP INDEX member_by_name")


def test_a_copy_of_the_one_file_holds_every_saved_row(office: OfficeFile, tmp_path: Path) -> None:
    fill(office, 50)
    # Another process copies, as the clerk's file manager does: the same process would break the lock.
    copy = tmp_path / "副本"
    copy.mkdir()
    for name in ("data.db", "keys.ks"):
        subprocess.run(["cp", str(office.folder / name), str(copy / name)], check=True)
    with OfficeFile.open(copy, PASSWORD) as opened:
        assert opened.db["member"].count == 50


def test_compacting_keeps_every_row(office: OfficeFile) -> None:
    fill(office, 50)
    office.compact()
    assert office.db["member"].count == 50


def test_closing_twice_is_harmless(office: OfficeFile) -> None:
    office.close()
    office.close()


# Opening: who holds it


def test_a_second_window_is_refused_and_touches_nothing(office: OfficeFile) -> None:
    with pytest.raises(AlreadyOpenError):
        OfficeFile.open(office.folder, PASSWORD)
    fill(office, 1)


def test_another_process_finds_the_file_locked(office: OfficeFile) -> None:
    code = """
import sys, pathlib
from unionoffice.storage import driver
db = driver.connect_encrypted(pathlib.Path(sys.argv[1]), bytes.fromhex(sys.argv[2]), create=False)
"""
    done = run_python(code, office.folder / "data.db", keystore.file_key(office.dek).hex())
    assert "database is locked" in done.stderr


_HOLD = """
import sys, pathlib
from unionoffice.storage.database import OfficeFile
office = OfficeFile.open(pathlib.Path(sys.argv[1]), sys.argv[2])
print('open', flush=True)
sys.stdin.read()
"""


def test_the_lock_of_a_killed_program_is_taken_over_at_once(closed: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(closed), PASSWORD],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"open\n"
        with pytest.raises(AlreadyOpenError):
            OfficeFile.open(closed, PASSWORD)
        holder.send_signal(signal.SIGKILL)
        holder.wait()
    OfficeFile.open(closed, PASSWORD).close()


def test_an_empty_lock_file_locks_nobody_out(closed: Path) -> None:
    (closed / LOCK).write_bytes(b"")
    OfficeFile.open(closed, PASSWORD).close()


# Opening: what stands there


def _text(path: Path) -> None:
    path.write_text("这是一份会议记录。\n" * 300, "utf-8")


def _gbk(path: Path) -> None:
    path.write_bytes("会员名册".encode("gb18030") * 2000)


def _xlsx(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("xl/workbook.xml", "<workbook/>" * 2000)


def _plain(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0" + bytes(8176))


def _foreign(path: Path) -> None:
    path.unlink()
    db = driver.connect_encrypted(path, b"f" * 32, create=True)
    db.execute("CREATE TABLE t(a)")
    db.close()


def _empty(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize(
    ("put", "refusal", "said"),
    [
        (_empty, DamagedFileError, "0 字节"),
        (_text, ForeignFileError, "文字文件"),
        (_gbk, ForeignFileError, "文字文件"),
        (_xlsx, ForeignFileError, "Excel"),
        (_plain, ForeignFileError, "没有加密的数据库"),
        (_foreign, ForeignFileError, "不是本单位的台账"),
        (Path.unlink, MissingFileError, "不会自动新建"),
    ],
)
def test_each_thing_in_the_files_place_has_its_own_sentence_and_stays(
    closed: Path, put: Callable[[Path], None], refusal: type[OfficeError], said: str
) -> None:
    data = closed / "data.db"
    put(data)
    before = _digest(data)
    with pytest.raises(refusal, match=said):
        OfficeFile.open(closed, PASSWORD)
    assert _digest(data) == before
    with pytest.raises(OfficeError, match="已经有台账文件"):
        OfficeFile.create(closed, PASSWORD, [MEMBER], cost=CHEAP)
    assert _digest(data) == before


def test_a_file_under_our_key_that_is_no_office_is_refused(closed: Path) -> None:
    dek = keystore.open(closed, PASSWORD)
    (closed / "data.db").unlink()
    db = driver.connect_encrypted(closed / "data.db", keystore.file_key(dek), create=True)
    db.execute("CREATE TABLE t(a)")
    db.close()
    with pytest.raises(ForeignFileError, match="不是本程序"):
        OfficeFile.open(closed, PASSWORD)


def test_a_newer_file_is_refused_and_not_one_byte_changes(closed: Path) -> None:
    _raw(closed, "PRAGMA user_version = 2")
    before = _digest(closed / "data.db")
    with pytest.raises(NewerFileError, match="由更新版本创建"):
        OfficeFile.open(closed, PASSWORD)
    assert _digest(closed / "data.db") == before


def test_a_wrong_password_is_no_damage(closed: Path) -> None:
    with pytest.raises(WrongPasswordError):
        OfficeFile.open(closed, "错")
    assert not damage.is_marked(closed)


def test_no_folder_is_made_by_opening(tmp_path: Path) -> None:
    with pytest.raises(MissingFileError):
        OfficeFile.open(tmp_path / "没有", "")
    assert not (tmp_path / "没有").exists()


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TRIGGER aud_member_update",
        "DROP TRIGGER trail_no_delete",
        "DROP TABLE trail_seal",
        "DROP TRIGGER keep_member",
    ],
)
def test_a_file_whose_trail_was_disarmed_is_refused(closed: Path, statement: str) -> None:
    _raw(closed, statement)
    with pytest.raises(DamagedFileError, match="留痕"):
        OfficeFile.open(closed, PASSWORD)


def test_a_trigger_rewritten_to_do_nothing_is_noticed(closed: Path) -> None:
    _raw(
        closed,
        "DROP TRIGGER aud_member_update",
        "CREATE TRIGGER aud_member_update AFTER UPDATE ON member BEGIN SELECT 1; END",
    )
    with pytest.raises(DamagedFileError, match="留痕"):
        OfficeFile.open(closed, PASSWORD)


# Damage


def test_one_flipped_bit_anywhere_is_found_at_opening(closed: Path) -> None:
    with OfficeFile.open(closed, PASSWORD) as office, office.write(purging=True) as db:
        # Free pages are part of the file too.
        db.execute("DELETE FROM child")
    whole = (closed / "data.db").read_bytes()
    dice = random.Random(14)
    for _ in range(repeats(30, 100)):
        place = dice.randrange(len(whole))
        flipped = bytes([whole[place] ^ (1 << dice.randrange(8))])
        (closed / "data.db").write_bytes(whole[:place] + flipped + whole[place + 1 :])
        with pytest.raises((DamagedFileError, ForeignFileError)):
            OfficeFile.open(closed, PASSWORD)


def test_a_truncated_file_is_found_and_a_copy_kept(closed: Path) -> None:
    whole = (closed / "data.db").read_bytes()
    dice = random.Random(15)
    for length in [1, 20, 4096, len(whole) - 1, *(dice.randrange(1, len(whole)) for _ in range(repeats(4, 16)))]:
        (closed / "data.db").write_bytes(whole[:length])
        with pytest.raises(DamagedFileError, match="恢复"):
            OfficeFile.open(closed, PASSWORD)
        assert (closed / "data.db").read_bytes() == whole[:length]
        copies = [path.read_bytes() for path in (closed / damage.ASIDE).glob("*/data.db")]
        assert whole[:length] in copies
        assert damage.is_marked(closed)


def test_the_same_damage_is_copied_once(closed: Path) -> None:
    (closed / "data.db").write_bytes((closed / "data.db").read_bytes()[:5000])
    for _ in range(3):
        with pytest.raises(DamagedFileError):
            OfficeFile.open(closed, PASSWORD)
    assert len(list((closed / damage.ASIDE).iterdir())) == 1


def test_the_mark_of_damage_goes_when_a_good_file_is_back(closed: Path, tmp_path: Path) -> None:
    shutil.copy(closed / "data.db", tmp_path / "good")
    (closed / "data.db").write_bytes(b"")
    with pytest.raises(DamagedFileError):
        OfficeFile.open(closed, PASSWORD)
    shutil.copy(tmp_path / "good", closed / "data.db")
    OfficeFile.open(closed, PASSWORD).close()
    assert not damage.is_marked(closed)


# Creating


def test_an_office_is_never_made_over_another(closed: Path) -> None:
    before = _digest(closed / "data.db")
    with pytest.raises(OfficeError, match="已经有台账文件"):
        OfficeFile.create(closed, "", [MEMBER], cost=CHEAP)
    assert _digest(closed / "data.db") == before


_CREATE_AND_DIE = """
import sys, os, signal, pathlib
from unionoffice.storage import database, keystore, trail_schema
def die(*_): os.kill(os.getpid(), signal.SIGKILL)
step = sys.argv[2]
if step == 'keys': keystore.lock_up = die
if step == 'tables': trail_schema.install = die
if step == 'mark': pathlib.Path.unlink = lambda self, missing_ok=False: die() if self.name == '.creating' else None
database.OfficeFile.create(pathlib.Path(sys.argv[1]), '', [], cost=keystore.Cost(1, 64, 1))
"""


@pytest.mark.parametrize("step", ["keys", "tables", "mark"])
def test_a_creation_that_was_killed_can_be_done_again(
    folder: Path, create: Callable[..., OfficeFile], step: str
) -> None:
    assert run_python(_CREATE_AND_DIE, folder, step).returncode == -9
    with pytest.raises(MissingFileError, match="没有建完"):
        OfficeFile.open(folder, "")
    fill(create(folder), 3)


@pytest.mark.parametrize(
    "name", ["OneDrive - 某公司", "我的坚果云", "Nutstore", "WPSDrive", "WPS云盘", "Dropbox", "iCloudDrive"]
)
def test_a_folder_that_is_synchronised_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnfitPlaceError, match="同步"):
        OfficeFile.create(tmp_path / name / "台账", "", [MEMBER], cost=CHEAP)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_on_another_computer_is_refused() -> None:
    for spelling in (r"\\server\share\台账", "//server/share/台账"):
        with pytest.raises(UnfitPlaceError, match="网络"):
            OfficeFile.open(Path(spelling), "")


# Kill


_SAVE_FOR_EVER = """
import sys, pathlib
from unionoffice.storage.database import OfficeFile
office = OfficeFile.open(pathlib.Path(sys.argv[1]), sys.argv[2])
turn = 0
while True:
    with office.write() as db:
        key = db['member'].insert({'name': '职工', 'fee': turn}).last_pk
        for child in range(20):
            db['child'].insert({'member': key, 'name': str(child)})
    turn += 1
    print(turn, flush=True)
"""


def test_a_kill_in_the_middle_of_saving_loses_nothing_that_was_acknowledged(
    folder: Path, create: Callable[..., OfficeFile]
) -> None:
    create(folder).close()
    acknowledged = 0
    dice = random.Random(1)
    for _ in range(repeats(5, 50)):
        acknowledged += _save_until_killed(folder, after=dice.randrange(3, 40))
        with OfficeFile.open(folder, PASSWORD) as office:
            members = office.db["member"].count
            assert members >= acknowledged
            assert office.db["child"].count == 20 * members
            assert office.db.execute("PRAGMA foreign_key_check").fetchall() == []
            assert trail.verify(office.db) is None
            acknowledged = members


def _save_until_killed(folder: Path, after: int) -> int:
    with subprocess.Popen(
        [sys.executable, "-c", _SAVE_FOR_EVER, str(folder), PASSWORD],
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    ) as saver:
        assert saver.stdout is not None
        lines = [saver.stdout.readline() for _ in range(after)]
        saver.send_signal(signal.SIGKILL)
        rest = saver.stdout.readlines()
        saver.wait()
    return int([line for line in [*lines, *rest] if line.endswith(b"\n")][-1])


def _raw(folder: Path, *statements: str) -> None:
    """Do to the file what somebody with the key and another program could do."""
    dek = keystore.open(folder, PASSWORD)
    db = driver.connect_encrypted(folder / "data.db", keystore.file_key(dek), create=False)
    for statement in statements:
        db.execute(statement)
    db.close()


def _digest(path: Path) -> str | None:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else None

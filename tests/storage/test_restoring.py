from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from toy_office import CHEAP, PASSWORD, fill, repeats, run_python

from unionoffice.errors import OfficeError
from unionoffice.storage import backup, damage, keystore, recovery_code, trail
from unionoffice.storage.backup import back_up, list_backups
from unionoffice.storage.database import OfficeFile
from unionoffice.storage.manifest import Backup
from unionoffice.storage.refusals import AlreadyOpenError, DamagedFileError, ForeignFileError, WrongPasswordError
from unionoffice.storage.restoring import EVENT, reset_password, restore


@pytest.fixture
def usb(tmp_path: Path) -> Path:
    return tmp_path / "U盘"


@pytest.fixture
def made(office: OfficeFile, usb: Path) -> Backup:
    """A backup of 7 members and a photo; since then the office has got 5 more, and is closed."""
    fill(office, 7)
    office.attachments.store(b"photo")
    back_up(office, usb, "手动")
    fill(office, 5)
    office.close()
    return list_backups(usb)[0]


def _members(folder: Path, password: str = PASSWORD) -> int:
    with OfficeFile.open(folder, password) as office:
        assert trail.verify(office.db) is None
        return int(office.db["member"].count)


def test_what_was_backed_up_is_there_again_and_what_was_there_is_kept(made: Backup, folder: Path) -> None:
    before = (folder / "data.db").read_bytes()
    aside = restore(made, folder, PASSWORD)
    with OfficeFile.open(folder, PASSWORD) as office:
        assert office.db["member"].count == 7
        (event,) = trail.events(office.db, EVENT)
        assert event.new == {"backup": made.path.name, "trail": list(made.head)}
        assert office.attachments.faults(made.attachments) == []
    assert aside.name.startswith("旧文件-")
    assert (aside / "data.db").read_bytes() == before
    assert not list(folder.glob(".restoring*"))


def test_a_stale_journal_beside_the_office_brings_nothing_into_it(made: Backup, folder: Path) -> None:
    for companion in damage.COMPANIONS:
        (folder / ("data.db" + companion)).write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(9000))
    aside = restore(made, folder, PASSWORD)
    assert _members(folder) == 7
    assert {each.name for each in aside.iterdir()} >= {"data.db-journal", "data.db-wal", "data.db-shm"}


def test_an_office_that_lost_its_file_or_everything_comes_back(made: Backup, folder: Path) -> None:
    (folder / "data.db").unlink()
    restore(made, folder, PASSWORD)
    assert _members(folder) == 7
    shutil.rmtree(folder)
    restore(made, folder, PASSWORD)
    with OfficeFile.open(folder, PASSWORD) as office:
        assert office.db["member"].count == 7
        assert office.attachments.read(made.attachments[0]) == b"photo"


def test_a_damaged_attachment_is_mended_from_the_backup(made: Backup, folder: Path) -> None:
    name = made.attachments[0]
    (folder / "attachments" / name[:2] / name).write_bytes(b"damaged")
    restore(made, folder, PASSWORD)
    with OfficeFile.open(folder, PASSWORD) as office:
        assert office.attachments.read(name) == b"photo"


def test_a_photo_missing_from_the_backup_does_not_keep_the_records_from_coming_back(made: Backup, folder: Path) -> None:
    backup.pool_file(made.path.parent, made.attachments[0]).unlink()
    restore(made, folder, PASSWORD)
    assert _members(folder) == 7


def test_a_damaged_backup_is_refused_before_anything_is_touched(made: Backup, folder: Path) -> None:
    content = bytearray((made.path / "data.db").read_bytes())
    content[5000] ^= 1
    (made.path / "data.db").write_bytes(content)
    with pytest.raises(DamagedFileError):
        restore(made, folder, PASSWORD)
    assert _members(folder) == 12


def test_the_present_password_is_enough_for_an_old_backup_and_stays(made: Backup, folder: Path) -> None:
    keystore.change_password(folder, PASSWORD, "新", CHEAP)
    restore(made, folder, "新")
    assert _members(folder, "新") == 7


def test_a_wrong_password_restores_nothing(made: Backup, folder: Path) -> None:
    with pytest.raises(WrongPasswordError):
        restore(made, folder, "错")
    assert _members(folder) == 12


def test_an_open_office_is_not_restored_under_the_clerks_hands(made: Backup, folder: Path) -> None:
    with OfficeFile.open(folder, PASSWORD) as office:
        with pytest.raises(AlreadyOpenError):
            restore(made, folder, PASSWORD)
        assert office.db["member"].count == 12


def test_a_backup_of_another_office_does_not_open_with_this_ones_password(
    made: Backup, tmp_path: Path, create: Callable[..., OfficeFile]
) -> None:
    other = create(tmp_path / "另一个", "另一个口令")
    other.close()
    with pytest.raises(ForeignFileError):
        restore(made, other.folder, "另一个口令")
    assert _members(other.folder, "另一个口令") == 0


def test_the_recovery_code_restores_with_a_new_password(made: Backup, folder: Path) -> None:
    code = recovery_code.encode(keystore.open(folder, PASSWORD))
    shutil.rmtree(folder)
    restore(made, folder, "全新", code=code)
    assert _members(folder, "全新") == 7


def test_the_recovery_code_sets_a_new_password(made: Backup, folder: Path) -> None:
    code = recovery_code.encode(keystore.open(folder, PASSWORD))
    (folder / "keys.ks").unlink()
    reset_password(folder, code, "全新")
    assert _members(folder, "全新") == 12


def test_a_code_of_another_office_or_with_a_wrong_letter_changes_nothing(made: Backup, folder: Path) -> None:
    before = (folder / "keys.ks").read_bytes()
    with pytest.raises(OfficeError, match="校验不符"):
        reset_password(folder, recovery_code.encode(bytes(32)), "全新")
    code = recovery_code.encode(keystore.open(folder, PASSWORD))
    wrong = code[:-1] + ("0" if code[-1] != "0" else "1")
    with pytest.raises(OfficeError, match="第13组校验不符"):
        reset_password(folder, wrong, "全新")
    assert (folder / "keys.ks").read_bytes() == before


def test_a_stage_that_was_never_decided_counts_for_nothing(made: Backup, folder: Path) -> None:
    (folder / ".restoring.part").mkdir()
    (folder / ".restoring.part" / "data.db").write_bytes(b"half")
    assert _members(folder) == 12
    restore(made, folder, PASSWORD)
    assert _members(folder) == 7


def test_a_backup_with_a_flaw_is_refused(made: Backup, folder: Path) -> None:
    with pytest.raises(DamagedFileError, match="备份里缺少"):
        restore(replace(made, flaw="备份里缺少 data.db"), folder, PASSWORD)
    assert _members(folder) == 12


_RESTORE_AND_DIE = """
import os, signal, sys, pathlib, shutil
from unionoffice.storage import backup
from unionoffice.storage.restoring import restore
steps = 0
def deadly(step):
    def wrapped(*values, **named):
        global steps
        steps += 1
        if steps == int(sys.argv[4]): os.kill(os.getpid(), signal.SIGKILL)
        return step(*values, **named)
    return wrapped
for name in ('replace', 'rename', 'mkdir', 'write_text', 'unlink'):
    setattr(pathlib.Path, name, deadly(getattr(pathlib.Path, name)))
for name in ('copyfile', 'rmtree'):
    setattr(shutil, name, deadly(getattr(shutil, name)))
restore(backup.list_backups(pathlib.Path(sys.argv[1]))[0], pathlib.Path(sys.argv[2]), sys.argv[3])
"""


def test_a_kill_at_any_step_of_a_restore_leaves_the_old_or_the_new_office(
    made: Backup, folder: Path, tmp_path: Path
) -> None:
    name = made.attachments[0]
    (folder / "attachments" / name[:2] / name).unlink()
    shutil.copytree(folder, tmp_path / "before")
    outcomes = []
    for step in range(1, 60, repeats(3, 1)):
        shutil.rmtree(folder)
        shutil.copytree(tmp_path / "before", folder)
        done = run_python(_RESTORE_AND_DIE, made.path.parent, folder, PASSWORD, step)
        if done.returncode == 0:
            break
        assert done.returncode == -9, done.stderr
        outcomes.append(_members(folder))
        # Where the old office went, it can still be opened.
        for aside in folder.glob("旧文件-*"):
            assert not (aside / "data.db").exists() or (aside / "data.db").stat().st_size > 0
        restore(made, folder, PASSWORD)
        assert _members(folder) == 7
    assert done.returncode == 0
    assert outcomes == sorted(outcomes, reverse=True)
    assert set(outcomes) == {12, 7}
    assert len(outcomes) >= 5

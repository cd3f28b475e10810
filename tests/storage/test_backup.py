from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from toy_office import CHEAP, PASSWORD, fill, repeats

from unionoffice.errors import OfficeError
from unionoffice.storage import backup, damage, keystore, recovery_code, trail
from unionoffice.storage.backup import back_up, list_backups
from unionoffice.storage.database import OfficeFile
from unionoffice.storage.refusals import WrongPasswordError

NOW = datetime(2026, 6, 30, 17, 30).astimezone()


@pytest.fixture
def usb(tmp_path: Path) -> Path:
    return tmp_path / "U盘"


def test_a_backup_is_a_folder_that_opens_and_counts_as_its_manifest_says(office: OfficeFile, usb: Path) -> None:
    fill(office, 20)
    path = back_up(office, usb, "手动", now=NOW)
    assert path == usb / "backup-000001-20260630-173000"
    assert {each.name for each in path.iterdir()} == {"data.db", "keys.ks", "manifest.json"}
    (found,) = list_backups(usb)
    assert (found.reason, found.made_at, found.flaw) == ("手动", NOW, None)
    assert found.tables is not None
    assert (found.tables["member"], found.tables["trail"]) == (20, 40)
    assert found.head == trail.head(office.db)
    assert backup.verify(found, office.dek) == []


def test_the_manifest_holds_no_name_and_no_key(office: OfficeFile, usb: Path) -> None:
    fill(office, 20)
    text = (back_up(office, usb, "手动") / "manifest.json").read_text("utf-8")
    assert "职工" not in text
    assert office.dek.hex() not in text


def test_a_backup_between_saves_holds_whole_saves_only(office: OfficeFile, usb: Path) -> None:
    for turn in range(repeats(5, 20)):
        with office.write() as db:
            key = db["member"].insert({"name": "职工"}).last_pk
            db["child"].insert_all({"member": key} for _ in range(20))
        path = back_up(office, usb, "定时", now=NOW + timedelta(minutes=turn))
        with backup.opened(path / "data.db", office.dek) as copy:
            assert copy["member"].count == turn + 1
            assert copy["child"].count == 20 * (turn + 1)


def test_a_backup_in_the_middle_of_a_save_is_a_mistake_of_the_program(office: OfficeFile, usb: Path) -> None:
    with office.write(), pytest.raises(RuntimeError):
        back_up(office, usb, "手动")


def test_nothing_new_makes_no_new_backup_and_anything_new_does(office: OfficeFile, usb: Path) -> None:
    fill(office, 1)
    first = back_up(office, usb, "手动", now=NOW)
    assert back_up(office, usb, "退出", only_if_changed=True) == first
    fill(office, 1)
    second = back_up(office, usb, "退出", only_if_changed=True)
    assert second != first
    office.attachments.store(b"scan")
    third = back_up(office, usb, "退出", only_if_changed=True)
    assert third != second
    keystore.change_password(office.folder, PASSWORD, "新", CHEAP)
    assert back_up(office, usb, "退出", only_if_changed=True) != third


def test_numbers_go_on_when_the_clock_goes_back(office: OfficeFile, usb: Path) -> None:
    for moment in (NOW, NOW.replace(year=2016), NOW.replace(year=2099), NOW):
        back_up(office, usb, "手动", now=moment)
    assert [each.seq for each in list_backups(usb)] == [4, 3, 2, 1]


def test_rotation_deletes_what_the_rule_lets_go_and_its_attachments_with_it(office: OfficeFile, usb: Path) -> None:
    name = office.attachments.store(b"old photo")
    back_up(office, usb, "手动", now=NOW)
    office.attachments.remove(name)
    kept = office.attachments.store(b"new photo")
    for turn in range(1, 13):
        back_up(office, usb, "手动", now=NOW + timedelta(days=5, minutes=turn))
    numbers = {each.seq for each in list_backups(usb)}
    # Two weeks and two days are there: the first is the last of its own.
    assert 1 in numbers
    assert backup.pool_file(usb, name).exists()
    shutil.rmtree(next(each.path for each in list_backups(usb) if each.seq == 1))
    back_up(office, usb, "手动", now=NOW + timedelta(days=8, minutes=13))
    assert {2, 3}.isdisjoint(each.seq for each in list_backups(usb))
    assert not backup.pool_file(usb, name).exists()
    assert backup.pool_file(usb, kept).exists()


def test_while_damage_is_marked_no_backup_is_rotated_out(office: OfficeFile, usb: Path) -> None:
    damage.leave_mark(office.folder)
    for turn in range(14):
        back_up(office, usb, "定时", now=NOW + timedelta(days=turn // 13 * 4, minutes=turn))
    assert len(list_backups(usb)) == 14
    damage.clear_mark(office.folder)
    back_up(office, usb, "定时", now=NOW + timedelta(days=9))
    assert len(list_backups(usb)) == 12


def test_a_damaged_backup_is_told_and_the_next_good_one_offered(office: OfficeFile, usb: Path) -> None:
    for turn in range(3):
        fill(office, 1)
        back_up(office, usb, "手动", now=NOW + timedelta(minutes=turn))
    newest, middle, _ = list_backups(usb)
    _flip(newest.path / "data.db")
    with pytest.raises(OfficeError, match="有损坏"):
        backup.verify(newest, office.dek)
    found = backup.newest_sound(usb, office.dek)
    assert found is not None
    assert found.path == middle.path


def test_visible_damage_shows_in_the_list_without_a_password(office: OfficeFile, usb: Path) -> None:
    paths = [back_up(office, usb, "手动", now=NOW + timedelta(minutes=turn)) for turn in range(4)]
    (paths[0] / "manifest.json").unlink()
    (paths[1] / "data.db").write_bytes(b"")
    (paths[2] / "keys.ks").unlink()
    flaws = {each.seq: each.flaw for each in list_backups(usb)}
    assert flaws[4] is None
    assert ["清单" in str(flaws[1]), "不完整" in str(flaws[2]), "缺少" in str(flaws[3])] == [True] * 3


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"seq": 1}', '{"seq": 7, "made_at": 3, "head": 1}'])
def test_a_manifest_of_rubbish_is_a_flaw_and_no_crash(office: OfficeFile, usb: Path, text: str) -> None:
    path = back_up(office, usb, "手动", now=NOW)
    (path / "manifest.json").write_text(text, "utf-8")
    assert [each.flaw for each in list_backups(usb)] == ["备份清单缺失或损坏"]
    back_up(office, usb, "手动", now=NOW)
    assert [each.seq for each in list_backups(usb)] == [2, 1]


def test_a_manifest_that_claims_other_rows_is_found_out(office: OfficeFile, usb: Path) -> None:
    fill(office, 2)
    path = back_up(office, usb, "手动", now=NOW)
    content = json.loads((path / "manifest.json").read_text("utf-8"))
    content["tables"]["member"] = 3
    (path / "manifest.json").write_text(json.dumps(content), "utf-8")
    with pytest.raises(OfficeError, match="清单不符"):
        backup.verify(list_backups(usb)[0], office.dek)


def test_attachments_are_copied_once_for_all_backups(office: OfficeFile, usb: Path) -> None:
    name = office.attachments.store(b"photo")
    back_up(office, usb, "手动", now=NOW)
    written = backup.pool_file(usb, name).stat().st_mtime_ns
    back_up(office, usb, "手动", now=NOW + timedelta(minutes=1))
    assert backup.pool_file(usb, name).stat().st_mtime_ns == written
    assert [each.attachments for each in list_backups(usb)] == [(name,), (name,)]
    backup.pool_file(usb, name).unlink()
    assert backup.verify(list_backups(usb)[0], office.dek) == [name]


def test_what_a_killed_backup_left_is_cleared_away(office: OfficeFile, usb: Path) -> None:
    (usb / "backup-000009-20260101-000000.part").mkdir(parents=True)
    back_up(office, usb, "手动", now=NOW)
    assert [each.name for each in usb.iterdir()] == ["backup-000001-20260630-173000"]


def test_a_backup_inside_the_office_or_among_anothers_is_refused(
    office: OfficeFile, usb: Path, tmp_path: Path, create: Callable[..., OfficeFile]
) -> None:
    with pytest.raises(OfficeError, match="里面"):
        back_up(office, office.folder / "备份", "手动")
    back_up(office, usb, "手动")
    with pytest.raises(OfficeError, match="另一个单位"):
        back_up(create(tmp_path / "另一个"), usb, "手动")
    assert len(list_backups(usb)) == 1


def test_a_target_that_is_a_file_leaves_everything_as_it_was(office: OfficeFile, usb: Path) -> None:
    usb.write_bytes(b"not a folder")
    with pytest.raises(OfficeError, match="备份没有做成"):
        back_up(office, usb, "手动")
    assert usb.read_bytes() == b"not a folder"
    fill(office, 1)


def test_a_recovery_code_on_paper_opens_todays_file_and_a_backup_from_before_the_password_change(
    office: OfficeFile, usb: Path
) -> None:
    paper = recovery_code.encode(office.dek)
    fill(office, 2)
    back_up(office, usb, "手动", now=NOW)
    keystore.change_password(office.folder, PASSWORD, "新", CHEAP)
    dek = recovery_code.decode(paper)
    assert backup.verify(list_backups(usb)[0], dek) == []
    assert dek == office.dek == keystore.open(office.folder, "新")
    with pytest.raises(WrongPasswordError):
        keystore.open(list_backups(usb)[0].path, "新")


def _flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[random.Random(3).randrange(len(content))] ^= 8
    path.write_bytes(content)

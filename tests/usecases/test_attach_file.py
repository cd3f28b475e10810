"""Attachments: described, found faulty, copied for another program and gone when the office closes."""

from __future__ import annotations

import stat
import sys
import tempfile
from pathlib import Path

import pytest

from tests.usecases.test_undo import added
from unionoffice.domain.kinds import Attachment
from unionoffice.errors import OfficeError
from unionoffice.usecases.attach_file import attach_content, attach_file, described, faults_of, photo_side
from unionoffice.usecases.check_office import check_office
from unionoffice.usecases.keep_record import keep
from unionoffice.usecases.office import Office
from unionoffice.usecases.opened_copies import OpenedCopies


@pytest.fixture
def copies(office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> OpenedCopies:
    (tmp_path / "temp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temp"))
    return OpenedCopies(office)


def test_a_missing_and_a_damaged_file_are_told_apart_and_found_by_the_check(office: Office) -> None:
    files = tuple(attach_content(office, words, f"{words.decode()}.txt") for words in (b"a", b"b", b"c"))
    row_id = added(office, "work_log", title="例会", category="其他", files=files)
    assert office.record("work_log", row_id).values["files"] == files
    office.file.attachments.place_of(files[0].digest).unlink()
    office.file.attachments.place_of(files[1].digest).write_bytes(b"UOA1" + bytes(60))
    faults = faults_of(office, files)
    assert "不见了" in faults[files[0].digest]
    assert "损坏" in faults[files[1].digest]
    assert files[2].digest not in faults
    found = [each for each in check_office(office) if each.code == "attachment"]
    assert {each.text for each in found} == set(faults.values())
    assert all(each.rows == (("work_log", row_id),) for each in found)


def test_words_and_day_are_read_as_the_clerk_writes_them(office: Office) -> None:
    file = attach_content(office, b"a", "a.jpg")
    changed = described(office, file, " 开幕式 ", "4.28")
    assert (changed.caption, changed.taken_on, changed.digest) == ("开幕式", "2026-04-28", file.digest)
    assert described(office, changed, "", "") == file
    with pytest.raises(OfficeError, match="拍摄日期"):
        described(office, file, "", "昨天吧")


def test_a_file_that_is_gone_or_too_large_is_refused(office: Office, tmp_path: Path) -> None:
    with pytest.raises(OfficeError, match="读不到"):
        attach_file(office, tmp_path / "没有.jpg")
    with (tmp_path / "大.bin").open("wb") as large:
        large.truncate(50 * 1024 * 1024 + 1)
    with pytest.raises(OfficeError, match="50 MB"):
        attach_file(office, tmp_path / "大.bin")


def test_the_photo_side_is_a_setting(office: Office) -> None:
    assert photo_side(office) == 2000
    office.set_setting("photo_side", "0")
    assert photo_side(office) == 0
    office.set_setting("photo_side", "许多")
    assert photo_side(office) == 2000


def test_a_copy_is_private_and_goes_when_the_office_closes(office: Office, copies: OpenedCopies) -> None:
    path = copies.make(attach_content(office, b"plain words", "通知.pdf"))
    assert (path.name, path.read_bytes()) == ("通知.pdf", b"plain words")
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.parent.stat().st_mode) == 0o700
    assert copies.make(attach_content(office, b"plain words", "通知.pdf")) == path
    copies.clear()
    assert not path.parent.parent.exists()


def test_what_a_crash_left_behind_goes_at_the_next_start(office: Office, copies: OpenedCopies, tmp_path: Path) -> None:
    left = copies.make(attach_content(office, b"a", "a.txt"))
    other = tmp_path / "temp" / "unionoffice-of-another"
    other.mkdir()
    OpenedCopies(office).clear()
    assert not left.exists()
    assert other.is_dir()


@pytest.mark.parametrize("name", ["../../x.txt", "a/b.pdf", "CON.txt", "...", "长" * 300 + ".jpg", "C:\\x.exe"])
def test_a_hostile_name_stays_in_the_folder(name: str, office: Office, copies: OpenedCopies, tmp_path: Path) -> None:
    file = Attachment(attach_content(office, b"a", "a").digest, name)
    path = copies.make(file)
    assert path.read_bytes() == b"a"
    assert path.parent.parent.parent == tmp_path / "temp"
    assert len(path.name.encode()) <= 255
    assert path.stem.upper() != "CON"


def test_a_damaged_file_makes_no_copy(office: Office, copies: OpenedCopies, tmp_path: Path) -> None:
    file = attach_content(office, b"a", "a.txt")
    office.file.attachments.place_of(file.digest).unlink()
    with pytest.raises(OfficeError, match="不见了"):
        copies.make(file)
    assert list((tmp_path / "temp").iterdir()) == []


def test_a_kept_record_keeps_its_files(office: Office) -> None:
    file = attach_content(office, b"a", "a.txt", "开幕", "2026-05-01")
    row_id = added(office, "work_log", title="例会", category="其他", files=(file,))
    kept = keep(office, "work_log", {"title": "座谈"}, office.record("work_log", row_id))
    assert kept.record is not None
    assert kept.record.values["files"] == (file,)

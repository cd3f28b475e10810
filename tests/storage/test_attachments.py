from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from unionoffice.errors import OfficeError
from unionoffice.storage import attachments
from unionoffice.storage.attachments import Attachments, stored_names
from unionoffice.storage.refusals import DamagedFileError, MissingFileError

DEK = bytes(range(32))
PHOTO = b"\xff\xd8\xff\xe0 a photograph " * 500


def test_what_was_stored_is_read_back(tmp_path: Path) -> None:
    store = Attachments(tmp_path, DEK)
    (tmp_path / "照片.jpg").write_bytes(PHOTO)
    assert store.store(PHOTO) == store.store(tmp_path / "照片.jpg")
    (name,) = stored_names(tmp_path)
    assert Attachments(tmp_path, DEK).read(name) == PHOTO
    assert store.read(store.store(b"")) == b""


def test_nothing_of_the_content_can_be_seen_not_even_whose_it_is(tmp_path: Path) -> None:
    store = Attachments(tmp_path, DEK)
    name = store.store(PHOTO)
    assert b"photograph" not in store.place_of(name).read_bytes()
    assert name != hashlib.sha256(PHOTO).hexdigest()
    assert name != Attachments(tmp_path, bytes(32)).store(PHOTO)


def test_every_kind_of_damage_is_told_and_never_shown(tmp_path: Path) -> None:
    store = Attachments(tmp_path, DEK)
    name = store.store(PHOTO)
    whole = store.place_of(name).read_bytes()
    for place in (0, 5, 100, len(whole) - 1):
        store.place_of(name).write_bytes(whole[:place] + bytes([whole[place] ^ 4]) + whole[place + 1 :])
        with pytest.raises(DamagedFileError):
            store.read(name)
    for length in (0, 3, 10, len(whole) - 1):
        store.place_of(name).write_bytes(whole[:length])
        with pytest.raises(DamagedFileError):
            store.read(name)


def test_two_files_exchanged_on_the_disk_do_not_open(tmp_path: Path) -> None:
    store = Attachments(tmp_path, DEK)
    one, other = store.store(b"one"), store.store(b"other")
    shutil.copy(store.place_of(one), store.place_of(other))
    with pytest.raises(DamagedFileError):
        store.read(other)


def test_storing_again_mends_a_damaged_file(tmp_path: Path) -> None:
    store = Attachments(tmp_path, DEK)
    name = store.store(PHOTO)
    store.place_of(name).write_bytes(b"x")
    assert store.store(PHOTO) == name
    assert store.read(name) == PHOTO


def test_missing_and_damaged_are_listed(tmp_path: Path) -> None:
    store = Attachments(tmp_path, DEK)
    good, gone, bad = store.store(b"1"), store.store(b"2"), store.store(b"3")
    store.remove(gone)
    store.place_of(bad).write_bytes(b"")
    assert [name for name, _ in store.faults([good, gone, bad])] == [gone, bad]
    with pytest.raises(MissingFileError):
        store.read(gone)


def test_a_file_that_cannot_be_read_is_an_error_of_the_clerks(tmp_path: Path) -> None:
    with pytest.raises(OfficeError, match="附件没有保存"):
        Attachments(tmp_path, DEK).store(tmp_path / "没有.jpg")


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attachments, "LARGEST", 10)
    (tmp_path / "大.mp4").write_bytes(bytes(11))
    with pytest.raises(OfficeError, match="200 MB"):
        Attachments(tmp_path, DEK).store(tmp_path / "大.mp4")


def test_a_half_written_file_is_no_attachment(tmp_path: Path) -> None:
    store = Attachments(tmp_path, DEK)
    name = store.store(PHOTO)
    store.place_of(name).with_name(name + ".part").write_bytes(b"half")
    assert stored_names(tmp_path) == [name]

"""What happens when the disk is full, read-only or gone."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from toy_office import CHEAP, CHILD, MEMBER, PASSWORD, fill, run_python

from unionoffice.errors import OfficeError
from unionoffice.storage import backup, driver, trail
from unionoffice.storage.database import OfficeFile

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="mounts a small disk")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    disk = tmp_path / "小盘"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", disk], capture_output=True).returncode:
        pytest.skip("only root may mount a small disk")
    yield disk
    subprocess.run(["umount", disk], check=True)


def _save_one(office: OfficeFile, text: str) -> None:
    with office.write() as db:
        db["member"].insert({"name": text})


def test_on_a_full_disk_a_save_is_refused_whole_and_works_again_with_room(
    small_disk: Path, create: Callable[..., OfficeFile]
) -> None:
    office = create(small_disk / "单位")
    fill(office, 5)
    ballast = small_disk / "ballast"
    ballast.write_bytes(bytes(2 * 1024 * 1024))
    with pytest.raises(OfficeError, match="磁盘已满，本次未保存"):
        _save_one(office, "长" * 1_000_000)
    assert office.db["member"].count == 5
    assert trail.verify(office.db) is None
    ballast.unlink()
    _save_one(office, "职工甲")
    office.close()
    with OfficeFile.open(small_disk / "单位", PASSWORD) as again:
        assert again.db["member"].count == 6


def test_an_import_in_many_rows_is_refused_whole_on_a_full_disk(
    small_disk: Path, create: Callable[..., OfficeFile]
) -> None:
    office = create(small_disk / "单位")
    fill(office, 5)
    with pytest.raises(OfficeError, match="磁盘已满，本次未保存"):
        fill(office, 20_000)
    assert office.db["member"].count == 5
    _save_one(office, "职工甲")
    assert trail.verify(office.db) is None


def test_rows_swallowed_one_by_one_on_a_full_disk_do_not_pass_for_saved(
    small_disk: Path, create: Callable[..., OfficeFile]
) -> None:
    office = create(small_disk / "单位")
    (small_disk / "ballast").write_bytes(bytes(2 * 1024 * 1024))
    with pytest.raises(OfficeError, match="本次未保存"):
        _save_and_swallow(office)
    assert office.db["member"].count == 0
    assert not office.is_writing


def _save_and_swallow(office: OfficeFile) -> None:
    with office.write() as db:
        for _ in range(40):
            try:
                db["member"].insert({"name": "长" * 100_000})
            except driver.DatabaseError:
                continue


def test_a_backup_onto_a_full_disk_leaves_the_old_one_and_nothing_half(office: OfficeFile, small_disk: Path) -> None:
    fill(office, 200)
    first = backup.back_up(office, small_disk / "备份", "手动")
    (small_disk / "ballast").write_bytes(bytes(3 * 1024 * 1024 - 200_000))
    fill(office, 3000)
    with pytest.raises(OfficeError, match="磁盘已满，备份没有做成"):
        backup.back_up(office, small_disk / "备份", "定时")
    assert [each.name for each in (small_disk / "备份").iterdir()] == [first.name]
    assert backup.verify(backup.list_backups(small_disk / "备份")[0], office.dek) == []
    _save_one(office, "职工甲")


def test_an_attachment_that_does_not_fit_leaves_nothing(small_disk: Path, create: Callable[..., OfficeFile]) -> None:
    office = create(small_disk / "单位")
    with pytest.raises(OfficeError, match="磁盘已满，附件没有保存"):
        office.attachments.store(bytes(4 * 1024 * 1024))
    assert [path for path in (small_disk / "单位" / "attachments").rglob("*") if path.is_file()] == []


def test_an_office_that_does_not_fit_is_not_made_by_half(small_disk: Path, create: Callable[..., OfficeFile]) -> None:
    (small_disk / "ballast").write_bytes(bytes(3 * 1024 * 1024 - 30_000))
    with pytest.raises(OfficeError, match="磁盘已满"):
        OfficeFile.create(small_disk / "单位", PASSWORD, [MEMBER, CHILD], cost=CHEAP)
    (small_disk / "ballast").unlink()
    fill(create(small_disk / "单位"), 3)


def test_a_read_only_folder_is_refused_and_no_office_made_elsewhere(
    small_disk: Path, create: Callable[..., OfficeFile]
) -> None:
    office = create(small_disk / "单位")
    fill(office, 5)
    office.close()
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    with pytest.raises(OfficeError, match="没有写入权限"):
        OfficeFile.open(small_disk / "单位", PASSWORD)
    with pytest.raises(OfficeError, match="没有写入权限"):
        OfficeFile.create(small_disk / "另一个", PASSWORD, [MEMBER], cost=CHEAP)
    subprocess.run(["mount", "-o", "remount,rw", small_disk], check=True)
    with OfficeFile.open(small_disk / "单位", PASSWORD) as again:
        assert again.db["member"].count == 5


_IMPORT_WITH_A_LIMIT = """
import resource, sys, pathlib
from unionoffice.errors import OfficeError
from unionoffice.storage.database import OfficeFile
office = OfficeFile.open(pathlib.Path(sys.argv[1]), sys.argv[2])
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
try:
    with office.write() as db:
        db['member'].insert_all({'name': '职工%d' % n} for n in range(20000))
except OfficeError as error:
    print(error.sentence)
print(office.db['member'].count, office.db.execute('PRAGMA integrity_check').fetchone()[0])
"""


def test_a_file_that_may_not_grow_takes_back_the_whole_import(closed: Path) -> None:
    done = run_python(_IMPORT_WITH_A_LIMIT, closed, PASSWORD)
    sentence, rest = done.stdout.splitlines()
    assert "本次未保存" in sentence
    assert rest == "200 ok"
    with OfficeFile.open(closed, PASSWORD) as office:
        assert office.db["member"].count == 200

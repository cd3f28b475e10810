"""A disk without room and an attachments folder that is gone, in the middle of the newer features."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import sys
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from pathlib import Path

import pytest

from tests.breaking.offices import all_rows, kept
from tests.breaking.test_undo_across_rooms import roll_file
from tests.conftest import TODAY
from tests.invented_values import id_number
from unionoffice.domain.own import OwnKind
from unionoffice.domain.query import Query
from unionoffice.errors import OfficeError
from unionoffice.storage import trail
from unionoffice.usecases.attach_file import faults_of
from unionoffice.usecases.bulk_aid import give_aid, plan_aid
from unionoffice.usecases.check_office import check_office
from unionoffice.usecases.event_photos import add_photos, photos
from unionoffice.usecases.import_ledger import import_file
from unionoffice.usecases.merge_members import merge_members
from unionoffice.usecases.office import Office
from unionoffice.usecases.own_fields import add_field
from unionoffice.usecases.print_paper import make
from unionoffice.usecases.undo import undo

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="mounts a small disk")


@pytest.fixture
def small_office(tmp_path: Path, office_folder: Path) -> Iterator[Office]:
    """An office on a disk of its own that has no more room than it needs."""
    disk = tmp_path / "小盘"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", disk], capture_output=True).returncode:
        pytest.skip("only root may mount a small disk")
    try:
        shutil.copytree(office_folder, disk / "o")
        with Office.open(disk / "o", today=lambda: TODAY) as office:
            office.set_setting("backups", str(tmp_path / "备份"))
            yield office
    finally:
        subprocess.run(["umount", disk], check=True)


def fill_up(office: Office) -> Path:
    ballast = office.folder.parent / "ballast"
    with ballast.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while file.write(bytes(4096)) == 4096:
            pass
    return ballast


def test_on_a_full_disk_every_feature_says_so_and_changes_nothing(small_office: Office, tmp_path: Path) -> None:
    office = small_office
    roll = roll_file(tmp_path / "roll.xlsx")
    people = [
        kept(office, "member", name=f"职工{at}", gender="男" if at % 2 else "女",
             id_number=id_number(date(1970, 6, 5), at), phone=f"1380013800{at}", unit="一分会", joined_on="2020-01-01").id
        for at in (1, 2)
    ]  # fmt: skip
    home = kept(
        office, "household", head="职工1", id_number=id_number(date(1985, 6, 5), 1), category="低保户", cause="其他"
    )
    event = kept(office, "event", title="联欢", type="文体")
    ballast = fill_up(office)
    before, fields = deepcopy(all_rows(office)), office.own_fields
    (tmp_path / "照片.jpg").write_bytes(bytes(range(256)) * 4000)
    raw = {"class": "帮扶救助", "kind": "生活救助", "per_amount": "500", "note": "长" * 200_000}
    for act in (
        lambda: give_aid(office, plan_aid(office, [home.id], raw)),
        lambda: import_file(office, "member", roll),
        lambda: add_photos(office, event.id, [tmp_path / "照片.jpg"]),
    ):
        with pytest.raises(OfficeError) as refused:
            act()
        assert refused.value.sentence.endswith(("。", "！"))
        assert all_rows(office) == before
    assert trail.verify(office.file.db) is None
    ballast.unlink()
    assert import_file(office, "member", roll).added > 0
    merge_members(office, people[0], people[1], ())
    add_field(office, "event", "级次", OwnKind.TEXT)
    assert len(office.own_fields) == len(fields) + 1
    assert undo(office) is not None
    assert check_office(office) == []


def test_without_the_attachments_folder_the_rest_goes_on(office: Office, tmp_path: Path) -> None:
    event = kept(office, "event", title="联欢", type="文体", when="2026-05-01")
    (tmp_path / "照片.jpg").write_bytes(b"no picture")
    add_photos(office, event.id, [tmp_path / "照片.jpg"])
    shutil.rmtree(office.folder / "attachments")
    (photo,) = photos(office, event.id)
    assert "不见了" in faults_of(office, [photo])[photo.digest]
    assert [each.code for each in check_office(office)] == ["attachment"]
    assert make(office, "event_file", [event.id]).pdf.startswith(b"%PDF")
    (tmp_path / "二.jpg").write_bytes(b"other")
    assert add_photos(office, event.id, [tmp_path / "二.jpg"]) == 1
    assert undo(office) is not None
    assert office.count("event", Query()) == 1

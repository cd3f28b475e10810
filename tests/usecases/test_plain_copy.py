from __future__ import annotations

from pathlib import Path

import pytest

from unionoffice.errors import OfficeError
from unionoffice.storage import trail
from unionoffice.storage.driver import connect_plain
from unionoffice.usecases.attach_file import attach_content
from unionoffice.usecases.keep_record import keep
from unionoffice.usecases.office import Office
from unionoffice.usecases.plain_copy import ATTACHMENTS, DATABASE, EXPORT, write_plain_folder


def test_any_sqlite_program_reads_the_copy(office: Office, tmp_path: Path) -> None:
    paper = attach_content(office, b"a scan", "申请书.pdf")
    raw = {"head": "职工甲", "id_number": "110105198001010024", "category": "深度困难职工", "cause": "子女上学"}
    assert keep(office, "household", {**raw, "files": (paper, paper)}).record is not None
    aid = {"class": "帮扶救助", "kind": "生活救助", "household": office.link("household", 1), "amount": "1200.5"}
    assert keep(office, "aid", {**aid, "when": "2026-05", "note": "=1+1"}).record is not None

    folder = write_plain_folder(office, tmp_path / "副本")

    assert (folder / DATABASE).read_bytes().startswith(b"SQLite format 3")
    db = connect_plain(folder / DATABASE)
    (head,) = db.execute('SELECT "户主姓名", "身份证号" FROM "困难家庭档案"').fetchall()
    assert head == ("职工甲", "110105198001010024")
    (row,) = db.execute('SELECT "困难家庭", "金额", "日期", "备注" FROM "帮扶记录"').fetchall()
    assert row == ("职工甲", "1200.50", "2026年5月", "=1+1")
    db.close()
    written = sorted((folder / ATTACHMENTS).rglob("*.pdf"))
    assert [each.read_bytes() for each in written] == [b"a scan", b"a scan"]
    (noted,) = trail.events(office.file.db, EXPORT)
    assert noted.new == {"what": "普通数据库", "attachments": 2}


def test_a_folder_that_holds_something_is_left_alone(office: Office, tmp_path: Path) -> None:
    (tmp_path / "别人的.txt").write_text("x")
    with pytest.raises(OfficeError, match="空文件夹"):
        write_plain_folder(office, tmp_path)
    assert [each.name for each in tmp_path.glob("*.txt")] == ["别人的.txt"]


def test_nothing_is_left_where_the_copy_fails(office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("unionoffice.usecases.plain_copy._write_attachments", full)
    (tmp_path / "空").mkdir()
    with pytest.raises(OfficeError, match="没有导出"):
        write_plain_folder(office, tmp_path / "空")
    assert list((tmp_path / "空").iterdir()) == []

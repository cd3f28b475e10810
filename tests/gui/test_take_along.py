from __future__ import annotations

from pathlib import Path

from tests.gui.hand import RecordedMessages
from unionoffice.domain.query import Query
from unionoffice.gui.desk import Desk
from unionoffice.gui.dialogs.take_along_dialog import STAY, WRITE, TakeAlongDialog
from unionoffice.gui.main_window import MainWindow
from unionoffice.usecases.keep_record import keep
from unionoffice.usecases.office import Office
from unionoffice.usecases.office_workbook import write_office


def test_nothing_is_written_unless_the_clerk_says_that_it_is_meant(
    desk: Desk, messages: RecordedMessages, tmp_path: Path
) -> None:
    messages.answers = [STAY, STAY]
    messages.target, messages.folder = tmp_path / "全部.xlsx", tmp_path / "副本"
    dialog = TakeAlongDialog(desk)
    dialog.workbook.click()
    dialog.plain.click()
    assert list(tmp_path.glob("全部*")) == list(tmp_path.glob("副本")) == []
    assert all("没有加密" in question for question in messages.said)

    messages.answers = [WRITE, WRITE]
    dialog.workbook.click()
    dialog.plain.click()
    assert (tmp_path / "全部.xlsx").exists()
    assert (tmp_path / "副本" / "台账.sqlite").exists()


def test_an_empty_office_is_filled_and_the_pages_show_it(
    window: MainWindow, office: Office, messages: RecordedMessages, tmp_path: Path
) -> None:
    with Office.create(tmp_path / "另一个", "示例矿工会") as other:
        assert keep(other, "unit", {"name": "采煤队"}).record is not None
        assert keep(other, "work_log", {"title": "例会", "category": "会议制度"}).record is not None
        messages.files = [write_office(other, tmp_path / "全部.xlsx")]
    window.show_page("工作日志")
    TakeAlongDialog(window.desk, window).read_workbook()
    assert messages.said == []
    assert office.name == "示例矿工会"
    assert office.count("unit", Query()) == 1
    window.show_page("工作日志")
    assert len(window.pages["工作日志"].panes[0].table.rows.ids) == 1

"""Files in a form: made smaller, pasted, dropped, looked at, described, and told of when they are gone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QColor, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from tests.gui.hand import RecordedMessages
from unionoffice.domain.query import Query
from unionoffice.gui.dialogs.caption_dialog import CaptionDialog
from unionoffice.gui.dialogs.picture_dialog import PictureDialog
from unionoffice.gui.ledger.files_editor import FilesEditor
from unionoffice.gui.ledger.pane import LedgerPane
from unionoffice.gui.main_window import MainWindow
from unionoffice.gui.photos import read_picture, shrunk
from unionoffice.usecases.attach_file import attach_content, read_attachment
from unionoffice.usecases.keep_record import keep
from unionoffice.usecases.office import Office


def photo(target: Path, width: int, height: int) -> Path:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    assert image.save(str(target))
    return target


@pytest.fixture
def pane(window: MainWindow) -> LedgerPane:
    pane = window.pane_of("work_log")
    pane.new({"title": "开幕式", "category": "其他"})
    return pane


@pytest.fixture
def editor(pane: LedgerPane) -> FilesEditor:
    found = pane.form.fields.editors["files"]
    assert isinstance(found, FilesEditor)
    pane.form.fields.ensureWidgetVisible(found)
    return found


def sizes(office: Office, editor: FilesEditor) -> list[tuple[int, int]]:
    images = [read_picture(read_attachment(office, each)) for each in editor._files]
    return [(each.width(), each.height()) for each in images]


def in_the_box(act: Callable[[QDialog], None]) -> None:
    def do() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QDialog)
        act(box)

    QTimer.singleShot(0, do)


def test_a_large_photo_is_made_smaller_and_other_files_stay_as_they_are(
    editor: FilesEditor, office: Office, messages: RecordedMessages, tmp_path: Path
) -> None:
    paper = tmp_path / "通知.pdf"
    paper.write_bytes(b"%PDF-1.4 no picture")
    small = photo(tmp_path / "小.png", 300, 200)
    messages.files = [photo(tmp_path / "大.jpg", 4000, 3000), small, paper]
    editor.add.click()
    assert sizes(office, editor) == [(2000, 1500), (300, 200), (0, 0)]
    assert read_attachment(office, editor._files[1]) == small.read_bytes()
    assert read_attachment(office, editor._files[2]) == paper.read_bytes()


def test_the_setting_keeps_photos_as_they_are(
    editor: FilesEditor, office: Office, messages: RecordedMessages, tmp_path: Path
) -> None:
    office.set_setting("photo_side", "0")
    messages.files = [photo(tmp_path / "大.jpg", 3000, 2000)]
    editor.add.click()
    assert sizes(office, editor) == [(3000, 2000)]


@pytest.mark.qt_log_ignore("Invalid JPEG file structure")
def test_an_upright_photo_and_a_torn_one(tmp_path: Path) -> None:
    tall = photo(tmp_path / "高.jpg", 1500, 3000).read_bytes()
    image = read_picture(shrunk(tall, 2000))
    assert (image.width(), image.height()) == (1000, 2000)
    assert shrunk(tall[:200], 2000) == tall[:200]
    assert shrunk(b"", 2000) == b""


def test_an_image_and_files_are_pasted(editor: FilesEditor, pane: LedgerPane, office: Office, tmp_path: Path) -> None:
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    QGuiApplication.clipboard().setImage(image)
    editor.pasting.click()
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(photo(tmp_path / "甲.png", 20, 10)))])
    QGuiApplication.clipboard().setMimeData(mime)
    editor.pasting.click()
    assert sizes(office, editor) == [(40, 30), (20, 10)]
    assert editor._files[0].file_name.startswith("粘贴的图片 ")
    assert pane.form.is_dirty
    assert pane.form.save_record()
    (kept,) = office.records("work_log", office.ids("work_log", Query()))
    assert len(kept.values["files"]) == 2


def test_pasting_words_says_that_there_is_no_picture(editor: FilesEditor, window: MainWindow) -> None:
    QGuiApplication.clipboard().setText("文字")
    editor.pasting.click()
    assert editor.raw() == ()
    assert window.toast.sentence.text() == "剪贴板里没有图片或文件"


def test_a_file_is_dropped_and_a_second_time_it_is_there_already(
    editor: FilesEditor, window: MainWindow, tmp_path: Path
) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(photo(tmp_path / "甲.png", 20, 10)))])
    for _ in range(2):
        event = QDropEvent(
            QPointF(1, 1), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        )
        editor.dropEvent(event)
    assert [each.file_name for each in editor._files] == ["甲.png"]
    assert window.toast.sentence.text() == "这个文件已经添加过"


def test_a_photo_is_shown_in_a_box_and_a_paper_in_the_systems_program(
    editor: FilesEditor, office: Office, messages: RecordedMessages, tmp_path: Path
) -> None:
    paper = tmp_path / "通知.pdf"
    paper.write_bytes(b"%PDF-1.4")
    messages.files = [photo(tmp_path / "甲.png", 60, 40), paper]
    editor.add.click()
    editor.names.setCurrentRow(0)
    seen: list[tuple[int, int]] = []

    def look(box: QDialog) -> None:
        assert isinstance(box, PictureDialog)
        seen.append((box.picture.image.width(), box.picture.image.height()))
        box.grab()
        box.elsewhere.click()

    in_the_box(look)
    editor.opening.click()
    assert seen == [(60, 40)]
    editor.names.setCurrentRow(1)
    QTest.keyClick(editor.names, Qt.Key.Key_Return)
    assert [each.name for each in messages.opened] == ["甲.png", "通知.pdf"]
    assert messages.opened[1].read_bytes() == b"%PDF-1.4"
    editor._desk.copies.clear()
    assert not messages.opened[1].exists()


def test_what_a_photo_shows_is_written_with_it(
    editor: FilesEditor, pane: LedgerPane, office: Office, messages: RecordedMessages, tmp_path: Path
) -> None:
    messages.files = [photo(tmp_path / "甲.png", 60, 40)]
    editor.add.click()

    def describe(box: QDialog) -> None:
        assert isinstance(box, CaptionDialog)
        box.caption.setText("开幕式")
        box.taken_on.setText("昨天吧")
        box.go.click()
        assert "拍摄日期" in box.sentence.text()
        box.taken_on.setText("4.28")
        box.go.click()

    in_the_box(describe)
    editor.describing.click()
    assert editor.names.item(0).text() == "开幕式 2026-04-28"
    assert pane.form.save_record()
    (kept,) = office.records("work_log", office.ids("work_log", Query()))
    assert [(each.caption, each.taken_on) for each in kept.values["files"]] == [("开幕式", "2026-04-28")]


def test_a_missing_file_is_told_of_in_the_form(editor: FilesEditor, pane: LedgerPane, office: Office) -> None:
    file = attach_content(office, b"a", "通知.txt")
    kept = keep(office, "work_log", {"title": "例会", "category": "其他", "files": (file,)}).record
    assert kept is not None
    office.file.attachments.place_of(file.digest).unlink()
    pane.form.show_record(kept)
    editor.check()
    assert editor.names.item(0).text() == "⚠ 通知.txt"
    assert editor.fault.text() == "通知.txt：附件文件不见了，可以从备份恢复。"
    assert not editor.fault.isHidden()
    assert not pane.form.is_dirty

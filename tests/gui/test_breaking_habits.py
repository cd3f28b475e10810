"""What a hand does between two boxes: undo of an option's new name, photos of the event desk, a visit begun in the form."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from tests.breaking.offices import kept
from tests.breaking.test_compliance import household
from tests.gui.hand import CTRL, Hand, Key, RecordedMessages
from unionoffice.domain.query import Query
from unionoffice.gui.desk import Desk
from unionoffice.gui.dialogs.event_desk_dialog import EventDeskDialog
from unionoffice.gui.dialogs.list_dialog import ListDialog
from unionoffice.gui.ledger.child_grid import ChildDialog
from unionoffice.gui.ledger.files_editor import FilesEditor
from unionoffice.gui.main_window import MainWindow
from unionoffice.gui.photos import read_picture
from unionoffice.usecases.attach_file import read_attachment
from unionoffice.usecases.code_lists import add_code, rename_code
from unionoffice.usecases.event_photos import photos
from unionoffice.usecases.office import Office


def offered(window: MainWindow, key: str) -> list[str]:
    combo = window.pages["活动"].active.filters.quick[key]
    return [combo.itemText(row) for row in range(combo.count())]


def test_an_option_whose_new_name_is_taken_back_is_offered_by_its_old_name(
    window: MainWindow, desk: Desk, office: Office
) -> None:
    kept(office, "event", title="联谊会", type="联谊")
    rename_code(office, "event_type", "联谊", "联谊交友")
    add_code(office, "event_type", "远足")
    window.show_page("活动")
    assert {"联谊交友", "远足"} <= set(offered(window, "type"))
    desk.undo()
    QApplication.processEvents()
    assert "远足" not in offered(window, "type")
    desk.undo()
    QApplication.processEvents()
    assert "联谊" in offered(window, "type")
    assert "联谊交友" not in offered(window, "type")
    desk.redo()
    QApplication.processEvents()
    assert "联谊交友" in offered(window, "type")


def test_the_undo_of_a_record_that_taught_a_list_a_word_leaves_the_page_as_it_is(
    window: MainWindow, desk: Desk, office: Office
) -> None:
    window.show_page("活动")
    page = window.pages["活动"]
    kept(office, "event", title="联谊会", type="文体", source="新的来源")
    desk.undo()
    assert window.pages["活动"] is page
    assert "新的来源" not in office.codebook["fund_source"].labels


def test_a_large_photo_is_kept_small_from_the_event_desk_too(
    desk: Desk, office: Office, messages: RecordedMessages, tmp_path: Path
) -> None:
    image = QImage(4100, 1000, QImage.Format.Format_RGB32)
    image.fill(0x336699)
    assert image.save(str(tmp_path / "合影.jpg"))
    event = kept(office, "event", title="联谊会", type="文体")
    box = EventDeskDialog(desk, event.id)
    messages.files = [tmp_path / "合影.jpg"]
    box.photos.add.click()
    (photo,) = photos(office, event.id)
    assert photo.file_name == "合影.jpg"
    assert read_picture(read_attachment(office, photo)).width() == 2000
    box.photos.add.click()
    assert len(photos(office, event.id)) == 1
    box.close()
    box.deleteLater()


def test_a_visit_begun_in_the_form_has_its_next_date_proposed(desk: Desk, office: Office) -> None:
    home = household(office, 1, "职工甲")
    box = ChildDialog(desk, office.ledgers.by_key["visit"], office.link("household", home))
    box.show_record(None)
    assert box.form.raw()["next_on"] == "2027-01-03"
    assert box.form.raw()["visited_on"] == "2026-07-03"
    assert not box.form.is_dirty
    box.deleteLater()


def test_ctrl_z_in_a_list_beside_the_window_means_the_records(window: MainWindow, desk: Desk, office: Office) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    kept(office, "unit", name="一分会")
    box = ListDialog(desk, "名单", ("名称",), (), parent=window)
    box.present()
    box.activateWindow()
    QApplication.processEvents()
    QTest.keyClick(box.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert office.records("unit", [1])[0].trashed
    QTest.keyClick(box.table, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert not office.records("unit", [1])[0].trashed
    box.close()


@pytest.mark.parametrize(
    ("typed", "kept_type", "kept_place"), [("place", "文体比赛", "俱乐部"), ("type", "文体比赛", "")]
)
def test_words_typed_before_an_option_was_renamed_are_kept_with_its_new_name(
    typed: str,
    kept_type: str,
    kept_place: str,
    window: MainWindow,
    hand: Hand,
    office: Office,
    messages: RecordedMessages,
) -> None:
    kept(office, "event", title="歌会", type="文体")
    pane = window.pane_of("event")
    pane.show_query(Query())
    hand.press(Key.Key_F2)
    hand.fill({typed: {"place": "俱乐部", "type": "公益"}[typed]})
    rename_code(office, "event_type", "文体", "文体比赛")

    hand.press(Key.Key_S, CTRL)

    record = office.record("event", 1)
    assert (record.text(record.ledger.get("type")), record.text(record.ledger.get("place"))) == (kept_type, kept_place)
    # The same field changed here and there: nothing is decided for the clerk, and her words stay.
    assert len(messages.said) == (typed == "type")
    assert pane.form.is_dirty == (typed == "type")


def test_enter_presses_a_button_of_the_window_and_goes_past_those_among_the_fields(
    window: MainWindow, hand: Hand, office: Office
) -> None:
    window.show_page("首页")
    window.pages["首页"].numbers["event"].setFocus()
    hand.press(Key.Key_Return)
    assert window.pages["活动"] is window.stack.currentWidget()

    hand.press(Key.Key_N, CTRL)
    hand.fill({"title": "歌会", "type": "文体"})
    form = window.pane_of("event").form
    form.findChildren(FilesEditor)[0].add.setFocus()
    hand.press(Key.Key_Return)
    hand.press(Key.Key_Return)
    assert form.fields.editors["note"].isAncestorOf(hand.focus())
    form.save.setFocus()
    hand.press(Key.Key_Return)
    assert [each.label for each in office.records("event", [1])] == ["歌会"]

"""What is typed survives a crash, and is gone once it is saved or given up."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.gui.hand import CTRL, Hand, Key, RecordedMessages
from unionoffice.domain.kinds import Attachment, Link
from unionoffice.domain.query import Query
from unionoffice.gui.draft_offer import DROP, GO_ON, LATER, offer_drafts
from unionoffice.gui.ledger import draft_keeper
from unionoffice.gui.ledger.child_grid import ChildDialog
from unionoffice.gui.ledger.form import DROP as GIVE_UP
from unionoffice.gui.ledger.pane import LedgerPane
from unionoffice.gui.main_window import MainWindow
from unionoffice.storage import trail
from unionoffice.usecases.drafts import Place, drafts, keep_draft
from unionoffice.usecases.keep_record import keep, trash
from unionoffice.usecases.office import Office
from unionoffice.usecases.undo import steps

ROOT = Path(__file__).parents[2]


@pytest.fixture
def pane(monkeypatch: pytest.MonkeyPatch, window: MainWindow) -> LedgerPane:
    monkeypatch.setattr(draft_keeper, "PAUSE", 1)
    return window.pane_of("work_log")


def wait_for_timers() -> None:
    QTest.qWait(20)


def type_new(hand: Hand, pane: LedgerPane) -> None:
    pane.table.setFocus()
    hand.press(Key.Key_N, CTRL)
    hand.fill({"title": "没有保存的会", "category": "其他"})
    wait_for_timers()


def test_typed_words_are_in_the_file_and_nothing_of_them_on_the_trail(
    hand: Hand, pane: LedgerPane, office: Office
) -> None:
    before = trail.head(office.file.db)
    type_new(hand, pane)
    (draft,) = drafts(office)
    assert draft.place == Place("work_log")
    assert draft.raw["title"] == "没有保存的会"
    assert trail.head(office.file.db) == before
    assert steps(office) == []


def test_a_saved_form_leaves_no_draft(hand: Hand, pane: LedgerPane, office: Office) -> None:
    type_new(hand, pane)
    hand.press(Key.Key_S, CTRL)
    wait_for_timers()
    assert drafts(office) == []
    assert office.count("work_log", Query()) == 1


def test_a_form_given_up_leaves_no_draft(
    hand: Hand, pane: LedgerPane, office: Office, messages: RecordedMessages
) -> None:
    type_new(hand, pane)
    messages.answers = [GIVE_UP]
    hand.press(Key.Key_Escape)
    wait_for_timers()
    assert drafts(office) == []


def test_after_a_crash_the_words_are_offered_and_can_be_saved(
    hand: Hand, window: MainWindow, pane: LedgerPane, office: Office, messages: RecordedMessages
) -> None:
    keep_draft(office, Place("work_log"), {"title": "没有保存的会", "category": "其他", "when": "2026-07-01"})
    messages.answers = [GO_ON]
    offer_drafts(window)
    assert messages.said[0].startswith("上次有 1 条没有保存的登记：工作日志“没有保存的会”，")
    assert pane.form.is_dirty
    assert pane.form.fields.editors["title"].raw() == "没有保存的会"
    pane.form.setFocus()
    assert pane.form.save_record()
    assert office.count("work_log", Query()) == 1
    assert drafts(office) == []
    offer_drafts(window)
    assert len(messages.said) == 1


def test_a_correction_goes_on_where_it_was(
    window: MainWindow, pane: LedgerPane, office: Office, messages: RecordedMessages
) -> None:
    record = keep(office, "work_log", {"title": "例会", "category": "其他", "when": "2026-07-01"}).record
    assert record is not None
    keep_draft(office, Place("work_log", record.id), {"title": "座谈会"})
    messages.answers = [GO_ON]
    offer_drafts(window)
    assert pane.form.old is not None
    assert pane.form.old.id == record.id
    assert pane.form.raw() == {"title": "座谈会"}
    assert pane.form.save_record()
    assert office.record("work_log", record.id).label == "座谈会"


def test_a_child_goes_on_in_its_box(window: MainWindow, office: Office, messages: RecordedMessages) -> None:
    event = keep(office, "event", {"title": "联欢", "type": office.codebook["event_type"].labels[0]}).record
    assert event is not None
    link = Link("event", event.id, event.label)
    keep_draft(office, Place("item", 0, event.id), {"event": link, "item": "红旗"})
    messages.answers = [GO_ON]
    kept: list[bool] = []

    def save() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, ChildDialog)
        kept.append(box.form.save_record())
        box.close()

    QTimer.singleShot(0, save)
    offer_drafts(window)
    assert kept == [True]
    assert [each.label for each in office.children("item", event.id)] == ["红旗"]
    assert drafts(office) == []


def test_dropped_later_and_trashed_ones(
    window: MainWindow, pane: LedgerPane, office: Office, messages: RecordedMessages
) -> None:
    record = keep(office, "work_log", {"title": "例会", "category": "其他", "when": "2026-07-01"}).record
    assert record is not None
    trash(office, "work_log", [record.id])
    keep_draft(office, Place("work_log", record.id), {"title": "座谈会"})
    messages.answers = [GO_ON]
    offer_drafts(window)
    assert "在回收站里" in messages.said[-1]
    messages.answers = [LATER]
    offer_drafts(window)
    assert len(drafts(office)) == 1
    messages.answers = [DROP]
    offer_drafts(window)
    assert drafts(office) == []


def test_links_and_files_come_back_as_they_were(office: Office) -> None:
    file = Attachment("ab" * 32, "甲.jpg", "开幕", "2026-07-01")
    raw = {"member": Link("member", 3, "职工甲"), "photos": (file,), "title": "会"}
    keep_draft(office, Place("work_log"), raw)
    keep_draft(office, Place("work_log"), raw)
    (draft,) = drafts(office)
    assert draft.raw == raw


def test_a_killed_window_offers_the_words_again(tmp_path: Path, empty_office: Path) -> None:
    folder = tmp_path / "office"
    shutil.copytree(empty_office, folder)
    words = [sys.executable, "-m", "tests.gui.killed_typing", str(folder)]
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "typed\n"
        process.kill()
    with Office.open(folder) as office:
        (draft,) = drafts(office)
        assert (draft.place, draft.raw["title"]) == (Place("work_log"), "没有保存的会")
        assert office.count("work_log", Query()) == 0

from __future__ import annotations

import re
from collections.abc import Callable

import pypdfium2
import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu
from pytestqt.qtbot import QtBot

from tests.gui.hand import Hand, Key, RecordedMessages
from unionoffice.gui import paper
from unionoffice.gui.commands import COMMANDS
from unionoffice.gui.commands.paper_commands import print_form
from unionoffice.gui.dialogs.paper_options_dialog import PaperOptionsDialog
from unionoffice.gui.ledger.commands import fill_menu
from unionoffice.gui.ledger.pane import LedgerPane
from unionoffice.gui.main_window import MainWindow
from unionoffice.reports.form_sheet import PrintedForms
from unionoffice.storage import trail
from unionoffice.usecases import print_paper
from unionoffice.usecases.keep_record import keep
from unionoffice.usecases.office import Office
from unionoffice.usecases.paper_kinds import BY_KEY, PAPERS

ID = "11010519800103101X"


@pytest.fixture
def pane(office: Office, window: MainWindow) -> LedgerPane:
    for number in range(3):
        raw = {"name": f"职工{'甲乙丙'[number]}", "phone": f"1380000000{number}", "gender": "男", "unit": "机关"}
        number_of = {"id_type": "护照", "id_number": f"E1234567{number}"} if number else {"id_number": ID}
        assert keep(office, "member", {**raw, **number_of, "joined_on": "2009-01-01"}).record
    window.show_page("会员名册")
    pane: LedgerPane = window.pages["会员名册"].panes[0]
    pane.reload()
    return pane


@pytest.fixture
def previewed(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bytes]]:
    """The papers that were shown, with their titles."""
    shown: list[tuple[str, bytes]] = []
    monkeypatch.setattr(paper, "show_preview", lambda sheets, *_: shown.append((sheets.title, sheets.make()[0])))
    return shown


def when_asked(act: Callable[[PaperOptionsDialog], object]) -> QTimer:
    timer = QTimer()

    def look() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, PaperOptionsDialog):
            timer.stop()
            act(box)

    timer.timeout.connect(look)
    timer.start(10)
    return timer


def text(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return re.sub(r"\s", "", "".join(page.get_textpage().get_text_bounded() for page in document))


def test_every_paper_stands_in_the_menu_of_its_ledger(window: MainWindow, pane: LedgerPane) -> None:
    menu = QMenu()
    fill_menu(menu, pane, COMMANDS)
    (papers,) = (each for each in menu.findChildren(QMenu) if each.title() == "打印")
    words = [entry.text() for entry in papers.actions()]
    assert words == [f"{kind.words}…" for kind in PAPERS if kind.ledger == "member"]
    assert [entry.text() for entry in menu.actions()].count("打印") == 1


def test_the_menu_is_the_same_each_time_it_opens(window: MainWindow, pane: LedgerPane) -> None:
    seen = []
    for _ in range(3):
        pane.head.menu.aboutToShow.emit()
        seen.append([each.text() for each in pane.head.menu.actions()])
    assert "打印" in seen[0]
    assert seen[1:] == seen[:1] * 2


@pytest.mark.parametrize("ledger", ["member", "household", "event", "aid", "work_log"])
def test_no_menu_is_longer_than_the_eye_takes_in(window: MainWindow, ledger: str) -> None:
    menu = QMenu()
    fill_menu(menu, window.pane_of(ledger), COMMANDS)
    assert len([entry for entry in menu.actions() if not entry.isSeparator()]) <= 13
    assert not menu.actions()[0].isSeparator()
    for each in (menu, *menu.findChildren(QMenu)):
        words = [entry.text() for entry in each.actions() if not entry.isSeparator()]
        assert len(set(words)) == len(words)


def test_the_selected_members_forms_are_shown_with_masked_numbers(
    pane: LedgerPane, previewed: list[tuple[str, bytes]]
) -> None:
    pane.table.go_to(1)
    timer = when_asked(lambda box: QTest.keyClick(box, Key.Key_Return))
    print_form(pane, BY_KEY["member_form"])
    assert not timer.isActive()
    ((title, pdf),) = previewed
    assert title == "会员登记表"
    assert "职工甲" in text(pdf)
    assert "110105********101X" in text(pdf)
    assert "职工乙" not in text(pdf)


def test_full_numbers_want_a_reason_which_the_trail_keeps(
    pane: LedgerPane, office: Office, previewed: list[tuple[str, bytes]]
) -> None:
    refused: list[str] = []

    def ask_in_full(box: PaperOptionsDialog) -> None:
        assert not box.reason.isEnabled()
        box.full.click()
        box.go.click()
        refused.append(box.sentence.text())
        assert box.isVisible()
        box.reason.setFocus()
        QTest.keyClick(box.reason, Key.Key_Down)
        box.go.click()

    pane.table.go_to(1)
    timer = when_asked(ask_in_full)
    print_form(pane, BY_KEY["member_form"])
    assert not timer.isActive()
    assert refused == ["要印出完整号码，请选择或写明理由。"]
    assert ID in text(previewed[0][1])
    (entry,) = trail.events(office.file.db, "print")
    assert entry.new == {
        "paper": "member_form",
        "ledger": "member",
        "rows": 1,
        "numbers": "完整",
        "reason": "建档存档",
    }


def test_a_cancelled_question_prints_and_notes_nothing(
    pane: LedgerPane, office: Office, previewed: list[tuple[str, bytes]]
) -> None:
    pane.table.go_to(1)
    timer = when_asked(lambda box: box.reject())
    print_form(pane, BY_KEY["member_form"])
    assert not timer.isActive()
    assert previewed == []
    assert list(trail.events(office.file.db, "print")) == []


def test_a_list_takes_all_listed_rows_unless_several_are_selected(
    pane: LedgerPane, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[int]] = []

    def note(_office: Office, _paper: str, ids: list[int], _options: object) -> PrintedForms:
        asked.append(sorted(ids))
        return PrintedForms(b"", ())

    monkeypatch.setattr(print_paper, "make", note)
    monkeypatch.setattr(paper, "show_preview", lambda *_: None)
    pane.table.go_to(1)
    print_form(pane, BY_KEY["unqualified"])
    pane.table.selectAll()
    print_form(pane, BY_KEY["unqualified"])
    pane.table.clearSelection()
    print_form(pane, BY_KEY["member_form"])
    assert asked == [[1, 2, 3], [1, 2, 3]]


def test_the_preview_opens_on_the_paper(pane: LedgerPane, hand: Hand, qtbot: QtBot, messages: RecordedMessages) -> None:
    titles: list[str] = []
    timer = QTimer()

    def look() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QDialog) and not isinstance(box, PaperOptionsDialog) and "共" in box.windowTitle():
            titles.append(box.windowTitle())
            timer.stop()
            QTest.keyClick(box, Key.Key_Escape)
        elif isinstance(box, PaperOptionsDialog) and box.isVisible():
            QTest.keyClick(box, Key.Key_Return)

    timer.timeout.connect(look)
    timer.start(10)
    pane.table.go_to(1)
    print_form(pane, BY_KEY["member_form"])
    qtbot.waitUntil(lambda: bool(titles), timeout=5000)
    assert titles == ["会员登记表 · 共 1 页"]
    assert messages.said == []

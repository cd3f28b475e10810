"""One office's half-year, typed through the window; then every place that shows a total shows the one worked by hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtWidgets import QApplication

from tests.gui import half_year_story as story
from tests.gui.hand import CTRL, Hand, Key, RecordedMessages
from tests.gui.test_child_journeys import back_from_box, grid_by_keys, in_the_box
from tests.gui.test_keyboard_journeys import pane_of
from unionoffice.domain.draft import Draft
from unionoffice.domain.period import half_year
from unionoffice.domain.query import Query
from unionoffice.gui.dialogs.export_dialog import GO_ON
from unionoffice.gui.ledger.pane import LedgerPane
from unionoffice.gui.ledger.parent_form import ParentForm
from unionoffice.gui.main_window import MainWindow
from unionoffice.usecases.draft_summary import draft
from unionoffice.usecases.office import Office

HALF = half_year(2026, 1)


def enter(hand: Hand, window: MainWindow, ledger: str, rows: Iterable[Mapping[str, str]]) -> LedgerPane:
    """Type new records one after the other, as Ctrl+Enter lets the clerk."""
    pane = pane_of(hand, window, ledger)
    hand.press(Key.Key_N, CTRL)
    for row in rows:
        hand.fill(dict(row))
        hand.press(Key.Key_Return, CTRL)
    hand.press(Key.Key_Escape)
    return pane


def enter_children(
    hand: Hand, window: MainWindow, pane: LedgerPane, child: str, of: Mapping[str, list[dict[str, str]]]
) -> None:
    """Open each parent's form, go to its children and type them in their box."""
    for name, rows in of.items():
        hand.press(Key.Key_F, CTRL)
        hand.write(name)
        hand.press(Key.Key_Return)
        hand.press(Key.Key_Down)
        hand.press(Key.Key_F2)
        assert isinstance(pane.form, ParentForm)
        grid_by_keys(hand, pane.form, child)

        def write(rows: list[dict[str, str]] = rows) -> None:
            for row in rows[:-1]:
                hand.fill(row)
                hand.press(Key.Key_Return, CTRL)
            hand.fill(rows[-1])
            hand.press(Key.Key_S, CTRL)

        in_the_box(write)
        hand.press(Key.Key_Space)
        back_from_box(window)
        hand.press(Key.Key_Escape)
    hand.press(Key.Key_F, CTRL)
    hand.press(Key.Key_Backspace)
    hand.press(Key.Key_Return)


@pytest.fixture
def told(hand: Hand, window: MainWindow, office: Office, messages: RecordedMessages) -> Iterator[Office]:
    """Type the whole half-year."""
    members = enter(hand, window, "member", story.MEMBERS)
    enter_children(hand, window, members, "membership_change", {name: [row] for name, row in story.CHANGES.items()})
    households = enter(hand, window, "household", story.HOUSEHOLDS)
    family = {
        head: [{"name": f"{head[-1]}家属{place}", "relation": "女" if place else "配偶"} for place in range(count)]
        for head, count in story.FAMILY.items()
    }
    enter_children(hand, window, households, "family", family)
    enter(hand, window, "aid", story.AID)
    events = enter(hand, window, "event", story.EVENTS)
    names = [row["name"] for row in story.MEMBERS[:5]]
    came = [{"member": name, "signed_in": "是" if name != names[-1] else "否"} for name in names]
    enter_children(hand, window, events, "attendance", {row["title"]: came for row in story.EVENTS})
    enter_children(
        hand, window, events, "item", {row["title"]: [dict(each) for each in story.ITEMS] for row in story.EVENTS}
    )
    enter(hand, window, "work_log", story.LOGS)
    for ledger, row in story.REGISTERS:
        enter(hand, window, ledger, [row])
    assert messages.said == []
    yield office
    window.pages.clear()
    QApplication.processEvents()


def test_every_total_of_the_half_year_is_the_one_worked_by_hand(
    told: Office, window: MainWindow, hand: Hand, messages: RecordedMessages, tmp_path: Path
) -> None:
    _the_ledgers_hold_what_was_typed(told)
    _the_first_page_agrees(window, hand)
    _the_lines_under_the_tables_agree(window, hand)
    _the_workbooks_agree(window, hand, messages, tmp_path)
    _the_summary_agrees(draft(told, HALF))


def _the_ledgers_hold_what_was_typed(office: Office) -> None:
    counts = {
        "member": 40,
        "membership_change": 5,
        "household": 6,
        "family": story.PEOPLE_IN_FAMILIES,
        "aid": 17,
        "event": 12,
        "attendance": 60,
        "item": 24,
        "work_log": 60,
        "award": 3,
        "coverage": 3,
        "target": 2,
        "proposal": 1,
        "legal": 1,
    }
    assert {ledger: office.count(ledger, Query()) for ledger in counts} == counts


def _the_first_page_agrees(window: MainWindow, hand: Hand) -> None:
    hand.press(Key.Key_1, CTRL)
    home = window.pages["首页"]
    shown = {key: number.text() for key, number in home.numbers.items()}
    assert shown == {"work_log": "60", "event": "12", "household": "6", "aid": "17", "member": "40", "award": "3"}


def _the_lines_under_the_tables_agree(window: MainWindow, hand: Hand) -> None:
    for ledger, words in (
        ("aid", ["28,000.00", "12,000.00"]),
        ("event", [f"{story.HEADS:,}"]),
        ("work_log", [f"{story.LOG_HEADS:,}"]),
        ("coverage", [str(story.DONE)]),
        ("legal", ["12,000.00"]),
    ):
        pane = pane_of(hand, window, ledger)
        hand.press(Key.Key_F5)
        QApplication.processEvents()
        line = pane.totals.all.text()
        assert all(each in line for each in words), (ledger, line)


def _sum(path: Path, title: str, side: str = "") -> float:
    """Add up a column of a workbook as a superior's spreadsheet would."""
    rows = list(openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True))
    heads = next(row for row in rows if title in row)
    numbered = [row for row in rows if isinstance(row[0], int) and (not side or side in row)]
    amounts = [row[heads.index(title)] for row in numbered]
    return sum(each for each in amounts if isinstance(each, int | float))


def _the_workbooks_agree(window: MainWindow, hand: Hand, messages: RecordedMessages, folder: Path) -> None:
    for ledger, title, side, expected in (
        ("aid", "金额", "支出", story.PAID),
        ("aid", "金额", "收入", story.RECEIVED),
        ("event", "人数", "", story.HEADS),
        ("work_log", "人数", "", story.LOG_HEADS),
        ("coverage", "完成数", "", story.DONE),
        ("legal", "挽回金额", "", story.RECOVERED),
    ):
        pane = pane_of(hand, window, ledger)
        messages.target = folder / f"{ledger}{side}.xlsx"
        messages.answers = [GO_ON]
        in_the_box(lambda: hand.press(Key.Key_Return))
        pane.head.export_button.click()
        back_from_box(window)
        messages.answers = []
        assert _sum(messages.target, title, side) == expected, ledger


def _the_summary_agrees(drafted: Draft) -> None:
    figures = [figure for chapter in drafted.chapters for each in chapter.paragraphs for figure in each.figures]
    found = {(each.label, each.value) for each in figures}
    assert found >= {
        ("期初会员", story.BEFORE),
        ("新入会会员", 2),
        ("转入会员", 1),
        ("转出会员", 1),
        ("减少会员", 1),
        ("期末会员", story.NOW),
        ("女会员", story.WOMEN_NOW),
        ("在档困难职工家庭", 6),
        ("深度困难职工", 3),
        ("相对困难职工", 2),
        ("意外致困职工", 1),
        ("帮扶慰问和职工福利保障资金", story.PAID),
        ("帮扶救助资金", story.AIDED),
        ("各类活动", 12),
        ("荣誉项数", story.AWARDS),
        ("集体合同续订覆盖率", 60),
        ("发展会员完成率", 60),
        ("班组达标完成率", 90),
        ("来访人甲挽回金额", story.RECOVERED),
    }
    told = [each.value for each in figures if each.label == "印发资料"]
    assert sum(each for each in told if each is not None) == story.LEAFLETS
    assert [len(each.rows) for each in drafted.annexes if each.title == "帮扶明细"] == [17]

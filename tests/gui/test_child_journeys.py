from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QTabBar

from tests.gui.hand import CTRL, Hand, Key
from tests.gui.test_keyboard_journeys import JOURNEYS, pane_of
from unionoffice.domain.query import Query
from unionoffice.gui.ledger.child_grid import ChildGrid
from unionoffice.gui.ledger.parent_form import ParentForm
from unionoffice.gui.main_window import MainWindow
from unionoffice.ledgers import ALL, BY_KEY
from unionoffice.usecases.keep_record import keep
from unionoffice.usecases.office import Office

CHILDREN = {
    "family": ({"name": "示例家属", "relation": "配偶"}, "school", "示例小学"),
    "visit": ({"visited_on": "6.5"}, "visitor", "职工乙"),
    "attendance": ({"name": "职工丙"}, "group", "甲组"),
    "item": ({"item": "矿泉水"}, "quantity", "24"),
    "prize": ({"grade": "一等奖"}, "winner", "示例队"),
    "membership_change": ({"changed_on": "6.5", "change": "转出"}, "doc_ref", "示例文号"),
}


def test_every_child_ledger_has_a_journey() -> None:
    assert set(CHILDREN) == {ledger.key for ledger in ALL if ledger.parent is not None}


def in_the_box(act: Callable[[], None]) -> None:
    """Do something once the box stands; what fails there closes it and fails the test."""

    def wait() -> None:
        box = QApplication.activeModalWidget()
        if not isinstance(box, QDialog):
            QTimer.singleShot(10, wait)
            return
        box.activateWindow()
        QApplication.processEvents()
        try:
            act()
        except BaseException:
            box.done(0)
            raise

    QTimer.singleShot(10, wait)


def back_from_box(window: MainWindow) -> None:
    """Do what a desktop does when a box closes and the offscreen one does not: give the window the keys again."""
    window.activateWindow()
    QApplication.processEvents()


def grid_by_keys(hand: Hand, form: ParentForm, child: str) -> ChildGrid:
    """Go to the children's table with the keyboard alone."""
    for _ in range(120):
        if isinstance(hand.focus(), QTabBar):
            break
        hand.press(Key.Key_Tab)
    place = next(at for at, grid in enumerate(form.grids, 1) if grid.ledger.key == child)
    for key in [Key.Key_Left] * len(form.grids) + [Key.Key_Right] * place:
        hand.press(key)
    grid = form.grids[place - 1]
    for _ in range(20):
        if grid.add.hasFocus():
            return grid
        hand.press(Key.Key_Tab)
    raise AssertionError("no key leads to the children")


@pytest.mark.parametrize("child", CHILDREN)
def test_a_child_is_added_corrected_deleted_and_brought_back_by_keyboard_alone(
    child: str, hand: Hand, window: MainWindow, office: Office
) -> None:
    first, field, corrected = CHILDREN[child]
    parent = BY_KEY[child].parent.kind.ledger  # type: ignore[union-attr]
    kept = keep(office, parent, JOURNEYS[parent].first | ({"gender": "女"} if parent == "member" else {}))
    assert kept.record is not None, kept.problems
    pane = pane_of(hand, window, parent)
    hand.press(Key.Key_F5)
    hand.press(Key.Key_F2)
    assert isinstance(pane.form, ParentForm)
    grid_by_keys(hand, pane.form, child)

    def write_first() -> None:
        hand.fill(first)
        hand.press(Key.Key_S, CTRL)

    in_the_box(write_first)
    hand.press(Key.Key_Space)
    assert office.count(child, Query()) == 1

    def correct() -> None:
        hand.fill({field: corrected})
        hand.press(Key.Key_S, CTRL)

    back_from_box(window)
    in_the_box(correct)
    hand.press(Key.Key_Return)
    (record,) = office.children(child, kept.record.id)
    assert record.text(BY_KEY[child].get(field)) == corrected

    back_from_box(window)
    hand.press(Key.Key_Delete)
    assert office.count(child, Query()) == 0
    hand.press(Key.Key_Z, CTRL)
    assert office.count(child, Query()) == 1
    QApplication.processEvents()

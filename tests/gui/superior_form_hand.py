"""What a clerk's hand does with a superior's form: points at cells, types into the search line, presses buttons."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QProgressDialog, QWidget

from tests.gui.hand import NONE, commit
from unionoffice.domain.form_contents import Place
from unionoffice.domain.superior_form import SuperiorForm
from unionoffice.gui.desk import Desk
from unionoffice.gui.dialogs.superior_form.form_cells import MARK, chip_words
from unionoffice.gui.dialogs.superior_form.form_grid import FormGrid
from unionoffice.gui.dialogs.superior_form.pointing_dialog import PointingDialog
from unionoffice.usecases.received_form import read_form

Act = Callable[[QDialog], object]


def first_page(book: Workbook) -> Worksheet:
    """Give the sheet that a new book has."""
    page = book.active
    assert isinstance(page, Worksheet)
    return page


def aid_form(target: Path) -> Path:
    """Make the form of a superior: two single cells, a table with two ready rows, a total, a hidden sheet."""
    book = Workbook()
    page = first_page(book)
    page.title = "帮扶统计"
    page.merge_cells("A1:D1")
    page["A1"] = "困难职工帮扶统计表"
    page["A2"], page["C2"] = "填报单位", "走访户数"
    for column, head in enumerate(("序号", "姓名", "金额（元）", "签收"), start=1):
        page.cell(4, column, head)
    page["A5"], page["A6"] = 1, 2
    page["A7"], page["C7"] = "合计", "=SUM(C5:C6)"
    book.create_sheet("填表说明")["A1"] = "每半年报一次。"
    book.create_sheet("代码").sheet_state = "hidden"
    book.save(target)
    return target


def record_form(target: Path) -> Path:
    """Make a form that is filled once for each household."""
    book = Workbook()
    page = first_page(book)
    page["A1"], page["C1"] = "户主姓名", "身份证号"
    page["A2"], page["C2"] = "联系电话", "困难类别"
    book.save(target)
    return target


def begun(desk: Desk, source: Path, per_record: str = "") -> PointingDialog:
    """Open the pointing of a form that was just received."""
    received = read_form(source)
    dialog = PointingDialog(desk, SuperiorForm("", "", received.file_name, per_record), received)
    dialog.show()
    dialog.activateWindow()
    QApplication.processEvents()
    return dialog


def click(button: QAbstractButton) -> None:
    """Press a button that can be pressed."""
    assert button.isVisible()
    assert button.isEnabled(), button.text()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def point(grid: FormGrid, cell: str) -> None:
    """Click on a cell."""
    grid.scrollTo(grid.cells.index_of(cell))
    at = grid.visualRect(grid.cells.index_of(cell)).center()
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, NONE, QPoint(at.x(), at.y()))
    QApplication.processEvents()


def choose(dialog: PointingDialog, words: str) -> None:
    """Type into the search line as an input method does, and press Enter."""
    search = dialog.panel.offers.search
    search.setFocus()
    search.selectAll()
    commit(search, words)
    QTest.keyClick(search, Qt.Key.Key_Return)
    QApplication.processEvents()


def chip(dialog: PointingDialog, cell: str) -> str:
    """Read the chip on a cell; empty where there is none."""
    mark = dialog.view.grid.cells.index_of(cell).data(MARK)
    return chip_words(mark) if mark is not None else ""


def place(cell: str, sheet: str = "帮扶统计") -> Place:
    return Place(sheet, cell)


class Boxes(QObject):
    """Does one thing after the other with the boxes that open, each with the next box."""

    def __init__(self, *acts: Act) -> None:
        super().__init__()
        self._acts = list(acts)
        self._seen: list[QWidget] = []
        QTimer.singleShot(1, self._look)

    def _look(self) -> None:
        if not self._acts:
            return
        # A timer of its own for each look: one that is at work does not fire again in the loop of a box within a box.
        QTimer.singleShot(1, self._look)
        box = QApplication.activeModalWidget()
        if isinstance(box, QDialog) and not isinstance(box, QProgressDialog) and box not in self._seen:
            self._seen.append(box)
            self._acts.pop(0)(box)

    @property
    def is_done(self) -> bool:
        """Whether every box has come."""
        return not self._acts

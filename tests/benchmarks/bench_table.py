"""Measure the member table against a constant model: python -m tests.benchmarks.bench_table [rows]."""

from __future__ import annotations

import os
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import tempfile
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from PySide6.QtCore import QAbstractTableModel, Qt
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from tests.benchmarks.memory import print_weights
from unionoffice.domain.ledger import Record
from unionoffice.domain.query import Query
from unionoffice.gui.application import prepared_application
from unionoffice.gui.desk import Desk
from unionoffice.gui.ledger.listing import FIRST_ROWS
from unionoffice.gui.ledger.page import LedgerPage
from unionoffice.gui.ledger.pane import LedgerPane
from unionoffice.gui.ledger.table_view import RecordTable
from unionoffice.gui.messages import WindowMessages
from unionoffice.gui.theme import LIGHT, Look
from unionoffice.ledgers import BY_KEY
from unionoffice.usecases.office import Office

RUNS = 9
FIRST, REPAINT = "constant model, first paint", "constant model, repaint at another place"
GOALS = {
    "constant": float("inf"),
    "first paint of the table": 1.75,
    "open": float("inf"),
    "End": 1.9,
    "sort": 1.75,
    "filter key": 2.7,
    "all listed": 6.5,
}
"""In paints of the constant model, which is a table and no more: its first paint, elsewhere its repaint at another
place. A whole page has its head, filters, totals and keys beside the table: for it there is no goal, only the figure."""
TENS = "甲乙丙丁戊己庚辛壬癸"
SIZE = (1198, 742)


class ConstantModel(QAbstractTableModel):
    """The floor: the same cells with nothing behind them."""

    def __init__(self, rows: int) -> None:
        super().__init__()
        self._rows = rows

    def rowCount(self, parent: Any = None) -> int:
        return self._rows

    def columnCount(self, parent: Any = None) -> int:
        return 9

    def data(self, index: Any, role: int = 0) -> Any:
        return "职工甲乙丙" if role == int(Qt.ItemDataRole.DisplayRole) else None


def fill(office: Office, rows: int) -> None:
    """Write members with one statement each, past the form: only the table is measured."""
    table = office.table("member")
    ledger = BY_KEY["member"]
    context = office.context()
    with office.file.write():
        for number in range(rows):
            name = "职工" + "".join(TENS[int(digit)] for digit in f"{number:06}"[-5:])
            raw = {
                "no": f"HY{number:07}",
                "name": name,
                "gender": "女" if number % 2 else "男",
                "id_number": f"A{number:09}",
            }
            raw |= {"phone": f"138{number:08}", "joined_on": f"{1990 + number % 35}-05"}
            values = {key: ledger.get(key).kind.parse(words, context) for key, words in raw.items()}
            values["unit"] = None
            table.add(Record(ledger, {key: value for key, value in values.items() if value is not None}))


def show(widget: QWidget) -> None:
    """Show a window and paint it; what it does after that is not waited for."""
    widget.show()
    QApplication.processEvents()


def timed(action: Callable[[], object]) -> float:
    start = perf_counter()
    action()
    return (perf_counter() - start) * 1000


Times = dict[str, list[float]]


def floor_times(rows: int) -> tuple[float, float]:
    """Measure the constant model: its first paint, and a repaint at another place."""
    view = QTableView()
    view.resize(*SIZE)
    view.setWordWrap(False)
    view.verticalHeader().hide()
    view.verticalHeader().setDefaultSectionSize(32)

    def first() -> None:
        view.setModel(ConstantModel(rows))
        show(view)

    times = timed(first), until_painted(view, view.scrollToBottom)
    view.close()
    return times


def page_times(desk: Desk, ledger: str, sorts: Sequence[str], words: Sequence[str]) -> Times:
    """Measure a page as the clerk has it: filters, totals and all; the floor in turn with it, for machines change pace."""
    times: Times = defaultdict(list)
    rows = desk.office.count(ledger, Query())
    for _ in range(RUNS):
        first, repaint = floor_times(rows)
        times[FIRST].append(first)
        times[REPAINT].append(repaint)
        QApplication.processEvents()
        start = perf_counter()
        page = LedgerPage(desk, LedgerPane(desk, BY_KEY[ledger]))
        page.resize(*SIZE)
        show(page)
        pane = page.active
        times["open and first paint"].append((perf_counter() - start) * 1000)
        times["all listed"].append(timed(partial(getattr, pane.table.rows, "ids")))
        act = partial(until_painted, pane.table)
        act(partial(pane.show_query, Query()))
        times["End"].append(act(pane.table.scrollToBottom))
        for each in sorts:
            times[f"sort by {each}"].append(act(partial(pane.sort, each, True)))
        act(partial(pane.sort, "", False))
        for each in words:
            pane.filters.show_query(Query(words=each))
            times["filter key"].append(act(pane.reload))
        page.close()
        page.deleteLater()
        QApplication.processEvents()
        opening, painting = table_times(desk, ledger)
        times["open the table, unpainted"].append(opening)
        times["first paint of the table"].append(painting)
        QApplication.processEvents()
    return times


def table_times(desk: Desk, ledger: str) -> tuple[float, float]:
    """Show the first rows of a ledger in its table, as a page does before it lists the others.

    The empty table is measured apart: that of the constant model stands before it is measured, too.
    """
    start = perf_counter()
    table = RecordTable(desk, BY_KEY[ledger])
    opening = (perf_counter() - start) * 1000
    table.resize(*SIZE)

    def first() -> None:
        table.rows.show_ids(desk.office.ids(ledger, Query(), FIRST_ROWS), partial(desk.office.ids, ledger, Query()))
        show(table)

    painting = timed(first)
    table.close()
    table.deleteLater()
    return opening, painting


def until_painted(table: QTableView, act: Callable[[], object]) -> float:
    """Time what a key does until the table shows it; what is done after that is not counted, but ended."""
    start = perf_counter()
    act()
    table.viewport().repaint()
    taken = (perf_counter() - start) * 1000
    for _ in range(2):
        QApplication.processEvents()
    return taken


def print_times(ledger: str, times: Times) -> None:
    """Print the times of a page with their ratios, and how far they are from the goals."""
    print(f"page of {ledger} (median, most; x of the constant model)")
    for title, each in times.items():
        floor = median(times[FIRST if title.startswith(("open", "first")) or title == FIRST else REPAINT])
        ratio = median(each) / floor
        goal = next(most for start, most in GOALS.items() if title.startswith(start))
        verdict = "" if ratio <= goal else f"  OVER {goal}"
        print(f"  {title}: {median(each):.1f} ms, {max(each):.1f} ms; x{ratio:.2f}{verdict}")


def main() -> None:
    """Print each time and its ratio to the constant model's."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    prepared_application()
    with tempfile.TemporaryDirectory() as folder:
        Office.create(Path(folder) / "office", "示例厂工会").close(back_up=False)
        office = Office.open(Path(folder) / "office", today=lambda: date(2026, 7, 3))
        print(f"filling {rows:,} members: {timed(lambda: fill(office, rows)) / 1000:.1f} s")
        desk = Desk(office, WindowMessages(), Look(LIGHT, 14))
        print_times("member", page_times(desk, "member", ("no", "name", "unit"), ("甲", "甲乙", "138000001")))
        office.close(back_up=False)
        print_weights(Path(folder) / "office")


if __name__ == "__main__":
    main()

"""Measure the member table against a constant model: python -m tests.benchmarks.bench_table [rows]."""

from __future__ import annotations

import os
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from PySide6.QtCore import QAbstractTableModel, Qt
from PySide6.QtWidgets import QApplication, QTableView

from unionoffice.domain.ledger import Record
from unionoffice.domain.query import Query
from unionoffice.gui.application import prepared_application
from unionoffice.gui.desk import Desk
from unionoffice.gui.ledger.page import LedgerPage
from unionoffice.gui.ledger.pane import LedgerPane
from unionoffice.gui.messages import WindowMessages
from unionoffice.gui.theme import LIGHT, Look
from unionoffice.ledgers import BY_KEY
from unionoffice.usecases.office import Office

RUNS = 9
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


def painted(widget: Any) -> None:
    widget.repaint()
    QApplication.processEvents()


def timed(action: Callable[[], object]) -> float:
    start = perf_counter()
    action()
    return (perf_counter() - start) * 1000


def floor_times(rows: int) -> dict[str, float]:
    """Measure the constant model: first paint, and a repaint at another place."""
    firsts, jumps = [], []
    for _ in range(RUNS):
        view = QTableView()
        view.resize(*SIZE)
        view.setWordWrap(False)
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(32)

        def first(view: QTableView = view) -> None:
            view.setModel(ConstantModel(rows))
            view.show()
            painted(view.viewport())

        firsts.append(timed(first))
        jumps.append(timed(lambda view=view: (view.scrollToBottom(), painted(view.viewport()))))
        view.close()
    return {"first": median(firsts), "repaint": median(jumps)}


def page_times(desk: Desk) -> dict[str, list[float]]:
    """Measure the page as the clerk has it: filters, totals and all."""
    times: dict[str, list[float]] = {"first": [], "End": [], "sort 会员证号": [], "sort 姓名": [], "filter key": []}
    for _ in range(RUNS):
        start = perf_counter()
        page = LedgerPage(desk, LedgerPane(desk, BY_KEY["member"]))
        page.resize(*SIZE)
        page.show()
        pane = page.active
        painted(pane.table.viewport())
        times["first"].append((perf_counter() - start) * 1000)
        times["End"].append(timed(lambda t=pane.table: (t.scrollToBottom(), painted(t.viewport()))))
        for title, key in (("sort 会员证号", "no"), ("sort 姓名", "name")):
            times[title].append(timed(lambda p=pane, k=key: (p.sort(k, True), painted(p.table.viewport()))))
        for words in ("甲", "甲乙", "138000001"):
            pane.filters.show_query(Query(words=words))
            times["filter key"].append(timed(lambda p=pane: (p.reload(), painted(p.table.viewport()))))
        page.close()
        page.deleteLater()
        QApplication.processEvents()
    return times


def main() -> None:
    """Print each time and its ratio to the constant model's."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    prepared_application()
    with tempfile.TemporaryDirectory() as folder:
        Office.create(Path(folder) / "office", "示例厂工会").close(back_up=False)
        office = Office.open(Path(folder) / "office", today=lambda: date(2026, 7, 3))
        print(f"filling {rows:,} members: {timed(lambda: fill(office, rows)) / 1000:.1f} s")
        floor = floor_times(rows)
        print(f"constant model: first paint {floor['first']:.1f} ms, jump and repaint {floor['repaint']:.1f} ms")
        print("page, totals included (median, most; x of the constant model)")
        for title, each in page_times(Desk(office, WindowMessages(), Look(LIGHT, 14))).items():
            base = floor["first" if title == "first" else "repaint"]
            print(f"  {title}: {median(each):.1f} ms, {max(each):.1f} ms; x{median(each) / base:.2f}")
        office.close(back_up=False)


if __name__ == "__main__":
    main()

"""Measure the first opening of each page and form: python -m tests.benchmarks.bench_pages [members [aid [sign-ins]]]."""

from __future__ import annotations

import os
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import tempfile
from collections.abc import Iterable
from datetime import date
from functools import partial
from pathlib import Path
from time import perf_counter

from PySide6.QtWidgets import QApplication

from tests.benchmarks.bench_office import build
from tests.benchmarks.bench_table import show, timed
from unionoffice.gui.application import prepared_application
from unionoffice.gui.desk import Desk
from unionoffice.gui.ledger.page import LedgerPage
from unionoffice.gui.main_window import HOME, SUMMARY, MainWindow
from unionoffice.gui.messages import WindowMessages
from unionoffice.gui.preload import steps as preload_steps
from unionoffice.gui.theme import LIGHT, Look
from unionoffice.usecases.office import Office

USUAL = (5_000, 1_000, 10_000)
"""Members, aid rows and sign-ins of a normal office."""
GOAL, SUMMARY_GOAL = 150, 600
"""Milliseconds, in a normal office, when the program has had two seconds to load what comes next."""


def steps_timed(steps: Iterable[None]) -> list[float]:
    """Time each step, in milliseconds."""
    times, start = [], perf_counter()
    for _ in steps:
        times.append((perf_counter() - start) * 1000)
        start = perf_counter()
    return times


def open_page(window: MainWindow, title: str) -> None:
    """Show a page until it is painted."""
    window.show_page(title)
    QApplication.processEvents()


def open_form(page: LedgerPage) -> None:
    """Begin a new record, until its form is painted."""
    page.active.new()
    QApplication.processEvents()


def told(title: str, milliseconds: float) -> None:
    """Print a time, and whether it is over the goal."""
    goal = SUMMARY_GOAL if title == SUMMARY else GOAL
    print(f"  {title}: {milliseconds:.0f} ms{'' if milliseconds <= goal else f'  OVER {goal}'}")


def main() -> None:
    """Print how long each page and form takes the first time, what is still to be imported included."""
    given = [int(each) for each in sys.argv[1:4]]
    wanted = tuple(given[at] if at < len(given) else USUAL[at] for at in range(3))
    prepared_application()
    with tempfile.TemporaryDirectory() as folder:
        Office.create(Path(folder) / "office", "示例厂工会").close(back_up=False)
        with Office.open(Path(folder) / "office", today=lambda: date(2026, 7, 3)) as office:
            build(office, wanted)
            window = MainWindow(Desk(office, WindowMessages(), Look(LIGHT, 14)))
            window.show_page(HOME)
            show(window)
            loaded = steps_timed(preload_steps(office))
            print(f"loaded at leisure: {sum(loaded):.0f} ms, at most {max(loaded):.0f} ms at a time")
            print("first opening of each page, and of its form:")
            for title in window.titles:
                told(title, timed(partial(open_page, window, title)))
                page = window.pages[title]
                if isinstance(page, LedgerPage):
                    told(f"{title}, form", timed(partial(open_form, page)))
            window.close()


if __name__ == "__main__":
    main()

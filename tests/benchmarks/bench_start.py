"""Measure process start to first paint against a bare window: python -m tests.benchmarks.bench_start."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

from unionoffice.usecases.keep_record import keep
from unionoffice.usecases.office import Office

RUNS = 11
GOAL = 1.35
"""In bare windows."""
BARE = """
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication([])
window = QMainWindow()
window.resize(1366, 768)
window.show()
application.processEvents()
"""
PROLOGUE = """
import gc
gc.disable()
from unionoffice.gui.application import prepared_application
from unionoffice.gui.desk import Desk
from unionoffice.gui.main_window import MainWindow
from unionoffice.gui.messages import WindowMessages
from unionoffice.gui.size_and_theme import remembered_look
from unionoffice.usecases.open_office import open_office
from pathlib import Path
application = prepared_application()
office = open_office(Path({folder!r}))
window = MainWindow(Desk(office, WindowMessages(), remembered_look(office)))
window.show_page({page!r})
window.show()
application.processEvents()
import os
os._exit(0)
"""


def seconds(script: str) -> float:
    """Run a script in a process of its own and time it."""
    start = perf_counter()
    subprocess.run([sys.executable, "-c", script], check=True, capture_output=True)
    return perf_counter() - start


def fill(folder: Path) -> None:
    """Make an office with a table of real rows."""
    Office.create(folder, "示例厂工会").close(back_up=False)
    with Office.open(folder) as office, office.file.write():
        for number in range(200):
            keep(office, "work_log", {"title": f"示例事项{number}", "category": "劳动竞赛", "when": "2026-05-08"})


def main() -> None:
    """Print the medians of interleaved runs and their ratios."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as place:
        # An installed program is compiled; so is what is measured, by the first run of each script, that is not counted.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = str(Path(place) / "compiled")
        folder = Path(place) / "office"
        fill(folder)
        scripts = {
            "bare window": BARE,
            "table of 200 log entries": PROLOGUE.format(folder=str(folder), page="工作日志"),
            "first page": PROLOGUE.format(folder=str(folder), page="首页"),
        }
        for script in scripts.values():
            seconds(script)
        times: dict[str, list[float]] = {name: [] for name in scripts}
        for _ in range(RUNS):
            for name, script in scripts.items():
                times[name].append(seconds(script))
        bare = median(times["bare window"])
        for name, each in times.items():
            ratio = median(each) / bare
            verdict = "" if ratio <= GOAL else f"  OVER {GOAL}"
            print(f"{name}: {median(each) * 1000:.0f} ms, x{ratio:.2f}{verdict}")


if __name__ == "__main__":
    main()

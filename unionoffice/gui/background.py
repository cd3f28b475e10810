"""Long work on plain data away from the window, with progress and cancel when it takes longer than half a second."""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, QTimer, Signal
from PySide6.QtWidgets import QProgressDialog, QWidget

from unionoffice.errors import OfficeError

_LOG = logging.getLogger(__name__)
PATIENCE = 500
"""Milliseconds before the progress box appears."""


class Progress(QObject):
    """What the work may say and ask while it runs in another thread."""

    stepped = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self._cancelled = Event()

    def step(self, done: int, total: int) -> bool:
        """Say how far the work is; tells whether it should go on."""
        self.stepped.emit(done, total)
        return not self._cancelled.is_set()

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._cancelled.set()


Work = Callable[[Progress], Any]


class _Outcome(QObject):
    done = Signal(object)
    failed = Signal(object)


class _Job(QRunnable):
    def __init__(self, work: Work, progress: Progress, outcome: _Outcome) -> None:
        super().__init__()
        self.setAutoDelete(False)
        self._work, self._progress, self._outcome = work, progress, outcome

    def run(self) -> None:
        """Run the work; the main thread hears of its end by a signal."""
        try:
            result = self._work(self._progress)
        except OfficeError as error:
            self._outcome.failed.emit(error.sentence)
        except Exception as error:  # noqa: BLE001 - this and the crash box are the two places where a bug may end
            _LOG.error("background work failed: %s", type(error).__name__)
            self._outcome.failed.emit("处理时遇到了没有料到的情况，没有完成。请重试。")
        else:
            self._outcome.done.emit(result)


class Background(QObject):
    """Runs one piece of work after the other and brings their results back to the main thread."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._running: list[tuple[_Job, Progress, _Outcome]] = []

    def run(self, title: str, work: Work, done: Callable[[Any], None], failed: Callable[[str], None]) -> Progress:
        """Start work that touches neither widgets nor the office; `done` or `failed` is called when it ends."""
        progress, outcome = Progress(), _Outcome()
        job = _Job(work, progress, outcome)
        running = (job, progress, outcome)
        self._running.append(running)
        box = _ProgressBox(title, progress, self.parent())
        outcome.done.connect(lambda result: self._end(running, box, lambda: done(result)))
        outcome.failed.connect(lambda sentence: self._end(running, box, lambda: failed(sentence)))
        self._pool.start(job)
        return progress

    def _end(self, running: tuple[_Job, Progress, _Outcome], box: _ProgressBox, tell: Callable[[], None]) -> None:
        self._running.remove(running)
        box.finish()
        tell()

    def wait(self) -> None:
        """Wait until nothing runs any more."""
        self._pool.waitForDone()


class _ProgressBox(QProgressDialog):
    def __init__(self, title: str, progress: Progress, parent: QObject | None) -> None:
        super().__init__("", "取消", 0, 0, parent if isinstance(parent, QWidget) else None)
        self.setWindowTitle(title)
        self.setLabelText(f"{title}…")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setMinimumDuration(PATIENCE * 1000)
        self.setAutoClose(False)
        self.setAutoReset(False)
        self.reset()
        self.canceled.connect(progress.cancel)
        progress.stepped.connect(self._show_step)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self.show)
        self._patience.start(PATIENCE)

    def _show_step(self, done: int, total: int) -> None:
        self.setMaximum(total)
        self.setValue(done)

    def finish(self) -> None:
        """Go away, shown or not."""
        self._patience.stop()
        self.canceled.disconnect()
        self.close()
        self.deleteLater()

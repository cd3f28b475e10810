"""The one door through which the window speaks to the clerk and asks for files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget


class Messages(Protocol):
    """What views may say and ask; tests answer through a fake."""

    def inform(self, sentence: str) -> None:
        """Tell something the clerk should know."""

    def warn(self, sentence: str) -> None:
        """Tell what went wrong and what to do."""

    def ask(self, question: str, answers: Sequence[str]) -> str:
        """Ask, and give the chosen answer; the last answer is the harmless one."""

    def choose_files(self, title: str, kinds: str) -> list[Path]:
        """Ask for files to read; none when the clerk changes their mind."""

    def choose_target(self, title: str, proposed: Path, kinds: str) -> Path | None:
        """Ask where to write a file."""

    def choose_folder(self, title: str, proposed: Path) -> Path | None:
        """Ask for a folder."""

    def open_file(self, path: Path) -> None:
        """Show a file in the program the system has for it."""


class WindowMessages:
    """Messages as boxes over the window."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.parent = parent

    def inform(self, sentence: str) -> None:
        """Tell something the clerk should know."""
        self._box(QMessageBox.Icon.Information, sentence).exec()

    def warn(self, sentence: str) -> None:
        """Tell what went wrong and what to do."""
        self._box(QMessageBox.Icon.Warning, sentence).exec()

    def ask(self, question: str, answers: Sequence[str]) -> str:
        """Ask with one button for each answer."""
        box = self._box(QMessageBox.Icon.Question, question)
        buttons = {box.addButton(answer, QMessageBox.ButtonRole.ActionRole): answer for answer in answers}
        box.setDefaultButton(next(iter(buttons)))
        box.setEscapeButton(list(buttons)[-1])
        box.exec()
        return next((answer for made, answer in buttons.items() if made is box.clickedButton()), answers[-1])

    def _box(self, picture: QMessageBox.Icon, sentence: str) -> QMessageBox:
        box = QMessageBox(self.parent)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setIcon(picture)
        box.setWindowTitle("工会工作台账")
        box.setText(sentence)
        return box

    def choose_files(self, title: str, kinds: str) -> list[Path]:
        """Ask with the system's own dialog."""
        names, _ = QFileDialog.getOpenFileNames(self.parent, title, "", kinds)
        return [Path(name) for name in names]

    def choose_target(self, title: str, proposed: Path, kinds: str) -> Path | None:
        """Ask with the system's own dialog."""
        name, _ = QFileDialog.getSaveFileName(self.parent, title, str(proposed), kinds)
        return Path(name) if name else None

    def choose_folder(self, title: str, proposed: Path) -> Path | None:
        """Ask with the system's own dialog."""
        name = QFileDialog.getExistingDirectory(self.parent, title, str(proposed))
        return Path(name) if name else None

    def open_file(self, path: Path) -> None:
        """Show a file in the program the system has for it, and say so when there is none."""
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self.warn("没有找到能打开这个文件的程序。请先在电脑上安装，例如 PDF 阅读器。")

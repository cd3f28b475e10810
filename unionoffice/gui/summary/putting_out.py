"""What leaves the summary page: preview, print, the files of the text and of the rows behind it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from unionoffice.domain.draft import Draft
from unionoffice.domain.signed import FrozenRow
from unionoffice.gui.background import Background
from unionoffice.gui.desk import Desk
from unionoffice.gui.waiting import hourglass
from unionoffice.usecases.edit_summary import SummaryText
from unionoffice.usecases.office import Office
from unionoffice.usecases.put_out_summary import frozen_rows, page_maker, write_text

if TYPE_CHECKING:
    from unionoffice.gui.paper import Paper

_WriteRows = Callable[[Office, Draft, Path, Sequence[FrozenRow]], object]
"""Writes the rows behind a draft; those of a signed one are given with it."""


class PuttingOut:
    """Puts out the text as it stands; of a signed period what was signed."""

    def __init__(self, desk: Desk, current_text: Callable[[], SummaryText | None], page: QWidget) -> None:
        self._desk, self._current_text, self._page = desk, current_text, page
        self.background = Background(page)

    def show_preview(self) -> None:
        """Show the printed pages."""
        from unionoffice.gui.paper import show_preview

        with self._desk.clear_errors():
            if (made := self._paper()) is not None:
                show_preview(made, self.background, self._desk.messages, self._page)

    def print_paper(self) -> None:
        """Print the same pages."""
        from unionoffice.gui.paper import print_paper

        with self._desk.clear_errors():
            if (made := self._paper()) is not None:
                print_paper(made, self.background, self._desk.messages, self._page)

    def _paper(self) -> Paper | None:
        from unionoffice.gui.paper import Paper

        text = self._current_text()
        return Paper(text.draft.title, page_maker(self._desk.office, text)) if text is not None else None

    def write_word(self) -> None:
        """Write the text as a Word file."""
        self._write(
            "导出总结",
            ".docx",
            "Word 文档 (*.docx)",
            lambda text, target: write_text(self._desk.office, text, docx=target),
        )

    def write_pdf(self) -> None:
        """Write the printed pages."""
        self._write(
            "导出总结", ".pdf", "PDF 文件 (*.pdf)", lambda text, target: write_text(self._desk.office, text, pdf=target)
        )

    def write_evidence(self) -> None:
        """Write the rows behind every number as an Excel annex."""
        from unionoffice.usecases.write_evidence import evidence

        self._write_evidence(".xlsx", "Excel 文件 (*.xlsx)", evidence)

    def print_evidence(self) -> None:
        """Write the same annex as PDF."""
        from unionoffice.usecases.write_evidence import evidence_pdf

        self._write_evidence(".pdf", "PDF 文件 (*.pdf)", evidence_pdf)

    def _write_evidence(self, form: str, kinds: str, write: _WriteRows) -> None:
        office = self._desk.office
        self._write(
            "导出佐证清单",
            f"佐证清单{form}",
            kinds,
            lambda text, target: write(office, text.draft, target, frozen_rows(office, text)),
        )

    def _write(self, title: str, ending: str, kinds: str, write: Callable[[SummaryText, Path], object]) -> None:
        text = self._current_text()
        if text is None:
            return
        target = self._desk.messages.choose_target(
            title, Path.home() / f"{_file_name(text.draft.title)}{ending}", kinds
        )
        if target is not None:
            with self._desk.clear_errors():
                with hourglass():
                    write(text, target)
                self._desk.tell(f"已导出 {target.name}")


def _file_name(title: str) -> str:
    return "".join(title.split()).replace("/", "／").replace("\\", "＼")

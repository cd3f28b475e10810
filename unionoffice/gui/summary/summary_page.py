"""半年总结: chapters at the left, the draft in the middle, where its numbers come from at the right."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QSplitter, QTextBrowser, QVBoxLayout, QWidget

from unionoffice.domain.draft import Draft
from unionoffice.domain.period import Period
from unionoffice.gui.background import Background
from unionoffice.gui.desk import Desk
from unionoffice.gui.ledger.choice_editors import CalmCombo
from unionoffice.gui.period_choices import offered_periods, opening_period
from unionoffice.gui.plain_widgets import button, icon, label
from unionoffice.gui.summary.draft_text import CHAPTER, FIGURE, DraftText, chapter_title, draft_text
from unionoffice.gui.summary.figure_panel import FigurePanel
from unionoffice.gui.waiting import hourglass
from unionoffice.usecases.draft_summary import draft, paper, write

if TYPE_CHECKING:
    from unionoffice.gui.paper import Paper


class SummaryPage(QWidget):
    """The draft of one period; the same records give the same words."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("page")
        self.desk = desk
        self.background = Background(self)
        self.draft: Draft | None = None
        self.text = DraftText()
        self._is_stale = True
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 10)
        box.setSpacing(10)
        box.addLayout(self._head())
        box.addWidget(self._middle(), 1)
        desk.written.connect(lambda _: self._note_writing())
        desk.restyled.connect(self._show_text)
        self.show_period(opening_period(desk.office))

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(label("半年总结", "title"))
        self.period = CalmCombo()
        self.period.setAccessibleName("期间")
        for period in offered_periods(self.desk.office):
            self.period.addItem(period.label, period)
        self.period.activated.connect(lambda _: self._work_on_chosen())
        self.counts = label(role="second")
        row.addWidget(self.period)
        row.addWidget(self.counts)
        row.addStretch()
        look = self.desk.look
        self.preview = button("预览", icon=icon("search", look))
        self.print = button("打印", icon=icon("print", look))
        self.word = button("导出 Word", icon=icon("export", look))
        self.pdf = button("导出 PDF", "primary", icon("export", look, "on_accent"))
        for made, action in (
            (self.preview, self.show_preview),
            (self.print, self.print_paper),
            (self.word, lambda: self._write("docx", "Word 文档 (*.docx)")),
            (self.pdf, lambda: self._write("pdf", "PDF 文件 (*.pdf)")),
        ):
            made.clicked.connect(lambda _=False, act=action: act())
            row.addWidget(made)
        return row

    def _middle(self) -> QSplitter:
        self.chapters = QListWidget()
        self.chapters.setAccessibleName("章节")
        self.chapters.setObjectName("registers")
        self.chapters.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.browser = QTextBrowser()
        self.chapters.currentRowChanged.connect(self._go_to_chapter)
        self.browser.setOpenLinks(False)
        self.browser.setAccessibleName("总结正文")
        self.browser.anchorClicked.connect(self._show_figure)
        self.panel = FigurePanel(self.desk)
        self.warnings = QListWidget()
        self.warnings.setWordWrap(True)
        self.warnings.setAccessibleName("需要核对")
        self.warnings.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.warnings.currentRowChanged.connect(self._show_caution)
        self.warnings_title: QLabel = label("需要核对", "second")
        middle = QSplitter(Qt.Orientation.Vertical)
        middle.setHandleWidth(8)
        middle.addWidget(self.browser)
        middle.addWidget(self._warnings_box())
        middle.setSizes([500, 150])
        middle.setStretchFactor(0, 1)
        whole = QSplitter(Qt.Orientation.Horizontal)
        whole.setHandleWidth(10)
        whole.setChildrenCollapsible(False)
        for part in (self.chapters, middle, self.panel):
            whole.addWidget(part)
        whole.setSizes([200, 650, 300])
        whole.setStretchFactor(1, 1)
        return whole

    def _warnings_box(self) -> QWidget:
        holder = self._warnings_holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.warnings_title)
        column.addWidget(self.warnings)
        return holder

    # The draft

    def show_period(self, period: Period) -> None:
        """Draft the summary of a period."""
        if self.period.findText(period.label) < 0:
            self.period.addItem(period.label, period)
        self.period.setCurrentIndex(self.period.findText(period.label))
        self.redraft()

    def _work_on_chosen(self) -> None:
        """Draft the chosen period, and let the whole window work on it."""
        with self.desk.clear_errors():
            self.desk.office.work_on(self.period.currentData())
            self.desk.period_chosen.emit(self.period.currentData())
        self.redraft()

    def redraft(self) -> None:
        """Draft anew from the records as they are now."""
        with self.desk.clear_errors():
            self.draft = draft(self.desk.office, self.period.currentData())
            self._is_stale = False
            self._show_text()

    def _show_text(self) -> None:
        if self.draft is None:
            return
        self.text = draft_text(self.draft, self.desk.look)
        self.browser.setHtml(self.text.html)
        self.chapters.clear()
        self.chapters.addItems([chapter_title(each) for each in self.draft.chapters])
        self.warnings.clear()
        self.warnings.addItems([each.text for each in self.draft.warnings])
        self.warnings_title.setText(f"需要核对 {len(self.draft.warnings)} 处")
        self._warnings_holder.setVisible(bool(self.draft.warnings))
        unwritten = f" · 未写入 {len(self.draft.not_written)} 个" if self.draft.not_written else ""
        if self.text.figures:
            self.panel.show_figure(self.text.figures[0])
        self.counts.setText(f"{len(self.draft.chapters)} 章 · {len(self.text.figures)} 个数字{unwritten}")

    def _go_to_chapter(self, row: int) -> None:
        self.browser.scrollToAnchor(f"{CHAPTER}{row}")

    def _note_writing(self) -> None:
        self._is_stale = True
        if self.isVisible():
            self.redraft()

    def _show_figure(self, link: QUrl) -> None:
        words = link.toString()
        if words.startswith(FIGURE):
            self.panel.show_figure(self.text.figures[int(words.removeprefix(FIGURE))])

    def _show_caution(self, row: int) -> None:
        if self.draft is not None and 0 <= row < len(self.draft.warnings):
            self.panel.show_caution(self.draft.warnings[row])

    # Paper

    def show_preview(self) -> None:
        """Show the printed pages."""
        from unionoffice.gui.paper import show_preview

        if self.draft is not None:
            show_preview(_paper(self.draft), self.background, self.desk.messages, self)

    def print_paper(self) -> None:
        """Print the same pages."""
        from unionoffice.gui.paper import print_paper

        if self.draft is not None:
            print_paper(_paper(self.draft), self.background, self.desk.messages, self)

    def _write(self, form: str, kinds: str) -> None:
        if self.draft is None:
            return
        proposed = Path.home() / f"{self.draft.office}{self.draft.period_label}工作总结.{form}"
        target = self.desk.messages.choose_target("导出半年总结", proposed, kinds)
        if target is not None:
            with self.desk.clear_errors():
                with hourglass():
                    write(self.desk.office, self.draft, **{form: target})
                self.desk.tell(f"已导出 {target.name}")

    def may_leave(self) -> bool:
        """Hold nothing that could be lost."""
        return True

    def first_focus(self) -> None:
        """Put the keyboard into the text; draft anew where records have changed since."""
        if self._is_stale:
            self.redraft()
        self.browser.setFocus()


def _paper(drafted: Draft) -> Paper:
    from unionoffice.gui.paper import Paper

    def make() -> tuple[bytes, Sequence[str]]:
        pdf, report = paper(drafted)
        return pdf, [*report.substitutions, *report.missing_characters]

    return Paper(drafted.title, make)

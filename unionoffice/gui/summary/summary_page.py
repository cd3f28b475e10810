"""半年总结: chapters at the left, the text as it will be printed in the middle, the check and the sources at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from unionoffice.domain.draft import Draft
from unionoffice.domain.manuscript import ChapterPlan
from unionoffice.domain.period import Period
from unionoffice.gui.cut_label import CutLabel
from unionoffice.gui.desk import Desk
from unionoffice.gui.dialogs.one_line_dialog import OneLineDialog
from unionoffice.gui.ledger.choice_editors import CalmCombo
from unionoffice.gui.period_choices import offered_periods, opening_period
from unionoffice.gui.plain_widgets import button, icon, label, plain_tip
from unionoffice.gui.summary.chapter_list import ChapterList
from unionoffice.gui.summary.check_side import CheckSide
from unionoffice.gui.summary.putting_out import PuttingOut
from unionoffice.gui.summary.sign_off_line import SignOffLine, name_states
from unionoffice.gui.summary.summary_steps import SummarySteps
from unionoffice.gui.summary.summary_tools import SummaryTools
from unionoffice.gui.summary.text_column import TextColumn
from unionoffice.usecases import edit_summary
from unionoffice.usecases.check_summary import CheckedText, check_summary
from unionoffice.usecases.edit_summary import SummaryText

SIGNED = "本期总结已封账，不能再改。要改，请先点“解封…”写明理由。"
_INSERT = "按名称找一个数字，插到光标处（Ctrl+I）"


class SummaryPage(QWidget):
    """The summary of one period; what is written is kept a moment after the last key."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("page")
        self.desk = desk
        self.out = PuttingOut(desk, self.current_text, self)
        self.tools = SummaryTools(desk, self)
        self.steps = SummarySteps(desk, self)
        self.text: SummaryText | None = None
        self.checked: CheckedText | None = None
        self._is_stale = True
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 10)
        box.setSpacing(10)
        box.addLayout(self._head())
        self.signing = SignOffLine(desk, self.current_text)
        box.addWidget(self.signing)
        box.addWidget(self._middle(), 1)
        self._connect()
        self.show_period(opening_period(desk.office))

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(label("半年总结", "title"))
        self.period = CalmCombo()
        self.period.setAccessibleName("期间")
        for period in offered_periods(self.desk.office):
            self.period.addItem(period.label, period)
        self.counts = CutLabel("second")
        row.addWidget(self.period)
        row.addWidget(self.counts)
        row.addStretch()
        look = self.desk.look
        self.insert = button("插入数字", tip=_INSERT)
        self.more = button("更多")
        self.more.setMenu(self.tools.menu())
        self.preview = button("预览", icon=icon("search", look))
        self.print = button("打印", icon=icon("print", look))
        self.word = button("导出 Word", icon=icon("export", look))
        self.pdf = button("导出 PDF", "primary", icon("export", look, "on_accent"))
        for made in (self.insert, self.more, self.preview, self.print, self.word, self.pdf):
            row.addWidget(made)
        return row

    def refuses(self) -> bool:
        """Say at once why a signed text cannot be changed."""
        is_signed = self.text is not None and self.text.signed is not None
        if is_signed:
            self.desk.tell(SIGNED)
        return is_signed

    def _middle(self) -> QSplitter:
        self.chapters = ChapterList()
        self.column = TextColumn(self.desk, self.period.currentData().label)
        self.area = self.column.area
        self.side = CheckSide(self.desk, self)
        whole = QSplitter()
        whole.setHandleWidth(10)
        whole.setChildrenCollapsible(False)
        for part in (self.chapters, self.column, self.side):
            whole.addWidget(part)
        whole.setSizes([190, 650, 320])
        whole.setStretchFactor(1, 1)
        return whole

    def _connect(self) -> None:
        for made, action in (
            (self.insert, self.insert_figure),
            (self.preview, self.out.show_preview),
            (self.print, self.out.print_paper),
            (self.word, self.out.write_word),
            (self.pdf, self.out.write_pdf),
        ):
            made.clicked.connect(lambda _=False, act=action: act())
        self.column.undo.clicked.connect(lambda: self.undo_text())
        self.column.redo.clicked.connect(lambda: self.redo_text())
        self.column.set.connect(self._mark)
        self.area.refused.connect(lambda: self.desk.tell(SIGNED))
        QShortcut(QKeySequence("Ctrl+I"), self).activated.connect(self.insert_figure)
        QShortcut(QKeySequence("Ctrl+P"), self).activated.connect(self.print.click)
        self.period.activated.connect(lambda _: self._work_on_chosen())
        self.chapters.chapter_asked.connect(self.area.go_to_chapter)
        self.chapters.plans_made.connect(self._arrange)
        self.chapters.name_asked.connect(self._ask_for_title)
        self.area.edited.connect(self.take_over)
        self.area.figure_asked.connect(self.side.show_figure)
        self.desk.written.connect(lambda _: self._note_writing())
        self.desk.ledgers_changed.connect(self._note_writing)
        self.signing.changed.connect(self.reopen)

    # The text

    @property
    def draft(self) -> Draft | None:
        """What is shown and printed."""
        return self.text.draft if self.text else None

    def show_period(self, period: Period) -> None:
        """Show the summary of a period."""
        if self._place_of(period) < 0:
            self.period.addItem(period.label, period)
        self.period.setCurrentIndex(self._place_of(period))
        self.reopen()

    def _place_of(self, period: Period) -> int:
        labels = [self.period.itemData(place).label for place in range(self.period.count())]
        return labels.index(period.label) if period.label in labels else -1

    def work_on(self, period: Period) -> None:
        """Show a period, offer it from now on, and let the whole window work on it."""
        if self._place_of(period) < 0:
            self.period.insertItem(0, period.label, period)
        self.period.setCurrentIndex(self._place_of(period))
        self._work_on_chosen()

    def _work_on_chosen(self) -> None:
        """Show the chosen period, and let the whole window work on it."""
        self.take_over()
        with self.desk.clear_errors():
            self.desk.office.work_on(self.period.currentData())
            self.desk.period_chosen.emit(self.period.currentData())
        self.reopen()

    def reopen(self) -> None:
        """Compose the text anew from the records as they are now; a signed one is shown as it was signed."""
        self.signing.show_period(self.period.currentData())
        name_states(self.desk.office, self.period)
        self.column.work_on(self.period.currentData().label)
        with self.desk.clear_errors():
            self.show_text(edit_summary.open_text(self.desk.office, self.period.currentData()))
            self._is_stale = False

    def take_over(self) -> None:
        """Keep what was written since."""
        if self.text is not None and self.area.is_dirty and not self.area.is_composing:
            with self.desk.clear_errors():
                self.show_text(edit_summary.save_text(self.desk.office, self.text, self.area.text_as_edited()))

    def show_text(self, text: SummaryText) -> None:
        """Show a text with its chapters and what the check says of it; what it was before can be brought back."""
        self.steps.note(self.text, text)
        self.show_as_is(text)

    def show_as_is(self, text: SummaryText) -> None:
        """Show a text that is no new step."""
        self.text = text
        self.area.show_text(text.draft, text.for_editing())
        self.chapters.show_text(text)
        self._lock(text.signed is not None)
        self._check()
        self.column.show_steps(*self.steps.offered(text))

    def undo_text(self) -> bool:
        """Take back the last change to the summary, wherever in it that was, and show the place."""
        return self.steps.undo()

    def redo_text(self) -> bool:
        """Do again what was taken back last."""
        return self.steps.redo()

    def _mark(self) -> None:
        """Underline in the text what the check has found."""
        if self.checked is None:
            return
        for key, editor in self.area.editors.items():
            points = [each for each in self.checked.open_points if each.chapter == key and each.paragraph >= 0]
            editor.mark((each.paragraph, each.start, each.end) for each in points)

    def _lock(self, signed: bool) -> None:
        """Let a signed text be read and traced, not changed."""
        self.area.lock(signed)
        self.chapters.lock(signed)
        self.side.check.lock(signed)
        self.insert.setEnabled(not signed)
        self.insert.setToolTip(plain_tip(SIGNED if signed else _INSERT))

    def current_text(self) -> SummaryText | None:
        """Give the text with all that was written so far, as of today: the window may have stood open over midnight."""
        self.take_over()
        if self._is_of_another_day():
            self.reopen()
        return self.text

    def _is_of_another_day(self) -> bool:
        text = self.text
        return text is not None and text.signed is None and text.draft.signed_on != self.desk.office.today

    def _check(self) -> None:
        assert self.text is not None
        self.checked = check_summary(self.text)
        self.side.show_check(self.checked)
        self._mark()
        chapters = self.text.draft.chapters
        own = sum(each.edited for chapter in chapters for each in chapter.paragraphs)
        self.counts.setText(
            f"{len(chapters)} 章 · 相符 {self.checked.matched} 个数字" + (f" · 改写 {own} 段" if own else "")
        )

    def _note_writing(self) -> None:
        self._is_stale = True
        if self.isVisible():
            self.take_over()
            self.reopen()

    # What the hand does

    def insert_figure(self) -> None:
        """Let the clerk find a number and put it where the cursor is."""
        from unionoffice.gui.summary.figure_box import FigureBox

        editor = self.area.current_editor()
        if self.refuses():
            return
        if self.text is None or editor is None:
            self.desk.tell("请先把光标放到要插入数字的地方。")
            return
        box = FigureBox(self.text, self)
        if box.exec() == QDialog.DialogCode.Accepted and box.chosen is not None:
            editor.insert_figure(box.chosen)
        box.deleteLater()

    def _arrange(self, plans: Sequence[ChapterPlan]) -> None:
        self.take_over()
        if self.text is not None:
            with self.desk.clear_errors():
                self.show_text(edit_summary.arrange_chapters(self.desk.office, self.text, plans))

    def _ask_for_title(self, asked: tuple[Callable[[str], None], str]) -> None:
        take, words = asked
        box = OneLineDialog(
            "章节标题", "标题", lambda title: take(edit_summary.chapter_title(title)), words=words, parent=self
        )
        box.exec()
        box.deleteLater()

    # Coming and going

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what was written before another page is shown."""
        super().hideEvent(event)
        self.take_over()

    def may_leave(self) -> bool:
        """Keep what was written; nothing is ever left unsaved."""
        self.take_over()
        return True

    def first_focus(self) -> None:
        """Put the keyboard into the text; compose anew where records have changed since."""
        if self._is_stale or self._is_of_another_day():
            self.reopen()
        editors = list(self.area.editors.values())
        (editors[0] if editors else self.area).setFocus()

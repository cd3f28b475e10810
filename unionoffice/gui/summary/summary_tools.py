"""What the menu 更多 of the summary does: hints, last year's values, periods, Word files, paper, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QMenu

from unionoffice.gui.desk import Desk
from unionoffice.gui.waiting import hourglass
from unionoffice.usecases import edit_summary

if TYPE_CHECKING:
    from unionoffice.gui.summary.summary_page import SummaryPage


class SummaryTools:
    """Opens the boxes over the page and shows there what came of them."""

    def __init__(self, desk: Desk, page: SummaryPage) -> None:
        self._desk, self._page = desk, page

    def menu(self) -> QMenu:
        """Make the menu 更多."""
        page = self._page
        menu = QMenu(page)
        entries: tuple[tuple[str, Callable[[], object]], ...] = (
            ("不足与计划提示…", self._if_open(self.offer_hints)),
            ("上年同期数据…", self.ask_for_baseline),
            ("版式与字体…", self.choose_paper),
            ("自定义期间…", self.add_period),
            ("统计年报取数…", self.show_statistics),
            ("对账 Word 稿…", self._if_open(self.work_in_word)),
            ("导出佐证清单…", page.out.write_evidence),
            ("导出佐证清单 PDF…", page.out.print_evidence),
            ("对比…", lambda: page.signing.compare()),
            ("封账…", lambda: page.signing.sign()),
            ("封账记录…", lambda: page.signing.show_history()),
            ("恢复删去的段落…", self._if_open(self.show_dropped)),
            ("放弃全部修改，重新起草…", self._if_open(self.start_again)),
        )
        for words, action in entries:
            menu.addAction(words).triggered.connect(lambda _=False, act=action: act())
        return menu

    def _if_open(self, act: Callable[[], object]) -> Callable[[], object]:
        """Let something that changes the text begin only while the text may be changed."""
        return lambda: None if self._page.refuses() else act()

    def offer_hints(self) -> None:
        """Offer sentences for the last chapters; the ticked ones become paragraphs."""
        from unionoffice.gui.summary.hints_dialog import HintsDialog
        from unionoffice.usecases.summary_hints import accept_hints, offered_hints

        text = self._page.current_text()
        if text is None:
            return
        box = HintsDialog(offered_hints(self._desk.office, text), self._page)
        if box.exec() == QDialog.DialogCode.Accepted:
            chosen = box.chosen()
            with self._desk.clear_errors():
                self._page.show_text(accept_hints(self._desk.office, text, chosen))
                self._desk.tell(f"已加入 {len(chosen)} 句")
        box.deleteLater()

    def ask_for_baseline(self) -> None:
        """Ask for last year's values, and draft anew with them."""
        from unionoffice.gui.summary.baseline_dialog import BaselineDialog

        self._page.take_over()
        box = BaselineDialog(self._desk, self._page.period.currentData(), self._page)
        if box.exec() == QDialog.DialogCode.Accepted:
            self._page.reopen()
        box.deleteLater()

    def show_dropped(self) -> None:
        """Offer the paragraphs that were taken out."""
        from unionoffice.gui.summary.dropped_box import DroppedBox

        text = self._page.current_text()
        if text is None:
            return
        box = DroppedBox(text, self._page)
        if box.exec() == QDialog.DialogCode.Accepted:
            with self._desk.clear_errors():
                for key in box.chosen():
                    text = edit_summary.restore_paragraph(self._desk.office, text, key)
                self._page.show_text(text)
        box.deleteLater()

    def start_again(self) -> None:
        """Forget everything that was written for the period, after asking."""
        forget, stay = "放弃全部修改", "不放弃"
        text = self._page.text
        if (
            text is None
            or self._desk.messages.ask(
                "您在本期总结里写的内容都会去掉。关闭程序以前可以按 Ctrl+Z 找回，以后不能。", [stay, forget]
            )
            != forget
        ):
            return
        with self._desk.clear_errors():
            self._page.show_text(edit_summary.start_again(self._desk.office, text))

    def add_period(self) -> None:
        """Let the clerk name a term or any other span, and show its summary."""
        from unionoffice.gui.summary.period_dialog import PeriodDialog

        self._page.take_over()
        box = PeriodDialog(self._desk, self._page)
        if box.exec() == QDialog.DialogCode.Accepted and box.period is not None:
            self._page.work_on(box.period)
        box.deleteLater()

    def show_statistics(self) -> None:
        """Show the figures that the yearly statistics ask for."""
        from unionoffice.gui.summary.statistical_year_dialog import StatisticalYearDialog

        self._page.take_over()
        with hourglass():
            box = StatisticalYearDialog(self._desk, self._page.window())
        box.present()

    def work_in_word(self) -> None:
        """Lay a Word file that came back beside the text, and take over what is ticked."""
        from unionoffice.gui.summary.word_return import work_in_returned

        text = self._page.current_text()
        if text is not None:
            self._page.show_text(work_in_returned(self._desk, text, self._page))

    def choose_paper(self) -> None:
        """Let the clerk choose layout, red head and fonts."""
        from unionoffice.gui.summary.paper_dialog import PaperDialog

        box = PaperDialog(self._desk, self._page.period.currentData().label, self._page)
        if box.exec() == QDialog.DialogCode.Accepted:
            self._page.column.choose_fonts_anew()
            self._desk.tell("已保存版式与字体，预览、打印和导出都照此")
        box.deleteLater()

"""A Word file that came back: chosen, laid beside the summary, and what is ticked taken over."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QWidget

from unionoffice.gui.desk import Desk
from unionoffice.gui.summary.word_dialog import WordDialog
from unionoffice.gui.waiting import hourglass
from unionoffice.usecases.edit_summary import SummaryText
from unionoffice.usecases.take_over_word import read_returned, take_over_returned


def work_in_returned(desk: Desk, text: SummaryText, parent: QWidget) -> SummaryText:
    """Let the clerk choose a file and take its changes over; gives the text as it is afterwards."""
    chosen = desk.messages.choose_files("对账 Word 稿", "Word 文档或文字文件 (*.docx *.txt)")
    if not chosen:
        return text
    with desk.clear_errors():
        with hourglass():
            returned = read_returned(chosen[0], text)
        box = WordDialog(desk, returned, parent)
        accepted = box.exec() == QDialog.DialogCode.Accepted
        numbers = box.chosen()
        box.deleteLater()
        if accepted and numbers:
            changed = take_over_returned(desk.office, text, returned, numbers)
            desk.tell(f"已采用 {len(numbers)} 处修改，请看右边的核对")
            return changed
    return text

"""The question before a summary is signed: what will be frozen, and what the check still says of it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from unionoffice.domain.day import written_date
from unionoffice.gui.dialogs.dialog_frame import DialogFrame, wide
from unionoffice.gui.plain_widgets import label
from unionoffice.gui.summary.wrapped_list import WrappedList
from unionoffice.usecases.check_summary import KIND_NAMES, check_summary
from unionoffice.usecases.edit_summary import SummaryText
from unionoffice.usecases.office import Office
from unionoffice.usecases.sign_off import rows_behind

_EXPLANATION = (
    "封账后，这一稿的文字、数字、数字背后的登记和排好的页面都不再变，打印和导出的都是它。"
    "台账照常登记和更正，封账后的更正列入更正说明。要再改文字，写明理由解封。"
)


class SignOffBox(DialogFrame):
    """Says what is left open; signing is possible all the same."""

    def __init__(self, office: Office, text: SummaryText, parent: QWidget | None = None) -> None:
        super().__init__(f"封账 · {text.period.label}", "封账", parent, letters=46)
        self.points = check_summary(text).open_points
        draft = text.draft
        figures = len(draft.figures)
        self._line("标题", draft.title)
        self._line("内容", f"{len(draft.chapters)} 章，{figures} 个数字，{len(rows_behind(draft))} 条登记")
        self._line("封账日期", written_date(office.today))
        self._line("经办人", office.author or "（未填，可在设置中填写）")
        self.list = WrappedList("没有处理的核对")
        self.list.addItems([f"【{KIND_NAMES[each.kind]}】{each.sentence}" for each in self.points])
        if self.points:
            self.rows.addRow(wide(label(f"核对还有 {len(self.points)} 处没有处理，请先看一遍：", "warn", wrap=True)))
            self.rows.addRow(self.list)
            self.list.setMinimumHeight(self.fontMetrics().height() * min(10, 2 + 2 * len(self.points)))
            self.go.setText("仍要封账")
        else:
            self.rows.addRow(wide(label("核对没有发现问题。", "second", wrap=True)))
            self.list.setParent(self)
            self.list.hide()
        self.rows.addRow(wide(label(_EXPLANATION, "small", wrap=True)))

    def _line(self, title: str, words: str) -> None:
        self.rows.addRow(label(title, "second"), wide(label(words, wrap=True)))

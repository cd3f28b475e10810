"""Change one field of many records: choose, look at what would change, then do it in one step."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QWidget

from unionoffice.domain.ledger import Field
from unionoffice.gui.dialogs.dialog_frame import DialogFrame
from unionoffice.gui.dialogs.list_table import ListColumn, ListRow, ListTable
from unionoffice.gui.ledger.choice_editors import CalmCombo
from unionoffice.gui.ledger.editor import Editor, commit_input_method
from unionoffice.gui.ledger.editors import editor_for
from unionoffice.gui.ledger.pane import LedgerPane
from unionoffice.gui.plain_widgets import button, label
from unionoffice.gui.waiting import hourglass
from unionoffice.usecases.bulk_edit import (
    Change,
    NewValue,
    Preview,
    apply,
    editable_fields,
    preview,
    replace_words,
    set_to,
    takes_words,
)

SET, CLEAR, REPLACE = "改为", "清空", "替换文字"


class BulkEditDialog(DialogFrame):
    """Scope, field and new value above; below, old and new of each record."""

    def __init__(self, pane: LedgerPane) -> None:
        super().__init__(f"批量修改{pane.ledger.title}", "修改", pane.body.window(), letters=56)
        self.desk, self.ledger = pane.desk, pane.ledger
        self.seen: Preview | None = None
        self._editors: dict[str, Editor] = {}
        self._make_choices(pane)
        self.look_button = button("预览", tip="先看会改成什么样")
        self.look_button.clicked.connect(self.look)
        self.buttons.insertWidget(self.buttons.count() - 2, self.look_button)
        columns = [ListColumn("登记"), ListColumn("原值"), ListColumn("新值"), ListColumn("说明")]
        self.table = ListTable(columns, self.desk.look, self.desk.office.pinyin.sort_key)
        self.table.setMinimumHeight(self.desk.look.row_height * 8)
        self.summary = label("先预览，再修改。", "second", wrap=True)
        self.box.insertWidget(1, self.table, 1)
        self.box.insertWidget(2, self.summary)
        self.resize(min(980, 10 * self.desk.look.px + 760), 620)
        self._show_field()

    def _make_choices(self, pane: LedgerPane) -> None:
        selected, listed = pane.table.selected_ids(), list(pane.table.rows.ids)
        self.scope, self.field, self.act = CalmCombo(), CalmCombo(), CalmCombo()
        if selected:
            self.scope.addItem(f"所选的 {len(selected):,} 条", selected)
        self.scope.addItem(f"列出的全部 {len(listed):,} 条", listed)
        for each in editable_fields(self.ledger):
            self.field.addItem(each.title, each)
        self.field.setMaxVisibleItems(20)
        self.old_words, self.new_words = QLineEdit(), QLineEdit()
        self.old_words.setPlaceholderText("原来的文字")
        self.new_words.setPlaceholderText("换成（可以留空）")
        self.value = QStackedWidget()
        self.words = QWidget()
        row = QHBoxLayout(self.words)
        row.setContentsMargins(0, 0, 0, 0)
        for part in (self.old_words, label("→"), self.new_words):
            row.addWidget(part)
        self.nothing = label("这一栏将变成空白。", "second")
        self.value.addWidget(self.words)
        self.value.addWidget(self.nothing)
        self.row("范围", self.scope)
        self.row("栏目", self.field)
        self.row("方式", self.act)
        self.row("新值", self.value)
        self.field.currentIndexChanged.connect(lambda _: self._show_field())
        self.act.currentIndexChanged.connect(lambda _: self._show_act())
        self.scope.currentIndexChanged.connect(lambda _: self._forget())
        for line in (self.old_words, self.new_words):
            line.textChanged.connect(lambda _: self._forget())

    @property
    def key(self) -> Field[Any]:
        """The field that is to be changed."""
        key: Field[Any] = self.field.currentData()
        return key

    @property
    def editor(self) -> Editor:
        """The field's own editor, made when first needed."""
        if self.key.key not in self._editors:
            made = editor_for(self.desk, self.ledger.key, self.key)
            made.edited.connect(self._forget)
            made.show_raw("")
            self.value.addWidget(made)
            self._editors[self.key.key] = made
        return self._editors[self.key.key]

    def _show_field(self) -> None:
        self.act.blockSignals(True)
        self.act.clear()
        self.act.addItems([SET, *([] if self.key.required else [CLEAR]), *([REPLACE] if takes_words(self.key) else [])])
        self.act.blockSignals(False)
        self._show_act()

    def _show_act(self) -> None:
        shown = {SET: self.editor, CLEAR: self.nothing, REPLACE: self.words}[self.act.currentText()]
        self.value.setCurrentWidget(shown)
        self.value.setFixedHeight(max(shown.sizeHint().height(), self.desk.look.field_height + 4))
        self._forget()

    def _forget(self) -> None:
        """Let nothing be changed that was not seen."""
        if self.seen is not None:
            self.table.fill([])
            self.summary.setText("先预览，再修改。")
        self.seen = None
        self.refuse("")
        self.go.setText("修改")
        self.go.setEnabled(False)
        self.look_button.setDefault(True)

    def _new_value(self) -> NewValue | None:
        commit_input_method()
        if self.act.currentText() == CLEAR:
            return set_to(None)
        if self.act.currentText() == REPLACE:
            if not self.old_words.text():
                self.refuse("请写要替换的文字。")
                return None
            return replace_words(self.key, self.old_words.text(), self.new_words.text())
        raw = self.editor.raw()
        if not raw or not str(getattr(raw, "label", raw)).strip():
            self.refuse("请填写新值；要变成空白，请选“清空”。")
            return None
        return set_to(raw)

    def look(self) -> None:
        """Show what would change."""
        self._forget()
        value = self._new_value()
        if value is None:
            return
        with self.desk.clear_errors(), hourglass():
            seen = preview(self.desk.office, self.ledger, self.scope.currentData(), self.key, value)
            self.seen = seen
            self.table.fill([_row(each) for each in (*seen.refused, *seen.changes)])
            self._show_summary(seen)

    def _show_summary(self, seen: Preview) -> None:
        doubtful = sum(1 for each in seen.changes if each.problems)
        parts = [
            f"将修改 {len(seen.changes):,} 条",
            f"{seen.unchanged:,} 条本来就是这样" if seen.unchanged else "",
            f"{len(seen.refused):,} 条不能这样改，保持原样" if seen.refused else "",
            f"{doubtful:,} 条有疑问，请核对" if doubtful else "",
        ]
        self.summary.setText("；".join(filter(None, parts)) + "。")
        self.go.setEnabled(bool(seen.changes))
        if seen.changes:
            self.go.setText(f"修改 {len(seen.changes):,} 条")
            self.go.setDefault(True)
            self.go.setFocus()

    def accept(self) -> None:
        """Change what was seen, all of it or nothing."""
        seen = self.seen
        if seen is None or not seen.changes:
            return
        with self.desk.clear_errors():
            with hourglass():
                done = apply(self.desk.office, self.ledger, seen)
            self.desk.written.emit(self.ledger.key)
            self.desk.tell(f"已修改 {done:,} 条登记的“{seen.field.title}”", undoable=True)
            super().accept()


def _row(change: Change) -> ListRow:
    told = "；".join(problem.sentence for problem in change.problems)
    tone = "error" if change.is_refused else "warn" if change.problems else ""
    number = change.record.ledger.number
    name = f"{change.record.label}　{change.record.text(number)}" if number else change.record.label
    return ListRow((name, change.old or "（空白）", change.new or "（空白）", told), tone=tone)

"""自定义栏目: the fields that the office adds to its ledgers, in one box."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from unionoffice.domain.ledger import Ledger
from unionoffice.domain.own import OwnField, OwnKind
from unionoffice.gui.desk import Desk
from unionoffice.gui.dialogs.dialog_frame import DialogFrame, wide
from unionoffice.gui.dialogs.one_line_dialog import OneLineDialog
from unionoffice.gui.dialogs.row_list import RowList
from unionoffice.gui.ledger.choice_editors import CalmCombo
from unionoffice.gui.ledger.editor import commit_input_method
from unionoffice.gui.plain_widgets import button, label, restyle
from unionoffice.gui.undo_keys import BoxKeys
from unionoffice.gui.waiting import hourglass
from unionoffice.usecases.own_fields import (
    RefusedInputError,
    add_field,
    count_blank,
    count_filled,
    hide_field,
    order_fields,
    own_fields_of,
    publish_field,
    rename_field,
    require_field,
    show_field,
)

HINTS = {
    OwnKind.TEXT: "一行以内的文字，如：车牌号、证书编号。",
    OwnKind.LONG_TEXT: "可以写几行的文字，如：情况说明。",
    OwnKind.DAY: "日期，可以只知道到月或旬。",
    OwnKind.MONEY: "以元计，精确到分，列表下面自动合计。",
    OwnKind.COUNT: "整数，带单位，列表下面自动合计。",
    OwnKind.DECIMAL: "可以带小数的数，最多 3 位小数。",
    OwnKind.FLAG: "只填“是”或“否”。",
    OwnKind.CHOICE: "从您列出的内容里选一项，以后可以在“选项表”里增改。",
    OwnKind.PERSON: "从会员名册里选一个人。",
    OwnKind.UNIT: "从基层组织里选一个单位，没有的会自动登记。",
    OwnKind.FILES: "照片、扫描件，加密保存。",
}


class OwnFieldDialog(DialogFrame):
    """What a new field is called and what it holds."""

    def __init__(self, desk: Desk, ledger: Ledger, parent: QWidget | None = None) -> None:
        super().__init__(f"新增栏目 · {ledger.title}", "新增", parent)
        self._desk = desk
        self._ledger = ledger
        self.added: OwnField | None = None
        self.title = QLineEdit()
        self.kind = CalmCombo()
        for each in OwnKind:
            self.kind.addItem(each.value)
        self.hint = wide(label(role="small", wrap=True))
        self.unit = QLineEdit()
        self.options = QPlainTextEdit()
        self.options.setFixedHeight(desk.look.row_height * 4)
        self.options.setTabChangesFocus(True)
        self.is_required = QCheckBox("必填")
        self.is_public = QCheckBox("公示的名单上可以印出这一栏")
        self._places: dict[str, QWidget] = {
            "title": self.title,
            "unit": self.unit,
            "options": self.options,
            "is_required": self.is_required,
        }
        self._sentences = {place: wide(label(role="error", wrap=True)) for place in self._places}
        self._lay_out()
        self.kind.currentIndexChanged.connect(lambda _: self._show_kind())
        self._show_kind()

    def _lay_out(self) -> None:
        self.row("栏目名称", self.title)
        self._place_sentence("title")
        self.row("类型", self.kind)
        self.rows.addRow("", self.hint)
        self.row("单位", self.unit)
        self._place_sentence("unit")
        self.row("可选内容", self.options)
        self._place_sentence("options")
        self.rows.addRow("", self.is_required)
        self._place_sentence("is_required")
        self.rows.addRow("", self.is_public)

    def _place_sentence(self, place: str) -> None:
        self.rows.addRow("", self._sentences[place])
        self._sentences[place].hide()

    def _show_kind(self) -> None:
        kind = OwnKind(self.kind.currentText())
        self.hint.setText(HINTS[kind])
        self.rows.setRowVisible(self.unit, kind in (OwnKind.COUNT, OwnKind.DECIMAL))
        self.rows.setRowVisible(self.options, kind is OwnKind.CHOICE)
        self.unit.setPlaceholderText("如：人、件、场" if kind is OwnKind.COUNT else "可以不填，如：公斤、米")
        self.options.setPlaceholderText("每行一项")
        self._refuse_at("", "")

    def _refuse_at(self, place: str, sentence: str) -> None:
        for name, shown in self._sentences.items():
            shown.setText(sentence if name == place else "")
            self.rows.setRowVisible(shown, name == place)
            restyle(self._places[name], error="true" if name == place else "false")
        if place in self._places:
            self._places[place].setFocus()
        self.adjustSize()

    def accept(self) -> None:
        """Add the field; where something is refused, say why beside it and stay."""
        commit_input_method()
        with self._desk.clear_errors():
            try:
                self.added = add_field(
                    self._desk.office,
                    self._ledger.key,
                    self.title.text(),
                    OwnKind(self.kind.currentText()),
                    unit=self.unit.text(),
                    options=self.options.toPlainText().splitlines(),
                    is_required=self.is_required.isChecked(),
                    is_public=self.is_public.isChecked(),
                )
            except RefusedInputError as refused:
                self._refuse_at(refused.place, refused.sentence)
                return
            super().accept()


class OwnFieldsDialog(QDialog):
    """The own fields of a ledger and of those whose records belong to its."""

    def __init__(self, desk: Desk, ledger: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setWindowTitle("自定义栏目")
        self.resize(desk.look.px * 52, desk.look.px * 36)
        self.ledger = CalmCombo()
        self.ledger.setAccessibleName("台账")
        office = desk.office
        for each in (office.ledgers.by_key[ledger], *office.children_ledgers(ledger)):
            self.ledger.addItem(each.title, each.key)
        self.list = RowList(["栏目", "类型", "填写", "公示", "显示"], "自定义栏目")
        self.add = self.list.add_button("新增…", self._add, needs_row=False)
        self.rename = self.list.add_button("改名…", self._rename)
        self.require = self.list.add_button("设为必填", self._require)
        self.publish = self.list.add_button("可以公示", self._publish)
        self.up = self.list.add_button("上移", lambda: self._move(-1))
        self.down = self.list.add_button("下移", lambda: self._move(1))
        self.hide_or_show = self.list.add_button("隐藏", self._hide_or_show)
        self.list.end_buttons()
        self.sentence = label(role="second", wrap=True)
        self._lay_out()
        self.ledger.currentIndexChanged.connect(lambda _: self.refresh())
        self.list.tree.currentItemChanged.connect(lambda *_: self._name_buttons())
        self.list.tree.itemDoubleClicked.connect(lambda *_: self._rename())
        self.refresh()
        self.undo_keys = BoxKeys(self, desk, self._show_turn)

    def _show_turn(self, sentence: str) -> None:
        self.refresh()
        self.sentence.setText(sentence)

    def _lay_out(self) -> None:
        close = button("关闭")
        close.clicked.connect(self.accept)
        head = QHBoxLayout()
        head.addWidget(label("台账"))
        head.addWidget(self.ledger)
        head.addStretch()
        foot = QHBoxLayout()
        foot.addWidget(self.sentence, 1)
        foot.addWidget(close)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 16, 20, 16)
        box.setSpacing(10)
        box.addLayout(head)
        intro = "加上的栏目在表单、列表、查找、Excel 和打印里都有。不用了可以隐藏，填过的内容一直保留，随时能再显示。"
        box.addWidget(label(intro, "second", wrap=True))
        box.addWidget(self.list, 1)
        box.addLayout(foot)

    @property
    def _key(self) -> str:
        return str(self.ledger.currentData())

    def refresh(self) -> None:
        """Show the fields as the office has them."""
        fields = own_fields_of(self._desk.office, self._key)
        self.list.show_rows(
            [(each.key, _told(each)) for each in fields], grey=[each.key for each in fields if each.is_hidden]
        )
        if not fields:
            self.sentence.setText(f"“{self.ledger.currentText()}”还没有自定义栏目，点“新增…”加第一个。")
        self._name_buttons()

    def _current(self) -> OwnField | None:
        fields = own_fields_of(self._desk.office, self._key)
        return next((each for each in fields if each.key == self.list.current()), None)

    def _name_buttons(self) -> None:
        own = self._current()
        if own is not None:
            self.require.setText("改为选填" if own.is_required else "设为必填")
            self.publish.setText("不再公示" if own.is_public else "可以公示")
            self.hide_or_show.setText("显示" if own.is_hidden else "隐藏")
            self._say_use(own)

    def _say_use(self, own: OwnField) -> None:
        if own.is_hidden:
            self.sentence.setText(f"“{own.title}”已隐藏，填过的内容都在。")
            return
        filled = count_filled(self._desk.office, own)
        words = f"有 {filled:,} 条登记填了“{own.title}”。" if filled else f"还没有登记填“{own.title}”。"
        blank = count_blank(self._desk.office, own) if own.is_required else 0
        self.sentence.setText(f"{words}另有 {blank:,} 条没有填，下次修改时要补上。" if blank else words)

    # What the buttons do

    def _add(self) -> None:
        dialog = OwnFieldDialog(self._desk, self._desk.office.ledgers.by_key[self._key], self)
        if dialog.exec() and dialog.added is not None:
            self.refresh()
            self.list.go_to(dialog.added.key)
        dialog.deleteLater()

    def _rename(self) -> None:
        own = self._current()
        if own is None:
            return
        hint = "填过的内容不变；Excel 里写原来名称的列仍会认得。"
        OneLineDialog(
            "栏目改名",
            "栏目名称",
            lambda words: rename_field(self._desk.office, own, words),
            words=own.title,
            hint=hint,
            parent=self,
        ).exec()
        self.refresh()

    def _require(self) -> None:
        self._change(lambda own: require_field(self._desk.office, own, is_required=not own.is_required))

    def _publish(self) -> None:
        self._change(lambda own: publish_field(self._desk.office, own, is_public=not own.is_public))

    def _hide_or_show(self) -> None:
        self._change(lambda own: (show_field if own.is_hidden else hide_field)(self._desk.office, own))

    def _change(self, change: Callable[[OwnField], OwnField]) -> None:
        own = self._current()
        if own is None:
            return
        with self._desk.clear_errors(), hourglass():
            change(own)
        self.refresh()

    def _move(self, by: int) -> None:
        with self._desk.clear_errors():
            order_fields(self._desk.office, self._key, self.list.moved(by))
        self.refresh()


def _told(own: OwnField) -> list[str]:
    unit = f"（{own.detail}）" if own.kind in (OwnKind.COUNT, OwnKind.DECIMAL) and own.detail else ""
    return [
        own.title,
        own.kind.value + unit,
        "必填" if own.is_required else "",
        "可以" if own.is_public else "",
        "已隐藏" if own.is_hidden else "",
    ]

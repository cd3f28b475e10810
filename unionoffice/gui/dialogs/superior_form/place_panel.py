"""Beside the form: what the chosen cell takes, and everything that can be put there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFormLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from unionoffice.domain.ledger import Ledger
from unionoffice.domain.query import Query
from unionoffice.domain.superior_form import Block
from unionoffice.gui.desk import Desk
from unionoffice.gui.dialogs.superior_form.filter_choice import FilterChoice
from unionoffice.gui.dialogs.superior_form.offer_list import OfferList
from unionoffice.gui.ledger.choice_editors import CalmCombo
from unionoffice.gui.plain_widgets import button, label

BLANK, PUT, GUESSED = "这一格还没有指明填什么。", "这里填：{}", "程序猜这里填：{}。对的按 Enter，不对的另选。"
_BELONGING = "（属于这条登记的）"


class PlacePanel(QWidget):
    """Shows one place at a time; what is to happen to it the dialog decides."""

    def __init__(self, desk: Desk, of_page: tuple[str, Query] | None = None) -> None:
        super().__init__()
        self._ledgers: Sequence[tuple[Ledger, bool]] = ()
        self.title = label(role="strong", wrap=True)
        self.state = label(role="second", wrap=True)
        self.confirm = button("猜得对")
        self.clear = button("撤去", tip="Del")
        self.begin = button("明细区从这里开始")
        self.end = button("明细区到这一行为止")
        self.remove = button("撤去明细区")
        self.block = BlockBox(desk, of_page)
        self.offers = OfferList(desk.look, desk.office.pinyin.initials)
        self.in_wan = QCheckBox("折成万元填")
        self.filter = FilterChoice(desk.office, of_page)
        self.filter_row = QWidget()
        self.after = CalmCombo()
        self.after.setAccessibleName("写在")
        self.after_row = QWidget()
        self.put = button("放到这一格", tip="Enter")
        self._lay_out(desk.look.px)

    def _lay_out(self, px: int) -> None:
        self.setMinimumWidth(px * 23)
        guess, rows = QHBoxLayout(), QHBoxLayout()
        for row, made in ((guess, (self.confirm, self.clear)), (rows, (self.begin, self.end, self.remove))):
            for each in made:
                row.addWidget(each)
            row.addStretch()
        for holder, words, field in ((self.filter_row, "只算", self.filter), (self.after_row, "写在", self.after)):
            line = QHBoxLayout(holder)
            line.setContentsMargins(0, 0, 0, 0)
            line.addWidget(label(words))
            line.addWidget(field, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.in_wan)
        foot.addStretch()
        foot.addWidget(self.put)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(self.title)
        box.addWidget(self.state)
        box.addLayout(guess)
        box.addWidget(self.block)
        box.addWidget(self.offers, 1)
        box.addWidget(self.filter_row)
        box.addWidget(self.after_row)
        box.addLayout(foot)
        box.addLayout(rows)

    def show_labels(self, labels: Sequence[str], chosen: str) -> None:
        """Offer to write behind one of the labels inside the cell, or over all of it."""
        self.after.clear()
        for each in labels:
            self.after.addItem(f"“{each}”后面", each)
        self.after.addItem("整格，原来的字换掉", "")
        self.after.setCurrentIndex(max(0, self.after.findData(chosen)))
        self.after_row.setVisible(bool(labels))

    def say(self, title: str, state: str, *, is_guess: bool, is_put: bool) -> None:
        """Name the place, and say what it takes."""
        self.title.setText(title)
        self.state.setText(state)
        self.confirm.setVisible(is_guess)
        self.clear.setVisible(is_put)


class BlockBox(QFrame):
    """Of a block of detail rows: which records fill it."""

    ledger_chosen = Signal(str, bool)
    filter_chosen = Signal(object)

    def __init__(self, desk: Desk, of_page: tuple[str, Query] | None) -> None:
        super().__init__()
        self.setObjectName("card")
        self._offered: list[tuple[str, bool]] = []
        self.title = label(role="strong", wrap=True)
        self.ledger = CalmCombo()
        self.ledger.setAccessibleName("明细取自")
        self.ledger.setMaxVisibleItems(16)
        self.ledger.setMinimumContentsLength(12)
        self.ledger.setSizeAdjustPolicy(CalmCombo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.filter = FilterChoice(desk.office, of_page)
        rows = QFormLayout(self)
        rows.setContentsMargins(10, 8, 10, 8)
        rows.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        rows.addRow(self.title)
        rows.addRow(label("取自"), self.ledger)
        rows.addRow(label("只取"), self.filter)
        self.ledger.activated.connect(lambda at: self.ledger_chosen.emit(*self._offered[at]))
        self.filter.activated.connect(lambda _: self.filter_chosen.emit(self.filter.query))

    def offer_ledgers(self, ledgers: Sequence[tuple[Ledger, bool]]) -> None:
        """Offer other ledgers; True stands beside those whose records belong to the record of the form."""
        self._offered = [(ledger.key, belongs) for ledger, belongs in ledgers]
        self.ledger.clear()
        self.ledger.addItems([f"{ledger.title}{_BELONGING if belongs else ''}" for ledger, belongs in ledgers])

    def show_block(self, block: Block | None, ledger: Ledger | None) -> None:
        """Show the block in which the place is, or nothing."""
        self.setVisible(block is not None)
        if block is None:
            return
        self.title.setText(f"明细区：第 {block.first_row}—{block.last_row} 行，一行一条，多了自动加行")
        at = (block.ledger, block.child_of)
        self.ledger.setCurrentIndex(self._offered.index(at) if at in self._offered else -1)
        self.filter.setEnabled(ledger is not None)
        if ledger is not None:
            self.filter.show_filters(ledger, block.query)

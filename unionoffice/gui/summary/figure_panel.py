"""Where a number of the summary comes from: its rule, its state and the rows behind it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QFrame, QListWidget, QListWidgetItem, QScrollArea, QVBoxLayout, QWidget

from unionoffice.domain.draft import Figure, Row, plain_number
from unionoffice.domain.ledger import Record
from unionoffice.gui.desk import Desk
from unionoffice.gui.plain_widgets import label, plain_tip

MOST_ROWS = 500
_LINES = 5
"""So many rows are in sight; the others scroll."""


class FigurePanel(QFrame):
    """A card for one figure, or for one warning."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._desk = desk
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 12, 12)
        column.setSpacing(6)
        self.heading = label("数字的来源", "heading", wrap=True)
        self.value = label(role="number", wrap=True)
        self.hint = label("点正文中的任何一个数字，这里显示它的口径和来源。双击来源打开那条登记。", "second", wrap=True)
        self.facts = {title: label(wrap=True) for title in ("状态", "口径", "时间")}
        form = QFormLayout()
        form.setLabelAlignment(Qt.AlignmentFlag.AlignRight)
        for title, words in self.facts.items():
            form.addRow(label(title, "second"), words)
        self.count = label(role="second")
        self.rows = QListWidget()
        self.rows.setAccessibleName("来源登记")
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.rows.itemActivated.connect(self._open)
        self.rows.itemDoubleClicked.connect(self._open)
        told = QWidget()
        told.setObjectName("fields")
        inner = QVBoxLayout(told)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(6)
        for made in (self.heading, self.value, self.hint):
            inner.addWidget(made)
        inner.addLayout(form)
        inner.addWidget(self.count)
        inner.addStretch()
        # A long rule scrolls; squeezed it would lose its lines.
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(told)
        column.addWidget(area, 1)
        column.addWidget(self.rows)
        self.rows.hide()
        self._form = form
        self._show_facts(False)

    def _show_facts(self, shown: bool) -> None:
        for row in range(self._form.rowCount()):
            self._form.setRowVisible(row, shown)
        self.value.setVisible(shown)
        self.hint.setVisible(not shown)

    def show_figure(self, figure: Figure) -> None:
        """Show a figure and its rows."""
        self._show_facts(True)
        self.heading.setText(figure.label or "数字")
        self.value.setText(figure.text)
        self.facts["状态"].setText(_state(figure))
        self.facts["口径"].setText(figure.rule or "按登记原文")
        as_of = f"，截至 {figure.as_of}" if figure.as_of else ""
        self.facts["时间"].setText(f"{figure.basis.value}{as_of}")
        self._show_rows(figure.rows)

    def show_rows_of(self, sentence: str, rows: tuple[Row, ...]) -> None:
        """Show what is to be looked at and its rows."""
        self._show_facts(False)
        self.heading.setText("需要核对")
        self.hint.setText(sentence)
        self._show_rows(rows)

    def _show_rows(self, rows: tuple[Row, ...]) -> None:
        self.rows.clear()
        self.rows.setVisible(bool(rows))
        self.count.setText(f"来源登记 {len(rows)} 条" if rows else "没有来源登记")
        for ledger in dict.fromkeys(ledger for ledger, _ in rows[:MOST_ROWS]):
            ids = [row_id for its, row_id in rows[:MOST_ROWS] if its == ledger]
            for record in self._desk.office.records(ledger, ids):
                item = QListWidgetItem(_line(record))
                item.setToolTip(plain_tip(item.text()))
                item.setData(Qt.ItemDataRole.UserRole, (ledger, record.id))
                self.rows.addItem(item)
        lines = max(1, min(self.rows.count(), _LINES))
        self.rows.setFixedHeight(lines * max(self.rows.sizeHintForRow(0), 1) + 2 * self.rows.frameWidth() + 2)

    def _open(self, item: QListWidgetItem) -> None:
        ledger, record_id = item.data(Qt.ItemDataRole.UserRole)
        self._desk.record_asked.emit(ledger, record_id)


def _state(figure: Figure) -> str:
    if figure.value is None:
        return figure.state.value
    return f"{figure.state.value}（{plain_number(figure.value)}{figure.unit}）"


def _line(record: Record) -> str:
    when = record.text(record.ledger.when) if record.ledger.when else ""
    number = record.text(record.ledger.number) if record.ledger.number else ""
    return "　".join(filter(None, [when or number, record.label]))

"""A box that filters by any field with a list of choices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFormLayout, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from unionoffice.domain.kinds import Choice
from unionoffice.domain.ledger import Field
from unionoffice.gui.desk import Desk
from unionoffice.gui.ledger.choice_editors import CalmCombo
from unionoffice.gui.plain_widgets import button, label


class MoreFilters(QDialog):
    """One combo box for each field."""

    def __init__(
        self, desk: Desk, fields: Sequence[Field[Any]], chosen: Mapping[str, str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("更多筛选")
        self.resize(desk.look.px * 28, desk.look.px * 32)
        self.combos: dict[str, CalmCombo] = {}
        content = QWidget()
        content.setObjectName("fields")
        form = QFormLayout(content)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignRight)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for each in fields:
            self.combos[each.key] = self._combo(desk, each, chosen.get(each.key, ""))
            form.addRow(label(each.title), self.combos[each.key])
        area = QScrollArea()
        area.setWidget(content)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        box = QVBoxLayout(self)
        box.addWidget(area)
        box.addLayout(self._buttons())

    @staticmethod
    def _combo(desk: Desk, key: Field[Any], chosen: str) -> CalmCombo:
        combo = CalmCombo()
        combo.setAccessibleName(key.title)
        combo.addItem("全部", "")
        labels = desk.office.codebook[key.kind.codes].labels if isinstance(key.kind, Choice) else ("是", "否")
        for each in labels:
            combo.addItem(each, each)
        combo.setCurrentIndex(max(0, combo.findData(chosen)))
        return combo

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        clear = button("全部清除", "link")
        clear.clicked.connect(self._clear)
        cancel = button("取消")
        cancel.clicked.connect(self.reject)
        show = button("筛选", "primary")
        show.setDefault(True)
        show.clicked.connect(self.accept)
        row.addWidget(clear)
        row.addStretch()
        row.addWidget(cancel)
        row.addWidget(show)
        return row

    def _clear(self) -> None:
        for combo in self.combos.values():
            combo.setCurrentIndex(0)

    def chosen(self) -> dict[str, str]:
        """Give the field keys and the chosen words."""
        return {key: combo.currentData() for key, combo in self.combos.items() if combo.currentData()}

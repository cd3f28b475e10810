"""The rail at the left: where everything is, by word and icon."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QVBoxLayout

from unionoffice.gui.desk import Desk
from unionoffice.gui.plain_widgets import ICON_SIZE, icon_with_checked, label, plain_tip

WIDTH = 168
ICONS = {
    "首页": "home",
    "工作日志": "log",
    "困难帮扶台账": "aid",
    "活动": "event",
    "会员名册": "member",
    "专项台账": "register",
    "半年总结": "summary",
    "设置": "settings",
    "帮助": "help",
}


class Rail(QFrame):
    """One button for each page, settings and help at the bottom."""

    page_asked = Signal(str)
    settings_asked = Signal()
    help_asked = Signal()

    def __init__(self, desk: Desk, titles: list[str]) -> None:
        super().__init__()
        self.setObjectName("rail")
        self._desk = desk
        self.buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 16, 0, 10)
        column.setSpacing(1)
        column.addLayout(self._brand())
        for number, title in enumerate(titles, 1):
            made = self._button(title, f"Ctrl+{number}")
            made.setCheckable(True)
            made.clicked.connect(lambda _=False, name=title: self.page_asked.emit(name))
            self._group.addButton(made)
            column.addWidget(made)
        column.addStretch()
        for title, signal, keys in (("设置", self.settings_asked, "Ctrl+,"), ("帮助", self.help_asked, "F1")):
            made = self._button(title, keys)
            made.clicked.connect(lambda _=False, asked=signal: asked.emit())
            column.addWidget(made)
        self.restyle()
        desk.restyled.connect(self.restyle)

    def _brand(self) -> QVBoxLayout:
        names = QVBoxLayout()
        names.setContentsMargins(18, 0, 8, 10)
        names.setSpacing(1)
        names.addWidget(label("工会工作台账", "brand"))
        self.office_name = label(self._desk.office.name, "small", wrap=True)
        names.addWidget(self.office_name)
        return names

    def _button(self, title: str, keys: str) -> QPushButton:
        made = QPushButton(title)
        made.setIconSize(ICON_SIZE)
        made.setToolTip(plain_tip(f"{title}（{keys}）"))
        self.buttons[title] = made
        return made

    def restyle(self) -> None:
        """Draw the icons in the colours of the look."""
        look = self._desk.look
        self.setFixedWidth(max(WIDTH, look.px * 12))
        for title, made in self.buttons.items():
            made.setIcon(icon_with_checked(ICONS[title], look))
        self.office_name.setText(self._desk.office.name)

    def mark(self, title: str) -> None:
        """Show which page is open."""
        self.buttons[title].setChecked(True)

"""What can be put into a form, found by typing its name or the first letters of its pinyin."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QLineEdit, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from unionoffice.gui.ledger.editor import commit_input_method
from unionoffice.gui.plain_widgets import plain_tip
from unionoffice.gui.theme import Look

_NAME, _VALUE = range(2)
_SUBJECT = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True)
class Offer:
    """One thing to choose."""

    words: str
    value: str
    """What it is at present, to be recognised by."""
    subject: Any


class OfferList(QWidget):
    """A search line over groups of offers; Enter or a double click chooses."""

    chosen = Signal(object)
    """The subject of an offer."""
    moved = Signal()
    """Another offer is current."""
    left = Signal()
    """Esc: the keyboard goes back to the form."""

    def __init__(self, look: Look, initials: Callable[[str], str]) -> None:
        super().__init__()
        self._look, self._initials = look, initials
        self._groups: Sequence[tuple[str, Sequence[Offer]]] = ()
        self._write: Callable[[str], Any] | None = None
        self.search = QLineEdit()
        self.search.setPlaceholderText("按名称或拼音首字母查找")
        self.search.setAccessibleName("查找要放的内容")
        self.search.setClearButtonEnabled(True)
        self.tree = QTreeWidget()
        self.tree.setAccessibleName("可以放的内容")
        self.tree.setColumnCount(2)
        self.tree.setHeaderHidden(True)
        self.tree.setRootIsDecorated(False)
        self.tree.setIndentation(look.px)
        self.tree.setUniformRowHeights(True)
        head = self.tree.header()
        head.setStretchLastSection(False)
        head.setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(_VALUE, QHeaderView.ResizeMode.Fixed)
        head.resizeSection(_VALUE, look.px * 8)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(self.search)
        box.addWidget(self.tree, 1)
        self.search.textChanged.connect(lambda _: self._refresh())
        self.tree.currentItemChanged.connect(lambda *_: self.moved.emit())
        self.tree.itemDoubleClicked.connect(lambda *_: self.choose())
        for each in (self.search, self.tree):
            each.installEventFilter(self)

    def fill(
        self, groups: Sequence[tuple[str, Sequence[Offer]]], write: Callable[[str], Any] | None, current: Any = None
    ) -> None:
        """Offer other things; `write` makes fixed words out of what was typed, where those can be put."""
        self._groups, self._write = groups, write
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        self._refresh(current)

    def choose(self) -> None:
        """Choose what is current."""
        commit_input_method()
        subject = self.current()
        if subject is not None:
            self.chosen.emit(subject)

    def current(self) -> Any:
        """Give the subject of the current offer; None where none is."""
        item = self.tree.currentItem()
        return item.data(_NAME, _SUBJECT) if item is not None else None

    def shown(self) -> list[tuple[str, str]]:
        """List the offers in sight, name and value."""
        found = self.tree.findItems("", Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive)
        return [(each.text(_NAME), each.text(_VALUE)) for each in found if each.data(_NAME, _SUBJECT) is not None]

    def _refresh(self, current: Any = None) -> None:
        words = self.search.text().strip().lower()
        self.tree.clear()
        best: QTreeWidgetItem | None = None
        for title, offers in self._groups:
            found = [each for each in offers if self._holds(f"{title} {each.words}", words)]
            if not found:
                continue
            group = self._group(title)
            for each in found:
                item = self._item(group, each)
                if each.subject == current or (best is None and (words or current is None)):
                    best = item
        if words and self._write is not None:
            typed = self.search.text().strip()
            item = self._item(self._group("固定文字"), Offer(f"写上“{typed}”", "", self._write(typed)))
            best = best or item
        self.tree.expandAll()
        if best is not None:
            self.tree.setCurrentItem(best)
            self.tree.scrollToItem(best)

    def _holds(self, text: str, words: str) -> bool:
        return all(part in text.lower() or part in self._initials(text) for part in words.split())

    def _group(self, title: str) -> QTreeWidgetItem:
        group = QTreeWidgetItem(self.tree, [title, ""])
        group.setFlags(Qt.ItemFlag.ItemIsEnabled)
        group.setForeground(_NAME, self._look.colour("second"))
        group.setFirstColumnSpanned(True)
        return group

    def _item(self, group: QTreeWidgetItem, offer: Offer) -> QTreeWidgetItem:
        item = QTreeWidgetItem(group, [offer.words, offer.value])
        item.setData(_NAME, _SUBJECT, offer.subject)
        for column, words in ((_NAME, offer.words), (_VALUE, offer.value)):
            item.setData(column, Qt.ItemDataRole.ToolTipRole, plain_tip(words))
        item.setForeground(_VALUE, self._look.colour("second"))
        item.setTextAlignment(_VALUE, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return item

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter chooses, ↓ leads from the search line into the list, Esc back to the form."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.choose()
            return True
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return True
        if watched is self.search and event.key() == Qt.Key.Key_Down:
            self.tree.setFocus()
            return True
        return super().eventFilter(watched, event)

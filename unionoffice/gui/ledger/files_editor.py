"""A list of attached files."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget

from unionoffice.domain.kinds import Attachment
from unionoffice.domain.ledger import Field
from unionoffice.gui.desk import Desk
from unionoffice.gui.ledger.editor import Editor
from unionoffice.gui.plain_widgets import button, icon


class FilesEditor(Editor):
    """Names of files with buttons to add and to take away."""

    tidies = False

    def __init__(self, key: Field[Any], desk: Desk) -> None:
        super().__init__(key)
        self._desk = desk
        self._files: list[Attachment] = []
        self.names = QListWidget()
        self.names.hide()
        self.names.setMaximumHeight(3 * desk.look.row_height)
        self.add = button("添加…", icon=icon("attach", desk.look))
        self.add.clicked.connect(self._add)
        self.remove = button("移除")
        self.remove.clicked.connect(self._remove)
        row = QHBoxLayout()
        row.addWidget(self.add)
        row.addWidget(self.remove)
        row.addStretch()
        self.box.addWidget(self.names)
        self.box.addLayout(row)
        self.setFocusProxy(self.add)
        self.add.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._refresh()

    def _add(self) -> None:
        from unionoffice.usecases.attach_file import attach_file

        for path in self._desk.messages.choose_files(
            "添加附件", "照片和扫描件 (*.jpg *.jpeg *.png *.pdf);;所有文件 (*)"
        ):
            with self._desk.clear_errors():
                self._files.append(attach_file(self._desk.office, path))
        self._refresh()
        self.edited.emit()

    def _remove(self) -> None:
        if 0 <= self.names.currentRow() < len(self._files):
            del self._files[self.names.currentRow()]
            self._refresh()
            self.edited.emit()

    def _refresh(self) -> None:
        self.names.clear()
        self.names.addItems([each.caption or each.file_name for each in self._files])
        self.names.setVisible(bool(self._files))
        self.remove.setVisible(bool(self._files))

    def raw(self) -> object:
        """Give the attachments."""
        return tuple(self._files)

    def show_raw(self, raw: object) -> None:
        """Show attachments; words are none."""
        self._files = list(raw) if isinstance(raw, tuple) else []
        self._refresh()

    def show_value(self, value: Any) -> None:
        """Show attachments."""
        self.show_raw(value or ())

    def untouched(self, value: Any) -> object:
        """Give the attachments."""
        return value or ()

"""A list of attached files: added, pasted or dropped, described, looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QListWidget

from unionoffice.domain.kinds import Attachment
from unionoffice.domain.ledger import Field
from unionoffice.gui.desk import Desk
from unionoffice.gui.ledger.editor import Editor
from unionoffice.gui.plain_widgets import button, icon, label, plain_tip

_KINDS = "照片和扫描件 (*.jpg *.jpeg *.png *.pdf);;所有文件 (*)"
_SETTLING = 200
"""Milliseconds a record is shown before its files are read through: not while the clerk runs down the list."""


class _Names(QListWidget):
    """The list; Ctrl+V pastes, Enter opens, Del takes away."""

    def __init__(self, paste: Callable[[], None], view: Callable[[], None], remove: Callable[[], None]) -> None:
        super().__init__()
        self._acts = {Qt.Key.Key_Return: view, Qt.Key.Key_Enter: view, Qt.Key.Key_Delete: remove}
        self._paste = paste
        self.itemDoubleClicked.connect(lambda _: view())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the keys mean for files."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self._paste()
        elif event.key() in self._acts and not event.modifiers():
            self._acts[Qt.Key(event.key())]()
        else:
            super().keyPressEvent(event)


class FilesEditor(Editor):
    """Names of files with buttons to add and to take away."""

    tidies = False

    def __init__(self, key: Field[Any], desk: Desk) -> None:
        super().__init__(key)
        self._desk = desk
        self._files: list[Attachment] = []
        self._faults: dict[str, str] = {}
        self._checking = QTimer(self)
        self._checking.setSingleShot(True)
        self._checking.setInterval(_SETTLING)
        self._checking.timeout.connect(self.check)
        self.names = _Names(self.paste, self.view, self._remove)
        self.names.setMaximumHeight(3 * desk.look.row_height)
        self.names.setAccessibleName(f"{key.title}列表")
        self.fault = label(role="error", wrap=True)
        self.add = button("添加…", icon=icon("attach", desk.look), tip="也可以把文件拖到这里")
        self.pasting = button("粘贴", tip="粘贴复制的图片或文件")
        self.opening = button("查看", tip="照片直接看，其他文件用系统的程序打开")
        self.describing = button("说明…", tip="写明照片的内容和拍摄日期")
        self.remove = button("移除")
        self._lay_out()
        self._refresh()

    def _lay_out(self) -> None:
        acts = (self._add, self.paste, self.view, self.describe, self._remove)
        buttons = (self.add, self.pasting, self.opening, self.describing, self.remove)
        for each, act in zip(buttons, acts, strict=True):
            each.clicked.connect(lambda _=False, act=act: act())
        self.box.addWidget(self.names)
        self.box.addWidget(self.fault)
        for group in (buttons[:2], buttons[2:]):
            row = QHBoxLayout()
            row.setSpacing(6)
            for each in group:
                row.addWidget(each)
            row.addStretch()
            self.box.addLayout(row)
        self.setFocusProxy(self.add)
        self.add.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(True)

    # What comes in

    def _add(self) -> None:
        self._take_in(self._desk.messages.choose_files("添加附件", _KINDS))

    def paste(self) -> None:
        """Take the image or the files that lie in the clipboard."""
        self._take_mime(QGuiApplication.clipboard().mimeData())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Say that files and images may be dropped here."""
        if event.mimeData().hasUrls() or event.mimeData().hasImage():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what is dropped."""
        self._take_mime(event.mimeData())
        event.acceptProposedAction()

    def _take_mime(self, mime: QMimeData) -> None:
        from unionoffice.gui.photos import as_png

        paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
        if paths:
            self._take_in(paths)
        elif mime.hasImage() and isinstance(image := mime.imageData(), QImage):
            with self._desk.clear_errors():
                self._keep(as_png(image), f"粘贴的图片 {datetime.now():%Y-%m-%d %H%M%S}.png")
            self._refresh()
            self.edited.emit()
        else:
            self._desk.tell("剪贴板里没有图片或文件")

    def _take_in(self, paths: Iterable[Path]) -> None:
        from unionoffice.usecases.attach_file import read_file

        before = list(self._files)
        for path in paths:
            with self._desk.clear_errors():
                self._keep(read_file(path), path.name)
        if self._files != before:
            self._refresh()
            self.edited.emit()

    def _keep(self, content: bytes, name: str) -> None:
        from unionoffice.gui.photos import shrunk
        from unionoffice.usecases.attach_file import attach_content, photo_side

        office = self._desk.office
        made = attach_content(office, shrunk(content, photo_side(office)), name)
        if any(each.digest == made.digest for each in self._files):
            self._desk.tell("这个文件已经添加过")
        else:
            self._files.append(made)
            self._faults.pop(made.digest, None)

    # What is done with one

    def _current(self) -> Attachment | None:
        row = self.names.currentRow()
        return self._files[row] if 0 <= row < len(self._files) else None

    def view(self) -> None:
        """Show the current file: a photo in a box of ours, anything else in the system's program."""
        file = self._current()
        if file is None:
            return
        with self._desk.clear_errors():
            if not self._is_seen(file):
                self._desk.messages.open_file(self._desk.copies.make(file))

    def _is_seen(self, file: Attachment) -> bool:
        """Show a photo; tells whether that is enough."""
        from unionoffice.gui.dialogs.picture_dialog import PictureDialog
        from unionoffice.gui.photos import read_picture
        from unionoffice.usecases.attach_file import read_attachment

        image = read_picture(read_attachment(self._desk.office, file))
        if image.isNull():
            return False
        dialog = PictureDialog(file, image, self)
        dialog.exec()
        dialog.deleteLater()
        return not dialog.wants_other_viewer

    def describe(self) -> None:
        """Write what the current file shows and when it was taken."""
        from unionoffice.gui.dialogs.caption_dialog import CaptionDialog

        file = self._current()
        if file is None:
            return
        dialog = CaptionDialog(self._desk, file, self)
        if dialog.exec() and dialog.attachment != file:
            self._files[self.names.currentRow()] = dialog.attachment
            self._refresh()
            self.edited.emit()
        dialog.deleteLater()

    def _remove(self) -> None:
        if self._current() is not None:
            del self._files[self.names.currentRow()]
            self._refresh()
            self.edited.emit()

    # What is shown

    def _refresh(self) -> None:
        at = self.names.currentRow()
        self.names.clear()
        for each in self._files:
            words = " ".join(filter(None, [each.caption or each.file_name, each.taken_on]))
            self.names.addItem(f"⚠ {words}" if each.digest in self._faults else words)
            self.names.item(self.names.count() - 1).setToolTip(plain_tip(each.file_name))
        self.names.setCurrentRow(min(max(0, at), len(self._files) - 1))
        for widget in (self.names, self.opening, self.describing, self.remove):
            widget.setVisible(bool(self._files))
        faults = [
            f"{each.file_name}：{self._faults[each.digest]}" for each in self._files if each.digest in self._faults
        ]
        self.fault.setText("\n".join(faults))
        self.fault.setVisible(bool(faults))

    def check(self) -> None:
        """Read the files through and mark those that are missing or damaged."""
        from unionoffice.usecases.attach_file import faults_of

        if self._files and self.isVisible():
            self._faults = faults_of(self._desk.office, self._files)
            self._refresh()

    def raw(self) -> object:
        """Give the attachments."""
        return tuple(self._files)

    def show_raw(self, raw: object) -> None:
        """Show attachments; words are none."""
        self._files = list(raw) if isinstance(raw, tuple) else []
        self._faults = {}
        self._refresh()
        if self._files:
            self._checking.start()

    def show_value(self, value: Any) -> None:
        """Show attachments."""
        self.show_raw(value or ())

    def untouched(self, value: Any) -> object:
        """Give the attachments."""
        return value or ()

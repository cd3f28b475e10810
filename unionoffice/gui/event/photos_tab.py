"""照片: small pictures with what they show; large ones are read one by one while the clerk looks on."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QIcon, QImage, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListView, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from unionoffice.domain.kinds import Attachment
from unionoffice.errors import OfficeError
from unionoffice.gui.desk import Desk
from unionoffice.gui.ledger.empty_state import EmptyState
from unionoffice.gui.photos import shrunk
from unionoffice.gui.plain_widgets import button, icon, label, picture
from unionoffice.gui.waiting import hourglass
from unionoffice.usecases.attach_file import photo_side, read_attachment
from unionoffice.usecases.event_photos import add_photos, describe_photo, photos, remove_photo

EDGE = 150
_KINDS = "照片和扫描件 (*.jpg *.jpeg *.png *.pdf);;所有文件 (*)"


class PhotosTab(QWidget):
    """Thumbnails, and below them the words of the current one."""

    def __init__(self, desk: Desk, event_id: int) -> None:
        super().__init__()
        self.desk, self.event_id = desk, event_id
        self._files: Sequence[Attachment] = ()
        self._pictures: dict[str, QIcon] = {}
        self.list = QListWidget()
        self.list.setAccessibleName("照片")
        self.list.setViewMode(QListView.ViewMode.IconMode)
        self.list.setIconSize(QSize(EDGE, EDGE))
        self.list.setGridSize(QSize(EDGE + 24, EDGE + 2 * desk.look.row_height))
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setMovement(QListView.Movement.Static)
        self.list.setWordWrap(True)
        self.list.setUniformItemSizes(True)
        self.empty = EmptyState(desk.look, self.list)
        self.caption, self.taken_on = QLineEdit(), QLineEdit()
        self.add = button("添加照片…", "primary", icon("attach", desk.look, "on_accent"))
        self.remove = button("移除", icon=icon("trash", desk.look))
        self._next = QTimer(self)
        self._next.timeout.connect(self._read_next)
        self._lay_out()
        self._connect()
        self.reload()

    def _lay_out(self) -> None:
        self.caption.setPlaceholderText("说明，如：开幕式")
        self.caption.setAccessibleName("说明")
        self.taken_on.setPlaceholderText("拍摄日期，如 4.28")
        self.taken_on.setAccessibleName("拍摄日期")
        self.taken_on.setMaximumWidth(150)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(label("说明"))
        row.addWidget(self.caption, 1)
        row.addWidget(label("拍摄日期"))
        row.addWidget(self.taken_on)
        row.addSpacing(12)
        row.addWidget(self.remove)
        row.addWidget(self.add)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 10, 0, 0)
        box.setSpacing(8)
        box.addWidget(self.list, 1)
        box.addLayout(row)

    def _connect(self) -> None:
        self.add.clicked.connect(self._add)
        self.remove.clicked.connect(self._remove)
        self.list.currentRowChanged.connect(lambda _: self._show_words())
        for line in (self.caption, self.taken_on):
            line.editingFinished.connect(self._keep_words)

    def reload(self) -> None:
        """List the photos again, the current one staying so."""
        files = photos(self.desk.office, self.event_id)
        if files and files == self._files:
            return
        at = self.list.currentRow()
        self._files = files
        self.list.clear()
        blank = QIcon(picture("attach", self.desk.look.colours["third"], 48))
        for each in files:
            item = QListWidgetItem(self._pictures.get(each.digest, blank), each.caption or each.file_name, self.list)
            item.setSizeHint(self.list.gridSize())
            item.setTextAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.list.setCurrentRow(min(max(0, at), len(files) - 1))
        if files:
            self.empty.hide()
        else:
            self.empty.say("还没有照片。添加的照片加密保存在台账文件夹中，导出的清单不带照片。", "")
        self._show_words()
        self._next.start(0)

    def _read_next(self) -> None:
        """Read one picture at a time, so that the window answers meanwhile."""
        wanted = ((row, each) for row, each in enumerate(self._files) if each.digest not in self._pictures)
        row, file = next(wanted, (-1, None))
        if file is None or not self.isVisible():
            self._next.stop()
            return
        self._pictures[file.digest] = self._picture(file)
        self.list.item(row).setIcon(self._pictures[file.digest])

    def showEvent(self, event: object) -> None:
        """Go on reading pictures when the tab is opened."""
        self._next.start(0)

    def _picture(self, file: Attachment) -> QIcon:
        try:
            image = QImage.fromData(read_attachment(self.desk.office, file))
        except OfficeError:
            return QIcon(picture("warning", self.desk.look.colours["warn"], 48))
        if image.isNull():
            return QIcon(picture("attach", self.desk.look.colours["third"], 48))
        small = image.scaled(EDGE, EDGE, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
        return QIcon(QPixmap.fromImage(small))

    def _show_words(self) -> None:
        row = self.list.currentRow()
        has = 0 <= row < len(self._files)
        for each in (self.caption, self.taken_on, self.remove):
            each.setEnabled(has)
        self.caption.setText(self._files[row].caption if has else "")
        self.taken_on.setText(self._files[row].taken_on if has else "")

    def _keep_words(self) -> None:
        row = self.list.currentRow()
        if not 0 <= row < len(self._files):
            return
        typed = (self.caption.text().strip(), self.taken_on.text().strip())
        if typed == (self._files[row].caption, self._files[row].taken_on):
            return
        with self.desk.clear_errors():
            describe_photo(self.desk.office, self.event_id, row, *typed)
            self.desk.written.emit("event")
        self._show_words()

    def _add(self) -> None:
        paths: list[Path] = self.desk.messages.choose_files("添加照片", _KINDS)
        with self.desk.clear_errors():
            if paths:
                office = self.desk.office
                with hourglass():
                    done = add_photos(office, self.event_id, paths, partial(shrunk, longest=photo_side(office)))
                self.desk.written.emit("event")
                self.list.setCurrentRow(self.list.count() - 1)
                self.desk.tell(f"已添加 {done} 个文件" if done else "这些文件已经添加过")

    def _remove(self) -> None:
        row = self.list.currentRow()
        with self.desk.clear_errors():
            remove_photo(self.desk.office, self.event_id, row)
            self.desk.written.emit("event")
            self.desk.tell("已移除照片", undoable=True)

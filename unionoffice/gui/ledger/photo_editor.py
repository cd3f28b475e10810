"""Attached photos, the first of them shown as a picture."""

from __future__ import annotations

from unionoffice.gui.desk import Desk
from unionoffice.gui.ledger.files_editor import FilesEditor
from unionoffice.gui.photo import photo_of
from unionoffice.gui.plain_widgets import label
from unionoffice.ledgers.member import PHOTO


class PhotoEditor(FilesEditor):
    """The photo of a member above the names of the files."""

    def __init__(self, desk: Desk) -> None:
        self.picture = label()
        super().__init__(PHOTO, desk)
        self.box.insertWidget(0, self.picture)
        self.picture.setVisible(False)

    def _refresh(self) -> None:
        super()._refresh()
        drawn = photo_of(self._desk.office, self._files) if self._files else None
        self.picture.setVisible(drawn is not None)
        if drawn is not None:
            self.picture.setPixmap(drawn)

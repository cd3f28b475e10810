"""The picture of a person, out of the files attached to a record."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap

from unionoffice.domain.kinds import Attachment
from unionoffice.errors import OfficeError
from unionoffice.usecases.attach_file import read_attachment
from unionoffice.usecases.office import Office

WIDTH, HEIGHT = 96, 128
_ENDINGS = (".jpg", ".jpeg", ".png", ".bmp", ".gif", ".webp")


def photo_of(office: Office, files: Iterable[Attachment]) -> QPixmap | None:
    """Draw the first picture among the files; None where there is none, or it is missing or damaged."""
    for each in files:
        if not each.file_name.lower().endswith(_ENDINGS):
            continue
        try:
            image = QImage.fromData(read_attachment(office, each))
        except OfficeError:
            continue
        if not image.isNull():
            ratio = Qt.AspectRatioMode.KeepAspectRatio
            return QPixmap.fromImage(image.scaled(WIDTH, HEIGHT, ratio, Qt.TransformationMode.SmoothTransformation))
    return None

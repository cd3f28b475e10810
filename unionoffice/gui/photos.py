"""Pictures in their own pixels: made smaller before they are kept, read again to be shown."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QImageWriter

_QUALITY = 88


def read_picture(content: bytes, longest: int = 0) -> QImage:
    """Read a picture upright, its longest side at most so many pixels; a null image when it is none."""
    buffer, reader = _reader(content)
    size = reader.size()
    if longest and max(size.width(), size.height()) > longest:
        reader.setScaledSize(size.scaled(QSize(longest, longest), Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    buffer.close()
    return image


def _reader(content: bytes) -> tuple[QBuffer, QImageReader]:
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    return buffer, reader


def shrunk(content: bytes, longest: int) -> bytes:
    """Make a photo smaller so that its longest side has so many pixels; anything else is given back as it is.

    The copy holds no place where the photo was taken.
    """
    _buffer, reader = _reader(content)
    kind, size = bytes(reader.format().data()).decode("ascii"), reader.size()
    if not longest or kind not in ("jpeg", "png") or max(size.width(), size.height()) <= longest:
        return content
    image = read_picture(content, longest)
    return content if image.isNull() else _written(image, kind)


def as_png(image: QImage) -> bytes:
    """Write an image of the clipboard as PNG."""
    return _written(image, "png")


def _written(image: QImage, kind: str) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(kind.encode("ascii")))
    if kind == "jpeg":
        writer.setQuality(_QUALITY)
    writer.write(image)
    return bytes(buffer.data().data())

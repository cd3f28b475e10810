"""Labels, buttons and icons that show words exactly as they are: no markup, no swallowed ampersand."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QIcon, QImage, QKeyEvent, QPixmap
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QPushButton, QWidget

from unionoffice.gui.theme import Look
from unionoffice.paths import RESOURCES

_PAD = Qt.KeyboardModifier.KeypadModifier
_DENSITY = 2
"""Icons are drawn at twice their size, so that they are sharp on dense screens."""

_DRAWN = "drawn"
"""The property that says which icon a widget bears, for the next look."""
Drawable = QLabel | QAbstractButton | QAction


class Drawing(NamedTuple):
    """One of our icons, in a colour of the palette."""

    name: str
    look: Look
    colour: str = "second"
    size: int = 18


def label(text: str = "", role: str = "", *, wrap: bool = False) -> QLabel:
    """Make a label that takes its words as they are; a name with tags in it could otherwise load a file."""
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    made.setWordWrap(wrap)
    if role:
        made.setProperty("role", role)
    return made


class _Button(QPushButton):
    """A button that Enter presses in a window too; a box has a default button that takes it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press it."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not (event.modifiers() & ~_PAD)
        if is_enter and not isinstance(self.window(), QDialog):
            self.click()
        else:
            super().keyPressEvent(event)


def button(text: str, role: str = "", icon: Drawing | None = None, *, tip: str = "") -> QPushButton:
    """Make a button; an ampersand in its words stays an ampersand."""
    made = _Button(text.replace("&", "&&"))
    if role:
        made.setProperty("role", role)
    if icon is not None:
        draw_on(made, icon)
    if tip:
        made.setToolTip(plain_tip(tip))
    made.setAutoDefault(False)
    return made


def plain_tip(text: str) -> str:
    """Write words for a tooltip, which cannot be told that they are plain."""
    return text.replace("<", "＜").replace("&", "＆")


def restyle(widget: QWidget, **properties: object) -> None:
    """Set dynamic properties and let the style sheet see them."""
    changed = False
    for name, value in properties.items():
        # A property that was never set is as good as a false one: both look like no rule of the sheet.
        if (widget.property(name) or "") != (value or ""):
            widget.setProperty(name, value)
            changed = True
    if changed:
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def picture(name: str, colour: str, size: int = 18) -> QPixmap:
    """Draw one of our icons in a colour."""
    drawing = (RESOURCES / "icons" / f"{name}.svg").read_text(encoding="ascii")
    edge = size * _DENSITY
    drawing = drawing.replace("currentColor", colour).replace(
        'width="24" height="24"', f'width="{edge}" height="{edge}"'
    )
    pixmap = QPixmap.fromImage(QImage.fromData(drawing.encode("ascii")))
    pixmap.setDevicePixelRatio(_DENSITY)
    return pixmap


def icon(name: str, look: Look, colour: str = "second") -> Drawing:
    """Choose an icon and the palette colour in which it is drawn."""
    return Drawing(name, look, colour)


def icon_with_checked(name: str, look: Look) -> QIcon:
    """Make an icon that takes the accent colour while its button is checked."""
    made = QIcon(picture(name, look.colours["second"]))
    made.addPixmap(picture(name, look.colours["accent"]), QIcon.Mode.Normal, QIcon.State.On)
    return made


def draw_on(target: Drawable, drawing: Drawing) -> None:
    """Put an icon on a button, an action or a label; it follows the look from then on."""
    target.setProperty(_DRAWN, f"{drawing.name} {drawing.colour} {drawing.size}")
    drawn = picture(drawing.name, drawing.look.colours[drawing.colour], drawing.size)
    if isinstance(target, QLabel):
        target.setPixmap(drawn)
    else:
        target.setIcon(QIcon(drawn))


def redraw_all(look: Look) -> None:
    """Draw every icon of the program in the colours of another look."""
    for widget in QApplication.allWidgets():
        for target in (widget, *widget.actions()):
            words = target.property(_DRAWN)
            if words and isinstance(target, QLabel | QAbstractButton | QAction):
                name, colour, size = str(words).split()
                draw_on(target, Drawing(name, look, colour, int(size)))


ICON_SIZE = QSize(18, 18)

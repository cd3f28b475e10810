"""Change the look of the running program, and remember it with the office."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from unionoffice.gui.desk import Desk
from unionoffice.gui.plain_widgets import redraw_all
from unionoffice.gui.theme import LARGEST, SMALLEST, USUAL, Look, dress, look_of
from unionoffice.usecases.office import Office

SIZE, THEME = "window/size", "window/theme"
THEMES = {"system": "跟随系统", "light": "浅色", "dark": "深色"}


def remembered_look(office: Office) -> Look:
    """Give the look that was chosen last."""
    size = office.setting(SIZE, str(USUAL))
    return look_of(office.setting(THEME, "light"), int(size) if size.isdigit() else USUAL)


def change_look(desk: Desk, theme: str, px: int) -> None:
    """Give the whole program another look."""
    desk.office.set_setting(THEME, theme)
    desk.office.set_setting(SIZE, str(max(SMALLEST, min(LARGEST, px))))
    desk.look = look_of(theme, px)
    application = QApplication.instance()
    if isinstance(application, QApplication):
        dress(application, desk.look)
        redraw_all(desk.look)
    desk.restyled.emit()


def change_size(desk: Desk, by: int) -> None:
    """Make the letters larger or smaller by some pixels."""
    change_look(desk, desk.office.setting(THEME, "light"), desk.look.px + by)

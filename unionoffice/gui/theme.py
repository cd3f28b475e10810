"""How the window looks: two palettes, one style sheet, one size."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from unionoffice.paths import RESOURCES

LIGHT: Mapping[str, str] = {
    "bg": "#F4F5F7",
    "surface": "#FFFFFF",
    "header": "#F0F2F5",
    "border": "#D9DDE3",
    "strong": "#C3C9D2",
    "grid": "#E8EBEF",
    "text": "#1F2329",
    "second": "#5C6470",
    "third": "#8A919C",
    "accent": "#B4232D",
    "accent_hover": "#9C1B25",
    "accent_pressed": "#841620",
    "on_accent": "#FFFFFF",
    "tint": "#FBECEC",
    "selection": "#E4EDF8",
    "hover_row": "#F2F5F9",
    "focus": "#2F6FB5",
    "ok": "#2E7D4F",
    "warn": "#9A6200",
    "error": "#C2410C",
    "error_text": "#B83A08",
    "info": "#2A66A8",
    "error_tint": "#FDEBE3",
    "warn_tint": "#FCF1D8",
    "info_tint": "#E4EEFA",
    "ok_tint": "#E5F3EA",
}
DARK: Mapping[str, str] = {
    "bg": "#1B1E23",
    "surface": "#24282F",
    "header": "#2B3038",
    "border": "#3A404A",
    "strong": "#4A515D",
    "grid": "#323842",
    "text": "#E4E7EB",
    "second": "#A8AFBA",
    "third": "#7B838F",
    "accent": "#E05A60",
    "accent_hover": "#E9747A",
    "accent_pressed": "#C9474E",
    "on_accent": "#14171B",
    "tint": "#3C2A2D",
    "selection": "#2E3F55",
    "hover_row": "#2D323A",
    "focus": "#6FA8E0",
    "ok": "#6CC48F",
    "warn": "#E0B25A",
    "error": "#F08A5D",
    "error_text": "#F08A5D",
    "info": "#7DB1E8",
    "error_tint": "#3D2A21",
    "warn_tint": "#3B321E",
    "info_tint": "#25354A",
    "ok_tint": "#22372B",
}
SMALLEST, USUAL, LARGEST = 12, 14, 20
FAMILIES = ("Microsoft YaHei UI", "Microsoft YaHei", "PingFang SC", "Noto Sans SC", "Noto Sans CJK SC", "sans-serif")


@dataclass(frozen=True)
class Look:
    """A palette and the size of its letters in pixels."""

    colours: Mapping[str, str]
    px: int

    def colour(self, name: str) -> QColor:
        """Give one colour of the palette."""
        return QColor(self.colours[name])

    @property
    def row_height(self) -> int:
        """The height of a table row."""
        return self.px + 18

    @property
    def field_height(self) -> int:
        """The height of a field without its border being counted twice."""
        return self.px + 16


def look_of(theme: str, px: int) -> Look:
    """Make the look of a theme (light, dark, or the system's own) with letters of 12 to 20 pixels."""
    return Look(DARK if _is_dark(theme) else LIGHT, max(SMALLEST, min(LARGEST, px)))


def _is_dark(theme: str) -> bool:
    if theme in ("light", "dark"):
        return theme == "dark"
    return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark


def style_sheet(look: Look) -> str:
    """Fill in the one style sheet."""
    px = look.px
    sizes = {
        "px": px,
        "small_px": max(SMALLEST, px - 1),
        "heading_px": px + 2,
        "title_px": px + 6,
        "number_px": px + 10,
        "rail_px": px + 1,
        "row": px + 18,
        "head_row": px + 18,
        "rail_row": px + 28,
        "tile_row": px + 30,
        "field_inner": px + 16,
        "field_focus": px + 14,
    }
    icons = (RESOURCES / "icons").as_posix()
    sheet = (RESOURCES / "style.qss").read_text(encoding="utf-8")
    return Template(sheet).substitute(look.colours, icons=icons, **{name: str(size) for name, size in sizes.items()})


def dress(application: QApplication, look: Look) -> None:
    """Give the whole program a look."""
    font = QFont()
    font.setFamilies(list(FAMILIES))
    font.setPixelSize(look.px)
    application.setFont(font)
    application.setPalette(_palette(look))
    application.setStyleSheet(style_sheet(look))


def _palette(look: Look) -> QPalette:
    roles = QPalette.ColorRole
    palette = QPalette()
    for role, name in {
        roles.Window: "bg",
        roles.Base: "surface",
        roles.AlternateBase: "header",
        roles.Button: "surface",
        roles.ToolTipBase: "surface",
        roles.WindowText: "text",
        roles.Text: "text",
        roles.ButtonText: "text",
        roles.ToolTipText: "text",
        roles.PlaceholderText: "third",
        roles.Highlight: "selection",
        roles.HighlightedText: "text",
        roles.Link: "info",
        roles.Mid: "border",
    }.items():
        palette.setColor(role, look.colour(name))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, look.colour("third"))
    return palette


def load_fonts() -> None:
    """Load the bundled Chinese font where the system has none, and offscreen, so that pictures are legible."""
    offscreen = QGuiApplication.platformName() in ("offscreen", "minimal")
    if offscreen or not QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese):
        for name in ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf"):
            QFontDatabase.addApplicationFont(str(RESOURCES / "fonts" / name))

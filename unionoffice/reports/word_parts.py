"""The parts of a Word file that python-docx has no words for: East Asian fonts, fields, grid, tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from unionoffice.reports.paper_text import encodable
from unionoffice.reports.table_setting import PADDING

_LONGEST_WHOLE_CELL = 300
"""A row with a longer cell may be parted by the end of a page; a row higher than a page must be."""


def element(name: str, **attributes: object) -> Any:
    """Make an element of WordprocessingML."""
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    return made


def set_fonts(owner: Any, east_asian: str, latin: str, size: float | None = None) -> None:
    """Give a style or run its fonts for Chinese and for Latin letters, and its size in points."""
    owner.font.name = latin
    fonts = owner.element.get_or_add_rPr().get_or_add_rFonts()
    # The theme's fonts would win over the named ones.
    for key in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{key}"), None)
    for key, value in (("ascii", latin), ("hAnsi", latin), ("eastAsia", east_asian), ("cs", latin)):
        fonts.set(qn(f"w:{key}"), value)
    if size is not None:
        owner.font.size = Pt(size)


def restyle(style: Any, fonts: tuple[str, str], size: float, pitch: float, indent: float = 0.0) -> None:
    """Make a paragraph style plain black text on lines of fixed distance; `indent` is counted in letters."""
    set_fonts(style, *fonts, size)
    style.font.bold = style.font.italic = False
    style.font.color.rgb = RGBColor(0, 0, 0)
    look = style.paragraph_format
    look.space_before = look.space_after = Pt(0)
    look.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    look.line_spacing = Pt(pitch)
    look.first_line_indent = Pt(indent * size)
    if indent:
        # Word follows the number of letters when the superior changes the size.
        style.element.get_or_add_pPr().get_or_add_ind().set(qn("w:firstLineChars"), str(round(indent * 100)))


def add_page_field(paragraph: Any) -> None:
    """Write — PAGE — with a field that Word counts by itself."""
    paragraph.add_run("— ")
    run = paragraph.add_run()
    instruction = element("instrText")
    instruction.set(qn("xml:space"), "preserve")
    instruction.text = " PAGE "
    shown = element("t")
    shown.text = "1"
    kinds = [element("fldChar", fldCharType=kind) for kind in ("begin", "separate", "end")]
    for part in (kinds[0], instruction, kinds[1], shown, kinds[2]):
        run._r.append(part)
    paragraph.add_run(" —")


def tighten(style: Any, points: float) -> None:
    """Set the letters of a style closer by so many points, so that 28 letters of 16 points fit into 156 mm.

    A grid of letters would say the same, but not every office program counts it as Word does.
    """
    style.element.get_or_add_rPr().append(element("spacing", val=-round(points * 20)))


def draw_line_below(paragraph: Any, colour: tuple[float, float, float]) -> None:
    """Draw a coloured line 4 mm below a paragraph, as wide as the text (GB/T 9704-2012, 7.2.7)."""
    borders = element("pBdr")
    shade = "".join(f"{round(255 * part):02X}" for part in colour)
    borders.append(element("bottom", val="single", sz=12, space=11, color=shade))
    paragraph._p.get_or_add_pPr().insert_element_before(borders, "w:spacing", "w:ind", "w:jc", "w:rPr")


def leave_grid(style: Any) -> None:
    """Let a style keep its own line distance where the page has a grid of lines."""
    style.element.get_or_add_pPr().insert_element_before(
        element("snapToGrid", val=0), "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl", "w:rPr"
    )


def set_grid(section: Any, pitch: float) -> None:
    """Lay the grid of lines over a section; the pitch is given in points."""
    old = section._sectPr.find(qn("w:docGrid"))
    if old is not None:
        section._sectPr.remove(old)
    section._sectPr.append(element("docGrid", type="lines", linePitch=round(pitch * 20)))


def make_table(
    widths: Sequence[float], heads: Sequence[str], rows: Iterable[Sequence[str]], numeric: Sequence[bool]
) -> Any:
    """Make a ruled table whose heads are repeated on each page; widths in points."""
    table = element("tbl")
    look = element("tblPr")
    look.append(element("tblW", w=round(sum(widths) * 20), type="dxa"))
    look.append(element("jc", val="center"))
    borders = element("tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(element(side, val="single", sz=4, space=0, color="000000"))
    look.append(borders)
    look.append(element("tblLayout", type="fixed"))
    margins = element("tblCellMar")
    # Rows as high as on paper: a long annex takes as many pages in Word.
    for side, points in (("top", PADDING / 2), ("left", PADDING), ("bottom", PADDING / 2), ("right", PADDING)):
        margins.append(element(side, w=round(points * 20), type="dxa"))
    look.append(margins)
    table.append(look)
    grid = element("tblGrid")
    for width in widths:
        grid.append(element("gridCol", w=round(width * 20)))
    table.append(grid)
    table.append(_row(widths, heads, "TableHead", ["TableHead"] * len(widths)))
    styles = ["TableNumber" if number else "TableText" for number in numeric]
    for row in rows:
        table.append(_row(widths, row, "", styles))
    return table


def _row(widths: Sequence[float], cells: Sequence[str], head: str, styles: Sequence[str]) -> Any:
    row = element("tr")
    properties = element("trPr")
    if max(map(len, cells), default=0) <= _LONGEST_WHOLE_CELL:
        properties.append(element("cantSplit"))
    if head:
        properties.append(element("tblHeader"))
    row.append(properties)
    for width, words, style in zip(widths, [*cells, *[""] * (len(widths) - len(cells))], styles, strict=True):
        row.append(_cell(width, words, style, shaded=bool(head)))
    return row


def _cell(width: float, words: str, style: str, *, shaded: bool) -> Any:
    cell = element("tc")
    properties = element("tcPr")
    properties.append(element("tcW", w=round(width * 20), type="dxa"))
    if shaded:
        properties.append(element("shd", val="clear", color="auto", fill="EBEBEB"))
    properties.append(element("vAlign", val="center"))
    cell.append(properties)
    for line in encodable(words).split("\n"):
        paragraph = element("p")
        look = element("pPr")
        look.append(element("pStyle", val=style))
        paragraph.append(look)
        if line:
            run = element("r")
            text = element("t")
            text.set(qn("xml:space"), "preserve")
            text.text = line
            run.append(text)
            paragraph.append(run)
        cell.append(paragraph)
    return cell

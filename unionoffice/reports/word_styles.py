"""Gives a new Word file the page and the styles of an official paper, under the names Chinese offices know."""

from __future__ import annotations

from math import ceil, floor
from typing import Any

from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt, RGBColor

from unionoffice.reports.font_folders import Role
from unionoffice.reports.red_head import RED
from unionoffice.reports.sheet import A4, MM, PAGE_NUMBER_SIZE, Sheet
from unionoffice.reports.word_parts import add_page_field, leave_grid, restyle, set_grid, tighten

FONT_NAMES = {
    Role.TITLE: ("方正小标宋简体", "Times New Roman"),
    Role.BODY: ("仿宋_GB2312", "Times New Roman"),
    Role.HEADING: ("黑体", "Times New Roman"),
    Role.SUBHEADING: ("楷体_GB2312", "Times New Roman"),
    Role.PLAIN: ("宋体", "Times New Roman"),
    Role.DIGITS: ("宋体", "Arial"),
}
"""Chinese and Latin font of each role, as the superior's Word knows them."""
CAPTION_SIZE, CAPTION_PITCH = 11.0, 22.0
_FOOTER_HEIGHT = 14.4


def word_size(sheet: Sheet) -> float:
    """Give the size of the body letters as Word counts it: 三号 is 16 points there, not 15.75."""
    return float(ceil(sheet.size))


def word_pitch(sheet: Sheet) -> float:
    """Give the fixed line distance with which the lines of a page fill it in Word, in whole twentieths of a point."""
    return floor(20 * sheet.pitch) / 20


def _tighter(sheet: Sheet) -> float:
    """Say how much closer letters stand, so that as many fill a line as on paper."""
    return max(0.0, ceil(20 * (word_size(sheet) - sheet.cell)) / 20)


def prepare_styles(document: Any, sheet: Sheet) -> None:
    """Restyle the headings and add the styles of the paper."""
    styles = document.styles
    size, pitch = word_size(sheet), word_pitch(sheet)
    restyle(styles["Normal"], FONT_NAMES[Role.BODY], size, pitch)
    tighten(styles["Normal"], _tighter(sheet))
    # Pages are filled to the last line, as on paper; Word would else keep two lines of each paragraph together.
    styles["Normal"].paragraph_format.widow_control = False
    restyle(styles["Title"], FONT_NAMES[Role.TITLE], sheet.title_size, pitch)
    borders = styles["Title"].element.pPr.find(f"{{{styles.element.nsmap['w']}}}pBdr")
    if borders is not None:
        styles["Title"].element.pPr.remove(borders)
    restyle(styles["Heading 1"], FONT_NAMES[Role.HEADING], size, pitch, 2)
    restyle(styles["Heading 2"], FONT_NAMES[Role.SUBHEADING], size, pitch, 2)
    _add_red_head(document, sheet)
    _add(document, "正文公文", Role.BODY, size, 2, pitch).paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    _add(document, "附件说明", Role.BODY, size, 0, pitch)
    _add(document, "落款", Role.BODY, size, 0, pitch).paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _add(document, "附件标识", Role.HEADING, size, 0, pitch).paragraph_format.keep_with_next = True
    for name in ("图题", "图"):
        style = _add(document, name, Role.HEADING, CAPTION_SIZE, 0, CAPTION_PITCH)
        style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
        leave_grid(style)
    styles["图题"].paragraph_format.keep_with_next = True
    styles["图"].paragraph_format.line_spacing = 1.0
    styles["Title"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for name, role, alignment in (
        ("TableHead", Role.HEADING, WD_ALIGN_PARAGRAPH.CENTER),
        ("TableText", Role.PLAIN, WD_ALIGN_PARAGRAPH.LEFT),
        ("TableNumber", Role.DIGITS, WD_ALIGN_PARAGRAPH.RIGHT),
    ):
        style = _add(document, name, role, sheet.table_size, 0, 1.5 * sheet.table_size)
        style.paragraph_format.alignment = alignment
        leave_grid(style)
    restyle(styles["Footer"], FONT_NAMES[Role.PLAIN], PAGE_NUMBER_SIZE, PAGE_NUMBER_SIZE)


def _add_red_head(document: Any, sheet: Sheet) -> None:
    mark = _add(document, "发文机关标志", Role.TITLE, 40, 0, 2 * word_pitch(sheet))
    mark.font.color.rgb = RGBColor(*(round(255 * part) for part in RED))
    mark.paragraph_format.space_before = Pt(35 * MM)
    number = _add(document, "发文字号", Role.BODY, word_size(sheet), 0, word_pitch(sheet))
    number.paragraph_format.space_before = Pt(2 * sheet.pitch)
    for style in (mark, number):
        style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _add(document: Any, name: str, role: Role, size: float, indent: float, pitch: float) -> Any:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    restyle(style, FONT_NAMES[role], size, pitch, indent)
    return style


def prepare_section(section: Any, sheet: Sheet, *, landscape: bool) -> None:
    """Give a section its paper, margins and grid; a landscape one is the upright sheet turned."""
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    width, height = reversed(A4) if landscape else A4
    section.page_width, section.page_height = Pt(width), Pt(height)
    edges = (sheet.top, sheet.right, sheet.bottom, sheet.left)
    top, right, bottom, left = (edges[3], edges[0], edges[1], edges[2]) if landscape else edges
    section.top_margin, section.right_margin = Pt(top), Pt(right)
    section.bottom_margin, section.left_margin = Pt(bottom), Pt(left)
    # The dashes stand in the middle of the footer line, 7 mm below the text.
    section.footer_distance = Pt(bottom - 7 * MM - _FOOTER_HEIGHT / 2)
    section.header_distance = Pt(15 * MM)
    set_grid(section, word_pitch(sheet))


def write_footers(document: Any, section: Any) -> None:
    """Write the page numbers: odd pages on the right, even pages on the left, one letter in (GB/T 9704-2012, 7.5)."""
    document.settings.odd_and_even_pages_header_footer = True
    for footer, alignment in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    ):
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        paragraph.style = document.styles["Footer"]
        paragraph.alignment = alignment
        paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Pt(PAGE_NUMBER_SIZE)
        add_page_field(paragraph)

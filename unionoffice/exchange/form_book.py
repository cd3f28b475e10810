"""An Excel form as a whole: its sheets, styles and words."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from lxml import etree
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

from unionoffice.exchange.form_package import FormPackage, SheetPart
from unionoffice.exchange.form_sheet import SheetXml, local
from unionoffice.exchange.zip_guard import DAMAGED, Unreadable

_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
"""A character by its code (ECMA-376 22.9.2.19)."""


_AFTER_CALCULATION = {
    *("oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr", "smartTagTypes", "webPublishing"),
    *("fileRecoveryPr", "webPublishObjects", "extLst"),
}
"""What stands behind the settings of calculation in a workbook (ECMA-376 18.2.27)."""


class FormBook:
    """The workbook in a package, laid out as far as it is asked for."""

    def __init__(self, content: bytes) -> None:
        self.package = FormPackage(content)
        self.parts: dict[str, SheetPart] = {each.name: each for each in self.package.sheets()}
        self.sheets: dict[str, SheetXml] = {
            each.name: SheetXml(self.package.tree(each.part)) for each in self.parts.values()
        }
        workbook = self.package.tree(self.package.workbook)
        if "}" not in workbook.tag:
            raise Unreadable(DAMAGED)
        properties = workbook.find("{*}workbookPr")
        is_1904 = properties is not None and properties.get("date1904") in ("1", "true")
        self.epoch = date(1904, 1, 1) if is_1904 else date(1899, 12, 30)
        self._styles = self._read_styles()

    def changed(self, sheet: str) -> None:
        """Write this sheet anew."""
        self.package.tree_changed(self.parts[sheet].part)

    def _other_part(self, kind: str) -> str | None:
        for relation in self.package.relations(self.package.workbook):
            if relation.kind == kind and self.package.has(relation.target):
                return relation.target
        return None

    def _read_styles(self) -> list[tuple[str, bool]]:
        part = self._other_part("styles")
        if part is None:
            return []
        root = self.package.tree(part)
        codes: dict[int, str] = {number: code or "General" for number, code in BUILTIN_FORMATS.items()}
        codes |= {
            int(each.get("numFmtId")): each.get("formatCode", "") for each in root.iterfind("{*}numFmts/{*}numFmt")
        }
        found = []
        for style in root.iterfind("{*}cellXfs/{*}xf"):
            protection = style.find("{*}protection")
            is_open = protection is not None and protection.get("locked") in ("0", "false")
            # 27 to 36 and 50 to 58 are the dates of Chinese systems and have no code of their own.
            number = int(style.get("numFmtId", 0))
            code = "yyyy年m月d日" if 27 <= number <= 36 or 50 <= number <= 58 else "General"
            found.append((codes.get(number, code), not is_open))
        return found

    def calculate_on_opening(self) -> None:
        """Have Excel work out all formulas when it opens the form."""
        root = self.package.tree(self.package.workbook)
        found = root.find("{*}calcPr")
        if found is None:
            found = etree.Element(root.tag.rpartition("}")[0] + "}calcPr")
            following = next((each for each in root if local(each) in _AFTER_CALCULATION), None)
            if following is None:
                root.append(found)
            else:
                following.addprevious(found)
        found.set("fullCalcOnLoad", "1")
        self.package.tree_changed(self.package.workbook)

    def number_format(self, style: int) -> str:
        """Give the code by which a style shows numbers."""
        return self._styles[style][0] if style < len(self._styles) else "General"

    def shows_dates(self, style: int) -> bool:
        """Say whether a style shows a number as a date."""
        return bool(is_date_format(self.number_format(style)))

    def is_locked(self, sheet: str, row: int, column: int) -> bool:
        """Say whether the sheet is protected and this cell with it."""
        found = self.sheets[sheet]
        if found.protection is None:
            return False
        style = found.style(row, column)
        return self._styles[style][1] if style < len(self._styles) else True

    @cached_property
    def words(self) -> list[str]:
        """The words that cells share."""
        part = self._other_part("sharedStrings")
        return [] if part is None else [shown_words(each) for each in self.package.tree(part).iterfind("{*}si")]

    def shown(self, sheet: SheetXml, cell: Any, style: int) -> str:
        """Give what a cell shows: words as they are, dates as yyyy-mm-dd, numbers without their format."""
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            inside = cell.find(f"{sheet.space}is")
            return "" if inside is None else shown_words(inside)
        value = (cell.findtext(f"{sheet.space}v") or "").strip() if kind != "str" else cell.findtext(f"{sheet.space}v")
        if not value:
            return ""
        if kind == "s":
            return self.words[int(value)] if 0 <= int(value) < len(self.words) else ""
        if kind == "b":
            return "TRUE" if value == "1" else "FALSE"
        return self._shown_number(value, style) if kind == "n" else value

    def _shown_number(self, value: str, style: int) -> str:
        number = float(value)
        if self.shows_dates(style) and 0 <= number < 2_900_000:
            day = datetime(self.epoch.year, self.epoch.month, self.epoch.day) + timedelta(days=number)
            return day.date().isoformat()
        return str(int(number)) if number.is_integer() and abs(number) < 1e15 else f"{number:.15g}"


def shown_words(element: Any) -> str:
    """Join the runs of a text; how its characters are pronounced is left out."""
    texts = []
    for child in element:
        name = local(child)
        if name == "t":
            texts.append(child.text or "")
        elif name == "r":
            texts += [each.text or "" for each in child if local(each) == "t"]
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), "".join(texts)).replace("\r", "")

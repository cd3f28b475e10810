"""Read text files with separators (CSV, and tabs as copied from a sheet) in the encodings Chinese offices use."""

from __future__ import annotations

import codecs
import csv
import re
from io import StringIO

from unionoffice.exchange.zip_guard import MOST_COLUMNS, MOST_ROWS, TOO_MANY, Unreadable

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_QUOTED_BY_EXCEL = re.compile(r'="(.*)"', re.DOTALL)
"""="0123" keeps Excel from taking digits for a number."""
_MADE_TEXT = frozenset("='\t")
"""What a cell begins with whose digits were kept whole by hand."""


def decoded(content: bytes) -> str:
    """Decode UTF-8, UTF-16 with its mark, or GB18030, whichever the whole file agrees with; raises Unreadable."""
    for mark, name in _MARKS:
        if content.startswith(mark):
            return _strictly(content, name)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _strictly(content, "gb18030")


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as broken:
        raise Unreadable("文件的文字编码不能识别，请用 WPS 或 Excel 打开后另存为 .xlsx 再导入") from broken


def delimited_rows(content: bytes) -> list[list[object]]:
    """Split the text into rows of words; raises Unreadable for binary content and quotes that never close."""
    text = decoded(content)
    if "\x00" in text:
        raise Unreadable("文件不是文字表格，请选择 Excel、WPS 表格或 CSV 文件")
    try:
        rows: list[list[object]] = []
        for row in csv.reader(StringIO(text, newline=""), delimiter=_separator(text), strict=True):
            rows.append([_bare(cell) for cell in row])
            if len(rows) > MOST_ROWS or len(row) > MOST_COLUMNS:
                raise Unreadable(TOO_MANY)
    except csv.Error as broken:
        raise Unreadable(
            "CSV 文件中的引号不成对或某格过长，请用 WPS 或 Excel 打开检查后另存为 .xlsx 再导入"
        ) from broken
    return rows


def _separator(text: str) -> str:
    lines = text[:5000].splitlines()[:10]
    # A tab at the beginning of a cell keeps its digits whole and separates nothing.
    lines = [re.sub(r'(^|,)"?\t', r"\1", line) for line in lines]
    counts = {sign: sum(line.count(sign) for line in lines) for sign in (",", "\t", ";")}
    return max(counts, key=lambda sign: counts[sign])


def _bare(cell: str) -> object:
    if cell[:1] not in _MADE_TEXT:
        return cell
    if match := _QUOTED_BY_EXCEL.fullmatch(cell):
        return match[1].replace('""', '"')
    # '110105… and a tab before digits are the usual ways to keep them whole, '=1 to keep a formula from being one.
    return re.sub(r"^(?:'(?='*[0-9=+@-])|\t(?='*[0-9]))", "", cell)

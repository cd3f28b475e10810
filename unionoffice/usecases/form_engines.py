"""Read and fill a form with the engine that knows its kind of file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from unionoffice.domain.form_contents import FilledBlock, FormOutline, Place, Unfilled, Value
from unionoffice.errors import OfficeError
from unionoffice.exchange import excel_form, word_form

_NEITHER = "上级表格要是 .xlsx 或 .docx 文件，请用 WPS 或 Office 另存后再选。"


def outline_of(file_name: str, data: bytes) -> FormOutline:
    """Read what can be pointed at in a form; raises OfficeError for a file that is none."""
    if _ending(file_name) == ".docx":
        return word_form.outline(data)
    return excel_form.outline(data)


def fill_file(
    file_name: str, data: bytes, cells: Mapping[Place, Value], blocks: Sequence[FilledBlock]
) -> tuple[bytes, list[Unfilled]]:
    """Write values into a form; gives the filled file and what could not be filled; raises OfficeError."""
    if _ending(file_name) == ".docx":
        return word_form.fill(data, cells, blocks)
    return excel_form.fill(data, cells, blocks)


def _ending(file_name: str) -> str:
    found = next((each for each in (".docx", ".xlsx") if file_name.lower().endswith(each)), None)
    if found is None:
        raise OfficeError(_NEITHER)
    return found

"""The chips and sentences that tell what the clerk has pointed out on a form."""

from __future__ import annotations

import re
from dataclasses import replace

from unionoffice.domain.cell_names import letters_in, place_of
from unionoffice.domain.form_contents import FormCell, FormOutline, FormSheet, Place
from unionoffice.domain.kinds import Money
from unionoffice.domain.query import Query
from unionoffice.domain.superior_form import SERIAL, Block, CountSource, FieldSource, FigureSource, Single, Source
from unionoffice.gui.dialogs.superior_form.form_cells import Mark
from unionoffice.gui.dialogs.superior_form.pointing import Pointing, column_place
from unionoffice.usecases.form_sources import field_at, field_title, source_title
from unionoffice.usecases.office import Office

_LABEL = re.compile(r"[^\s_＿：:，,；;（(]{1,12}[：:]")
_BLANKS = re.compile(r"[\s_＿]+")
_PLACEHOLDER = re.compile(r"\{\{.+\}\}|【.+】|«.+»")
_DATE_ROOM = re.compile(r"⟩\s*年\s*月\s*日")
_READY = re.compile(r"[0-9０-９]*|[.…·]+")
"""What may stand in a row that is ready to be filled: nothing, its number, dots."""


def marks_of(office: Office, pointing: Pointing, outline: FormOutline) -> dict[Place, Mark]:
    """Write a chip for every cell, and for every column of a block at its first row."""
    marks = {each.place: _mark(office, pointing, outline, each.place) for each in pointing.singles}
    for block in pointing.blocks:
        for letters in block.columns:
            at = column_place(block, letters)
            marks[at] = Mark(column_title(office, block, letters), at in pointing.guesses)
    return marks


def _mark(office: Office, pointing: Pointing, outline: FormOutline, place: Place) -> Mark:
    singles, is_guess = pointing.singles_at(place), place in pointing.guesses
    if not singles[0].after:
        title, shown = short_title(office, singles[0].source, pointing.per_record), _text_at(outline, place)
        return (
            Mark(f"{shown} → ⟨{title}⟩", is_guess, is_inside=True) if is_placeholder(shown) else Mark(title, is_guess)
        )
    words = _BLANKS.sub(" ", _text_at(outline, place))
    for each in singles:
        words = words.replace(each.after, f"{each.after}⟨{short_title(office, each.source, pointing.per_record)}⟩", 1)
    return Mark(_DATE_ROOM.sub("⟩", words), is_guess, is_inside=True)


def is_placeholder(text: str) -> bool:
    """Tell whether words of a Word form stand for something that is put in their place: {{姓名}}, 【姓名】, «姓名»."""
    return _PLACEHOLDER.fullmatch(text) is not None


def _text_at(outline: FormOutline, place: Place) -> str:
    sheet = next((each for each in outline.sheets if each.name == place.sheet), None)
    return sheet.cells.get(place.cell, FormCell()).text if sheet else ""


def told_of(office: Office, pointing: Pointing, place: Place) -> str:
    """Say what a place takes; empty where it takes nothing."""
    block = pointing.block_at(place)
    if block is not None:
        letters = letters_in(place.cell)
        return column_title(office, block, letters) if letters in block.columns else ""
    titles = [each.after + short_title(office, each.source, pointing.per_record) for each in pointing.singles_at(place)]
    return "、".join(titles)


def short_title(office: Office, source: Source, per_record: str) -> str:
    """Name a source without the kind it is of."""
    title = source_title(office, source, per_record)
    return title.partition("：")[2] or title


def column_title(office: Office, block: Block, letters: str) -> str:
    """Name what a column of a block takes."""
    key = block.columns[letters]
    if key == SERIAL:
        return "序号"
    title = field_title(office, block.ledger, key)
    return f"{title}（万元）" if letters in block.in_wan else title


def bare(source: Source) -> Source:
    """Give a source as it is offered: without what was chosen beside it."""
    if isinstance(source, CountSource):
        return replace(source, query=Query(), in_wan=False)
    return replace(source, in_wan=False) if isinstance(source, FigureSource | FieldSource) else source


def may_be_in_wan(office: Office, source: Source, per_record: str) -> bool:
    """Tell whether a source is an amount, which a form may want in 万元."""
    if isinstance(source, FigureSource | CountSource | FieldSource) and source.in_capitals:
        return False
    if isinstance(source, FigureSource):
        return source.unit == "元"
    if isinstance(source, CountSource):
        return bool(source.summed) and is_amount(office, source.ledger, source.summed)
    return isinstance(source, FieldSource) and is_amount(office, per_record, source.field)


def is_amount(office: Office, ledger: str, key: str) -> bool:
    """Tell whether a field of a ledger is an amount of money."""
    declared = office.ledgers.by_key.get(ledger)
    field = field_at(office, declared, key) if declared is not None and key != SERIAL else None
    return field is not None and isinstance(field.kind, Money)


def labels_in(text: str) -> list[str]:
    """List the labels inside a cell behind which something can be written: 填报单位： and 填报日期：."""
    return [each for each in dict.fromkeys(_LABEL.findall(text)) if len(each) > 1]


def free_label(labels: list[str], taken: list[Single]) -> str:
    """Choose the label that nothing stands behind yet, the first where all are taken."""
    used = {each.after for each in taken}
    return next((each for each in labels if each not in used), labels[0] if labels else "")


def last_ready_row(sheet: FormSheet, first: int) -> int:
    """Find the last of the rows that a form has ready, from the first: blank ones and those with only their number."""
    closed = {
        row
        for name, cell in sheet.cells.items()
        for row in range(place_of(name)[0], place_of(name)[0] + cell.rows)
        if cell.formula or not _READY.fullmatch(cell.text.strip())
    }
    last = first
    while last < sheet.rows and last + 1 not in closed:
        last += 1
    return last

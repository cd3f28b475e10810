"""Which cells of a filled form took a value, so that the clerk sees them at a glance."""

from __future__ import annotations

from unionoffice.domain.form_contents import FormOutline, Place
from unionoffice.gui.dialogs.superior_form.form_cells import Mark
from unionoffice.usecases.fill_form import FilledForm


def filled_marks(filled: FilledForm, outline: FormOutline) -> dict[Place, Mark]:
    """Mark the single cells and the cells of detail rows that took a value."""
    texts = {Place(sheet.name, name): cell.text for sheet in outline.sheets for name, cell in sheet.cells.items()}
    places = [filled.where(each) for each in filled.filled]
    for block in filled.blocks:
        first = filled.first_row(block)
        places += [
            Place(block.sheet, f"{letters}{first + at}")
            for at, row in enumerate(block.rows)
            for letters, value in row.items()
            if value not in (None, "")
        ]
    return {each: Mark(texts[each], is_value=True) for each in places if texts.get(each)}

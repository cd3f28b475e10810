"""The parts of a form that somebody else drew, under the name by which the engines know them."""

from unionoffice.domain.form_contents import (
    FilledBlock,
    FormCell,
    FormOutline,
    FormSheet,
    Place,
    Unfilled,
    Value,
)

__all__ = ["FilledBlock", "FormCell", "FormOutline", "FormSheet", "Place", "Unfilled", "Value"]

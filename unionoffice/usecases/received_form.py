"""A superior's form with its file: as it was sent just now, or as the office keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from unionoffice.domain.form_contents import FormOutline
from unionoffice.domain.superior_form import SuperiorForm
from unionoffice.errors import OfficeError
from unionoffice.exchange.form_package import MOST_FORM
from unionoffice.usecases.form_engines import outline_of
from unionoffice.usecases.office import Office
from unionoffice.usecases.superior_forms import form_file


@dataclass(frozen=True)
class ReceivedForm:
    """A file and what can be pointed at in it."""

    file_name: str
    data: bytes
    outline: FormOutline


def read_form(source: Path) -> ReceivedForm:
    """Read a form from a file; raises OfficeError for one that cannot be read or is no form."""
    try:
        with source.open("rb") as stream:
            data = stream.read(MOST_FORM + 1)
    except OSError as error:
        raise OfficeError(f"“{source.name}”打不开，请确认文件还在，并且没有被别的程序占用。") from error
    return ReceivedForm(source.name, data, outline_of(source.name, data))


def kept_form(office: Office, form: SuperiorForm) -> ReceivedForm:
    """Read the blank file of a kept form; raises OfficeError when it is missing or damaged."""
    data = form_file(office, form.name)
    return ReceivedForm(form.file_name, data, outline_of(form.file_name, data))

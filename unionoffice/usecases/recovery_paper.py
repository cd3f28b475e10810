"""The recovery code on paper."""

from __future__ import annotations

from unionoffice.reports.form_sheet import PrintedForms, print_forms
from unionoffice.reports.papers.recovery_sheet import recovery_sheet
from unionoffice.usecases.office import Office


def print_recovery_sheet(office: Office, code: str) -> PrintedForms:
    """Lay the code out on paper, to be put under lock."""
    return print_forms([recovery_sheet(office.name, code.split("-"), office.today)])

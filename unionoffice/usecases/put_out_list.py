"""Print a list that was worked out, or write it as an Excel file, and note that it left the office."""

from __future__ import annotations

import hashlib
from pathlib import Path

from unionoffice.domain.draft import AnnexTable
from unionoffice.exchange.list_sheet import write_list
from unionoffice.reports.ledger_pdf import ledger_pdf
from unionoffice.usecases.office import Office

PRINT, EXPORT = "print", "export"


def list_pdf(office: Office, table: AnnexTable) -> bytes:
    """Give the list as PDF pages with the office's name and today's date."""
    pdf = ledger_pdf(table, office.name, office.today.isoformat())
    office.file.log_event(PRINT, {"list": _kind(table), "rows": len(table.rows)})
    return pdf


def list_file(office: Office, table: AnnexTable, target: Path) -> Path:
    """Write the list as an Excel file; raises OfficeError and leaves an older file whole."""
    write_list(target, table, office.name, office.today)
    digest = hashlib.sha256(target.read_bytes()).hexdigest()
    office.file.log_event(EXPORT, {"list": _kind(table), "rows": len(table.rows), "file": digest})
    return target


def _kind(table: AnnexTable) -> str:
    """Name the sort of list; behind a colon its title names a person, whom the trail must not."""
    return table.title.partition("：")[0]

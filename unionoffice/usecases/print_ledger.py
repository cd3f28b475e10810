"""Lay out a ledger's list for the printer, and note that it was printed."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from unionoffice.domain.draft import AnnexTable
from unionoffice.domain.kinds import Money
from unionoffice.domain.ledger import Field, Ledger, Record
from unionoffice.domain.query import Query
from unionoffice.ledgers import BY_KEY
from unionoffice.reports.ledger_pdf import ledger_pdf
from unionoffice.usecases.office import Office

EVENT = "print"


def print_ledger(office: Office, ledger: str, query: Query, columns: Sequence[Field[Any]] = ()) -> bytes:
    """Give the list that a query finds as PDF, with the columns in their order and money totals at its foot."""
    declared = BY_KEY[ledger]
    fields = tuple(columns) or declared.shown or declared.fields
    ids = office.ids(ledger, query)
    records = office.records(ledger, ids)
    rows = [_cells(number, record, fields) for number, record in enumerate(records, 1)]
    if any(isinstance(each.kind, Money) for each in fields):
        rows.append(_total(office, declared, ids, fields))
    table = AnnexTable(
        title=f"{query.period.label if query.period else ''}{declared.title}",
        heads=("序号", *(each.title for each in fields)),
        rows=tuple(rows),
        numeric=(True, *(bool(each.kind.unit) for each in fields)),
        landscape=True,
    )
    office.file.log_event(EVENT, {"ledger": ledger, "rows": len(records)})
    return ledger_pdf(table, office.name, office.today.isoformat())


def _cells(number: int, record: Record, fields: Sequence[Field[Any]]) -> tuple[str, ...]:
    return (str(number), *(record.text(each) for each in fields))


def _total(office: Office, ledger: Ledger, ids: Sequence[int], fields: Sequence[Field[Any]]) -> tuple[str, ...]:
    sums = office.totals(ledger.key, Query(), ids)
    return ("合计", *(_money(each, sums.get(each.key)) for each in fields))


def _money(each: Field[Any], total: Decimal | int | None) -> str:
    return each.kind.text(total) if isinstance(each.kind, Money) and isinstance(total, Decimal) else ""

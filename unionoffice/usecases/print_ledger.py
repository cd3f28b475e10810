"""Lay out a ledger's list for the printer, and note that it was printed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from unionoffice.domain.draft import AnnexTable
from unionoffice.domain.kinds import Money
from unionoffice.domain.ledger import Field, Ledger, Record
from unionoffice.domain.query import Query
from unionoffice.domain.sums import Sum
from unionoffice.reports.ledger_pdf import ledger_pdf
from unionoffice.usecases.office import Office

EVENT = "print"


def print_ledger(office: Office, ledger: str, query: Query, columns: Sequence[Field[Any]] = ()) -> bytes:
    """Give the list that a query finds as PDF, with the columns in their order and money totals at its foot."""
    declared = office.ledgers.by_key[ledger]
    fields = tuple(columns) or declared.shown or declared.fields
    ids = office.ids(ledger, query)
    records = office.records(ledger, ids)
    rows = [_cells(number, record, fields) for number, record in enumerate(records, 1)]
    rows += _totals(office, declared, ids, fields)
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


def _totals(office: Office, ledger: Ledger, ids: Sequence[int], fields: Sequence[Field[Any]]) -> list[tuple[str, ...]]:
    """Give a 合计 row, or one for each side; money only, as heads of people would count some twice."""
    sums = [each for each in office.totals(ledger.key, Query(), ids) if isinstance(each.field.kind, Money)]
    return [
        (f"{side}合计", *(_money(key, [each for each in sums if each.side == side]) for key in fields))
        for side in dict.fromkeys(each.side for each in sums)
    ]


def _money(key: Field[Any], sums: Sequence[Sum]) -> str:
    return next((f"{each.total:,.2f}{'余' if each.is_least else ''}" for each in sums if each.field is key), "")

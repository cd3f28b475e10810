"""How the figures of the yearly statistics are made: counted, added up, or standing on the last day, each with its rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from unionoffice.domain.draft import Basis, Figure, State
from unionoffice.domain.ledger import Field, Record
from unionoffice.domain.period import Period
from unionoffice.domain.query import Query
from unionoffice.summary.figures import row_of
from unionoffice.summary.material import Material
from unionoffice.summary.totals import count, is_done, rule_of, total
from unionoffice.usecases.draft_summary import material_of
from unionoffice.usecases.office import Office


class StatisticalReading:
    """The records of one period, and what stands at its end, or today while it runs."""

    def __init__(self, office: Office, period: Period) -> None:
        self.office, self.period = office, period
        self.material: Material = material_of(office, period)
        self.day = self.material.counted_on

    def rule(self, words: str) -> str:
        """Say what was counted, with the days of the period."""
        return rule_of(self.period, words)

    def count(self, records: Sequence[Record], label: str, unit: str, words: str) -> Figure:
        """Count records of the period."""
        return count(records, label, unit, self.rule(words))

    def stock(self, records: Sequence[Record], label: str, unit: str, words: str) -> Figure:
        """Count what stands at the end of the period."""
        figure = count(records, label, unit, f"截至{self.day.isoformat()}{words}")
        return replace(figure, basis=Basis.STOCK, as_of=self.day)

    def sum_of(self, records: Iterable[Record], field: Field[Any], label: str, unit: str, words: str) -> Figure:
        """Add up a field over records of the period; without a value where none has one."""
        found = total(records, field.key, label, self.rule(words))
        return replace(found, scale="") if found else Figure(label, None, unit, rule=self.rule(words))

    def of(self, ledger: str) -> list[Record]:
        """Give a ledger's records of work done in the period."""
        return [each for each in self.material.of(ledger) if is_done(each)]

    def among(self, ledger: str, field: Field[Any], *words: str) -> list[Record]:
        """Give those of them whose field says one of these words."""
        return [each for each in self.of(ledger) if each.text(field) in words]

    def ever(self, ledger: str) -> list[Record]:
        """Give a ledger's records of any time."""
        return self.office.records(ledger, self.office.ids(ledger, Query()))

    def standing(self, records: Sequence[Record], field: Field[Any], label: str, unit: str, words: str) -> Figure:
        """Add up counts of how things stand, which a summary never adds over time; say how many records have none."""
        known = [each for each in records if each.values.get(field.key) is not None]
        missing = f"；有 {len(records) - len(known)} 条没有填" if known and len(known) < len(records) else ""
        value = Decimal(sum(each.values[field.key] for each in known)) if known else None
        rule = f"截至{self.day.isoformat()}{words}{missing}"
        rows = tuple(row_of(each) for each in known)
        return Figure(label, value, unit, state=State.COMPUTED, basis=Basis.STOCK, as_of=self.day, rule=rule, rows=rows)

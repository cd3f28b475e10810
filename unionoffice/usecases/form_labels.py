"""What a superior's form calls a single figure, read from the list of such labels: a wrong guess costs more than none."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from unionoffice.domain.kinds import Choice
from unionoffice.domain.ledger import Ledger
from unionoffice.domain.query import BLANK, Axis, Grain, Query
from unionoffice.domain.superior_form import CountSource, FigureSource
from unionoffice.domain.text import ascii_form, head_form
from unionoffice.ledgers import aid
from unionoffice.paths import RESOURCES
from unionoffice.usecases.form_payments import DONE
from unionoffice.usecases.form_sources import STATISTICS
from unionoffice.usecases.office import Office
from unionoffice.usecases.paper_words import PAID_OUT
from unionoffice.usecases.statistical_year import statistical_lines

_UNIT = re.compile(r"\(([^()]{1,4})\)")
_NOW = re.compile(r"^(?:其中|本期|期末|现有|实有|目前)(?=..)")
"""What a form may put before a label without meaning another figure."""
_PAID = {aid.DIRECTION.key: [PAID_OUT, BLANK], aid.STAGE.key: [DONE, BLANK], "nature": ["完成", BLANK]}

Row = Mapping[str, Any]
Meant = FigureSource | CountSource


def label_rows() -> list[Row]:
    """Read the list of labels."""
    rows: list[Row] = json.loads((RESOURCES / "form_labels.json").read_text("utf-8"))["rows"]
    return rows


class KnownLabels:
    """The figures and counts that an office has, by what forms call them."""

    def __init__(self, office: Office) -> None:
        self._office = office
        lines = statistical_lines(office, office.working_period)
        self._figures = {_plain(line.figure.label): line.figure for line in reversed(lines)}
        self._rows = {label: row for row in label_rows() for label in row["labels"].split()}

    def source(self, words: str) -> Meant | None:
        """Find what a label means, with the unit that it names in brackets; None where that is not plain."""
        unit = _UNIT.search(ascii_form(words))
        folded = head_form(words)
        for label in (_plain(words), folded, _NOW.sub("", folded)):
            found = self._meant(label)
            if found is not None:
                source, units = found
                return source if unit is None or unit[1] in units else None
        return None

    def _meant(self, label: str) -> tuple[Meant, set[str]] | None:
        row = self._rows.get(label, {})
        figure = self._figures.get(_plain(row.get("figure", label)))
        if figure is not None:
            units = {figure.unit, f"万{figure.unit}", *row.get("units", ())}
            return FigureSource(STATISTICS, figure.label, figure.unit), units
        ledger = self._office.ledgers.by_key.get(row.get("ledger", ""))
        counted = self._count(ledger, row) if ledger is not None else None
        return (counted, set(row["units"])) if counted is not None else None

    def _count(self, ledger: Ledger, row: Row) -> CountSource | None:
        """Make the count of a row; None where the office no longer has what it filters by."""
        wanted = {**(_PAID if row.get("paid") else {}), **row.get("only_of", {})}
        summed, linked = row.get("summed", ""), row.get("linked", "")
        if any(ledger.get(key, None) is None for key in (*wanted, *filter(None, (summed, linked)))):
            return None
        if row.get("while_blank") and self._is_filled(ledger, row["while_blank"]):
            return None
        among = {Axis(key): frozenset(self._labels(ledger, key, values)) for key, values in wanted.items()}
        if any(not values - {BLANK} for values in among.values()):
            return None
        return CountSource(ledger.key, Query(among=among), summed, linked=linked)

    def _labels(self, ledger: Ledger, key: str, values: list[str]) -> Iterator[str]:
        kind = ledger.get(key).kind
        codes = self._office.codebook[kind.codes] if isinstance(kind, Choice) else None
        for each in values:
            found = each if codes is None or each == BLANK else codes.find(each)
            if found is not None:
                yield found

    def _is_filled(self, ledger: Ledger, key: str) -> bool:
        groups = self._office.table(ledger.key).distinct(Axis(key, Grain.FILLED), Query(), self._office.context())
        return any(code != BLANK for code, _ in groups)


def _plain(label: str) -> str:
    return re.sub(r"\s", "", ascii_form(label))

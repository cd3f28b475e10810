"""How many rows of the roll are qualified, unit by unit, and what is wrong with the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from unionoffice.domain.kinds.identity import province
from unionoffice.domain.ledger import Field, Record
from unionoffice.domain.query import Query
from unionoffice.ledgers.member import BORN_ON, GENDER, ID_CARD, ID_NUMBER, ID_TYPE, MEMBER, NAME, STATE, UNIT
from unionoffice.rules.member import ON_ROLL, faults, other_form
from unionoffice.usecases.office import Office
from unionoffice.usecases.office_book import OfficeBook

NO_UNIT = "未填单位"
MOST_LOOKED_AT = 500
"""So many doubtful rows are judged one by one where only their number is wanted."""
_CENT = Decimal("0.01")


@dataclass(frozen=True)
class UnitQuality:
    """The rows of one unit."""

    unit: str
    total: int
    qualified: int

    @property
    def rate(self) -> str:
        """合格率 with two decimals; never 100 while a row is not qualified."""
        if not self.total:
            return "—"
        percent = (Decimal(self.qualified) * 100 / self.total).quantize(_CENT, ROUND_HALF_UP)
        return f"{percent if self.qualified == self.total else min(percent, 100 - _CENT)}%"


@dataclass(frozen=True)
class Unqualified:
    """One row that is not qualified."""

    id: int
    name: str
    unit: str
    faults: tuple[str, ...]


@dataclass(frozen=True)
class Quality:
    """The whole roll: the units in the order of their names' pinyin."""

    units: Sequence[UnitQuality]

    @property
    def whole(self) -> UnitQuality:
        """All units together."""
        return UnitQuality("合计", sum(u.total for u in self.units), sum(u.qualified for u in self.units))


def roll_quality(office: Office) -> Quality:
    """Count the rows of those who are members (在籍, 保留会籍), and those that are qualified; most by a quick look."""
    rows = _Rows(office)
    units = Counter(unit for _, unit, _ in rows.members)
    bad = Counter(unit for _, unit, is_right in rows.members if is_right is False)
    bad += Counter(link.id if (link := record[UNIT]) else 0 for record, found in rows.judged(rows.unclear()) if found)
    names = rows.unit_names()
    judged = [UnitQuality(names.get(unit, NO_UNIT), total, total - bad[unit]) for unit, total in units.items()]
    return Quality(sorted(judged, key=lambda each: office.pinyin.sort_key(each.unit)))


def unqualified(office: Office, unit: str = "", among: Collection[int] | None = None) -> list[Unqualified]:
    """List the rows that are not qualified, of one unit or among some ids only, by the pinyin of unit and name."""
    rows = _Rows(office)
    names = rows.unit_names() if unit else {}
    suspects = [
        row_id
        for row_id, its, is_right in rows.members
        if not is_right and (not unit or names.get(its, NO_UNIT) == unit) and (among is None or row_id in among)
    ]
    told = [
        Unqualified(record.id, record.label, record.text(UNIT) or NO_UNIT, tuple(found))
        for record, found in rows.judged(suspects)
        if found
    ]
    rank = office.pinyin.sort_key
    return sorted(told, key=lambda each: (rank(each.unit), rank(each.name), each.id))


def count_unqualified(office: Office) -> tuple[int, bool]:
    """Count the rows that are not qualified, and tell whether each was looked at or only the quick look was taken."""
    rows = _Rows(office)
    wrong, unclear = sum(is_right is False for *_, is_right in rows.members), rows.unclear()
    if len(unclear) > MOST_LOOKED_AT:
        return wrong + len(unclear), False
    return wrong + sum(bool(found) for _, found in rows.judged(unclear)), True


class _BookOfOthers(OfficeBook):
    """The roll as a row sees it whose number stands nowhere else."""

    def records(self, ledger: str, query: Query) -> list[Record]:
        """Find nobody else."""
        return []


class _Rows:
    """Every member with the unit and whether a quick look finds the row right; None where that is not enough."""

    def __init__(self, office: Office) -> None:
        ledger = office.ledgers.by_key[MEMBER.key]
        keys: list[Field[Any]] = [UNIT, STATE, ID_NUMBER, ID_TYPE, GENDER, BORN_ON]
        keys += [each for each in ledger.fields if each.required and each not in keys]
        self._office, self._read = office, (*keys, NAME)
        stored = office.table(MEMBER.key).stored(keys)
        self._numbers = Counter(row[3] for row in stored if row[3])
        self._old = {number for number in self._numbers if len(number) == 15}
        self._book, self._book_of_others = OfficeBook(office), _BookOfOthers(office)
        self._known: dict[str, bool] = {}
        required = [at for at, key in enumerate(keys, 1) if key.required]
        self.members = [(row[0], row[1] or 0, self._is_right(row, required)) for row in stored if row[2] in ON_ROLL]

    def unit_names(self) -> dict[int, str]:
        """Name the units of the members."""
        return self._office.labels("unit", {unit for _, unit, _ in self.members if unit})

    def unclear(self) -> list[int]:
        """List the rows that have to be judged as the rules do."""
        return [row_id for row_id, _, is_right in self.members if is_right is None]

    def judged(self, ids: Sequence[int]) -> Iterator[tuple[Record, list[str]]]:
        """Judge rows as the rules do; the records have no more than is judged by."""
        for record in self._office.records(MEMBER.key, ids, self._read):
            yield record, faults(record, self._book_for(record))

    def _book_for(self, record: Record) -> OfficeBook:
        """Give the book that judges a row: the file is asked for others only where the quick look saw some."""
        number = record.text(ID_NUMBER)
        is_shared = self._numbers[number] > 1 or self._numbers[other_form(number)] > 0
        return self._book if is_shared else self._book_of_others

    def _is_right(self, row: tuple[Any, ...], required: Sequence[int]) -> bool | None:
        """Look at what is stored; its check digit was proved when the number was read."""
        number, paper, gender, born = row[3:7]
        if any(row[at] is None for at in required):
            return False
        if not number or (paper or ID_CARD) != ID_CARD:
            return None
        if len(number) != 18:
            return False
        if not self._is_place(number) or (gender and (gender == "男") != (number[16] in "13579")):
            return None
        if born and born != f"{number[6:10]}-{number[10:12]}-{number[12:14]}":
            return None
        return None if self._old and other_form(number) in self._old else True

    def _is_place(self, number: str) -> bool:
        start = number[:2]
        if start not in self._known:
            self._known[start] = bool(province(number))
        return self._known[start]

"""How many rows of the roll are qualified, unit by unit, and what is wrong with the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from unionoffice.domain.kinds.identity import province
from unionoffice.domain.ledger import Field, Record
from unionoffice.domain.query import Query
from unionoffice.ledgers.member import BORN_ON, GENDER, ID_CARD, ID_NUMBER, ID_TYPE, MEMBER, STATE, UNIT
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
    """The whole roll: the units in the order of their names' pinyin, and the rows to put right."""

    units: Sequence[UnitQuality]
    unqualified: Sequence[Unqualified]

    @property
    def whole(self) -> UnitQuality:
        """All units together."""
        return UnitQuality("合计", sum(u.total for u in self.units), sum(u.qualified for u in self.units))


def roll_quality(office: Office) -> Quality:
    """Judge the rows of those who are members (在籍, 保留会籍); rows that are clearly right are told by a quick look."""
    rows = _Rows(office)
    units: Counter[int] = Counter(unit for _, unit, _ in rows.members)
    suspects = [row_id for row_id, _, is_right in rows.members if not is_right]
    names = office.labels("unit", [unit for unit in units if unit])
    unqualified = []
    bad: Counter[int] = Counter()
    for record in office.records(MEMBER.key, suspects):
        if found := faults(record, rows.book_for(record)):
            link = record[UNIT]
            bad[link.id if link else 0] += 1
            unqualified.append(Unqualified(record.id, record.label, record.text(UNIT) or NO_UNIT, tuple(found)))
    judged = [UnitQuality(names.get(unit, NO_UNIT), total, total - bad[unit]) for unit, total in units.items()]
    rank = office.pinyin.sort_key
    return Quality(
        sorted(judged, key=lambda each: rank(each.unit)),
        sorted(unqualified, key=lambda each: (rank(each.unit), rank(each.name), each.id)),
    )


def count_unqualified(office: Office) -> tuple[int, bool]:
    """Count the rows that are not qualified, and tell whether each was looked at or only the quick look was taken."""
    rows = _Rows(office)
    suspects = [row_id for row_id, _, is_right in rows.members if not is_right]
    if len(suspects) > MOST_LOOKED_AT:
        return len(suspects), False
    found = (faults(each, rows.book_for(each)) for each in office.records(MEMBER.key, suspects))
    return sum(map(bool, found)), True


class _BookOfOthers(OfficeBook):
    """The roll as a row sees it whose number stands nowhere else."""

    def records(self, ledger: str, query: Query) -> list[Record]:
        """Find nobody else."""
        return []


class _Rows:
    """Every member with the unit and whether a quick look finds the row right."""

    def __init__(self, office: Office) -> None:
        ledger = office.ledgers.by_key[MEMBER.key]
        keys: list[Field[Any]] = [UNIT, STATE, ID_NUMBER, ID_TYPE, GENDER, BORN_ON]
        keys += [each for each in ledger.fields if each.required and each not in keys]
        stored = office.table(MEMBER.key).stored(keys)
        self._numbers = Counter(row[3] for row in stored if row[3])
        self._old = {number for number in self._numbers if len(number) == 15}
        self._book, self._book_of_others = OfficeBook(office), _BookOfOthers(office)
        self._known: dict[str, bool] = {}
        self.members = [(row[0], row[1] or 0, self._is_clearly_right(row, keys)) for row in stored if row[2] in ON_ROLL]

    def book_for(self, record: Record) -> OfficeBook:
        """Give the book that judges a row: the file is asked for others only where the quick look saw some."""
        number = record.text(ID_NUMBER)
        is_shared = self._numbers[number] > 1 or self._numbers[other_form(number)] > 0
        return self._book if is_shared else self._book_of_others

    def _is_clearly_right(self, row: tuple[Any, ...], keys: Sequence[Field[Any]]) -> bool:
        """Look at what is stored; its check digit was proved when the number was read."""
        number, paper, gender, born = row[3:7]
        if not number or len(number) != 18 or (paper or ID_CARD) != ID_CARD or not self._is_place(number):
            return False
        if gender and (gender == "男") != (number[16] in "13579"):
            return False
        if born and born != f"{number[6:10]}-{number[10:12]}-{number[12:14]}":
            return False
        if any(value is None for value, key in zip(row[1:], keys, strict=True) if key.required):
            return False
        return not self._old or other_form(number) not in self._old

    def _is_place(self, number: str) -> bool:
        start = number[:2]
        if start not in self._known:
            self._known[start] = bool(province(number))
        return self._known[start]

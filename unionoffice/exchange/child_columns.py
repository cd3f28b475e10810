"""Columns that repeat for each record belonging to the row's own, as 家庭成员1姓名 and 家庭成员2姓名 do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from unionoffice.domain.chinese_numerals import chinese_number
from unionoffice.domain.ledger import Field, Ledger
from unionoffice.domain.text import ascii_form
from unionoffice.exchange.mapping import guess

_NUMBER = r"\(?(?P<number>[0-9]{1,2}|[一二三四五六七八九十]{1,3})\)?"
_BETWEEN = r"[-_.、:/(]?"
MOST_CHILDREN = 20
"""So many records of one kind may stand in a row."""


@dataclass(frozen=True)
class ChildColumn:
    """A column that holds one field of the first, second, … record belonging to the row's own."""

    ledger: Ledger
    number: int
    field: Field[Any]

    @property
    def key(self) -> str:
        """What settings and reports call it: family.1.name."""
        return f"{self.ledger.key}.{self.number}.{self.field.key}"

    @property
    def title(self) -> str:
        """What the clerk calls it."""
        return f"{self.ledger.title}{self.number}：{self.field.title}"


Target = Field[Any] | ChildColumn | None
"""What a column of a file is for; None when it is not imported."""


def guess_targets(heads: Sequence[str], ledger: Ledger, children: Sequence[Ledger]) -> list[Target]:
    """Guess what each head means: a field of the ledger, or one of a record that belongs to its own."""
    targets: list[Target] = list(guess(heads, ledger))
    taken: set[str] = set()
    for place, head in enumerate(heads):
        if targets[place] is not None:
            continue
        found = next((found for child in children if (found := _child_column(head, child, taken))), None)
        if found is not None:
            targets[place] = found
            taken.add(found.key)
    return targets


def child_fields(child: Ledger) -> list[Field[Any]]:
    """List the fields that such columns may hold; which record they belong to follows from the row."""
    return [each for each in child.fields if each is not child.parent and not each.computed and each.kind.importable]


def _child_column(head: str, child: Ledger, taken: set[str]) -> ChildColumn | None:
    words = re.sub(r"[\s*﹡＊]", "", ascii_form(head))
    for called in _names(child):
        for pattern in (
            rf"{called}{_NUMBER}{_BETWEEN}(?P<rest>.+?)\)?",
            rf"{called}/?(?P<rest>.+?){_NUMBER}",
            rf"{called}/(?P<rest>.+)",
        ):
            match = re.fullmatch(pattern, words)
            if match is None:
                continue
            (field,) = guess([match["rest"]], child)
            if field is None or field not in child_fields(child):
                continue
            number = _number(match.groupdict().get("number"), child, field, taken)
            column = ChildColumn(child, number, field)
            if 1 <= number <= MOST_CHILDREN and column.key not in taken:
                return column
    return None


def _names(child: Ledger) -> list[str]:
    """Give what forms call such a record: 家庭成员, 成员."""
    return [re.escape(child.title), *([child.title[:2], child.title[2:]] if len(child.title) == 4 else [])]


def _number(words: str | None, child: Ledger, field: Field[Any], taken: set[str]) -> int:
    """Read the number; where there is none, the same head means the next record each time it comes again."""
    if words is None:
        return next(n for n in range(1, 1000) if ChildColumn(child, n, field).key not in taken)
    return int(words) if words.isdigit() else chinese_number(words) or 0

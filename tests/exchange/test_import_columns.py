from __future__ import annotations

import random
from datetime import date
from itertools import cycle

import pytest

from tests.invented_values import BLANKS, CONTEXT, HOSTILE
from unionoffice.domain.day import Day
from unionoffice.domain.ledger import read_value
from unionoffice.exchange.heads import blank
from unionoffice.exchange.import_columns import Columns
from unionoffice.exchange.table import Row
from unionoffice.exchange.unusual_words import Unusual
from unionoffice.ledgers import BY_KEY

USUAL = (
    "职工甲",
    "职工乙",
    "张 三",
    "男",
    "2020-05-01",
    "13800000000",
    "11010519491231002X",
    "甲",
    1,
    1.0,
    True,
    "不详",
)
ROWS = 150


@pytest.mark.parametrize("ledger", ["member", "aid", "event"])
def test_rows_read_together_are_read_as_each_cell_alone(ledger: str) -> None:
    chance = random.Random(ledger)
    fields = [each for each in BY_KEY[ledger].fields if each.kind.importable and not each.computed]
    cells = [cell for cell in (*USUAL * 6, *BLANKS, *HOSTILE) if repr(cell) != "-0.0"]
    # A column of one usual word beside columns in which anything may stand, so that both ways of reading are gone.
    drawn = [
        cycle(["职工甲", None]) if place % 3 else iter(chance.choices(cells, k=ROWS)) for place in range(len(fields))
    ]
    rows = [Row(number, [next(column) for column in drawn]) for number in range(1, ROWS + 1)]
    columns = Columns(BY_KEY[ledger], [(each.title, each) for each in fields], CONTEXT, Unusual(CONTEXT))
    for row, read in zip(rows, columns.read(rows), strict=True):
        filled = {each.key: cell for each, cell in zip(fields, row.cells, strict=True) if not blank(cell)}
        alone = {key: read_value(BY_KEY[ledger].get(key), cell, CONTEXT) for key, cell in filled.items()}
        refused = {key for key, (_, about) in alone.items() if any(problem.blocking for problem in about)}
        assert read.number == row.number
        assert repr(read.raw) == repr(filled)
        assert repr(sorted(read.values.items(), key=str)) == repr(
            sorted(((key, value) for key, (value, _) in alone.items() if key not in refused), key=str)
        )
        assert read.problems == [problem for _, about in alone.values() for problem in about]


def test_what_is_unusual_is_noted_in_the_order_of_the_rows_whichever_column_it_stands_in() -> None:
    family = BY_KEY["aid"]
    recipient, handler = family.get("recipient"), family.get("handler")
    unusual = Unusual(CONTEXT)
    columns = Columns(family, [(each.title, each) for each in (handler, recipient)], CONTEXT, unusual)
    columns.read([Row(4, ["甲\ue000", "甲"]), Row(5, ["甲", "乙 丙\ue000"]), Row(6, ["\ufffd", "丁"])])
    assert unusual.notices()[-1] == "有私人造字或无法识别的字，请核对：第 4、5、6 行"


@pytest.mark.parametrize(
    ("first", "second", "told", "value"),
    [
        ("不详", "2020-05-01", "2020-05-01", "2020-05-01"),
        ("2020-05-01", "不详", "不详", None),
        ("2020-05-01", "四月里", "四月里", "2020-05-01"),
        ("2020-05-01", " ", "2020-05-01", "2020-05-01"),
    ],
)
def test_of_two_columns_for_one_field_the_last_that_says_something_counts(
    first: str, second: str, told: str, value: str | None
) -> None:
    born_on = BY_KEY["member"].get("born_on")
    columns = Columns(BY_KEY["member"], [("出生日期", born_on), ("生日", born_on)], CONTEXT, Unusual(CONTEXT))
    (read,) = columns.read([Row(4, [first, second])])
    assert read.raw == {"born_on": told}
    assert read.values == {"born_on": None if value is None else Day(date.fromisoformat(value))}

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionoffice.domain.draft import (
    AnnexTable,
    Basis,
    Caution,
    Chapter,
    Chart,
    Draft,
    Figure,
    Paragraph,
    Part,
    State,
)
from unionoffice.domain.plain_form import from_plain, to_plain

words = st.text(max_size=6)
numbers = st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**9), max_value=10**9)
rows = st.lists(st.tuples(words, st.integers(0, 10**6)), max_size=3).map(tuple)
figures = st.builds(
    Figure,
    label=words,
    value=st.none() | numbers,
    unit=words,
    upper=st.none() | numbers,
    state=st.sampled_from(State),
    basis=st.sampled_from(Basis),
    as_of=st.none() | st.dates(),
    rows=rows,
)
paragraphs = st.builds(
    Paragraph, runs=st.lists(words | figures, max_size=4).map(tuple), key=words, level=st.integers(0, 1), records=rows
)
chapters = st.builds(
    Chapter, title=words, part=st.sampled_from(Part), paragraphs=st.lists(paragraphs, max_size=3).map(tuple)
)
charts = st.builds(
    Chart,
    title=words,
    kind=st.just("bars"),
    labels=st.just(("一月", "二月")),
    series=st.lists(st.tuples(words, st.tuples(numbers, numbers)), max_size=2).map(tuple),
)
drafts = st.builds(
    Draft,
    office=words,
    title=words,
    period_label=words,
    start=st.dates(),
    end=st.dates(),
    chapters=st.lists(chapters, max_size=2).map(tuple),
    annexes=st.just((AnnexTable("表", ("甲",), (("1",),), (True,), (("event", 1),)),)),
    charts=st.lists(charts, max_size=1).map(tuple),
    signed_on=st.none() | st.dates(),
    not_written=st.lists(figures, max_size=2).map(tuple),
    warnings=st.just((Caution("code", "话", (("aid", 2),)),)),
)


@given(drafts)
def test_a_draft_comes_back_from_json_as_it_was(draft: Draft) -> None:
    assert from_plain(Draft, json.loads(json.dumps(to_plain(draft)))) == draft


@dataclass(frozen=True)
class _Now:
    name: str
    added_later: str = "缺省"


def test_a_part_that_came_later_takes_its_default_and_one_that_is_gone_is_left_out() -> None:
    assert from_plain(_Now, {"name": "甲", "dropped": 1}) == _Now("甲")


def test_money_keeps_its_last_zeros_and_days_their_order() -> None:
    assert to_plain((Decimal("1200.00"), date(2026, 7, 3))) == ["1200.00", "2026-07-03"]


def test_what_has_no_order_is_refused() -> None:
    with pytest.raises(TypeError):
        to_plain(frozenset({"甲", "乙"}))

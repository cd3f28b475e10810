"""Laws that whole rows of every ledger keep."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.invented_values import CONTEXT, HOSTILE, rows_of
from unionoffice.domain.kinds import Files, Ref
from unionoffice.domain.ledger import Ledger, Record
from unionoffice.ledgers import ALL

every_ledger = pytest.mark.parametrize("ledger", ALL, ids=lambda ledger: ledger.key)


def as_words(record: Record) -> dict[str, Any]:
    """What a form would give for the record: every field, blanks too."""
    return {
        each.key: record.values.get(each.key) if isinstance(each.kind, Ref | Files) else record.text(each)
        for each in record.ledger.fields
    }


@every_ledger
@settings(max_examples=10)
@given(data=st.data())
def test_a_row_that_was_read_is_read_again_the_same(ledger: Ledger, data: st.DataObject) -> None:
    values = data.draw(rows_of(ledger))
    first, problems = ledger.parse(as_words(Record(ledger, values)), CONTEXT)
    if first is None:
        # Only what follows from two values together may refuse them: each by itself was read.
        assert all(problem.sentence != "必填" for problem in problems)
        return

    assert values.items() <= first.values.items()
    second, _ = ledger.parse(as_words(first), CONTEXT)
    assert second is not None
    assert dict(second.values) == dict(first.values)


@every_ledger
@settings(max_examples=10)
@given(data=st.data())
def test_an_edit_changes_only_what_it_names(ledger: Ledger, data: st.DataObject) -> None:
    old, _ = ledger.parse(data.draw(rows_of(ledger)), CONTEXT)
    if old is None:
        return

    same, _ = ledger.parse({}, CONTEXT, old)

    assert same is not None
    assert dict(same.values) == dict(old.values)


@every_ledger
@settings(max_examples=20)
@given(data=st.data())
def test_a_row_of_rubbish_is_a_record_or_named_problems(ledger: Ledger, data: st.DataObject) -> None:
    raw = {each.key: data.draw(st.sampled_from(HOSTILE)) for each in ledger.fields}

    record, problems = ledger.parse(raw, CONTEXT)

    assert (record is None) == any(problem.blocking for problem in problems)
    assert all(ledger.get(problem.field, None) is not None for problem in problems)

"""Laws that every kind of value keeps, over every field of every ledger."""

from __future__ import annotations

import unicodedata
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.invented_values import BLANKS, CODES, CONTEXT, HOSTILE, values_of
from unionoffice.domain.kinds import Choice, Choices, Files, Kind, Ref, Refused
from unionoffice.exchange.heads import blank
from unionoffice.exchange.unusual_words import Unusual
from unionoffice.ledgers import ALL


def _distinct() -> dict[str, Kind[Any]]:
    """Every kind once: those of a family that differ in their list, ledger or unit are different kinds."""
    found: dict[str, Kind[Any]] = {}
    for ledger in ALL:
        for each in ledger.fields:
            kind = each.kind
            details = [
                getattr(kind, "codes", ""),
                getattr(kind, "ledger", ""),
                kind.unit,
                str(getattr(kind, "grows", "")),
            ]
            found.setdefault("-".join([type(kind).__name__, *filter(None, details)]), kind)
    return found


KINDS = _distinct()
every_kind = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS.keys())
readable = pytest.mark.parametrize(
    "kind", [kind for kind in KINDS.values() if kind.importable], ids=[key for key in KINDS if KINDS[key].importable]
)


def as_calamine_gives_it(cell: object) -> object:
    """Excel knows only one kind of number, and dates have a time."""
    if isinstance(cell, Decimal | int) and not isinstance(cell, bool):
        return float(cell)
    return cell


@readable
@given(data=st.data())
def test_what_is_written_is_read_back_the_same(kind: Kind[Any], data: st.DataObject) -> None:
    value = data.draw(values_of(kind))

    assert kind.parse(kind.text(value), CONTEXT) == value


@every_kind
@given(data=st.data())
def test_what_is_stored_is_taken_back_the_same(kind: Kind[Any], data: st.DataObject) -> None:
    value = data.draw(values_of(kind))

    stored = kind.to_row(value)

    assert len(stored) == len(kind.columns("x"))
    assert stored[0] is not None
    assert kind.from_row(*stored) == value


@readable
@given(data=st.data())
def test_what_goes_into_an_excel_cell_comes_back_the_same(kind: Kind[Any], data: st.DataObject) -> None:
    value = data.draw(values_of(kind))

    cell = as_calamine_gives_it(kind.to_cell(value))

    assert kind.parse(cell, CONTEXT) == value
    if not isinstance(cell, str | float):
        assert kind.parse(datetime.fromisoformat(str(cell)), CONTEXT) == value


@pytest.mark.parametrize("kind", [kind for kind in KINDS.values() if kind.plain], ids=lambda kind: kind.name)
@given(data=st.data())
def test_plain_words_are_the_value_as_they_stand(kind: Kind[Any], data: st.DataObject) -> None:
    assert kind.plain is not None
    words = data.draw(st.from_regex(kind.plain, fullmatch=True))

    assert kind.parse(words, CONTEXT) == words == kind.text(words)
    assert kind.doubts(words) == []
    assert Unusual(CONTEXT).remark(kind, words) is None
    assert not blank(words)


@every_kind
def test_a_blank_cell_is_no_value(kind: Kind[Any]) -> None:
    assert [blank for blank in BLANKS if kind.parse(blank, CONTEXT) is not None] == []


@every_kind
def test_rubbish_is_read_or_refused_with_one_sentence(kind: Kind[Any]) -> None:
    for raw in HOSTILE:
        _read_or_refuse(kind, raw)


def _read_or_refuse(kind: Kind[Any], raw: object) -> None:
    try:
        value = kind.parse(raw, CONTEXT)
    except Refused as refused:
        _check_sentence(refused.sentence)
        return
    if value is not None:
        kind.text(value).encode()
        kind.masked(value).encode()
        assert all(isinstance(doubt, str) for doubt in kind.doubts(value))
        assert kind.from_row(*kind.to_row(value)) == value
        if kind.importable:
            assert kind.parse(kind.text(value), CONTEXT) == value


def _check_sentence(sentence: str) -> None:
    assert 2 <= len(sentence) <= 150
    assert "\n" not in sentence
    assert any(unicodedata.name(character, "").startswith("CJK") for character in sentence)
    sentence.encode()


@every_kind
@given(words=st.text(max_size=30))
def test_any_words_are_read_or_refused(kind: Kind[Any], words: str) -> None:
    try:
        value = kind.parse(words, CONTEXT)
    except Refused:
        return
    if value is not None and not isinstance(kind, Files):
        assert kind.parse(kind.text(value), CONTEXT) == value


@every_kind
def test_a_kind_says_what_it_is_and_what_it_looks_like_in_excel(kind: Kind[Any]) -> None:
    assert kind.name
    assert kind.cell_format
    names = [column.name for column in kind.columns("key")]
    assert names[0].startswith("key")
    assert len(names) == len(set(names))


@pytest.mark.parametrize("kind", [k for k in KINDS.values() if isinstance(k, Choice | Choices)], ids=lambda k: k.codes)
def test_every_label_and_former_label_of_a_list_is_read(kind: Choice | Choices) -> None:
    for code in CODES[kind.codes].codes:
        for words in (code.label, *code.was):
            read = kind.parse(words, CONTEXT)
            assert read in (code.label, (code.label,))


def test_a_name_that_several_records_share_makes_no_new_one() -> None:
    def several(ledger: str, words: str) -> Any:
        raise Refused("有 2 个，请写编号")

    context = type(CONTEXT)(CODES, CONTEXT.today, several)

    with pytest.raises(Refused, match="请写编号"):
        Ref("unit", grows=True).parse("第一分工会", context)


def test_a_name_that_no_record_has_makes_a_new_one_where_links_grow() -> None:
    link = Ref("unit", grows=True).parse("第九分工会", CONTEXT)

    assert link is not None
    assert (link.id, link.label) == (0, "第九分工会")
    with pytest.raises(Refused):
        Ref("unit").parse("第九分工会", CONTEXT)

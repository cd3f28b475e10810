"""Whatever a form looks like and however far it grows, its sums are the sums of what was filled in."""

from __future__ import annotations

import io
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from unionoffice.domain.form_contents import FilledBlock, Place, Value
from unionoffice.exchange.excel_form import fill, outline
from unionoffice.exchange.form_difference import difference, moved

amounts = st.lists(st.decimals(-(10**6), 10**6, places=2), max_size=12)


@settings(max_examples=40, deadline=None)
@given(
    above=st.integers(0, 3),
    ready=st.tuples(st.integers(1, 4), st.integers(1, 4)),
    gap=st.integers(0, 2),
    filled=st.tuples(amounts, amounts),
    fixed=st.sampled_from(["B{0}:B{1}", "$B${0}:$B${1}", "B${0}:B${1}"]),
)
def test_totals_of_two_blocks_are_the_sums_done_by_hand(
    above: int, ready: tuple[int, int], gap: int, filled: tuple[list[Decimal], list[Decimal]], fixed: str
) -> None:
    book = Workbook()
    page = book.worksheets[0]
    page.title = "明细"
    blocks, totals, at = [], [], above + 1
    for count, values in zip(ready, filled, strict=True):
        page[f"A{at}"] = "金额"
        first, last = at + 1, at + count
        page[f"B{last + 1}"] = "=SUM(" + fixed.format(first, last) + ")"
        rows: list[dict[str, Value]] = [{"B": value} for value in values]
        blocks.append(FilledBlock("明细", first, last, rows))
        totals.append(last + 1)
        at = last + 2 + gap
    page[f"B{at}"] = f"=B{totals[0]}+B{totals[1]}"
    page[f"C{at}"] = "落款"
    cover = book.create_sheet("汇总")
    cover["A1"] = f"=明细!B{at}-明细!B{totals[0]}"
    stream = io.BytesIO()
    book.save(stream)
    data, unfilled = fill(stream.getvalue(), {Place("明细", f"C{at}"): "制表人"}, blocks)
    assert unfilled == []
    result = load_workbook(io.BytesIO(data), data_only=True)
    grown = [max(0, len(each) - count) for each, count in zip(filled, ready, strict=True)]
    sums = [sum(each, Decimal(0)) for each in filled]
    written = [
        result["明细"][f"B{totals[0] + grown[0]}"].value,
        result["明细"][f"B{totals[1] + sum(grown)}"].value,
        result["明细"][f"B{at + sum(grown)}"].value,
        result["汇总"]["A1"].value,
    ]
    assert [Decimal(str(each)) for each in written] == [*sums, sum(sums), sums[1]]
    assert result["明细"][f"C{at + sum(grown)}"].value == "制表人"


words = st.sampled_from(["姓名", "金额", "人数", "低保", "备注", "单位", ""])
grids = st.lists(st.lists(words, min_size=3, max_size=5), min_size=1, max_size=6)


def drawn(rows: list[list[str]]) -> bytes:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append([each or None for each in row])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@settings(max_examples=40, deadline=None)
@given(grids, grids)
def test_a_place_never_goes_where_other_words_stand_and_an_equal_form_is_equal(
    one: list[list[str]], other: list[list[str]]
) -> None:
    old, new = outline(drawn(one)), outline(drawn(other))
    assert difference(old, old) == []
    assert all(place == now for place, now in moved(old, old).items())
    for place, now in moved(old, new).items():
        before = old.sheets[0].cells.get(place.cell)
        if now is not None and before is not None:
            assert new.sheets[0].cells[now.cell].text == before.text
    assert (difference(old, new) == []) == (old.sheets[0].cells == new.sheets[0].cells)

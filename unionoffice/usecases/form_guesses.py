"""Guess what the cells and rows of a superior's form take: a wrong guess costs more than none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from unionoffice.domain.cell_names import letters
from unionoffice.domain.form_contents import FormOutline, Place
from unionoffice.domain.kinds import Files, Money
from unionoffice.domain.ledger import Field, Ledger
from unionoffice.domain.superior_form import (
    SERIAL,
    Block,
    CountSource,
    FieldSource,
    FigureSource,
    OfficeFact,
    Single,
    Source,
    Words,
)
from unionoffice.domain.text import head_form
from unionoffice.exchange.heads import is_serial
from unionoffice.usecases.form_labels import KnownLabels
from unionoffice.usecases.form_layout import HeadRows, Label, Layout
from unionoffice.usecases.form_payments import payment_query
from unionoffice.usecases.form_people import guess_keys
from unionoffice.usecases.form_sources import block_ledgers, field_at
from unionoffice.usecases.office import Office

_FACTS: Mapping[str, str] = {
    **dict.fromkeys(("填报单位", "填表单位", "报送单位", "制表单位", "单位名称", "工会名称", "基层工会名称"), "name"),
    **dict.fromkeys(("上级工会", "上级工会名称"), "parent"),
    **dict.fromkeys(("制表人", "填表人", "填报人", "制表"), "author"),
    **dict.fromkeys(("填报日期", "填表日期", "填报时间", "填表时间", "制表日期", "上报日期"), "filled_on"),
    **dict.fromkeys(("统计期间", "报告期", "所属期间", "期间", "统计时间"), "period"),
    **dict.fromkeys(("年度", "年份"), "year"),
}
"""What forms call the facts of an office."""
_SIGNERS: Mapping[str, str] = {
    **dict.fromkeys(("审核人", "复核人", "审核", "复核"), "reviewer"),
    **dict.fromkeys(("联系电话", "填表人电话", "填报人电话", "制表人电话", "填报人联系电话", "联系方式"), "telephone"),
}
"""The same in a form of a period; in a record's form they are of the person, or signed by hand."""
_OWN, _BEHIND_A_LINK, _HINT = 10, 8, 5
"""What a column counts that the ledger itself has, one behind its link, and two signs shared with the form's title."""
_MOST_CELLS = 5_000
_CAPITALS = re.compile(r"[（(]?(?:人民币)?大写[）)]?")
_WHOLE_SHEET_IN_WAN = re.compile(r"单位[:：]\s*(?:人民币)?\s*万元")


def guess(office: Office, outline: FormOutline, per_record: str = "") -> tuple[tuple[Single, ...], tuple[Block, ...]]:
    """Guess the single cells and the detail rows of a form that is filled for a period, or once for each record."""
    guesser = _Guesser(office, per_record)
    singles: list[Single] = []
    blocks: list[Block] = []
    for sheet in outline.sheets:
        # A sheet of thousands of filled cells is a list of codes, nothing to be filled in.
        if not sheet.hidden and len(sheet.cells) <= _MOST_CELLS:
            layout = Layout(sheet)
            found = list(guesser.blocks(layout))
            blocks += found
            singles += guesser.singles(layout, found)
    return tuple(_once(singles)), tuple(blocks)


def guess_columns(office: Office, outline: FormOutline, block: Block, per_record: str = "") -> Block:
    """Guess what the columns of detail rows take, once it is known where they begin and whose records fill them."""
    sheet = next((each for each in outline.sheets if each.name == block.sheet), None)
    guessed = _Guesser(office, per_record).columns(Layout(sheet), block) if sheet is not None else None
    if guessed is None:
        return block
    query = block.query if block.query.picks or block.query.words else guessed.query
    return replace(block, columns=guessed.columns, in_wan=guessed.in_wan, query=query)


def _once(singles: Sequence[Single]) -> Iterator[Single]:
    """Leave out a field of the record that a cell before it takes already; facts and figures may come again."""
    seen: set[Source] = set()
    for each in singles:
        if isinstance(each.source, FieldSource) and each.source in seen:
            continue
        if isinstance(each.source, FieldSource):
            seen.add(each.source)
        yield each


@dataclass(frozen=True)
class _Match:
    ledger: Ledger
    child_of: bool
    columns: Mapping[str, str]
    score: int


class _Guesser:
    """Knows what the office has that a form may ask for."""

    def __init__(self, office: Office, per_record: str) -> None:
        self._office = office
        self._record = office.ledgers.by_key.get(per_record)
        ledgers = block_ledgers(office, per_record)
        self._candidates = [(ledger, child) for ledger, child in ledgers if child == bool(self._record)]
        self._labels = KnownLabels(office) if self._record is None else None

    # Detail rows

    def blocks(self, layout: Layout) -> Iterator[Block]:
        """Find heads over blank rows and the ledger that has most of them."""
        row, before = 1, 0
        while row <= layout.sheet.rows:
            found = layout.heads_at(row)
            match = self._best(found, layout) if found else None
            if found is None or match is None:
                row += 1
                continue
            yield self._block(layout, found, match, before)
            before = found.last_detail
            row = before + 1

    def columns(self, layout: Layout, block: Block) -> Block | None:
        """Guess the columns of a block by the heads right above it; None where it has none."""
        ledger = self._office.ledgers.by_key[block.ledger]
        above = (layout.heads_at(row) for row in range(1, block.first_row))
        found = next((each for each in above if each is not None and each.first_detail == block.first_row), None)
        if found is None:
            return None
        return self._block(layout, found, self._match(found, ledger, block.child_of, ""), before=0)

    def _best(self, found: HeadRows, layout: Layout) -> _Match | None:
        title = layout.text_above(found.first_row)
        matches = [self._match(found, ledger, child, title) for ledger, child in self._candidates]
        heads = sum(not is_serial(head) for head in found.heads.values())
        fitting = [each for each in matches if _filled(each) >= max(2, heads * 2 // 5)]
        best = max(fitting, key=lambda each: each.score, default=None)
        # A list of what belongs to one record, as of an event's guests, is none of a whole period.
        return None if best and best.ledger.parent and not best.child_of else best

    def _match(self, found: HeadRows, ledger: Ledger, child: bool, title: str) -> _Match:
        columns = {column: SERIAL for column, head in found.heads.items() if is_serial(head)}
        places = [column for column in found.heads if column not in columns]
        keys = self._keys([found.heads[each] for each in places], ledger)
        columns |= {place: each[0] for place, each in zip(places, keys, strict=True) if each and _may_fill(each[1])}
        hint = min(3, len(_pairs(title) & _pairs(ledger.title)))
        named = {letters(column): key for column, key in sorted(columns.items())}
        score = sum(_BEHIND_A_LINK if "." in key else _OWN for key in named.values()) + _HINT * hint
        return _Match(ledger, child, named, score)

    def _keys(self, heads: Sequence[str], ledger: Ledger) -> list[tuple[str, Field[Any]] | None]:
        whole = self._record.key if self._record is not None and self._record is not ledger else ""
        return guess_keys(heads, ledger, self._office.ledgers.by_key, without=whole)

    def _block(self, layout: Layout, found: HeadRows, match: _Match, before: int) -> Block:
        whole = bool(_WHOLE_SHEET_IN_WAN.search(layout.text_above(found.first_row)))
        heads = {letters(column): head for column, head in found.heads.items()}
        fields = {letter: field_at(self._office, match.ledger, key) for letter, key in match.columns.items()}
        in_wan = tuple(
            letter
            for letter, field in fields.items()
            if field is not None and _is_money(field) and (whole or "万元" in heads[letter])
        )
        # Of two lists on a sheet each has its own heading below the list before it.
        titles = (layout.text_above(found.first_row, below=before), layout.text_above(found.first_row))
        return Block(
            layout.sheet.name,
            found.first_detail,
            found.last_detail,
            match.ledger.key,
            match.columns,
            payment_query(match.ledger, titles, " ".join(found.heads.values()), shown=match.columns.values()),
            child_of=match.child_of,
            in_wan=in_wan,
        )

    # Single cells

    def singles(self, layout: Layout, blocks: Sequence[Block]) -> list[Single]:
        """Find labels beside, above or before a blank place."""
        labels = [each for each in layout.labels() if not any(_inside(each, block) for block in blocks)]
        whole = bool(_WHOLE_SHEET_IN_WAN.search(layout.text_above(layout.sheet.rows + 1)))
        in_capitals = [each for each in labels if _CAPITALS.search(each.words)]
        found = self._singles(layout, [each for each in labels if each not in in_capitals], whole=whole)
        plain = [replace(each, words=_CAPITALS.sub("", each.words)) for each in in_capitals]
        for each in self._singles(layout, plain, whole=False):
            if not isinstance(each.source, Words | OfficeFact) and self._is_amount(each.source):
                found.append(replace(each, source=replace(each.source, in_capitals=True)))
        return found

    def _is_amount(self, source: FigureSource | CountSource | FieldSource) -> bool:
        if isinstance(source, FigureSource):
            return source.unit == "元"
        key = source.field if isinstance(source, FieldSource) else ""
        field = field_at(self._office, self._record, key) if self._record is not None and key else None
        return field is not None and _is_money(field)

    def _singles(self, layout: Layout, labels: Sequence[Label], *, whole: bool) -> list[Single]:
        keys = self._keys([each.words for each in labels], self._record) if self._record else [None] * len(labels)
        found = []
        for label, key in zip(labels, keys, strict=True):
            source = self._source(label, key)
            if source is not None:
                field = key[1] if key else None
                found.append(
                    Single(Place(layout.sheet.name, label.target), _in_wan(source, label, field, whole), label.after)
                )
        return found

    def _source(self, label: Label, key: tuple[str, Field[Any]] | None) -> Source | None:
        folded = head_form(label.words)
        if key is not None and _may_fill(key[1]):
            # In running text 单位名称 may be the office as well as the place where the person works.
            is_open = folded in _FACTS and label.is_placeholder and key[1].title != folded
            return None if is_open else FieldSource(key[0])
        if folded in _FACTS:
            fact = _FACTS[folded]
            return OfficeFact("filled_on_words" if fact == "filled_on" and label.is_in_words else fact)
        if self._labels is None:
            return None
        return OfficeFact(_SIGNERS[folded]) if folded in _SIGNERS else self._labels.source(label.words)


def _in_wan(source: Source, label: Label, field: Field[Any] | None, whole: bool) -> Source:
    wanted = whole or "万元" in label.words
    if wanted and isinstance(source, FigureSource) and source.unit == "元":
        return replace(source, in_wan=True)
    if wanted and isinstance(source, FieldSource) and field is not None and _is_money(field):
        return replace(source, in_wan=True)
    return source


def _is_money(field: Field[Any]) -> bool:
    return isinstance(field.kind, Money)


def _may_fill(field: Field[Any]) -> bool:
    return not isinstance(field.kind, Files)


def _filled(match: _Match) -> int:
    own = sum(key != SERIAL and "." not in key for key in match.columns.values())
    # The names and numbers of persons alone are no list of what they got.
    return sum(key != SERIAL for key in match.columns.values()) if own >= 2 else own


def _pairs(words: str) -> set[str]:
    kept = re.sub(r"[^\u4e00-\u9fff]", "", words)
    return {kept[at : at + 2] for at in range(len(kept) - 1)} - {"台账"}


def _inside(label: Label, block: Block) -> bool:
    return label.sheet == block.sheet and label.row <= block.last_row and label.target_row >= block.first_row - 1

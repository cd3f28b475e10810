"""The paragraphs of one chapter: statistics first, then its records, grouped by what they are about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from unionoffice.domain.draft import Paragraph, Part
from unionoffice.domain.ledger import Record
from unionoffice.summary.chapters import ChapterNode
from unionoffice.summary.figures import row_of
from unionoffice.summary.material import Material
from unionoffice.summary.selection import Selection, theme_of
from unionoffice.summary.sentences import Telling
from unionoffice.summary.statistics import Statement, Statistics
from unionoffice.summary.wording import Runs, joined, text_of, tidy

LONG = 64
"""Characters from which a record has a paragraph of its own."""
FULL = 150
"""Characters after which short records go on in a new paragraph."""
FEWEST_FOR_HEADING = 3
FEWEST_HEADED = 10


class ChapterWriter:
    """Writes chapters of one summary."""

    def __init__(self, material: Material, statistics: Statistics) -> None:
        self.material = material
        self.statistics = statistics
        self.telling = Telling(material.period, material.phrases, material.full_names)

    def write(self, node: ChapterNode, selection: Selection, opened: Sequence[Statement]) -> Iterator[Paragraph]:
        """Write a chapter; nothing where there is nothing to say."""
        told = selection.told.get(node.title, [])
        counted = selection.counted.get(node.title, [])
        statements = [*opened, *self._counting(node, told, counted)]
        if statements:
            runs = tidy([run for each in statements for run in each.runs])
            yield Paragraph(runs, key=statements[0].key if len(statements) == 1 else f"stat/{node.title}")
        if node.part in (Part.PLAN, Part.SHORTCOMING):
            yield from self._listed(told)
        else:
            yield from self._told(node, told, selection)
        if counted:
            rest = self.statistics.rest(node.title, counted)
            yield Paragraph(rest.runs, key=rest.key)

    def _counting(self, node: ChapterNode, told: Sequence[Record], counted: Sequence[Record]) -> Iterator[Statement]:
        rows = [each for each in (*told, *counted) if each.ledger.key == "work_log"]
        if counted and node.part is Part.DONE and rows:
            yield self.statistics.log(node.title, rows)

    def _listed(self, records: Sequence[Record]) -> Iterator[Paragraph]:
        """Number the items of plans and shortcomings; a single one stands without a number."""
        for number, record in enumerate(records, 1):
            sentence = self.telling.sentence(record)
            runs = (f"{number}.", *sentence) if len(records) > 1 else sentence
            if self._is_left(record):
                yield Paragraph(tidy(runs), key=key_of(record), records=(row_of(record),))

    def _told(self, node: ChapterNode, records: Sequence[Record], selection: Selection) -> Iterator[Paragraph]:
        themes = [(theme, list(group)) for theme, group in groupby(records, theme_of)]
        headed = [theme for theme, group in themes if len(group) >= FEWEST_FOR_HEADING]
        if len(records) < FEWEST_HEADED or len(headed) < 2:
            headed = []
        plain = [record for theme, group in themes if theme not in headed for record in group]
        yield from self._flowing(plain, selection)
        for number, (theme, group) in enumerate((each for each in themes if each[0] in headed), 1):
            heading = f"（{_NUMERALS[number]}）{self.statistics.name_of(group[0])}"
            yield Paragraph((heading,), key=f"heading/{node.title}/{'/'.join(theme)}", level=1)
            yield from self._flowing(group, selection)

    def _flowing(self, records: Sequence[Record], selection: Selection) -> Iterator[Paragraph]:
        """Let short sentences of one family run on; a long one stands alone."""
        left = [record for record in records if self._is_left(record)]
        for _, group in groupby(left, family_of):
            for buffer in self._parts(list(group), selection):
                yield _flowed(buffer)

    def _is_left(self, record: Record) -> bool:
        """Tell whether no words of the clerk's own tell this record already."""
        return row_of(record) not in self.material.told_by_hand

    def _parts(self, records: Sequence[Record], selection: Selection) -> Iterator[list[tuple[Record, Runs]]]:
        """Cut a run of sentences into paragraphs, none of which ends with a few lost words."""
        buffer: list[tuple[Record, Runs]] = []
        left = sum(len(text_of(self._sentence(each, selection, None))) for each in records)
        filled = 0
        for record in records:
            sentence = self._sentence(record, selection, buffer[-1][0] if buffer else None)
            length = len(text_of(sentence))
            if buffer and (length >= LONG or (filled >= FULL and left >= LONG)):
                yield buffer
                buffer, filled = [], 0
                sentence = self._sentence(record, selection, None)
            buffer.append((record, sentence))
            filled += length
            left -= length
            if length >= LONG:
                yield buffer
                buffer, filled = [], 0
        if buffer:
            yield buffer

    def _sentence(self, record: Record, selection: Selection, before: Record | None) -> Runs:
        children = selection.children.get(record.id, []) if record.ledger.key == "event" else []
        return self.telling.sentence(
            record, joined([_open(self.telling.sentence(child)) for child in children], "；"), before
        )


_NUMERALS = dict(enumerate("零一二三四五六七八九十"))


def family_of(record: Record) -> str:
    """Name the ledgers whose short sentences run on in one paragraph."""
    return _FAMILIES.get(record.ledger.key, record.ledger.key)


_FAMILIES = {
    "target": "work_log",
    "coverage": "work_log",
    "insurance": "aid",
}


def key_of(record: Record) -> str:
    """Name the paragraph of a record."""
    return f"{record.ledger.key}/{record.id}"


def _open(runs: Runs) -> Runs:
    """Take the full stop off a sentence that goes on."""
    last = runs[-1] if runs else ""
    return (*runs[:-1], last.removesuffix("。")) if isinstance(last, str) else runs


def _flowed(pairs: Sequence[tuple[Record, Runs]]) -> Paragraph:
    """Make one paragraph; its first record names it, so that it keeps its name when others are grouped anew."""
    runs = tidy([run for _, sentence in pairs for run in sentence])
    return Paragraph(runs, key=key_of(pairs[0][0]), records=tuple(row_of(record) for record, _ in pairs))

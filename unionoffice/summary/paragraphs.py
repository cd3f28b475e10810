"""The paragraphs of one chapter: statistics first, then its records, grouped by what they are about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from unionoffice.domain.chinese_numerals import chinese_numeral
from unionoffice.domain.draft import Figure, Paragraph, Part
from unionoffice.domain.ledger import Record
from unionoffice.ledgers.shared import WHEN
from unionoffice.summary.bundles import Bundler
from unionoffice.summary.chapters import ChapterNode
from unionoffice.summary.figures import read_figures, row_of
from unionoffice.summary.joining import Joiner, Sentence
from unionoffice.summary.material import Material
from unionoffice.summary.phrases import Variety
from unionoffice.summary.sections import Section, sections_of
from unionoffice.summary.selection import Selection, theme_of
from unionoffice.summary.sentences import Telling
from unionoffice.summary.statistics import Statement, Statistics
from unionoffice.summary.together import TellingTogether
from unionoffice.summary.wording import Runs, joined, text_of, tidy

LONG = 64
"""Characters from which a record has a paragraph of its own."""
FULL = 150
"""Characters after which short records go on in a new paragraph."""
MEASURES = range(3, 6)
"""How many measures without day or number stand as 一是…；二是…."""
SHORTCOMINGS = range(2, 6)
_LATER = 2
_LONGEST_MEASURE = 44


class ChapterWriter:
    """Writes chapters of one summary."""

    def __init__(self, material: Material, statistics: Statistics) -> None:
        self.material = material
        self.statistics = statistics
        self.telling = Telling(material.period, material.phrases, material.full_names, material.counted_on)
        self.together = TellingTogether(self.telling)
        self.variety = Variety()
        self.joiner = Joiner(material.phrases)

    def write(self, node: ChapterNode, selection: Selection, opened: Sequence[Statement]) -> Iterator[Paragraph]:
        """Write a chapter; nothing where there is nothing to say."""
        told = selection.told.get(node.title, [])
        counted = selection.counted.get(node.title, [])
        self.variety = Variety()
        below = list(self._records(node, told, selection))
        figures = [figure for each in below for figure in each.figures]
        statements = [each for each in opened if not each.only_repeats(figures)]
        statements += self._counting(node, told, counted)
        if statements:
            runs = tidy([run for each in statements for run in each.runs])
            yield Paragraph(runs, key=statements[0].key if len(statements) == 1 else f"stat/{node.title}")
        yield from below
        if counted:
            rest = self.statistics.rest(node.title, counted)
            yield Paragraph(rest.runs, key=rest.key)

    def _records(self, node: ChapterNode, told: Sequence[Record], selection: Selection) -> Iterator[Paragraph]:
        if node.part is Part.SHORTCOMING and len(told) in SHORTCOMINGS:
            yield from self._shortcomings(told)
        elif node.part in (Part.PLAN, Part.SHORTCOMING):
            yield from self._listed(told)
        else:
            yield from self._told(node, told, selection)

    def _counting(self, node: ChapterNode, told: Sequence[Record], counted: Sequence[Record]) -> Iterator[Statement]:
        rows = [each for each in (*told, *counted) if each.ledger.key == "work_log"]
        if counted and node.part is Part.DONE and rows:
            yield self.statistics.log(node.title, rows)

    def _listed(self, records: Sequence[Record]) -> Iterator[Paragraph]:
        """Number the items of plans and shortcomings; a single one stands without a number."""
        for number, record in enumerate(records, 1):
            sentence = self.telling.sentence(record)
            # 3.7月 would be a number of its own.
            gap = " " if text_of(sentence)[:1].isdigit() else ""
            runs = (f"{number}.{gap}", *sentence) if len(records) > 1 else sentence
            if self._is_left(record):
                yield Paragraph(tidy(runs), key=key_of(record), records=(row_of(record),))

    def _shortcomings(self, records: Sequence[Record]) -> Iterator[Paragraph]:
        """Tell a few shortcomings in one paragraph, counted 一是, 二是."""
        left = [each for each in records if self._is_left(each)]
        sentences = [self.telling.sentence(each) for each in left]
        if len(left) > 1:
            sentences = [(f"{chinese_numeral(number)}是", *each) for number, each in enumerate(sentences, 1)]
        if left:
            yield _paragraph([Sentence([each], runs) for each, runs in zip(left, sentences, strict=True)])

    def _told(self, node: ChapterNode, records: Sequence[Record], selection: Selection) -> Iterator[Paragraph]:
        bundler = Bundler(self.material.phrases, selection.children)
        bundles = bundler.bundled(records)
        if re.search("（[一二三四五六七八九十]）", node.title):
            # A chapter that is a （一） itself is not cut into further ones.
            sections = [Section("", "", bundles)] if bundles else []
        else:
            topics = self.material.tree.topics
            sections = sections_of(node.title, bundles, topics, self.material.phrases, self.statistics.name_of)
        number = 0
        for section in sections:
            if section.heading:
                number += 1
                heading = f"（{chinese_numeral(number)}）{section.heading}"
                yield Paragraph((heading,), key=f"heading/{node.title}/{section.topic}", level=1)
            left = [each for bundle in section.bundles for each in bundle if self._is_left(each)]
            for group in self._families(bundler.bundled(left)):
                yield from self._flowing(self._measured(group, selection), selection)

    def _families(self, bundles: Sequence[list[Record]]) -> list[list[list[Record]]]:
        """Put together what runs on in one paragraph: numbers lead, a project its work, an event what was done for it."""
        families = {name: list(group) for name, group in groupby(bundles, lambda bundle: family_of(bundle[0]))}
        if "work_log" in families:
            families["work_log"].sort(key=self._place_of)
        order = list(families)
        order.sort(key=lambda name: name != "project")
        if _at_one_time(families.get("work_log", ()), families.get("event", ())):
            order.sort(key=lambda name: name != "event")
        if any(read_figures(each) for bundle in families.get("aid", ()) for each in bundle):
            order.sort(key=lambda name: name != "aid")
        groups: list[list[list[Record]]] = []
        for name in order:
            if groups and min(len(groups[-1]), len(families[name])) == 1:
                # One sentence alone makes no paragraph.
                groups[-1] += families[name]
            else:
                groups.append(families[name])
        return groups

    def _place_of(self, bundle: Sequence[Record]) -> int:
        """Put first what only says how much was done (新建工会19个), then the rate that this makes of a target."""
        words = self.telling.sentence(bundle[0])
        last = words[-2] if len(words) > 1 and words[-1] == "。" else ""
        whole = re.sub(r"^截至[^，]{2,8}，", "", text_of(words))
        if len(bundle) > 1 or not isinstance(last, Figure) or last.value is None or re.search("[，；：]", whole):
            return _LATER
        if bundle[0].ledger.key == "target":
            return 1 if last.unit == "%" else _LATER
        results = tuple(self.material.phrases.words("joining", "results"))
        return 0 if whole.startswith(results) and not last.per else _LATER

    def _is_left(self, record: Record) -> bool:
        """Tell whether no words of the clerk's own tell this record already."""
        return row_of(record) not in self.material.told_by_hand

    def _measured(self, bundles: Sequence[list[Record]], selection: Selection) -> Iterator[list[Record] | Sentence]:
        """Put a few measures of one theme, without days and numbers, side by side: 一是…；二是…；三是…."""
        for _, found in groupby(bundles, lambda bundle: theme_of(bundle[0])):
            group = list(found)
            sentences = [self.telling.sentence(bundle[0]) for bundle in group]
            if len(group) in MEASURES and all(
                _is_measure(bundle, runs) for bundle, runs in zip(group, sentences, strict=True)
            ):
                items = [(f"{chinese_numeral(number)}是", *_open(runs)) for number, runs in enumerate(sentences, 1)]
                yield Sentence([bundle[0] for bundle in group], (*joined(items, "；"), "。"), alone=True)
            else:
                yield from group

    def _flowing(self, units: Iterator[list[Record] | Sentence], selection: Selection) -> Iterator[Paragraph]:
        """Let short sentences of one family run on; a long one stands alone, and none ends with a few lost words."""
        buffer: list[Sentence] = []
        for unit in units:
            told = (
                unit if isinstance(unit, Sentence) else self._sentence(unit, selection, buffer[-1] if buffer else None)
            )
            length = len(text_of(told.runs))
            filled = sum(len(text_of(each.runs)) for each in buffer)
            if buffer and (told.alone or length >= LONG or filled >= FULL):
                yield self._joined(buffer)
                buffer = []
                told = unit if isinstance(unit, Sentence) else self._sentence(unit, selection, None)
            buffer.append(told)
            if told.alone or length >= LONG:
                yield self._joined(buffer)
                buffer = []
        if buffer:
            yield self._joined(buffer)

    def _joined(self, sentences: Sequence[Sentence]) -> Paragraph:
        return _paragraph(self.joiner.joined(sentences), named_by=sentences[0].records[0])

    def _sentence(self, bundle: list[Record], selection: Selection, before: Sentence | None) -> Sentence:
        record = bundle[0]
        if len(bundle) > 1:
            return Sentence(bundle, self.together.sentence(bundle, self.variety))
        children = selection.children.get(record.id, []) if record.ledger.key == "event" else []
        items = joined([_open(self.telling.sentence(child)) for child in children], "；")
        last = before.records[-1] if before is not None and len(before.records) == 1 else None
        return Sentence(bundle, self.telling.sentence(record, items, last, self.variety))


def _is_measure(bundle: Sequence[Record], runs: Runs) -> bool:
    record = bundle[0]
    text = text_of(runs)
    return (
        len(bundle) == 1
        and record.ledger.key == "work_log"
        and WHEN.key not in record.values
        and not any(isinstance(run, Figure) for run in runs)
        and text.count("。") == 1
        and len(text) <= _LONGEST_MEASURE
        and not any(mark in text for mark in "；：“”0123456789")
        and "一是" not in text
    )


def _at_one_time(logs: Sequence[Sequence[Record]], events: Sequence[Sequence[Record]]) -> bool:
    """Tell whether something was done at the very time of an event."""
    times = [
        {bundle[0].values[WHEN.key] for bundle in group if WHEN.key in bundle[0].values} for group in (logs, events)
    ]
    return bool(times[0] & times[1])


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


def _paragraph(told: Sequence[Sentence], named_by: Record | None = None) -> Paragraph:
    """Make one paragraph; its first record names it, so that it keeps its name when others are grouped anew."""
    runs = tidy([run for each in told for run in each.runs])
    records = tuple(row_of(record) for each in told for record in each.records)
    return Paragraph(runs, key=key_of(named_by or told[0].records[0]), records=records)

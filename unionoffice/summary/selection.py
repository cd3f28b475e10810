"""Which records are told one by one, which are only counted, and in which chapter each stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from unionoffice.domain.day import Precision, Span
from unionoffice.domain.ledger import Record
from unionoffice.ledgers import STANDARD
from unionoffice.ledgers.shared import CHAPTER, WHEN
from unionoffice.summary.bundles import Bundler, without_own_number
from unionoffice.summary.chapters import ChapterNode, category_of
from unionoffice.summary.figures import read_figures
from unionoffice.summary.material import Material
from unionoffice.summary.statistics import is_listed
from unionoffice.summary.time_ahead import is_plan_over
from unionoffice.summary.totals import tellable

ORDER = (
    "target",
    "coverage",
    "work_log",
    "event",
    "proposal",
    "legal",
    "project",
    "aid",
    "insurance",
    "award",
    "budget",
)
"""The ledgers whose records are told, in the order of their themes within a chapter."""
MOST_CHARACTERS = 2600
"""What the sentences of a text of some six pages may take together, as far as their titles show it."""
_AROUND_A_TITLE = 20
"""Characters that a sentence has beside its title: day, place, figures."""
MOST_IN_CHAPTER = 30
MOST_IN_CHAPTER_OF_LARGE_OFFICE = 6

Theme = tuple[str, str]
"""A ledger and a category."""


@dataclass
class Selection:
    """The records of the period, sorted for the text."""

    told: dict[str, list[Record]] = field(default_factory=lambda: defaultdict(list))
    """By chapter title, in the order of printing."""
    counted: dict[str, list[Record]] = field(default_factory=lambda: defaultdict(list))
    """Highlighted, but too many for the text: counted and listed in the annex."""
    children: dict[int, list[Record]] = field(default_factory=lambda: defaultdict(list))
    """The events of a series, by the id of its first event."""
    summed: list[Record] = field(default_factory=list)
    """Told together: the text has their sums, the annex their own numbers."""
    left_out: list[Record] = field(default_factory=list)
    """Records of the period that stand nowhere in the text."""
    nodes: list[ChapterNode] = field(default_factory=list)

    @property
    def all_told(self) -> list[Record]:
        """Every record that the text tells, children among them."""
        told = [record for records in self.told.values() for record in records]
        return told + [child for records in self.children.values() for child in records]


def theme_of(record: Record) -> Theme:
    """Tell what a record is told together with."""
    return (record.ledger.key, category_of(record))


def select(material: Material) -> Selection:
    """Sort the period's records: first by day, those without one before them, then as they were entered."""
    selection = Selection()
    nodes: dict[str, ChapterNode] = {}
    by_chapter: dict[str, list[Record]] = defaultdict(list)
    for ledger in (*ORDER, *own_registers(material)):
        for record in material.of(ledger):
            if ledger not in ORDER and not record.text(CHAPTER):
                continue
            if material.is_reported(record):
                continue
            if not tellable(record) or is_plan_over(record, material.period):
                selection.left_out.append(record)
            elif not is_listed(record):
                parent = material.parent_of(record)
                if parent is not None and tellable(parent):
                    selection.children[parent.id].append(record)
                    continue
                node = material.tree.place(record)
                nodes.setdefault(node.title, node)
                by_chapter[node.title].append(record)
    selection.nodes = list(nodes.values())
    for records in selection.children.values():
        records.sort(key=lambda each: _rank(each, material.period.start))
    _limit(selection, by_chapter, material)
    return selection


def own_registers(material: Material) -> list[str]:
    """List the dated registers that the office added: of them only what the clerk gave a chapter is told."""
    return [key for key, found in material.records.items() if key not in STANDARD.by_key and _has_chapters(found)]


def _has_chapters(records: Sequence[Record]) -> bool:
    return bool(records) and records[0].ledger.has(CHAPTER)


def _rank(record: Record, start: date) -> tuple[date, int]:
    when: Span | None = record.values.get(WHEN.key)
    known = when is not None and when.first.precision not in (Precision.YEAR, Precision.HALF)
    # What goes on all the time, or has no day, stands before what happened on one.
    return (max(when.start, start) if known and when else start, record.id)


def _limit(selection: Selection, by_chapter: Mapping[str, list[Record]], material: Material) -> None:
    bundler = Bundler(material.phrases, selection.children)
    bundles = {title: bundler.bundled(_by_theme(_in_order(records, material))) for title, records in by_chapter.items()}
    characters = sum(len(bundle[0].label) + _AROUND_A_TITLE for found in bundles.values() for bundle in found)
    most = MOST_IN_CHAPTER_OF_LARGE_OFFICE if characters > MOST_CHARACTERS else MOST_IN_CHAPTER
    for title, found in bundles.items():
        chosen = _weightiest(found, most)
        selection.told[title] = [record for bundle in chosen for record in bundle]
        selection.summed += without_own_number(chosen)
        ids = {id(record) for bundle in chosen for record in bundle}
        rest = [record for bundle in found for record in bundle if id(record) not in ids]
        if rest:
            selection.counted[title] = rest
            selection.left_out += rest


def _in_order(records: Sequence[Record], material: Material) -> list[Record]:
    return sorted(records, key=lambda each: _rank(each, material.period.start))


def _by_theme(records: Sequence[Record]) -> list[Record]:
    themes: dict[Theme, list[Record]] = {}
    for record in sorted(records, key=lambda each: _place(each.ledger.key)):
        themes.setdefault(theme_of(record), []).append(record)
    return [record for group in themes.values() for record in group]


def _place(ledger: str) -> int:
    """Place a ledger's theme within a chapter; the office's own registers come last."""
    return ORDER.index(ledger) if ledger in ORDER else len(ORDER)


def _weightiest(bundles: Sequence[list[Record]], most: int) -> list[list[Record]]:
    """Take the weightiest bundle of each theme in turn, so that no single theme fills the chapter."""
    if len(bundles) <= most:
        return list(bundles)
    themes: dict[Theme, list[int]] = defaultdict(list)
    for place in sorted(range(len(bundles)), key=lambda each: -_weight_of(bundles[each])):
        themes[theme_of(bundles[place][0])].append(place)
    turns = sorted(
        (turn, -_weight_of(bundles[place]), place) for group in themes.values() for turn, place in enumerate(group)
    )
    taken = {place for _, _, place in turns[:most]}
    return [bundle for place, bundle in enumerate(bundles) if place in taken]


def _weight_of(bundle: Sequence[Record]) -> int:
    return max(map(weight, bundle)) + len(bundle) - 1


def weight(record: Record) -> int:
    """Weigh a record: figures, a day, a chapter chosen by hand, and anything but a line of the work log count."""
    return (
        2 * bool(read_figures(record))
        + (WHEN.key in record.values)
        + 3 * (CHAPTER.key in record.values)
        + 2 * (record.ledger.key != "work_log")
    )

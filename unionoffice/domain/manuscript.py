"""What the clerk has made of a draft: own words, dropped paragraphs, another order, settled findings.

Only this is kept of a summary; everything else is drafted anew from the ledgers each time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from unionoffice.domain.draft import Basis, Figure, Row, State

EDIT = "edit/"
"""How the keys of the clerk's own paragraphs begin."""


@dataclass(frozen=True)
class Quoted:
    """A figure as it stood when the clerk wrote the words around it."""

    figure: Figure
    """Without its rows and its day; they are looked up in the ledgers."""
    place: str = ""
    """The key of the drafted paragraph it came from."""
    row: Row | None = None
    """The one record it came from, where it came from one."""

    @property
    def text(self) -> str:
        """The words as written."""
        return self.figure.text


QuotedRun = str | Quoted


@dataclass(frozen=True)
class OwnWords:
    """A paragraph that the clerk wrote, changed or dropped."""

    chapter: str
    """The key of its chapter."""
    runs: tuple[QuotedRun, ...] = ()
    level: int = 0
    replaces: frozenset[str] = frozenset()
    """The drafted paragraphs without records of their own (statistics, headings) that it stands for."""
    covers: frozenset[Row] = frozenset()
    """The records that it tells: they are not told again."""
    dropped: bool = False
    """True for a paragraph that the clerk took out; it can be restored."""

    @property
    def text(self) -> str:
        """The words as written."""
        return "".join(run if isinstance(run, str) else run.text for run in self.runs)

    @property
    def sums(self) -> tuple[Quoted, ...]:
        """The numbers it quotes that come from several of the records it tells."""
        return tuple(run for run in self.runs if isinstance(run, Quoted) and run.row is None and self.covers)


@dataclass(frozen=True)
class ChapterPlan:
    """What the clerk has made of one chapter."""

    key: str
    title: str = ""
    """Another title than the tree's; empty for that."""
    dropped: bool = False
    part: str = ""
    """For a chapter of the clerk's own, the part it belongs to."""


@dataclass(frozen=True)
class Manuscript:
    """All that the clerk has done to the summary of one period."""

    words: Mapping[str, OwnWords] = field(default_factory=dict)
    """Own paragraphs by their keys (edit/1 …)."""
    order: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """For chapters whose paragraphs were touched, the keys of their paragraphs in order."""
    chapters: tuple[ChapterPlan, ...] = ()
    """The chapters in the clerk's order; empty for the draft's."""
    settled: Mapping[str, str] = field(default_factory=dict)
    """Findings that are right as they are, with the clerk's reason."""

    @property
    def is_empty(self) -> bool:
        """Whether the draft stands as it is."""
        return not (self.words or self.order or self.chapters)

    @property
    def covered(self) -> frozenset[Row]:
        """The records that own paragraphs tell or that were dropped with theirs."""
        return frozenset(row for each in self.words.values() for row in each.covers)

    @property
    def replaced(self) -> frozenset[str]:
        """The drafted paragraphs that own ones stand for."""
        return frozenset(key for each in self.words.values() for key in each.replaces)

    def next_key(self) -> str:
        """Give the key of the next own paragraph."""
        taken = [int(key.removeprefix(EDIT)) for key in self.words]
        return f"{EDIT}{max(taken, default=0) + 1}"

    def with_words(self, key: str, words: OwnWords | None) -> Manuscript:
        """Keep an own paragraph; None forgets it."""
        changed = {other: each for other, each in self.words.items() if other != key}
        return replace(self, words=changed if words is None else {**changed, key: words})


def quoted(figure: Figure, place: str = "") -> Quoted:
    """Quote a drafted figure in own words."""
    row = figure.rows[0] if len(figure.rows) == 1 else None
    return Quoted(replace(figure, rows=(), as_of=None), place, row)


def manuscript_as_json(manuscript: Manuscript) -> dict[str, Any]:
    """Turn a manuscript into plain lists and dicts."""
    return {
        "words": {key: _words_as_json(each) for key, each in manuscript.words.items()},
        "order": {key: list(keys) for key, keys in manuscript.order.items()},
        "chapters": [
            {"key": each.key, "title": each.title, "dropped": each.dropped, "part": each.part}
            for each in manuscript.chapters
        ],
        "settled": dict(manuscript.settled),
    }


def manuscript_from_json(content: Mapping[str, Any]) -> Manuscript:
    """Take a manuscript back."""
    return Manuscript(
        {key: _words_from_json(each) for key, each in content["words"].items()},
        {key: tuple(keys) for key, keys in content["order"].items()},
        tuple(ChapterPlan(**each) for each in content["chapters"]),
        dict(content["settled"]),
    )


def _words_as_json(words: OwnWords) -> dict[str, Any]:
    return {
        "chapter": words.chapter,
        "runs": [run if isinstance(run, str) else _quoted_as_json(run) for run in words.runs],
        "level": words.level,
        "replaces": sorted(words.replaces),
        "covers": sorted(words.covers),
        "dropped": words.dropped,
    }


def _words_from_json(content: Mapping[str, Any]) -> OwnWords:
    return OwnWords(
        content["chapter"],
        tuple(run if isinstance(run, str) else _quoted_from_json(run) for run in content["runs"]),
        content["level"],
        frozenset(content["replaces"]),
        frozenset((ledger, row_id) for ledger, row_id in content["covers"]),
        content["dropped"],
    )


_TEXTS = ("label", "unit", "qualifier", "rule", "scale", "per", "as_stated")


def _quoted_as_json(quoted: Quoted) -> dict[str, Any]:
    figure = quoted.figure
    return {
        "value": None if figure.value is None else str(figure.value),
        "upper": None if figure.upper is None else str(figure.upper),
        "state": figure.state.value,
        "basis": figure.basis.value,
        **{name: getattr(figure, name) for name in _TEXTS if getattr(figure, name)},
        "place": quoted.place,
        "row": quoted.row,
    }


def _quoted_from_json(content: Mapping[str, Any]) -> Quoted:
    figure = Figure(
        value=None if content["value"] is None else Decimal(content["value"]),
        upper=None if content["upper"] is None else Decimal(content["upper"]),
        state=State(content["state"]),
        basis=Basis(content["basis"]),
        **{"label": "", "unit": "", **{name: content[name] for name in _TEXTS if name in content}},
    )
    row = content["row"]
    return Quoted(figure, content["place"], None if row is None else (row[0], row[1]))

"""The chapter tree of an office, and the rules that place a record in it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from unionoffice.domain.draft import Part
from unionoffice.domain.ledger import Field, Record
from unionoffice.domain.text import ascii_form
from unionoffice.ledgers import aid, event, registers, work_log
from unionoffice.ledgers.shared import CHAPTER, NATURE
from unionoffice.paths import RESOURCES

_NUMERAL = (
    r"(?:[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}[章部]分?)"
)
_ORDER = (Part.OVERVIEW, Part.DONE, Part.SHORTCOMING, Part.PLAN)
_NATURES = {"计划": Part.PLAN, "不足": Part.SHORTCOMING}
_DEFAULT_TITLES = {Part.OVERVIEW: "总述", Part.SHORTCOMING: "存在不足", Part.PLAN: "下半年计划"}
FALLBACK = "其他工作"
"""The chapter of records that no rule places: none is ever lost."""

CATEGORIES: Mapping[str, Field[Any]] = {
    "work_log": work_log.CATEGORY,
    "event": event.TYPE,
    "aid": aid.CLASS,
    "coverage": registers.MATTER,
    "insurance": registers.SCHEME,
    "project": registers.PHASE,
    "budget": registers.SUBJECT,
    "legal": registers.LEGAL_WAY,
    "award": registers.AWARD_LEVEL,
}
"""The field of each ledger that says what sort of work a record is."""


def category_of(record: Record) -> str:
    """Give the sort of work a record is, empty when its ledger knows none."""
    key = CATEGORIES.get(record.ledger.key)
    return record.text(key) if key else ""


def strip_numeral(title: str) -> str:
    """Drop a leading 一、 or （一）, which would be numbered twice (下半年一、组织建设 → 下半年组织建设)."""
    return re.sub(rf"^\s*(下半年|下学期)?{_NUMERAL}\s*", r"\1", title).strip() or title.strip()


@lru_cache(maxsize=1000)
def _folded(title: str) -> str:
    """Fold a title for comparing: half-width, without numerals anywhere, marks or spaces."""
    return re.sub(r"[\s:：、，,。“”\"‘’]", "", ascii_form(re.sub(_NUMERAL, "", title))) or title


def part_of_title(title: str) -> Part:
    """Guess the part that a new chapter belongs to from its title."""
    if re.match(r"总述|导语|概述|前言", title):
        return Part.OVERVIEW
    if re.search(r"不足|存在.*问题|短板", title):
        return Part.SHORTCOMING
    if re.search(r"^(?:下半年|下学期|下一步|下一阶段|明年)|打算|工作计划|计划$", title):
        return Part.PLAN
    return Part.DONE


@dataclass(frozen=True)
class ChapterNode:
    """One chapter of the tree, printed when it has text or is to be shown empty."""

    title: str
    part: Part = Part.DONE
    show_when_empty: bool = False

    @property
    def row(self) -> tuple[str, str, bool]:
        """The stored form."""
        return (self.title, self.part.value, self.show_when_empty)

    @classmethod
    def from_row(cls, row: Sequence[Any]) -> ChapterNode:
        """Take a node back from its stored form."""
        return cls(str(row[0]), Part(row[1]), bool(row[2]))


@dataclass(frozen=True)
class ChapterRule:
    """Where records of a ledger go; an empty category or nature means any."""

    ledger: str
    category: str
    title: str
    nature: str = ""

    def matches(self, record: Record) -> bool:
        """Tell whether the rule speaks of this record."""
        return (
            self.ledger == record.ledger.key
            and self.category in ("", category_of(record))
            and self.nature in ("", record.values.get(NATURE.key, ""))
        )


@dataclass(frozen=True)
class Topics:
    """What each sort of record is about, and the words by which a chapter shows that it is about the same."""

    of_category: Mapping[str, Sequence[str]]
    """`ledger` or `ledger/category` → topics, the nearest first."""
    words: Mapping[str, Sequence[str]]

    def of(self, ledger: str, category: str) -> Sequence[str]:
        """Give the topics of a sort of record, the nearest first."""
        return self.of_category.get(f"{ledger}/{category}" if category else ledger, ())


def find_node(nodes: Iterable[ChapterNode], title: str) -> ChapterNode | None:
    """Find a chapter by its title, numerals, spaces and the width of marks apart."""
    wanted = _folded(title)
    return next((node for node in nodes if _folded(node.title) == wanted), None)


def with_title(nodes: Iterable[ChapterNode], title: str) -> list[ChapterNode]:
    """Add a chapter that the tree does not have, at the end of its part (before 存在不足 where its part is 完成)."""
    tree = list(nodes)
    if find_node(tree, title) is None:
        tree.append(ChapterNode(strip_numeral(title), part_of_title(strip_numeral(title))))
    return sorted(tree, key=lambda node: _ORDER.index(node.part))


@dataclass(frozen=True)
class ChapterTree:
    """The chapters of an office with everything that places a record in one of them."""

    nodes: tuple[ChapterNode, ...]
    rules: tuple[ChapterRule, ...] = ()
    topics: Topics = field(default_factory=lambda: read_topics())
    former: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """`ledger/category` → what the office called the category before: rules know it by that name."""

    def place(self, record: Record) -> ChapterNode:
        """Find a record's chapter: its own 归入章节, then its 性质, then the rules, then the topics; never none."""
        if title := record.text(CHAPTER):
            return find_node(self.nodes, title) or with_title((), title)[0]
        for rule in self.rules:
            if rule.nature and rule.matches(record) and (node := find_node(self.nodes, rule.title)):
                return node
        if part := _NATURES.get(record.values.get(NATURE.key, "")):
            return self.first_of(part)
        return self.about(record.ledger.key, category_of(record))

    def first_of(self, part: Part) -> ChapterNode:
        """Give the first chapter of a part, or the usual one where the tree has none."""
        return next((node for node in self.nodes if node.part is part), ChapterNode(_DEFAULT_TITLES[part], part))

    def about(self, ledger: str, category: str) -> ChapterNode:
        """Find the chapter of a sort of record."""
        sort = (ledger, category)
        if sort not in self._found:
            self._found[sort] = self._find_about(ledger, category)
        return self._found[sort]

    @cached_property
    def _found(self) -> dict[tuple[str, str], ChapterNode]:
        """What `about` has answered: many records are of few sorts."""
        return {}

    def _find_about(self, ledger: str, category: str) -> ChapterNode:
        for wanted in dict.fromkeys((category, *self.former.get(f"{ledger}/{category}", ()), "")):
            for rule in self.rules:
                if (rule.ledger, rule.category, rule.nature) == (ledger, wanted, "") and (
                    node := find_node(self.nodes, rule.title)
                ):
                    return node
            # A chapter that is about the same is nearer than a rule for any other record of the ledger.
            for topic in self.topics.of(ledger, wanted):
                if node := self._by_words.get(topic):
                    return node
        return find_node(self.nodes, FALLBACK) or ChapterNode(FALLBACK)

    @cached_property
    def _by_words(self) -> Mapping[str, ChapterNode]:
        found: dict[str, ChapterNode] = {}
        done = [node for node in self.nodes if node.part is Part.DONE]
        for topic, words in self.topics.words.items():
            hits = [([at for at, word in enumerate(words) if word in node.title], node) for node in done]
            named = [(len(places), -places[0], node) for places, node in hits if places]
            if named:
                found[topic] = max(named, key=lambda each: each[:2])[2]
        return found

    def arranged(self, used: Iterable[ChapterNode]) -> list[ChapterNode]:
        """Give the chapters in the order of printing, those that records named beside the tree among them."""
        tree = list(self.nodes)
        for node in used:
            if find_node(tree, node.title) is None:
                tree.append(node)
        return sorted(tree, key=lambda node: _ORDER.index(node.part))


def _read_file() -> dict[str, Any]:
    content: dict[str, Any] = json.loads((RESOURCES / "chapters.json").read_text("utf-8"))
    return content


def read_topics() -> Topics:
    """Read what the sorts of records are about."""
    content = _read_file()
    return Topics(content["topics"], content["words"])


def template_names() -> list[str]:
    """List the templates that a new office chooses from."""
    return list(_read_file()["templates"])


def template(name: str) -> list[ChapterNode]:
    """Give the chapter tree of a template; one that is not known is 通用."""
    templates = _read_file()["templates"]
    entries = templates.get(name) or templates["通用"]
    nodes = [
        ChapterNode(entry["title"], Part(entry.get("part", "完成")), entry.get("shown", False)) for entry in entries
    ]
    return sorted(nodes, key=lambda node: _ORDER.index(node.part))


def template_rules(name: str) -> list[ChapterRule]:
    """Give the rules of a template: each of its chapters takes the topics it names."""
    content = _read_file()
    entries = content["templates"].get(name) or content["templates"]["通用"]
    homes = {topic: entry["title"] for entry in entries for topic in entry.get("topics", ())}
    rules = []
    for sort, topics in content["topics"].items():
        ledger, _, category = sort.partition("/")
        if title := next((homes[topic] for topic in topics if topic in homes), ""):
            rules.append(ChapterRule(ledger, category, title))
    return rules

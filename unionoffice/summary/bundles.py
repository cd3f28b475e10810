"""Which records say the same kind of thing, so that one sentence tells them together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from unionoffice.domain.ledger import Record
from unionoffice.ledgers import aid, event, registers, work_log
from unionoffice.ledgers.shared import CO_ORG, DOC_REF, UNIT
from unionoffice.summary.chapters import category_of
from unionoffice.summary.figures import read_figures, worded_amounts
from unionoffice.summary.phrases import Phrases
from unionoffice.summary.roles import without_names
from unionoffice.summary.titles import stem, verb_for_noun
from unionoffice.summary.totals import is_done, is_spent

FEWEST = 3
"""So many records of one sort are told together."""
FEWEST_AIDS = 2
"""So many of the same help, since each says only 姓+某."""
MOST_RECIPIENTS = 4
"""Sorts of people that are told one after the other for the same help; of more, one stands for all."""
MOST_NAMED = 8
"""So many of a list are all named with their figures; of a longer one only some are, and the annex has them all."""

Likeness = tuple[object, ...]
_OWN_SENTENCE = {
    "work_log": frozenset(["content", "people", "frequency", "project", CO_ORG.key, DOC_REF.key]),
    "event": frozenset(["people", "review", "series", CO_ORG.key, DOC_REF.key]),
    "aid": frozenset([CO_ORG.key, DOC_REF.key, aid.HOUSEHOLD_TIMES.key]),
    "award": frozenset(["winner", "member", "works", "event", CO_ORG.key, DOC_REF.key]),
}
"""Fields that say something which a sentence about several records would lose."""


@dataclass(frozen=True)
class Bundler:
    """Finds what is told together; a series of events (`parents`) stays by itself."""

    phrases: Phrases
    parents: Collection[int] = ()
    fewest: int = FEWEST
    """So many records make a bundle; of aid one less does."""

    def is_alike(self, record: Record) -> bool:
        """Tell whether a record may be told together with its like at all."""
        return self._series(record) is not None or self._like(record) is not None

    def bundled(self, records: Sequence[Record]) -> list[list[Record]]:
        """Put alike records together, each bundle at the place of its first one; a record like no other stands alone."""
        series = self._groups(records, self._series)
        groups = {**series, **self._groups([each for each in records if id(each) not in series], self._like)}
        sorts = Counter(_sort_of_aid(group) for group in _distinct(groups.values()) if group[0].ledger.key == "aid")
        many = [group for group in groups.values() if sorts[_sort_of_aid(group)] > MOST_RECIPIENTS]
        merged: dict[Likeness, list[Record]] = {}
        for group in _distinct(many):
            merged.setdefault(_sort_of_aid(group), []).extend(group)
        groups |= {id(each): group for group in merged.values() for each in group}
        seen: set[int] = set()
        result = []
        for record in records:
            group = groups.get(id(record), [record])
            if id(group[0]) not in seen:
                seen.add(id(group[0]))
                result.append(group)
        return result

    def _groups(self, records: Sequence[Record], like: Callable[[Record], Likeness | None]) -> dict[int, list[Record]]:
        """Give each record of a large enough group its group, by the identity of the record."""
        named = [(like(each), each) for each in records]
        sizes = Counter(name for name, _ in named if name is not None)
        groups: dict[Likeness, list[Record]] = {}
        for name, record in named:
            fewest = min(self.fewest, FEWEST_AIDS) if record.ledger.key == "aid" else self.fewest
            if name is not None and sizes[name] >= fewest:
                groups.setdefault(name, []).append(record)
        return {id(each): group for group in groups.values() for each in group}

    def _series(self, record: Record) -> Likeness | None:
        """Find what the lines of a series in the work log have in common."""
        common = self._common(record)
        if common is None or record.ledger.key != "work_log":
            return None
        name = stem(record.text(work_log.TITLE))
        # A name without its number must still be a name: 第3批 alone is none.
        return (*common, name) if len(name) > 1 else None

    def _like(self, record: Record) -> Likeness | None:
        common = self._common(record)
        if common is None:
            return None
        match record.ledger.key:
            case "work_log":
                verb = verb_for_noun(self.phrases, record.text(work_log.TITLE))
                return (*common, verb) if verb else None
            case "event":
                return self._event(record, common)
            case "aid":
                return _aid(record, common)
            case "award":
                return common
        return None

    def _event(self, record: Record, common: Likeness) -> Likeness | None:
        verb = verb_for_noun(self.phrases, record.text(event.TITLE))
        usual = record.text(event.ROLE) in ("", "主办") and record.text(event.STATUS) in ("", "完成")
        return (*common, verb) if verb and usual and record.id not in self.parents else None

    def _common(self, record: Record) -> Likeness | None:
        """Give what must be the same; None where the record has more to say, or numbers that enter no sum."""
        ledger = record.ledger.key
        blocking = _OWN_SENTENCE.get(ledger)
        if blocking is None or not is_done(record) or blocking & record.values.keys() or worded_amounts(record):
            return None
        readings = read_figures(record)
        if any(each.figure.value is None or each.part or each.figure.upper is not None for each in readings):
            return None
        if ledger in ("work_log", "event") and any(not _adds_up(each.field, each.summable) for each in readings):
            return None
        numbers = tuple((each.name, each.figure.unit) for each in readings)
        unit = record.text(UNIT) if record.ledger.has(UNIT) else ""
        return (ledger, unit) if ledger == "award" else (ledger, category_of(record), unit, numbers)


def _adds_up(field: str, summable: bool) -> bool:
    return summable and field in ("headcount", "person_times", "")


def _aid(record: Record, common: Likeness) -> Likeness | None:
    if not is_spent(record) or record.values.get(aid.AMOUNT.key) is None:
        return None
    # One file is one household; how many people a word such as 职工 stands for only the record's own number says.
    who = "" if record.text(aid.HOUSEHOLD_REF) else without_names(record.text(aid.RECIPIENT))
    is_counted = bool(record.text(aid.HOUSEHOLD_REF)) or record.values.get(aid.PERSONS.key) is not None
    same = [record.text(key) for key in (aid.KIND, aid.SOURCE, aid.OCCASION, aid.STAGE)]
    goods = record.text(record.ledger.get("goods"))
    return (*common, *same, goods, who, bool(record.text(aid.HOUSEHOLD_REF))) if is_counted else None


def _sort_of_aid(group: Sequence[Record]) -> Likeness:
    """Name the help that a bundle gave, whoever got it; files of households are never mixed with other people."""
    first = group[0]
    same = [first.text(each) for each in first.ledger.fields if each.key in _SORT]
    return (first.ledger.key, bool(first.values.get(aid.HOUSEHOLD_REF.key)), *same)


_SORT = frozenset([aid.CLASS.key, aid.KIND.key, aid.SOURCE.key, aid.OCCASION.key, UNIT.key, "goods"])


def _distinct(groups: Iterable[list[Record]]) -> list[list[Record]]:
    return list({id(group): group for group in groups}.values())


def without_own_number(bundles: Sequence[Sequence[Record]]) -> Iterator[Record]:
    """List the records of which the text gives only a sum: the annex tells them one by one."""
    for bundle in bundles:
        if len(bundle) > 1 and not names_each(bundle):
            yield from bundle


def names_each(bundle: Sequence[Record]) -> bool:
    """Tell whether the sentence about a bundle names every record with its own figures."""
    ledger = bundle[0].ledger.key
    if ledger == "aid" or len(bundle) > MOST_NAMED:
        return False
    return ledger != "work_log" or len({stem(each.text(work_log.TITLE)) for each in bundle}) > 1


LEVELS = ("全国", "省", "市", "县", "乡镇", "本级")


def by_level(records: Sequence[Record]) -> list[Record]:
    """Put awards in the order of their levels, the highest first."""
    names = {level: place for place, level in enumerate(LEVELS)}
    return sorted(records, key=lambda each: names.get(each.text(registers.AWARD_LEVEL), len(LEVELS)))

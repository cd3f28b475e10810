"""Several alike records in one sentence: how often, over what time, and sums that may be added up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from unionoffice.domain.day import Precision, Span
from unionoffice.domain.draft import Figure, Row, State
from unionoffice.domain.ledger import Record
from unionoffice.domain.period import Period
from unionoffice.ledgers import aid, registers
from unionoffice.ledgers.shared import UNIT, WHEN
from unionoffice.summary.aid_slots import kind_in_words, people_helped
from unionoffice.summary.bundles import Bundler, by_level, names_each
from unionoffice.summary.figures import Reading, read_figures, row_of
from unionoffice.summary.material import Material
from unionoffice.summary.phrases import Phrases, Variety
from unionoffice.summary.sentences import Telling
from unionoffice.summary.titles import stem, verb_for_noun
from unionoffice.summary.totals import add, as_times, count, rule_of
from unionoffice.summary.wording import Runs, ended, joined, tidy

_FEW_NAMES = 3
"""Names that stand for a long list (…、…、…等12项)."""
Bundle = Sequence[Record]


@dataclass(frozen=True)
class TellingTogether:
    """How bundles are told: for which period and in which words."""

    telling: Telling

    @property
    def _phrases(self) -> Phrases:
        return self.telling.phrases

    @property
    def _period(self) -> Period:
        return self.telling.period

    def sentence(self, bundle: Bundle, variety: Variety) -> Runs:
        """Write one sentence about alike records."""
        tell = {"work_log": self._titled, "event": self._titled, "aid": self._aid, "award": self._awards}
        return ended(tidy(tell[bundle[0].ledger.key](bundle, variety)))

    def _titled(self, bundle: Bundle, variety: Variety) -> Runs:
        titles = [each.label for each in bundle]
        names = {stem(title) for title in titles}
        if len(names) == 1 and not (bundle[0].ledger.key == "event" and names_each(bundle)):
            return self._series(bundle, names.pop(), variety)
        return self._list(bundle, variety)

    def _series(self, bundle: Bundle, name: str, variety: Variety) -> Runs:
        verb = verb_for_noun(self._phrases, name)
        figure = count(bundle, f"{name}次数", "次", self._rule(f"“{name}”的登记条数"))
        slots: dict[str, Runs | str] = {
            "when": months_of(bundle, self._period),
            "unit": _unit(bundle),
            "verb": verb,
            "core": name,
            "place": _place(bundle) if verb else "",
            "n": (figure,),
            "figures": self._sums(bundle, name),
        }
        return self._phrases.say(f"together/{'series' if verb else 'sentence'}", slots, name, variety)

    def _list(self, bundle: Bundle, variety: Variety) -> Runs:
        each = names_each(bundle)
        verbs = [verb_for_noun(self._phrases, record.label) or "开展" for record in bundle]
        what = self._phrases.words("together", "kinds").get(bundle[0].ledger.key, "工作")
        named = bundle if each else self._largest(bundle)
        n = count(bundle, f"{self._category(bundle)}{what}", "项", self._rule(f"“{self._category(bundle)}”的登记条数"))
        slots: dict[str, Runs | str] = {
            "unit": _unit(bundle),
            "place": _place(bundle),
            "verb": max(set(verbs), key=verbs.count),
            "names": joined([self._named(record, with_figures=each) for record in named], "、"),
            "figures": () if each else self._sums(bundle, self._category(bundle)),
        }
        if not each:
            slots |= {"n": (n,), "what": what}
        return self._phrases.say("together/list", slots, str(bundle[0].id), variety)

    def _named(self, record: Record, *, with_figures: bool) -> Runs:
        """Name one item of a list, its day and figures in brackets."""
        readings = read_figures(record) if with_figures else []
        when = self.telling.when(record, record.label)
        if when.startswith("截至"):
            when = ""
        inside = joined([(when,) if when else (), *(_counted(each) for each in readings)], "，")
        return (record.label, "（", *inside, "）") if inside else (record.label,)

    def _largest(self, bundle: Bundle) -> list[Record]:
        """Take the items that most people came to, in the order of the bundle."""

        def size(record: Record) -> int:
            return max((int(each.figure.value or 0) for each in read_figures(record)), default=0)

        chosen = sorted(bundle, key=lambda each: (-size(each), each.id))[:_FEW_NAMES]
        return [each for each in bundle if each in chosen]

    def _category(self, bundle: Bundle) -> str:
        ledger = bundle[0].ledger.key
        field = {"work_log": "category", "event": "type"}[ledger]
        return bundle[0].text(bundle[0].ledger.get(field))

    def _sums(self, bundle: Bundle, name: str) -> Runs:
        """Add up what the records state, unit by unit: people at several meetings are attendances, never people."""
        by_name: dict[tuple[str, str], list[Reading]] = defaultdict(list)
        for record in bundle:
            for reading in read_figures(record):
                by_name[(reading.name, reading.figure.unit)].append(reading)
        pieces = []
        for (title, unit), readings in by_name.items():
            attended = readings[0].field in ("headcount", "person_times")
            label = f"{name}参加人次" if attended else title
            figure = add(readings, label, self._rule(f"“{name}”各条登记的“{title}”相加{_TWICE if attended else ''}"))
            if figure is None or not figure.value:
                continue
            if attended:
                pieces.append(self._phrases.say("together/attended", {"n": (as_times(figure),)}, name))
            else:
                pieces.append(
                    self._phrases.say("together/piece", {"name": title, "n": (replace(figure, unit=unit),)}, name)
                )
        return joined(pieces, "，")

    def _aid(self, bundle: Bundle, variety: Variety) -> Runs:
        first = bundle[0]
        sort, kind = first.text(aid.CLASS), first.text(aid.KIND)
        amounts = [reading for each in bundle for reading in read_figures(each) if reading.field == "amount"]
        amount = add(amounts, f"{kind}金额合计", self._rule(f"“{sort}”中“{kind}”已发放的金额合计"))
        occasion = first.text(aid.OCCASION)
        is_short = 0 < len(occasion) <= 4 and not occasion.endswith(("前夕", "期间"))
        slots: dict[str, Runs | str] = {
            "when": "" if is_short else months_of(bundle, self._period),
            "occasion": f"{occasion}期间" if is_short else occasion,
            "unit": _unit(bundle),
            "recipient": self._recipient(bundle),
            "aid_kind": kind_in_words(self._phrases, sort, kind),
            "heads": self._heads(bundle, kind),
            "amount": (amount,) if amount else (),
            "goods": first.text(first.ledger.get("goods")),
            "source": first.text(aid.SOURCE),
        }
        statement = f"together/aid/{sort}" if self._phrases.has(f"together/aid/{sort}") else "together/aid"
        return self._phrases.say(statement, slots, kind, variety)

    def _recipient(self, bundle: Bundle) -> str:
        """Say who was helped; of several sorts of people the most frequent stands for all (…等)."""
        words = [people_helped(each, full_names=self.telling.full_names, several=True) for each in bundle]
        most = max(words, key=lambda each: (words.count(each), -words.index(each)))
        return most if len(set(words)) == 1 else f"{most}等"

    def _heads(self, bundle: Bundle, kind: str) -> Runs:
        """Count households by their files and how often they were helped; people of other records are attendances."""
        files = {each.text(aid.HOUSEHOLD_REF): each for each in bundle if each.text(aid.HOUSEHOLD_REF)}
        if files:
            rule = self._rule(f"“{kind}”记录涉及的困难职工档案户数")
            homes = replace(
                count(list(files.values()), f"{kind}户数", "户", rule), rows=tuple(row_of(each) for each in bundle)
            )
            times = count(bundle, f"{kind}户次", "户次", self._rule(f"“{kind}”记录条数"))
            return (homes,) if len(files) == len(bundle) else (homes, "（", times, "）")
        readings = [each for record in bundle for each in read_figures(record) if each.field == "persons"]
        people = add(readings, f"{kind}人次", self._rule(f"“{kind}”各条登记的人数相加{_TWICE}"))
        return (as_times(people),) if people else ()

    def _awards(self, bundle: Bundle, variety: Variety) -> Runs:
        levels: Mapping[str, str] = self._phrases.content["levels"]
        names: list[Runs] = []
        for record in by_level(bundle):
            level = record.text(registers.AWARD_LEVEL)
            title = record.text(registers.AWARD_TITLE)
            said = not level or level == "本级" or level[:1] in title
            grade = record.text(record.ledger.get("grade"))
            words = ("" if said else levels.get(level, level)) + title + ("" if grade in title else grade)
            figures = [each.figure for each in read_figures(record)]
            names.append((words, *figures))
        return self._phrases.say("together/award", {"names": joined(names, "、")}, str(bundle[0].id), variety)

    def _rule(self, words: str) -> str:
        return rule_of(self._period, words)


_TWICE = "，同一人多次参加或受助按多次计"


def _counted(reading: Reading) -> Runs:
    return (reading.figure,) if reading.field else (reading.name, reading.figure)


def _unit(bundle: Bundle) -> str:
    return bundle[0].text(UNIT) if bundle[0].ledger.has(UNIT) else ""


def _place(bundle: Bundle) -> str:
    places = {each.text(each.ledger.get("place")) for each in bundle}
    return places.pop() if len(places) == 1 else ""


def months_of(bundle: Bundle, period: Period) -> str:
    """Say when a bundle took place: its one day or month, or from which month to which; nothing for all the period."""
    spans: list[Span] = [each.values[WHEN.key] for each in bundle if WHEN.key in each.values]
    coarse = (Precision.YEAR, Precision.HALF, Precision.QUARTER)
    if len(spans) < len(bundle) or any(each.first.precision in coarse for each in spans):
        return ""
    if len({each.code for each in spans}) == 1:
        return spans[0].words if spans[0].start.year in (period.start.year, period.end.year) else ""
    first, last = min(each.start for each in spans), max(each.start for each in spans)
    if first < period.start or last > period.end or first.year != last.year:
        return ""
    if first.month == last.month:
        return f"{first.month}月"
    whole = (first.year, first.month, last.month) == (period.start.year, period.start.month, period.end.month)
    return "" if whole else f"{first.month}月至{last.month}月"


def sums_over(material: Material, rows: Collection[Row]) -> list[Figure]:
    """Give what certain records come to when they are told together: the sums that own words about them may quote.

    Also of fewer records than the draft would put together: a bundle does not lose its sum with one of its records.
    """
    wanted = set(rows)
    records = [each for key in sorted({key for key, _ in rows}) for each in material.of(key) if row_of(each) in wanted]
    parents = {parent.id for each in material.of("event") if (parent := material.parent_of(each)) is not None}
    together = TellingTogether(Telling(material.period, material.phrases, material.full_names, material.counted_on))
    usual, least = Bundler(material.phrases, parents), Bundler(material.phrases, parents, fewest=1)
    bundles = [each for each in usual.bundled(records) if len(each) > 1]
    bundles += [each for each in least.bundled(records) if least.is_alike(each[0])]
    runs = [run for bundle in bundles for run in together.sentence(bundle, Variety())]
    return [run for run in runs if isinstance(run, Figure) and run.state is State.COMPUTED]

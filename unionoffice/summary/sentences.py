"""One record as a sentence of the summary, with every figure it states."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from unionoffice.domain.day import Day, Precision, Span, month_end
from unionoffice.domain.draft import Basis, Figure, Run
from unionoffice.domain.ledger import Record
from unionoffice.domain.period import Period
from unionoffice.ledgers import aid, registers
from unionoffice.ledgers.shared import CO_ORG, DOC_REF, NATURE, UNIT, WHEN
from unionoffice.summary.figures import Reading, read_figures, worded_amounts
from unionoffice.summary.phrases import Phrases, Variety
from unionoffice.summary.register_slots import is_whole_target
from unionoffice.summary.slots import SLOTS, plain_slots
from unionoffice.summary.told import Told, said_in
from unionoffice.summary.wording import Runs, embedded, ended, joined, text_of, tidy


@dataclass(frozen=True)
class Telling:
    """How records are told: for which period, in which words, with names or without."""

    period: Period
    phrases: Phrases
    full_names: bool = False
    until: date = date.max
    """The day as of which stocks are counted."""

    def sentence(
        self, record: Record, children: Runs = (), before: Record | None = None, variety: Variety | None = None
    ) -> Runs:
        """Write one record with all its figures; the children of a series stand behind its colon.

        A date that the record told before it has already is not said again; with `variety`, neither is its pattern.
        """
        readings = read_figures(record)
        told = Told(record, readings, self.phrases, self.full_names)
        SLOTS.get(record.ledger.key, plain_slots)(told)
        self._common(told, before)
        self._add_rest(told)
        if children:
            told.slots["children"] = children
        pattern = self._pattern(record, series=bool(children))
        if variety is not None and self.phrases.has(f"dated/{pattern}") and _has_own_day(told):
            pattern = f"dated/{pattern}"
        filled = self.phrases.say(pattern, told.slots, f"item/{record.id}", variety)
        first = ended(_complete(filled, told))
        return tidy((*first, *ended(told.after))) if told.after else first

    def _pattern(self, record: Record, *, series: bool) -> str:
        ledger = record.ledger.key
        if series:
            return "item/series"
        if record.values.get(NATURE.key) == "计划" and self.phrases.has(f"plan/{ledger}"):
            return f"plan/{ledger}"
        if ledger == "target" and is_whole_target(record):
            return "item/target/whole"
        sort = {"aid": aid.CLASS, "coverage": registers.ACTION}.get(ledger)
        special = f"item/{ledger}/{record.text(sort)}" if sort else ""
        if special and self.phrases.has(special):
            return special
        return f"item/{ledger}" if self.phrases.has(f"item/{ledger}") else "item/work_log"

    def _common(self, told: Told, before: Record | None) -> None:
        record, core = told.record, told.core_text
        when = self.when(record, core)
        if when and before is not None and before.values.get(WHEN.key) == record.values.get(WHEN.key):
            one_day = record.values[WHEN.key].last is None and record.values[WHEN.key].first.precision is Precision.DAY
            when = "" if when.startswith("截至") else "同日" if one_day else "同期"
        told.slots.setdefault("when", when)
        for key in (UNIT, CO_ORG, DOC_REF):
            words = record.text(key) if record.ledger.has(key) else ""
            if words and not said_in(words, core):
                runs, told.rest = embedded(words, told.rest)
                told.slots.setdefault(key.key, runs)

    def when(self, record: Record, core: str) -> str:
        """Write the date as running text needs it; nothing where the words or the period say it already."""
        when: Span | None = record.values.get(WHEN.key) if record.ledger.has(WHEN) else None
        if when is None or self._covers_period(when):
            return ""
        month = when.start.month
        if re.search(rf"(?<![0-9]){month}(?:月|至[0-9]+月)|截至|年初|学期初|年底", core):
            return ""
        running = any(each.figure.basis is not Basis.PERIOD for each in read_figures(record))
        # How contracts stand on the last day of some month is no deed of that day.
        on_a_day = when.last is None and when.first.precision is Precision.DAY
        counted = record.ledger.key in ("coverage", "target", "insurance")
        running = running or (counted and (on_a_day or when.end == self.period.end))
        if running and when.end == month_end(when.end.year, when.end.month):
            return f"截至{when.end.month}月底" if when.end <= self.until else "截至目前"
        year = when.start.year
        away = year not in (self.period.start.year, self.period.end.year)
        if not away:
            return when.words
        return f"{year}年{when.words}" if _says_month(when.first) else f"{year}年"

    def _covers_period(self, when: Span) -> bool:
        if not _says_month(when.first):
            return self.period.start.year == when.start.year
        return when.start <= self.period.start and when.end >= self.period.end

    def _add_rest(self, told: Told) -> None:
        pieces: list[Runs] = []
        was_part = False
        for reading in told.rest:
            if not pieces and told.core_text.endswith(reading.name) and not reading.part:
                # 发放宣传资料 + 宣传资料 1500余份: the name is said already.
                mark = ("，",) if reading.figure.per else ()
                told.slots["core"] = (*told.slots.get("core", ()), *mark, reading.figure)
                continue
            pieces.append(self._piece(reading, lead=not was_part))
            was_part = reading.part
        said = told.core_text + text_of(told.after)
        for each in worded_amounts(told.record):
            if each.name not in said or each.words not in said:
                pieces.append((f"{each.name}{each.words}",))
        told.slots["figures"] = joined(pieces, "、")

    def _piece(self, reading: Reading, *, lead: bool) -> Runs:
        """Name a figure; how is decided by its value, so that neighbours do not all read alike."""
        kind = reading.field if reading.field in self.phrases.words("pieces", "") or reading.field else ""
        name = f"其中{reading.name}" if reading.part and lead else reading.name
        if not kind and not reading.part:
            kind = _kind_of(name, reading.figure.unit)
        known = self.phrases.has(f"pieces/{kind}")
        return self.phrases.say(
            f"pieces/{kind if known else ''}", {"name": name, "n": (reading.figure,)}, reading.figure.text
        )


def _kind_of(name: str, unit: str) -> str:
    """Tell which build a figure's name asks for: 2200名职工参加医疗互助, 为期3天."""
    if name.startswith(("参加", "参与")) and len(name) > len("参加") and unit in ("人", "名", "人次"):
        return f"joining/{unit}"
    return "days" if name in ("天数", "历时") and unit == "天" else ""


def _has_own_day(told: Told) -> bool:
    """Tell whether the date may also stand in brackets or without its comma: 3月8日, not 同日 or 截至6月底."""
    when = told.slots.get("when")
    return isinstance(when, str) and when[:1].isdigit() and not told.after


def _says_month(day: Day) -> bool:
    return day.precision not in (Precision.YEAR, Precision.HALF)


def _complete(runs: Runs, told: Told) -> Runs:
    """Add whatever figure no clause took, so that none is lost."""
    there = [run for run in (*runs, *told.after) if isinstance(run, Figure)]
    missing: list[Runs] = []
    for reading in told.readings:
        match = next((run for run in there if _same(run, reading.figure)), None)
        if match is None:
            missing.append((reading.name, reading.figure))
        else:
            there.remove(match)
    extra: list[Run] = [run for piece in missing for run in ("，", *piece)]
    return (*runs, *extra)


def _same(one: Figure, other: Figure) -> bool:
    labels = (other.label, f"每{other.per}{other.label}")
    return one.label in labels and (one.value, one.upper, one.rows) == (other.value, other.upper, other.rows)

"""Rates of contracts and openness beside those of the same period last year, in 个百分点."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from unionoffice.domain.ledger import Record
from unionoffice.ledgers import registers
from unionoffice.ledgers.shared import UNIT
from unionoffice.summary.figures import read_figures
from unionoffice.summary.statistics import Statement, Statistics, compare
from unionoffice.summary.totals import is_done
from unionoffice.summary.wording import Runs


def rates_against_last_year(statistics: Statistics) -> Iterable[Statement]:
    """Hold each rate of contracts and openness against last year's of the same matter, where there is exactly one."""
    before = _by_matter(each for each in statistics.material.before("coverage") or () if is_done(each))
    for chapter, records in statistics.by_chapter("coverage").items():
        for matter, found in _by_matter(records).items():
            old = before.get(matter, [])
            if len(found) != 1 or len(old) != 1:
                continue
            (rate,) = (each.figure for each in read_figures(found[0]) if each.field == registers.COVERAGE_RATE.key)
            (then,) = (each.figure for each in read_figures(old[0]) if each.field == registers.COVERAGE_RATE.key)
            names = statistics.material.phrases.content["names"]
            what, action = names.get(matter[0], matter[0]), matter[1]
            slots: dict[str, Runs | str] = {
                "what": f"{matter[2]}{what}{'公开率' if action == '公开' else f'{action}率'}",
                "rate": (rate,),
                "compare": compare(rate, then.value or Decimal(0), statistics.material),
            }
            yield statistics.say("rate", chapter, f"stat/rate/{'/'.join(matter)}", slots)


def _by_matter(records: Iterable[Record]) -> dict[tuple[str, str, str], list[Record]]:
    """Group the records that have a rate by what it is a rate of."""
    groups: dict[tuple[str, str, str], list[Record]] = defaultdict(list)
    for each in records:
        if any(reading.field == registers.COVERAGE_RATE.key for reading in read_figures(each)):
            unit = each.text(registers.COVERED_TYPE) + each.text(UNIT)
            groups[(each.text(registers.MATTER), each.text(registers.ACTION), unit)].append(each)
    return groups

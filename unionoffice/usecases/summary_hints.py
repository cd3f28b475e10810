"""不足与计划提示: what the records suggest for the last chapters, and taking some of it into the text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from unionoffice.domain.chinese_numerals import chinese_numeral
from unionoffice.domain.day import Span
from unionoffice.domain.draft import Figure, Part
from unionoffice.domain.ledger import Record
from unionoffice.domain.manuscript import ChapterPlan, quoted
from unionoffice.domain.period import Period, half_after, half_before
from unionoffice.domain.query import Query
from unionoffice.ledgers.household import HOUSEHOLD, VISIT, VISIT_HOUSEHOLD
from unionoffice.ledgers.shared import PERIOD, WHEN
from unionoffice.ledgers.work_log import DUE, FOLLOW_OF
from unionoffice.rules.household_follow_up import review_due, visit_due
from unionoffice.rules.household_stages import is_open
from unionoffice.summary.chapters import ChapterTree
from unionoffice.summary.fixed_days import read_fixed_days
from unionoffice.summary.hints import Hint, HintMaterial, hints
from unionoffice.summary.material import belongs
from unionoffice.summary.phrases import read_phrases
from unionoffice.summary.rewriting import EditedChapter, EditedParagraph
from unionoffice.summary.time_ahead import is_of_time_ahead
from unionoffice.usecases.edit_summary import SummaryText, arrange_chapters, save_text, settle
from unionoffice.usecases.office import Office
from unionoffice.usecases.office_book import OfficeBook
from unionoffice.usecases.plans import unfinished

_TAKEN = "hint/"
_TAKEN_WORDS = "已采用"
_PARTS = (Part.OVERVIEW, Part.DONE, Part.SHORTCOMING, Part.PLAN)
_ITEM = re.compile(r"^([0-9]{1,2})\.")
_COUNTED = re.compile(r"([一二三四五六七八九十])是")
_NUMERALS = "一二三四五六七八九十"


def offered_hints(office: Office, text: SummaryText) -> list[Hint]:
    """List the hints of a period that the clerk has not taken over yet."""
    taken = text.manuscript.settled
    return [each for each in hints(_material(office, text.period)) if f"{_TAKEN}{each.key}" not in taken]


def accept_hints(office: Office, text: SummaryText, accepted: Sequence[Hint]) -> SummaryText:
    """Add sentences as paragraphs of the clerk's own to the chapter of their part, each once."""
    with office.file.write():
        for part in (Part.SHORTCOMING, Part.PLAN):
            found = [each for each in accepted if each.part is part]
            if found:
                text = _add(office, text, part, found)
        for each in accepted:
            text = settle(office, text, f"{_TAKEN}{each.key}", _TAKEN_WORDS)
    return text


def _material(office: Office, period: Period) -> HintMaterial:
    def of(ledger: str) -> list[Record]:
        return office.records(ledger, sorted(office.ids(ledger, Query())))

    book = OfficeBook(office)
    files = [each for each in of(HOUSEHOLD.key) if is_open(each)]
    visits: dict[int, list[Record]] = defaultdict(list)
    for visit in of(VISIT.key):
        if home := visit[VISIT_HOUSEHOLD]:
            visits[home.id].append(visit)
    until = min(period.end, office.today)
    later = unfinished(office, half_after(period))
    return HintMaterial(
        period,
        targets=[each for each in of("target") if belongs(each, period)],
        contracts=of("coverage"),
        insurances=of("insurance"),
        reviews=_late([(each, review_due(each, book.limits)) for each in files], until),
        visits=_late([(each, visit_due(each, visits[each.id])) for each in files], until),
        plans=list(_overdue_plans(office, period, later)),
        ahead=[each for each in later if _is_dated_after(each, period)],
        names=read_phrases().content["names"],
        calendar=read_fixed_days(),
    )


def _late(files: Sequence[tuple[Record, date | None]], until: date) -> list[tuple[Record, date]]:
    return [(file, day) for file, day in files if day is not None and day <= until]


def _overdue_plans(office: Office, period: Period, later: Sequence[Record]) -> Iterator[Record]:
    """List plans that nothing follows: of the half-year before, those whose day here is over, those carried on after."""
    until = min(period.end, office.today - timedelta(1))
    earlier = [each for each in unfinished(office, half_before(period)) if each[WHEN] or each[PERIOD]]
    own = [each for each in unfinished(office, period) if _is_over(each, period, until)]
    carried = [each for each in later if each[FOLLOW_OF] and each[WHEN] is None]
    yield from {each.id: each for each in (*earlier, *own, *carried)}.values()


def _is_dated_after(plan: Record, period: Period) -> bool:
    when: Span | None = plan.values.get(WHEN.key)
    return when is not None and when.start > period.end


def _is_over(plan: Record, period: Period, until: date) -> bool:
    due = plan[DUE] or plan[WHEN]
    return due.end <= until if due else until >= period.end and not is_of_time_ahead(plan, period)


def _add(office: Office, text: SummaryText, part: Part, found: Sequence[Hint]) -> SummaryText:
    text, key = _chapter_for(office, text, part)
    chapters = text.for_editing()
    standing = next((each for each in chapters if each.key == key), EditedChapter(key, ()))
    leads = _leads(part, [each.text for each in standing.paragraphs], len(found))
    added = tuple(_paragraph(lead, each) for lead, each in zip(leads, found, strict=True))
    changed = EditedChapter(key, (*standing.paragraphs, *added))
    return save_text(office, text, [changed if each.key == key else each for each in chapters])


def _paragraph(lead: str, hint: Hint) -> EditedParagraph:
    runs = tuple(quoted(run) if isinstance(run, Figure) else run for run in hint.runs)
    # 3.7月 would be a number of its own.
    gap = " " if lead.endswith(".") and hint.text[:1].isdigit() else ""
    return EditedParagraph((lead + gap, *runs) if lead else runs)


def _leads(part: Part, standing: Sequence[str], count: int) -> list[str]:
    """Continue the numbers of a chapter (3., 三是); a chapter without any gets them where it has several items."""
    if part is Part.PLAN:
        numbers = [int(match[1]) for each in standing if (match := _ITEM.match(each))]
        first = max(numbers, default=0) + 1
        return (
            [f"{first + each}." for each in range(count)] if numbers or (not standing and count > 1) else [""] * count
        )
    said = [_NUMERALS.index(match[1]) + 1 for each in standing for match in _COUNTED.finditer(each)]
    first = max(said, default=0) + 1
    return (
        [f"{chinese_numeral(first + each)}是" for each in range(count)]
        if said or (not standing and count > 1)
        else [""] * count
    )


def _chapter_for(office: Office, text: SummaryText, part: Part) -> tuple[SummaryText, str]:
    """Find the last chapter of a part, or put one where it belongs."""
    there = [each.key for each in text.draft.chapters if each.part is part]
    if there:
        return text, there[-1]
    key = ChapterTree(tuple(office.codes.chapters())).first_of(part).title
    plans = {each.key: each for each in text.manuscript.chapters}
    order = [each.key for each in text.draft.chapters]
    later = [each.key for each in text.draft.chapters if _PARTS.index(each.part) > _PARTS.index(part)]
    order.insert(order.index(later[0]) if later else len(order), key)
    arranged = [replace(plans.get(each, ChapterPlan(each)), dropped=False) for each in order]
    arranged = [replace(each, part=part.value) if each.key == key else each for each in arranged]
    return arrange_chapters(office, text, arranged), key

"""The households that want something done: reviewed, visited, completed, helped for the first time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from unionoffice.domain.day import month_end
from unionoffice.domain.ledger import Record
from unionoffice.domain.query import BLANK, Axis, Query
from unionoffice.ledgers.aid import AID, DIRECTION, HOUSEHOLD_REF, RETURNED
from unionoffice.ledgers.aid import STAGE as AID_STAGE
from unionoffice.ledgers.household import CONSENT_ON, HOUSEHOLD, INCOME_YEAR, SIZE, VISIT, VISIT_HOUSEHOLD
from unionoffice.ledgers.household_stages import CLOSED, STAGE, WAY
from unionoffice.rules.household_follow_up import review_due, visit_due
from unionoffice.rules.household_papers import missing_papers, paper_rules
from unionoffice.rules.household_stages import is_open
from unionoffice.usecases.office import Office
from unionoffice.usecases.office_book import OfficeBook

RECEIVED = "收入"
_FILED = ("建档", "帮扶")


@dataclass(frozen=True)
class Wanting:
    """A household and what it wants."""

    file: Record
    words: str
    due: date | None = None
    late: int = 0
    """Days since it was due; 0 when the day is still to come."""


def kept_on(office: Office) -> Query:
    """Ask for the files that are kept on, by their stage: neither 脱困 nor 注销."""
    stages = frozenset(office.codebook["household_stage"].labels)
    return Query(among={Axis(STAGE.key): (stages | {BLANK}) - set(CLOSED)})


def open_files(office: Office) -> list[Record]:
    """Read all files that are kept on."""
    files = office.records(HOUSEHOLD.key, office.ids(HOUSEHOLD.key, Query()))
    return [each for each in files if is_open(each)]


def incomplete_files(office: Office) -> list[Wanting]:
    """List the open files in which papers or the figures of the income are missing."""
    rules = paper_rules(OfficeBook(office))
    found = ((file, [*missing_papers(file, rules), *_blank(file)]) for file in open_files(office))
    return [Wanting(file, f"{len(missing)} 项：{'、'.join(missing)}") for file, missing in found if missing]


def _blank(file: Record) -> Iterable[str]:
    if file[CONSENT_ON] is None:
        yield "授权书日期"
    if file[INCOME_YEAR] is None or file[SIZE] is None:
        yield "家庭收入或人口"


def reviews_due(office: Office) -> list[Wanting]:
    """List the open files whose yearly review is due by the end of this month, the longest overdue first."""
    limits, today = OfficeBook(office).limits, office.today
    due = ((file, review_due(file, limits)) for file in open_files(office))
    return _by_day([(file, day) for file, day in due if day is not None], today)


def visits_due(office: Office) -> list[Wanting]:
    """List the households, closed ones too, whose next visit is due by the end of this month."""
    visits: dict[int, list[Record]] = defaultdict(list)
    for each in office.records(VISIT.key, office.ids(VISIT.key, Query())):
        link = each[VISIT_HOUSEHOLD]
        if link is not None:
            visits[link.id].append(each)
    files = office.records(HOUSEHOLD.key, sorted(visits))
    due = ((file, visit_due(file, visits[file.id])) for file in files)
    return _by_day([(file, day) for file, day in due if day is not None], office.today)


def _by_day(due: Iterable[tuple[Record, date]], today: date) -> list[Wanting]:
    last = month_end(today.year, today.month)
    found = [
        Wanting(file, _how_late((today - day).days), day, max(0, (today - day).days))
        for file, day in due
        if day <= last
    ]
    return sorted(found, key=lambda each: (each.due or today, each.file.id))


def _how_late(days: int) -> str:
    if days > 0:
        return f"已过 {days} 天"
    return "今天" if days == 0 else f"还有 {-days} 天"


def never_helped(office: Office) -> list[Wanting]:
    """List the open files that are on the books and have not one aid given to them."""
    stored = office.table(AID.key).stored((HOUSEHOLD_REF, DIRECTION, AID_STAGE))
    helped = {household for _, household, direction, stage in stored if direction != RECEIVED and stage != RETURNED}
    return [
        Wanting(file, "还没有一笔帮扶")
        for file in open_files(office)
        if file.id not in helped and (file.text(STAGE) in _FILED or file.text(STAGE) not in WAY)
    ]

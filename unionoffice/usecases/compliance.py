"""合规检查: every doubt that the rules have about the records of a period, as a list to be put right or explained."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from unionoffice.domain.draft import Row
from unionoffice.domain.ledger import Problem, Record
from unionoffice.domain.period import Period
from unionoffice.domain.query import Query
from unionoffice.ledgers import BY_KEY
from unionoffice.ledgers.aid import AID, HOUSEHOLD_REF, RECIPIENT, SOURCE
from unionoffice.ledgers.member import MEMBER
from unionoffice.rules.aid import is_of_a_whole
from unionoffice.rules.all import RULES, doubts
from unionoffice.usecases.book_read_once import BookReadOnce
from unionoffice.usecases.check_office import ReadAgain
from unionoffice.usecases.office import Office

CHECKED = tuple(
    dict.fromkeys(rule.ledger for rule in RULES if BY_KEY[rule.ledger].parent is None and rule.ledger != MEMBER.key)
)
"""The ledgers that have rules; the roll has lists of its own (名册合格率, 疑似重复)."""
_AT_ONCE = 200


@dataclass(frozen=True)
class Doubt:
    """One thing to look at."""

    record: Record
    field: str
    """The title of the field it is about."""
    sentence: str
    target: Row
    """The record that opens: of a child the one it belongs to."""


def compliance(
    office: Office, ledger: str, period: Period | None, step: Callable[[int, int], bool] = lambda done, whole: True
) -> list[Doubt]:
    """List the doubts about a period's records and what belongs to them, the latest first; None means all periods.

    What is true of a household, a person, a fund or an event as a whole is told once, at its latest record. `step` is
    told how far it is and ends it by giving False; then the list holds what was found so far.
    """
    book, again = BookReadOnce(office), ReadAgain(office)
    rows = office.records(ledger, office.ids(ledger, Query(period=period)))
    found: list[Doubt] = []
    told: set[tuple[str, ...]] = set()
    for done, record in enumerate(rows):
        if done % _AT_ONCE == 0 and not step(done, len(rows)):
            break
        for each, problem in _problems(office, record, book, again):
            about = (each.ledger.key, problem.field, problem.sentence, _whole(each, problem))
            if about not in told:
                told.add(about)
                found.append(Doubt(each, each.ledger.get(problem.field).title, problem.sentence, (ledger, record.id)))
    return found


def _problems(office: Office, record: Record, book: BookReadOnce, again: ReadAgain) -> Iterator[tuple[Record, Problem]]:
    children = (
        row for child in office.children_ledgers(record.ledger.key) for row in book.children(child.key, record.id)
    )
    said: set[str] = set()
    for each in (record, *children):
        for problem in (*again.problems(each), *doubts(each, book)):
            if each is record:
                said.add(problem.sentence)
            # That too many win is said of the event; the form says it of each prize too.
            if each is record or problem.sentence not in said:
                yield each, problem


def _whole(record: Record, problem: Problem) -> str:
    """Name what a doubt is about: a fund, a household or the words for a person; else the record alone."""
    if record.ledger.key != AID.key or not is_of_a_whole(problem):
        return f"#{record.id}"
    home, words = record[HOUSEHOLD_REF], record.text(RECIPIENT)
    return "" if problem.field == SOURCE.key else f"{home.id if home else ''} {words}"

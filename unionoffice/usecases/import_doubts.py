"""What the rules of the office would say in the form of each row of an import, seen together with the rest of the file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, islice

from unionoffice.domain.kinds import Link
from unionoffice.domain.ledger import Ledger, Problem, Record
from unionoffice.domain.query import Query
from unionoffice.domain.text import starred
from unionoffice.exchange.import_plan import Cancelled, ImportPlan, Outcome, PlannedRow, Step, told
from unionoffice.exchange.import_set import WholePlan
from unionoffice.rules.all import RULES
from unionoffice.rules.rule import Rule
from unionoffice.storage import sign_offs
from unionoffice.usecases.book_read_once import BookReadOnce
from unionoffice.usecases.office import Office
from unionoffice.usecases.signed_summary import doubts_if_signed

MOST_ROWS = 3_000
"""So many rows are held against the rules; a roll of this size takes about a second."""
_MOST_OF_A_RULE = 3
_READ_AT_ONCE, _OFTEN = 2_000, 50
_FIRST_CHILD = 10_000_000
"""Planned children have ids below this one's negative, so that none is taken for the row of a number."""


class ImportBook(BookReadOnce):
    """The office as it will be after the import; a planned record has the negative number of its row as id."""

    def __init__(self, office: Office, step: Step = lambda done, total: True) -> None:
        super().__init__(office)
        self._step = step
        self._planned_children: Mapping[tuple[str, int], Sequence[Record]] = {}

    def foresee(self, ledger: Ledger, planned: Sequence[Record]) -> None:
        """Take in what would be kept in a ledger."""
        changed = {each.id: each for each in planned if each.id > 0}
        kept = (changed.get(each.id, each) for each in self._all(ledger.key))
        self._whole[ledger.key] = [*kept, *(each for each in planned if each.id < 0)]
        if ledger.parent is not None:
            added = defaultdict[tuple[str, int], list[Record]](list)
            for each in planned:
                link = each[ledger.parent]
                if each.id < 0 and isinstance(link, Link):
                    added[ledger.key, link.id].append(each)
            self._planned_children = {**self._planned_children, **added}

    def children(self, child: str, parent_id: int) -> list[Record]:
        """Read the records that belong to another ledger's record, then those that are planned for it."""
        there = super().children(child, parent_id) if parent_id > 0 else []
        return [*there, *self._planned_children.get((child, parent_id), ())]

    def _all(self, ledger: str) -> list[Record]:
        if ledger not in self._whole:
            ids = self.ids(ledger, Query())
            self._whole[ledger] = list(chain.from_iterable(self._read(ledger, ids)))
        return self._whole[ledger]

    def _read(self, ledger: str, ids: Sequence[int]) -> Iterator[list[Record]]:
        for at in range(0, len(ids), _READ_AT_ONCE):
            if not self._step(at, len(ids)):
                raise Cancelled
            yield self._office.records(ledger, ids[at : at + _READ_AT_ONCE])


def with_doubts(office: Office, ledger: Ledger, plan: WholePlan, book: ImportBook, step: Step) -> WholePlan:
    """Add to each row that would be kept what the form would say of it; raises Cancelled.

    Nothing of this keeps a row out. Of a large file only the first rows are looked at, and a notice says so.
    """
    parts = [(ledger, plan.main), *((each.ledger, each.plan) for each in plan.children)]
    planned = [list(_planned(each, part)) for each, part in parts]
    for (each, _), rows in zip(parts, planned, strict=True):
        book.foresee(each, [record for _, record in rows])
    looking = _Looking(office, book, step, min(MOST_ROWS, sum(map(len, planned))))
    main, *children = (looking.look(part, rows) for (_, part), rows in zip(parts, planned, strict=True))
    left = sum(map(len, planned)) - MOST_ROWS
    if left > 0:
        notice = (
            f"限额、重复、年龄等疑点只核对了前 {MOST_ROWS:,} 行，其余 {left:,} 行请导入后用“合规检查”或“疑似重复”查看"
        )
        main = replace(main, notices=[*main.notices, notice])
    return replace(
        plan,
        main=main,
        children=tuple(replace(each, plan=part) for each, part in zip(plan.children, children, strict=True)),
    )


def _planned(ledger: Ledger, plan: ImportPlan) -> Iterator[tuple[PlannedRow, Record]]:
    number = ledger.number
    for place, row in enumerate(plan.to_keep):
        if row.new is None:
            continue
        new = row.new
        if row.old is None:
            own = -row.number if ledger.parent is None else -_FIRST_CHILD - place
            new = Record(ledger, new.values, own)
            if number is not None and new[number] is None:
                new = new.with_values({number.key: f"第 {row.number} 行"})
        yield row, new


class _Looking:
    def __init__(self, office: Office, book: ImportBook, step: Step, total: int) -> None:
        self._signed = sign_offs.standing(office.file)
        self._book, self._step, self._total, self._done = book, step, total, 0

    def look(self, plan: ImportPlan, planned: Sequence[tuple[PlannedRow, Record]]) -> ImportPlan:
        """Add the doubts about the rows of one ledger."""
        found: dict[int, PlannedRow] = {}
        rules = [rule for rule in RULES if planned and rule.ledger == planned[0][1].ledger.key and rule.while_typing]
        for row, record in planned[: self._total - self._done]:
            if self._done % _OFTEN == 0 and not self._step(self._done, self._total):
                raise Cancelled
            self._done += 1
            problems = list(self._doubts(row, record, rules))
            if problems:
                found[id(row)] = _with(row, record.ledger, problems)
        return replace(plan, rows=tuple(found.get(id(row), row) for row in plan.rows)) if found else plan

    def _doubts(self, row: PlannedRow, record: Record, rules: Sequence[Rule]) -> Iterator[Problem]:
        yield from doubts_if_signed(self._signed, record, row.old)
        for rule in rules:
            yield from islice(rule.check(record, self._book), _MOST_OF_A_RULE)


def _with(row: PlannedRow, ledger: Ledger, problems: Sequence[Problem]) -> PlannedRow:
    sentences = [told(ledger.by_key[each.field].title, each.sentence) for each in problems]
    at = {each.field: starred(each.sentence) for each in problems}
    assert row.outcome in (Outcome.ADD, Outcome.CHANGE)
    return replace(row, problems=(*row.problems, *sentences), at={**at, **row.at})

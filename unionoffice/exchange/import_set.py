"""Plan an import of records together with those that belong to them: in columns that repeat, or on a sheet of their own."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from unionoffice.domain.kinds import Context, Link, Refused, Unknown, shortened
from unionoffice.domain.ledger import Field, Ledger
from unionoffice.domain.text import one_line
from unionoffice.exchange.child_columns import ChildColumn, Target, child_fields, guess_targets
from unionoffice.exchange.heads import blank
from unionoffice.exchange.import_plan import Existing, ImportPlan, Outcome, PlannedRow, Policy, Step
from unionoffice.exchange.importer import plan_import
from unionoffice.exchange.table import Row, Table

_TAKEN = (Outcome.ADD, Outcome.CHANGE, Outcome.SAME, Outcome.LEFT)


@dataclass(frozen=True)
class Tables:
    """What a file holds for a ledger: its own table, and those of the records that belong to its records."""

    main: Table
    children: Sequence[tuple[Ledger, Table]] = ()


@dataclass(frozen=True)
class ChildPlan:
    """What is to become of the records of one child ledger.

    Their raw rows hold a Link to the record they belong to; a negative id stands for the row of that number, which is
    kept first.
    """

    ledger: Ledger
    plan: ImportPlan
    table: Table | None = None
    """The sheet they stand on; None where they stand in the rows of the records they belong to."""


@dataclass(frozen=True)
class WholePlan:
    """What is to become of all that a file holds."""

    main: ImportPlan
    children: tuple[ChildPlan, ...] = field(default=())

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing would be written."""
        return not self.main.to_keep and not any(each.plan.to_keep for each in self.children)


@dataclass(frozen=True)
class Planner:
    """What planning needs to know of the office, and what the clerk has decided."""

    context: Context
    existing: Callable[[str], Existing]
    """The records of a ledger, by its key."""
    policy: Policy = "skip"
    accepted: Collection[int] = ()
    step: Step = lambda done, total: True


def plan_all(
    tables: Tables,
    ledger: Ledger,
    children: Sequence[Ledger],
    planner: Planner,
    mapping: Sequence[Target] | None = None,
) -> WholePlan:
    """Plan the import of a file; `mapping` has one entry for each head of its main table.

    A row is one thing: where a record belonging to it is refused, the row is refused as a whole. Raises Cancelled.
    """
    targets = list(mapping) if mapping is not None else guess_targets(tables.main.heads, ledger, children)
    main = plan_import(
        tables.main,
        ledger,
        planner.context,
        planner.existing(ledger.key),
        planner.policy,
        targets,
        planner.accepted,
        planner.step,
    )
    beside = [_plan_beside(tables.main, main, ledger, child, targets, planner) for child in children]
    main = _refuse_with(main, [problem for _, problems in beside for problem in problems])
    kept = {row.number for row in main.rows if row.outcome in _TAKEN}
    plans = [_only(each, kept) for each, _ in beside if each.plan.rows]
    context = _Pending(planner.context, ledger, main).context if tables.children else planner.context
    for child, table in tables.children:
        plan = plan_import(table, child, context, planner.existing(child.key), planner.policy, step=planner.step)
        plans.append(ChildPlan(child, plan, table))
    return WholePlan(main, tuple(plans))


Trouble = tuple[int, PlannedRow, str]
"""The number of a row, what was refused in it, and what that is called (家庭成员2)."""


def _plan_beside(
    table: Table, main: ImportPlan, ledger: Ledger, child: Ledger, targets: Sequence[Target], planner: Planner
) -> tuple[ChildPlan, list[Trouble]]:
    """Plan what stands in columns that repeat."""
    places: dict[int, dict[str, int]] = {}
    for place, target in enumerate(targets):
        if isinstance(target, ChildColumn) and target.ledger is child:
            places.setdefault(target.number, {})[target.field.key] = place
    fields = [each for each in child_fields(child) if any(each.key in group for group in places.values())]
    rows, called = [], []
    cells_of = {row.number: row.cells for row in table.rows}
    for planned in main.rows if places else ():
        cells = cells_of[planned.number]
        link = Link(ledger.key, planned.old.id if planned.old else -planned.number, f"第 {planned.number} 行")
        for number, group in sorted(places.items()):
            found = [cells[group[each.key]] if each.key in group else None for each in fields]
            if planned.outcome in _TAKEN and not all(map(blank, found)):
                rows.append(Row(planned.number, [link, *found]))
                called.append(f"{child.title}{number}")
    heads = [each.title for each in fields]
    mapping: list[Target] = [child.parent, *fields]
    plan = plan_import(
        Table(["", *heads], rows), child, planner.context, planner.existing(child.key), planner.policy, mapping
    )
    troubles = [
        (row.number, row, name) for row, name in zip(plan.rows, called, strict=True) if row.outcome is Outcome.REFUSED
    ]
    return ChildPlan(child, replace(plan, mapping=())), troubles


def _refuse_with(main: ImportPlan, troubles: Sequence[Trouble]) -> ImportPlan:
    problems: dict[int, list[str]] = {}
    for number, row, name in troubles:
        problems.setdefault(number, []).extend(f"{name} {sentence}" for sentence in row.problems)
    rows = [
        replace(row, outcome=Outcome.REFUSED, problems=tuple(problems[row.number]), at={}, changes=())
        if row.number in problems
        else row
        for row in main.rows
    ]
    return replace(main, rows=tuple(rows))


def _only(each: ChildPlan, kept: Collection[int]) -> ChildPlan:
    rows = tuple(row for row in each.plan.rows if row.number in kept)
    return replace(each, plan=replace(each.plan, rows=rows))


class _Pending:
    """Finds the record that a child's row belongs to among those that the same file is about to add."""

    def __init__(self, context: Context, ledger: Ledger, main: ImportPlan) -> None:
        self._context, self._ledger = context, ledger
        self._added = self._by_words(row for row in main.rows if row.outcome is Outcome.ADD)
        self._refused = self._by_words(row for row in main.rows if row.outcome is Outcome.REFUSED)

    @property
    def context(self) -> Context:
        """Read links with what the file is about to add."""
        return replace(self._context, find=self._find)

    def _by_words(self, rows: Any) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for row in rows:
            for words in dict.fromkeys(self._words(row)):
                found.setdefault(words, []).append(row.number)
        return found

    def _words(self, row: PlannedRow) -> list[str]:
        """Give all that the office would find the record by: its number, its name, both."""
        unique = [text for each in self._ledger.unique if (text := _text(row, each))]
        label = next((text for each in self._ledger.label if (text := _text(row, each))), "")
        both = [f"{label}（{each}）" for each in unique] if label else []
        return [*unique, *both, *([label] if label else [])]

    def _find(self, ledger: str, words: str) -> Link:
        if ledger != self._ledger.key:
            return self._context.find(ledger, words)
        rows = self._added.get(words, [])
        try:
            there = self._context.find(ledger, words)
        except Unknown:
            if not rows and (refused := self._refused.get(words)):
                raise Refused(f"所属的第 {refused[0]} 行不能导入") from None
            if not rows:
                raise
            if len(rows) > 1:
                raise Refused(f"文件里有 {len(rows)} 个“{shortened(words)}”，请写编号") from None
            return Link(ledger, -rows[0], words)
        if rows:
            raise Refused(f"文件里和已有登记里都有“{shortened(words)}”，请写编号")
        return there


def _text(row: PlannedRow, each: Field[Any]) -> str:
    """Write a field of a row as the office will have it; of a refused row, as it stands in the file."""
    return row.new.text(each) if row.new else one_line(str(row.raw.get(each.key, "")))

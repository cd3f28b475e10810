"""Decide row by row what an import would do, without doing any of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Literal

from unionoffice.domain.kinds import Context, Money, PersonName
from unionoffice.domain.ledger import Field, Ledger, Problem, Record
from unionoffice.exchange.heads import blank
from unionoffice.exchange.mapping import guess
from unionoffice.exchange.natural_key import Key, natural_keys
from unionoffice.exchange.refused_rows import OLD_NUMBER, REASON
from unionoffice.exchange.table import RefusedRow, Row, Table

Policy = Literal["skip", "update", "add"]
Existing = Callable[[Key], Sequence[Record]]
"""The records of the office that have this key; natural_key.records_by_key arranges them."""

_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff\ufffd]")
_TEN_THOUSAND = re.compile(r"万元|[(（]万[)）]")


class Outcome(Enum):
    """What happens to a row."""

    ADD = "新增"
    CHANGE = "修改"
    SAME = "相同"
    LEFT = "已有，未改"
    REFUSED = "拒绝"


@dataclass(frozen=True)
class Change:
    """A cell that would change, in words."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class PlannedRow:
    """A row and what is to become of it."""

    number: int
    outcome: Outcome
    raw: dict[str, object]
    """Field keys and cells, blank ones left out: what Ledger.parse takes."""
    old: Record | None = None
    """The record that a CHANGE changes, or that a SAME or LEFT row was found to be."""
    changes: tuple[Change, ...] = ()
    problems: tuple[str, ...] = ()
    """Why it is refused, or the doubts beside a row that is taken; each names its field."""


@dataclass(frozen=True)
class ImportPlan:
    """All rows of a table and what is to become of them."""

    mapping: tuple[tuple[str, Field[Any] | None], ...]
    rows: tuple[PlannedRow, ...]
    notices: list[str] = field(default_factory=list)

    def count(self, *outcomes: Outcome) -> int:
        """Count the rows with one of these outcomes."""
        return sum(row.outcome in outcomes for row in self.rows)

    @property
    def to_keep(self) -> list[tuple[int, dict[str, object], Record | None]]:
        """Number, cells and old record of each row to be kept; None makes a new record."""
        changes = (Outcome.ADD, Outcome.CHANGE)
        return [
            (row.number, row.raw, row.old if row.outcome is Outcome.CHANGE else None)
            for row in self.rows
            if row.outcome in changes
        ]

    @property
    def refused(self) -> list[RefusedRow]:
        """The refused rows with their reasons."""
        return [RefusedRow(row.number, row.problems) for row in self.rows if row.outcome is Outcome.REFUSED]


def no_existing(key: Key) -> Sequence[Record]:
    """Find nothing: the register of a new office."""
    return ()


def plan_import(
    table: Table,
    ledger: Ledger,
    context: Context,
    existing: Existing = no_existing,
    policy: Policy = "skip",
    mapping: Sequence[Field[Any] | None] | None = None,
) -> ImportPlan:
    """Plan an import; `mapping` overrides what is guessed from the heads, one entry for each head.

    An empty cell never erases what a record has. A row that is found among the records is left alone (skip), changes
    its record (update) or is added all the same (add).
    """
    fields = list(mapping) if mapping is not None else guess(table.heads, ledger)
    planner = _Planner(ledger, context, existing, policy, list(zip(table.heads, fields, strict=True)))
    rows = tuple(planner.plan(row) for row in table.rows)
    notices = [*table.notices, *_head_notices(planner.columns), *planner.notices()]
    return ImportPlan(tuple(planner.columns), rows, notices)


def _head_notices(columns: Sequence[tuple[str, Field[Any] | None]]) -> list[str]:
    notices = []
    unknown = [head or "（无表头）" for head, each in columns if each is None and head not in (REASON, OLD_NUMBER)]
    if unknown:
        notices.append(f"没有对应栏目、不导入的列：{'、'.join(unknown)}")
    closed = [head for head, each in columns if each is not None and (each.computed or not each.kind.importable)]
    if closed:
        notices.append(f"自动计算或不能从文件导入的列：{'、'.join(closed)}")
    scaled = [head for head, each in columns if each is not None and _in_ten_thousands(head, each)]
    if scaled:
        notices.append(f"按“万元”换算成元的列：{'、'.join(scaled)}")
    return notices


def _in_ten_thousands(head: str, each: Field[Any]) -> bool:
    return isinstance(each.kind, Money) and bool(_TEN_THOUSAND.search(head))


class _Planner:
    """Goes through the rows of one table and remembers what it has met."""

    def __init__(
        self,
        ledger: Ledger,
        context: Context,
        existing: Existing,
        policy: Policy,
        columns: list[tuple[str, Field[Any] | None]],
    ) -> None:
        self.columns = columns
        self._ledger, self._context, self._existing, self._policy = ledger, context, existing, policy
        self._claimed: set[int] = set()
        self._seen: dict[Key, int] = {}
        self._spaced: list[int] = []
        self._odd: list[int] = []
        self._left = 0

    def plan(self, row: Row) -> PlannedRow:
        """Decide about one row."""
        raw = self._raw(row)
        if not raw:
            return PlannedRow(row.number, Outcome.REFUSED, raw, problems=("这一行没有可以导入的内容",))
        record, problems = self._ledger.parse(raw, self._context)
        values = record.values if record else self._legible(raw)
        keys = natural_keys(self._ledger, values)
        if self._policy != "add" and (old := self._match(keys, values, raw)) is not None:
            self._remember(keys, row.number)
            return self._against(row.number, raw, old)
        if record is None:
            return PlannedRow(row.number, Outcome.REFUSED, raw, problems=self._sentences(problems, blocking=True))
        return self._addition(row.number, raw, record, problems, keys)

    def _raw(self, row: Row) -> dict[str, object]:
        raw: dict[str, object] = {}
        for (head, each), cell in zip(self.columns, row.cells, strict=True):
            if each is None or blank(cell) or each.computed or not each.kind.importable:
                continue
            raw[each.key] = _yuan(cell) if _in_ten_thousands(head, each) else cell
            self._note(row.number, each, cell)
        return raw

    def _note(self, number: int, each: Field[Any], cell: object) -> None:
        if not isinstance(cell, str):
            return
        if (
            isinstance(each.kind, PersonName)
            and re.search(r"\S[ \u3000\xa0]+\S", cell)
            and not re.search("[A-Za-z]", cell)
        ):
            self._spaced.append(number)
        if _PRIVATE.search(cell):
            self._odd.append(number)

    def notices(self) -> list[str]:
        """Say what was unusual in the rows seen so far."""
        notices = []
        if self._spaced:
            notices.append(f"姓名中的空格已去掉：{_listed(self._spaced)}")
        if self._odd:
            notices.append(f"有私人造字或无法识别的字，请核对：{_listed(self._odd)}")
        if self._left:
            notices.append(f"{self._left} 行已有记录而内容不同，按“跳过”没有改动")
        return notices

    def _legible(self, raw: Mapping[str, object]) -> dict[str, Any]:
        """Read the fields of a row that as a whole is refused one by one, to find the record it means all the same."""
        values: dict[str, Any] = {}
        for key, cell in raw.items():
            alone = Ledger("", "", (self._ledger.by_key[key],), label=())
            record, _ = alone.parse({key: cell}, self._context)
            values |= dict(record.values) if record else {}
        return values

    def _match(self, keys: Sequence[Key], values: Mapping[str, Any], raw: Mapping[str, object]) -> Record | None:
        for key in keys:
            free = [record for record in self._existing(key) if record.id not in self._claimed]
            if not self._is_single(key):
                # Things with two different numbers are two things, however alike.
                free = [record for record in free if not self._told_apart(record, values)]
            if len(free) > 1:
                return next((record for record in free if self._same(record, raw)), free[0])
            if free:
                return free[0]
        return None

    def _is_single(self, key: Key) -> bool:
        return any(each.key == key[0][0] for each in self._ledger.unique)

    def _told_apart(self, record: Record, values: Mapping[str, Any]) -> bool:
        return any(
            each.key in values and record.values.get(each.key, values[each.key]) != values[each.key]
            for each in self._ledger.unique
        )

    def _same(self, old: Record, raw: Mapping[str, object]) -> bool:
        new, _ = self._ledger.parse(raw, self._context, old)
        return new is not None and new.values == old.values

    def _against(self, number: int, raw: dict[str, object], old: Record) -> PlannedRow:
        self._claimed.add(old.id)
        new, problems = self._ledger.parse(raw, self._context, old)
        if new is None:
            return PlannedRow(number, Outcome.REFUSED, raw, old, problems=self._sentences(problems, blocking=True))
        changes = tuple(
            Change(each.title, old.text(each), new.text(each))
            for each in self._ledger.fields
            if old.values.get(each.key) != new.values.get(each.key)
        )
        if not changes:
            return PlannedRow(number, Outcome.SAME, raw, old)
        if self._policy == "skip":
            self._left += 1
            return PlannedRow(number, Outcome.LEFT, raw, old, changes)
        return PlannedRow(number, Outcome.CHANGE, raw, old, changes, self._sentences(problems, blocking=False))

    def _addition(
        self, number: int, raw: dict[str, object], record: Record, problems: Sequence[Problem], keys: Sequence[Key]
    ) -> PlannedRow:
        is_told_apart = any(record.values.get(each.key) is not None for each in self._ledger.unique)
        for key in keys:
            is_single = self._is_single(key)
            first = self._seen.get(key)
            if first is None and not (is_single and self._existing(key)):
                continue
            if self._policy == "add" and key[0][0] == "no":
                # A number is given once; the new record gets its own.
                raw = {name: cell for name, cell in raw.items() if name != "no"}
            elif is_single or (self._policy != "add" and not is_told_apart):
                titles = "、".join(self._ledger.by_key[name].title for name, _ in key)
                twin = f"第 {first} 行" if first is not None else "已有的记录"
                return PlannedRow(number, Outcome.REFUSED, raw, problems=(f"与{twin}重复（{titles}相同）",))
        self._remember(keys, number)
        return PlannedRow(number, Outcome.ADD, raw, problems=self._sentences(problems, blocking=False))

    def _remember(self, keys: Sequence[Key], number: int) -> None:
        for key in keys:
            self._seen.setdefault(key, number)

    def _sentences(self, problems: Sequence[Problem], *, blocking: bool) -> tuple[str, ...]:
        wanted = [problem for problem in problems if problem.blocking is blocking]
        return tuple(f"{self._ledger.by_key[problem.field].title}：{problem.sentence}" for problem in wanted)


def _yuan(cell: object) -> object:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return f"{cell:.15g}万"
    return f"{cell}万" if isinstance(cell, str) and re.fullmatch(r"\s*[0-9.,]+\s*", cell) else cell


def _listed(numbers: Sequence[int]) -> str:
    shown = "、".join(str(number) for number in dict.fromkeys(numbers[:10]))
    return f"第 {shown} 行" + ("等" if len(numbers) > 10 else "")

"""Decide row by row what an import would do, without doing any of it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from unionoffice.domain.kinds import Choice, Context, IdNumber, Money, PersonName, citizen, shortened
from unionoffice.domain.ledger import Field, Ledger, Problem, Record
from unionoffice.domain.text import head_form, starred
from unionoffice.exchange.child_columns import Target
from unionoffice.exchange.damaged_id import birth_in
from unionoffice.exchange.heads import blank
from unionoffice.exchange.import_plan import (
    Cancelled,
    Change,
    Existing,
    ImportPlan,
    Outcome,
    PlannedRow,
    Policy,
    Step,
    told,
)
from unionoffice.exchange.mapping import guess
from unionoffice.exchange.natural_key import Key, natural_keys, person_keys
from unionoffice.exchange.read_once import ReadOnce
from unionoffice.exchange.refused_rows import OLD_NUMBER, REASON
from unionoffice.exchange.table import NoResult, Row, Table

_OFTEN = 50
"""So many rows are planned between two steps of the progress."""
_SPACED, _LATIN = re.compile(r"\S[ \u3000\xa0]+\S"), re.compile("[A-Za-z]")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff\ufffd]")
_MOST_RENAMED = 20
_MOST_USUAL = 1_000
_TEN_THOUSAND = re.compile(r"万元|[(（]万[)）]")


def no_existing(key: Key) -> Sequence[Record]:
    """Find nothing: the register of a new office."""
    return ()


def plan_import(
    table: Table,
    ledger: Ledger,
    context: Context,
    existing: Existing = no_existing,
    policy: Policy = "skip",
    mapping: Sequence[Target] | None = None,
    accepted: Collection[int] = (),
    step: Step = lambda done, total: True,
) -> ImportPlan:
    """Plan an import; `mapping` overrides what is guessed from the heads, one entry for each head.

    An empty cell never erases what a record has. A row that is found among the records is left alone (skip), changes
    its record (update) or is added all the same (add). `accepted` are the numbers of rows whose suggestion the clerk
    has taken. Raises Cancelled.
    """
    fields: list[Target] = [*(guess(table.heads, ledger) if mapping is None else mapping)]
    columns = list(zip(table.heads, fields, strict=True))
    planner = _Planner(ledger, context, existing, policy, columns, accepted)
    rows = []
    for done, row in enumerate(table.rows):
        if done % _OFTEN == 0 and not step(done, len(table.rows)):
            raise Cancelled
        rows.append(planner.plan(row))
    notices = [*table.notices, *_head_notices(columns), *planner.notices()]
    return ImportPlan(tuple(columns), tuple(rows), notices)


def _head_notices(columns: Sequence[tuple[str, Target]]) -> list[str]:
    notices = []
    unknown = [head or "（无表头）" for head, each in columns if each is None and head not in (REASON, OLD_NUMBER)]
    if unknown:
        notices.append(f"没有对应栏目、不导入的列：{'、'.join(unknown)}")
    own = [(head, each) for head, each in columns if isinstance(each, Field)]
    closed = [head for head, each in own if each.computed or not each.kind.importable]
    if closed:
        notices.append(f"自动计算或不能从文件导入的列：{'、'.join(closed)}")
    scaled = [head for head, each in own if _in_ten_thousands(head, each)]
    if scaled:
        notices.append(f"按“万元”换算成元的列：{'、'.join(scaled)}")
    return notices


def _in_ten_thousands(head: str, each: Field[Any]) -> bool:
    return isinstance(each.kind, Money) and bool(_TEN_THOUSAND.search(head))


@dataclass(frozen=True)
class _Column:
    """A column that is imported."""

    place: int
    meant: Field[Any]
    in_ten_thousands: bool
    usual: set[str] = field(default_factory=set)
    """Words met before of which there is nothing to tell."""


class _Planner:
    """Goes through the rows of one table and remembers what it has met."""

    def __init__(
        self,
        ledger: Ledger,
        context: Context,
        existing: Existing,
        policy: Policy,
        columns: Sequence[tuple[str, Target]],
        accepted: Collection[int],
    ) -> None:
        self._columns = [
            _Column(place, each, _in_ten_thousands(head, each))
            for place, (head, each) in enumerate(columns)
            if isinstance(each, Field) and not each.computed and each.kind.importable
        ]
        self._accepted = accepted
        self._names: dict[tuple[str, str], str] = {}
        self._renamed: dict[tuple[str, str, str], int] = {}
        self._ledger, self._context, self._existing, self._policy = ledger, context, existing, policy
        self._read = ReadOnce()
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
        if unsolved := self._unsolved(raw):
            return self._refusal(row.number, raw, unsolved)
        record, problems = self._ledger.parse(raw, self._context, read=self._read)
        values = record.values if record else self._legible(raw)
        keys = natural_keys(self._ledger, values)
        likely = self._likely(raw, values) if record is None and self._policy != "add" else None
        if likely is not None:
            if row.number not in self._accepted:
                return self._refusal(row.number, raw, problems, suggestion=likely)
            return self._against(row.number, {key: raw[key] for key in raw if not self._is_id(key)}, likely)
        if self._policy != "add" and (old := self._match(keys, values, raw)) is not None:
            self._remember(keys, row.number)
            return self._against(row.number, raw, old)
        if record is None:
            return self._refusal(row.number, raw, problems)
        return self._addition(row.number, raw, record, problems, keys)

    def _raw(self, row: Row) -> dict[str, object]:
        raw: dict[str, object] = {}
        for column in self._columns:
            cell = row.cells[column.place]
            if cell is None or blank(cell):
                continue
            raw[column.meant.key] = _yuan(cell) if column.in_ten_thousands else cell
            if isinstance(cell, str) and cell not in column.usual:
                self._note(row.number, column, cell)
        return raw

    def _note(self, number: int, column: _Column, cell: str) -> None:
        each = column.meant
        is_spaced = isinstance(each.kind, PersonName) and _SPACED.search(cell) and not _LATIN.search(cell)
        is_odd = _PRIVATE.search(cell)
        label = self._present_name(each.kind.codes, cell) if isinstance(each.kind, Choice) else ""
        if is_spaced:
            self._spaced.append(number)
        if is_odd:
            self._odd.append(number)
        if label:
            renamed = (each.title, shortened(cell.strip()), label)
            self._renamed[renamed] = self._renamed.get(renamed, 0) + 1
        if not (is_spaced or is_odd or label) and len(column.usual) < _MOST_USUAL:
            column.usual.add(cell)

    def _present_name(self, codes: str, words: str) -> str:
        """Give what a code is called now where the words are what it was called before; else nothing."""
        if (codes, words) not in self._names:
            label = self._context.codes[codes].find(words)
            self._names[codes, words] = label if label and head_form(words) != head_form(label) else ""
        return self._names[codes, words]

    def notices(self) -> list[str]:
        """Say what was unusual in the rows seen so far."""
        notices = []
        if self._spaced:
            notices.append(f"姓名中的空格已去掉：{_listed(self._spaced)}")
        if self._odd:
            notices.append(f"有私人造字或无法识别的字，请核对：{_listed(self._odd)}")
        if self._left:
            notices.append(f"{self._left} 行已有记录而内容不同，按“跳过”没有改动")
        for (title, old, label), count in list(self._renamed.items())[:_MOST_RENAMED]:
            notices.append(f"{title}：{count} 行的“{old}”是旧名称，按现在的“{label}”导入")
        return notices

    def _legible(self, raw: Mapping[str, object]) -> dict[str, Any]:
        """Read the fields of a row that as a whole is refused one by one, to find the record it means all the same."""
        values: dict[str, Any] = {}
        for key, cell in raw.items():
            alone = Ledger("", "", (self._ledger.by_key[key],), label=())
            record, _ = alone.parse({key: cell}, self._context)
            values |= dict(record.values) if record else {}
        return values

    def _unsolved(self, raw: Mapping[str, object]) -> list[Problem]:
        return [
            Problem(key, f"单元格 {cell.place} 的公式没有结果，请用 Excel 或 WPS 打开文件、保存后再导入")
            for key, cell in raw.items()
            if isinstance(cell, NoResult)
        ]

    def _is_id(self, key: str) -> bool:
        return isinstance(self._ledger.by_key[key].kind, IdNumber)

    def _likely(self, raw: Mapping[str, object], values: Mapping[str, Any]) -> Record | None:
        """Find the one person whom a row with a damaged ID number could mean."""
        damaged = [cell for key, cell in raw.items() if self._is_id(key) and key not in values]
        if not damaged:
            return None
        known = {**values, **({"born_on": born} if "born_on" not in values and (born := birth_in(damaged[0])) else {})}
        for key in person_keys(self._ledger, known):
            found = [record for record in self._existing(key) if record.id not in self._claimed]
            if len(found) == 1:
                return None if self._is_another(found[0], damaged[0]) else found[0]
        return None

    def _is_another(self, record: Record, damaged: object) -> bool:
        """Tell whether the legible part of a damaged number is not that of the record's."""
        born = birth_in(damaged)
        kept = next((citizen(record.values[key]) for key in record.values if self._is_id(key)), None)
        return born is not None and kept is not None and kept.born_on != born.start

    def _refusal(
        self,
        number: int,
        raw: dict[str, object],
        problems: Sequence[Problem],
        old: Record | None = None,
        suggestion: Record | None = None,
    ) -> PlannedRow:
        sentences, at = self._sentences(problems, blocking=True), self._at(problems, blocking=True)
        return PlannedRow(number, Outcome.REFUSED, raw, old, problems=sentences, at=at, suggestion=suggestion)

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
        new, _ = self._ledger.parse(raw, self._context, old, self._read)
        return new is not None and new.values == old.values

    def _against(self, number: int, raw: dict[str, object], old: Record) -> PlannedRow:
        self._claimed.add(old.id)
        new, problems = self._ledger.parse(raw, self._context, old, self._read)
        if new is None:
            return self._refusal(number, raw, problems, old=old)
        changes = tuple(
            Change(each.title, old.text(each), new.text(each))
            for each in self._ledger.fields
            if old.values.get(each.key) != new.values.get(each.key)
        )
        if not changes:
            return PlannedRow(number, Outcome.SAME, raw, old, new=new)
        if self._policy == "skip":
            self._left += 1
            return PlannedRow(number, Outcome.LEFT, raw, old, changes, new=new)
        doubts = self._sentences(problems, blocking=False)
        return PlannedRow(
            number, Outcome.CHANGE, raw, old, changes, doubts, self._at(problems, blocking=False), new=new
        )

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
                record = record.with_values({"no": None})
            elif is_single or (self._policy != "add" and not is_told_apart):
                titles = "、".join(self._ledger.by_key[name].title for name, _ in key)
                twin = f"第 {first} 行" if first is not None else "已有的记录"
                twice = f"与{twin}重复（{titles}相同）"
                return PlannedRow(number, Outcome.REFUSED, raw, problems=(twice,), at={key[0][0]: twice})
        self._remember(keys, number)
        doubts = self._sentences(problems, blocking=False)
        at = self._at(problems, blocking=False)
        return PlannedRow(number, Outcome.ADD, raw, problems=doubts, at=at, new=record)

    def _remember(self, keys: Sequence[Key], number: int) -> None:
        for key in keys:
            self._seen.setdefault(key, number)

    def _sentences(self, problems: Sequence[Problem], *, blocking: bool) -> tuple[str, ...]:
        wanted = [problem for problem in problems if problem.blocking is blocking]
        return tuple(told(self._ledger.by_key[each.field].title, each.sentence) for each in wanted)

    def _at(self, problems: Sequence[Problem], *, blocking: bool) -> dict[str, str]:
        return {each.field: starred(each.sentence) for each in problems if each.blocking is blocking}


def _yuan(cell: object) -> object:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return f"{cell:.15g}万"
    return f"{cell}万" if isinstance(cell, str) and re.fullmatch(r"\s*[0-9.,]+\s*", cell) else cell


def _listed(numbers: Sequence[int]) -> str:
    shown = "、".join(str(number) for number in dict.fromkeys(numbers[:10]))
    return f"第 {shown} 行" + ("等" if len(numbers) > 10 else "")

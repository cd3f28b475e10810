"""Decide row by row what an import would do, without doing any of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from unionoffice.domain.kinds import Context
from unionoffice.domain.ledger import WAITING, Field, Ledger, Problem, Record
from unionoffice.domain.text import starred
from unionoffice.exchange.child_columns import Target
from unionoffice.exchange.import_columns import Columns, RowRead, in_ten_thousands
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
from unionoffice.exchange.natural_key import Key, NaturalKeys
from unionoffice.exchange.refused_rows import OLD_NUMBER, REASON
from unionoffice.exchange.same_thing import SameThing
from unionoffice.exchange.table import Row, Table
from unionoffice.exchange.unusual_words import Unusual

_OFTEN = 50
"""So many rows are planned between two steps of the progress."""
_AT_ONCE = 1_000
"""So many rows are read column by column at once."""


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
    planner = _Planner(ledger, context, existing, policy, columns, accepted, table.rows)
    rows = []
    for done, read in enumerate(planner.read(table.rows)):
        if done % _OFTEN == 0 and not step(done, len(table.rows)):
            raise Cancelled
        rows.append(planner.plan(read))
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
    scaled = [head for head, each in own if in_ten_thousands(head, each)]
    if scaled:
        notices.append(f"按“万元”换算成元的列：{'、'.join(scaled)}")
    return notices


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
        rows: Sequence[Row],
    ) -> None:
        self._ledger, self._policy, self._accepted = ledger, policy, accepted
        self._unusual = Unusual(context)
        self._columns = Columns(ledger, columns, context, self._unusual)
        self._keys = NaturalKeys(ledger)
        self._same_thing = SameThing(ledger, existing)
        self._seen: dict[Key, int] = {}
        self._left = 0
        self._nowhere = dict.fromkeys(self._lacking(rows), 0)
        """How many rows lack what the whole table lacks."""

    def _lacking(self, rows: Sequence[Row]) -> list[str]:
        """Name the fields that may wait and of which a table of several rows says nothing at all."""
        if len(rows) < 2:
            return []
        filled = self._columns.filled(rows)
        return [each.key for each in self._ledger.fields if each.may_wait and each.key not in filled]

    def read(self, rows: Sequence[Row]) -> Iterator[RowRead]:
        """Read rows, many at once."""
        for at in range(0, len(rows), _AT_ONCE):
            yield from self._columns.read(rows[at : at + _AT_ONCE])

    def plan(self, read: RowRead) -> PlannedRow:
        """Decide about one row."""
        if not read.raw:
            return PlannedRow(read.number, Outcome.REFUSED, read.raw, problems=("这一行没有可以导入的内容",))
        if read.unsolved:
            return self._refusal(read, read.unsolved)
        record, problems = self._ledger.completed(*self._columns.as_new(read))
        # What is legible of a row that as a whole is refused may tell which record it means all the same.
        values = record.values if record else {key: each for key, each in read.values.items() if each is not None}
        keys = self._keys.of(values)
        likely = self._same_thing.likely(read.raw, values) if record is None and self._policy != "add" else None
        if likely is not None:
            if read.number not in self._accepted:
                return self._refusal(read, problems, suggestion=likely)
            return self._against(read.without([key for key in read.raw if self._same_thing.is_id_number(key)]), likely)
        if self._policy != "add" and (old := self._same_thing.match(keys, values, self._equal(read))) is not None:
            self._remember(keys, read.number)
            return self._against(read, old)
        if record is None:
            return self._refusal(read, problems)
        return self._addition(read, record, problems, keys)

    def notices(self) -> list[str]:
        """Say what was unusual in the rows seen so far."""
        left = [f"{self._left} 行已有记录而内容不同，按“跳过”没有改动"] if self._left else []
        lacking = [
            f"文件里没有“{self._ledger.by_key[key].title}”，{count} 条登记的这一栏还空着，补填前不算合格"
            for key, count in self._nowhere.items()
            if count
        ]
        return [*self._unusual.notices(), *left, *lacking, *self._unusual.renamed()]

    def _refusal(
        self,
        read: RowRead,
        problems: Sequence[Problem],
        old: Record | None = None,
        suggestion: Record | None = None,
    ) -> PlannedRow:
        sentences, at = self._sentences(problems, blocking=True), self._at(problems, blocking=True)
        return PlannedRow(read.number, Outcome.REFUSED, read.raw, old, problems=sentences, at=at, suggestion=suggestion)

    def _equal(self, read: RowRead) -> Callable[[Record], bool]:
        def is_equal(old: Record) -> bool:
            new, _ = self._ledger.completed(read.values, read.problems, old)
            return new is not None and new.values == old.values

        return is_equal

    def _against(self, read: RowRead, old: Record) -> PlannedRow:
        self._same_thing.claim(old)
        number, raw = read.number, read.raw
        new, problems = self._ledger.completed(read.values, read.problems, old)
        if new is None:
            return self._refusal(read, problems, old=old)
        if new.values == old.values:
            return PlannedRow(number, Outcome.SAME, raw, old, new=new)
        changes = tuple(
            Change(each.title, old.text(each), new.text(each))
            for each in self._ledger.fields
            if old.values.get(each.key) != new.values.get(each.key)
        )
        if self._policy == "skip":
            self._left += 1
            return PlannedRow(number, Outcome.LEFT, raw, old, changes, new=new)
        doubts = self._single_doubts(problems)
        sentences, at = self._sentences(doubts, blocking=False), self._at(doubts, blocking=False)
        return PlannedRow(number, Outcome.CHANGE, raw, old, changes, sentences, at, new=new)

    def _addition(self, read: RowRead, record: Record, problems: Sequence[Problem], keys: Sequence[Key]) -> PlannedRow:
        number, raw = read.number, read.raw
        is_told_apart = any(record.values.get(each.key) is not None for each in self._ledger.unique)
        for key in keys:
            is_single = self._same_thing.is_single(key)
            first = self._seen.get(key)
            if first is None and not (is_single and self._same_thing.is_there(key)):
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
        doubts = self._single_doubts(problems)
        sentences, at = self._sentences(doubts, blocking=False), self._at(doubts, blocking=False)
        return PlannedRow(number, Outcome.ADD, raw, problems=sentences, at=at, new=record)

    def _remember(self, keys: Sequence[Key], number: int) -> None:
        for key in keys:
            self._seen.setdefault(key, number)

    def _single_doubts(self, problems: Sequence[Problem]) -> list[Problem]:
        """Leave out what every row of the table lacks: it is told once, lest the rows in doubt drown in it."""
        doubts = []
        for problem in problems:
            if problem.sentence == WAITING and problem.field in self._nowhere:
                self._nowhere[problem.field] += 1
            else:
                doubts.append(problem)
        return doubts

    def _sentences(self, problems: Sequence[Problem], *, blocking: bool) -> tuple[str, ...]:
        wanted = [problem for problem in problems if problem.blocking is blocking]
        return tuple(told(self._ledger.by_key[each.field].title, each.sentence) for each in wanted)

    def _at(self, problems: Sequence[Problem], *, blocking: bool) -> Mapping[str, str]:
        return {each.field: starred(each.sentence) for each in problems if each.blocking is blocking}

"""Give one field of many records another value: seen before it is done, done all at once or not at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from unionoffice.domain.kinds import Files, LongText, Text
from unionoffice.domain.ledger import Field, Ledger, Problem, Record
from unionoffice.errors import OfficeError
from unionoffice.usecases.keep_record import examine, keep
from unionoffice.usecases.office import Office

AT_ONCE = 500
MOST_EDITED = 5000
"""Records changed in one go: each is checked by all rules, and one step has to be looked over."""
NewValue = Callable[[Record], object]
"""What a record's field is to hold, as if it had been typed."""


@dataclass(frozen=True)
class Change:
    """What becomes of one record."""

    record: Record
    raw: object
    old: str
    new: str
    problems: tuple[Problem, ...]

    @property
    def is_refused(self) -> bool:
        """Whether the new value is impossible for this record."""
        return any(problem.blocking for problem in self.problems)


@dataclass(frozen=True)
class Preview:
    """What a bulk edit would do."""

    field: Field[Any]
    changes: tuple[Change, ...]
    refused: tuple[Change, ...]
    unchanged: int
    """Records that have the value already."""


def editable_fields(ledger: Ledger) -> list[Field[Any]]:
    """List the fields that many records may share: not what is unique, worked out, or a file."""
    return [
        each
        for each in ledger.fields
        if each not in ledger.unique
        and not each.computed
        and each is not ledger.parent
        and not isinstance(each.kind, Files)
    ]


def set_to(raw: object) -> NewValue:
    """Give every record the same value; nothing empties the field."""
    return lambda record: raw


def replace_words(key: Field[Any], old: str, new: str) -> NewValue:
    """Put other words in the place of some within a text."""
    return lambda record: record.text(key).replace(old, new) if old else record.text(key)


def takes_words(key: Field[Any]) -> bool:
    """Tell whether words can be replaced within a field."""
    return isinstance(key.kind, Text | LongText)


def preview(
    office: Office,
    ledger: Ledger,
    ids: Sequence[int],
    key: Field[Any],
    value: NewValue,
    step: Callable[[int, int], bool] = lambda done, whole: True,
) -> Preview:
    """Say what would change, writes nothing; `step` is told how far it is and stops it by giving False.

    Raises OfficeError when there are too many records for one go.
    """
    if len(ids) > MOST_EDITED:
        raise OfficeError(f"一次最多修改 {MOST_EDITED:,} 条，现有 {len(ids):,} 条，请先筛选或选择一部分。")
    changes, refused, unchanged = [], [], 0
    for start in range(0, len(ids), AT_ONCE):
        if not step(start, len(ids)):
            break
        for record in office.records(ledger.key, ids[start : start + AT_ONCE]):
            raw = value(record)
            change = _change(office, ledger, key, record, raw)
            if change.is_refused:
                refused.append(change)
            elif change.old == change.new:
                unchanged += 1
            else:
                changes.append(change)
    return Preview(key, tuple(changes), tuple(refused), unchanged)


def _change(office: Office, ledger: Ledger, key: Field[Any], record: Record, raw: object) -> Change:
    parsed, _ = ledger.parse({key.key: raw}, office.context(), record)
    old = record.text(key)
    if parsed is not None and parsed.text(key) == old:
        return Change(record, raw, old, old, ())
    problems = tuple(examine(office, ledger.key, {key.key: raw}, record))
    new = parsed.text(key) if parsed is not None else str(getattr(raw, "label", raw) or "")
    return Change(record, raw, old, new, problems)


def apply(office: Office, ledger: Ledger, seen: Preview) -> int:
    """Keep every change of a preview in one step; raises OfficeError and keeps none when a record was changed since."""
    try:
        with office.file.write():
            for change in seen.changes:
                kept = keep(office, ledger.key, {seen.field.key: change.raw}, change.record)
                if kept.record is None:
                    blocking = next(problem for problem in kept.problems if problem.blocking)
                    raise OfficeError(f"“{change.record.label}”不能这样修改：{blocking.sentence}。全部没有保存。")
    except BaseException:
        office.refresh()
        raise
    return len(seen.changes)

"""A ledger is a flat list of typed fields; a record is one valid row of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Generic, TypeVar, overload

from unionoffice.domain.kinds import Context, Count, Files, Flag, Kind, Money, Quantity, Rate, Refused

T = TypeVar("T")


class Privacy(Enum):
    """Who may see a field."""

    OPEN = "公开"
    MASKED = "脱敏"
    """Strangers see it with its middle hidden."""
    HIDDEN = "不公开"
    """Strangers do not see it at all."""


@dataclass(frozen=True, eq=False)
class Field(Generic[T]):
    """One column of a ledger; the object itself is the key of its value in a record."""

    key: str
    title: str
    kind: Kind[T]
    required: bool = False
    may_wait: bool = False
    """For a required field: a record is kept without it for now, but does not count as complete (合格)."""
    was: tuple[str, ...] = ()
    """Titles that older forms and other offices' files use for it."""
    default: str = ""
    """What a new record holds, in the words the clerk would type."""
    privacy: Privacy = Privacy.OPEN
    computed: bool = False
    """Worked out from other fields; never typed or read from a file."""
    follows: str = ""
    """The key of the field from which it is filled in where it is blank."""
    group: str = ""
    """The heading under which forms show it."""
    adds_up: bool = True
    """False for a number that holds for one person or piece: its sum over records means nothing."""

    @property
    def is_searched(self) -> bool:
        """Whether records are found by words of it: by everything but files, numbers and yes or no."""
        return not isinstance(self.kind, Files | Flag | Money | Count | Quantity | Rate)


@dataclass(frozen=True)
class Problem:
    """What is wrong or unusual about one field of a row."""

    field: str
    """The key of the field."""
    sentence: str
    blocking: bool = True
    """False for a doubt that is shown and kept."""


@dataclass(frozen=True)
class Record:
    """A row whose values have all been read by their kinds."""

    ledger: Ledger
    values: Mapping[str, Any]
    """Values by field key; a blank field has no entry."""
    id: int = 0
    """0 until the record is kept."""
    version: int = 0
    trashed: bool = False

    def __getitem__(self, key: Field[T]) -> T | None:
        value: T | None = self.values.get(key.key)
        return value

    def with_values(self, changes: Mapping[str, Any]) -> Record:
        """Give a copy with other values; None empties a field."""
        values = {key: value for key, value in {**self.values, **changes}.items() if value is not None}
        return Record(self.ledger, values, self.id, self.version, self.trashed)

    def text(self, key: Field[Any]) -> str:
        """Write one value, empty when there is none."""
        value = self.values.get(key.key)
        return "" if value is None else key.kind.text(value)

    def listed(self, key: Field[Any]) -> str:
        """Write one value as lists show it over whose reader others may look: a number of a person loses its middle."""
        value = self.values.get(key.key)
        if value is None:
            return ""
        return key.kind.masked(value) if key.kind.identifies else key.kind.text(value)

    @property
    def label(self) -> str:
        """What the record is called in a list."""
        return next((words for key in self.ledger.label if (words := self.text(key))), f"第 {self.id} 条")


WAITING = "还没有填，本条不算合格"
"""The doubt about a required field that may wait."""
MISSING = "必填"
Reading = tuple[Any, Sequence[Problem]]
"""A value, None where there is none, and what is wrong or unusual about it."""


def read_value(key: Field[Any], raw: object, context: Context) -> Reading:
    """Read what was typed or found for one field."""
    try:
        value = key.kind.parse(raw, context)
    except Refused as refused:
        return None, (Problem(key.key, refused.sentence),)
    if value is None:
        return None, ()
    return value, [Problem(key.key, doubt, blocking=False) for doubt in key.kind.doubts(value)]


Reader = Callable[[Field[Any], object, Context], Reading]
Completion = Callable[[dict[str, Any]], Iterable[Problem]]
"""Fill in values that follow from others, in place, and say where they disagree."""
Accounting = Callable[[Mapping[str, Any]], Collection[str]]
"""Name the fields whose unusual values the others of the row account for."""


def _nothing(values: Mapping[str, Any]) -> Collection[str]:
    return ()


@dataclass(frozen=True, eq=False)
class Apart:
    """A choice by whose words a record enters no total with the others: planned is not done, promised is not paid."""

    choice: Field[Any]
    words: Mapping[str, str]
    """By word of the choice what its sums are called; blank where its records are added up."""
    others: str = ""
    """What the sums of any other word are called; blank where those are added up. A record without a word always is."""
    by_side: bool = False
    """Whether what goes out and what comes in are told apart among them too."""

    @property
    def names(self) -> tuple[str, ...]:
        """What the sums that are kept apart are called, in the order in which they are told."""
        return tuple(dict.fromkeys(filter(None, (self.others, *self.words.values()))))

    def call(self, word: str) -> str:
        """Say under which name a word of the choice is kept apart; empty where its records are added up."""
        return self.words.get(word, self.others) if word else ""


@dataclass(frozen=True, eq=False)
class Ledger:
    """The declaration of a ledger: everything else is derived from it."""

    key: str
    title: str
    fields: tuple[Field[Any], ...]
    label: tuple[Field[Any], ...]
    """What a record is called: the first of these that is filled."""
    prefix: str = ""
    """The letters its numbers begin with; empty where records have no number."""
    parent: Field[Any] | None = None
    """For a child ledger the Ref to the record it belongs to."""
    completions: tuple[Completion, ...] = ()
    accounted: Accounting = _nothing
    """Which values are not unusual, seen with the others."""
    shown: tuple[Field[Any], ...] = ()
    """The columns a list shows before the clerk chooses others; all when empty."""
    quick: tuple[Field[Any], ...] = ()
    """The choices offered as filters above the list."""
    sides: Field[Any] | None = None
    """The choice between what goes out and what comes in, whose sums are kept apart."""
    apart: tuple[Apart, ...] = ()
    """What is counted and added up apart; the first that speaks of a record decides."""
    unique: tuple[Field[Any], ...] = ()
    """Values that no two records may share, the record's number among them."""
    looked_up: tuple[Field[Any], ...] = ()
    """Other values by which single records are looked for, so that finding them must be fast."""
    by_key: Mapping[str, Field[Any]] = field(init=False)
    _required: tuple[Field[Any], ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_key", {each.key: each for each in self.fields})
        object.__setattr__(self, "_required", tuple(each for each in self.fields if each.required))

    @overload
    def get(self, key: str) -> Field[Any]: ...
    @overload
    def get(self, key: str, default: None) -> Field[Any] | None: ...
    def get(self, key: str, default: None = None) -> Field[Any] | None:
        """Find a field by its key."""
        return self.by_key.get(key, default)

    @property
    def number(self) -> Field[Any] | None:
        """The field that holds the record's number, where the ledger numbers its records."""
        return self.by_key.get("no") if self.prefix else None

    @property
    def summed(self) -> tuple[Field[Any], ...]:
        """The money and counts that may be added up over records."""
        return tuple(each for each in self.fields if each.adds_up and isinstance(each.kind, Money | Count))

    @property
    def when(self) -> Field[Any] | None:
        """The date by which records belong to a period, where the ledger is dated."""
        return self.by_key.get("when")

    def counts(self, record: Record) -> bool:
        """Tell whether a record enters totals, here as in every summary: it is neither planned nor called off nor unpaid."""
        return not any(each.call(record.text(each.choice)) for each in self.apart)

    def side_of(self, record: Record) -> str:
        """Say with which records this one is added up: 支出, 收入, 未发放, 计划支出 …; empty where it knows no sides."""
        side = record.text(self.sides) if self.sides else ""
        for each in self.apart:
            if name := each.call(record.text(each.choice)):
                return name + side if each.by_side else name
        return side

    def apart_in(self, side: str) -> tuple[Apart, str] | None:
        """Give what keeps the records of a side apart, and the name of it; None for a side that enters totals."""
        return next(((each, name) for each in self.apart for name in each.names if side.startswith(name)), None)

    def names_sides(self, sides: Collection[str]) -> bool:
        """Tell whether their sums need names: where there are several, and where none of what is summed enters totals."""
        return len(sides) > 1 or any(self.apart_in(each) for each in sides)

    def in_turn(self, sides: Iterable[str]) -> list[str]:
        """Put sides in the order in which their sums are told: 收入, 支出, then what enters no total."""
        names = [name for each in self.apart for name in each.names]
        places = {side: names.index(found[1]) if (found := self.apart_in(side)) else -1 for side in sides}
        return sorted(sorted(places, reverse=True), key=places.__getitem__)

    def has(self, key: Field[Any]) -> bool:
        """Tell whether the ledger has this field."""
        return self.by_key.get(key.key) is key

    def parse(
        self,
        raw: Mapping[str, object],
        context: Context,
        old: Record | None = None,
        read: Reader = read_value,
    ) -> tuple[Record | None, list[Problem]]:
        """Read a row typed in a form.

        Fields that `raw` does not name keep the old record's value, or take their default in a new record.
        The record is None when a problem blocks it; doubts come back beside a record. `read` reads each value.
        """
        values, problems = self._read(raw, context, old, read)
        return self.completed(values, problems, old)

    def following(self, raw: Mapping[str, object], context: Context, old: Record | None = None) -> dict[str, Any]:
        """Tell what follows from a row that is being typed.

        Holds every computed value, None where it cannot be told yet, and what the completions fill in.
        """
        before = _merged(self._read(raw, context, old, read_value)[0], old)
        after = dict(before)
        for completion in self.completions:
            for _ in completion(after):
                pass
        return {
            each.key: after.get(each.key) for each in self.fields if each.computed or each.key in after.keys() - before
        }

    def typed_so_far(self, raw: Mapping[str, object], context: Context, old: Record | None = None) -> Record:
        """Give what can be read of a row that is still being typed; required fields may be blank."""
        values = _merged(self._read(raw, context, old, read_value)[0], old)
        return Record(self, values, old.id if old else 0, old.version if old else 0)

    def _read(
        self, raw: Mapping[str, object], context: Context, old: Record | None, read: Reader
    ) -> tuple[dict[str, Any], list[Problem]]:
        values: dict[str, Any] = {}
        problems: list[Problem] = []
        for each in self.fields:
            if each.computed or (each.key not in raw and (old or not each.default)):
                continue
            value, about = read(each, raw.get(each.key, each.default), context)
            problems += about
            if value is not None or not any(problem.blocking for problem in about):
                values[each.key] = value
        return values, problems

    def completed(
        self, read: Mapping[str, Any], problems: Sequence[Problem], old: Record | None = None
    ) -> tuple[Record | None, list[Problem]]:
        """Make a record of values that were read one by one; None empties a field, and one not named stays as it was."""
        values = _merged(read, old)
        accounted = self.accounted(values) if problems else ()
        said = [each for each in problems if each.blocking or each.field not in accounted]
        for completion in self.completions:
            said += completion(values)
        missing = [each for each in self._required if each.key not in values]
        if missing or said:
            refused = {problem.field for problem in said if problem.blocking}
            said += [
                Problem(each.key, WAITING, blocking=False) if each.may_wait else Problem(each.key, MISSING)
                for each in missing
                if each.key not in refused
            ]
            if any(problem.blocking for problem in said):
                return None, said
        return Record(self, values, old.id if old else 0, old.version if old else 0), said


def _merged(read: Mapping[str, Any], old: Record | None) -> dict[str, Any]:
    values = {**old.values, **read} if old else dict(read)
    for key, value in read.items():
        if value is None:
            del values[key]
    return values

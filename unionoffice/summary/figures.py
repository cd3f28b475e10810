"""The figures that one record states, each traceable to its row."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from unionoffice.domain.day import Span
from unionoffice.domain.draft import Basis, Figure, Row, State
from unionoffice.domain.kinds import Entry, Share
from unionoffice.domain.ledger import Field, Ledger, Record
from unionoffice.ledgers import aid, registers, target
from unionoffice.ledgers.shared import FIGURES, WHEN


@dataclass(frozen=True)
class Reading:
    """One figure of a record, where it stands there and whether a total may take it in."""

    figure: Figure
    name: str
    """What the clerk calls it: the name of the entry or the title of the field."""
    field: str = ""
    """The key of the typed field, empty for an entry of 数据."""
    summable: bool = False
    part: bool = False
    """其中: contained in the figure before it."""


@dataclass(frozen=True)
class Worded:
    """An amount given in words (一批, 若干): printed as it is, never a number."""

    name: str
    words: str


def row_of(record: Record) -> Row:
    """Name the row a figure comes from."""
    return (record.ledger.key, record.id)


def as_of(record: Record) -> date | None:
    """Give the day up to which a record's figures hold: the last day of its date."""
    when: Span | None = record.values.get(WHEN.key)
    return when.end if when else None


def read_figures(record: Record) -> list[Reading]:
    """Read every figure that a record states: its typed fields in their order, then its entries of 数据."""
    filled = [each for each in _stating(record.ledger) if each.key in record.values]
    readings = [reading for each in filled for reading in _typed(record, each)]
    return readings + list(_entries(record))


def figure_fields(record: Record) -> list[Field[Any]]:
    """List the typed fields in which a record states a figure, in their order."""
    return [each for each in _stating(record.ledger) if list(_typed(record, each))]


def worded_amounts(record: Record) -> list[Worded]:
    """Read the amounts that the clerk gave in words."""
    entries: Iterable[Entry] = record.values.get(FIGURES.key, ())
    return [Worded(entry.name, entry.uncounted + entry.unit) for entry in entries if entry.uncounted]


def _entries(record: Record) -> Iterator[Reading]:
    entries: Iterable[Entry] = record.values.get(FIGURES.key, ())
    for entry in entries:
        if not entry.uncounted:
            yield Reading(_of_entry(record, entry), entry.name, "", entry.summable, entry.part)


def _of_entry(record: Record, entry: Entry) -> Figure:
    return Figure(
        label=entry.name,
        value=entry.value,
        unit=entry.unit,
        qualifier=entry.qualifier,
        upper=entry.upper,
        state=entry.state,
        basis=entry.basis,
        as_of=as_of(record),
        rule=f"{record.ledger.title}“{record.label}”所填“{entry.text}”",
        rows=(row_of(record),),
        scale=entry.scale,
        per=entry.per,
        # A range is printed as it was typed: nobody can tell 2至30 from a slip of the pen.
        as_stated=entry.amount if entry.upper is not None else "",
    )


_PERIOD, _STOCK = Basis.PERIOD, Basis.STOCK
_BASES = (
    {("coverage", "staff"): _STOCK}
    | {("unit", key): _STOCK for key in ("staff", "women", "members")}
    | {("studio", key): _STOCK for key in ("members", "innovations", "inventions")}
)
_PER = {("aid", "per_amount"): "人", ("insurance", "fee"): "人"}
_LABELS = {
    "headcount": "参加人数",
    "teams": "参赛队",
    "sessions": "场次",
    "person_times": "参加人次",
}
_UNITS_BESIDE = {("target", "target"): "measure", ("target", "done"): "measure"}
"""Quantities whose unit stands in another field."""
_NO_FIGURES = frozenset(
    {
        "household",
        "family",
        "visit",
        "member",
        "membership_change",
        "limit",
        "poverty_line",
        "paper_rule",
        "day_off",
        "item",
        "prize",
    }
)
"""Ledgers whose numbers describe people or things and are only ever counted."""


@cache
def _stating(ledger: Ledger) -> tuple[Field[Any], ...]:
    """List the fields of a ledger that hold figures: most hold none, and every record is read many times."""
    if ledger.key in _NO_FIGURES:
        return ()
    return tuple(each for each in ledger.fields if each.kind.unit or (ledger.key, each.key) in _UNITS_BESIDE)


def _typed(record: Record, each: Field[Any]) -> Iterator[Reading]:
    value = record.values.get(each.key)
    if value is None:
        return
    ledger = record.ledger.key
    beside = _UNITS_BESIDE.get((ledger, each.key), "")
    unit = str(record.values.get(beside, "")) if beside else each.kind.unit
    number = value.percent if isinstance(value, Share) else Decimal(value)
    if number is None:
        return
    state, rule = _origin(record, each, value)
    figure = Figure(
        label=_label(record, each),
        value=number,
        unit=unit,
        state=state,
        basis=_basis(record, each),
        as_of=as_of(record),
        rule=rule,
        rows=(row_of(record),),
        per=_PER.get((ledger, each.key), ""),
    )
    if unit == "元" and number >= 10**8 and number % 10**6 == 0:
        figure = replace(figure, scale="亿")
    elif unit == "元" and number >= 10**6 and number % 100 == 0:
        figure = replace(figure, scale="万")
    if each is aid.AMOUNT:
        figure = _with_qualifier(figure, record.text(aid.AMOUNT_QUALIFIER))
        if record.text(aid.CLASS) == "捐款" and not figure.qualifier:
            # Donations are accounted for to the fen.
            figure = replace(figure, as_stated=f"{number:.2f}")
    summable = figure.basis is _PERIOD and not figure.per and unit != "%" and ledger != "target"
    yield Reading(figure, each.title, each.key, summable)


def _with_qualifier(figure: Figure, qualifier: str) -> Figure:
    """Print a rounded amount as offices do: 2万余元, 4万多元."""
    if not qualifier or figure.value is None:
        return figure
    scale = "万" if figure.value >= 10000 and figure.value % 1000 == 0 else ""
    return replace(figure, qualifier=qualifier, scale=scale)


def _label(record: Record, each: Field[Any]) -> str:
    ledger = record.ledger.key
    if ledger == "target":
        return f"{record.label}{each.title}"
    if ledger == "coverage":
        action = record.text(registers.ACTION)
        what = record.label + ("" if action in record.label else action)
        return f"{record.text(registers.COVERED_TYPE)}{what}{'家数' if each is registers.DONE else each.title}"
    if ledger == "aid":
        return f"{record.text(aid.KIND)}{each.title}"
    # 举办培训3期，150人次参加 is a sentence: its first clause without numbers names the figure.
    title = re.split("[，；。]", record.label)[0]
    title = re.sub(r"[0-9]+[\u4e00-\u9fff]{1,2}$", "", title) or record.label
    return f"{title}{_LABELS.get(each.key, each.title)}"


def _basis(record: Record, each: Field[Any]) -> Basis:
    ledger = record.ledger.key
    if ledger == "coverage" and each in (registers.DONE, registers.DUE):
        # 公开 and 建立 say how things stand; 新签 and the like happen in the period.
        return _STOCK if record.text(registers.ACTION) in ("公开", "建立") else _PERIOD
    if ledger == "target":
        return Basis.CUMULATIVE
    return _BASES.get((ledger, each.key), _PERIOD)


def _origin(record: Record, each: Field[Any], value: Any) -> tuple[State, str]:
    """Tell whether a value was worked out from others, and how."""
    stated = f"{record.ledger.title}“{record.label}”所填“{each.title}”"
    worked_out = _WORKED_OUT.get((record.ledger.key, each.key))
    how = worked_out(record.values) if worked_out else ""
    if not how and isinstance(value, Share) and value.stated is None:
        how = f"{value.done}÷{value.base}"
    return (State.COMPUTED, f"{record.ledger.title}“{record.label}”：{how}") if how else (State.STATED, stated)


def _per_head_times_heads(values: Mapping[str, Any]) -> str:
    per, persons, amount = (values.get(key.key) for key in (aid.PER_AMOUNT, aid.PERSONS, aid.AMOUNT))
    if per is None or persons is None or per * persons != amount:
        return ""
    return f"每人{per:f}元×{persons}人"


def _done_of_goal(values: Mapping[str, Any]) -> str:
    goal, done, rate = (values.get(key.key) for key in (target.TARGET_VALUE, target.TARGET_DONE, target.TARGET_RATE))
    if not goal or done is None or rate is None or rate.percent is None:
        return ""
    percent = (100 * done / goal).quantize(Decimal("0.01"))
    return f"完成值{done:f}÷目标值{goal:f}" if percent == rate.percent else ""


_WORKED_OUT: Mapping[tuple[str, str], Callable[[Mapping[str, Any]], str]] = {
    ("aid", "amount"): _per_head_times_heads,
    ("target", "rate"): _done_of_goal,
}

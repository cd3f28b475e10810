"""The ledgers of one office: the declared ones with its own fields added, and its own registers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from unionoffice.domain.kinds import (
    Choice,
    Count,
    DayKind,
    Files,
    Flag,
    Kind,
    LongText,
    Money,
    Quantity,
    Ref,
    Text,
)
from unionoffice.domain.ledger import Field, Ledger, Privacy
from unionoffice.domain.own import MAIN_FIELD, OwnField, OwnKind, OwnRegister
from unionoffice.ledgers import STANDARD, Ledgers, Tab
from unionoffice.ledgers.shared import BY_NATURE, CHAPTER, FILES, NO, NOTE, WHEN, dated

GROUP = "自定义"
"""The heading under which forms show the fields that the office added to a declared ledger."""
MOST_QUICK = 3

_KINDS: Mapping[OwnKind, Callable[[str], Kind[Any]]] = {
    OwnKind.TEXT: lambda _: Text(),
    OwnKind.LONG_TEXT: lambda _: LongText(),
    OwnKind.DAY: lambda _: DayKind(),
    OwnKind.MONEY: lambda _: Money(),
    OwnKind.COUNT: Count,
    OwnKind.DECIMAL: Quantity,
    OwnKind.FLAG: lambda _: Flag(),
    OwnKind.CHOICE: Choice,
    OwnKind.PERSON: lambda _: Ref("member"),
    OwnKind.UNIT: lambda _: Ref("unit", grows=True),
    OwnKind.FILES: lambda _: Files(),
}


def field_of(own: OwnField, group: str = GROUP) -> Field[Any]:
    """Declare an own field; one that the office has not called public never leaves on a public list."""
    shown_as = Privacy.MASKED if own.kind is OwnKind.PERSON else Privacy.OPEN
    return Field(
        own.key,
        own.title,
        _KINDS[own.kind](own.detail),
        required=own.is_required,
        was=own.was,
        privacy=shown_as if own.is_public else Privacy.HIDDEN,
        group=group,
    )


def register_of(register: OwnRegister, fields: Iterable[OwnField]) -> Ledger:
    """Declare an own register with its fields, which are in the order of the form."""
    own = tuple(field_of(each, group="") for each in fields)
    choices = [each for each in own if isinstance(each.kind, Choice)]
    listed = _listed(own)
    return Ledger(
        key=register.key,
        title=register.title,
        prefix=register.prefix,
        unique=(NO,),
        apart=(BY_NATURE,) if register.is_dated else (),
        fields=dated(*own) if register.is_dated else (NO, *own, FILES, NOTE),
        label=tuple(each for each in own if each.key == MAIN_FIELD),
        quick=tuple([*choices, *([CHAPTER] if register.is_dated else [])][:MOST_QUICK]),
        shown=(WHEN, *listed) if register.is_dated else (NO, *listed),
    )


def with_own(fields: Sequence[OwnField], registers: Sequence[OwnRegister]) -> Ledgers:
    """Add what an office has of its own to the declared ledgers; what it has hidden is left out."""
    return everything(
        [each for each in fields if not each.is_hidden], [each for each in registers if not each.is_hidden]
    )


def everything(fields: Sequence[OwnField], registers: Sequence[OwnRegister]) -> Ledgers:
    """Add all that an office has of its own, hidden or not."""
    if not fields and not registers:
        return STANDARD
    extended = {each.key: _extended(each, [own for own in fields if own.ledger == each.key]) for each in STANDARD.all}
    own = tuple(register_of(each, [its for its in fields if its.ledger == each.key]) for each in registers)
    tabs = [Tab(tab.title, tuple(extended[each.key] for each in tab.ledgers)) for tab in STANDARD.tabs]
    tabs[-1] = replace(tabs[-1], ledgers=(*tabs[-1].ledgers, *own))
    return Ledgers((*extended.values(), *own), tuple(tabs))


def _extended(ledger: Ledger, own: Sequence[OwnField]) -> Ledger:
    if not own:
        return ledger
    fields = tuple(field_of(each) for each in own)
    shown = (*ledger.shown, *_listed(fields)) if ledger.shown else ()
    return replace(ledger, fields=(*ledger.fields, *fields), shown=shown)


def _listed(fields: Iterable[Field[Any]]) -> tuple[Field[Any], ...]:
    """Leave out what a column of a list cannot show at a glance."""
    return tuple(each for each in fields if not isinstance(each.kind, Files | LongText))

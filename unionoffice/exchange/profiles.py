"""What leaves the office: all of a ledger, the superior's part of it, or what may hang on a public wall."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Literal

from unionoffice.domain.kinds import Files, PersonName, Ref, Text
from unionoffice.domain.kinds.kind import Cell
from unionoffice.domain.ledger import Field, Ledger, Privacy, Record

Profile = Literal["report", "archive", "public"]
PROFILE_TITLES: dict[Profile, str] = {"report": "上报", "archive": "存档", "public": "公示"}

OFFICE_ONLY = frozenset(["in_summary", "chapter", "nature", "period", "follow_of"])
"""How the office sorts its own summary is no concern of a superior."""
_LOOSE_WORDS = frozenset(["note", "handler", "doc_ref"])
"""Remarks for colleagues; nobody has read them with strangers in mind."""

_NUMBERS = re.compile(r"(?<![0-9])(?:[1-9][0-9]{16}[0-9Xx]|[0-9]{15,19}|1[3-9][0-9]{9})(?![0-9])")
_PIECE = re.compile(r"[^\s、，,；;：:（）()/]+")
_NAME = PersonName()


def profile_fields(ledger: Ledger, profile: Profile, chosen: Iterable[Field[Any]] = ()) -> tuple[Field[Any], ...]:
    """Choose the columns: those chosen, or all that suit the profile; a public list never has a hidden field.

    上报 leaves out attachments and how the office sorts its own summary; 公示 also remarks and every field that strangers
    must not see; 存档 has everything.
    """
    fields = tuple(chosen) or tuple(each for each in ledger.fields if _suits(each, profile))
    if profile == "public":
        return tuple(each for each in fields if each.privacy is not Privacy.HIDDEN)
    return fields


def filled_fields(fields: Iterable[Field[Any]], records: Iterable[Record]) -> tuple[Field[Any], ...]:
    """Leave out columns that are blank in every record, so that the rest is large enough to read on A4."""
    filled = {key for record in records for key in record.values}
    return tuple(each for each in fields if each.key in filled or each.required)


def _suits(each: Field[Any], profile: Profile) -> bool:
    if profile == "archive":
        return True
    if isinstance(each.kind, Files) or each.key in OFFICE_ONLY:
        return False
    return profile == "report" or each.key not in _LOOSE_WORDS


def cell_of(each: Field[Any], value: Any, profile: Profile) -> Cell:
    """Give a value for a cell as the profile shows it."""
    if value is None:
        return None
    if profile != "public":
        cell: Cell = each.kind.to_cell(value)
        return cell
    if each.privacy is Privacy.MASKED:
        return masked(each, value)
    cell = each.kind.to_cell(value)
    return without_numbers(cell) if isinstance(cell, str) else cell


def without_numbers(words: str) -> str:
    """Hide the middle of every number in a text that may be of an ID paper, a bank card or a mobile telephone."""
    return _NUMBERS.sub(lambda found: _starred(found[0]), words)


def masked(each: Field[Any], value: Any) -> str:
    """Write a value with what identifies a person hidden; words and links are taken for names."""
    if isinstance(each.kind, Ref) or type(each.kind) is Text:
        return _PIECE.sub(lambda piece: _name_or_number(piece[0]), each.kind.text(value))
    return each.kind.masked(value)


def _name_or_number(piece: str) -> str:
    return _starred(piece) if re.search(r"[0-9]{6}", piece) else _NAME.masked(piece)


def _starred(number: str) -> str:
    shown = 6 if len(number) == 18 else 3
    return number[:shown] + "*" * max(1, len(number) - shown - 4) + number[-4:]

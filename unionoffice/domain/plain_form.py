"""Turns what the domain is made of into plain lists and dicts that a file can hold, and back, without losing anything."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def to_plain(value: Any) -> Any:
    """Give a value as JSON can write it: numbers and days as words, what is made of parts as a dict of them."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: to_plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): to_plain(each) for key, each in value.items()}
    if isinstance(value, tuple | list):
        return [to_plain(each) for each in value]
    if isinstance(value, set | frozenset):
        raise TypeError("a set has no order in which it could be written")
    return value


def from_plain(kind: type[T], content: Any) -> T:
    """Read a dataclass back; a part that the file does not name takes its default, one that is gone is left out."""
    hints = _hints(kind)  # type: ignore[arg-type]
    there = [each.name for each in fields(kind) if each.name in content]  # type: ignore[arg-type]
    return kind(**{name: _read(hints[name], content[name]) for name in there})


@cache
def _hints(kind: type) -> dict[str, Any]:
    # Working them out takes longer than reading a figure, of which a summary of a large office has thousands.
    return get_type_hints(kind)


def _read(kind: Any, content: Any) -> Any:
    if content is None:
        return None
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return _read(_chosen([each for each in inner if each is not type(None)], content), content)
    if origin is tuple:
        parts = inner[:1] * len(content) if inner[-1] is Ellipsis else inner
        return tuple(_read(part, each) for part, each in zip(parts, content, strict=True))
    if origin is not None and issubclass(origin, Mapping):
        return {key: _read(inner[1], each) for key, each in content.items()}
    if is_dataclass(kind):
        return from_plain(kind, content)  # type: ignore[arg-type]
    if kind is date:
        return date.fromisoformat(content)
    return kind(content) if isinstance(kind, type) and issubclass(kind, Decimal | Enum) else content


def _chosen(kinds: list[Any], content: Any) -> Any:
    """Choose between words and something made of parts by what the file holds."""
    if len(kinds) == 1:
        return kinds[0]
    return next(each for each in kinds if (each is str) == isinstance(content, str))

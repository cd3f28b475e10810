"""What an office has added to the ledgers by itself: fields of its own, and registers of its own."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class OwnKind(StrEnum):
    """The kinds of value that an own field may have, as the clerk calls them."""

    TEXT = "文字"
    LONG_TEXT = "长文字"
    DAY = "日期"
    MONEY = "金额"
    COUNT = "数量"
    DECIMAL = "小数"
    FLAG = "是/否"
    CHOICE = "选项"
    PERSON = "人员"
    UNIT = "单位"
    FILES = "附件"


@dataclass(frozen=True)
class OwnField:
    """A field that the office added to a ledger."""

    ledger: str
    key: str
    title: str
    kind: OwnKind
    detail: str = ""
    """The unit of a number, the name of the code list of a choice."""
    was: tuple[str, ...] = ()
    is_required: bool = False
    is_public: bool = False
    """Whether a public list may show it; nobody but the office knows what it holds."""
    is_hidden: bool = False


@dataclass(frozen=True)
class OwnRegister:
    """A ledger that the office added."""

    key: str
    title: str
    prefix: str
    is_dated: bool = True
    was: tuple[str, ...] = ()
    is_hidden: bool = False


OWN_PREFIX = "own_"
"""Begins the key of every own field, and of no declared one."""
MAIN_FIELD = "own_1"
"""The key of the field by which the records of an own register are called."""

"""What is told once of a whole table: spaces in names, characters that no font has, former names of codes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from unionoffice.domain.kinds import Choice, Context, Kind, PersonName, shortened
from unionoffice.domain.text import head_form

_SPACED, _LATIN = re.compile(r"\S[ \u3000\xa0]+\S"), re.compile("[A-Za-z]")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff\ufffd]")
_MOST_RENAMED = 20
_MOST_LISTED = 10


@dataclass(frozen=True)
class Remark:
    """What is unusual about the words of a cell."""

    is_spaced: bool
    is_odd: bool
    old: str
    label: str
    """What a code is called now, where `old` is what it was called before; else empty."""


class Unusual:
    """Remembers in which rows something unusual was met."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._renamed: dict[tuple[str, str, str], int] = {}
        self._spaced: list[int] = []
        self._odd: list[int] = []

    def remark(self, kind: Kind[Any], words: str) -> Remark | None:
        """Say what is unusual about words in a column of this kind."""
        is_spaced = isinstance(kind, PersonName) and bool(_SPACED.search(words)) and not _LATIN.search(words)
        is_odd = bool(_PRIVATE.search(words))
        label = self._present_name(kind.codes, words) if isinstance(kind, Choice) else ""
        return Remark(is_spaced, is_odd, shortened(words.strip()), label) if is_spaced or is_odd or label else None

    def _present_name(self, codes: str, words: str) -> str:
        label = self._context.codes[codes].find(words)
        return label if label and head_form(words) != head_form(label) else ""

    def note(self, number: int, title: str, remark: Remark) -> None:
        """Remember that the row of this number has such words in the column of this title."""
        if remark.is_spaced:
            self._spaced.append(number)
        if remark.is_odd:
            self._odd.append(number)
        if remark.label:
            renamed = (title, remark.old, remark.label)
            self._renamed[renamed] = self._renamed.get(renamed, 0) + 1

    def notices(self) -> list[str]:
        """Say what was met."""
        notices = []
        if self._spaced:
            notices.append(f"姓名中的空格已去掉：{_listed(self._spaced)}")
        if self._odd:
            notices.append(f"有私人造字或无法识别的字，请核对：{_listed(self._odd)}")
        return notices

    def renamed(self) -> list[str]:
        """Say which codes bear former names."""
        return [
            f"{title}：{count} 行的“{old}”是旧名称，按现在的“{label}”导入"
            for (title, old, label), count in list(self._renamed.items())[:_MOST_RENAMED]
        ]


def _listed(numbers: Sequence[int]) -> str:
    shown = "、".join(str(number) for number in dict.fromkeys(numbers[:_MOST_LISTED]))
    return f"第 {shown} 行" + ("等" if len(numbers) > _MOST_LISTED else "")

"""The kind that holds any number of figures as clerks write them: 参赛队 22 支；印发资料 1500余 份；拆迁 ？户."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from unionoffice.domain.chinese_numerals import NUMERAL, chinese_number
from unionoffice.domain.draft import Basis, State, plain_number
from unionoffice.domain.kinds.kind import Column, Context, Kind, Refused, Stored, shortened, words_of
from unionoffice.domain.kinds.numbers import SCALES, number_of
from unionoffice.domain.text import ascii_form

_BEFORE = {
    "近": "近",
    "约": "约",
    "大约": "约",
    "≥": "≥",
    ">=": "≥",
    "不少于": "≥",
    "不低于": "≥",
    "至少": "≥",
    "≤": "≤",
    "<=": "≤",
    "不超过": "≤",
    "不高于": "≤",
    "最多": "≤",
}
_AFTER_UNIT = {"以上": "≥", "以下": "≤", "以内": "≤"}
_UNCOUNTED = ("若干", "一批", "部分", "一些", "多", "数", "各")
_BASES = {basis.value: basis for basis in Basis}


@dataclass(frozen=True)
class Entry:
    """One figure of a record, as written."""

    name: str
    value: Decimal | None
    unit: str
    qualifier: str = ""
    upper: Decimal | None = None
    scale: str = ""
    """万 or 亿 where the clerk wrote the number in it; `value` is the full number."""
    per: str = ""
    """The one of which `value` holds: 人 in 300元/人."""
    basis: Basis = Basis.PERIOD
    part: bool = False
    """其中: contained in the figure before it, and never summed with it."""
    uncounted: str = ""
    """The clerk's word where there is no number: 一批, 部分."""

    @property
    def state(self) -> State:
        """Stated, or blank when the number was lost."""
        return State.BLANK if self.value is None and not self.uncounted else State.STATED

    @property
    def summable(self) -> bool:
        """Whether the value may enter a total: a number for the period, neither range, limit, part nor percentage."""
        return (
            self.value is not None
            and self.upper is None
            and self.qualifier not in ("≥", "≤")
            and self.basis is Basis.PERIOD
            and not self.part
            and not self.per
            and self.unit not in ("%", "‰", "个百分点", "号")
        )

    @property
    def runs_backwards(self) -> bool:
        """Whether a range ends below its start."""
        return self.value is not None and self.upper is not None and self.upper < self.value

    @property
    def amount(self) -> str:
        """The number and its qualifiers as written: 1500余, 近？, 60-200, 2万余."""
        if self.uncounted:
            return self.uncounted
        number = "？" if self.value is None else self._scaled(self.value)
        if self.upper is not None:
            return f"{number}-{self._scaled(self.upper)}{self.scale}"
        if self.qualifier in ("余", "多"):
            return f"{number}{self.scale}{self.qualifier}"
        return f"{self.qualifier}{number}{self.scale}"

    def _scaled(self, value: Decimal) -> str:
        return plain_number(value / SCALES[self.scale])

    @property
    def text(self) -> str:
        """The entry so that it is read back the same."""
        per = f"/{self.per}" if self.per else ""
        return f"{'其中' if self.part else ''}{self.name} {self.amount} {self.unit}{per}{_written(self.basis)}".strip()


_NUMBER = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_AMOUNT = (
    r"(?P<before>近|大约|约|≥|>=|不少于|不低于|至少|≤|<=|不超过|不高于|最多)?\s*"
    rf"(?:(?P<blank>[?？]|【待补】|\[待补\])|(?P<number>{_NUMBER})(?:\s*(?:-|—+|–|~|至)\s*(?P<upper>{_NUMBER}))?)"
    r"\s*(?P<scale>[万亿]?)(?P<after>余|多)?"
)
_UNIT = r"(?P<unit>[^\s0-9?？/；;，,][^\s?？/；;]*)?(?:/(?P<per>[^\s/；;]+))?"
# These three are compiled when the first figure is read: no start of the program should wait for that.
_SPACED = rf"(?s:(?P<name>.*\S)\s+{_AMOUNT}\s*{_UNIT})"
_JOINED = rf"(?P<name>[^0-9?？]*?){_AMOUNT}\s*{_UNIT}"
_WORDED = re.compile(rf"(?P<name>.*\S)\s+(?P<word>{'|'.join(_UNCOUNTED)})\s*(?P<unit>[^\s/；;]*)", re.DOTALL)
# Chinese numerals stand in names and ranks as well (五一, 第三届, 一等奖): only before a measure word are they amounts.
_IN_WORDS = (
    rf"(?:(?P<name>.*\S)\s+|(?P<before_many>[^\s0-9?？]*?)(?={NUMERAL}[万亿]?[余多]))??"
    rf"(?P<before>近|大约|约|≥|不少于|不低于|至少|≤|不超过|不高于|最多)?\s*(?P<number>{NUMERAL})(?P<scale>[万亿]?)(?P<after>余|多)?"
    r"\s*(?P<unit>人次|户次|人|名|位|户|家|个|支|队|场|期|次|份|册|件|项|篇|条|幅|块|台|套|处|天|万元|元)(?:/(?P<per>[^\s/；;]+))?"
)
_BASIS = re.compile(rf"[（(]({'|'.join(_BASES)})[）)]$")


def _written(basis: Basis) -> str:
    return "" if basis is Basis.PERIOD else f"（{basis.value}）"


def read_entry(words: str) -> Entry:
    """Read one figure (名称 数量 单位); raises Refused, also when it could not be read back the same."""
    entry = _read(words)
    if entry is None or not (entry.name or entry.unit) or _read(entry.text) != entry:
        raise Refused(f"“{shortened(words.strip())}”读不懂，应写成“名称 数量 单位”，如：参赛队 22 支")
    return entry


def _read(words: str) -> Entry | None:
    rest = words.strip()
    basis = Basis.PERIOD
    if match := _BASIS.search(rest):
        basis, rest = _BASES[match[1]], rest[: match.start()].rstrip()
    part = rest.startswith("其中")
    rest = rest.removeprefix("其中").lstrip(":： ")
    match = re.fullmatch(_SPACED, rest) or re.fullmatch(_JOINED, rest)
    if match:
        return _entry(match, basis, part)
    if match := _WORDED.fullmatch(rest):
        return Entry(match["name"].strip(), None, match["unit"], basis=basis, part=part, uncounted=match["word"])
    if (match := re.fullmatch(_IN_WORDS, rest)) and (number := chinese_number(match["number"])) is not None:
        # 三百多 becomes 300多: numbers are printed in figures (GB/T 15835).
        name = match["name"] or match["before_many"] or ""
        tail = rest[match.end("number") :]
        return _read(f"{'其中' if part else ''}{name} {match['before'] or ''}{number}{tail}{_written(basis)}")
    return None


def _entry(match: re.Match[str], basis: Basis, part: bool) -> Entry:
    scale = match["scale"] or ""
    before, after = match["before"], match["after"] or ""
    value = None if match["blank"] else number_of(match["number"].replace(",", "")) * SCALES[scale]
    upper = number_of(match["upper"].replace(",", "")) * SCALES[scale] if match["upper"] else None
    if value is None and scale:
        scale, unit = "", scale + (match["unit"] or "")
    else:
        unit = match["unit"] or ""
    qualifier = after or _BEFORE.get(before or "", "")
    if not qualifier and upper is None and (limit := _AFTER_UNIT.get(unit[-2:])):
        unit, qualifier = unit[:-2], limit
    if max(value or 0, upper or 0) >= 10**13:
        raise Refused("数字过大，请核对单位")
    return Entry(
        name=match["name"].strip(" :："),
        value=value,
        unit=unit,
        qualifier=qualifier,
        upper=upper,
        scale=scale,
        per=match["per"] or "",
        basis=basis,
        part=part,
    )


class Figures(Kind[tuple[Entry, ...]]):
    """Figures with names and units, each with its qualifier, basis and state."""

    name: ClassVar[str] = "数据"
    hint = "参赛队 22 支；印发资料 1500余 份；拆迁 ？户"

    def parse(self, raw: object, context: Context) -> tuple[Entry, ...] | None:
        """Read entries with ； between them."""
        words = raw if isinstance(raw, str) else words_of(raw)
        pieces = [piece for piece in re.split(r"[；;\n]", words) if ascii_form(piece)]
        if len(pieces) > 60:
            raise Refused("一条登记最多 60 个数据")
        return tuple(read_entry(_plain(piece)) for piece in pieces) or None

    def text(self, value: tuple[Entry, ...]) -> str:
        """Write the entries with ； between them."""
        return "；".join(entry.text for entry in value)

    def columns(self, key: str) -> Sequence[Column]:
        """Keep the entries as JSON."""
        return [Column(key, f'TEXT CHECK(json_valid("{key}"))')]

    def doubts(self, value: tuple[Entry, ...]) -> list[str]:
        """A range that ends below its start is unusual."""
        return [f"“{entry.text}”起止颠倒，请核对" for entry in value if entry.runs_backwards]

    def to_row(self, value: tuple[Entry, ...]) -> tuple[Stored, ...]:
        """Give JSON with a list of entries in their written form."""
        return (json.dumps([entry.text for entry in value], ensure_ascii=False),)

    def from_row(self, *stored: Stored) -> tuple[Entry, ...]:
        """Take the entries back."""
        return tuple(read_entry(words) for words in json.loads(str(stored[0])))


_PLAIN = {code: chr(code - 0xFEE0) for code in (*range(0xFF10, 0xFF1A), 0xFF05, 0xFF0E, 0xFF0F)}


def _plain(words: str) -> str:
    """Make full-width digits, ％ and ／ half-width and drop what cannot be seen."""
    words = words.translate(_PLAIN)
    return re.sub(r"\s+", " ", words_of(words))

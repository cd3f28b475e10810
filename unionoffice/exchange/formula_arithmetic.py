"""Work out what is simple in a formula: sums, counts, the four kinds of arithmetic."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from openpyxl.formula.tokenizer import Token, Tokenizer

from unionoffice.domain.cell_names import column_of
from unionoffice.exchange.reference_shift import LAST_ROW, Reference, reference

ERROR = "#"
"""What a cell gives that holds an error; other words are words."""


class Unsolved(Exception):
    """The formula says something that only Excel can work out."""


@dataclass(frozen=True)
class Area:
    """Cells that a formula reads, both ends included."""

    sheet: str
    top: int
    left: int
    bottom: int
    right: int


def _area_of(found: Reference, sheet: str) -> Area:
    """Give the cells that a reference means."""
    name = found.sheet or sheet
    if "[" in name or ":" in name:
        raise Unsolved
    top, bottom = sorted(found.rows) if found.rows else (1, LAST_ROW)
    letters = [each.lstrip("$") for each in found.columns]
    left, right = sorted(column_of(each) for each in letters) if letters[0] else (1, 16_384)
    return Area(name, top, left, bottom, right)


def areas_in(text: str, sheet: str) -> Iterator[Area]:
    """Give the cells that a formula reads; raises Unsolved where it does not say so plainly."""
    for token in Tokenizer(f"={text}").items:
        if token.type == Token.OPERAND and token.subtype == Token.RANGE:
            found = reference(token.value)
            if found is None:
                raise Unsolved
            yield _area_of(found, sheet)


class Arithmetic:
    """Reads +, -, *, /, %, brackets, SUM, COUNT and COUNTA; everything else is unsolved."""

    def __init__(self, text: str, sheet: str, values: Callable[[Area], Iterator[Decimal | str]]) -> None:
        self._sheet, self._values = sheet, values
        self._tokens = [each for each in Tokenizer(f"={text}").items if each.type != Token.WSPACE]
        self._at = 0

    def value(self) -> Decimal:
        """Work the whole formula out; raises Unsolved where it says more."""
        found = self._terms()
        if self._at != len(self._tokens):
            raise Unsolved
        return found

    def _next(self, *signs: str) -> str | None:
        if self._at < len(self._tokens) and self._tokens[self._at].value in signs:
            self._at += 1
            return str(self._tokens[self._at - 1].value)
        return None

    def _terms(self) -> Decimal:
        found = self._factors()
        while sign := self._next("+", "-"):
            other = self._factors()
            found = found + other if sign == "+" else found - other
        return found

    def _factors(self) -> Decimal:
        found = self._signed()
        while sign := self._next("*", "/"):
            other = self._signed()
            found = found * other if sign == "*" else found / other
        return found

    def _signed(self) -> Decimal:
        if sign := self._next("+", "-"):
            return -self._signed() if sign == "-" else self._signed()
        found = self._single()
        while self._next("%"):
            found /= 100
        return found

    def _single(self) -> Decimal:
        if self._at >= len(self._tokens):
            raise Unsolved
        token = self._tokens[self._at]
        self._at += 1
        if token.type == Token.PAREN and token.subtype == Token.OPEN:
            found = self._terms()
            if not self._next(")"):
                raise Unsolved
            return found
        if token.type == Token.FUNC and token.subtype == Token.OPEN:
            return self._function(token.value.upper())
        if token.type == Token.OPERAND and token.subtype == Token.NUMBER:
            return Decimal(token.value)
        if token.type == Token.OPERAND and token.subtype == Token.RANGE:
            return self._cell(self._area(token))
        raise Unsolved

    def _area(self, token: Token) -> Area:
        found = reference(token.value)
        if found is None:
            raise Unsolved
        return _area_of(found, self._sheet)

    def _cell(self, area: Area) -> Decimal:
        if (area.top, area.left) != (area.bottom, area.right):
            raise Unsolved
        found = next(self._values(area), Decimal(0))
        if isinstance(found, str):
            raise Unsolved
        return found

    def _function(self, name: str) -> Decimal:
        if name not in ("SUM(", "COUNT(", "COUNTA("):
            raise Unsolved
        numbers: list[Decimal] = []
        others = 0
        while True:
            for value in self._argument():
                if isinstance(value, Decimal):
                    numbers.append(value)
                elif value == ERROR and name != "COUNT(":
                    raise Unsolved
                else:
                    others += 1
            if self._next(")"):
                break
            if not self._next(","):
                raise Unsolved
        if name == "SUM(":
            return sum(numbers, Decimal(0))
        return Decimal(len(numbers) + (others if name == "COUNTA(" else 0))

    def _argument(self) -> list[Decimal | str]:
        """Give the values of one range, or of one term."""
        following = self._tokens[self._at + 1 : self._at + 2]
        token = self._tokens[self._at] if self._at < len(self._tokens) else None
        is_range = token is not None and token.type == Token.OPERAND and token.subtype == Token.RANGE
        if token is not None and is_range and following and following[0].value in (",", ")"):
            self._at += 1
            return list(self._values(self._area(token)))
        return [self._terms()]

"""Let formulas and ranges point to the same cells after detail rows were added to a sheet."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from openpyxl.formula.tokenizer import Token, Tokenizer, TokenizerError

from unionoffice.errors import OfficeError

LAST_ROW = 1_048_576
_NAME = r"(?:'(?:[^']|'')*'|[^'!]+)!"
_REFERENCE = re.compile(
    rf"({_NAME})?(\$?[A-Za-z]{{1,3}})?(\$?[1-9][0-9]{{0,6}})?(?:(:(?:{_NAME})?)(\$?[A-Za-z]{{1,3}})?(\$?[1-9][0-9]{{0,6}})?)?"
)


@dataclass(frozen=True)
class Growth:
    """Detail rows that a form has ready, and how many more are put after the last of them."""

    first: int
    last: int
    more: int


@dataclass(frozen=True)
class GrownRows:
    """Where the rows of one sheet go to; the blocks do not overlap and stand in their order."""

    blocks: tuple[Growth, ...] = ()

    def row(self, row: int) -> int:
        """Say where a row went to."""
        return row + sum(each.more for each in self.blocks if each.last < row)

    def end(self, first: int, last: int, *, keeps: Callable[[Growth], bool] = lambda growth: False) -> int:
        """Say where the last row of a range went to: past the new rows where it covers all details."""
        grown = sum(each.more for each in self.blocks if first <= each.first and last == each.last and not keeps(each))
        return self.row(last) + grown

    def end_of_style(self, first: int, last: int) -> int:
        """Say where the last row of a range goes that is copied with each row."""
        return self.row(last) + sum(each.more for each in self.blocks if first <= each.last == last)

    def keeps_together(self, first: int, last: int) -> bool:
        """Say whether no row is added between these two."""
        return self.row(last) - self.row(first) == last - first


@dataclass(frozen=True)
class Reference:
    """One cell or one range in a formula; rows are None where whole columns are meant."""

    prefix: str
    """With the exclamation mark, empty where the formula's own sheet is meant."""
    columns: tuple[str, str]
    rows: tuple[int, int] | None
    fixed: tuple[bool, bool]
    """Whether the rows have a dollar sign."""
    joint: str
    """The colon between both ends, with a second sheet's name where it was written; empty for a cell."""

    @property
    def sheet(self) -> str:
        """The sheet's name as Excel compares it."""
        return self.prefix[:-1].removeprefix("'").removesuffix("'").replace("''", "'").casefold()

    def __str__(self) -> str:
        ends = [
            column + (f"{'$' if fixed else ''}{row}" if self.rows else "")
            for column, row, fixed in zip(self.columns, self.rows or (0, 0), self.fixed, strict=True)
        ]
        return self.prefix + (ends[0] + self.joint + ends[1] if self.joint else ends[0])


Piece = str | Reference


def reference(text: str) -> Reference | None:
    """Read a cell or range; None for names, tables and whatever else may stand there."""
    found = _REFERENCE.fullmatch(text)
    if not found:
        return None
    prefix, column, row, joint, column2, row2 = (each or "" for each in found.groups())
    if joint and (bool(column), bool(row)) != (bool(column2), bool(row2)):
        return None
    if not (column or row) or (not joint and not (column and row)):
        return None
    if not joint:
        column2, row2 = column, row
    numbers = (int(row.lstrip("$")), int(row2.lstrip("$"))) if row else None
    if numbers and max(numbers) > LAST_ROW:
        return None
    return Reference(prefix, (column, column2), numbers, (row.startswith("$"), row2.startswith("$")), joint)


def pieces(formula: str) -> list[Piece]:
    """Take a formula (without its equal sign) apart; joined again the pieces are the same formula.

    Raises OfficeError for a formula that nobody can read.
    """
    try:
        tokens = Tokenizer(f"={formula}").items
    except TokenizerError as error:
        raise OfficeError(
            "表格里有程序看不懂的公式，不能增加行；请按表中已有的行数填写，或请上级另发一份表格。"
        ) from error
    return [
        (reference(token.value) or token.value)
        if token.type == Token.OPERAND and token.subtype == Token.RANGE
        else str(token.value)
        for token in tokens
    ]


@dataclass(frozen=True)
class ReferenceShift:
    """Which sheets have grown, by their names as Excel compares them."""

    grown: Mapping[str, GrownRows]

    def formula(self, text: str, sheet: str, row: int | None = None) -> str:
        """Give a formula of this sheet and row (as it was) as it must be now."""
        if not any(each.isdigit() for each in text):
            return text
        return "".join(str(self.piece(each, sheet, row)) for each in pieces(text))

    def piece(self, piece: Piece, sheet: str, row: int | None) -> Piece:
        """Give a piece of a formula as it must be now."""
        if isinstance(piece, str) or piece.rows is None:
            return piece
        name = piece.sheet or sheet.casefold()
        if ":" in name and "[" not in name:
            raise OfficeError("表格里有跨多张工作表合计的公式，不能增加行；请按表中已有的行数填写。")
        rows = self.grown.get(name)
        if rows is None:
            return piece
        first, last = min(piece.rows), max(piece.rows)
        if not piece.joint:
            return replace(piece, rows=(rows.row(first),) * 2)

        def keeps(growth: Growth) -> bool:
            # A sum up to the own row runs with the rows; it is not the sum of them all.
            is_inside = row is not None and name == sheet.casefold() and growth.first <= row <= growth.last
            return is_inside and not piece.fixed[1]

        return replace(piece, rows=(rows.row(first), rows.end(first, last, keeps=keeps)))

    def leaves_out(self, text: str, sheet: str, row: int) -> bool:
        """Say whether a formula outside the details counts on their last row as it was, so that new ones are left out.

        That is how sums look that name each row: D5+D6+D7.
        """
        own = self.grown.get(sheet.casefold(), GrownRows())
        if any(each.first <= row <= each.last for each in own.blocks):
            return False
        for piece in pieces(text):
            if isinstance(piece, Reference) and piece.rows:
                rows = self.grown.get(piece.sheet or sheet.casefold(), GrownRows())
                first, last = min(piece.rows), max(piece.rows)
                if any(
                    each.more and last == each.last and (first > each.first or not piece.joint) for each in rows.blocks
                ):
                    return True
        return False

    def in_copy(self, parts: list[Piece], sheet: str, last: int, down: int) -> str:
        """Give a formula of the last detail row as it stands so many rows further down."""
        made = []
        for part in parts:
            moved = self.piece(part, sheet, last)
            if isinstance(moved, Reference) and isinstance(part, Reference) and moved.rows and part.rows:
                # What stands below the details, as their total, is the same for every row.
                stays = [
                    fixed or (row > last and part.sheet in ("", sheet.casefold()))
                    for row, fixed in zip(part.rows, part.fixed, strict=True)
                ]
                rows = [row if stay else row + down for row, stay in zip(moved.rows, stays, strict=True)]
                moved = replace(moved, rows=(rows[0], rows[1]))
            made.append(str(moved))
        return "".join(made)


def shifted_area(text: str, rows: GrownRows, *, with_style: bool = False, is_merge: bool = False) -> str:
    """Give a list of ranges without sheet names, as a sheet writes them, as it must be now.

    with_style: what is copied with each row, as a drop-down list, follows the last detail row.
    is_merge: cells that are merged within one row stay within it.
    """
    made = []
    for part in text.split(" "):
        found = reference(part)
        if found is None or found.rows is None:
            made.append(part)
            continue
        first, last = min(found.rows), max(found.rows)
        end = _end_of_area(rows, first, last, bool(found.joint) and not (is_merge and first == last), with_style)
        moved = replace(found, rows=(rows.row(first), end))
        if end != rows.row(first) and not found.joint:
            moved = replace(moved, joint=":")
        made.append(str(moved))
    return " ".join(made)


def _end_of_area(rows: GrownRows, first: int, last: int, is_range: bool, with_style: bool) -> int:
    if with_style:
        return rows.end_of_style(first, last)
    return rows.end(first, last) if is_range else rows.row(last)

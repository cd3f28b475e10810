"""Lays two summaries side by side: chapter by chapter, paragraph by paragraph, number by number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher

from unionoffice.domain.draft import Chapter, Draft, Figure, Paragraph, plain_number

_PIECES = re.compile(r"[0-9０-９.,，％%]+|[A-Za-z]+|.", re.DOTALL)
"""What is marked as one: a number, a Latin word, else a character."""
_LIKE = 0.4
"""Paragraphs that have less in common are not each other's counterpart."""
_PERCENT = "%"


@dataclass(frozen=True)
class Piece:
    """Some words and whether the other side lacks them."""

    words: str
    differs: bool = False


@dataclass(frozen=True)
class SideBySide:
    """One line of the comparison; a side without a counterpart is empty."""

    left: tuple[Piece, ...]
    right: tuple[Piece, ...]
    is_heading: bool = False

    @property
    def is_same(self) -> bool:
        """Whether both sides read the same."""
        return not any(each.differs for each in (*self.left, *self.right))


@dataclass(frozen=True)
class FigurePair:
    """A number of both summaries."""

    label: str
    left: str
    right: str
    difference: str
    """Left less right, with its sign."""
    rate: str
    """By how much the left is more, in percent; rates compare in 个百分点 and have none."""


def side_by_side(left: Draft, right: Draft) -> list[SideBySide]:
    """Align two texts by their chapters and mark the words that differ."""
    lines = [_line(left.title, right.title, is_heading=True)]
    others = {_name(each): each for each in right.chapters}
    order = _merged([_name(each) for each in left.chapters], list(others))
    mine = {_name(each): each for each in left.chapters}
    for name in order:
        one, other = mine.get(name), others.get(name)
        heading = _line(_heading(one), _heading(other), is_heading=True)
        if _heading(one) or _heading(other):
            lines.append(heading)
        lines += _paragraphs(one.paragraphs if one else (), other.paragraphs if other else ())
    return lines


def figure_pairs(left: Draft, right: Draft, nothing: str) -> list[FigurePair]:
    """List the numbers of both, by their names; `nothing` is said where the right has none or has 0 to compare with."""
    there = _figures(right)
    mine = _figures(left)
    pairs = [_pair(name, figure, there.get(name), nothing) for name, figure in mine.items()]
    return pairs + [_pair(name, None, figure, nothing) for name, figure in there.items() if name not in mine]


def _name(chapter: Chapter) -> str:
    return chapter.key or chapter.title


def _heading(chapter: Chapter | None) -> str:
    if chapter is None or not chapter.numeral:
        return ""
    return f"{chapter.numeral}、{chapter.title}"


def _merged(left: Sequence[str], right: Sequence[str]) -> list[str]:
    """Put the names of both into one order; what only the right has follows what it follows there."""
    order = list(left)
    for place, name in enumerate(right):
        if name not in order:
            before = next((each for each in reversed(right[:place]) if each in order), None)
            order.insert(order.index(before) + 1 if before is not None else 0, name)
    return order


def _paragraphs(left: Sequence[Paragraph], right: Sequence[Paragraph]) -> Iterator[SideBySide]:
    """Set paragraphs that tell the same thing beside each other."""
    at = 0
    partners = _partners(left, right)
    for place, paragraph in enumerate(left):
        partner = partners.get(place)
        if partner is None:
            yield _line(paragraph.text, "")
            continue
        yield from (_line("", each.text) for each in right[at:partner])
        yield _line(paragraph.text, right[partner].text)
        at = partner + 1
    yield from (_line("", each.text) for each in right[at:])


def _partners(left: Sequence[Paragraph], right: Sequence[Paragraph]) -> dict[int, int]:
    """Pair places so that no two pairs cross and as much as possible is alike in all pairs together."""
    likeness = [[_likeness(one, other) for other in right] for one in left]
    best = [[0.0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for row in reversed(range(len(left))):
        for column in reversed(range(len(right))):
            together = likeness[row][column] + best[row + 1][column + 1] if likeness[row][column] else 0.0
            best[row][column] = max(best[row + 1][column], best[row][column + 1], together)
    pairs: dict[int, int] = {}
    row = column = 0
    while row < len(left) and column < len(right):
        if best[row][column] == best[row + 1][column]:
            row += 1
        elif best[row][column] == best[row][column + 1]:
            column += 1
        else:
            pairs[row] = column
            row, column = row + 1, column + 1
    return pairs


def _likeness(one: Paragraph, other: Paragraph) -> float:
    """Say from 0 to 2 how sure it is that two paragraphs tell the same thing; what is of one key certainly does."""
    if one.text == other.text or (one.key and one.key == other.key):
        return 2.0
    if one.level != other.level:
        return 0.0
    matcher = SequenceMatcher(None, one.text, other.text, autojunk=False)
    # The quick bounds spare most pairs the full comparison.
    if matcher.real_quick_ratio() < _LIKE or matcher.quick_ratio() < _LIKE:
        return 0.0
    found = matcher.ratio()
    return found if found >= _LIKE else 0.0


def _line(left: str, right: str, *, is_heading: bool = False) -> SideBySide:
    if not left or not right:
        return SideBySide(_whole(left), _whole(right), is_heading)
    one, other = _PIECES.findall(left), _PIECES.findall(right)
    mine: list[Piece] = []
    theirs: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        for pieces, words in ((mine, "".join(one[a:b])), (theirs, "".join(other[c:d]))):
            if words:
                pieces.append(Piece(words, tag != "equal"))
    return SideBySide(tuple(mine), tuple(theirs), is_heading)


def _whole(words: str) -> tuple[Piece, ...]:
    return (Piece(words, differs=True),) if words else ()


Name = tuple[str, str]
"""The label and unit of a figure."""


def _figures(draft: Draft) -> dict[Name, Figure]:
    """Take every number that has a value once; of several of one name the first counts."""
    found: dict[Name, Figure] = {}
    for figure in draft.figures:
        if figure.value is not None:
            found.setdefault((figure.label, figure.unit), figure)
    return found


def _pair(name: Name, left: Figure | None, right: Figure | None, nothing: str) -> FigurePair:
    words = left.text if left else "", right.text if right else ""
    if left is None or right is None or left.value is None or right.value is None:
        return FigurePair(name[0], words[0], words[1] or nothing, "", nothing if left else "")
    difference = left.value - right.value
    if name[1] == _PERCENT:
        return FigurePair(name[0], *words, f"{_signed(difference)}个百分点" if difference else "持平", "")
    told = f"{_signed(difference)}{name[1]}" if difference else "持平"
    return FigurePair(name[0], *words, told, _rate(difference, right.value, nothing))


def _rate(difference: Decimal, base: Decimal, nothing: str) -> str:
    if not base:
        return nothing if difference else ""
    return f"{_signed(round(100 * difference / base, 1))}%" if difference else ""


def _signed(number: Decimal) -> str:
    return ("+" if number > 0 else "") + plain_number(number)

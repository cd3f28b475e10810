"""Figures among the words of a text in the window: where they stand, and what a block says with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument, QTextFormat

from unionoffice.domain.manuscript import Quoted, QuotedRun

FIGURE = int(QTextFormat.Property.UserProperty) + 1
"""The place of a figure in the editor's list, on the characters that show it."""


def runs_of(block: QTextBlock, figures: Sequence[Quoted]) -> Iterator[QuotedRun]:
    """Read a block as words and figures; a figure whose digits were changed is plain words."""
    pieces: list[tuple[int, str]] = []
    fragments = block.begin()
    while not fragments.atEnd():
        fragment = fragments.fragment()
        figure = fragment.charFormat().property(FIGURE)
        place = -1 if figure is None else int(figure)
        text = fragment.text().replace("\u2028", " ")
        if pieces and pieces[-1][0] == place:
            pieces[-1] = (place, pieces[-1][1] + text)
        else:
            pieces.append((place, text))
        fragments += 1
    for place, text in pieces:
        is_whole = place >= 0 and figures[place].text == text
        yield figures[place] if is_whole else text


def filled_blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    """Give the blocks that hold words, in their order."""
    block = document.begin()
    while block.isValid():
        if block.text().strip():
            yield block
        block = block.next()


def figure_beside(cursor: QTextCursor) -> int | None:
    """Give the place of the figure on either side of a cursor; None beside plain words."""
    for step in (QTextCursor.MoveOperation.NoMove, QTextCursor.MoveOperation.NextCharacter):
        probe = QTextCursor(cursor)
        probe.movePosition(step)
        figure = probe.charFormat().property(FIGURE)
        if figure is not None:
            return int(figure)
    return None


def is_behind_figure(cursor: QTextCursor) -> bool:
    """Tell whether a cursor stands at the end of a figure, not inside it."""
    figure = cursor.charFormat().property(FIGURE)
    ahead = QTextCursor(cursor)
    goes_on = ahead.movePosition(QTextCursor.MoveOperation.NextCharacter) and not cursor.atBlockEnd()
    return figure is not None and not (goes_on and ahead.charFormat().property(FIGURE) == figure)


def words_of(block: QTextBlock, start: int, end: int) -> QTextCursor:
    """Select words of a block: first letter and last letter + 1."""
    selected = QTextCursor(block)
    selected.setPosition(block.position() + start)
    selected.setPosition(block.position() + end, QTextCursor.MoveMode.KeepAnchor)
    return selected


def figure_spans(block: QTextBlock) -> list[tuple[int, int]]:
    """Say where in a block figures stand: first letter and last letter + 1."""
    spans: list[tuple[int, int]] = []
    at, before = 0, None
    fragments = block.begin()
    while not fragments.atEnd():
        fragment = fragments.fragment()
        figure, length = fragment.charFormat().property(FIGURE), len(fragment.text())
        if figure is not None and figure == before:
            spans[-1] = (spans[-1][0], at + length)
        elif figure is not None:
            spans.append((at, at + length))
        at, before = at + length, figure
        fragments += 1
    return spans

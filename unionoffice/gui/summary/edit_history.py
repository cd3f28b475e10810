"""One line of undo through the whole summary: what was written, moved, renamed, dropped and taken over."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from unionoffice.domain.manuscript import Manuscript
from unionoffice.summary.rewriting import EditedChapter

STEPS = 100


class EditHistory:
    """The manuscripts of a period before and behind the present one, the nearest last."""

    def __init__(self) -> None:
        self._before: deque[Manuscript] = deque(maxlen=STEPS)
        self._behind: deque[Manuscript] = deque(maxlen=STEPS)

    def note(self, was: Manuscript) -> None:
        """Remember what a change made another; what was taken back before it cannot be done again."""
        self._before.append(was)
        self._behind.clear()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was changed."""
        return not (self._before or self._behind)

    @property
    def earlier(self) -> Manuscript | None:
        """What undo leads to."""
        return self._before[-1] if self._before else None

    @property
    def later(self) -> Manuscript | None:
        """What redo leads to."""
        return self._behind[-1] if self._behind else None

    def go_back(self, now: Manuscript) -> None:
        """Note that the earlier one is the present one now."""
        self._before.pop()
        self._behind.append(now)

    def go_on(self, now: Manuscript) -> None:
        """Note that the later one is the present one now."""
        self._behind.pop()
        self._before.append(now)


def changed_place(before: Sequence[EditedChapter], after: Sequence[EditedChapter]) -> tuple[str, int] | None:
    """Find the chapter that reads otherwise than before, and in its text the end of what changed, as Qt counts.

    None where every chapter reads the same, whatever has become of their order and titles.
    """
    was = {each.key: _words(each) for each in before}
    for chapter in after:
        old, new = was.get(chapter.key, ""), _words(chapter)
        if old != new:
            begin = _same(old, new)
            same_end = _same(old[begin:][::-1], new[begin:][::-1])
            return chapter.key, len(new[: len(new) - same_end].encode("utf-16-le")) // 2
    return None


def _words(chapter: EditedChapter) -> str:
    return "\n".join(each.text for each in chapter.paragraphs)


def _same(one: str, other: str) -> int:
    """Count the letters with which both begin."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))

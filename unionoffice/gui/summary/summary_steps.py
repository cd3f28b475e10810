"""Undo and redo of the whole summary, period by period, as long as the window is open."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from unionoffice.domain.manuscript import Manuscript
from unionoffice.gui.desk import Desk
from unionoffice.gui.summary.edit_history import EditHistory, changed_place
from unionoffice.usecases import edit_summary
from unionoffice.usecases.edit_summary import SummaryText

if TYPE_CHECKING:
    from unionoffice.gui.summary.summary_page import SummaryPage


class SummarySteps:
    """Remembers what the text was, and brings it back where the clerk can see it."""

    def __init__(self, desk: Desk, page: SummaryPage) -> None:
        self._desk, self._page = desk, page
        self._histories: dict[str, EditHistory] = {}
        """By period."""

    def note(self, was: SummaryText | None, now: SummaryText) -> None:
        """Remember what a change made another; another period and a signed text are no change."""
        if was is None or was.period != now.period or was.signed or now.signed:
            return
        if was.manuscript != now.manuscript:
            self._of(now).note(was.manuscript)

    def offered(self, text: SummaryText) -> tuple[bool, bool]:
        """Say whether something can be taken back, and whether something can be done again."""
        history, is_open = self._of(text), text.signed is None
        return is_open and history.earlier is not None, is_open and history.later is not None

    def undo(self) -> bool:
        """Take back the last change, wherever in the text it was; False where the text was not touched."""
        return self._turn(lambda history: history.earlier, EditHistory.go_back, "撤销")

    def redo(self) -> bool:
        """Do again what was taken back last; False where the text was not touched."""
        return self._turn(lambda history: history.later, EditHistory.go_on, "重做")

    def _of(self, text: SummaryText) -> EditHistory:
        return self._histories.setdefault(text.period.label, EditHistory())

    def _turn(
        self,
        aim: Callable[[EditHistory], Manuscript | None],
        note: Callable[[EditHistory, Manuscript], None],
        words: str,
    ) -> bool:
        if self._page.area.is_composing:
            return True
        before = self._page.current_text()
        if before is None or (self._of(before).is_empty and before.signed is None):
            return False
        wanted = aim(self._of(before))
        if self._page.refuses():
            return True
        if wanted is None:
            self._desk.tell(f"没有可以{words}的修改")
            return True
        with self._desk.clear_errors():
            after = edit_summary.put_back(self._desk.office, before, wanted)
            note(self._of(before), before.manuscript)
            self._page.show_as_is(after)
            self._show_change(before, after)
        return True

    def _show_change(self, before: SummaryText, after: SummaryText) -> None:
        place = changed_place(before.for_editing(), after.for_editing())
        if place is not None:
            self._page.area.put_cursor(*place)
            return
        were = [(each.key, each.title) for each in before.draft.chapters]
        for number, each in enumerate(after.draft.chapters):
            if were[number : number + 1] != [(each.key, each.title)]:
                self._page.chapters.list.setCurrentRow(number)
                return

"""What can be done with the roll: quality, doubles, balance, dues, birthdays, retirement, one member's story."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from unionoffice.gui.ledger.commands import Command
from unionoffice.ledgers.member import MEMBER

if TYPE_CHECKING:
    from unionoffice.gui.dialogs.list_dialog import ListDialog
    from unionoffice.gui.ledger.pane import LedgerPane


LISTS = "名单"


def _present(pane: LedgerPane, dialog: ListDialog) -> None:
    """Show a list; the form shows its record anew when the list has changed it."""
    follow = partial(_follow, pane)
    dialog.desk.written.connect(follow)
    dialog.finished.connect(lambda _: dialog.desk.written.disconnect(follow))
    dialog.present()


def _follow(pane: LedgerPane, ledger: str) -> None:
    if ledger == MEMBER.key:
        _refresh_form(pane)


def _refresh_form(pane: LedgerPane) -> None:
    form = pane.opened_form
    if form is None or form.old is None or form.is_dirty or not form.isVisible():
        return
    found = pane.desk.office.records(MEMBER.key, [form.old.id])
    if found and found[0].version != form.old.version and not found[0].trashed:
        form.show_record(found[0])


def show_quality(pane: LedgerPane) -> None:
    """Show how many rows of each department are qualified."""
    from unionoffice.gui.dialogs.quality_dialog import QualityDialog

    _present(pane, QualityDialog(pane.desk, pane.body.window()))


def show_duplicates(pane: LedgerPane) -> None:
    """Show who may be registered twice."""
    from unionoffice.gui.dialogs.duplicates_dialog import DuplicatesDialog

    _present(pane, DuplicatesDialog(pane.desk, pane.body.window()))


def show_balance(pane: LedgerPane) -> None:
    """Show how the number of members changed."""
    from unionoffice.gui.dialogs.balance_dialog import BalanceDialog

    _present(pane, BalanceDialog(pane.desk, pane.body.window()))


def show_dues(pane: LedgerPane) -> None:
    """Show who is behind with 会费."""
    from unionoffice.gui.dialogs.dues_dialog import DuesDialog

    _present(pane, DuesDialog(pane.desk, pane.body.window()))


def show_birthdays(pane: LedgerPane) -> None:
    """Show whose birthday is in a month."""
    from unionoffice.gui.dialogs.member_list_dialogs import BirthdaysDialog

    _present(pane, BirthdaysDialog(pane.desk, pane.body.window()))


def show_retirements(pane: LedgerPane) -> None:
    """Show who comes to the age of retirement."""
    from unionoffice.gui.dialogs.member_list_dialogs import RetirementsDialog

    _present(pane, RetirementsDialog(pane.desk, pane.body.window()))


def show_story(pane: LedgerPane) -> None:
    """Show all that is known of the first selected member."""
    from unionoffice.gui.dialogs.member_story_dialog import MemberStoryDialog

    record = pane.desk.office.record(MEMBER.key, pane.table.selected_ids()[0])
    _present(pane, MemberStoryDialog(pane.desk, record, pane.body.window()))


def _of_roll(words: str, act: Callable[[LedgerPane], None], *, one: bool = False, group: str = "") -> Command:
    return Command(words, act, (MEMBER.key,), per_record=one, separated=one, group=group)


COMMANDS = (
    _of_roll("会员全貌…", show_story, one=True),
    _of_roll("名册合格率…", show_quality),
    _of_roll("疑似重复…", show_duplicates),
    _of_roll("会员增减表…", show_balance),
    _of_roll("会费欠缴…", show_dues, group=LISTS),
    _of_roll("生日名单…", show_birthdays, group=LISTS),
    _of_roll("退休名单…", show_retirements, group=LISTS),
)

"""What can be done with households and their aid: stages, visits, lists of what is due, aid for many at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from unionoffice.gui.ledger.commands import Command

if TYPE_CHECKING:
    from unionoffice.gui.dialogs.list_dialog import ListAction, ListDialog, ListRow
    from unionoffice.gui.ledger.pane import LedgerPane
    from unionoffice.usecases.household_lists import Wanting
    from unionoffice.usecases.office import Office

LISTS = "名单"
OPEN_AGAIN, LATER = "恢复档案…", "以后再说"
Found = Callable[["Office"], "Sequence[Wanting]"]


def _may_leave_form(pane: LedgerPane) -> bool:
    form = pane.opened_form
    return form is None or form.may_leave()


def lead_on(pane: LedgerPane) -> None:
    """Show the stages of the first selected household, and what comes next."""
    from unionoffice.gui.dialogs.household_stage_dialog import HouseholdStageDialog

    if _may_leave_form(pane):
        dialog = HouseholdStageDialog(pane.desk, pane.table.selected_ids()[0], pane.body.window())
        dialog.exec()
        dialog.deleteLater()
        pane.table.setFocus()


def write_visit(pane: LedgerPane) -> None:
    """Write a visit of the first selected household, with the next one proposed; on 返困 offer to open its file again."""
    from unionoffice.gui.ledger.child_grid import ChildDialog
    from unionoffice.ledgers.household import VISIT
    from unionoffice.usecases.household_follow_up import asks_to_reopen

    household = pane.table.selected_ids()[0]
    office = pane.desk.office
    dialog = ChildDialog(
        pane.desk, office.ledgers.by_key[VISIT.key], office.link("household", household), pane.body.window()
    )
    dialog.show_record(None)
    is_kept = bool(dialog.exec())
    dialog.deleteLater()
    pane.table.setFocus()
    if is_kept and asks_to_reopen(office, household):
        answer = pane.desk.messages.ask("回访发现返困，这份档案已经脱困或注销。要恢复档案吗？", [OPEN_AGAIN, LATER])
        if answer == OPEN_AGAIN:
            lead_on(pane)


def give_aid(pane: LedgerPane) -> None:
    """Register the same aid for all selected households."""
    _give_aid_to(pane, pane.table.selected_ids())


def _give_aid_to(pane: LedgerPane, ids: Sequence[int]) -> None:
    from unionoffice.gui.dialogs.bulk_aid_dialog import BulkAidDialog

    dialog = BulkAidDialog(pane.desk, ids, pane.body.window())
    dialog.exec()
    dialog.deleteLater()
    pane.table.setFocus()


def mark_as_paid(pane: LedgerPane) -> None:
    """Mark the selected aid as paid out."""
    from unionoffice.gui.dialogs.mark_paid_dialog import MarkPaidDialog

    if _may_leave_form(pane):
        dialog = MarkPaidDialog(pane.desk, pane.table.selected_ids(), pane.body.window())
        dialog.exec()
        dialog.deleteLater()
        pane.table.setFocus()


# Lists


def list_reviews(pane: LedgerPane) -> None:
    """List the households whose yearly review is due."""
    from unionoffice.gui.dialogs.list_dialog import ListAction
    from unionoffice.usecases.household_lists import reviews_due

    reviewed = ListAction("登记今天复核", _mark_reviewed, needs_rows=True)
    _present(
        pane,
        "应复核的困难家庭",
        ("复核到期", "情况"),
        reviews_due,
        "本月底以前应复核的在档家庭；间隔按“限额规则”的复核月数。",
        [reviewed],
    )


def _mark_reviewed(dialog: ListDialog) -> None:
    from unionoffice.usecases.advance_household import mark_reviewed

    ids = [row.target[1] for row in dialog.chosen() if row.target is not None]
    done = mark_reviewed(dialog.desk.office, ids, dialog.desk.office.today.isoformat())
    dialog.desk.written.emit("household")
    dialog.desk.tell(f"已登记 {done} 户的年度复核", undoable=True)


def list_visits(pane: LedgerPane) -> None:
    """List the households whose next visit is due."""
    from unionoffice.usecases.household_lists import visits_due

    _present(
        pane,
        "应回访的困难家庭",
        ("应回访日期", "情况"),
        visits_due,
        "上次回访约定本月底以前再访的家庭，脱困和注销的也在内。",
    )


def list_incomplete(pane: LedgerPane) -> None:
    """List the households whose file is not complete."""
    from unionoffice.usecases.household_lists import incomplete_files

    _present(
        pane, "档案不全的困难家庭", ("还缺",), incomplete_files, "按“专项台账”的“应备材料”核对附件的说明和文件名。"
    )


def list_never_helped(pane: LedgerPane) -> None:
    """List the households on file that never got any aid."""
    from unionoffice.gui.dialogs.list_dialog import ListAction
    from unionoffice.usecases.household_lists import never_helped

    def give(dialog: ListDialog) -> None:
        _give_aid_to(pane, [row.target[1] for row in dialog.chosen() if row.target is not None])

    action = ListAction("批量登记帮扶…", give, needs_rows=True)
    _present(
        pane,
        "从未帮扶的困难家庭",
        ("说明",),
        never_helped,
        "已建档、没有一笔支出帮扶（已退回的不算）的家庭。",
        [action],
    )


def _present(
    pane: LedgerPane, title: str, last: tuple[str, ...], found: Found, note: str, actions: Sequence[ListAction] = ()
) -> None:
    """Show a list whose last columns say when, and what."""
    from unionoffice.gui.dialogs.list_dialog import ListDialog

    dialog = ListDialog(
        pane.desk,
        title,
        ["档案编号", "户主", "困难类别", "进度", *last],
        lambda: [_row(each, with_due=len(last) > 1) for each in found(pane.desk.office)],
        note=note,
        empty=f"没有{title}。",
        actions=actions,
        parent=pane.body.window(),
    )
    dialog.present()


def _row(wanting: Wanting, *, with_due: bool) -> ListRow:
    from unionoffice.gui.dialogs.list_dialog import ListRow
    from unionoffice.ledgers.household import CATEGORY, FILE_NO, HEAD
    from unionoffice.ledgers.household_stages import STAGE

    told = [wanting.file.text(each) for each in (FILE_NO, HEAD, CATEGORY, STAGE)]
    due = [str(wanting.due or "")] if with_due else []
    return ListRow((*told, *due, wanting.words), ("household", wanting.file.id), tone="warn" if wanting.late else "")


COMMANDS = (
    Command("办理进度…", lead_on, ("household",), per_record=True, separated=True),
    Command("登记回访…", write_visit, ("household",), per_record=True),
    Command("批量登记帮扶…", give_aid, ("household",), per_record=True),
    Command("应复核…", list_reviews, ("household",), group=LISTS),
    Command("应回访…", list_visits, ("household",), group=LISTS),
    Command("档案不全…", list_incomplete, ("household",), group=LISTS),
    Command("从未帮扶…", list_never_helped, ("household",), group=LISTS),
    Command("标记为已发放…", mark_as_paid, ("aid",), per_record=True),
)

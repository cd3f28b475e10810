"""What can be done with the work log: plans done or carried on, the month at a glance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unionoffice.gui.ledger.commands import Command

if TYPE_CHECKING:
    from unionoffice.domain.period import Period
    from unionoffice.gui.ledger.pane import LedgerPane


def complete_plan(pane: LedgerPane) -> None:
    """Write the line that reports the selected plan as done, and open it."""
    from unionoffice.usecases.plans import complete

    form = pane.opened_form
    record = pane.table.current_record()
    if record is None or (form is not None and not form.may_leave()):
        return
    done, is_new = complete(pane.desk.office, pane.desk.office.record("work_log", record.id))
    if is_new:
        pane.desk.written.emit("work_log")
    pane.show_record(done.id)
    pane.edit()
    pane.desk.tell("已按计划写入完成的日志，请补充数据" if is_new else "这条计划已有后续登记，没有重复写")


def _half_to_carry_into(pane: LedgerPane) -> Period | None:
    """Give the present half-year; ask where the clerk works on another one. None when she thinks better of it."""
    from unionoffice.domain.period import half_of

    office = pane.desk.office
    present = half_of(office.today)
    working = office.working_period
    if working.kind not in ("上半年", "下半年") or working.label == present.label:
        return present
    answers = {each.label: each for each in (present, working)}
    return answers.get(pane.desk.messages.ask("把上一个半年未完成的计划结转到哪个半年？", [*answers, "取消"]))


def carry_plans(pane: LedgerPane) -> None:
    """List the plans of the half-year before that nothing follows; the selected ones go on into the present one."""
    from unionoffice.domain.period import half_before
    from unionoffice.gui.dialogs.list_dialog import ListAction, ListDialog, ListRow
    from unionoffice.ledgers import work_log
    from unionoffice.ledgers.shared import WHEN
    from unionoffice.usecases.plans import carry_forward, unfinished

    office = pane.desk.office
    into = _half_to_carry_into(pane)
    if into is None:
        return
    before = half_before(into)

    def rows() -> list[ListRow]:
        keys = (WHEN, work_log.TITLE, work_log.CATEGORY, work_log.DUE, work_log.CONTENT)
        return [
            ListRow(tuple(each.text(key).replace("\n", " ") for key in keys), ("work_log", each.id), subject=each)
            for each in unfinished(office, before)
        ]

    def carry(dialog: ListDialog) -> None:
        new = carry_forward(office, [each.subject for each in dialog.chosen()], into)
        pane.desk.written.emit("work_log")
        pane.desk.tell(f"已把 {len(new)} 条计划结转到{into.label}", undoable=True)

    dialog = ListDialog(
        pane.desk,
        f"{before.label}未完成的计划",
        ("日期", "事项", "类别", "完成期限", "内容"),
        rows,
        note=f"选中要结转到{into.label}的计划（可按 Ctrl 或 Shift 多选，Ctrl+A 全选）；每条只结转一次。",
        empty=f"{before.label}的计划都已完成或结转。",
        actions=(ListAction(f"结转所选到{into.label}", carry, needs_rows=True, primary=True),),
        parent=pane.body.window(),
    )
    dialog.present()


def show_month(pane: LedgerPane) -> None:
    """Show the month of the current record, else the present one."""
    from unionoffice.gui.dialogs.month_dialog import MonthDialog

    record = pane.table.current_record()
    when = record.values.get("when") if record is not None else None
    dialog = MonthDialog(pane.desk, when.start if when else pane.desk.office.today, pane.body.window())
    dialog.exec()
    dialog.deleteLater()


COMMANDS = (
    Command("完成此计划", complete_plan, ("work_log",), per_record=True, separated=True),
    Command("结转未完成计划…", carry_plans, ("work_log",)),
    Command("月视图…", show_month, ("work_log", "event"), keys="Ctrl+M"),
)

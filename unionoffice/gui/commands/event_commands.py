"""What can be done with an event: its desk, its series, next year's copy, its line in the work log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unionoffice.domain.ledger import Record
from unionoffice.gui.ledger.commands import Command

if TYPE_CHECKING:
    from unionoffice.gui.ledger.pane import LedgerPane

COPY, WITH_PEOPLE, LEAVE = "复制（带备品清单）", "连同报名名单一起复制", "取消"


def _chosen(pane: LedgerPane) -> list[Record]:
    return pane.desk.office.records(pane.ledger.key, pane.table.selected_ids())


def _may_leave_form(pane: LedgerPane) -> bool:
    form = pane.opened_form
    return form is None or form.may_leave()


def _show_again(pane: LedgerPane, record_id: int) -> None:
    """Let an open form show what was changed elsewhere."""
    form = pane.opened_form
    if form is not None and form.old is not None and form.old.id == record_id:
        form.show_record(pane.desk.office.record(pane.ledger.key, record_id))


def open_desk(pane: LedgerPane) -> None:
    """Open the desk of the first selected event."""
    from unionoffice.gui.dialogs.event_desk_dialog import EventDeskDialog

    chosen = _chosen(pane)
    if not chosen or not _may_leave_form(pane):
        return
    dialog = EventDeskDialog(pane.desk, chosen[0].id, pane.body.window())
    dialog.exec()
    dialog.deleteLater()
    _show_again(pane, chosen[0].id)
    pane.table.setFocus()


def copy_to_next_year(pane: LedgerPane) -> None:
    """Copy the first selected event a year on, and show the copy."""
    from unionoffice.usecases.copy_event import copy_event

    chosen = _chosen(pane)
    if not chosen or not _may_leave_form(pane):
        return
    question = f"把“{chosen[0].label}”复制为下一年的筹备活动？日期加一年；金额、票据、获奖和照片不复制。"
    answer = pane.desk.messages.ask(question, [COPY, WITH_PEOPLE, LEAVE])
    if answer == LEAVE:
        return
    copied = copy_event(pane.desk.office, chosen[0], people=answer == WITH_PEOPLE)
    for ledger in ("item", "attendance", "event"):
        pane.desk.written.emit(ledger)
    pane.show_record(copied.record.id)
    pane.edit()
    people = f"、报名 {copied.people} 人" if copied.people else ""
    pane.desk.tell(f"已复制为“{copied.record.label}”，带备品 {copied.items} 件{people}", undoable=True)


def show_series(pane: LedgerPane) -> None:
    """List every series with its events and totals."""
    from unionoffice.gui.dialogs.list_dialog import ListColumn, ListDialog, ListRow
    from unionoffice.usecases.event_series import series_of

    office = pane.desk.office
    columns = [ListColumn(words) for words in ("系列", "活动", "日期")]
    columns += [ListColumn(words, numeric=True) for words in ("场次", "人数", "人次", "预算", "决算")]

    def rows() -> list[ListRow]:
        return [ListRow(each.cells, ("event", each.record_id), tone=each.tone) for each in series_of(office)]

    note = "活动的“所属系列”填同一个首场活动，就归为一个系列；合计行在每个系列的最后。"
    empty = "还没有系列活动。在活动登记的“所属系列”中选首场活动。"
    ListDialog(pane.desk, "系列活动", columns, rows, note=note, empty=empty, parent=pane.body.window()).present()


def write_log_lines(pane: LedgerPane) -> None:
    """Write a log line for each selected record that has none; a single one that has is shown."""
    from unionoffice.usecases.log_from_record import write_log_line

    office = pane.desk.office
    with office.file.write():
        results = [write_log_line(office, each) for each in _chosen(pane)]
    new = [record for record, is_new in results if is_new]
    if new:
        pane.desk.written.emit("work_log")
    if len(results) == 1:
        pane.desk.record_asked.emit("work_log", results[0][0].id)
        pane.desk.tell("已写入工作日志" if new else "这条登记以前已写入工作日志，没有重复写")
    else:
        again = f"，{len(results) - len(new)} 条以前已写过" if len(new) < len(results) else ""
        pane.desk.tell(f"已写入工作日志 {len(new)} 条{again}")


COMMANDS = (
    Command("活动台…", open_desk, ("event",), per_record=True, separated=True, keys="Ctrl+E"),
    Command("复制去年的活动…", copy_to_next_year, ("event",), per_record=True),
    Command("写入工作日志", write_log_lines, ("event", "aid"), per_record=True),
    Command("系列活动…", show_series, ("event",)),
)

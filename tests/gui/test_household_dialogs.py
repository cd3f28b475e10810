"""The boxes of the hardship ledger, as a hand uses them."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit

from tests.gui.hand import RecordedMessages, commit
from tests.gui.test_child_journeys import in_the_box
from tests.invented_values import id_number
from unionoffice.domain.ledger import Record
from unionoffice.domain.query import Query
from unionoffice.gui.commands import COMMANDS
from unionoffice.gui.dialogs.bulk_aid_dialog import BulkAidDialog
from unionoffice.gui.dialogs.household_stage_dialog import CLOSE, NEXT, OPEN_AGAIN, HouseholdStageDialog
from unionoffice.gui.dialogs.list_dialog import ListDialog
from unionoffice.gui.dialogs.mark_paid_dialog import MarkPaidDialog
from unionoffice.gui.ledger.child_grid import ChildDialog
from unionoffice.gui.ledger.commands import run
from unionoffice.gui.ledger.editor import Editor
from unionoffice.gui.ledger.pane import LedgerPane
from unionoffice.gui.main_window import MainWindow
from unionoffice.usecases.keep_record import keep
from unionoffice.usecases.office import Office

TAB = "困难帮扶台账"
LEFT = Qt.MouseButton.LeftButton


def file(office: Office, order: int = 1, **raw: object) -> Record:
    number = id_number(date(1980, 1, 2), order)
    row = {"head": f"户主{order}", "id_number": number, "category": "深度困难", "cause": "其他", **raw}
    kept = keep(office, "household", row)
    assert kept.record is not None, kept.problems
    return kept.record


def words(office: Office, ledger: str, record_id: int, *keys: str) -> list[str]:
    record = office.record(ledger, record_id)
    return [record.text(record.ledger.get(key)) for key in keys]


def write(editor: Editor, text: str) -> None:
    """Replace what an editor holds, as an input method does."""
    typed = editor.focusProxy()
    line = typed.lineEdit() if isinstance(typed, QComboBox) else typed
    assert isinstance(line, QLineEdit)
    line.setFocus()
    line.selectAll()
    commit(line, text)


def pane_of(window: MainWindow, number: int) -> LedgerPane:
    window.show_page(TAB)
    page = window.pages[TAB]
    page.reload()
    pane: LedgerPane = page.panes[number]
    return pane


def do(words_: str, pane: LedgerPane) -> None:
    run(next(each for each in COMMANDS if each.words == words_), pane)


def box() -> object:
    return QApplication.activeModalWidget()


# 办理进度


def test_one_button_takes_the_next_step_with_its_date(window: MainWindow, office: Office) -> None:
    record = file(office, applied_on="2026-06-01")
    pane = pane_of(window, 0)
    pane.table.go_to(record.id)

    def take() -> None:
        dialog = box()
        assert isinstance(dialog, HouseholdStageDialog)
        assert [each.name for each in dialog.line.points if each.is_current] == ["申请"]
        assert (dialog.step.currentText(), dialog.go.text()) == ("入户核查", NEXT)
        assert not dialog.why.isVisible()
        write(dialog.day, "6.20")
        QTest.mouseClick(dialog.go, LEFT)

    in_the_box(take)
    do("办理进度…", pane)

    assert words(office, "household", record.id, "stage", "checked_on") == ["入户核查", "2026-06-20"]
    assert "进度已改为“入户核查”" in window.toast.sentence.text()
    window.desk.undo()
    assert words(office, "household", record.id, "stage", "checked_on") == ["申请", ""]


def test_the_publicity_is_proposed_with_its_end(window: MainWindow, office: Office) -> None:
    dialog = HouseholdStageDialog(window.desk, file(office, stage="集体研究", discussed_on="2026-06-30").id, window)
    dialog.show()
    assert dialog.step.currentText() == "公示"
    # Friday, 3 July 2026 and the six working days after it.
    assert dialog.span.raw() == "2026-07-03至2026-07-13"
    assert "没有扣除法定节假日" in dialog.hint.text()
    dialog.reject()


def test_a_closing_asks_for_its_reason_and_says_so_in_the_box(window: MainWindow, office: Office) -> None:
    record = file(office, filed_on="2026-01-05")
    dialog = HouseholdStageDialog(window.desk, record.id, window)
    dialog.show()
    dialog.step.setCurrentIndex(dialog.step.findText("注销"))
    assert dialog.why.isVisible()
    assert dialog.go.text() == CLOSE
    QTest.mouseClick(dialog.go, LEFT)

    assert dialog.isVisible()
    assert dialog.sentence.text() == "请选择注销原因。"
    assert words(office, "household", record.id, "stage") == ["建档"]

    write(dialog.why, "调离")
    QTest.mouseClick(dialog.go, LEFT)
    assert not dialog.isVisible()
    assert words(office, "household", record.id, "stage", "closed_on", "closed_why") == ["注销", "2026-07-03", "调离"]


def test_a_wrong_date_is_named_and_nothing_is_lost(window: MainWindow, office: Office) -> None:
    record = file(office)
    dialog = HouseholdStageDialog(window.desk, record.id, window)
    dialog.show()
    write(dialog.day, "2026-02-30")
    QTest.mouseClick(dialog.go, LEFT)
    assert dialog.isVisible()
    assert "2月30日" in dialog.sentence.text()
    assert words(office, "household", record.id, "stage") == ["申请"]
    dialog.reject()


def test_dates_out_of_order_are_told_after_the_step(window: MainWindow, office: Office) -> None:
    dialog = HouseholdStageDialog(window.desk, file(office, applied_on="2026-06-10").id, window)
    dialog.show()
    write(dialog.day, "2026-06-01")
    QTest.mouseClick(dialog.go, LEFT)
    assert "请核对：入户核查日期 2026-06-01 早于申请日期 2026-06-10" in window.toast.sentence.text()


def test_a_closed_file_is_only_opened_again(window: MainWindow, office: Office) -> None:
    record = file(office, filed_on="2025-01-05", closed_on="2026-05-01", closed_why="脱困")
    dialog = HouseholdStageDialog(window.desk, record.id, window)
    dialog.show()
    assert (dialog.step.count(), dialog.go.text()) == (1, OPEN_AGAIN)
    commit(dialog.words, "患病")
    QTest.mouseClick(dialog.go, LEFT)

    assert words(office, "household", record.id, "stage", "closed_on") == ["建档", ""]
    assert words(office, "household", record.id, "former_closings") == ["2026-05-01脱困，2026-07-03返困恢复：患病"]


def test_a_visit_that_finds_need_again_leads_to_the_reopening(
    window: MainWindow, office: Office, messages: RecordedMessages
) -> None:
    record = file(office, filed_on="2025-01-05", closed_on="2026-05-01", closed_why="脱困")
    pane = pane_of(window, 0)
    pane.table.go_to(record.id)
    messages.answers = ["恢复档案…"]

    def open_again() -> None:
        dialog = box()
        assert isinstance(dialog, HouseholdStageDialog)
        QTest.mouseClick(dialog.go, LEFT)

    def visit() -> None:
        dialog = box()
        assert isinstance(dialog, ChildDialog)
        editors = dialog.form.fields.editors
        assert (editors["visited_on"].raw(), editors["next_on"].raw()) == ("2026-07-03", "2027-01-03")
        write(editors["back_in_need"], "是")
        QTest.mouseClick(dialog.form.save, LEFT)
        in_the_box(open_again)

    in_the_box(visit)
    do("登记回访…", pane)

    assert "返困" in messages.said[0]
    assert words(office, "household", record.id, "stage", "reopened_on") == ["建档", "2026-07-03"]


def test_the_form_tells_what_is_due_and_follows_a_visit(window: MainWindow, office: Office) -> None:
    record = file(office, filed_on="2026-06-01", consent_on="2026-05-01")
    link = office.link("household", record.id)
    assert keep(office, "visit", {"household": link, "visited_on": "2026-01-01", "next_on": "2026-07-01"}).record
    pane = pane_of(window, 0)
    pane.table.go_to(record.id)
    pane.edit()
    assert "下次回访应在2026年7月1日，已过 2 天" in pane.form.notes.text()

    assert keep(office, "visit", {"household": link, "visited_on": "2026-07-03", "next_on": "2027-01-03"}).record
    window.desk.written.emit("visit")

    assert "下次回访" not in pane.form.notes.text()
    assert "还缺 8 项附件" in pane.form.notes.text()


# Aid for many


def filled(window: MainWindow, ids: list[int], amount: str = "1000") -> BulkAidDialog:
    dialog = BulkAidDialog(window.desk, ids, window)
    dialog.show()
    for key, text in (("class", "送温暖慰问"), ("kind", "节日慰问"), ("amount", amount), ("occasion", "春节")):
        write(dialog.editors[key], text)
    return dialog


def test_aid_is_seen_before_it_is_registered_and_registered_at_once(window: MainWindow, office: Office) -> None:
    ids = [file(office, order).id for order in (1, 2, 3)]
    dialog = filled(window, ids)
    assert not dialog.go.isEnabled()
    QTest.mouseClick(dialog.look_button, LEFT)
    assert dialog.summary.text() == "将登记 3 户，每户 1,000.00 元，合计 3,000.00 元。"
    assert office.count("aid", Query()) == 0

    QTest.mouseClick(dialog.go, LEFT)

    assert office.count("aid", Query()) == 3
    assert {row.text(row.ledger.get("occasion")) for row in office.records("aid", office.ids("aid", Query()))} == {
        "春节"
    }
    assert window.toast.sentence.text() == "已登记 3 户的帮扶"
    window.desk.undo()
    assert office.count("aid", Query()) == 0


def test_what_passes_a_limit_is_marked_row_by_row(window: MainWindow, office: Office) -> None:
    ids = [file(office, order).id for order in (1, 2)]
    dialog = filled(window, ids, "3500")
    QTest.mouseClick(dialog.look_button, LEFT)
    shown = dialog.table.shown()
    assert [row.tone for row in shown] == ["warn", "warn"]
    assert "超过" in shown[0].cells[-1]
    assert dialog.detail.text().startswith("户主")
    assert dialog.go.isEnabled()
    dialog.reject()


def test_another_word_after_the_preview_asks_for_a_new_one(window: MainWindow, office: Office) -> None:
    dialog = filled(window, [file(office).id])
    QTest.mouseClick(dialog.look_button, LEFT)
    write(dialog.editors["amount"], "2000")
    assert not dialog.go.isEnabled()
    assert dialog.summary.text() == "填好后先预览，再登记。"
    dialog.reject()


@pytest.mark.parametrize("amount", ["很多", "-5", "1.005"])
def test_an_amount_that_cannot_be_read_is_not_registered(window: MainWindow, office: Office, amount: str) -> None:
    dialog = filled(window, [file(office).id], amount)
    QTest.mouseClick(dialog.look_button, LEFT)
    assert not dialog.go.isEnabled()
    assert "有 1 户不能登记" in dialog.summary.text()
    assert "金额" in dialog.table.shown()[0].cells[-1]
    dialog.reject()


def test_selected_aid_is_marked_as_paid(window: MainWindow, office: Office) -> None:
    raw = {"class": "送温暖慰问", "kind": "节日慰问", "recipient": "患病职工", "amount": "800", "when": "2026-02-01"}
    ids = []
    for stage in ("待发放", "已发放"):
        record = keep(office, "aid", {**raw, "stage": stage}).record
        assert record is not None
        ids.append(record.id)
    pane = pane_of(window, 1)
    pane.table.selectAll()

    def mark() -> None:
        dialog = box()
        assert isinstance(dialog, MarkPaidDialog)
        assert dialog.told.text() == "将把 1 笔标记为已发放，合计 800.00 元；另有 1 笔已发放或已退回，不改动。"
        QTest.mouseClick(dialog.go, LEFT)

    in_the_box(mark)
    do("标记为已发放…", pane)

    assert words(office, "aid", ids[0], "stage", "when", "signed") == ["已发放", "2026-07-03", "是"]
    assert words(office, "aid", ids[1], "when", "signed") == ["2026-02-01", ""]


# Lists


def test_the_list_of_reviews_shrinks_when_they_are_registered(window: MainWindow, office: Office) -> None:
    record = file(office, filed_on="2025-06-01")
    pane = pane_of(window, 0)
    do("应复核…", pane)
    dialog = window.findChild(ListDialog)
    assert isinstance(dialog, ListDialog)
    assert [row.cells[1:] for row in dialog.table.shown()] == [
        ("户主1", "深度困难职工", "建档", "2026-06-01", "已过 32 天")
    ]
    dialog.table.selectAll()
    QTest.mouseClick(dialog.action_buttons["登记今天复核"], LEFT)

    assert words(office, "household", record.id, "reviewed_on") == ["2026-07-03"]
    assert dialog.table.shown() == []
    dialog.close()


@pytest.mark.parametrize(
    ("words_", "last"),
    [("应回访…", "已过 2 天"), ("档案不全…", "10 项：档案表、身份证"), ("从未帮扶…", "还没有一笔帮扶")],
)
def test_each_list_names_the_household(window: MainWindow, office: Office, words_: str, last: str) -> None:
    record = file(office, filed_on="2026-06-01")
    link = office.link("household", record.id)
    assert keep(office, "visit", {"household": link, "visited_on": "2026-01-01", "next_on": "2026-07-01"}).record
    do(words_, pane_of(window, 0))
    dialog = window.findChild(ListDialog)
    assert isinstance(dialog, ListDialog)
    assert [row.target for row in dialog.table.shown()] == [("household", record.id)]
    assert dialog.table.shown()[0].cells[-1].startswith(last)
    dialog.close()


def test_the_first_page_counts_the_files_that_are_kept_on_and_opens_them(window: MainWindow, office: Office) -> None:
    kept_on = file(office, 1, filed_on="2026-01-01")
    file(office, 2, filed_on="2025-01-01", closed_on="2026-02-01", closed_why="脱困")
    window.show_page("首页")
    window.desk.written.emit("household")
    number = window.pages["首页"].numbers["household"]
    assert number.text() == "1"
    QTest.mouseClick(number, LEFT)
    assert list(window.pages[TAB].panes[0].table.rows.ids) == [kept_on.id]

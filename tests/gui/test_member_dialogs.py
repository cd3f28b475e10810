from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from tests.gui.hand import CTRL, Key, RecordedMessages
from tests.invented_values import id_number
from unionoffice.domain.ledger import Record
from unionoffice.domain.query import Query
from unionoffice.gui.commands import COMMANDS
from unionoffice.gui.desk import Desk
from unionoffice.gui.dialogs.balance_dialog import BY_UNIT, BalanceDialog
from unionoffice.gui.dialogs.dues_dialog import DuesDialog
from unionoffice.gui.dialogs.duplicates_dialog import DuplicatesDialog
from unionoffice.gui.dialogs.list_dialog import ListDialog
from unionoffice.gui.dialogs.member_list_dialogs import BirthdaysDialog, RetirementsDialog
from unionoffice.gui.dialogs.member_story_dialog import MemberStoryDialog
from unionoffice.gui.dialogs.merge_dialog import OTHER, MergeDialog
from unionoffice.gui.dialogs.quality_dialog import QualityDialog
from unionoffice.gui.ledger.commands import run
from unionoffice.gui.ledger.pane import LedgerPane
from unionoffice.gui.ledger.photo_editor import PhotoEditor
from unionoffice.gui.main_window import MainWindow
from unionoffice.gui.patience import Patience
from unionoffice.ledgers.member import MEMBER
from unionoffice.usecases.keep_record import keep
from unionoffice.usecases.office import Office
from unionoffice.usecases.undo import undo

Add = Callable[..., Record]


@pytest.fixture
def add(office: Office) -> Add:
    number = iter(range(1, 99))

    def made(ledger: str = "member", **raw: Any) -> Record:
        if ledger == "member":
            at = next(number)
            usual = {"name": f"职工{at}", "id_number": id_number(date(1980, 7, 9), at), "phone": f"138{at:08}"}
            raw = {**usual, "unit": "一车间", "joined_on": "2020-05-01", **raw}
        result = keep(office, ledger, raw)
        assert result.record is not None, result.problems
        return result.record

    return made


def pane_of(window: MainWindow) -> LedgerPane:
    window.show_page("会员名册")
    QApplication.processEvents()
    pane: LedgerPane = window.pages["会员名册"].panes[0]
    return pane


def cells(dialog: ListDialog, column: int = 0) -> list[str]:
    return [each.cells[column] for each in dialog.table.shown()]


def opened_from(window: MainWindow, words: str) -> ListDialog:
    run(next(each for each in COMMANDS if each.words == words), pane_of(window))
    QApplication.processEvents()
    return next(each for each in window.findChildren(ListDialog) if each.isVisible())


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("名册合格率…", QualityDialog),
        ("疑似重复…", DuplicatesDialog),
        ("会员增减表…", BalanceDialog),
        ("会费欠缴…", DuesDialog),
        ("生日名单…", BirthdaysDialog),
        ("退休名单…", RetirementsDialog),
        ("会员全貌…", MemberStoryDialog),
    ],
)
def test_every_list_opens_from_the_menu_over_an_empty_and_a_filled_roll(
    window: MainWindow, add: Add, words: str, kind: type[ListDialog]
) -> None:
    if words != "会员全貌…":
        first = opened_from(window, words)
        assert isinstance(first, kind)
        first.close()
    add()
    window.desk.written.emit("member")
    pane_of(window).table.go_to_row(0)
    dialog = opened_from(window, words)
    assert isinstance(dialog, kind)
    dialog.close()


def test_a_row_put_right_leaves_the_list_of_faults(window: MainWindow, desk: Desk, add: Add, office: Office) -> None:
    wrong = add(gender="女", id_number=id_number(date(1980, 7, 9), 901))
    add()
    dialog = QualityDialog(desk, window)
    dialog.show()
    assert [each.cells for each in dialog.table.shown()] == [
        ("一车间", "2", "1", "1", "50.00%"),
        ("合计", "2", "1", "1", "50.00%"),
    ]
    QTest.keyClick(dialog.table, Key.Key_Return)
    faults = next(each for each in window.findChildren(ListDialog) if each is not dialog and each.isVisible())
    assert cells(faults, 1) == [wrong.label]
    asked: list[object] = []
    desk.record_asked.connect(lambda key, row_id: asked.append((key, row_id)))
    QTest.keyClick(faults.table, Key.Key_Return)
    assert asked == [("member", wrong.id)]
    keep(office, "member", {"gender": "男"}, office.record("member", wrong.id))
    desk.written.emit("member")
    assert cells(faults) == []
    assert dialog.count.text().endswith("合格率 100.00%")
    faults.close()
    dialog.close()


def test_two_are_merged_by_choosing_values_and_ctrl_z_takes_it_back(
    window: MainWindow, desk: Desk, add: Add, office: Office
) -> None:
    kept, other = add(phone="13900000001"), add(phone="13900000001", unit="二车间", note="转来")
    add("membership_change", member=other.label, changed_on="2026-05-01", change="保留")
    other = office.record("member", other.id)
    merge = MergeDialog(desk, kept, other, window)
    # The state is not the clerk's to choose: the changes of both decide it.
    assert "state" not in [each.field.key for each in merge.fields]
    assert any("定为“保留会籍”" in each.text() for each in merge.findChildren(QLabel))
    row = [each.field.key for each in merge.fields].index("unit")
    value = merge.table.item(row, OTHER)
    assert value is not None
    item = merge.table.visualItemRect(value).center()
    merge.show()
    QTest.mouseClick(merge.table.viewport(), Qt.MouseButton.LeftButton, pos=item)
    assert merge.taken == {"unit", "note"}
    merge.go.click()
    assert office.record("member", kept.id).text(MEMBER.get("unit")) == "二车间"
    assert [office.record("member", kept.id).text(MEMBER.get(key)) for key in ("note", "state")] == ["转来", "保留会籍"]
    assert office.record("member", other.id).trashed
    pane = pane_of(window)
    window.activateWindow()
    pane.table.setFocus()
    QApplication.processEvents()
    QTest.keyClick(pane.table, Key.Key_Z, CTRL)
    assert not office.record("member", other.id).trashed
    assert office.record("member", kept.id).text(MEMBER.get("unit")) == "一车间"


def test_who_is_said_to_be_different_leaves_the_list(desk: Desk, add: Add, messages: RecordedMessages) -> None:
    for phone in ("13900000001", "13900000001", "13900000002", "13900000002", "13900000002"):
        add(phone=phone)
    dialog = DuplicatesDialog(desk)
    assert cells(dialog) == ["1", "1", "2", "2", "2"]
    dialog.table.go_to_row(2)
    dialog.action_buttons["合并…"].click()
    assert "不止两人" in messages.said[-1]
    dialog.table.selectAll()
    dialog.action_buttons["不是重复"].click()
    assert messages.said[-1] == "请只在一组里选择。"
    dialog.table.go_to_row(0)
    dialog.action_buttons["不是重复"].click()
    assert cells(dialog) == ["1", "1", "1"]


def test_each_number_of_the_balance_shows_whom_it_counts(window: MainWindow, desk: Desk, add: Add) -> None:
    gone = add()
    add(state="退会")
    add("membership_change", member=gone.label, changed_on="2026-02-03", change="转出")
    dialog = BalanceDialog(desk, window)
    dialog.show()
    # On 3 July the months to come have nothing to say.
    assert cells(dialog) == [*(f"2026年{month}月" for month in range(1, 8)), "合计"]
    assert dialog.table.shown()[-1].cells[1:] == ("1", "0", "0", "0", "1", "0", "0", "0", "0", "平衡")
    assert dialog.count.text().startswith("核对：平衡（期初 1，")
    assert "1 人的会籍历史不符" in dialog.count.text()
    dialog.table.setCurrentIndex(dialog.table.rows.index(1, 5))
    QTest.keyClick(dialog.table, Key.Key_Return)
    people = next(each for each in dialog.findChildren(ListDialog) if each.isVisible())
    assert people.windowTitle() == "2026年2月 转出 1 人"
    assert cells(people) == [gone.label]
    people.close()
    dialog.layout_by.setCurrentText(BY_UNIT)
    assert cells(dialog) == ["一车间", "合计"]
    dialog.close()


def test_an_open_balance_names_the_member_who_keeps_it_open(desk: Desk, add: Add) -> None:
    twice = add()
    for day in ("2026-02-03", "2026-03-03"):
        add("membership_change", member=twice.label, changed_on=day, change="转出")
    dialog = BalanceDialog(desk)
    assert dialog.count.text() == f"核对：不平衡，按变动应为 -1 人，期末在册 0 人。请核对 {twice.label}。"
    assert dialog.table.shown()[-1].cells[-1] == "差 +1"
    dialog.close()


def test_dues_are_marked_for_all_selected_and_taken_back_at_once(desk: Desk, add: Add, office: Office) -> None:
    for _ in range(3):
        add(dues_base="4000", dues_paid_to="2026-05")
    dialog = DuesDialog(desk)
    dialog.show()
    assert dialog.count.text() == "共 3 行，欠缴合计 120.00 元"
    assert dialog.table.shown()[0].cells[4:] == ("20.00", "2026年5月", "2", "40.00")
    dialog.month.setCurrentIndex(1)
    assert dialog.count.text() == "共 3 行，欠缴合计 60.00 元"
    dialog.table.selectAll()
    dialog.action_buttons["标记已缴至此月"].click()
    assert cells(dialog) == []
    assert undo(office) is not None
    desk.written.emit("member")
    assert len(cells(dialog)) == 3
    dialog.close()


def test_looking_for_dues_that_is_cancelled_says_that_the_list_is_not_whole(
    desk: Desk, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(dues_base="4000", dues_paid_to="2026-05")
    dialog = DuesDialog(desk)
    explained = dialog.note.text()

    def cancel(self: Patience, done: int, total: int) -> bool:
        self.box.canceled.emit()
        return not self.is_cancelled

    with monkeypatch.context() as patched:
        patched.setattr(Patience, "step", cancel)
        dialog.refresh()
    assert cells(dialog) == []
    assert dialog.note.text().startswith("查找已取消")
    dialog.refresh()
    assert len(cells(dialog)) == 1
    assert dialog.note.text() == explained
    dialog.close()


def test_birthdays_follow_the_month_chosen(desk: Desk, add: Add) -> None:
    add(id_number=id_number(date(1990, 8, 30), 1))
    add(id_number=id_number(date(1985, 7, 3), 2))
    dialog = BirthdaysDialog(desk)
    assert [each.cells[3:5] for each in dialog.table.shown()] == [("7月3日", "41")]
    dialog.month.setCurrentIndex(1)
    assert [each.cells[3:5] for each in dialog.table.shown()] == [("8月30日", "36")]
    assert dialog.paper_table().title == "2026年8月生日名单"


def test_who_is_past_the_age_and_still_on_the_roll_can_be_listed(desk: Desk, add: Add) -> None:
    add(id_number=id_number(date(1960, 1, 5), 1))
    dialog = RetirementsDialog(desk)
    assert cells(dialog) == []
    dialog.period.setCurrentText("已到年龄仍在籍")
    assert [each.cells[6:] for each in dialog.table.shown()] == [("2020年1月", "60", "0", "男")]


def test_the_story_masks_numbers_and_opens_what_it_tells(window: MainWindow, desk: Desk, add: Add) -> None:
    one = add(phone="13912345678")
    add("work_log", title="走访", category="调研走访", when="2026-01-05")
    add("event", title="运动会", type="文体", when="2026-05-01")
    add("attendance", event="运动会", member=one.label)
    dialog = MemberStoryDialog(desk, one, window)
    dialog.show()
    words = {each.text() for each in dialog.findChildren(type(dialog.note))}
    assert "139****5678" in words
    assert "13912345678" not in words
    assert cells(dialog, 1) == ["会员名册", "报名签到"]
    assert cells(dialog, 2)[1] == "运动会：报名"
    dialog.table.go_to_row(1)
    QTest.keyClick(dialog.table, Key.Key_Return)
    assert window.stack.currentWidget() is window.pages["活动"]
    # What is opened stands in its form, also where a narrow window shows none by itself.
    form = window.pane_of("event").form
    assert form.isVisible()
    assert form.fields.editors["title"].raw() == "运动会"
    dialog.close()


def test_the_form_says_why_a_row_is_not_qualified(window: MainWindow, add: Add, office: Office) -> None:
    from unionoffice.usecases.record_notes import notes_of

    wrong = add(gender="女", id_number=id_number(date(1980, 7, 9), 901), dues_paid_to="2026-04")
    assert notes_of(office, wrong) == ["这一行不合格：性别填“女”，身份证号是“男”", "会费欠缴 3 个月"]
    assert office.count("member", Query()) == 1


def test_the_form_shows_the_photo_and_hides_it_with_the_next_member(
    window: MainWindow, add: Add, messages: RecordedMessages, tmp_path: Path, office: Office
) -> None:
    picture = QImage(300, 400, QImage.Format.Format_RGB32)
    picture.fill(0x336699)
    picture.save(str(tmp_path / "照片.png"))
    (tmp_path / "坏.png").write_bytes(b"no picture")
    one = add()
    add()
    pane = pane_of(window)
    pane.recount()
    pane.show_record(one.id)
    pane.edit()
    editor = pane.form.fields.editors["photo"]
    assert isinstance(editor, PhotoEditor)
    assert editor.picture.isHidden()
    messages.files = [tmp_path / "坏.png", tmp_path / "照片.png"]
    editor.add.click()
    assert (editor.picture.pixmap().width(), editor.picture.pixmap().height()) == (96, 128)
    assert pane.form.save_record()
    assert len(office.record("member", one.id).values["photo"]) == 2
    pane.table.go_to_row(1)
    assert pane.form.old is not None
    assert pane.form.old.id != one.id
    assert editor.picture.isHidden()

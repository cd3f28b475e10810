"""The desk of an event as a clerk's hand works on it: names, sign-in, units, prizes, things, money, photos."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.gui.hand import CTRL, Hand, Key, RecordedMessages, commit
from tests.gui.test_child_journeys import in_the_box
from unionoffice.domain.kinds import Link
from unionoffice.domain.period import half_year
from unionoffice.domain.query import Query
from unionoffice.gui.commands.event_commands import LEAVE, WITH_PEOPLE
from unionoffice.gui.desk import Desk
from unionoffice.gui.dialogs.event_desk_dialog import EventDeskDialog
from unionoffice.gui.dialogs.list_dialog import ListDialog
from unionoffice.gui.event.people_tab import MISSING, PeopleTab
from unionoffice.gui.event.units_box import UnitsBox
from unionoffice.gui.ledger.pane import LedgerPane
from unionoffice.gui.main_window import MainWindow
from unionoffice.ledgers import event
from unionoffice.ledgers.shared import HEADCOUNT
from unionoffice.usecases.event_photos import photos
from unionoffice.usecases.keep_record import keep
from unionoffice.usecases.office import Office
from unionoffice.usecases.register_people import attendees, register

NAMES = ("赵建国", "钱志明", "孙秀英", "赵晓红")


def member(office: Office, number: int, name: str, unit: str = "一车间") -> Link:
    raw = {"name": name, "gender": "男", "unit": unit, "id_type": "护照", "id_number": f"A{number:07}",
           "phone": f"138{number:08}", "joined_on": "2020-01-01"}  # fmt: skip
    kept = keep(office, "member", raw, doubting=False)
    assert kept.record is not None, kept.problems
    return office.link("member", kept.record.id)


@pytest.fixture
def members(office: Office) -> list[Link]:
    return [member(office, number, name) for number, name in enumerate(NAMES)]


@pytest.fixture
def row(office: Office) -> int:
    kept = keep(office, "event", {"title": "职工运动会", "type": "文体", "when": "2026-04-28", "status": "进行"})
    assert kept.record is not None
    return kept.record.id


@pytest.fixture
def box(desk: Desk, row: int, members: list[Link]) -> Iterator[EventDeskDialog]:
    made = EventDeskDialog(desk, row)
    made.show()
    made.activateWindow()
    QApplication.processEvents()
    yield made
    made.close()
    made.deleteLater()
    QApplication.processEvents()


def names(office: Office, row: int) -> list[tuple[str, bool, bool]]:
    return [(each.name, each.is_registered, each.has_signed) for each in attendees(office, row)]


def type_name(tab: PeopleTab, words: str) -> None:
    """Type initials, or a name through the input method, then Enter."""
    if words.isascii():
        QTest.keyClicks(tab.line, words)
    else:
        commit(tab.line, words)
    QTest.keyClick(tab.line, Key.Key_Return)
    QApplication.processEvents()


def test_names_are_registered_one_after_the_other_without_leaving_the_line(
    box: EventDeskDialog, office: Office, row: int
) -> None:
    assert box.people.line.hasFocus()
    for words in ("qzm", "孙秀英", "zxh"):
        type_name(box.people, words)
        assert box.people.line.hasFocus()
        assert box.people.line.text() == ""
    assert names(office, row) == [("钱志明", True, False), ("孙秀英", True, False), ("赵晓红", True, False)]
    assert box.people.counts.text() == "报名 3 · 签到 0 · 未到 3"
    assert [each.cells[:2] for each in box.people.table.shown()] == [
        ("钱志明", "一车间"), ("孙秀英", "一车间"), ("赵晓红", "一车间"),
    ]  # fmt: skip


def test_the_arrows_choose_among_several_and_nobody_is_registered_twice(
    box: EventDeskDialog, office: Office, row: int
) -> None:
    QTest.keyClicks(box.people.line, "z")
    shown = [box.people.line.list.item(at).text() for at in range(box.people.line.list.count())]
    # Those whose initials begin so stand before those that only hold the letter.
    assert shown == ["赵建国", "赵晓红", "钱志明"]
    QTest.keyClick(box.people.line, Key.Key_Down)
    QTest.keyClick(box.people.line, Key.Key_Return)
    assert [name for name, *_ in names(office, row)] == ["赵晓红"]
    type_name(box.people, "zxh")
    assert [name for name, *_ in names(office, row)] == ["赵晓红"]


def test_letters_that_mean_nobody_are_kept_in_the_line_and_said(box: EventDeskDialog, office: Office, row: int) -> None:
    type_name(box.people, "xyz")
    assert names(office, row) == []
    assert box.people.line.text() == "xyz"
    assert "xyz" in box.told.text()
    QTest.keyClick(box.people.line, Key.Key_Escape)
    assert box.people.line.text() == ""
    assert box.isVisible()


def test_at_the_door_names_sign_in_and_strangers_walk_in(box: EventDeskDialog, office: Office, row: int) -> None:
    type_name(box.people, "zjg")
    box.people.mode_buttons["签到"].click()
    type_name(box.people, "zjg")
    type_name(box.people, "qzm")
    type_name(box.people, "来宾甲")
    assert names(office, row) == [("赵建国", True, True), ("钱志明", False, True), ("来宾甲", False, True)]
    assert box.people.counts.text() == "报名 1 · 签到 3 · 未到 0 · 其中临时到场 2"
    assert [each.cells[3] for each in box.people.table.shown()] == ["✓", "临时到场", "临时到场"]


@pytest.mark.parametrize("words", ["赵建", "zj"])
def test_a_whole_name_means_its_bearer_and_not_a_longer_name_on_the_list(
    box: EventDeskDialog, office: Office, row: int, words: str
) -> None:
    member(office, 60, "赵建")
    type_name(box.people, "zjg")
    box.people.mode_buttons["签到"].click()
    type_name(box.people, words)
    assert names(office, row) == [("赵建国", True, False), ("赵建", False, True)]
    box.people.mode_buttons["报名"].click()
    type_name(box.people, words)
    assert len(names(office, row)) == 2
    assert box.told.text() == "赵建已在名单，没有重复登记"


def test_space_signs_in_and_takes_it_back_for_all_selected(box: EventDeskDialog, office: Office, row: int) -> None:
    for words in ("zjg", "qzm"):
        type_name(box.people, words)
    box.people.table.setFocus()
    box.people.table.selectAll()
    QTest.keyClick(box.people.table, Key.Key_Space)
    assert [signed for *_, signed in names(office, row)] == [True, True]
    assert len(box.people.table.chosen()) == 2
    QTest.keyClick(box.people.table, Key.Key_Space)
    assert [signed for *_, signed in names(office, row)] == [False, False]
    box.people.table.go_to_row(1)
    QTest.keyClick(box.people.table, Key.Key_Return)
    assert [signed for *_, signed in names(office, row)] == [False, True]
    box.people.filter.setCurrentText(MISSING)
    box.people.filter.activated.emit(1)
    assert [each.cells[0] for each in box.people.table.shown()] == ["赵建国"]


def test_a_group_is_set_for_the_selected_and_removal_has_a_way_back(
    box: EventDeskDialog, office: Office, row: int
) -> None:
    for words in ("zjg", "qzm"):
        type_name(box.people, words)
    box.people.table.go_to_row(0)
    commit(box.people.group, "甲组")
    box.people.set_group.click()
    assert [each.cells[2] for each in box.people.table.shown()] == ["甲组", ""]
    box.people.table.setFocus()
    QTest.keyClick(box.people.table, Key.Key_Delete)
    assert [name for name, *_ in names(office, row)] == ["钱志明"]
    box.undo.click()
    assert [name for name, *_ in names(office, row)] == ["赵建国", "钱志明"]


def test_the_last_step_is_taken_back_by_its_keys(box: EventDeskDialog, office: Office, row: int) -> None:
    for words in ("zjg", "qzm"):
        type_name(box.people, words)
    box.people.table.setFocus()
    QTest.keyClick(box.people.table, Key.Key_Z, CTRL)
    assert [name for name, *_ in names(office, row)] == ["赵建国"]
    assert box.people.counts.text() == "报名 1 · 签到 0 · 未到 1"


def test_whole_units_come_in_one_step_with_a_count_before(
    desk: Desk, office: Office, row: int, members: list[Link]
) -> None:
    member(office, 50, "周海燕", "二车间")
    register(office, row, members[:1])
    units = UnitsBox(desk, row)
    assert not units.go.isEnabled()
    assert units.focusWidget() is units.search
    for at in range(units.units.count()):
        units.units.item(at).setCheckState(Qt.CheckState.Checked)
    assert units.told.text() == "2 个单位在籍会员 5 人，将加入 4 人，已在名单 1 人跳过。"
    assert units.go.text() == "加入 4 人"
    assert len(units.new_members()) == 4
    assert units.with_below.isHidden()
    units.deleteLater()


def test_a_whole_unit_brings_the_units_below_it_unless_they_stay_at_home(
    desk: Desk, office: Office, row: int, members: list[Link]
) -> None:
    member(office, 50, "周海燕", "甲班")
    member(office, 51, "吴海燕", "乙组")
    for unit, above in (("甲班", "一车间"), ("乙组", "甲班"), ("一车间", "乙组")):  # the last one is a slip
        (found,) = office.records("unit", [office.find("unit", unit).id])
        assert keep(office, "unit", {"parent": above}, found).record is not None
    units = UnitsBox(desk, row)
    (item,) = units.units.findItems("一车间", Qt.MatchFlag.MatchExactly)
    item.setCheckState(Qt.CheckState.Checked)
    assert units.told.text() == "3 个单位（其中下级 2 个）在籍会员 6 人，将加入 6 人。"
    assert len(set(units.new_members())) == 6
    units.with_below.click()
    assert units.told.text() == "1 个单位在籍会员 4 人，将加入 4 人。"
    units.deleteLater()


def test_the_headcount_is_taken_from_those_who_signed_in(box: EventDeskDialog, office: Office, row: int) -> None:
    assert not box.people.fill.isEnabled()
    box.people.mode_buttons["签到"].click()
    for words in ("zjg", "qzm"):
        type_name(box.people, words)
    assert box.people.fill.text() == "按签到填入人数 2 人"
    box.people.fill.click()
    assert office.record("event", row)[HEADCOUNT] == 2
    assert "2 人" in box.facts.text()


def fill(line: QLineEdit, words: str) -> None:
    line.setFocus()
    line.selectAll()
    commit(line, words)


def test_a_prize_is_set_once_and_winners_are_typed_one_after_the_other(
    box: EventDeskDialog, office: Office, row: int
) -> None:
    for words in ("zjg", "qzm", "sxy"):
        type_name(box.people, words)
    box.tabs.setCurrentIndex(1)
    fill(box.prizes.lines["grade"], "一等奖")
    fill(box.prizes.lines["amount"], "100")
    for words in ("zjg", "qzm"):
        QTest.keyClicks(box.prizes.winner, words)
        QTest.keyClick(box.prizes.winner, Key.Key_Return)
    prizes = office.children("prize", row)
    assert [(each.text(event.PRIZE_GRADE), each.text(event.PRIZE_WINNER)) for each in prizes] == [
        ("一等奖", "赵建国"), ("一等奖", "钱志明"),
    ]  # fmt: skip
    assert office.ids("prize", Query(parent=row)) == [each.id for each in prizes], "in the window as on paper"
    # ⌊2/3 × 3⌋ = 2 may win; 2 × 100 = 200.
    assert box.prizes.sums.text() == "获奖 2 人（参加 3 人，最多 2 人）　奖金合计 ￥200.00　贰佰元整"
    assert box.prizes.doubts.text() == ""
    commit(box.prizes.winner, "职工代表队")
    QTest.keyClick(box.prizes.winner, Key.Key_Return)
    assert "获奖 3 人，超过参加 3 人的三分之二（最多 2 人）" in box.prizes.doubts.text()


def test_a_prize_without_its_grade_says_so_and_keeps_the_name(
    box: EventDeskDialog, office: Office, row: int, messages: RecordedMessages
) -> None:
    box.tabs.setCurrentIndex(1)
    commit(box.prizes.winner, "职工甲")
    box.prizes.add.click()
    assert messages.said == ["奖次：必填"]
    assert box.prizes.winner.text() == "职工甲"
    assert office.children("prize", row) == []


def test_things_lent_are_named_until_they_are_back_and_everything_adds_up(
    box: EventDeskDialog, office: Office, row: int, desk: Desk
) -> None:
    link = office.link("event", row)
    for raw in (
        {"item": "音响", "tenure": "借", "handler": "职工乙", "amount": "80"},
        {"item": "餐费", "kind": "报销", "amount": "20.5"},
    ):
        keep(office, "item", {**raw, "event": link})
    desk.written.emit("item")
    box.tabs.setCurrentIndex(2)
    assert box.items.sums.text() == "备品 ￥80.00 · 报销 ￥20.50 · 合计 ￥100.50　壹佰元伍角整"
    assert box.items.out.text() == "未归还：音响（职工乙）"
    lent = next(each for each in office.children("item", row) if each.label == "音响")
    box.items.grid.table.go_to(lent.id)
    box.items.back.click()
    assert box.items.out.text() == ""
    assert office.record("item", lent.id)[event.RETURNED] is True


def test_the_sums_become_the_final_account_and_an_overrun_wants_a_reason(
    box: EventDeskDialog, office: Office, row: int, desk: Desk
) -> None:
    keep(office, "item", {"item": "场租", "kind": "报销", "amount": "1200", "event": office.link("event", row)})
    desk.written.emit("item")
    box.tabs.setCurrentIndex(3)
    fill(box.budget.lines["budget"], "1000")
    QTest.keyClick(box.budget.lines["budget"], Key.Key_Return)
    assert office.record("event", row).text(event.BUDGET) == "1,000.00"
    box.budget.fill.click()
    assert office.record("event", row).text(event.SPENT) == "1,200.00"
    assert box.budget.sums["结余"].text() == "超支 ￥200.00"
    assert "请在备注中写明原因" in box.budget.doubts.text()
    fill(box.budget.lines["note"], "场租上涨")
    QTest.keyClick(box.budget.lines["note"], Key.Key_Return)
    assert box.budget.doubts.text() == ""


def test_an_amount_that_cannot_be_read_is_refused_and_the_old_one_shown_again(
    box: EventDeskDialog, office: Office, row: int, messages: RecordedMessages
) -> None:
    box.tabs.setCurrentIndex(3)
    fill(box.budget.lines["budget"], "待定")
    QTest.keyClick(box.budget.lines["budget"], Key.Key_Return)
    assert len(messages.said) == 1
    assert "不是数字" in messages.said[0]
    assert box.budget.lines["budget"].text() == ""


def test_photos_show_their_pictures_and_keep_their_words(
    box: EventDeskDialog, office: Office, row: int, messages: RecordedMessages, tmp_path: Path
) -> None:
    picture = tmp_path / "示例.png"
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    image.save(str(picture))
    (tmp_path / "坏.jpg").write_bytes(b"no picture")
    messages.files = [picture, tmp_path / "坏.jpg"]
    box.tabs.setCurrentIndex(4)
    box.photos.add.click()
    for _ in range(20):
        QApplication.processEvents()
    assert box.photos.list.count() == 2
    box.photos.list.setCurrentRow(0)
    fill(box.photos.caption, "开幕式")
    QTest.keyClick(box.photos.caption, Key.Key_Return)
    assert [each.caption for each in photos(office, row)] == ["开幕式", ""]
    assert box.photos.list.item(0).text() == "开幕式"
    box.photos.list.setCurrentRow(1)
    box.photos.remove.click()
    assert box.photos.list.count() == 1
    box.undo.click()
    assert box.photos.list.count() == 2


def test_the_desk_fits_a_small_screen_with_three_hundred_people(desk: Desk, office: Office, row: int) -> None:
    with office.file.write():
        links = [member(office, 1000 + number, f"职工{number}") for number in range(300)]
    register(office, row, links)
    made = EventDeskDialog(desk, row)
    made.show()
    QApplication.processEvents()
    made.people.table.go_to_row(150)
    made.people.toggle()
    assert made.people.table.currentIndex().row() == 150
    assert made.width() <= 1366
    assert made.height() <= 720
    made.close()
    made.deleteLater()


# From the window


def events_page(window: MainWindow) -> object:
    window.show_page("活动")
    QApplication.processEvents()
    pane = window.pages["活动"].panes[0]
    pane.reload()
    pane.table.go_to_row(0)
    pane.table.setFocus()
    return pane


def desk_by_key(hand: Hand) -> list[str]:
    """Press the key of the desk and give the heading of the box that opens."""
    seen: list[str] = []

    def look() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, EventDeskDialog)
        seen.append(box.heading.text())
        box.close_button.click()

    in_the_box(look)
    hand.press(Key.Key_E, CTRL)
    return seen


def test_the_key_opens_the_desk_of_the_selected_event(window: MainWindow, hand: Hand, row: int) -> None:
    events_page(window)
    assert desk_by_key(hand) == ["职工运动会"]


def test_what_is_done_next_is_done_to_the_event_just_saved_outside_the_filter(
    window: MainWindow, hand: Hand, row: int, office: Office
) -> None:
    pane = events_page(window)
    assert isinstance(pane, LedgerPane)
    pane.show_query(Query(period=half_year(2026, 1)))
    hand.press(Key.Key_N, CTRL)
    hand.fill({"when": "2026-07-10", "title": "乒乓球赛", "type": "文体"})
    hand.press(Key.Key_S, CTRL)
    pane.reload(in_place=True)
    assert pane.table.selected_ids() == []
    assert desk_by_key(hand) == ["乒乓球赛"]


def act_of(window: MainWindow, words: str) -> None:
    from unionoffice.gui.commands import COMMANDS
    from unionoffice.gui.ledger.commands import run

    pane = events_page(window)
    run(next(each for each in COMMANDS if each.words == words), pane)  # type: ignore[arg-type]
    QApplication.processEvents()


def test_last_years_event_is_copied_when_asked_and_shown(
    window: MainWindow, office: Office, row: int, messages: RecordedMessages, members: list[Link]
) -> None:
    register(office, row, members)
    messages.answers = [LEAVE, WITH_PEOPLE]
    act_of(window, "复制去年的活动…")
    assert office.count("event", Query()) == 1
    act_of(window, "复制去年的活动…")
    copies = [each for each in office.records("event", office.ids("event", Query())) if each.id != row]
    assert [each.text(each.ledger.get("when")) for each in copies] == ["2027-04-28"]
    assert len(office.children("attendance", copies[0].id)) == 4
    form = window.pages["活动"].panes[0].form
    assert form.old is not None
    assert form.old.id == copies[0].id


def test_a_log_line_is_written_once_and_shown(window: MainWindow, office: Office, row: int) -> None:
    act_of(window, "写入工作日志")
    assert window.stack.currentWidget() is window.pages["工作日志"]
    act_of(window, "写入工作日志")
    assert office.count("work_log", Query()) == 1


def test_the_series_are_listed_with_their_totals(window: MainWindow, office: Office, row: int) -> None:
    keep(
        office, "event", {"title": "第二场", "type": "文体", "when": "2026-05-28", "series": office.link("event", row)}
    )
    act_of(window, "系列活动…")
    (box,) = [each for each in QApplication.topLevelWidgets() if isinstance(each, ListDialog) and each.isVisible()]
    assert [each.cells[1] for each in box.table.shown()] == ["职工运动会", "第二场", "合计 2 项"]
    box.close()

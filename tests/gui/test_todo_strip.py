from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QProxyStyle, QStyle

from unionoffice.domain.ledger import Record
from unionoffice.domain.query import Query
from unionoffice.gui.desk import Desk
from unionoffice.gui.dialogs.count_targets_dialog import CountTargetsDialog
from unionoffice.gui.dialogs.fund_balance_dialog import FundBalanceDialog
from unionoffice.gui.dialogs.list_dialog import ListDialog
from unionoffice.gui.home.todo_strip import NOTHING, TodoStrip
from unionoffice.gui.main_window import MainWindow
from unionoffice.usecases.keep_record import keep
from unionoffice.usecases.office import Office


def add(office: Office, ledger: str, **raw: str) -> Record:
    kept = keep(office, ledger, raw)
    assert kept.record is not None, kept.problems
    return kept.record


def settled(strip: TodoStrip) -> list[str]:
    for _ in range(50):
        QApplication.processEvents()
    assert strip.is_settled
    return [strip.list.item(row).text() for row in range(strip.list.count())]


def strip_of(window: MainWindow) -> TodoStrip:
    window.desk.page_asked.emit("首页")
    found = window.findChild(TodoStrip)
    assert found is not None
    return found


def click(strip: TodoStrip, row: int) -> None:
    at: QPoint = strip.list.visualItemRect(strip.list.item(row)).center()
    QTest.mouseClick(strip.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    QApplication.processEvents()


class ActsOnOneClick(QProxyStyle):
    """The style of a desktop on which one click activates."""

    def styleHint(self, hint: QStyle.StyleHint, *given: Any) -> int:
        if hint is QStyle.StyleHint.SH_ItemView_ActivateItemOnSingleClick:
            return 1
        return super().styleHint(hint, *given)


def test_one_click_opens_a_reminder_once_on_every_desktop(window: MainWindow, office: Office) -> None:
    one_click = ActsOnOneClick("Fusion")
    strip = strip_of(window)
    strip.list.setStyle(one_click)
    add(office, "legal", visitor="职工乙", when="2026-05-01", way="咨询")
    window.desk.written.emit("legal")
    settled(strip)
    opened: list[tuple[str, int]] = []
    window.desk.record_asked.connect(lambda ledger, row: opened.append((ledger, row)))
    click(strip, 0)
    assert len(opened) == 1


def test_the_strip_says_that_nothing_is_due_and_follows_what_is_written(window: MainWindow, office: Office) -> None:
    strip = strip_of(window)
    assert settled(strip) == [NOTHING]

    add(office, "legal", visitor="职工乙", when="2026-05-01", way="咨询")
    window.desk.written.emit("legal")
    assert settled(strip) == ["已过 3 天　法律援助与信访未结案：职工乙（2026-05-01）"]
    assert strip.state.text() == "共 1 项，已过期 1 项"

    window.desk.page_asked.emit("工作日志")
    add(office, "event", title="歌会", type="文体", status="筹备", when="2026-07-03")
    window.desk.written.emit("event")
    assert len(settled_later(strip)) == 1
    window.desk.page_asked.emit("首页")
    assert settled(strip)[1] == "今天　筹备中的活动：歌会"


def settled_later(strip: TodoStrip) -> list[str]:
    """Give what stands there while the page is out of sight: nothing is looked up for it."""
    for _ in range(20):
        QApplication.processEvents()
    assert not strip.is_settled
    return [strip.list.item(row).text() for row in range(strip.list.count())]


def test_a_click_opens_the_row_or_the_list(window: MainWindow, office: Office) -> None:
    event = add(office, "event", title="歌会", type="文体", status="筹备", when="2026-07-03")
    row = {"class": "帮扶救助", "kind": "生活救助", "recipient": "职工甲", "amount": "500", "when": "2026-06-20"}
    add(office, "aid", **row, stage="待发放")
    asked: list[tuple[str, object]] = []
    window.desk.record_asked.connect(lambda *what: asked.append(what))
    window.desk.ledger_asked.connect(lambda *what: asked.append(what))
    strip = strip_of(window)
    assert settled(strip) == ["今天　筹备中的活动：歌会", "帮扶记录待发放 1 笔"]

    click(strip, 0)
    assert asked == [("event", event.id)]
    window.desk.page_asked.emit("首页")
    settled(strip)
    click(strip, 1)
    assert asked[1:] == [("aid", Query(equals={"stage": "待发放"}))]


def test_the_faulty_rows_of_the_roll_are_listed_with_what_is_wrong(window: MainWindow, office: Office) -> None:
    add(office, "member", name="职工甲", gender="男", unit="细纱车间", state="在籍")
    strip = strip_of(window)
    assert settled(strip) == ["会员名册有 1 行不合格，请逐条更正"]
    click(strip, 0)
    assert window.stack.currentWidget() is window.pages["会员名册"]
    (listed,) = window.findChildren(ListDialog)
    (row,) = listed.table.shown()
    assert row.cells[:2] == ("细纱车间", "职工甲")
    assert "身份证号" in row.cells[2]


def test_the_empty_sentence_cannot_be_clicked(window: MainWindow) -> None:
    strip = strip_of(window)
    settled(strip)
    asked: list[object] = []
    window.desk.record_asked.connect(lambda *what: asked.append(what))
    window.desk.ledger_asked.connect(lambda *what: asked.append(what))

    click(strip, 0)

    assert asked == []


def test_money_that_came_back_is_no_spending_on_the_first_page(window: MainWindow, office: Office) -> None:
    row = {"class": "帮扶救助", "kind": "生活救助", "when": "2026-06-20"}
    add(office, "aid", **row, recipient="职工甲", amount="700")
    add(office, "aid", **row, recipient="职工乙", amount="800", stage="已退回")
    window.desk.page_asked.emit("首页")
    window.desk.written.emit("aid")
    assert [each.text() for each in window.findChildren(QLabel) if "金额" in each.text()] == [
        "支出金额 ￥700.00\n未计入：已退回 1 条"
    ]


def test_the_balance_of_a_fund_opens_its_payments(window: MainWindow, desk: Desk, office: Office) -> None:
    row = {"class": "帮扶救助", "kind": "生活救助", "source": "市级财政", "when": "2026-06-20"}
    add(office, "budget", subject="上级补助收入", received="1000", source="市级财政", when="2026-02-01")
    add(office, "aid", **row, recipient="职工甲", amount="700")
    add(office, "aid", **row, recipient="职工乙", amount="500.50")
    add(office, "aid", **{**row, "source": "县级财政"}, recipient="职工丙", amount="30")
    add(office, "aid", **{**row, "when": "2025-06-20"}, recipient="职工丁", amount="40")
    box = FundBalanceDialog(desk, window)
    box.present()
    QApplication.processEvents()

    assert [each.cells for each in box.table.shown()] == [
        ("市级财政", "0.00", "1,000.00", "1,200.50", "-200.50", "2", "超支 200.50 元"),
        ("县级财政", "0.00", "0.00", "30.00", "-30.00", "1", "没有登记拨入"),
    ]
    asked: list[tuple[str, Query]] = []
    desk.ledger_asked.connect(lambda *what: asked.append(what))
    box.table.go_to_row(0)
    QTest.mouseClick(box.action_buttons["查看帮扶记录"], Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert [office.count(ledger, query) for ledger, query in asked] == [2]
    box.year.setCurrentIndex(1)
    assert [each.cells[0] for each in box.table.shown()] == ["市级财政"]
    box.close()


def test_counts_are_shown_before_they_are_taken_over(window: MainWindow, desk: Desk, office: Office) -> None:
    add(office, "event", title="竞赛", type="文体", when="2026-04-01")
    target = add(office, "target", indicator="办活动", target="4", counted_ledger="活动", year="2026", done="3")
    box = CountTargetsDialog(desk, window)
    box.present()
    QApplication.processEvents()
    assert [each.cells for each in box.table.shown()] == [("办活动", "活动", "", "4", "3", "1", "将更新")]
    assert office.record("target", target.id).values["done"] == 3

    QTest.mouseClick(box.action_buttons["填入完成值"], Qt.MouseButton.LeftButton)
    QApplication.processEvents()

    assert office.record("target", target.id).values["done"] == 1
    assert [each.cells[-1] for each in box.table.shown()] == ["一致"]
    box.close()

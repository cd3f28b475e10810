"""合规检查 as a hand uses it: from the menu, by period, a row opens its record, the list shrinks, it can be printed."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from tests.breaking.test_compliance import household, pay
from unionoffice.gui.commands import COMMANDS
from unionoffice.gui.desk import Desk
from unionoffice.gui.dialogs.compliance_dialog import ALL_PERIODS, ComplianceDialog
from unionoffice.gui.ledger.commands import run
from unionoffice.gui.main_window import MainWindow
from unionoffice.gui.patience import Patience
from unionoffice.usecases.keep_record import keep, trash
from unionoffice.usecases.office import Office
from unionoffice.usecases.put_out_list import list_pdf


def opened(window: MainWindow, title: str, ledger: str) -> ComplianceDialog:
    window.show_page(title)
    pane = window.pages[title].pane_of(ledger)
    run(next(each for each in COMMANDS if each.words == "合规检查…" and each.is_for(pane.ledger)), pane)
    QApplication.processEvents()
    (box,) = [each for each in window.findChildren(ComplianceDialog) if each.isVisible()]
    return box


def test_the_list_follows_the_corrections(window: MainWindow, office: Office, desk: Desk) -> None:
    home = household(office, 1, "职工甲")
    first, last = pay(office, home, "2026-01-10", 5000), pay(office, home, "2026-05-10", 2000)
    box = opened(window, "困难帮扶台账", "aid")
    assert box.period.currentText() == "2026年上半年"
    assert [(row.cells[0], row.cells[3]) for row in box.table.shown()] == [
        ("2026-05-10", "金额"),
        ("2026-01-10", "金额"),
    ]
    box.table.go_to_row(1)
    box.open_current()
    QApplication.processEvents()
    assert window.pages["困难帮扶台账"].active.table.current_record().id == first.id
    trash(office, "aid", [first.id])
    desk.written.emit("aid")
    assert box.table.shown() == []
    assert box.count.text() == "没有发现疑问。"
    box.period.setCurrentIndex(box.period.findText(ALL_PERIODS))
    assert last.id
    box.close()


def test_what_belongs_to_an_event_is_listed_with_its_day_and_number(window: MainWindow, office: Office) -> None:
    kept = keep(office, "event", {"title": "钓鱼比赛", "type": "文体", "when": "2026-06-20"})
    assert kept.record is not None
    thing = {"item": "音响", "tenure": "借", "event": office.link("event", kept.record.id)}
    keep(office, "item", thing, doubting=False)
    box = opened(window, "活动", "event")
    assert [row.cells[:4] for row in box.table.shown()] == [
        ("2026-06-20", "HD2026-0001", "钓鱼比赛　备品与报销：音响", "归还")
    ]
    box.close()


def test_it_prints_under_the_name_of_its_period(window: MainWindow, office: Office) -> None:
    pay(office, household(office, 1, "职工甲"), "2026-01-10", 5000)
    box = opened(window, "困难帮扶台账", "aid")
    table = box.paper_table()
    assert table.title == "2026年上半年帮扶记录合规检查"
    assert list_pdf(office, table).startswith(b"%PDF")
    box.close()


@pytest.mark.parametrize(("title", "ledger"), [("活动", "event"), ("困难帮扶台账", "household")])
def test_every_ledger_with_rules_has_it(title: str, ledger: str, window: MainWindow, office: Office) -> None:
    box = opened(window, title, ledger)
    assert box.table.shown() == []
    assert box.period.isVisible() == (ledger == "event")
    assert isinstance(box, QWidget)
    box.close()


def test_a_check_that_is_cancelled_says_that_it_is_not_whole(
    window: MainWindow, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    pay(office, household(office, 1, "职工甲"), "2026-01-10", 5000)
    box = opened(window, "困难帮扶台账", "aid")
    assert len(box.table.shown()) == 1
    assert "已取消" not in box.note.text()

    def cancel(self: Patience, done: int, total: int) -> bool:
        self.box.canceled.emit()
        return not self.is_cancelled

    with monkeypatch.context() as patched:
        patched.setattr(Patience, "step", cancel)
        box.refresh()
    assert box.table.shown() == []
    assert box.note.text().startswith("检查已取消，列出的只是取消前查到的")
    box.refresh()
    assert len(box.table.shown()) == 1
    assert "已取消" not in box.note.text()
    box.close()

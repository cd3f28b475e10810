from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.gui.hand import CTRL, Hand, Key, RecordedMessages
from unionoffice.domain.query import Query
from unionoffice.gui.ledger.pane import LedgerPane
from unionoffice.gui.main_window import MainWindow
from unionoffice.ledgers import BY_KEY, TABS
from unionoffice.usecases.keep_record import trash
from unionoffice.usecases.office import Office


@dataclass(frozen=True)
class Journey:
    first: dict[str, str]
    field: str
    corrected: str
    words: str


JOURNEYS = {
    "work_log": Journey({"title": "示例动员会", "category": "劳动竞赛"}, "place", "一号会议室", "动员会"),
    "household": Journey(
        {
            "head": "示例户主",
            "id_number": "110105198001010016",
            "category": "深度困难职工",
            "cause": "子女上学",
        },
        "employer",
        "示例单位",
        "slhz",
    ),
    "aid": Journey(
        {"class": "帮扶救助", "kind": "生活救助", "recipient": "患病职工", "amount": "800"}, "amount", "1200.50", "患病"
    ),
    "event": Journey({"title": "示例晚会", "type": "文体"}, "headcount", "300", "晚会"),
    "member": Journey(
        {
            "name": "职工甲",
            "id_number": "110105198001010016",
            "phone": "13800000000",
            "unit": "细纱车间",
            "joined_on": "2020年5月",
        },
        "post",
        "挡车工",
        "zgj",
    ),
    "unit": Journey({"name": "示例分工会"}, "staff", "120", "示例分"),
    "coverage": Journey({"matter": "集体合同", "action": "新签"}, "done", "12", "集体"),
    "award": Journey({"title": "示例称号"}, "grade", "一等奖", "称号"),
    "target": Journey({"indicator": "示例指标"}, "target", "60.5", "指标"),
    "project": Journey({"name": "示例工程"}, "site", "示例地点", "工程"),
    "proposal": Journey({"content": "示例建议"}, "undertaker", "示例部门", "建议"),
    "legal": Journey({"visitor": "职工乙"}, "people", "3", "职工乙"),
    "insurance": Journey({"scheme": "示例保障"}, "insured", "40", "保障"),
    "studio": Journey({"name": "示例工作室"}, "leader", "职工丙", "工作室"),
    "budget": Journey({"subject": "示例科目"}, "budget", "2万", "科目"),
    "limit": Journey({"subject": "示例事项", "basis": "每次", "most": "300"}, "most", "500", "事项"),
    "poverty_line": Journey({"year": "2026", "region": "示例市", "monthly": "800"}, "monthly", "850.50", "示例市"),
    "paper_rule": Journey({"paper": "户口本"}, "words", "户口簿", "户口"),
    "day_off": Journey({"days": "2026-10-01至07", "holiday": "示例节"}, "note", "见通知", "示例"),
}


def test_every_top_level_ledger_has_a_journey() -> None:
    assert set(JOURNEYS) == {ledger.key for tab in TABS for ledger in tab.ledgers}


def pane_of(hand: Hand, window: MainWindow, ledger: str) -> LedgerPane:
    """Go to a ledger with the keyboard alone."""
    number, tab = next((n, tab) for n, tab in enumerate(TABS, 2) if any(each.key == ledger for each in tab.ledgers))
    hand.press(Key(Key.Key_0.value + number), CTRL)
    page = window.pages[tab.title]
    keys = [each.key for each in tab.ledgers]
    if len(keys) > 2:
        for _ in range(keys.index(ledger)):
            hand.press(Key.Key_Down)
        hand.press(Key.Key_Tab)
        page = page.page_of(ledger)
    pane = next(each for each in page.panes if each.ledger.key == ledger)
    for _ in range(60):
        if pane.table.hasFocus():
            return pane
        hand.press(Key.Key_Tab)
    raise AssertionError("no key leads to the table")


@pytest.mark.parametrize("ledger", JOURNEYS)
def test_a_record_is_added_corrected_found_deleted_and_brought_back_by_keyboard_alone(
    ledger: str, hand: Hand, window: MainWindow, office: Office, messages: RecordedMessages, tmp_path: Path
) -> None:
    journey = JOURNEYS[ledger]
    # Some registers begin with rows of the program.
    trash(office, ledger, office.ids(ledger, Query()))
    pane = pane_of(hand, window, ledger)
    hand.press(Key.Key_N, CTRL)
    hand.fill(journey.first)
    hand.press(Key.Key_S, CTRL)
    assert office.count(ledger, Query()) == 1, [
        each.text() for each in pane.form.fields.sentences.values() if each.text()
    ]
    hand.press(Key.Key_Escape)
    assert pane.table.hasFocus()

    hand.press(Key.Key_F2)
    hand.fill({journey.field: journey.corrected})
    hand.press(Key.Key_S, CTRL)
    hand.press(Key.Key_Escape)

    hand.press(Key.Key_F, CTRL)
    hand.write(journey.words)
    hand.press(Key.Key_Return)
    assert len(pane.table.rows.ids) == 1
    hand.press(Key.Key_Down)
    assert pane.table.hasFocus()

    hand.press(Key.Key_Delete)
    assert office.count(ledger, Query()) == 0
    assert len(pane.table.rows.ids) == 0
    hand.press(Key.Key_Z, CTRL)
    assert len(pane.table.rows.ids) == 1
    assert messages.said == []

    office.close(back_up=False)
    with Office.open(tmp_path / "office") as again:
        record = again.records(ledger, again.ids(ledger, Query()))[0]
        field = BY_KEY[ledger].get(journey.field)
        assert record.values[field.key] == field.kind.parse(journey.corrected, again.context())
    window.pages.clear()
    QApplication.processEvents()

from __future__ import annotations

from collections.abc import Sequence

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from tests.gui.hand import CTRL, Hand, Key, RecordedMessages, commit
from unionoffice.domain.ledger import Record
from unionoffice.domain.period import half_year
from unionoffice.domain.query import Query
from unionoffice.gui.desk import Desk
from unionoffice.gui.ledger.form import STAY
from unionoffice.gui.ledger.more_filters import MoreFilters
from unionoffice.gui.ledger.pair_page import PairPage
from unionoffice.gui.ledger.pane import LedgerPane
from unionoffice.gui.ledger.table_model import BLOCK, MOST_BLOCKS, LedgerTableModel
from unionoffice.gui.main_window import MainWindow
from unionoffice.gui.size_and_theme import change_look
from unionoffice.gui.theme import DARK, LIGHT
from unionoffice.ledgers import BY_KEY
from unionoffice.usecases.keep_record import keep, trash
from unionoffice.usecases.office import Office


def added(office: Office, ledger: str, **raw: object) -> Record:
    result = keep(office, ledger, raw)
    assert result.record is not None, result.problems
    return result.record


@pytest.fixture
def logged(office: Office) -> list[Record]:
    entries = [("动员会", "劳动竞赛", "2026-02-03", "30"), ("隐患排查", "隐患排查", "2026-05-08", "12")]
    entries += [("年终检查", "安全教育", "2025-12-20", "7")]
    return [added(office, "work_log", title=t, category=c, when=w, headcount=n) for t, c, w, n in entries]


def pane_of(window: MainWindow, title: str, place: int = 0) -> LedgerPane:
    window.show_page(title)
    QApplication.processEvents()
    pane: LedgerPane = window.pages[title].panes[place]
    return pane


def titles(pane: LedgerPane) -> list[str]:
    rows = [pane.table.rows.record_at(row) for row in range(len(pane.table.rows.ids))]
    return [record.label for record in rows if record is not None]


def test_the_page_begins_with_the_half_year_at_hand(window: MainWindow, logged: list[Record]) -> None:
    pane = pane_of(window, "工作日志")
    assert titles(pane) == ["隐患排查", "动员会"]
    assert pane.head.counts.text() == "2026年上半年 · 显示 2 / 3 条"


def test_an_empty_half_year_does_not_hide_the_others(window: MainWindow, office: Office) -> None:
    added(office, "work_log", title="旧事", category="其他", when="2024-05-01")
    assert titles(pane_of(window, "工作日志")) == ["旧事"]


def test_an_empty_ledger_says_what_to_do_next(window: MainWindow) -> None:
    pane = pane_of(window, "工作日志")
    assert not pane.empty.isHidden()
    assert "Ctrl+N" in pane.empty.sentence.text()
    pane.empty.button.click()
    assert pane.form.isVisible()
    assert pane_of(window, "会员名册").empty.sentence.text().startswith("还没有会员。")


def test_a_filter_that_finds_nothing_offers_to_show_all(window: MainWindow, logged: list[Record]) -> None:
    pane = pane_of(window, "工作日志")
    pane.show_query(Query(words="没有这样的事"))
    assert "共有 3 条" in pane.empty.sentence.text()
    pane.empty.button.click()
    assert len(titles(pane)) == 3


def test_totals_follow_the_filter_and_the_selection(window: MainWindow, logged: list[Record]) -> None:
    pane = pane_of(window, "工作日志")
    pane.show_query(Query(period=half_year(2026, 1)))
    QApplication.processEvents()
    assert pane.totals.all.text() == "合计 2 条　人数 42 人"
    pane.table.go_to_row(1)
    assert pane.totals.selected.text() == "已选 1 条　人数 30 人"


def test_money_is_totalled_with_capital_figures(window: MainWindow, office: Office) -> None:
    for amount in ("800", "1200.50"):
        added(office, "aid", **{"class": "帮扶救助", "kind": "生活救助", "amount": amount, "when": "2026-03-01"})
    pane = pane_of(window, "困难帮扶台账", 1)
    QApplication.processEvents()
    assert "金额 ￥2,000.50" in pane.totals.all.text()
    assert pane.totals.beside.text() == "（贰仟元伍角整）"


def test_a_plan_is_told_beside_the_total_and_not_in_it(window: MainWindow, office: Office) -> None:
    row = {"title": "登山", "type": "文体", "when": "2026-07-01"}
    added(office, "event", **row, headcount="300")
    added(office, "event", **row, headcount="70", nature="计划")
    added(office, "event", **row, headcount="20", status="取消")
    pane = pane_of(window, "活动")
    pane.show_query(Query())
    assert pane.totals.all.text() == "合计 3 条　人数 300 人"
    assert pane.totals.beside.text() == "未计入合计：计划 1 条 70 人；已取消 1 条 20 人"
    window.show_page("首页")
    home = window.pages["首页"]
    home._show_period(half_year(2026, 2))
    assert home.numbers["event"].text() == "1"
    captions = [each.text() for each in home.findChildren(QLabel) if "未计入" in each.text()]
    assert captions == ["2026年下半年\n未计入：计划 1 条、已取消 1 条"]


def test_a_click_on_a_head_sorts_up_then_down_then_not(window: MainWindow, logged: list[Record]) -> None:
    pane = pane_of(window, "工作日志")
    pane.show_query(Query())
    head = pane.table.horizontalHeader()
    column = pane.table.rows.column_of(BY_KEY["work_log"].get("headcount"))
    for expected in (["年终检查", "隐患排查", "动员会"], ["动员会", "隐患排查", "年终检查"]):
        QTest.mouseClick(
            head.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(head.sectionViewportPosition(column) + 10, 10)
        )
        assert titles(pane) == expected
    QTest.mouseClick(
        head.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(head.sectionViewportPosition(column) + 10, 10)
    )
    assert titles(pane) == ["隐患排查", "动员会", "年终检查"]


def test_quick_filters_and_their_clearing(window: MainWindow, logged: list[Record]) -> None:
    pane = pane_of(window, "工作日志")
    combo = pane.filters.quick["category"]
    combo.setCurrentIndex(combo.findData("劳动竞赛"))
    combo.activated.emit(combo.currentIndex())
    assert titles(pane) == ["动员会"]
    pane.filters.clear_button.click()
    assert len(titles(pane)) == 3
    assert combo.currentIndex() == 0


def test_more_filters_reach_every_choice(desk: Desk, window: MainWindow, office: Office) -> None:
    added(office, "event", title="县里的会", type="会议", level="县")
    added(office, "event", title="厂里的会", type="会议", level="本级")
    pane = pane_of(window, "活动")
    fields = [BY_KEY["event"].get("level"), BY_KEY["event"].get("in_summary")]
    dialog = MoreFilters(desk, fields, {})
    combo = dialog.combos["level"]
    combo.setCurrentIndex(combo.findData("县"))
    assert dialog.chosen() == {"level": "县"}
    pane.show_query(Query(equals=dialog.chosen()))
    assert titles(pane) == ["县里的会"]
    assert "层级：县" in pane.head.counts.text()


def test_the_search_line_names_what_records_are_found_by(window: MainWindow, office: Office) -> None:
    keep(office, "unit", {"name": "一分会", "type": "事业单位"})
    keep(office, "unit", {"name": "二分会", "type": "机关"})
    window.show_page("专项台账")
    pane = window.pane_of("unit")
    assert pane.filters.search.placeholderText() == "搜索名称、拼音首字母、类型…  Ctrl+F"
    for words in ("一分会", "yfh", "事业单位"):
        commit(pane.filters.search, words)
        QTest.keyClick(pane.filters.search, Qt.Key.Key_Return)
        assert [each.label for each in office.records("unit", list(pane.table.rows.ids))] == ["一分会"], words
        pane.filters.search.clear()
    for key, words in (("household", "户主姓名、拼音首字母、档案编号"), ("award", "称号、拼音首字母、编号")):
        window.show_page("困难帮扶台账" if key == "household" else "专项台账")
        assert window.pane_of(key).filters.search.placeholderText() == f"搜索{words}…  Ctrl+F"


def test_typing_searches_by_itself_after_a_short_pause(window: MainWindow, logged: list[Record], qtbot: object) -> None:
    pane = pane_of(window, "工作日志")
    commit(pane.filters.search, "dyh")
    qtbot.waitUntil(lambda: titles(pane) == ["动员会"], timeout=3000)  # type: ignore[attr-defined]


def test_several_records_go_to_the_trash_and_come_back_from_it(
    window: MainWindow, logged: list[Record], office: Office
) -> None:
    pane = pane_of(window, "工作日志")
    pane.show_query(Query())
    pane.table.selectAll()
    pane.table.setFocus()
    QTest.keyClick(pane.table, Key.Key_Delete)
    assert office.count("work_log", Query()) == 0
    assert window.toast.isVisible()
    assert "3 条" in window.toast.sentence.text()
    pane.filters.trash.trigger()
    assert len(titles(pane)) == 3
    assert pane.head.counts.text().startswith("回收站")
    pane.table.go_to_row(0)
    assert [each.text() for each in pane.menu().actions()] == ["恢复"]
    pane.restore_selected()
    assert office.count("work_log", Query()) == 1
    QTest.keyClick(pane.table, Key.Key_Delete)
    assert office.count("work_log", Query()) == 1


def test_the_toast_takes_a_removal_back(window: MainWindow, logged: list[Record], office: Office) -> None:
    pane = pane_of(window, "工作日志")
    pane.table.go_to_row(0)
    pane.remove_selected()
    assert office.count("work_log", Query()) == 2
    window.toast.undo.click()
    assert office.count("work_log", Query()) == 3
    assert titles(pane) == ["隐患排查", "动员会"]


def test_a_duplicate_leaves_out_what_must_be_unique(
    hand: Hand, window: MainWindow, logged: list[Record], office: Office
) -> None:
    pane = pane_of(window, "工作日志")
    pane.table.setFocus()
    pane.table.go_to_row(0)
    hand.press(Key.Key_D, CTRL)
    assert pane.form.old is None
    assert pane.form.fields.editors["title"].raw() == "隐患排查"
    assert pane.form.fields.editors["no"].raw() == ""
    hand.press(Key.Key_S, CTRL)
    assert office.count("work_log", Query()) == 4


def test_copied_rows_keep_every_digit_of_an_id_number_that_is_shown(window: MainWindow, office: Office) -> None:
    raw = {"id_number": "110105198001010016", "phone": "13800000000", "unit": "细纱车间", "joined_on": "2020-05"}
    added(office, "member", name="=职工甲", **raw)
    pane = pane_of(window, "会员名册")
    pane.table.show_numbers()
    pane.table.selectAll()
    QTest.keyClick(pane.table, Key.Key_C, CTRL)
    content = QGuiApplication.clipboard().mimeData()
    line = content.text().splitlines()[1].split("\t")
    assert "110105198001010016" in line
    assert "'=职工甲" in line
    assert "mso-number-format:'\\@'\">110105198001010016</td>" in content.html()


def test_the_form_follows_the_selection_but_keeps_unsaved_words(
    window: MainWindow, logged: list[Record], messages: RecordedMessages
) -> None:
    pane = pane_of(window, "工作日志")
    pane.table.go_to_row(0)
    pane.edit()
    assert pane.form.old is not None
    pane.table.go_to_row(1)
    assert pane.form.fields.editors["title"].raw() == "动员会"
    line = pane.form.fields.editors["title"].line  # type: ignore[attr-defined]
    commit(line, "改")
    messages.answers = [STAY]
    pane.table.go_to_row(0)
    QApplication.processEvents()
    assert "改" in str(pane.form.fields.editors["title"].raw())
    assert pane.table.current_record().label == "动员会"  # type: ignore[union-attr]


def test_another_page_is_not_opened_over_unsaved_words(window: MainWindow, messages: RecordedMessages) -> None:
    pane = pane_of(window, "工作日志")
    pane.new()
    commit(pane.form.fields.editors["title"].line, "没写完")  # type: ignore[attr-defined]
    messages.answers = [STAY]
    window.rail.buttons["活动"].click()
    assert window.stack.currentWidget() is window.pages["工作日志"]
    assert window.rail.buttons["工作日志"].isChecked()


def test_columns_are_remembered_and_can_be_reset(desk: Desk, window: MainWindow) -> None:
    table = pane_of(window, "工作日志").table
    column = table.rows.column_of(BY_KEY["work_log"].get("people"))
    action = next(each for each in table.columns.menu().actions() if each.text() == "参加人员/对象")
    assert action.isChecked()
    action.trigger()
    assert table.isColumnHidden(column)
    again = LedgerPane(desk, BY_KEY["work_log"])
    assert again.table.isColumnHidden(column)
    again.table.columns.forget()
    assert not LedgerPane(desk, BY_KEY["work_log"]).table.isColumnHidden(column)


def test_a_wide_window_shows_the_form_beside_the_table(window: MainWindow, logged: list[Record]) -> None:
    pane = pane_of(window, "工作日志")
    page = window.pages["工作日志"]
    assert page.forms.isHidden()
    window.resize(1600, 900)
    QApplication.processEvents()
    assert page.forms.isVisible()
    assert pane.form.old is not None


@pytest.fixture
def households(office: Office) -> list[Record]:
    raw = {"category": "深度困难职工", "cause": "子女上学"}
    made = [
        added(office, "household", head="示例甲", id_number="110105198001010016", **raw),
        added(office, "household", head="示例乙", id_number="110105198001010024", **raw),
    ]
    for household in made:
        link = office.link("household", household.id)
        added(office, "aid", **{"class": "帮扶救助", "kind": "生活救助", "household": link, "when": "2026-03-01"})
    return made


def test_a_household_filters_its_aid_and_all_aid_comes_back(window: MainWindow, households: list[Record]) -> None:
    above, below = pane_of(window, "困难帮扶台账", 0), pane_of(window, "困难帮扶台账", 1)
    assert len(below.table.rows.ids) == 2
    above.table.setFocus()
    above.table.go_to(households[1].id)
    assert titles(below) == ["示例乙"]
    assert below.head.title.text() == "帮扶记录 · 示例乙"
    assert below.head.counts.text().endswith("共 1 条")
    above.filters.search.setFocus()
    above.filters.search.setText("示例甲")
    QTest.keyClick(above.filters.search, Qt.Key.Key_Return)
    assert (below.head.title.text(), titles(below)) == ("帮扶记录 · 示例甲", ["示例甲"])
    below.head.all.click()
    assert len(below.table.rows.ids) == 2


def test_a_household_without_aid_says_so(window: MainWindow, households: list[Record], office: Office) -> None:
    trash(office, "aid", office.ids("aid", Query(equals={"household": households[1].label})))
    above, below = pane_of(window, "困难帮扶台账", 0), pane_of(window, "困难帮扶台账", 1)
    above.table.setFocus()
    above.table.go_to(households[1].id)
    assert below.empty.sentence.text() == "还没有登记过帮扶记录。"
    assert below.empty.button.isHidden()


def test_each_of_two_households_of_one_name_has_its_own_aid(
    window: MainWindow, households: list[Record], office: Office
) -> None:
    keep(office, "household", {"head": "示例甲"}, office.record("household", households[1].id))
    above, below = pane_of(window, "困难帮扶台账", 0), pane_of(window, "困难帮扶台账", 1)
    above.table.setFocus()
    for each in reversed(households):
        above.table.go_to(each.id)
        assert [row.values["household"].id for row in office.records("aid", below.table.rows.ids)] == [each.id]


def test_new_aid_belongs_to_the_selected_household(window: MainWindow, households: list[Record]) -> None:
    above, below = pane_of(window, "困难帮扶台账", 0), pane_of(window, "困难帮扶台账", 1)
    above.table.setFocus()
    above.table.go_to(households[1].id)
    below.head.add.click()
    assert isinstance(window.pages["困难帮扶台账"], PairPage)
    assert below.form.fields.editors["household"].raw() == window.desk.office.link("household", households[1].id)


def test_a_renamed_household_is_shown_in_its_aid(window: MainWindow, households: list[Record], office: Office) -> None:
    below = pane_of(window, "困难帮扶台账", 1)
    keep(office, "household", {"head": "示例改名"}, office.record("household", households[0].id))
    window.desk.written.emit("household")
    assert "示例改名" in titles(below)


def test_only_blocks_in_sight_are_read_and_few_are_kept() -> None:
    reads: list[int] = []

    def fetch(ids: Sequence[int]) -> list[Record]:
        reads.append(ids[0])
        return [Record(BY_KEY["work_log"], {"title": f"第{each}条"}, each) for each in ids]

    model = LedgerTableModel(BY_KEY["work_log"], fetch)
    model.show_ids(range(1, 100_001))
    assert model.rowCount() == 100_000
    assert reads == []
    column = model.column_of(BY_KEY["work_log"].get("title"))
    assert model.index(99_999, column).data() == "第100000条"
    assert len(reads) == 1
    for row in range(0, 100_000, BLOCK):
        model.record_at(row)
    assert len(model._blocks) == MOST_BLOCKS


def test_a_row_that_has_gone_is_blank_and_no_other_row_takes_its_place() -> None:
    def fetch(ids: Sequence[int]) -> list[Record]:
        return [Record(BY_KEY["work_log"], {"title": f"第{each}条"}, each) for each in ids if each != 2]

    model = LedgerTableModel(BY_KEY["work_log"], fetch)
    model.show_ids([1, 2, 3])
    column = model.column_of(BY_KEY["work_log"].get("title"))
    assert [model.index(row, column).data() for row in range(3)] == ["第1条", "", "第3条"]


def test_money_and_state_of_aid_stay_in_sight_beside_the_form(window: MainWindow, office: Office) -> None:
    added(office, "aid", **{"class": "帮扶救助", "kind": "生活救助", "amount": "800", "when": "2026-03-01"})
    pane = pane_of(window, "困难帮扶台账", 1)
    pane.table.go_to_row(0)
    pane.edit()
    QApplication.processEvents()
    head = pane.table.horizontalHeader()
    for key in ("amount", "stage"):
        column = pane.table.rows.column_of(BY_KEY["aid"].get(key))
        right = head.sectionViewportPosition(column) + head.sectionSize(column)
        assert right <= pane.table.viewport().width() + 1


def test_the_free_width_goes_to_the_words(window: MainWindow, logged: list[Record]) -> None:
    pane = pane_of(window, "工作日志")
    QApplication.processEvents()
    wide = {
        key: pane.table.columnWidth(pane.table.rows.column_of(BY_KEY["work_log"].get(key)))
        for key in ("title", "headcount", "place")
    }
    assert wide["title"] > 2 * wide["headcount"]
    assert wide["title"] > wide["place"]


def _bears(button: QAbstractButton, colour: str) -> bool:
    """Whether a button's icon is drawn in a colour, give or take the rounding of its edges."""
    image = button.icon().pixmap(18, 18).toImage()
    dots = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    ink, wanted = max(dots, key=lambda each: each.alpha()).getRgb()[:3], QColor(colour).getRgb()[:3]
    return all(abs(one - other) <= 3 for one, other in zip(ink, wanted, strict=True))


def test_every_icon_follows_the_look_at_once(window: MainWindow, desk: Desk, logged: list[Record]) -> None:
    pane = pane_of(window, "工作日志")
    pane.edit()
    borne = [pane.head.import_button, pane.head.print_button, pane.filters.more, pane.form.delete]
    assert all(_bears(each, LIGHT["second"]) for each in borne)
    try:
        change_look(desk, "dark", 14)
        assert all(_bears(each, DARK["second"]) for each in borne)
        assert _bears(pane.head.add, DARK["on_accent"])
    finally:
        change_look(desk, "light", 14)

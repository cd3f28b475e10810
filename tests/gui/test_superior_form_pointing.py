from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Protection
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.gui.hand import RecordedMessages
from tests.gui.superior_form_hand import (
    Boxes,
    aid_form,
    begun,
    chip,
    choose,
    click,
    first_page,
    place,
    point,
    record_form,
)
from unionoffice.domain.query import Axis, Query
from unionoffice.domain.superior_form import CountSource, FieldSource, Words
from unionoffice.gui.desk import Desk
from unionoffice.gui.dialogs.superior_form.filter_choice import FilterChoice
from unionoffice.gui.dialogs.superior_form.name_dialog import NameDialog, proposed_name
from unionoffice.gui.dialogs.superior_form.pointing_dialog import LEAVE, STAY
from unionoffice.usecases.office import Office
from unionoffice.usecases.saved_filters import save_filter
from unionoffice.usecases.superior_forms import form_file, forms

Key = Qt.Key


@pytest.fixture
def form(tmp_path: Path) -> Path:
    return aid_form(tmp_path / "附件1：帮扶统计表.xlsx")


def test_the_form_is_shown_as_it_looks_with_guesses_to_be_looked_over(desk: Desk, form: Path) -> None:
    dialog = begun(desk, form)
    assert [dialog.view.tabs.tabText(at) for at in range(dialog.view.tabs.count())] == ["帮扶统计", "填表说明"]
    grid = dialog.view.grid
    assert grid.columnSpan(0, 0) == 4
    assert grid.cells.index_of("C7").data() == "＝公式"
    assert chip(dialog, "B2") == "⟨单位名称⟩？"
    assert [chip(dialog, cell) for cell in ("A5", "B5", "C5")] == ["⟨序号⟩？", "⟨对象⟩？", "⟨金额⟩？"]
    assert chip(dialog, "D2") == ""
    assert dialog.told.text() == "已指明 4 处，其中 4 处是程序猜的，请核对"
    heads = [grid.cells.headerData(row, Qt.Orientation.Vertical) for row in range(3, 7)]
    assert heads == ["4", "5 明细", "6 明细", "7"]


def test_enter_takes_one_guess_after_the_other_as_right(desk: Desk, form: Path) -> None:
    dialog = begun(desk, form)
    grid = dialog.view.grid
    assert dialog.view.current() == place("B2")
    assert "程序猜这里填：单位名称" in dialog.panel.state.text()
    for _ in range(4):
        QTest.keyClick(grid, Key.Key_Return)
    assert chip(dialog, "B2") == "⟨单位名称⟩"
    assert dialog.told.text() == "已指明 4 处"
    assert not dialog.next.isVisible()


def test_a_cell_takes_what_was_found_by_its_initials_and_del_takes_it_away(desk: Desk, form: Path) -> None:
    dialog = begun(desk, form)
    point(dialog.view.grid, "D2")
    assert "D2　走访户数" in dialog.panel.title.text()
    choose(dialog, "zbr")
    assert chip(dialog, "D2") == "⟨制表人⟩"
    assert dialog.view.grid.hasFocus()
    QTest.keyClick(dialog.view.grid, Key.Key_Delete)
    assert chip(dialog, "D2") == ""
    choose(dialog, "见附件")
    assert dialog.pointing.singles_at(place("D2"))[0].source == Words("见附件")


def test_the_keyboard_alone_leads_from_a_cell_to_a_choice_and_back(desk: Desk, form: Path) -> None:
    dialog = begun(desk, form)
    grid = dialog.view.grid
    dialog.view.go_to(place("D2"))
    QTest.keyClick(grid, Key.Key_Return)
    assert dialog.panel.offers.search.hasFocus()
    QTest.keyClick(dialog.panel.offers.search, Key.Key_Down)
    assert dialog.panel.offers.tree.hasFocus()
    QTest.keyClick(dialog.panel.offers.tree, Key.Key_Down)
    QTest.keyClick(dialog.panel.offers.tree, Key.Key_Return)
    assert chip(dialog, "D2") == "⟨上级工会⟩"
    QTest.keyClick(grid, Key.Key_Return)
    QTest.keyClick(dialog.panel.offers.search, Key.Key_Escape)
    assert grid.hasFocus()
    assert dialog.isVisible()


def test_a_formula_and_a_locked_cell_say_why_nothing_can_be_put_there(desk: Desk, tmp_path: Path) -> None:
    book = Workbook()
    page = first_page(book)
    page["A1"], page["B1"], page["A2"] = "会员人数", "=1+1", "填报单位"
    page["B2"].protection = Protection(locked=False)
    page.protection.sheet = True
    book.save(tmp_path / "锁定.xlsx")
    dialog = begun(desk, tmp_path / "锁定.xlsx")
    for cell, why in (("B1", "公式"), ("A1", "锁定")):
        point(dialog.view.grid, cell)
        assert why in dialog.panel.state.text()
        assert not dialog.panel.put.isEnabled()
        assert not dialog.panel.offers.isEnabled()
    QTest.keyClick(dialog.view.grid, Key.Key_Return)
    assert not dialog.panel.offers.search.hasFocus()


def test_counts_take_a_kept_filter(desk: Desk, office: Office, form: Path) -> None:
    aid = office.ledgers.by_key["aid"]
    save_filter(office, aid, "只看困难帮扶", Query(equals={"class": "帮扶救助"}))
    dialog = begun(desk, form)
    point(dialog.view.grid, "D2")
    choose(dialog, f"{aid.title}条数")
    assert dialog.panel.filter_row.isVisible()
    box = dialog.panel.filter
    assert [box.itemText(at) for at in range(box.count())] == ["全部登记", "只看困难帮扶"]
    box.setFocus()
    QTest.keyClick(box, Key.Key_Down)
    box.activated.emit(box.currentIndex())
    source = dialog.pointing.singles_at(place("D2"))[0].source
    assert source == CountSource("aid", Query(equals={"class": "帮扶救助"}))
    assert "按筛选" in chip(dialog, "D2")


def test_detail_rows_begin_where_the_clerk_says_and_take_the_fields_chosen(desk: Desk, form: Path) -> None:
    dialog = begun(desk, form)
    point(dialog.view.grid, "B5")
    click(dialog.panel.remove)
    assert chip(dialog, "B5") == ""
    point(dialog.view.grid, "B5")
    click(dialog.panel.begin)
    assert chip(dialog, "C5") == "⟨金额⟩？"
    assert dialog.panel.block.title.text() == "明细区：第 5—6 行，一行一条，多了自动加行"
    point(dialog.view.grid, "D6")
    choose(dialog, "备注")
    assert chip(dialog, "D5") == "⟨备注⟩"
    ledger = dialog.panel.block.ledger
    at = next(row for row in range(ledger.count()) if ledger.itemText(row) == "会员名册")
    ledger.setCurrentIndex(at)
    ledger.activated.emit(at)
    assert [chip(dialog, f"{letter}5") for letter in "ABCD"] == ["⟨序号⟩？", "⟨姓名⟩？", "", ""]
    choose(dialog, "手机号码")
    assert chip(dialog, "D5") == "⟨手机号码⟩"
    point(dialog.view.grid, "B5")
    click(dialog.panel.end)
    assert dialog.panel.block.title.text() == "明细区：第 5—5 行，一行一条，多了自动加行"


def test_a_label_inside_a_cell_keeps_its_words(desk: Desk, tmp_path: Path) -> None:
    book = Workbook()
    page = first_page(book)
    page["A1"] = "审核人：          制表人：          分管领导："
    book.save(tmp_path / "落款.xlsx")
    dialog = begun(desk, tmp_path / "落款.xlsx")
    assert chip(dialog, "A1") == "审核人：⟨审核人⟩ 制表人：⟨制表人⟩ 分管领导：？"
    point(dialog.view.grid, "A1")
    after = dialog.panel.after
    assert [after.itemText(at) for at in range(3)] == ["“审核人：”后面", "“制表人：”后面", "“分管领导：”后面"]
    after.setCurrentIndex(2)
    choose(dialog, "13800000000")
    assert chip(dialog, "A1") == "审核人：⟨审核人⟩ 制表人：⟨制表人⟩ 分管领导：⟨13800000000⟩"
    after.setCurrentIndex(3)
    choose(dialog, "单位名称")
    assert chip(dialog, "A1") == "⟨单位名称⟩"


def test_a_form_for_each_record_takes_its_fields(desk: Desk, tmp_path: Path) -> None:
    dialog = begun(desk, record_form(tmp_path / "档案.xlsx"))
    box = dialog.per_record
    box.setCurrentIndex(1)
    box.activated.emit(1)
    assert box.currentText() == "每条困难家庭档案一份"
    assert chip(dialog, "B1") == "⟨户主姓名⟩？"
    point(dialog.view.grid, "D2")
    choose(dialog, "家庭人口")
    assert isinstance(dialog.pointing.singles_at(place("D2", "Sheet"))[0].source, FieldSource)
    box.setCurrentIndex(0)
    box.activated.emit(0)
    assert chip(dialog, "D2") == ""


def test_saving_asks_for_a_name_and_keeps_the_file_as_it_was_sent(
    desk: Desk, office: Office, messages: RecordedMessages, form: Path
) -> None:
    dialog = begun(desk, form)

    def name(box: object) -> None:
        assert isinstance(box, NameDialog)
        assert box.name.text() == "帮扶统计表"
        box.name.setText("  ")
        click(box.go)
        assert box.sentence.isVisible()
        box.name.setText("送温暖统计")
        box.superior.setText("示例总工会")
        click(box.go)

    boxes = Boxes(name)
    click(dialog.save)
    assert boxes.is_done
    assert not dialog.isVisible()
    (kept,) = forms(office)
    assert (kept.name, kept.superior, len(kept.blocks)) == ("送温暖统计", "示例总工会", 1)
    assert form_file(office, "送温暖统计") == form.read_bytes()

    again = begun(desk, form)
    messages.answers = ["换一个名称", "替换"]

    def take_the_name(box: object) -> None:
        assert isinstance(box, NameDialog)
        box.name.setText("送温暖统计")
        click(box.go)
        assert box.isVisible()
        click(box.go)

    boxes = Boxes(take_the_name)
    click(again.save)
    assert boxes.is_done
    assert len(forms(office)) == 1
    assert load_workbook(form)["代码"].sheet_state == "hidden"


def test_what_was_pointed_out_is_not_lost_by_a_key(desk: Desk, messages: RecordedMessages, form: Path) -> None:
    dialog = begun(desk, form)
    QTest.keyClick(dialog.view.grid, Key.Key_Escape)
    assert not dialog.isVisible()
    dialog = begun(desk, form)
    QTest.keyClick(dialog.view.grid, Key.Key_Delete)
    messages.answers = [STAY, LEAVE]
    QTest.keyClick(dialog.view.grid, Key.Key_Escape)
    assert dialog.isVisible()
    click(dialog.cancel)
    assert not dialog.isVisible()
    assert len(messages.said) == 2


@pytest.mark.parametrize(
    ("file", "name"),
    [("附件1：帮扶统计表.xlsx", "帮扶统计表"), ("附表2-1 名册.docx", "1 名册"), ("附件.xlsx", "附件"), ("表", "表")],
)
def test_a_name_is_proposed_from_the_file(file: str, name: str) -> None:
    assert proposed_name(file) == name


def test_the_dialog_fits_a_small_screen(desk: Desk, form: Path) -> None:
    dialog = begun(desk, form)
    least = dialog.minimumSizeHint()
    assert dialog.width() <= 1366
    assert dialog.height() <= 728
    assert (least.width(), least.height()) <= (1366, 728)
    QApplication.processEvents()


def test_a_filter_that_was_guessed_is_told_in_words(desk: Desk) -> None:
    chosen = Query(among={Axis("direction"): frozenset({"支出", ""}), Axis("stage"): frozenset({"已退回"})})
    choice = FilterChoice(desk.office)
    choice.show_filters(desk.office.ledgers.by_key["aid"], chosen)
    assert choice.currentText() == "收支：支出、（空白）；状态：已退回"
    assert choice.query == chosen
    choice.deleteLater()

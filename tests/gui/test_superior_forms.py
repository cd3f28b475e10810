from __future__ import annotations

import sys
from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from stdnum.cn import ric

from tests.gui.hand import RecordedMessages, commit
from tests.gui.superior_form_hand import Boxes, aid_form, chip, click, first_page, place, point, record_form
from unionoffice.domain.superior_form import (
    Block,
    CountSource,
    FieldSource,
    OfficeFact,
    Single,
    SuperiorForm,
)
from unionoffice.gui.commands import COMMANDS
from unionoffice.gui.commands.form_commands import fill_for_records, show_forms
from unionoffice.gui.desk import Desk
from unionoffice.gui.dialogs.superior_form.fill_dialog import GO_ON, STAY, FillDialog
from unionoffice.gui.dialogs.superior_form.form_cells import MARK
from unionoffice.gui.dialogs.superior_form.forms_dialog import DELETE, KEEP, FormsDialog
from unionoffice.gui.dialogs.superior_form.name_dialog import NameDialog
from unionoffice.gui.dialogs.superior_form.new_version_dialog import NewVersionDialog
from unionoffice.gui.dialogs.superior_form.pointing_dialog import PointingDialog
from unionoffice.gui.main_window import MainWindow
from unionoffice.storage import trail
from unionoffice.usecases.keep_record import keep
from unionoffice.usecases.office import Office
from unionoffice.usecases.received_form import kept_form
from unionoffice.usecases.superior_forms import forms, save_form


def number_of(first_17: str) -> str:
    return first_17 + str(ric.calc_check_digit(first_17 + "0"))


FIRST, SECOND = number_of("11010519800101001"), number_of("11010519800201001")
AID = {"class": "帮扶救助", "kind": "生活救助"}


@pytest.fixture
def filled(office: Office) -> Office:
    """An office with three aids of this half-year and one of the year before."""
    for number, when in enumerate(("2026-01-05", "2026-02-05", "2026-03-05", "2025-03-05"), start=1):
        amount = str(number * 100)
        kept = keep(
            office, "aid", {**AID, "recipient": f"职工{'甲乙丙丁'[number - 1]}", "amount": amount, "when": when}
        )
        assert kept.record is not None
    return office


@pytest.fixture
def statistics(filled: Office, tmp_path: Path) -> SuperiorForm:
    """A kept form of a period: the office's name, the number of aids and the aids themselves."""
    singles = (Single(place("B2"), OfficeFact("name")), Single(place("D2"), CountSource("aid")))
    block = Block("帮扶统计", 5, 6, "aid", {"A": "#", "B": "recipient", "C": "amount"})
    form = SuperiorForm("帮扶统计表", "示例总工会", "帮扶统计表.xlsx", "", singles, (block,))
    return save_form(filled, form, aid_form(tmp_path / "表.xlsx").read_bytes())


@pytest.fixture
def households(office: Office) -> list[int]:
    ids = []
    for name, number in (("住户甲", FIRST), ("住户乙", SECOND)):
        kept = keep(
            office,
            "household",
            {"head": name, "id_number": number, "category": "深度困难职工", "cause": "患重特大疾病"},
        )
        assert kept.record is not None, kept.problems
        ids.append(kept.record.id)
    return ids


@pytest.fixture
def of_household(office: Office, households: list[int], tmp_path: Path) -> SuperiorForm:
    sheet = "Sheet"
    singles = (
        Single(place("B1", sheet), FieldSource("head")),
        Single(place("D1", sheet), FieldSource("id_number")),
        Single(place("B2", sheet), FieldSource("phone")),
    )
    form = SuperiorForm("档案表", "示例总工会", "档案表.xlsx", "household", singles)
    return save_form(office, form, record_form(tmp_path / "档案.xlsx").read_bytes())


def opened(desk: Desk) -> FormsDialog:
    dialog = FormsDialog(desk)
    dialog.show()
    dialog.activateWindow()
    QApplication.processEvents()
    return dialog


def filling(desk: Desk, form: SuperiorForm, ids: tuple[int, ...] = ()) -> FillDialog:
    dialog = FillDialog(desk, form, ids)
    dialog.show()
    dialog.activateWindow()
    QApplication.processEvents()
    return dialog


def shown(dialog: FillDialog, cell: str) -> str:
    return str(dialog.view.grid.cells.index_of(cell).data() or "")


def rows(dialog: FormsDialog) -> list[tuple[str, ...]]:
    return [each.cells for each in dialog.table.shown()]


def test_a_form_is_loaded_pointed_at_and_filled_without_leaving_the_list(
    desk: Desk, filled: Office, messages: RecordedMessages, tmp_path: Path
) -> None:
    dialog = opened(desk)
    assert "还没有上级表格" in dialog.empty.sentence.text()
    assert not dialog.fill.isEnabled()
    messages.files = [aid_form(tmp_path / "附件1：帮扶统计表.xlsx")]

    def look_over(box: object) -> None:
        assert isinstance(box, PointingDialog)
        for _ in range(4):
            QTest.keyClick(box.view.grid, Qt.Key.Key_Return)
        click(box.save)

    def name(box: object) -> None:
        assert isinstance(box, NameDialog)
        click(box.go)

    def fill(box: object) -> None:
        assert isinstance(box, FillDialog)
        click(box.go)
        click(box.show_folder)
        click(box.cancel)

    boxes = Boxes(look_over, name)
    click(dialog.load)
    dialog.background.wait()
    QApplication.processEvents()
    assert boxes.is_done
    assert rows(dialog) == [("（没有写上级）", "帮扶统计表", "本期汇总", "1 格、1 个明细区", "附件1：帮扶统计表.xlsx")]
    messages.target, messages.answers = tmp_path / "填好.xlsx", [GO_ON]
    boxes = Boxes(fill)
    click(dialog.fill)
    assert boxes.is_done
    page = load_workbook(messages.target)["帮扶统计"]
    assert page["B2"].value == "示例厂工会"
    assert [[cell.value for cell in row] for row in page["A5:C7"]] == [
        [1, "职工甲", 100],
        [2, "职工乙", 200],
        [3, "职工丙", 300],
    ]
    assert page["C8"].value == "=SUM(C5:C7)"
    assert messages.opened == [tmp_path]


def test_a_file_that_is_no_form_gives_one_sentence(
    desk: Desk, office: Office, messages: RecordedMessages, tmp_path: Path
) -> None:
    dialog = opened(desk)
    for name in ("坏.xlsx", "旧.xls", "没有.xlsx"):
        if name != "没有.xlsx":
            (tmp_path / name).write_bytes(b"PK\x03\x04 broken")
        messages.files = [tmp_path / name]
        click(dialog.load)
        dialog.background.wait()
        QApplication.processEvents()
    assert len(messages.said) == 3
    assert "没有.xlsx" in messages.said[-1]
    assert forms(office) == []


def test_a_kept_form_is_changed_and_deleted(
    desk: Desk, office: Office, messages: RecordedMessages, statistics: SuperiorForm
) -> None:
    dialog = opened(desk)

    def take_away(box: object) -> None:
        assert isinstance(box, PointingDialog)
        assert chip(box, "D2") == "⟨帮扶记录条数⟩"
        assert not box.pointing.guesses
        point(box.view.grid, "D2")
        QTest.keyClick(box.view.grid, Qt.Key.Key_Delete)
        click(box.save)

    def rename(box: object) -> None:
        assert isinstance(box, NameDialog)
        box.name.setText("新名称")
        click(box.go)

    boxes = Boxes(take_away, rename)
    click(dialog.change)
    assert boxes.is_done
    assert [(each.name, len(each.singles)) for each in forms(office)] == [("新名称", 1)]
    messages.answers = [KEEP, DELETE]
    dialog.activateWindow()
    dialog.table.setFocus()
    QTest.keyClick(dialog.table, Qt.Key.Key_Delete)
    assert len(forms(office)) == 1
    click(dialog.delete)
    assert forms(office) == []
    assert rows(dialog) == []


def test_the_filled_form_is_seen_before_it_is_written(
    desk: Desk, statistics: SuperiorForm, messages: RecordedMessages, tmp_path: Path
) -> None:
    dialog = filling(desk, statistics)
    assert dialog.period.currentText() == "2026年上半年"
    assert [shown(dialog, cell) for cell in ("B2", "D2", "B5", "C7")] == ["示例厂工会", "3", "职工甲", "300"]
    assert shown(dialog, "C8") == "600"
    assert dialog.view.grid.cells.index_of("C7").data(MARK).is_value
    assert dialog.unfilled_title.text() == "指明的都填上了，请核对"
    assert "请只交给有权查看的人" in dialog.caution.text()
    before = list(tmp_path.iterdir())
    at = dialog.period.findText("2025年上半年")
    dialog.period.setCurrentIndex(at)
    dialog.period.activated.emit(at)
    assert [shown(dialog, cell) for cell in ("D2", "B5", "B6")] == ["1", "职工丁", ""]
    dialog.profile.setCurrentIndex(1)
    dialog.profile.activated.emit(1)
    assert shown(dialog, "B5") != "职工丁"
    assert not dialog.caution.isVisible()
    assert list(tmp_path.iterdir()) == before
    messages.target = tmp_path / "公示"
    click(dialog.go)
    assert messages.said == []
    assert load_workbook(tmp_path / "公示.xlsx")["帮扶统计"]["B5"].value == shown(dialog, "B5")
    assert dialog.outcome.text() == "已导出 公示.xlsx"


def test_what_stays_blank_is_listed_and_leads_to_its_place(desk: Desk, of_household: SuperiorForm) -> None:
    dialog = filling(desk, of_household)
    assert dialog.unfilled_title.text() == "有 1 处没有填，请核对"
    assert dialog.unfilled.item(0).text() == "Sheet B2：“联系电话”没有填。"
    dialog.unfilled.setFocus()
    dialog.unfilled.setCurrentRow(0)
    assert dialog.view.current() == place("B2", "Sheet")


def test_sensitive_columns_leave_only_when_the_clerk_says_so(
    desk: Desk, office: Office, statistics: SuperiorForm, messages: RecordedMessages, tmp_path: Path
) -> None:
    dialog = filling(desk, statistics)
    messages.target, messages.answers = tmp_path / "上报.xlsx", [STAY, GO_ON]
    click(dialog.go)
    assert not messages.target.exists()
    dialog.purpose.setFocus()
    commit(dialog.purpose, "报市总")
    click(dialog.go)
    assert messages.target.exists()
    assert "确定导出吗？" in messages.said[0]
    (noted,) = trail.events(office.file.db, "export")
    assert noted.new is not None
    assert (noted.new["form"], noted.new["rows"], noted.new["purpose"]) == ("帮扶统计表", 3, "报市总")


def test_a_form_of_a_record_is_filled_for_those_selected(
    desk: Desk, of_household: SuperiorForm, households: list[int], messages: RecordedMessages, tmp_path: Path
) -> None:
    dialog = filling(desk, of_household, tuple(households))
    assert dialog.picker is not None
    assert "选了 2 条" in dialog.picker.told.text()
    messages.folder, messages.answers = tmp_path / "档案", [GO_ON, GO_ON]
    messages.folder.mkdir()
    click(dialog.go)
    written = sorted(path.name for path in messages.folder.iterdir())
    assert written == ["档案表_住户乙.xlsx", "档案表_住户甲.xlsx"]
    page = load_workbook(messages.folder / "档案表_住户甲.xlsx").worksheets[0]
    assert (page["B1"].value, page["D1"].value) == ("住户甲", FIRST)
    dialog.picker.search.setFocus()
    commit(dialog.picker.search, "住户乙")
    assert [dialog.picker.list.item(row).text() for row in range(dialog.picker.list.count())] == ["住户乙"]
    assert shown(dialog, "D1") == SECOND
    messages.target = tmp_path / "一份.xlsx"
    click(dialog.go)
    assert load_workbook(messages.target).worksheets[0]["D1"].value == SECOND
    dialog.picker.search.clear()
    commit(dialog.picker.search, "没有这户")
    assert not dialog.go.isEnabled()
    assert dialog.sentence.text() == "请先选择登记。"


def test_a_new_version_tells_what_changed_and_keeps_what_it_can(
    desk: Desk, office: Office, statistics: SuperiorForm, messages: RecordedMessages, tmp_path: Path
) -> None:
    newer = aid_form(tmp_path / "新版.xlsx")
    book = load_workbook(newer)
    page = book["帮扶统计"]
    page["C2"] = None
    page["A3"] = "上级工会"
    page["B3"].number_format = "@"
    book.save(newer)
    dialog = opened(desk)
    messages.files = [newer]

    def read(box: object) -> None:
        assert isinstance(box, NewVersionDialog)
        assert "走访户数" in box.differences.toPlainText()
        assert "帮扶记录条数" in box.lost.toPlainText()
        assert box.told.text() == "原来指明的 5 处，4 处照旧沿用"
        click(box.go)

    def check(box: object) -> None:
        assert isinstance(box, PointingDialog)
        assert chip(box, "B2") == "⟨单位名称⟩"
        assert chip(box, "B3") == "⟨上级工会⟩？"
        assert chip(box, "C5") == "⟨金额⟩"
        click(box.save)

    def keep_it(box: object) -> None:
        assert isinstance(box, NameDialog)
        assert box.name.text() == "帮扶统计表"
        click(box.go)

    boxes = Boxes(read, check, keep_it)
    click(dialog.renew)
    dialog.background.wait()
    QApplication.processEvents()
    assert boxes.is_done
    (kept,) = forms(office)
    assert kept.file_name == "新版.xlsx"
    assert {each.place.cell for each in kept.singles} == {"B2", "B3"}


def test_nothing_changes_when_the_new_version_is_not_wanted(
    desk: Desk, office: Office, statistics: SuperiorForm, messages: RecordedMessages, tmp_path: Path
) -> None:
    dialog = opened(desk)
    messages.files = [aid_form(tmp_path / "新版.xlsx")]

    def leave(box: object) -> None:
        assert isinstance(box, NewVersionDialog)
        assert "没有发现不同" in box.differences.toPlainText()
        assert not box.lost.isVisible()
        click(box.cancel)

    boxes = Boxes(leave)
    click(dialog.renew)
    dialog.background.wait()
    QApplication.processEvents()
    assert boxes.is_done
    assert forms(office) == [statistics]


def test_a_word_form_is_pointed_at_in_the_same_way(
    desk: Desk, office: Office, households: list[int], tmp_path: Path, messages: RecordedMessages
) -> None:
    paper = Document()
    paper.add_paragraph("户主：{{户主姓名}}，证件：{{身份证号}}")
    paper.save(str(tmp_path / "一户一档.docx"))
    messages.files = [tmp_path / "一户一档.docx"]
    dialog = opened(desk)

    def look(box: object) -> None:
        assert isinstance(box, PointingDialog)
        box.per_record.setCurrentIndex(1)
        box.per_record.activated.emit(1)
        grid = box.view.grid
        assert (grid.cells.rowCount(), grid.cells.columnCount()) == (2, 1)
        assert [chip(box, cell) for cell in ("P1", "P2")] == [
            "{{户主姓名}} → ⟨户主姓名⟩？",
            "{{身份证号}} → ⟨身份证号⟩？",
        ]
        assert not box.panel.begin.isVisible()
        click(box.save)

    def name(box: object) -> None:
        assert isinstance(box, NameDialog)
        click(box.go)

    boxes = Boxes(look, name)
    click(dialog.load)
    dialog.background.wait()
    QApplication.processEvents()
    assert boxes.is_done
    fill = filling(desk, forms(office)[0], (households[0],))
    messages.target, messages.answers = tmp_path / "填好.docx", [GO_ON]
    click(fill.go)
    assert Document(str(messages.target)).paragraphs[0].text == f"户主：住户甲，证件：{FIRST}"


def test_every_ledger_leads_to_the_forms_and_a_household_to_its_own(
    window: MainWindow, of_household: SuperiorForm, households: list[int]
) -> None:
    words = {each.words: each for each in COMMANDS}
    assert words["上级表格…"].ledgers == ()
    assert words["填写上级表格…"].per_record
    pane = window.pane_of("household")
    pane.show_record(households[1])
    seen: list[str] = []

    def look(box: object) -> None:
        assert isinstance(box, FillDialog)
        seen.append(shown(box, "B1"))
        click(box.cancel)

    boxes = Boxes(look)
    fill_for_records(pane)
    assert boxes.is_done
    assert seen == ["住户乙"]

    def list_them(box: object) -> None:
        assert isinstance(box, FormsDialog)
        seen.extend(each[1] for each in rows(box))
        click(box.close_button)

    boxes = Boxes(list_them)
    show_forms(window.pane_of("event"))
    assert boxes.is_done
    assert seen == ["住户乙", "档案表"]


def test_a_member_without_a_form_of_its_own_is_told_what_to_do(window: MainWindow, of_household: SuperiorForm) -> None:
    said: list[str] = []

    def look(box: object) -> None:
        assert isinstance(box, FormsDialog)
        said.append(box.empty.sentence.text())
        click(box.close_button)

    boxes = Boxes(look)
    fill_for_records(window.pane_of("member"))
    assert boxes.is_done
    assert said == ["还没有按“会员名册”逐条填写的上级表格。点“载入新表格…”，选上级发来的 .xlsx 或 .docx 文件。"]


@pytest.mark.skipif(sys.platform == "win32", reason="only Windows tells that a file is open, and not in a test")
def test_a_target_that_cannot_be_written_leaves_the_dialog_open(
    desk: Desk, statistics: SuperiorForm, messages: RecordedMessages, tmp_path: Path
) -> None:
    dialog = filling(desk, statistics)
    messages.target, messages.answers = tmp_path / "没有这个文件夹" / "填好.xlsx", [GO_ON]
    click(dialog.go)
    assert dialog.isVisible()
    assert len(messages.said) == 2
    assert not dialog.outcome.isVisible()


def test_a_sheet_far_too_large_shows_its_beginning(desk: Desk, office: Office, tmp_path: Path) -> None:
    book = Workbook()
    page = first_page(book)
    page["A1"], page["A5000"] = "填报单位", "末行"
    book.save(tmp_path / "长.xlsx")
    form = save_form(
        office,
        SuperiorForm("长表", "", "长.xlsx", "", (Single(place("A4999", "Sheet"), OfficeFact("name")),)),
        (tmp_path / "长.xlsx").read_bytes(),
    )
    dialog = filling(desk, form)
    assert dialog.view.grid.cells.rowCount() == 400
    assert dialog.unfilled_title.text() == "指明的都填上了，请核对"


def test_a_form_whose_ledger_is_gone_can_still_be_opened_and_put_right(
    desk: Desk, office: Office, tmp_path: Path
) -> None:
    block = Block("帮扶统计", 5, 6, "own_gone", {"B": "name"})
    single = Single(place("D2"), CountSource("own_gone"))
    source = aid_form(tmp_path / "表.xlsx")
    form = save_form(office, SuperiorForm("旧表", "", "表.xlsx", "", (single,), (block,)), source.read_bytes())
    dialog = PointingDialog(desk, form, kept_form(office, form))
    dialog.show()
    for cell in ("B5", "D2", "B2"):
        point(dialog.view.grid, cell)
    assert chip(dialog, "B5") == "⟨栏目已删除⟩"
    assert chip(dialog, "D2") == "⟨台账已删除⟩"
    point(dialog.view.grid, "B5")
    ledger = dialog.panel.block.ledger
    ledger.setCurrentIndex(0)
    ledger.activated.emit(0)
    assert "栏目已删除" not in chip(dialog, "B5")
    assert filling(desk, form).unfilled.count() == 2

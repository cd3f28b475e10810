from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QProgressDialog, QPushButton
from stdnum.cn import ric

from tests.gui.hand import CTRL, Hand, Key, RecordedMessages
from unionoffice.domain.query import Query
from unionoffice.gui.desk import Desk
from unionoffice.gui.dialogs.import_wizard import file_step
from unionoffice.gui.dialogs.import_wizard import wizard as wizard_module
from unionoffice.gui.dialogs.import_wizard.preview_model import NOTE, OUTCOME
from unionoffice.gui.dialogs.import_wizard.wizard import FILE, MAPPING, PREVIEW, RESULT, ImportWizard
from unionoffice.gui.dialogs.one_line_dialog import OneLineDialog
from unionoffice.gui.main_window import MainWindow
from unionoffice.gui.patience import Patience
from unionoffice.usecases.import_ledger import Outcome, Sheet, read_sheets
from unionoffice.usecases.keep_record import keep
from unionoffice.usecases.office import Office

HEADS = ["户主姓名", "身份证号码", "困难类别", "致困原因", "手机", "血型"]


def number_of(first_17: str) -> str:
    return first_17 + str(ric.calc_check_digit(first_17 + "0"))


GOOD = number_of("11010519800101001")


def book(target: Path, **sheets: list[list[object]]) -> Path:
    made = Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets.items():
        page = made.create_sheet(name)
        for row in rows:
            page.append(row)
    made.save(target)
    return target


def begun(desk: Desk, ledger: str = "household") -> ImportWizard:
    made = ImportWizard(desk, desk.office.ledgers.by_key[ledger])
    made.show()
    return made


def read(wizard: ImportWizard, source: Path) -> None:
    wizard.read(source)
    wizard.file.background.wait()
    QApplication.processEvents()


def click(button: object) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def shown(wizard: ImportWizard) -> list[list[str]]:
    model = wizard.preview.model
    return [
        [str(model.index(row, column).data() or "") for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


@pytest.fixture
def roll(tmp_path: Path) -> Path:
    return book(
        tmp_path / "名册.xlsx",
        名册=[
            ["困难职工名册"],
            HEADS,
            ["住户甲", GOOD, "低保户", "大病", "13800000000", "A"],
            ["住户乙", "123", "深度困难职工", "其他", "13800000001", "B"],
        ],
    )


def test_the_clerk_goes_from_the_file_to_the_result_and_back_again(
    desk: Desk, office: Office, messages: RecordedMessages, roll: Path, tmp_path: Path
) -> None:
    wizard = begun(desk)
    assert not wizard.go.isEnabled()
    messages.files = [roll]
    click(wizard.file.choose)
    wizard.file.background.wait()
    QApplication.processEvents()
    assert "表头在第 2 行，下面有 2 行登记" in wizard.file.told.text()
    # The title has room over all columns, as in the file.
    assert wizard.file.view.columnSpan(0, 0) == len(HEADS)
    assert wizard.file.view.columnSpan(1, 0) == wizard.file.view.columnSpan(2, 0) == 1
    click(wizard.go)
    assert wizard.step == MAPPING
    assert [combo.currentText() for combo in wizard.mapping.combos] == [
        "户主姓名", "身份证号", "困难类别", "主要致困原因", "联系电话", "（不导入）",
    ]  # fmt: skip
    assert wizard.mapping.table.item(4, 1).text() == "13800000000、13800000001"
    click(wizard.go)
    first, second = shown(wizard)
    assert first[OUTCOME] == "新增"
    assert first[5] == "深度困难职工"
    assert second[OUTCOME] == "不能导入"
    assert "还差 15 位" in second[NOTE]
    assert "“低保户”是旧名称" in wizard.preview.notices.text() + "".join(
        str(each) for each in wizard._plan.main.notices
    )
    assert wizard.go.text() == "导入 1 条"
    assert office.count("household", Query()) == 0
    click(wizard.go)
    assert wizard.step == RESULT
    assert office.count("household", Query()) == 1
    assert "新增 1 条" in wizard.report.done.text()
    assert not wizard.report.list.horizontalScrollBar().isVisible()
    messages.target = tmp_path / "未导入.xlsx"
    click(wizard.report.save)
    page = load_workbook(messages.target).worksheets[0]
    assert [cell.value for cell in page[2]][:4] == ["身份证号：应为 18 位，还差 15 位", 4, "住户乙", "123"]
    click(wizard.report.undo)
    assert office.count("household", Query()) == 0
    assert "已撤销" in wizard.report.done.text()
    assert not wizard.report.undo.isEnabled()


def test_a_dropped_file_is_read_and_a_broken_one_gives_one_sentence(desk: Desk, roll: Path, tmp_path: Path) -> None:
    wizard = begun(desk)
    broken = tmp_path / "坏.xlsx"
    broken.write_bytes(b"PK\x03\x04 broken")
    for source in (broken, roll):
        content = QMimeData()
        content.setUrls([QUrl.fromLocalFile(str(source))])
        wizard.file.dropEvent(
            QDropEvent(
                QPointF(5, 5),
                Qt.DropAction.CopyAction,
                content,
                Qt.MouseButton.LeftButton,
                Qt.KeyboardModifier.NoModifier,
            )
        )
        wizard.file.background.wait()
        QApplication.processEvents()
        assert wizard.go.isEnabled() == (source is roll)
        assert wizard.file.sentence.isVisible() == (source is broken)
    assert wizard.file.file.text() == "名册.xlsx"


def test_another_sheet_and_another_row_of_heads_can_be_pointed_at(desk: Desk, tmp_path: Path) -> None:
    source = book(
        tmp_path / "两表.xlsx",
        甲表=[["户主姓名", "身份证号"], ["住户甲", GOOD]],
        乙表=[["说明", "一"], ["姓名栏", "证件栏"], ["住户乙", GOOD]],
    )
    wizard = begun(desk)
    read(wizard, source)
    assert wizard.file.sheet.currentText().startswith("甲表")
    wizard.file.sheet.setCurrentIndex(1)
    wizard.file.sheet.activated.emit(1)
    view = wizard.file.view
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(view.model().index(1, 0)).center())
    assert wizard.file.tables is not None
    assert wizard.file.tables.main.heads == ["姓名栏", "证件栏"]
    assert wizard.file.heads.currentText() == "第 2 行"
    click(wizard.go)
    assert [combo.currentText() for combo in wizard.mapping.combos] == ["（不导入）", "（不导入）"]
    assert "户主姓名、身份证号、困难类别" in wizard.mapping.missing.text()


def test_a_mapping_by_hand_is_saved_and_taken_for_the_same_heads_the_next_time(desk: Desk, roll: Path) -> None:
    wizard = begun(desk)
    read(wizard, roll)
    click(wizard.go)
    combo = wizard.mapping.combos[5]
    place = combo.findText("备注")
    combo.setCurrentIndex(place)
    combo.activated.emit(place)

    def answer() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, OneLineDialog)
        box.line.setText("街道的表")
        box.accept()

    QTimer.singleShot(0, answer)
    click(wizard.mapping.save)
    assert wizard.mapping.saved.currentText() == "街道的表"
    again = begun(desk)
    read(again, roll)
    click(again.go)
    assert again.mapping.saved.currentText() == "街道的表"
    assert again.mapping.combos[5].currentText() == "备注"
    click(again.mapping.forget)
    assert [again.mapping.saved.itemText(row) for row in range(again.mapping.saved.count())] == ["按栏目名称猜出"]


def test_a_field_given_to_another_column_leaves_the_one_it_had(desk: Desk, roll: Path) -> None:
    wizard = begun(desk)
    read(wizard, roll)
    click(wizard.go)
    phone, blood = wizard.mapping.combos[4], wizard.mapping.combos[5]
    place = blood.findText("联系电话")
    blood.setCurrentIndex(place)
    blood.activated.emit(place)
    assert (phone.currentText(), blood.currentText()) == ("（不导入）", "联系电话")


def test_old_and_new_stand_in_the_cells_that_would_change_and_counts_narrow_the_table(
    desk: Desk, office: Office, roll: Path
) -> None:
    raw = {"head": "住户甲", "id_number": GOOD, "category": "深度困难职工", "cause": "其他", "phone": "13911111111"}
    assert keep(office, "household", raw).record is not None
    wizard = begun(desk)
    read(wizard, roll)
    click(wizard.go)
    click(wizard.go)
    assert shown(wizard)[0][OUTCOME] == "已有未改"
    assert not wizard.go.isEnabled()
    wizard.preview.policy.setCurrentIndex(1)
    wizard.preview.policy.activated.emit(1)
    row = shown(wizard)[0]
    assert row[OUTCOME] == "修改"
    assert "13911111111 → 13800000000" in row
    assert "其他 → 患重特大疾病" in row
    click(wizard.preview.chips[Outcome.REFUSED])
    assert [each[OUTCOME] for each in shown(wizard)] == ["不能导入"]
    click(wizard.go)
    assert [each.text(each.ledger.get("phone")) for each in office.records("household", [1])] == ["13800000000"]


def test_a_damaged_id_is_matched_to_a_person_only_when_the_clerk_ticks_it(
    desk: Desk, office: Office, tmp_path: Path
) -> None:
    raw = {"head": "住户甲", "id_number": GOOD, "category": "深度困难职工", "cause": "其他", "phone": "13911111111"}
    assert keep(office, "household", raw).record is not None
    row = ["住户甲", int(GOOD), "深度困难职工", "其他", "13800000000", None]
    wizard = begun(desk)
    read(wizard, book(tmp_path / "坏号.xlsx", 表=[HEADS, row]))
    click(wizard.go)
    wizard.preview.policy.setCurrentIndex(1)
    click(wizard.go)
    (line,) = shown(wizard)
    assert line[OUTCOME] == "不能导入"
    assert "末位已丢失" in line[NOTE]
    assert "可能就是已登记的“住户甲”" in line[NOTE]
    assert not wizard.go.isEnabled()
    index = wizard.preview.model.index(0, NOTE)
    wizard.preview.table.setFocus()
    wizard.preview.table.setCurrentIndex(index)
    QTest.keyClick(wizard.preview.table, Qt.Key.Key_Space)
    assert shown(wizard)[0][OUTCOME] == "修改"
    click(wizard.go)
    (kept,) = office.records("household", office.ids("household", Query()))
    assert kept.values["id_number"] == GOOD
    assert kept.values["phone"] == "13800000000"


def test_cancelling_while_a_file_is_read_says_so_and_another_can_be_read(
    desk: Desk, roll: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wizard, gate = begun(desk), Event()

    def slow(source: Path) -> list[Sheet]:
        assert gate.wait(5)
        return read_sheets(source)

    monkeypatch.setattr(file_step, "read_sheets", slow)
    wizard.read(roll)
    box = wizard.file.findChild(QProgressDialog)
    assert isinstance(box, QProgressDialog)
    box.canceled.emit()
    gate.set()
    wizard.file.background.wait()
    QApplication.processEvents()
    assert wizard.file.sentence.text() == "已取消读取。"
    assert wizard.file.tables is None
    assert not wizard.go.isEnabled()
    read(wizard, roll)
    assert wizard.go.isEnabled()


def test_rows_that_give_rise_to_doubts_are_marked_and_can_be_shown_alone(
    desk: Desk, office: Office, tmp_path: Path
) -> None:
    rows = [["2026-02-05", "送温暖慰问", "节日慰问", f"职工{n}", amount] for n, amount in enumerate((500, 9000, 600))]
    source = book(tmp_path / "a.xlsx", 帮扶=[["日期", "类别", "项目", "对象", "金额"], *rows])
    wizard = begun(desk, "aid")
    read(wizard, source)
    click(wizard.go)
    click(wizard.go)
    assert wizard.preview.doubtful.text() == "有疑点 1"
    click(wizard.preview.doubtful)
    ((number, outcome, note, *_),) = shown(wizard)
    assert (number, outcome) == ("3", "新增")
    assert "超过每人次上限 3,000.00 元" in note
    assert wizard.go.text() == "导入 3 条"
    click(wizard.go)
    assert office.count("aid", Query()) == 3


def test_cancelling_half_way_leaves_nothing_and_the_undo_half_way_everything(
    desk: Desk, office: Office, messages: RecordedMessages, roll: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wizard = begun(desk)
    read(wizard, roll)
    click(wizard.go)
    click(wizard.go)
    monkeypatch.setattr(wizard_module.Patience, "step", lambda self, done, total: False)
    click(wizard.go)
    assert wizard.step == PREVIEW
    assert wizard.sentence.text() == "已取消，什么也没有写入。"
    assert office.count("household", Query()) == 0
    monkeypatch.undo()
    click(wizard.go)
    assert office.count("household", Query()) == 1
    monkeypatch.setattr(wizard_module.Patience, "step", lambda self, done, total: False)
    click(wizard.report.undo)
    assert messages.said == ["已取消，什么都没有改动。"]
    assert office.count("household", Query()) == 1
    monkeypatch.undo()
    click(wizard.report.undo)
    assert office.count("household", Query()) == 0


def test_the_progress_is_told_in_words_beside_the_bar(desk: Desk) -> None:
    with Patience("导入", begun(desk)) as patience:
        assert patience.step(44, 176)
        assert patience.box.labelText() == "导入… 25%"
        assert patience.box.minimumWidth() >= 360
        click(patience.box.findChildren(QPushButton)[0])
        assert not patience.step(45, 176)


def test_family_members_in_repeated_columns_are_shown_and_come_with_their_household(
    desk: Desk, office: Office, tmp_path: Path
) -> None:
    heads = [*HEADS[:4], "家庭成员1姓名", "家庭成员1关系", "家庭成员2姓名", "家庭成员2关系"]
    rows = [heads, ["住户甲", GOOD, "深度困难职工", "其他", "妻甲", "妻子", "子甲", "儿子"]]
    wizard = begun(desk)
    read(wizard, book(tmp_path / "一户一行.xlsx", 表=rows))
    click(wizard.go)
    assert wizard.mapping.combos[6].currentText() == "家庭成员2：姓名"
    click(wizard.go)
    assert [line[NOTE] for line in shown(wizard)][1:] == ["妻甲，配偶", "子甲，子"]
    assert wizard.go.text() == "导入 3 条"
    click(wizard.go)
    (household,) = office.ids("household", Query())
    assert [each.label for each in office.children("family", household)] == ["妻甲", "子甲"]
    click(wizard.report.undo)
    assert office.count("household", Query()) == office.count("family", Query()) == 0


def pasted_into(window: MainWindow, hand: Hand, text: str, html: str = "") -> list[tuple[int, str]]:
    """Paste, import what the preview shows; gives the step at which the box opened, and its sentence."""
    content = QMimeData()
    content.setText(text)
    if html:
        content.setHtml(html)
    QGuiApplication.clipboard().setMimeData(content)
    window.show_page("会员名册")
    window.pane_of("member").table.setFocus()
    seen: list[tuple[int, str]] = []

    def look() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, ImportWizard)
        seen.append((box.step, box.file.sentence.text()))
        if box.step == PREVIEW:
            click(box.go)
        box.reject()

    QTimer.singleShot(0, look)
    hand.press(Key.Key_V, CTRL)
    return seen


def test_rows_copied_in_excel_are_pasted_into_a_ledger_through_the_preview(
    window: MainWindow, hand: Hand, office: Office
) -> None:
    html = (
        "<html><style>td {x}</style><table><tr><td>姓名</td><td>性别</td><td>手机</td></tr>"
        "<tr><td>职工甲</td><td>女</td><td>13800000000</td></tr></table></html>"
    )
    assert pasted_into(window, hand, "没有\t用到", html) == [(PREVIEW, "")]
    (record,) = office.records("member", office.ids("member", Query()))
    assert (record.label, record.values["phone"]) == ("职工甲", "13800000000")


def test_pasted_rows_without_heads_are_read_as_the_columns_in_sight(
    window: MainWindow, hand: Hand, office: Office
) -> None:
    window.show_page("会员名册")
    columns = window.pane_of("member").table.columns.shown()
    cells = {"name": "职工乙", "gender": "男"}
    line = "\t".join(cells.get(each.key, "") for each in columns)
    assert pasted_into(window, hand, f"{line}\r\n") == [(PREVIEW, "")]
    (record,) = office.records("member", office.ids("member", Query()))
    assert (record.label, record.values["gender"]) == ("职工乙", "男")


def test_a_clipboard_without_rows_says_so(window: MainWindow, hand: Hand, office: Office) -> None:
    ((step, sentence),) = pasted_into(window, hand, "")
    assert step == FILE
    assert "剪贴板里没有表格内容" in sentence
    assert office.count("member", Query()) == 0

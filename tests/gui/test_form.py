from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from tests.gui.hand import CTRL, Hand, Key, RecordedMessages, commit, compose
from tests.invented_values import id_number
from unionoffice.domain.capital_amount import capital_amount
from unionoffice.domain.ledger import Record
from unionoffice.domain.query import Query
from unionoffice.gui.desk import Desk
from unionoffice.gui.ledger.child_grid import ChildGrid
from unionoffice.gui.ledger.choice_editors import ChoiceEditor, ChoicesEditor
from unionoffice.gui.ledger.date_editor import DateEditor
from unionoffice.gui.ledger.files_editor import FilesEditor
from unionoffice.gui.ledger.form import DROP, SAVE, STAY, RecordForm
from unionoffice.gui.ledger.line_editors import MoneyEditor, RecalledTextEditor
from unionoffice.gui.ledger.parent_form import ParentForm, form_for
from unionoffice.gui.ledger.ref_editor import RefEditor
from unionoffice.gui.main_window import MainWindow
from unionoffice.ledgers import ALL, BY_KEY, STANDARD
from unionoffice.usecases.keep_record import keep
from unionoffice.usecases.office import Office

Open = Callable[[str], RecordForm]


@pytest.fixture
def opened(desk: Desk) -> Iterator[Open]:
    made: list[RecordForm] = []

    def make(ledger: str) -> RecordForm:
        form = form_for(desk, BY_KEY[ledger])
        made.append(form)
        form.resize(320, 700)
        form.show()
        form.activateWindow()
        QApplication.processEvents()
        form.begin()
        return form

    yield make
    for form in made:
        form.is_dirty = False
        form.close()
        form.deleteLater()
    QApplication.processEvents()


def added(office: Office, ledger: str, **raw: object) -> Record:
    record = keep(office, ledger, raw).record
    assert record is not None
    return record


def write(form: RecordForm, key: str, words: str) -> None:
    editor = form.fields.editors[key]
    line = getattr(editor, "line", None) or getattr(editor, "text", None) or editor.combo.lineEdit()  # type: ignore[attr-defined]
    line.selectAll()
    commit(line, words)


def sentence(form: RecordForm, key: str) -> str:
    shown = form.fields.sentences[key]
    return shown.text() if not shown.isHidden() else ""


@pytest.mark.parametrize("ledger", [each.key for each in ALL])
def test_every_ledger_has_a_form_with_all_its_fields(ledger: str, opened: Open) -> None:
    form = opened(ledger)
    assert set(form.fields.editors) == set(form.ledger.by_key)


@pytest.mark.parametrize("ledger", [each.key for each in ALL])
def test_an_untouched_record_would_be_kept_unchanged(ledger: str, opened: Open, office: Office) -> None:
    samples = {
        "when": "2026-03-27/2026-03-29",
        "figures": "参赛队 22 支；拆迁 ？户",
        "note": "一\n二",
        "amount": "1200.5",
        "id_number": "110105198001010016",
    }
    form = opened(ledger)
    raw: dict[str, object] = dict(office.suggestion(ledger))
    for each in form.ledger.fields:
        if each.required or each.key in samples:
            raw[each.key] = samples.get(each.key) or _sample(office, each.kind, each.key)
    kept = keep(office, ledger, raw)
    assert kept.record is not None, kept.problems
    record = office.record(ledger, kept.record.id)
    form.show_record(record)
    assert form.raw() == {}
    assert not form.is_dirty


def _sample(office: Office, kind: object, key: str) -> object:
    if hasattr(kind, "ledger"):
        return _some_record(office, kind.ledger)
    labels = office.codebook[getattr(kind, "codes", "")].labels
    return labels[0] if labels else {"手机号码": "1"}.get(key, "13800000000" if key == "phone" else "2026")


def _some_record(office: Office, ledger: str) -> object:
    ids = office.ids(ledger, Query())
    if not ids:
        raw = {each.key: _sample(office, each.kind, each.key) for each in BY_KEY[ledger].fields if each.required}
        ids = [added(office, ledger, **{**raw, "id_number": "110105198001010016"} if "id_number" in raw else raw).id]
    return office.link(ledger, ids[0])


def test_a_wrong_id_number_is_named_under_its_field_when_it_is_left(opened: Open) -> None:
    form = opened("member")
    form.fields.editors["id_number"].setFocus()
    write(form, "id_number", "1101051980010100")
    form.fields.editors["phone"].setFocus()
    QApplication.processEvents()
    assert sentence(form, "id_number") == "应为 18 位，还差 2 位"
    assert form.fields.sentences["id_number"].property("role") == "error"
    assert sentence(form, "name") == ""


def test_a_doubt_is_shown_in_another_colour_and_kept(opened: Open, office: Office) -> None:
    form = opened("aid")
    for key, words in {
        "kind": "生活救助",
        "class": "帮扶救助",
        "per_amount": "300",
        "persons": "4",
        "amount": "1000",
    }.items():
        write(form, key, words)
    assert form.save_record()
    assert "1,200.00" in sentence(form, "amount")
    assert form.fields.sentences["amount"].property("role") == "warn"
    assert office.count("aid", Query()) == 1


def test_what_is_doubted_is_in_sight_once_it_is_saved(window: MainWindow, hand: Hand, office: Office) -> None:
    added(office, "poverty_line", year="2026", monthly="800")
    window.show_page("困难帮扶台账")
    pane = window.pane_of("household")
    pane.new()
    raw = {"head": "户主甲", "id_number": "110105198001010016", "cause": "其他", "category": "相对困难职工"}
    for key, words in (raw | {"income_year": "12000", "size": "2"}).items():
        pane.form.fields.go_to(key)
        hand.write(words)
    hand.press(Key.Key_S, CTRL)
    told = pane.form.fields.sentences["category"]
    assert "一般为深度困难职工" in told.text()
    assert not told.visibleRegion().isEmpty()
    assert window.toast.sentence.text() == "已保存，请核对困难类别"
    assert pane.form.fields.editors["size"].isAncestorOf(hand.focus())


def test_what_follows_from_another_field_is_not_missed_before_that_one_was_left(opened: Open) -> None:
    form = opened("member")
    write(form, "name", "职工甲")
    for key in ("gender", "nation", "id_number", "phone"):
        form.fields.go_to(key)
        QApplication.processEvents()
        assert sentence(form, "gender") == ("必填" if key == "phone" else "")
    write(form, "id_number", "110105198001010016")
    form.fields.go_to("id_number")
    form.fields.go_to("phone")
    assert sentence(form, "gender") == ""
    assert form.fields.editors["gender"].raw() == "男"


def test_what_is_lent_costs_nothing_from_the_choice_on(opened: Open) -> None:
    form = opened("item")
    for key, words in {"quantity": "2", "price": "150"}.items():
        form.fields.go_to(key)
        write(form, key, words)
    form.fields.go_to("tenure")
    amounts = []
    for words in ("购", "借", "购", "借"):
        write(form, "tenure", words)
        amounts.append(form.fields.editors["amount"].raw())
    assert amounts == ["300.00", "", "300.00", ""]


def test_saving_goes_to_the_first_field_that_blocks(opened: Open, office: Office) -> None:
    form = opened("work_log")
    write(form, "category", "劳动竞赛")
    write(form, "headcount", "12人次")
    assert not form.save_record()
    assert sentence(form, "title") == "必填"
    assert "单位" in sentence(form, "headcount")
    assert form.fields.editors["title"].isAncestorOf(QApplication.focusWidget())
    assert office.count("work_log", Query()) == 0


def test_a_second_record_with_the_same_id_number_is_refused_in_words(opened: Open, office: Office) -> None:
    raw = {
        "name": "职工甲",
        "id_number": "110105198001010016",
        "phone": "13800000000",
        "unit": "细纱车间",
        "joined_on": "2020",
    }
    added(office, "member", **raw)
    form = opened("member")
    for key, words in (raw | {"name": "职工乙"}).items():
        write(form, key, words)
    assert not form.save_record()
    assert "不能重复" in sentence(form, "id_number")


def test_enter_goes_on_to_the_next_field_but_not_while_composing(opened: Open) -> None:
    form = opened("work_log")
    title = form.fields.editors["title"]
    title.setFocus()
    compose(QApplication.focusWidget(), "gong")
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Return)
    assert title.isAncestorOf(QApplication.focusWidget())
    commit(QApplication.focusWidget(), "工会")
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Return)
    assert form.fields.editors["category"].isAncestorOf(QApplication.focusWidget())
    assert title.raw() == "工会"
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Return)
    assert form.fields.editors["content"].isAncestorOf(QApplication.focusWidget())


def test_ctrl_enter_keeps_and_begins_the_next_record(opened: Open, office: Office) -> None:
    form = opened("work_log")
    asked: list[bool] = []
    form.kept.connect(lambda record, another: asked.append(another))
    write(form, "title", "示例事项")
    write(form, "category", "劳动竞赛")
    form.fields.go_to("title")
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Return, CTRL)
    assert asked == [True]
    assert office.count("work_log", Query()) == 1


@pytest.mark.parametrize(("answer", "may_go", "count"), [(SAVE, True, 1), (DROP, True, 0), (STAY, False, 0)])
def test_unsaved_words_are_asked_about(
    answer: str, may_go: bool, count: int, opened: Open, office: Office, messages: RecordedMessages
) -> None:
    form = opened("work_log")
    write(form, "title", "示例事项")
    write(form, "category", "劳动竞赛")
    messages.answers = [answer]
    assert form.may_leave() is may_go
    assert office.count("work_log", Query()) == count


def test_a_form_that_was_only_looked_at_asks_nothing(opened: Open, messages: RecordedMessages) -> None:
    form = opened("work_log")
    form.leave()
    assert messages.said == []


def test_a_record_changed_elsewhere_is_not_overwritten(
    opened: Open, office: Office, messages: RecordedMessages
) -> None:
    record = added(office, "work_log", title="旧", category="劳动竞赛")
    form = opened("work_log")
    form.show_record(record)
    keep(office, "work_log", {"title": "别人改的"}, record)
    write(form, "title", "我改的")
    assert not form.save_record()
    assert "已被修改" in messages.said[0]
    assert office.record("work_log", record.id).label == "别人改的"
    assert form.fields.editors["title"].raw() == "我改的"


def test_date_keys_move_a_written_date_and_leave_other_words_alone(opened: Open) -> None:
    editor = opened("work_log").fields.editors["when"]
    assert isinstance(editor, DateEditor)
    line = editor.line
    line.clear()
    QTest.keyClick(line, "t")
    assert line.text() == "2026-07-03"
    QTest.keyClick(line, "-")
    QTest.keyClick(line, Key.Key_PageUp)
    assert line.text() == "2026-06-02"
    QTest.keyClick(line, "+")
    QTest.keyClick(line, Key.Key_PageDown)
    assert line.text() == "2026-07-03"
    line.setText("2026-01-31")
    QTest.keyClick(line, Key.Key_PageDown)
    assert line.text() == "2026-02-28"
    line.setText("6")
    QTest.keyClick(line, "-")
    QTest.keyClick(line, "5")
    assert line.text() == "6-5"
    line.setText("9999-12-31")
    QTest.keyClick(line, "+")
    assert line.text() == "9999-12-31"


def test_a_date_in_clerks_words_is_written_out_when_it_is_left(opened: Open) -> None:
    form = opened("work_log")
    form.fields.editors["when"].setFocus()
    write(form, "when", "3月27至29日")
    form.fields.editors["title"].setFocus()
    QApplication.processEvents()
    assert form.fields.editors["when"].raw() == "2026-03-27至2026-03-29"


def test_an_amount_shows_its_capital_figures(opened: Open) -> None:
    editor = opened("aid").fields.editors["amount"]
    assert isinstance(editor, MoneyEditor)
    editor.show_raw("12800")
    assert editor.capitals.text() == "壹万贰仟捌佰元整"
    assert editor.line.alignment() & Qt.AlignmentFlag.AlignRight
    editor.show_raw("若干")
    assert editor.capitals.isHidden()


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "零元整"),
        ("0.05", "伍分"),
        ("0.50", "伍角整"),
        ("1.05", "壹元零伍分"),
        ("10", "壹拾元整"),
        ("1001", "壹仟零壹元整"),
        ("10010", "壹万零壹拾元整"),
        ("100000", "壹拾万元整"),
        ("452300", "肆拾伍万贰仟叁佰元整"),
        ("100000001", "壹亿零壹元整"),
        ("1680.32", "壹仟陆佰捌拾元叁角贰分"),
        ("107000.53", "壹拾万柒仟元伍角叁分"),
        ("200000000", "贰亿元整"),
    ],
)
def test_capital_figures_are_those_of_the_payment_rules(amount: str, words: str) -> None:
    assert capital_amount(Decimal(amount)) == words


def test_part_of_a_label_is_enough_for_a_choice(opened: Open) -> None:
    form = opened("work_log")
    editor = form.fields.editors["category"]
    assert isinstance(editor, ChoiceEditor)
    editor.setFocus()
    write(form, "category", "文明")
    editor.combo.lineEdit().editingFinished.emit()
    assert editor.raw() == "重点项目-文明施工"
    write(form, "category", "宣传")
    editor.combo.lineEdit().editingFinished.emit()
    assert editor.raw() == "宣传"


def test_a_growing_list_takes_new_words_as_they_are(opened: Open, office: Office) -> None:
    form = opened("aid")
    write(form, "class", "职工福利")
    write(form, "kind", "体")
    form.fields.editors["kind"].combo.lineEdit().editingFinished.emit()  # type: ignore[attr-defined]
    assert form.save_record()
    assert "体" in office.codebook["aid_kind"].labels


def test_the_wheel_does_not_turn_a_choice_that_is_not_in_use(opened: Open) -> None:
    form = opened("work_log")
    editor = form.fields.editors["nature"]
    assert isinstance(editor, ChoiceEditor)
    from PySide6.QtCore import QPoint, QPointF
    from PySide6.QtGui import QWheelEvent

    event = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(editor.combo, event)
    assert editor.raw() == "完成"


def test_several_causes_are_ticked_in_a_menu(opened: Open) -> None:
    editor = opened("household").fields.editors["causes"]
    assert isinstance(editor, ChoicesEditor)
    menu = editor.menu()
    actions = {each.text(): each for each in menu.actions()}
    actions["子女上学"].trigger()
    actions["意外事故"].trigger()
    assert editor.raw() == "子女上学、意外事故"
    actions["子女上学"].trigger()
    assert editor.raw() == "意外事故"


def test_a_member_is_found_by_pinyin_initials(opened: Open, office: Office) -> None:
    raw = {"id_number": "110105198001010016", "phone": "13800000000", "unit": "细纱车间", "joined_on": "2020"}
    member = added(office, "member", name="曾示例", **raw)
    form = opened("household")
    editor = form.fields.editors["member"]
    assert isinstance(editor, RefEditor)
    editor.setFocus()
    commit(editor.line, "zsl")
    completer = editor.line.completer()
    assert completer.completionModel().index(0, 0).data() == "曾示例"
    completer.activated.emit("曾示例")
    editor.line.setText("曾示例")
    assert editor.raw() == office.link("member", member.id)


def test_earlier_entries_are_offered(opened: Open, office: Office) -> None:
    added(office, "work_log", title="示例事项", category="劳动竞赛", place="第一会议室")
    editor = opened("work_log").fields.editors["place"]
    assert isinstance(editor, RecalledTextEditor)
    commit(editor.line, "会议")
    assert editor.line.completer().completionModel().index(0, 0).data() == "第一会议室"


def test_a_file_is_attached_and_taken_away(
    opened: Open, office: Office, messages: RecordedMessages, tmp_path: Path
) -> None:
    photo = tmp_path / "照片.jpg"
    photo.write_bytes(b"not really a photo")
    messages.files = [photo]
    form = opened("work_log")
    write(form, "title", "示例事项")
    write(form, "category", "劳动竞赛")
    editor = form.fields.editors["files"]
    assert isinstance(editor, FilesEditor)
    editor.add.click()
    assert form.save_record()
    kept = office.record("work_log", office.ids("work_log", Query())[0])
    assert [each.file_name for each in kept.values["files"]] == ["照片.jpg"]
    editor.names.setCurrentRow(0)
    editor.remove.click()
    assert form.save_record()
    assert "files" not in office.record("work_log", kept.id).values


@pytest.mark.parametrize("parent", [each.key for each in ALL if STANDARD.children_of(each)])
def test_children_wait_until_their_parent_is_kept(parent: str, opened: Open) -> None:
    form = opened(parent)
    assert isinstance(form, ParentForm)
    assert [grid.ledger for grid in form.grids] == list(STANDARD.children_of(BY_KEY[parent]))
    assert not any(form.tabs.isTabEnabled(place) for place in range(1, form.tabs.count()))


def test_a_prize_is_added_to_its_event_through_its_own_form(opened: Open, office: Office) -> None:
    event = added(office, "event", title="示例比武", type="竞赛比武")
    form = opened("event")
    assert isinstance(form, ParentForm)
    form.show_record(event)
    grid = next(each for each in form.grids if each.ledger.key == "prize")
    assert isinstance(grid, ChildGrid)
    dialog = grid.dialog()
    dialog.show()
    dialog.show_record(None)
    write(dialog.form, "grade", "一等奖")
    write(dialog.form, "amount", "500")
    assert "event" not in dialog.form.fields.editors
    assert dialog.form.save_record()
    assert not dialog.isVisible()
    assert [each.text(each.ledger.get("grade")) for each in office.children("prize", event.id)] == ["一等奖"]
    assert form.tabs.tabText(form.tabs.indexOf(grid)) == "获奖 1"
    grid.table.go_to_row(0)
    grid.remove()
    assert office.children("prize", event.id) == []


def test_labels_never_take_data_for_markup(opened: Open, office: Office) -> None:
    record = added(office, "work_log", title="<b>粗</b><img src=x>", category="劳动竞赛", no="<i>1</i>")
    form = opened("work_log")
    form.show_record(record)
    assert form.number.text() == "<i>1</i>"
    assert {each.textFormat() for each in form.findChildren(QLabel)} == {Qt.TextFormat.PlainText}
    assert form.fields.editors["title"].raw() == "<b>粗</b><img src=x>"


def test_today_is_the_offices_day_in_a_new_record(opened: Open, office: Office) -> None:
    assert opened("work_log").fields.editors["when"].raw() == date(2026, 7, 3).isoformat()
    assert QGuiApplication.platformName() == "offscreen"


def test_choosing_a_member_fills_what_is_still_empty(opened: Open, office: Office) -> None:
    raw = {"name": "职工甲", "id_number": "110105198001010016", "phone": "13800000000", "unit": "甲班"}
    member = added(office, "member", **raw, joined_on="2020年5月")
    form = opened("household")
    write(form, "phone", "13900000000")
    write(form, "member", "职工甲")
    editor = form.fields.editors["member"]
    assert isinstance(editor, RefEditor)
    editor._completer.activated.emit(office.link("member", member.id).label)
    shown = {key: form.fields.editors[key].raw() for key in ("head", "id_number", "phone", "gender")}
    assert shown == {"head": "职工甲", "id_number": "110105198001010016", "phone": "13900000000", "gender": "男"}


def test_what_follows_is_shown_while_typing_and_follows_until_the_clerk_writes_there(
    opened: Open, office: Office
) -> None:
    form = opened("household")

    def leave(key: str, words: str) -> None:
        form.fields.go_to(key)
        if words:
            write(form, key, words)
        else:
            line = form.fields.editors[key].line  # type: ignore[attr-defined]
            line.selectAll()
            QTest.keyClick(line, Key.Key_Backspace)
        if (popup := QApplication.activePopupWidget()) is not None:
            popup.hide()
            form.activateWindow()
        form.fields.go_to("note")
        QApplication.processEvents()

    def shown(*keys: str) -> list[object]:
        return [form.fields.editors[key].raw() for key in keys]

    leave("id_number", id_number(date(1990, 2, 28), 124))
    assert shown("gender", "born_on") == ["女", "1990-02-28"]
    leave("id_number", id_number(date(1985, 7, 3), 101))
    assert shown("gender", "born_on") == ["男", "1985-07-03"]
    leave("gender", "女")
    assert "表明是“男”" in sentence(form, "gender")
    leave("id_number", "")
    assert shown("gender", "born_on") == ["女", ""]
    leave("income_year", "36000")
    leave("size", "3")
    assert shown("per_head", "per_head_net") == ["1,000.00", "1,000.00"]
    # (36,000 − 7,200) ÷ 12 ÷ 3
    leave("cost_illness", "7200")
    assert shown("per_head", "per_head_net") == ["1,000.00", "800.00"]
    leave("size", "")
    assert shown("per_head", "per_head_net") == ["", ""]

    form = opened("aid")
    leave("persons", "40")
    leave("per_amount", "200")
    assert shown("amount") == ["8,000.00"]
    leave("per_amount", "150.5")
    assert shown("amount") == ["6,020.00"]
    write(form, "kind", "其他")
    write(form, "class", "职工福利")
    assert form.save_record()
    assert office.record("aid", office.ids("aid", Query())[0]).values["amount"] == Decimal("6020")

from __future__ import annotations

import ast
import logging
import re
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QThread, QTimer
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.hand import RecordedMessages
from unionoffice.domain.period import half_year
from unionoffice.domain.query import Query
from unionoffice.errors import OfficeError
from unionoffice.gui import crash
from unionoffice.gui.application import AT_LEISURE, run_window
from unionoffice.gui.background import Background
from unionoffice.gui.commands import COMMANDS
from unionoffice.gui.crash import CrashBox
from unionoffice.gui.desk import Desk
from unionoffice.gui.dialogs.export_dialog import ExportDialog
from unionoffice.gui.dialogs.first_start import FirstStart
from unionoffice.gui.dialogs.help_dialog import HelpDialog
from unionoffice.gui.dialogs.settings_dialog import SettingsDialog
from unionoffice.gui.main_window import MainWindow
from unionoffice.gui.messages import WindowMessages
from unionoffice.gui.preload import Preload
from unionoffice.gui.preview_dialog import PreviewDialog
from unionoffice.gui.rail import ICONS
from unionoffice.gui.shots import take_shots
from unionoffice.gui.theme import DARK, LIGHT, Look, look_of, style_sheet
from unionoffice.ledgers import BY_KEY
from unionoffice.paths import RESOURCES
from unionoffice.reports.embedded_font import EmbeddedFont
from unionoffice.usecases.back_up import backups
from unionoffice.usecases.draft_summary import paper
from unionoffice.usecases.keep_record import keep
from unionoffice.usecases.last_office import last_office
from unionoffice.usecases.office import REVIEWER, TELEPHONE, Office
from unionoffice.usecases.official_sheet import official_sheet
from unionoffice.usecases.page_pictures import count_pages

GUI = Path(__file__).parents[2] / "unionoffice" / "gui"


@pytest.fixture
def busy(office: Office) -> Office:
    keep(
        office,
        "event",
        {
            "title": "示例<b>晚会</b>",
            "type": "文体",
            "when": "2026-04-28",
            "headcount": "300",
            "figures": "印发资料 ？份",
        },
    )
    keep(
        office,
        "aid",
        {"class": "帮扶救助", "kind": "生活救助", "recipient": "患病职工", "amount": "800", "when": "2026-03-01"},
    )
    keep(office, "work_log", {"title": "示例事项", "category": "劳动竞赛", "when": "2026-03-02"})
    return office


def test_a_number_on_the_first_page_opens_what_it_counts(window: MainWindow, busy: Office) -> None:
    window.show_page("首页")
    home = window.pages["首页"]
    assert home.numbers["event"].text() == "1"
    assert home.numbers["aid"].text() == "1"
    home.numbers["aid"].click()
    assert window.stack.currentWidget() is window.pages["困难帮扶台账"]
    assert window.pages["困难帮扶台账"].panes[1].filters.period.currentText() == "2026年上半年"


def test_the_first_page_counts_anew_when_something_is_written(window: MainWindow, busy: Office) -> None:
    window.show_page("首页")
    keep(busy, "event", {"title": "第二场", "type": "文体", "when": "2026-05-28"})
    window.desk.written.emit("event")
    assert window.pages["首页"].numbers["event"].text() == "2"


def test_the_summary_is_written_in_both_forms(
    window: MainWindow, busy: Office, messages: RecordedMessages, tmp_path: Path
) -> None:
    window.show_page("半年总结")
    page = window.pages["半年总结"]
    for made, name, start in ((page.pdf, "总结.pdf", b"%PDF"), (page.word, "总结.docx", b"PK")):
        messages.target = tmp_path / name
        made.click()
        assert messages.target.read_bytes().startswith(start)
    assert messages.said == []


def test_the_preview_shows_every_page(desk: Desk, busy: Office, window: MainWindow) -> None:
    window.show_page("半年总结")
    pdf = paper(window.pages["半年总结"].draft)[0]
    dialog = PreviewDialog("示例总结", pdf, ["甲字没有字体"])
    pages = count_pages(pdf)
    assert dialog.windowTitle() == f"示例总结 · 共 {pages} 页"
    assert dialog.pages == pages >= 1


def test_an_export_holds_what_was_chosen(desk: Desk, busy: Office, messages: RecordedMessages, tmp_path: Path) -> None:
    messages.target = tmp_path / "帮扶.xlsx"
    dialog = ExportDialog(desk, BY_KEY["aid"], Query(period=half_year(2026, 1)), [])
    assert [dialog.scope.itemText(row) for row in range(dialog.scope.count())] == ["全部（1 条）", "筛选结果（1 条）"]
    assert not dialog.caution.isHidden()
    dialog.profile.setCurrentIndex(2)
    assert dialog.caution.isHidden()
    dialog.accept()
    assert messages.target.read_bytes().startswith(b"PK")


def test_settings_are_kept_and_shown_at_once(desk: Desk, office: Office, window: MainWindow) -> None:
    dialog = SettingsDialog(desk)
    dialog.size_choice.setCurrentIndex(dialog.size_choice.findData(18))
    dialog.theme.setCurrentIndex(dialog.theme.findData("dark"))
    dialog.name.setText("改名工会")
    dialog.reviewer.setText(" 审核甲 ")
    dialog.telephone.setText("0712-1234567")
    dialog.accept()
    assert [office.setting(key) for key in (REVIEWER, TELEPHONE)] == ["审核甲", "0712-1234567"]
    assert desk.look == Look(DARK, 18)
    assert office.name == "改名工会"
    assert window.rail.office_name.text() == "改名工会"
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    assert application.font().pixelSize() == 18
    dialog = SettingsDialog(desk)
    dialog.size_choice.setCurrentIndex(dialog.size_choice.findData(14))
    dialog.theme.setCurrentIndex(dialog.theme.findData("light"))
    dialog.accept()
    assert desk.look == Look(LIGHT, 14)


def test_an_office_keeps_its_name(desk: Desk, office: Office) -> None:
    dialog = SettingsDialog(desk)
    dialog.name.setText("  ")
    dialog.accept()
    assert not dialog.sentence.isHidden()
    assert office.name == "示例厂工会"


def test_the_first_start_makes_an_office(qapp: QApplication, tmp_path: Path) -> None:
    dialog = FirstStart(RecordedMessages(), tmp_path / "新台账")
    dialog.accept()
    assert dialog.office is None
    assert not dialog.sentence.isHidden()
    dialog.name.setText("示例工会")
    assert dialog.sentence.isHidden(), "what was wrong is put right"
    dialog.template.setCurrentText("学校")
    dialog.accept()
    assert dialog.office is not None
    assert dialog.office.name == "示例工会"
    assert not dialog.has_password
    dialog.office.close(back_up=False)


def test_the_help_is_there_without_any_network(desk: Desk) -> None:
    dialog = HelpDialog(desk)
    for row in range(dialog.names.count()):
        dialog.names.setCurrentRow(row)
        assert dialog.text.toPlainText().strip()


def test_a_crash_names_no_data(qapp: QApplication, caplog: pytest.LogCaptureFixture) -> None:
    messages = RecordedMessages()
    try:
        raise ValueError("职工甲 110105198001010016")
    except ValueError as error:
        with caplog.at_level(logging.ERROR):
            CrashBox(messages).handle(type(error), error, error.__traceback__)
    assert messages.said == [crash.SENTENCE]
    assert "110105198001010016" not in caplog.text
    assert "test_a_crash_names_no_data" in caplog.text


def test_background_work_runs_elsewhere_and_answers_in_the_main_thread(window: MainWindow, qtbot: object) -> None:
    results: list[object] = []
    main = QThread.currentThread()
    background = Background(window)
    background.run(
        "排版",
        lambda progress: (QThread.currentThread() is main, progress.step(1, 2)),
        lambda result: results.append((result, QThread.currentThread() is main)),
        results.append,
    )
    qtbot.waitUntil(lambda: bool(results), timeout=20_000)  # type: ignore[attr-defined]
    assert results == [((False, True), True)]


def test_background_work_that_fails_says_so_in_a_sentence(window: MainWindow, qtbot: object) -> None:
    results: list[str] = []

    def fail(progress: object) -> None:
        raise OfficeError("磁盘已满。")

    Background(window).run("排版", fail, lambda result: None, results.append)
    qtbot.waitUntil(lambda: bool(results), timeout=20_000)  # type: ignore[attr-defined]
    assert results == ["磁盘已满。"]


@pytest.mark.parametrize("px", [12, 14, 20])
@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_the_style_sheet_leaves_nothing_open(px: int, colours: dict[str, str]) -> None:
    sheet = style_sheet(Look(colours, px))
    assert "${" not in sheet
    assert re.search(r"^\s*\*\s*\{", sheet, re.MULTILINE) is None


def test_both_palettes_name_the_same_colours() -> None:
    assert LIGHT.keys() == DARK.keys()
    assert look_of("dark", 99).px == 20
    assert look_of("light", 1).px == 12


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("colours", [LIGHT, DARK])
@pytest.mark.parametrize(
    ("ink", "ground", "least"),
    [
        ("text", "bg", 4.5),
        ("second", "surface", 4.5),
        ("error_text", "error_tint", 4.5),
        ("warn", "surface", 4.5),
        ("on_accent", "accent", 4.5),
        ("accent", "tint", 3),  # the open page: large and bold
    ],
)
def test_words_stand_out_from_their_ground(ink: str, ground: str, least: float, colours: dict[str, str]) -> None:
    light, dark = sorted((_luminance(colours[ink]), _luminance(colours[ground])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= least


def test_every_page_has_its_icon() -> None:
    assert all((RESOURCES / "icons" / f"{name}.svg").is_file() for name in ICONS.values())


def test_no_raw_label_or_box_stands_in_the_window() -> None:
    raw = []
    for path in GUI.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in ("QLabel", "QMessageBox")
            ):
                raw.append(path.name)
    assert sorted(set(raw)) == ["messages.py", "plain_widgets.py"]


def test_a_void_call_loses_no_reference_to_none(qapp: QApplication) -> None:
    line = QLineEdit()
    before = sys.getrefcount(None)
    for _ in range(400):
        line.setText("职工甲")
    assert sys.getrefcount(None) > before - 100


HEAVY = (
    *("openpyxl", "reportlab", "docx", "pypdfium2", "python_calamine", "pypinyin", "lxml", "PIL", "hypothesis"),
    *("sqlite_utils", "unionoffice.rules.all", "unionoffice.usecases.compliance", "unionoffice.domain.one_line_entry"),
    *("unionoffice.usecases.reminders", "unionoffice.usecases.signed_summary", "unionoffice.usecases.drafts"),
    *("unionoffice.summary.half_year", "unionoffice.checking", "unionoffice.reports", "unionoffice.exchange"),
)


def test_nothing_heavy_is_imported_before_the_first_paint(office: Office, tmp_path: Path) -> None:
    office.close(back_up=False)
    script = f"""
import sys
from pathlib import Path
from unionoffice.gui.application import prepared_application
from unionoffice.gui.desk import Desk
from unionoffice.gui.main_window import MainWindow
from unionoffice.gui.messages import WindowMessages
from unionoffice.gui.size_and_theme import remembered_look
from unionoffice.usecases.open_office import open_office
application = prepared_application()
office = open_office(Path({str(tmp_path / "office")!r}))
window = MainWindow(Desk(office, WindowMessages(), remembered_look(office)))
window.show_page("首页")
window.show_page("工作日志")
window.show_page("会员名册")
window.show()
application.processEvents()
print(sorted(set(sys.modules) & set({HEAVY!r})))
office.close(back_up=False)
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=GUI.parents[1], check=True
    )
    assert done.stdout.strip() == "[]"


def test_what_later_clicks_need_is_loaded_a_little_at_a_time(
    busy: Office, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = QObject()
    stopped = Preload(busy, owner)
    stopped.start(0)
    stopped.stop()
    preload = Preload(busy, owner)
    preload.start(0)
    qtbot.waitUntil(lambda: preload.is_done, timeout=20_000)
    assert "library" in vars(busy.file.db)
    with monkeypatch.context() as patched:
        patched.setattr(EmbeddedFont, "__init__", lambda *_, **__: pytest.fail("a font is opened again"))
        assert len(official_sheet(busy, "2026年上半年").files) == 4
    assert not stopped.is_done


def test_the_frame_of_a_slow_page_is_painted_before_the_page_is_made(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[tuple[list[str], str]] = []

    def shown() -> tuple[list[str], str]:
        page = window.stack.currentWidget()
        assert page is not None
        marked = next(words for words, made in window.rail.buttons.items() if made.isChecked())
        return [each.text() for each in page.findChildren(QLabel)], marked

    def refused() -> QWidget:
        painted.append(shown())
        raise OfficeError("读写磁盘出错。")

    window.show_page("工作日志")
    former = shown()
    monkeypatch.setitem(window._makers, "半年总结", refused)
    with pytest.raises(OfficeError):
        window.show_page("半年总结")
    assert painted == [(["半年总结"], "半年总结")]
    assert shown() == former
    assert window.stack.count() == 1
    assert QGuiApplication.overrideCursor() is None


def test_every_page_and_dialog_is_pictured(busy: Office, tmp_path: Path, qapp: QApplication) -> None:
    before = busy.count("event", Query()), len(busy.file.db.execute("SELECT * FROM trail").fetchall())
    taken = take_shots(busy, tmp_path / "shots", settling=0)
    assert len(set(taken)) == len(taken) == len(list((tmp_path / "shots").iterdir()))
    assert all(path.stat().st_size > 700 for path in taken)
    assert QImage(str(taken[0])).size().toTuple() == (1366, 768)
    names = {path.stem for path in taken}
    boxes = {
        f"对话框-{busy.ledgers.by_key[ledger].title}-{each.words.removesuffix('…')}"
        for each in COMMANDS
        for ledger in each.ledgers or ("aid",)
        if each.words.endswith("…") and ledger in ("event", "aid", "work_log")
    }
    assert {name for name in boxes if not any(each.startswith(name) for each in names)} == set()
    assert (busy.count("event", Query()), len(busy.file.db.execute("SELECT * FROM trail").fetchall())) == before


@pytest.fixture
def closed_soon(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Close the window that is shown next when it has been looked at; gives the titles seen."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "own"))
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    seen: list[str] = []

    def look_and_close() -> None:
        for each in qapp.topLevelWidgets():
            if isinstance(each, MainWindow) and each.isVisible():
                seen.append(each.windowTitle())
                each.close()

    # While the preload is at work.
    QTimer.singleShot(AT_LEISURE + 10, look_and_close)
    return seen


def test_the_window_opens_the_office_and_backs_it_up_when_it_is_closed(office: Office, closed_soon: list[str]) -> None:
    keep(office, "work_log", {"title": "示例事项", "category": "劳动竞赛"})
    folder = office.folder
    office.close(back_up=False)
    assert run_window(folder) == 0
    assert closed_soon == ["示例厂工会 - 工会工作台账"]
    assert last_office() == folder.resolve()
    with Office.open(folder) as again:
        assert len(backups(again)) == 1


def test_a_backup_that_fails_when_the_window_is_closed_is_told(
    office: Office, closed_soon: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(WindowMessages, "warn", lambda _, sentence: told.append(sentence))
    office.backup_folder.write_text("no folder")
    folder = office.folder
    office.close(back_up=False)
    assert run_window(folder) == 0
    assert len(closed_soon) == len(told) == 1
    assert "备份" in told[0]

"""A password is set, changed, taken away and lost, as the clerk's hand does it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from tests.gui.hand import NONE, RecordedMessages
from unionoffice.errors import OfficeError
from unionoffice.gui.desk import Desk
from unionoffice.gui.dialogs.change_password_dialog import ChangePasswordDialog
from unionoffice.gui.dialogs.password_dialog import PasswordDialog, ResetPasswordDialog, open_with_password
from unionoffice.gui.dialogs.recovery_code_dialog import RecoveryCodeDialog
from unionoffice.gui.dialogs.settings_dialog import SettingsDialog
from unionoffice.gui.main_window import MainWindow
from unionoffice.storage import keystore, trail
from unionoffice.storage.keystore import Cost
from unionoffice.usecases.office import Office
from unionoffice.usecases.open_office import open_office
from unionoffice.usecases.passwords import show_recovery_code
from unionoffice.usecases.recovery_paper import print_recovery_sheet

FIRST, SECOND = "shili2026!", "xinmima77"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keystore.lock_up, "__defaults__", (Cost(1, 8, 1),))
    monkeypatch.setattr(keystore.change_password, "__defaults__", (Cost(1, 8, 1),))


@pytest.fixture
def codes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Put every box with a recovery code away at once and remember the code."""
    seen: list[str] = []

    def put_away(box: RecoveryCodeDialog) -> int:
        seen.append("-".join(box.groups))
        return 0

    monkeypatch.setattr(RecoveryCodeDialog, "exec", put_away)
    return seen


def typed(dialog: ChangePasswordDialog, *, old: str = "", new: str = "", again: str = "") -> str:
    """Fill the lines, press Enter, and give the sentence that is shown."""
    for line, words in ((dialog.old, old), (dialog.new, new), (dialog.again, again)):
        line.setText("")
        QTest.keyClicks(line, words)
    QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton, NONE)
    return dialog.sentence.text() if not dialog.sentence.isHidden() else ""


def is_locked(desk: Desk) -> bool:
    return desk.has_password


def events(office: Office) -> list[object]:
    return [each.new["what"] for each in trail.events(office.file.db, "password") if each.new]


def test_setting_changing_and_dropping_it(
    window: MainWindow, desk: Desk, office: Office, messages: RecordedMessages, codes: list[str]
) -> None:
    assert window.unlocked.isVisibleTo(window)
    assert typed(ChangePasswordDialog(desk), new=FIRST, again=FIRST) == ""
    assert is_locked(desk)
    assert not window.unlocked.isVisibleTo(window)
    assert keystore.open(office.folder, FIRST) == keystore.open(office.folder, FIRST)
    with pytest.raises(OfficeError, match="密码不对"):
        keystore.open(office.folder, "")
    dialog = ChangePasswordDialog(desk)
    assert typed(dialog, old="wrong-pass-1", new=SECOND, again=SECOND) == "密码不对。请检查大小写和输入法后再试。"
    assert typed(dialog, old=FIRST, new=SECOND, again=SECOND) == ""
    messages.answers = ["保留密码"]
    kept = ChangePasswordDialog(desk)
    typed(kept, old=SECOND)
    assert kept.result() != QDialog.DialogCode.Accepted
    messages.answers = ["取消密码"]
    assert typed(kept, old=SECOND) == ""
    assert not is_locked(desk)
    assert keystore.open(office.folder, "")
    assert events(office) == ["set", "recovery code shown", "changed", "recovery code shown", "removed"]
    assert len(set(codes)) == 1


@pytest.mark.parametrize(
    ("new", "again", "sentence"),
    [
        ("", "", "请填写新密码。"),
        ("shili2026!", "shili2026?", "两次输入的新密码不一样，请重新输入。"),
        ("abc1234", "abc1234", "密码至少 8 个字符，并且数字、字母、符号至少有两种。"),
        ("20260101", "20260101", "密码至少 8 个字符，并且数字、字母、符号至少有两种。"),
    ],
)
def test_an_unfit_password_is_refused_in_a_sentence(
    desk: Desk, office: Office, new: str, again: str, sentence: str
) -> None:
    assert typed(ChangePasswordDialog(desk), new=new, again=again) == sentence
    assert keystore.open(office.folder, "")
    assert events(office) == []


def test_a_group_of_the_code_is_typed_back(desk: Desk, office: Office) -> None:
    box = RecoveryCodeDialog(desk, show_recovery_code(office, ""))
    wrong = "AAAAA" if box.groups[box.asked] != "AAAAA" else "BBBBB"
    QTest.keyClicks(box.line, wrong)
    box.accept()
    assert box.sentence.text() == f"和第 {box.asked + 1} 组不一样，请对照抄好的纸再输入一次。"
    assert box.result() != QDialog.DialogCode.Accepted
    box.line.clear()
    QTest.keyClicks(box.line, box.groups[box.asked].lower())
    box.accept()
    assert box.result() == QDialog.DialogCode.Accepted


def test_the_paper_holds_every_group(office: Office) -> None:
    import pypdfium2

    code = show_recovery_code(office, "")
    pages = pypdfium2.PdfDocument(print_recovery_sheet(office, code).pdf)
    words = pages[0].get_textpage().get_text_range()
    assert len(pages) == 1
    assert [each for each in code.split("-") if each not in words] == []


def test_a_lost_password_is_replaced_with_the_code(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = show_recovery_code(office, "")
    folder = office.folder
    office.close(back_up=False)
    keystore.change_password(folder, "", FIRST)
    assert open_office(folder) is None
    box = ResetPasswordDialog(folder)
    other = "-".join(["00000"] * 13)
    for words, sentence in (
        (code[:-1], "恢复码应有13组、每组5个字符，现在有64个字符。"),
        (other, "校验不符"),
    ):
        box.code.setText(words)
        box.new.setText(SECOND)
        box.again.setText(SECOND)
        box.accept()
        assert sentence in box.sentence.text()
    box.code.setText(code.lower().replace("-", " "))
    box.accept()
    assert box.result() == QDialog.DialogCode.Accepted
    tries = iter(["wrong", SECOND])

    def answer(dialog: PasswordDialog) -> int:
        dialog.line.setText(next(tries))
        return int(QDialog.DialogCode.Accepted.value)

    monkeypatch.setattr(PasswordDialog, "exec", answer)
    opened = open_with_password(folder)
    assert opened is not None
    opened.close(back_up=False)


def test_the_settings_lead_there(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []

    def put_away(box: ChangePasswordDialog) -> int:
        shown.append(box.windowTitle())
        return 0

    monkeypatch.setattr(ChangePasswordDialog, "exec", put_away)
    settings = SettingsDialog(desk)
    assert settings.password.text() == "设置密码…"
    settings.password.click()
    assert shown == ["密码"]

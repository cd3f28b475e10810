"""Pictures of the boxes for superiors' forms: no menu opens them without a file."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QDialog, QWidget

from unionoffice.domain.superior_form import SuperiorForm
from unionoffice.gui.box_shots import OF_ALL, BoxCamera
from unionoffice.gui.desk import Desk
from unionoffice.gui.dialogs.superior_form.fill_dialog import FillDialog
from unionoffice.gui.dialogs.superior_form.name_dialog import NameDialog
from unionoffice.gui.dialogs.superior_form.new_version_dialog import NewVersionDialog
from unionoffice.gui.dialogs.superior_form.pointing_dialog import PointingDialog
from unionoffice.usecases.received_form import ReceivedForm, read_form
from unionoffice.usecases.superior_forms import forms
from unionoffice.usecases.write_template import write_template


def shoot_forms(camera: BoxCamera, desk: Desk, window: QWidget) -> None:
    """Picture the pointing with one of our own blank sheets; filling and a new version with a form the office keeps."""
    with TemporaryDirectory() as folder:
        received = read_form(write_template(OF_ALL, Path(folder) / "统计表.xlsx", desk.office))
    form = SuperiorForm("", "", received.file_name)
    pointing = PointingDialog(desk, form, received, window)
    naming = NameDialog(desk, form, len(pointing.pointing.guesses), lambda name, superior: None, window)
    for name, dialog in (("指明", pointing), ("保存", naming), *_of_kept(desk, received, window)):
        camera.shoot(f"对话框-上级表格-{name}", dialog.exec, dialog)


def _of_kept(desk: Desk, received: ReceivedForm, window: QWidget) -> list[tuple[str, QDialog]]:
    kept = next((each for each in forms(desk.office) if not each.is_word), None)
    if kept is None:
        return []
    filling = FillDialog(desk, kept, (), window)
    return [("填写", filling), ("更换新版", NewVersionDialog(desk, kept, received, window))]

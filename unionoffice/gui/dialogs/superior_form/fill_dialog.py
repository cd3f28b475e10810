"""Fill a superior's form: for which period or records, for whom; what will stand in it, and what will not."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLineEdit, QListWidget, QVBoxLayout, QWidget

from unionoffice.domain.period import Period
from unionoffice.domain.superior_form import SuperiorForm
from unionoffice.errors import FileInUseError, OfficeError
from unionoffice.gui.desk import Desk
from unionoffice.gui.dialogs.dialog_frame import wide
from unionoffice.gui.dialogs.superior_form.filled_marks import filled_marks
from unionoffice.gui.dialogs.superior_form.form_view import FormView
from unionoffice.gui.dialogs.superior_form.record_picker import RecordPicker
from unionoffice.gui.ledger.choice_editors import CalmCombo
from unionoffice.gui.ledger.editor import commit_input_method
from unionoffice.gui.period_choices import offered_periods, opening_period
from unionoffice.gui.plain_widgets import button, label
from unionoffice.gui.waiting import hourglass
from unionoffice.usecases.export_ledger import another_name
from unionoffice.usecases.fill_form import (
    FilledForm,
    fields_taken,
    fill_forms,
    filled_form,
    suggested_name,
    write_filled,
)
from unionoffice.usecases.form_engines import outline_of
from unionoffice.usecases.leaving_fields import caution

PROFILES = {"report": "上报（照登记的原样填）", "public": "公示（姓名、证件号脱敏，不公开的不填）"}
GO_ON, STAY = "我知道，继续导出", "取消"
_SIZE = (1240, 680)
_LONGEST_PURPOSE = 60


class FillDialog(QDialog):
    """Settings at the left, the filled form at the right, below it what could not be filled."""

    def __init__(self, desk: Desk, form: SuperiorForm, ids: Sequence[int] = (), parent: QWidget | None = None) -> None:
        """`ids` are the records chosen already, for a form that is filled for each."""
        super().__init__(parent)
        self._desk, self._form = desk, form
        self._filled: FilledForm | None = None
        self._written: Path | None = None
        self.setWindowTitle(f"填写“{form.name}”")
        self.resize(*_SIZE)
        self.period, self.profile, self.purpose = CalmCombo(), CalmCombo(), QLineEdit()
        self.picker = RecordPicker(desk.office, form.per_record, ids) if form.per_record else None
        self.caution = wide(label(role="warn", wrap=True))
        self.view = FormView(desk.look)
        self.view.grid.cells.shows_results = True
        self.unfilled_title = label(role="strong")
        self.unfilled = QListWidget()
        self.sentence = label(role="error", wrap=True)
        self.outcome = label(role="second")
        self.show_file, self.show_folder = button("打开文件"), button("打开文件夹")
        self.cancel = button("关闭")
        self.go = button("填写并导出…", "primary")
        self._fill_choices()
        self._lay_out()
        self._connect()
        self._show_filled()

    # Making

    def _fill_choices(self) -> None:
        office = self._desk.office
        for period in offered_periods(office):
            self.period.addItem(period.label, period)
        self.period.setCurrentText(opening_period(office).label)
        for key, words in PROFILES.items():
            self.profile.addItem(words, key)
        self.purpose.setPlaceholderText("记入导出记录，不写姓名")
        self.purpose.setMaxLength(_LONGEST_PURPOSE)
        for combo in (self.period, self.profile):
            combo.setMinimumContentsLength(10)
            combo.setSizeAdjustPolicy(CalmCombo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for field, name in ((self.period, "期间"), (self.profile, "类别"), (self.purpose, "用途")):
            field.setAccessibleName(name)
        self.unfilled.setAccessibleName("没有填的")
        self.unfilled.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.unfilled.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.unfilled.setFixedHeight(self._desk.look.row_height * 4)

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 16, 20, 14)
        box.setSpacing(10)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addWidget(self._settings())
        middle.addLayout(self._preview(), 1)
        foot = QHBoxLayout()
        for each in (self.outcome, self.show_file, self.show_folder):
            foot.addWidget(each)
        foot.addStretch()
        for each in (self.cancel, self.go):
            foot.addWidget(each)
        box.addLayout(middle, 1)
        box.addWidget(self.sentence)
        box.addLayout(foot)
        for each in (self.sentence, self.outcome, self.show_file, self.show_folder):
            each.hide()

    def _settings(self) -> QWidget:
        holder = QWidget()
        holder.setFixedWidth(self._desk.look.px * 21)
        rows = QFormLayout(holder)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setVerticalSpacing(9)
        rows.addRow(label("期间"), self.period)
        rows.addRow(label("类别"), self.profile)
        rows.addRow(label("用途"), self.purpose)
        rows.addRow(self.caution)
        if self.picker is not None:
            title = self._desk.office.ledgers.by_key[self._form.per_record].title
            rows.addRow(label(f"填哪一条{title}", "strong"))
            rows.addRow(self.picker)
        return holder

    def _preview(self) -> QVBoxLayout:
        box = QVBoxLayout()
        box.setSpacing(8)
        box.addWidget(self.view, 1)
        box.addWidget(self.unfilled_title)
        box.addWidget(self.unfilled)
        return box

    def _connect(self) -> None:
        self.period.activated.connect(lambda _: self._show_filled())
        self.profile.activated.connect(lambda _: self._show_filled())
        if self.picker is not None:
            self.picker.changed.connect(self._show_filled)
        self.unfilled.currentRowChanged.connect(self._go_to_unfilled)
        self.cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self._export)
        self.go.setDefault(True)
        self.show_file.clicked.connect(lambda: self._open(folder=False))
        self.show_folder.clicked.connect(lambda: self._open(folder=True))

    # What is shown

    @property
    def _chosen_period(self) -> Period:
        period: Period = self.period.currentData()
        return period

    def _show_filled(self) -> None:
        """Fill the form and show it; nothing is written."""
        self._forget_written()
        self._filled = None
        office, form = self._desk.office, self._form
        sentence = ""
        record = self.picker.current() if self.picker is not None else None
        if self.picker is not None and record is None:
            sentence = "请先选择登记。"
        else:
            try:
                with hourglass():
                    profile = self.profile.currentData()
                    self._filled = filled_form(office, form, self._chosen_period, record, profile=profile)
                    outline = outline_of(form.file_name, self._filled.content)
                self.view.show_form(outline)
                self.view.show_marks(filled_marks(self._filled, outline))
            except OfficeError as error:
                sentence = error.sentence
        self._refuse(sentence)
        self._list_unfilled()
        self.caution.setText(self._caution())
        self.caution.setVisible(bool(self._caution()))
        self.go.setEnabled(self._filled is not None)

    def _list_unfilled(self) -> None:
        sentences = self._filled.sentences if self._filled is not None else []
        self.unfilled.clear()
        self.unfilled.addItems(sentences)
        self.unfilled.setVisible(bool(sentences))
        words = f"有 {len(sentences)} 处没有填，请核对" if sentences else "指明的都填上了，请核对"
        self.unfilled_title.setText(words if self._filled is not None else "")

    def _go_to_unfilled(self, row: int) -> None:
        if self._filled is not None and 0 <= row < len(self._filled.unfilled):
            self.view.go_to(self._filled.where(self._filled.unfilled[row].place))

    def _caution(self) -> str:
        return caution(fields_taken(self._desk.office, self._form), self.profile.currentData())

    def _refuse(self, sentence: str) -> None:
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))

    # What is done

    def _export(self) -> None:
        """Ask whether what is sensitive may leave, then where to, and write."""
        commit_input_method()
        caution = self._caution()
        if caution and self._desk.messages.ask(f"{caution}确定导出吗？", [GO_ON, STAY]) != GO_ON:
            return
        ids = self.picker.ids() if self.picker is not None else []
        with self._desk.clear_errors():
            if len(ids) > 1:
                self._write_each(ids)
            elif self._filled is not None:
                self._write_one(self._filled, ids[0] if ids else None)

    def _write_one(self, filled: FilledForm, record: int | None) -> None:
        name = suggested_name(
            self._desk.office, self._form, self._chosen_period, record, profile=self.profile.currentData()
        )
        kinds = "Word 文件 (*.docx)" if self._form.is_word else "Excel 文件 (*.xlsx)"
        target = self._desk.messages.choose_target("填写并导出", Path.home() / name, kinds)
        if target is None:
            return
        if not target.suffix:
            target = target.with_name(target.name + Path(name).suffix)
        try:
            report = write_filled(self._desk.office, self._form, filled, target, self.purpose.text().strip())
        except FileInUseError as held:
            other = another_name(target)
            save = f"另存为 {other.name}"
            if self._desk.messages.ask(held.sentence, [save, STAY]) != save:
                return
            report = write_filled(self._desk.office, self._form, filled, other, self.purpose.text().strip())
        self._tell_written(report.path, f"已导出 {report.path.name}")

    def _write_each(self, ids: Sequence[int]) -> None:
        folder = self._desk.messages.choose_folder("选择存放的文件夹", Path.home())
        if folder is None:
            return
        with hourglass():
            reports = fill_forms(
                self._desk.office,
                self._form,
                folder,
                self._chosen_period,
                ids,
                profile=self.profile.currentData(),
                purpose=self.purpose.text().strip(),
            )
        short = sum(bool(each.unfilled) for each in reports)
        more = f"，其中 {short} 份有没填上的" if short else ""
        self._tell_written(folder, f"已导出 {len(reports)} 份到 {folder.name}{more}")

    def _tell_written(self, path: Path, words: str) -> None:
        self._written = path
        self._desk.tell(words)
        self.outcome.setText(words)
        self.show_file.setVisible(path.is_file())
        for each in (self.outcome, self.show_folder):
            each.show()

    def _forget_written(self) -> None:
        for each in (self.outcome, self.show_file, self.show_folder):
            each.hide()

    def _open(self, *, folder: bool) -> None:
        if self._written is not None:
            is_inside = folder and self._written.is_file()
            self._desk.messages.open_file(self._written.parent if is_inside else self._written)

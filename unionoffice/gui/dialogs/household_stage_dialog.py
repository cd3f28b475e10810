"""Lead one household's file on: where it stands, what comes next, its date; close it or open it again."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QSizePolicy, QStackedWidget, QWidget

from unionoffice.domain.day import Day, Span
from unionoffice.domain.ledger import Record
from unionoffice.errors import OfficeError
from unionoffice.gui.desk import Desk
from unionoffice.gui.dialogs.dialog_frame import DialogFrame
from unionoffice.gui.dialogs.stage_line import Point, StageLine
from unionoffice.gui.ledger.choice_editors import CalmCombo
from unionoffice.gui.ledger.editor import Editor, commit_input_method
from unionoffice.gui.ledger.editors import editor_for
from unionoffice.gui.plain_widgets import label
from unionoffice.ledgers.household import HOUSEHOLD
from unionoffice.ledgers.household_stages import (
    CLOSED,
    CLOSED_ON,
    CLOSED_WHY,
    DATED,
    OUT_OF_NEED,
    PUBLIC,
    PUBLICITY,
    REOPENED_ON,
    STAGE,
    WAY,
)
from unionoffice.usecases.advance_household import advance, next_steps, reopen, usual_day
from unionoffice.usecases.household_notes import household_notes
from unionoffice.usecases.keep_record import Kept

REOPEN = "返困，恢复档案"
NEXT, CLOSE, OPEN_AGAIN = "进入下一步", "结束档案", "恢复档案"


class HouseholdStageDialog(DialogFrame):
    """The line of stages above; below, the next step with its date."""

    def __init__(self, desk: Desk, household_id: int, parent: QWidget | None = None) -> None:
        self._desk = desk
        self.file = desk.office.record(HOUSEHOLD.key, household_id)
        super().__init__(f"办理进度 · {self.file.label}", NEXT, parent, letters=60)
        self.line = StageLine(desk.look, _points(self.file))
        self.box.insertWidget(0, self.line)
        notes = [*household_notes(desk.office, self.file)]
        self.notes = label("\n".join(notes), "warn", wrap=True)
        self.notes.setVisible(bool(notes))
        self.box.insertWidget(1, self.notes)
        self._make_rows()
        self._show_step()

    def _make_rows(self) -> None:
        office = self._desk.office
        self.step = CalmCombo()
        for stage in next_steps(self.file):
            self.step.addItem(stage, stage)
        if not self.step.count():
            self.step.addItem(REOPEN, "")
        self.day = editor_for(self._desk, HOUSEHOLD.key, CLOSED_ON)
        self.span = editor_for(self._desk, HOUSEHOLD.key, PUBLICITY)
        self.days = QStackedWidget()
        for each in (self.day, self.span):
            self.days.addWidget(each)
        self.days.setFixedHeight(self._desk.look.field_height + 4)
        self.why = editor_for(self._desk, HOUSEHOLD.key, CLOSED_WHY)
        self.words = QLineEdit()
        self.words.setPlaceholderText("如：主要劳动力患病，家庭月人均收入低于低保线")
        self.row("下一步", self.step)
        self.row("日期", self.days)
        self.row("注销原因", self.why)
        self.row("返困情况", self.words)
        self.hint = label(role="small", wrap=True)
        self.hint.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.rows.addRow("", self.hint)
        self.day.show_raw(office.today.isoformat())
        self.why.show_raw("")
        self.step.currentIndexChanged.connect(lambda _: self._show_step())

    @property
    def stage(self) -> str:
        """The stage chosen; empty for a reopening."""
        return str(self.step.currentData())

    @property
    def date_editor(self) -> Editor:
        """The editor of the date that belongs to the step."""
        return self.span if self.stage == PUBLIC else self.day

    def _show_step(self) -> None:
        stage, is_reopening = self.stage, not self.stage
        self.days.setCurrentWidget(self.date_editor)
        if stage == PUBLIC:
            self.span.show_raw(usual_day(self._desk.office, stage))
        self.rows.setRowVisible(self.why, stage in CLOSED)
        if stage in CLOSED:
            self.why.show_raw(OUT_OF_NEED if stage == OUT_OF_NEED else "")
        self.rows.setRowVisible(self.words, is_reopening)
        self.hint.setText(_hint(stage))
        self.go.setText(OPEN_AGAIN if is_reopening else CLOSE if stage in CLOSED else NEXT)
        self.refuse("")

    def accept(self) -> None:
        """Keep the step; what is wrong is said in the box."""
        commit_input_method()
        try:
            kept = self._take_step()
        except OfficeError as error:
            self.refuse(error.sentence)
            return
        self._desk.written.emit(HOUSEHOLD.key)
        self._desk.tell(_told(kept), undoable=True)
        super().accept()

    def _take_step(self) -> Kept:
        office, day = self._desk.office, self.date_editor.raw()
        if not self.stage:
            return reopen(office, self.file.id, day, self.words.text())
        return advance(office, self.file.id, self.stage, day, str(self.why.raw()) if self.stage in CLOSED else "")


def _points(file: Record) -> list[Point]:
    stage = file.text(STAGE)
    points = [Point(name, _shown(file.values.get(key.key)), name == stage) for name, key in WAY.items()]
    if file[REOPENED_ON] is not None:
        points.append(Point("返困恢复", file.text(REOPENED_ON)))
    end = stage if stage in CLOSED else "/".join(CLOSED)
    return [*points, Point(end, file.text(CLOSED_ON), stage in CLOSED)]


def _shown(value: Day | Span | None) -> str:
    if isinstance(value, Span) and value.last is not None:
        return f"{value.first.text}\n至 {value.last.text}"
    return value.text if value is not None else ""


def _hint(stage: str) -> str:
    if stage == PUBLIC:
        return "按“限额规则”中的公示天数推算，只数周一至周五，没有扣除法定节假日，可以修改。"
    if stage in CLOSED:
        return "档案保留，不再计入在档户数；返困时可以恢复。"
    if not stage:
        return "恢复后重新计入在档户数；原来的脱困或注销记入“历次脱困与返困”。"
    return ""


def _told(kept: Kept) -> str:
    assert kept.record is not None
    stage = kept.record.text(STAGE)
    dates = {STAGE.key, REOPENED_ON.key, DATED[stage].key if stage in DATED else ""}
    doubts = [each.sentence for each in kept.problems if not each.blocking and each.field in dates]
    return f"进度已改为“{stage}”" + (f"；请核对：{'；'.join(doubts)}" if doubts else "")

"""Point at the cells of a superior's form and say what goes where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from unionoffice.domain.query import Query
from unionoffice.domain.superior_form import SuperiorForm
from unionoffice.gui.desk import Desk
from unionoffice.gui.dialogs.superior_form.form_view import FormView
from unionoffice.gui.dialogs.superior_form.name_dialog import NameDialog
from unionoffice.gui.dialogs.superior_form.place_panel import PlacePanel
from unionoffice.gui.dialogs.superior_form.pointed_marks import marks_of
from unionoffice.gui.dialogs.superior_form.pointing import Pointing
from unionoffice.gui.dialogs.superior_form.putting import Putting
from unionoffice.gui.ledger.choice_editors import CalmCombo
from unionoffice.gui.plain_widgets import button, label
from unionoffice.gui.waiting import hourglass
from unionoffice.usecases.form_guesses import guess
from unionoffice.usecases.office import Office
from unionoffice.usecases.received_form import ReceivedForm
from unionoffice.usecases.superior_forms import delete_form, save_form

_ABOUT = "点一格，在右边选它填什么。有斜线的格是公式或被锁定的，不用管。"
_SIZE = (1280, 690)
_FIRST = ("household", "member")
"""These ledgers have forms for one record more often than others."""
LEAVE, STAY = "不保存，关闭", "继续修改"
_SPARE = (3, 1)
"""A workbook may end with its words and leave the rows and the column beside them to whoever fills it in."""
OF_PERIOD = "本期汇总，整个单位一份"


class PointingDialog(QDialog):
    """The form at the left, what can be put into the chosen cell at the right."""

    def __init__(
        self,
        desk: Desk,
        form: SuperiorForm,
        received: ReceivedForm,
        parent: QWidget | None = None,
        *,
        of_page: tuple[str, Query] | None = None,
    ) -> None:
        """A form without anything pointed out begins with guesses; `of_page` is the ledger and filter of the page."""
        super().__init__(parent)
        self._desk, self._received = desk, received
        self.form = form
        """As it was kept last."""
        self.pointing = Pointing()
        self._is_changed = False
        self.setWindowTitle(f"上级表格：{form.name or received.file_name}")
        self.resize(*_SIZE)
        self.view = FormView(desk.look)
        self.panel = PlacePanel(desk, of_page)
        self.per_record = CalmCombo()
        self.told = label(role="warn")
        self.next = button("下一处要核对的")
        self.sentence = label(role="error", wrap=True)
        self.sentence.hide()
        self.cancel = button("取消")
        self.save = button("保存…", "primary")
        self._offer_records()
        self._lay_out()
        self._begin()
        self.putting = Putting(desk, self.view, self.panel, self.pointing, received.outline, self._show_change)
        self._connect()
        self.putting.offer()
        self._show_marks()
        self._go_to_next()
        self.view.grid.setFocus()

    # Making

    def _offer_records(self) -> None:
        self.per_record.addItem(OF_PERIOD, "")
        for ledger in _record_ledgers(self._desk.office):
            self.per_record.addItem(f"每条{ledger[1]}一份", ledger[0])
        self.per_record.setAccessibleName("填报对象")
        self.per_record.setMaxVisibleItems(16)
        self.per_record.setCurrentIndex(max(0, self.per_record.findData(self.form.per_record)))

    def _lay_out(self) -> None:
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.addWidget(label("填报对象"))
        head.addWidget(self.per_record)
        head.addSpacing(12)
        head.addWidget(label(_ABOUT, "second"))
        head.addStretch()
        foot.addWidget(self.told)
        foot.addWidget(self.next)
        foot.addStretch()
        foot.addWidget(self.cancel)
        foot.addWidget(self.save)
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.addWidget(self.view)
        halves.addWidget(self.panel)
        halves.setStretchFactor(0, 1)
        halves.setChildrenCollapsible(False)
        halves.setHandleWidth(12)
        halves.setSizes([_SIZE[0], self._desk.look.px * 26])
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 14, 20, 14)
        box.setSpacing(10)
        box.addLayout(head)
        box.addWidget(halves, 1)
        box.addWidget(self.sentence)
        box.addLayout(foot)

    def _connect(self) -> None:
        self.per_record.activated.connect(lambda _: self._choose_record())
        self.next.clicked.connect(self._go_to_next)
        self.cancel.clicked.connect(self.reject)
        self.save.clicked.connect(self._save)
        self.putting.confirmed.connect(self._go_to_next)

    def _begin(self) -> None:
        self.view.grid.cells.spare = (0, 0) if self.form.is_word else _SPARE
        self.view.show_form(self._received.outline)
        self.pointing.per_record = self.chosen_record
        is_begun = bool(self.form.singles or self.form.blocks)
        self.pointing.take(self.form.singles, self.form.blocks, are_guesses=False)
        if is_begun and self.form.digest:
            return
        with hourglass():
            singles, blocks = guess(self._desk.office, self._received.outline, self.chosen_record)
        if is_begun:
            # A new version of a form: only what it asks for beyond the old one is guessed.
            self.pointing.add_guesses(singles)
        else:
            self.pointing.take(singles, blocks, are_guesses=True)

    # What is shown

    @property
    def chosen_record(self) -> str:
        """The key of the ledger for each of whose records the form is filled; empty for a form of a period."""
        return str(self.per_record.currentData() or "")

    def _show_change(self) -> None:
        self._is_changed = True
        self._show_marks()

    def _show_marks(self) -> None:
        marks = marks_of(self._desk.office, self.pointing, self._received.outline)
        details = [(each.sheet, range(each.first_row, each.last_row + 1)) for each in self.pointing.blocks]
        self.view.show_marks(marks, details)
        left = len(self.pointing.guesses)
        self.told.setText(f"已指明 {len(marks)} 处" + (f"，其中 {left} 处是程序猜的，请核对" if left else ""))
        self.next.setVisible(bool(left))
        self.save.setEnabled(bool(marks))

    def _go_to_next(self) -> None:
        place = self.pointing.next_guess(self.view.current())
        if place is not None:
            self.view.go_to(place)
            self.view.grid.setFocus()
        self.putting.show_place()

    # What is done

    def _choose_record(self) -> None:
        """A form that nobody has touched is guessed anew; otherwise only what is blank is guessed."""
        if self._is_changed or self.form.name:
            with hourglass():
                singles, _ = guess(self._desk.office, self._received.outline, self.chosen_record)
            self.pointing.leave_record(self.chosen_record)
            self.pointing.add_guesses(singles)
        else:
            self._begin()
        self.putting.offer()
        self._show_change()
        self._go_to_next()

    def _save(self) -> None:
        dialog = NameDialog(self._desk, self.form, len(self.pointing.guesses), self._keep, self)
        is_kept = bool(dialog.exec())
        dialog.deleteLater()
        if is_kept:
            self._desk.tell(f"已保存上级表格“{self.form.name}”")
            self.accept()

    def _keep(self, name: str, superior: str) -> None:
        office = self._desk.office
        wanted = replace(
            self.form,
            name=name,
            superior=superior,
            file_name=self._received.file_name,
            per_record=self.chosen_record,
            singles=tuple(self.pointing.singles),
            blocks=tuple(self.pointing.blocks),
        )
        with office.file.write():
            kept = save_form(office, wanted, self._received.data)
            if self.form.name and self.form.name != kept.name:
                delete_form(office, self.form.name)
        self.form = kept

    def reject(self) -> None:
        """Ask before what was pointed out is lost."""
        question = "指明的内容还没有保存，不保存就关闭吗？"
        if not self._is_changed or self._desk.messages.ask(question, [LEAVE, STAY]) == LEAVE:
            super().reject()


def _record_ledgers(office: Office) -> Sequence[tuple[str, str]]:
    """List the ledgers that a form may be filled for record by record, those most often meant first."""
    whole = [(each.key, each.title) for each in office.ledgers.all if each.parent is None]
    return sorted(whole, key=lambda each: _FIRST.index(each[0]) if each[0] in _FIRST else len(_FIRST))

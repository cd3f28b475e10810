"""The panel in which one record is typed, checked, kept or thrown away."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QComboBox, QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from unionoffice.domain.kinds import Choice, Link, Refused
from unionoffice.domain.ledger import MISSING, Ledger, Problem, Record
from unionoffice.gui.desk import Desk
from unionoffice.gui.ledger.draft_keeper import DraftKeeper
from unionoffice.gui.ledger.editor import commit_input_method
from unionoffice.gui.ledger.following_values import FollowingValues
from unionoffice.gui.ledger.form_fields import FormFields
from unionoffice.gui.ledger.head_row import one_of
from unionoffice.gui.ledger.ref_editor import RefEditor
from unionoffice.gui.plain_widgets import button, icon, label
from unionoffice.usecases.keep_record import examine, following, keep
from unionoffice.usecases.known_of_member import known_of
from unionoffice.usecases.record_notes import notes_of

SAVE, DROP, STAY = "保存", "不保存", "继续填写"


class RecordForm(QFrame):
    """Fields, and the buttons that are always in sight."""

    kept = Signal(object, bool)
    """The kept record, and whether another new one was asked for."""
    removal_asked = Signal(object)
    closed = Signal()

    def __init__(
        self, desk: Desk, ledger: Ledger, fixed: Mapping[str, object] | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self._desk = desk
        self.ledger = ledger
        self.fixed = dict(fixed or {})
        self.old: Record | None = None
        self.doubted: list[str] = []
        """The titles of the fields about which something was said when the record was kept last."""
        self._is_dirty = False
        self._draft = DraftKeeper(self, desk)
        self._left: set[str] = set()
        self.fields = FormFields(desk, ledger, hidden=self.fixed)
        self._lay_out()
        self.fields.fill()
        self._following = FollowingValues(self.fields)
        self.fields.edited.connect(self._note_edit)
        self.fields.left.connect(self._check_field)
        desk.written.connect(self._tell_anew)
        for key, editor in self.fields.editors.items():
            if isinstance(editor.key.kind, Choice):
                editor.edited.connect(partial(self._follow_choice, key))
            if isinstance(editor, RefEditor):
                editor.chosen.connect(self._fill_from)
        self._set_up_keys()

    def _lay_out(self) -> None:
        look = self._desk.look
        self.heading = label(role="heading")
        self.number = label(role="small")
        head = QHBoxLayout()
        head.addWidget(self.heading)
        head.addStretch()
        head.addWidget(self.number)
        self.delete = button("删除", icon=icon("trash", look), tip="放入回收站（Del）")
        self.cancel = button("取消", tip="Esc")
        self.save = button("保存 Ctrl+S", "primary")
        self.delete.clicked.connect(lambda: self.removal_asked.emit(self.old))
        self.cancel.clicked.connect(self.leave)
        self.save.clicked.connect(lambda: self.save_record())
        foot = QHBoxLayout()
        foot.addWidget(self.delete)
        foot.addStretch()
        foot.addWidget(self.cancel)
        foot.addWidget(self.save)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(14, 12, 8, 12)
        self.box.setSpacing(8)
        self.notes = label(role="warn", wrap=True)
        self.notes.hide()
        self.box.addLayout(head)
        self.box.addWidget(self.notes)
        self.box.addWidget(self._body(), 1)
        foot.setContentsMargins(0, 0, 6, 0)
        self.box.addLayout(foot)

    def _body(self) -> QWidget:
        """Give what stands between the heading and the buttons."""
        return self.fields

    def _set_up_keys(self) -> None:
        for keys, action in (
            (QKeySequence("Ctrl+S"), lambda: self.save_record()),
            (QKeySequence("Ctrl+Return"), lambda: self.save_record(another=True)),
            (QKeySequence("Ctrl+Enter"), lambda: self.save_record(another=True)),
            (QKeySequence("Esc"), self.leave),
        ):
            shortcut = QShortcut(keys, self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(action)
        for editor in self.fields.editors.values():
            for kind in (QLineEdit, QComboBox, QPushButton):
                for each in editor.findChildren(kind):
                    each.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Enter go on to the next field, but never while an input method is composing."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._is_plain_enter(event):
            composing = any(editor.composing for editor in self.fields.editors.values())
            if not composing and QApplication.activePopupWidget() is None:
                self.focusNextChild()
                return True
        return super().eventFilter(watched, event)

    @staticmethod
    def _is_plain_enter(event: QKeyEvent) -> bool:
        pad = Qt.KeyboardModifier.KeypadModifier
        return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & ~pad

    # What is shown

    def show_record(self, record: Record) -> None:
        """Show a kept record for correction."""
        self._start(record, f"编辑{one_of(self.ledger.title)}")
        self.fields.show_record(record)
        self.number.setText(record.text(self.ledger.number) if self.ledger.number else "")
        self._show_notes(record)

    def begin(self, raw: Mapping[str, object] | None = None) -> None:
        """Start a new record, with today, the defaults and the last category filled in."""
        self._start(None, f"新增{one_of(self.ledger.title)}")
        self.fields.show_raw(self._desk.office.suggestion(self.ledger.key) if raw is None else raw)
        self.number.setText("编号自动生成" if self.ledger.number else "")
        self.notes.hide()
        self.fields.go_to_first()

    def _start(self, record: Record | None, heading: str) -> None:
        self.old = record
        self.is_dirty = False
        self._left.clear()
        self._following.forget()
        self.heading.setText(heading)
        self.delete.setVisible(record is not None)

    def _tell_anew(self) -> None:
        """Let the notes follow what was written elsewhere, such as a visit of this household."""
        if self.old is not None and self.isVisible():
            self._show_notes(self.old)

    def _show_notes(self, record: Record) -> None:
        self.notes.setText("\n".join(notes_of(self._desk.office, record)))
        self.notes.setVisible(bool(self.notes.text()))

    @property
    def is_dirty(self) -> bool:
        """Whether something was typed that is not kept."""
        return self._is_dirty

    @is_dirty.setter
    def is_dirty(self, is_dirty: bool) -> None:
        self._is_dirty = is_dirty
        if is_dirty:
            self._draft.begin()
        else:
            self._draft.drop()

    def resume(self, record: Record | None, raw: Mapping[str, object]) -> None:
        """Show what was typed before a crash, still unsaved."""
        if record is None:
            self.begin(raw)
        else:
            self.show_record(record)
            for key, words in raw.items():
                if key in self.fields.editors:
                    self.fields.editors[key].show_raw(words)
        self._draft.take_over()
        self.is_dirty = True

    def _note_edit(self) -> None:
        self.is_dirty = True

    def raw(self) -> dict[str, object]:
        """Give what was typed: for a kept record only what differs from it."""
        keys = [key for key in self.fields.editors if not self.ledger.get(key).computed]
        typed = self.fields.raw(keys)
        if self.old is not None:
            shown = {key: self._shown(key) for key in typed}
            typed = {key: value for key, value in typed.items() if value != shown[key]}
        return {**self._following.without(typed), **self.fixed}

    def _shown(self, key: str) -> object:
        """Give what an untouched editor of this field would hold."""
        assert self.old is not None
        value = self.old.values.get(key)
        return self.fields.editors[key].untouched(value)

    def _fill_from(self, link: Link) -> None:
        """Fill what is still empty with what the roll knows of the member chosen."""
        with self._desk.clear_errors():
            for key, words in known_of(self._desk.office, link, self.ledger).items():
                editor = self.fields.editors.get(key)
                if editor is not None and not editor.raw():
                    editor.show_raw(words)

    # Checking and keeping

    def _check_field(self, key: str) -> None:
        """Check what has been left so far, and write the field's value in its usual form."""
        if not self.is_dirty:
            return
        self._left.add(key)
        raw = self.raw()
        problems = examine(self._desk.office, self.ledger.key, raw, self.old)
        self.fields.show_problems(each for each in problems if each.field in self._left and not self._awaits(each))
        if not any(each.field == key and each.blocking for each in problems):
            self._tidy(key)
        self._following.show(following(self._desk.office, self.ledger.key, raw, self.old))

    def _awaits(self, problem: Problem) -> bool:
        """Tell whether what is missing will follow from a field to which the clerk has not come yet."""
        follows = self.ledger.get(problem.field).follows
        return problem.sentence == MISSING and follows in self.fields.editors and follows not in self._left

    def _follow_choice(self, key: str) -> None:
        """Let what follows from a choice follow at once: there is nothing half typed about it."""
        if self.is_dirty:
            self._following.show(following(self._desk.office, self.ledger.key, self.raw(), self.old), but=key)

    def _tidy(self, key: str) -> None:
        editor, kind = self.fields.editors[key], self.ledger.get(key).kind
        if not editor.tidies:
            return
        try:
            value = kind.parse(editor.raw(), self._desk.office.context())
        except Refused:
            return
        if value is not None and kind.text(value) != editor.raw():
            editor.show_value(value)

    def save_record(self, *, another: bool = False) -> bool:
        """Keep what was typed; where something blocks it, go to the first such field. Tells whether it was kept."""
        commit_input_method()
        problems: list[Problem] = []
        done: Record | None = None
        with self._desk.clear_errors():
            self._catch_up()
            result = keep(self._desk.office, self.ledger.key, self.raw(), self.old)
            done, problems = result.record, result.problems
        if done is None:
            self._show_refusal(problems)
            return False
        self.is_dirty = False
        self.show_record(done)
        self.fields.show_problems(problems)
        self._point_to_doubts({each.field for each in problems})
        self._desk.written.emit(self.ledger.key)
        self.kept.emit(done, another)
        return True

    def _catch_up(self) -> None:
        """Take over what was changed elsewhere meanwhile, unless it is what was typed here too."""
        found = self._desk.office.records(self.ledger.key, [self.old.id]) if self.old is not None else []
        if self.old is None or not found or found[0].trashed or found[0].version == self.old.version:
            return
        typed, old = self.raw(), self.old.values
        if not any(found[0].values.get(key) != old.get(key) for key in typed if key in self.fields.editors):
            self.resume(found[0], typed)

    def _point_to_doubts(self, keys: set[str]) -> None:
        """Bring the first field with a doubt into sight: what is said out of sight is not heard."""
        doubted = [key for key in self.fields.editors if key in keys]
        self.doubted = [self.ledger.get(key).title for key in doubted]
        if doubted:
            self.fields.show_sentence(doubted[0])

    def _show_refusal(self, problems: list[Problem]) -> None:
        self._left.update(self.fields.editors)
        self.fields.show_problems(problems)
        blocked = {each.field for each in problems if each.blocking}
        self.fields.go_to(next((key for key in self.fields.editors if key in blocked), ""))

    def may_leave(self) -> bool:
        """Ask what to do with unsaved words; tells whether the form may show something else."""
        if not self.is_dirty:
            return True
        answer = self._desk.messages.ask("这条登记还没有保存。", [SAVE, DROP, STAY])
        if answer == SAVE:
            return self.save_record()
        if answer == DROP:
            self.is_dirty = False
            return True
        return False

    def leave(self) -> None:
        """Close the form, asking about unsaved words."""
        if self.may_leave():
            self.closed.emit()

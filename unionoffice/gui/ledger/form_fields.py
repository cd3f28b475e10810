"""The fields of a form in their groups, each with the sentence that says what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QWidget

from unionoffice.domain.kinds import Money, Rate
from unionoffice.domain.ledger import Field, Ledger, Problem, Record
from unionoffice.gui.desk import Desk
from unionoffice.gui.ledger.editor import Editor
from unionoffice.gui.ledger.editors import editor_for
from unionoffice.gui.ledger.overrides import EDITORS
from unionoffice.gui.plain_widgets import label, restyle

LABEL_LETTERS = 5
"""How many letters of a label stand in one line before it wraps."""


class FormFields(QScrollArea):
    """All editors of a ledger, in a column that scrolls."""

    edited = Signal()
    left = Signal(str)
    """The key of the field that was left."""

    def __init__(self, desk: Desk, ledger: Ledger, hidden: Iterable[str] = ()) -> None:
        super().__init__()
        self._desk = desk
        self.ledger = ledger
        self.editors: dict[str, Editor] = {}
        self.sentences: dict[str, QLabel] = {}
        self._hidden = set(hidden)
        content = QWidget()
        content.setObjectName("fields")
        self._grid = QGridLayout(content)
        self._grid.setContentsMargins(0, 2, 6, 2)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnStretch(1, 1)
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def fill(self) -> None:
        """Make the editors; once the fields have their place, since a move would dress each of them again."""
        for group, fields in _grouped(each for each in self.ledger.fields if each.key not in self._hidden):
            if group:
                self._grid.addWidget(label(group, "group"), self._grid.rowCount(), 0, 1, 2)
            for each in fields:
                self._add(each)
        self._grid.setRowStretch(self._grid.rowCount(), 1)

    def _add(self, key: Field[Any]) -> None:
        made = EDITORS.get(key)
        editor = made(self._desk) if made else editor_for(self._desk, self.ledger.key, key)
        sentence = label(role="error", wrap=True)
        sentence.hide()
        row = self._grid.rowCount()
        self._grid.addWidget(self._title(key), row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(editor, row, 1)
        self._grid.addWidget(sentence, row + 1, 1)
        editor.edited.connect(self.edited)
        editor.left.connect(lambda: self.left.emit(key.key))
        self.editors[key.key] = editor
        self.sentences[key.key] = sentence

    def _title(self, key: Field[Any]) -> QWidget:
        """Make the label, as high as one field so that it stands beside the first line."""
        holder = QWidget()
        holder.setMinimumHeight(self._desk.look.field_height + 2)
        holder.setFixedWidth(self._desk.look.px * (LABEL_LETTERS + 1))
        box = QHBoxLayout(holder)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(3)
        if key.required:
            box.addStretch(0 if len(_with_unit(key)) > LABEL_LETTERS else 1)
            box.addWidget(label("*", "required"))
        text = _with_unit(key)
        is_long = len(text) > LABEL_LETTERS
        words = label(_broken(text, LABEL_LETTERS + (not key.required)), wrap=is_long)
        words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        box.addWidget(words, 1 if words.wordWrap() or not key.required else 0)
        return holder

    def show_record(self, record: Record) -> None:
        """Show the values of a record."""
        for key, editor in self.editors.items():
            editor.show_value(record.values.get(key))
        self.show_problems([])

    def show_raw(self, raw: Mapping[str, object]) -> None:
        """Show words as if they had been typed."""
        for key, editor in self.editors.items():
            editor.show_raw(raw.get(key, ""))
        self.show_problems([])

    def raw(self, keys: Iterable[str]) -> dict[str, object]:
        """Give what was typed in some fields; computed ones are never read."""
        return {key: self.editors[key].raw() for key in keys if not self.ledger.get(key).computed}

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """Put each sentence under its field, the blocking ones in the colour of errors."""
        worst: dict[str, Problem] = {}
        for each in problems:
            if each.field not in worst or each.blocking > worst[each.field].blocking:
                worst[each.field] = each
        for key, sentence in self.sentences.items():
            problem = worst.get(key)
            sentence.setText(problem.sentence if problem else "")
            sentence.setVisible(problem is not None)
            restyle(sentence, role="error" if problem and problem.blocking else "warn")
            self.editors[key].mark(wrong=bool(problem and problem.blocking))

    def show_sentence(self, key: str) -> None:
        """Bring a field and its sentence into sight; the keyboard stays where it is."""
        # The sentences above it are laid out only now.
        QTimer.singleShot(0, self, lambda: self.ensureWidgetVisible(self.editors[key], 0, 100))

    def go_to(self, key: str) -> None:
        """Put the keyboard into a field and bring it into sight."""
        if (editor := self.editors.get(key)) is not None:
            editor.setFocus(Qt.FocusReason.TabFocusReason)
            self.ensureWidgetVisible(editor, 0, 60)

    def go_to_first(self) -> None:
        """Put the keyboard into the field a clerk begins with: the first required or dated one."""
        number = self.ledger.number
        first = next((key for key in self.editors if number is None or key != number.key), "")
        self.verticalScrollBar().setValue(0)
        self.go_to(first)


def _broken(text: str, room: int) -> str:
    """Break a label that is longer than a line where a reader would: at a sign, else before words of two characters."""
    if len(text) <= room:
        return text
    if "/" in text or "（" in text:
        return text.replace("/", "/\n").replace("（", "\n（")
    tail = max(2, len(text) - room)
    tail += tail % 2
    return f"{text[:-tail]}\n{text[-tail:]}"


def _with_unit(key: Field[Any]) -> str:
    """Name the unit where the title does not tell it; amounts are in yuan everywhere."""
    unit = key.kind.unit
    is_told = not unit or unit[0] in key.title or key.title.endswith("数") or isinstance(key.kind, Money | Rate)
    return key.title if is_told else f"{key.title}（{unit}）"


def _grouped(fields: Iterable[Field[Any]]) -> list[tuple[str, list[Field[Any]]]]:
    groups: dict[str, list[Field[Any]]] = {}
    for each in fields:
        groups.setdefault(each.group, []).append(each)
    return sorted(groups.items(), key=lambda pair: bool(pair[0]))

"""Which widget edits which kind of value."""

from __future__ import annotations

from functools import singledispatch
from typing import Any

from unionoffice.domain.kinds import (
    Choice,
    Choices,
    DayKind,
    DaySpan,
    Figures,
    Files,
    Flag,
    Kind,
    LongText,
    Money,
    Ref,
    Text,
)
from unionoffice.domain.ledger import Field
from unionoffice.gui.desk import Desk
from unionoffice.gui.ledger.choice_editors import ChoiceEditor, ChoicesEditor
from unionoffice.gui.ledger.date_editor import DateEditor
from unionoffice.gui.ledger.editor import Editor
from unionoffice.gui.ledger.files_editor import FilesEditor
from unionoffice.gui.ledger.line_editors import LineEditor, MoneyEditor, RecalledTextEditor
from unionoffice.gui.ledger.ref_editor import RefEditor
from unionoffice.gui.ledger.text_editors import FiguresEditor, LongTextEditor


def editor_for(desk: Desk, ledger: str, key: Field[Any]) -> Editor:
    """Make the widget in which a field is typed."""
    return _make(key.kind, desk, ledger, key)


@singledispatch
def _make(kind: Kind[Any], desk: Desk, ledger: str, key: Field[Any]) -> Editor:
    return LineEditor(key)


@_make.register
def _(kind: Text, desk: Desk, ledger: str, key: Field[Any]) -> Editor:
    return RecalledTextEditor(key, lambda words: desk.office.completions(ledger, key.key, words))


@_make.register
def _(kind: LongText, desk: Desk, ledger: str, key: Field[Any]) -> Editor:
    return LongTextEditor(key, desk.look)


@_make.register
def _(kind: Figures, desk: Desk, ledger: str, key: Field[Any]) -> Editor:
    return FiguresEditor(key, desk.look)


@_make.register
def _(kind: Choice, desk: Desk, ledger: str, key: Field[Any]) -> Editor:
    return ChoiceEditor(key, lambda: desk.office.codebook[kind.codes].labels)


@_make.register
def _(kind: Choices, desk: Desk, ledger: str, key: Field[Any]) -> Editor:
    return ChoicesEditor(key, lambda: desk.office.codebook[kind.codes].labels)


@_make.register
def _(kind: Flag, desk: Desk, ledger: str, key: Field[Any]) -> Editor:
    return ChoiceEditor(key, lambda: ("是", "否"))


@_make.register(DayKind)
@_make.register(DaySpan)
def _(kind: DayKind | DaySpan, desk: Desk, ledger: str, key: Field[Any]) -> Editor:
    return DateEditor(key, lambda: desk.office.today)


@_make.register
def _(kind: Money, desk: Desk, ledger: str, key: Field[Any]) -> Editor:
    return MoneyEditor(key, desk.office.context)


@_make.register
def _(kind: Ref, desk: Desk, ledger: str, key: Field[Any]) -> Editor:
    return RefEditor(key, lambda words: desk.office.candidates(kind.ledger, words))


@_make.register
def _(kind: Files, desk: Desk, ledger: str, key: Field[Any]) -> Editor:
    return FilesEditor(key, desk)

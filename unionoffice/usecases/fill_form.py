"""Fill a superior's form for a period or a record, and note that it left the office."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from unionoffice.domain.cell_names import place_of
from unionoffice.domain.form_contents import FilledBlock, Place, Unfilled
from unionoffice.domain.kinds import Refused
from unionoffice.domain.ledger import Field, Record
from unionoffice.domain.period import Period
from unionoffice.domain.superior_form import SERIAL, FieldSource, SuperiorForm
from unionoffice.errors import OfficeError
from unionoffice.exchange.profiles import PROFILE_TITLES, Profile, cell_of
from unionoffice.exchange.safe_name import free_path, safe_name
from unionoffice.exchange.whole_file import whole_file
from unionoffice.usecases.form_engines import fill_file, outline_of
from unionoffice.usecases.form_filler import FormFiller
from unionoffice.usecases.form_reading import FormReading
from unionoffice.usecases.form_sources import field_at
from unionoffice.usecases.office import Office
from unionoffice.usecases.superior_forms import form_file

EVENT = "export"


@dataclass(frozen=True)
class FillReport:
    """What came of filling a form."""

    path: Path
    cells: int
    """How many single cells were filled."""
    rows: int
    """How many detail rows were filled."""
    unfilled: tuple[Unfilled, ...] = ()

    @property
    def sentences(self) -> list[str]:
        """Tell each place that was not filled, with the reason."""
        return _told(self.unfilled)


def _growth(block: FilledBlock) -> int:
    return max(0, len(block.rows) - (block.last_row - block.first_row + 1))


def _with_room(block: FilledBlock, refused: Iterable[Unfilled]) -> FilledBlock:
    """Leave out the records for which a protected sheet had no room."""
    left = sum(
        each.rows_left
        for each in refused
        if each.place.sheet == block.sheet and place_of(each.place.cell)[0] == block.last_row
    )
    return replace(block, rows=block.rows[: len(block.rows) - left]) if left else block


def _told(unfilled: Iterable[Unfilled]) -> list[str]:
    return [f"{each.place.sheet} {each.place.cell}：{each.reason}。" for each in unfilled]


@dataclass(frozen=True)
class FilledForm:
    """A form with its values in place, not yet written anywhere."""

    content: bytes
    filled: frozenset[Place]
    """The single cells that took their value."""
    blocks: tuple[FilledBlock, ...]
    unfilled: tuple[Unfilled, ...]
    noted: Mapping[str, Any]
    """What the trail will say of it."""

    def where(self, place: Place) -> Place:
        """Tell where a place of the blank form is now that its detail rows have grown."""
        row, _ = place_of(place.cell)
        column = place.cell.rstrip("0123456789")
        above = [each for each in self.blocks if each.sheet == place.sheet and each.last_row < row]
        return Place(place.sheet, f"{column}{row + sum(map(_growth, above))}")

    def first_row(self, block: FilledBlock) -> int:
        """Tell in which row the records of a block begin."""
        return place_of(self.where(Place(block.sheet, f"A{block.first_row}")).cell)[0]

    @property
    def sentences(self) -> list[str]:
        """Tell each place that was not filled, with the reason."""
        return _told(self.unfilled)


def fill_form(
    office: Office,
    form: SuperiorForm,
    target: Path,
    period: Period,
    record_id: int | None = None,
    *,
    profile: Profile = "report",
    purpose: str = "",
) -> FillReport:
    """Write the filled form; raises OfficeError and leaves an older file whole.

    With the profile 公示 names and numbers of persons lose their middle and what is not public stays blank.
    """
    _check_target(form, target)
    return write_filled(office, form, filled_form(office, form, period, record_id, profile=profile), target, purpose)


def filled_form(
    office: Office, form: SuperiorForm, period: Period, record_id: int | None = None, *, profile: Profile = "report"
) -> FilledForm:
    """Put the values into a form, for a look before it is written; raises OfficeError."""
    record = _record(office, form, record_id)
    data = form_file(office, form.name)
    reading = FormReading(office, period, record, profile, in_words=form.is_word)
    filler = FormFiller(reading, outline_of(form.file_name, data))
    cells = filler.cells(form.singles)
    asked = [filler.block(each) for each in form.blocks]
    content, refused = fill_file(form.file_name, data, cells, asked)
    blocks = [_with_room(each, refused) for each in asked]
    missed = {each.place for each in refused}
    unfilled = (*filler.unfilled, *refused, *filler.unmapped(form.singles))
    filled = frozenset(place for place, value in cells.items() if value is not None and place not in missed)
    noted: dict[str, Any] = {"form": form.name, "rows": sum(len(each.rows) for each in blocks), "cells": len(filled)}
    noted |= {"profile": PROFILE_TITLES[profile], "period": period.label}
    if record is not None:
        noted |= {"ledger": record.ledger.key, "record": record.id}
    return FilledForm(content, filled, tuple(blocks), unfilled, noted)


def write_filled(office: Office, form: SuperiorForm, filled: FilledForm, target: Path, purpose: str = "") -> FillReport:
    """Write a form as it was filled and note it; raises OfficeError and leaves an older file whole."""
    _check_target(form, target)
    return _noted(office, _write(filled, target), target, purpose)


def _write(filled: FilledForm, target: Path) -> FilledForm:
    with whole_file(target) as stream:
        stream.write(filled.content)
    return replace(filled, noted={**filled.noted, "file": hashlib.sha256(filled.content).hexdigest()})


def _noted(office: Office, filled: FilledForm, target: Path, purpose: str) -> FillReport:
    office.file.log_event(EVENT, {**filled.noted, "purpose": purpose} if purpose else dict(filled.noted))
    return FillReport(target, len(filled.filled), sum(len(each.rows) for each in filled.blocks), filled.unfilled)


def fill_forms(
    office: Office,
    form: SuperiorForm,
    folder: Path,
    period: Period,
    ids: Sequence[int],
    *,
    profile: Profile = "report",
    purpose: str = "",
) -> list[FillReport]:
    """Write one file for each of these records into a folder; a name that is taken gets a number.

    Raises OfficeError and leaves none of them where one cannot be written.
    """
    written: list[tuple[FilledForm, Path]] = []
    try:
        for each in ids:
            target = free_path(folder / suggested_name(office, form, period, each, profile=profile))
            filled = filled_form(office, form, period, each, profile=profile)
            # Of hundreds of forms only what is to be told of them is kept.
            written.append((replace(_write(filled, target), content=b""), target))
    except OfficeError as error:
        for _, target in written:
            target.unlink(missing_ok=True)
        raise OfficeError(
            f"{error.sentence.removesuffix('。')}；第 {len(written) + 1} 份没有写成，这一批 {len(ids)} 份都没有导出。"
        ) from error
    return [_noted(office, filled, target, purpose) for filled, target in written]


def suggested_name(
    office: Office,
    form: SuperiorForm,
    period: Period,
    record_id: int | None = None,
    *,
    profile: Profile = "report",
) -> str:
    """Suggest what the filled file is called: 困难职工档案表_张三.docx, 2026年上半年帮扶统计表.xlsx."""
    ending = ".docx" if form.is_word else ".xlsx"
    if form.per_record and record_id is not None:
        record = office.record(form.per_record, record_id)
        called = _masked_label(record) if profile == "public" else record.label
        return f"{safe_name(form.name, 40)}_{safe_name(called, 30)}{ending}"
    return f"{safe_name(period.label + form.name)}{ending}"


def _masked_label(record: Record) -> str:
    """Call a record as a public paper may: a name in the file's name would undo the stars inside it."""
    named = next((each for each in record.ledger.label if record.values.get(each.key) is not None), None)
    return str(cell_of(named, record.values[named.key], "public")) if named else record.label


def record_meant(office: Office, form: SuperiorForm, words: str) -> int | None:
    """Find the record that a name, a number of its own or its place in the ledger means; raises OfficeError."""
    if not form.per_record or not words:
        return None
    if words.isdecimal() and office.records(form.per_record, [int(words)]):
        return int(words)
    try:
        return office.find(form.per_record, words).id
    except Refused as refused:
        raise OfficeError(f"{refused.sentence}。") from refused


def fields_taken(office: Office, form: SuperiorForm) -> list[Field[Any]]:
    """List the fields that the form takes whole, so that the clerk is asked before it is written."""
    wanted = [(form.per_record, each.source.field) for each in form.singles if isinstance(each.source, FieldSource)]
    wanted += [(block.ledger, key) for block in form.blocks for key in block.columns.values() if key != SERIAL]
    fields = (_field(office, ledger, key) for ledger, key in wanted)
    return [each for each in fields if each is not None]


def _field(office: Office, ledger: str, key: str) -> Field[Any] | None:
    declared = office.ledgers.by_key.get(ledger)
    return field_at(office, declared, key) if declared else None


def _check_target(form: SuperiorForm, target: Path) -> None:
    ending = ".docx" if form.is_word else ".xlsx"
    if target.suffix.lower() != ending:
        raise OfficeError(f"这份表格填好后是 {ending} 文件，请把文件名改成以 {ending} 结尾。")


def _record(office: Office, form: SuperiorForm, record_id: int | None) -> Record | None:
    if not form.per_record:
        return None
    ledger = office.ledgers.by_key.get(form.per_record)
    if ledger is None:
        raise OfficeError("这份表格按登记填写，而那个台账已经删除或隐藏。")
    if record_id is None:
        raise OfficeError(f"这份表格按“{ledger.title}”的登记逐份填写，请先选择登记。")
    return office.record(ledger.key, record_id)

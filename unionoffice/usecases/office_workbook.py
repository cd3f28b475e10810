"""Write a whole office as one workbook, and fill an empty office from it: the same records, lists and chapters again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from unionoffice.domain.codes import Code, CodeList
from unionoffice.domain.kinds import Files, Link, Ref
from unionoffice.domain.kinds.kind import Cell
from unionoffice.domain.ledger import Field, Ledger, Record
from unionoffice.domain.own import OwnField, OwnKind, OwnRegister
from unionoffice.domain.period import Period
from unionoffice.domain.query import Query
from unionoffice.errors import OfficeError
from unionoffice.exchange.office_workbook import PlainSheet, read_workbook, write_workbook
from unionoffice.storage import manuscripts, office_tables, own_tables
from unionoffice.summary.chapters import ChapterNode
from unionoffice.usecases.default_rows import SEEDED_LEDGERS
from unionoffice.usecases.keep_record import keep
from unionoffice.usecases.office import AUTHOR, NAME, PARENT, TEMPLATE, Office

EXPORT, IMPORT = "export", "import"
SET_UP, ROW_ID, LABEL = "设置", "记录号", "名称"
"""The sheet of what the office has set up, and the two columns before the fields of a ledger."""
_KIND, _NAME, _CONTENT = "种类", "名称", "内容"
_SETTINGS = (NAME, AUTHOR, PARENT, TEMPLATE)
Rows = Sequence[Mapping[str, object]]


def write_office(office: Office, target: Path) -> Path:
    """Write every record that is not in the trash, with ID numbers and all.

    Attachments, superiors' forms and the trail stay behind. Raises OfficeError and leaves an older file whole.
    """
    write_workbook(target, [_set_up(office), *(_sheet(office, each) for each in office.ledgers_with_hidden.all)])
    digest = hashlib.sha256(target.read_bytes()).hexdigest()
    office.file.log_event(EXPORT, {"what": "整个单位", "file": digest})
    return target


def _sheet(office: Office, ledger: Ledger) -> PlainSheet:
    fields = _fields(ledger)
    heads = (ROW_ID, LABEL, *(each.title for each in fields))
    formats = ("0", "@", *(each.kind.cell_format for each in fields))
    return PlainSheet(ledger.title, heads, _rows(office, ledger, fields), formats)


def _fields(ledger: Ledger) -> list[Field[Any]]:
    return [each for each in ledger.fields if not each.computed and not isinstance(each.kind, Files)]


def _rows(office: Office, ledger: Ledger, fields: Sequence[Field[Any]]) -> Iterator[list[Cell]]:
    table = office.table_with_hidden(ledger)
    ids = sorted(table.ids(Query(), office.context()))
    labels = table.labels(ids)
    for record in table.records(ids):
        values = (record.values.get(each.key) for each in fields)
        cells = [
            None if value is None else each.kind.to_cell(value) for each, value in zip(fields, values, strict=True)
        ]
        yield [record.id, labels[record.id], *cells]


def _set_up(office: Office) -> PlainSheet:
    rows: list[tuple[str, str, object]] = [("设置", key, office.setting(key)) for key in _SETTINGS]
    rows += [("登记簿", each.key, asdict(each)) for each in office.own_registers]
    rows += [("栏目", f"{each.ledger}/{each.key}", asdict(each)) for each in office.own_fields]
    for name, codes in _lists(office):
        rows += [("选项", name, [code.label, list(code.was), code.is_hidden]) for code in codes.codes]
    rows += [("章节", node.title, list(node.row)) for node in office.codes.chapters()]
    rows += [
        ("期间", each.label, [each.start.isoformat(), each.end.isoformat(), each.kind]) for each in office.periods()
    ]
    for period in manuscripts.periods(office.file):
        content = manuscripts.read_manuscript(office.file, period) or {}
        words = content.pop("words", {})
        rows.append(("总结", period, content))
        rows += [("总结段落", f"{period}\n{key}", each) for key, each in words.items()]
    cells = [(kind, name, json.dumps(content, ensure_ascii=False)) for kind, name, content in rows]
    return PlainSheet(SET_UP, (_KIND, _NAME, _CONTENT), cells, ("@", "@", "@"))


def _lists(office: Office) -> Iterator[tuple[str, CodeList]]:
    codebook = office_tables.read_codebook(office.file)
    yield from ((name, codebook[name]) for name in codebook)


def fill_office(office: Office, source: Path) -> int:
    """Fill an office that holds no records with those of a workbook; returns how many records came in.

    All or nothing. Raises OfficeError when the office is not empty, or the file is no workbook of a whole office.
    """
    sheets = read_workbook(source)
    if SET_UP not in sheets:
        raise OfficeError("这不是由本程序导出的整个单位的文件。")
    if any(office.count(each.key, Query()) for each in office.ledgers.all if each.key not in SEEDED_LEDGERS):
        raise OfficeError("本台账里已经有登记，整个单位的文件只能导入到新建的空台账。")
    try:
        with office.steps.not_kept(), office.file.schema_change():
            own = _set_up_again(office, sheets[SET_UP])
            count = _Filler(office, sheets).fill()
            _hide_again(office, own)
            office.file.log_event(IMPORT, {"what": "整个单位", "rows": count})
    finally:
        office.refresh()
    return count


Own = tuple[list[OwnRegister], list[OwnField]]


def _set_up_again(office: Office, rows: Rows) -> Own:
    """Make the lists, chapters and own ledgers again; hidden ones are open until their records are in."""
    told: dict[str, list[tuple[str, Any]]] = {}
    for row in rows:
        told.setdefault(str(row[_KIND]), []).append((str(row[_NAME]), json.loads(str(row[_CONTENT]))))
    for key, value in told.get("设置", ()):
        if value:
            office.settings.put(key, value)
    registers = [OwnRegister(**{**each, "was": tuple(each["was"])}) for _, each in told.get("登记簿", ())]
    fields = [
        OwnField(**{**each, "was": tuple(each["was"]), "kind": OwnKind(each["kind"])})
        for _, each in told.get("栏目", ())
    ]
    for register in registers:
        own_tables.add_register(office.file, replace(register, is_hidden=False))
    for field in fields:
        own_tables.add_field(office.file, replace(field, is_hidden=False))
    office.file.db.execute("DELETE FROM code")
    lists: dict[str, list[Code]] = {}
    for name, (label, was, is_hidden) in told.get("选项", ()):
        lists.setdefault(name, []).append(Code(label, tuple(was), is_hidden))
    for name, codes in lists.items():
        office_tables.add_codes(office.file, name, codes)
        for code in codes:
            office_tables.change_code(office.file, name, code.label, code)
    chapters = [ChapterNode.from_row((title, part, shown)) for _, (title, part, shown) in told.get("章节", ())]
    office_tables.write_chapters(office.file, (node.row for node in chapters))
    _periods_again(office, told)
    office.refresh()
    own_tables.make_room(office.file.db, office.ledgers.all)
    return registers, fields


def _hide_again(office: Office, own: Own) -> None:
    registers, fields = own
    for register in registers:
        own_tables.change_register(office.file, register)
    for field in fields:
        own_tables.change_field(office.file, field)


def _periods_again(office: Office, told: Mapping[str, Sequence[tuple[str, Any]]]) -> None:
    for label, (start, end, kind) in told.get("期间", ()):
        office_tables.add_period(office.file, Period(label, date.fromisoformat(start), date.fromisoformat(end), kind))
    words: dict[str, dict[str, Any]] = {}
    for name, each in told.get("总结段落", ()):
        period, key = name.split("\n")
        words.setdefault(period, {})[key] = each
    for period, content in told.get("总结", ()):
        manuscripts.write_manuscript(office.file, period, {**content, "words": words.get(period, {})})


class _Filler:
    """Keeps the records of all sheets; links are found by the labels that the sheets give their records."""

    def __init__(self, office: Office, sheets: Mapping[str, Rows]) -> None:
        self._office = office
        self._rows = {each.key: sheets.get(each.title, ()) for each in office.ledgers.all}
        self._old = {ledger: {str(row[LABEL]): _id(row) for row in rows} for ledger, rows in self._rows.items()}
        self._new: dict[tuple[str, int], int] = {}

    def fill(self) -> int:
        """Keep every row, then set the links to records that came in after it."""
        for key in SEEDED_LEDGERS:
            ids = self._office.ids(key, Query())
            self._office.table(key).set_trashed(ids, datetime.now(UTC).isoformat(timespec="milliseconds"))
        for ledger in self._office.ledgers.all:
            for row in self._rows[ledger.key]:
                self._keep(ledger, row)
        for ledger in self._office.ledgers.all:
            for row in self._rows[ledger.key]:
                self._complete(ledger, row)
        return len(self._new)

    def _keep(self, ledger: Ledger, row: Mapping[str, object]) -> None:
        raw = self._raw(ledger, row)
        kept = keep(self._office, ledger.key, raw, doubting=False)
        if kept.record is None:
            wrong = next(each for each in kept.problems if each.blocking)
            raise OfficeError(
                f"“{ledger.title}”第 {_id(row)} 号记录不能导入：{ledger.get(wrong.field).title}{wrong.sentence}。"
            )
        self._new[ledger.key, _id(row)] = kept.record.id

    def _complete(self, ledger: Ledger, row: Mapping[str, object]) -> None:
        """Keep the row again where the first time left something out: a later record, or what another one changed."""
        record = self._office.record(ledger.key, self._new[ledger.key, _id(row)])
        raw = self._raw(ledger, row)
        wanted, _ = ledger.parse(raw, self._office.context(), record)
        if wanted is not None and _told(wanted) != _told(record):
            keep(self._office, ledger.key, raw, record, doubting=False)

    def _raw(self, ledger: Ledger, row: Mapping[str, object]) -> dict[str, object]:
        raw: dict[str, object] = {}
        for each in _fields(ledger):
            cell = row.get(each.title)
            raw[each.key] = "" if cell is None else cell
            if isinstance(each.kind, Ref) and cell not in (None, ""):
                raw[each.key] = self._link(each.kind.ledger, str(cell)) or ""
        return raw

    def _link(self, ledger: str, label: str) -> Link | None:
        old = self._old.get(ledger, {}).get(label)
        new = self._new.get((ledger, old)) if old is not None else None
        return None if new is None else Link(ledger, new, label)


def _id(row: Mapping[str, object]) -> int:
    """Read the number that a record had in the office it comes from; a spreadsheet may have made it 3.0."""
    return int(float(str(row[ROW_ID])))


def _told(record: Record) -> dict[str, Any]:
    return {key: value for key, value in record.values.items() if key in {each.key for each in _fields(record.ledger)}}

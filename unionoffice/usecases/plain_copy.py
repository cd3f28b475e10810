"""Give the records to an IT person: a plain SQLite file and the attachments, readable without this program."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from unionoffice.domain.kinds import Files
from unionoffice.domain.ledger import Ledger, Record
from unionoffice.domain.query import Query
from unionoffice.errors import OfficeError
from unionoffice.exchange.safe_name import safe_name
from unionoffice.storage.attachments import Attachments
from unionoffice.storage.plain_copy import Value, write_plain_copy
from unionoffice.usecases.office import Office
from unionoffice.usecases.superior_forms import forms

EXPORT = "export"
DATABASE, ATTACHMENTS = "台账.sqlite", "附件"


def write_plain_folder(office: Office, target: Path) -> Path:
    """Write 台账.sqlite and 附件/ into a new folder and note it on the trail.

    Everything in it is readable by anybody. Raises OfficeError when the folder holds something already or cannot be
    written; nothing is left of it then.
    """
    if target.exists() and any(target.iterdir()):
        raise OfficeError("请选择一个空文件夹，里面不能已有文件。")
    was_there = target.exists()
    try:
        target.mkdir(parents=True, exist_ok=True)
        write_plain_copy(target / DATABASE, (_table(office, each) for each in office.ledgers_with_hidden.all))
        count = _write_attachments(office, target / ATTACHMENTS)
    except OSError as error:
        _clear(target, was_there=was_there)
        raise OfficeError("文件夹不能写入，没有导出；请换一个位置再试。") from error
    except BaseException:
        _clear(target, was_there=was_there)
        raise
    office.file.log_event(EXPORT, {"what": "普通数据库", "attachments": count})
    return target


def _clear(target: Path, *, was_there: bool) -> None:
    shutil.rmtree(target, ignore_errors=True)
    if was_there:
        target.mkdir(exist_ok=True)


def _table(office: Office, ledger: Ledger) -> tuple[str, list[str], Iterator[list[Value]]]:
    return (
        ledger.title,
        _told_apart(["记录号", *(each.title for each in ledger.fields)]),
        (_row(ledger, record) for record in _records(office, ledger)),
    )


def _told_apart(heads: list[str]) -> list[str]:
    """Number heads that SQLite would take for the same: it knows no difference between A and a."""
    seen: dict[str, int] = {}
    made = []
    for head in heads:
        times = seen[head.lower()] = seen.get(head.lower(), 0) + 1
        made.append(head if times == 1 else f"{head} {times}")
    return made


def _records(office: Office, ledger: Ledger) -> Iterator[Record]:
    table = office.table_with_hidden(ledger)
    yield from table.records(sorted(table.ids(Query(), office.context())))


def _row(ledger: Ledger, record: Record) -> list[Value]:
    return [record.id, *(_value(record, each.key) for each in ledger.fields)]


def _value(record: Record, key: str) -> Value:
    value = record.values.get(key)
    if value is None or isinstance(value, int | float):
        return value
    if isinstance(value, Decimal):
        # Money in yuan as a decimal text: a REAL would lose fen in sums.
        return f"{value:f}"
    return record.text(record.ledger.get(key))


def _write_attachments(office: Office, folder: Path) -> int:
    """Decrypt every attachment under its ledger, its record and its own name, and the blank forms of superiors.

    Those that are missing are left out.
    """
    stored = office.file.attachments
    count = 0
    for ledger in office.ledgers_with_hidden.all:
        keys = [each.key for each in ledger.fields if isinstance(each.kind, Files)]
        for record in _records(office, ledger) if keys else ():
            for attachment in (each for key in keys for each in record.values.get(key, ())):
                count += _write(stored, attachment.digest, folder / ledger.title / str(record.id), attachment.file_name)
    for form in forms(office):
        count += _write(stored, form.digest, folder / "上级表格", f"{form.name}{Path(form.file_name).suffix}")
    return count


def _write(stored: Attachments, digest: str, folder: Path, name: str) -> bool:
    try:
        content = stored.read(digest)
    except OfficeError:
        return False
    folder.mkdir(parents=True, exist_ok=True)
    place = folder / safe_name(name)
    number = 2
    while place.exists():
        place = folder / safe_name(f"{number}-{name}")
        number += 1
    place.write_bytes(content)
    return True

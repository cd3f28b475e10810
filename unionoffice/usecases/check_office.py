"""Look through the whole office for what is wrong: the file, the numbers, the links, the attachments."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from unionoffice.domain.draft import Row
from unionoffice.domain.kinds import Attachment, Context, Files, IdNumber, Ref
from unionoffice.domain.ledger import Field, Ledger, Problem, Reading, Record, read_value
from unionoffice.domain.query import Query
from unionoffice.ledgers.household import FAMILY, FAMILY_ID, HOUSEHOLD
from unionoffice.ledgers.household import ID_NUMBER as HOUSEHOLD_ID
from unionoffice.ledgers.member import MEMBER, PHONE
from unionoffice.storage import health, trail
from unionoffice.usecases.office import Office
from unionoffice.usecases.superior_forms import forms

_NUMBER = re.compile(r"[0-9]{11,}[0-9Xx]?")


@dataclass(frozen=True)
class Finding:
    """One thing the clerk should look at; the text holds no ID number."""

    code: str
    text: str
    rows: tuple[Row, ...] = ()


def check_office(office: Office) -> list[Finding]:
    """Check the file and every record; raises OfficeError only when the file itself is damaged."""
    return [*_of_file(office), *_of_records(office), *_of_duplicates(office)]


def _of_file(office: Office) -> Iterator[Finding]:
    health.refuse_damage(office.file.db)
    first_bad = trail.verify(office.file.db)
    if first_bad is not None:
        yield Finding("trail", f"修改留痕从第 {first_bad} 条起与封存不符，可能被别的程序改过")


def _of_records(office: Office) -> Iterator[Finding]:
    digests: dict[str, list[Row]] = defaultdict(list)
    again = ReadAgain(office)
    for ledger in office.ledgers.all:
        for record in office.records(ledger.key, office.ids(ledger.key, Query())):
            yield from _of_record(again, ledger, record)
            for digest in _attached(record):
                digests[digest].append((ledger.key, record.id))
    for digest, fault in office.file.attachments.faults(digests):
        yield Finding("attachment", fault, tuple(digests[digest]))
    for form in forms(office):
        for _, fault in office.file.attachments.faults([form.digest]):
            yield Finding("attachment", f"上级表格“{form.name}”：{fault}")


def _of_record(again: ReadAgain, ledger: Ledger, record: Record) -> Iterator[Finding]:
    row = (ledger.key, record.id)
    for problem in again.problems(record):
        title = ledger.get(problem.field).title
        code = "id_number" if isinstance(ledger.get(problem.field).kind, IdNumber) else "value"
        yield Finding(code, f"{ledger.title}第 {record.id} 条“{title}”：{problem.sentence}", (row,))


class ReadAgain:
    """Reads records as if they were typed now: code lists and limits of values may have changed since.

    For one walk, during which nothing is written: what many records share is read once.
    """

    def __init__(self, office: Office) -> None:
        self._context = office.context()
        self._known: dict[str, dict[tuple[str, str], Reading]] = defaultdict(dict)

    def problems(self, record: Record) -> list[Problem]:
        """Say what is wrong or unusual about the values of a record."""
        raw = {
            each.key: record.values.get(each.key) if isinstance(each.kind, Ref | Files) else record.text(each)
            for each in record.ledger.fields
            if not each.computed
        }
        read = partial(self._read, self._known[record.ledger.key])
        problems = record.ledger.parse(raw, self._context, record, read)[1]
        # What a form may say beside the number just typed is no matter for a list.
        return [replace(each, sentence=_NUMBER.sub("该号码", each.sentence)) for each in problems]

    @staticmethod
    def _read(known: dict[tuple[str, str], Reading], key: Field[Any], raw: object, context: Context) -> Reading:
        if not isinstance(raw, str):
            return read_value(key, raw, context)
        asked = (key.key, raw)
        if asked not in known:
            known[asked] = read_value(key, raw, context)
        return known[asked]


def _attached(record: Record) -> Iterable[str]:
    for each in record.ledger.fields:
        if isinstance(each.kind, Files):
            attachments: tuple[Attachment, ...] = record.values.get(each.key, ())
            yield from (attachment.digest for attachment in attachments)


def _of_duplicates(office: Office) -> Iterator[Finding]:
    """Find people in two household files, and members that share a telephone."""
    for ledgers, title in (
        (((HOUSEHOLD, HOUSEHOLD_ID), (FAMILY, FAMILY_ID)), "身份证号"),
        (((MEMBER, PHONE),), "手机号码"),
    ):
        seen: dict[str, list[Row]] = defaultdict(list)
        for ledger, key in ledgers:
            for record in office.records(ledger.key, office.ids(ledger.key, Query())):
                if words := record.text(key):
                    seen[words].append((ledger.key, record.id))
        for rows in seen.values():
            if len(rows) > 1:
                yield Finding("duplicate", f"{len(rows)} 条登记的{title}相同", tuple(rows))

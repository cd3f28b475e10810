"""Write a ledger as the file a superior asks for, and note that it left the office: when, for whom and what for."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from unionoffice.domain.ledger import Field, Privacy, Record
from unionoffice.domain.query import Query
from unionoffice.errors import OfficeError
from unionoffice.exchange.csv_file import Encoding, beyond_gbk, write_csv
from unionoffice.exchange.ledger_sheet import shared_heads
from unionoffice.exchange.profiles import PROFILE_TITLES, Profile, filled_fields, profile_fields, without_numbers
from unionoffice.exchange.safe_name import LONGEST_PATH, free_path, suggested_path
from unionoffice.exchange.writer import LedgerSheet, write_ledger
from unionoffice.usecases.office import REVIEWER, TELEPHONE, Office

EVENT = "export"
_READ_AT_ONCE = 500


@dataclass(frozen=True)
class Selection:
    """What of a ledger goes into a file: what the query finds, or the chosen records, in that order."""

    ledger: str
    query: Query = Query()  # noqa: RUF009 - frozen
    ids: Sequence[int] | None = None
    columns: Sequence[Field[Any]] = ()
    """None: those of the profile that are not blank throughout."""
    profile: Profile = "report"


@dataclass(frozen=True)
class Manner:
    """How a file looks and why it leaves the office."""

    two_levels: bool = False
    watermark: str = ""
    encoding: Encoding = "utf-8-sig"
    """Of a CSV file."""
    purpose: str = ""
    recipient: str = ""


def export(office: Office, selection: Selection, target: Path, manner: Manner = Manner()) -> Path:
    """Export a selection: as CSV under a name that ends so, else as Excel.

    Raises OfficeError and leaves an older file whole; FileInUseError where another program holds it.
    """
    if len(str(target)) > LONGEST_PATH:
        raise OfficeError("文件夹和文件名合起来太长，Excel 打不开；请换一个位置，或取短一些的名字。")
    sheet = _sheet(office, selection, manner)
    is_csv = target.suffix.lower() == ".csv"
    rows = write_csv(target, sheet, manner.encoding) if is_csv else write_ledger(target, sheet)
    noted = {
        "ledger": selection.ledger,
        "rows": rows,
        "columns": [each.title for each in sheet.fields],
        "profile": PROFILE_TITLES[selection.profile],
        # The clerk types these three; no number of a person is to stay on the trail for ever.
        "purpose": without_numbers(manner.purpose),
        "recipient": without_numbers(manner.recipient),
        "name": without_numbers(target.name),
        "file": hashlib.sha256(target.read_bytes()).hexdigest(),
    }
    office.file.log_event(EVENT, noted)
    return target


def _sheet(office: Office, selection: Selection, manner: Manner) -> LedgerSheet:
    """Gather what is to be written."""
    ledger, query, ids = selection.ledger, selection.query, selection.ids
    columns, profile = selection.columns, selection.profile
    declared = office.ledgers.by_key[ledger]
    records = _Records(office, ledger, office.ids(ledger, query) if ids is None else ids)
    fields = profile_fields(declared, profile, columns)
    if not fields:
        raise OfficeError("所选的栏目都不能公示，没有可以导出的。")
    if not columns and profile != "archive" and records:
        fields = filled_fields(fields, records)
    return LedgerSheet(
        ledger=declared,
        records=records,
        title=f"{query.period.label if query.period else ''}{declared.title}{'（公示）' if profile == 'public' else ''}",
        office_name=office.name,
        filled_on=office.today,
        fields=fields,
        profile=profile,
        signers={
            "审核人": office.setting(REVIEWER),
            "制表人": office.author,
            "联系电话": office.setting(TELEPHONE),
        },
        codes=office.codebook,
        two_levels=manner.two_levels,
        watermark=manner.watermark,
    )


def lost_signs(office: Office, selection: Selection) -> list[str]:
    """Name the cells whose rare characters a program that knows only GBK would lose, and the characters."""
    found = beyond_gbk(_sheet(office, selection, Manner()))
    return [f"{each.record} 的“{each.field}”：{'、'.join(each.signs)}" for each in found]


def columns_of(office: Office, ledger: str, profile: Profile) -> tuple[Field[Any], ...]:
    """Name the columns that suit a profile, blank ones among them."""
    return profile_fields(office.ledgers.by_key[ledger], profile)


def allowed(fields: Sequence[Field[Any]], profile: Profile) -> list[Field[Any]]:
    """Leave out of chosen columns what the profile never shows."""
    return [each for each in fields if profile != "public" or each.privacy is not Privacy.HIDDEN]


def has_groups(fields: Sequence[Field[Any]]) -> bool:
    """Tell whether some neighbouring columns belong together, so that a common head over them makes sense."""
    return any(shared_heads(fields))


def proposed_path(office: Office, ledger: str, query: Query, folder: Path, suffix: str) -> Path:
    """Propose 2026年上半年困难职工帮扶台账_单位_20260705.xlsx, with （2） when the name is taken."""
    span = query.period.label if query.period else ""
    return suggested_path(folder, span, office.ledgers.by_key[ledger].title, office.name, office.today, suffix)


def another_name(taken: Path) -> Path:
    """Give the next free name beside a file that another program holds."""
    return free_path(taken)


class _Records(Collection[Record]):
    """Records read a few hundred at a time, each time they are gone through: a long ledger takes no more memory."""

    def __init__(self, office: Office, ledger: str, ids: Sequence[int]) -> None:
        self._office, self._ledger, self._ids = office, ledger, ids

    def __len__(self) -> int:
        return len(self._ids)

    def __iter__(self) -> Iterator[Record]:
        for start in range(0, len(self._ids), _READ_AT_ONCE):
            yield from self._office.records(self._ledger, self._ids[start : start + _READ_AT_ONCE])

    def __contains__(self, record: object) -> bool:
        return isinstance(record, Record) and record.id in self._ids

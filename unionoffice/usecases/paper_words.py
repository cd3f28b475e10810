"""What a record says on paper: values with their units, numbers of persons masked unless they are wanted."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal
from typing import Any

from unionoffice.domain.capital_amount import capital_amount
from unionoffice.domain.kinds import Attachment, BankCard, Files, IdNumber, Phone
from unionoffice.domain.ledger import Field, Record
from unionoffice.errors import OfficeError
from unionoffice.exchange.profiles import OFFICE_ONLY, without_numbers
from unionoffice.ledgers.aid import AMOUNT, AMOUNT_QUALIFIER, DIRECTION, HOUSEHOLD_REF, RETURNED, STAGE
from unionoffice.ledgers.household import HOUSEHOLD
from unionoffice.reports.form_parts import Picture
from unionoffice.usecases.attach_file import read_attachment
from unionoffice.usecases.office import Office

PHOTO_ENDINGS = (".jpg", ".jpeg", ".png", ".bmp", ".gif", ".webp")
"""How the names of pictures end that can be printed."""
PAID_OUT = "支出"
_OTHER_PHONE = "phone_other"
"""A telephone that is kept as words, since two may stand in it."""


def said(record: Record, key: str, *, full: bool) -> str:
    """Write a value with its unit, empty where the field or the value is missing."""
    each = record.ledger.get(key, None)
    return "" if each is None else said_of(record, each, full=full)


def said_of(record: Record, each: Field[Any], *, full: bool) -> str:
    """Write the value of a field; without `full` numbers of ID papers, telephones and cards lose their middle."""
    value = record.values.get(each.key)
    if value is None:
        return ""
    words: str = each.kind.text(value)
    if not full:
        if isinstance(each.kind, IdNumber | Phone | BankCard):
            return each.kind.masked(value)
        words = Phone().masked(words) if each.key == _OTHER_PHONE else without_numbers(words)
    return f"{words} {each.kind.unit}" if each.kind.unit and each.kind.unit != "%" else words


def all_said(record: Record, *, full: bool) -> dict[str, str]:
    """Write all values by the keys of their fields."""
    return {each.key: said_of(record, each, full=full) for each in record.ledger.fields}


def others_said(record: Record, placed: Collection[str], *, full: bool) -> tuple[tuple[str, str], ...]:
    """Write what is filled but has no place of its own on a form, the office's own fields among it."""
    return tuple(
        (each.title, words)
        for each in record.ledger.fields
        if each.key not in placed and each.key not in OFFICE_ONLY and not isinstance(each.kind, Files)
        if (words := said_of(record, each, full=full))
    )


def amount_of(record: Record) -> str:
    """Write the amount of an aid, with 余 or 约 behind it where it is not exact."""
    return f"{record.text(AMOUNT)}{record.text(AMOUNT_QUALIFIER)}"


def paid_out(records: Iterable[Record]) -> list[Record]:
    """Leave out what came in and what was given back."""
    return [
        record for record in records if (record[DIRECTION] or PAID_OUT) == PAID_OUT and record.text(STAGE) != RETURNED
    ]


def homes_of(office: Office, aids: Iterable[Record]) -> dict[int, Record]:
    """Read the household files that aids are for, by the ids of the aids."""
    links = {each.id: link.id for each in aids if (link := each[HOUSEHOLD_REF])}
    files = {home.id: home for home in office.records(HOUSEHOLD.key, sorted(set(links.values())))}
    return {aid: files[home] for aid, home in links.items() if home in files}


def total_of(records: Iterable[Record], amount: Field[Decimal]) -> Decimal:
    """Add up the amounts in yuan."""
    return sum((record[amount] or Decimal(0) for record in records), Decimal(0))


def aid_sum(aids: Sequence[Record]) -> str:
    """Add up aids: how many, the total unless all were gifts in kind, and in 大写 unless an amount is not exact."""
    total = total_of(aids, AMOUNT)
    if not total:
        return f"{len(aids)} 笔"
    if any(record.text(AMOUNT_QUALIFIER) for record in aids):
        return f"{len(aids)} 笔　约 ￥{total:,.2f} 元"
    return f"{len(aids)} 笔　￥{total:,.2f} 元　（大写）{capital_amount(total)}"


def photo_of(office: Office, file: Attachment, words: str = "照片无法显示") -> Picture:
    """Give a kept photo, read when it is drawn; the words stand in its place where it cannot be shown."""

    def read() -> bytes | None:
        try:
            return read_attachment(office, file)
        except OfficeError:
            return None

    return Picture(read, words)


def photos_among(files: Iterable[Attachment]) -> list[Attachment]:
    """Choose the pictures that can be printed."""
    return [file for file in files if file.file_name.lower().endswith(PHOTO_ENDINGS)]

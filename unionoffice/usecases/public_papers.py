"""Builds what hangs on the wall: names masked, nothing of ID papers, telephones, cards, addresses, health or causes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from unionoffice.domain.ledger import Field, Record
from unionoffice.domain.query import Query
from unionoffice.errors import OfficeError
from unionoffice.exchange.profiles import cell_of, profile_fields
from unionoffice.ledgers import aid, household
from unionoffice.ledgers.household_stages import PUBLICITY
from unionoffice.ledgers.shared import UNIT, WHEN
from unionoffice.reports.form_parts import FormPaper
from unionoffice.reports.papers.public_notice import PublicNotice, aid_notice, household_notice
from unionoffice.usecases.office import Office
from unionoffice.usecases.paper_kinds import PaperOptions
from unionoffice.usecases.paper_words import aid_sum, amount_of, homes_of, paid_out

_IN_KIND = "实物"
_MANY = re.compile(
    "(?:全体|全厂|全局|全校|本单位|各单位|在职|在岗|一线|离退休|退休|女|、|和|及)*(?:职工|会员|员工|工人|人员)"
)
"""What can only be said of many: anything else may hold a person's name and is masked."""


def _public(record: Record, key: Field[Any]) -> str:
    """Write a value as a stranger may see it; a field that strangers must not see gives nothing."""
    if key not in profile_fields(record.ledger, "public", [key]):
        return ""
    cell = cell_of(key, record.values.get(key.key), "public")
    return "" if cell is None else str(cell)


def household_notices(office: Office, records: Sequence[Record], options: PaperOptions) -> Iterator[FormPaper]:
    """Give one 困难职工名单公示."""
    employer = household.HOUSEHOLD.get("employer")
    rows = tuple(
        (
            _public(record, household.HEAD),
            _public(record, employer),
            _public(record, household.CATEGORY),
            record.text(household.SIZE),
        )
        for record in records
    )
    spans = {record.text(PUBLICITY) for record in records}
    # Files that hang on different days have no span in common; the clerk writes it by hand.
    span = spans.pop() if len(spans) == 1 else ""
    yield household_notice(PublicNotice(office.name, rows, f"{len(rows)} 户", span))


def aid_notices(office: Office, records: Sequence[Record], options: PaperOptions) -> Iterator[FormPaper]:
    """Give one 帮扶发放公示 of what is paid out; raises OfficeError when nothing is."""
    aids = paid_out(records)
    if not aids:
        raise OfficeError("这里没有可以公示的发放记录（收入和已退回的不算）。")
    homes = homes_of(office, aids)
    unit_ids = office.ids("unit", Query())
    units = office.labels("unit", unit_ids).values()
    rows = tuple(_aid_cells(record, homes.get(record.id), units) for record in aids)
    yield aid_notice(PublicNotice(office.name, rows, aid_sum(aids)))


def _aid_cells(record: Record, home: Record | None, units: Collection[str]) -> tuple[str, ...]:
    name = _group(record, units) or _public(record, aid.RECIPIENT) or (_public(home, household.HEAD) if home else "")
    employer = household.HOUSEHOLD.get("employer")
    unit = _public(record, UNIT) or (_public(home, employer) if home else "")
    amount = amount_of(record) or (_IN_KIND if record.values.get("goods") else "")
    return name, unit, _public(record, WHEN), amount


def _group(record: Record, units: Collection[str]) -> str:
    """Give the recipient as it is where it is many people of the office (细纱车间全体职工), none of them named."""
    words = bare = record.text(aid.RECIPIENT)
    for unit in sorted(units, key=len, reverse=True):
        bare = bare.replace(unit, "")
    return words if (record[aid.PERSONS] or 1) > 1 and _MANY.fullmatch(bare) else ""

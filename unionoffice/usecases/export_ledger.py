"""Write a ledger as the Excel file a superior asks for, and note that it left the office."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from unionoffice.domain.ledger import Field
from unionoffice.domain.query import Query
from unionoffice.exchange.profiles import PROFILE_TITLES, Profile
from unionoffice.exchange.writer import LedgerSheet, write_ledger
from unionoffice.usecases.office import Office

EVENT = "export"


def export(
    office: Office,
    ledger: str,
    target: Path,
    query: Query = Query(),  # noqa: B008 - frozen
    ids: Sequence[int] | None = None,
    columns: Sequence[Field[Any]] = (),
    profile: Profile = "report",
) -> Path:
    """Export what a query finds, or the chosen records, in that order; raises OfficeError and leaves an older file whole."""
    declared = office.ledgers.by_key[ledger]
    records = office.records(ledger, office.ids(ledger, query) if ids is None else ids)
    sheet = LedgerSheet(
        ledger=declared,
        records=records,
        title=f"{query.period.label if query.period else ''}{declared.title}{'（公示）' if profile == 'public' else ''}",
        office_name=office.name,
        filled_on=office.today,
        fields=tuple(columns),
        profile=profile,
        signers={"制表人": office.author},
        codes=office.codebook,
    )
    write_ledger(target, sheet)
    digest = hashlib.sha256(target.read_bytes()).hexdigest()
    noted = {"ledger": ledger, "rows": len(records), "profile": PROFILE_TITLES[profile], "file": digest}
    office.file.log_event(EVENT, noted)
    return target

"""The rows a new office begins with: limits (the national frame in use, other places' as examples), papers of a file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from unionoffice.domain.ledger import Ledger
from unionoffice.domain.query import Query
from unionoffice.ledgers.limit import LIMIT
from unionoffice.ledgers.paper_rule import PAPER_RULE
from unionoffice.paths import RESOURCES

if TYPE_CHECKING:
    from unionoffice.usecases.office import Office

SEEDED = "limits_seeded"
PAPERS_SEEDED = "papers_seeded"
"""The settings that say so: an office that has thrown its rows away does not get them again."""
DEFAULTS = ((LIMIT, "limits.json", SEEDED), (PAPER_RULE, "papers.json", PAPERS_SEEDED))
SEEDED_LEDGERS = frozenset(ledger.key for ledger, _, _ in DEFAULTS)
"""The keys of the ledgers that hold something before the clerk has written anything."""


def add_default_rows(office: Office) -> None:
    """Give an office that never had such rows those of the program; what the office wrote itself stays alone."""
    for ledger, file, seeded in DEFAULTS:
        if not office.setting(seeded):
            with office.steps.not_kept():
                if not office.count(ledger.key, Query()) and not office.count(ledger.key, Query(trashed=True)):
                    _add_all(office, ledger, file)
                office.settings.put(seeded, "1")


def _add_all(office: Office, ledger: Ledger, file: str) -> None:
    table = office.table(ledger.key)
    for row in json.loads((RESOURCES / file).read_text("utf-8"))["rows"]:
        # The limits say in JSON's own true and false whether they are in use; a blank is filled by the field's default.
        raw = {key: value if isinstance(value, str) else ("是" if value else "否") for key, value in row.items()}
        record, problems = table.ledger.parse(raw, office.context())
        if record is None:
            raise AssertionError(problems)
        office.codes.grow(table.ledger, [record])
        table.add(record)

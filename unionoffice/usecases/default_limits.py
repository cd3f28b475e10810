"""The limits a new office begins with: the national frame in use, examples of other places to be checked and switched on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from unionoffice.domain.query import Query
from unionoffice.ledgers.registers import LIMIT
from unionoffice.paths import RESOURCES

if TYPE_CHECKING:
    from unionoffice.usecases.office import Office

SEEDED = "limits_seeded"
"""The setting that says so: an office that has thrown its limits away does not get them again."""


def add_default_limits(office: Office) -> None:
    """Give an office that never had limits those of the program; what the office wrote itself stays alone."""
    if office.setting(SEEDED):
        return
    with office.steps.not_kept():
        if not office.count(LIMIT.key, Query()) and not office.count(LIMIT.key, Query(trashed=True)):
            _add_all(office)
        office.settings.put(SEEDED, "1")


def _add_all(office: Office) -> None:
    table = office.table(LIMIT.key)
    for row in json.loads((RESOURCES / "limits.json").read_text("utf-8"))["rows"]:
        record, problems = table.ledger.parse({**row, "in_use": "是" if row["in_use"] else "否"}, office.context())
        if record is None:
            raise AssertionError(problems)
        office.grow_codes(table.ledger, record)
        table.add(record)

"""What attacks on an office have in common: records kept with one line, and the whole file as it can be compared."""

from __future__ import annotations

from typing import Any

from unionoffice.domain.ledger import Record
from unionoffice.domain.query import Query
from unionoffice.usecases.keep_record import keep
from unionoffice.usecases.office import Office

Rows = dict[str, dict[int, tuple[dict[str, Any], bool]]]
"""For each ledger the stored columns of every row by id, and whether it is in the trash."""
_MOVES_ON = frozenset({"id", "row_version", "deleted_at"})


def kept(office: Office, ledger: str, **raw: object) -> Record:
    """Keep a record that must be possible."""
    result = keep(office, ledger, raw)
    assert result.record is not None, result.problems
    return result.record


def changed(office: Office, ledger: str, row_id: int, **raw: object) -> Record:
    """Change a record."""
    result = keep(office, ledger, raw, office.record(ledger, row_id))
    assert result.record is not None, result.problems
    return result.record


def sentences(office: Office, ledger: str, **raw: object) -> list[str]:
    """Give the doubts of a record that is kept."""
    result = keep(office, ledger, raw)
    assert result.record is not None, result.problems
    return [each.sentence for each in result.problems]


def all_rows(office: Office) -> Rows:
    """Read every column of every row of every ledger, hidden ones too, but what only ever grows."""
    rows: Rows = {}
    for ledger in office.ledgers_with_hidden.all:
        names = [each[0] for each in office.file.db.execute("SELECT name FROM pragma_table_xinfo(?)", [ledger.key])]
        found = office.file.db.execute('SELECT * FROM "' + ledger.key + '"').fetchall()
        whole = [dict(zip(names, row, strict=True)) for row in found]
        rows[ledger.key] = {
            row["id"]: ({name: value for name, value in row.items() if name not in _MOVES_ON}, bool(row["deleted_at"]))
            for row in whole
        }
    return rows


def without_new_trash(now: Rows, before: Rows) -> Rows:
    """Leave out what lies in the trash and was not there before: an addition taken back ends there."""
    return {
        ledger: {each: row for each, row in rows.items() if not row[1] or each in before.get(ledger, {})}
        for ledger, rows in now.items()
        if ledger in before
    }


def with_columns_of(rows: Rows, before: Rows) -> Rows:
    """Leave out the columns of fields that did not exist before, which are empty again."""
    for ledger, found in rows.items():
        known = {name for row, _ in before[ledger].values() for name in row}
        for row, _ in found.values():
            for name in [each for each in row if known and each not in known]:
                assert row.pop(name) is None, (ledger, name)
    return rows


def count(office: Office, ledger: str) -> int:
    """Count the records that are not in the trash."""
    return office.count(ledger, Query())

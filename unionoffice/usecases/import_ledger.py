"""Take in a table: what is right is kept in one transaction, what is not is named row by row."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from unionoffice.domain.ledger import Record
from unionoffice.domain.period import Period
from unionoffice.domain.query import Query
from unionoffice.errors import OfficeError
from unionoffice.exchange.child_columns import ChildColumn, Target
from unionoffice.exchange.import_plan import Cancelled, Existing, Outcome, PlannedRow, Policy, Step
from unionoffice.exchange.import_set import Planner, Tables, WholePlan, plan_all
from unionoffice.exchange.natural_key import Key, records_by_key
from unionoffice.exchange.pasted import begins_with_heads, pasted_sheet
from unionoffice.exchange.sheets import Sheet, read_sheets
from unionoffice.exchange.table import Table
from unionoffice.storage import backup
from unionoffice.uncollected import uncollected
from unionoffice.usecases.import_doubts import ImportBook, with_doubts
from unionoffice.usecases.import_report import ImportReport, report_of, write_refused_rows
from unionoffice.usecases.import_tables import finder, guessed, tables_in, tables_without_heads
from unionoffice.usecases.import_writing import Writing
from unionoffice.usecases.office import Office
from unionoffice.usecases.saved_mappings import mapping_named

__all__ = [
    "Cancelled",
    "ChildColumn",
    "ImportReport",
    "Outcome",
    "PlannedRow",
    "Policy",
    "Sheet",
    "Step",
    "Table",
    "Tables",
    "Target",
    "WholePlan",
    "begins_with_heads",
    "finder",
    "guessed",
    "pasted_sheet",
    "read_sheets",
    "tables_in",
    "tables_without_heads",
    "write_refused_rows",
]

_OFTEN = 1_000
"""So many records are arranged between two steps of the progress."""


def import_file(
    office: Office,
    ledger: str,
    source: Path,
    policy: Policy = "skip",
    preview: bool = False,
    period: Period | None = None,
    mapping: str = "",
) -> ImportReport:
    """Import a file, or only say what an import would do.

    `period` is where rows with neither 日期 nor 所属期 belong, `mapping` the name of a saved mapping. Raises OfficeError
    when the file cannot be read; then, as after a power cut, nothing of it is kept.
    """
    tables = tables_in(office, ledger, read_sheets(source))
    declared = office.ledgers.by_key[ledger]
    targets = mapping_named(office, declared, mapping, tables.main.heads) if mapping else None
    plan = plan_tables(office, ledger, tables, policy, targets)
    return foreseen(office, ledger, tables, plan) if preview else carry_out(office, ledger, tables, plan, period)


def plan_tables(
    office: Office,
    ledger: str,
    tables: Tables,
    policy: Policy = "skip",
    mapping: Sequence[Target] | None = None,
    accepted: Collection[int] = (),
    step: Step = lambda done, total: True,
) -> WholePlan:
    """Plan an import; writes nothing. Raises Cancelled when `step` says so."""
    declared = office.ledgers.by_key[ledger]
    book = ImportBook(office, step)

    @cache
    def by_key(key: str) -> Mapping[Key, Sequence[Record]]:
        return records_by_key(office.ledgers.by_key[key], _stepped(book.records(key, Query()), step))

    def existing(key: str) -> Existing:
        return lambda wanted: by_key(key).get(wanted, ())

    planner = Planner(office.context(), existing, policy, accepted, step)
    with uncollected():
        plan = plan_all(tables, declared, office.ledgers.children_of(declared), planner, mapping)
        return with_doubts(office, declared, plan, book, step)


def _stepped(records: Sequence[Record], step: Step) -> Iterator[Record]:
    for done, record in enumerate(records):
        if done % _OFTEN == 0 and not step(done, len(records)):
            raise Cancelled
        yield record


def foreseen(office: Office, ledger: str, tables: Tables, plan: WholePlan) -> ImportReport:
    """Say what an import would do."""
    children = tuple(report_of(each.ledger, each.plan, each.table, {}) for each in plan.children)
    return replace(report_of(office.ledgers.by_key[ledger], plan.main, tables.main, {}), children=children)


def carry_out(
    office: Office,
    ledger: str,
    tables: Tables,
    plan: WholePlan,
    period: Period | None = None,
    step: Step = lambda done, total: True,
) -> ImportReport:
    """Do what was planned in one transaction; raises Cancelled, and nothing is kept, when `step` says so."""
    declared = office.ledgers.by_key[ledger]
    notices = [] if plan.is_empty else _backed_up(office)
    writing = Writing(office, declared, plan, period, step)
    if not plan.is_empty:
        with uncollected():
            writing.write()
    report = report_of(declared, plan.main, tables.main, writing.late[declared.key])
    children = tuple(
        report_of(each.ledger, each.plan, each.table, writing.late[each.ledger.key]) for each in plan.children
    )
    return replace(report, notices=[*notices, *report.notices], children=children)


def _backed_up(office: Office) -> list[str]:
    """Back up before so much is written; where that fails, say so: the import is one transaction all the same."""
    try:
        backup.back_up(office.file, office.backup_folder, "导入前", only_if_changed=True)
    except OfficeError as error:
        return [f"导入前没有备份：{error.sentence}"]
    return []

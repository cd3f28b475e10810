"""Take in a table: what is right is kept in one transaction, what is not is named row by row."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from unionoffice.domain.kinds import Link
from unionoffice.domain.ledger import Ledger, Record
from unionoffice.domain.period import Period
from unionoffice.domain.query import Query
from unionoffice.errors import OfficeError
from unionoffice.exchange.child_columns import ChildColumn, Target, guess_targets
from unionoffice.exchange.import_plan import Cancelled, Existing, ImportPlan, Outcome, PlannedRow, Policy, Step, told
from unionoffice.exchange.import_set import ChildPlan, Planner, Tables, WholePlan, plan_all
from unionoffice.exchange.natural_key import Key, records_by_key
from unionoffice.exchange.pasted import begins_with_heads, pasted_sheet
from unionoffice.exchange.reader import child_tables, main_table, table_in, table_without_heads
from unionoffice.exchange.refused_rows import write_refused
from unionoffice.exchange.sheets import Sheet, read_sheets
from unionoffice.exchange.table import RefusedRow, Table
from unionoffice.ledgers import Ledgers
from unionoffice.ledgers.shared import PERIOD, WHEN
from unionoffice.storage import backup
from unionoffice.usecases.import_doubts import ImportBook, with_doubts
from unionoffice.usecases.keep_record import keep_read
from unionoffice.usecases.office import Office
from unionoffice.usecases.saved_mappings import mapping_named

__all__ = [
    "Cancelled",
    "ChildColumn",
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
    "pasted_sheet",
    "read_sheets",
]

EVENT = "import"
_OFTEN = 1_000
"""So many records are arranged between two steps of the progress."""


@dataclass(frozen=True)
class ImportReport:
    """What an import did, or in a preview would do."""

    mapping: Mapping[str, str | None]
    """Each head as found, and the key of its field."""
    added: int
    changed: int
    same: int
    """Rows that were there already, those that differ but were skipped among them."""
    refused: list[RefusedRow]
    notices: list[str] = field(default_factory=list)
    table: Table | None = None
    """The table of its own that it tells of; None for records that stood in the rows of others."""
    title: str = ""
    """The title of the ledger."""
    children: tuple[ImportReport, ...] = ()
    """The same of the records that belong to these."""

    def as_json(self) -> dict[str, Any]:
        """Give the report in the form that `import --json` prints."""
        refused = [{"row": each.row, "problems": list(each.problems)} for each in self.refused]
        counts = {"add": self.added, "change": self.changed, "same": self.same}
        report: dict[str, Any] = {"mapping": dict(self.mapping), **counts, "refused": refused, "notices": self.notices}
        if self.children:
            report["children"] = {each.title: each.as_json() for each in self.children}
        return report

    @property
    def counts(self) -> str:
        """Say in a line how many rows came to what."""
        return f"新增 {self.added} 条，修改 {self.changed} 条，已有 {self.same} 条，不能导入 {len(self.refused)} 条"

    def sentences(self) -> list[str]:
        """Say it to the clerk."""
        sentences = [
            self.counts,
            *(f"第 {each.row} 行：{'；'.join(each.problems)}" for each in self.refused),
            *self.notices,
        ]
        return [*sentences, *(f"{each.title}：{sentence}" for each in self.children for sentence in each.sentences())]

    @property
    def is_all_refused(self) -> bool:
        """Tell whether there were rows and none of them was right."""
        parts = (self, *self.children)
        return any(each.refused for each in parts) and not any(each.added + each.changed + each.same for each in parts)


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


def tables_in(
    office: Office, ledger: str, sheets: Sequence[Sheet], sheet: Sheet | None = None, head_row: int | None = None
) -> Tables:
    """Find the table for a ledger, and those of the records that belong to its records, among the sheets of a file.

    `sheet` and `head_row` are what the clerk has pointed at. Raises OfficeError where there is no table.
    """
    return _tables_in(office.ledgers, office.ledgers.by_key[ledger], sheets, sheet, head_row)


def finder(office: Office, ledger: str) -> Callable[[Sequence[Sheet]], Tables]:
    """Make what finds the tables away from the office: it knows the declarations and asks no record."""
    ledgers = office.ledgers
    return lambda sheets: _tables_in(ledgers, ledgers.by_key[ledger], sheets, None, None)


def _tables_in(
    ledgers: Ledgers, declared: Ledger, sheets: Sequence[Sheet], sheet: Sheet | None, head_row: int | None
) -> Tables:
    if sheet is None:
        main = main_table(sheets, declared)
    else:
        found = table_in(sheet, declared, head_row)
        if found is None:
            raise OfficeError("这个工作表里没有找到表头，请在下面点一下表头所在的行。")
        main = found
    return _with_children(ledgers, declared, sheets, main)


def tables_without_heads(office: Office, ledger: str, sheet: Sheet, heads: Sequence[str]) -> Tables:
    """Take all rows of a sheet for a ledger; the heads are the titles of the columns in which they are to stand."""
    return Tables(table_without_heads(sheet, heads))


def _with_children(ledgers: Ledgers, declared: Ledger, sheets: Sequence[Sheet], main: Table) -> Tables:
    children = child_tables(sheets, main, ledgers.children_of(declared))
    taken = {main.sheet, *(table.sheet for _, table in children)}
    left = [each.name for each in sheets if each.name not in taken and each.grid]
    notices = [*main.notices, *([f"没有导入的其他工作表：{'、'.join(left)}"] if left else [])]
    return Tables(replace(main, notices=notices), children)


def guessed(office: Office, ledger: str, heads: Sequence[str]) -> list[Target]:
    """Guess what each head means."""
    declared = office.ledgers.by_key[ledger]
    return guess_targets(heads, declared, office.ledgers.children_of(declared))


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
    plan = plan_all(tables, declared, office.ledgers.children_of(declared), planner, mapping)
    return with_doubts(office, declared, plan, book, step)


def _stepped(records: Sequence[Record], step: Step) -> Iterator[Record]:
    for done, record in enumerate(records):
        if done % _OFTEN == 0 and not step(done, len(records)):
            raise Cancelled
        yield record


def foreseen(office: Office, ledger: str, tables: Tables, plan: WholePlan) -> ImportReport:
    """Say what an import would do."""
    children = tuple(_report(each.ledger, each.plan, each.table, {}) for each in plan.children)
    return replace(_report(office.ledgers.by_key[ledger], plan.main, tables.main, {}), children=children)


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
    writing = _Writing(office, declared, plan, period, step)
    if not plan.is_empty:
        writing.write()
    report = _report(declared, plan.main, tables.main, writing.late[declared.key])
    children = tuple(
        _report(each.ledger, each.plan, each.table, writing.late[each.ledger.key]) for each in plan.children
    )
    return replace(report, notices=[*notices, *report.notices], children=children)


def _report(
    ledger: Ledger, plan: ImportPlan, table: Table | None, late: Mapping[int, tuple[RefusedRow, Outcome]]
) -> ImportReport:
    lost = [outcome for _, outcome in late.values()]
    refused = [*plan.refused, *(row for row, _ in late.values())]
    return ImportReport(
        mapping={head: each.key if each else None for head, each in plan.mapping},
        added=plan.count(Outcome.ADD) - lost.count(Outcome.ADD),
        changed=plan.count(Outcome.CHANGE) - lost.count(Outcome.CHANGE),
        same=plan.count(Outcome.SAME, Outcome.LEFT),
        refused=sorted(refused, key=lambda each: each.row),
        notices=plan.notices,
        table=table,
        title=ledger.title,
    )


def _backed_up(office: Office) -> list[str]:
    """Back up before so much is written; where that fails, say so: the import is one transaction all the same."""
    try:
        backup.back_up(office.file, office.backup_folder, "导入前", only_if_changed=True)
    except OfficeError as error:
        return [f"导入前没有备份：{error.sentence}"]
    return []


def write_refused_rows(report: ImportReport, target: Path) -> Path:
    """Write the refused rows as an Excel file with a column 原因, to be corrected and imported again."""
    assert report.table is not None
    further = [(each.title, each.table, each.refused) for each in report.children if each.table and each.refused]
    write_refused(target, report.table, report.refused, report.title, further)
    return target


class _Writing:
    """Keeps what a plan takes; remembers the rows that only the whole office could tell to be wrong."""

    def __init__(self, office: Office, ledger: Ledger, plan: WholePlan, period: Period | None, step: Step) -> None:
        self._office, self._ledger, self._plan, self._period, self._step = office, ledger, plan, period, step
        self._total = sum(len(each.to_keep) for each in (plan.main, *(child.plan for child in plan.children)))
        self._done = 0
        self._kept: dict[int, Link] = {}
        """The record as which the row of a number was kept."""
        keys = (ledger.key, *(each.ledger.key for each in plan.children))
        self.late: dict[str, dict[int, tuple[RefusedRow, Outcome]]] = {key: {} for key in keys}

    def write(self) -> None:
        """Keep everything or nothing."""
        office = self._office
        try:
            with office.steps.named(self._title()) if self._plan.children else office.file.write():
                rows = self._plan.main.to_keep
                kept = self._keep(self._ledger, [(row, self._in_period(row)) for row in rows])
                labels = office.labels(self._ledger.key, [record.id for record in kept if record])
                for row, record in zip(rows, kept, strict=True):
                    if record is not None:
                        self._kept[row.number] = Link(self._ledger.key, record.id, labels[record.id])
                for child in self._plan.children:
                    self._keep_children(child)
                office.file.log_event(EVENT, {"ledger": self._ledger.key, "rows": len(self._kept)})
        except BaseException:
            office.refresh()
            raise

    def _title(self) -> str:
        kept = [
            (self._ledger.title, self._plan.main),
            *((each.ledger.title, each.plan) for each in self._plan.children),
        ]
        title, plan = next((title, plan) for title, plan in kept if plan.to_keep)
        return f"导入{title} {len(plan.to_keep)} 条"

    def _keep_children(self, child: ChildPlan) -> None:
        parent = child.ledger.parent
        assert parent is not None
        rows: list[tuple[PlannedRow, Record]] = []
        for row in child.plan.to_keep:
            assert row.new is not None
            link = row.new[parent]
            if link is None or link.id > 0:
                rows.append((row, row.new))
            elif -link.id in self._kept:
                rows.append((row, row.new.with_values({parent.key: self._kept[-link.id]})))
            else:
                self._refuse(child.ledger, row, ["所属的登记没有导入"])
        self._keep(child.ledger, rows)

    def _keep(self, ledger: Ledger, rows: Sequence[tuple[PlannedRow, Record]]) -> list[Record | None]:
        """Keep what was planned, in the order of the rows; None for what only the whole office tells to be wrong."""

        def step(done: int) -> None:
            if not self._step(self._done + done, self._total):
                raise Cancelled

        kept = keep_read(self._office, [(record, row.old) for row, record in rows], step)
        for (row, _), each in zip(rows, kept, strict=True):
            if each.record is None:
                self._refuse(ledger, row, [told(ledger.get(p.field).title, p.sentence) for p in each.problems])
        self._done += len(rows)
        return [each.record for each in kept]

    def _refuse(self, ledger: Ledger, row: PlannedRow, problems: Sequence[str]) -> None:
        self.late[ledger.key][row.number] = (RefusedRow(row.number, problems), row.outcome)

    def _in_period(self, row: PlannedRow) -> Record:
        """Give what would be kept; a new row that names no day and no period belongs to the one of the import."""
        assert row.new is not None
        ledger, new = self._ledger, row.new
        if self._period is None or row.old is not None or not ledger.has(WHEN) or WHEN.key in row.raw:
            return new
        if PERIOD.key in row.raw:
            return new
        read, _ = ledger.parse({**row.raw, PERIOD.key: self._period.label}, self._office.context())
        return read or new

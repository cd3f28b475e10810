"""Take in a table: what is right is kept in one transaction, what is not is named row by row."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from unionoffice.domain.kinds import Link
from unionoffice.domain.ledger import Ledger, Record
from unionoffice.domain.period import Period
from unionoffice.domain.query import Query
from unionoffice.errors import OfficeError
from unionoffice.exchange.child_columns import ChildColumn, Target, guess_targets
from unionoffice.exchange.import_plan import Cancelled, Existing, ImportPlan, Outcome, PlannedRow, Policy, Step
from unionoffice.exchange.import_set import ChildPlan, Planner, Tables, WholePlan, plan_all
from unionoffice.exchange.natural_key import records_by_key
from unionoffice.exchange.pasted import begins_with_heads, pasted_sheet
from unionoffice.exchange.reader import child_tables, main_table, table_in, table_without_heads
from unionoffice.exchange.refused_rows import write_refused
from unionoffice.exchange.sheets import Sheet, read_sheets
from unionoffice.exchange.table import RefusedRow, Table
from unionoffice.ledgers.shared import PERIOD, WHEN
from unionoffice.storage import backup
from unionoffice.usecases.keep_record import keep
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
    "pasted_sheet",
    "read_sheets",
]

EVENT = "import"
_OFTEN = 20
"""So many rows are kept between two steps of the progress."""


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
        told = [self.counts, *(f"第 {each.row} 行：{'；'.join(each.problems)}" for each in self.refused), *self.notices]
        return [*told, *(f"{each.title}：{sentence}" for each in self.children for sentence in each.sentences())]

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
    declared = office.ledgers.by_key[ledger]
    if sheet is None:
        main = main_table(sheets, declared)
    else:
        found = table_in(sheet, declared, head_row)
        if found is None:
            raise OfficeError("这个工作表里没有找到表头，请在下面点一下表头所在的行。")
        main = found
    return _with_children(office, declared, sheets, main)


def tables_without_heads(office: Office, ledger: str, sheet: Sheet, heads: Sequence[str]) -> Tables:
    """Take all rows of a sheet for a ledger; the heads are the titles of the columns in which they are to stand."""
    return Tables(table_without_heads(sheet, heads))


def _with_children(office: Office, declared: Ledger, sheets: Sequence[Sheet], main: Table) -> Tables:
    children = child_tables(sheets, main, office.ledgers.children_of(declared))
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
    planner = Planner(office.context(), _Existing(office), policy, accepted, step)
    return plan_all(tables, declared, office.ledgers.children_of(declared), planner, mapping)


class _Existing:
    """The records of an office by what tells them apart, read when first asked for."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def __call__(self, ledger: str) -> Existing:
        declared = self._office.ledgers.by_key[ledger]
        records = self._office.records(ledger, self._office.ids(ledger, Query()))
        there = records_by_key(declared, records)
        return lambda key: there.get(key, ())


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
        self._kept: dict[int, int] = {}
        """The id under which the row of a number was kept."""
        keys = (ledger.key, *(each.ledger.key for each in plan.children))
        self.late: dict[str, dict[int, tuple[RefusedRow, Outcome]]] = {key: {} for key in keys}

    def write(self) -> None:
        """Keep everything or nothing."""
        office = self._office
        try:
            with office.steps.named(self._title()) if self._plan.children else office.file.write():
                for number, raw, old in self._plan.main.to_keep:
                    row = _with_period(self._ledger, raw, old, self._period)
                    self._keep(self._ledger, number, row, old)
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
        for number, raw, old in child.plan.to_keep:
            link = raw.get(parent.key)
            if isinstance(link, Link) and link.id < 0:
                if -link.id not in self._kept:
                    self._refuse(child.ledger, number, ["所属的登记没有导入"], old)
                    continue
                raw = {**raw, parent.key: Link(link.ledger, self._kept[-link.id], link.label)}
            self._keep(child.ledger, number, raw, old)

    def _keep(self, ledger: Ledger, number: int, raw: Mapping[str, object], old: Record | None) -> None:
        if self._done % _OFTEN == 0 and not self._step(self._done, self._total):
            raise Cancelled
        self._done += 1
        kept = keep(self._office, ledger.key, raw, old, doubting=False)
        if kept.record is None:
            problems = [f"{ledger.get(p.field).title}：{p.sentence}" for p in kept.problems if p.blocking]
            self._refuse(ledger, number, problems, old)
        elif ledger is self._ledger:
            self._kept[number] = kept.record.id

    def _refuse(self, ledger: Ledger, number: int, problems: Sequence[str], old: Record | None) -> None:
        outcome = Outcome.CHANGE if old else Outcome.ADD
        self.late[ledger.key][number] = (RefusedRow(number, problems), outcome)


def _with_period(
    ledger: Ledger, raw: dict[str, object], old: Record | None, period: Period | None
) -> Mapping[str, object]:
    if period is None or old is not None or not ledger.has(WHEN) or raw.get(WHEN.key) or raw.get(PERIOD.key):
        return raw
    return {**raw, PERIOD.key: period.label}

"""Take in an Excel file: what is right is kept in one transaction, what is not is named row by row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from unionoffice.domain.ledger import Ledger, Record
from unionoffice.domain.period import Period
from unionoffice.domain.query import Query
from unionoffice.errors import OfficeError
from unionoffice.exchange.importer import ImportPlan, Outcome, Policy, plan_import
from unionoffice.exchange.natural_key import records_by_key
from unionoffice.exchange.reader import read_table
from unionoffice.exchange.refused_rows import write_refused
from unionoffice.exchange.table import RefusedRow, Table
from unionoffice.ledgers.shared import PERIOD, WHEN
from unionoffice.storage import backup
from unionoffice.usecases.keep_record import keep
from unionoffice.usecases.office import Office

EVENT = "import"


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

    def as_json(self) -> dict[str, Any]:
        """Give the report in the form that `import --json` prints."""
        refused = [{"row": each.row, "problems": list(each.problems)} for each in self.refused]
        counts = {"add": self.added, "change": self.changed, "same": self.same}
        return {"mapping": dict(self.mapping), **counts, "refused": refused, "notices": self.notices}

    def sentences(self) -> list[str]:
        """Say it to the clerk."""
        done = f"新增 {self.added} 条，修改 {self.changed} 条，已有 {self.same} 条，拒绝 {len(self.refused)} 条"
        return [done, *(f"第 {each.row} 行：{'；'.join(each.problems)}" for each in self.refused), *self.notices]


def import_file(
    office: Office,
    ledger: str,
    source: Path,
    policy: Policy = "skip",
    preview: bool = False,
    period: Period | None = None,
) -> ImportReport:
    """Import a file, or only say what an import would do.

    `period` is where rows with neither 日期 nor 所属期 belong. Raises OfficeError when the file cannot be read; then, as
    after a power cut, nothing of it is kept.
    """
    declared = office.ledgers.by_key[ledger]
    table = read_table(source, declared)
    there = records_by_key(declared, office.records(ledger, office.ids(ledger, Query())))
    plan = plan_import(table, declared, office.context(), lambda key: there.get(key, ()), policy)
    notices = list(plan.notices) if preview else [*_backed_up(office), *plan.notices]
    refused = plan.refused
    lost = {Outcome.ADD: 0, Outcome.CHANGE: 0}
    if not preview:
        late = _keep_all(office, declared, plan, period)
        refused = sorted([*refused, *(row for row, _ in late)], key=lambda each: each.row)
        for _, outcome in late:
            lost[outcome] += 1
    return ImportReport(
        mapping={head: each.key if each else None for head, each in plan.mapping},
        added=plan.count(Outcome.ADD) - lost[Outcome.ADD],
        changed=plan.count(Outcome.CHANGE) - lost[Outcome.CHANGE],
        same=plan.count(Outcome.SAME, Outcome.LEFT),
        refused=refused,
        notices=notices,
        table=table,
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
    write_refused(target, report.table, report.refused)
    return target


def _keep_all(
    office: Office, ledger: Ledger, plan: ImportPlan, period: Period | None
) -> list[tuple[RefusedRow, Outcome]]:
    """Keep what the plan takes; returns the rows that only the whole office could tell to be wrong."""
    late = []
    try:
        with office.file.write():
            for number, raw, old in plan.to_keep:
                row = _with_period(ledger, raw, old, period)
                kept = keep(office, ledger.key, row, old, doubting=False)
                if kept.record is None:
                    problems = [f"{ledger.get(p.field).title}：{p.sentence}" for p in kept.problems if p.blocking]
                    late.append((RefusedRow(number, problems), Outcome.CHANGE if old else Outcome.ADD))
            office.file.log_event(EVENT, {"ledger": ledger.key, "rows": len(plan.to_keep) - len(late)})
    except BaseException:
        office.refresh()
        raise
    return late


def _with_period(
    ledger: Ledger, raw: dict[str, object], old: Record | None, period: Period | None
) -> Mapping[str, object]:
    if period is None or old is not None or not ledger.has(WHEN) or raw.get(WHEN.key) or raw.get(PERIOD.key):
        return raw
    return {**raw, PERIOD.key: period.label}

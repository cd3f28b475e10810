"""Say what an import did, or in a preview would do, and give the refused rows back to be corrected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from unionoffice.domain.ledger import Ledger
from unionoffice.exchange.import_plan import ImportPlan, Outcome
from unionoffice.exchange.refused_rows import write_refused
from unionoffice.exchange.table import RefusedRow, Table

Late = Mapping[int, tuple[RefusedRow, Outcome]]
"""Rows that were planned and that only the whole office could tell to be wrong, by their number."""


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


def report_of(ledger: Ledger, plan: ImportPlan, table: Table | None, late: Late) -> ImportReport:
    """Count what became of the rows of one ledger."""
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


def write_refused_rows(report: ImportReport, target: Path) -> Path:
    """Write the refused rows as an Excel file with a column 原因, to be corrected and imported again."""
    assert report.table is not None
    further = [(each.title, each.table, each.refused) for each in report.children if each.table and each.refused]
    write_refused(target, report.table, report.refused, report.title, further)
    return target

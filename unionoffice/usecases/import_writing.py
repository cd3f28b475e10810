"""Write what an import has planned: everything in one transaction, or nothing."""

from __future__ import annotations

from collections.abc import Sequence

from unionoffice.domain.kinds import Link
from unionoffice.domain.ledger import Ledger, Record
from unionoffice.domain.period import Period
from unionoffice.exchange.import_plan import Cancelled, Outcome, PlannedRow, Step, told
from unionoffice.exchange.import_set import ChildPlan, WholePlan
from unionoffice.exchange.table import RefusedRow
from unionoffice.ledgers.shared import PERIOD, WHEN
from unionoffice.usecases.keep_record import keep_read
from unionoffice.usecases.office import Office

EVENT = "import"


class Writing:
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
                if self._plan.children:
                    self._link_children(rows, kept)
                for child in self._plan.children:
                    self._keep_children(child)
                done = sum(record is not None for record in kept)
                office.file.log_event(EVENT, {"ledger": self._ledger.key, "rows": done})
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

    def _link_children(self, rows: Sequence[PlannedRow], kept: Sequence[Record | None]) -> None:
        labels = self._office.labels(self._ledger.key, [record.id for record in kept if record])
        for row, record in zip(rows, kept, strict=True):
            if record is not None:
                self._kept[row.number] = Link(self._ledger.key, record.id, labels[record.id])

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

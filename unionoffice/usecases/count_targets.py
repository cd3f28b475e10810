"""目标任务 counted from a ledger: the 完成值 is how many rows of the year the named ledger holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal

from unionoffice.domain.ledger import Ledger, Record
from unionoffice.domain.query import Query
from unionoffice.errors import OfficeError
from unionoffice.ledgers.shared import WHEN
from unionoffice.ledgers.target import COUNTED_LEDGER, COUNTED_WORDS, TARGET, TARGET_DONE, TARGET_RATE, TARGET_YEAR
from unionoffice.usecases.keep_record import keep
from unionoffice.usecases.office import Office
from unionoffice.usecases.statistics import counted_records

STEP = "按台账统计完成值"
ENTERED_ON = {"member": "joined_on", "unit": "founded_on", "household": "filed_on", "studio": "named_on"}
"""The date by which a row belongs to a year, in ledgers without 日期."""


@dataclass(frozen=True)
class Counted:
    """A target and what its ledger holds."""

    target: Record
    ledger: Ledger
    query: Query
    count: int

    @property
    def is_new(self) -> bool:
        """Whether the count is not the 完成值 that stands there."""
        return self.target[TARGET_DONE] != self.count


def counted_targets(office: Office) -> list[Counted]:
    """Count for every target that names a ledger; raises OfficeError where no ledger has that title."""
    rows = office.records(TARGET.key, office.ids(TARGET.key, Query()))
    return [_counted(office, row) for row in rows if row[COUNTED_LEDGER]]


def done_of(office: Office, target: Record) -> Decimal | None:
    """Tell how far a target is: what its ledger holds where it names one that exists, else the 完成值."""
    if target[COUNTED_LEDGER]:
        with suppress(OfficeError):
            return Decimal(_counted(office, target).count)
    return target[TARGET_DONE]


def _counted(office: Office, target: Record) -> Counted:
    title = target.text(COUNTED_LEDGER)
    ledger = next((each for each in office.ledgers.all if each.title == title and each.parent is None), None)
    if ledger is None:
        raise OfficeError(f"目标“{target.label}”的取数台账“{title}”不存在，请从列表中选择。")
    query = _query(office, ledger, target, _year(office, target))
    return Counted(target, ledger, query, office.count(ledger.key, query))


def _year(office: Office, target: Record) -> int:
    written = re.search(r"(?:19|20)[0-9]{2}", target.text(TARGET_YEAR))
    when = target[WHEN]
    if written:
        return int(written[0])
    return when.start.year if when else office.today.year


def _query(office: Office, ledger: Ledger, target: Record, year: int) -> Query:
    """Find the rows of the calendar year that are done and hold the words; rows without any date are not counted."""
    when = ledger.when.key if ledger.when else ENTERED_ON.get(ledger.key, "")
    between = {when: (f"{year}-01-01", f"{year}-12-31")} if when else {}
    return counted_records(office, ledger, Query(target.text(COUNTED_WORDS), between=between))


def take_counts(office: Office, counted: Sequence[Counted]) -> int:
    """Write the counts as 完成值, the 完成率 following from it; one step, returns how many targets changed."""
    changed = [each for each in counted if each.is_new]
    with office.steps.named(f"{STEP} {len(changed)} 条"):
        for each in changed:
            raw = {TARGET_DONE.key: str(each.count), TARGET_RATE.key: ""}
            kept = keep(office, TARGET.key, raw, each.target)
            if kept.record is None:
                raise OfficeError(f"目标“{each.target.label}”没有保存：{kept.problems[0].sentence}")
    return len(changed)

"""Give the same aid to many households in one step, and mark aid as paid out once it is signed for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from unionoffice.domain.kinds import Link
from unionoffice.domain.ledger import Problem, Record
from unionoffice.errors import OfficeError
from unionoffice.ledgers.aid import AID, AMOUNT, HOUSEHOLD_REF, PAID, PERSONS, RETURNED, SIGNED, STAGE
from unionoffice.ledgers.household import HOUSEHOLD
from unionoffice.ledgers.shared import WHEN
from unionoffice.usecases.keep_record import examine, keep, refusal
from unionoffice.usecases.office import Office
from unionoffice.usecases.undo import one_step


@dataclass(frozen=True)
class Planned:
    """The aid that one household would get."""

    household: Record
    raw: Mapping[str, object]
    problems: tuple[Problem, ...]
    """What is impossible or unusual about it: limits passed, the same aid given before, a closed file."""

    @property
    def is_refused(self) -> bool:
        """Whether it cannot be kept."""
        return any(each.blocking for each in self.problems)


def plan_aid(office: Office, household_ids: Sequence[int], raw: Mapping[str, object]) -> list[Planned]:
    """Say what would be registered for each household; `raw` is what they have in common. Writes nothing."""
    return [_plan(office, each, raw) for each in office.records(HOUSEHOLD.key, household_ids)]


def _plan(office: Office, household: Record, shared: Mapping[str, object]) -> Planned:
    raw = {PERSONS.key: "1", **shared, HOUSEHOLD_REF.key: Link(HOUSEHOLD.key, household.id, household.label)}
    problems = examine(office, AID.key, raw)
    if household.trashed:
        problems.append(Problem(HOUSEHOLD_REF.key, "这份档案在回收站中"))
    return Planned(household, raw, tuple(problems))


def amount_of(office: Office, raw: Mapping[str, object]) -> Decimal | None:
    """Read the amount of one household as it would be kept; None where it is blank or cannot be read."""
    record, _ = office.ledgers.by_key[AID.key].parse(raw, office.context())
    return record[AMOUNT] if record is not None else None


def give_aid(office: Office, planned: Sequence[Planned]) -> list[int]:
    """Register the aid of every household in one step and give the new ids; raises OfficeError and keeps none."""
    if not planned:
        raise OfficeError("没有选中任何家庭。")
    gone = [each for each in office.records(HOUSEHOLD.key, [each.household.id for each in planned]) if each.trashed]
    if gone:
        raise OfficeError(f"“{gone[0].label}”的档案已经放进回收站。全部没有保存。")
    with one_step(office, f"批量登记帮扶 {len(planned)} 户"):
        return [_keep(office, each.raw, None, each.household.label).id for each in planned]


def mark_paid(office: Office, aid_ids: Sequence[int], day: object = "", *, signed: bool = False) -> int:
    """Mark aid as 已发放 in one step, with the day it was paid where one is given; gives how many were marked.

    What is paid already or was returned stays as it is. Raises OfficeError and marks none when a date cannot be read.
    """
    waiting = payable(office, aid_ids)
    if not waiting:
        raise OfficeError("所选的帮扶记录都已发放或已退回。")
    raw: dict[str, object] = {STAGE.key: PAID}
    if day:
        raw[WHEN.key] = day
    if signed:
        raw[SIGNED.key] = "是"
    with one_step(office, f"标记 {len(waiting)} 笔帮扶为已发放"):
        for each in waiting:
            _keep(office, raw, each, each.label)
    return len(waiting)


def payable(office: Office, aid_ids: Sequence[int]) -> list[Record]:
    """Read those of the aid records that are neither paid nor returned."""
    records = office.records(AID.key, aid_ids)
    return [each for each in records if not each.trashed and each.text(STAGE) not in (PAID, RETURNED)]


def _keep(office: Office, raw: Mapping[str, object], old: Record | None, label: str) -> Record:
    kept = keep(office, AID.key, raw, old, doubting=False)
    if kept.record is None:
        raise OfficeError(f"“{label}”的{refusal(office, AID.key, kept.problems)}。全部没有保存。")
    return kept.record

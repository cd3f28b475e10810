"""Lead a household's file from stage to stage, each with its date; close it with a reason, open it again on 返困."""

from __future__ import annotations

from collections.abc import Sequence

from unionoffice.domain.day import Day, Span
from unionoffice.domain.kinds import DayKind, Refused
from unionoffice.domain.ledger import Record
from unionoffice.errors import OfficeError
from unionoffice.ledgers.household import HOUSEHOLD
from unionoffice.ledgers.household_stages import (
    CLOSED,
    CLOSED_ON,
    CLOSED_WHY,
    DATED,
    FORMER_CLOSINGS,
    OUT_OF_NEED,
    PUBLIC,
    PUBLICITY,
    REOPENED_ON,
    REVIEWED_ON,
    STAGE,
    WAY,
    furthest,
)
from unionoffice.rules.household_stages import is_open, next_stages, publicity_of
from unionoffice.usecases.keep_record import Kept, keep, refusal
from unionoffice.usecases.office import Office
from unionoffice.usecases.office_book import OfficeBook
from unionoffice.usecases.undo import one_step


def advance(office: Office, household_id: int, stage: str, day: object, why: str = "") -> Kept:
    """Put a file at a stage with its date, given as words or a Day; for 公示 a span, or its first day.

    Gives the kept record with its doubts. Raises OfficeError when the date or, for a closing, the reason is missing or
    cannot be read, or the file is closed; then nothing is kept.
    """
    old = office.record(HOUSEHOLD.key, household_id)
    if stage not in DATED:
        raise OfficeError(f"没有“{stage}”这个进度。")
    if not is_open(old):
        raise OfficeError("这份档案已脱困或注销，请先恢复档案。")
    raw: dict[str, object] = {STAGE.key: stage, DATED[stage].key: _read(office, stage, day)}
    if stage in CLOSED:
        raw[CLOSED_WHY.key] = why.strip() or (OUT_OF_NEED if stage == OUT_OF_NEED else "")
        if not raw[CLOSED_WHY.key]:
            raise OfficeError("请选择注销原因。")
    return _keep(office, f"档案进度改为“{stage}”", raw, old)


def reopen(office: Office, household_id: int, day: object, words: str = "") -> Kept:
    """Open a closed file again on 返困; its former closing stays on the file in words. Raises OfficeError."""
    old = office.record(HOUSEHOLD.key, household_id)
    if is_open(old):
        raise OfficeError("这份档案没有注销，不需要恢复。")
    reopened = _day(office, day)
    rest = {key: value for key, value in old.values.items() if key not in (CLOSED_ON.key, CLOSED_WHY.key)}
    raw: dict[str, object] = {
        STAGE.key: furthest(rest) or next(iter(WAY)),
        CLOSED_ON.key: "",
        CLOSED_WHY.key: "",
        REOPENED_ON.key: reopened.text,
        FORMER_CLOSINGS.key: "\n".join(filter(None, [old.text(FORMER_CLOSINGS), _history(old, reopened, words)])),
    }
    return _keep(office, "返困恢复档案", raw, old)


def _history(old: Record, reopened: Day, words: str) -> str:
    closed = f"{old.text(CLOSED_ON) or '日期不详'}{old.text(STAGE)}"
    why = old.text(CLOSED_WHY)
    reason = f"（{why}）" if why and why != old.text(STAGE) else ""
    return f"{closed}{reason}，{reopened.text}返困恢复{f'：{words.strip()}' if words.strip() else ''}"


def next_steps(file: Record) -> tuple[str, ...]:
    """Name the stages to which a file may go on, the usual one first; none for a closed file."""
    return next_stages(file)


def mark_reviewed(office: Office, household_ids: Sequence[int], day: object) -> int:
    """Write the day of the yearly review into several files in one step; gives how many. Raises OfficeError."""
    reviewed = _day(office, day).text
    with one_step(office, f"登记年度复核 {len(household_ids)} 户"):
        for old in office.records(HOUSEHOLD.key, household_ids):
            kept = keep(office, HOUSEHOLD.key, {REVIEWED_ON.key: reviewed}, old, doubting=False)
            if kept.record is None:
                raise OfficeError(
                    f"“{old.label}”没有保存：{refusal(office, HOUSEHOLD.key, kept.problems)}。全部没有保存。"
                )
    return len(household_ids)


def usual_day(office: Office, stage: str) -> str:
    """Give the date that a dialog proposes for a stage: today; for 公示 the usual span that begins today."""
    if stage == PUBLIC and (span := publicity_of(office.today, OfficeBook(office))) is not None:
        return span.text
    return office.today.isoformat()


def _read(office: Office, stage: str, day: object) -> object:
    if stage != PUBLIC:
        return _day(office, day).text
    words = day.text if isinstance(day, Day | Span) else day
    try:
        span = PUBLICITY.kind.parse(words, office.context())
    except Refused as refused:
        raise OfficeError(f"公示起止：{refused.sentence}。") from refused
    if span is None:
        raise OfficeError("请填写公示起止日期。")
    usual = publicity_of(span.start, OfficeBook(office)) if span.last is None else None
    return (usual or span).text


def _day(office: Office, day: object) -> Day:
    if isinstance(day, Day):
        return day
    try:
        read = DayKind().parse(day, office.context())
    except Refused as refused:
        raise OfficeError(f"日期：{refused.sentence}。") from refused
    if read is None:
        raise OfficeError("请填写日期。")
    return read


def _keep(office: Office, title: str, raw: dict[str, object], old: Record) -> Kept:
    with one_step(office, f"{title}：{old.label}"):
        kept = keep(office, HOUSEHOLD.key, raw, old)
        if kept.record is None:
            raise OfficeError(f"没有保存：{refusal(office, HOUSEHOLD.key, kept.problems)}。")
    return kept

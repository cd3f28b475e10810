"""What the clerk should look at before the summary is sent: pointed out, never corrected."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from unionoffice.domain.draft import Caution, Figure, State, plain_number
from unionoffice.domain.kinds import Share
from unionoffice.domain.ledger import Record
from unionoffice.ledgers import aid, target
from unionoffice.ledgers.shared import PERIOD, WHEN
from unionoffice.summary.figures import Reading, read_figures, row_of
from unionoffice.summary.material import Material
from unionoffice.summary.selection import Selection

_KINDS_OF_UNIT = re.compile(r"国有|集体|非公|私营|民营|事业|机关|学校|医院|乡镇|企业类|外资")
_COMPLETION = re.compile(r"完成率|任务.*率|完成.*任务")
_WHOLE = frozenset("个家人名户项支份件场次")
"""Units of which there are no fractions."""


def cautions(material: Material, selection: Selection) -> tuple[Caution, ...]:
    """Look for sums, percentages and blanks that do not hold."""
    found: list[Caution] = []
    for title, records in _chapters(selection).items():
        readings = [reading for record in records for reading in read_figures(record)]
        found += _kinds_against_total(title, records, readings)
        found += _completion(title, readings)
    for record in selection.all_told:
        readings = read_figures(record)
        found += _parts_against_whole(record, readings)
        found += _blanks(record, readings)
        found += _per_head(record)
        found += _behind(record, material)
    found += _undated(material, selection)
    return tuple(found)


def _chapters(selection: Selection) -> dict[str, list[Record]]:
    chapters: dict[str, list[Record]] = defaultdict(list)
    for title in (*selection.told, *selection.counted):
        if title not in chapters:
            chapters[title] = [*selection.told.get(title, ()), *selection.counted.get(title, ())]
    return chapters


def _kinds_against_total(title: str, records: Sequence[Record], readings: Sequence[Reading]) -> Iterator[Caution]:
    """Compare the numbers by kind of unit (国有、集体、事业) with the one total that stands beside them."""
    counted = [each for each in readings if each.figure.unit == "家" and each.figure.value is not None]
    kinds = [each for each in counted if _KINDS_OF_UNIT.match(each.figure.label)]
    totals = [each for each in counted if each not in kinds]
    if len(kinds) < 2 or len(totals) != 1 or len({each.figure.label for each in kinds}) != len(kinds):
        return
    whole = totals[0].figure
    added = sum((each.figure.value or Decimal(0) for each in kinds), Decimal(0))
    if added != whole.value:
        parts = "＋".join(f"{_KINDS_OF_UNIT.match(each.figure.label)[0]}{each.figure.text}" for each in kinds)  # type: ignore[index]
        yield Caution(
            "sum",
            f"“{title}”：{parts}＝{plain_number(added)}家，与“{whole.label}”{whole.text}不符，请核对",
            _rows([whole, *(each.figure for each in kinds)]),
        )


def _rows(figures: Iterable[Figure]) -> tuple[tuple[str, int], ...]:
    return tuple(dict.fromkeys(row for figure in figures for row in figure.rows))


def _parts_against_whole(record: Record, readings: Sequence[Reading]) -> Iterator[Caution]:
    """Compare each figure with the parts (其中) written behind it."""
    groups: list[list[Figure]] = []
    for each in readings:
        if not each.part:
            groups.append([] if each.field else [each.figure])
        elif groups and groups[-1]:
            groups[-1].append(each.figure)
    for whole, *parts in filter(None, groups):
        parts = [part for part in parts if part.unit == whole.unit]
        if whole.value is None or not parts or any(part.value is None or part.upper is not None for part in parts):
            continue
        added = sum((part.value or Decimal(0) for part in parts), Decimal(0))
        rough = any(part.qualifier for part in (whole, *parts))
        if added > whole.value or (len(parts) > 1 and not rough and added != whole.value):
            yield Caution(
                "sum",
                f"“{record.label}”：各部分合计{plain_number(added)}{whole.unit}，与“{whole.label}”{whole.text}不符，请核对",
                (row_of(record),),
            )


def _completion(title: str, readings: Sequence[Reading]) -> Iterator[Caution]:
    """Say when a stated rate of completion cannot be followed from the numbers beside it."""
    rates = [
        each.figure
        for each in readings
        if each.figure.unit == "%"
        and each.figure.value
        and each.figure.state is State.STATED
        and _COMPLETION.search(each.figure.label)
        and each.figure.value < 100
    ]
    for rate in rates:
        done = [
            each.figure
            for each in readings
            if each.figure.unit in _WHOLE and each.figure.value and not each.figure.per and not each.figure.qualifier
        ]
        wrong = [each for each in done if (each.value or 0) * 100 % (rate.value or 1)]
        shown = "、".join(
            f"{each.label}{each.text}÷{rate.text}≈{plain_number(((each.value or Decimal(0)) * 100 / (rate.value or 1)).quantize(Decimal('0.1')))}"
            for each in wrong
        )
        reason = f"{shown}，不是整数" if wrong else "没有可以推算的目标值和完成值"
        yield Caution(
            "percent",
            f"“{title}”：{rate.label}{rate.text}由所填数据推算不出（{reason}），按所填打印，请核对",
            _rows([rate, *wrong]),
        )


def _blanks(record: Record, readings: Sequence[Reading]) -> Iterator[Caution]:
    blank = [each for each in readings if each.figure.state is State.BLANK]
    if blank:
        names = "、".join(dict.fromkeys(each.name for each in blank if each.name))
        yield Caution("blank", f"“{record.label}”有{len(blank)}个数字待补：{names}", (row_of(record),))


def _per_head(record: Record) -> Iterator[Caution]:
    if record.ledger.key != "aid" or record.text(aid.AMOUNT_QUALIFIER):
        return
    per, persons, amount = (record.values.get(key.key) for key in (aid.PER_AMOUNT, aid.PERSONS, aid.AMOUNT))
    if per is not None and persons is not None and amount is not None and per * persons != amount:
        yield Caution(
            "per_head",
            f"“{record.text(aid.KIND)}”：每人{plain_number(per)}元×{persons}人＝{plain_number(per * persons)}元，与金额{plain_number(amount)}元不同，请核对",
            (row_of(record),),
        )


def _behind(record: Record, material: Material) -> Iterator[Caution]:
    """Name the targets of the year that are not half done when half of it is over."""
    if record.ledger.key != "target" or material.period.kind != "上半年":
        return
    rate: Share | None = record.values.get(target.TARGET_RATE.key)
    if rate is not None and rate.percent is not None and rate.percent < 50:
        yield Caution(
            "behind", f"“{record.label}”完成率{plain_number(rate.percent)}%，不到时间进度50%", (row_of(record),)
        )


def _undated(material: Material, selection: Selection) -> Iterator[Caution]:
    rows = [
        row_of(each)
        for each in selection.all_told
        if each.ledger.has(WHEN) and WHEN.key not in each.values and PERIOD.key not in each.values
    ]
    if rows:
        yield Caution("undated", f"有{len(rows)}条登记没有日期也没有所属期，按{material.period.label}写入", tuple(rows))

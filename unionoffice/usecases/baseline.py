"""Last year's values for 同比, typed in by the clerk where the office has no rows of that time."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from unionoffice.domain.period import Period
from unionoffice.domain.text import ascii_form
from unionoffice.errors import OfficeError
from unionoffice.usecases.office import Office

_SETTING = "baseline/"
_AMOUNT = re.compile(r"([0-9]{1,12}(?:\.[0-9]{1,4})?)(万?)")


@dataclass(frozen=True)
class BaselineLine:
    """One value of last year that the summary compares with."""

    key: str
    """The ledger and the unit, as `Material.baseline` has it."""
    title: str
    unit: str


LINES = (
    BaselineLine("event/项", "活动", "项"),
    BaselineLine("aid/元", "帮扶慰问和福利保障资金", "元"),
    BaselineLine("membership_change/人", "新入会会员", "人"),
    BaselineLine("award/项", "荣誉", "项"),
)


def read_baseline(office: Office, period: Period) -> dict[str, Decimal]:
    """Read what was typed in for the year before a period; empty where nothing was."""
    stored: dict[str, str] = json.loads(office.setting(_SETTING + period.label, "{}"))
    return {key: Decimal(value) for key, value in stored.items()}


def keep_baseline(office: Office, period: Period, typed: Mapping[str, str]) -> None:
    """Keep last year's values as typed (8.5万, 1,200); blank forgets one; raises OfficeError for what is no number."""
    values = {line.key: _value(line, typed.get(line.key, "")) for line in LINES}
    kept = {key: str(value) for key, value in values.items() if value is not None}
    office.set_setting(_SETTING + period.label, json.dumps(kept, ensure_ascii=False, sort_keys=True))


def _value(line: BaselineLine, words: str) -> Decimal | None:
    words = re.sub(rf"[\s,，]|{line.unit}$", "", ascii_form(words).strip())
    if not words:
        return None
    match = _AMOUNT.fullmatch(words)
    if match is None:
        raise OfficeError(f"“{line.title}”请填数字，例如 120；没有数据就空着。")
    value = Decimal(match[1]) * (10**4 if match[2] else 1)
    if line.unit != "元" and value != value.to_integral_value():
        raise OfficeError(f"“{line.title}”要填整数。")
    return value.normalize() if value == value.to_integral_value() else value

"""Filters that the clerk keeps under a name, for each ledger, with the office."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from unionoffice.domain.ledger import Ledger
from unionoffice.domain.query import Axis, Grain, Query
from unionoffice.domain.text import one_line
from unionoffice.errors import OfficeError
from unionoffice.usecases.office import Office

MOST_FILTERS = 30
LONGEST_NAME = 30


@dataclass(frozen=True)
class SavedFilter:
    """A query under a name."""

    name: str
    query: Query
    is_whole: bool = True
    """False when a field it asked for has left the ledger since."""


def saved_filters(office: Office, ledger: Ledger) -> list[SavedFilter]:
    """List the kept filters of a ledger, in the order in which they were kept."""
    return [_filter(office, ledger, each) for each in _stored(office, ledger)]


def save_filter(office: Office, ledger: Ledger, name: str, query: Query) -> None:
    """Keep a query; one of the same name is replaced; raises OfficeError for a name that cannot be."""
    name = _checked(name)
    kept = [each for each in _stored(office, ledger) if each["name"] != name]
    if len(kept) >= MOST_FILTERS:
        raise OfficeError(f"每个台账最多保存 {MOST_FILTERS} 个筛选，请先删除不用的。")
    _put(office, ledger, [*kept, {"name": name, **_as_json(query)}])


def rename_filter(office: Office, ledger: Ledger, name: str, new: str) -> None:
    """Give a kept filter another name; raises OfficeError when another has it."""
    new = _checked(new)
    stored = _stored(office, ledger)
    if new != name and any(each["name"] == new for each in stored):
        raise OfficeError(f"已经有名为“{new}”的筛选，请换一个名称。")
    _put(office, ledger, [{**each, "name": new} if each["name"] == name else each for each in stored])


def delete_filter(office: Office, ledger: Ledger, name: str) -> None:
    """Forget a kept filter."""
    _put(office, ledger, [each for each in _stored(office, ledger) if each["name"] != name])


def _checked(name: str) -> str:
    name = one_line(name).strip()
    if not name:
        raise OfficeError("请给这个筛选起一个名称。")
    if len(name) > LONGEST_NAME:
        raise OfficeError(f"名称最多 {LONGEST_NAME} 个字，现有 {len(name)} 个字。")
    return name


def _setting(ledger: Ledger) -> str:
    return f"filters/{ledger.key}"


def _stored(office: Office, ledger: Ledger) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(office.setting(_setting(ledger)) or "[]")
    return found


def _put(office: Office, ledger: Ledger, filters: list[dict[str, Any]]) -> None:
    office.set_setting(_setting(ledger), json.dumps(filters, ensure_ascii=False))


def _as_json(query: Query) -> dict[str, Any]:
    """Write what the filter row holds; the trash, a parent and the order are no part of a filter."""
    return {
        "words": query.words,
        "period": query.period.label if query.period else "",
        "equals": dict(query.equals),
        "among": [[axis.key, axis.grain.value, sorted(codes)] for axis, codes in query.among.items()],
        "between": {key: list(ends) for key, ends in query.between.items()},
    }


def _filter(office: Office, ledger: Ledger, found: dict[str, Any]) -> SavedFilter:
    known = ledger.by_key
    asked = [*found["equals"], *found["between"], *(key for key, _, _ in found["among"])]
    query = Query(
        words=found["words"],
        period=office.find_period(found["period"]) if found["period"] else None,
        equals={key: words for key, words in found["equals"].items() if key in known},
        among={Axis(key, Grain(grain)): frozenset(codes) for key, grain, codes in found["among"] if key in known},
        between={key: (ends[0], ends[1]) for key, ends in found["between"].items() if key in known},
    )
    is_whole = all(key in known for key in asked) and (not found["period"] or query.period is not None)
    return SavedFilter(found["name"], query, is_whole)

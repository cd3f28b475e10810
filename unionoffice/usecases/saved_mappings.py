"""Which column of a superior's or another office's table means which field, kept under a name with the office."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from unionoffice.domain.ledger import Ledger
from unionoffice.domain.text import one_line
from unionoffice.errors import OfficeError
from unionoffice.exchange.child_columns import ChildColumn, Target, child_fields, guess_targets
from unionoffice.usecases.office import Office

__all__ = [
    "SavedMapping",
    "apply",
    "child_fields",
    "delete_mapping",
    "fitting",
    "mapping_named",
    "save_mapping",
    "saved_mappings",
]

MOST_MAPPINGS = 30
LONGEST_NAME = 30


@dataclass(frozen=True)
class SavedMapping:
    """A mapping under a name."""

    name: str
    targets: Mapping[str, str]
    """The key of the field for each head; empty where the column is not imported."""


def saved_mappings(office: Office, ledger: Ledger) -> list[SavedMapping]:
    """List the kept mappings of a ledger, in the order in which they were kept."""
    found: list[dict[str, Any]] = json.loads(office.setting(_setting(ledger)) or "[]")
    return [SavedMapping(each["name"], each["targets"]) for each in found]


def save_mapping(office: Office, ledger: Ledger, name: str, heads: Sequence[str], targets: Sequence[Target]) -> None:
    """Keep a mapping; one of the same name is replaced; raises OfficeError for a name that cannot be."""
    name = one_line(name)
    if not name:
        raise OfficeError("请给这个对应关系起一个名称。")
    if len(name) > LONGEST_NAME:
        raise OfficeError(f"名称最多 {LONGEST_NAME} 个字，现有 {len(name)} 个字。")
    kept = [each for each in saved_mappings(office, ledger) if each.name != name]
    if len(kept) >= MOST_MAPPINGS:
        raise OfficeError(f"每个台账最多保存 {MOST_MAPPINGS} 个对应关系，请先删除不用的。")
    keys = {head: each.key if each else "" for head, each in zip(_told_apart(heads), targets, strict=True)}
    _put(office, ledger, [*kept, SavedMapping(name, keys)])


def delete_mapping(office: Office, ledger: Ledger, name: str) -> None:
    """Forget a kept mapping."""
    _put(office, ledger, [each for each in saved_mappings(office, ledger) if each.name != name])


def fitting(office: Office, ledger: Ledger, heads: Sequence[str]) -> SavedMapping | None:
    """Find the kept mapping that was made for exactly these heads, in whatever order; of several the latest."""
    asked = set(_told_apart(heads))
    return next((each for each in reversed(saved_mappings(office, ledger)) if set(each.targets) == asked), None)


def mapping_named(office: Office, ledger: Ledger, name: str, heads: Sequence[str]) -> list[Target]:
    """Apply the kept mapping of this name; raises OfficeError when there is none."""
    kept = saved_mappings(office, ledger)
    found = next((each for each in kept if each.name == name), None)
    if found is None:
        names = f"，已保存的有：{'、'.join(each.name for each in kept)}" if kept else "，还没有保存过"
        raise OfficeError(f"{ledger.title}没有名为“{name}”的对应关系{names}。")
    return apply(office, ledger, found, heads)


def apply(office: Office, ledger: Ledger, saved: SavedMapping, heads: Sequence[str]) -> list[Target]:
    """Give each head what the mapping says of it; a head it does not know is guessed, no field is given twice."""
    children = office.ledgers.children_of(ledger)
    guesses = guess_targets(heads, ledger, children)
    told = [
        _target(saved.targets[head], ledger, children) if head in saved.targets else None for head in _told_apart(heads)
    ]
    taken = {each.key for each in told if each is not None}
    return [
        each if each is not None or head in saved.targets or guess is None or guess.key in taken else guess
        for head, each, guess in zip(_told_apart(heads), told, guesses, strict=True)
    ]


def _target(key: str, ledger: Ledger, children: Sequence[Ledger]) -> Target:
    """Find what a key means; None for a field that the ledger does not have any more."""
    parts = key.split(".")
    if len(parts) != 3:
        return ledger.get(key, None)
    child = next((each for each in children if each.key == parts[0]), None)
    field = child.get(parts[2], None) if child else None
    return ChildColumn(child, int(parts[1]), field) if child and field and field in child_fields(child) else None


def _told_apart(heads: Sequence[str]) -> list[str]:
    """Number the heads that come more than once."""
    seen: dict[str, int] = {}
    named = []
    for head in heads:
        seen[head] = seen.get(head, 0) + 1
        named.append(head if seen[head] == 1 else f"{head}#{seen[head]}")
    return named


def _setting(ledger: Ledger) -> str:
    return f"mappings/{ledger.key}"


def _put(office: Office, ledger: Ledger, mappings: Sequence[SavedMapping]) -> None:
    stored = [{"name": each.name, "targets": dict(each.targets)} for each in mappings]
    office.set_setting(_setting(ledger), json.dumps(stored, ensure_ascii=False))

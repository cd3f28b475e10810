"""Members who may be registered twice, and the groups of which the clerk has said that they are different people."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from unionoffice.ledgers.member import ID_NUMBER, MEMBER, NAME, PHONE, UNIT
from unionoffice.rules.member import born_apart, other_form
from unionoffice.usecases.office import Office

SETTING = "not_duplicates"
"""The key of the setting that holds groups of ids which are different people."""
MOST_COMPARED = 50
"""A larger group shares a switchboard's number or a blank: it is shown whole."""
BY_ID, BY_PHONE, BY_NAME = "新旧证号是同一个号码", "手机相同", "姓名、部门相同"


@dataclass(frozen=True)
class Group:
    """Members who share something that one person has alone."""

    reason: str
    ids: tuple[int, ...]


def duplicate_members(office: Office) -> list[Group]:
    """List the groups, those by ID number first; everybody of a group was not yet said to be somebody else."""
    apart, table = _apart(office), office.table(MEMBER.key)
    numbers = {row_id: number or "" for row_id, number in table.stored((ID_NUMBER,))}
    found: list[Group] = []
    seen: set[tuple[int, ...]] = set()
    for reason, alike in (
        (BY_ID, _in_both_forms(numbers)),
        (BY_PHONE, table.alike((PHONE,))),
        (BY_NAME, table.alike((NAME, UNIT))),
    ):
        for ids in alike:
            left = _left(ids, apart, numbers if reason is BY_NAME else {})
            if left and left not in seen:
                seen.add(left)
                found.append(Group(reason, left))
    return found


def _left(ids: list[int], apart: list[frozenset[int]], numbers: Mapping[int, str]) -> tuple[int, ...]:
    """Leave out who is known to be somebody else than every other of the group."""
    if len(ids) > MOST_COMPARED:
        return () if any(group.issuperset(ids) for group in apart) else tuple(ids)
    pairs = [
        pair
        for pair in combinations(ids, 2)
        if not any(group.issuperset(pair) for group in apart)
        and not (numbers and born_apart(numbers[pair[0]], numbers[pair[1]]))
    ]
    return tuple(sorted({each for pair in pairs for each in pair}))


def _in_both_forms(numbers: Mapping[int, str]) -> list[list[int]]:
    """Find the numbers of 15 digits that another member has with 18; no number stands in the file twice."""
    short = {form: row_id for row_id, number in numbers.items() if len(number) == 15 and (form := other_form(number))}
    long = {number: row_id for row_id, number in numbers.items() if number in short}
    return sorted(sorted((short[each], row_id)) for each, row_id in long.items())


def are_different(office: Office, ids: Iterable[int]) -> None:
    """Remember that these members are different people."""
    groups = {*_apart(office), frozenset(ids)}
    office.set_setting(SETTING, json.dumps(sorted(sorted(group) for group in groups)))


def _apart(office: Office) -> list[frozenset[int]]:
    return [frozenset(group) for group in json.loads(office.setting(SETTING, "[]"))]

from __future__ import annotations

import pytest

from unionoffice.exchange.child_columns import ChildColumn, child_fields, guess_targets
from unionoffice.ledgers import BY_KEY

HOUSEHOLD, FAMILY, VISIT = BY_KEY["household"], BY_KEY["family"], BY_KEY["visit"]


def keys(*heads: str) -> list[str | None]:
    return [each.key if each else None for each in guess_targets(heads, HOUSEHOLD, (FAMILY, VISIT))]


@pytest.mark.parametrize(
    ("head", "key"),
    [
        ("家庭成员1姓名", "family.1.name"),
        ("家庭成员 2 关系", "family.2.relation"),
        ("家庭成员（3）身份证号", "family.3.id_number"),
        ("家庭成员一姓名", "family.1.name"),
        ("家庭成员十二/关系", "family.12.relation"),
        ("成员2-月收入", "family.2.income_month"),
        ("家庭成员姓名2", "family.2.name"),
        ("家庭成员1（姓名）", "family.1.name"),
        ("回访1日期", "visit.1.visited_on"),
        ("家庭成员/姓名", "family.1.name"),
    ],
)
def test_a_head_names_the_record_and_its_field(head: str, key: str) -> None:
    assert keys(head) == [key]


@pytest.mark.parametrize(
    "head", ["家庭成员", "家庭成员1", "家庭成员1血型", "家庭成员0姓名", "家庭成员21姓名", "家庭人口1", "配偶1姓名"]
)
def test_what_is_no_such_column_is_left_alone(head: str) -> None:
    assert keys(head) == [None]


def test_the_same_heads_under_one_head_mean_the_next_person_each_time() -> None:
    heads = ["姓名", "家庭成员/姓名", "家庭成员/关系", "家庭成员/姓名", "家庭成员/关系"]
    assert keys(*heads) == ["head", "family.1.name", "family.1.relation", "family.2.name", "family.2.relation"]


def test_no_field_of_a_person_is_given_twice() -> None:
    assert keys("家庭成员1姓名", "成员1姓名") == ["family.1.name", None]


def test_which_household_they_belong_to_follows_from_the_row() -> None:
    assert FAMILY.parent not in child_fields(FAMILY)
    assert keys("家庭成员1户主姓名") == [None]
    assert ChildColumn(FAMILY, 2, FAMILY.by_key["name"]).title == "家庭成员2：姓名"

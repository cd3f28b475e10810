"""What every declaration of a ledger must hold to."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.invented_values import CODES, CONTEXT
from unionoffice.domain.kinds import Choice, Choices, Ref, Refused
from unionoffice.domain.ledger import Field, Ledger, Privacy
from unionoffice.domain.text import ascii_form, head_form, one_line
from unionoffice.ledgers import ALL, BY_KEY, STANDARD, TABS
from unionoffice.ledgers.shared import BY_NATURE, NATURE
from unionoffice.storage.schema import BOOKKEEPING, ledger_columns

every_ledger = pytest.mark.parametrize("ledger", ALL, ids=lambda ledger: ledger.key)
FIELDS = [(ledger, each) for ledger in ALL for each in ledger.fields]
every_field = pytest.mark.parametrize(
    ("ledger", "key"), FIELDS, ids=[f"{ledger.key}-{each.key}" for ledger, each in FIELDS]
)


@every_ledger
def test_no_two_columns_have_the_same_title(ledger: Ledger) -> None:
    titles = [re.sub(r"[\s*]", "", ascii_form(each.title)) for each in ledger.fields]

    assert len(titles) == len(set(titles))


@every_ledger
def test_what_may_be_planned_is_kept_out_of_totals(ledger: Ledger) -> None:
    assert ledger.has(NATURE) == (BY_NATURE in ledger.apart)


@every_ledger
def test_a_former_title_never_is_the_title_of_another_column(ledger: Ledger) -> None:
    for each in ledger.fields:
        others = {head_form(other.title): other for other in ledger.fields if other is not each}
        assert not {head_form(was) for was in each.was} & others.keys(), each.title


@every_ledger
def test_keys_and_columns_are_plain_and_occur_once(ledger: Ledger) -> None:
    names = [column.name for column in ledger_columns(ledger)]

    assert len(names) == len({name.lower() for name in names})
    assert all(re.fullmatch(r"[a-z][a-z_0-9]*", name) for name in [ledger.key, *names])
    assert not {each.key for each in ledger.fields} & {"id", *(column.name for column in BOOKKEEPING)}


def test_no_two_ledgers_share_a_key_a_title_or_the_letters_of_their_numbers() -> None:
    assert len(BY_KEY) == len(ALL) == len({ledger.title for ledger in ALL})
    prefixes = [ledger.prefix for ledger in ALL if ledger.prefix]
    assert len(prefixes) == len(set(prefixes))


@every_ledger
def test_what_a_ledger_names_are_its_own_fields(ledger: Ledger) -> None:
    named = [*ledger.label, *ledger.shown, *ledger.quick, *ledger.unique, *([ledger.parent] if ledger.parent else [])]

    assert ledger.label
    assert [each.key for each in named if not ledger.has(each)] == []
    assert all(isinstance(each.kind, Choice) for each in ledger.quick)


@every_ledger
def test_a_ledger_that_numbers_its_records_keeps_the_numbers_unique(ledger: Ledger) -> None:
    assert (ledger.number is not None) == bool(ledger.prefix)
    assert ledger.number is None or ledger.number in ledger.unique
    assert "no" not in ledger.by_key or ledger.prefix


@every_field
def test_every_list_and_every_other_ledger_a_field_points_at_exists(ledger: Ledger, key: Field[Any]) -> None:
    if isinstance(key.kind, Choice | Choices) and key.kind.codes != "chapter":
        assert CODES[key.kind.codes].labels
    if isinstance(key.kind, Ref):
        assert key.kind.ledger in BY_KEY


@every_field
def test_a_default_is_what_the_clerk_could_type(ledger: Ledger, key: Field[Any]) -> None:
    if key.default:
        value = key.kind.parse(key.default, CONTEXT)
        assert key.kind.text(value) == key.default
        assert key.kind.doubts(value) == []


@every_field
def test_a_title_is_clean_and_a_required_field_can_be_typed(ledger: Ledger, key: Field[Any]) -> None:
    assert key.title == one_line(key.title) != ""
    assert not (key.required and key.computed)
    assert not key.required or key.kind.importable


@every_ledger
def test_a_new_record_without_its_required_fields_is_refused_for_each(ledger: Ledger) -> None:
    record, problems = ledger.parse({}, CONTEXT)

    needed = {each.key for each in ledger.fields if each.required and not each.default and not each.may_wait}
    assert {problem.field for problem in problems if problem.blocking} == needed
    waiting = {each.key for each in ledger.fields if each.may_wait}
    assert {problem.field for problem in problems if not problem.blocking} >= waiting
    assert (record is None) == bool(needed)


@every_field
def test_persons_are_not_shown_to_strangers(ledger: Ledger, key: Field[Any]) -> None:
    told = "身份证|手机|电话|银行卡|住址|健康|残疾|收入|支出（|照片|出生"
    if re.search(told, key.title):
        assert key.privacy is not Privacy.OPEN


def test_every_ledger_has_a_place_in_the_window() -> None:
    shown = [ledger for tab in TABS for ledger in tab.ledgers]
    children = [child for ledger in ALL for child in STANDARD.children_of(ledger)]

    assert sorted(each.key for each in [*shown, *children]) == sorted(BY_KEY)
    assert [tab.title for tab in TABS] == ["工作日志", "困难帮扶台账", "活动", "会员名册", "专项台账"]


@every_ledger
def test_a_child_belongs_to_one_required_parent(ledger: Ledger) -> None:
    if ledger.parent is not None:
        assert ledger.parent.required
        assert ledger in STANDARD.children_of(BY_KEY[getattr(ledger.parent.kind, "ledger", "")])


@pytest.mark.parametrize("name", list(CODES))
def test_the_words_of_a_list_mean_one_code_each(name: str) -> None:
    meant = {(head_form(word), code.label) for code in CODES[name].codes for word in (code.label, *code.was)}
    words = [word for word, _ in meant]

    assert "" not in words
    assert len(words) == len(set(words))
    assert len(CODES[name].labels) == len(set(CODES[name].labels))
    assert not [code.label for code in CODES[name].codes if re.search(r"[、,，;；]", code.label)]
    assert all(code.label == one_line(code.label) and len(code.label) <= Choice.longest for code in CODES[name].codes)


def test_every_list_is_used() -> None:
    used = {each.kind.codes for _, each in FIELDS if isinstance(each.kind, Choice | Choices)}

    assert set(CODES) <= used


def test_labels_of_the_old_forms_are_taken_for_the_new_ones() -> None:
    category = BY_KEY["household"].get("category").kind
    for old, new in (
        ("低保户", "深度困难职工"),
        ("享受低保", "深度困难职工"),
        ("低保边缘户", "相对困难职工"),
        ("意外致困户", "意外致困职工"),
    ):
        assert category.parse(old, CONTEXT) == new
    with pytest.raises(Refused, match="可选：深度困难职工"):
        category.parse("很困难", CONTEXT)

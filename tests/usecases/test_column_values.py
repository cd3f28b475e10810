"""Column filters and kept filters: what is offered, what is found, what is said of it."""

from __future__ import annotations

import pytest

from unionoffice.domain.period import half_year
from unionoffice.domain.query import Axis, Grain, Query
from unionoffice.errors import OfficeError
from unionoffice.ledgers.aid import AID, AMOUNT, CLASS, HOUSEHOLD_REF, RECIPIENT
from unionoffice.ledgers.shared import FILES, UNIT, WHEN
from unionoffice.usecases import column_values as room
from unionoffice.usecases.column_values import column_values, told_filters
from unionoffice.usecases.keep_record import keep
from unionoffice.usecases.office import Office
from unionoffice.usecases.saved_filters import delete_filter, rename_filter, save_filter, saved_filters


@pytest.fixture
def aided(office: Office) -> Office:
    for recipient, when, amount, unit in (
        ("职工甲", "2026-01-20", "1000", "第二分工会"),
        ("职工乙", "2026-01-02", "90.5", "第二分工会"),
        ("职工丙%", "2026-05", "1000", "机关分工会"),
        ("职工丁", "2026", "", ""),
    ):
        raw = {"class": "职工福利", "kind": "节日福利", "recipient": recipient, "when": when, "amount": amount}
        kept = keep(office, AID.key, {**raw, "unit": unit})
        assert kept.record is not None, kept.problems
    return office


def offered(office: Office, key: object, query: Query = Query(), words: str = "") -> list[tuple[str, int]]:  # noqa: B008
    found = column_values(office, AID, key, query, words)  # type: ignore[arg-type]
    assert not found.is_cut
    return [(each.words, each.count) for each in found.values]


def found(office: Office, query: Query) -> list[str]:
    ids = office.ids(AID.key, query)
    assert office.count(AID.key, query) == len(ids)
    return sorted(record.text(RECIPIENT) for record in office.records(AID.key, ids))


def test_the_values_of_each_kind_stand_in_the_order_of_their_kind(aided: Office) -> None:
    assert offered(aided, AMOUNT) == [("90.50", 1), ("1,000.00", 2), ("（空白）", 1)]
    assert offered(aided, WHEN) == [("2026年", 1), ("2026年1月", 2), ("2026年5月", 1)]
    assert offered(aided, UNIT) == [("第二分工会", 2), ("机关分工会", 1), ("（空白）", 1)]
    assert offered(aided, CLASS) == [("职工福利", 4)]
    assert offered(aided, FILES) == [("无", 4)]
    assert offered(aided, HOUSEHOLD_REF) == [("（空白）", 4)]


def test_a_column_lists_what_the_other_filters_leave_but_not_what_it_leaves_itself(aided: Office) -> None:
    unit = next(iter(aided.ids("unit", Query(words="机关"))))
    query = Query(among={Axis("unit"): frozenset({str(unit)})}, between={"amount": ("2000", "")})

    assert offered(aided, AMOUNT, query) == [("1,000.00", 1)]
    assert offered(aided, UNIT, Query(between={"amount": ("1000", "")})) == [("第二分工会", 1), ("机关分工会", 1)]


def test_words_are_searched_as_they_read(aided: Office) -> None:
    assert offered(aided, RECIPIENT, words="丙%") == [("职工丙%", 1)]
    assert offered(aided, RECIPIENT, words="%") == [("职工丙%", 1)]
    assert offered(aided, UNIT, words="机关") == [("机关分工会", 1)]
    assert offered(aided, AMOUNT, words="90.5") == [("90.50", 1)]
    assert offered(aided, AMOUNT, words="没有") == []


def test_too_many_values_are_cut_to_the_most_frequent_and_it_is_said(
    aided: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "MOST_VALUES", 1)

    amounts = column_values(aided, AID, AMOUNT, Query())
    recipients = column_values(aided, AID, RECIPIENT, Query())

    assert ([each.words for each in amounts.values], amounts.is_cut) == (["1,000.00"], True)
    assert (len(recipients.values), recipients.is_cut) == (1, True)


def test_ranges_take_both_ends_in(aided: Office) -> None:
    assert found(aided, Query(between={"amount": ("90.5", "1000")})) == ["职工丙%", "职工乙", "职工甲"]
    assert found(aided, Query(between={"amount": ("", "999.99")})) == ["职工乙"]
    assert found(aided, Query(between={"when": ("2026-01-03", "2026年5月")})) == ["职工丙%", "职工甲"]
    assert found(aided, Query(between={"when": ("", "2026-01-02")})) == ["职工丁", "职工乙"]
    assert found(aided, Query(between={"amount": ("胡写", "")})) == []


def test_blank_and_values_can_be_wanted_together(aided: Office) -> None:
    assert found(aided, Query(among={Axis("amount"): frozenset({"", "9050"})})) == ["职工丁", "职工乙"]
    assert found(aided, Query(among={Axis("amount"): frozenset()})) == []
    both = {Axis("when", Grain.MONTH): frozenset({"2026-01"}), Axis("amount"): frozenset({"100000"})}
    assert found(aided, Query(among=both)) == ["职工甲"]


def test_the_filters_are_said_in_words(aided: Office) -> None:
    query = Query(
        among={Axis("when", Grain.MONTH): frozenset({"2026-01", "2026-05", "2026", ""}), Axis("gone"): frozenset("a")},
        between={"amount": ("100", ""), "persons": ("", "5"), "gone": ("1", "2")},
    )

    assert told_filters(aided, AID, query) == [
        "月份：2026年、2026年1月、2026年5月等 4 项",
        "金额：100 起",
        "人数：至 5",
    ]


QUERY = Query(
    words="甲",
    period=half_year(2026, 1),
    equals={"class": "职工福利"},
    among={Axis("when", Grain.MONTH): frozenset({"2026-01", ""})},
    between={"amount": ("100", "5,000")},
)


def test_a_kept_filter_finds_again_what_it_found(office: Office) -> None:
    save_filter(office, AID, " 本期 福利 ", QUERY)

    (kept,) = saved_filters(office, AID)

    assert (kept.name, kept.query, kept.is_whole) == ("本期 福利", QUERY, True)


def test_filters_are_replaced_renamed_and_forgotten_by_name(office: Office) -> None:
    save_filter(office, AID, "甲", QUERY)
    save_filter(office, AID, "乙", Query(words="乙"))
    save_filter(office, AID, "甲", Query(words="另"))

    with pytest.raises(OfficeError, match="已经有名为“甲”的筛选"):
        rename_filter(office, AID, "乙", "甲")
    rename_filter(office, AID, "乙", "丙")
    assert [(each.name, each.query.words) for each in saved_filters(office, AID)] == [("丙", "乙"), ("甲", "另")]
    delete_filter(office, AID, "丙")
    assert [each.name for each in saved_filters(office, AID)] == ["甲"]


@pytest.mark.parametrize(
    ("name", "sentence"), [("", "起一个名称"), ("　\n", "起一个名称"), ("长" * 31, "最多 30 个字")]
)
def test_a_filter_needs_a_short_name(office: Office, name: str, sentence: str) -> None:
    with pytest.raises(OfficeError, match=sentence):
        save_filter(office, AID, name, QUERY)
    assert saved_filters(office, AID) == []


def test_a_ledger_keeps_so_many_filters_and_no_more(office: Office) -> None:
    for number in range(30):
        save_filter(office, AID, f"筛选{number}", QUERY)

    with pytest.raises(OfficeError, match="最多保存 30 个筛选"):
        save_filter(office, AID, "再一个", QUERY)
    save_filter(office, AID, "筛选7", Query())
    assert len(saved_filters(office, AID)) == 30


def test_a_filter_by_a_field_or_period_that_has_gone_says_so_and_keeps_the_rest(office: Office) -> None:
    stray = Query(words="甲", among={Axis("own_1"): frozenset({"x"})}, between={"own_2": ("1", "")})
    save_filter(office, AID, "旧", stray)

    (kept,) = saved_filters(office, AID)

    assert not kept.is_whole
    assert kept.query == Query(words="甲")

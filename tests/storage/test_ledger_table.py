"""Every ledger in a real encrypted file: kept, read back, searched, sorted, thrown away."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import TODAY
from tests.invented_values import CONTEXT, THERE, id_number, rows_of
from unionoffice.domain.kinds import Link, Ref
from unionoffice.domain.ledger import Ledger, Record
from unionoffice.domain.period import half_year
from unionoffice.domain.query import Query
from unionoffice.errors import OfficeError
from unionoffice.ledgers import ALL
from unionoffice.ledgers.aid import AID
from unionoffice.ledgers.event import ATTENDANCE, EVENT
from unionoffice.ledgers.member import MEMBER
from unionoffice.ledgers.work_log import WORK_LOG
from unionoffice.storage import trail
from unionoffice.storage.driver import IntegrityError
from unionoffice.storage.ledger_table import LedgerTable
from unionoffice.storage.stored_rows import FOUND_BY
from unionoffice.usecases.office import Office

POINTED_AT = {each.kind.ledger for ledger in ALL for each in ledger.fields if isinstance(each.kind, Ref)}
BORN = date(1985, 6, 5)


@pytest.fixture
def office(office_folder: Path) -> Iterator[Office]:
    with Office.open(office_folder, today=lambda: TODAY) as opened:
        yield opened


@pytest.fixture
def table(office: Office) -> LedgerTable:
    return office.table(WORK_LOG.key)


class TakenBackError(Exception):
    """Ends a write that must leave nothing behind."""


@contextmanager
def taken_back(office: Office) -> Iterator[None]:
    """One write that leaves nothing behind, so that the next example starts afresh."""
    try:
        with office.file.write():
            yield
            raise TakenBackError
    except TakenBackError:
        pass


def log(title: str, **words: str) -> Record:
    """A record of the work log, from words."""
    record, problems = WORK_LOG.parse({"title": title, "category": "其他", **words}, CONTEXT)
    assert record is not None, problems
    return record


def add(office: Office, *records: Record) -> list[int]:
    with office.file.write():
        return [office.table(record.ledger.key).add(record).id for record in records]


def found(office: Office, words: str = "", **query: Any) -> list[str]:
    ids = office.ids(WORK_LOG.key, Query(words, **query))
    assert office.count(WORK_LOG.key, Query(words, **query)) == len(ids)
    return [record.label for record in office.records(WORK_LOG.key, ids)]


# Kept and read back


def make_the_pointed_at(office: Office) -> None:
    """Records 1 and 2 of every ledger that others point at, without any value."""
    for key in POINTED_AT:
        table = office.table(key)
        for label, number in THERE.items():
            named = table.ledger.label[0]
            assert table.add(Record(table.ledger, {named.key: label})).id == number


@pytest.mark.parametrize("ledger", ALL, ids=lambda ledger: ledger.key)
@settings(max_examples=8)
@given(data=st.data())
def test_what_is_kept_is_read_back_the_same(office: Office, ledger: Ledger, data: st.DataObject) -> None:
    values = data.draw(rows_of(ledger))
    with taken_back(office):
        make_the_pointed_at(office)
        kept = office.table(ledger.key).add(Record(ledger, values))
        again = office.record(ledger.key, kept.id)
        assert dict(again.values) == values
        assert again.version == kept.version == 1
        links = [each for each in values.values() if isinstance(each, Link)]
        assert all(office.find(each.ledger, each.label).id == each.id for each in links)
        changed = office.table(ledger.key).change(again)
        assert dict(office.record(ledger.key, kept.id).values) == values
        assert changed.version == 2


@settings(max_examples=20)
@given(
    rows=st.lists(
        st.tuples(st.sampled_from(["", "甲", "乙"]), st.sampled_from(["", "1", "2"]), st.booleans()), max_size=12
    )
)
def test_what_is_alike_is_found_as_by_looking_at_each_record(office: Office, rows: list[tuple[str, str, bool]]) -> None:
    name, phone = MEMBER.get("name"), MEMBER.get("phone")
    values = [{key: words for key, words in (("name", one), ("phone", two)) if words} for one, two, _ in rows]
    with taken_back(office):
        table = office.table(MEMBER.key)
        kept = table.add_all([Record(MEMBER, each) for each in values])
        gone = {one.id for one, (*_, is_gone) in zip(kept, rows, strict=True) if is_gone}
        table.set_trashed(sorted(gone), "2026-06-01T00:00:00Z")
        for keys in ((phone,), (name, phone), (phone, name)):
            groups: dict[tuple[str, ...], list[int]] = {}
            for each in kept:
                if each.id not in gone and each[keys[0]]:
                    groups.setdefault(tuple(each.text(key) for key in keys), []).append(each.id)
            assert table.alike(keys) == [ids for ids in groups.values() if len(ids) > 1]


@pytest.mark.parametrize("ledger", ALL, ids=lambda ledger: ledger.key)
def test_a_column_refuses_what_its_kind_never_gives(office: Office, ledger: Ledger) -> None:
    """The last line of defence, should a use case forget to read a value by its kind."""
    for each in ledger.fields:
        for column in each.kind.columns(each.key):
            wrong = b"\x00" if column.sql.startswith("TEXT") else "words"
            with pytest.raises(IntegrityError), office.file.write() as db:
                db.execute(f'INSERT INTO "{ledger.key}"("{column.name}") VALUES (?)', [wrong])


def test_a_record_that_somebody_changed_is_not_overwritten(office: Office, table: LedgerTable) -> None:
    (row_id,) = add(office, log("甲"))
    mine, theirs = office.record(WORK_LOG.key, row_id), office.record(WORK_LOG.key, row_id)
    with office.file.write():
        table.change(theirs.with_values({"title": "乙"}))

    with pytest.raises(OfficeError, match="已被修改，请刷新"), office.file.write():
        table.change(mine.with_values({"title": "丙"}))

    assert office.record(WORK_LOG.key, row_id).label == "乙"


def test_records_come_in_the_order_of_their_ids_asked_for(office: Office) -> None:
    first, second, third = add(office, log("甲"), log("乙"), log("丙"))

    records = office.records(WORK_LOG.key, [third, 99, first, third, second])

    assert [record.id for record in records] == [third, first, third, second]


def test_more_records_than_one_statement_takes_are_read(office: Office) -> None:
    ids = add(office, *(log(f"第{number}件", headcount="2") for number in range(1203)))

    assert [record.id for record in office.records(WORK_LOG.key, ids)] == ids
    assert [(each.field.key, each.total) for each in office.totals(WORK_LOG.key, Query(), ids)] == [("headcount", 2406)]
    assert len(office.labels(WORK_LOG.key, ids)) == 1203


# Searched


def test_every_word_is_found_wherever_it_stands(office: Office) -> None:
    add(office, log("庆五一晚会", place="县影剧院", content="第一行\n第二行"), log("座谈会", place="会议室"))

    assert found(office, "影剧") == ["庆五一晚会"]
    assert found(office, "五一　影剧院 第二") == ["庆五一晚会"]
    assert found(office, "五一 会议室") == []
    assert found(office, "会") == ["座谈会", "庆五一晚会"]


def test_a_record_is_found_by_the_initials_of_its_name(office: Office) -> None:
    add(office, log("曾华座谈"), log("Abc 组"))

    assert found(office, "zhzt") == ["曾华座谈"]
    assert found(office, "ABC") == found(office, "ａｂｃ") == ["Abc 组"]


@pytest.mark.parametrize("odd", ["%", "_", "'", "\\", '"', "\\%", "%_", "''", "*", "[a]", "(", ";"])
def test_odd_characters_mean_themselves(office: Office, odd: str) -> None:
    add(office, log(f"甲{odd}乙"), log("甲乙"), log("丙"))

    assert found(office, odd) == [f"甲{odd}乙"]


@pytest.mark.parametrize(
    "hostile", ["' or 1=1 --", "x' or '1'='1", "%' --", "\x00", "\ud800", "甲" * 60_000, "甲 " * 3000]
)
def test_a_hostile_search_neither_breaks_nor_finds_everything(office: Office, hostile: str) -> None:
    add(office, log("乙"), log("丙"))

    assert len(found(office, hostile)) == (2 if not hostile.strip("\x00\ud800") else 0)
    assert office.candidates(WORK_LOG.key, hostile) == [] or not hostile.strip("\x00\ud800")
    assert office.completions(WORK_LOG.key, "title", hostile) == [] or not hostile.strip("\x00\ud800")


def test_earlier_entries_come_with_the_most_frequent_first(office: Office) -> None:
    add(office, log("甲", place="会议室"), log("乙", place="礼堂"), log("丙", place="礼堂"), log("丁", place="50%礼堂"))

    assert office.completions(WORK_LOG.key, "place", "") == ["礼堂", "50%礼堂", "会议室"]
    assert office.completions(WORK_LOG.key, "place", "%") == ["50%礼堂"]


def test_a_filter_means_the_exact_value(office: Office) -> None:
    add(office, log("甲", headcount="5", when="6.5"), log("乙", nature="计划"), log("丙", headcount="50"))

    assert found(office, equals={"headcount": "5"}) == ["甲"]
    assert found(office, equals={"nature": "计划"}) == ["乙"]
    assert found(office, equals={"in_summary": "是", "nature": "完成"}) == ["丙", "甲"] or found(
        office, equals={"in_summary": "是", "nature": "完成"}
    ) == ["甲", "丙"]
    assert (
        sorted(found(office, equals={"place": ""}))
        == sorted(found(office, equals={"place": "　"}))
        == ["丙", "乙", "甲"]
    )
    assert found(office, equals={"headcount": "五"}) == []
    assert found(office, equals={"unit": "没有的单位"}) == []


# By period


@pytest.mark.parametrize(
    ("words", "first_half", "second_half"),
    [
        ({"when": "2025-12-31"}, False, False),
        ({"when": "2026-01-01"}, True, False),
        ({"when": "2026-06-30"}, True, False),
        ({"when": "2026-07-01"}, False, True),
        ({"when": "2026-12-31"}, False, True),
        ({"when": "2026年6月"}, True, False),
        ({"when": "2026年6月28日至7月3日"}, True, False),
        ({"when": "2025年12月30日至2026年1月2日"}, False, False),
        ({"when": "2026年上半年"}, True, False),
        ({"when": "2026年"}, True, False),
        ({"when": ""}, True, True),
        ({"when": "", "period": "2026H2"}, False, True),
        ({"when": "2026-06-05", "period": "2026H2"}, False, True),
        ({"when": "2026-06-05", "period": "2025H2"}, False, False),
        ({"when": "", "period": "2026Q1"}, True, False),
        ({"when": "", "period": "秋季学期"}, False, False),
    ],
    ids=str,
)
def test_a_record_belongs_to_the_half_year_of_its_label_or_first_day(
    office: Office, words: dict[str, str], first_half: bool, second_half: bool
) -> None:
    add(office, log("甲", **words))

    assert (found(office, period=half_year(2026, 1)), found(office, period=half_year(2026, 2))) == (
        ["甲"] * first_half,
        ["甲"] * second_half,
    )


# Sorted


def test_names_are_sorted_by_pinyin_and_surnames_as_they_are_read(office: Office) -> None:
    names = ["曾甲", "单甲", "仇甲", "解甲", "查甲", "张甲", "安甲", "钱甲"]
    people = [Record(MEMBER, {"name": name}) for name in names]
    ids = add(office, *people)

    def ordered(**query: Any) -> list[str]:
        return [each.label for each in office.records(MEMBER.key, office.ids(MEMBER.key, Query(**query)))]

    assert ordered() == ordered(order="name") == ["安甲", "钱甲", "仇甲", "单甲", "解甲", "曾甲", "查甲", "张甲"]
    assert ordered(order="name", descending=True) == ordered()[::-1]
    assert len(ids) == 8


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("headcount", ["9", "10", "100"]),
        ("when", ["2025-12-31", "2026年", "2026-01-05"]),
        ("place", ["安县", "仇庄", "张庄"]),
    ],
)
def test_a_list_is_sorted_by_value_with_blanks_last_either_way(office: Office, key: str, words: list[str]) -> None:
    add(office, log("空"), *(log(f"第{at}", **{key: word}) for at, word in reversed(list(enumerate(words)))))

    assert found(office, order=key) == ["第0", "第1", "第2", "空"]
    assert found(office, order=key, descending=True) == ["第2", "第1", "第0", "空"]


def test_a_link_is_sorted_by_the_name_it_shows(office: Office) -> None:
    units = add(office, *(Record(office.table("unit").ledger, {"name": name}) for name in ("张庄", "安县", "仇庄")))
    add(office, log("无"), *(log(f"第{at}").with_values({"unit": Link("unit", unit)}) for at, unit in enumerate(units)))

    assert found(office, order="unit") == ["第1", "第2", "第0", "无"]


@pytest.mark.parametrize("descending", [False, True])
def test_the_first_rows_by_a_link_are_the_first_of_all_rows(office: Office, descending: bool) -> None:
    names = ("张庄", "安县", "章庄", "仇庄")
    units = add(office, *(Record(office.table("unit").ledger, {"name": name}) for name in names))
    ids = add(office, *(log(f"第{at}").with_values({"unit": Link("unit", units[at * 7 % 4])}) for at in range(12)))
    add(office, log("无"), log("也无"))
    with office.file.write():
        office.table("work_log").set_trashed(ids[3:5], "2026-06-30T00:00:00.000+00:00")

    query = Query(order="unit", descending=descending)
    whole = office.ids("work_log", query)
    assert len(whole) == 12
    assert [office.ids("work_log", query, most) for most in range(1, 15)] == [whole[:most] for most in range(1, 15)]


def test_the_newest_comes_first_and_the_undated_last(office: Office) -> None:
    add(office, log("旧", when="1.5"), log("无日期"), log("新", when="6.5"), log("更新", when="6.5"))

    assert found(office) == ["更新", "新", "旧", "无日期"]


# Numbers, unique values


def test_a_number_follows_the_highest_of_its_year_trash_included(office: Office, table: LedgerTable) -> None:
    add(office, log("甲").with_values({"no": "GZ2026-0009"}), log("乙").with_values({"no": "GZ2025-0099"}))
    (thrown,) = add(office, log("丙").with_values({"no": "GZ2026-0011"}))
    with office.file.write():
        table.set_trashed([thrown], "2026-06-30T00:00:00.000+00:00")

    assert (table.numbers.next(2026), table.numbers.next(2025), table.numbers.next(2024)) == (
        "GZ2026-0012",
        "GZ2025-0100",
        "GZ2024-0001",
    )


@pytest.mark.parametrize(
    "odd", ["GZ2026-x", "GZ2026-12甲", "GZ2026-" + "9" * 30, "gz2026-0099", "GZ20260099", "旧 7 号"]
)
def test_a_number_of_the_clerks_own_does_not_upset_the_next(office: Office, table: LedgerTable, odd: str) -> None:
    add(office, log("甲").with_values({"no": odd}), log("乙").with_values({"no": "GZ2026-0003"}))

    assert table.numbers.next(2026) in ("GZ2026-0004", "GZ2026-0013")


def test_two_records_never_have_the_same_number(office: Office, table: LedgerTable) -> None:
    first, second = add(office, log("甲").with_values({"no": "A"}), log("乙").with_values({"no": "B"}))
    with pytest.raises(OfficeError, match="编号与另一条登记相同"):
        add(office, log("丙").with_values({"no": "A"}))
    with office.file.write():
        table.set_trashed([first], "2026-06-30T00:00:00.000+00:00")
        table.change(office.record(WORK_LOG.key, second).with_values({"no": "A"}))

    with pytest.raises(OfficeError, match="编号与另一条登记相同"), office.file.write():
        table.set_trashed([first], None)

    assert found(office) == ["乙"]


# Found by name


def test_people_of_the_same_name_are_told_apart_by_number(office: Office) -> None:
    numbers = [{"no": f"HY2026-000{at}", "id_number": id_number(BORN, at)} for at in (1, 2)]
    first, second = add(office, *(Record(MEMBER, {"name": "职工甲", **each}) for each in numbers))
    (other,) = add(office, Record(MEMBER, {"name": "职工乙（退）"}))

    labels = office.labels(MEMBER.key, [first, second, other])

    assert labels == {first: "职工甲（HY2026-0001）", second: "职工甲（HY2026-0002）", other: "职工乙（退）"}
    assert [office.find(MEMBER.key, labels[each]).id for each in (first, second, other)] == [first, second, other]
    assert office.find(MEMBER.key, "HY2026-0002").id == second
    assert office.find(MEMBER.key, id_number(BORN, 1)).id == first
    assert [link.id for link in office.candidates(MEMBER.key, "zgy")] == [other]


def test_a_link_to_a_record_in_the_trash_still_says_its_name(office: Office) -> None:
    (unit,) = add(office, Record(office.table("unit").ledger, {"name": "一分会"}))
    (row,) = add(office, log("甲").with_values({"unit": Link("unit", unit)}))
    with office.file.write():
        office.table("unit").set_trashed([unit], "2026-06-30T00:00:00.000+00:00")

    assert office.record(WORK_LOG.key, row).values["unit"].label == "一分会"
    assert office.candidates("unit", "一") == []


# Sums


def test_sums_are_exact_and_leave_blanks_out(office: Office) -> None:
    amounts = ["0.10", "0.20", "75945.00", None]
    rows = [Record(AID, {"amount": Decimal(each)} if each else {"persons": 3}) for each in amounts]
    add(office, *rows)

    sums = {each.field.key: each.total for each in office.totals(AID.key, Query())}
    assert sums == {"amount": Decimal("75945.30"), "persons": 3}
    assert office.totals(AID.key, Query(words="无")) == []
    assert office.totals(AID.key, Query(), []) == []


def test_what_goes_out_and_what_comes_in_are_never_added_up(office: Office) -> None:
    out = {"direction": "支出", "amount": Decimal("300.00")}
    least = {"direction": "支出", "amount": Decimal("20000.00"), "amount_qualifier": "余"}
    back = {"direction": "收入", "amount": Decimal("80.00"), "per_amount": Decimal("80.00")}
    add(office, *(Record(AID, values) for values in (out, least, back)))

    assert [each.text for each in office.totals(AID.key, Query())] == ["收入金额 ￥80.00", "支出金额 ￥20,300.00余"]
    assert [each.text for each in office.totals(AID.key, Query(equals={"direction": "支出"}))] == ["金额 ￥20,300.00余"]


# The trail


def test_the_trail_leaves_out_what_follows_from_the_fields(office: Office) -> None:
    (row,) = add(office, log("庆五一晚会", place="县影剧院"))

    (change,) = trail.history(office.file.db, WORK_LOG.key, row)

    assert change.new is not None
    assert (change.new["title"], change.new["place"]) == ("庆五一晚会", "县影剧院")
    assert not FOUND_BY & change.new.keys()
    with office.file.write() as db:
        db.execute("UPDATE code SET label = '无房可住' WHERE list = 'housing' AND label = '无房'")
    assert any("无房可住" in str(each.new) for each in trail.changes(office.file.db, trail.last_batch(office.file.db)))


def test_a_new_name_reaches_those_who_point_at_it_without_a_trace(office: Office) -> None:
    (event,) = add(office, Record(EVENT, {"title": "晚会"}))
    (member,) = add(office, Record(MEMBER, {"name": "职工甲"}))
    coming = {"event": Link("event", event), "member": Link("member", member, "职工甲")}
    (row,) = add(office, Record(ATTENDANCE, coming))
    batch = trail.last_batch(office.file.db)
    with office.file.write():
        office.table(MEMBER.key).change(office.record(MEMBER.key, member).with_values({"name": "职工乙"}))
        office.table(ATTENDANCE.key).refresh(ATTENDANCE.get("member"), member)

    assert office.ids(ATTENDANCE.key, Query("职工乙")) == [row]
    assert office.ids(ATTENDANCE.key, Query("职工甲")) == []
    assert office.record(ATTENDANCE.key, row).version == 1
    assert [each.table for each in trail.changes(office.file.db, batch + 1)] == ["member"]

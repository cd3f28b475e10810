from __future__ import annotations

import csv
import io
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.exchange.test_round_trip import records
from unionoffice.errors import FileInUseError
from unionoffice.exchange.csv_file import Encoding, beyond_gbk, write_csv
from unionoffice.exchange.import_plan import Outcome
from unionoffice.exchange.importer import plan_import
from unionoffice.exchange.ledger_sheet import LedgerSheet
from unionoffice.exchange.natural_key import records_by_key
from unionoffice.exchange.profiles import profile_fields
from unionoffice.exchange.reader import read_table
from unionoffice.ledgers import BY_KEY

AID, HOUSEHOLD = BY_KEY["aid"], BY_KEY["household"]
ID = "11010519491231002X"


def aid(context, **raw):
    record, problems = AID.parse({"class": "帮扶救助", "kind": "生活救助", **raw}, context)
    assert record is not None, problems
    return record


def household(context, **raw):
    record, problems = HOUSEHOLD.parse(
        {"head": "张三丰", "id_number": ID, "category": "深度困难职工", "cause": "子女上学", **raw}, context
    )
    assert record is not None, problems
    return record


def cells_of(target: Path, encoding: str = "utf-8-sig") -> list[list[str]]:
    return list(csv.reader(io.StringIO(target.read_bytes().decode(encoding), newline="")))


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "台账.csv"


def test_no_word_is_a_formula_and_no_number_of_a_person_loses_digits(context, target, sheet):
    kept = [
        aid(context, recipient=words, when="2026年3月", amount="500.5") for words in ('=HYPERLINK("x")', "+1", "@S")
    ]
    fields = tuple(AID.get(key) for key in ("recipient", "when", "amount"))
    assert write_csv(target, sheet(AID, kept, fields=fields)) == 3
    assert target.read_bytes().startswith(b"\xef\xbb\xbf")
    heads, *rows = cells_of(target)
    assert heads == ["序号", "对象", "日期", "金额"]
    assert [row[1] for row in rows] == ['\'=HYPERLINK("x")', "'+1", "'@S"]
    assert {tuple(row[2:]) for row in rows} == {("\t2026年3月", "500.50")}
    fields = tuple(HOUSEHOLD.get(key) for key in ("id_number", "phone", "bank_card"))
    write_csv(target, sheet(HOUSEHOLD, [household(context, phone="013800000000")], fields=fields))
    assert cells_of(target)[1] == ["1", f"\t{ID}", "\t013800000000", ""]


def test_a_public_csv_masks_like_a_public_sheet(context, target, sheet):
    record = household(context, phone="13800001111", bank_card="6222020000000000000", health="良好")
    fields = profile_fields(HOUSEHOLD, "public", HOUSEHOLD.fields)
    write_csv(target, sheet(HOUSEHOLD, [record], profile="public", fields=fields))
    words = target.read_text("utf-8-sig")
    assert "张*丰" in words
    assert "110105********002X" in words
    for secret in ("张三丰", ID, "13800001111", "6222020000000000000", "良好", "银行"):
        assert secret not in words


def test_what_a_program_of_gbk_would_lose_is_named_before_writing(context, target, sheet):
    kept = [household(context, head="李㛃"), household(context, head="王一"), household(context, head="𠮷某")]
    found = list(beyond_gbk(sheet(HOUSEHOLD, kept, fields=(HOUSEHOLD.get("head"),))))
    assert [(each.record, each.field, each.signs) for each in found] == [
        ("李㛃", "户主姓名", "㛃"),
        ("𠮷某", "户主姓名", "𠮷"),
    ]
    write_csv(target, sheet(HOUSEHOLD, kept, fields=(HOUSEHOLD.get("head"),)), "gb18030")
    assert [row[1] for row in cells_of(target, "gb18030")[1:]] == ["李㛃", "王一", "𠮷某"]


def test_a_csv_that_is_open_elsewhere_stays_whole(context, target, sheet, monkeypatch):
    target.write_bytes(b"old")

    def held(self, other):
        raise PermissionError(13, "held")

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(FileInUseError, match="请关闭后重试"):
        write_csv(target, sheet(AID, [aid(context)], fields=(AID.get("class"),)))
    assert target.read_bytes() == b"old"
    assert list(target.parent.iterdir()) == [target]


def test_columns_of_digits_alone_are_not_taken_for_columns_between_tabs(context, target, sheet):
    fields = (HOUSEHOLD.get("id_number"), HOUSEHOLD.get("phone"))
    write_csv(target, sheet(HOUSEHOLD, [household(context, phone="13800000000")] * 9, fields=fields))
    table = read_table(target, HOUSEHOLD)
    assert table.heads == [each.title for each in fields]
    assert table.rows[0].cells == [ID, "13800000000"]


@pytest.mark.parametrize("key", ["aid", "household", "work_log"])
@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(data=st.data())
def test_a_csv_read_back_changes_nothing(key, codes, context, data):
    ledger = BY_KEY[key]
    kept = data.draw(records(ledger, codes, context))
    encoding: Encoding = data.draw(st.sampled_from(["utf-8-sig", "gb18030"]))
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "台账.csv"
        sheet = LedgerSheet(ledger, kept, "台账", "某某工会", date(2026, 7, 5), codes=codes)
        write_csv(target, replace(sheet, fields=ledger.fields), encoding)
        table = read_table(target, ledger)
    register = records_by_key(ledger, kept)
    plan = plan_import(table, ledger, context, lambda key, found=register: found.get(key, ()), "update")
    assert {row.outcome for row in plan.rows} == {Outcome.SAME}, plan.rows

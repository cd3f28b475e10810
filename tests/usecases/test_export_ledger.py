from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from unionoffice.domain.query import Query
from unionoffice.errors import OfficeError
from unionoffice.exchange.reader import read_table
from unionoffice.storage import trail
from unionoffice.usecases import export_ledger
from unionoffice.usecases.export_ledger import Manner, Selection, another_name, export, lost_signs
from unionoffice.usecases.export_log import exports
from unionoffice.usecases.keep_record import keep
from unionoffice.usecases.office import REVIEWER, TELEPHONE, Office
from unionoffice.usecases.plain_copy import write_plain_folder


@pytest.fixture
def filled(office: Office) -> Office:
    for name, day in (("甲会", "2026-03-01"), ("乙会", "2026-01-05"), ("丙会", "2026-02-02")):
        assert keep(office, "work_log", {"title": name, "category": "会议制度", "when": day}).record is not None
    return office


def test_the_log_tells_when_who_what_which_columns_for_whom_and_what_for(filled: Office, tmp_path: Path) -> None:
    ledger = filled.ledgers.by_key["work_log"]
    number = "11010519491231002X"
    manner = Manner(purpose=f"报 {number} 的材料", recipient="示例县总工会")
    columns = [ledger.get("title"), ledger.get("when")]
    export(filled, Selection("work_log", columns=columns, profile="archive"), tmp_path / "日志.csv", manner)
    write_plain_folder(filled, tmp_path / "副本")
    plain, ours = exports(filled)
    assert (plain.what, plain.rows, plain.columns) == ("普通数据库", None, ())
    assert (ours.what, ours.rows, ours.columns, ours.profile) == ("工作日志", 3, ("事项", "日期"), "存档")
    assert (ours.recipient, ours.name, ours.who) == ("示例县总工会", "日志.csv", filled.author)
    assert ours.purpose == "报 110105********002X 的材料"
    assert number not in str(trail.events(filled.file.db, "export"))


def test_columns_and_rows_stand_in_the_order_asked_for(filled: Office, tmp_path: Path) -> None:
    ledger = filled.ledgers.by_key["work_log"]
    columns = [ledger.get("when"), ledger.get("title")]
    for target in (tmp_path / "日志.xlsx", tmp_path / "日志.csv"):
        export(filled, Selection("work_log", Query(order="when"), columns=columns), target)
        table = read_table(target, ledger)
        assert table.heads == ["日期", "事项"]
        assert [row.cells[1] for row in table.rows] == ["乙会", "丙会", "甲会"]


def test_records_are_read_a_few_at_a_time_and_all_of_them_written(
    filled: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export_ledger, "_READ_AT_ONCE", 2)
    export(filled, Selection("work_log", Query(order="when")), tmp_path / "日志.xlsx")
    table = read_table(tmp_path / "日志.xlsx", filled.ledgers.by_key["work_log"])
    assert [row.cells[table.heads.index("事项")] for row in table.rows] == ["乙会", "丙会", "甲会"]
    assert "地点" not in table.heads


def test_all_three_who_sign_are_named(filled: Office, tmp_path: Path) -> None:
    filled.set_setting(REVIEWER, "审核甲")
    filled.set_setting(TELEPHONE, "0712-1234567")
    target = export(filled, Selection("work_log"), tmp_path / "日志.xlsx")
    page = load_workbook(target).worksheets[0]
    words = str(page.cell(page.max_row, 1).value)
    assert "审核人：审核甲" in words
    assert f"制表人：{filled.author}" in words
    assert words.endswith("联系电话：0712-1234567")


def test_hidden_columns_alone_make_no_public_list(filled: Office, tmp_path: Path) -> None:
    hidden = [filled.ledgers.by_key["household"].get("bank_card")]
    with pytest.raises(OfficeError, match="不能公示"):
        export(filled, Selection("household", columns=hidden, profile="public"), tmp_path / "公示.csv")
    assert not (tmp_path / "公示.csv").exists()


def test_a_path_that_excel_cannot_open_is_refused(filled: Office, tmp_path: Path) -> None:
    with pytest.raises(OfficeError, match="太长"):
        export(filled, Selection("work_log"), tmp_path / f"{'长' * 240}.xlsx")


def test_rare_characters_are_named_with_their_record(filled: Office) -> None:
    assert keep(filled, "work_log", {"title": "李㛃讲座", "category": "会议制度"}).record is not None
    assert lost_signs(filled, Selection("work_log")) == ["李㛃讲座 的“事项”：㛃"]


def test_another_name_counts_on(tmp_path: Path) -> None:
    (tmp_path / "日志.xlsx").touch()
    assert another_name(tmp_path / "日志.xlsx").name == "日志（2）.xlsx"

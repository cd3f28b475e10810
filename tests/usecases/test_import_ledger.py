from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook
from stdnum.cn import ric

from unionoffice.domain.period import half_year
from unionoffice.domain.query import Query
from unionoffice.errors import OfficeError
from unionoffice.usecases.back_up import backups
from unionoffice.usecases.export_ledger import Selection, export
from unionoffice.usecases.import_ledger import import_file, write_refused_rows
from unionoffice.usecases.keep_record import keep
from unionoffice.usecases.office import Office
from unionoffice.usecases.write_template import write_template

HEADS = ["﹡姓名", "性别", "身份证号码", "手机", "部门", "入会时间"]


def sheet(target: Path, *rows: list[object]) -> Path:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(target)
    return target


@pytest.fixture
def good_id() -> str:
    return "11010519491231002X"


def test_right_rows_are_kept_and_wrong_ones_named_by_their_number(office: Office, tmp_path: Path, good_id: str) -> None:
    rows = [
        ["职工甲", "女", good_id, "13800000000", "细纱车间", "2020.5"],
        ["职工乙", "女", 110105194912310021, "13800000001", "细纱车间", "2020.5"],
        ["职工丙", "女", "110105194912310021", "13800000001", "细纱车间", "2020.5"],
    ]
    report = import_file(office, "member", sheet(tmp_path / "roll.xlsx", HEADS, *rows))
    assert (report.added, report.changed, report.same) == (1, 0, 0)
    assert [(each.row, each.problems[0]) for each in report.refused] == [
        (3, "身份证号是数值格式，末位已丢失，请在 Excel 中改为文本后重新填写"),
        (4, "身份证号校验位不对，请逐位核对"),
    ]
    assert [record.label for record in office.records("member", office.ids("member", Query()))] == ["职工甲"]
    assert office.count("unit", Query()) == 1


def test_a_preview_writes_nothing(office: Office, tmp_path: Path, good_id: str) -> None:
    roll = sheet(tmp_path / "roll.xlsx", HEADS, ["职工甲", "女", good_id, "13800000000", "细纱车间", "2020.5"])
    assert import_file(office, "member", roll, preview=True).added == 1
    assert office.count("member", Query()) == office.count("unit", Query()) == 0


def test_two_people_of_one_name_in_one_unit_are_two_people(office: Office, tmp_path: Path, good_id: str) -> None:
    rows = [
        ["职工甲", "女", good_id, "13800000000", "细纱车间", "2020.5"],
        ["职工甲", "男", "11010519491231003X", "13800000001", "细纱车间", "2020.5"],
    ]
    rows[1][2] = "11010519491231011" + ric.calc_check_digit("110105194912310110")
    report = import_file(office, "member", sheet(tmp_path / "roll.xlsx", HEADS, *rows))
    assert (report.added, report.refused) == (2, [])


def test_importing_a_file_twice_adds_nothing_the_second_time(office: Office, tmp_path: Path, good_id: str) -> None:
    roll = sheet(tmp_path / "roll.xlsx", HEADS, ["职工甲", "女", good_id, "13800000000", "细纱车间", "2020.5"])
    import_file(office, "member", roll)
    again = import_file(office, "member", roll)
    assert (again.added, again.changed, again.same, again.refused) == (0, 0, 1, [])


def test_an_update_changes_what_is_given_and_erases_nothing(office: Office, tmp_path: Path, good_id: str) -> None:
    first = sheet(tmp_path / "1.xlsx", HEADS, ["职工甲", "女", good_id, "13800000000", "细纱车间", "2020.5"])
    second = sheet(tmp_path / "2.xlsx", HEADS, ["职工甲", "", good_id, "13900000000", "", "2020.5"])
    import_file(office, "member", first)
    assert import_file(office, "member", second, policy="skip").changed == 0
    assert import_file(office, "member", second, policy="update").changed == 1
    (record,) = office.records("member", office.ids("member", Query()))
    texts = {key: record.text(record.ledger.get(key)) for key in ("phone", "gender", "unit")}
    assert texts == {"phone": "13900000000", "gender": "女", "unit": "细纱车间"}


def test_rows_without_date_or_period_belong_to_the_period_named(office: Office, tmp_path: Path) -> None:
    log = sheet(tmp_path / "log.xlsx", ["事项", "类别", "日期"], ["甲事", "其他", ""], ["乙事", "其他", "2025-3-1"])
    import_file(office, "work_log", log, period=half_year(2026, 1))
    found = office.records("work_log", office.ids("work_log", Query(period=half_year(2026, 1))))
    assert [record.label for record in found] == ["甲事"]


def test_a_chapter_that_the_tree_lacks_is_added_before_the_shortcomings(office: Office, tmp_path: Path) -> None:
    log = sheet(tmp_path / "log.xlsx", ["事项", "类别", "归入章节"], ["甲事", "其他", "一、示例特色"])
    assert import_file(office, "work_log", log).added == 1
    titles = [node.title for node in office.codes.chapters()]
    assert titles.index("示例特色") == titles.index("存在不足") - 1


def test_a_file_that_is_no_table_changes_nothing(office: Office, tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_bytes(b"PK\x03\x04 broken")
    with pytest.raises(OfficeError):
        import_file(office, "member", tmp_path / "x.xlsx")
    assert office.count("member", Query()) == 0


def test_importing_our_own_export_changes_nothing(office: Office, tmp_path: Path) -> None:
    keep(
        office,
        "work_log",
        {"title": "=甲事", "category": "其他", "when": "3月27至29日", "figures": "补助 2万余元；拆迁 ？户"},
    )
    keep(office, "work_log", {"title": "乙事", "category": "其他", "when": "2026年5月"})
    target = export(office, Selection("work_log", profile="archive"), tmp_path / "log.xlsx")
    report = import_file(office, "work_log", target, policy="update")
    assert (report.added, report.changed, report.same, report.refused) == (0, 0, 2, [])


def test_refused_rows_come_back_as_a_file_with_the_reason(office: Office, tmp_path: Path) -> None:
    roll = sheet(tmp_path / "roll.xlsx", HEADS, ["职工乙", "女", "123", "13800000001", "细纱车间", "2020.5"])
    report = import_file(office, "member", roll)
    written = write_refused_rows(report, tmp_path / "refused.xlsx")
    again = import_file(office, "member", written)
    assert [each.problems for each in again.refused] == [each.problems for each in report.refused]


@pytest.mark.parametrize("ledger", ["member", "work_log", "household", "aid", "event"])
def test_a_filled_blank_sheet_is_read_back(office: Office, tmp_path: Path, ledger: str) -> None:
    target = write_template(ledger, tmp_path / "blank.xlsx")
    report = import_file(office, ledger, target)
    assert (report.added, report.refused) == (0, [])
    assert None not in report.mapping.values()


def test_a_backup_stands_before_the_import_and_a_failed_one_is_said(
    office: Office, tmp_path: Path, good_id: str
) -> None:
    roll = sheet(tmp_path / "roll.xlsx", HEADS, ["职工甲", "女", good_id, "13800000000", "细纱车间", "2020.5"])
    assert import_file(office, "member", roll, preview=True).notices == []
    assert backups(office) == []
    assert import_file(office, "member", roll).notices == []
    (before,) = backups(office)
    assert (before.reason, (before.tables or {})["member"]) == ("导入前", 0)
    (tmp_path / "file").write_text("no folder")
    office.set_setting("backups", str(tmp_path / "file" / "backups"))
    again = sheet(tmp_path / "again.xlsx", HEADS, ["职工甲", "女", good_id, "13900000000", "细纱车间", "2020.5"])
    (notice,) = import_file(office, "member", again, policy="update").notices
    assert notice.startswith("导入前没有备份：")


def test_no_number_of_a_refused_row_stands_in_the_trail_the_steps_or_the_log(
    office: Office, tmp_path: Path, good_id: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    wrong = good_id[:-1] + ("0" if good_id[-1] != "0" else "1")
    source = tmp_path / "a.csv"
    rows = [f"职工甲,女,{good_id},13800000000,", f"职工乙,女,{wrong},13800000001,", f"职工丙,{wrong},,{wrong},{wrong}"]
    source.write_text("\n".join(["姓名,性别,身份证号,手机,入会时间", *rows]), encoding="utf-8")
    report = import_file(office, "member", source)
    assert (report.added, len(report.refused)) == (1, 2)
    assert not any(wrong in sentence for sentence in report.sentences())
    assert wrong not in caplog.text
    assert good_id not in caplog.text
    kept = [row for table in ("trail", "undo_step") for row in office.file.db.execute(f"SELECT * FROM {table}")]
    assert not any(wrong in str(row) for row in kept)
    assert sum(good_id in str(row) for row in kept) == 1

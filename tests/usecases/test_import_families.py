from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from openpyxl import Workbook
from stdnum.cn import ric

from unionoffice.domain.query import Query
from unionoffice.errors import OfficeError
from unionoffice.usecases.export_ledger import Selection, export
from unionoffice.usecases.import_ledger import (
    Cancelled,
    carry_out,
    import_file,
    plan_tables,
    read_sheets,
    tables_in,
    write_refused_rows,
)
from unionoffice.usecases.keep_record import keep
from unionoffice.usecases.office import Office
from unionoffice.usecases.undo import undo

HEADS = ["户主姓名", "身份证号", "困难类别", "主要致困原因"]
FAMILY = ["户主", "姓名", "与户主关系", "身份证号"]


def number_of(first_17: str) -> str:
    return first_17 + str(ric.calc_check_digit(first_17 + "0"))


FIRST, SECOND = number_of("11010519800101001"), number_of("11010519800201003")


def book(target: Path, **sheets: list[list[object]]) -> Path:
    made = Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets.items():
        page = made.create_sheet(name)
        for row in rows:
            page.append(row)
    made.save(target)
    return target


def household(name: str, number: str, *rest: object) -> list[object]:
    return [name, number, "深度困难职工", "其他", *rest]


def families(office: Office) -> dict[str, list[str]]:
    """The members of each household by its head's name."""
    return {
        record.label: [each.label for each in office.children("family", record.id)]
        for record in office.records("household", office.ids("household", Query()))
    }


def test_a_second_sheet_comes_along_matched_by_the_name_of_the_head(office: Office, tmp_path: Path) -> None:
    source = book(
        tmp_path / "a.xlsx",
        说明=[["填写说明"]],
        家庭成员=[FAMILY, ["住户乙", "女乙", "女儿", None], ["住户甲", "妻甲", "妻子", None]],
        档案=[HEADS, household("住户甲", FIRST), household("住户乙", SECOND)],
    )
    report = import_file(office, "household", source)
    assert families(office) == {"住户甲": ["妻甲"], "住户乙": ["女乙"]}
    assert (report.added, report.children[0].added) == (2, 2)
    assert "没有导入的其他工作表：说明" in report.notices
    again = import_file(office, "household", source)
    assert (again.added, again.same, again.children[0].added, again.children[0].same) == (0, 2, 0, 2)
    assert (undone := undo(office)) is not None
    assert undone.title == "导入困难家庭档案 2 条"
    assert families(office) == {}
    assert office.count("family", Query()) == 0


def test_a_family_whose_household_is_refused_or_unclear_is_refused_with_the_reason(
    office: Office, tmp_path: Path
) -> None:
    assert keep(office, "household", dict(zip(("head", "id_number", "category", "cause"), household("住户丙", SECOND), strict=True))).record  # fmt: skip
    source = book(
        tmp_path / "a.xlsx",
        档案=[HEADS, household("住户甲", "123"), household("住户丙", FIRST)],
        家庭成员=[
            FAMILY,
            ["住户甲", "妻甲", "妻子", None],
            ["住户丁", "妻丁", "妻子", None],
            ["住户丙", "妻丙", "妻子", None],
            [FIRST, "子丙", "儿子", None],
        ],
    )
    report = import_file(office, "household", source)
    (child,) = report.children
    assert [(each.row, each.problems[0]) for each in child.refused] == [
        (2, "家庭档案：所属的第 2 行不能导入"),
        (3, "家庭档案：“困难家庭档案”中没有“住户丁”"),
        (4, "家庭档案：文件里和已有登记里都有“住户丙”，请写编号"),
    ]
    assert child.added == 1
    fixed = write_refused_rows(report, tmp_path / "b.xlsx")
    again = import_file(office, "household", fixed)
    assert len(again.refused) == 1
    assert len(again.children[0].refused) == 3


def test_a_row_with_a_wrong_family_member_waits_as_a_whole(office: Office, tmp_path: Path) -> None:
    heads = [*HEADS, "家庭成员1姓名", "家庭成员1关系", "家庭成员1身份证号", "家庭成员2姓名", "家庭成员2关系"]
    rows = [
        household("住户甲", FIRST, "妻甲", "妻子", "110105198001010017", None, None),
        household("住户乙", SECOND, None, None, None, "女乙", "女儿"),
    ]
    report = import_file(office, "household", book(tmp_path / "a.xlsx", 表=[heads, *rows]))
    assert families(office) == {"住户乙": ["女乙"]}
    ((refused),) = report.refused
    assert refused.row == 2
    assert refused.problems == ("家庭成员1 身份证号校验位不对，请逐位核对",)
    rows[0][6] = number_of("11010519820101002")
    again = import_file(office, "household", book(tmp_path / "b.xlsx", 表=[heads, *rows]))
    assert (again.added, again.same, again.children[0].added) == (1, 1, 1)
    assert families(office) == {"住户甲": ["妻甲"], "住户乙": ["女乙"]}
    mapped = again.mapping["家庭成员1姓名"]
    assert mapped == "family.1.name"
    assert json.dumps(again.as_json(), ensure_ascii=False)


def test_a_member_missing_its_relation_names_the_person_it_stands_for(office: Office, tmp_path: Path) -> None:
    heads = [*HEADS, "家庭成员1姓名", "家庭成员2姓名", "家庭成员2关系"]
    row = household("住户甲", FIRST, None, "子甲", None)
    report = import_file(office, "household", book(tmp_path / "a.xlsx", 表=[heads, row]))
    assert report.refused[0].problems == ("家庭成员2 关系：必填",)


def test_two_new_households_of_one_name_are_told_apart_by_their_number(office: Office, tmp_path: Path) -> None:
    source = book(
        tmp_path / "a.xlsx",
        档案=[HEADS, household("住户甲", FIRST), household("住户甲", SECOND)],
        家庭成员=[FAMILY, ["住户甲", "妻甲", "妻子", None], [SECOND, "子甲", "儿子", None]],
    )
    report = import_file(office, "household", source)
    assert [each.problems[0] for each in report.children[0].refused] == ["家庭档案：文件里有 2 个“住户甲”，请写编号"]
    (owner,) = [
        each.id
        for each in office.records("household", office.ids("household", Query()))
        if each.values["id_number"] == SECOND
    ]
    assert [each.label for each in office.children("family", owner)] == ["子甲"]


def test_an_archive_with_its_families_makes_the_same_office_again(
    office: Office, tmp_path: Path, other: Office
) -> None:
    source = book(
        tmp_path / "a.xlsx",
        档案=[HEADS, household("住户甲", FIRST), household("住户乙", SECOND)],
        家庭成员=[FAMILY, ["住户甲", "妻甲", "妻子", None], ["住户乙", "女乙", "女儿", None]],
    )
    import_file(office, "household", source)
    for ledger in ("household", "family"):
        import_file(other, ledger, export(office, Selection(ledger, profile="archive"), tmp_path / f"{ledger}.xlsx"))
    assert families(other) == families(office) == {"住户甲": ["妻甲"], "住户乙": ["女乙"]}


@pytest.fixture
def other(tmp_path: Path):
    with Office.create(tmp_path / "other", "另一单位") as made:
        yield made


@pytest.mark.parametrize("stop", [0, 1, 20, 39])
def test_stopping_at_any_step_leaves_nothing(office: Office, tmp_path: Path, stop: int) -> None:
    rows = [
        household(f"住户{n}", number_of(f"110105198001{n % 27 + 1:02}{n:03}"), f"妻{n}", "妻子") for n in range(1, 31)
    ]
    source = book(tmp_path / "a.xlsx", 表=[[*HEADS, "家庭成员1姓名", "家庭成员1关系"], *rows])
    tables = tables_in(office, "household", read_sheets(source))
    plan = plan_tables(office, "household", tables)
    assert plan.main.count(*{row.outcome for row in plan.main.rows}) == 30

    def step(done: int, total: int) -> bool:
        assert total == 60
        return done < stop

    with pytest.raises(Cancelled):
        carry_out(office, "household", tables, plan, step=step)
    assert office.count("household", Query()) == office.count("family", Query()) == 0
    assert undo(office) is None
    assert carry_out(office, "household", tables, plan).added == 30
    with pytest.raises(Cancelled):
        plan_tables(office, "household", tables, step=lambda done, total: False)


def test_a_file_in_which_every_row_is_wrong_writes_nothing_at_all(office: Office, tmp_path: Path) -> None:
    source = book(tmp_path / "a.xlsx", 表=[HEADS, household("住户甲", "123"), household("", FIRST)])
    report = import_file(office, "household", source)
    assert report.is_all_refused
    assert not (office.backup_folder.exists() and any(office.backup_folder.iterdir()))
    with pytest.raises(OfficeError, match="没有名为“街道”的对应关系，还没有保存过"):
        import_file(office, "household", source, mapping="街道")


def test_no_sentence_of_a_report_holds_a_whole_number_of_a_person(office: Office, tmp_path: Path) -> None:
    heads = [*HEADS, "银行卡号", "联系电话", "家庭成员1姓名", "家庭成员1关系", "家庭成员1身份证号"]
    rows = [
        household("住户甲", FIRST, "6222021234567890123x", "1380000000000000000000000", "妻", FIRST, None),
        household("住户甲", "110105800101001", "62220212345678", "13800000000", None, None, None),
        ["住户乙", SECOND, SECOND, SECOND, None, None, None, None, None],
    ]
    report = import_file(office, "household", book(tmp_path / "a.xlsx", 表=[heads, *rows]))
    told = "".join(report.sentences())
    assert report.refused
    assert re.search("[0-9]{11}", told) is None
    assert "110" in told

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from unionoffice.domain.draft import AnnexTable
from unionoffice.errors import OfficeError
from unionoffice.exchange.list_sheet import write_list

LONG = "很长的单位名称" * 20


def table(*rows: tuple[str, ...]) -> AnnexTable:
    return AnnexTable(
        "名单[1]:甲/乙", ("姓名", "证号", "金额", "人数", "备注"), rows, (False, False, True, True, False)
    )


def test_a_list_is_written_with_numbers_that_add_up_and_codes_that_keep_their_digits(tmp_path: Path) -> None:
    target = tmp_path / "名单.xlsx"
    rows = (("职工甲", "110105194912310021", "1,234.50", "1,200", LONG), ("=1+1", "", "", "约 5", "\x07响铃"))
    write_list(target, table(*rows), "某单位工会", date(2026, 7, 3))
    page = load_workbook(target).worksheets[0]
    assert page.title == "名单、1、、甲、乙"
    assert page["A2"].value == "填报单位：某单位工会　　填报日期：2026-07-03"
    assert [cell.value for cell in page[4]] == ["职工甲", "110105194912310021", 1234.5, 1200, LONG]
    assert page["A5"].value == "=1+1"
    assert page["A5"].data_type == "s"
    assert [cell.value for cell in page[5]][3:] == ["约 5", "响铃"]
    assert page.row_dimensions[4].height > page.row_dimensions[5].height
    assert page.print_title_rows == "$3:$3"


def test_a_list_without_rows_is_written_too(tmp_path: Path) -> None:
    write_list(tmp_path / "空.xlsx", table(), "某单位工会", date(2026, 7, 3))
    assert load_workbook(tmp_path / "空.xlsx").worksheets[0].max_row == 3


def test_a_file_that_is_no_sheet_is_not_written_over(tmp_path: Path) -> None:
    target = tmp_path / "office.db"
    target.write_bytes(b"data")
    with pytest.raises(OfficeError):
        write_list(target, table(), "某单位工会", date(2026, 7, 3))
    assert target.read_bytes() == b"data"

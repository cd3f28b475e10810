from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from unionoffice.app import run
from unionoffice.domain.period import half_year
from unionoffice.errors import OfficeError
from unionoffice.usecases.draft_summary import draft
from unionoffice.usecases.keep_record import keep
from unionoffice.usecases.office import Office
from unionoffice.usecases.write_evidence import evidence

HALF = half_year(2026, 1)


@pytest.fixture
def told(office: Office) -> Office:
    for title, when, headcount in (("庆五一晚会", "2026-04-28", "300"), ("趣味运动会", "2026-06-05", "120")):
        raw = {"title": title, "type": "文体", "when": when, "headcount": headcount}
        assert keep(office, "event", raw).record is not None
    return office


def lines(path: Path) -> list[list[str]]:
    page = openpyxl.load_workbook(path).worksheets[0]
    return [[str(cell) for cell in row if cell is not None] for row in page.iter_rows(values_only=True)]


def test_every_number_has_a_block_with_its_rule_and_rows(told: Office, tmp_path: Path) -> None:
    drafted = draft(told, HALF)
    written = lines(evidence(told, drafted, tmp_path / "佐证.xlsx"))
    figures = [figure for chapter in drafted.chapters for each in chapter.paragraphs for figure in each.figures]
    assert figures
    flat = ["|".join(line) for line in written]
    for figure in figures:
        (at,) = [place for place, line in enumerate(flat) if f". {figure.label}：{figure.text}" in line][:1]
        assert flat[at + 1] == f"口径：{figure.rule}"
        assert len([line for line in flat[at + 3 : at + 3 + len(figure.rows)] if "HD2026-" in line]) == len(figure.rows)
    assert "1|活动|HD2026-0001|2026年4月28日|庆五一晚会|人数 300" in flat or any(
        line.startswith("1|活动|HD2026-0001|") and "庆五一晚会|人数 300" in line for line in flat
    )


def test_a_rate_stands_in_the_row_it_comes_from(office: Office, tmp_path: Path) -> None:
    raw = {"matter": "厂务公开", "action": "新签", "done": "11", "rate": "100%", "when": "2026-06-30"}
    assert keep(office, "coverage", raw).record is not None
    flat = ["|".join(line) for line in lines(evidence(office, draft(office, HALF), tmp_path / "佐证.xlsx"))]
    assert [line for line in flat if line.endswith("|厂务公开|完成数 11；覆盖率 100%")]


def test_the_command_writes_it_beside_the_summary(office_folder: Path, tmp_path: Path) -> None:
    with Office.open(office_folder) as office:
        assert keep(office, "event", {"title": "晚会", "type": "文体", "when": "2026-04-28"}).record is not None
    target = tmp_path / "佐证.xlsx"
    assert run(["summary", "2026H1", "--office", str(office_folder), "--evidence", str(target)]) == 0
    assert lines(target)[0] == ["2026年上半年工作总结佐证清单"]


def test_a_target_that_cannot_be_written_is_refused(told: Office, tmp_path: Path) -> None:
    with pytest.raises(OfficeError):
        evidence(told, draft(told, HALF), tmp_path / "没有的文件夹" / "佐证.xlsx")

"""签到表: whoever has announced to come, lines for others, and no page for a single empty line."""

from __future__ import annotations

import pytest

from unionoffice.reports.fonts import PaperFonts, resolve
from unionoffice.reports.form_pages import form_frame, set_form
from unionoffice.reports.form_parts import Signs
from unionoffice.reports.form_setting import Fragment
from unionoffice.reports.papers.sign_in import Guest, SignIn, sign_in

LONG = "庆祝五一国际劳动节暨表彰先进工作者文艺晚会和游园活动" * 3


@pytest.fixture(scope="module")
def fonts() -> PaperFonts:
    return resolve({}, bundled_only=True)


def rows_by_page(fonts: PaperFonts, names: int, units: int = 1, title: str = "春季运动会") -> list[int]:
    """Lay out a sheet and count the numbered rows of each page; the signatures stand on the last."""
    guests = tuple(Guest(f"职工{number}", "机关分会") for number in range(names))
    groups = tuple((f"第{unit}分会" if units > 1 else "", guests[unit::units]) for unit in range(units) if names)
    paper = sign_in(SignIn(title, "2026-05-08", "体育馆", "某单位工会", groups, 10 if names else 30))
    pages = set_form(paper, form_frame(landscape=False), fonts)
    counts = []
    for page in pages:
        rows = [row for _, placed in page.placed if isinstance(placed, Fragment) for row in placed.rows]
        counts.append(sum(bool(row.cells and row.cells[0].lines and row.cells[0].lines[0].isdigit()) for row in rows))
    assert [any(isinstance(placed, Signs) for _, placed in page.placed) for page in pages][-1]
    return counts


@pytest.mark.parametrize("title", ["春季运动会", LONG])
def test_an_empty_sheet_is_one_full_page(fonts: PaperFonts, title: str) -> None:
    [lines] = rows_by_page(fonts, 0, title=title)
    assert 18 <= lines <= 22


@pytest.mark.parametrize(
    ("names", "units", "expected"),
    [
        (1, 1, [11]),
        (20, 1, [20, 10]),
        (21, 1, [21, 10]),
        (25, 1, [23, 12]),
        (26, 1, [23, 13]),
        (60, 1, [23, 25, 22]),
        (60, 3, [21, 24, 23]),
    ],
)
def test_no_page_begins_for_a_line_that_nobody_needs(
    fonts: PaperFonts, names: int, units: int, expected: list[int]
) -> None:
    assert rows_by_page(fonts, names, units) == expected


def test_lines_for_those_who_come_besides_stand_together_and_every_name_stays(fonts: PaperFonts) -> None:
    for names in range(1, 75):
        pages = rows_by_page(fonts, names, 1 + names % 3)
        assert names + 4 <= sum(pages) <= names + 10, names
        assert pages[-1] >= 4, names

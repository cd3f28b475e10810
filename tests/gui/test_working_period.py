from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QComboBox

from tests.gui.conftest import TODAY
from unionoffice.domain.period import Period, half_year
from unionoffice.gui.desk import Desk
from unionoffice.gui.main_window import MainWindow
from unionoffice.gui.period_choices import offered_periods, opening_period
from unionoffice.usecases.keep_record import keep
from unionoffice.usecases.office import Office

LONG_AGO = half_year(2015, 1)


@pytest.fixture
def of_2015(office: Office) -> Office:
    for when in ("2015-03-02", "2015-05-04"):
        keep(office, "event", {"title": f"示例活动{when}", "type": "文体", "when": when, "headcount": "40"})
    keep(
        office, "aid", {"class": "帮扶救助", "kind": "生活救助", "recipient": "甲", "amount": "9", "when": "2015-02-03"}
    )
    office.work_on(LONG_AGO)
    return office


def choose(combo: QComboBox, label: str) -> None:
    combo.setCurrentIndex(combo.findText(label))
    combo.activated.emit(combo.currentIndex())


def test_an_office_of_2015_opens_with_its_counts(of_2015: Office, window: MainWindow) -> None:
    window.show_page("首页")
    home = window.pages["首页"]
    assert (home.numbers["event"].text(), home.numbers["aid"].text()) == ("2", "1")
    assert home.subtitle.text().startswith("2015年上半年 · ")


def test_an_office_of_2015_opens_with_its_rows(of_2015: Office, window: MainWindow) -> None:
    keep(of_2015, "event", {"title": "后来的活动", "type": "文体", "when": "2026-03-02"})
    window.show_page("活动")
    pane = window.pages["活动"].panes[0]
    assert pane.filters.period.currentText() == LONG_AGO.label
    assert len(pane.table.rows.ids) == 2


def test_an_office_of_2015_opens_with_the_chapters_of_its_summary(of_2015: Office, window: MainWindow) -> None:
    window.show_page("半年总结")
    page = window.pages["半年总结"]
    assert page.period.currentText() == LONG_AGO.label
    assert page.chapters.list.count() == len(page.draft.chapters) > 0
    written = [each for chapter in page.draft.chapters for each in chapter.paragraphs]
    assert {2, 40} <= {figure.value for each in written for figure in each.figures}


def test_the_first_page_follows_the_period_chosen_for_the_summary(of_2015: Office, window: MainWindow) -> None:
    window.show_page("首页")
    window.show_page("半年总结")
    choose(window.pages["半年总结"].period, "2026年第1季度")
    assert of_2015.working_period.label == "2026年第1季度"
    assert window.pages["首页"].numbers["event"].text() == "0"
    assert "2026年第1季度" in window.pages["首页"].subtitle.text()


def test_the_periods_of_the_office_are_offered_everywhere(office: Office, window: MainWindow) -> None:
    office.add_period(Period("2025秋季学期", date(2025, 9, 1), date(2026, 1, 31), "学期"))
    office.work_on(LONG_AGO)
    window.show_page("活动")
    window.show_page("半年总结")
    for combo in (window.pages["活动"].panes[0].filters.period, window.pages["半年总结"].period):
        labels = [combo.itemText(row) for row in range(combo.count())]
        assert {"2025秋季学期", LONG_AGO.label, "2026年上半年"} <= set(labels)
        assert len(labels) == len(set(labels))


def test_a_period_of_the_office_goes_before_a_usual_one_of_the_same_name(office: Office) -> None:
    own = Period("2026年", date(2025, 12, 16), date(2026, 12, 15))
    office.add_period(own)
    assert [each for each in offered_periods(office) if each.label == "2026年"] == [own]


def test_a_working_period_without_records_gives_way(desk: Desk, office: Office) -> None:
    office.work_on(LONG_AGO)
    assert opening_period(office) == LONG_AGO
    keep(office, "event", {"title": "示例活动", "type": "文体", "when": "2025-11-02"})
    assert TODAY.year == 2026
    assert opening_period(office) == half_year(2025, 2)

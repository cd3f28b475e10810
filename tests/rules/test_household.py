"""What is doubted and told of a household's file, worked out by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.invented_values import id_number
from unionoffice.domain.day import Day, Span
from unionoffice.domain.kinds import Attachment
from unionoffice.domain.ledger import Problem, Record
from unionoffice.domain.query import Query
from unionoffice.rules.household_follow_up import next_visit, review_due, review_note, visit_note
from unionoffice.rules.household_income import PovertyLine, compared, line_note
from unionoffice.rules.household_papers import missing_papers, paper_rules, papers_note
from unionoffice.rules.household_stages import next_stages, publicity_note, publicity_of
from unionoffice.rules.limits import Limits
from unionoffice.rules.working_days import Calendar, months_after
from unionoffice.usecases.keep_record import examine, keep, trash
from unionoffice.usecases.office import Office
from unionoffice.usecases.office_book import OfficeBook

BORN = date(1980, 1, 2)


def file(office: Office, order: int = 1, **raw: object) -> Record:
    row = {"head": "职工甲", "id_number": id_number(BORN, order), "category": "深度困难", "cause": "其他", **raw}
    kept = keep(office, "household", row)
    assert kept.record is not None, kept.problems
    return kept.record


def relative(office: Office, of: Record, name: str = "家属甲", relation: str = "配偶", **raw: object) -> Record:
    row = {"household": office.link("household", of.id), "name": name, "relation": relation, **raw}
    kept = keep(office, "family", row)
    assert kept.record is not None, kept.problems
    return kept.record


def line(office: Office, monthly: str = "800", year: str = "2026", region: str = "某市", **raw: object) -> None:
    row = {"year": year, "region": region, "monthly": monthly, **raw}
    assert keep(office, "poverty_line", row).record is not None


def limit(office: Office, subject: str, basis: str, most: str) -> None:
    kept = [
        each
        for each in office.records("limit", office.ids("limit", Query()))
        if each.text(each.ledger.get("subject")) == subject
    ]
    trash(office, "limit", [each.id for each in kept])
    if most:
        assert keep(office, "limit", {"subject": subject, "basis": basis, "most": most}).record is not None


def told(problems: list[Problem], field: str) -> list[str]:
    assert not any(each.blocking for each in problems)
    return [each.sentence for each in problems if each.field == field]


def doubts(office: Office, of: Record, field: str) -> list[str]:
    return told(examine(office, of.ledger.key, {}, of), field)


# Working days


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (date(2026, 6, 29), date(2026, 7, 3), 5),
        (date(2026, 6, 26), date(2026, 6, 29), 2),
        (date(2026, 6, 27), date(2026, 6, 28), 0),
        (date(2026, 6, 30), date(2026, 6, 29), 0),
    ],
)
def test_saturday_and_sunday_are_no_working_days(first: date, last: date, days: int) -> None:
    assert Calendar().working_days(first, last) == days


@pytest.mark.parametrize(
    ("first", "count", "last"),
    [
        (date(2026, 6, 29), 5, date(2026, 7, 3)),
        (date(2026, 6, 29), 6, date(2026, 7, 6)),
        (date(2026, 6, 26), 1, date(2026, 6, 26)),
        (date(2026, 6, 27), 1, date(2026, 6, 29)),
        (date(2026, 6, 27), 5, date(2026, 7, 3)),
    ],
)
def test_the_last_of_some_working_days(first: date, count: int, last: date) -> None:
    assert Calendar().last_of(first, count) == last
    assert Calendar().working_days(first, last) == count


def test_months_later_ends_with_the_month() -> None:
    assert months_after(date(2025, 8, 31), 6) == date(2026, 2, 28)
    assert months_after(date(2025, 6, 30), 12) == date(2026, 6, 30)


# Stages


def test_a_blank_stage_follows_from_the_dates(office: Office) -> None:
    assert file(office).values["stage"] == "申请"
    assert file(office, 2, applied_on="2026-03-01", checked_on="2026-03-05").values["stage"] == "入户核查"
    assert file(office, 3, filed_on="2026-04-01").values["stage"] == "建档"
    assert file(office, 4, closed_on="2026-05-01", closed_why="脱困").values["stage"] == "脱困"
    assert file(office, 5, closed_on="2026-05-01", closed_why="调离").values["stage"] == "注销"


def test_a_stage_behind_its_dates_is_doubted_and_kept(office: Office) -> None:
    record = file(office, stage="申请", filed_on="2026-04-01")

    assert record.values["stage"] == "申请"
    assert doubts(office, record, "stage") == ["已填建档日期，进度应为“建档”；清空进度则按日期自动填写"]


def test_dates_out_of_their_order_are_doubted(office: Office) -> None:
    record = file(office, applied_on="2026-03-05", checked_on="2026-03-01", filed_on="2026年4月")

    assert doubts(office, record, "checked_on") == ["入户核查日期 2026-03-01 早于申请日期 2026-03-05"]
    assert doubts(office, record, "filed_on") == []


def test_a_date_that_is_only_known_to_the_month_is_not_before_a_day_of_it(office: Office) -> None:
    assert doubts(office, file(office, applied_on="2026-03-05", checked_on="2026年3月"), "checked_on") == []
    late = file(office, 2, applied_on="2026-03-05", checked_on="2026年2月")
    assert doubts(office, late, "checked_on") == ["入户核查日期 2026年2月 早于申请日期 2026-03-05"]


def test_a_stage_without_its_date_and_a_closing_without_its_reason_are_doubted(office: Office) -> None:
    assert doubts(office, file(office, stage="公示"), "publicity") == ["进度为“公示”，还没有填公示起止"]
    closed = file(office, 2, stage="注销")
    assert doubts(office, closed, "closed_on") == ["进度为“注销”，还没有填注销日期"]
    assert doubts(office, closed, "closed_why") == ["进度为“注销”，还没有填注销原因"]
    assert doubts(office, file(office, 3, stage="申请"), "applied_on") == []


def test_a_report_while_the_file_is_still_shown_is_doubted(office: Office) -> None:
    record = file(office, publicity="2026-06-01至2026-06-10", reported_on="2026-06-10")
    assert doubts(office, record, "reported_on") == ["上报审批日期 2026-06-10 时公示还没有结束（2026-06-10 止）"]
    later = file(office, 2, publicity="2026-06-01至2026-06-10", reported_on="2026-06-11")
    assert doubts(office, later, "reported_on") == []


def test_a_publicity_shorter_than_the_office_demands_is_doubted(office: Office) -> None:
    # 1 June 2026 is a Monday: Monday to Friday are 5 working days, up to the next Tuesday 7.
    short = file(office, publicity="2026-06-01至2026-06-05")
    assert doubts(office, short, "publicity") == ["公示只有 5 个工作日，少于 7 个"]
    assert doubts(office, file(office, 2, publicity="2026-06-01至2026-06-09"), "publicity") == []


def test_the_next_stages_are_those_that_follow_and_the_closings(office: Office) -> None:
    assert next_stages(file(office))[0] == "入户核查"
    assert next_stages(file(office, 2, stage="帮扶")) == ("脱困", "注销")
    assert next_stages(file(office, 3, stage="注销", closed_on="2026-01-01")) == ()


# 公示


@pytest.mark.parametrize(
    ("span", "words"),
    [
        ("2026-06-29", "公示第 2 天，还剩 5 天（工作日，2026年7月7日止）"),
        ("2026-06-29至2026-07-03", "公示第 2 天，还剩 3 天（工作日，2026年7月3日止）"),
        ("2026-06-24至2026-06-30", "公示第 5 天，还剩 0 天（工作日，2026年6月30日止）"),
        ("2026-06-22至2026-06-29", "公示已于2026年6月29日结束，可以上报"),
        ("2026-07-01", "公示将于2026年7月1日开始，2026年7月9日结束"),
    ],
)
def test_the_publicity_is_counted_down(office: Office, span: str, words: str) -> None:
    # Today is Tuesday, 30 June 2026; the office shows 7 working days.
    assert publicity_note(file(office, publicity=span), OfficeBook(office)) == words


def test_without_a_number_of_days_the_end_is_asked_for(office: Office) -> None:
    limit(office, "公示天数", "天数", "")
    record = file(office, publicity="2026-06-29")
    assert publicity_note(record, OfficeBook(office)) == "公示自2026年6月29日开始，还没有填结束日期"
    assert publicity_of(date(2026, 6, 29), OfficeBook(office)) is None


def test_the_office_sets_the_number_of_days(office: Office) -> None:
    limit(office, "公示天数", "天数", "5")
    assert publicity_of(date(2026, 6, 29), OfficeBook(office)) == Span(Day(date(2026, 6, 29)), Day(date(2026, 7, 3)))


def test_holidays_and_days_worked_instead_are_counted_as_the_office_entered_them(office: Office) -> None:
    # Thursday 24 September 2026; invented: 25 to 27 September off, Sunday 20 September worked, 1 to 7 October off.
    for days, arranged in (("2026-09-25至27", "放假"), ("2026-10-01至07", "放假"), ("2026-09-20", "上班")):
        assert keep(office, "day_off", {"days": days, "arranged": arranged, "holiday": "假"}).record is not None
    limit(office, "公示天数", "天数", "5")
    book = OfficeBook(office)
    # Thursday 24, Monday 28, Tuesday 29, Wednesday 30 September, then Thursday 8 October.
    assert publicity_of(date(2026, 9, 24), book) == Span(Day(date(2026, 9, 24)), Day(date(2026, 10, 8)))
    # Sunday 20 counts: 20, 21, 22, 23, 24.
    assert publicity_of(date(2026, 9, 20), book) == Span(Day(date(2026, 9, 20)), Day(date(2026, 9, 24)))
    assert book.calendar.working_days(date(2026, 9, 25), date(2026, 9, 27)) == 0
    short = file(office, publicity="2026-09-28至2026-10-08")
    assert "公示只有 4 个工作日" in " ".join(doubts(office, short, "publicity"))


def test_a_file_past_its_publicity_is_not_counted_down(office: Office) -> None:
    record = file(office, publicity="2026-06-29", reported_on="2026-07-08")
    assert publicity_note(record, OfficeBook(office)) == ""


# Income and category


LINE = PovertyLine(2026, "某市", Decimal(800), Decimal(2))


@pytest.mark.parametrize(
    ("net", "category"),
    [
        ("0", "深度困难职工"),
        ("799.99", "深度困难职工"),
        ("800", "深度困难职工"),
        ("800.01", "相对困难职工"),
        ("1600", "相对困难职工"),
        ("1600.01", None),
    ],
)
def test_the_line_itself_still_belongs_to_the_lower_side(net: str, category: str | None) -> None:
    assert LINE.category(Decimal(net)) == category


def test_the_sentence_names_the_sums() -> None:
    income = "家庭月人均（扣除刚性支出）"
    assert compared(Decimal("612.50"), LINE) == f"{income}612.50 元，低于 2026 年某市低保线 800 元，一般为深度困难职工"
    assert compared(Decimal(800), LINE) == f"{income}800 元，等于 2026 年某市低保线 800 元，一般为深度困难职工"
    assert (
        compared(Decimal(1600), LINE)
        == f"{income}1,600 元，高于 2026 年某市低保线 800 元，不超过其 2 倍（1,600 元），一般为相对困难职工"
    )
    assert compared(Decimal("1600.01"), LINE).startswith(
        f"{income}1,600.01 元，超过 2026 年某市低保线 800 元的 2 倍（1,600 元），一般不属于深度困难职工或相对困难职工"
    )


def test_a_category_that_differs_from_the_income_is_doubted_with_the_sums(office: Office) -> None:
    line(office)
    # (29,400 − 7,350) ÷ 12 ÷ 3 = 612.50
    record = file(office, category="相对困难", income_year="29400", cost_illness="7350", size="3", region="某市某区")

    assert str(record.values["per_head_net"]) == "612.50"
    assert doubts(office, record, "category") == [
        "家庭月人均（扣除刚性支出）612.50 元，低于 2026 年某市低保线 800 元，一般为深度困难职工"
    ]
    fits = file(office, 2, category="深度困难", income_year="29400", cost_illness="7350", size="3", region="某市某区")
    assert doubts(office, fits, "category") == []


def test_a_mishap_above_the_lines_is_no_doubt(office: Office) -> None:
    line(office)
    rich = {"income_year": "72000", "size": "3", "region": "某市"}  # 2,000 a head and month
    assert doubts(office, file(office, 1, category="意外致困", **rich), "category") == []
    assert len(doubts(office, file(office, 2, category="相对困难", **rich), "category")) == 1


def test_the_nearest_region_and_the_year_of_the_review_count(office: Office) -> None:
    line(office, "800")
    line(office, "900", region="某市某区")
    line(office, "700", year="2025")
    income = {"income_year": "27000", "size": "3", "category": "相对困难"}  # 750 a head and month
    near = file(office, 1, region="某市某区", **income)
    old = file(office, 2, region="某市", reviewed_on="2025-12-01", **income)

    assert "低于 2026 年某市某区低保线 900 元" in doubts(office, near, "category")[0]
    assert doubts(office, old, "category") == []  # 750 lies between 700 and 1,400


def test_without_a_line_of_the_year_and_region_the_note_says_how_to_add_it(office: Office) -> None:
    line(office, year="2025")
    record = file(office, income_year="27000", size="3", region="别市")
    book = OfficeBook(office)
    assert line_note(record, book) == (
        "没有 2026 年“别市”的低保标准，不能核对困难类别，请在“专项台账 → 低保标准”中新增"
    )
    line(office, region="")
    assert line_note(record, OfficeBook(office)) == ""
    assert line_note(file(office, 2), book) == ""  # nothing to compare


# Family


def test_somebody_in_two_files_is_named_with_the_other_file(office: Office) -> None:
    first, second = file(office, 1), file(office, 2, head="职工乙")
    spouse = id_number(date(1982, 3, 4), 22)
    relative(office, first, id_number=spouse)
    both = relative(office, second, "家属甲", id_number=spouse)
    sentence = "此人已在另一份档案中：职工甲（DA2026-0001），一人、一户不能建两份档案"

    assert doubts(office, both, "id_number") == [sentence]
    heads = relative(office, second, "职工甲", id_number=id_number(BORN, 1))
    assert doubts(office, heads, "id_number") == [sentence]
    assert doubts(office, first, "id_number") == [sentence.replace("职工甲（DA2026-0001）", "职工乙（DA2026-0002）")]


def test_a_trashed_file_and_the_own_head_are_no_second_file(office: Office) -> None:
    first, second = file(office, 1), file(office, 2, head="职工乙")
    spouse = id_number(date(1982, 3, 4), 22)
    relative(office, first, id_number=spouse)
    trash(office, "household", [first.id])

    assert doubts(office, relative(office, second, id_number=spouse), "id_number") == []
    itself = relative(office, second, "职工乙", "户主本人", id_number=id_number(BORN, 2))
    assert doubts(office, itself, "id_number") == []


def test_the_members_registered_are_held_against_the_size(office: Office) -> None:
    record = file(office, size="2")
    assert doubts(office, record, "size") == []
    relative(office, record, "职工甲", "户主本人")
    relative(office, record, "家属甲")
    assert doubts(office, record, "size") == []
    third = relative(office, record, "家属乙", "子")

    assert doubts(office, third, "relation") == ["家庭人口填的是 2 人，加上户主已登记 3 人"]
    assert doubts(office, record, "size") == ["户主加家庭成员共登记 3 人，家庭人口填的是 2 人"]


def test_the_incomes_of_all_are_held_against_the_years_income(office: Office) -> None:
    # (1,500 + 800) × 12 + 2,400 = 30,000
    record = file(office, income_month="1500", income_other="2400", income_year="30000", size="2")
    relative(office, record, income_month="800")
    assert doubts(office, record, "income_year") == []
    wrong = keep(office, "household", {"income_year": "28000"}, record).record
    assert wrong is not None
    assert doubts(office, wrong, "income_year") == [
        "本人与家庭成员月收入加其他年收入合 30,000.00 元（2,300.00 × 12 + 2,400.00），与所填 28,000.00 元不同"
    ]


def test_with_a_blank_income_only_too_much_is_doubted(office: Office) -> None:
    record = file(office, income_month="1500", income_year="30000", size="2")
    relative(office, record)
    assert doubts(office, record, "income_year") == []
    less = keep(office, "household", {"income_year": "15000"}, record).record
    assert less is not None
    assert len(doubts(office, less, "income_year")) == 1


def test_a_child_and_a_student_are_no_head(office: Office) -> None:
    limit(office, "户主年龄", "周岁", "18")
    young = file(office, id_number=id_number(date(2008, 7, 1), 1))
    grown = file(office, id_number=id_number(date(2008, 6, 30), 1))

    assert doubts(office, young, "head") == ["户主 17 周岁，未满 18 周岁，一般由家长作户主建档"]
    assert doubts(office, grown, "head") == []


# Papers


def attached(*names: str) -> tuple[Attachment, ...]:
    return tuple(Attachment("0" * 64, name) for name in names)


def test_missing_papers_are_told_and_found_by_caption_or_file_name(office: Office) -> None:
    record = file(
        office,
        cause="大病",
        files=(
            *attached("个人申请书.pdf", "身份证正反面.jpg", "SCAN001.jpg"),
            Attachment("0" * 64, "a.jpg", "户口簿全页"),
        ),
    )

    assert papers_note(record, OfficeBook(office)) == ("还缺 7 项附件：档案表、收入证明、公示照片、会议纪要、授权书等")


def test_papers_for_another_cause_or_not_in_use_are_not_missed(office: Office) -> None:
    rules = paper_rules(OfficeBook(office))
    school, other = file(office, cause="子女上学"), file(office, 2)
    assert {"学籍证明", "学费收据"} <= set(missing_papers(school, rules))
    assert len(missing_papers(other, rules)) == 8
    second = file(office, 3, causes="子女上学")
    assert "学籍证明" in missing_papers(second, rules)


def test_the_office_changes_which_papers_it_needs(office: Office) -> None:
    trash(office, "paper_rule", office.ids("paper_rule", Query()))
    assert keep(office, "paper_rule", {"paper": "劳动合同", "categories": "相对困难"}).record is not None
    rules = paper_rules(OfficeBook(office))
    assert missing_papers(file(office, category="相对困难"), rules) == ["劳动合同"]
    assert missing_papers(file(office, 2), rules) == []


# Visits and reviews


def visit(office: Office, of: Record, on: str, **raw: object) -> None:
    row = {"household": office.link("household", of.id), "visited_on": on, **raw}
    assert keep(office, "visit", row).record is not None


def test_the_next_visit_is_proposed_and_told_when_it_is_due(office: Office) -> None:
    record = file(office)
    assert next_visit(date(2026, 1, 31), OfficeBook(office).limits) == date(2026, 7, 31)
    visit(office, record, "2025-12-01", next_on="2026-06-01")
    assert visit_note(record, OfficeBook(office)) == "下次回访应在2026年6月1日，已过 29 天"
    visit(office, record, "2026-06-20", next_on="2026-06-30")
    assert visit_note(record, OfficeBook(office)) == "下次回访应在2026年6月30日，就是今天"
    visit(office, record, "2026-06-29", next_on="2026-12-29")
    assert visit_note(record, OfficeBook(office)) == ""


def test_the_yearly_review_is_due_twelve_months_after_the_last(office: Office) -> None:
    record = file(office, filed_on="2024-01-01", reviewed_on="2025-06-20")
    limits = OfficeBook(office).limits
    assert review_due(record, limits) == date(2026, 6, 20)
    assert review_note(record, OfficeBook(office)) == "年度复核应在2026年6月20日，已过 10 天"
    assert review_due(file(office, 2, filed_on="2025-07-01"), limits) == date(2026, 7, 1)
    assert review_due(file(office, 3, filed_on="2024-01-01", closed_on="2025-01-01"), limits) is None
    assert review_due(record, Limits()) is None

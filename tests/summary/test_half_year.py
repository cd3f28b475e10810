"""The whole draft: what is told, counted, compared, kept private and pointed out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest

from tests.checking.slips import lines_of
from tests.summary.entering import Desk
from unionoffice.checking.check import check_text
from unionoffice.checking.finding import Slip
from unionoffice.checking.written import written_text
from unionoffice.domain.chinese_numerals import chinese_numeral
from unionoffice.domain.draft import Basis, Draft, Part
from unionoffice.domain.ledger import Record
from unionoffice.domain.period import Period, half_year
from unionoffice.reports.half_year_pdf import write_pdf
from unionoffice.summary.chapters import template, template_rules
from unionoffice.summary.half_year import Material, draft_half_year, title_of

PERIOD = half_year(2026, 1)


def desk() -> Desk:
    return Desk(date(2026, 6, 30))


def material(records: Mapping[str, Sequence[Record]], **more: Any) -> Material:
    parts = {"office": "示例工会", "period": PERIOD, "chapters": template("通用"), "rules": template_rules("通用")}
    return Material(**{**parts, "records": records, **more})


def drafted(records: Mapping[str, Sequence[Record]], **more: Any) -> Draft:
    return draft_half_year(material(records, **more))


def text_of(draft: Draft) -> str:
    return "\n".join(paragraph.text for chapter in draft.chapters for paragraph in chapter.paragraphs)


def aid(at: Desk, **more: object) -> Record:
    return at.enter("aid", **{"class": "送温暖慰问", "kind": "节日慰问", "when": "2026-02-03", **more})


def test_an_office_without_records_still_gets_an_opening_and_nothing_else() -> None:
    draft = drafted({})
    assert [chapter.part for chapter in draft.chapters] == [Part.OVERVIEW]
    assert "0" not in text_of(draft).replace("2026", "")
    assert not draft.warnings


def test_a_chapter_that_is_shown_empty_is_numbered_too() -> None:
    nodes = [type(node)(node.title, node.part, node.part is Part.PLAN) for node in template("通用")]
    draft = drafted({}, chapters=nodes)
    assert [(chapter.numeral, chapter.title) for chapter in draft.chapters][1:] == [("一", "下半年计划")]


def test_the_title_names_the_union_once() -> None:
    assert title_of(material({})) == "示例工会2026年上半年工作总结"
    assert title_of(material({}, office="示例小学")) == "示例小学工会2026年上半年工作总结"
    assert title_of(material({}, office="示例指挥部")) == "示例指挥部2026年上半年工作总结"


def test_records_of_other_periods_stay_out_and_undated_ones_are_pointed_out() -> None:
    at = desk()
    at.enter("work_log", title="开展甲工作", category="其他", when="2025-12-31")
    at.enter("work_log", title="开展乙工作", category="其他", when="2026-07-01")
    at.enter("work_log", title="开展丙工作", category="其他", when="2025-12-31", period="2026H1")
    at.enter("work_log", title="开展丁工作", category="其他")
    draft = drafted(at.records)
    assert sorted(re.findall("[甲乙丙丁]工作", text_of(draft))) == ["丁工作", "丙工作"]
    undated = [each for each in draft.warnings if each.code == "undated"]
    assert [each.rows for each in undated] == [(("work_log", 4),)]


@pytest.mark.parametrize("number", ["11010519491231002X", "13800000000", "6222020000000000000"])
def test_a_number_of_a_person_in_the_text_is_pointed_out_and_not_repeated(number: str) -> None:
    at = desk()
    at.enter("work_log", title=f"走访职工甲{number}", category="其他", when="2026-05-01")
    at.enter("aid", **{"class": "职工福利", "kind": "疫苗", "amount": "13800000001", "when": "2026-05-01"})
    draft = drafted(at.records)
    (warning,) = [each for each in draft.warnings if each.code == "personal"]
    assert number in text_of(draft)
    assert number not in warning.text


def test_a_span_belongs_to_the_period_in_which_it_starts() -> None:
    at = desk()
    at.enter("event", title="技能竞赛", type="竞赛比武", when="2026-06-20至2026-07-10")
    assert "技能竞赛" in text_of(drafted(at.records))
    assert "技能竞赛" not in text_of(drafted(at.records, period=half_year(2026, 2)))


def test_what_the_clerk_left_out_is_listed_as_not_written() -> None:
    at = desk()
    at.enter("event", title="技能竞赛", type="竞赛比武", headcount="77", in_summary="否", when="2026-05-01")
    at.enter("event", title="春游", type="文体", headcount="55", status="取消", when="2026-05-01")
    draft = drafted(at.records)
    assert "技能竞赛" not in text_of(draft)
    assert sorted(figure.value or 0 for figure in draft.not_written) == [55, 77]


def test_a_number_in_the_title_is_not_said_twice() -> None:
    at = desk()
    at.enter("work_log", title="组织120名职工体检", category="其他", headcount="120", when="2026-05-01")
    text = text_of(drafted(at.records))
    assert text.count("120") == 1


def test_a_number_that_the_title_does_not_say_is_added() -> None:
    at = desk()
    at.enter(
        "work_log",
        title="发放宣传资料",
        category="宣传发放",
        figures="宣传资料 1500余 份；横幅 3 条",
        when="2026-05-01",
    )
    assert "发放宣传资料1500余份，横幅3条。" in text_of(drafted(at.records))


def test_names_of_people_who_were_helped_are_shortened_unless_the_office_wants_them() -> None:
    at = desk()
    at.enter("household", head="欧阳示例", id_number="H12345678", category="深度困难", cause="其他")
    aid(at, household="欧阳示例", amount="500")
    aid(at, recipient="王示例、患病退休职工", amount="500")
    text = text_of(drafted(at.records))
    assert "欧阳某" in text
    assert "王某、患病退休职工" in text
    assert "示例、" not in text.replace("示例工会", "")
    assert "欧阳示例" in text_of(drafted(at.records, full_names=True))
    tables = drafted({**at.records, "aid": at.records["aid"] * 5}).annexes
    assert "欧阳示例" not in str(tables)


def test_money_is_summed_by_what_was_paid_and_says_its_rule() -> None:
    at = desk()
    aid(at, recipient="职工", persons="4", per_amount="300")
    aid(at, recipient="职工", amount="800", stage="待发放")
    aid(at, recipient="职工", amount="2000")
    draft = drafted(at.records)
    figure = next(each for c in draft.chapters for p in c.paragraphs for each in p.figures if each.value == 3200)
    assert figure.rows == (("aid", 1), ("aid", 3))
    assert figure.rule.startswith("2026-01-01至2026-06-30已发放的帮扶记录金额合计")


def test_without_last_year_there_is_no_comparison_and_with_nothing_last_year_no_division() -> None:
    at, before = desk(), Desk(date(2025, 6, 30))
    for number in range(6):
        at.enter("event", title=f"第{number}次讲座", type="讲座", when="2026-05-01")
    for number in range(4):
        before.enter("event", title=f"第{number}次讲座", type="讲座", when="2025-05-01")
    assert "同比" not in text_of(drafted(at.records))
    assert "同比增长50%" in text_of(drafted(at.records, last_year=before.records))
    before.enter("work_log", title="甲", category="其他", when="2025-05-01")
    del before.records["event"]
    assert "上年同期无" in text_of(drafted(at.records, last_year=before.records))
    assert "同比增长20%" in text_of(drafted(at.records, baseline={"event/项": Decimal(5)}))


def test_records_without_a_day_and_standing_ledgers_say_nothing_of_last_year() -> None:
    at = desk()
    for number in range(6):
        at.enter("event", title=f"第{number}次讲座", type="讲座", headcount="10", period="2026H1" if number else "")
    at.enter("unit", name="甲分工会")
    text = text_of(drafted(at.records, last_year=at.records))
    assert "参加人数合计60人" in text
    assert "上年" not in text
    assert "同比" not in text


def test_members_at_the_start_and_end_follow_from_the_changes() -> None:
    at = desk()
    at.enter("unit", name="甲分工会")
    for number in range(10):
        at.enter(
            "member",
            name=f"职工{number}",
            gender="女" if number < 4 else "男",
            id_number=f"H1234567{number}",
            id_type="护照",
            phone="13800000000",
            unit="甲分工会",
            joined_on="2020-01-01",
            state="转出" if number == 9 else "在籍",
        )
    for number, change, day in (
        (0, "入会", "2026-02-01"),
        (1, "转入", "2026-03-01"),
        (9, "转出", "2026-04-01"),
        (2, "入会", "2026-07-02"),
    ):
        at.enter("membership_change", member=f"职工{number}", change=change, changed_on=day)
    text = text_of(drafted(at.records))
    assert "截至6月底，共有会员8人" in text
    assert "期初有会员7人，新入会1人，转入1人，转出1人" in text
    # Of the eight, the women are 0, 1 and 3; the second joins only in July.
    assert "女会员3人" in text
    assert "新发展会员1人" in text


def test_a_member_who_joins_after_the_period_or_before_any_change_is_written_is_counted_where_he_belongs() -> None:
    at = desk()
    at.enter("unit", name="甲分工会")
    for number, joined in enumerate(("2020-01-01", "2026-03-01", "2026-08-01")):
        at.enter(
            "member",
            name=f"职工{number}",
            gender="男",
            id_number=f"H1234567{number}",
            id_type="护照",
            phone="13800000000",
            unit="甲分工会",
            joined_on=joined,
        )
    at.enter("membership_change", member="职工0", change="转出", changed_on="2026-09-01")
    draft = drafted(at.records)
    # By hand: 职工0 leaves in September, 职工1 joins in March without a change record, 职工2 joins in August.
    assert "截至6月底，共有会员2人" in text_of(draft)
    assert "期初有会员1人，新入会1人" in text_of(draft)
    joined_rows = {
        f.rows
        for c in draft.chapters
        for p in c.paragraphs
        for f in p.figures
        if f.label in ("新入会会员", "新发展会员")
    }
    assert joined_rows == {(("member", 2),)}


def test_a_file_closed_after_the_period_was_open_at_its_end() -> None:
    at = desk()
    for number, closed in enumerate(("", "2026-06-01", "2026-08-01")):
        raw = {"stage": "脱困", "closed_on": closed} if closed else {}
        at.enter(
            "household", head=f"户主{number}", id_number=f"H1234567{number}", category="深度困难", cause="其他", **raw
        )
    assert "在档困难职工家庭2户" in text_of(drafted(at.records))


def test_stock_is_marked_with_its_day() -> None:
    at = desk()
    for number in range(3):
        at.enter("household", head=f"户主{number}", id_number=f"H1234567{number}", category="深度困难", cause="其他")
    draft = drafted(at.records)
    figure = next(each for c in draft.chapters for p in c.paragraphs for each in p.figures if each.unit == "户")
    assert (figure.value, figure.basis) == (Decimal(3), Basis.STOCK)


def test_heads_and_amounts_that_disagree_are_pointed_out_and_printed_as_entered() -> None:
    at = desk()
    aid(at, recipient="患病职工", persons="4", per_amount="300", amount="1000")
    draft = drafted(at.records)
    assert [each.code for each in draft.warnings] == ["per_head"]
    assert "1000元" in text_of(draft)
    assert "1200" not in text_of(draft)


def test_parts_above_their_whole_are_pointed_out() -> None:
    at = desk()
    at.enter(
        "work_log",
        title="甲",
        category="其他",
        when="2026-05-01",
        figures="职工 10 人；其中女职工 7 人；其中男职工 8 人",
    )
    at.enter(
        "work_log",
        title="乙",
        category="其他",
        when="2026-05-01",
        figures="职工 500 名；其中建档 164 名；其中非公 300多 名",
    )
    assert [each.rows for each in drafted(at.records).warnings if each.code == "sum"] == [(("work_log", 1),)]


def test_a_target_behind_the_half_of_its_year_is_pointed_out() -> None:
    at = desk()
    at.enter("target", indicator="发展会员", target="100", done="30", measure="人", when="2026-06-30")
    draft = drafted(at.records)
    assert [each.code for each in draft.warnings] == ["behind"]
    assert "目标100人，已完成30人，完成率30%" in text_of(draft)


def test_a_large_office_gets_a_text_of_a_few_pages_and_annexes_for_the_rest() -> None:
    at = desk()
    categories = at.context.codes["work_category"].labels
    for number in range(1000):
        day = (PERIOD.start + timedelta(days=number % 181)).isoformat()
        category = categories[number % len(categories)]
        at.enter(
            "work_log",
            title=f"开展{category}专题工作第{number}批",
            category=category,
            when=day,
            headcount=number % 90 + 5,
        )
    for number in range(200):
        aid(at, recipient="患病职工", persons="2", amount=str(500 + number))
    for number in range(300):
        kind = at.context.codes["event_type"].labels[number % 15]
        at.enter("event", title=f"{kind}示例活动", type=kind, when=f"2026-0{number % 6 + 1}-10", headcount="30")
    draft = drafted(at.records)
    pages = write_pdf(replace(draft, annexes=(), charts=()), BytesIO()).pages
    assert 3 <= pages <= 6
    # The invented events share their titles: that a sentence is repeated is true.
    found = check_text(written_text(lines_of(draft).splitlines()), draft).findings
    assert [each for each in found if each.slip is not Slip.REPEAT] == []
    assert [table.title for table in draft.annexes] == ["活动一览", "帮扶明细", "其他工作登记一览"]
    told = {
        row
        for c in draft.chapters
        for p in c.paragraphs
        if not p.key.startswith("stat")
        for f in p.figures
        for row in f.rows
    }
    listed = {row for table in draft.annexes for row in table.sources}
    assert len(told | listed) == 1500
    assert all(len(row) == len(table.heads) == len(table.numeric) for table in draft.annexes for row in table.rows)
    assert {chart.title for chart in draft.charts} == {"各月活动场次"}


def test_every_figure_of_every_told_record_is_in_the_text() -> None:
    at = desk()
    at.enter(
        "event",
        title="运动会",
        type="文体",
        when="2026-05-01",
        headcount="300",
        teams="22",
        sessions="2",
        person_times="450",
        budget="5000",
        spent="4800",
        figures="奖品 30 份",
    )
    at.enter(
        "insurance",
        scheme="住院医疗",
        insured="200",
        fee="60",
        amount="12000",
        paid_people="3",
        paid="9000",
        when="2026-05-01",
    )
    at.enter("legal", visitor="某人", people="5", way="调解", recovered="20000", when="2026-05-01")
    at.enter(
        "budget",
        subject="业务支出",
        budget="10万",
        received="8万",
        spent="3万",
        audits="2",
        audited_units="4",
        when="2026-05-01",
    )
    at.enter("coverage", matter="集体合同", action="续订", done="10", due="15", staff="900", when="2026-05-01")
    at.enter("proposal", content="建议改造食堂", benefit="30000", adopted="是", when="2026-05-01")
    at.enter("project", name="示例路", phase="动工", budget="2亿", when="2026-05-01")
    at.enter("award", title="先进集体", level="市", count="2", winner="甲车间", when="2026-05-01")
    draft = drafted(at.records)
    values = [figure.value for c in draft.chapters for p in c.paragraphs for figure in p.figures]
    wanted = [300, 22, 2, 450, 5000, 4800, 30, 200, 60, 12000, 3, 9000, 5, 20000, 100000, 80000, 30000, 2, 4, 10, 15]
    for value in [*wanted, 900, 200000000, Decimal("66.67")]:
        assert value in values, value
    assert "2亿元" in text_of(draft)
    assert "建档" not in text_of(draft)


def test_odd_records_never_break_a_sentence() -> None:
    at = desk()
    at.enter("work_log", title="。，", category="其他")
    at.enter("work_log", title="开展“{when}”[，工作]", category="其他", content="一。\n二；\n\n三")
    at.enter("aid", **{"class": "捐款", "kind": "其他"})
    at.enter("award", title="奖")
    at.enter("legal", result="结案。")
    text = text_of(drafted(at.records))
    assert not re.search("[，。；：、][，。；：、]|None", text), text
    assert "{when}" in text


def test_a_period_of_the_offices_own_is_named_as_it_is() -> None:
    term = Period("2026年春季学期", date(2026, 2, 20), date(2026, 7, 5))
    at = desk()
    at.enter("work_log", title="开展甲工作", category="其他", period="2026年春季学期")
    draft = drafted(at.records, period=term)
    assert "开展甲工作" in text_of(draft)
    assert draft.title == "示例工会2026年春季学期工作总结"


def test_numerals_are_written_in_chinese() -> None:
    assert [chinese_numeral(number) for number in (1, 10, 11, 20, 21)] == ["一", "十", "十一", "二十", "二十一"]

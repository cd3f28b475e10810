"""What a form asks for is guessed from its words; where they are not plain, nothing is guessed."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from unionoffice.domain.cell_names import letters, place_of
from unionoffice.domain.form_contents import FormCell, FormOutline, FormSheet
from unionoffice.domain.query import Axis
from unionoffice.domain.superior_form import Block, CountSource, FieldSource, FigureSource, OfficeFact, Single
from unionoffice.ledgers import BY_KEY
from unionoffice.usecases.code_lists import rename_code
from unionoffice.usecases.form_guesses import guess
from unionoffice.usecases.form_labels import KnownLabels, label_rows
from unionoffice.usecases.keep_record import keep
from unionoffice.usecases.office import Office

FORMS = json.loads((Path(__file__).parents[1] / "data" / "forms.json").read_text("utf-8"))["forms"]
FURTHER = json.loads((Path(__file__).parents[1] / "data" / "further_forms.json").read_text("utf-8"))["forms"]
BEHIND_LINKS = {
    "送温暖慰问金发放表": {"联系电话": "household.phone", "身份证号": "household.id_number"},
    "春节慰问困难职工花名册": {"联系电话": "household.phone"},
    "困难职工救助资金发放台账": {"户主姓名": "household.head", "开户行": "household.bank"},
    "报名表": {"联系电话": "member.phone", "部门": "member.unit"},
    "活动签到表": {"手机号码": "member.phone", "所在部门": "member.unit"},
    "劳模台账": {"性别": "member.gender"},
    "五一劳动奖章台账": {"性别": "member.gender"},
}
"""What an import could not write into the row, but a form is to be told of its person."""
Guess = tuple[tuple[Single, ...], tuple[Block, ...]]


def laid_out(*rows: Sequence[str], merged: Mapping[str, tuple[int, int]] | None = None, width: int = 0) -> FormOutline:
    """Make a sheet of these rows; `merged` gives how many rows and columns a cell covers."""
    spans = merged or {}
    cells = {
        place: FormCell(words, rows=spans.get(place, (1, 1))[0], columns=spans.get(place, (1, 1))[1])
        for at, row in enumerate(rows, start=1)
        for column, words in enumerate(row, start=1)
        if words or (f"{letters(column)}{at}") in spans
        for place in [f"{letters(column)}{at}"]
    }
    return FormOutline((FormSheet("表", cells, len(rows), width or max(map(len, rows))),))


def sources(found: Guess) -> dict[str, object]:
    return {each.place.cell: each.source for each in found[0]}


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory, blank_office: Path) -> Iterator[Office]:
    folder = Path(shutil.copytree(blank_office, tmp_path_factory.mktemp("guess") / "某单位"))
    with Office.open(folder) as opened:
        yield opened


def test_a_list_of_the_period_with_its_head_and_its_foot(shared: Office) -> None:
    found = guess(
        shared,
        laid_out(
            ["困难职工花名册"],
            ["填报单位：          填报日期：   年  月  日"],
            ["序号", "姓名", "身份证号", "工作单位", "联系电话", "家庭年人均收入", "致困原因"],
            [""],
            [""],
            ["合计"],
            ["审核人：        制表人："],
            merged={"A1": (1, 7), "A2": (1, 7), "A7": (1, 7)},
        ),
    )
    (block,) = found[1]
    assert (block.ledger, block.first_row, block.last_row, block.child_of) == ("household", 4, 5, False)
    # 家庭年人均收入 is not the monthly one, so nobody's income is written there.
    assert block.columns == {"A": "#", "B": "head", "C": "id_number", "D": "employer", "E": "phone", "G": "cause"}
    assert [(each.place.cell, each.source, each.after) for each in found[0]] == [
        ("A2", OfficeFact("name"), "填报单位："),
        ("A2", OfficeFact("filled_on_words"), "填报日期："),
        ("A7", OfficeFact("reviewer"), "审核人："),
        ("A7", OfficeFact("author"), "制表人："),
    ]


def test_those_who_sign_are_the_office_s_only_in_a_form_of_a_period(shared: Office) -> None:
    outline = laid_out(["单位统计表"], ["审核人", "", "联系电话", ""], ["联系电话", "", "姓名", ""])
    found = sources(guess(shared, outline))
    assert found == {"B2": OfficeFact("reviewer"), "D2": OfficeFact("telephone"), "B3": OfficeFact("telephone")}
    assert sources(guess(shared, outline, "household")) == {"D2": FieldSource("phone"), "D3": FieldSource("head")}


def test_heads_on_two_levels_and_a_telephone_that_is_the_unit_s(shared: Office) -> None:
    found = guess(
        shared,
        laid_out(
            ["会员统计表"],
            ["序号", "姓名", "单位", "单位电话", "会费", ""],
            ["", "", "", "", "基数", "缴至"],
            ["1", "2", "3", "4", "5", "6"],
            ["1"],
            ["2"],
            merged={"A2": (2, 1), "B2": (2, 1), "C2": (2, 1), "D2": (2, 1), "E2": (1, 2)},
        ),
    )
    (block,) = found[1]
    assert (block.ledger, block.first_row, block.last_row) == ("member", 5, 6)
    assert "D" not in block.columns
    assert block.columns["B"] == "name"


def test_figures_of_the_period_with_their_units(shared: Office) -> None:
    found = guess(
        shared,
        laid_out(
            ["工会统计表"],
            ["单位名称", "", "统计期间", ""],
            ["会员总数（人）", "", "女会员", ""],
            ["帮扶慰问支出（万元）", "", "会员总数（户）", ""],
            ["新发展会员", "", "会员幸福指数", ""],
        ),
    )
    assert sources(found) == {
        "B2": OfficeFact("name"),
        "D2": OfficeFact("period"),
        "B3": FigureSource("statistics", "会员", "人"),
        "D3": FigureSource("statistics", "女会员", "人"),
        "B4": FigureSource("statistics", "帮扶慰问支出", "元", in_wan=True),
        "B5": FigureSource("statistics", "新入会会员", "人"),
    }
    assert found[1] == ()


def test_money_is_asked_for_in_wan_where_the_whole_sheet_says_so(shared: Office) -> None:
    found = guess(
        shared,
        laid_out(
            ["帮扶资金发放表", "", "单位：万元", ""],
            ["序号", "姓名", "金额", "发放日期"],
            ["", "", "", ""],
            merged={"A1": (1, 2)},
        ),
    )
    (block,) = found[1]
    assert (block.ledger, block.columns["C"], block.in_wan) == ("aid", "amount", ("C",))
    assert found[0] == ()


def test_a_record_s_form_takes_its_fields_and_its_family(shared: Office) -> None:
    outline = laid_out(
        ["困难职工档案表"],
        ["姓 名﹡", "", "身份证号", "", "单位电话", ""],
        ["工作单位", "", "家庭月人均收入", "", "家庭年人均收入", ""],
        ["家庭成员", "姓名", "与户主关系", "身份证号", "月收入", "备注"],
        ["", "", "", "", "", ""],
        ["", "", "", "", "", ""],
        ["审核意见", "", "", "", "", ""],
        merged={"A1": (1, 6), "A4": (3, 1), "B7": (1, 5)},
    )
    found = guess(shared, outline, "household")
    assert sources(found) == {
        "B2": FieldSource("head"),
        "D2": FieldSource("id_number"),
        "B3": FieldSource("employer"),
        "D3": FieldSource("per_head"),
    }
    (block,) = found[1]
    assert (block.ledger, block.child_of, block.first_row, block.last_row) == ("family", True, 5, 6)
    assert block.columns == {"B": "name", "C": "relation", "D": "id_number", "E": "income_month", "F": "note"}


def test_placeholders_take_fields_and_facts(shared: Office) -> None:
    cells = {
        f"P{at}": FormCell(words) for at, words in enumerate(("{{姓名}}", "【性别】", "«填报日期»", "【注意】"), 1)
    }
    found = guess(shared, FormOutline((FormSheet("正文", cells, 4, 1),)), "member")
    assert sources(found) == {
        "P1": FieldSource("name"),
        "P2": FieldSource("gender"),
        "P3": OfficeFact("filled_on_words"),
    }


def test_a_placeholder_that_may_mean_the_office_or_an_employer_is_left_to_the_clerk(shared: Office) -> None:
    cells = {f"P{at}": FormCell(words) for at, words in enumerate(("{{单位名称}}", "{{填报单位}}"), 1)}
    found = guess(shared, FormOutline((FormSheet("正文", cells, 2, 1),)), "household")
    assert sources(found) == {"P2": OfficeFact("name")}


@pytest.mark.parametrize(
    "title", [each["title"] for each in FORMS if each["layout"] == "单页表格" and "档案表" in each["title"]]
)
def test_real_household_files_are_guessed_nearly_whole(shared: Office, title: str) -> None:
    heads: list[str] = next(each["columns"] for each in FORMS if each["title"] == title)
    rows = [[words for head in heads[at : at + 3] for words in (head, "")] for at in range(0, len(heads), 3)]
    found = sources(guess(shared, laid_out([title], *rows, width=6), "household"))
    known = {each.field for each in found.values() if isinstance(each, FieldSource)}
    assert known <= set(BY_KEY["household"].by_key)
    # Those who sign, and what the ledger has no field for, are left to the hand.
    assert len(found) >= len(heads) * 8 // 10
    right_of = {rows[place_of(cell)[0] - 2][place_of(cell)[1] - 2]: source for cell, source in found.items()}
    assert FieldSource("per_head") not in [source for head, source in right_of.items() if "年人均" in head]


@pytest.mark.parametrize("form", [each for each in FORMS if each["layout"] == "列表"], ids=lambda each: each["title"])
def test_real_lists_fall_to_the_right_ledger(shared: Office, form: Mapping[str, str]) -> None:
    # Who came belongs to one event; it is none of a whole period.
    meant = {"会员花名册": ["member"], "活动记录": ["event"], "活动签到": [], "劳模工匠": ["member"]}
    found = guess(shared, laid_out([form["title"]], list(form["columns"]), [""] * len(form["columns"])))[1]
    assert [each.ledger for each in found] == meant[form["ledger"]]


@pytest.mark.parametrize("form", FURTHER, ids=lambda each: each["title"])
def test_heads_of_further_papers_are_guessed_as_they_are_meant(shared: Office, form: Mapping[str, Any]) -> None:
    heads = list(form["heads"])
    meant = {head: key for head, key in form["heads"].items() if key} | BEHIND_LINKS.get(form["title"], {})
    blocks = guess(shared, laid_out([form["title"]], heads, [""] * len(heads)))[1]
    belongs = BY_KEY[form["ledger"]].parent is not None
    # Who came to an event belongs to that event's form, not to a list of the period.
    assert [each.ledger for each in blocks] == ([] if belongs else [form["ledger"]])
    for block in blocks:
        told = {heads[place_of(f"{letter}1")[1] - 1]: key for letter, key in block.columns.items() if key != "#"}
        assert told == meant
    rows = [[words for head in heads[at : at + 3] for words in (head, "")] for at in range(0, len(heads), 3)]
    cells = sources(guess(shared, laid_out([form["title"]], *rows, width=6), form["ledger"]))
    right_of = {rows[place_of(cell)[0] - 2][place_of(cell)[1] - 2]: source for cell, source in cells.items()}
    assert right_of == {head: FieldSource(key, in_wan="万元" in head) for head, key in meant.items()}


def test_the_label_in_the_last_column_of_a_workbook_has_its_place_beyond_it(shared: Office) -> None:
    rows = (["会员总数", "", "女会员数"], ["在档困难职工户数", "", ""])
    outline = laid_out(*rows)
    goes_on = FormOutline((replace(outline.sheets[0], goes_on=True),))
    assert {cell: each.label for cell, each in sources(guess(shared, goes_on)).items() if isinstance(each, FigureSource)} == {
        "B1": "会员", "D1": "女会员", "B2": "在档困难职工家庭",
    }  # fmt: skip
    # A Word table ends where it ends.
    assert "D1" not in sources(guess(shared, outline))


def test_the_unit_may_stand_in_a_cell_of_its_own(shared: Office) -> None:
    rows = (
        ["指标名称", "计量单位", "代码", "数量"],
        ["会员总数", "人", "01", ""],
        ["帮扶资金支出", "万元", "02", ""],
        ["在档困难职工", "人", "03", ""],
        ["慰问户数", "户", "04", ""],
        ["慰问户数", "人", "05", ""],
    )
    found = sources(guess(shared, laid_out(*rows)))
    households = found.pop("D5")
    assert found == {
        "D2": FigureSource("statistics", "会员", "人"),
        "D3": FigureSource("statistics", "帮扶慰问支出", "元", in_wan=True),
    }
    assert isinstance(households, CountSource)
    assert (households.ledger, households.linked, households.summed) == ("aid", "household", "")
    assert households.query.among[Axis("class")] == {"送温暖慰问"}
    assert households.query.among[Axis("direction")] == {"支出", ""}


def test_every_label_of_the_list_means_one_thing_that_the_office_has(shared: Office) -> None:
    labels = [label for row in label_rows() for label in row["labels"].split()]
    assert len(labels) == len(set(labels)) > 150
    known = KnownLabels(shared)
    assert [label for label in labels if known.source(label) is None] == []
    for label in ("困难职工人数", "慰问", "表彰", "会员幸福指数", "女职工占比", "帮扶金额（户）", "累计帮扶金额"):
        assert known.source(label) is None, label


def test_a_count_is_not_guessed_where_two_would_fit_or_its_choice_is_gone(office: Office) -> None:
    assert isinstance(KnownLabels(office).source("活动场次"), CountSource)
    kept = keep(office, "event", {"title": "讲座", "type": "讲座", "when": "2026-03-01", "sessions": "3"})
    assert kept.record is not None
    assert KnownLabels(office).source("活动场次") is None
    rename_code(office, "aid_kind", "子女助学", "圆梦助学")
    renamed = KnownLabels(office).source("助学人数")
    assert isinstance(renamed, CountSource)
    assert renamed.query.among[Axis("kind")] == {"圆梦助学"}


def test_months_last_year_and_plans_are_not_given_the_figure_of_the_period(shared: Office) -> None:
    rows = (
        ["项目", "1月", "2月", "合计", ""],
        ["新发展会员数", "", "", "", ""],
        ["项目", "上年同期数", "本期数", "", ""],
        ["会员总数", "", "", "", ""],
        ["项目", "计划数", "完成数", "", ""],
        ["开展活动次数", "", "", "", ""],
        ["项目", "本期数", "", "", ""],
        ["女会员数", "", "", "", ""],
    )
    # What stands over a column further up speaks of it as well: such a sheet is left to the clerk.
    assert sources(guess(shared, laid_out(*rows))) == {}
    assert list(sources(guess(shared, laid_out(*rows[6:])))) == ["B2"]


def test_an_amount_in_capitals_is_another_place_than_the_amount(shared: Office) -> None:
    outline = laid_out(["救助审批表"], ["金额（大写）", "", "救助金额（元）", ""], ["姓名（大写）", "", "", ""])
    assert sources(guess(shared, outline, "aid")) == {
        "B2": FieldSource("amount", in_capitals=True),
        "D2": FieldSource("amount"),
    }
    total = laid_out(["统计表"], ["发放总额（大写）", "", "会员总数（大写）", ""])
    assert sources(guess(shared, total)) == {"B2": FigureSource("statistics", "帮扶慰问支出", "元", in_capitals=True)}


def test_boxes_to_tick_are_places_and_no_labels(shared: Office) -> None:
    outline = laid_out(["档案表"], ["姓名", "", "性别", "□男　□女"], ["出生日期", "  年  月  日", "□是 □否", ""])
    assert sources(guess(shared, outline, "household")) == {
        "B2": FieldSource("head"),
        "D2": FieldSource("gender"),
        "B3": FieldSource("born_on"),
    }


def aid_block(office: Office, title: str, *heads: str) -> Block:
    (block,) = guess(office, laid_out([title], list(heads), [""] * len(heads), merged={"A1": (1, len(heads))}))[1]
    assert block.ledger == "aid"
    return block


@pytest.mark.parametrize(
    ("title", "heads", "side", "stage"),
    [
        ("帮扶资金发放明细表", ("姓名", "帮扶金额", "发放日期"), {"支出", ""}, {"已发放", ""}),
        ("帮扶资金明细表", ("姓名", "帮扶金额", "日期", "家庭月人均收入"), {"支出", ""}, {"已发放", ""}),
        ("低收入职工慰问表", ("姓名", "慰问金额", "慰问日期"), {"支出", ""}, {"已发放", ""}),
        ("社会捐款明细表", ("帮扶对象", "金额", "日期"), {"收入"}, None),
        ("帮扶资金收入明细表", ("资金来源", "金额", "日期"), {"收入"}, None),
        ("帮扶资金收入支出明细表", ("姓名", "金额", "日期"), None, {"已发放", ""}),
        ("帮扶资金明细表", ("姓名", "金额", "日期", "收支"), None, {"已发放", ""}),
        ("帮扶资金退回明细表", ("姓名", "金额", "日期"), {"支出", ""}, {"已退回"}),
        ("拟发放帮扶资金名单", ("姓名", "金额", "日期"), {"支出", ""}, None),
        ("帮扶资金发放及退回明细表", ("姓名", "金额", "日期"), {"支出", ""}, None),
        ("帮扶资金明细表", ("姓名", "金额", "日期", "发放状态"), {"支出", ""}, None),
    ],
)
def test_a_list_of_payments_keeps_one_side(
    shared: Office, title: str, heads: Sequence[str], side: set[str] | None, stage: set[str] | None
) -> None:
    among = aid_block(shared, title, *heads).query.among
    assert among.get(Axis("direction")) == side
    assert among.get(Axis("stage")) == stage


def test_of_two_lists_on_a_sheet_each_keeps_what_its_own_heading_says(shared: Office) -> None:
    rows = (
        ["帮扶资金使用情况表"],
        ["一、发放"],
        ["序号", "姓名", "金额", "日期"],
        [""],
        ["合计"],
        ["二、退回"],
        ["序号", "姓名", "金额", "日期"],
        [""],
        ["合计"],
    )
    paid, returned = guess(shared, laid_out(*rows))[1]
    assert (paid.first_row, returned.first_row) == (4, 8)
    assert paid.query.among[Axis("stage")] == {"已发放", ""}
    assert returned.query.among[Axis("stage")] == {"已退回"}


def test_numbers_of_the_person_are_found_behind_the_link_and_traps_stay(shared: Office) -> None:
    block = aid_block(
        shared, "帮扶资金发放明细表",
        "序号", "档案编号", "受助人", "身份证号", "联系电话", "单位电话", "工作单位", "银行卡号", "家庭年人均收入", "金额", "发放日期",
    )  # fmt: skip
    assert block.columns == {
        "A": "#", "B": "household.no", "C": "recipient", "D": "household.id_number", "E": "household.phone",
        "G": "household.employer", "H": "household.bank_card", "J": "amount", "K": "when",
    }  # fmt: skip


def test_a_form_without_anything_known_is_left_alone(shared: Office) -> None:
    outline = laid_out(["通知"], ["请各单位于月底前报送。"], ["领导意见", ""], ["甲", "乙", "丙"], ["", "", ""])
    assert guess(shared, outline) == ((), ())
    assert guess(shared, FormOutline(())) == ((), ())
    assert guess(shared, outline, "没有的台账") == ((), ())

"""A new version of a form says what was changed, and no value goes to a place that means something else."""

from __future__ import annotations

from unionoffice.domain.form_contents import FormCell, FormOutline, FormSheet, Place
from unionoffice.exchange.form_alignment import place_of
from unionoffice.exchange.form_difference import difference, moved

Rows = list[list[str]]


def form(rows: Rows, *, called: str = "汇总", **cells: FormCell) -> FormOutline:
    found = {
        f"{'ABCDEFGHIJ'[column]}{row}": FormCell(text)
        for row, texts in enumerate(rows, 1)
        for column, text in enumerate(texts)
        if text
    }
    return FormOutline((FormSheet(called, found | cells, len(rows), max(map(len, rows))),))


HEADS = ["序号", "单位", "低保人数", "金额"]
OLD = [["困难职工汇总表"], HEADS, [""], [""], ["合计"], ["制表人"]]
TITLE = FormCell("困难职工汇总表", columns=4)


def at(cell: str) -> Place:
    return Place("汇总", cell)


def test_the_same_form_has_no_difference_and_every_place_stays() -> None:
    old = form(OLD, A1=TITLE)
    assert difference(old, form(OLD, A1=TITLE)) == []
    places = moved(old, form(OLD, A1=TITLE))
    assert len(places) == 24
    assert all(places[place] == place for place in places)


def test_a_head_with_another_title_is_named_and_its_column_takes_nothing() -> None:
    new = form([OLD[0], ["序号", "单位", "特困人数", "金额"], *OLD[2:]], A1=TITLE)
    assert difference(form(OLD, A1=TITLE), new) == ["表“汇总”：第 3 列标题“低保人数”改为“特困人数”。"]
    places = moved(form(OLD, A1=TITLE), new)
    assert places[at("C3")] is None
    assert places[at("D3")] == at("D3")
    assert places[at("B5")] == at("B5")


def test_a_new_row_moves_what_stands_below() -> None:
    new = form([OLD[0], ["填报单位："], *OLD[1:]], A1=TITLE)
    assert difference(form(OLD, A1=TITLE), new) == ["表“汇总”：新增一行“填报单位：”（第 2 行）。"]
    places = moved(form(OLD, A1=TITLE), new)
    assert [places[at(cell)] for cell in ("D3", "D4", "D5", "B6")] == [at("D4"), at("D5"), at("D6"), at("B7")]


def test_a_new_column_and_columns_in_another_order() -> None:
    new = form(
        [OLD[0], ["序号", "金额", "单位", "备注", "低保人数"], *OLD[2:]], A1=FormCell("困难职工汇总表", columns=5)
    )
    assert difference(form(OLD, A1=TITLE), new) == [
        "表“汇总”：新增一列“备注”（第 4 列）。",
        "表“汇总”：“金额”由第 4 列移到第 2 列。",
    ]
    places = moved(form(OLD, A1=TITLE), new)
    assert [places[at(cell)] for cell in ("B3", "C3", "D4")] == [at("C3"), at("E3"), at("B4")]


def test_a_column_that_was_taken_away_takes_nothing() -> None:
    new = form([OLD[0], ["序号", "单位", "金额"], *OLD[2:]], A1=FormCell("困难职工汇总表", columns=3))
    assert difference(form(OLD, A1=TITLE), new) == ["表“汇总”：少了一列“低保人数”（原第 3 列）。"]
    places = moved(form(OLD, A1=TITLE), new)
    assert places[at("C3")] is None
    assert places[at("D3")] == at("C3")


def test_the_same_title_under_another_group_is_another_column() -> None:
    def grouped(second: str) -> FormOutline:
        rows = [["", "低保", "", second], ["单位", "人数", "金额", "人数", "金额"], [""]]
        return form(rows, B1=FormCell("低保", columns=2), D1=FormCell(second, columns=2))

    places = moved(grouped("特困"), grouped("临时救助"))
    assert places[at("B3")] == at("B3")
    assert places[at("D3")] is None
    assert difference(grouped("特困"), grouped("临时救助")) != []


def test_a_paper_with_labels_at_the_left_gives_up_only_the_one_that_was_renamed() -> None:
    rows = [["登记表"], ["姓名", "", "性别", ""], ["电话", "", "民族", ""], ["住址", ""], ["备注", ""]]
    new = [*rows[:2], ["电话", "", "政治面貌", ""], *rows[3:]]
    places = moved(form(rows), form(new))
    assert places[at("D3")] is None
    assert places[at("B2")] == at("B2")
    assert places[at("B3")] == at("B3")
    assert difference(form(rows), form(new)) == ["表“汇总”：C3 的文字“民族”改为“政治面貌”。"]


def test_more_blank_rows_a_lost_formula_and_a_lock_are_told() -> None:
    old = form(OLD, A1=TITLE, D5=FormCell("12", formula=True), D6=FormCell("盖章"))
    rows = [OLD[0], HEADS, [""], [""], [""], *OLD[4:]]
    new = form(rows, A1=TITLE, D6=FormCell("单位合计"), D7=FormCell("盖章", locked=True))
    assert difference(old, new) == [
        "表“汇总”：D6 不再是公式。",
        "表“汇总”：D7 被锁定，不能再填。",
        "表“汇总”：第 2 行下面的空行由 2 行变为 3 行。",
    ]
    assert moved(old, new)[at("C4")] == at("C4")


def test_results_of_formulas_are_no_words_of_the_form() -> None:
    old, new = (form(OLD, A1=TITLE, B3=FormCell(result, formula=True)) for result in ("1", "977"))
    assert difference(old, new) == []
    assert moved(old, new)[at("C3")] == at("C3")


def test_sheets_are_found_again_under_another_name() -> None:
    old = FormOutline((*form(OLD).sheets, *form([["说明"]], called="填表说明").sheets))
    new = FormOutline((*form(OLD, called="附件1").sheets, *form([["代码"], ["低保"]], called="代码表").sheets))
    assert difference(old, new) == [
        "少了工作表“填表说明”。",
        "新增工作表“代码表”。",
        "工作表“汇总”改名为“附件1”。",
    ]
    places = moved(old, new)
    assert places[at("C3")] == Place("附件1", "C3")
    assert places[Place("填表说明", "A1")] is None
    assert places.get(Place("没有", "A1")) is None


def test_placeholders_of_a_paper_are_found_by_their_names() -> None:
    old = FormOutline((FormSheet("正文", {"P1": FormCell("姓名"), "P2": FormCell("金额")}, 2, 16),))
    cells = {"P1": FormCell("单位"), "P2": FormCell("姓名"), "P3": FormCell("日期")}
    new = FormOutline((FormSheet("正文", cells, 3, 16),))
    assert moved(old, new)[Place("正文", "P1")] == Place("正文", "P2")
    assert moved(old, new)[Place("正文", "P2")] is None


def test_places_are_read() -> None:
    assert place_of("AB12") == (12, 28)

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

from unionoffice.domain.draft import Basis, Caution, Draft, Figure, State
from unionoffice.reports.half_year_json import draft_as_json, figure_as_json


def test_the_shape_is_the_published_one(draft: Draft) -> None:
    told = draft_as_json(draft)
    assert list(told) == ["office", "title", "period", "chapters", "not_written", "warnings"]
    assert told["period"] == {"label": "2026年上半年", "start": "2026-01-01", "end": "2026-06-30"}
    assert [chapter["numeral"] for chapter in told["chapters"]] == ["", "一", "二", "三"]
    paragraph = told["chapters"][0]["paragraphs"][0]
    assert paragraph["text"] == draft.chapters[0].paragraphs[0].text
    assert [figure["value"] for figure in paragraph["figures"]] == ["1286", "23", "128600.5"]
    assert json.loads(json.dumps(told)) == told


def test_a_figure_tells_its_rows_and_its_rule() -> None:
    figure = Figure(
        "活动", Decimal(23), "场", "余", None, State.COMPUTED, Basis.STOCK, date(2026, 6, 30), "口径", (("event", 12),)
    )
    assert figure_as_json(figure) == {
        "label": "活动",
        "value": "23",
        "unit": "场",
        "qualifier": "余",
        "state": "计算",
        "basis": "存量",
        "as_of": "2026-06-30",
        "rule": "口径",
        "rows": [["event", 12]],
    }


def test_a_lost_number_has_no_value() -> None:
    lost = figure_as_json(Figure("新建档", Decimal(3), "户", state=State.BLANK))
    assert lost["value"] is None
    assert lost["as_of"] is None


def test_a_large_value_has_no_exponent() -> None:
    assert figure_as_json(Figure("资金", Decimal("1E+6"), "元"))["value"] == "1000000"


def test_warnings_and_what_is_not_written_are_told(bare: Draft) -> None:
    figure = Figure("体检", Decimal(5), "人")
    told = draft_as_json(replace(bare, not_written=(figure,), warnings=(Caution("sum", "合计不符", (("unit", 3),)),)))
    assert told["warnings"] == [{"code": "sum", "text": "合计不符", "rows": [["unit", 3]]}]
    assert [entry["label"] for entry in told["not_written"]] == ["体检"]

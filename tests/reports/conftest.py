"""An invented half-year summary of some pages, and what can be measured on its paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any, NamedTuple

import pypdfium2
import pytest

from unionoffice.domain.draft import AnnexTable, Chapter, Chart, Draft, Figure, Paragraph, Part, State
from unionoffice.reports.half_year_pdf import PaperReport, write_pdf
from unionoffice.reports.paper_options import PaperOptions

RARE_NAMES = "䶮㛃𬱖镕喆堃玥"
FILLER = "厂工会坚持把维护职工合法权益作为主责主业，健全民主管理制度，畅通职工诉求表达渠道，推动解决职工急难愁盼问题。"


def figure(label: str, value: str | None, unit: str, **more: Any) -> Figure:
    return Figure(label, None if value is None else Decimal(value), unit, rows=(("event", 12),), **more)


def paragraph(*runs: str | Figure, level: int = 0) -> Paragraph:
    return Paragraph(runs, level=level)


@pytest.fixture
def draft() -> Draft:
    opening = paragraph(
        "2026年上半年，厂工会认真履行基本职责。截至6月30日，在册会员",
        figure("会员", "1286", "人"),
        "，开展各类活动",
        figure("活动", "23", "场"),
        "，发放帮扶资金",
        figure("资金", "128600.50", "元"),
        "。现将有关情况总结如下。",
    )
    help_given = (
        paragraph("（一）走访慰问。", level=1),
        paragraph(
            "走访职工",
            *RARE_NAMES,
            "等",
            figure("走访", "46", "户"),
            "；新建档",
            figure("新建档", None, "户", state=State.BLANK),
            "。",
        ),
        paragraph("收入<3000元的家庭、A&B班组与<b>维修车间</b>结对，<img src=/etc/hostname>照样印出。"),
        *(
            paragraph(
                FILLER * 3,
                "挽回损失",
                figure("损失", "60", "万元", upper=Decimal(200)),
                "，办结率",
                figure("率", "91.7", "%"),
                "。",
            )
            for _ in range(8)
        ),
    )
    chapters = (
        Chapter("总述", Part.OVERVIEW, (opening,)),
        Chapter("做实帮扶服务，当好职工“娘家人”", Part.DONE, help_given, numeral="一"),
        Chapter("存在不足", Part.SHORTCOMING, (paragraph("一是工作创新不够；二是台账归档不够及时。"),), numeral="二"),
        Chapter(
            "下半年打算",
            Part.PLAN,
            (paragraph("确保入会率达到", figure("率", "98", "%", qualifier="≥"), "。"),),
            numeral="三",
        ),
    )
    return Draft(
        "某某市第二纺织厂工会",
        "某某市第二纺织厂工会2026年上半年工作总结",
        "2026年上半年",
        date(2026, 1, 1),
        date(2026, 6, 30),
        chapters,
        (
            AnnexTable(
                "帮扶情况表",
                ("序号", "姓名", "金额（元）"),
                (("1", "职工甲", "1200.00"), ("2", "<b>𬱖", "300.00")),
                (True, False, True),
            ),
            AnnexTable("活动一览表", ("日期", "活动"), (("2026-03-08", "趣味运动会"),), (False, False), landscape=True),
        ),
        (Chart("各月活动场次", "bars", ("1月", "2月"), (("本年", (Decimal(3), Decimal(5))),), "场"),),
        "某某市第二纺织厂工会委员会",
        date(2026, 7, 5),
    )


@pytest.fixture
def bare(draft: Draft) -> Draft:
    """A draft without anything but its title."""
    return replace(draft, chapters=(), annexes=(), charts=(), signed_by="", signed_on=None)


class Mark(NamedTuple):
    """A letter on the paper with the box of its type, in points from the lower left corner."""

    char: str
    left: float
    bottom: float
    right: float
    top: float


class Paper:
    """A printed PDF under the ruler."""

    def __init__(self, pdf: bytes, report: PaperReport) -> None:
        self.pdf = pdf
        self.report = report
        self.document = pypdfium2.PdfDocument(pdf)

    def text(self, page: int | None = None) -> str:
        """Read a page, or all of them, without the line ends."""
        pages = range(len(self.document)) if page is None else [page - 1]
        return "".join(self.document[n].get_textpage().get_text_bounded() for n in pages).replace("\r\n", "")

    def lines(self, page: int) -> list[list[Mark]]:
        """Measure the lines of a page from top to bottom; the last is the page number."""
        text = self.document[page - 1].get_textpage()
        rows: dict[int, list[Mark]] = {}
        for index in range(text.count_chars()):
            char = text.get_text_range(index, 1)
            if char.strip():
                box = text.get_charbox(index, loose=True)
                rows.setdefault(round((box[1] + box[3]) / 2 / 7), []).append(Mark(char, *box))
        return [sorted(rows[key], key=lambda mark: mark.left) for key in sorted(rows, reverse=True)]

    def unembedded_fonts(self) -> int:
        """Count text objects whose font is not in the file."""
        raw = pypdfium2.raw
        texts = (
            item for page in self.document for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=5)
        )
        return sum(raw.FPDFFont_GetIsEmbedded(raw.FPDFTextObj_GetFont(item.raw)) != 1 for item in texts)


@pytest.fixture
def printed() -> Callable[[Draft], Paper]:
    """Print a draft with the fonts that come along."""

    def make(draft: Draft) -> Paper:
        buffer = BytesIO()
        report = write_pdf(draft, buffer, PaperOptions(bundled_only=True))
        return Paper(buffer.getvalue(), report)

    return make

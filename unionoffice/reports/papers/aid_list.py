"""帮扶资金（物资）发放签领表: who gets what, with a place for each hand."""

from __future__ import annotations

from dataclasses import dataclass

from unionoffice.reports.form_parts import Column, Ends, FormPaper, Group, Listing, Look, Signs
from unionoffice.reports.papers.signing import FOUR_HANDS, NUMBER, SIGN_ROW

TITLE = "困难职工帮扶（送温暖）发放签领表"
# Numbers and dates would be misread torn apart, and a hand needs room; words share the rest.
_COLUMNS = (
    NUMBER,
    Column("姓名（对象）", Look.CENTRED, fixed=54.0),
    Column("身份证号、联系电话", fixed=100.0),
    Column("工作单位"),
    Column("困难类别、档案编号", fixed=70.0),
    Column("帮扶类别、项目、事由"),
    Column("资金来源"),
    Column("物资"),
    Column("金额（元）", Look.NUMBER),
    Column("发放方式、账户"),
    Column("发放日期", Look.CENTRED, fixed=60.0),
    Column("领取人签字", fixed=72.0),
    Column("备注"),
)
_ALWAYS = frozenset(["序号", "姓名（对象）", "工作单位", "帮扶类别、项目、事由", "金额（元）", "领取人签字"])
_SIZE = 9.0


@dataclass(frozen=True)
class AidRow:
    """One payment or gift, in the words of the list."""

    file_no: str = ""
    name: str = ""
    id_number: str = ""
    unit: str = ""
    category: str = ""
    kind: str = ""
    occasion: str = ""
    source: str = ""
    goods: str = ""
    amount: str = ""
    paid_by: str = ""
    phone: str = ""
    paid_on: str = ""
    note: str = ""

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells after the number, an empty one for the signature before the note."""
        person = (self.name, _below(self.id_number, self.phone), self.unit, _below(self.category, self.file_no))
        paid = (_below(self.kind, self.occasion), self.source, self.goods, self.amount, self.paid_by, self.paid_on)
        return (*person, *paid, "", self.note)


def _below(*words: str) -> str:
    return "\n".join(filter(None, words))


@dataclass(frozen=True)
class AidList:
    """The list and what it adds up to."""

    office: str
    filled_on: str
    rows: tuple[AidRow, ...]
    total: str
    """How many, the sum in figures and in 大写."""
    author: str = ""
    reviewer: str = ""


def aid_list(listed: AidList) -> FormPaper:
    """Lay out the list on landscape paper; columns that are blank in every row are left out."""
    rows = [(str(number), *row.cells) for number, row in enumerate(listed.rows, 1)]
    kept = [
        place for place, column in enumerate(_COLUMNS) if column.title in _ALWAYS or any(cells[place] for cells in rows)
    ]
    shown = tuple(tuple(cells[place] for place in kept) for cells in rows)
    parts = (
        Ends(f"发放单位：{listed.office}", f"制表日期：{listed.filled_on}"),
        Listing(tuple(_COLUMNS[place] for place in kept), (Group(shown),), (f"合计：{listed.total}",), SIGN_ROW),
        Signs((f"制表：{listed.author}", f"审核：{listed.reviewer}", *FOUR_HANDS[2:])),
    )
    return FormPaper(TITLE, parts, landscape=True, size=_SIZE)

"""公示: what hangs on the wall for all to see. Its rows are masked before they come here."""

from __future__ import annotations

from dataclasses import dataclass

from unionoffice.reports.form_parts import Column, FormPaper, Group, Listing, Look, Signs, Words
from unionoffice.reports.papers.signing import BLANK_DATE, NUMBER

HOUSEHOLD_HEADS = ("姓名", "工作单位", "困难类别", "家庭人口")
AID_HEADS = ("姓名", "工作单位", "发放日期", "帮扶金额（元）")
_ANY_SPAN = "　　年　月　日至　　年　月　日"
_HOUSEHOLDS = "按照困难职工帮扶工作的规定，经本人申请、入户核查和集体研究，现将困难职工名单予以公示，接受职工监督。"
_AIDS = "按照困难职工帮扶资金管理的规定，经集体研究，现将帮扶（送温暖）发放名单予以公示，接受职工监督。"
_OBJECTIONS = "公示期间如有异议，请向本单位工会反映，我们将对反映人的情况保密。"


@dataclass(frozen=True)
class PublicNotice:
    """Masked rows and the days on which they hang."""

    office: str
    rows: tuple[tuple[str, ...], ...]
    total: str
    """What the list adds up to, in words."""
    span: str = ""
    """公示起止; a blank line for the pen when empty."""


def household_notice(notice: PublicNotice) -> FormPaper:
    """Lay out 困难职工名单公示."""
    looks = (Look.CENTRED, Look.VALUE, Look.CENTRED, Look.CENTRED)
    columns = tuple(map(Column, HOUSEHOLD_HEADS, looks))
    return _notice("困难职工名单公示", _HOUSEHOLDS, columns, notice)


def aid_notice(notice: PublicNotice) -> FormPaper:
    """Lay out 困难职工帮扶资金发放公示; what somebody is helped for is not said, as it is often an illness."""
    looks = (Look.CENTRED, Look.VALUE, Look.CENTRED, Look.NUMBER)
    columns = tuple(map(Column, AID_HEADS, looks))
    return _notice("困难职工帮扶发放公示", _AIDS, columns, notice)


def _notice(title: str, opening: str, columns: tuple[Column, ...], notice: PublicNotice) -> FormPaper:
    rows = tuple((str(number), *cells) for number, cells in enumerate(notice.rows, 1))
    parts = (
        Words(opening, 14.0, indent=True),
        Words(f"公示期：{notice.span or _ANY_SPAN}。{_OBJECTIONS}", 14.0, indent=True),
        Words("异议电话：＿＿＿＿＿＿＿＿＿＿　　联系人：＿＿＿＿＿＿＿＿", 14.0, indent=True),
        Listing((NUMBER, *columns), (Group(rows),), (f"合计：{notice.total}",)),
        Signs((), (f"{notice.office}（盖章）", BLANK_DATE)),
    )
    return FormPaper(title, parts, size=12.0)

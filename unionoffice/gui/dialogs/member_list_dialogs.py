"""生日名单 of a month and 退休名单 of a half-year."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtWidgets import QWidget

from unionoffice.domain.day import Precision
from unionoffice.domain.period import Period, calendar_year, half_year
from unionoffice.gui.desk import Desk
from unionoffice.gui.dialogs.list_dialog import ListColumn, ListDialog, ListRow
from unionoffice.gui.ledger.choice_editors import CalmCombo
from unionoffice.ledgers.member import BORN_ON, GENDER, MEMBER, NO, PHONE, UNIT, WORKED_SINCE
from unionoffice.usecases.member_lists import Birthday, Retirement, birthday_in, birthdays, retirements

_YEARS_AHEAD = 3
_APPROXIMATE = (
    "按出生年月和“限额规则”里的退休年龄、延迟退休间隔推算，是近似的名单：特殊工种、弹性提前或延迟、缴费年限等请逐人核对。"
    "标“*”的女职工没有填岗位性质，按女工人的年龄列出。"
)


class BirthdaysDialog(ListDialog):
    """The members born in a month, in the order of the days."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self.month = CalmCombo()
        today = desk.office.today
        for number in range(12):
            year, month = divmod(today.year * 12 + today.month - 1 + number, 12)
            self.month.addItem(f"{year}年{month + 1}月", date(year, month + 1, 1))
        columns = ("姓名", "性别", "单位/部门", "生日", ListColumn("周岁", numeric=True), "手机号码")
        super().__init__(
            desk, "生日名单", columns, self._find, empty="这个月没有会员过生日。", landscape=False, parent=parent
        )
        self.add_choice(self.month, "月份")
        self.month.currentIndexChanged.connect(lambda _: self.refresh())

    def _find(self) -> list[ListRow]:
        month: date = self.month.currentData()
        self.title = f"{month.year}年{month.month}月生日名单"
        return [_birthday(each, month.year) for each in birthdays(self.desk.office, month.year, month.month)]


def _birthday(each: Birthday, year: int) -> ListRow:
    one = each.member
    is_exact = each.born.precision is Precision.DAY
    day = birthday_in(each.born.start, year)
    words = f"{day.month}月{day.day}日" if is_exact else f"{day.month}月（日期不详）"
    cells = (one.label, one.text(GENDER), one.text(UNIT), words, str(each.turns), one.listed(PHONE))
    return ListRow(cells, (MEMBER.key, one.id))


class RetirementsDialog(ListDialog):
    """The members who reach the age of retirement in a period."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self.period = CalmCombo()
        for each in _coming(desk.office.today):
            self.period.addItem(each.label, each)
        columns = (
            "姓名", "会员证号", "性别", "单位/部门", "出生日期", "参加工作时间", "推算退休年月",
            ListColumn("原退休年龄", numeric=True), ListColumn("延迟月数", numeric=True), "依据的类别",
        )  # fmt: skip
        super().__init__(
            desk,
            "退休名单",
            columns,
            self._find,
            note=_APPROXIMATE,
            empty="这个期间没有会员到退休年龄（没有出生日期、性别的会员不能推算）。",
            parent=parent,
        )
        self.add_choice(self.period, "期间")
        self.period.currentIndexChanged.connect(lambda _: self.refresh())

    def _find(self) -> list[ListRow]:
        period: Period = self.period.currentData()
        self.title = f"退休名单（{period.label}，推算）"
        return [_retirement(each) for each in retirements(self.desk.office, period)]


def _coming(today: date) -> list[Period]:
    """List this half-year and those to come, the years, and the time before this month."""
    years = range(today.year, today.year + _YEARS_AHEAD)
    halves = [half_year(year, half) for year in years for half in (1, 2)]
    overdue = Period("已到年龄仍在籍", date(1900, 1, 1), today.replace(day=1) - timedelta(days=1))
    return [*(each for each in halves if each.end >= today), *(calendar_year(year) for year in years), overdue]


def _retirement(each: Retirement) -> ListRow:
    one = each.member
    told = [one.text(key) for key in (NO, GENDER, UNIT, BORN_ON, WORKED_SINCE)]
    month = f"{each.month.year}年{each.month.month}月"
    guessed = f"{each.audience}*" if each.is_guessed else each.audience
    return ListRow((one.label, *told, month, str(each.former_age), str(each.delay), guessed), (MEMBER.key, one.id))

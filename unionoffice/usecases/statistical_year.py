"""统计年报取数: what the ledgers know of the figures that the yearly union statistics ask for, each with its rows.

The groups follow the tables of the 基层工会调查表: organisation, contracts and democratic management, law, aid,
economy and technique, labour protection, culture, funds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from unionoffice.domain.day import Day, Span
from unionoffice.domain.draft import Figure, plain_number
from unionoffice.domain.ledger import Field, Record
from unionoffice.domain.period import Period
from unionoffice.domain.query import Query
from unionoffice.ledgers import aid, event, member, registers, work_log
from unionoffice.ledgers.shared import PERSON_TIMES, WHEN
from unionoffice.rules.working_days import months_after
from unionoffice.summary.membership import JOINED
from unionoffice.summary.roll import open_files
from unionoffice.summary.totals import is_done, is_spent
from unionoffice.usecases.office import Office
from unionoffice.usecases.statistical_figures import StatisticalReading

_CONTRACTS = ("集体合同", "工资专项", "女职工专项", "劳动安全专项")
_OPENNESS = ("厂务公开", "校务公开", "院务公开", "政务公开")
_GONE = "撤销"
_LEFT = ("退会", "除名", "开除", "去世")


@dataclass(frozen=True)
class StatisticalLine:
    """One figure of the yearly statistics."""

    group: str
    figure: Figure

    @property
    def value(self) -> str:
        """The number as it is entered into the form; empty where the ledgers do not know it."""
        value = self.figure.value
        return "" if value is None else plain_number(value) + self.figure.qualifier


def reported_year(office: Office) -> Period:
    """Give the statistical year that is reported on: for half a year after its end still the one that ended."""
    today = office.today
    years = (office.statistical_year(year) for year in (today.year + 1, today.year))
    begun = (each for each in years if months_after(each.start, 6) <= today)
    return next(begun, office.statistical_year(today.year - 1))


def statistical_lines(office: Office, period: Period) -> list[StatisticalLine]:
    """Read every figure that the ledgers can give, in the order of the form."""
    return [*_Form(office, period).lines()]


class _Form(StatisticalReading):
    """The figures of the form, group by group."""

    def lines(self) -> Iterator[StatisticalLine]:
        """Read group after group."""
        for group, ledger, figures in (
            ("组织建设", "unit", self._organisation()),
            ("会员", "member", self._members()),
            ("合同", "coverage", self._contracts()),
            ("民主管理", "coverage", self._openness()),
            ("民主管理", "proposal", self._proposals()),
            ("法律工作", "legal", self._law()),
            ("困难帮扶", "household", self._households()),
            ("困难帮扶", "aid", self._aid()),
            ("互助保障", "insurance", self._insurance()),
            ("经济技术", "event", self._contests()),
            ("经济技术", "studio", self._studios()),
            ("经济技术", "award", self._awards()),
            ("劳动保护", "work_log", self._protection()),
            ("宣教文体", "event", self._culture()),
            ("财务经审", "budget", self._funds()),
        ):
            is_kept = self.office.count(ledger, Query()) > 0
            for figure in figures:
                # In a form a nought is a statement; of a ledger that nobody keeps it would be a false one.
                yield StatisticalLine(group, figure if is_kept else replace(figure, value=None))

    def _organisation(self) -> Iterator[Figure]:
        units = [each for each in self.ever("unit") if self._stands(each)]
        yield self.stock(units, "基层工会组织", "个", "基层组织台账中已建会、没有撤销的个数")
        founded = [each for each in units if _inside(each.values.get(registers.FOUNDED_ON.key), self.period)]
        yield self.count(founded, "本期新建工会", "个", "建会日期在本期的个数")
        for field, label in (
            (registers.STAFF, "职工"),
            (registers.WOMEN_STAFF, "女职工"),
            (registers.MEMBERS, "会员（基层组织上报）"),
            (registers.WOMEN_MEMBERS, "女会员（基层组织上报）"),
        ):
            yield self._over_units(units, field, label)

    def _stands(self, unit: Record) -> bool:
        founded: Day | None = unit.values.get(registers.FOUNDED_ON.key)
        return (founded is None or founded.start <= self.day) and unit.text(unit.ledger.get("state")) != _GONE

    def _over_units(self, units: Sequence[Record], field: Field[Any], label: str) -> Figure:
        """Add up the units that have none below them: the number of a higher one holds theirs already."""
        parents = {link.id for each in units if (link := each.values.get("parent"))}
        lowest = [each for each in units if each.id not in parents]
        return self.standing(lowest, field, label, "人", f"各基层组织的{field.title}合计，有下级的只计下级")

    def _members(self) -> Iterator[Figure]:
        roll = self.material.roll
        now = roll.on(self.day)
        standing = "会员名册中在籍或保留会籍的人数"
        yield self.stock(now, "会员", "人", standing)
        for label, field, wanted in (
            ("女会员", member.GENDER, lambda words: words == "女"),
            ("农民工会员", member.IS_MIGRANT, lambda words: words == "是"),
            ("新就业形态会员", member.NEW_FORM, bool),
            ("党员会员", member.MEMBER.get("politics"), lambda words: words == "中共党员"),
            ("工会干部（有会内职务的会员）", member.MEMBER.get("union_post"), bool),
            ("劳模", member.MODEL, lambda words: words not in ("", "非劳模")),
        ):
            found = [each for each in now if wanted(each.text(field))]
            yield self.stock(found, label, "人", f"{standing}，按“{field.title}”")
        yield self.count(roll.joined(self.period), "新入会会员", "人", JOINED)
        for label, changes in (("转入会员", ("转入",)), ("转出会员", ("转出",)), ("减少会员", _LEFT)):
            found = [each for change in changes for each in roll.changed(change, self.period)]
            yield self.count(found, label, "人", f"会籍变动为{'、'.join(changes)}的人数")

    def _contracts(self) -> Iterator[Figure]:
        coverage = [each for each in self.ever("coverage") if is_done(each) and self._is_valid(each)]
        for matter in _CONTRACTS:
            found = [each for each in coverage if each.text(registers.MATTER) == matter]
            words = f"有效的“{matter}”登记（签订日不晚于、有效期不早于这一天，没写的按有效计）"
            yield self.stock(found, f"{matter}（登记条数）", "条", words)
            for field, what, unit in ((registers.DONE, "覆盖单位", "家"), (registers.COVERED_STAFF, "覆盖职工", "人")):
                yield self.standing(found, field, f"{matter}{what}", unit, f"{words}的{field.title}合计")

    def _is_valid(self, contract: Record) -> bool:
        when: Span | None = contract.values.get(WHEN.key)
        signed: Day | None = contract.values.get(registers.SIGNED_ON.key) or (when.first if when else None)
        valid_to: Day | None = contract.values.get(registers.VALID_TO.key)
        return (signed is None or signed.start <= self.day) and (valid_to is None or valid_to.end >= self.day)

    def _openness(self) -> Iterator[Figure]:
        meetings = self.among("coverage", registers.MATTER, "职代会")
        yield self.sum_of(meetings, registers.DONE, "职代会（单位数）", "家", "“职代会”登记的完成数合计")
        opened = self.among("coverage", registers.MATTER, *_OPENNESS)
        yield self.sum_of(opened, registers.DONE, "厂务公开（单位数）", "家", "厂务、校务、院务、政务公开的完成数合计")

    def _proposals(self) -> Iterator[Figure]:
        proposals = self.of("proposal")
        yield self.count(proposals, "提案和合理化建议", "件", "提案与合理化建议登记件数")
        filed = [each for each in proposals if each.text(registers.FILING) == "立案"]
        yield self.count(filed, "其中立案", "件", "立案情况为“立案”的件数")
        adopted = [each for each in proposals if each.values.get(registers.PROPOSAL_ADOPTED.key)]
        yield self.count(adopted, "其中采纳", "件", "已采纳的件数")
        closed = [each for each in self.ever("proposal") if self._closed(each, registers.PROPOSAL_CLOSED)]
        yield self.count(closed, "办结提案", "件", "办结日在本期的件数")

    def _closed(self, record: Record, field: Field[Any]) -> bool:
        return is_done(record) and _inside(record.values.get(field.key), self.period)

    def _law(self) -> Iterator[Figure]:
        cases = self.of("legal")
        yield self.count(cases, "法律援助与信访", "件", "法律援助与信访登记件数")
        for way in (code.label for code in self.office.codebook["legal_way"].codes):
            found = [each for each in cases if each.text(registers.LEGAL_WAY) == way]
            if found:
                yield self.count(found, f"其中{way}", "件", f"方式为“{way}”的件数")
        yield self.sum_of(cases, registers.LEGAL_PEOPLE, "涉及职工", "人", "登记的涉及人数合计")
        yield self.sum_of(cases, registers.RECOVERED, "挽回经济损失", "元", "登记的挽回金额合计")
        closed = [each for each in self.ever("legal") if self._closed(each, registers.LEGAL_CLOSED)]
        yield self.count(closed, "结案", "件", "结案日在本期的件数")

    def _households(self) -> Iterator[Figure]:
        files = [each for each in self.ever("household") if not each.trashed]
        yield self.stock(open_files(files, self.day), "在档困难职工家庭", "户", "尚未脱困或注销的档案数")
        for key, label, words in (
            ("filed_on", "新建档困难职工家庭", "建档日期在本期的户数"),
            ("closed_on", "脱困或注销困难职工家庭", "注销日期在本期的户数"),
        ):
            found = [each for each in files if _inside(each.values.get(key), self.period)]
            yield self.count(found, label, "户", words)

    def _aid(self) -> Iterator[Figure]:
        spent = [each for each in self.material.of("aid") if is_spent(each)]
        yield self.sum_of(spent, aid.AMOUNT, "帮扶慰问支出", "元", "已发放的帮扶记录金额合计")
        for field, unit, more in (
            (aid.HOUSEHOLD_TIMES, "户次", ""),
            (aid.PERSON_TIMES, "人次", ""),
            (aid.PERSONS, "人", "，同一人领取几次就计几次"),
        ):
            words = f"已发放的帮扶记录{field.title}合计{more}"
            yield self.sum_of(spent, field, f"帮扶慰问（{unit}）", unit, words)
        for sort, wanted in (
            (aid.CLASS, "送温暖慰问"),
            (aid.KIND, "子女助学"),
            (aid.KIND, "医疗救助"),
            (aid.KIND, "生活救助"),
        ):
            found = [each for each in spent if each.text(sort) == wanted]
            yield self.count(found, f"{wanted}（登记条数）", "条", f"已发放、{sort.title}为“{wanted}”的条数")
            yield self.sum_of(found, aid.AMOUNT, f"{wanted}金额", "元", f"已发放、{sort.title}为“{wanted}”的金额合计")

    def _insurance(self) -> Iterator[Figure]:
        issues = self.of("insurance")
        yield self.sum_of(issues, registers.INSURED, "互助保障参保", "人", "登记的参保人数合计")
        yield self.sum_of(issues, registers.PAID_PEOPLE, "互助保障补助", "人", "登记的补助人数合计")
        yield self.sum_of(issues, registers.PAID_AMOUNT, "互助保障补助金额", "元", "登记的补助金额合计")

    def _contests(self) -> Iterator[Figure]:
        contests = self.among("event", event.TYPE, "竞赛比武")
        yield self.count(contests, "劳动竞赛和技能比武", "项", "类别为“竞赛比武”的活动条数")
        yield self.sum_of(contests, PERSON_TIMES, "竞赛参加", "人次", "这些活动的人次合计")

    def _studios(self) -> Iterator[Figure]:
        named = [
            each
            for each in self.ever("studio")
            if (day := each.values.get("named_on")) is None or day.start <= self.day
        ]
        yield self.stock(named, "创新工作室", "个", "创新工作室登记的个数")

    def _awards(self) -> Iterator[Figure]:
        yield self.count(self.of("award"), "荣誉（登记条数）", "条", "荣誉台账登记条数")

    def _protection(self) -> Iterator[Figure]:
        checks = self.among("work_log", work_log.CATEGORY, "隐患排查")
        yield self.count(checks, "隐患排查", "次", "类别为“隐患排查”的工作日志条数")
        lessons = self.among("work_log", work_log.CATEGORY, "安全教育")
        yield self.count(lessons, "安全教育", "次", "类别为“安全教育”的工作日志条数")

    def _culture(self) -> Iterator[Figure]:
        for label, types in (("培训和讲座", ("培训", "讲座")), ("文体活动", ("文体", "节庆"))):
            found = self.among("event", event.TYPE, *types)
            kinds = "、".join(types)
            yield self.count(found, label, "项", f"类别为{kinds}的活动条数")
            yield self.sum_of(found, PERSON_TIMES, f"{label}参加", "人次", f"类别为{kinds}的活动人次合计")

    def _funds(self) -> Iterator[Figure]:
        entries = [each for each in self.of("budget") if each.text(registers.SUBJECT) != registers.BROUGHT_OVER]
        yield self.sum_of(entries, registers.RECEIVED, "经费到位", "元", "经费台账到位金额合计，不含上年结余")
        yield self.sum_of(entries, registers.BUDGET_SPENT, "经费支出", "元", "经费台账支出金额合计")
        audits = registers.BUDGET.get("audits")
        yield self.sum_of(entries, audits, "经费审计", "次", "经费台账审计次数合计")


def _inside(day: Day | None, period: Period) -> bool:
    return day is not None and period.holds(day.start)

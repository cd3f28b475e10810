"""The opening of the summary: who, when, under whom, and the totals of all ledgers that hold something."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from unionoffice.domain.day import Day
from unionoffice.domain.draft import Basis, Figure, Paragraph, Part
from unionoffice.domain.ledger import Record
from unionoffice.ledgers import member, registers
from unionoffice.summary.chapters import ChapterNode
from unionoffice.summary.figures import read_figures
from unionoffice.summary.material import Material
from unionoffice.summary.membership import JOINED
from unionoffice.summary.period_words import short_period, told_day, told_period
from unionoffice.summary.roll import open_files
from unionoffice.summary.sections import topics_of
from unionoffice.summary.statistics import Statistics, compare
from unionoffice.summary.totals import COUNTED_EVENTS, count, is_done, is_spent, is_won_in, total, without_series
from unionoffice.summary.wording import Runs, joined, tidy

_MOST_THEMES = 4


def opening(material: Material, statistics: Statistics, told: Mapping[str, Sequence[Record]]) -> Paragraph:
    """Write the 导语: who, when, under whom, on what, and how much; `told` are the records of each chapter."""
    slots = {"period": told_period(material.period), "office": material.office, "parent": material.parent}
    slots["themes"] = "、".join(_themes(material, told))
    start = material.phrases.say(f"opening/start{'' if slots['themes'] else '_plain'}", slots, material.office)
    facts = joined([*_facts(material, statistics), *_highlights(material, told)], "，")
    since: Mapping[str, str] = material.phrases.words("opening", "since")
    kind = short_period(material.period)
    subject = since.get(kind) or since.get(material.period.kind, since[""])
    middle = material.phrases.say("opening/figures", {"subject": subject, "facts": facts}) if facts else ()
    end = material.phrases.say("opening/end", {"period_word": short_period(material.period)})
    return Paragraph(tidy((*start, "。", *middle, "。", *end)), key="opening")


def _themes(material: Material, told: Mapping[str, Sequence[Record]]) -> list[str]:
    """Name what most of the work was about, in the order of the chapters."""
    topics = material.tree.topics
    about = [
        found[0]
        for node in material.tree.arranged([ChapterNode(title) for title in told])
        if node.part is Part.DONE
        for record in told.get(node.title, ())
        if record.ledger.key != "target" and (found := topics_of(record, topics))
    ]
    most = [topic for topic, times in Counter(about).most_common(_MOST_THEMES) if times > 1]
    names: Mapping[str, str] = material.phrases.content["themes"]
    chosen = [topic for topic in dict.fromkeys(about) if topic in most]
    themes = [names.get(topic) or material.phrases.word("topics", topic) for topic in chosen]
    # One theme alone is no survey of the work.
    return themes if len(themes) > 1 else []


def _highlights(material: Material, told: Mapping[str, Sequence[Record]]) -> list[Runs]:
    """Take up the few results that superiors ask for first, where one record alone states them."""
    readings = [
        each for records in told.values() for record in records if is_done(record) for each in read_figures(record)
    ]
    counted = [each for each in readings if each.figure.value and not (each.part or each.figure.per)]
    wanted: Mapping[str, str] = material.phrases.words("opening", "highlights")
    found: list[Runs] = []
    for label, words in wanted.items():
        same = [each.figure for each in counted if re.fullmatch(label, each.figure.label)]
        if len(same) == 1 and same[0].basis is not Basis.STOCK:
            found.append((words or same[0].label, same[0]))
    return found


def basics(material: Material) -> Paragraph | None:
    """Write the 基本情况: units, members and hardship files at the end of the period, or today while it runs; None where nobody is on file."""
    facts = joined(_standing(material), "；")
    if not facts:
        return None
    day = f"截至{told_day(material.counted_on, material.period)}，"
    runs = material.phrases.say("opening/basics", {"day": day, "facts": facts}, material.office)
    return Paragraph(tidy(runs), key="basics")


def _standing(material: Material) -> list[Runs]:
    day = material.counted_on

    def stock(records: Sequence[Record], label: str, unit: str, words: str) -> Runs:
        figure = count(records, label, unit, f"截至{day.isoformat()}{words}")
        return (replace(figure, basis=Basis.STOCK, as_of=day),) if records else ()

    facts: list[Runs] = []
    units = [each for each in material.records.get("unit", ()) if not each.trashed and stands(each, day)]
    if len(units) > 1:
        facts.append(("所属单位", *stock(units, "所属单位", "个", "基层组织台账登记的单位数")))
    members = material.roll.on(day)
    if members:
        rule = "会籍状态为在籍或保留会籍的人数"
        women = [each for each in members if each.text(member.GENDER) == "女"]
        parts = [("女会员", *stock(women, "女会员", "人", f"{rule}，其中女会员"))] if women else []
        facts.append(joined([("会员", *stock(members, "期末会员", "人", rule)), *parts], "，其中"))
    homes = open_files(material.records.get("household", ()), day)
    if homes:
        facts.append(("在档困难职工家庭", *stock(homes, "在档困难职工家庭", "户", "尚未脱困或注销的档案数")))
    return facts


def stands(unit: Record, day: date) -> bool:
    """Tell whether a unit was there on a day: founded by then, and not dissolved."""
    founded: Day | None = unit.values.get(registers.FOUNDED_ON.key)
    return (founded is None or founded.start <= day) and unit.text(unit.ledger.get("state")) not in _GONE


_GONE = ("撤销", "注销", "撤并")


def _facts(material: Material, statistics: Statistics) -> list[Runs]:
    facts: list[Runs] = []

    def add(words: str, figure: Figure | None, ledger: str = "") -> None:
        if figure is not None and figure.value:
            # Chapters compare their own records; the office's own number of last year is held against its total.
            known = material.baseline.get(f"{ledger}/{figure.unit}")
            several = known is not None and len(statistics.by_chapter(ledger)) > 1
            facts.append((words, figure, *(compare(figure, known, material) if several and known is not None else ())))

    rule = statistics.rule
    events = [each for each in material.of("event") if is_done(each)]
    counted = without_series(events, events)
    if len(counted) > 1:
        add("组织开展各类活动", count(counted, "各类活动", "项", rule(COUNTED_EVENTS)), "event")
    if len(events) > 1:
        add("参加活动", total(events, "person_times", "活动参加人次", rule("活动参加人次合计")))
    aids = [each for each in material.of("aid") if is_spent(each)]
    add(
        "发放帮扶慰问和职工福利保障资金",
        total(aids, "amount", "帮扶慰问和职工福利保障资金", rule("已发放的帮扶记录金额合计")),
        "aid",
    )
    units = [
        each
        for each in material.records.get("unit", ())
        if (day := each.values.get(registers.FOUNDED_ON.key)) and material.period.holds(day.start)
    ]
    add("新建基层工会", count(units, "新建基层工会", "个", rule("基层组织台账中建会日期在本期的个数")))
    add("新发展会员", count(material.roll.joined(material.period), "新发展会员", "人", rule(JOINED)))
    awards = [each for each in material.of("award") if is_won_in(each, material.period)]
    if awards and all(each.values.get("count") is None for each in awards):
        add("获得荣誉", count(awards, "荣誉", "项", rule("荣誉台账登记条数")), "award")
    return facts

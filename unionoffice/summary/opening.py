"""The opening of the summary: who, when, under whom, and the totals of all ledgers that hold something."""

from __future__ import annotations

import re

from unionoffice.domain.draft import Figure, Paragraph
from unionoffice.ledgers import registers
from unionoffice.summary.material import Material
from unionoffice.summary.membership import JOINED
from unionoffice.summary.statistics import Statistics
from unionoffice.summary.totals import count, is_done, is_spent, total
from unionoffice.summary.wording import Runs, joined, tidy


def opening(material: Material, statistics: Statistics) -> Paragraph:
    """Write the 导语."""
    slots = {"period": material.period.label, "office": material.office, "parent": material.parent}
    start = material.phrases.say("opening/start", slots, material.office)
    facts = joined(_facts(material, statistics), "，")
    middle = material.phrases.say("opening/figures", {"subject": "本期", "facts": facts}) if facts else ()
    word = re.sub(r"^[0-9]{4}年?", "", material.period.label) or material.period.label
    end = material.phrases.say("opening/end", {"period_word": word if not word[:1].isdigit() else "本期"})
    return Paragraph(tidy((*start, "。", *middle, "。", *end)), key="opening")


def _facts(material: Material, statistics: Statistics) -> list[Runs]:
    facts: list[Runs] = []

    def add(words: str, figure: Figure | None) -> None:
        if figure is not None and figure.value:
            facts.append((words, figure))

    rule = statistics.rule
    events = [each for each in material.of("event") if is_done(each)]
    if len(events) > 1:
        add("组织开展各类活动", count(events, "各类活动", "项", rule("活动登记条数（不含取消和筹备）")))
        add("参加活动", total(events, "person_times", "活动参加人次", rule("活动参加人次合计")))
    aids = [each for each in material.of("aid") if is_spent(each)]
    add(
        "发放帮扶慰问和职工福利保障资金",
        total(aids, "amount", "帮扶慰问和职工福利保障资金", rule("已发放的帮扶记录金额合计")),
    )
    units = [
        each
        for each in material.records.get("unit", ())
        if (day := each.values.get(registers.FOUNDED_ON.key)) and material.period.holds(day.start)
    ]
    add("新建基层工会", count(units, "新建基层工会", "个", rule("基层组织台账中建会日期在本期的个数")))
    add("新发展会员", count(material.roll.joined(material.period), "新发展会员", "人", rule(JOINED)))
    awards = [each for each in material.of("award") if is_done(each)]
    if awards and all(each.values.get("count") is None for each in awards):
        add("获得荣誉", count(awards, "荣誉", "项", rule("荣誉台账登记条数")))
    return facts

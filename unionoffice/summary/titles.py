"""What the titles of records are made of: a time before them, a number in a series, a verb of their own or none."""

from __future__ import annotations

import re

from unionoffice.summary.phrases import Phrases

_LONGEST_NOUN = 22
_TIME = re.compile(r"^([0-9]{1,2}月(?:份|上旬|中旬|下旬|初|底|[0-9]{1,2}日)?)的?")
_NUMBER = r"[0-9一二三四五六七八九十百]+"
_ORDINAL = re.compile(
    rf"[0-9]{{4}}年度?|第{_NUMBER}(?:季度|周|期|批|次|场|届|讲|轮|阶段|号)?|{_NUMBER}(?:季度|月份|月)|[上中下]旬"
    r"|[（(][0-9]+[）)]$|[0-9]+$"
)
_EDGES = "的，、；。：:·—-（）() "


def leading_time(title: str) -> str:
    """Give the time a title starts with: 1月上旬 in 1月上旬学习会; empty for none."""
    match = _TIME.match(title)
    return match[1] if match else ""


def without_time(title: str) -> str:
    """Take the time at its start off a title."""
    return _TIME.sub("", title)


def stem(title: str) -> str:
    """Take off what tells the items of a series apart: 学习会 for 1月上旬学习会, 职工夜校 for 第3期职工夜校."""
    return _ORDINAL.sub("", without_time(title)).strip(_EDGES)


def starts_with_verb(phrases: Phrases, title: str) -> bool:
    """Tell whether a title begins as a sentence does: 开展职工培训, not 学习会."""
    return title.startswith(tuple(phrases.words("verbs", "sentence"))) and not verb_for_noun(phrases, title)


def verb_for_noun(phrases: Phrases, title: str) -> str:
    """Find the verb for a bare name by its last characters (学习会 → 组织); empty where the title is no bare name."""
    if len(title) > _LONGEST_NOUN or re.search("[，。；：、]", title):
        return ""
    ends: dict[str, str] = phrases.words("verbs", "by_end")
    found = [end for end in ends if title.endswith(end)]
    if not found:
        return ""
    end = max(found, key=len)
    before = title.removesuffix(end)
    verbs: list[str] = phrases.words("verbs", "sentence")
    leads = any(before.startswith(verb) for verb in (*verbs, *ends.values()) if verb not in _LEADING_NOUNS)
    holds = any(verb in before for verb in verbs if len(verb) > 1 and verb not in _ALSO_NOUNS)
    return "" if leads or holds else ends[end]


_ALSO_NOUNS = frozenset(
    ["学习", "宣传", "劳动", "组织", "检查", "交流", "创作", "慰问", "统计", "安排", "审计", "民主", "整改", "表彰"]
)
"""Verbs that also stand inside names: 职工学习交流会."""
_LEADING_NOUNS = frozenset(["学习", "宣传", "劳动"])
"""Verbs with which names begin: 学习会."""

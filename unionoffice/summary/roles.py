"""People who were helped appear as roles or as 姓+某, never by their full name."""

from __future__ import annotations

import re

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔"
    "钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
_DOUBLE = ("欧阳", "上官", "司马", "诸葛", "尉迟", "皇甫", "司徒", "慕容")
_ROLE_WORDS = re.compile(r"工|员|人|户|家|属|师|生|模|者|军|队|部|区|群|体|村|甲|乙|丙|丁|某|厂|站|局|会|校")


def as_role(name: str) -> str:
    """Shorten a person's name to 姓+某."""
    name = name.strip()
    if not name or name.endswith("某"):
        return name
    return (name[:2] if name.startswith(_DOUBLE) else name[0]) + "某"


def without_names(words: str) -> str:
    """Shorten every name in a list of recipients; roles such as 患病退休职工 stay."""
    return "、".join(as_role(each) if _is_name(each) else each for each in words.split("、"))


def _is_name(words: str) -> bool:
    if not 2 <= len(words) <= 4 or _ROLE_WORDS.search(words):
        return False
    return words.startswith(_DOUBLE) or (len(words) <= 3 and words[0] in _SURNAMES)

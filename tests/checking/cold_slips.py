"""Slips in words that are no amounts – days, sessions, grades, lists – and harmless edits, written before a second look."""

from __future__ import annotations

from tests.checking.slips import Planted
from unionoffice.checking.finding import Slip

FOUND_AT_FIRST = (37, 46)
"""Of 46 slips of the second look that many were found before anything was changed; the missed are below, but 1，318 which is taken for 1,318."""
LEFT_ALONE_AT_FIRST = (46, 47)

MISSED = (
    Planted(1, "区评优课二等奖1项", "区评优课一等奖1项", Slip.DIFFERS, "“二等奖”"),
    Planted(2, "三届五次全委", "三届六次全委", Slip.DIFFERS, "“三届五次”"),
    Planted(3, "政务、财务、党务3类公开", "政务、财务、党务、校务3类公开", Slip.SUM, "列出4"),
    Planted(4, "4月28日，举办", "4月18日，举办", Slip.DIFFERS, "“4月28日”"),
    Planted(
        4,
        "工会经费列入财政预算。",
        "工会经费列入财政预算。工会经费列入财政预算。",
        Slip.REPEAT,
        "“工会经费列入财政预算。”在本段已经写过",
    ),
    Planted(4, "参加人员121人", "参加人员l21人", Slip.STYLE, "字母"),
    Planted(8, "计划2018年12月完工", "计划2008年12月完工", Slip.PERIOD, "“2018年12月”"),
    Planted(9, "示例二路、示例三路、示例四路", "示例三路、示例四路", Slip.SUM, "列出3"),
    Planted(4, "女职工专项集体合同15家", "女职工专项集体合同××家", Slip.LEFTOVER, "女职工专项集体合同××家”还没有填写"),
    # Thought of while these were put right.
    Planted(5, "3月27日至29日", "3月27日至28日", Slip.DIFFERS, "29日"),
    Planted(2, "3月上旬，各级", "3月下旬，各级", Slip.DIFFERS, "“3月上旬”"),
    Planted(8, "某发〔2012〕1247号", "某发〔2012〕1274号", Slip.DIFFERS, "1247号"),
    Planted(4, "自治区总工会十届二次", "自治区总工会十二届二次", Slip.DIFFERS, "“十届二次”"),
    Planted(4, "5月，县财政", "3月，县财政", Slip.DIFFERS, "“5月”"),
)

HARMLESS = (
    (1, "4月底，组织全体党员", "4月28日组织全体党员"),
    (1, "4月底，组织全体党员", "四月底组织全体党员同志"),
    (3, "政务、财务、党务3类公开", "政务、财务和党务三类公开"),
    (
        4,
        "4月22日，举办五一职工运动会；4月28日，举办五一职工文艺晚会；",
        "4月28日，隆重举办五一职工文艺晚会；4月22日，举办五一职工运动会；",
    ),
    (4, "4月29日，召开各级劳模座谈会", "4月29日上午，召开全县各级劳模座谈会"),
    (5, "3月27日至29日", "3月27日—29日"),
    (8, "发明创造38个", "发明创造三十八项"),
    (9, "为示例一路、示例二路、示例三路、示例四路", "分别为示例一路、示例二路、示例三路和示例四路"),
)

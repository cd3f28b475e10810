"""The invented half-year of an invented office, as the clerk types it; every sum here is worked by hand."""

from __future__ import annotations

WORKSHOPS = ("细纱车间", "织布车间", "机关科室")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


def id_number(born: str, order: int) -> str:
    """Invent a citizen ID number of Beijing's Chaoyang district (GB 11643); an odd order is a man."""
    body = f"110105{born}{order:03d}"
    return body + _CHECKS[sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=True)) % 11]


def _counted(place: int) -> str:
    tens, ones = divmod(place, 10)
    digits = " 一二三四五六七八九"
    return f"{digits[tens] if tens > 1 else ''}{'十' if tens else ''}{digits[ones]}".replace(" ", "")


def _member(place: int) -> dict[str, str]:
    # Twenty work in the first workshop, twelve in the second, eight in the offices; every other one is a woman.
    workshop = WORKSHOPS[0] if place <= 20 else WORKSHOPS[1] if place <= 32 else WORKSHOPS[2]
    return {
        "name": f"职工{_counted(place)}",
        "id_number": id_number(f"1985{1 + place % 12:02d}15", 101 + place),
        "phone": f"1380000{place:04d}",
        "unit": workshop,
        "joined_on": "2026年3月8日" if place in (38, 39) else "2020年5月",
    }


MEMBERS = [_member(place) for place in range(1, 41)]
WOMEN = 20
"""The members with an odd number."""
CHANGES = {
    "职工三十八": {"changed_on": "3.8", "change": "入会"},
    "职工三十九": {"changed_on": "3.8", "change": "入会"},
    "职工四十": {"changed_on": "4.10", "change": "转入"},
    "职工三十六": {"changed_on": "5.6", "change": "转出"},
    "职工三十七": {"changed_on": "6.9", "change": "退会"},
}
BEFORE, NOW, WOMEN_NOW = 37, 38, 19
"""40 on the roll less one who left and one who resigned (a woman) are 38; less three who came, plus those two: 37."""

HOUSEHOLDS = [
    {
        "head": f"住户{name}",
        "id_number": id_number("19700101", order),
        "category": category,
        "cause": cause,
        "size": size,
    }
    for name, order, category, cause, size in (
        ("甲", 11, "深度困难职工", "患重特大疾病", "4"),
        ("乙", 12, "深度困难职工", "子女上学", "3"),
        ("丙", 13, "深度困难职工", "无劳动能力", "3"),
        ("丁", 14, "相对困难职工", "子女上学", "3"),
        ("戊", 15, "相对困难职工", "下岗失业", "2"),
        ("己", 16, "意外致困职工", "意外事故", "2"),
    )
]
FAMILY = {"住户甲": 3, "住户乙": 2, "住户丙": 2, "住户丁": 2, "住户戊": 1, "住户己": 1}
PEOPLE_IN_FAMILIES = 11

AID = [
    *(
        {
            "when": "1.20",
            "class": "送温暖慰问",
            "kind": "节日慰问",
            "household": head,
            "amount": "500",
            "source": "市级财政",
        }
        for head in FAMILY
    ),
    *(
        {"when": "4.15", "class": "帮扶救助", "kind": "生活救助", "household": head, "amount": "1000"}
        for head in FAMILY
    ),
    {"when": "5.8", "class": "帮扶救助", "kind": "医疗救助", "household": "住户甲", "amount": "5000"},
    {"when": "6.1", "class": "帮扶救助", "kind": "子女助学", "household": "住户乙", "amount": "3000"},
    {"when": "6.1", "class": "帮扶救助", "kind": "子女助学", "household": "住户丁", "amount": "3000"},
    {
        "when": "6.18",
        "class": "职工福利",
        "kind": "节日福利",
        "recipient": "全体职工",
        "persons": "40",
        "per_amount": "200",
    },
    {
        "when": "3.5",
        "class": "捐款",
        "kind": "其他",
        "recipient": "本单位职工",
        "direction": "收入",
        "amount": "1.2万",
    },
]
PAID, RECEIVED = 28_000, 12_000
"""6×500 + 6×1000 + 5000 + 2×3000 + 40×200 = 3000 + 6000 + 5000 + 6000 + 8000."""
AIDED = 17_000
"""帮扶救助 alone: 6000 + 5000 + 6000."""

_HEADS = (30, 300, 24, 120, 60, 45, 80, 36, 50, 64, 100, 91)
HEADS = 1_000
"""30 + 300 + 24 + 120 + 60 + 45 + 80 + 36 + 50 + 64 + 100 + 91."""
EVENTS = [
    {"when": when, "title": title, "type": kind, "place": "俱乐部", "headcount": str(heads)}
    for (when, title, kind), heads in zip(
        (
            ("1.16", "迎春座谈会", "座谈"),
            ("2.12", "春节联欢会", "节庆"),
            ("2.26", "消防知识讲座", "讲座"),
            ("3.8", "三八趣味运动会", "文体"),
            ("3.19", "班组长培训班", "培训"),
            ("4.9", "挡车工技能比武", "竞赛比武"),
            ("4.28", "庆五一歌咏会", "文体"),
            ("5.12", "急救演练", "专项行动"),
            ("5.22", "青年联谊会", "联谊"),
            ("6.5", "安全知识竞赛", "竞赛比武"),
            ("6.12", "职工篮球赛", "文体"),
            ("6.26", "义务植树", "公益"),
        ),
        _HEADS,
        strict=True,
    )
]
SIGNED = 48
"""Twelve events, five names each, of whom the last one did not come."""
ITEMS = ({"item": "矿泉水", "quantity": "24", "amount": "48"}, {"item": "纪念品", "quantity": "10", "amount": "300"})
SPENT_ON_ITEMS = 4_176
"""12 × (48 + 300)."""

_LOGS = (
    ("学习培训", "学习会"),
    ("安全教育", "安全教育课"),
    ("宣传报道", "工作简报"),
    ("会议制度", "工会委员会会议"),
    ("民主评议", "民主评议会"),
    ("女职工", "女职工座谈会"),
)
LOGS = [
    {
        "when": f"{month}.{day}",
        "title": f"{month}月{'上旬' if day < 11 else '下旬'}{title}",
        "category": category,
        "headcount": "20",
        **({"figures": "印发资料 100 份"} if category == "宣传报道" else {}),
    }
    for month in range(1, 6)
    for category, title in _LOGS
    for day in (8, 21)
]
LOG_HEADS, LEAFLETS = 1_200, 1_000
"""60 rows of 20 people; 10 briefings of 100 copies."""

REGISTERS = [
    ("award", {"when": "4.30", "title": "五一劳动奖状", "level": "省", "count": "1"}),
    ("award", {"when": "5.4", "title": "青年文明号", "level": "市", "count": "2"}),
    ("award", {"when": "3.8", "title": "巾帼建功岗", "level": "县", "count": "3"}),
    ("coverage", {"when": "3.20", "matter": "集体合同", "action": "续订", "done": "12", "due": "20"}),
    ("coverage", {"when": "4.20", "matter": "工资专项", "action": "新签", "done": "8", "due": "10"}),
    ("coverage", {"when": "5.20", "matter": "厂务公开", "action": "公开", "done": "5", "due": "5"}),
    ("target", {"when": "6.30", "indicator": "发展会员", "target": "100", "done": "60", "measure": "人"}),
    ("target", {"when": "6.30", "indicator": "班组达标", "target": "50", "done": "45", "measure": "个"}),
    ("proposal", {"when": "2.3", "content": "细纱机清洁周期改为每周一次"}),
    ("legal", {"when": "5.11", "visitor": "来访人甲", "people": "3", "way": "调解", "recovered": "12000"}),
]
AWARDS, DONE, RECOVERED = 6, 25, 12_000
"""1 + 2 + 3 awards; 12 + 8 + 5 units."""

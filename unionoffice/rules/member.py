"""What is unusual about a member, and what keeps a row of the roll from being qualified."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from unionoffice.domain.day import Day
from unionoffice.domain.kinds import citizen
from unionoffice.domain.kinds.identity import papers_like, province, with_18_digits
from unionoffice.domain.ledger import Field, Ledger, Problem, Record
from unionoffice.domain.query import Query
from unionoffice.ledgers.member import (
    BORN_ON,
    CHANGE,
    CHANGED_ON,
    GENDER,
    ID_CARD,
    ID_NUMBER,
    ID_TYPE,
    JOINED_ON,
    KNOWN_PAPERS,
    MEMBER,
    MEMBERSHIP_CHANGE,
    NAME,
    NO,
    PHONE,
    STATE,
    STATE_AFTER,
    UNIT,
    WORKED_SINCE,
)
from unionoffice.rules.book import Book
from unionoffice.rules.rule import Rule, doubt

WORKING_AGE = "最低用工年龄"
YEARS = "周岁"
ON_ROLL = ("在籍", "保留会籍")


def twins(record: Record, book: Book) -> Iterator[Problem]:
    """Name members who may be the same person: the other form of the ID number, the same telephone, name and unit.

    That of name and unit is told at the unit, which is typed last.
    """
    told: set[int] = {record.id}
    for key, words, about, reason in (
        (ID_NUMBER, other_form(record.text(ID_NUMBER)), ID_NUMBER, "新旧证号是同一个号码"),
        (PHONE, record.text(PHONE), PHONE, "手机相同"),
        (NAME, record.text(NAME), UNIT, "姓名、部门相同"),
    ):
        for other in book.records(MEMBER.key, Query(equals={key.key: words})) if words else ():
            if other.id in told or (key is NAME and not alike(record, other)):
                continue
            told.add(other.id)
            yield doubt(about, f"可能与“{other.label}”（{other.text(UNIT) or '未填部门'}，{reason}）重复")


def alike(one: Record, other: Record) -> bool:
    """Tell whether two members of one name may be one person: in one unit, and not born on different days."""
    if one[UNIT] != other[UNIT]:
        return False
    return not born_apart(one.text(ID_NUMBER), other.text(ID_NUMBER))


def born_apart(one: str, other: str) -> bool:
    """Tell whether two ID numbers are surely of different people: both a citizen's, with other birth dates."""
    first, second = citizen(one), citizen(other)
    return first is not None and second is not None and first.born_on != second.born_on


def other_form(number: str) -> str:
    """Write a citizen ID of 15 digits with 18, and one of 18 digits with 15 where there was such; else empty."""
    if len(number) == 18 and number[6:8] == "19" and with_18_digits(number[:6] + number[8:17]) == number:
        return number[:6] + number[8:17]
    return with_18_digits(number)


def ages(record: Record, book: Book) -> Iterator[Problem]:
    """Doubt who is too young to work, and dates that cannot follow each other."""
    born, worked, joined = record[BORN_ON], record[WORKED_SINCE], record[JOINED_ON]
    limit = book.limits.strictest(WORKING_AGE, YEARS, book.today)
    if born is not None and limit is not None:
        for key, day, words in (
            (WORKED_SINCE, worked.end if worked else None, "参加工作时"),
            (BORN_ON, book.today, "现在"),
        ):
            if day is not None and (age := age_on(born.start, day)) < limit.most:
                yield doubt(key, f"{words}只有 {max(0, age)} 周岁，不满 {int(limit.most)} 周岁{limit.grounds}")
                break
    if joined is not None and joined.start > book.today:
        yield doubt(JOINED_ON, f"入会时间 {joined.text} 在今天之后")
    if joined is not None and born is not None and joined.end < born.start:
        yield doubt(JOINED_ON, f"入会时间 {joined.text} 早于出生日期 {born.text}")


def age_on(born: date, day: date) -> int:
    """Count the whole years somebody has lived on a day."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def state_without_change(record: Record, book: Book) -> Iterator[Problem]:
    """Doubt a 会籍状态 that the member's changes do not lead to: the balance of members could not close."""
    state = record.text(STATE)
    changes = book.children(MEMBERSHIP_CHANGE.key, record.id)
    if not changes:
        if record.id > 0 and state not in ON_ROLL:
            yield doubt(STATE, f"会籍状态是“{state}”，但没有登记会籍变动，增减表会对不上")
        return
    latest = max(changes, key=lambda each: (_start(each[CHANGED_ON]), each.id))
    expected = STATE_AFTER.get(latest.text(CHANGE), state)
    if expected != state:
        sentence = f"会籍状态是“{state}”，最后一次会籍变动（{latest.text(CHANGED_ON)} {latest.text(CHANGE)}）之后应为“{expected}”"
        yield doubt(STATE, sentence)


def _start(day: Day | None) -> date:
    return day.start if day is not None else date.min


RULES = (
    Rule(MEMBER.key, twins, while_blank=True),
    Rule(MEMBER.key, ages),
    Rule(MEMBER.key, state_without_change),
)


def faults(record: Record, book: Book) -> list[str]:
    """Say why a row of the roll is not qualified; empty when it is.

    A row is qualified when the required fields are filled, the ID is right and nobody else has it (上级按缺项、身份证
    不准确、身份证重复三项剔除).
    """
    wrong = [f"缺{each.title}" for each in missing(record, record.ledger)]
    wrong += id_faults(record)
    number = record.text(ID_NUMBER)
    for form in filter(None, (number, other_form(number))):
        others = [
            each for each in book.records(MEMBER.key, Query(equals={ID_NUMBER.key: form})) if each.id != record.id
        ]
        wrong += [f"身份证号与“{each.label}”（{each.text(NO) or '无证号'}）重复" for each in others]
    return wrong


def missing(record: Record, ledger: Ledger) -> list[Field[Any]]:
    """List the required fields that are blank."""
    return [each for each in ledger.fields if each.required and not record.text(each)]


def id_faults(record: Record) -> Iterable[str]:
    """Say what is not right about the ID number, seen with the sort of paper, gender and birth date told."""
    number, paper = record.text(ID_NUMBER), record.text(ID_TYPE) or ID_CARD
    if not number:
        return
    person = citizen(number) if len(number) == 18 else None
    if paper != ID_CARD:
        if paper in KNOWN_PAPERS and paper not in papers_like(number):
            yield f"号码不像{paper}"
        return
    if person is None:
        yield "身份证号是 15 位旧证号" if with_18_digits(number) else "证件类型是身份证，号码不是"
        return
    if not province(number) and not number.startswith("83"):
        yield "身份证号前两位不是省级行政区代码"
    if (gender := record.text(GENDER)) and gender != person.gender:
        yield f"性别填“{gender}”，身份证号是“{person.gender}”"
    born = record[BORN_ON]
    if born is not None and not born.start <= person.born_on <= born.end:
        yield f"出生日期填 {born.text}，身份证号是 {person.born_on}"

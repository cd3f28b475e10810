"""Who belongs to a household: nobody in two files, as many as were counted, incomes that add up, no child as head."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from unionoffice.domain.ledger import Field, Problem, Record
from unionoffice.domain.query import Query
from unionoffice.ledgers.household import (
    BORN_ON,
    FAMILY,
    FAMILY_HOUSEHOLD,
    FAMILY_ID,
    FAMILY_INCOME,
    FILE_NO,
    HEAD,
    HOUSEHOLD,
    ID_NUMBER,
    INCOME_MONTH,
    INCOME_OTHER,
    INCOME_YEAR,
    RELATION,
    SIZE,
    WORK_STATE,
)
from unionoffice.rules.book import Book
from unionoffice.rules.rule import doubt

HEAD_AGE = ("户主年龄", "周岁")
_THE_HEAD = "户主本人"
_STUDENT = "学生"
_ROUNDED = 6
"""Yuan by which a year's income may differ from twelve times a month's, when the month was rounded to the yuan."""


def head_doubts(file: Record, book: Book) -> Iterable[Problem]:
    """Name a head who is a student or too young (the parent heads the file of 助学), or stands in another file."""
    if _STUDENT in file.text(WORK_STATE):
        yield doubt(WORK_STATE, "学生不作户主建档，助学由家长作户主")
    born, limit = file[BORN_ON], book.limits.strictest(*HEAD_AGE, book.today)
    if born is not None and limit is not None and (age := _age(born.start, book.today)) < limit.most:
        yield doubt(HEAD, f"户主 {age} 周岁，未满 {int(limit.most)} 周岁，一般由家长作户主建档{limit.grounds}")
    others = [each for each in _in_families(file.text(ID_NUMBER), book) if _household_id(each) != file.id]
    yield from _named(ID_NUMBER, _files_of(others, book))


def member_doubts(person: Record, book: Book) -> Iterable[Problem]:
    """Name a family member who heads another file or stands in it, and one more than the household counts."""
    number, own = person.text(FAMILY_ID), _household_id(person)
    heads = book.records(HOUSEHOLD.key, Query(equals={ID_NUMBER.key: number})) if number else []
    others = [each for each in _in_families(number, book) if each.id != person.id]
    elsewhere = _files_of([each for each in others if _household_id(each) != own], book)
    yield from _named(FAMILY_ID, [*(each for each in heads if each.id != own), *elsewhere])
    if any(_household_id(each) == own for each in others):
        yield doubt(FAMILY_ID, "这份档案里已有身份证号相同的家庭成员")
    file = book.record(HOUSEHOLD.key, own)
    if file is not None:
        family = [each for each in book.children(FAMILY.key, own) if each.id != person.id]
        yield from _more_than_counted(file, [*family, person])


def _in_families(number: str, book: Book) -> list[Record]:
    return book.records(FAMILY.key, Query(equals={FAMILY_ID.key: number})) if number else []


def _household_id(person: Record) -> int:
    link = person[FAMILY_HOUSEHOLD]
    return link.id if link else 0


def _files_of(people: Iterable[Record], book: Book) -> list[Record]:
    ids = dict.fromkeys(_household_id(each) for each in people)
    return [file for each in ids if (file := book.record(HOUSEHOLD.key, each)) is not None and not file.trashed]


def _named(key: Field[str], files: Sequence[Record]) -> Iterable[Problem]:
    names = "、".join(dict.fromkeys(f"{each.label}（{each.text(FILE_NO)}）" for each in files))
    if names:
        yield doubt(key, f"此人已在另一份档案中：{names}，一人、一户不能建两份档案")


def _age(born: date, today: date) -> int:
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def _beside_head(family: Iterable[Record]) -> list[Record]:
    return [each for each in family if each.text(RELATION) != _THE_HEAD]


def _more_than_counted(file: Record, family: Sequence[Record]) -> Iterable[Problem]:
    size, people = file[SIZE], 1 + len(_beside_head(family))
    if size is not None and people > size:
        yield doubt(RELATION, f"家庭人口填的是 {size} 人，加上户主已登记 {people} 人")


def size_doubts(file: Record, book: Book) -> Iterable[Problem]:
    """Name a 家庭人口 that differs from the head and the family members registered, where there are any."""
    family, size = book.children(FAMILY.key, file.id), file[SIZE]
    people = 1 + len(_beside_head(family))
    if family and size is not None and size != people:
        yield doubt(SIZE, f"户主加家庭成员共登记 {people} 人，家庭人口填的是 {size} 人")


def income_doubts(file: Record, book: Book) -> Iterable[Problem]:
    """Name a 家庭年度总收入 that differs from twelve months of all members' incomes and the other income.

    Where somebody's income is blank only a sum that is already too large is named.
    """
    stated = file[INCOME_YEAR]
    family = _beside_head(book.children(FAMILY.key, file.id))
    months = [file[INCOME_MONTH], *(each[FAMILY_INCOME] for each in family)]
    known = [each for each in months if each is not None]
    if stated is None or not known:
        return
    other = file[INCOME_OTHER] or Decimal(0)
    total = 12 * sum(known, Decimal(0)) + other
    too_much = total - stated > _ROUNDED * len(known)
    too_little = (
        stated - total > _ROUNDED * len(known) and len(known) == len(months) and bool(family or file[SIZE] == 1)
    )
    if too_much or too_little:
        sum_of = f"（{sum(known, Decimal(0)):,.2f} × 12{f' + {other:,.2f}' if other else ''}）"
        yield doubt(
            INCOME_YEAR, f"本人与家庭成员月收入加其他年收入合 {total:,.2f} 元{sum_of}，与所填 {stated:,.2f} 元不同"
        )

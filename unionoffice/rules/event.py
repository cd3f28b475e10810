"""活动: prizes within ⌊2/3⌋ of those who came and within their limits, spending within the budget, walk-ins, things lent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from unionoffice.domain.ledger import Problem, Record
from unionoffice.domain.query import Query
from unionoffice.ledgers import event
from unionoffice.ledgers.shared import HEADCOUNT, NOTE, WHEN
from unionoffice.rules.book import Book
from unionoffice.rules.limits import Limit, shown_number
from unionoffice.rules.rule import Rule, doubt

PERSON_PRIZE, TEAM_PRIZE, SKILL_PRIZE = "文体个人奖", "文体团体奖", "技能竞赛奖"
SHARE = "获奖比例"
_SKILL = "竞赛比武"
"""The 类别 whose prizes have a limit of their own."""
_FEN = Decimal("0.01")
_NEARLY = Decimal("0.01")
"""A share typed as 66.67 % means two thirds: within this of a fraction of three it is that fraction."""


def day_of(record: Record | None, book: Book) -> date:
    """Give the day by which an event's limits are chosen."""
    when = record[WHEN] if record else None
    return when.start if when else book.today


def participants(of: Record, book: Book) -> int:
    """Count who took part: 人数 as stated, else those who signed in, else those who registered."""
    stated = of[HEADCOUNT]
    if stated:
        return stated
    people = book.children(event.ATTENDANCE.key, of.id)
    signed = sum(each[event.SIGNED_IN] is True for each in people)
    return signed or sum(each[event.REGISTERED] is not False for each in people)


def most_winners(share: Limit, people: int) -> int:
    """Give ⌊share × people⌋, the share being percent (66.67 is read as two thirds)."""
    percent = _percent(share)
    thirds = round(percent * 3 / 100)
    if abs(Decimal(thirds) * 100 / 3 - percent) <= _NEARLY:
        return thirds * people // 3
    return int(percent * people // 100)


def _percent(share: Limit) -> Decimal:
    """Read a share typed as 66.67 or as 0.6667."""
    return share.most * 100 if share.most <= 1 else share.most


def winners(prizes: Iterable[Record]) -> int:
    """Count the persons who won: 获奖人数 where a team won, else one for each row."""
    return sum(each[event.PRIZE_PERSONS] or 1 for each in prizes)


def too_many_winners(of: Record, prizes: Iterable[Record], book: Book) -> str:
    """Say that more persons win than the share allows; empty when they do not."""
    share = book.limits.strictest(SHARE, "比例", day_of(of, book))
    people = participants(of, book)
    if share is None or not people:
        return ""
    count, most = winners(prizes), most_winners(share, people)
    if count <= most:
        return ""
    words = "三分之二" if abs(_percent(share) * 3 - 200) <= 3 * _NEARLY else f" {shown_number(_percent(share))}%"
    return f"获奖 {count} 人，超过参加 {people} 人的{words}（最多 {most} 人）{share.grounds}"


def prize_limit(prize: Record, of: Record, book: Book) -> str:
    """Say that a prize is dearer for each person than its limit; empty when it is not or no limit is set."""
    amount, persons = prize[event.PRIZE_AMOUNT], prize[event.PRIZE_PERSONS] or 1
    if amount is None:
        return ""
    subject = TEAM_PRIZE if persons > 1 else PERSON_PRIZE
    if of.text(event.TYPE) == _SKILL:
        subject = SKILL_PRIZE
    limit = book.limits.strictest(subject, "每次", day_of(of, book))
    each = amount / persons
    if limit is None or each <= limit.most:
        return ""
    return f"每人 {each:,.2f} 元，超过{subject}上限每人 {limit.yuan} 元{limit.grounds}"


def over_budget(of: Record, spent: Decimal | None) -> str:
    """Say that more was spent than planned and no reason is noted; empty when all is well."""
    budget = of[event.BUDGET]
    if budget is None or spent is None or spent <= budget or of.text(NOTE):
        return ""
    return f"支出 {spent:,.2f} 元，超过预算 {budget:,.2f} 元 {spent - budget:,.2f} 元，请在备注中写明原因"


def _check_prize(prize: Record, book: Book) -> Iterator[Problem]:
    link = prize[event.PRIZE_EVENT]
    of = book.record("event", link.id) if link else None
    if of is None:
        return
    others = [each for each in book.children(event.PRIZE.key, of.id) if each.id != prize.id]
    if sentence := too_many_winners(of, [*others, prize], book):
        yield doubt(event.PRIZE_WINNER, sentence)
    if sentence := prize_limit(prize, of, book):
        yield doubt(event.PRIZE_AMOUNT, sentence)


def _check_event(of: Record, book: Book) -> Iterator[Problem]:
    if sentence := over_budget(of, of[event.SPENT]):
        yield doubt(event.SPENT, sentence)
    if sentence := too_many_winners(of, book.children(event.PRIZE.key, of.id), book):
        yield doubt(HEADCOUNT, sentence)
    when, status = of[WHEN], of[event.STATUS]
    if when and status == "完成" and when.start > book.today:
        yield doubt(event.STATUS, f"日期 {when.text} 还没有到，状态却是“完成”")
    if when and status == "筹备" and when.end < book.today:
        yield doubt(event.STATUS, f"日期 {when.text} 已经过了，状态还是“筹备”")
    signed = sum(each[event.SIGNED_IN] is True for each in book.children(event.ATTENDANCE.key, of.id))
    stated = of[HEADCOUNT]
    if signed and stated and signed > stated:
        yield doubt(HEADCOUNT, f"签到 {signed} 人，多于所填人数 {stated} 人")


def _check_attendance(row: Record, book: Book) -> Iterator[Problem]:
    if row[event.SIGNED_IN] and row[event.REGISTERED] is False:
        yield doubt(event.SIGNED_IN, "没有报名，按临时到场计")
    link, member = row[event.ATTENDANCE_EVENT], row[event.ATTENDANCE_MEMBER]
    if link is None or member is None:
        return
    others = [each for each in book.children(event.ATTENDANCE.key, link.id) if each.id != row.id]
    if any(each[event.ATTENDANCE_MEMBER] == member for each in others):
        yield doubt(event.ATTENDANCE_MEMBER, f"“{member.label}”已在本次活动的名单中")


def _check_item(item: Record, book: Book) -> Iterator[Problem]:
    quantity, price, amount = (item.values.get(key) for key in ("quantity", "price", "amount"))
    if quantity is not None and price is not None and amount is not None:
        product = (quantity * price).quantize(_FEN, ROUND_HALF_UP)
        if product != amount:
            sum_of = f"{shown_number(quantity)} × {price:,.2f} = {product:,.2f} 元"
            yield doubt(event.ITEM_AMOUNT, f"{sum_of}，与所填金额 {amount:,.2f} 元不同")
    link = item[event.ITEM_EVENT]
    of = book.record("event", link.id) if link else None
    if of is not None and is_still_out(item) and _has_ended(of, book):
        yield doubt(event.RETURNED, "活动已经结束，借来的还没有归还")


def _has_ended(of: Record, book: Book) -> bool:
    when = of[WHEN]
    return when is not None and when.end < book.today


def is_still_out(item: Record) -> bool:
    """Tell whether a thing was lent and has not come back."""
    return item[event.TENURE] == "借" and not item[event.RETURNED]


def overdue_items(book: Book) -> list[tuple[Record, Record]]:
    """List the things still out after their event has ended, each with its event: what 今日待办 reminds of."""
    lent = [each for each in book.records(event.ITEM.key, Query(equals={event.TENURE.key: "借"})) if is_still_out(each)]
    pairs = [(each, book.record("event", link.id)) for each in lent if (link := each[event.ITEM_EVENT])]
    return [(item, of) for item, of in pairs if of is not None and _has_ended(of, book)]


RULES = (
    Rule("prize", _check_prize),
    Rule("event", _check_event),
    Rule("attendance", _check_attendance),
    Rule("item", _check_item),
)

"""What an event cost and gave: its things, receipts and prizes added up, beside its budget and the rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from unionoffice.domain.kinds import Link
from unionoffice.domain.ledger import Record
from unionoffice.errors import OfficeError
from unionoffice.ledgers import event
from unionoffice.rules.event import (
    SHARE,
    day_of,
    is_still_out,
    most_winners,
    over_budget,
    participants,
    prize_limit,
    too_many_winners,
    winners,
)
from unionoffice.usecases.keep_record import keep, refusal
from unionoffice.usecases.office import Office
from unionoffice.usecases.office_book import OfficeBook

NOTHING = Decimal("0.00")


@dataclass(frozen=True)
class EventMoney:
    """The sums of one event, in yuan."""

    things: Decimal
    """备品."""
    receipts: Decimal
    """报销."""
    prizes: Decimal
    budget: Decimal | None
    spent: Decimal | None
    sentences: tuple[str, ...]
    """What the rules doubt."""

    @property
    def all(self) -> Decimal:
        """Everything added up."""
        return self.things + self.receipts + self.prizes

    @property
    def left(self) -> Decimal | None:
        """The budget less what was spent, or less what is added up where no 决算 is filled in."""
        if self.budget is None:
            return None
        return self.budget - (self.all if self.spent is None else self.spent)


def money_of(office: Office, row_id: int) -> EventMoney:
    """Add up an event."""
    of = office.record("event", row_id)
    items = office.children(event.ITEM.key, row_id)
    prizes = office.children(event.PRIZE.key, row_id)
    things = _sum(each[event.ITEM_AMOUNT] for each in items if each.text(event.ITEM_KIND) != "报销")
    receipts = _sum(each[event.ITEM_AMOUNT] for each in items if each.text(event.ITEM_KIND) == "报销")
    given = _sum(each[event.PRIZE_AMOUNT] for each in prizes)
    spent = of[event.SPENT]
    doubt = over_budget(of, things + receipts + given if spent is None else spent)
    return EventMoney(things, receipts, given, of[event.BUDGET], spent, (doubt,) if doubt else ())


def _sum(amounts: object) -> Decimal:
    return sum((each for each in amounts if each is not None), NOTHING)  # type: ignore[attr-defined]


@dataclass(frozen=True)
class PrizeState:
    """How many won, how many may, what it cost, and what the rules doubt."""

    winners: int
    participants: int
    most: int | None
    """None where the office has set no share or nobody took part yet."""
    total: Decimal
    sentences: tuple[str, ...]


def prizes_of(office: Office, row_id: int) -> PrizeState:
    """Look at the prizes of an event beside the rules."""
    of, book = office.record("event", row_id), OfficeBook(office)
    prizes = office.children(event.PRIZE.key, row_id)
    share = book.limits.strictest(SHARE, "比例", day_of(of, book))
    people = participants(of, book)
    doubts = [too_many_winners(of, prizes, book)]
    doubts += [f"{each.label}：{words}" for each in prizes if (words := prize_limit(each, of, book))]
    return PrizeState(
        winners(prizes),
        people,
        most_winners(share, people) if share and people else None,
        _sum(each[event.PRIZE_AMOUNT] for each in prizes),
        tuple(filter(None, doubts)),
    )


def add_prize(office: Office, row_id: int, typed: dict[str, str]) -> Record:
    """Keep one prize from the words of the quick line; raises OfficeError."""
    kept = keep(office, event.PRIZE.key, {**typed, event.PRIZE_EVENT.key: _link(office, row_id)}, doubting=False)
    if kept.record is None:
        raise OfficeError(refusal(office, event.PRIZE.key, kept.problems))
    return kept.record


def _link(office: Office, row_id: int) -> Link:
    return office.link("event", row_id)


def still_out(office: Office, row_id: int) -> list[Record]:
    """List the things lent that have not come back."""
    return [each for each in office.children(event.ITEM.key, row_id) if is_still_out(each)]


def give_back(office: Office, items: Sequence[Record]) -> int:
    """Note that things lent have come back, or that they have not; one step. Gives how many changed."""
    lent = [each for each in items if each.text(event.TENURE) == "借"]
    if not lent:
        raise OfficeError("只有借来的物品要归还。")
    back = not all(each[event.RETURNED] is True for each in lent)
    with office.file.write():
        for each in lent:
            kept = keep(office, event.ITEM.key, {event.RETURNED.key: "是" if back else "否"}, each, doubting=False)
            if kept.record is None:
                raise OfficeError(f"“{each.label}”没有保存：{refusal(office, event.ITEM.key, kept.problems)}。")
    return len(lent)


def set_money(office: Office, row_id: int, key: str, words: str) -> None:
    """Keep 预算, 决算, 备注 or 经费来源 as typed; raises OfficeError with the field's name."""
    old = office.record("event", row_id)
    kept = keep(office, "event", {key: words}, old, doubting=False)
    if kept.record is None:
        wrong = next((each for each in kept.problems if each.blocking), kept.problems[0])
        raise OfficeError(f"{old.ledger.get(wrong.field).title}：{wrong.sentence}")

"""Which payments a superior's list asks for: what went out, what came in, or what was given back."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from unionoffice.domain.ledger import Ledger
from unionoffice.domain.query import BLANK, Axis, Query
from unionoffice.ledgers import aid
from unionoffice.usecases.paper_words import PAID_OUT

CAME_IN, DONE = "收入", "已发放"
_IN = re.compile(r"捐款|捐赠|拨入|捐入|收款|到账|(?<![低年月均纯总工庭])收入")
_OUT = re.compile(r"支出|发放|领取|慰问|救助|补助|资助|支付")
_BACK, _PAID = re.compile(r"退回|退款|退还|追回"), re.compile(r"支出|发放|领取|支付")
_TO_COME = re.compile(r"[拟待](?:发|支|慰|救|补|资)|计划|预算|申请|审核")


def payment_query(ledger: Ledger, titles: Sequence[str], heads: str, *, shown: Collection[str]) -> Query:
    """Guess the filter that keeps donations and what was given back out of a list of payments.

    The first title that has a word for it decides, then the heads; without any a list is of what was paid out, and a
    list of both has a column that tells them apart.
    """
    if ledger.sides is None:
        return Query()
    title = next((each for each in titles if _IN.search(each) or _OUT.search(each) or _BACK.search(each)), "")
    words = title or ("" if _OUT.search(heads) else heads)
    comes, goes = bool(_IN.search(words)), bool(_OUT.search(words))
    among: dict[Axis, frozenset[str]] = {}
    if ledger.sides.key not in shown and not (comes and goes):
        among[Axis(ledger.sides.key)] = frozenset({CAME_IN} if comes else {PAID_OUT, BLANK})
    is_of_both = bool(_BACK.search(title) and _PAID.search(title))
    if (goes or not comes) and aid.STAGE.key not in shown and not is_of_both and not _TO_COME.search(title):
        among[Axis(aid.STAGE.key)] = frozenset({aid.RETURNED} if _BACK.search(title) else {DONE, BLANK})
    return Query(among=among)

"""The clerk's ledgers, one declaration each, in the order of the tabs.

To add a ledger: 1. declare its fields and its Ledger in a file here; 2. name it in ALL and put it into a tab of TABS;
3. put its code lists into resources/codes.json; 4. give it a sentence in resources/phrases.json and a rule in
resources/chapters.json if the summary is to speak of it. The table, form, search, Excel both ways, blank template, check
and the tests of the laws follow by themselves.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from unionoffice.domain.kinds import Ref
from unionoffice.domain.ledger import Field, Ledger
from unionoffice.ledgers.aid import AID
from unionoffice.ledgers.day_off import DAY_OFF
from unionoffice.ledgers.event import ATTENDANCE, EVENT, ITEM, PRIZE
from unionoffice.ledgers.household import FAMILY, HOUSEHOLD, VISIT
from unionoffice.ledgers.limit import LIMIT
from unionoffice.ledgers.member import MEMBER, MEMBERSHIP_CHANGE
from unionoffice.ledgers.paper_rule import PAPER_RULE
from unionoffice.ledgers.poverty_line import POVERTY_LINE
from unionoffice.ledgers.registers import AWARD, BUDGET, COVERAGE, INSURANCE, LEGAL, PROJECT, PROPOSAL, STUDIO, UNIT
from unionoffice.ledgers.target import TARGET
from unionoffice.ledgers.work_log import WORK_LOG

ALL = (
    WORK_LOG,
    HOUSEHOLD,
    FAMILY,
    VISIT,
    AID,
    EVENT,
    ATTENDANCE,
    ITEM,
    PRIZE,
    MEMBER,
    MEMBERSHIP_CHANGE,
    UNIT,
    COVERAGE,
    AWARD,
    TARGET,
    PROJECT,
    PROPOSAL,
    LEGAL,
    INSURANCE,
    STUDIO,
    BUDGET,
    LIMIT,
    POVERTY_LINE,
    PAPER_RULE,
    DAY_OFF,
)


@dataclass(frozen=True)
class Tab:
    """A tab of the window: its name and the ledgers it shows, one above the other or as a list at its left."""

    title: str
    ledgers: tuple[Ledger, ...]


TABS = (
    Tab("工作日志", (WORK_LOG,)),
    Tab("困难帮扶台账", (HOUSEHOLD, AID)),
    Tab("活动", (EVENT,)),
    Tab("会员名册", (MEMBER,)),
    Tab("专项台账", tuple(ledger for ledger in ALL[ALL.index(UNIT) :])),
)


@dataclass(frozen=True)
class Ledgers:
    """The ledgers of one office: those declared here, and what the office added to them."""

    all: tuple[Ledger, ...]
    tabs: tuple[Tab, ...]
    by_key: Mapping[str, Ledger] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_key", {each.key: each for each in self.all})

    def children_of(self, ledger: Ledger) -> tuple[Ledger, ...]:
        """Find the ledgers whose records belong to a record of this one."""
        return tuple(
            child
            for child in self.all
            if child.parent is not None and getattr(child.parent.kind, "ledger", "") == ledger.key
        )

    def links_to(self, ledger: str) -> list[tuple[Ledger, Field[Any]]]:
        """List the fields of all ledgers that point at this one."""
        return [
            (each, key)
            for each in self.all
            for key in each.fields
            if isinstance(key.kind, Ref) and key.kind.ledger == ledger
        ]


STANDARD = Ledgers(ALL, TABS)
"""What an office has before it adds anything of its own."""
BY_KEY = STANDARD.by_key

"""Which papers an office can print, of which ledger, and what may be chosen for them; loads nothing that draws."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Needs = Literal["selection", "listed"]


@dataclass(frozen=True)
class PaperKind:
    """One paper: its key, what it is called and of which records it is made."""

    key: str
    words: str
    ledger: str
    needs: Needs = "selection"
    """The selected records, one form each; or one list of the selected, else of all listed."""
    shows_numbers: bool = False
    """Whether numbers of ID papers, telephones and bank cards stand on it: masked unless the clerk gives a reason."""


@dataclass(frozen=True)
class PaperOptions:
    """What the clerk chose for one print."""

    full_numbers: bool = False
    """ID numbers, telephones and bank cards as they are."""
    reason: str = ""
    """Why they have to be shown; goes on the trail."""


REASONS = ("建档存档", "上报上级工会", "银行或财务发放", "本人核对")
"""Why a paper with full numbers is printed, to choose from; no personal data."""

PAPERS: tuple[PaperKind, ...] = (
    PaperKind("member_form", "会员登记表", "member", shows_numbers=True),
    PaperKind("unqualified", "信息待完善名单（按部门）", "member", "listed"),
    PaperKind("household_form", "困难职工档案表", "household", shows_numbers=True),
    PaperKind("household_notice", "困难职工公示", "household", "listed"),
    PaperKind("aid_list", "发放签领表", "aid", "listed", shows_numbers=True),
    PaperKind("aid_notice", "帮扶发放公示", "aid", "listed"),
    PaperKind("sign_in", "签到表", "event"),
    PaperKind("blank_sign_in", "空白签到表", "event"),
    PaperKind("prize_list", "获奖名单及领奖签字表", "event"),
    PaperKind("claim_form", "报销单", "event"),
    PaperKind("event_file", "活动档案", "event"),
)
BY_KEY = {paper.key: paper for paper in PAPERS}

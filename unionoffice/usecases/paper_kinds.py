"""Which papers an office can print, of which ledger, and what may be chosen for them; loads nothing that draws."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Needs = Literal["selection", "listed"]


@dataclass(frozen=True)
class PaperKind:
    """One paper: its key, the words of its command and of which records it is made."""

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
    PaperKind("member_form", "打印会员登记表…", "member", shows_numbers=True),
    PaperKind("unqualified", "打印信息待完善名单（按部门）", "member", "listed"),
    PaperKind("household_form", "打印困难职工档案表…", "household", shows_numbers=True),
    PaperKind("household_notice", "打印公示（困难职工名单）", "household", "listed"),
    PaperKind("aid_list", "打印发放签领表…", "aid", "listed", shows_numbers=True),
    PaperKind("aid_notice", "打印公示（帮扶发放）", "aid", "listed"),
    PaperKind("sign_in", "打印签到表", "event"),
    PaperKind("blank_sign_in", "打印空白签到表", "event"),
    PaperKind("prize_list", "打印获奖名单及领奖签字表", "event"),
    PaperKind("claim_form", "打印报销单", "event"),
    PaperKind("event_file", "打印活动档案", "event"),
)
BY_KEY = {paper.key: paper for paper in PAPERS}

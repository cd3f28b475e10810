"""What the office has chosen about its paper: layout, red head, its own font files, and which fonts it gets."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from unionoffice.domain.text import one_line
from unionoffice.errors import OfficeError
from unionoffice.reports.font_folders import Role
from unionoffice.reports.fonts import ChosenFont, chosen_fonts
from unionoffice.reports.paper_options import PaperOptions
from unionoffice.reports.red_head import RedHead
from unionoffice.reports.sheet import COMPACT, OFFICIAL
from unionoffice.usecases.office import Office

PAPER = "paper"
"""The key of the setting."""
FONT_ROLES = tuple(str(role) for role in Role if role is not Role.DIGITS)
"""The fonts of an official paper that an office may bring along."""


@dataclass(frozen=True)
class PaperSettings:
    """The choices of an office; the number and the signer belong to the paper of one period."""

    is_compact: bool = False
    """简洁版式 instead of 公文版式."""
    has_red_head: bool = False
    agency: str = ""
    """发文机关标志."""
    number: str = ""
    """发文字号."""
    signer: str = ""
    """签发人; only papers that go up to a superior name one."""
    fonts: Mapping[str, str] = field(default_factory=dict)
    """The office's own font files by role (小标宋 …)."""


def paper_settings(office: Office, period: str) -> PaperSettings:
    """Read what was chosen, with number and signer of the paper of a period."""
    kept = _kept(office)
    number, signer = kept.get("papers", {}).get(period, ("", ""))
    return PaperSettings(
        bool(kept.get("compact")),
        bool(kept.get("red_head")),
        str(kept.get("agency") or f"{office.name}文件"),
        number,
        signer,
        {role: path for role, path in kept.get("fonts", {}).items() if role in FONT_ROLES},
    )


def keep_paper_settings(office: Office, period: str, chosen: PaperSettings) -> None:
    """Keep what was chosen; raises OfficeError when a red head lacks its issuer or its number has another form."""
    agency, number, signer = one_line(chosen.agency), one_line(chosen.number), one_line(chosen.signer)
    if chosen.has_red_head and not agency:
        raise OfficeError("红头要有发文机关标志，例如“示例厂工会文件”。")
    if chosen.has_red_head and number and not re.fullmatch(r".*〔[0-9]{4}〕[1-9][0-9]*号", number):
        raise OfficeError("发文字号的年份用六角括号括起，序号不编虚位，例如“某工〔2026〕5号”。")
    papers = {**_kept(office).get("papers", {}), period: (number, signer)}
    kept = {
        "compact": chosen.is_compact,
        "red_head": chosen.has_red_head,
        "agency": "" if agency == f"{office.name}文件" else agency,
        "papers": {label: words for label, words in papers.items() if any(words)},
        "fonts": {role: path for role, path in chosen.fonts.items() if role in FONT_ROLES and path},
    }
    office.set_setting(PAPER, json.dumps(kept, ensure_ascii=False))


def paper_options(office: Office, period: str) -> PaperOptions:
    """Give what printing needs to know, for window, preview, printer and commands alike."""
    return options_of(paper_settings(office, period))


def options_of(chosen: PaperSettings) -> PaperOptions:
    """Give what printing needs to know of these choices."""
    return PaperOptions(
        font_files=_files(chosen.fonts),
        sheet=COMPACT if chosen.is_compact else OFFICIAL,
        red_head=RedHead(chosen.agency, chosen.number, chosen.signer) if chosen.has_red_head else None,
    )


def font_report(fonts: Mapping[str, str]) -> list[ChosenFont]:
    """Tell which font each role gets on this computer, with these files of the office's own."""
    return [each for each in chosen_fonts(_files(fonts)) if each.role is not Role.DIGITS]


def _files(fonts: Mapping[str, str]) -> dict[Role, Path]:
    return {Role(role): Path(path) for role, path in fonts.items() if path}


def _kept(office: Office) -> dict[str, Any]:
    kept: dict[str, Any] = json.loads(office.setting(PAPER) or "{}")
    return kept

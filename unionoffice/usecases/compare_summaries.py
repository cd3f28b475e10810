"""Compare a summary with that of another period, or with another version of itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from unionoffice.domain.draft import Draft
from unionoffice.domain.period import Period
from unionoffice.domain.signed import SignOff
from unionoffice.summary.comparing import FigurePair, SideBySide, figure_pairs, side_by_side
from unionoffice.usecases.edit_summary import SummaryText, open_present, open_text
from unionoffice.usecases.office import Office
from unionoffice.usecases.signed_summary import frozen, history


@dataclass(frozen=True)
class Counterpart:
    """What a summary can be compared with."""

    words: str
    period: Period
    signed: SignOff | None = None
    """The sign-off whose frozen text is meant; None for the text as it stands."""


@dataclass(frozen=True)
class Comparison:
    """Two summaries beside each other."""

    left: str
    right: str
    lines: Sequence[SideBySide]
    figures: Sequence[FigurePair]


def counterparts(office: Office, text: SummaryText, periods: Sequence[Period]) -> list[Counterpart]:
    """Offer the same period a year before, the other versions of this one, then the other periods."""
    period = text.period
    shown = None if text.signed is None else text.signed.id
    versions = [
        Counterpart(f"{period.label} {each.signed_on.isoformat()} 封账稿", period, each)
        for each in history(office, period)
        if each.id != shown
    ]
    if shown is not None:
        versions.insert(0, Counterpart(f"{period.label} 按现在的台账", period))
    before = period.a_year_before
    others = [each for each in periods if each.label not in (period.label, before.label)]
    return [Counterpart(before.label, before), *versions, *(Counterpart(each.label, each) for each in others)]


def compare(office: Office, text: SummaryText, other: Counterpart) -> Comparison:
    """Lay the summary and its counterpart side by side; raises OfficeError when what was signed is not whole."""
    right = _draft_of(office, text, other)
    left = text.period.label + (f" {text.signed.signed_on.isoformat()} 封账稿" if text.signed else "")
    pairs = figure_pairs(text.draft, right, _nothing(text.period, other.period))
    return Comparison(left, other.words, side_by_side(text.draft, right), pairs)


def _draft_of(office: Office, text: SummaryText, other: Counterpart) -> Draft:
    if other.signed is not None:
        return frozen(office, other.signed).draft
    if other.period.label == text.period.label:
        return open_present(office, text.period).draft
    return open_text(office, other.period).draft


def _nothing(period: Period, other: Period) -> str:
    """Say that there is nothing to compare a number with."""
    if other.label == period.label:
        return "该稿无"
    return "上年同期无" if other.label == period.a_year_before.label else "对比期无"

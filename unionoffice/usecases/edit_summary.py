"""Edit the summary of a period: what the clerk writes is kept through every new draft."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from unionoffice.domain.draft import Draft, Figure, Row
from unionoffice.domain.manuscript import ChapterPlan, Manuscript, manuscript_as_json, manuscript_from_json
from unionoffice.domain.period import Period
from unionoffice.domain.signed import SignOff
from unionoffice.domain.text import one_line
from unionoffice.errors import OfficeError
from unionoffice.storage import manuscripts
from unionoffice.summary.chapters import strip_numeral
from unionoffice.summary.composing import Composed, Stale, compose
from unionoffice.summary.half_year import draft_half_year
from unionoffice.summary.material import Material
from unionoffice.summary.rewriting import (
    EditedChapter,
    accept,
    for_editing,
    plan_chapters,
    restore,
    take_over,
)
from unionoffice.summary.together import sums_over
from unionoffice.uncollected import uncollected
from unionoffice.usecases.draft_summary import material_of
from unionoffice.usecases.office import Office
from unionoffice.usecases.signed_summary import frozen, standing


@dataclass(frozen=True)
class Drafts:
    """What was drafted, and from what: the same records give the same words, so that a key need not draft again."""

    material: Material
    whole: Draft
    covered: frozenset[Row]
    rest: Draft
    """Without the records in `covered`, which own words tell."""


@dataclass(frozen=True)
class SummaryText:
    """The summary of a period as it stands: composed, with the fresh draft that supports its numbers."""

    period: Period
    manuscript: Manuscript
    composed: Composed
    whole: Draft
    """Drafted from all records as if nothing had been edited: what the numbers are checked against."""
    signed: SignOff | None = None
    """The sign-off whose frozen words these are; None while the text is open."""
    drafts: Drafts | None = field(default=None, repr=False, compare=False)

    @property
    def draft(self) -> Draft:
        """What is shown and printed."""
        return self.composed.draft

    def for_editing(self) -> list[EditedChapter]:
        """Give the text as the editor holds it."""
        return for_editing(self.composed, self.manuscript)


def open_text(office: Office, period: Period) -> SummaryText:
    """Give the summary of a period: what was frozen where it is signed, else the text as it stands today."""
    signed = standing(office, period)
    if signed is None:
        return open_present(office, period)
    content = frozen(office, signed)
    whole = content.whole or content.draft
    return SummaryText(period, Manuscript(settled=content.settled), Composed(content.draft), whole, signed)


def open_present(office: Office, period: Period) -> SummaryText:
    """Read what the clerk has written and lay it over the draft of today, be the period signed or not."""
    content = manuscripts.read_manuscript(office.file, period.label)
    return _with(office, period, Manuscript() if content is None else manuscript_from_json(content))


@uncollected()
def _with(office: Office, period: Period, manuscript: Manuscript, before: Drafts | None = None) -> SummaryText:
    drafts = _drafts(material_of(office, period), manuscript.covered, before)
    sums = {key: sums_over(drafts.material, words.covers) for key, words in manuscript.words.items() if words.sums}
    whole = _supporting(drafts.whole, drafts.rest, sums)
    return SummaryText(period, manuscript, compose(whole, drafts.rest, manuscript, sums), whole, drafts=drafts)


def _drafts(material: Material, covered: frozenset[Row], before: Drafts | None) -> Drafts:
    same = before if before is not None and before.material == material else None
    if same is not None and same.covered == covered:
        return same
    whole = same.whole if same is not None else draft_half_year(material)
    rest = draft_half_year(replace(material, told_by_hand=covered)) if covered else whole
    return Drafts(material, whole, covered, rest)


def _supporting(whole: Draft, rest: Draft, sums: Mapping[str, Sequence[Figure]]) -> Draft:
    """Let the figures also support sums over some records of a bundle, where own words tell the others."""
    beside = list(rest.figures)
    beside += [figure for figures in sums.values() for figure in figures]
    known = set(whole.figures)
    return replace(whole, not_written=(*whole.not_written, *(each for each in beside if each not in known)))


def save_text(office: Office, text: SummaryText, edited: Sequence[EditedChapter]) -> SummaryText:
    """Keep the text as the editor holds it; only what differs from `text` is written."""
    return _kept(office, text, take_over(text.draft, text.manuscript, edited))


def accept_numbers(office: Office, text: SummaryText, stale: Iterable[Stale]) -> SummaryText:
    """Put the present numbers where old ones stand in own words."""
    return _kept(office, text, accept(text.manuscript, stale))


def restore_paragraph(office: Office, text: SummaryText, key: str) -> SummaryText:
    """Forget own or dropped words, so that the draft speaks again."""
    return _kept(office, text, restore(text.manuscript, key))


def arrange_chapters(office: Office, text: SummaryText, plans: Sequence[ChapterPlan]) -> SummaryText:
    """Keep another order, other titles, dropped and own chapters."""
    return _kept(office, text, plan_chapters(text.draft, text.manuscript, plans))


def put_back(office: Office, text: SummaryText, manuscript: Manuscript) -> SummaryText:
    """Keep what the clerk had made of the text at another time; raises OfficeError when it is signed."""
    return _kept(office, text, manuscript)


def settle(office: Office, text: SummaryText, finding: str, reason: str) -> SummaryText:
    """Keep the clerk's reason why a finding is right as it is; an empty reason opens it again."""
    settled = {name: words for name, words in text.manuscript.settled.items() if name != finding}
    if reason:
        settled[finding] = reason
    return _kept(office, text, replace(text.manuscript, settled=settled))


def chapter_title(words: str) -> str:
    """Read the title of a chapter as typed; raises OfficeError when it is blank."""
    title = strip_numeral(one_line(words))
    if not title:
        raise OfficeError("章节要有标题。")
    return title


def reason_of(words: str) -> str:
    """Read why a finding is right as it is; raises OfficeError when it is blank."""
    reason = one_line(words)
    if not reason:
        raise OfficeError("请写明理由，以后核对时能看到。")
    return reason


def start_again(office: Office, text: SummaryText) -> SummaryText:
    """Forget everything the clerk has written for the period."""
    return _kept(office, text, Manuscript())


def _kept(office: Office, text: SummaryText, manuscript: Manuscript) -> SummaryText:
    if manuscript == text.manuscript:
        return text
    if standing(office, text.period) is not None:
        raise OfficeError("本期总结已封账，文字不能再改。要改，请先写明理由解封。")
    with office.file.write():
        manuscripts.write_manuscript(office.file, text.period.label, manuscript_as_json(manuscript))
    return _with(office, text.period, manuscript, text.drafts)

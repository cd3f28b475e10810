"""Print how many planted slips the check finds and how often it cries wolf: python -m tests.checking."""

from __future__ import annotations

from tests.checking.fresh_slips import FIRST_FOUND, FRESH
from tests.checking.hard_slips import HARD
from tests.checking.harmless import EDITS, edited
from tests.checking.kept_drafts import kept_drafts
from tests.checking.slips import PLANTED, Planted, lines_of, planted_in
from tests.summary.entering import demo_offices, material_of
from unionoffice.checking.check import check_text
from unionoffice.checking.finding import Finding, Slip
from unionoffice.checking.written import written_text
from unionoffice.domain.draft import Draft
from unionoffice.summary.half_year import draft_half_year


def findings(text: str, draft: Draft) -> tuple[Finding, ...]:
    """Check a text against a draft."""
    return check_text(written_text(text.splitlines()), draft).findings


def count_found(slips: tuple[Planted, ...], drafts: dict[int, Draft]) -> int:
    """Count the slips that are found with the right sentence."""
    found = 0
    for planted in slips:
        draft = drafts[planted.office]
        told = findings(planted_in(lines_of(draft), planted), draft)
        found += any(each.slip is planted.slip and planted.says in each.text for each in told)
    return found


def count_quiet(drafts: dict[int, Draft]) -> int:
    """Count the harmless edits that raise nothing but the remark that they may raise."""
    quiet = 0
    for harmless in EDITS:
        draft = drafts[harmless.office]
        before = {(each.slip, each.text) for each in findings(lines_of(draft), draft)}
        told = [each for each in findings(edited(draft, harmless), draft) if (each.slip, each.text) not in before]
        quiet += all(each.slip is harmless.remark for each in told)
    return quiet


def count_right(drafts: dict[int, Draft]) -> int:
    """Count the right forms beside the fresh slips that raise nothing but that no row supports their numbers."""
    quiet = 0
    for twin in FRESH:
        draft, planted = drafts[twin.planted.office], twin.planted
        before = {(each.slip, each.text) for each in findings(lines_of(draft), draft)}
        told = findings(lines_of(draft).replace(planted.was, twin.right, 1), draft)
        quiet += all(each.slip is Slip.UNSUPPORTED for each in told if (each.slip, each.text) not in before)
    return quiet


def main() -> None:
    """Count over kept drafts, and over those that the sample offices have today."""
    kept = kept_drafts()
    print(f"planted slips found: {count_found(PLANTED, kept)} of {len(PLANTED)}")
    print(f"hard slips found: {count_found(HARD, kept)} of {len(HARD)}")
    fresh = tuple(each.planted for each in FRESH)
    print(f"fresh slips found: {count_found(fresh, kept)} of {len(fresh)}, at first {FIRST_FOUND}")
    print(f"harmless edits without an alarm: {count_quiet(kept)} of {len(EDITS)}")
    print(f"right twins of the fresh slips without an alarm: {count_right(kept)} of {len(FRESH)}")
    for office in demo_offices():
        draft = draft_half_year(material_of(office))
        told = findings(lines_of(draft), draft)
        kinds = sorted({each.slip.value for each in told})
        print(f"unedited draft {office['number']}: {len(told)} findings {', '.join(kinds)}".rstrip())


main()

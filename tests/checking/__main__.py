"""Print how many planted slips the check finds and how often it cries wolf: python -m tests.checking."""

from __future__ import annotations

from tests.checking.slips import PLANTED, lines_of, planted_in
from tests.summary.entering import demo_offices, material_of
from unionoffice.checking.check import check_text
from unionoffice.checking.finding import Finding
from unionoffice.checking.written import written_text
from unionoffice.domain.draft import Draft
from unionoffice.summary.half_year import draft_half_year


def findings(text: str, draft: Draft) -> tuple[Finding, ...]:
    """Check a text against a draft."""
    return check_text(written_text(text.splitlines()), draft).findings


def main() -> None:
    """Count over the drafts of the sample offices."""
    drafts = {int(office["number"]): draft_half_year(material_of(office)) for office in demo_offices()}
    found = 0
    for planted in PLANTED:
        draft = drafts[planted.office]
        told = findings(planted_in(lines_of(draft), planted), draft)
        found += any(each.slip is planted.slip and planted.says in each.text for each in told)
    print(f"planted slips found: {found} of {len(PLANTED)}")
    for number, draft in sorted(drafts.items()):
        told = findings(lines_of(draft), draft)
        kinds = sorted({each.slip.value for each in told})
        print(f"unedited draft {number}: {len(told)} findings {', '.join(kinds)}".rstrip())


main()

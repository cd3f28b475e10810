"""Check an edited summary, also one that came back from a superior, against the ledgers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from unionoffice.checking.finding import Finding, Verdict
from unionoffice.domain.draft import plain_number
from unionoffice.domain.period import Period
from unionoffice.exchange.written_lines import written_file
from unionoffice.reports.half_year_json import figure_as_json
from unionoffice.usecases.check_returned import check_returned
from unionoffice.usecases.draft_summary import draft
from unionoffice.usecases.office import Office


def verify_file(office: Office, source: Path, period: Period) -> Verdict:
    """Check a Word or text file against the draft of a period as the ledgers have it now; raises OfficeError."""
    return check_returned(written_file(source), draft(office, period))[1]


def verdict_as_json(verdict: Verdict) -> dict[str, Any]:
    """Turn a verdict into plain lists and dicts."""
    return {
        "findings": [_finding(each) for each in verdict.findings],
        "matched": len(verdict.matches),
        "not_written": [figure_as_json(each) for each in verdict.not_written],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    expected = finding.expected
    return {
        "kind": finding.slip.value,
        "chapter": finding.chapter,
        "paragraph": finding.paragraph,
        "excerpt": finding.excerpt,
        "start": finding.start,
        "text": finding.text,
        "expected": {"value": plain_number(expected.value), "unit": expected.unit} if expected else None,
        "rows": [list(row) for row in finding.rows],
    }

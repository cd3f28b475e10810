"""Check the text of a file that came back, and say what in it nobody has checked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from unionoffice.checking.check import check_text
from unionoffice.checking.finding import Finding, Slip, Verdict
from unionoffice.checking.written import WrittenParagraph, annexes_begin, written_text
from unionoffice.domain.draft import Draft
from unionoffice.exchange.written_lines import WrittenFile

_SHOWN = 20
"""Letters of a table by which it is found in the file."""


def check_returned(written: WrittenFile, draft: Draft) -> tuple[list[WrittenParagraph], Verdict]:
    """Give the paragraphs of a file and what departs in them from a draft; tables with numbers are named."""
    paragraphs = written_text(written.lines)
    verdict = check_text(paragraphs, draft)
    found = (*verdict.findings, *_tables(written))
    return paragraphs, Verdict(found, verdict.matches, verdict.not_written)


def _tables(written: WrittenFile) -> Iterator[Finding]:
    """Point at tables among the text: a bare number in a cell cannot be told from its like in the ledgers."""
    end = annexes_begin(written.lines)
    for table in written.tables:
        if table.after <= end and re.search(r"[0-9０-９]", table.words):
            place = max(0, len(written_text(written.lines[: table.after])) - 1)
            words = table.words[:_SHOWN] + ("…" if len(table.words) > _SHOWN else "")
            sentence = f"表格“{words}”里的数字没有核对，请对照台账看一遍"
            yield Finding(Slip.TABLE, place, 0, 0, words, sentence)

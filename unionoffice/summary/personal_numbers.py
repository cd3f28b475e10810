"""Point out numbers of persons that a title or a remark has carried into the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from unionoffice.domain.draft import Caution, Chapter

_NUMBER = re.compile(r"(?<![0-9.])(?:[0-9]{17}[0-9Xx]|[0-9]{15,19}|1[3-9][0-9]{9})(?![0-9.])")
"""An ID number (GB 11643), a bank card or a mobile telephone."""


def personal_numbers(chapters: Iterable[Chapter]) -> Iterator[Caution]:
    """Name the chapters whose words hold what looks like such a number, without repeating it."""
    for chapter in chapters:
        # Figures are sums and counts, however long; only what somebody wrote can be a person's number.
        words = [run for paragraph in chapter.paragraphs for run in paragraph.runs if isinstance(run, str)]
        if any(_NUMBER.search(each) for each in words):
            yield Caution("personal", f"“{chapter.title}”里有像身份证号、银行卡号或电话的数字，送出前请核对")

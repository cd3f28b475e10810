"""Which papers a household's file must hold, and which of them are missing."""

from __future__ import annotations

import re
from collections.abc import Iterable

from unionoffice.domain.kinds import Attachment
from unionoffice.domain.ledger import Record
from unionoffice.domain.query import Query
from unionoffice.domain.text import ascii_form
from unionoffice.ledgers.household import CATEGORY, CAUSE, PAPERS
from unionoffice.ledgers.paper_rule import FOR_CATEGORIES, FOR_CAUSES, IN_USE, PAPER, PAPER_RULE, WORDS
from unionoffice.rules.book import Book

_SHOWN = 5
"""So many papers are named where there is little room."""


def paper_rules(book: Book) -> list[Record]:
    """Read the rows of 应备材料 that are in use, in the order in which they were entered."""
    rows = [each for each in book.records(PAPER_RULE.key, Query()) if each[IN_USE] is not False]
    return sorted(rows, key=lambda each: each.id)


def missing_papers(file: Record, rules: Iterable[Record]) -> list[str]:
    """Name the papers that this household needs and that none of its attachments is called by."""
    attached = [_name(each) for each in file[PAPERS] or ()]
    wanted = [each for each in rules if _concerns(each, file)]
    return list(dict.fromkeys(each.text(PAPER) for each in wanted if not _is_there(each, attached)))


def _concerns(rule: Record, file: Record) -> bool:
    categories, causes = rule[FOR_CATEGORIES], rule[FOR_CAUSES]
    file_causes = {file.text(CAUSE), *file.values.get("causes", ())}
    return (not categories or file.text(CATEGORY) in categories) and (not causes or bool(file_causes & set(causes)))


def _name(attachment: Attachment) -> str:
    return ascii_form(f"{attachment.caption} {attachment.file_name}").lower()


def _is_there(rule: Record, attached: Iterable[str]) -> bool:
    words = [rule.text(PAPER), *re.split(r"[、,，;；\s]+", rule.text(WORDS))]
    return any(ascii_form(word).lower() in name for name in attached for word in words if word)


def papers_note(file: Record, book: Book) -> str:
    """Say which papers are missing; empty when all are there."""
    missing = missing_papers(file, paper_rules(book))
    shown = "、".join(missing[:_SHOWN]) + ("等" if len(missing) > _SHOWN else "")
    return f"还缺 {len(missing)} 项附件：{shown}" if missing else ""

"""Every rule of the office; a room's rules are one tuple RULES, named once here."""

from __future__ import annotations

from unionoffice.domain.ledger import Problem, Record
from unionoffice.rules import aid, counts, event, household, member, registers
from unionoffice.rules.book import Book
from unionoffice.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    *aid.RULES,
    *counts.RULES,
    *event.RULES,
    *household.RULES,
    *member.RULES,
    *registers.RULES,
)


def doubts(record: Record, book: Book, *, typing: bool = False) -> list[Problem]:
    """Name what is unusual about a record that can be read, seen beside the office's other records."""
    rules = (rule for rule in RULES if rule.ledger == record.ledger.key and (rule.while_typing or not typing))
    return [problem for rule in rules for problem in rule.check(record, book)]


def early_doubts(record: Record, book: Book) -> list[Problem]:
    """Name what can be doubted of a record that cannot be kept yet."""
    rules = (rule for rule in RULES if rule.ledger == record.ledger.key and rule.while_blank)
    return [problem for rule in rules for problem in rule.check(record, book)]

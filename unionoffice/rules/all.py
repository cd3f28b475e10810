"""Every rule of the office; a room's rules are one tuple RULES, named once here."""

from __future__ import annotations

from unionoffice.domain.ledger import Problem, Record
from unionoffice.rules import event, household, member
from unionoffice.rules.book import Book
from unionoffice.rules.rule import Rule

RULES: tuple[Rule, ...] = (*event.RULES, *household.RULES, *member.RULES)


def doubts(record: Record, book: Book) -> list[Problem]:
    """Name what is unusual about a record that can be read, seen beside the office's other records."""
    return [problem for rule in RULES if rule.ledger == record.ledger.key for problem in rule.check(record, book)]

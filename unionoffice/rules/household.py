"""The rules of 困难家庭档案 and its family members."""

from __future__ import annotations

from unionoffice.ledgers.household import FAMILY, HOUSEHOLD
from unionoffice.rules.household_family import head_doubts, income_doubts, member_doubts, size_doubts
from unionoffice.rules.household_income import category_doubts
from unionoffice.rules.household_stages import stage_doubts
from unionoffice.rules.rule import Rule

RULES = (
    Rule(HOUSEHOLD.key, stage_doubts),
    Rule(HOUSEHOLD.key, category_doubts),
    Rule(HOUSEHOLD.key, head_doubts),
    Rule(HOUSEHOLD.key, size_doubts),
    Rule(HOUSEHOLD.key, income_doubts),
    Rule(FAMILY.key, member_doubts),
)

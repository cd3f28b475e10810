"""应备材料: which papers the file of a household must hold, by its category and cause."""

from __future__ import annotations

from unionoffice.domain.kinds import Choice, Choices, Flag, Text
from unionoffice.domain.ledger import Field, Ledger
from unionoffice.ledgers.shared import DOC_REF, NOTE

PAPER = Field("paper", "材料", Choice("household_paper", grows=True), required=True, was=("附件名称", "材料名称"))
FOR_CATEGORIES = Field("categories", "适用困难类别", Choices("hardship_category"))
"""Blank for households of every category."""
FOR_CAUSES = Field("causes", "适用致困原因", Choices("hardship_cause"))
"""Blank for households of every cause."""
WORDS = Field("words", "识别词", Text(), was=("又名",))
"""Other names by which an attachment's caption or file name tells the paper, with 、 between them."""
IN_USE = Field("in_use", "启用", Flag(), default="是")
PAPER_RULE = Ledger(
    key="paper_rule",
    title="应备材料",
    fields=(PAPER, WORDS, FOR_CATEGORIES, FOR_CAUSES, IN_USE, DOC_REF, NOTE),
    label=(PAPER,),
    shown=(PAPER, WORDS, FOR_CATEGORIES, FOR_CAUSES, IN_USE),
)

"""What the office's forms have in common: numbered rows, and empty lines for hands and seals."""

from __future__ import annotations

from unionoffice.reports.form_parts import Column, Look

NUMBER = Column("序号", Look.CENTRED, fixed=34.0)
BLANK_DATE = "　　年　　月　　日"
SIGNATURE_SEAL_AND_DATE = ("负责人签字：　　　　　　　", "（盖章）　　　　　　", BLANK_DATE)
FOUR_HANDS = ("制表：", "审核：", "工会主席：", "（盖章）")
SIGN_WIDTH = 78.0
"""Points for a name written by hand."""
SIGN_ROW = 27.0

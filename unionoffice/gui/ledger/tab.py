"""Which page a tab of ledgers gets."""

from __future__ import annotations

from unionoffice.domain.kinds import Ref
from unionoffice.domain.ledger import Ledger
from unionoffice.gui.desk import Desk
from unionoffice.gui.ledger.page import LedgerPage
from unionoffice.gui.ledger.pair_page import PairPage
from unionoffice.gui.ledger.pane import LedgerPane
from unionoffice.gui.ledger.registers_page import RegistersPage


def page_for(desk: Desk, ledgers: tuple[Ledger, ...]) -> LedgerPage | RegistersPage:
    """Make the page of a tab: alone, as a pair, or as a list of registers."""
    if len(ledgers) == 1:
        pane = LedgerPane(desk, ledgers[0])
        if pane.ledger.key == "work_log":
            from unionoffice.gui.ledger.one_line import put_line_above

            put_line_above(pane)
        return LedgerPage(desk, pane)
    above, below = ledgers[:2]
    if len(ledgers) == 2 and any(isinstance(each.kind, Ref) and each.kind.ledger == above.key for each in below.fields):
        return PairPage(desk, above, below)
    return RegistersPage(desk, ledgers)

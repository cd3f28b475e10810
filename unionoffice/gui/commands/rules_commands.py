"""What can be worked out of the records: the balance of the funds, the targets counted from their ledgers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unionoffice.gui.ledger.commands import Command
from unionoffice.ledgers.aid import AID
from unionoffice.ledgers.registers import BUDGET
from unionoffice.ledgers.target import TARGET

if TYPE_CHECKING:
    from unionoffice.gui.ledger.pane import LedgerPane

WITH_RULES = (
    *("aid", "household", "event", "work_log", "unit"),
    *("coverage", "award", "target", "project", "proposal", "legal", "insurance", "budget", "limit", "day_off"),
)
"""The ledgers that 合规检查 knows, named here so that a page opens without the rules themselves."""


def show_funds(pane: LedgerPane) -> None:
    """Show what each source of money holds."""
    from unionoffice.gui.dialogs.fund_balance_dialog import FundBalanceDialog

    FundBalanceDialog(pane.desk, pane.body.window()).present()


def count_targets(pane: LedgerPane) -> None:
    """Show what the ledgers hold beside what the targets say."""
    from unionoffice.gui.dialogs.count_targets_dialog import CountTargetsDialog

    CountTargetsDialog(pane.desk, pane.body.window()).present()


def check_compliance(pane: LedgerPane) -> None:
    """List what the rules doubt about the records of the period that is shown."""
    from unionoffice.gui.dialogs.compliance_dialog import ComplianceDialog

    period = pane.filters.period.currentData()
    ComplianceDialog(pane.desk, pane.ledger, period, pane.body.window()).present()


COMMANDS = (
    Command("合规检查…", check_compliance, WITH_RULES, separated=True),
    Command("资金结余…", show_funds, (AID.key, BUDGET.key)),
    Command("按台账统计完成值…", count_targets, (TARGET.key,)),
)

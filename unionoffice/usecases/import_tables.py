"""Find the tables that a file holds for a ledger, as the office knows its ledgers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from unionoffice.domain.ledger import Ledger
from unionoffice.errors import OfficeError
from unionoffice.exchange.child_columns import Target, guess_targets
from unionoffice.exchange.import_set import Tables
from unionoffice.exchange.reader import child_tables, main_table, table_in, table_without_heads
from unionoffice.exchange.sheets import Sheet
from unionoffice.exchange.table import Table
from unionoffice.ledgers import Ledgers
from unionoffice.uncollected import uncollected
from unionoffice.usecases.office import Office


def tables_in(
    office: Office, ledger: str, sheets: Sequence[Sheet], sheet: Sheet | None = None, head_row: int | None = None
) -> Tables:
    """Find the table for a ledger, and those of the records that belong to its records, among the sheets of a file.

    `sheet` and `head_row` are what the clerk has pointed at. Raises OfficeError where there is no table.
    """
    return _tables_in(office.ledgers, office.ledgers.by_key[ledger], sheets, sheet, head_row)


def finder(office: Office, ledger: str) -> Callable[[Sequence[Sheet]], Tables]:
    """Make what finds the tables away from the office: it knows the declarations and asks no record."""
    ledgers = office.ledgers
    return lambda sheets: _tables_in(ledgers, ledgers.by_key[ledger], sheets, None, None)


@uncollected()
def _tables_in(
    ledgers: Ledgers, declared: Ledger, sheets: Sequence[Sheet], sheet: Sheet | None, head_row: int | None
) -> Tables:
    if sheet is None:
        main = main_table(sheets, declared)
    else:
        found = table_in(sheet, declared, head_row)
        if found is None:
            raise OfficeError("这个工作表里没有找到表头，请在下面点一下表头所在的行。")
        main = found
    return _with_children(ledgers, declared, sheets, main)


def tables_without_heads(office: Office, ledger: str, sheet: Sheet, heads: Sequence[str]) -> Tables:
    """Take all rows of a sheet for a ledger; the heads are the titles of the columns in which they are to stand."""
    return Tables(table_without_heads(sheet, heads))


def _with_children(ledgers: Ledgers, declared: Ledger, sheets: Sequence[Sheet], main: Table) -> Tables:
    children = child_tables(sheets, main, ledgers.children_of(declared))
    taken = {main.sheet, *(table.sheet for _, table in children)}
    left = [each.name for each in sheets if each.name not in taken and each.grid]
    notices = [*main.notices, *([f"没有导入的其他工作表：{'、'.join(left)}"] if left else [])]
    return Tables(replace(main, notices=notices), children)


def guessed(office: Office, ledger: str, heads: Sequence[str]) -> list[Target]:
    """Guess what each head means."""
    declared = office.ledgers.by_key[ledger]
    return guess_targets(heads, declared, office.ledgers.children_of(declared))

"""Find the table in a sheet: its heads, and its rows without titles, totals and signatures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from pathlib import Path

from unionoffice.domain.ledger import Ledger
from unionoffice.errors import OfficeError
from unionoffice.exchange.heads import Found, Merged, blank, find_heads, is_serial, kept_rows
from unionoffice.exchange.mapping import guess, known_heads
from unionoffice.exchange.sheets import Sheet, read_sheets
from unionoffice.exchange.table import Row, Table

_NO_HEADS = "没有找到表头；表头应在一行中，至少有两个栏目名称，如“姓名”“身份证号”。"
_MOST_MERGED_COLUMNS = 30


def read_table(source: Path, ledger: Ledger | None = None) -> Table:
    """Find the table in a file; the ledger it is meant for helps to tell its heads from other rows.

    Raises OfficeError in one sentence when the file cannot be read or holds no table.
    """
    return main_table(read_sheets(source), ledger)


def main_table(sheets: Sequence[Sheet], ledger: Ledger | None = None) -> Table:
    """Choose the sheet for a ledger: the one that bears its title, else the one whose heads it knows best.

    Raises OfficeError when no sheet holds a table.
    """
    tables = [table for sheet in sheets if (table := table_in(sheet, ledger)) is not None]
    if not tables:
        is_filled = any(not blank(cell) for sheet in sheets for row in sheet.grid for cell in row)
        raise OfficeError(_NO_HEADS if is_filled else "文件里没有内容，请检查是否选对了文件。")
    if ledger is None:
        return tables[0]
    titled = [table for table in tables if table.sheet == ledger.title]
    return titled[0] if titled else max(tables, key=lambda table: _known(table, ledger))


def _known(table: Table, ledger: Ledger) -> int:
    return sum(each is not None for each in guess(table.heads, ledger))


def child_tables(sheets: Sequence[Sheet], main: Table, children: Sequence[Ledger]) -> list[tuple[Ledger, Table]]:
    """Find the sheets whose heads name all that the records belonging to others need, the record they belong to first."""
    found = []
    for sheet in sheets:
        for child in children if sheet.name != main.sheet else ():
            table = table_in(sheet, child)
            fields = guess(table.heads, child) if table else []
            if table is not None and all(each in fields for each in child.fields if each.required):
                found.append((child, table))
                break
    return found


def table_in(sheet: Sheet, ledger: Ledger | None = None, head_row: int | None = None) -> Table | None:
    """Find the table of a sheet; `head_row` is the number of the row at which the clerk points as its heads.

    None where there are no heads.
    """
    known = known_heads(ledger) if ledger else frozenset()
    found = find_heads(sheet.grid, sheet.merged, known, None if head_row is None else head_row - 1)
    return None if found is None else _table(sheet, found)


def table_without_heads(sheet: Sheet, heads: Sequence[str]) -> Table:
    """Take all rows of a sheet as records whose columns are these; columns beyond them have no head."""
    width = max((len(row) for row in sheet.grid), default=0)
    padded = [*heads[:width], *[""] * (width - len(heads))]
    table = _table(sheet, Found(-1, -1, padded))
    return Table(table.heads, table.rows, table.sheet, table.notices)


def _table(sheet: Sheet, found: Found) -> Table:
    grid, merged = sheet.grid, sheet.merged
    body = range(found.last_row + 1, len(grid))
    width = max(len(found.heads), max((len(grid[row]) for row in body), default=0))
    heads = [*found.heads, *[""] * (width - len(found.heads))]
    cells = _cleaned([grid[row] for row in body], width)
    notices = _fill_merged(cells, merged, found.last_row + 1)
    columns = [
        column
        for column, head in enumerate(heads)
        if not is_serial(head) and (head or any(not blank(row[column]) for row in cells))
    ]
    # A total or a signature may stand in the column of running numbers, so rows are judged with it.
    serial = next((column for column, head in enumerate(heads) if is_serial(head)), None)
    rows, left_out = kept_rows((Row(place + 1, row) for place, row in zip(body, cells, strict=True)), serial)
    if len(columns) < width:
        rows = [Row(row.number, [row.cells[column] for column in columns]) for row in rows]
    if left_out:
        notices.append(f"跳过合计、落款等 {left_out} 行")
    return Table(
        [heads[column] for column in columns],
        [row for row in rows if any(cell is not None for cell in row.cells)],
        sheet.name,
        notices,
        (found.first_row + 1, found.last_row + 1),
    )


def _cleaned(rows: Sequence[Sequence[object]], width: int) -> list[list[object]]:
    """Make all rows as wide, blanks of every sort None and midnights days: each different cell of a column is seen once."""
    even = [row if len(row) == width else [*row, *[None] * (width - len(row))] for row in rows]
    columns = [_cleaned_column(column) for column in zip(*even, strict=True)]
    return [list(row) for row in zip(*columns, strict=True)] if columns else [[] for _ in rows]


def _cleaned_column(column: Sequence[object]) -> Sequence[object]:
    other = {cell: value for cell in set(column) if (value := _value(cell)) is not cell}
    return list(map(other.get, column, column)) if other else column


def _value(cell: object) -> object:
    if type(cell) is str and cell[:1].isalnum():
        return cell  # nearly all: quickly told from blanks of every sort
    if blank(cell):
        return None
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date()
    return cell


def _fill_merged(cells: list[list[object]], merged: Merged, start: int) -> list[str]:
    """Let words merged over several rows hold for each of them; numbers are not repeated, they would be summed twice."""
    notices, filled = [], 0
    for (top, left), (bottom, _) in merged:
        upper, lower = top - start, min(bottom - start, len(cells) - 1)
        if upper < 0 or lower <= upper or left >= len(cells[upper]) or not isinstance(cells[upper][left], str):
            continue
        filled += lower - upper
        if filled > len(cells) * _MOST_MERGED_COLUMNS:
            break  # areas laid over one another, such as no table has
        for row in range(upper + 1, lower + 1):
            if cells[row][left] is None and any(cell is not None for cell in cells[row]):
                cells[row][left] = cells[upper][left]
        notices.append(f"第 {top + 1}—{lower + start + 1} 行合并的单元格，其文字按每行都有处理")
    return notices[:20]

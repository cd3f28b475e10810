"""Measure the export of a large roll against openpyxl, and its reading against the bare reader.

Run by hand: python -m tests.benchmarks.bench_export [rows]. Only ratios of one run on one machine mean anything.
"""

from __future__ import annotations

import csv
import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Border, Font, Side
from python_calamine import CalamineWorkbook

from unionoffice.domain.codes import codebook_from_json
from unionoffice.domain.kinds import Context, Link
from unionoffice.domain.ledger import Record
from unionoffice.exchange.importer import plan_import
from unionoffice.exchange.ledger_sheet import LedgerSheet
from unionoffice.exchange.profiles import cell_of
from unionoffice.exchange.reader import read_table
from unionoffice.exchange.writer import write_ledger
from unionoffice.ledgers.member import MEMBER
from unionoffice.paths import RESOURCES

COLUMNS = MEMBER.fields[:20]


def surroundings() -> Context:
    codes = codebook_from_json(json.loads((RESOURCES / "codes.json").read_text(encoding="utf-8")))
    return Context(codes, date(2026, 7, 5), lambda ledger, words: Link(ledger, 1, words))


def members(rows: int) -> Iterator[Record]:
    raw = {
        "name": "职工甲", "gender": "女", "nation": "汉族", "id_number": "11010519491231002X", "phone": "13800000000",
        "education": "本科", "politics": "群众", "native": "某省某市", "is_migrant": "否", "unit": "第一分工会",
        "group": "一组", "post": "操作工", "title": "助理工程师", "skill": "高级工", "worked_since": "2001-07-01",
        "joined_on": "2002-05-01",
    }  # fmt: skip
    record, problems = MEMBER.parse(raw, surroundings())
    assert record is not None, problems
    for number in range(rows):
        yield record.with_values(
            {
                "no": f"HY{number:07}",
                "name": f"职工{number}",
                "id_number": f"110105194912{number % 31:02}{number % 10_000:04}",
                "phone": f"138{number:08}",
                "worked_since": date.fromordinal(728_000 + number * 7 % 12_000),
                "joined_on": date.fromordinal(728_000 + number * 11 % 12_000),
                "unit": Link("unit", number % 40 + 1, f"第{number % 40 + 1}分工会"),
            }
        )


def own(target: Path, rows: int) -> None:
    write_ledger(target, LedgerSheet(MEMBER, members(rows), "会员名册", "某某工会", date(2026, 7, 5), COLUMNS))


def openpyxl_write_only(target: Path, rows: int) -> None:
    """Write what write_ledger writes, as openpyxl's own pages advise for many rows."""
    book = Workbook(write_only=True)
    page = book.create_sheet("会员名册")
    side = Side(style="thin")
    border, font = Border(side, side, side, side), Font(name="宋体", size=11)
    for record in members(rows):
        cells = []
        for each in COLUMNS:
            value = record.values.get(each.key)
            cell = WriteOnlyCell(page, None if value is None else cell_of(each, value, "archive"))
            cell.border, cell.font, cell.number_format = border, font, each.kind.cell_format
            cells.append(cell)
        page.append(cells)
    book.save(target)


def bare_csv(target: Path, rows: int) -> None:
    with target.with_suffix(".csv").open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        for record in members(rows):
            writer.writerow([record.text(each) for each in COLUMNS])


def timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def main(rows: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        target, other = Path(folder) / "own.xlsx", Path(folder) / "other.xlsx"
        records = timed(lambda: sum(1 for _ in members(rows)))
        ours = timed(lambda: own(target, rows)) - records
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        text = timed(lambda: bare_csv(target, rows)) - records
        theirs = timed(lambda: openpyxl_write_only(other, rows)) - records
        bare = timed(lambda: CalamineWorkbook.from_path(str(target)).get_sheet_by_index(0).to_python())
        read = timed(lambda: read_table(target, MEMBER))
        table = read_table(target, MEMBER)
        plan = timed(lambda: plan_import(table, MEMBER, surroundings(), policy="add"))
        print(f"{rows} 行 × {len(COLUMNS)} 列")
        print(f"write_ledger           {ours:7.2f} s   {target.stat().st_size / 2**20:6.1f} MB   peak {peak} MB")
        print(f"csv                    {text:7.2f} s   write_ledger is {ours / text:.2f} of it")
        print(f"openpyxl write_only    {theirs:7.2f} s   write_ledger is {ours / theirs:.3f} of it")
        print(f"calamine alone         {bare:7.2f} s")
        print(f"read_table             {read:7.2f} s   {read / bare:.2f} of calamine")
        print(f"plan_import            {plan:7.2f} s   {plan / bare:.2f} of calamine")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)

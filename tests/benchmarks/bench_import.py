"""Measure the import of a large roll, from the file to indexed, searchable rows on the trail, against the floor and the naive way.

Run by hand: python -m tests.benchmarks.bench_import [rows ...]. Floor: calamine and one bare executemany of the same
cells, into a plain file and into one encrypted and secured as an office is, which costs whoever keeps such data. Naive: openpyxl read_only and sqlite-utils' insert_all into the office's own table with its row triggers. Only
ratios of one run on one machine mean anything.
"""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from openpyxl import Workbook, load_workbook
from python_calamine import CalamineWorkbook
from stdnum.cn import ric

from unionoffice.domain.query import Query
from unionoffice.exchange.child_columns import guess_targets
from unionoffice.ledgers import BY_KEY, STANDARD
from unionoffice.storage import trail
from unionoffice.storage.connecting import connect
from unionoffice.storage.driver import Database, connect_plain, run_many
from unionoffice.usecases.import_ledger import carry_out, plan_tables, read_sheets, tables_in
from unionoffice.usecases.keep_record import keep
from unionoffice.usecases.office import Office
from unionoffice.usecases.undo import undo

FLOOR_GOAL, NAIVE_GOAL = 2.1, 0.2
HEADS = (
    "会员证号", "姓名", "性别", "民族", "身份证号", "手机号码", "学历", "政治面貌", "籍贯", "是否农民工", "工作单位",
    "工会小组", "岗位", "职称", "技术等级", "参加工作时间", "入会时间", "会籍状态", "出生日期", "备注",
)  # fmt: skip
KEYS = (
    "no", "name", "gender", "nation", "id_number", "phone", "education", "politics", "native", "is_migrant", "unit", "group",
    "post", "title", "skill", "worked_since", "joined_on", "state", "born_on", "note",
)  # fmt: skip
NUMERALS = "甲乙丙丁戊己庚辛壬癸"


def roll(rows: int) -> list[list[object]]:
    """Invent a roll whose people are all different."""
    made: list[list[object]] = []
    for n in range(rows):
        year, month, day, order = 1960 + n % 40, 1 + n // 40 % 12, 1 + n // 480 % 28, n // 13440 * 2 + 1
        first_17 = f"110105{year}{month:02}{day:02}{order:03}"
        name = "职工" + "".join(NUMERALS[int(digit)] for digit in f"{n:06}")
        made.append([
            f"HY{n:07}", name, "男", "汉族", first_17 + ric.calc_check_digit(first_17 + "0"), f"138{n:08}",
            ("本科", "大专", "高中")[n % 3], ("群众", "中共党员")[n % 2], "某省某市", ("是", "否")[n % 2],
            f"第{n % 40 + 1}分工会", f"{n % 9 + 1}组", "操作工", "助理工程师", "高级工", f"{1990 + n % 20}-07-01",
            f"{1995 + n % 20}-05", "在籍", f"{year}-{month:02}-{day:02}", f"备注{n}",
        ])  # fmt: skip
    return made


def timed(work: Callable[[], object]) -> float:
    """Measure one run in seconds of the processor: what else the machine does does not count."""
    started = time.process_time()
    work()
    return time.process_time() - started


def floor(source: Path, folder: Path, opened: Callable[[Path], Database] = connect_plain) -> None:
    """Read the cells and write them as they are, unread, unchecked, without index or trail."""
    cells = CalamineWorkbook.from_path(str(source)).get_sheet_by_index(0).to_python()
    db = opened(folder / f"floor{time.perf_counter_ns()}.db")
    db.execute(f"CREATE TABLE t({', '.join(f'c{n}' for n in range(len(HEADS)))})")
    db.execute("BEGIN")
    run_many(db, f"INSERT INTO t VALUES ({', '.join('?' * len(HEADS))})", [list(map(str, row)) for row in cells[1:]])
    db.execute("COMMIT")
    db.close()


def encrypted(path: Path) -> Database:
    """Open a file with a key and the settings of an office."""
    return connect(path, bytes(32), create=True)


def naive(source: Path, office: Office) -> None:
    """Do what the pages of openpyxl and sqlite-utils show; the triggers write the trail, nothing is read or checked."""
    page = load_workbook(source, read_only=True).worksheets[0]
    rows = page.iter_rows(min_row=2, values_only=True)
    text = (
        {key: value for key, value in zip(KEYS, row, strict=True) if key not in ("unit", "is_migrant")}
        | {"label": row[1], "pinyin": row[1], "search_text": "\n".join(map(str, row)), "row_version": 1}
        for row in rows
    )
    with office.file.write() as db:
        db["member"].insert_all(text, batch_size=1000)


def new_office(folder: Path) -> Office:
    """Make an office that knows the units of the roll."""
    Office.create(folder, "示例厂工会").close(back_up=False)
    office = Office.open(folder, today=lambda: date(2026, 7, 3))
    for number in range(40):
        keep(office, "unit", {"name": f"第{number + 1}分工会"})
    return office


def own(source: Path, folder: Path) -> tuple[dict[str, float], dict[str, float]]:
    """Import the roll, look whether all of it is there, and take it back; gives the times of both."""
    office = new_office(folder)
    times: dict[str, float] = {}
    started = time.process_time()
    sheets = read_sheets(source)
    tables = tables_in(office, "member", sheets)
    times["read"] = time.process_time() - started
    started = time.process_time()
    plan = plan_tables(office, "member", tables)
    times["plan"] = time.process_time() - started
    started = time.process_time()
    report = carry_out(office, "member", tables, plan)
    times["write"] = time.process_time() - started
    assert report.added == len(tables.main.rows), report.refused[:3]
    batch = trail.last_batch(office.file.db)
    written = sum(each.table == "member" for each in trail.changes(office.file.db, batch))
    assert written == report.added
    assert office.count("member", Query(words="职工甲甲甲甲甲乙")) > 0
    again = {"undo": timed(lambda: undo(office))}
    assert office.count("member", Query()) == 0
    office.close(back_up=False)
    return times, again


def mapping_share() -> str:
    """Count how many heads of further forms find their field, and how many a wrong one."""
    forms = json.loads((Path(__file__).parent.parent / "data" / "further_forms.json").read_text("utf-8"))["forms"]
    wanted = right = wrong = 0
    for form in forms:
        ledger, heads = BY_KEY[form["ledger"]], [*form["heads"]]
        found = guess_targets(heads, ledger, STANDARD.children_of(ledger))
        for head, target in zip(heads, found, strict=True):
            key = target.key if target else None
            wanted += form["heads"][head] is not None
            right += key is not None and key == form["heads"][head]
            wrong += key not in (None, form["heads"][head])
    return f"heads of {len(forms)} further forms: {right} of {wanted} find their field, {wrong} a wrong one"


def measure(rows: int, *, with_naive: bool) -> None:
    """Print the times of one size."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / "roll.xlsx"
        book = Workbook(write_only=True)
        page = book.create_sheet("会员名册")
        for row in ([*HEADS], *roll(rows)):
            page.append(row)
        book.save(source)
        least = min(timed(lambda: floor(source, folder)) for _ in range(2))
        safe = min(timed(lambda: floor(source, folder, encrypted)) for _ in range(2))
        times, again = own(source, folder / "own")
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        ours = sum(times.values())
        print(f"{rows:,} rows × {len(HEADS)} columns, {source.stat().st_size / 2**20:.1f} MB")
        print(f"  floor (calamine + bare executemany)     {least:7.2f} s")
        print(f"  floor in an encrypted file              {safe:7.2f} s")
        parts = ", ".join(f"{part} {seconds:.2f}" for part, seconds in times.items())
        verdict = "" if ours <= FLOOR_GOAL * least else f"  OVER {FLOOR_GOAL}"
        ratios = f"{ours / least:.2f} of the floor, {ours / safe:.2f} of the encrypted one"
        print(f"  import ({parts}) {ours:7.2f} s   {ratios}{verdict}; peak {peak} MB")
        print(f"  undo of it as one step                  {again['undo']:7.2f} s")
        if with_naive:
            office = new_office(folder / "naive")
            theirs = timed(lambda: naive(source, office))
            assert office.count("member", Query()) == rows
            office.close(back_up=False)
            verdict = "" if ours <= NAIVE_GOAL * theirs else f"  OVER {NAIVE_GOAL}"
            print(
                f"  naive (openpyxl + insert_all, triggers) {theirs:7.2f} s   import is {ours / theirs:.2f} of it{verdict}"
            )


def main() -> None:
    """Print each size; the naive way only for the smaller ones."""
    print(mapping_share())
    for rows in [int(each) for each in sys.argv[1:]] or [20_000, 100_000]:
        measure(rows, with_naive=rows <= 20_000)


if __name__ == "__main__":
    main()

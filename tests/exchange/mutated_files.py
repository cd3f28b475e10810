"""Break good files at random, read each and plan its import, in a process of its own whose memory can be measured."""

from __future__ import annotations

import io
import json
import random
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from stdnum.cn import ric

from tests.exchange.test_hostile_files import label, ods, old_book, with_part
from unionoffice.domain.codes import codebook_from_json
from unionoffice.domain.kinds import Context
from unionoffice.errors import OfficeError
from unionoffice.exchange.import_set import Planner, Tables, plan_all
from unionoffice.exchange.reader import child_tables, main_table
from unionoffice.exchange.sheets import read_sheets
from unionoffice.ledgers import BY_KEY
from unionoffice.paths import RESOURCES

HEADS = ["户主姓名", "身份证号", "困难类别", "联系电话", "家庭成员1姓名", "家庭成员1关系", "家庭人口", "主要致困原因"]
ROW = ["住户甲", "11010519491231002X", "低保户", "13800000000", "妻甲", "妻子", 3, "其他"]


def good_book() -> bytes:
    """Write a roll as offices have it: a title, merged cells, a formula, a second sheet."""
    book = Workbook()
    page = book.worksheets[0]
    page.append(["困难职工名册"])
    page.merge_cells("A1:G1")
    page.append(HEADS)
    for number in range(20):
        first_17 = f"11010519800101{number:03}"
        page.append([ROW[0], first_17 + ric.calc_check_digit(first_17 + "0"), *ROW[2:6], number, ROW[7]])
    page["G23"] = "=SUM(G3:G22)"
    book.create_sheet("家庭成员").append(["户主", "姓名", "关系"])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def good_ods() -> bytes:
    """Write the same as LibreOffice does."""
    cells = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{each}</text:p></table:table-cell>' for each in ROW
    )
    heads = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{each}</text:p></table:table-cell>' for each in HEADS
    )
    return ods(f"<table:table-row>{heads}</table:table-row><table:table-row>{cells}</table:table-row>".encode())


def broken(content: bytes, chance: random.Random) -> bytes:
    """Change, drop and repeat bytes at some places."""
    made = bytearray(content)
    for _ in range(chance.randint(1, 12)):
        if not made:
            break
        place = chance.randrange(len(made))
        match chance.randrange(4):
            case 0:
                made[place] = chance.randrange(256)
            case 1:
                del made[place : place + chance.randrange(1, 40)]
            case 2:
                made[place:place] = made[chance.randrange(len(made)) :][: chance.randrange(1, 60)]
            case _:
                # Numbers that grow are what makes a reader reserve memory.
                made[place:place] = b"9" * chance.randrange(1, 9)
    return bytes(made)


def mutated(count: int, seed: int) -> Iterator[bytes]:
    """Break the package, one of its parts, an old book, text."""
    chance = random.Random(seed)
    packages = [good_book(), good_ods()]
    cells = [label(row, column, str(words)) for row in range(2) for column, words in enumerate((HEADS, ROW)[row])]
    text = "\n".join(",".join(map(str, each)) for each in (HEADS, ROW, ROW))
    whole = [*packages, old_book(*cells), text.encode("utf-8-sig"), text.encode("gb18030"), text.encode("utf-16")]
    for number in range(count):
        if number % 2:
            yield broken(whole[number // 2 % len(whole)], chance)
            continue
        package = packages[number // 2 % 4 == 3]
        names = zipfile.ZipFile(io.BytesIO(package)).namelist()
        name = chance.choice([each for each in names if zipfile.ZipFile(io.BytesIO(package)).read(each)])
        yield with_part(name, broken(zipfile.ZipFile(io.BytesIO(package)).read(name), chance), package)


def main() -> None:
    """Print how many were read, how many refused, what went wrong, the slowest (seconds of work) and the memory (MB)."""
    codes = codebook_from_json(json.loads((RESOURCES / "codes.json").read_text("utf-8")))
    ledger, children = BY_KEY["household"], (BY_KEY["family"], BY_KEY["visit"])
    planner = Planner(Context(codes, date(2026, 7, 5)), lambda key: lambda words: ())
    seen = {"read": 0, "refused": 0}
    wrong: list[str] = []
    slowest = 0.0
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "名册.xlsx"
        for number, content in enumerate(mutated(int(sys.argv[1]), int(sys.argv[2]))):
            source.write_bytes(content)
            started = time.process_time()
            try:
                sheets = read_sheets(source)
                main = main_table(sheets, ledger)
                plan_all(Tables(main, child_tables(sheets, main, children)), ledger, children, planner)
                seen["read"] += 1
            except OfficeError as refused:
                seen["refused"] += 1
                if "\n" in refused.sentence or not 5 < len(refused.sentence) < 90:
                    wrong.append(f"{number}: {refused.sentence}")
            except BaseException as error:  # noqa: BLE001 - whatever ends a read is what is looked for
                wrong.append(f"{number}: {type(error).__name__}: {error}")
            slowest = max(slowest, time.process_time() - started)
    memory = int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]) // 1024
    print(json.dumps({**seen, "wrong": wrong[:10], "slowest": slowest, "memory": memory}, ensure_ascii=False))


if __name__ == "__main__":
    main()

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

from openpyxl import Workbook
from stdnum.cn import ric

from unionoffice.domain.query import Query
from unionoffice.storage import trail
from unionoffice.usecases.office import Office

ROOT = Path(__file__).parents[2]
ROWS = 400
KILLS = 20 if os.environ.get("UNIONOFFICE_LONG") else 6


def invented_roll(target: Path) -> Path:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["姓名", "性别", "身份证号", "手机号码", "单位/部门", "入会时间"])
    for at in range(ROWS):
        first_17 = f"110105{1960 + at % 40}0101{at % 500:03}"
        number = first_17 + ric.calc_check_digit(first_17 + "0")
        gender = "男" if int(number[16]) % 2 else "女"
        sheet.append([f"示例{at}号", gender, number, f"138{at:08}", f"{at % 7}号车间", "2020-05-01"])
    book.save(target)
    return target


def import_and_kill(folder: Path, roll: Path, after: float) -> None:
    words = [sys.executable, "-m", "tests.usecases.killed_import", str(folder), str(roll)]
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "importing\n"
        # The moment of the kill is what the test is about; nothing is waited for.
        time.sleep(after)
        process.kill()


def test_an_import_killed_at_any_moment_leaves_all_of_it_or_nothing(tmp_path: Path) -> None:
    roll = invented_roll(tmp_path / "roll.xlsx")
    Office.create(tmp_path / "empty", "示例工会").close(back_up=False)
    outcomes = []
    # One kill comes at once: on a fast machine all the others may come too late to find nothing kept.
    for at, after in enumerate([0.0, *(random.uniform(0, 1.0) for _ in range(KILLS - 1))]):
        folder = tmp_path / str(at)
        shutil.copytree(tmp_path / "empty", folder)
        import_and_kill(folder, roll, after)
        with Office.open(folder) as office:
            outcomes.append(office.count("member", Query()))
            assert office.count("unit", Query()) in (0, 7)
            assert trail.verify(office.file.db) is None
    assert set(outcomes) <= {0, ROWS}
    assert 0 in outcomes, outcomes

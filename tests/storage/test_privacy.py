"""No name and no number of anybody is found in the clear in any file that the storage writes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from toy_office import PASSWORD, run_python

_FILL = """
import sys, pathlib
from unionoffice.storage import backup
from unionoffice.storage.database import OfficeFile
from unionoffice.storage.keystore import Cost
folder = pathlib.Path(sys.argv[1])
office = OfficeFile.create(folder, sys.argv[2], ['CREATE TABLE member(id INTEGER PRIMARY KEY, name TEXT, number TEXT) STRICT'],
                           cost=Cost(1, 64, 1))
with office.write() as db:
    db['member'].insert_all({'name': '欧阳测试', 'number': '110105194912310021'} for _ in range(3000))
    db.execute("CREATE TEMP TABLE sorted AS SELECT * FROM member ORDER BY name")
office.attachments.store('欧阳测试 110105194912310021'.encode() * 100)
backup.back_up(office, folder.parent / '备份', '手动')
office.log_event('export', {'rows': 3000})
office.db.execute('BEGIN IMMEDIATE')
office.db.execute("UPDATE now_writing SET batch = 9")
office.db.execute("UPDATE member SET name = name || '甲'")
office.db.execute("PRAGMA cache_size = 1")
office.db.execute("UPDATE member SET name = name || '乙'")
import os, signal
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_no_name_and_no_number_is_in_any_file(tmp_path: Path) -> None:
    temp = tmp_path / "temp"
    temp.mkdir()
    done = run_python(_FILL, tmp_path / "单位", PASSWORD, TMPDIR=str(temp), SQLITE_TMPDIR=str(temp))
    assert done.returncode == -9, done.stderr
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    names = {path.name for path in files}
    assert {"data.db", "data.db-journal", "keys.ks", "manifest.json"} <= names
    # A journal with pages in it: the kill came in the middle of a write.
    assert (tmp_path / "单位" / "data.db-journal").stat().st_size > 4096
    wanted = [
        word.encode(code) for word in ("欧阳测试", "110105194912310021") for code in ("utf-8", "utf-16-le", "gbk")
    ]
    for path in files:
        content = path.read_bytes()
        assert not any(word in content for word in wanted), path
        assert not content.startswith(b"SQLite format 3"), path
    assert "欧阳" not in done.stderr + done.stdout


def test_errors_for_the_clerk_hold_no_data(tmp_path: Path) -> None:
    code = """
import sys, pathlib
from unionoffice.errors import OfficeError
from unionoffice.storage.database import OfficeFile
from unionoffice.storage.keystore import Cost
OfficeFile.create(pathlib.Path(sys.argv[1]), '秘密口令', [], cost=Cost(1, 64, 1)).close()
try: OfficeFile.open(pathlib.Path(sys.argv[1]), '秘密口令错')
except OfficeError as error: print(error.sentence)
"""
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "a")],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
        check=True,
    )
    assert "密码不对" in done.stdout
    assert "秘密口令" not in done.stdout + done.stderr

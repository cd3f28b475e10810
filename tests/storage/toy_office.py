"""Two toy tables, rows to fill them with, and programs of their own to kill."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from unionoffice.storage.database import OfficeFile
from unionoffice.storage.keystore import Cost

CHEAP = Cost(passes=1, kib=64, lanes=1)
MEMBER = "CREATE TABLE member(id INTEGER PRIMARY KEY, name TEXT NOT NULL, fee INTEGER, deleted_at TEXT) STRICT"
CHILD = """CREATE TABLE child(
  id INTEGER PRIMARY KEY, member INTEGER NOT NULL REFERENCES member(id), name TEXT, picture BLOB) STRICT"""
PASSWORD = "口令-1"


def fill(office: OfficeFile, count: int) -> None:
    with office.write() as db:
        db["member"].insert_all({"name": f"职工{number}", "fee": number} for number in range(count))
        db.execute("INSERT INTO child(member, name) SELECT id, '子女' FROM member")


def run_python(code: str, *arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a program of its own; its folder of modules is ours."""
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([".", *sys.path[1:]]), **environment},
        cwd=Path(__file__).parents[2],
        check=False,
    )


def repeats(short: int, long: int) -> int:
    """Say how often a slow test goes round: UNIONOFFICE_LONG=1 asks for the full count of the acceptance list."""
    return long if os.environ.get("UNIONOFFICE_LONG") == "1" else short

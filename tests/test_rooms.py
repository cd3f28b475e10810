"""Every room may know only the rooms below it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "unionoffice"
BELOW = {
    "errors": set(),
    "paths": set(),
    "log": set(),
    "uncollected": set(),
    "system_libraries": {"errors"},
    "domain": {"domain", "errors"},
    "ledgers": {"ledgers", "domain"},
    "rules": {"rules", "ledgers", "domain"},
    "checking": {"checking", "domain"},
    "summary": {"summary", "ledgers", "domain", "errors", "paths"},
    "storage": {"storage", "domain", "errors", "paths", "uncollected"},
    "exchange": {"exchange", "ledgers", "domain", "errors", "paths", "uncollected"},
    "reports": {"reports", "domain", "errors", "paths"},
    "usecases": {
        "usecases",
        "storage",
        "exchange",
        "reports",
        "rules",
        "checking",
        "summary",
        "ledgers",
        "domain",
        "errors",
        "paths",
        "uncollected",
    },
    "gui": {"gui", "usecases", "summary", "ledgers", "domain", "errors", "paths", "log"},
    "command_words": {"ledgers", "domain"},
    "cli": {"command_words", "usecases", "gui", "storage", "ledgers", "domain", "errors", "system_libraries"},
    "app": {"cli", "command_words", "gui", "errors", "log", "paths", "system_libraries"},
}
"""What each room may import of ours. The commands know one refusal of storage: the wrong password."""
FILES = sorted(PACKAGE.rglob("*.py"))


def imported(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, 0) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            if node.module == "unionoffice":
                yield from ((f"unionoffice.{alias.name}", node.level) for alias in node.names)
            else:
                yield node.module or "", node.level


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_room_knows_only_the_rooms_below(path: Path) -> None:
    for module, level in imported(path):
        assert level == 0, "absolute imports only"
        package, _, rest = module.partition(".")
        if package == "unionoffice" and rest != "__version__":
            assert rest.split(".")[0] in BELOW[room_of(path)], module


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_foreign_library_is_known_in_its_room_alone(path: Path) -> None:
    rooms = {"PySide6": "gui", "sqlcipher3": "storage", "sqlite_utils": "storage", "openpyxl": "exchange"}
    rooms |= {"python_calamine": "exchange", "reportlab": "reports", "docx": "reports", "pypdfium2": "reports"}
    for module, _ in imported(path):
        library = module.partition(".")[0]
        assert room_of(path) == rooms.get(library, room_of(path)), module
        assert library not in ("sqlite3", "pysqlite3")
        assert library != "sqlcipher3" or path.name == "driver.py"


def test_no_two_rooms_lean_on_each_other() -> None:
    for room, below in BELOW.items():
        for other in below - {room}:
            assert room not in BELOW[other], (room, other)


def test_every_room_is_known_to_this_test() -> None:
    assert {room_of(path) for path in FILES} - {"__init__"} == set(BELOW)

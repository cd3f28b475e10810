"""Ways of writing that lose rows, delete triggers, run data as code or tear files: none of them stands in the package.

Each rule reads the parsed source, not its text, and is tried on a sample of what it must find.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "unionoffice"
SOURCES = {path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text("utf-8")) for path in PACKAGE.rglob("*.py")}

DRIVER = "storage/driver.py"
SQL = re.compile(r"^\s*(SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|PRAGMA|ATTACH|WITH)\s", re.IGNORECASE)
QUOTING = {"quoted", "listed", "marks"}
# Pieces of SQL that the storage builds from declarations and quoted names; a value never has one of these names.
PIECES = {"self._table", "where", "order", "column", "columns", "number", "settings", "name", "side"}

Rule = Callable[[str, ast.AST], bool]


def imports_a_driver(file: str, node: ast.AST) -> bool:
    """One file imports SQLite: a second library on the same file breaks its locks, and one without the cipher leaks."""
    names: list[str] = []
    if isinstance(node, ast.Import):
        names = [each.name for each in node.names]
    if isinstance(node, ast.ImportFrom):
        names = [node.module or ""]
    roots = {name.partition(".")[0] for name in names}
    return (
        "sqlite3" in roots or "pysqlite3" in roots or (file != DRIVER and bool(roots & {"sqlcipher3", "sqlite_utils"}))
    )


def reaches_past_the_library(file: str, node: ast.AST) -> bool:
    """The bare connection commits behind the back of an open write."""
    return isinstance(node, ast.Attribute) and node.attr == "conn" and file != DRIVER


def rebuilds_a_table(file: str, node: ast.AST) -> bool:
    """These three of sqlite-utils silently delete every trigger of the table."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return False
    drawing = file.startswith(("gui/", "reports/"))
    return node.func.attr in {"add_foreign_key", "add_foreign_keys", "extract"} or (
        node.func.attr == "transform" and not drawing
    )


def replaces_a_row(_file: str, node: ast.AST) -> bool:
    """It wipes every column that is not named."""
    return (
        isinstance(node, ast.keyword)
        and node.arg == "replace"
        and isinstance(node.value, ast.Constant)
        and node.value.value is True
    )


def opens_immutable(_file: str, node: ast.AST) -> bool:
    """It shows rows that were never committed."""
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and "immutable=1" in node.value


def puts_values_into_sql(file: str, node: ast.AST) -> bool:
    """SQL text is made only in the storage, and only of quoted names and pieces made of them."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format":
        return _is_sql(node.func.value)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod):
        return _is_sql(node.left)
    if not (isinstance(node, ast.JoinedStr) and node.values and _is_sql(node.values[0])):
        return False
    parts = [each.value for each in node.values if isinstance(each, ast.FormattedValue)]
    if file == DRIVER:
        # PRAGMA key takes no parameter.
        return [ast.unparse(each) for each in parts] != ["key.hex()"]
    bent = any(
        each.conversion != -1 or each.format_spec for each in node.values if isinstance(each, ast.FormattedValue)
    )
    return bent or not file.startswith("storage/") or not all(_is_piece(each) for each in parts)


def _is_sql(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.match(node.value) is not None


def _is_piece(node: ast.expr) -> bool:
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Name) and node.func.id in QUOTING
    if isinstance(node, ast.IfExp):
        return isinstance(node.body, ast.Constant) and isinstance(node.orelse, ast.Constant)
    # A constant of the module is written by us.
    return ast.unparse(node) in PIECES or (isinstance(node, ast.Name) and node.id.isupper())


def shows_words_as_markup(file: str, node: ast.AST) -> bool:
    """A name with tags in it could load a local file; labels, boxes and tips come from the two plain rooms."""
    if file in {"gui/plain_widgets.py", "gui/messages.py"} or not isinstance(node, ast.Call):
        return False
    called = ast.unparse(node.func)
    if called.endswith("setToolTip"):
        return not (_is_constant(node.args[0]) or _is_call_of(node.args[0], {"plain_tip"}))
    return called.endswith("QLabel") or called.startswith("QMessageBox")


def sets_a_paragraph_unescaped(file: str, node: ast.AST) -> bool:
    """Reportlab's markup embeds local files and stops at an unclosed tag."""
    return (
        file.startswith("reports/")
        and isinstance(node, ast.Call)
        and ast.unparse(node.func).rpartition(".")[2] == "Paragraph"
        and bool(node.args)
        and not _is_call_of(node.args[0], {"esc", "escape"})
    )


def saves_over_the_old_file(_file: str, node: ast.AST) -> bool:
    """A save that fails half-way destroys the former export: books are saved to a stream, which replaces it whole."""
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "save"
        and bool(node.args)
        and ast.unparse(node.args[0]) not in {"stream", "buffer"}
    )


def _is_constant(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant)


def _is_call_of(node: ast.expr, names: set[str]) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in names


SAMPLE_FILES = ("usecases/sample.py", "reports/sample.py")
RULES: dict[Rule, tuple[list[str], list[str]]] = {
    imports_a_driver: (
        [
            "import sqlite3",
            "from sqlite3 import dbapi2",
            "import sqlcipher3.dbapi2",
            "from sqlite_utils import Database",
        ],
        ["from unionoffice.storage.driver import Database"],
    ),
    reaches_past_the_library: (["db.conn.commit()", "office.db.conn.execute(sql)"], ["db.execute(sql)"]),
    rebuilds_a_table: (
        ["db['t'].transform(drop={'a'})", "db['t'].add_foreign_key('a', 't')", "db['t'].extract('a')"],
        ["db.execute('ALTER TABLE t ADD COLUMN a')"],
    ),
    replaces_a_row: (["db['t'].insert(row, replace=True)"], ["db['t'].upsert(row)"]),
    opens_immutable: (["connect(f'{path}?immutable=1')"], ["connect(f'{path}?mode=rw')"]),
    puts_values_into_sql: (
        [
            "f'SELECT * FROM member WHERE name = {name!r}'",
            "f'select a from t where b = {value}'",
            "'UPDATE t SET a = %s' % value",
            "'DELETE FROM {}'.format(table)",
            'f"INSERT INTO {quoted(t)} VALUES ({value})"',
        ],
        ["'SELECT * FROM member WHERE name = ?'", "f'选择 {name}'"],
    ),
    shows_words_as_markup: (
        ["QLabel(name)", "QtWidgets.QLabel(name)", "QMessageBox.warning(w, title, name)", "row.setToolTip(name)"],
        ["label(name)", "row.setToolTip('选择')", "row.setToolTip(plain_tip(name))"],
    ),
    sets_a_paragraph_unescaped: (["Paragraph(name, style)"], ["Paragraph(esc(name), style)"]),
    saves_over_the_old_file: (["wb.save(path)", "book.save(str(target))"], ["book.save(stream)", "painter.save()"]),
}


def _found(file: str, tree: ast.AST, rule: Rule) -> Iterator[str]:
    for node in ast.walk(tree):
        if rule(file, node):
            yield f"{file}:{getattr(node, 'lineno', '?')}"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_package_holds_none_of_it(rule: Rule) -> None:
    assert SOURCES
    found = [place for file, tree in SOURCES.items() for place in _found(file, tree, rule)]
    assert found == [], rule.__doc__


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_rule_finds_what_it_is_for_and_leaves_the_rest(rule: Rule) -> None:
    bad, good = RULES[rule]
    for sample in bad:
        assert any(list(_found(file, ast.parse(sample), rule)) for file in SAMPLE_FILES), sample
    for sample in good:
        assert not any(list(_found(file, ast.parse(sample), rule)) for file in SAMPLE_FILES), sample


def test_within_the_storage_a_value_in_sql_is_found_too() -> None:
    for sample in ("f'SELECT {value}'", "f'UPDATE {quoted(t)} SET a = {record.name}'", "f'SELECT {get(name)}'"):
        assert list(_found("storage/sample.py", ast.parse(sample), puts_values_into_sql)), sample
    for sample in (
        "f'SELECT {listed(names)} FROM {self._table}'",
        "f'DELETE FROM {quoted(t)} WHERE id IN ({marks(3)})'",
    ):
        assert not list(_found("storage/sample.py", ast.parse(sample), puts_values_into_sql)), sample
    # A value shown with !r is not quoted for SQL.
    assert list(_found("storage/sample.py", ast.parse("f'SELECT {name!r}'"), puts_values_into_sql))

"""What the clerk is told is told in whole sentences."""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterator
from pathlib import Path

PROGRAM = Path(__file__).parent.parent / "unionoffice"
SPEAKERS = {"OfficeError", "inform", "warn", "ask"}
ENDS = ("。", "？", "！", "。）")


def _last(node: ast.expr) -> str:
    """Give the last words of a sentence that is written where it is said; nothing for one made elsewhere."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr) and isinstance(node.values[-1], ast.Constant):
        return str(node.values[-1].value)
    return ""


@functools.cache
def _said() -> tuple[tuple[str, str], ...]:
    return tuple(_spoken())


def _spoken() -> Iterator[tuple[str, str]]:
    for path in sorted(PROGRAM.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            words = _last(node.args[0])
            if name in SPEAKERS and words:
                yield f"{path.relative_to(PROGRAM)}:{node.lineno}", words


def test_every_sentence_in_a_box_has_its_end() -> None:
    said = _said()
    assert len(said) > 100
    assert [f"{place} {words}" for place, words in said if not words.endswith(ENDS)] == []


def test_whoever_is_asked_to_check_is_told_what() -> None:
    assert [f"{place} {words}" for place, words in _said() if words.rstrip("。").endswith(("请检查", "请核对"))] == []

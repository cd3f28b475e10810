from __future__ import annotations

import pytest

from unionoffice.reports.title_breaking import break_title

ROOM = 20.0


def broken(text: str, room: float = ROOM) -> list[str]:
    return break_title(text, [0.5 if char.isascii() else 1.0 for char in text], room)


def test_a_short_title_stands_on_one_line() -> None:
    assert broken("工会2026年上半年工作总结") == ["工会2026年上半年工作总结"]


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        (
            "某某市第二纺织厂工会2026年上半年工作总结及下半年打算",
            ["某某市第二纺织厂工会", "2026年上半年工作总结及下半年打算"],
        ),
        ("某某市教育局系统工会委员会2026年上半年工作总结", ["某某市教育局系统工会委员会", "2026年上半年工作总结"]),
        (
            "某某县总工会关于2026年上半年困难职工帮扶工作情况的报告",
            ["某某县总工会关于2026年上半年", "困难职工帮扶工作情况的报告"],
        ),
    ],
)
def test_a_long_title_breaks_at_the_end_of_a_word(title: str, lines: list[str]) -> None:
    assert broken(title) == lines


def test_no_line_is_wider_than_the_page() -> None:
    assert all(len(line) <= ROOM for line in broken("职工之家建设" * 15))
    for length in range(1, 90):
        lines = broken("甲" * length)
        assert "".join(lines) == "甲" * length
        assert all(len(line) <= ROOM for line in lines)


def test_lines_are_of_like_length() -> None:
    lines = broken("甲" * 22)
    assert {len(line) for line in lines} == {11}


def test_the_clerks_own_line_break_is_kept() -> None:
    assert broken("某某工会\n上半年总结") == ["某某工会", "上半年总结"]

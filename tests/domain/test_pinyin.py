"""Sorting by pinyin, and finding by initials."""

from __future__ import annotations

import pytest

from unionoffice.domain.pinyin import Pinyin
from unionoffice.paths import RESOURCES


@pytest.fixture(scope="module")
def pinyin() -> Pinyin:
    return Pinyin.from_lines((RESOURCES / "pinyin.txt").read_text("utf-8"))


def test_a_surname_is_sorted_as_it_is_read(pinyin: Pinyin) -> None:
    names = ["曾甲", "单甲", "仇甲", "解甲", "查甲", "张甲", "安甲", "钱甲"]

    assert sorted(names, key=pinyin.sort_key) == ["安甲", "钱甲", "仇甲", "单甲", "解甲", "曾甲", "查甲", "张甲"]


@pytest.mark.parametrize(
    ("name", "initials"),
    [("曾华", "zh"), ("单小明", "sxm"), ("仇英", "qy"), ("解放", "xf"), ("查甲", "zj"), ("张三", "zs"), ("吕布", "lb")],
)
def test_a_person_is_found_by_initials(pinyin: Pinyin, name: str, initials: str) -> None:
    assert initials in pinyin.initials(name).split()


def test_a_character_with_two_readings_is_found_by_both(pinyin: Pinyin) -> None:
    assert {"zc", "cc"} & set(pinyin.initials("重长").split())
    assert {"ch", "zh"} <= set(pinyin.initials("曾华").split())


def test_odd_characters_neither_break_nor_lengthen_anything(pinyin: Pinyin) -> None:
    assert pinyin.sort_key("") == ""
    assert pinyin.initials("") == ""
    assert pinyin.initials("😀%_'") == ""
    assert pinyin.initials("A组2") == "az2"
    assert len(pinyin.initials("重长行乐").split()) <= 12
    assert len(pinyin.initials("重" * 500)) == 500

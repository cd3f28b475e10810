from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from unionoffice.paths import RESOURCES
from unionoffice.reports.embedded_font import unicode_map
from unionoffice.reports.font_folders import Role
from unionoffice.reports.fonts import MISSING, resolve

FONTS = RESOURCES / "fonts"


def test_every_substitution_is_told() -> None:
    words = resolve(folders=[]).substitutions
    for role in (Role.TITLE, Role.BODY, Role.HEADING, Role.SUBHEADING, Role.PLAIN):
        assert any(role in sentence for sentence in words)


def test_the_systems_font_is_found_whatever_its_case(tmp_path: Path) -> None:
    (tmp_path / "truetype").mkdir()
    shutil.copy(FONTS / "NotoSansSC-Regular.ttf", tmp_path / "truetype" / "SIMFANG.TTF")
    fonts = resolve(folders=[tmp_path])
    assert fonts.font(Role.BODY).face.name == b"NotoSansSC-Regular"
    assert not any(sentence.startswith(f"没有可用的{Role.BODY}") for sentence in fonts.substitutions)


def test_the_offices_own_file_goes_before_the_systems(tmp_path: Path) -> None:
    shutil.copy(FONTS / "NotoSansSC-Regular.ttf", tmp_path / "simhei.ttf")
    own = tmp_path / "own.ttf"
    shutil.copy(FONTS / "NotoSerifSC-Regular.ttf", own)
    fonts = resolve({Role.HEADING: own}, folders=[tmp_path])
    assert fonts.font(Role.HEADING).face.name == b"NotoSerifSC-Regular"


@pytest.mark.parametrize("content", [b"", b"OTTO" + bytes(200), b"not a font at all", bytes(5000), b"ttcf" + bytes(40)])
def test_a_file_that_is_no_font_is_left_out_and_named(content: bytes, tmp_path: Path) -> None:
    own = tmp_path / "坏字体.ttf"
    own.write_bytes(content)
    fonts = resolve({Role.TITLE: own, Role.BODY: tmp_path / "missing.ttf"}, folders=[])
    assert "字体文件坏字体.ttf不能嵌入PDF，没有使用" in fonts.substitutions
    assert "字体文件missing.ttf不能嵌入PDF，没有使用" in fonts.substitutions
    assert fonts.letter(Role.TITLE, "工").char == "工"


def test_a_cut_off_font_is_left_out(tmp_path: Path) -> None:
    own = tmp_path / "cut.ttf"
    own.write_bytes((FONTS / "NotoSansSC-Regular.ttf").read_bytes()[:300_000])
    assert any("cut.ttf" in sentence for sentence in resolve({Role.TITLE: own}, folders=[]).substitutions)


def test_bundled_only_looks_nowhere_else(tmp_path: Path) -> None:
    own = tmp_path / "simfang.ttf"
    shutil.copy(FONTS / "NotoSansSC-Regular.ttf", own)
    fonts = resolve({Role.BODY: own}, folders=[tmp_path], bundled_only=True)
    assert fonts.font(Role.BODY).face.name == b"NotoSerifSC-Regular"


def test_one_letter_is_borrowed_when_only_it_is_missing() -> None:
    fonts = resolve(bundled_only=True)
    only_in_serif = next(
        chr(code)
        for code in fonts.font(Role.BODY).face.charToGlyph
        if code > 0x3400 and not fonts.font(Role.DIGITS).has(chr(code))
    )
    letter = fonts.letter(Role.DIGITS, only_in_serif)
    assert letter.char == only_in_serif
    assert letter.font is fonts.font(Role.BODY)
    assert any(only_in_serif in sentence for sentence in fonts.substitutions)
    assert fonts.missing == ()


def test_half_a_character_is_reported_not_raised() -> None:
    fonts = resolve(bundled_only=True)
    assert [letter.char for letter in fonts.letters(Role.BODY, "甲\ud800")] == ["甲", MISSING]
    assert fonts.missing == ("〓（U+D800）",)


def test_digits_of_tables_have_one_width() -> None:
    fonts = resolve(bundled_only=True)
    assert len({fonts.letter(Role.DIGITS, digit).ems for digit in "0123456789"}) == 1


def test_the_map_of_a_subset_knows_characters_beyond_the_first_plane() -> None:
    words = unicode_map("A+Font", [0, 0x4E00, 0x2CC56])
    assert "<01> <4E00>" in words
    assert "<02> <D873DC56>" in words

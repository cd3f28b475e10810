"""Chooses the fonts of the paper by role and answers for every single character."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from unionoffice.paths import RESOURCES
from unionoffice.reports.embedded_font import UNUSABLE, EmbeddedFont, open_font
from unionoffice.reports.font_folders import Role, find_fonts, system_font_folders

MISSING = "〓"
"""Printed in place of a character that no font has: the compositor's mark for a missing type."""

_BUNDLED: Mapping[Role, str] = {
    Role.TITLE: "NotoSerifSC-Bold.ttf",
    Role.BODY: "NotoSerifSC-Regular.ttf",
    Role.HEADING: "NotoSansSC-Bold.ttf",
    Role.SUBHEADING: "NotoSerifSC-Bold.ttf",
    Role.PLAIN: "NotoSerifSC-Regular.ttf",
    Role.DIGITS: "NotoSansSC-Regular.ttf",
}
_BUNDLED_WORDS: Mapping[str, str] = {
    "NotoSerifSC-Bold.ttf": "思源宋体粗体",
    "NotoSerifSC-Regular.ttf": "思源宋体",
    "NotoSansSC-Bold.ttf": "思源黑体粗体",
    "NotoSansSC-Regular.ttf": "思源黑体",
}
_SPARE_SERIF = ("NotoSerifSC-Regular.ttf", "NotoSansSC-Regular.ttf")
_SPARE_SANS = ("NotoSansSC-Regular.ttf", "NotoSerifSC-Regular.ttf")
_SANS_ROLES = frozenset({Role.HEADING, Role.DIGITS})


class Letter(NamedTuple):
    """A character as it is printed, its font and its width in units of the font size."""

    char: str
    font: EmbeddedFont
    ems: float


@dataclass(frozen=True)
class ChosenFont:
    """The font that a role gets."""

    role: Role
    font: EmbeddedFont
    words: str
    """Whose it is and what it is called, in Chinese."""
    is_substitute: bool
    """Whether it only stands in for the font that the standard names."""
    refused: tuple[str, ...] = ()
    """The names of files that cannot be embedded."""


class PaperFonts:
    """The fonts of one document; remembers which characters had to be borrowed or could not be printed."""

    def __init__(self, by_role: Mapping[Role, EmbeddedFont], words: Sequence[str]) -> None:
        self._by_role = by_role
        self._words = tuple(words)
        self._borrowed: dict[tuple[Role, str], None] = {}
        self._missing: dict[str, None] = {}
        self._letters: dict[tuple[Role, str], Letter] = {}

    @property
    def substitutions(self) -> tuple[str, ...]:
        """Tell in Chinese which fonts, and which single characters, are printed with another font."""
        borrowed = (
            f"{role}字体没有“{''.join(char for _, char in group)}”，改用随附字体印出"
            for role, group in groupby(sorted(self._borrowed), key=lambda pair: pair[0])
        )
        return (*self._words, *borrowed)

    @property
    def missing(self) -> tuple[str, ...]:
        """Name the characters that no font has, printed as 〓."""
        return tuple(f"{_visible(char)}（U+{ord(char):04X}）" for char in sorted(self._missing))

    def font(self, role: Role) -> EmbeddedFont:
        """Give the main font of a role."""
        return self._by_role[role]

    def letter(self, role: Role, char: str) -> Letter:
        """Choose the font of one character."""
        key = (role, char)
        if key not in self._letters:
            self._letters[key] = self._choose(role, char)
        return self._letters[key]

    def letters(self, role: Role, text: str) -> list[Letter]:
        """Choose the font of each character."""
        return [self.letter(role, char) for char in text]

    def pieces(self, role: Role, text: str) -> list[tuple[EmbeddedFont, str]]:
        """Cut a text into the runs that one font can draw."""
        main = self._by_role[role]
        if main.has_all(text):
            return [(main, text)] if text else []
        runs = groupby(self.letters(role, text), key=lambda letter: letter.font)
        return [(font, "".join(letter.char for letter in run)) for font, run in runs]

    def width(self, role: Role, text: str, size: float) -> float:
        """Measure a text in points."""
        return size * sum(self.letter(role, char).ems for char in text)

    def _choose(self, role: Role, char: str) -> Letter:
        main = self._by_role[role]
        if main.has(char):
            return Letter(char, main, main.ems(char))
        for name in _SPARE_SANS if role in _SANS_ROLES else _SPARE_SERIF:
            spare = open_font(_bundled(name))
            if spare.has(char):
                self._borrowed[(role, char)] = None
                return Letter(char, spare, spare.ems(char))
        self._missing[char] = None
        mark = open_font(_bundled(_SPARE_SERIF[0]))
        return Letter(MISSING, mark, mark.ems(MISSING))


def resolve(
    office_files: Mapping[Role, Path] | None = None,
    *,
    bundled_only: bool = False,
    folders: Sequence[Path] | None = None,
) -> PaperFonts:
    """Choose a font for each role: the office's own file, else the system's, else the one that came along.

    `bundled_only` looks at nothing outside the program, so that the same draft prints the same everywhere;
    `folders` replaces the system's own font folders.
    """
    chosen: dict[Role, EmbeddedFont] = {}
    words: list[str] = []
    for each in chosen_fonts(office_files, bundled_only=bundled_only, folders=folders):
        chosen[each.role] = each.font
        words += [f"字体文件{name}不能嵌入PDF，没有使用" for name in each.refused]
        if each.is_substitute:
            words.append(f"没有可用的{each.role}字体，改用{each.words}")
    return PaperFonts(chosen, tuple(dict.fromkeys(words)))


def chosen_fonts(
    office_files: Mapping[Role, Path] | None = None,
    *,
    bundled_only: bool = False,
    folders: Sequence[Path] | None = None,
) -> Iterator[ChosenFont]:
    """Choose a font for each role and say where it comes from; each is opened when it is asked for."""
    own = office_files or {}
    found = {} if bundled_only else find_fonts(system_font_folders() if folders is None else folders)
    taken: list[EmbeddedFont] = []
    for role in Role:
        refused: list[Path] = []
        wished = [] if bundled_only or role not in own else [own[role]]
        usable = _first_usable([*wished, *found.get(role, ())], taken, refused)
        names = tuple(dict.fromkeys(path.name for path in refused))
        if usable is None:
            name = _BUNDLED[role]
            substitute = role is not Role.DIGITS
            words = f"随附的{_BUNDLED_WORDS[name]}"
            chosen = ChosenFont(role, open_font(_bundled(name)), words, substitute, names)
        else:
            path, font = usable
            whose = "本单位的" if path in wished else "电脑上的"
            chosen = ChosenFont(role, font, f"{whose}{path.name}", is_substitute=False, refused=names)
        taken.append(chosen.font)
        yield chosen


def _first_usable(
    paths: Iterable[Path], taken: Iterable[EmbeddedFont], refused: list[Path]
) -> tuple[Path, EmbeddedFont] | None:
    for path in paths:
        try:
            font = open_font(path)
        except UNUSABLE:
            refused.append(path)
            continue
        # One name twice in a PDF would mix the two files' characters up.
        known = [*taken, *(open_font(_bundled(name)) for name in _BUNDLED_WORDS)]
        return path, next((other for other in known if other.face.name == font.face.name), font)
    return None


def _bundled(name: str) -> Path:
    return RESOURCES / "fonts" / name


def _visible(char: str) -> str:
    return char if char.isprintable() else MISSING

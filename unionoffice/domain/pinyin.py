"""Sorting by pinyin and finding by initials."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice, product

SURNAMES = {
    "曾": "zeng1", "单": "shan4", "仇": "qiu2", "解": "xie4", "查": "zha1", "翟": "zhai2", "朴": "piao2", "任": "ren2",
    "盖": "ge3", "华": "hua4", "区": "ou1", "尉": "wei4", "乐": "yue4", "缪": "miao4", "宓": "fu2", "员": "yun4",
    "召": "shao4", "句": "gou1", "冼": "xian3", "覃": "qin2", "谌": "chen2", "逄": "pang2", "种": "chong2", "洗": "xian3",
    "燕": "yan1", "纪": "ji3", "应": "ying1", "宁": "ning4", "哈": "ha3", "过": "guo1", "葛": "ge3", "那": "na1",
    "么": "yao1", "隗": "wei3", "牟": "mu4", "郇": "xun2", "繁": "po2", "令": "ling2", "黑": "he4", "秘": "bi4",
    "卜": "bu3", "万": "wan4", "曲": "qu1", "沈": "shen3", "臧": "zang1", "车": "che1", "晁": "chao2", "重": "chong2",
}  # fmt: skip
"""How characters are read as a surname, where that differs from their usual reading or pypinyin misreads them."""

_MOST_VARIANTS = 12
_SEVERAL_LETTERS_UP_TO = 4
"""Longer words are titles, where trying every reading would find too much."""


@dataclass(frozen=True)
class Pinyin:
    """The readings of characters."""

    usual: dict[str, str] = field(repr=False)
    letters: dict[str, str] = field(repr=False)
    _first: dict[str, str] = field(init=False, repr=False, compare=False, default_factory=dict)
    _later: dict[str, str] = field(init=False, repr=False, compare=False, default_factory=dict)
    """The letters of characters asked for before."""

    @classmethod
    def from_lines(cls, text: str) -> Pinyin:
        """Read the table: `syllable<TAB>characters` lines, `-`, then `character<TAB>letters` lines."""
        syllables, _, several = text.partition("\n-\n")
        usual: dict[str, str] = {}
        for line in syllables.splitlines():
            syllable, _, characters = line.partition("\t")
            usual.update(dict.fromkeys(characters, syllable))
        return cls(usual, dict(line.split("\t") for line in several.splitlines() if line))

    def sort_key(self, words: str) -> str:
        """Give a text that sorts as the words do by pinyin, its first character read as a surname."""
        if not words:
            return ""
        first = SURNAMES.get(words[0]) or self.usual.get(words[0], words[0])
        syllables = [first, *(self.usual.get(character, character) for character in words[1:])]
        return " ".join(syllables).lower()

    def initials(self, words: str) -> str:
        """Give the first letters of the words, all variants for a short name: 曾华 → zh ch."""
        first, later = self._first, self._later
        choices = [first.get(character) or self._letters(character, first, first=True) for character in words[:1]]
        choices += [later.get(character) or self._letters(character, later, first=False) for character in words[1:]]
        choices = list(filter(None, choices))
        if len(words) > _SEVERAL_LETTERS_UP_TO:
            return "".join(choice[0] for choice in choices)
        plain = "".join(choices)
        if len(plain) == len(choices):
            return plain  # every character has one letter
        variants = islice(product(*choices), _MOST_VARIANTS)
        return " ".join(dict.fromkeys("".join(variant) for variant in variants))

    def _letters(self, character: str, known: dict[str, str], *, first: bool) -> str:
        if character not in known:
            known[character] = self._looked_up(character, first=first)
        return known[character]

    def _looked_up(self, character: str, *, first: bool) -> str:
        if character not in self.usual:
            return character.lower() if character.isascii() and character.isalnum() else ""
        letters = self.letters.get(character, self.usual[character][0])
        surname = SURNAMES.get(character, "")[:1] if first else ""
        return "".join(dict.fromkeys(surname + letters))

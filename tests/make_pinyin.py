"""Write resources/pinyin.txt (`python -m tests.make_pinyin`) from pypinyin, which is far too slow to import in the program.

Each line is a syllable with its tone (lv4), a tab, and the characters whose usual reading it is. The lines after `-` are
characters with several possible first letters: the character, a tab, all letters.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from pypinyin import Style, pinyin
from pypinyin.constants import PINYIN_DICT

TARGET = Path(__file__).parent.parent / "resources" / "pinyin.txt"


def readings(character: str) -> list[str]:
    """List the readings of a character, the usual one first."""
    found = pinyin(character, style=Style.TONE3, heteronym=True, errors="ignore", neutral_tone_with_five=True)
    return [reading.replace("ü", "v") for reading in found[0]] if found else []


def main() -> None:
    """Write the table."""
    usual: dict[str, list[str]] = defaultdict(list)
    several: list[str] = []
    for code in sorted(PINYIN_DICT):
        character = chr(code)
        all_readings = readings(character)
        if not all_readings:
            continue
        usual[all_readings[0]].append(character)
        letters = "".join(dict.fromkeys(reading[0] for reading in all_readings))
        if len(letters) > 1:
            several.append(f"{character}\t{letters}")
    lines = [f"{syllable}\t{''.join(characters)}" for syllable, characters in sorted(usual.items())]
    TARGET.write_text("\n".join([*lines, "-", *several, ""]), encoding="utf-8")


if __name__ == "__main__":
    main()

"""Clean what was typed, pasted or read, before any meaning is sought in it."""

from __future__ import annotations

import re
import unicodedata

_LETTERS = {
    code: chr(code - 0xFEE0) for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
_FULL_WIDTH = re.compile(f"[{''.join(map(chr, _LETTERS))}]")
_SPACES = re.compile(" {2,}")
_NEWLINES = "\n\u2028\u2029"
LONGEST_LINE = 500
LONGEST_TEXT = 20_000


def printable(text: str, *, keep_newlines: bool) -> str:
    """Drop control, invisible and broken characters; full-width letters and digits become ASCII.

    Chinese punctuation stays: NFKC would turn ， and （ into their half-width forms.
    """
    if text.isprintable() and not _FULL_WIDTH.search(text):
        return unicodedata.normalize("NFC", text)
    kept = []
    for character in text.replace("\r\n", "\n").replace("\r", "\n").translate(_LETTERS):
        if character in _NEWLINES:
            kept.append("\n" if keep_newlines else " ")
        elif character == "\t" or unicodedata.category(character) == "Zs":
            kept.append(" ")
        elif unicodedata.category(character) not in ("Cc", "Cf", "Cs"):
            kept.append(character)
    # Last, because dropping what cannot be seen may bring a letter and its accent together.
    return unicodedata.normalize("NFC", "".join(kept))


def one_line(text: str) -> str:
    """Clean a single line: no line breaks, no space at the ends, no double spaces."""
    return _SPACES.sub(" ", printable(text, keep_newlines=False)).strip()


def paragraphs(text: str) -> str:
    """Clean a text of several lines, each without space at its end."""
    lines = [line.rstrip() for line in printable(text, keep_newlines=True).split("\n")]
    return "\n".join(lines).strip()


def ascii_form(text: str) -> str:
    """Fold a number, date or code to its plain form: NFKC, nothing invisible, no space at the ends."""
    folded = unicodedata.normalize("NFKC", text)
    if folded.isprintable():
        return folded.strip()
    return "".join(c for c in folded if unicodedata.category(c) not in ("Cc", "Cf", "Cs")).strip()


def starred(text: str) -> str:
    """Hide the middle of every long run of digits, so that no ID, card or telephone number stands in a sentence."""
    return re.sub(r"[0-9]{11,}[Xx]?", lambda run: f"{run[0][:3]}{'*' * (len(run[0]) - 7)}{run[0][-4:]}", text)


def head_form(text: str) -> str:
    """Fold a column head for comparing: no spaces, marks or bracketed remarks (困难﹡ 类别 → 困难类别)."""
    folded = ascii_form(text)
    folded = re.sub(r"\([^)]*\)|\[[^\]]*\]|【[^】]*】", "", folded)
    return re.sub(r"[\s*:：、/﹡＊·]", "", folded)

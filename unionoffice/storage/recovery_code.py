"""The office key as text for paper: 13 groups of four letters and a check letter."""

from __future__ import annotations

import hashlib
import unicodedata

from unionoffice.errors import OfficeError

# Crockford's alphabet: no I, L, O, U, so that nothing is read for something else.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})
_GROUPS = 13
# Odd weights: a change of one letter always changes the sum modulo 32.
_WEIGHTS = (1, 3, 5, 7)


def encode(dek: bytes) -> str:
    """Write a key of 32 bytes as `XXXXX-XXXXX-…`."""
    number = int.from_bytes(dek) << 4 | _overall(dek)
    letters = [number >> 5 * place & 31 for place in reversed(range(_GROUPS * 4))]
    groups = [letters[start : start + 4] for start in range(0, len(letters), 4)]
    return "-".join(
        "".join(_ALPHABET[value] for value in [*group, _check(group, place)]) for place, group in enumerate(groups)
    )


def decode(text: str) -> bytes:
    """Read the key back; raise OfficeError naming the group that was miscopied."""
    values = [_ALPHABET.find(letter) for letter in _cleaned(text)]
    if len(values) != _GROUPS * 5:
        raise OfficeError(f"恢复码应有{_GROUPS}组、每组5个字符，现在有{len(values)}个字符。")
    number = 0
    for place in range(_GROUPS):
        *group, check = values[place * 5 : place * 5 + 5]
        if -1 in group or check != _check(group, place):
            raise OfficeError(f"恢复码第{place + 1}组校验不符，请对照纸上的恢复码再输入一次。")
        for value in group:
            number = number << 5 | value
    dek = (number >> 4).to_bytes(32)
    if number & 15 != _overall(dek):
        raise OfficeError("恢复码校验不符，请对照纸上的恢复码再输入一次。")
    return dek


def _cleaned(text: str) -> str:
    letters = unicodedata.normalize("NFKC", text).upper().translate(_LOOKALIKES)
    return "".join(letter for letter in letters if letter.isalnum())


def _check(group: list[int], place: int) -> int:
    # The place is in the sum, so that two exchanged groups are found.
    return (place + sum(weight * value for weight, value in zip(_WEIGHTS, group, strict=True))) % 32


def _overall(dek: bytes) -> int:
    return hashlib.sha256(dek).digest()[0] >> 4

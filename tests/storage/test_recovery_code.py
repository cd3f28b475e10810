from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionoffice.errors import OfficeError
from unionoffice.storage import recovery_code

KEYS = st.binary(min_size=32, max_size=32)


@given(KEYS)
def test_every_key_comes_back_from_paper(dek: bytes) -> None:
    assert recovery_code.decode(recovery_code.encode(dek)) == dek


def test_the_code_is_thirteen_groups_of_five() -> None:
    groups = recovery_code.encode(os.urandom(32)).split("-")
    assert [len(group) for group in groups] == [5] * 13


def test_any_one_wrong_letter_is_found_and_its_group_named() -> None:
    code = recovery_code.encode(os.urandom(32)).replace("-", "")
    for place, letter in enumerate(code):
        for other in "0123456789ABCDEFGHJKMNPQRSTVWXYZ":
            if other != letter:
                with pytest.raises(OfficeError, match=f"第{place // 5 + 1}组校验不符"):
                    recovery_code.decode(code[:place] + other + code[place + 1 :])


def test_two_groups_exchanged_are_found() -> None:
    groups = recovery_code.encode(bytes(range(32))).split("-")
    groups[2], groups[7] = groups[7], groups[2]
    with pytest.raises(OfficeError, match="校验不符"):
        recovery_code.decode("-".join(groups))


def test_lower_case_spaces_full_width_and_lookalikes_are_read() -> None:
    dek = bytes(32)
    code = recovery_code.encode(dek)
    typed = code.lower().replace("-", "　").replace("0", "o")
    assert recovery_code.decode(typed) == dek
    assert recovery_code.decode("".join(chr(ord(c) + 0xFEE0) if c.isalnum() else c for c in code)) == dek


def test_a_missing_letter_is_counted() -> None:
    with pytest.raises(OfficeError, match="64个字符"):
        recovery_code.decode(recovery_code.encode(os.urandom(32))[:-1])

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest
from toy_office import CHEAP, repeats, run_python

from unionoffice.storage import keystore
from unionoffice.storage.refusals import DamagedFileError, MissingFileError, WrongPasswordError


def test_the_password_gives_the_key_back(tmp_path: Path) -> None:
    dek = keystore.create(tmp_path, "口令", CHEAP)
    assert keystore.open(tmp_path, "口令") == dek
    assert len(dek) == 32
    assert [path.name for path in tmp_path.iterdir()] == ["keys.ks"]


def test_an_empty_password_is_a_password(tmp_path: Path) -> None:
    dek = keystore.create(tmp_path, "", CHEAP)
    assert keystore.open(tmp_path, "") == dek
    with pytest.raises(WrongPasswordError):
        keystore.open(tmp_path, " ")


def test_the_full_cost_is_what_the_file_says_and_still_opens(tmp_path: Path) -> None:
    dek = keystore.create(tmp_path, "口令")
    cost = keystore.FULL_COST
    assert (cost.passes, cost.kib, cost.lanes) == (3, 65536, 4)
    assert keystore.open(tmp_path, "口令") == dek


def test_a_full_width_input_method_types_the_same_password(tmp_path: Path) -> None:
    dek = keystore.create(tmp_path, "abc123", CHEAP)
    assert keystore.open(tmp_path, "ａｂｃ１２３") == dek


def test_wrong_missing_and_damaged_are_three_refusals(tmp_path: Path) -> None:
    with pytest.raises(MissingFileError):
        keystore.open(tmp_path, "口令")
    keystore.create(tmp_path, "口令", CHEAP)
    with pytest.raises(WrongPasswordError):
        keystore.open(tmp_path, "别的")
    (tmp_path / "keys.ks").write_bytes(b"")
    with pytest.raises(DamagedFileError):
        keystore.open(tmp_path, "口令")


def test_every_flipped_bit_is_damage_and_never_a_wrong_password(tmp_path: Path) -> None:
    keystore.create(tmp_path, "口令", CHEAP)
    path = tmp_path / "keys.ks"
    whole = path.read_bytes()
    places = [*random.Random(1).sample(range(len(whole)), 60), *range(len(whole) - 48, len(whole))]
    for place in places:
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(DamagedFileError):
            keystore.open(tmp_path, "口令")


def test_the_key_is_nowhere_in_the_file(tmp_path: Path) -> None:
    dek = keystore.create(tmp_path, "", CHEAP)
    content = (tmp_path / "keys.ks").read_bytes()
    assert dek not in content
    assert dek.hex().encode() not in content


def test_a_new_password_opens_the_same_key_and_the_old_one_does_not(tmp_path: Path) -> None:
    dek = keystore.create(tmp_path, "旧", CHEAP)
    keystore.change_password(tmp_path, "旧", "新", CHEAP)
    assert keystore.open(tmp_path, "新") == dek
    with pytest.raises(WrongPasswordError):
        keystore.open(tmp_path, "旧")


def test_changing_with_a_wrong_password_changes_nothing(tmp_path: Path) -> None:
    keystore.create(tmp_path, "旧", CHEAP)
    before = (tmp_path / "keys.ks").read_bytes()
    with pytest.raises(WrongPasswordError):
        keystore.change_password(tmp_path, "错", "新", CHEAP)
    assert (tmp_path / "keys.ks").read_bytes() == before


def test_two_purposes_have_two_keys() -> None:
    dek = os.urandom(32)
    assert keystore.derived(dek, "attachments") != keystore.derived(dek, "attachment names") != dek


_CHANGE_AND_DIE = """
import sys, os, signal, threading, pathlib
from unionoffice.storage import keystore
folder = pathlib.Path(sys.argv[1])
threading.Timer(float(sys.argv[2]), lambda: os.kill(os.getpid(), signal.SIGKILL)).start()
turn = 0
cost = keystore.Cost(1, 64, 1)
while True:
    keystore.change_password(folder, 'p%d' % (turn % 2), 'p%d' % ((turn + 1) % 2), cost)
    turn += 1
"""


def test_a_kill_during_a_password_change_leaves_one_that_opens(tmp_path: Path) -> None:
    dek = keystore.create(tmp_path, "p0", CHEAP)
    for turn in range(repeats(4, 20)):
        done = run_python(_CHANGE_AND_DIE, tmp_path, 0.05 + turn * 0.013)
        assert done.returncode == -9, done.stderr
        opened = []
        for password in ("p0", "p1"):
            try:
                opened.append(keystore.open(tmp_path, password))
            except WrongPasswordError:
                continue
        assert opened == [dek]
        if opened and _opens(tmp_path, "p1"):
            keystore.change_password(tmp_path, "p1", "p0", CHEAP)


def _opens(folder: Path, password: str) -> bool:
    try:
        keystore.open(folder, password)
    except WrongPasswordError:
        return False
    return True

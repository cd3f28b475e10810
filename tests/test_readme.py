"""What the README promises is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from unionoffice import cli
from unionoffice.command_words import parse
from unionoffice.ledgers import BY_KEY

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
COMMANDS = re.findall(r"^python main\.py(.*?)(?:  .*)?$", README, re.M)
EXAMPLES = {"LEDGER": "event", "PERIOD": "2026H1", "skip|update|add": "skip", "[--author 制表人]": "[--author 经办甲]"}


def words_of(line: str) -> list[str]:
    for placeholder, example in EXAMPLES.items():
        line = line.replace(placeholder, example)
    return re.sub(r" (blank import sheet|nine sample offices)$", "", line).split()


@pytest.mark.parametrize("line", COMMANDS)
def test_a_command_is_understood_with_and_without_its_options(line: str) -> None:
    chosen = parse(words_of(line.replace("[", "").replace("]", "").replace("report|archive|public", "public")))
    assert parse(words_of(re.sub(r"\[[^]]*\]", "", line))).command == chosen.command


def test_every_command_is_told() -> None:
    assert {parse(words_of(re.sub(r"\[[^]]*\]", "", line))).command for line in COMMANDS} == {None, *cli.COMMANDS}


def test_ledgers_and_rooms_that_are_named_exist() -> None:
    named = re.search(r"`LEDGER` is a ledger's key \((.*?) …\)", README)
    assert named is not None
    assert set(re.findall(r"`(\w+)`", named[1])) <= set(BY_KEY)
    rooms = re.findall(r"^\| `(\w+)` \|", README, re.M)
    assert sorted(rooms) == sorted(
        path.name for path in (ROOT / "unionoffice").iterdir() if path.is_dir() and (path / "__init__.py").exists()
    )


def test_files_that_are_named_exist() -> None:
    named = re.findall(r"`((?:resources|unionoffice|tests)/[\w./]*|LICENSE)`", README)

    assert named
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_adding_a_ledger_is_told_the_same_where_it_is_done() -> None:
    import unionoffice.ledgers

    told = unionoffice.ledgers.__doc__ or ""
    for name in ("ALL", "resources/codes.json", "resources/chapters.json", "resources/phrases.json"):
        assert name in told
        assert name in README[README.index("### To add a ledger") :]

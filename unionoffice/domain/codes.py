"""The office's own lists of codes, with the labels that older forms used for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from unionoffice.domain.text import head_form


@dataclass(frozen=True)
class Code:
    """One entry of a list: its label and what it was called before."""

    label: str
    was: tuple[str, ...] = ()
    is_hidden: bool = False
    """True when it is no longer offered; records keep it, and files that have it are read."""


class CodeList:
    """An ordered list of codes, found by label or former label."""

    def __init__(self, codes: Iterable[Code] = ()) -> None:
        self.codes = tuple(codes)

    @cached_property
    def _labels(self) -> Mapping[str, str]:
        former = {head_form(was): code.label for code in self.codes for was in code.was}
        return former | {head_form(code.label): code.label for code in self.codes}

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels that are offered, in their order."""
        return tuple(code.label for code in self.codes if not code.is_hidden)

    def find(self, words: str) -> str | None:
        """Find the label that these words mean, or None."""
        return self._labels.get(head_form(words))


class Codebook:
    """All lists of codes of an office, by name."""

    def __init__(self, lists: Mapping[str, CodeList]) -> None:
        self._lists = dict(lists)

    def __getitem__(self, name: str) -> CodeList:
        return self._lists.get(name, CodeList())

    def __iter__(self) -> Iterator[str]:
        return iter(self._lists)

    def with_list(self, name: str, codes: CodeList) -> Codebook:
        """Give a codebook in which one list is another."""
        return Codebook({**self._lists, name: codes})


def codebook_from_json(content: Mapping[str, Iterable[object]]) -> Codebook:
    """Read lists written as {"name": ["label", ["label", "former label", …], …]}."""
    lists = {}
    for name, entries in content.items():
        codes = [Code(entry) if isinstance(entry, str) else Code(entry[0], tuple(entry[1:])) for entry in entries]  # type: ignore[index]
        lists[name] = CodeList(codes)
    return Codebook(lists)

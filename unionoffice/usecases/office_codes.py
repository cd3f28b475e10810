"""The chapters and code lists of one office: read once, changed by the clerk, grown while records are kept."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from unionoffice.domain.codes import Code, Codebook, CodeList, codebook_from_json
from unionoffice.domain.kinds import Choice
from unionoffice.domain.ledger import Field, Ledger, Record
from unionoffice.domain.text import one_line
from unionoffice.errors import OfficeError
from unionoffice.ledgers.shared import CHAPTER
from unionoffice.paths import RESOURCES
from unionoffice.storage import office_tables
from unionoffice.storage.database import OfficeFile
from unionoffice.summary.chapters import ChapterNode, with_title


class OfficeCodes:
    """What the fields with choices of one office may hold."""

    def __init__(self, file: OfficeFile) -> None:
        self._file = file
        self.book = self._read()

    def read_again(self) -> None:
        """Read the lists anew after a write."""
        self.book = self._read()

    def add_new_lists(self) -> None:
        """Add the code lists that the program has learnt since the office was made; the office's own stay as they are."""
        defaults = codebook_from_json(json.loads((RESOURCES / "codes.json").read_text("utf-8")))
        new = [name for name in defaults if not self.book[name].codes]
        if not new:
            return
        with self._file.write():
            for name in new:
                office_tables.add_codes(self._file, name, defaults[name].codes)
        self.read_again()

    def chapters(self) -> list[ChapterNode]:
        """Give the chapter tree."""
        return [ChapterNode.from_row(row) for row in office_tables.read_chapters(self._file)]

    def set_chapters(self, chapters: Iterable[ChapterNode]) -> None:
        """Replace the chapter tree; raises OfficeError when a title is missing or occurs twice."""
        chapters = list(chapters)
        titles = [one_line(node.title) for node in chapters]
        if "" in titles:
            raise OfficeError("章节要有标题。")
        if len(titles) > len(set(titles)):
            raise OfficeError("有两个章节的标题相同，请改一个。")
        with self._file.write():
            self.write_chapters(chapters)
        self.read_again()

    def write_chapters(self, chapters: Iterable[ChapterNode]) -> None:
        """Replace the chapter tree as it is; inside a write."""
        office_tables.write_chapters(self._file, (node.row for node in chapters))

    def grow(self, ledger: Ledger, records: Sequence[Record]) -> None:
        """Add words that a growing list does not know yet; inside a write."""
        for each in ledger.fields:
            if isinstance(each.kind, Choice) and each.kind.grows:
                for words in dict.fromkeys(filter(None, (record.values.get(each.key) for record in records))):
                    self._add(each, each.kind.codes, words)

    def _add(self, each: Field[Any], codes: str, words: str) -> None:
        if self.book[codes].find(words) is not None:
            return
        if each is CHAPTER:
            self.write_chapters(with_title(self.chapters(), words))
        else:
            office_tables.add_codes(self._file, codes, [Code(words)])
        self.read_again()

    def _read(self) -> Codebook:
        titles = [Code(title) for title, _, _ in office_tables.read_chapters(self._file)]
        return office_tables.read_codebook(self._file).with_list("chapter", CodeList(titles))

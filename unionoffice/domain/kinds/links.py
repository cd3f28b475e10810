"""Kinds that point elsewhere: at a record of another ledger, at attached files."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from unionoffice.domain.kinds.kind import Column, Context, Kind, Link, Refused, Stored, Unknown, words_of
from unionoffice.domain.text import LONGEST_LINE


class Ref(Kind[Link]):
    """A record of another ledger, chosen by name, pinyin initials, number or ID number."""

    name: ClassVar[str] = "关联"
    hint = "姓名、名称或编号"

    def __init__(self, ledger: str, *, grows: bool = False) -> None:
        self.ledger = ledger
        self.grows = grows
        """Whether a name that no record has makes a new record of that name."""

    def parse(self, raw: object, context: Context) -> Link | None:
        """Find the record; refuse words that mean none or several."""
        if isinstance(raw, Link):
            return raw
        words = words_of(raw)
        if not words:
            return None
        try:
            return context.find(self.ledger, words)
        except Unknown:
            if not self.grows:
                raise
            if len(words) > LONGEST_LINE:
                raise Refused(f"最多 {LONGEST_LINE} 个字，现有 {len(words)} 个字") from None
            return Link(self.ledger, 0, words)

    def text(self, value: Link) -> str:
        """Write the record's label."""
        return value.label

    def columns(self, key: str) -> Sequence[Column]:
        """Keep the record's id."""
        return [Column(key, f'INTEGER REFERENCES "{self.ledger}"(id) ON DELETE RESTRICT')]

    def to_row(self, value: Link) -> tuple[Stored, ...]:
        """Give the id."""
        return (value.id,)

    def from_row(self, *stored: Stored) -> Link:
        """Take the id back; the label is filled in by the ledger table."""
        return Link(self.ledger, int(stored[0] or 0))


@dataclass(frozen=True)
class Attachment:
    """A file kept with a record, found by the hash of its content."""

    digest: str
    file_name: str
    caption: str = ""
    taken_on: str = ""
    """ISO date, empty when unknown."""


class Files(Kind[tuple[Attachment, ...]]):
    """Photos and scans."""

    name: ClassVar[str] = "附件"
    importable = False

    def parse(self, raw: object, context: Context) -> tuple[Attachment, ...] | None:
        """Take attachments that are stored already; words cannot make any."""
        if isinstance(raw, tuple) and all(isinstance(each, Attachment) for each in raw):
            return raw or None
        if words_of(raw):
            raise Refused("附件请在窗口中添加，不能用文字填写")
        return None

    def text(self, value: tuple[Attachment, ...]) -> str:
        """Name the files."""
        return "；".join(attachment.caption or attachment.file_name for attachment in value)

    def to_row(self, value: tuple[Attachment, ...]) -> tuple[Stored, ...]:
        """Give JSON with the digests, names, captions and dates."""
        rows = [[a.digest, a.file_name, a.caption, a.taken_on] for a in value]
        return (json.dumps(rows, ensure_ascii=False),)

    def from_row(self, *stored: Stored) -> tuple[Attachment, ...]:
        """Take the attachments back."""
        return tuple(Attachment(*row) for row in json.loads(str(stored[0])))

    def masked(self, value: tuple[Attachment, ...]) -> str:
        """Say only how many there are."""
        return f"{len(value)} 个附件"

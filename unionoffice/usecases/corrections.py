"""更正说明: what has changed in the ledgers since a summary was signed, number by number and record by record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from unionoffice.domain.day import written_date
from unionoffice.domain.draft import Draft, Figure, Row
from unionoffice.domain.ledger import Privacy, Record
from unionoffice.domain.manuscript import quoted
from unionoffice.domain.signed import Frozen, FrozenRow, SignOff
from unionoffice.exchange.profiles import without_numbers
from unionoffice.ledgers.shared import FIGURES, WHEN
from unionoffice.storage import trail
from unionoffice.storage.trail import Touch
from unionoffice.summary.composing import FigureIndex
from unionoffice.usecases.edit_summary import open_present
from unionoffice.usecases.history import versions
from unionoffice.usecases.office import Office
from unionoffice.usecases.sign_off import rows_behind, shown_values
from unionoffice.usecases.signed_summary import belongs_to, frozen
from unionoffice.usecases.write_evidence import evidence_row


class Turn(StrEnum):
    """What became of a record."""

    CHANGED = "更正"
    ADDED = "补登"
    REMOVED = "删除"
    ERASED = "依法清除"


@dataclass(frozen=True)
class FigureChange:
    """A number of the signed text that the ledgers no longer give."""

    label: str
    was: str
    now: str
    """Empty where no record supports the number any more."""

    @property
    def sentence(self) -> str:
        """How the paper tells it."""
        if not self.now:
            return f"“{self.label}”原为{self.was}，现无登记支持。"
        return f"“{self.label}”由{self.was}更正为{self.now}。"


@dataclass(frozen=True)
class RecordChange:
    """A record that was changed, added or removed since."""

    turn: Turn
    row: Row
    name: str
    """Its ledger and number, and what it is called where everybody may know."""
    told: str
    """What changed in it, or what it holds."""
    on: date

    @property
    def sentence(self) -> str:
        """How the paper tells it."""
        day = written_date(self.on)
        if self.turn is Turn.CHANGED:
            return f"{self.name}：{self.told}（{day}更正）。"
        told = f"，登记为{self.told}" if self.told else ""
        return f"{self.turn}{self.name}{told}（{day}）。"


@dataclass(frozen=True)
class Corrections:
    """All that has changed since a sign-off."""

    signed: SignOff
    title: str
    """The title of the signed summary."""
    figures: tuple[FigureChange, ...]
    records: tuple[RecordChange, ...]

    def __len__(self) -> int:
        return len(self.figures) + len(self.records)


def corrections(office: Office, signed: SignOff) -> Corrections:
    """Compare what was signed with the records of today; raises OfficeError when what was signed is not whole."""
    content = frozen(office, signed)
    touched = {
        row: touch
        for row, touch in trail.touched_since(office.file.db, signed.batch).items()
        if row[0] in office.ledgers.by_key
    }
    if not touched:
        return Corrections(signed, content.draft.title, (), ())
    finder = _Finder(office, signed, content, touched)
    records = sorted(finder.records(), key=lambda each: (each.on, each.row))
    return Corrections(signed, content.draft.title, tuple(finder.figures()), tuple(records))


class _Finder:
    """Looks at every row that was touched since."""

    def __init__(self, office: Office, signed: SignOff, content: Frozen, touched: dict[Row, Touch]) -> None:
        present = open_present(office, signed.period)
        self._office = office
        self._signed = signed
        self._draft = content.draft
        self._touched = touched
        self._frozen = {each.row: each for each in content.rows}
        self._index = FigureIndex(present.whole)
        self._behind = rows_behind(present.whole) | rows_behind(present.draft)
        self._moved = self._rows_moved()

    def figures(self) -> Iterator[FigureChange]:
        """Name every number of the signed text that is another one now because of a touched row."""
        told = set[FigureChange]()
        for was, now in self._pairs():
            rows = {*was.rows, *(now.rows if now else ())}
            change = FigureChange(was.label, was.text, now.text if now else "")
            if change.was != change.now and rows & self._touched.keys() and change not in told:
                told.add(change)
                yield change

    def _pairs(self) -> Iterator[tuple[Figure, Figure | None]]:
        return _pairs(self._draft, self._index)

    def _rows_moved(self) -> set[Row]:
        """Find the rows that came to a number or left it."""
        moved = set[Row]()
        for was, now in self._pairs():
            moved |= set(was.rows) ^ set(now.rows if now else ())
        return moved

    def records(self) -> Iterator[RecordChange]:
        """Name every touched row that the signed text stood on, or that it would tell now."""
        for row, touch in self._touched.items():
            record = next(iter(self._office.records(row[0], [row[1]])), None)
            was = self._frozen.get(row)
            found = self._new(row, record, touch) if was is None else self._changed(was, record)
            if found is not None:
                turn, name, told = found
                yield RecordChange(turn, row, name, without_numbers(told), touch.at.astimezone().date())

    def _new(self, row: Row, record: Record | None, touch: Touch) -> tuple[Turn, str, str] | None:
        if record is None or record.trashed:
            return None
        ledger = record.ledger
        is_dated = ledger.has(WHEN) and ledger.parent is None
        if row in self._behind or (is_dated and touch.is_new and belongs_to(record, self._signed.period)):
            return Turn.ADDED, name_of(record), evidence_row(record)[4]
        return None

    def _changed(self, was: FrozenRow, record: Record | None) -> tuple[Turn, str, str] | None:
        if record is None:
            return Turn.ERASED, f"{was.ledger}中的一条登记", ""
        if record.trashed:
            return Turn.REMOVED, name_of(record), was.counted
        told = list(self._differences(was, record))
        counted = {each.key for each in (*record.ledger.summed, FIGURES)}
        weighs = record.ledger.has(WHEN) or was.row in self._moved or any(key in counted for key, _ in told)
        return (Turn.CHANGED, name_of(record), "；".join(words for _, words in told)) if told and weighs else None

    def _differences(self, was: FrozenRow, record: Record) -> Iterator[tuple[str, str]]:
        now = shown_values(record)
        for each in record.ledger.fields:
            before, after = was.values.get(each.key, ""), now.get(each.key, "")
            if before != after:
                yield each.key, _difference(each.title, before, after)
        hidden = {each.title for each in record.ledger.fields if each.privacy is not Privacy.OPEN}
        changed = {
            change.title
            for version in versions(self._office, record.ledger.key, record.id)
            if version.batch > self._signed.batch
            for change in version.changes
        }
        for title in sorted(hidden & changed):
            yield "", f"{title}有改动（内容不公开）"


def _difference(title: str, before: str, after: str) -> str:
    if not before:
        return f"{title}补填{after}"
    return f"{title}由{before}改为{after}" if after else f"{title}删去{before}"


def _pairs(draft: Draft, index: FigureIndex) -> Iterator[tuple[Figure, Figure | None]]:
    for paragraph in draft.paragraphs:
        for figure in paragraph.figures:
            yield figure, index.now(quoted(figure, paragraph.key))


def name_of(record: Record) -> str:
    """Name a record by its ledger and number, and by its own name where everybody may know it."""
    ledger = record.ledger
    number = record.text(ledger.number) if ledger.number else f"第 {record.id} 条"
    shown = next((each for each in ledger.label if record.text(each)), None)
    is_open = shown is not None and shown.privacy is Privacy.OPEN and shown is not ledger.number
    return f"{ledger.title}{number}" + (f"“{without_numbers(record.label)}”" if is_open else "")

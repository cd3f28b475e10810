"""An open office: everything the window and the commands ask of the records goes through here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from unionoffice.domain.codes import Codebook
from unionoffice.domain.kinds import Choice, Context, Link, Refused, Unknown, shortened
from unionoffice.domain.ledger import Field, Ledger, Record
from unionoffice.domain.own import OwnField, OwnRegister
from unionoffice.domain.period import STATISTICAL, Period, current_half, named_period
from unionoffice.domain.pinyin import Pinyin
from unionoffice.domain.query import Query
from unionoffice.domain.sums import Sum
from unionoffice.domain.text import one_line
from unionoffice.errors import OfficeError
from unionoffice.ledgers import ALL, STANDARD, Ledgers
from unionoffice.ledgers.limit import LIMIT
from unionoffice.ledgers.own import everything, with_own
from unionoffice.paths import RESOURCES
from unionoffice.rules.limits import limits_from
from unionoffice.rules.statistical_year import year_of_statistics
from unionoffice.storage import backup, office_tables, own_tables, schema
from unionoffice.storage.database import OfficeFile
from unionoffice.storage.ledger_table import LedgerTable
from unionoffice.storage.undo_steps import UndoSteps
from unionoffice.summary.chapters import ChapterNode, template_names
from unionoffice.summary.chapters import template as chapter_template
from unionoffice.usecases.default_rows import add_default_rows
from unionoffice.usecases.office_codes import OfficeCodes

NAME, AUTHOR, PARENT, TEMPLATE, BACKUPS = "name", "author", "parent", "template", "backups"
REVIEWER, TELEPHONE = "export/reviewer", "export/telephone"
WORKING_PERIOD = "working_period"
"""The keys of the office's settings."""
Own = tuple[tuple[OwnField, ...], tuple[OwnRegister, ...]]
"""What an office has added to the ledgers."""


class Office:
    """One open office; used from the main thread only."""

    def __init__(self, file: OfficeFile, today: Callable[[], date] = date.today) -> None:
        self.file = file
        self.settings = office_tables.Settings(file)
        self._today = today
        self.ledgers: Ledgers = STANDARD
        self._own: Own = ((), ())
        self._tables = self._open_tables()
        self._read_own()
        self.steps = UndoSteps(file, lambda: self.ledgers_with_hidden.by_key)
        self.codes = OfficeCodes(file)
        file.actor = self.author

    @classmethod
    def create(
        cls, folder: Path, name: str, author: str = "", template: str = "通用", password: str = "", parent: str = ""
    ) -> Self:
        """Make a new office in an empty or missing folder; raises OfficeError."""
        name, author, parent = one_line(name), one_line(author), one_line(parent)
        if not name:
            raise OfficeError("请填写单位名称。")
        chapters = _template(template)
        ddl = [each.create_sql for each in schema.wanted_tables(ALL).values()] + schema.indexes(ALL)
        office = cls(OfficeFile.create(folder, password, ddl, actor=author))
        try:
            office._fill_new({NAME: name, AUTHOR: author, TEMPLATE: template, PARENT: parent}, chapters)
        except BaseException:
            office.file.close()
            raise
        return office

    @classmethod
    def open(cls, folder: Path, password: str = "", today: Callable[[], date] = date.today) -> Self:
        """Open an office after every check; raises OfficeError and leaves the files as they are."""
        file = OfficeFile.open(folder, password, wanted=schema.wanted_tables(ALL), also=schema.indexes(ALL))
        try:
            office = cls(file, today)
            office._make_room_for_own()
            office.codes.add_new_lists()
            add_default_rows(office)
        except BaseException:
            file.close()
            raise
        return office

    def close(self, *, back_up: bool = True) -> None:
        """Back up when something changed, then close the file."""
        try:
            if back_up:
                backup.back_up(self.file, self.backup_folder, "退出", only_if_changed=True)
        finally:
            self.file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.file.close()

    def _fill_new(self, settings: dict[str, str], chapters: Iterable[ChapterNode]) -> None:
        with self.steps.not_kept():
            for key, value in settings.items():
                self.settings.put(key, value)
            self.codes.write_chapters(chapters)
            self.codes.add_new_lists()
            add_default_rows(self)
        self.file.actor = self.author
        self.codes.read_again()

    # What the office has added to the ledgers

    def _open_tables(self) -> dict[str, LedgerTable]:
        return {each.key: self._open_table(each) for each in self.ledgers.all}

    def _open_table(self, ledger: Ledger) -> LedgerTable:
        return LedgerTable(self.file, ledger, lambda: self.pinyin, self.labels)

    def _read_own(self) -> None:
        """Read the office's own fields and registers; without a change of them every ledger stays the same object."""
        own = own_tables.read_fields(self.file), own_tables.read_registers(self.file)
        if own != self._own:
            self._own = own
            self.ledgers = with_own(*own)
            self._tables = self._open_tables()

    def _make_room_for_own(self) -> None:
        """Let the own registers and links have what the program has learnt since they were made."""
        if self._own != ((), ()):
            ledgers = self.ledgers_with_hidden.all
            self.file.upgrade(schema.wanted_tables(ledgers), schema.indexes(ledgers))

    @property
    def own_fields(self) -> tuple[OwnField, ...]:
        """The fields that the office has added, hidden ones among them."""
        return self._own[0]

    @property
    def own_registers(self) -> tuple[OwnRegister, ...]:
        """The registers that the office has added, hidden ones among them."""
        return self._own[1]

    @property
    def ledgers_with_hidden(self) -> Ledgers:
        """The ledgers with what is hidden: what they hold is kept, so whoever clears up must know of it."""
        return everything(*self._own)

    # What the office is

    @property
    def folder(self) -> Path:
        """The office's folder."""
        return self.file.folder

    @property
    def name(self) -> str:
        """单位名称."""
        return self.settings.get(NAME)

    @property
    def author(self) -> str:
        """制表人."""
        return self.settings.get(AUTHOR)

    @property
    def today(self) -> date:
        """The day on which the clerk works."""
        return self._today()

    @property
    def backup_folder(self) -> Path:
        """Where backups go: the chosen folder, or one beside the office's."""
        chosen = self.settings.get(BACKUPS)
        return Path(chosen) if chosen else backup.beside(self.folder)

    def setting(self, key: str, default: str = "") -> str:
        """Give a setting, or the default where it was never set."""
        return self.settings.get(key, default)

    def set_setting(self, key: str, value: str) -> None:
        """Keep a setting."""
        self.settings.put(key, value)
        self.file.actor = self.author

    @cached_property
    def pinyin(self) -> Pinyin:
        """The readings of characters, read when first needed."""
        return Pinyin.from_lines((RESOURCES / "pinyin.txt").read_text("utf-8"))

    @property
    def codebook(self) -> Codebook:
        """The code lists, the chapters among them."""
        return self.codes.book

    def context(self) -> Context:
        """Give what reading a value needs to know of this office."""
        return Context(self.codebook, self.today, self.find)

    # Periods

    def periods(self) -> list[Period]:
        """Give the office's own periods (学期, 自定义), the latest first."""
        return office_tables.read_periods(self.file)

    def add_period(self, period: Period) -> None:
        """Keep a period of the office's own; raises OfficeError when its name is taken."""
        if any(each.label == period.label for each in self.periods()):
            raise OfficeError(f"已经有名为“{period.label}”的期间，请换一个名称。")
        with self.file.write():
            office_tables.add_period(self.file, period)

    def find_period(self, words: str) -> Period | None:
        """Find the period that a label or a code means, the office's own labels first."""
        found = next((each for each in self.periods() if each.label == words), None) or named_period(words)
        is_statistical = found is not None and found.kind == STATISTICAL and found == named_period(words)
        return self.statistical_year(found.end.year) if found is not None and is_statistical else found

    def statistical_year(self, year: int) -> Period:
        """Give the union statistical year as 限额规则 sets its end."""
        return year_of_statistics(limits_from(self.records(LIMIT.key, self.ids(LIMIT.key, Query()))), year)

    @property
    def working_period(self) -> Period:
        """The period the clerk works on: the one chosen last, else the present half-year."""
        return self.find_period(self.settings.get(WORKING_PERIOD)) or current_half(self.today)

    def work_on(self, period: Period) -> None:
        """Remember the period the clerk works on."""
        if period.label != self.settings.get(WORKING_PERIOD):
            self.settings.put(WORKING_PERIOD, period.label)

    def refresh(self) -> None:
        """Forget what was remembered of the file, after a write that was taken back or that changed the ledgers."""
        self._read_own()
        for table in self._tables.values():
            table.numbers.forget()
        self.codes.read_again()

    # Records

    def table_with_hidden(self, ledger: Ledger) -> LedgerTable:
        """Give the table of one of `ledgers_with_hidden`: it shows what the clerk has hidden, too."""
        return self._open_table(ledger)

    def table(self, ledger: str) -> LedgerTable:
        """Give a ledger's table; for use cases."""
        return self._tables[ledger]

    def ids(self, ledger: str, query: Query, most: int | None = None) -> list[int]:
        """List the ids of the records a query finds, in its order; perhaps only the first ones, where that costs less."""
        return self._tables[ledger].ids(query, self.context(), most)

    def count(self, ledger: str, query: Query) -> int:
        """Count the records a query finds."""
        return self._tables[ledger].count(query, self.context())

    def records(self, ledger: str, ids: Sequence[int], only: Sequence[Field[Any]] | None = None) -> list[Record]:
        """Read records in the order of their ids, perhaps with some of their fields."""
        return self._tables[ledger].records(ids, only)

    def record(self, ledger: str, row_id: int) -> Record:
        """Read one record; raises OfficeError when it is gone."""
        found = self._tables[ledger].records([row_id])
        if not found:
            raise OfficeError("这条登记已经不在了，请刷新。")
        return found[0]

    def totals(self, ledger: str, query: Query, ids: Sequence[int] | None = None) -> list[Sum]:
        """Add up money and counts over some records, or over all that a query finds."""
        table = self._tables[ledger]
        return table.totals(query, self.context()) if ids is None else table.totals_of(ids)

    def children(self, child: str, parent_id: int) -> list[Record]:
        """Read the records that belong to another ledger's record, the oldest first."""
        return self.records(child, sorted(self.ids(child, Query(parent=parent_id))))

    def children_ledgers(self, ledger: str) -> tuple[Ledger, ...]:
        """Find the ledgers whose records belong to a record of this one."""
        return self.ledgers.children_of(self.ledgers.by_key[ledger])

    def labels(self, ledger: str, ids: Iterable[int]) -> dict[int, str]:
        """Give what records are called, so that no two of them share the words."""
        return self._tables[ledger].labels(ids)

    def find(self, ledger: str, words: str) -> Link:
        """Find the one record that words mean exactly; raises Refused."""
        ids = self._tables[ledger].find(words)
        title = self.ledgers.by_key[ledger].title
        if not ids:
            raise Unknown(f"“{title}”中没有“{shortened(words)}”")
        if len(ids) > 1:
            raise Refused(f"“{title}”中有 {len(ids)} 个“{shortened(words)}”，请写编号")
        return self.link(ledger, ids[0])

    def link(self, ledger: str, row_id: int) -> Link:
        """Make a link to a record, with its label."""
        return Link(ledger, row_id, self.labels(ledger, [row_id]).get(row_id, ""))

    def candidates(self, ledger: str, words: str, limit: int = 20) -> list[Link]:
        """Offer records whose label or initials hold what has been typed."""
        ids = self._tables[ledger].candidates(words, limit)
        labels = self.labels(ledger, ids)
        return [Link(ledger, each, labels[each]) for each in ids]

    def completions(self, ledger: str, key: str, start: str, limit: int = 20) -> list[str]:
        """Offer what was entered in a field before."""
        table = self._tables[ledger]
        return table.earlier_entries(table.ledger.get(key), start, limit)

    def suggestion(self, ledger: str) -> dict[str, str]:
        """Give what a new record's form holds at first: the defaults, and for what is dated today and the last category.

        What is done tends to repeat; what a person is does not: the last member's gender says nothing of the next.
        """
        table = self._tables[ledger]
        words = {each.key: each.default for each in table.ledger.fields if each.default}
        if table.ledger.when is None:
            return words
        words[table.ledger.when.key] = self.today.isoformat()
        for each in table.ledger.fields:
            if each.required and isinstance(each.kind, Choice) and (latest := table.latest(each)):
                words.setdefault(each.key, str(latest))
        return words


def _template(name: str) -> Iterable[ChapterNode]:
    if name not in template_names():
        raise OfficeError(f"没有“{name}”这个章节模板，可选：{'、'.join(template_names())}。")
    return chapter_template(name)

"""The steps that can be taken back and done again: kept in the office file, they outlive the window."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from unionoffice.domain.kinds import shortened
from unionoffice.domain.ledger import Ledger
from unionoffice.storage.database import OfficeFile
from unionoffice.storage.driver import Database, quoted
from unionoffice.storage.reversal import Progress, Reversed, reverse

MOST = 100
"""So many steps are kept."""


@dataclass(frozen=True)
class Step:
    """One saving that changed records, or its taking back."""

    id: int
    batch: int
    """The batch of the trail whose reversal comes next."""
    title: str
    undone: bool


class UndoSteps:
    """The steps of one office, each written in the transaction of the saving it stands for."""

    def __init__(self, file: OfficeFile, ledgers: Callable[[], Mapping[str, Ledger]]) -> None:
        self._file = file
        self._ledgers = ledgers
        self._title = ""
        self._is_kept = True
        file.before_commit = self._note

    def steps(self) -> list[Step]:
        """List all steps, the oldest first."""
        sql = "SELECT id, batch, title, undone FROM undo_step ORDER BY id"
        rows = self._file.db.execute(sql).fetchall()
        return [Step(row_id, batch, title, bool(undone)) for row_id, batch, title, undone in rows]

    def next_undo(self) -> Step | None:
        """Give the step that is taken back next."""
        return next((step for step in reversed(self.steps()) if not step.undone), None)

    def next_redo(self) -> Step | None:
        """Give the step that is done again next."""
        return next((step for step in self.steps() if step.undone), None)

    @contextmanager
    def named(self, title: str) -> Iterator[None]:
        """Write what is inside as one step of this name; inside another named step it joins that one."""
        before = self._title
        self._title = before or title
        try:
            with self._file.write():
                yield
        finally:
            self._title = before

    @contextmanager
    def not_kept(self) -> Iterator[None]:
        """Write what is inside as no step: what the program itself lays down is nothing the clerk did."""
        before, self._is_kept = self._is_kept, False
        try:
            with self._file.write():
                yield
        finally:
            self._is_kept = before

    def turn(self, step: Step, progress: Progress) -> Reversed:
        """Take a step back, or do it again. Inside a write of its own."""
        db = self._file.db
        done = reverse(db, step.batch, self._ledgers().keys(), progress)
        db.execute(
            "UPDATE undo_step SET batch = (SELECT batch FROM now_writing), undone = ? WHERE id = ?",
            [int(not step.undone), step.id],
        )
        return done

    def _note(self) -> None:
        """Make a step of what the write changed in ledgers; after a purge nothing before it can be taken back."""
        if not self._is_kept:
            return
        db = self._file.db
        batch, purging = db.execute("SELECT batch, purging FROM now_writing").fetchone()
        if purging:
            # Their titles and words may name whom the law wants forgotten.
            db.execute("DELETE FROM undo_step")
            db.execute("DELETE FROM draft")
            return
        if db.execute("SELECT 1 FROM undo_step WHERE batch = ?", [batch]).fetchone():
            return
        told = told_of(db, batch, self._ledgers())
        # A step that was given a name may change what is no record: an own field, an option of a list.
        changed = "SELECT 1 FROM trail WHERE batch = ? AND op <> 'event'"
        if told or (self._title and db.execute(changed, [batch]).fetchone()):
            db.execute("DELETE FROM undo_step WHERE undone = 1")
            db.execute("INSERT INTO undo_step(batch, title, undone) VALUES (?, ?, 0)", [batch, self._title or told])
            db.execute(
                "DELETE FROM undo_step WHERE id NOT IN (SELECT id FROM undo_step ORDER BY id DESC LIMIT ?)", [MOST]
            )


def told_of(db: Database, batch: int, ledgers: Mapping[str, Ledger]) -> str:
    """Name what a saving did by its chief change (修改会员名册“…”); empty when it touched no record."""
    done = [row for row in db.execute(_CHANGES, [batch]).fetchall() if row[0] in ledgers]
    if not done:
        return ""
    # What belongs to a record or was made along with it is written before it.
    _, (table, verb, count, row_id) = max(enumerate(done), key=lambda each: (_WEIGHT[each[1][1]], each[0]))
    imported = db.execute("SELECT 1 FROM trail WHERE batch = ? AND op = 'event' AND tbl = 'import'", [batch])
    verb = "导入" if imported.fetchone() else verb
    title = ledgers[table].title
    return f"{verb}{title}{_label(db, table, row_id)}" if count == 1 else f"{verb}{title} {count} 条"


# An import leaves a hundred thousand entries: they are counted where they lie.
_CHANGES = (
    "SELECT tbl, verb, count(DISTINCT row_id), min(row_id) FROM (SELECT seq, tbl, row_id, CASE op"
    " WHEN 'insert' THEN '新增' WHEN 'delete' THEN '删除' ELSE CASE"
    " (json_extract(old, '$.deleted_at') NOTNULL) - (json_extract(new, '$.deleted_at') NOTNULL)"
    " WHEN -1 THEN '删除' WHEN 1 THEN '恢复' ELSE '修改' END END AS verb"
    " FROM trail WHERE batch = ? AND op <> 'event') GROUP BY tbl, verb ORDER BY min(seq)"
)
_WEIGHT = {"修改": 0, "恢复": 1, "删除": 2, "新增": 3}


def _label(db: Database, table: str, row_id: int) -> str:
    row = db.execute("SELECT label FROM " + quoted(table) + " WHERE id = ?", [row_id]).fetchone()
    return f"“{shortened(row[0])}”" if row and row[0] else ""

"""Write a readable copy of the records that any SQLite program opens: no office is locked into this one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from unionoffice.storage import driver
from unionoffice.storage.driver import listed, marks, quoted, run_many

Value = str | int | float | None


def write_plain_copy(target: Path, tables: Iterable[tuple[str, Sequence[str], Iterable[Sequence[Value]]]]) -> None:
    """Write tables with their titles and rows into a new, unencrypted SQLite file.

    The file must not exist yet. Raises OfficeError where the disk refuses; half a file is not left then.
    """
    db = driver.connect_plain(target)
    try:
        with driver.spoken("没有导出"), db.atomic():
            for title, heads, rows in tables:
                db.execute("CREATE TABLE " + quoted(title) + "(" + listed(heads) + ")")
                run_many(db, "INSERT INTO " + quoted(title) + " VALUES (" + marks(len(heads)) + ")", rows)
    except BaseException:
        db.close()
        target.unlink(missing_ok=True)
        raise
    db.close()

"""The office file: opened only when it is whole and ours, written only in one piece."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from filelock import FileLock

from unionoffice.errors import OfficeError
from unionoffice.storage import (
    backup,
    damage,
    driver,
    guard,
    health,
    keystore,
    lock,
    migrations,
    place,
    replacing,
    trail,
)
from unionoffice.storage.attachments import Attachments
from unionoffice.storage.backup import DATA
from unionoffice.storage.connecting import connect, open_checked
from unionoffice.storage.creating import CREATING, build
from unionoffice.storage.driver import Database
from unionoffice.storage.refusals import DamagedFileError, MissingFileError, explained_os_error
from unionoffice.storage.rotation import BEFORE_UPGRADE


class OfficeFile:
    """One open office: its database, its key and the lock on its folder; one thread only."""

    def __init__(self, folder: Path, db: Database, dek: bytes, held: FileLock, actor: str) -> None:
        self.folder = folder
        self.db = db
        self.dek = dek
        self.actor = actor
        self._held = held
        self._depth = 0
        self.before_commit: Callable[[], object] = _nothing
        """What else is written with every saving, the last thing before it is sealed."""
        driver.set_guard(db, guard.judge)

    @classmethod
    def create(
        cls,
        folder: Path,
        password: str,
        ddl: Sequence[str],
        *,
        actor: str = "",
        cost: keystore.Cost = keystore.FULL_COST,
    ) -> Self:
        """Make a new office in a folder that has none; the password may be empty."""
        place.refuse_unfit(folder)
        with _file_errors("台账没有新建"):
            folder.mkdir(parents=True, exist_ok=True)
        held = lock.hold(folder)
        try:
            with _file_errors("台账没有新建"), driver.spoken("台账没有新建"):
                dek = build(folder, password, ddl, cost)
            return cls(folder, connect(folder / DATA, dek), dek, held, actor)
        except BaseException:
            held.release()
            raise

    @classmethod
    def open(
        cls,
        folder: Path,
        password: str,
        *,
        wanted: Mapping[str, migrations.Wanted] | None = None,
        also: Sequence[str] = (),
        steps: Sequence[migrations.Migration] = migrations.MIGRATIONS,
        backups: Path | None = None,
        actor: str = "",
    ) -> Self:
        """Open an office after every check; raise a refusal and leave the files as they are.

        `wanted` and `also` are what the declarations ask for; `backups` takes the copy made before the schema changes,
        by default a folder beside the office. A restore that was interrupted is finished first.
        """
        place.refuse_unfit(folder)
        if not folder.is_dir():
            raise MissingFileError("没有这个台账文件夹。")
        held = lock.hold(folder)
        try:
            office = cls._open_held(folder, password, held, actor, steps)
            try:
                office.upgrade(wanted or {}, also, steps, backups)
            except BaseException:
                office.db.close()
                raise
            return office
        except BaseException:
            held.release()
            raise

    @classmethod
    def _open_held(
        cls, folder: Path, password: str, held: FileLock, actor: str, steps: Sequence[migrations.Migration]
    ) -> Self:
        if (folder / CREATING).exists():
            raise MissingFileError("这个文件夹里的台账上次没有建完。请重新新建，里面还没有任何记录。")
        try:
            replacing.finish(folder)
            health.refuse_absent(folder / DATA)
            dek = keystore.open(folder, password)
            health.refuse_wrong_file(folder / DATA, dek)
            db = open_checked(folder / DATA, dek, migrations.latest_version(steps))
        except OSError as error:
            raise explained_os_error(error, "台账没有打开") from error
        except DamagedFileError:
            # The refusal is what the clerk must see, even when the disk has no room for the copy.
            with contextlib.suppress(OSError):
                damage.set_aside(folder / DATA)
            raise
        damage.clear_mark(folder)
        return cls(folder, db, dek, held, actor)

    def upgrade(
        self,
        wanted: Mapping[str, migrations.Wanted],
        also: Sequence[str],
        steps: Sequence[migrations.Migration] = (),
        backups: Path | None = None,
    ) -> None:
        """Take the steps that wait and add what is wanted and missing, after a backup; does nothing when all is there."""
        waiting = migrations.pending(self.db, steps)
        if not waiting and not migrations.additions(self.db, wanted, also):
            return
        backup.back_up(self, backups or backup.beside(self.folder), BEFORE_UPGRADE)
        with self._unguarded(), driver.spoken("台账没有升级，仍是原来的样子"):
            migrations.migrate(self.db, steps)
        with self.schema_change():
            migrations.ensure_schema(self.db, wanted, also)

    def get_ready_to_write(self) -> None:
        """Load the library that nested savings need, so that the first saving does not wait for it."""
        self.db.library  # noqa: B018 - made once, when first asked for

    @contextlib.contextmanager
    def write(self, *, purging: bool = False) -> Iterator[Database]:
        """Save everything inside or nothing; calls inside join, and one that fails takes back only its own part.

        Only a purging write may delete from a table with a trash or empty the trail's contents.
        """
        if self._depth:
            with self.db.atomic():
                yield self.db
            return
        try:
            with driver.spoken("本次未保存"):
                yield from self._outermost(purging)
        except DamagedFileError:
            damage.leave_mark(self.folder)
            raise

    def _outermost(self, purging: bool) -> Iterator[Database]:
        self.db.execute("BEGIN IMMEDIATE")
        self._depth = 1
        try:
            trail.begin(self.db, self.actor, purging=purging)
            yield self.db
            if not driver.in_transaction(self.db):
                raise OfficeError("磁盘出错，本次未保存。请检查磁盘后再保存一次。")
            self.before_commit()
            trail.finish(self.db)
            self.db.execute("COMMIT")
        except BaseException:
            self.db.rollback()
            raise
        finally:
            self._depth = 0

    @contextlib.contextmanager
    def schema_change(self) -> Iterator[Database]:
        """Lift the guard for one transaction that changes tables."""
        with self._unguarded(), self.write():
            yield self.db

    def seal(self) -> None:
        """Chain what was written so far; inside a write. A long one does so by the way, lest its end take long."""
        trail.seal(self.db)

    def log_event(self, kind: str, detail: Mapping[str, Any]) -> None:
        """Put an export, a print, a view or a restore on the trail; no personal data in the detail."""
        with self.write():
            trail.log_event(self.db, kind, detail)

    @property
    def attachments(self) -> Attachments:
        """Return the door to this office's photos and scans."""
        return Attachments(self.folder, self.dek)

    def compact(self) -> None:
        """Rewrite the file without free pages, so that what was purged is gone from it."""
        with self._unguarded(), driver.spoken("文件没有整理，内容不变"):
            self.db.execute("VACUUM")

    @property
    def is_writing(self) -> bool:
        """Tell whether a write is open."""
        return self._depth > 0

    def close(self) -> None:
        """Close the file, forget the key and let go of the folder; a second call does nothing."""
        self.db.close()
        self.dek = b""
        self._held.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @contextlib.contextmanager
    def _unguarded(self) -> Iterator[None]:
        driver.set_guard(self.db, None)
        try:
            yield
        finally:
            driver.set_guard(self.db, guard.judge)


def _nothing() -> None:
    """Write nothing more: a file that no office stands on keeps no steps."""


@contextlib.contextmanager
def _file_errors(outcome: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise explained_os_error(error, outcome) from error

"""Making the files of a new office, so that a power cut in between is told from an office that lost a file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from unionoffice.errors import OfficeError
from unionoffice.storage import health, keystore, migrations, trail_schema
from unionoffice.storage.attachments import ATTACHMENTS
from unionoffice.storage.backup import DATA
from unionoffice.storage.connecting import connect

CREATING = ".creating"


def build(folder: Path, password: str, ddl: Sequence[str], cost: keystore.Cost) -> bytes:
    """Create the files; the mark tells a creation that was killed from an office that lost a file."""
    mark = folder / CREATING
    if not mark.exists():
        _refuse_existing(folder)
        mark.touch()
    for leftover in (keystore.KEYS, DATA, DATA + "-journal"):
        (folder / leftover).unlink(missing_ok=True)
    (folder / ATTACHMENTS).mkdir(exist_ok=True)
    dek = keystore.create(folder, password, cost)
    db = connect(folder / DATA, dek, create=True)
    try:
        with db.atomic():
            db.execute("PRAGMA application_id = " + str(health.APPLICATION_ID))
            migrations.set_version(db, migrations.latest_version(migrations.MIGRATIONS))
            for statement in ddl:
                db.execute(statement)
            trail_schema.install(db)
    finally:
        db.close()
    mark.unlink()
    return dek


def _refuse_existing(folder: Path) -> None:
    if any((folder / name).exists() for name in (DATA, keystore.KEYS, ATTACHMENTS)):
        raise OfficeError("这个文件夹里已经有台账文件，不能再新建。请直接打开，或换一个空文件夹。")

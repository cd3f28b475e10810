"""Whether every byte of a file is the one that was written, and whose file it is."""

from __future__ import annotations

from pathlib import Path

from unionoffice.storage import trail, trail_schema
from unionoffice.storage.driver import Database
from unionoffice.storage.keystore import derived
from unionoffice.storage.refusals import (
    DamagedFileError,
    ForeignFileError,
    MissingFileError,
    NewerFileError,
    explained_os_error,
)

APPLICATION_ID = 0x554F4646
"""“UOFF”: the office files of this program, seen only by those who have the key."""
_PAGE = 4096


def refuse_absent(path: Path) -> None:
    """Raise when the file is not there or empty; the driver would make a new one without a word."""
    try:
        size = path.stat().st_size
    except FileNotFoundError as error:
        raise MissingFileError("台账文件 data.db 不见了。请从备份恢复，程序不会自动新建空台账。") from error
    except OSError as error:
        raise explained_os_error(error, "台账没有打开") from error
    if size == 0:
        raise DamagedFileError("台账文件是空的（0 字节），里面的内容已经丢失。请从备份恢复。")


def refuse_wrong_file(path: Path, dek: bytes) -> None:
    """Look at the first bytes, before the driver touches the file; one sentence for each thing that it may be."""
    with path.open("rb") as stream:
        start = stream.read(_PAGE)
    if derived(dek, "salt", 16).startswith(start[:16]):
        # SQLite takes less than a page of ours for a new, empty database.
        if len(start) < _PAGE:
            raise DamagedFileError("台账文件被截断，内容已经丢失。请从备份恢复；损坏的文件会原样保留。")
        return
    if start.startswith(b"SQLite format 3\0"):
        raise ForeignFileError("这个位置上是一个没有加密的数据库文件，不是本程序的台账，没有打开。")
    if start.startswith(b"PK\x03\x04"):
        raise ForeignFileError("这个位置上是一个 Excel 或压缩文件，不是台账文件，没有打开。表格请用“导入”。")
    if _reads_as_text(start):
        raise ForeignFileError("这个位置上是一个文字文件，不是台账文件，没有打开。")
    raise ForeignFileError(
        "这个加密文件不是本单位的台账，或者开头已经损坏，没有打开。请从备份恢复，现有文件会原样保留。"
    )


def refuse_damage(db: Database) -> None:
    """Read every page and its checksum; raise DamagedFileError at the first that does not fit."""
    for check in ("PRAGMA cipher_integrity_check", "PRAGMA quick_check"):
        found = [row[0] for row in db.execute(check).fetchall()]
        if found not in ([], ["ok"]):
            raise DamagedFileError("台账文件有损坏，没有打开。请从备份恢复；损坏的文件会原样保留。")


def refuse_foreign(db: Database, latest: int) -> None:
    """Raise unless this program wrote the file, and no later version of it."""
    if db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise ForeignFileError("这个加密文件不是本程序的台账，没有打开。")
    if db.execute("PRAGMA user_version").fetchone()[0] > latest:
        raise NewerFileError("台账文件由更新版本创建，这个版本不能打开。请安装新版程序，文件没有改动。")


def refuse_tampering(db: Database) -> None:
    """Raise when a trigger of the trail was removed or the end of the trail does not fit its seal."""
    if trail_schema.flaw(db) is not None:
        raise DamagedFileError("台账文件被别的程序改动过：留痕的触发器不齐。没有打开，请从备份恢复。")
    sealed = trail.head(db).seq
    written = db.execute("SELECT coalesce(max(seq), 0) FROM trail").fetchone()[0]
    if sealed != written:
        raise DamagedFileError("台账文件被别的程序改动过：留痕的末尾没有封存。没有打开，请从备份恢复。")


def _reads_as_text(start: bytes) -> bool:
    # A page of encrypted bytes always holds some control bytes.
    return not any(byte < 9 for byte in start)

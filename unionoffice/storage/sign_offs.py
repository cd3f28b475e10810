"""Keep signed summaries: one line each, and beside it the frozen contents and the printed pages as they were."""

from __future__ import annotations

import zlib
from datetime import date
from typing import Any

from unionoffice.domain.period import Period
from unionoffice.domain.signed import SignOff
from unionoffice.storage.database import OfficeFile

_COLUMNS = (
    'id, period, kind, start, "end", signed_on, signed_by, batch, digest, left_open, unlocked_on, unlocked_by, reason'
)


def read_sign_offs(file: OfficeFile) -> list[SignOff]:
    """Read all sign-offs, the latest first."""
    return [_sign_off(row) for row in file.db.execute(f"SELECT {_COLUMNS} FROM sign_off ORDER BY id DESC").fetchall()]


def standing(file: OfficeFile) -> list[SignOff]:
    """Read the sign-offs that no one has unlocked."""
    sql = f"SELECT {_COLUMNS} FROM sign_off WHERE unlocked_on IS NULL ORDER BY id"
    return [_sign_off(row) for row in file.db.execute(sql).fetchall()]


def add_sign_off(file: OfficeFile, signed: SignOff, content: str, paper: bytes) -> int:
    """Keep a signed summary and give its id; inside a write."""
    period = signed.period
    file.db.execute(
        'INSERT INTO sign_off(period, kind, start, "end", signed_on, signed_by, batch, digest, left_open) '
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            period.label,
            period.kind,
            period.start.isoformat(),
            period.end.isoformat(),
            signed.signed_on.isoformat(),
            signed.signed_by,
            signed.batch,
            signed.digest,
            signed.left_open,
        ],
    )
    row_id = int(file.db.execute("SELECT last_insert_rowid()").fetchone()[0])
    file.db.execute(
        "INSERT INTO sign_off_content(sign_off, content, paper) VALUES (?, ?, ?)",
        [row_id, zlib.compress(content.encode(), 9), paper],
    )
    return row_id


def unlock(file: OfficeFile, row_id: int, day: date, by: str, reason: str) -> None:
    """Note that a sign-off no longer stands; inside a write."""
    file.db.execute(
        "UPDATE sign_off SET unlocked_on = ?, unlocked_by = ?, reason = ? WHERE id = ?",
        [day.isoformat(), by, reason, row_id],
    )


def read_content(file: OfficeFile, row_id: int) -> tuple[str, bytes] | None:
    """Read the frozen contents and the PDF; None when they are missing or cannot be unpacked."""
    row = file.db.execute("SELECT content, paper FROM sign_off_content WHERE sign_off = ?", [row_id]).fetchone()
    if row is None:
        return None
    try:
        return zlib.decompress(row[0]).decode(), bytes(row[1])
    except (zlib.error, UnicodeDecodeError):
        return None


def _sign_off(row: tuple[Any, ...]) -> SignOff:
    row_id, label, kind, start, end, signed_on, by, batch, digest, left_open, unlocked_on, unlocked_by, reason = row
    return SignOff(
        row_id,
        Period(label, date.fromisoformat(start), date.fromisoformat(end), kind),
        date.fromisoformat(signed_on),
        by,
        batch,
        digest,
        left_open,
        None if unlocked_on is None else date.fromisoformat(unlocked_on),
        unlocked_by,
        reason,
    )

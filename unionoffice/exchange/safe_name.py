"""File names that every system takes and that cannot lead out of the chosen folder."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from pathlib import Path

LONGEST_PATH = 239
"""Windows and the older Office programs refuse paths of 260 characters; some copies add to them."""
_LONGEST_BYTES = 200
"""Linux takes 255 bytes in a name, and a Chinese character has three."""
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?")


def safe_name(words: str, longest: int = 60) -> str:
    """Make one part of a file name from any words; never empty, without any sign that Windows refuses."""
    kept = "".join(c for c in words if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co"))
    kept = re.sub(r'[<>:"/\\|?*\s]+', "_", kept)[:longest]
    kept = kept.encode()[:_LONGEST_BYTES].decode(errors="ignore").strip(" ._")
    if not kept:
        return "未命名"
    return f"_{kept}" if _RESERVED.fullmatch(kept) else kept


def suggested_path(folder: Path, span: str, title: str, office: str, on: date, suffix: str = ".xlsx") -> Path:
    """Suggest 2026年上半年困难职工帮扶台账_单位_20260705.xlsx, with （2） and so on when the name is taken."""
    head, tail = safe_name(span + title, 40), f"_{on:%Y%m%d}"
    room = LONGEST_PATH - len(str(folder)) - len(head) - len(tail) - len(suffix) - 8
    room = min(room, (_LONGEST_BYTES + 20 - len(head.encode())) // 3)
    stem = f"{head}_{safe_name(office, max(4, min(30, room)))}{tail}"
    return free_path(folder / f"{stem}{suffix}")


def free_path(wanted: Path) -> Path:
    """Give the path itself, or with （2）, （3）… the first that no file has."""
    path, number = wanted, 1
    while path.exists():
        number += 1
        path = wanted.with_name(f"{wanted.stem}（{number}）{wanted.suffix}")
    return path

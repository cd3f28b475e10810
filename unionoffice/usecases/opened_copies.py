"""Plain copies of attachments that another program shows: in a private folder that goes when the office closes."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from pathlib import Path

from unionoffice.domain.kinds import Attachment
from unionoffice.domain.text import one_line
from unionoffice.errors import OfficeError
from unionoffice.usecases.attach_file import read_attachment
from unionoffice.usecases.office import Office

_UNFIT = '<>:"/\\|?*'
_LONGEST = 80
"""Letters of a name; every system takes them."""


class OpenedCopies:
    """The copies of one open office."""

    def __init__(self, office: Office) -> None:
        self._office = office
        # The office is open once at a time, so any other folder of this name was left behind by a crash.
        place = hashlib.sha256(str(office.folder).encode("utf-8", "surrogateescape")).hexdigest()[:12]
        self._prefix = f"unionoffice-{place}-"
        self._folder: Path | None = None

    def make(self, attachment: Attachment) -> Path:
        """Write a copy that only this user may read, and give its path; raises OfficeError."""
        content = read_attachment(self._office, attachment)
        try:
            if self._folder is None or not self._folder.is_dir():
                self._folder = Path(tempfile.mkdtemp(prefix=self._prefix))
            # A folder for each content: two files of one name may differ.
            holder = self._folder / attachment.digest[:16]
            holder.mkdir(mode=0o700, exist_ok=True)
            target = holder / _safe(attachment.file_name)
            # What another program has opened is written anew under the same name only when it is gone.
            if not target.exists():
                with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                    file.write(content)
        except OSError as error:
            raise OfficeError("附件没有打开：临时文件夹不能写入，请检查磁盘空间。") from error
        return target

    def clear(self) -> None:
        """Remove the copies, and what a crash has left of earlier ones; one that is still open stays until next time."""
        for folder in Path(tempfile.gettempdir()).glob(f"{self._prefix}*"):
            if folder.is_dir() and not folder.is_symlink():
                shutil.rmtree(folder, ignore_errors=True)
        self._folder = None


def _safe(name: str) -> str:
    words = "".join("_" if each in _UNFIT else each for each in one_line(name)).strip(" .")
    stem, dot, suffix = words.rpartition(".")
    short = f"{stem[:_LONGEST]}{dot}{suffix[:10]}" if stem else words[:_LONGEST]
    return (
        short if short and not short.upper().startswith(("CON", "PRN", "AUX", "NUL", "COM", "LPT")) else f"附件_{short}"
    )

"""Photos and scans of an office: each one encrypted in a file of its own, named by its content."""

from __future__ import annotations

import hmac
import os
from collections.abc import Iterable
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from unionoffice.errors import OfficeError
from unionoffice.storage.durable import write_durably
from unionoffice.storage.keystore import derived
from unionoffice.storage.refusals import DamagedFileError, MissingFileError, explained_os_error

ATTACHMENTS = "attachments"
_MAGIC = b"UOA1"
_NONCE = 12
LARGEST = 200 * 1024 * 1024


class Attachments:
    """The attachments of one office folder; the same content is kept once."""

    def __init__(self, office_folder: Path, dek: bytes) -> None:
        self._folder = office_folder / ATTACHMENTS
        self._cipher = AESGCM(derived(dek, "attachments"))
        # A plain hash would tell anybody who holds a photo whether it is among these.
        self._naming_key = derived(dek, "attachment names")

    def store(self, content: bytes | Path) -> str:
        """Keep a file (at most 200 MB) and return the name by which it is read back."""
        try:
            plain = content if isinstance(content, bytes) else _read_limited(content)
            name = hmac.new(self._naming_key, plain, "sha256").hexdigest()
            if not self._is_whole(name):
                self._write(name, plain)
        except OSError as error:
            raise explained_os_error(error, "附件没有保存") from error
        return name

    def read(self, name: str) -> bytes:
        """Return the content; raise MissingFileError or DamagedFileError."""
        try:
            sealed = self.place_of(name).read_bytes()
        except FileNotFoundError as error:
            raise MissingFileError("附件文件不见了，可以从备份恢复。") from error
        except OSError as error:
            raise explained_os_error(error, "附件没有打开") from error
        try:
            return self._opened(name, sealed)
        except InvalidTag as error:
            raise DamagedFileError("附件文件有损坏，没有打开，可以从备份恢复。") from error

    def faults(self, names: Iterable[str]) -> list[tuple[str, str]]:
        """Return name and sentence for each attachment that cannot be read."""
        found = []
        for name in names:
            try:
                self.read(name)
            except OfficeError as error:
                found.append((name, error.sentence))
        return found

    def remove(self, name: str) -> None:
        """Delete an attachment for good, as a purge does."""
        self.place_of(name).unlink(missing_ok=True)

    def place_of(self, name: str) -> Path:
        """Return the encrypted file's path."""
        return self._folder / name[:2] / name

    def _is_whole(self, name: str) -> bool:
        try:
            self._opened(name, self.place_of(name).read_bytes())
        except (FileNotFoundError, InvalidTag):
            return False
        return True

    def _write(self, name: str, plain: bytes) -> None:
        place = self.place_of(name)
        place.parent.mkdir(parents=True, exist_ok=True)
        nonce = os.urandom(_NONCE)
        # The name is under the seal too: two files exchanged on the disk do not open.
        write_durably(place, _MAGIC + nonce + self._cipher.encrypt(nonce, plain, name.encode()))

    def _opened(self, name: str, sealed: bytes) -> bytes:
        start = len(_MAGIC)
        if not sealed.startswith(_MAGIC) or len(sealed) < start + _NONCE:
            raise InvalidTag
        return self._cipher.decrypt(sealed[start : start + _NONCE], sealed[start + _NONCE :], name.encode())


def stored_names(office_folder: Path) -> list[str]:
    """Return the names of all attachments in a folder, sorted."""
    return sorted(path.name for path in (office_folder / ATTACHMENTS).glob("??/*") if not path.suffix)


def _read_limited(path: Path) -> bytes:
    if path.stat().st_size > LARGEST:
        raise OfficeError("这个附件超过 200 MB，没有保存。请先压缩或截取需要的部分。")
    return path.read_bytes()

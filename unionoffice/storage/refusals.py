"""The reasons for which an office is not opened or not saved, each a class so that a caller can offer the way out."""

from __future__ import annotations

import errno

from unionoffice.errors import OfficeError


class WrongPasswordError(OfficeError):
    """The password does not open the keys."""


class MissingFileError(OfficeError):
    """A file that belongs to the office is not there; a backup may have it."""


class ForeignFileError(OfficeError):
    """Something stands in the place of the office file that this office never wrote."""


class NewerFileError(OfficeError):
    """A later version of the program has written the office file."""


class DamagedFileError(OfficeError):
    """The bytes are not those that were written; only a backup helps."""


class AlreadyOpenError(OfficeError):
    """Another window holds the office."""


class UnfitPlaceError(OfficeError):
    """The folder is shared, synchronised or read-only."""


_FULL = (errno.ENOSPC, errno.EDQUOT)
_DENIED = (errno.EACCES, errno.EPERM, errno.EROFS)


def explained_os_error(error: OSError, outcome: str) -> OfficeError:
    """Turn a failed file operation into a sentence that ends with what it means for the clerk's work."""
    if error.errno in _FULL:
        return OfficeError(f"磁盘已满，{outcome}。请腾出空间后再试。")
    if error.errno in _DENIED:
        return OfficeError(f"没有写入权限或文件正被占用，{outcome}。请检查文件夹是否只读。")
    return OfficeError(f"读写磁盘出错，{outcome}。请检查磁盘或U盘是否接好。")

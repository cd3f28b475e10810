"""Put a file in its place whole or not at all, so that a failed export leaves the old one as it was."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from unionoffice.errors import FileInUseError, OfficeError

IN_USE = "文件正在 WPS 或 Excel 中打开，请关闭后重试。"
_KINDS = frozenset([".xlsx", ".csv", ".pdf", ".docx", ".json"])
"""What the program writes, and so may replace: a slip of the hand must not put a sheet over an office's data file."""
_FULL = (errno.ENOSPC, errno.EDQUOT)
_DENIED = (errno.EACCES, errno.EPERM, errno.EROFS)


@contextmanager
def whole_file(target: Path) -> Iterator[BinaryIO]:
    """Open a stream whose content takes the target's place when all of it is on the disk.

    Raises FileInUseError when another program holds the target, OfficeError when the folder cannot be written, the
    disk is full or what is there is no file of the kinds written here.
    """
    if target.is_file() and target.suffix.lower() not in _KINDS:
        raise OfficeError("这个名字的文件已经有了，又不是表格或文稿，没有覆盖；请换一个名字。")
    try:
        handle, name = tempfile.mkstemp(prefix="~", suffix=".part", dir=target.parent)
    except OSError as error:
        raise _explained(error, "不能写入这个文件夹，请换一个位置保存。") from error
    part = Path(name)
    try:
        with os.fdopen(handle, "w+b") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        _take_place(part, target)
    except OSError as error:
        raise _explained(error, "写入文件出错，请检查磁盘或U盘是否接好。") from error
    finally:
        part.unlink(missing_ok=True)


def _take_place(part: Path, target: Path) -> None:
    try:
        part.replace(target)
    except OSError as error:
        if _is_denied(error):
            raise FileInUseError(IN_USE) from error
        raise _explained(error, "文件没有保存，请换一个名字重试。") from error


def _is_denied(error: OSError) -> bool:
    return error.errno in _DENIED or isinstance(error, PermissionError)


def _explained(error: OSError, otherwise: str) -> OfficeError:
    if error.errno in _FULL:
        return OfficeError("磁盘已满，文件没有保存，原来的文件没有改动；请腾出空间后重试。")
    if _is_denied(error):
        return OfficeError("没有写入这个文件夹的权限，请换一个位置保存。")
    return OfficeError(otherwise)

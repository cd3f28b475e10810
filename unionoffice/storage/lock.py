"""One window per office: a lock that the system itself lets go of when the program dies."""

from __future__ import annotations

from pathlib import Path

from filelock import FileLock, Timeout

from unionoffice.storage.refusals import AlreadyOpenError, UnfitPlaceError, explained_os_error

LOCK = "office.lock"


def hold(folder: Path) -> FileLock:
    """Take the office for this process; raise AlreadyOpenError when another window has it.

    The system keeps the lock, not the file's presence or content: one left behind by a killed program locks nobody out.
    """
    lock = FileLock(folder / LOCK, timeout=0, thread_local=False)
    try:
        lock.acquire()
    except Timeout as error:
        raise AlreadyOpenError("这个单位的台账已经在另一个窗口中打开。") from error
    except NotImplementedError as error:
        raise UnfitPlaceError("这个文件夹所在的磁盘不支持文件锁，台账不能放在这里。请放到本机硬盘上。") from error
    except OSError as error:
        raise explained_os_error(error, "台账没有打开") from error
    return lock

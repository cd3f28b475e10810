"""The password of an office: set, changed or taken away, and the recovery code that opens the office without it."""

from __future__ import annotations

from pathlib import Path

from unionoffice.errors import OfficeError
from unionoffice.storage import keystore, recovery_code, restoring
from unionoffice.usecases.office import Office

EVENT = "password"
SHORTEST = 8
"""Letters of a password; with the kinds asked for below, what 等级保护 calls a password of some complexity."""


def change_password(office: Office, old: str, new: str, again: str) -> None:
    """Lock the office with another password, or with none when `new` is empty; raises OfficeError, changing nothing.

    Older backups stay locked with the password they were made under; the recovery code opens them all.
    """
    _refuse_unfit(new, again)
    if new == old:
        raise OfficeError("新密码和现在的密码一样，没有改动。")
    keystore.change_password(office.folder, old, new)
    office.file.log_event(EVENT, {"what": "changed" if old and new else "set" if new else "removed"})


def show_recovery_code(office: Office, password: str) -> str:
    """Give the code that opens the office and all its backups; raises OfficeError for a wrong password."""
    code = recovery_code.encode(keystore.open(office.folder, password))
    office.file.log_event(EVENT, {"what": "recovery code shown"})
    return code


def reset_password(folder: Path, code: str, new: str, again: str) -> None:
    """Give an office whose password is lost a new one; raises OfficeError for a code that is not its own."""
    if not new:
        raise OfficeError("请填写新密码。")
    _refuse_unfit(new, again)
    restoring.reset_password(folder, code, new)


def _refuse_unfit(new: str, again: str) -> None:
    if new != again:
        raise OfficeError("两次输入的新密码不一样，请重新输入。")
    kinds = (str.isdigit, str.isalpha, lambda letter: not letter.isalnum())
    if new and (len(new) < SHORTEST or sum(any(map(kind, new)) for kind in kinds) < 2):
        raise OfficeError(f"密码至少 {SHORTEST} 个字符，并且数字、字母、符号至少有两种。")

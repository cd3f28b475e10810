"""Keep a photo or scan with a record, describe it, and read it back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from unionoffice.domain.day import NotADay
from unionoffice.domain.day_words import read_day
from unionoffice.domain.kinds import Attachment
from unionoffice.domain.text import one_line
from unionoffice.errors import OfficeError
from unionoffice.usecases.office import Office

LARGEST = 50 * 1024 * 1024
PHOTO_SIDE = "photo_side"
"""The key of the setting: the longest side, in pixels, that an added photo keeps; 0 leaves photos as they are."""
_USUAL_SIDE = 2000


def attach_file(office: Office, path: Path, caption: str = "", taken_on: str = "") -> Attachment:
    """Store a file's content, encrypted; the attachment belongs to a record once that record is kept with it."""
    content = read_file(path)
    # A name from another system may hold what no text can; the content is found by its digest.
    return attach_content(office, content, path.name, caption, taken_on)


def attach_content(office: Office, content: bytes, name: str, caption: str = "", taken_on: str = "") -> Attachment:
    """Store content that is in hand already, encrypted, under a file name."""
    return Attachment(office.file.attachments.store(content), one_line(name) or "附件", one_line(caption), taken_on)


def read_file(path: Path) -> bytes:
    """Read a file that is to be attached; raises OfficeError when it cannot be read or exceeds 50 MB."""
    try:
        if path.stat().st_size > LARGEST:
            raise OfficeError(f"文件“{one_line(path.name)}”超过 50 MB，没有添加。")
        return path.read_bytes()
    except OSError as gone:
        raise OfficeError(f"文件“{one_line(path.name)}”读不到，请确认它还在原处。") from gone


def read_attachment(office: Office, attachment: Attachment) -> bytes:
    """Give the content of a kept file; raises OfficeError when it is missing or damaged."""
    return office.file.attachments.read(attachment.digest)


def faults_of(office: Office, attachments: Iterable[Attachment]) -> dict[str, str]:
    """Say by digest which attachments are missing or damaged; reads all of them."""
    return dict(office.file.attachments.faults(dict.fromkeys(each.digest for each in attachments)))


def described(office: Office, attachment: Attachment, caption: str, taken_on: str) -> Attachment:
    """Give an attachment other words and another day, as the clerk writes it; raises OfficeError for no day."""
    try:
        day = read_day(taken_on, office.today).start.isoformat() if taken_on.strip() else ""
    except NotADay as wrong:
        raise OfficeError(f"拍摄日期：{wrong}。") from wrong
    return replace(attachment, caption=one_line(caption), taken_on=day)


def photo_side(office: Office) -> int:
    """Give the longest side in pixels that an added photo keeps; 0 means as it is."""
    words = office.setting(PHOTO_SIDE, str(_USUAL_SIDE))
    return int(words) if words.isdecimal() else _USUAL_SIDE

"""Keep a photo or scan with a record, and read it back."""

from __future__ import annotations

from pathlib import Path

from unionoffice.domain.kinds import Attachment
from unionoffice.domain.text import one_line
from unionoffice.errors import OfficeError
from unionoffice.usecases.office import Office

LARGEST = 50 * 1024 * 1024


def attach_file(office: Office, path: Path, caption: str = "", taken_on: str = "") -> Attachment:
    """Store a file's content, encrypted; the attachment belongs to a record once that record is kept with it."""
    try:
        size = path.stat().st_size
    except OSError as gone:
        raise OfficeError(f"文件“{one_line(path.name)}”读不到，请确认它还在原处。") from gone
    if size > LARGEST:
        raise OfficeError(f"文件“{one_line(path.name)}”超过 50 MB，没有添加。")
    # A name from another system may hold what no text can; the content is found by its digest.
    name = one_line(path.name) or "附件"
    return Attachment(office.file.attachments.store(path), name, one_line(caption), taken_on)


def read_attachment(office: Office, attachment: Attachment) -> bytes:
    """Give the content of a kept file; raises OfficeError when it is missing or damaged."""
    return office.file.attachments.read(attachment.digest)

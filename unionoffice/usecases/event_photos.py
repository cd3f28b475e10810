"""The photos and papers of an event, each with what it shows and when it was taken."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from unionoffice.domain.day import NotADay
from unionoffice.domain.day_words import read_day
from unionoffice.domain.kinds import Attachment
from unionoffice.domain.text import one_line
from unionoffice.errors import OfficeError
from unionoffice.ledgers.shared import FILES, WHEN
from unionoffice.usecases.attach_file import attach_content, read_file
from unionoffice.usecases.keep_record import keep
from unionoffice.usecases.office import Office


def photos(office: Office, row_id: int) -> tuple[Attachment, ...]:
    """Give the attachments of an event in their order."""
    return office.record("event", row_id)[FILES] or ()


def add_photos(
    office: Office, row_id: int, paths: Sequence[Path], prepared: Callable[[bytes], bytes] = lambda content: content
) -> int:
    """Attach files in one step, dated by the event's first day; those attached already are passed over.

    `prepared` makes of a file's content what is kept, such as a smaller photo.
    """
    when = office.record("event", row_id)[WHEN]
    taken_on = when.start.isoformat() if when else ""
    there = photos(office, row_id)
    contents = [(prepared(read_file(path)), path.name) for path in paths]
    made = [attach_content(office, content, name, taken_on=taken_on) for content, name in contents]
    digests = {each.digest for each in there}
    new = tuple({each.digest: each for each in made if each.digest not in digests}.values())
    if new:
        _keep(office, row_id, (*there, *new))
    return len(new)


def remove_photo(office: Office, row_id: int, place: int) -> None:
    """Take an attachment away from the event."""
    there = photos(office, row_id)
    _keep(office, row_id, there[:place] + there[place + 1 :])


def describe_photo(office: Office, row_id: int, place: int, caption: str, taken_on: str) -> None:
    """Keep what a photo shows and when it was taken; raises OfficeError for words that are no day."""
    try:
        day = read_day(taken_on, office.today).start.isoformat() if taken_on.strip() else ""
    except NotADay as wrong:
        raise OfficeError(f"拍摄日期：{wrong}。") from wrong
    there = list(photos(office, row_id))
    there[place] = replace(there[place], caption=one_line(caption), taken_on=day)
    _keep(office, row_id, tuple(there))


def _keep(office: Office, row_id: int, files: tuple[Attachment, ...]) -> None:
    kept = keep(office, "event", {FILES.key: files or ""}, office.record("event", row_id), doubting=False)
    if kept.record is None:
        raise OfficeError(f"照片没有保存：{kept.problems[0].sentence}")

"""封账: freeze the summary of a period with its numbers, their rows and its printed pages; and unlock it again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from unionoffice.domain.draft import Draft, Row
from unionoffice.domain.kinds import Files
from unionoffice.domain.ledger import Privacy, Record
from unionoffice.domain.plain_form import to_plain
from unionoffice.domain.signed import Frozen, FrozenRow, SignOff
from unionoffice.domain.text import one_line
from unionoffice.errors import OfficeError
from unionoffice.storage import sign_offs, trail
from unionoffice.usecases.check_summary import check_summary
from unionoffice.usecases.draft_summary import paper
from unionoffice.usecases.edit_summary import SummaryText, open_present
from unionoffice.usecases.office import Office
from unionoffice.usecases.paper_settings import font_report, options_of, paper_settings
from unionoffice.usecases.signed_summary import canonical, digest_of, standing
from unionoffice.usecases.write_evidence import evidence_row

SIGNED, UNLOCKED = "sign_off", "sign_off_unlocked"
"""The events of the trail."""


def sign_off(office: Office, text: SummaryText) -> SignOff:
    """Freeze a text as the clerk sees it; raises OfficeError when it is signed already or has changed meanwhile.

    Findings of the check that are still open do not hinder it; they are frozen with it.
    """
    period = text.period
    if standing(office, period) is not None:
        raise OfficeError(f"{period.label}总结已经封账。")
    if open_present(office, period).draft != text.draft:
        raise OfficeError("台账或文字刚有改动，请先看一遍现在的文字，再封账。")
    batch = trail.last_batch(office.file.db)
    frozen, pages = _freeze(office, text)
    content = canonical(frozen)
    signed = SignOff(0, period, office.today, office.author, batch, digest_of(content), len(frozen.left_open))
    with office.file.write():
        row_id = sign_offs.add_sign_off(office.file, signed, content, pages)
        detail = {"period": period.label, "sha256": signed.digest, "left_open": signed.left_open}
        office.file.log_event(SIGNED, detail)
    return replace(signed, id=row_id)


def unlock(office: Office, signed: SignOff, reason: str) -> None:
    """Let the text be edited again; the sign-off stays in the list. Raises OfficeError without a reason."""
    reason = unlock_reason(reason)
    with office.file.write():
        sign_offs.unlock(office.file, signed.id, office.today, office.author, reason)
        office.file.log_event(UNLOCKED, {"period": signed.period.label, "sha256": signed.digest})


def unlock_reason(words: str) -> str:
    """Read why a period is unlocked; raises OfficeError when it is blank."""
    reason = one_line(words)
    if not reason:
        raise OfficeError("请写明解封的理由，它会留在封账记录里。")
    return reason


def _freeze(office: Office, text: SummaryText) -> tuple[Frozen, bytes]:
    settings = paper_settings(office, text.period.label)
    pages, _ = paper(text.draft, options_of(settings))
    frozen = Frozen(
        draft=text.draft,
        whole=None if text.whole == text.draft else text.whole,
        rows=tuple(_frozen_rows(office, text.draft)),
        paper=to_plain(settings),
        fonts={str(each.role): each.words for each in font_report(settings.fonts)},
        paper_digest=digest_of(pages),
        settled=dict(text.manuscript.settled),
        left_open=tuple(each.sentence for each in check_summary(text).open_points),
    )
    return frozen, pages


def rows_behind(draft: Draft) -> set[Row]:
    """Collect the rows that a draft counts, tells or lists."""
    found = {row for each in (*draft.figures, *draft.not_written) for row in each.rows}
    found.update(row for each in draft.paragraphs for row in each.records)
    found.update(row for each in draft.annexes for row in each.sources)
    return found


def _frozen_rows(office: Office, draft: Draft) -> Iterator[FrozenRow]:
    behind = sorted(rows_behind(draft))
    for ledger in dict.fromkeys(ledger for ledger, _ in behind):
        for record in office.records(ledger, [row_id for its, row_id in behind if its == ledger]):
            yield FrozenRow((ledger, record.id), *evidence_row(record), shown_values(record))


def shown_values(record: Record) -> dict[str, str]:
    """Write what everybody may see of a record, by field key."""
    return {
        each.key: record.text(each)
        for each in record.ledger.fields
        if each.privacy is Privacy.OPEN and not isinstance(each.kind, Files) and each.key in record.values
    }

"""Read what was signed off: which summaries stand signed, and what was frozen with them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256

from unionoffice.domain.ledger import Problem, Record
from unionoffice.domain.period import Period, named_period
from unionoffice.domain.plain_form import from_plain, to_plain
from unionoffice.domain.signed import Frozen, SignOff
from unionoffice.errors import OfficeError
from unionoffice.ledgers.shared import PERIOD, WHEN
from unionoffice.storage import sign_offs
from unionoffice.usecases.office import Office


def canonical(frozen: Frozen) -> str:
    """Write frozen contents in the one form whose hash is kept."""
    return json.dumps(to_plain(frozen), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest_of(content: str | bytes) -> str:
    """Give the SHA-256 of frozen contents or of a PDF."""
    return sha256(content.encode() if isinstance(content, str) else content).hexdigest()


def standing(office: Office, period: Period) -> SignOff | None:
    """Find the sign-off by which a period is signed; None while it is open."""
    return next((each for each in sign_offs.standing(office.file) if each.period.label == period.label), None)


def signed_periods(office: Office) -> frozenset[str]:
    """List the labels of the periods that are signed."""
    return frozenset(each.period.label for each in sign_offs.standing(office.file))


def history(office: Office, period: Period) -> list[SignOff]:
    """List all sign-offs of a period, the latest first, the unlocked ones too."""
    return [each for each in sign_offs.read_sign_offs(office.file) if each.period.label == period.label]


def frozen(office: Office, signed: SignOff) -> Frozen:
    """Read what was frozen; raises OfficeError when it is not what was signed."""
    return _contents(office, signed)[0]


def frozen_paper(office: Office, signed: SignOff) -> bytes:
    """Give the PDF that was signed, byte for byte; raises OfficeError when it is not what was signed."""
    return _contents(office, signed)[1]


def _contents(office: Office, signed: SignOff) -> tuple[Frozen, bytes]:
    found = sign_offs.read_content(office.file, signed.id)
    if found is not None and digest_of(found[0]) == signed.digest:
        content = from_plain(Frozen, json.loads(found[0]))
        if digest_of(found[1]) == content.paper_digest:
            return content, found[1]
    raise OfficeError(
        f"“{signed.period.label}”封账时保存的内容与校验值不符，可能已损坏或被改动。请从备份恢复，或写明理由解封后重新封账。"
    )


def doubts_of_signed(office: Office, record: Record, old: Record | None) -> list[Problem]:
    """Tell that a change will be named as a correction, where the record belongs or belonged to a signed period."""
    return doubts_if_signed(sign_offs.standing(office.file), record, old) if record.ledger.when else []


def doubts_if_signed(standing: Sequence[SignOff], record: Record, old: Record | None) -> list[Problem]:
    """Tell the same, seen from the sign-offs that stand."""
    when = record.ledger.when
    if when is None:
        return []
    records = [each for each in (record, old) if each is not None]
    return [
        Problem(
            when.key,
            f"{signed.period.label}总结已封账，这条更正会列入更正说明",
            blocking=False,
        )
        for signed in standing
        if any(belongs_to(each, signed.period) for each in records)
    ]


def belongs_to(record: Record, period: Period) -> bool:
    """Tell whether a dated record counts for a period: by the name of its own, else by its first day."""
    label = record.text(PERIOD) if record.ledger.has(PERIOD) else ""
    if label:
        named = named_period(label)
        return label == period.label or (named is not None and period.holds(named.start))
    when = record.values.get(WHEN.key)
    return when is not None and period.holds(when.start)

"""Draft the summary of a period from the ledgers, show it, and write it in every form."""

from __future__ import annotations

import json as json_text
from collections.abc import Sequence
from contextlib import ExitStack
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from unionoffice.domain.draft import Draft, Figure
from unionoffice.domain.kinds import Choice
from unionoffice.domain.ledger import Ledger, Record
from unionoffice.domain.period import Period
from unionoffice.domain.query import Query
from unionoffice.errors import OfficeError
from unionoffice.exchange.whole_file import whole_file
from unionoffice.ledgers.member import MEMBER, MEMBERSHIP_CHANGE
from unionoffice.ledgers.shared import PERIOD, WHEN
from unionoffice.summary.chapters import CATEGORIES, template_rules
from unionoffice.summary.half_year import draft_half_year
from unionoffice.summary.material import Material
from unionoffice.summary.roll import MEMBER_FIELDS
from unionoffice.usecases.baseline import read_baseline
from unionoffice.usecases.office import PARENT, TEMPLATE, Office

if TYPE_CHECKING:
    from unionoffice.reports.half_year_pdf import PaperReport
    from unionoffice.reports.paper_options import PaperOptions

EVENT = "summary"


def draft(office: Office, period: Period) -> Draft:
    """Draft the summary as if nobody had edited it; the same records give the same words."""
    return draft_half_year(material_of(office, period))


def material_of(office: Office, period: Period) -> Material:
    """Collect what the summary of a period is made of."""
    records = {each.key: _of_period(office, each.key, period) for each in office.ledgers.all if _is_told(each)}
    return Material(
        office=office.name,
        parent=office.setting(PARENT),
        period=period,
        chapters=office.codes.chapters(),
        rules=template_rules(office.setting(TEMPLATE, "通用")),
        former_categories=_former_categories(office),
        records=records,
        last_year={key: _of_year_before(office, key, period, found) for key, found in records.items()},
        baseline=read_baseline(office, period),
        signed_by=office.name,
        signed_on=office.today,
    )


def write(
    office: Office,
    drafted: Draft,
    pdf: Path | None = None,
    docx: Path | None = None,
    json: Path | None = None,
    *,
    options: PaperOptions | None = None,
    printed: bytes = b"",
) -> list[Path]:
    """Write the draft in the forms asked for, all or none; returns the paths written.

    What was signed brings its own paper options and its pages as they were `printed`.
    """
    # The window drafts without writing: what makes PDF and Word is loaded when it is wanted.
    from unionoffice.reports.half_year_json import draft_as_json
    from unionoffice.reports.half_year_word import write_word
    from unionoffice.usecases.paper_settings import paper_options

    written = [path for path in (pdf, docx, json) if path is not None]
    if len({path.resolve() for path in written}) < len(written):
        raise OfficeError("两种文件用了同一个名字，请分别命名。")
    options = options or paper_options(office, drafted.period_label)
    with ExitStack() as files:
        # All are opened before one is written: a place that cannot be written leaves the others as they were, too.
        streams = {path: files.enter_context(whole_file(path)) for path in written}
        if pdf is not None:
            streams[pdf].write(printed or paper(drafted, options)[0])
        if docx is not None:
            write_word(drafted, streams[docx], options.red_head, options.sheet)
        if json is not None:
            streams[json].write(json_text.dumps(draft_as_json(drafted), ensure_ascii=False, indent=1).encode())
    office.file.log_event(EVENT, {"period": drafted.period_label, "forms": [path.suffix for path in written]})
    return written


def paper(drafted: Draft, options: PaperOptions | None = None) -> tuple[bytes, PaperReport]:
    """Print the draft in memory, for the preview and the printer."""
    from unionoffice.reports.half_year_pdf import write_pdf

    stream = BytesIO()
    report = write_pdf(drafted, stream, options)
    return stream.getvalue(), report


def rows(office: Office, figure: Figure) -> list[Record]:
    """Read the records behind a figure."""
    found: list[Record] = []
    for ledger in dict.fromkeys(ledger for ledger, _ in figure.rows):
        found += office.records(ledger, [row_id for its, row_id in figure.rows if its == ledger])
    return found


def _former_categories(office: Office) -> dict[str, tuple[str, ...]]:
    lists = ((ledger, key.kind.codes) for ledger, key in CATEGORIES.items() if isinstance(key.kind, Choice))
    return {f"{ledger}/{code.label}": code.was for ledger, name in lists for code in office.codebook[name].codes}


def _of_period(office: Office, ledger: str, period: Period) -> Sequence[Record]:
    # Who is a member at the start and end follows from all members and changes, whenever they were written.
    if ledger == MEMBER.key:
        return office.records(ledger, office.ids(ledger, Query()), MEMBER_FIELDS)
    everything = ledger == MEMBERSHIP_CHANGE.key
    return office.records(ledger, office.ids(ledger, Query() if everything else Query(period=period)))


def _is_told(ledger: Ledger) -> bool:
    """Tell whether the summary speaks of a ledger: of what belongs to other records only the members' changes."""
    return ledger.parent is None or ledger.key == MEMBERSHIP_CHANGE.key


def _of_year_before(office: Office, ledger: str, period: Period, now: Sequence[Record]) -> Sequence[Record]:
    """Read the records of the same period a year before; what has no date at all counts for this year only."""
    if office.ledgers.by_key[ledger].when is None:
        # Without dates every period has the same records.
        return now
    found = _of_period(office, ledger, period.a_year_before)
    return [each for each in found if each[WHEN] is not None or each[PERIOD] is not None]

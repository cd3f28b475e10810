"""Write the rows behind every number of a summary as an annex, Excel or PDF."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from unionoffice.domain.draft import Draft, Figure, Row
from unionoffice.domain.evidence import Evidence
from unionoffice.domain.ledger import Record
from unionoffice.domain.signed import FrozenRow
from unionoffice.exchange.evidence_sheet import write_evidence
from unionoffice.exchange.whole_file import whole_file
from unionoffice.ledgers.shared import FIGURES
from unionoffice.reports.evidence_pdf import evidence_pages
from unionoffice.summary.figures import figure_fields
from unionoffice.usecases.draft_summary import rows
from unionoffice.usecases.office import Office

EXPORT = "export"


EvidenceRow = tuple[str, str, str, str, str]
"""Ledger, number, date, what it is called, its data."""


def evidence(office: Office, draft: Draft, target: Path, frozen: Sequence[FrozenRow] = ()) -> Path:
    """Write the 佐证清单 of a draft and note that it left the office; raises OfficeError.

    Of a signed summary the rows are told as they were `frozen`.
    """
    title, note, blocks = _contents(office, draft, frozen)
    write_evidence(target, title, note, blocks)
    _log(office, draft, blocks)
    return target


def evidence_pdf(office: Office, draft: Draft, target: Path, frozen: Sequence[FrozenRow] = ()) -> Path:
    """Write the same annex as PDF on landscape A4, and note that it left the office; raises OfficeError."""
    title, note, blocks = _contents(office, draft, frozen)
    content = evidence_pages(title, note, blocks)
    with whole_file(target) as stream:
        stream.write(content)
    _log(office, draft, blocks)
    return target


def _contents(office: Office, draft: Draft, frozen: Sequence[FrozenRow]) -> tuple[str, str, list[Evidence]]:
    blocks = list(evidence_of(office, draft, frozen))
    day = draft.signed_on if frozen and draft.signed_on else office.today
    note = f"{draft.title}　数据截至 {day.isoformat()}　共 {len(blocks)} 个数字"
    return f"{draft.period_label}工作总结佐证清单", note, blocks


def _log(office: Office, draft: Draft, blocks: Sequence[Evidence]) -> None:
    office.file.log_event(EXPORT, {"list": "佐证清单", "period": draft.period_label, "figures": len(blocks)})


def evidence_of(office: Office, draft: Draft, frozen: Sequence[FrozenRow] = ()) -> Iterator[Evidence]:
    """Collect the numbers in reading order with their rows; a figure told twice has one block."""
    kept = {each.row: (each.ledger, each.number, each.when, each.label, each.counted) for each in frozen}
    seen: set[tuple[str, str, str, tuple[tuple[str, int], ...]]] = set()
    for chapter in draft.chapters:
        for paragraph in chapter.paragraphs:
            for figure in paragraph.figures:
                name = (figure.label, figure.text, figure.rule, figure.rows)
                if name not in seen:
                    seen.add(name)
                    yield _block(office, chapter.title, figure, kept)


def _block(office: Office, chapter: str, figure: Figure, kept: Mapping[Row, EvidenceRow]) -> Evidence:
    if kept:
        behind = tuple(kept[row] for row in figure.rows if row in kept)
    else:
        behind = tuple(evidence_row(record) for record in rows(office, figure))
    return Evidence(chapter, figure.label, figure.text, figure.rule, behind)


def evidence_row(record: Record) -> EvidenceRow:
    """Tell a record in the five columns of the 佐证清单."""
    ledger = record.ledger
    number = record.text(ledger.number) if ledger.number else f"第 {record.id} 条"
    when = record.text(ledger.when) if ledger.when else ""
    stated = {each.key for each in (*ledger.summed, *figure_fields(record))}
    fields = [each for each in ledger.fields if each.key in stated]
    counted = [f"{each.title} {words}" for each in fields if (words := record.text(each))]
    if ledger.has(FIGURES) and (told := record.text(FIGURES)):
        counted.append(told)
    return ledger.title, number, when, record.label, "；".join(counted)

"""Put the summary out as it stands: the text of today, or of a signed period what was frozen."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from unionoffice.domain.plain_form import from_plain
from unionoffice.domain.signed import Frozen
from unionoffice.usecases.draft_summary import paper, write
from unionoffice.usecases.edit_summary import SummaryText
from unionoffice.usecases.office import Office
from unionoffice.usecases.paper_settings import PaperSettings, font_report, options_of, paper_options
from unionoffice.usecases.signed_summary import frozen, frozen_paper
from unionoffice.usecases.write_evidence import evidence

Pages = tuple[bytes, Sequence[str]]
"""A PDF and what the clerk should know of it."""


def write_text(
    office: Office, text: SummaryText, pdf: Path | None = None, docx: Path | None = None, json: Path | None = None
) -> list[Path]:
    """Write the summary in the forms asked for; of a signed one the PDF is the signed one, byte for byte."""
    if text.signed is None:
        return write(office, text.draft, pdf, docx, json)
    content = frozen(office, text.signed)
    options = options_of(from_plain(PaperSettings, content.paper))
    pages = frozen_paper(office, text.signed)
    return write(office, text.draft, pdf, docx, json, options=options, printed=pages)


def write_rows(office: Office, text: SummaryText, target: Path) -> Path:
    """Write the 佐证清单; of a signed summary with the rows as they were."""
    rows = frozen(office, text.signed).rows if text.signed else ()
    return evidence(office, text.draft, target, rows)


def pages_of(office: Office, text: SummaryText) -> Pages:
    """Give the printed pages and what the clerk should know of them."""
    if text.signed is not None:
        return frozen_paper(office, text.signed), font_changes(frozen(office, text.signed))
    pages, report = paper(text.draft, paper_options(office, text.period.label))
    return pages, [*report.substitutions, *report.missing_characters]


def font_changes(content: Frozen) -> list[str]:
    """Say in one sentence which fonts would be others if the paper were set on this computer now."""
    settings = from_plain(PaperSettings, content.paper)
    now = {str(each.role): each.words for each in font_report(settings.fonts)}
    changed = [f"{role}（当时{words}，现为{now[role]}）" for role, words in content.fonts.items() if now[role] != words]
    if not changed:
        return []
    return [f"这台电脑的字体与封账时不同：{'、'.join(changed)}；预览、打印和导出的 PDF 仍是封账时的原样"]

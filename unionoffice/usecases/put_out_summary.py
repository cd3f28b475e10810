"""Put the summary out as it stands: the text of today, or of a signed period what was frozen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from unionoffice.domain.plain_form import from_plain
from unionoffice.domain.signed import Frozen, FrozenRow, SignOff
from unionoffice.exchange.whole_file import whole_file
from unionoffice.usecases.draft_summary import EVENT, paper, write
from unionoffice.usecases.edit_summary import SummaryText
from unionoffice.usecases.office import Office
from unionoffice.usecases.paper_settings import PaperSettings, font_report, options_of, paper_options
from unionoffice.usecases.signed_summary import frozen, frozen_paper

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


def frozen_rows(office: Office, text: SummaryText) -> Sequence[FrozenRow]:
    """Give the rows behind a signed text as they were; none for the text of today, whose rows are in the ledgers."""
    return frozen(office, text.signed).rows if text.signed else ()


def page_maker(office: Office, text: SummaryText) -> Callable[[], Pages]:
    """Read all that printing needs of the office, and give what makes the pages without it, in the background."""
    if text.signed is not None:
        pages, notices = frozen_paper(office, text.signed), font_changes(frozen(office, text.signed))
        return lambda: (pages, notices)
    options = paper_options(office, text.period.label)

    def make() -> Pages:
        made, report = paper(text.draft, options)
        return made, [*report.substitutions, *report.missing_characters]

    return make


def font_changes(content: Frozen) -> list[str]:
    """Say in one sentence which fonts would be others if the paper were set on this computer now."""
    settings = from_plain(PaperSettings, content.paper)
    now = {str(each.role): each.words for each in font_report(settings.fonts)}
    changed = [f"{role}（当时{words}，现为{now[role]}）" for role, words in content.fonts.items() if now[role] != words]
    if not changed:
        return []
    return [f"这台电脑的字体与封账时不同：{'、'.join(changed)}；预览、打印和导出的 PDF 仍是封账时的原样"]


def write_signed_pages(office: Office, signed: SignOff, target: Path) -> Path:
    """Write the pages that were signed, byte for byte, also of a sign-off that was unlocked since."""
    pages = frozen_paper(office, signed)
    with whole_file(target) as stream:
        stream.write(pages)
    office.file.log_event(EVENT, {"period": signed.period.label, "forms": [target.suffix], "sha256": signed.digest})
    return target

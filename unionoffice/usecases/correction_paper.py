"""Write the 更正说明 to a signed summary, as a paper of its own: the signed paper itself never changes."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from unionoffice.domain.day import written_date
from unionoffice.domain.draft import Chapter, Draft, Paragraph, Part
from unionoffice.errors import OfficeError
from unionoffice.exchange.whole_file import whole_file
from unionoffice.reports.half_year_pdf import write_pdf
from unionoffice.reports.half_year_word import write_word
from unionoffice.reports.paper_options import PaperOptions
from unionoffice.usecases.corrections import Corrections
from unionoffice.usecases.office import Office

EVENT = "corrections"


def correction_draft(office: Office, found: Corrections) -> Draft:
    """Lay out what has changed since the sign-off as a short official paper."""
    period = found.signed.period
    chapters = [Chapter("导语", Part.OVERVIEW, (Paragraph((_opening(found),)),))]
    titles = ["数字更正"] * bool(found.figures) + ["登记更正"] * bool(found.records)
    listed = {
        "数字更正": [each.sentence for each in found.figures],
        "登记更正": [each.sentence for each in found.records],
    }
    for numeral, title in zip("一二", titles, strict=False):
        chapters.append(Chapter(title, Part.DONE, tuple(_items(listed[title])), numeral))
    return Draft(
        office=office.name,
        title=f"关于{period.label}工作总结的更正说明",
        period_label=period.label,
        start=period.start,
        end=period.end,
        chapters=tuple(chapters),
        signed_by=office.name,
        signed_on=office.today,
    )


def write_corrections(office: Office, found: Corrections, target: Path) -> Path:
    """Write the 更正说明 as PDF or Word, by the name of the target; raises OfficeError where there is nothing to tell."""
    if not found:
        raise OfficeError("封账以后没有更正。")
    draft = correction_draft(office, found)
    with whole_file(target) as stream:
        if target.suffix.lower() == ".docx":
            write_word(draft, stream)
        else:
            write_pdf(draft, stream, PaperOptions())
    office.file.log_event(EVENT, {"period": found.signed.period.label, "form": target.suffix, "items": len(found)})
    return target


def correction_pages(draft: Draft) -> bytes:
    """Print the 更正说明 in memory, for the preview and the printer."""
    stream = BytesIO()
    write_pdf(draft, stream)
    return stream.getvalue()


def _opening(found: Corrections) -> str:
    signed = found.signed
    counts = [f"{len(found.figures)}个数字"] * bool(found.figures) + [f"{len(found.records)}条登记"] * bool(
        found.records
    )
    return (
        f"《{found.title}》已于{written_date(signed.signed_on)}封账。封账后台账有更正，"
        f"涉及{'、'.join(counts)}，说明如下，原文不作改动："
    )


def _items(sentences: Iterable[str]) -> Iterable[Paragraph]:
    for number, sentence in enumerate(sentences, 1):
        yield Paragraph((f"{number}.{sentence}",))

"""The draft as text in which every figure can be clicked; whatever comes from records is escaped."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape

from unionoffice.domain.day import written_date
from unionoffice.domain.draft import Chapter, Draft, Figure, Paragraph, State
from unionoffice.gui.theme import Look

FIGURE = "figure:"
CHAPTER = "chapter-"


@dataclass
class DraftText:
    """The page, and the figures in the order of their links."""

    html: str = ""
    figures: list[Figure] = field(default_factory=list)


def draft_text(draft: Draft, look: Look) -> DraftText:
    """Write a draft as a page."""
    text = DraftText()
    size = look.px + 2
    parts = [
        f'<p align="center" style="font-size:{size + 6}px; font-weight:bold; margin:8px 0 14px 0">{escape(draft.title)}</p>'
    ]
    for number, chapter in enumerate(draft.chapters):
        parts.append(_chapter(text, number, chapter, look))
    signed = [draft.signed_by, written_date(draft.signed_on) if draft.signed_on else ""]
    parts.append(f'<p align="right" style="margin-top:18px">{"<br>".join(escape(each) for each in signed if each)}</p>')
    text.html = f'<div style="font-size:{size}px">{"".join(parts)}</div>'
    return text


def chapter_title(chapter: Chapter) -> str:
    """Name a chapter with its numeral."""
    return f"{chapter.numeral}、{chapter.title}" if chapter.numeral else chapter.title


def _chapter(text: DraftText, number: int, chapter: Chapter, look: Look) -> str:
    head = f'<p style="font-weight:bold; margin:12px 0 4px 0"><a name="{CHAPTER}{number}"></a>{escape(chapter_title(chapter))}</p>'
    return head + "".join(_paragraph(text, each, look) for each in chapter.paragraphs)


def _paragraph(text: DraftText, paragraph: Paragraph, look: Look) -> str:
    runs = "".join(escape(run) if isinstance(run, str) else _figure(text, run, look) for run in paragraph.runs)
    weight = "font-weight:bold;" if paragraph.level else ""
    return f'<p style="text-indent:{2 * (look.px + 2)}px; line-height:110%; margin:0 0 5px 0; {weight}">{runs}</p>'


def _figure(text: DraftText, figure: Figure, look: Look) -> str:
    text.figures.append(figure)
    colour = look.colours["error_text" if figure.state is State.BLANK else "info"]
    link = f"{FIGURE}{len(text.figures) - 1}"
    return f'<a href="{link}" style="color:{colour}">{escape(figure.text)}</a>'

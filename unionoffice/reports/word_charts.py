"""Drawings in a Word file: each a picture with its title as the words for those who cannot see it."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from docx.shared import Pt
from reportlab.graphics import renderPDF

from unionoffice.domain.draft import Chart
from unionoffice.reports.charts import chart_title, draw_chart
from unionoffice.reports.fonts import PaperFonts
from unionoffice.reports.page_drawing import new_canvas
from unionoffice.reports.page_images import page_image, png
from unionoffice.reports.paper_text import encodable

_CHART_ZOOM = 3.0
"""Three pixels to the point: 216 to the inch."""


def add_chart(
    paragraph: Any, chart: Chart, fonts: PaperFonts, size: tuple[float, float], *, titled: bool = False
) -> None:
    """Put a drawing of a width and height in points into a paragraph, with its title where no line of text tells it."""
    width, height = size
    drawn = BytesIO(_chart_png(chart, fonts, width, height, titled=titled))
    picture = paragraph.add_run().add_picture(drawn, Pt(width), Pt(height))
    picture._inline.docPr.set("descr", encodable(chart_title(chart)))


def _chart_png(chart: Chart, fonts: PaperFonts, width: float, height: float, *, titled: bool = False) -> bytes:
    buffer = BytesIO()
    canvas = new_canvas(buffer, (width, height), fonts)
    renderPDF.draw(draw_chart(chart, fonts, width, height, titled=titled), canvas, 0, 0)
    canvas.showPage()
    canvas.save()
    return png(page_image(buffer.getvalue(), 1, _CHART_ZOOM))

"""The text and the tables of slides: in the language of the deck, without characters that XML cannot hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.text import PP_ALIGN
from pptx.slide import Slide
from pptx.util import Inches, Pt

from dashboard.charts.drawing import INK, MUTED
from dashboard.exports.edition import Edition

LANGUAGES = {"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB"}
MARGIN = Inches(0.6)
LONGEST_PROPERTY = 255
"""Characters that a property of a document holds."""
ROW = 0.34
"""Inches."""


def write(frame: Any, lines: Sequence[str], size: float, lang: str, *, bold: bool = False, colour: str = INK) -> None:
    """Lines of one look, to the left, in the language of the deck."""
    frame.word_wrap = True
    for place, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.LEFT
        run = paragraph.add_run()
        run.text = plain(line)
        run.font.size, run.font.bold, run.font.color.rgb = Pt(size), bold, rgb(colour)
        run.font._element.set("lang", LANGUAGES[lang])


def short(text: str) -> str:
    """Text as the properties of a document hold it."""
    whole = plain(text)
    return whole if len(whole) <= LONGEST_PROPERTY else f"{whole[: LONGEST_PROPERTY - 1]}…"


def plain(text: str) -> str:
    """Text without characters that XML cannot hold."""
    return "".join(c for c in text if c.isprintable() or c in ("\t", "\n", "\N{NO-BREAK SPACE}"))


def rgb(colour: str) -> RGBColor:
    """A colour of the palette (`#rrggbb`)."""
    red, green, blue = bytes.fromhex(colour[1:])
    return RGBColor(red, green, blue)


def described(frame: Any, text: str) -> None:
    """What a screen reader says of a chart or a table."""
    frame._element.xpath("./p:nvGraphicFramePr/p:cNvPr")[0].set("descr", plain(text))


def large_number(slide: Slide, number: str, under: str, lang: str) -> None:
    """A figure in the place of a chart, with its period under it."""
    box = slide.shapes.add_textbox(MARGIN, Inches(2.6), Inches(7.8), Inches(2.0))
    write(box.text_frame, [number], 66, lang, bold=True)
    below = slide.shapes.add_textbox(MARGIN, Inches(3.9), Inches(7.8), Inches(0.6))
    write(below.text_frame, [under], 24, lang, colour=MUTED)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a table stands and how wide its columns are, in inches."""

    left: float
    top: float
    widths: Sequence[float]


def table(
    slide: Slide, head: Sequence[str], rows: Sequence[Sequence[str]], place: Place, edition: Edition, name: str
) -> None:
    """A native table of texts with a head; `name` is what a screen reader calls it."""
    corner, size = (Inches(place.left), Inches(place.top)), (Inches(sum(place.widths)), Inches(ROW))
    frame: Any = slide.shapes.add_table(len(rows) + 1, len(head), *corner, *size)  # its rows make it as high as it is
    frame.name = plain(name)
    described(frame, name)
    frame.table.first_row, frame.table.horz_banding = True, False
    _plain_style(frame)
    for column, inches in zip(frame.table.columns, place.widths, strict=True):
        column.width = Inches(inches)
    for i, cells in enumerate([head, *rows]):
        frame.table.rows[i].height = Inches(ROW)
        for j, cell in enumerate(cells):
            target = frame.table.cell(i, j)
            target.margin_top = target.margin_bottom = Inches(0.03)
            target.margin_left = target.margin_right = Inches(0.05)
            write(target.text_frame, [cell], 11, edition.lang, bold=i == 0)


def _plain_style(frame: Any) -> None:
    """Hairlines, no fills: the style that PowerPoint calls "Light Style 1"."""
    frame._element.graphic.graphicData.tbl[0][-1].text = "{9D7B030F-B1BA-407E-BB9C-65A7F4C1F6F8}"

"""A chart as a sheet of its own: SVG with title, sentence, caption, target, sources, day, publisher and address.

The chart inside is the very drawing of the page. The browser makes the PNG from this, so the two say the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dashboard.charts.description import Point, legend
from dashboard.charts.drawing import GROUND, HAIRLINE, INK, MUTED, markup_text, svg, wrapped
from dashboard.exports.edition import Subject
from dashboard.exports.facts import target_with_evidence
from dashboard.exports.symbol import symbol_placed

WIDTH = 880
MARGIN = 30
CHART_HEIGHT = 400
NAME_HEIGHT = 26
"""Room for the name over each of two charts ..."""
GAP = 16
"""... and between them."""
CODE = 96
"""The small code at the foot is so wide and high."""
INNER = WIDTH - 2 * MARGIN
FAMILY = "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif"


@dataclass(frozen=True, slots=True)
class _Block:
    """Text of one look, broken into lines."""

    lines: tuple[str, ...]
    size: float
    bold: bool = False
    colour: str = INK
    before: float = 0.0
    """Room above, in pixels."""

    @property
    def step(self) -> float:
        return self.size * 1.36

    @property
    def height(self) -> float:
        return self.before + len(self.lines) * self.step


@dataclass(frozen=True, slots=True)
class DrawingSheet:
    """What stands on a sheet around a drawing of `INNER` pixels width; empty `inner`: words alone."""

    lang: str
    title: str
    told: str
    """What a screen reader says of the whole."""
    place: str
    """A small line over the title."""
    sentences: Sequence[str]
    inner: str
    inner_height: float
    foot: Sequence[str]
    leads_to: str = ""
    """The address in the small code at the foot; empty: none."""


def drawing(subject: Subject) -> bytes:
    """The sheet of a measure, as UTF-8; a measure without a chart has its words alone."""
    chart = subject.chart
    inner, height = _inner(subject)
    sheet = DrawingSheet(
        lang=subject.edition.lang,
        title=subject.name,
        told=chart.alt if chart else subject.sentence,
        place=" · ".join(part for part in (subject.measure.id, subject.edition.stand, subject.compared) if part),
        sentences=subject.told,
        inner=inner,
        inner_height=height,
        foot=_foot(subject),
        leads_to=subject.frozen,
    )
    return printed_sheet(sheet)


def _inner(subject: Subject) -> tuple[str, float]:
    """The chart, or the two that stand one above the other, each under its name; and how high that is."""
    if subject.chart is None:
        return "", CHART_HEIGHT
    if subject.lower is None:
        alone = subject.chart.lone
        return _number(alone) if alone else (svg(subject.chart, width=INNER, height=CHART_HEIGHT), CHART_HEIGHT)
    step = NAME_HEIGHT + CHART_HEIGHT + GAP
    parts: list[str] = []
    for place, chart in enumerate((subject.chart, subject.lower)):
        name = "".join(_printed([_block(chart.title, 15.5, bold=True)], place * step))
        drawn = svg(chart, width=INNER, height=CHART_HEIGHT)
        parts.append(f'<g transform="translate(-{MARGIN} 0)">{name}</g>')
        parts.append(f'<g transform="translate(0 {place * step + NAME_HEIGHT})">{drawn}</g>')
    return "".join(parts), 2 * step - GAP


def _number(alone: Point) -> tuple[str, float]:
    """A single figure as a number with its period, where a chart would be a dot on a line that nobody has drawn."""
    blocks = [_block(alone.text, 52, bold=True), _block(alone.period, 20, colour=MUTED, before=4)]
    blocks += [_block(f"{alone.remark}.", 13, colour=MUTED, before=6)] if alone.remark else []
    return f'<g transform="translate(-{MARGIN} 0)">{"".join(_printed(blocks, 0))}</g>', _height(blocks)


def printed_sheet(sheet: DrawingSheet) -> bytes:
    """Any sheet, as UTF-8."""
    head = _head(sheet)
    room = INNER - (CODE + GAP if sheet.leads_to else 0)
    foot = [
        _block(part, 12, colour=MUTED, before=10 if place == 0 else 3, room=room)
        for place, part in enumerate(sheet.foot)
    ]
    drawn_height = sheet.inner_height + 16 if sheet.inner else 0
    drawn_top = MARGIN + _height(head) + 16
    foot_top = drawn_top + drawn_height
    height = round(foot_top + max(_height(foot), CODE if sheet.leads_to else 0) + MARGIN)
    parts = [*_printed(head, MARGIN)]
    if sheet.inner:
        parts.append(f'<g transform="translate({MARGIN} {drawn_top:.0f})">{sheet.inner}</g>')
    line = f'<path d="M{MARGIN} {foot_top:.0f}H{WIDTH - MARGIN}" stroke="{HAIRLINE}"/>'
    code = symbol_placed(sheet.leads_to, WIDTH - MARGIN - CODE, foot_top + 8, CODE) if sheet.leads_to else ""
    return _document(sheet, height, "".join((*parts, line, *_printed(foot, foot_top), code))).encode("utf-8")


def _document(sheet: DrawingSheet, height: int, body: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"'
        f' role="img" lang="{sheet.lang}"'
        f' font-family="{markup_text(FAMILY)}" font-variant-numeric="tabular-nums">'
        f"<title>{markup_text(sheet.title)}</title><desc>{markup_text(sheet.told)}</desc>"
        f'<rect width="{WIDTH}" height="{height}" fill="{GROUND}"/>{body}</svg>'
    )


def _height(blocks: Sequence[_Block]) -> float:
    return sum(block.height for block in blocks)


def _head(sheet: DrawingSheet) -> list[_Block]:
    return [
        _block(sheet.place, 13, colour=MUTED),
        _block(sheet.title, 23, bold=True, before=3),
        *(_block(line, 15.5, before=5) for line in sheet.sentences),
    ]


def _foot(subject: Subject) -> list[str]:
    edition = subject.edition
    parts = [part for chart in (subject.chart, subject.lower) if chart for part in legend(chart)]
    parts.append(f"{edition.say('head.target')}: {target_with_evidence(subject)}.")
    parts += [f"{edition.context.say('common.head.source')}: {credit}" for credit in subject.credits]
    parts.append(edition.say("published", publisher=edition.publisher, day=edition.context.day(edition.context.on)))
    parts += [edition.made_up] if edition.made_up else []
    return [*parts, subject.where]


def _block(
    words: str, size: float, *, bold: bool = False, colour: str = INK, before: float = 0.0, room: float = INNER
) -> _Block:
    return _Block(wrapped(words, room, size, bold=bold), size, bold, colour, before)


def _printed(blocks: Sequence[_Block], top: float) -> Iterator[str]:
    y = top
    for block in blocks:
        y += block.before
        weight = ' font-weight="700"' if block.bold else ""
        for line in block.lines:
            y += block.step
            yield (
                f'<text x="{MARGIN}" y="{y - block.size * 0.36:.1f}" font-size="{block.size:g}"{weight}'
                f' fill="{block.colour}">{markup_text(line)}</text>'
            )

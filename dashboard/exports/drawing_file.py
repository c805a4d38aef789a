"""A chart as a sheet of its own: SVG with title, sentence, caption, target, sources, day, publisher and address.

The chart inside is the very drawing of the page. The browser makes the PNG from this, so the two say the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dashboard.charts.drawing import GROUND, HAIRLINE, INK, MUTED, markup_text, svg, text_width
from dashboard.exports.edition import Subject
from dashboard.exports.facts import target_with_evidence

WIDTH = 880
MARGIN = 30
CHART_HEIGHT = 400
NAME_HEIGHT = 26
"""Room for the name over each of two charts."""
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


def drawing(subject: Subject) -> bytes:
    """The sheet, as UTF-8; a measure without a chart has its words alone."""
    head = _head(subject)
    foot = _foot(subject)
    charts = [chart for chart in (subject.chart, subject.lower) if chart is not None]
    names = [chart.title if subject.lower else "" for chart in charts]
    step = CHART_HEIGHT + 16 + (NAME_HEIGHT if subject.lower else 0)
    chart_height = step * len(charts)
    chart_top = MARGIN + _height(head) + 16
    foot_top = chart_top + chart_height
    height = round(foot_top + _height(foot) + MARGIN)
    parts = [*_printed(head, MARGIN)]
    for place, (chart, name) in enumerate(zip(charts, names, strict=True)):
        top = chart_top + place * step
        if name:
            parts += _printed([_block(name, 15.5, bold=True)], top)
            top += NAME_HEIGHT
        inner = svg(chart, width=WIDTH - 2 * MARGIN, height=CHART_HEIGHT)
        parts.append(f'<g transform="translate({MARGIN} {top:.0f})">{inner}</g>')
    line = f'<path d="M{MARGIN} {foot_top:.0f}H{WIDTH - MARGIN}" stroke="{HAIRLINE}"/>'
    return _document(subject, height, "".join((*parts, line, *_printed(foot, foot_top)))).encode("utf-8")


def _document(subject: Subject, height: int, body: str) -> str:
    told = subject.chart.alt if subject.chart else subject.sentence
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"'
        f' role="img" lang="{subject.edition.lang}"'
        f' font-family="{markup_text(FAMILY)}" font-variant-numeric="tabular-nums">'
        f"<title>{markup_text(subject.name)}</title><desc>{markup_text(told)}</desc>"
        f'<rect width="{WIDTH}" height="{height}" fill="{GROUND}"/>{body}</svg>'
    )


def _height(blocks: Sequence[_Block]) -> float:
    return sum(block.height for block in blocks)


def _head(subject: Subject) -> list[_Block]:
    place = f"{subject.measure.id} · {subject.edition.stand}"
    return [
        _block(place, 13, colour=MUTED),
        _block(subject.name, 23, bold=True, before=3),
        *(_block(line, 15.5, before=5) for line in subject.told),
    ]


def _foot(subject: Subject) -> list[_Block]:
    edition = subject.edition
    parts = [chart.caption for chart in (subject.chart, subject.lower) if chart and chart.caption]
    parts.append(f"{edition.say('head.target')}: {target_with_evidence(subject)}.")
    parts += [f"{edition.context.say('common.head.source')}: {credit}" for credit in subject.credits]
    parts.append(edition.say("published", publisher=edition.publisher, day=edition.context.day(edition.context.on)))
    parts += [edition.made_up] if edition.made_up else []
    parts.append(subject.where)
    return [_block(part, 12, colour=MUTED, before=10 if place == 0 else 3) for place, part in enumerate(parts)]


def _block(words: str, size: float, *, bold: bool = False, colour: str = INK, before: float = 0.0) -> _Block:
    return _Block(tuple(_lines(words, size, bold)), size, bold, colour, before)


def _lines(words: str, size: float, bold: bool) -> Iterator[str]:
    """The text in lines that fit the sheet; a word longer than a line is cut."""
    room = WIDTH - 2 * MARGIN
    line = ""
    for word in _cut(filter(None, words.split(" ")), size, room):
        longer = f"{line} {word}".lstrip()
        if line and text_width(longer, size, bold=bold) > room:
            yield line
            longer = word
        line = longer
    yield line


def _cut(words: Iterable[str], size: float, room: float) -> Iterator[str]:
    most = int(room / (size * 0.72))
    for word in words:
        yield from (word[i : i + most] for i in range(0, len(word), most))


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

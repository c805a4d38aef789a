"""The signs of small charts that stand together, told once under them: each chart alone has no room for a caption."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from types import MappingProxyType

from dashboard.charts.description.aims import moves
from dashboard.charts.description.chart import Chart
from strategy.texts import formats, say

SIGNS: Mapping[str, str] = MappingProxyType({
    "baseline": "signs.baseline", "path": "signs.path", "projection": "caption.projection_sealed",
    "moved": "signs.moved", "hollow": "caption.hollow", "square": "signs.square", "bar": "caption.bar",
    "budget": "caption.budget", "later": "signs.later",
})  # fmt: skip
"""In the order in which they are told, each with its text: that of a caption, where that names no figure."""


def signs_of(chart: Chart) -> tuple[str, ...]:
    """The signs of `SIGNS` that a chart has."""
    found = set(_signs(chart))
    return tuple(sign for sign in SIGNS if sign in found)


def _signs(chart: Chart) -> Iterator[str]:
    yield from (line.kind for line in chart.lines)
    points = [point for line in chart.of_kind("own") for point in line.points]
    told = {
        "baseline": chart.baseline is not None,
        "moved": bool(moves(chart.steps)),
        "hollow": any(point.hollow for point in points),
        "square": any(not point.comparable for point in points),
        "bar": bool(chart.bars),
        "later": any(point.after_page_day for line in chart.lines for point in line.points),
    }
    yield from (sign for sign, there in told.items() if there)


def signs_told(signs: Collection[str], day: date, lang: str) -> str:
    """Sentences on the `signs` that occur in charts of the page's `day`; empty without any."""
    texts = [text for sign, text in SIGNS.items() if sign in signs]
    day_words = formats.day(day, lang)
    return " ".join(say(lang, f"charts.{text}", day=day_words) for text in ("signs.head", *texts)) if texts else ""

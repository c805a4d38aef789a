"""The distribution bar: how many measures stand in each group, the unknown ones always in the count.

Its numbers stand beside it as text, so the drawing itself is hidden from screen readers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from html import escape

from dashboard.charts.drawing.palette import GROUND, GROUPS, UNJUDGED, UNKNOWN_STRIPE

GAP = 2.0
LEAST = 4.0
"""No part is narrower than this: one measure of a hundred must be seen."""
EDGE = 2.5
"""The edge of an open part, which the thin edges of what is not judged are not mistaken for."""


def distribution(
    counts: Mapping[str, int], width: float = 320, height: float = 20, links: Mapping[str, str] | None = None
) -> str:
    """A stacked bar of `counts` by group, in the order of the groups, as SVG of `width` x `height` pixels.

    Groups without a measure take no room. Missing figures are striped and what is not judged is light, both with a
    thin edge, so that neither looks like a status; what is not yet there is open, as its sign is. An unknown group
    raises `KeyError`. A group among `links` leads there when it is pressed; the keyboard has the same links as text.
    """
    leads = links or {}
    drawn = _drawn(tuple(counts.items()), width, height)
    parts = "".join(_linked(part, leads.get(group)) for group, part in drawn)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="distribution" viewBox="0 0 {width:g} {height:g}"'
        f' width="{width:g}" height="{height:g}" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        f"{parts}</svg>"
    )


@lru_cache(maxsize=512)
def _drawn(counts: tuple[tuple[str, int], ...], width: float, height: float) -> tuple[tuple[str, str], ...]:
    """Each group with its part of the bar; many pages have the same."""
    return tuple((group, _part(group, x, part, height)) for group, x, part in _parts(dict(counts), width))


def _linked(part: str, href: str | None) -> str:
    return f'<a href="{escape(href)}" tabindex="-1">{part}</a>' if href else part


def _parts(counts: Mapping[str, int], width: float) -> Iterator[tuple[str, float, float]]:
    if unknown := counts.keys() - GROUPS.keys():
        raise KeyError(*sorted(unknown))
    shown = [(group, counts[group]) for group in GROUPS if counts.get(group, 0) > 0]
    widths = _widths([count for _, count in shown], width - GAP * (len(shown) - 1))
    x = 0.0
    for (group, _), part in zip(shown, widths, strict=True):
        yield group, x, part
        x += part + GAP


def _widths(counts: list[int], room: float) -> list[float]:
    """Shares of `room`, none under `LEAST`; what the small ones gain, the large ones give in proportion."""
    total = sum(counts)
    small = {i for i, count in enumerate(counts) if count / total * room < LEAST}
    large = total - sum(counts[i] for i in small)
    left = room - LEAST * len(small)
    return [LEAST if i in small else count / large * left for i, count in enumerate(counts)]


def _part(group: str, x: float, width: float, height: float) -> str:
    if group == "no_figure":
        return _striped(x, width, height)
    if group == "not_judged":
        return _edged(x, width, height, UNJUDGED)
    if group == "not_yet":
        return _open(x, width, height, GROUPS[group])
    return f'<rect x="{x:.1f}" y="0" width="{width:.1f}" height="{height:g}" fill="{GROUPS[group]}"/>'


def _open(x: float, width: float, height: float, colour: str) -> str:
    return (
        f'<rect x="{x + EDGE / 2:.1f}" y="{EDGE / 2:g}" width="{width - EDGE:.1f}" height="{height - EDGE:g}"'
        f' fill="{GROUND}" stroke="{colour}" stroke-width="{EDGE:g}"/>'
    )


def _edged(x: float, width: float, height: float, ground: str) -> str:
    return (
        f'<rect x="{x + 0.5:.1f}" y="0.5" width="{width - 1:.1f}" height="{height - 1:g}" fill="{ground}"'
        f' stroke="{UNKNOWN_STRIPE}"/>'
    )


def _striped(x: float, width: float, height: float) -> str:
    # drawn as lines and not as a pattern: a pattern needs an id, and a page holds many of these bars
    stripes = "".join(_stripe(x, x + width, start, height) for start in _steps(x - height, x + width, 6))
    return f'{_edged(x, width, height, GROUND)}<path d="{stripes}" stroke="{UNKNOWN_STRIPE}" fill="none"/>'


def _steps(first: float, last: float, step: float) -> Iterator[float]:
    for i in range(int((last - first) / step) + 1):
        yield first + i * step


def _stripe(left: float, right: float, start: float, height: float) -> str:
    """A line rising from (`start`, bottom) at 45 degrees, cut to `left`..`right`; empty where nothing is left of it."""
    from_x, to_x = max(start, left), min(start + height, right)
    if to_x - from_x < 1:
        return ""
    return f"M{from_x:.1f} {height - (from_x - start):.1f}L{to_x:.1f} {height - (to_x - start):.1f}"

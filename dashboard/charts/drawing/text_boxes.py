"""Texts as boxes of estimated widths, and lines that pass through them.

The server does not know the reader's font, so widths are those of a wide one: too much room is better than a clash.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import dist
from typing import NamedTuple

from dashboard.charts.drawing.palette import INK

Pixel = tuple[float, float]

_NARROW = frozenset("iljtfr.,:;!|'()[] \N{NO-BREAK SPACE}I1/")
_WIDE = frozenset("mwMW@%—≥≤<>+−")


LINE = 1.2
"""From line to line, in text sizes."""
LETTER_GAP = 0.6
"""Between two texts in one row, in text sizes: nearer ones are read as one."""


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of `text` in pixels at `size` pixels, estimated on the wide side."""
    return _units(text) * size * (1.1 if bold else 1.0)


def block_width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of the widest of the lines of `text`, parted by line feeds, as `text_width` measures each."""
    return _widest(text) * size * (1.1 if bold else 1.0)


@lru_cache(maxsize=1024)
def _widest(text: str) -> float:
    return max(map(_units, text.split("\n")))


@lru_cache(maxsize=1024)
def _units(text: str) -> float:
    """The width in text sizes; kept, for a label is tried in a hundred places."""
    units = sum(0.36 if c in _NARROW else 0.92 if c in _WIDE else 0.72 if c.isupper() else 0.63 for c in text)
    # a bold 1 is as wide as the other figures, and tabular figures always are
    return units + 0.26 * text.count("1")


class Box(NamedTuple):
    """A rectangle in pixels, y downwards; a tuple, for a drawing tries thousands of them."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether the two share any room."""
        return any(self.meeting((other,)))

    def meeting(self, others: Iterable[Box]) -> Iterator[Box]:
        """Those of some others that this meets."""
        left, top, right, bottom = self
        return (
            other for other in others if left < other[2] and other[0] < right and top < other[3] and other[1] < bottom
        )

    def inside(self, other: Box) -> bool:
        """Whether this lies wholly in `other`."""
        return (
            other.left <= self.left
            and self.right <= other.right
            and other.top <= self.top
            and self.bottom <= other.bottom
        )

    def wider(self, by: float) -> Box:
        """The same with `by` pixels more at the left and at the right."""
        return Box(self.left - by, self.top, self.right + by, self.bottom)

    def nearest(self, to: Pixel) -> Pixel:
        """The place in it that is nearest to another."""
        return min(max(to[0], self.left), self.right), min(max(to[1], self.top), self.bottom)

    def distance(self, to: Pixel) -> float:
        """How far a place lies outside, in pixels; 0 inside."""
        return dist(self.nearest(to), to)

    def nearer(self, places: Iterable[Pixel], reach: float) -> Iterator[Pixel]:
        """Those of some places that lie no more than `reach` pixels outside."""
        left, top, right, bottom = self.left - reach, self.top - reach, self.right + reach, self.bottom + reach
        near = (at for at in places if left <= at[0] <= right and top <= at[1] <= bottom)
        return (at for at in near if self.distance(at) <= reach)

    def cut_by(self, a: Pixel, b: Pixel) -> bool:
        """Whether the straight line from `a` to `b` passes through (Liang-Barsky)."""
        if max(a[0], b[0]) < self.left or min(a[0], b[0]) > self.right:
            return False
        if max(a[1], b[1]) < self.top or min(a[1], b[1]) > self.bottom:
            return False
        enter, leave = 0.0, 1.0
        dx, dy = b[0] - a[0], b[1] - a[1]
        for step, room in (
            (-dx, a[0] - self.left),
            (dx, self.right - a[0]),
            (-dy, a[1] - self.top),
            (dy, self.bottom - a[1]),
        ):
            if step == 0:
                if room < 0:
                    return False
                continue
            at = room / step
            enter, leave = (max(enter, at), leave) if step < 0 else (enter, min(leave, at))
        return enter < leave


def around_line(a: Pixel, b: Pixel, by: float = 0.0) -> Box:
    """The box of the straight line from `a` to `b`, `by` pixels wider to all sides."""
    (x, y), (u, v) = a, b
    return Box(min(x, u) - by, min(y, v) - by, max(x, u) + by, max(y, v) + by)


def crosses(a: Pixel, b: Pixel, c: Pixel, d: Pixel) -> bool:
    """Whether the straight lines from `a` to `b` and from `c` to `d` cross."""
    return _side(a, b, c) * _side(a, b, d) < 0 and _side(c, d, a) * _side(c, d, b) < 0


def _side(a: Pixel, b: Pixel, of: Pixel) -> float:
    """On which side of the line through `a` and `b` a place lies, by its sign."""
    return (b[0] - a[0]) * (of[1] - a[1]) - (b[1] - a[1]) * (of[0] - a[0])


@dataclass(frozen=True, slots=True)
class PlacedText:
    """A line of text at a place in pixels; `y` is its baseline. One with a `halo` may have to cross a line."""

    text: str
    x: float
    y: float
    anchor: str = "start"
    colour: str = INK
    bold: bool = False
    halo: bool = False

    def box(self, size: float) -> Box:
        """What it covers at a type size of `size` pixels."""
        return written(self.x, self.y, self.anchor, text_width(self.text, size, bold=self.bold), size)


def written(x: float, y: float, anchor: str, width: float, size: float) -> Box:
    """What a text of one line covers, `y` being its baseline."""
    left = x - (0.0 if anchor == "start" else width / 2 if anchor == "middle" else width)
    return Box(left, y - 0.85 * size, left + width, y + 0.25 * size)

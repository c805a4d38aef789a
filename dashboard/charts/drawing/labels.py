"""Where labels go: estimated text widths, and boxes that may not meet lines or one another.

The server does not know the reader's font, so widths are those of a wide one: too much room is better than a clash.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from math import dist

from dashboard.charts.description import Scale
from dashboard.charts.drawing.palette import INK

Pixel = tuple[float, float]

_NARROW = frozenset("iljtfr.,:;!|'()[] \N{NO-BREAK SPACE}I1/")
_WIDE = frozenset("mwMW@%—≥≤<>+−")


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of `text` in pixels at `size` pixels, estimated on the wide side."""
    units = sum(0.36 if c in _NARROW else 0.92 if c in _WIDE else 0.72 if c.isupper() else 0.63 for c in text)
    # a bold 1 is as wide as the other figures, and tabular figures always are
    units += 0.26 * text.count("1")
    return units * size * (1.1 if bold else 1.0)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels, y downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether the two share any room."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
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

    def cut_by(self, a: Pixel, b: Pixel) -> bool:
        """Whether the straight line from `a` to `b` passes through (Liang-Barsky)."""
        if max(a[0], b[0]) < self.left or min(a[0], b[0]) > self.right:
            return False  # most lines are far away, and there are thousands of them
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
        return _written(self.x, self.y, self.anchor, text_width(self.text, size, bold=self.bold), size)


def _written(x: float, y: float, anchor: str, width: float, size: float) -> Box:
    left = x - (0.0 if anchor == "start" else width / 2 if anchor == "middle" else width)
    return Box(left, y - 0.85 * size, left + width, y + 0.25 * size)


@dataclass(frozen=True, slots=True)
class LabelPosition:
    """A place for a label: beside a point of the chart (years, unit), moved by `dx`, `dy` pixels.

    `anchor` is start, middle or end; `dy` leads to the text's baseline, downwards.
    """

    x: float
    y: float
    anchor: str
    dx: float
    dy: float
    far: bool = False
    """Away from its point, so that a line must lead back."""


# where a label may stand beside its point, best first: the anchor, then the shift from the point, in text sizes
_PLACES = (
    ("middle", 0.0, -0.75), ("middle", 0.0, 1.55), ("start", 0.65, 0.35), ("end", -0.65, 0.35), ("start", 0.35, -0.65),
    ("end", -0.35, -0.65), ("start", 0.35, 1.4), ("end", -0.35, 1.4), ("middle", 0.0, -1.8), ("middle", 0.0, 2.6),
    ("start", 0.9, -1.8), ("end", -0.9, -1.8), ("start", 0.9, 2.6), ("end", -0.9, 2.6), ("middle", 0.0, -2.9),
    ("middle", 0.0, 3.7), ("start", 0.0, -3.4), ("end", 0.0, -3.4), ("start", 0.0, -4.8), ("end", 0.0, -4.8),
)  # fmt: skip
_FAR = 2.2
"""From so many text sizes on a label would be taken for another point's without a line to its own."""
_SEEN = 8.0
"""So many pixels from its point a thin line must have left the lines of the point, or it is hidden behind one."""
_LED = 1
"""How bad it is that a thin line leads to a label, where nothing else is."""
_RING = ((0, -1), (0, 1), (0.8, -0.8), (-0.8, -0.8), (0.8, 0.8), (-0.8, 0.8), (1.6, 0), (-1.6, 0), (1.6, -0.5),
         (-1.6, -0.5), (1.6, 0.5), (-1.6, 0.5))  # fmt: skip
"""Directions in which a label that has no room beside its point is moved away: up and down, aslant, to the sides."""
_ROWS = (-0.45, 1.2, -1.6, 2.4)
"""Over and under a level line, near and a little further off, in text sizes."""


def around(x: float, y: float, size: float) -> Iterator[LabelPosition]:
    """Spots beside a point, best first."""
    for anchor, dx, dy in _PLACES:
        yield LabelPosition(x, y, anchor, dx * size, dy * size, abs(dy - 0.35) > _FAR)


def along(start: float, end: float, y: float, size: float) -> Iterator[LabelPosition]:
    """Spots on a level line: at its right end, then further left, then from its left end on."""
    for row in _ROWS:
        for share in (0.0, 0.25, 0.5, 0.75):
            yield LabelPosition(end - share * (end - start), y, "end", 0.0, row * size)
        yield LabelPosition(start, y, "start", 0.0, row * size)


class LabelSpace:
    """The room of one drawing while it is being filled: what is taken by lines and by labels."""

    def __init__(self, bounds: Box, x: Scale, y: Scale, size: float) -> None:
        self._bounds, self._x, self._y, self._size = bounds, x, y, size
        self._boxes: list[Box] = []
        self._lines: list[tuple[Pixel, Pixel]] = []

    @property
    def size(self) -> float:
        """The type size of its labels, in pixels."""
        return self._size

    def take_line(self, points: Sequence[Pixel]) -> None:
        """Labels keep off the line through `points`."""
        self._lines.extend(pairwise(points))

    def take_dot(self, at: Pixel, radius: float) -> None:
        """Labels keep off the marker at `at`."""
        self._boxes.append(Box(at[0] - radius, at[1] - radius, at[0] + radius, at[1] + radius))

    def take_box(self, box: Box) -> None:
        """Labels keep off whatever else stands in `box`."""
        self._boxes.append(box)

    def take(self, text: str, spot: LabelPosition, *, bold: bool) -> None:
        """Labels keep off the label that now stands at `spot`."""
        self._boxes.append(self.box(text, spot, bold=bold))

    def box(self, text: str, spot: LabelPosition, *, bold: bool) -> Box:
        """What a label at `spot` covers."""
        x, y = self._x(spot.x) + spot.dx, self._y(spot.y) + spot.dy
        return _written(x, y, spot.anchor, text_width(text, self._size, bold=bold), self._size)

    def covers(self, text: str, spot: LabelPosition, *, bold: bool) -> int:
        """How bad a spot is; 0 is free."""
        box = self.box(text, spot, bold=bold)
        # a label out of bounds would be cut, which is worse than a label that touches a line
        out = 0 if box.inside(self._bounds) else 100
        # a thin line, even across another, is less bad than a text on a line
        lines = min(4 * sum(box.cut_by(a, b) for a, b in self._lines), 6)
        led = _LED + self._led_over(box, spot) if spot.far else 0
        return out + 10 * sum(box.meets(other) for other in self._boxes) + lines + led

    def _led_over(self, box: Box, spot: LabelPosition) -> int:
        """How bad the way of the thin line to a label is: lines that it crosses or hides behind, and worse, labels."""
        start = (self._x(spot.x), self._y(spot.y))
        end = box.nearest(start)
        share = min(_SEEN / max(dist(start, end), _SEEN), 1.0)
        on_way = (start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1]))
        near, away = (Box(x - 1, y - 1, x + 1, y + 1) for x, y in (start, on_way))
        lines = sum(away.cut_by(a, b) if near.cut_by(a, b) else crosses(start, end, a, b) for a, b in self._lines)
        return min(lines, 2) + 4 * any(other.cut_by(start, end) for other in self._boxes if not other.meets(near))


def place(
    room: LabelSpace, texts: Sequence[str], spots: Iterable[LabelPosition], *, bold: bool
) -> tuple[str, LabelPosition]:
    """Put a label where it is best in `room`, and take that place.

    Of several `texts`, fullest first, a shorter one is put only where no spot is free for the fuller; where none is
    free for any, the shortest goes to the nearest free place further away.
    """
    tried: list[LabelPosition] = []
    near = spots if len(texts) == 1 else tuple(spots)
    text, spot, cost = _freest(room, texts, near, tried, bold=bold)
    if cost > _LED:
        other = _freest(room, texts[-1:], _further(tried, room), [], bold=bold, enough=_LED)
        text, spot, cost = min((text, spot, cost), other, key=lambda found: found[2])
    room.take(text, spot, bold=bold)
    return text, spot


def _further(spots: Sequence[LabelPosition], room: LabelSpace) -> Iterator[LabelPosition]:
    """Places in rings around the points of the near ones."""
    points = dict.fromkeys((spot.x, spot.y) for spot in spots)
    for ring in range(2, 15):
        for x, y in points:
            for dx, dy in _RING:
                away = ring * max(abs(dx), abs(dy)) > _FAR
                yield LabelPosition(x, y, "middle", dx * ring * room.size, (dy * ring + 0.35) * room.size, away)
            # at the edge of a drawing the middle of a text cannot stand over its point
            for anchor, up in product(("start", "end"), (-1, 1)):
                beside = 0.25 * room.size * (1 if anchor == "start" else -1)
                yield LabelPosition(x, y, anchor, beside, (up * ring + 0.35) * room.size, ring > _FAR)


def _freest(
    room: LabelSpace,
    texts: Sequence[str],
    spots: Iterable[LabelPosition],
    tried: list[LabelPosition],
    *,
    bold: bool,
    enough: int = 0,
) -> tuple[str, LabelPosition, int]:
    """The first spot that is no worse than `enough`, else the least bad one, and how bad it is; fills `tried`."""
    best: tuple[str, LabelPosition, int] | None = None
    for text in texts:
        for spot in spots:
            tried.append(spot)
            cost = room.covers(text, spot, bold=bold)
            if best is None or cost < best[2]:
                best = (text, spot, cost)
            if cost <= enough:
                return best
    assert best is not None  # noqa: S101 - told to mypy; there is a text and a spot at least
    return best

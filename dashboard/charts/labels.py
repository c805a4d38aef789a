"""Where labels go: estimated text widths, boxes that may not meet lines or one another, and labels at line ends.

The server does not know the reader's font, so widths are those of a wide one: too much room is better than a clash.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

Pixel = tuple[float, float]

LINE_HEIGHT = 1.2
_NARROW = frozenset("iljtfr.,:;!|'()[] \N{NO-BREAK SPACE}I1/")
_WIDE = frozenset("mwMWÅÄÖ@%—")


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of `text` in pixels at `size` pixels, estimated on the wide side."""
    units = sum(0.36 if c in _NARROW else 0.92 if c in _WIDE else 0.72 if c.isupper() else 0.62 for c in text)
    # a bold 1 is as wide as the other figures, and tabular figures always are
    units += 0.26 * text.count("1")
    return units * size * (1.08 if bold else 1.0)


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
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def inside(self, other: Box) -> bool:
        """Whether this lies wholly in `other`."""
        return (
            other.left <= self.left
            and self.right <= other.right
            and other.top <= self.top
            and self.bottom <= other.bottom
        )

    def cut_by(self, a: Pixel, b: Pixel) -> bool:
        """Whether the straight line from `a` to `b` passes through (Liang-Barsky)."""
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


@dataclass(frozen=True, slots=True)
class Placed:
    """A label at (`x`, `y`): `anchor` is start, middle or end; `y` is the text's baseline."""

    x: float
    y: float
    anchor: str
    box: Box


# where a label may stand beside its point, best first: the anchor, then the shift from the point, in text sizes
_PLACES = (
    ("middle", 0.0, -0.75), ("middle", 0.0, 1.55), ("start", 0.65, 0.35), ("end", -0.65, 0.35), ("start", 0.35, -0.65),
    ("end", -0.35, -0.65), ("start", 0.35, 1.4), ("end", -0.35, 1.4), ("middle", 0.0, -1.8), ("middle", 0.0, 2.6),
    ("start", 0.9, -1.8), ("end", -0.9, -1.8), ("start", 0.9, 2.6), ("end", -0.9, 2.6), ("middle", 0.0, -2.9),
    ("middle", 0.0, 3.7), ("start", 0.0, -3.4), ("end", 0.0, -3.4), ("start", 0.0, -4.8), ("end", 0.0, -4.8),
)  # fmt: skip


class Room:
    """The room of one drawing while it is being filled: what is taken by lines and by labels."""

    def __init__(self, bounds: Box) -> None:
        self._bounds = bounds
        self._boxes: list[Box] = []
        self._lines: list[tuple[Pixel, Pixel]] = []

    def take_line(self, points: Sequence[Pixel]) -> None:
        """Labels keep off the line through `points`."""
        self._lines.extend(pairwise(points))

    def take_box(self, box: Box) -> None:
        """Labels keep off `box`."""
        self._boxes.append(box)

    def take_dot(self, at: Pixel, radius: float) -> None:
        """Labels keep off the marker at `at`."""
        self.take_box(Box(at[0] - radius, at[1] - radius, at[0] + radius, at[1] + radius))

    def beside(self, at: Pixel, text: str, size: float, *, bold: bool = False) -> Placed:
        """The first free place for a label of the point `at`; where none is free, the one that covers least."""
        placed = self._freest(_around(at, text, size, bold))
        self.take_box(placed.box)
        return placed

    def along(self, start: float, end: float, y: float, texts: Sequence[str], size: float) -> tuple[str, Placed]:
        """A label on a level line at `y` from `start` to `end`: at its right end, then further left or away.

        Of several `texts`, fullest first, the first that finds a free place.
        """
        found = [self._first_along(start, end, y, text, size) for text in texts]
        _, i = min((self._covers(placed.box), i) for i, placed in enumerate(found))
        self.take_box(found[i].box)
        return texts[i], found[i]

    def _first_along(self, start: float, end: float, y: float, text: str, size: float) -> Placed:
        width = text_width(text, size, bold=True)
        shares = (end - share * (end - start) for share in (0.0, 0.25, 0.5, 0.75, 1.0))
        rights = [*shares, max(start + width, self._bounds.left + width)]
        places = [_box(x, y + dy * size, "end", width, size) for dy in (-0.45, 1.2, -1.6, 2.4) for x in rights]
        return self._freest(places)

    def _freest(self, places: Iterable[Placed]) -> Placed:
        return min(enumerate(places), key=lambda item: (self._covers(item[1].box), item[0]))[1]

    def _covers(self, box: Box) -> int:
        # a label out of bounds would be cut, which is worse than a label that touches a line
        out = 0 if box.inside(self._bounds) else 100
        lines = sum(box.cut_by(a, b) for a, b in self._lines)
        return out + 10 * sum(box.meets(other) for other in self._boxes) + min(lines, 9)


def _around(at: Pixel, text: str, size: float, bold: bool) -> Iterator[Placed]:
    width = text_width(text, size, bold=bold)
    for anchor, dx, dy in _PLACES:
        yield _box(at[0] + dx * size, at[1] + dy * size, anchor, width, size)


def _box(x: float, y: float, anchor: str, width: float, size: float) -> Placed:
    left = x - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
    return Placed(x, y, anchor, Box(left, y - 0.85 * size, left + width, y + 0.25 * size))


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> tuple[float, ...]:
    """Positions as near to `wanted` as can be, at least `gap` apart, from `low` to `high`, order kept.

    Labels that meet are moved as one group to their middle, and groups that meet are joined. Where they do not all
    fit, they are spaced evenly over the whole length, closer than `gap`.
    """
    if not wanted:
        return ()
    gap = min(gap, (high - low) / max(len(wanted) - 1, 1))
    order = sorted(range(len(wanted)), key=lambda i: (wanted[i], i))
    groups: list[list[float]] = []
    for i in order:
        groups.append([wanted[i]])
        while len(groups) > 1 and _top(groups[-1], gap, low, high) < _end(groups[-2], gap, low, high) + gap:
            groups[-2:] = [groups[-2] + groups[-1]]
    places = [_top(group, gap, low, high) + k * gap for group in groups for k in range(len(group))]
    return tuple(place for _, place in sorted(zip(order, places, strict=True)))


def _top(group: Sequence[float], gap: float, low: float, high: float) -> float:
    """Where a group's first label stands: the group centred on the mean of what its labels wanted, within bounds."""
    length = gap * (len(group) - 1)
    return min(max(sum(group) / len(group) - length / 2, low), high - length)


def _end(group: Sequence[float], gap: float, low: float, high: float) -> float:
    return _top(group, gap, low, high) + gap * (len(group) - 1)

"""Where labels go: estimated text widths, boxes that may not meet lines or one another, and labels at line ends.

The server does not know the reader's font, so widths are those of a wide one: too much room is better than a clash.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

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


def wrapped(text: str, room: float, size: float, *, bold: bool = False) -> tuple[str, ...]:
    """The text in lines of at most `room` pixels; a word longer than a line is cut."""
    lines, line = list[str](), ""
    for word in _cut(text.split(" "), size, room):
        longer = f"{line} {word}".lstrip()
        if line and text_width(longer, size, bold=bold) > room:
            lines.append(line)
            longer = word
        line = longer
    return (*lines, line)


def _cut(words: Iterable[str], size: float, room: float) -> Iterator[str]:
    most = max(int(room / (size * 0.72)), 1)
    for word in filter(None, words):
        yield from (word[i : i + most] for i in range(0, len(word), most))


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
_RING = ((0, -1), (0, 1), (0.8, -0.8), (-0.8, -0.8), (0.8, 0.8), (-0.8, 0.8), (1.6, 0), (-1.6, 0), (1.6, -0.5),
         (-1.6, -0.5), (1.6, 0.5), (-1.6, 0.5))  # fmt: skip
"""Directions in which a label that has no room beside its point is moved away: up and down, aslant, to the sides."""
_ROWS = (-0.45, 1.2, -1.6, 2.4)
"""Over and under a level line, near and a little further off, in text sizes."""


def around(x: float, y: float, size: float) -> Iterator[LabelPosition]:
    """Spots beside a point, best first."""
    for anchor, dx, dy in _PLACES:
        yield LabelPosition(x, y, anchor, dx * size, dy * size)


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
        lines = sum(box.cut_by(a, b) for a, b in self._lines)
        return out + 10 * sum(box.meets(other) for other in self._boxes) + min(lines, 9)


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
    if cost:
        other = _freest(room, texts[-1:], _further(tried, room), [], bold=bold)
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


def _freest(
    room: LabelSpace,
    texts: Sequence[str],
    spots: Iterable[LabelPosition],
    tried: list[LabelPosition],
    *,
    bold: bool,
) -> tuple[str, LabelPosition, int]:
    """The first spot that is free, or the least bad one, and how bad it is; `tried` is told the spots on the way."""
    best: tuple[str, LabelPosition, int] | None = None
    for text in texts:
        for spot in spots:
            tried.append(spot)
            cost = room.covers(text, spot, bold=bold)
            if best is None or cost < best[2]:
                best = (text, spot, cost)
            if cost == 0:
                return best
    assert best is not None  # noqa: S101 - told to mypy; there is a text and a spot at least
    return best


def spread(
    wanted: Sequence[float], gap: float, low: float, high: float, lines: Sequence[int] = ()
) -> tuple[float, ...]:
    """Middles as near to `wanted` as can be, at least `gap` apart, from `low` to `high`, order kept.

    A label may have several `lines` and takes a gap for each. Labels that meet are moved as one group to their middle,
    and groups that meet are joined. Where they do not all fit, they are spaced evenly over the whole length, closer
    than `gap`.
    """
    if not wanted:
        return ()
    high_of = [float(n) for n in lines] or [1.0] * len(wanted)
    gap = min(gap, (high - low) / max(sum(high_of) - 1, 1))
    order = sorted(range(len(wanted)), key=lambda i: (wanted[i], i))
    groups = _joined([_Group([i], wanted[i], high_of[i] * gap) for i in order], low - gap / 2, high + gap / 2)
    places: dict[int, float] = {}
    for group in groups:
        top = group.top(low - gap / 2, high + gap / 2)
        for i in group.members:
            places[i] = top + high_of[i] * gap / 2
            top += high_of[i] * gap
    return tuple(places[i] for i in range(len(wanted)))


@dataclass(frozen=True, slots=True)
class _Group:
    """Labels that touch: which, the sum of where they would be, and how high they are together."""

    members: Sequence[int]
    wanted: float
    height: float

    def top(self, low: float, high: float) -> float:
        """Where the first begins: the group is centred on the mean of what its labels wanted, within bounds."""
        return min(max(self.wanted / len(self.members) - self.height / 2, low), high - self.height)


def _joined(groups: Iterable[_Group], low: float, high: float) -> list[_Group]:
    found: list[_Group] = []
    for group in groups:
        found.append(group)
        while len(found) > 1 and found[-1].top(low, high) < found[-2].top(low, high) + found[-2].height - 1e-9:
            one, two = found[-2:]
            found[-2:] = [_Group([*one.members, *two.members], one.wanted + two.wanted, one.height + two.height)]
    return found

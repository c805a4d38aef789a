"""Where labels go: spots beside points and lines, and boxes that may not meet lines or one another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise, product
from math import copysign, dist, inf
from typing import NamedTuple

from dashboard.charts.description import Scale
from dashboard.charts.drawing.text_boxes import LETTER_GAP, LINE, Box, Pixel, around_line, block_width, crosses, written
from dashboard.charts.drawing.wrapping import halved


class LabelPosition(NamedTuple):
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
    sided: bool = True
    """It says on which side of a level its point lies."""


def line_shifts(text: str, spot: LabelPosition, size: float) -> tuple[tuple[str, float], ...]:
    """The lines of a label with their shifts downwards: the last as near over its point as the first would be under."""
    first = _first_shift(text, spot, size)
    return tuple((line, first + number * LINE * size) for number, line in enumerate(text.split("\n")))


def _first_shift(text: str, spot: LabelPosition, size: float) -> float:
    over = 1.0 if spot.dy < 0 else 0.0 if spot.dy > _ROW * size else 0.5
    return spot.dy - over * text.count("\n") * LINE * size


# where a label may stand beside its point, best first: the anchor, then the shift from the point, in text sizes
_PLACES = (
    ("middle", 0.0, -0.75), ("middle", 0.0, 1.55), ("start", 0.65, 0.35), ("end", -0.65, 0.35), ("start", 0.35, -0.65),
    ("end", -0.35, -0.65), ("start", 0.35, 1.4), ("end", -0.35, 1.4), ("middle", 0.0, -1.8), ("middle", 0.0, 2.6),
    ("start", 0.9, -1.8), ("end", -0.9, -1.8), ("start", 0.9, 2.6), ("end", -0.9, 2.6), ("middle", 0.0, -2.9),
    ("middle", 0.0, 3.7), ("start", 0.0, -3.4), ("end", 0.0, -3.4), ("start", 0.0, -4.8), ("end", 0.0, -4.8),
)  # fmt: skip
_ROW = 0.35
"""From the middle of a text to its baseline, in text sizes."""
_FAR = 2.2
"""From so many text sizes on a label would be taken for another point's without a line to its own."""
_SEEN = 8.0
"""So many pixels from its point a thin line must have left the lines of the point, or it is hidden behind one."""
_LED = 1
"""How bad it is that a thin line leads to a label, where nothing else is ..."""
_LED_OVER = 2
"""... and that it runs over another line, where the years of a target would else not be told ..."""
_OTHER_SIDE = 2
"""... and that a label stands under a target while its value is above: it would be read as below."""
_LEVEL, _LEVELLED = 5, 6
"""A level thin line over a fifth of the drawing looks like figures that are all alike."""
_NEAR_RINGS, _RINGS = 8, 14
"""How far a label is moved away, in text sizes: for a fuller text, and for the shortest."""
_RING = ((0, -1), (0, 1), (0.8, -0.8), (-0.8, -0.8), (0.8, 0.8), (-0.8, 0.8), (1.6, 0), (-1.6, 0), (1.6, -0.5),
         (-1.6, -0.5), (1.6, 0.5), (-1.6, 0.5))  # fmt: skip
"""Directions in which a label that has no room beside its point is moved away: up and down, aslant, to the sides."""
_ROWS = (-0.45, 1.2, -1.6, 2.4)
"""Over and under a level line, near and a little further off, in text sizes."""


def around(x: float, y: float, size: float, clear: float = 0.0) -> Iterator[LabelPosition]:
    """Spots beside a point, best first; in its row `clear` pixels further off, for a large marker."""
    for anchor, dx, dy in _PLACES:
        off = copysign(clear, dx) if dy == _ROW else 0.0
        yield LabelPosition(x, y, anchor, dx * size + off, dy * size, abs(dy - _ROW) > _FAR)


def along(start: float, end: float, y: float, size: float, inset: float = 0.0) -> Iterator[LabelPosition]:
    """Spots on a level line: at its right end, then further left, from its left end on, and beyond its ends.

    `inset` keeps so many pixels off the upright line that leads from the level to another.
    """
    for row in _ROWS:
        for share in (0.0, 0.25, 0.5, 0.75):
            yield LabelPosition(end - share * (end - start), y, "end", -inset, row * size, sided=False)
        yield LabelPosition(start, y, "start", inset, row * size, sided=False)
    for at, anchor, off in ((end, "start", LETTER_GAP), (start, "end", -LETTER_GAP)):
        yield LabelPosition(at, y, anchor, off * size, _ROW * size, sided=False)


_Found = tuple[str, LabelPosition, int]
"""A text, where it may stand and how bad that is."""
FEW = 2
"""Points around which all places are tried."""
TOUCHED = 0.5
"""So many pixels from a level a point lies upon it."""


class LabelSpace:
    """The room of one drawing while it is being filled: what is taken by lines and by labels."""

    def __init__(self, bounds: Box, x: Scale, y: Scale, size: float) -> None:
        self._bounds, self._x, self._y, self._size = bounds, x, y, size
        self._boxes: list[Box] = []
        self._dots: list[Box] = []
        self._lines: list[tuple[Box, Pixel, Pixel]] = []
        self._levels: list[tuple[Pixel, Pixel]] = []

    @property
    def size(self) -> float:
        """The type size of its labels, in pixels."""
        return self._size

    def holds(self, text: str, *, bold: bool) -> bool:
        """Whether a label is no wider than all the room."""
        return block_width(text, self._size, bold=bold) <= self._bounds.right - self._bounds.left

    def take_line(self, points: Sequence[Pixel]) -> None:
        """Labels keep off the line through `points`."""
        self._lines.extend((around_line(a, b), a, b) for a, b in pairwise(points))

    def take_level(self, start: Pixel, end: Pixel) -> None:
        """Labels stand on that side of the level from `start` to `end` on which their points lie, where they can."""
        self._levels.append((start, end))

    def take_dot(self, at: Pixel, radius: float) -> None:
        """Labels keep off the marker at `at`."""
        self._dots.append(Box(at[0] - radius, at[1] - radius, at[0] + radius, at[1] + radius))
        self._boxes.append(self._dots[-1])

    def take_box(self, box: Box) -> None:
        """Labels keep off whatever else stands in `box`."""
        self._boxes.append(box)

    def take_text(self, box: Box) -> None:
        """Labels keep off the text in `box`, and in its row at a distance."""
        self._boxes.append(box.wider(LETTER_GAP * self._size))

    def take(self, text: str, spot: LabelPosition, *, bold: bool) -> None:
        """Labels keep off the label that now stands at `spot`."""
        self.take_text(self.box(text, spot, bold=bold))

    def box(self, text: str, spot: LabelPosition, *, bold: bool) -> Box:
        """What a label at `spot` covers."""
        x, y = self._x(spot.x) + spot.dx, self._y(spot.y)
        first, width = _first_shift(text, spot, self._size), block_width(text, self._size, bold=bold)
        last = first + text.count("\n") * LINE * self._size
        left, top, right, bottom = written(x, y + first, spot.anchor, width, self._size)
        return Box(left, top, right, bottom + last - first)

    def covers(self, text: str, spot: LabelPosition, *, bold: bool, below: float = inf) -> int:
        """How bad a spot is; 0 is free. Where it is seen to be no better than `below`, no more is looked at."""
        box = self.box(text, spot, bold=bold)
        # a label out of bounds would be cut, which is worse than a label that touches a line
        cost = (0 if box.inside(self._bounds) else 100) + (_LED if spot.far else 0)
        if cost < below and spot.sided and self._misleads(box, spot):
            cost += _OTHER_SIDE
        for _ in box.meeting(self._boxes) if cost < below else ():
            cost += 10
            if cost >= below:
                break
        if cost < below:
            # a thin line, even across another, is less bad than a text on a line
            cut = islice((1 for a, b in self._near(box) if box.cut_by(a, b)), 2)
            cost += min(5 * sum(cut), 7)
        if cost < below and spot.far:
            cost += self._led_over(box, spot) + 2 * self._beside_dot(box)
        return cost

    def _near(self, box: Box) -> Iterator[tuple[Pixel, Pixel]]:
        """The lines that may pass through a box: most are far away, and there are thousands of them."""
        left, top, right, bottom = box
        return (
            (a, b)
            for (west, north, east, south), a, b in self._lines
            if west <= right and left <= east and north <= bottom and top <= south
        )

    def _beside_dot(self, box: Box) -> bool:
        """Whether a label, led to its own figure, stands in the row of another: it would be read as that one's."""
        near = box.wider(LETTER_GAP * self._size)
        return any(near.meets(dot) for dot in self._dots)

    def _misleads(self, box: Box, spot: LabelPosition) -> bool:
        """Whether a level that is aimed at lies between a label and its point."""
        x, y, middle = self._x(spot.x), self._y(spot.y), (box.top + box.bottom) / 2
        left, right = min(x, box.left), max(x, box.right)
        return any(
            (y - level) * (middle - level) < 0 and abs(y - level) > TOUCHED and left <= end and start <= right
            for (start, level), (end, _) in self._levels
        )

    def _led_over(self, box: Box, spot: LabelPosition) -> int:
        """How bad the way of the thin line to a label is: lines that it crosses or hides behind, and worse, labels."""
        start = (self._x(spot.x), self._y(spot.y))
        end = box.nearest(start)
        if self._levelled(start, end):
            return _LEVELLED
        share = min(_SEEN / max(dist(start, end), _SEEN), 1.0)
        on_way = (start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1]))
        near, away = (Box(x - 1, y - 1, x + 1, y + 1) for x, y in (start, on_way))
        way = around_line(start, end, 1.0)
        lines = sum(away.cut_by(a, b) if near.cut_by(a, b) else crosses(start, end, a, b) for a, b in self._near(way))
        return min(lines, 3) + 4 * any(other.cut_by(start, end) for other in self._boxes if not other.meets(near))

    def _levelled(self, start: Pixel, end: Pixel) -> bool:
        """Whether a thin line runs nearly level and far."""
        across, down = abs(end[0] - start[0]), abs(end[1] - start[1])
        return down < across / _LEVEL and across > (self._bounds.right - self._bounds.left) / _LEVEL


def place(
    room: LabelSpace, texts: Sequence[str], spots: Iterable[LabelPosition], *, bold: bool, halve: bool = False
) -> tuple[str, LabelPosition]:
    """Put a label where it is best in `room`, and take that place.

    Of several `texts`, fullest first, a shorter one is put only where no spot is free for the fuller, beside its point
    or a little away; where none is free for any, the shortest goes to the nearest free place further away. With
    `halve` each may stand in two lines.
    """
    near = tuple(spots) if halve or len(texts) > 1 else spots
    best: _Found | None = None
    for text in texts:
        forms = tuple(dict.fromkeys((text, halved(text, room.size, bold=bold)) if halve else (text,)))
        last = text == texts[-1]
        if not last and not any(room.holds(form, bold=bold) for form in forms):
            continue
        found = _in_forms(room, forms, near, _RINGS if last else _NEAR_RINGS, bold=bold)
        if best is None or found[2] < best[2]:
            best = found
        if found[2] <= (_LED_OVER if halve else _LED):
            break
    assert best is not None  # noqa: S101 - told to mypy; there is a text at least
    room.take(best[0], best[1], bold=bold)
    return best[:2]


def _in_forms(
    room: LabelSpace, forms: Sequence[str], near: Iterable[LabelPosition], rings: int, *, bold: bool
) -> _Found:
    """The best place of a text in one of its forms: beside its point in any, else away."""
    tried: list[LabelPosition] = []
    found = [_freest(room, form, near, tried, bold=bold) for form in forms]
    if min(cost for _, _, cost in found) > _LED:
        found += [_freest(room, form, _further(tried, room, rings), [], bold=bold, enough=_LED) for form in forms]
    return min(found, key=lambda one: one[2])


def _further(spots: Sequence[LabelPosition], room: LabelSpace, rings: int) -> Iterator[LabelPosition]:
    """Places in rings around the points of the near ones."""
    # of a level every other place is enough
    points = tuple(dict.fromkeys((spot.x, spot.y) for spot in spots))
    points = points[::2] if len(points) > FEW else points
    for ring in range(2, rings + 1):
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
    text: str,
    spots: Iterable[LabelPosition],
    tried: list[LabelPosition],
    *,
    bold: bool,
    enough: int = 0,
) -> _Found:
    """The first spot that is no worse than `enough`, else the least bad one, and how bad it is; fills `tried`."""
    best: _Found | None = None
    for spot in spots:
        tried.append(spot)
        cost = room.covers(text, spot, bold=bold, below=inf if best is None else best[2])
        if best is None or cost < best[2]:
            best = (text, spot, cost)
        if cost <= enough:
            return best
    assert best is not None  # noqa: S101 - told to mypy; there is a text and a spot at least
    return best

"""Where everything of a road stands, in pixels: rows with names, rows that dots share, and the texts at the edges.

What is placed here is what is drawn (`road_drawing`), so that a test can hold that no text meets another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from dashboard.charts.description import Road, RoadDot, Scale, side_of
from dashboard.charts.drawing.palette import MUTED, TARGET
from dashboard.charts.drawing.text_boxes import PlacedText, text_width
from dashboard.charts.drawing.wrapping import wrapped
from dashboard.context import soften

NARROW = 560
"""Below this width a name stands over its row and not beside it."""
NAMES_SHARE = 0.31
"""Of the width, for the names beside the rows."""
SIZE = 16.0
"""Pixels of a sign."""
GAP = 7.0
EDGE = 24.0
"""From the baseline or the target to the edge, where the values outside of the way stand."""
TICK = 9.0
"""Half the height of the mark of a measure's own time."""
NEAR = 3.0
"""Pixels within which a measure's own time is that of the line."""


@dataclass(frozen=True, slots=True)
class PlacedDot:
    """A dot with all that is drawn for it; its tail runs from `tail`, and `own_time` is the mark in its row."""

    dot: RoadDot
    x: float
    y: float
    tail: float | None
    own_time: float | None
    texts: tuple[PlacedText, ...]
    """Its name where it has a row of its own, and its number where it stands at an edge."""


@dataclass(frozen=True, slots=True)
class RoadLayout:
    """A road of `width` x `height` pixels; `start`, `end` and `now` are places of the upright lines."""

    road: Road
    width: float
    height: float
    font: float
    start: float
    end: float
    now: float
    dots: tuple[PlacedDot, ...]
    texts: tuple[PlacedText, ...]
    """What stands at the upright lines, and the names of shared rows."""
    rules: tuple[float, ...]
    """Heights of the hairlines between rows."""
    stretches: tuple[tuple[float, float], ...]
    """From where to where the upright lines are drawn: past names that stand over their rows they pause."""

    @property
    def every_text(self) -> tuple[PlacedText, ...]:
        """All texts, those of the dots included."""
        return (*self.texts, *(text for placed in self.dots for text in placed.texts))


def lay_out(road: Road, width: float) -> RoadLayout:
    """Place a road that has dots; its height follows from how many rows it needs."""
    return _RoadRows(road, width).laid_out()


class _RoadRows:
    """A road while its rows are put under one another; `_y` is where the next one begins."""

    def __init__(self, road: Road, width: float) -> None:
        self._road, self._width = road, width
        self._narrow = width < NARROW
        self._font = 13.0 if self._narrow else 14.0
        names = 0.0 if self._narrow else round(width * NAMES_SHARE)
        below, above = ([d for d in road.dots if d.beyond == side] for side in (-1, 1))
        self._names = width if self._narrow else names - 16
        self._scale = Scale((0.0, 1.0), names + self._edge_room(below), width - self._edge_room(above))
        self._line = self._font * 1.3
        self._heads = 3 if self._narrow and road.made_up else 2
        self._top = self._heads * self._line + 8
        self._y = self._top
        self._dots: list[PlacedDot] = []
        self._texts: list[PlacedText] = [*self._marks()]
        self._rules: list[float] = [self._top]
        self._stretches: list[tuple[float, float]] = [(self._top - 4, self._top)]

    def laid_out(self) -> RoadLayout:
        for dot in self._road.dots:
            if dot.named:
                self._row(dot)
        rest = sorted((dot for dot in self._road.dots if not dot.named), key=lambda dot: dot.part)
        for part, dots in groupby(rest, key=lambda dot: dot.part):
            self._shared(part, sorted(dots, key=lambda dot: dot.share))
        scale = self._scale
        return RoadLayout(
            self._road, self._width, self._y, self._font, scale(0.0), scale(1.0), self._now,
            tuple(self._dots), tuple(self._texts), tuple(self._rules),
            tuple(self._stretches),
        )  # fmt: skip

    @property
    def _now(self) -> float:
        return self._scale(self._road.elapsed)

    def _edge_room(self, dots: Sequence[RoadDot]) -> float:
        """The room outside of the way: for half a sign, or for signs at the edge with their numbers."""
        widest = max((text_width(dot.text, self._font) for dot in dots), default=0.0)
        return EDGE + SIZE / 2 + 4 + widest if dots else SIZE / 2 + 2

    def _marks(self) -> Iterator[PlacedText]:
        """The words over the upright lines: baseline and target on one line, the time and what is made up below."""
        start, end, time = self._road.marks
        first, second = self._line, 2 * self._line
        left, right = (text_width(text, self._font) for text in (start, end))
        yield PlacedText(start, max(self._scale(0.0) - left / 2, 0.0), first)
        yield PlacedText(end, min(self._scale(1.0) + right / 2, self._width), first, "end", TARGET)
        if self._road.made_up:
            yield PlacedText(self._road.made_up, 0.0, self._heads * self._line, "start", MUTED)
        half = text_width(time, self._font, bold=True) / 2
        yield PlacedText(time, min(max(self._now, half), self._width - half), second, "middle", bold=True)

    def _x(self, share: float) -> float:
        side = side_of(share)
        return self._scale(share) if side == 0 else self._scale(max(side, 0)) + side * EDGE

    def _row(self, dot: RoadDot) -> None:
        """A dot with its name, beside it or (where it is narrow) over it."""
        lines = wrapped(soften(dot.name), self._names, self._font)
        tall = len(lines) * self._line
        first = self._y + self._font + 5
        height = tall + SIZE + 16 if self._narrow else max(tall, SIZE) + 12
        y = self._y + height - SIZE / 2 - 7 if self._narrow else self._y + height / 2
        if not self._narrow:
            first = y - tall / 2 + self._font * 0.98
        name = tuple(PlacedText(line, 0.0, first + i * self._line) for i, line in enumerate(lines))
        self._dots.append(self._placed(dot, y, name))
        self._end_row(height, tall + 8 if self._narrow else 0.0)

    def _shared(self, part: str, dots: Sequence[RoadDot]) -> None:
        """The dots of a part in as few rows as they fit in, its name beside or over them."""
        lanes = self._lanes(dots)
        lines = wrapped(soften(part), self._names, self._font)
        tall, step = len(lines) * self._line, SIZE + 4
        over = tall + 4 if self._narrow else 0.0
        height = over + len(lanes) * step + 10 if self._narrow else max(tall, len(lanes) * step) + 12
        first = self._y + self._font + 5
        self._texts += [PlacedText(line, 0.0, first + i * self._line, "start", MUTED) for i, line in enumerate(lines)]
        for place, lane in enumerate(lanes):
            y = self._y + over + 6 + SIZE / 2 + place * step
            self._dots += [self._placed(dot, y, ()) for dot in lane]
        self._end_row(height, over + 4 if self._narrow else 0.0)

    def _end_row(self, height: float, over: float) -> None:
        """Close a row; `over` of its height are for a name over it."""
        self._stretches.append((self._y + over, self._y + height))
        self._y += height
        self._rules.append(self._y)

    def _lanes(self, dots: Sequence[RoadDot]) -> list[list[RoadDot]]:
        """Rows in which no dot, tail or number meets another: each dot goes to the first row that has room for it."""
        lanes: list[list[RoadDot]] = []
        ends: list[float] = []
        for dot in sorted(dots, key=lambda dot: self._span(dot)[0]):
            left, right = self._span(dot)
            place = next((i for i, end in enumerate(ends) if end + GAP <= left), len(lanes))
            if place == len(lanes):
                lanes.append([])
                ends.append(right)
            lanes[place].append(dot)
            ends[place] = right
        return lanes

    def _span(self, dot: RoadDot) -> tuple[float, float]:
        """From where to where a dot, its tail and its number reach."""
        placed = self._placed(dot, 0.0, ())
        places = [placed.x - SIZE / 2, placed.x + SIZE / 2, *([placed.tail] if placed.tail is not None else [])]
        boxes = [text.box(self._font) for text in placed.texts]
        return min(places + [box.left for box in boxes]), max(places + [box.right for box in boxes])

    def _placed(self, dot: RoadDot, y: float, name: tuple[PlacedText, ...]) -> PlacedDot:
        x, side = self._x(dot.share), dot.beyond
        tail = None if dot.before is None else self._x(dot.before)
        if tail is not None and abs(tail - x) < 1:
            tail = None
        time = self._scale(min(max(dot.elapsed, 0.0), 1.0))
        own = time if dot.named and abs(time - self._now) >= NEAR else None
        number = PlacedText(dot.text, x + side * (SIZE / 2 + 4), y + self._font * 0.35, "start" if side > 0 else "end")
        return PlacedDot(dot, x, y, tail, own, (*name, number) if side else name)

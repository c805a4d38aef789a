"""What a chart says, as frozen records: every text already in its language, every number already printed beside it.

Both drawings and the table twin are made from this and from nothing else, so that they cannot disagree. Positions are
in years (`strategy.model.periods`: 2019 stands at 2020.0), values in the measure's unit.
"""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.charts.description.aims import Band, Step
from strategy.texts import EN_DASH

FEW_ROWS = 4
"""So few rows of a table say their note and source each."""
Range = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Point:
    """One figure: where it stands, how it is printed, and what must be known of it."""

    x: float
    y: float
    period: str
    text: str
    """The value with its unit, as everywhere else on the page."""
    label: str
    """The value without its unit, for a label in the chart."""
    remark: str = ""
    """Quality, note and confidence in words; empty where nothing needs to be said."""
    unrounded: str = ""
    """What the value is unrounded, in words, where it meets or misses its target only by rounding."""
    hollow: bool = False
    """Preliminary or estimated."""
    after_page_day: bool = False
    """It stands after the page's day and takes no part in the judgement."""
    comparable: bool = True


Run = tuple[Point, ...]
"""Points that may be joined by a line; between two runs there is a gap."""


def judged(run: Run) -> Run:
    """The part of a run up to the page's day."""
    return tuple(point for point in run if not point.after_page_day)


def later(run: Run) -> Run:
    """The part of a run after the page's day, joined to what was there before; empty where nothing comes after."""
    before = judged(run)
    return (*before[-1:], *run[len(before) :]) if len(before) < len(run) else ()


@dataclass(frozen=True, slots=True)
class Line:
    """A series. `kind` is `own`, `budget`, `peer`, `reference`, `running`, `projection` or `path`."""

    kind: str
    label: str
    runs: tuple[Run, ...]
    place: int = 0
    """Of another area its place in the catalogue, from 0: it looks alike in every chart, whoever stands beside it."""

    @property
    def points(self) -> Run:
        """All points in order of time."""
        return tuple(point for run in self.runs for point in run)

    @property
    def end(self) -> Point:
        """The last point; a line has at least one."""
        return self.runs[-1][-1]


@dataclass(frozen=True, slots=True)
class Bar:
    """A figure that its source only bounds: from `low` to `high`, both included; an end that is None stands open."""

    x: float
    low: float | None
    high: float | None
    period: str
    text: str
    """The limits with their unit, in signs: `≥ 3 %`."""
    label: str
    """The limits without."""
    remark: str = ""
    after_page_day: bool = False

    @property
    def ends(self) -> tuple[float, ...]:
        """The ends that are known."""
        return tuple(end for end in (self.low, self.high) if end is not None)

    def span(self, y: Range) -> Range:
        """Where it is drawn from and to, the lower value first: an open end runs to the edge of the plot."""
        return (min(y) if self.low is None else self.low, max(y) if self.high is None else self.high)


@dataclass(frozen=True, slots=True)
class VerticalMark:
    """Something that happened to the series, a `break` or a `decision`, or the page's `day` where more is drawn."""

    x: float
    kind: str
    label: str
    """The number under which `Chart.events` tells it; the page's day in words."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A named place on an axis."""

    at: float
    label: str
    year: str = ""
    """The last year of a period, for an end of the time axis whose full name has no room."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """A row of the table as numbers, unrounded, for files that compute with them; None where there is none."""

    at: float
    own: float | None
    low: float | None
    """The target's level, or the lower end of its range."""
    high: float | None
    """The target's level, or the upper end of its range."""
    peers: tuple[float | None, ...]
    total: float | None = None
    """The total so far, where the target is a sum."""


@dataclass(frozen=True, slots=True)
class DataTable:
    """The twin of the drawing. The first column heads the rows."""

    header: tuple[str, ...]
    kinds: tuple[str, ...]
    """What each column holds: `period`, `own`, `total`, `target`, `peer`, `note` or `source`."""
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[Numbers, ...] = ()
    """The same rows as numbers: the own series, its total, the target, the peers."""

    @property
    def numeric(self) -> frozenset[int]:
        """The columns that are set to the right."""
        return frozenset(i for i, kind in enumerate(self.kinds) if kind not in ("period", "note", "source"))

    def column(self, kind: str) -> int | None:
        """The place of the first column of a kind; None where there is none."""
        return self.kinds.index(kind) if kind in self.kinds else None

    def said_once(self) -> dict[int, str]:
        """The columns of words (the last two) in which every figure says the same, with what it says.

        On paper such a column would fill pages. Where there are few rows, they say it each.
        """
        last = len(self.header)
        found = {column: self._same(column) for column in (last - 2, last - 1)}
        return {column: said for column, said in found.items() if said}

    def _same(self, column: int) -> str:
        said = {row[column] for row in self.rows if row[1] != EN_DASH or row[column]}
        return said.pop() if len(said) == 1 and len(self.rows) > FEW_ROWS else ""


@dataclass(frozen=True, slots=True)
class Chart:
    """All that a drawing needs."""

    title: str
    finding: str
    """The sentence that says the status and why."""
    unit: str
    lang: str
    x: Range
    y: Range
    """From bottom to top; runs downwards for a rank, where the first place is the best."""
    x_ticks: tuple[Tick, ...]
    x_ends: tuple[Tick, ...]
    """The first place in time, that of the labelled figure and the last place, for a drawing without room for more."""
    y_ticks: tuple[Tick, ...]
    lines: tuple[Line, ...]
    """The own series first, where there is one."""
    steps: tuple[Step, ...]
    bands: tuple[Band, ...]
    baseline: Point | None
    marked: Point | None
    """The value that is labelled: the judged one, else the newest by the page's day."""
    bars: tuple[Bar, ...]
    """Own figures that are only bounded."""
    uprights: tuple[VerticalMark, ...]
    caption: str
    """What the signs of this chart mean, as sentences; only what occurs in it."""
    alt: str
    table: DataTable
    events: tuple[str, ...] = ()
    """What happened to the series, each with its day, in the order of the numbers in the drawing, from 1."""
    since: int | None = None
    """The first year drawn, where own figures before it are left to the table."""
    made_up: str = ""
    """That the figures are made up, as it is written into the drawing; empty for real ones."""
    no_result: str = ""
    """That no figure is known after the baseline, as it is written into the drawing; empty where one is."""

    def __hash__(self) -> int:
        # of what tells charts and days apart alone: there are thousands of points, and equality looks at them all
        words = (self.title, self.finding, self.alt, self.caption)
        return hash((words, self.lang, self.x, self.y, self.marked, self.uprights, self.steps))

    @property
    def empty(self) -> bool:
        """Whether there is no figure at all to draw."""
        return not self.lines and not self.bars and self.baseline is None

    @property
    def lone(self) -> Point | None:
        """The single figure of a chart in which nothing else is drawn: a number tells it better."""
        if self.bars or self.aims or self.baseline or len(self.lines) != 1 or len(self.lines[0].points) != 1:
            return None
        return self.lines[0].end

    @property
    def alt_without_finding(self) -> str:
        """The label of a drawing beside which the finding stands, so that it is not heard twice."""
        return self.alt.replace(f" {self.finding}", "", 1) if self.finding else self.alt

    @property
    def newest_is_baseline(self) -> bool:
        """Whether the labelled value is the baseline itself, so that one label says both."""
        return self.marked is not None and self.baseline is not None and self.marked.x == self.baseline.x

    @property
    def aims(self) -> tuple[Step | Band, ...]:
        """All that is aimed at: levels, then ranges."""
        return (*self.steps, *self.bands)

    def of_kind(self, kind: str) -> tuple[Line, ...]:
        """The lines of one kind."""
        return tuple(line for line in self.lines if line.kind == kind)

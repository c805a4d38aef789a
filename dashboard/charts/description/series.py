"""From rows to series: which figures are drawn, and between which of them a line may run.

A line means "in between it was about so". It stops where the calendar expected a figure that is missing, where the
series was broken, and at a figure that may not be compared with its neighbours.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from statistics import median_low
from types import MappingProxyType

from dashboard.charts.description.chart import Bar, Line, Point, Run
from dashboard.charts.description.words import ChartWords
from strategy.model import ACTUAL, Observation, Period, position

MONTHS: Mapping[str, int] = MappingProxyType({
    "month": 1, "quarter": 3, "half_year": 6, "year": 12, "school_year": 12, "two_years": 24, "four_years": 48,
})  # fmt: skip
HOLLOW = ("preliminary", "estimate")


def current(rows: Iterable[Observation], known: date | None) -> tuple[Observation, ...]:
    """The row valid for each key (area, period, breakdown) as known on `known` (None: today), in order of time.

    A row whose day is not known counts as the earliest; a withdrawal stays as the row without a value that it is.
    """
    latest: dict[tuple[str, Period, str], Observation] = {}
    for row in rows:
        if known and row.known and row.known > known:
            continue
        key = (row.area, row.period, row.breakdown)
        if key not in latest or _known(row) >= _known(latest[key]):
            latest[key] = row
    return tuple(sorted(latest.values(), key=lambda row: (stands_at(row), row.period)))


def _known(row: Observation) -> date:
    return row.known or date.min


def stands_at(row: Observation) -> float:
    """Since when a figure is known of: the day of its survey where that is known, else the end of its period."""
    return position(row.day) if row.day else row.period.position


def drawn_at(row: Observation) -> float:
    """Where a figure stands on the time axis: at the end of its period, over the name of the period.

    A survey made in April stands for its year: drawn in April it would stand over the name of the year before.
    """
    return row.period.position


@dataclass(frozen=True, slots=True)
class ChartSeries:
    """What `runs` needs to know beside the rows."""

    words: ChartWords
    day: float
    """The page's day; what stands after it is pale."""
    breaks: tuple[float, ...] = ()

    def line(self, kind: str, label: str, rows: Sequence[Observation]) -> Line | None:
        """The series of the actual figures among `rows` (one area, no breakdown, in order of time); None without any.

        Rows without a value say that a figure is missing, and part the line.
        """
        runs = tuple(self._runs(rows))
        return Line(kind, label, runs) if runs else None

    def budget(self, rows: Sequence[Observation]) -> Line | None:
        """The budgeted figures, each for itself: they are plans, and no line may pass through them."""
        runs = tuple((self.point(row),) for row in rows if row.value is not None and row.quality == "budget")
        return Line("budget", self.words.say("quality.budget"), runs) if runs else None

    def point(self, row: Observation) -> Point:
        """The point of a row with a value."""
        assert row.value is not None  # noqa: S101 - told to mypy; callers choose rows with values
        return Point(
            x=drawn_at(row),
            y=row.value,
            period=self.words.period(row.period),
            text=self.words.value(row.value),
            label=self.words.number(row.value),
            remark=self.words.remark(row),
            unrounded=self.words.told_unrounded(row),
            hollow=row.quality in HOLLOW,
            after_page_day=stands_at(row) > self.day + 1e-9,
            comparable=row.comparable,
        )

    def bars(self, rows: Sequence[Observation]) -> tuple[Bar, ...]:
        """The figures among `rows` that are only bounded."""
        return tuple(
            Bar(
                drawn_at(row), row.low, row.high, self.words.period(row.period), self.words.figure(row),
                self.words.plain_figure(row), self.words.remark(row), after_page_day=stands_at(row) > self.day + 1e-9,
            )
            for row in rows if row.is_bound
        )  # fmt: skip

    def _runs(self, rows: Sequence[Observation]) -> Iterator[Run]:
        told = [row for row in rows if row.value is None or row.quality in ACTUAL]
        step = self._step([row.period for row in told if row.value is not None])
        run: list[Point] = []
        before: Observation | None = None
        for row in told:
            if run and (before is None or row.value is None or self._parted(before, row, step)):
                yield tuple(run)
                run = []
            if row.value is not None:
                run.append(self.point(row))
            before = row
        if run:
            yield tuple(run)

    def _parted(self, before: Observation, row: Observation, step: int) -> bool:
        """Whether no line may join two rows with values that follow each other."""
        if not (before.comparable and row.comparable):
            return True
        if any(stands_at(before) <= at + 1e-9 and at < stands_at(row) - 1e-9 for at in self.breaks):
            return True
        return row.period.start - before.period.end - 1 >= step

    def _step(self, periods: Sequence[Period]) -> int:
        """Months from one expected figure to the next: more without a figure are a gap.

        Without a declared calendar it is the time that most often lies between two figures, if it is most of them and
        more than once. Figures that come when they come are joined only up to a year apart, or where their periods
        follow one another: of the years between nothing is known.
        """
        calendar = self.words.measure.calendar
        if calendar:
            return MONTHS[calendar.every]
        between = Counter(later.end - earlier.end for earlier, later in pairwise(periods))
        usual, times = between.most_common(1)[0] if between else (0, 0)
        regular = times > 1 and 2 * times > between.total()
        return usual if regular else max(12, median_low([period.months for period in periods] or [12]))


def home(rows: Iterable[Observation], area: str) -> tuple[Observation, ...]:
    """The rows of one area as a whole: a part (breakdown) is never drawn for the whole."""
    return tuple(row for row in rows if row.area == area and not row.breakdown)

"""What would change in the record, and what of it looks doubtful: told before anything changes. Changes nothing itself.

Rows of a sector's workbook and rows of an open statistic are compared alike.
"""

from __future__ import annotations

import itertools
import math
import statistics
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from etl.intake.values import Doubt
from etl.reading import limits, outside
from etl.reporting import Where
from strategy.model import Measure, Observation, Period, Strategy, Unit

CHANGES = ("new", "corrected", "contradictory", "withdrawn", "amended", "unchanged")
"""`contradictory` corrects a value of another source; `amended` keeps the value and changes what is said of it."""
FEWEST_STEPS = 3
"""So many steps a series must have made before one of them can be called unusual."""
NEAR = 3.0
"""A value within so many times the largest and one so manieth of the smallest of its series is of their size."""
SCALES = (10.0, 100.0, 1_000.0, 1_000_000.0)
"""What a lost comma, a per cent sign, thousands and millions make of a number."""
Key = tuple[str, str, Period, str]
Rows = Sequence[Observation]


@dataclass(frozen=True, slots=True)
class Incoming:
    """A row that came, the place it was read, and what looked doubtful when it was read."""

    row: Observation
    where: Where
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """What one incoming row does to the record; `before` is the row that was valid until then."""

    kind: str
    row: Observation
    where: Where
    before: Observation | None = None
    doubts: tuple[Doubt, ...] = ()

    @property
    def by(self) -> float | None:
        """By how much the value changes, in the measure's unit."""
        old = None if self.before is None else self.before.value
        return None if old is None or self.row.value is None else self.row.value - old


@dataclass(frozen=True, slots=True)
class Difference:
    """All changes in the order in which they came, and the valid rows that a complete delivery no longer holds."""

    changes: tuple[Change, ...]
    vanished: tuple[Observation, ...] = ()

    def of(self, kind: str) -> tuple[Change, ...]:
        """The changes of one kind."""
        return tuple(c for c in self.changes if c.kind == kind)

    @property
    def rows(self) -> tuple[Observation, ...]:
        """The rows to be added to the record."""
        return tuple(c.row for c in self.changes if c.kind != "unchanged")

    @property
    def doubtful(self) -> tuple[Change, ...]:
        """The changes that look doubtful."""
        return tuple(c for c in self.changes if c.doubts)


def difference(
    existing: Iterable[Observation], incoming: Iterable[Incoming], strategy: Strategy, *, complete: bool = False
) -> Difference:
    """Compare what came with the record; `complete` says that whole series came, so that what is not there is gone."""
    came = tuple(incoming)
    touched = {i.row.measure for i in came}
    record: dict[Key, list[Observation]] = {}
    for row in existing:
        if row.measure in touched:
            record.setdefault(key_of(row), []).append(row)
    series = _series(record)
    changes = tuple(_change(item, record, series, strategy) for item in came)
    return Difference(changes, tuple(_vanished(record, came)) if complete else ())


def key_of(row: Observation) -> Key:
    """What a row is of: rows of one key are versions of one figure."""
    return (row.measure, row.area, row.period, row.breakdown)


def valid(rows: Iterable[Observation], on: date | None = None) -> Observation | None:
    """The version that is valid on a day (`None`: at last); one without a day counts as the earliest."""
    visible = [row for row in rows if on is None or (row.known or date.min) <= on]
    return max(visible, key=lambda row: row.known or date.min, default=None)


def _change(
    item: Incoming, record: Mapping[Key, Rows], series: Mapping[tuple[object, ...], Rows], strategy: Strategy
) -> Change:
    row = item.row
    versions = record.get(key_of(row), ())
    same_day = [v for v in versions if v.known == row.known and content_of(v) == content_of(row)]
    before = same_day[0] if same_day else valid(versions, row.known or date.min)
    kind = _kind(row, before, versions)
    if kind == "unchanged":
        return Change(kind, row, item.where, before)
    found = _doubts(row, before, series.get(_line(row), ()), strategy)
    return Change(kind, row, item.where, before, (*item.doubts, *found))


def _kind(row: Observation, before: Observation | None, versions: Rows) -> str:
    if before is None:
        return "new"
    if content_of(row) == content_of(before):
        return "unchanged"
    if not row.tells:
        return "withdrawn" if before.tells else "new"
    if not before.tells or before.is_bound or row.is_bound:
        return "new"  # what was only bounded is now known better, which corrects nothing
    if row.value == before.value:
        return "amended"
    own = any(v.source == row.source for v in versions)
    return "corrected" if own else "contradictory"


def content_of(row: Observation) -> tuple[object, ...]:
    """All that a row says of its figure, without when it became known and from whom."""
    return (row.value, row.missing, row.quality, row.n, row.note, row.day, row.low, row.high)


def plain_figure(row: Observation) -> str:
    """The figure, its limits or the reason why there is none, for programs and messages: `3`, `>= 3`, `2..4`."""
    low, high = (None if end is None else f"{end:.15g}" for end in (row.low, row.high))
    if low is not None and high is not None:
        return f"{low}..{high}"
    if low is not None or high is not None:
        return f">= {low}" if high is None else f"<= {high}"
    return str(row.missing) if row.value is None else f"{row.value:.15g}"


def _line(row: Observation) -> tuple[object, ...]:
    return (row.measure, row.area, row.breakdown)


def _series(record: Mapping[Key, Rows]) -> dict[tuple[object, ...], Rows]:
    """The valid values of each line, by period."""
    lines: dict[tuple[object, ...], list[Observation]] = {}
    for versions in record.values():
        row = valid(versions)
        if row is not None and row.value is not None:
            lines.setdefault(_line(row), []).append(row)
    return {line: sorted(rows, key=lambda r: r.period) for line, rows in lines.items()}


def _doubts(row: Observation, before: Observation | None, series: Rows, strategy: Strategy) -> Iterator[Doubt]:
    measure = strategy.measures[row.measure]
    if row.is_bound and before is not None and before.value is not None and not _lies_in(before.value, row):
        yield Doubt("outside_limits", (("old", before.value),))
    if row.value is None:
        if before is not None and before.value is not None and row.missing not in ("withdrawn", None):
            yield Doubt("vanished", (("old", before.value),))
        return
    if before is not None and before.is_bound and not _lies_in(row.value, before):
        yield Doubt("outside_limits", (("old", before.low if before.high is None else before.high),))  # type: ignore[arg-type]
    if outside(measure, row.value):
        yield Doubt("outside", (("limits", limits(measure)),))
    frequencies = {r.period.frequency for r in series}
    if frequencies and row.period.frequency not in {*frequencies, *_asked(measure)}:
        yield Doubt("other_frequency", ())
    alike = [r for r in series if r.period.frequency == row.period.frequency and r.period != row.period]
    if _is_part(row.value, series, measure, strategy.units.get(measure.unit or "")):
        yield Doubt("fraction", (("value", row.value),))
    yield from _other_scale(row.value, _levels(alike, before, measure))
    yield from _jump(row, row.value, alike)


def _lies_in(value: float, bound: Observation) -> bool:
    low = -math.inf if bound.low is None else bound.low
    return low <= value <= (math.inf if bound.high is None else bound.high)


def _asked(measure: Measure) -> Iterator[str]:
    """The kinds of period for which a measure is asked: of its calendar and its targets, whose windows are of years."""
    if measure.calendar is not None:
        yield measure.calendar.anchor.frequency
    for target in measure.targets:
        if target.period is not None or target.window:
            yield "year" if target.window or target.period is None else target.period.frequency


def _is_part(value: float, series: Rows, measure: Measure, unit: Unit | None) -> bool:
    """Whether a count of people or things is not whole, though its measure shows no decimals and never had any."""
    counted = unit is not None and unit.counted
    whole = all(float(r.value).is_integer() for r in series if r.value is not None)
    return counted and measure.decimals == 0 and not value.is_integer() and whole


def _levels(alike: Rows, before: Observation | None, measure: Measure) -> list[float]:
    """The values that show how large the figure is: of the series, of what is corrected, or of the baseline."""
    values = [r.value for r in alike if r.value is not None]
    if not values and before is not None and before.value is not None:
        values = [before.value]
    if not values and measure.baseline is not None and measure.baseline.value is not None:
        values = [measure.baseline.value]
    return [abs(v) for v in values if v]


def _other_scale(value: float, levels: Sequence[float]) -> Iterator[Doubt]:
    """A value that is not of the size of its series and would be, were its comma or its unit another one."""
    if not levels or not value or min(levels) / NEAR <= abs(value) <= max(levels) * NEAR:
        return
    middle = statistics.median(levels)
    likely = [value / by for scale in SCALES for by in (scale, 1 / scale)]
    fitting = [v for v in likely if min(levels) / NEAR <= abs(v) <= max(levels) * NEAR]
    if fitting:
        best = min(fitting, key=lambda v: max(abs(v) / middle, middle / abs(v)))
        yield Doubt("other_scale", (("likely", float(f"{best:.12g}")),))


def _jump(row: Observation, value: float, alike: Rows) -> Iterator[Doubt]:
    """A step to the neighbouring period that is larger than any that the series has made."""
    values = [r.value for r in alike if r.value is not None]
    steps = [abs(b - a) for a, b in itertools.pairwise(values)]
    if len(steps) < FEWEST_STEPS:
        return
    near = min(alike, key=lambda r: (abs(r.period.end - row.period.end), -r.period.end))
    step = abs(value - (near.value or 0.0))
    if step > max(steps):
        yield Doubt("jump", (("step", step), ("largest", max(steps))))


def _vanished(record: Mapping[Key, Rows], came: Sequence[Incoming]) -> Iterator[Observation]:
    """The valid figures of a line between its first and last period that came, which did not come themselves."""
    keys = {key_of(i.row) for i in came}
    spans: dict[tuple[object, ...], list[Period]] = {}
    for item in came:
        spans.setdefault((*_line(item.row), item.row.period.frequency), []).append(item.row.period)
    for key, versions in record.items():
        row = valid(versions)
        if row is None or row.value is None or key in keys:
            continue
        periods = spans.get((*_line(row), row.period.frequency))
        if periods and min(periods) <= row.period <= max(periods):
            yield row

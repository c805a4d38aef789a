"""Which figures a sector is asked for: every expected period without a value, those due first, then those to come.

A calendar says it where there is one; else the periods of the targets and of the baseline do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from etl.intake.rows import valid
from etl.record import Record
from strategy.judging import EXCUSING, due_day, expected, window_of
from strategy.model import Measure, Observation, Period, add_months

MOST = 8
"""So many periods of one measure that have begun are asked for at once, the latest ones."""


@dataclass(frozen=True, slots=True)
class ExpectedFigure:
    """A figure that is asked for; `due` is the day by which it should be there, where that is known."""

    measure: Measure
    period: Period
    due: date | None
    last: Observation | None
    """The latest figure that is known of the measure, be it by its limits alone."""

    def order(self, on: date) -> tuple[bool, date]:
        """What is due comes first, the oldest due first; then what is to come."""
        day = self.due or self.period.last_day
        return (day > on, day)


def expected_figures(record: Record, sector: str, on: date, until: date | None = None) -> list[ExpectedFigure]:
    """Every figure that the sector is asked for on a day, due first; the periods are those that begin by `until`.

    None is `on` itself: the period that runs is the last.
    """
    series: dict[str, list[Observation]] = {}
    for row in record.observations:
        if row.area == record.strategy.home and not row.breakdown:
            series.setdefault(row.measure, []).append(row)
    measures = [m for m in record.strategy.measures.values() if sector in m.sectors and is_filled(m)]
    found = [a for m in measures for a in _of_measure(m, series.get(m.id, ()), on, until or on)]
    return sorted(found, key=lambda a: a.order(on))


def is_filled(measure: Measure) -> bool:
    """Whether people fill in its figures: context comes from statistics, derived series are computed."""
    return measure.kind == "numeric" and measure.formula is None and measure.role == "strategy"


def _of_measure(measure: Measure, rows: Sequence[Observation], on: date, until: date) -> Iterator[ExpectedFigure]:
    by_period: dict[Period, list[Observation]] = {}
    for row in rows:
        by_period.setdefault(row.period, []).append(row)
    stands = {period: found for period, versions in by_period.items() if (found := valid(versions)) is not None}
    values = [v for v in stands.values() if v.tells]
    last = max(values, key=lambda r: r.period, default=None)
    wanted = [p for p in _periods(measure, on, until) if not _answered(stands.get(p))]
    begun = [p for p in wanted if p.first_day <= on]
    for period in (*begun[-MOST:], *wanted[len(begun) :]):
        yield ExpectedFigure(measure, period, _due(measure, period), last)


def _answered(row: Observation | None) -> bool:
    return row is not None and (row.value is not None or row.missing in EXCUSING)


def _periods(measure: Measure, on: date, until: date) -> list[Period]:
    """The expected periods up to the one that runs on a day; without a calendar, what targets and baseline name."""
    if measure.calendar is not None:
        last = max(until.year * 12 + until.month - 1, measure.calendar.anchor.end)
        return list(expected(measure.calendar, Period(end=last, start=last)))
    named = {p for t in measure.targets if (p := window_of(t) or t.period) is not None}
    if measure.baseline is not None and measure.baseline.value is None:
        named.add(measure.baseline.period)
    found = sorted({year for period in named for year in _years(period)})
    return [p for p in found if p.first_day <= until] or found[:1] or list(_last_years(on, until))


def _last_years(on: date, until: date) -> Iterator[Period]:
    """The last year that is over, and where more than the day is asked for, those up to its end."""
    last = until.year if until > on else on.year - 1
    return (Period.years(year, year) for year in range(on.year - 1, last + 1))


def _years(period: Period) -> Iterable[Period]:
    """A window of years asks for each of them."""
    if period.frequency != "years":
        return [period]
    return [Period.years(y, y) for y in range(period.first_day.year, period.last_day.year + 1)]


def _due(measure: Measure, period: Period) -> date | None:
    if measure.calendar is not None:
        return due_day(measure.calendar, period)
    named = [t.due for t in measure.targets if t.due is not None and t.period == period]
    return named[0] if named else add_months(period.last_day, 0)

"""One measure on one day: its baseline, what the calendar expects, which reasons were stated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from strategy.model.catalogue import Measure, Target
from strategy.model.numbers import rounded
from strategy.model.periods import Period, add_months, position
from strategy.model.record import Event, Observation
from tests.strategy.second_reading import figures as f

EXCUSES = ("not_collected", "hidden_few", "cannot_exist", "publication_stopped")
"""Stated reasons for which no figure will come; ''not submitted' is no excuse'."""
EVERY = {"month": 1, "quarter": 3, "half_year": 6, "year": 12, "school_year": 12, "two_years": 24, "four_years": 48}
EPS = 1e-9


@dataclass(frozen=True)
class Answer:
    """What the second reading says of one target."""

    status: str
    value: float | None = None
    value_low: float | None = None
    value_high: float | None = None
    pace: float | None = None
    flags: frozenset[str] = frozenset()
    days_overdue: int | None = None
    used: tuple[f.Figure, ...] = ()
    after: int | None = None
    """How many values carry a pace; None: those used."""


@dataclass(frozen=True)
class Case:
    measure: Measure
    rows: Sequence[Observation]
    """Visible rows of the home area."""
    elsewhere: Sequence[Observation]
    on: date
    known: date | None
    home: str
    events: Sequence[Event] = ()
    breaks: Sequence[date] = ()
    references: Mapping[str, Sequence[Observation]] = field(default_factory=dict)

    @property
    def now(self) -> float:
        return position(self.on)

    def latest(self) -> dict[Period, Observation]:
        return f.latest_of_each(self.rows)

    def firm(self) -> dict[Period, Observation]:
        """The latest of each period that is not only a bound."""
        return f.latest_of_each(r for r in self.rows if r.quality != "bound")

    def raw(self) -> list[f.Figure]:
        """Figures that stand by the day, of the declared frequency (and the baseline's own row)."""
        found = [f.figure(r) for r in self.latest().values() if f.has_value(r) and f.stands(r) <= self.now + EPS]
        return [x for x in found if self.counts(x.period) and (x.exact or self.declared(x.period))]

    def declared(self, period: Period) -> bool:
        calendar = self.measure.calendar
        return calendar is None or f.same_length(period, calendar.anchor)

    def with_baseline(self) -> list[f.Figure]:
        """'The baseline's own value ... is the figure of its period, with or without a row'."""
        base, b, t0, raw = self.measure.baseline, self.exact_b, self.t0, self.raw()
        if base is None or b is None or t0 is None or t0 > self.now + EPS:
            return raw
        if any(x.period == base.period and not self.plain(x) for x in raw):
            return raw  # cautious: a figure that may not be compared is not replaced by the strategy's own
        rows = () if self.own_row is None else (self.own_row,)
        return [*(x for x in raw if x.period != base.period), f.Figure(base.period, b, b, t0, rows)]

    def counts(self, period: Period) -> bool:
        """'Where a frequency is declared, only figures of it count, and the baseline's own row'."""
        m = self.measure
        return self.declared(period) or (m.baseline is not None and period == m.baseline.period)

    # the baseline

    @property
    def own_row(self) -> Observation | None:
        """The baseline's own row, if it is an exact comparable value: 'a bound never corrects b'."""
        base = self.measure.baseline
        row = None if base is None else self.firm().get(base.period)
        if row is not None and self.measure.rank and row.n is None:
            return None  # "a rank without its n is no value"
        return row if row is not None and row.value is not None and row.comparable else None

    @property
    def exact_b(self) -> float | None:
        """'A baseline's correction replaces b everywhere'; 'only a published one does'."""
        base = self.measure.baseline
        if base is None:
            return None
        row = self.firm().get(base.period)
        if row is not None and row.missing == "withdrawn":
            return None
        own = self.own_row
        return own.value if own is not None and f.stands(own) <= self.now + EPS else base.value

    @property
    def b(self) -> float | None:
        return None if self.exact_b is None else rounded(self.exact_b, self.measure.decimals)

    @property
    def t0(self) -> float | None:
        base = self.measure.baseline
        if base is None:
            return None
        return base.period.position if self.own_row is None else f.stands(self.own_row)

    def base_series(self) -> int | None:
        base = self.measure.baseline
        if base is None or self.t0 is None:
            return None
        rows = () if self.own_row is None else (self.own_row,)
        return f.series(f.Figure(base.period, 0, 0, self.t0, rows), self.breaks)

    # what is expected

    def expected(self, until: Period) -> list[Period]:
        """The periods that the calendar expects, from its anchor to the end of `until`."""
        c = self.measure.calendar
        if c is None:
            return []
        step = EVERY[c.every]
        found, period = [], c.anchor
        while period.end <= until.end:
            found.append(period)
            period = Period(end=period.end + step, start=period.start + step)
        return found

    def due(self, period: Period) -> date | None:
        c = self.measure.calendar
        return None if c is None or c.lag_months is None else add_months(period.last_day, c.lag_months)

    def is_late(self, period: Period) -> bool:
        """'A figure is late from the day after its due day'."""
        due = self.due(period)
        return due is not None and self.on > due

    def reasons(self) -> list[Observation]:
        return [r for r in self.latest().values() if r.missing in EXCUSES and f.stands(r) <= self.now + EPS]

    def excused(self, period: Period) -> bool:
        """A reason of its own, or a stop: it speaks for the periods between it and the first later value."""
        own = self.latest().get(period)
        awaited = own is not None and own.missing is not None and own.missing not in EXCUSES
        for r in self.reasons():
            if period == r.period or period.lies_in(r.period):
                return True
            if r.missing == "publication_stopped" and period.end >= r.period.end and not awaited:
                later = [x.period.end for x in self.with_baseline() if x.period.end > r.period.end]
                if not later or period.end < min(later):
                    return True
        return False

    # figures of a grain

    def of_grain(self, grain: Period, rows: Sequence[f.Figure] | None = None) -> list[f.Figure]:
        """Published figures of the grain, and those made of finer ones; longer ones take no part."""
        raw = self.with_baseline() if rows is None else rows
        found = {x.period: x for x in raw if f.of_grain(x.period, grain)}
        finer = [x for x in raw if x.period.months < grain.months and not f.of_grain(x.period, grain)]
        for whole in {f.grain_around(x.period, grain) for x in finer} - {None}:
            if whole is None or whole in found or (rows is None and whole in self.published()):
                continue
            inside = [x for x in finer if x.period.lies_in(whole)]
            made = f.made(self.measure.aggregate, inside, whole, self.breaks)
            if made is not None and made.at <= self.now + EPS:
                found[whole] = made
        return sorted(found.values(), key=lambda x: (x.at, x.period))

    @staticmethod
    def plain(x: f.Figure) -> bool:
        """'A figure with `comparable` false takes no part in a judgement'."""
        return not x.torn and all(r.comparable for r in x.rows)

    def published(self) -> set[Period]:
        return {r.period for r in self.latest().values() if f.has_value(r) and self.counts(r.period)}

    def series_of(self, x: f.Figure) -> int:
        return f.series(x, self.breaks)

    # the reference of a target

    def reference(self, target: Target, grain: Period, period: Period) -> tuple[float | None, float | None]:
        """'the reference at the same period; missing: `result_pending`, never last year's': least and most."""
        rows = self.references.get(target.reference or "")
        if rows is None:
            rows = [r for r in self.elsewhere if r.area == target.reference]
        seen = [r for r in rows if r.breakdown == "" and r.quality != "budget"]
        seen = [r for r in seen if self.known is None or r.known is None or r.known <= self.known]
        latest = [r for r in f.latest_of_each(seen).values() if f.has_value(r) and f.stands(r) <= self.now + EPS]
        found = [x for x in self.of_grain(grain, [f.figure(r) for r in latest]) if x.period == period]
        if not found:
            return None, None
        return rounded(found[0].low, self.measure.decimals), rounded(found[0].high, self.measure.decimals)

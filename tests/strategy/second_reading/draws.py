"""What random cases are made of: periods, rows, calendars, breaks and days around turning days."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random
from typing import Any

from strategy.model.catalogue import Baseline, Calendar, Measure, Target
from strategy.model.periods import Period
from strategy.model.record import Event, Mark, Observation
from tests.strategy.drawing import HOME, MEASURE, NAME, SOURCE

YEAR, HALF, QUARTER, MONTH, SCHOOL = 12, 6, 3, 1, 0
EVERY = {YEAR: "year", HALF: "half_year", QUARTER: "quarter", MONTH: "month", SCHOOL: "school_year"}
LEVELS = {"up": ("at_least", "more_than"), "down": ("at_most", "less_than")}
REASONS = (
    "not_collected", "hidden_few", "not_submitted", "not_yet_published", "cannot_exist", "publication_stopped",
    "withdrawn",
)  # fmt: skip


@dataclass(frozen=True)
class Drawn:
    """What `judge` and the second reading are asked."""

    measure: Measure
    rows: tuple[Observation, ...]
    on: date
    known: date | None = None
    events: tuple[Event, ...] = ()
    marks: tuple[Mark, ...] = ()
    references: dict[str, tuple[Observation, ...]] = field(default_factory=dict)

    def asked(self) -> dict[str, Any]:
        return {
            "on": self.on, "home": HOME, "known": self.known, "events": self.events, "marks": self.marks,
            "references": self.references,
        }  # fmt: skip


def periods(length: int, first: int, last: int) -> list[Period]:
    """All periods of a length that end in the years from `first` to `last`."""
    if length == SCHOOL:
        return [Period(end=y * 12 + 6, start=y * 12 - 5) for y in range(first, last + 1)]
    months = range(first * 12, (last + 1) * 12, length)
    return [Period(end=m + length - 1, start=m) for m in months]


def day_of(r: Random, around: list[date]) -> date:
    """A day close to one that may turn a status."""
    return r.choice(around) + timedelta(days=r.choice((-1, 0, 0, 0, 1, 15)))


def quality(r: Random) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if r.random() < 0.25:
        found["quality"] = r.choice(("preliminary", "estimate", "budget"))
    if r.random() < 0.08:
        found["confidence"] = "low"
    if r.random() < 0.08:
        found["secondary"] = True
    if r.random() < 0.05:
        found["comparable"] = False
    if r.random() < 0.15:
        found["n"] = r.choice((12, 99, 100, 500))
    return found


def row(
    r: Random, period: Period, low: int, high: int, *, bounds: float = 0.12, plain: bool = False
) -> list[Observation]:
    """The rows of one period: a value, a bound or a reason, and now and then a correction that is known later."""
    made = Observation("m", HOME, period, None, SOURCE)
    value = float(r.randint(low, high))
    kind = r.random()
    if kind < bounds:
        least = r.choice((None, value))
        most = value + r.randint(0, 3) if least is None or r.random() < 0.7 else None
        made = replace(made, quality="bound", low=least, high=most)
    elif kind < bounds + 0.1:
        made = replace(made, missing=r.choice(REASONS))
    else:
        made = replace(made, value=value, **({} if plain else quality(r)))
    if r.random() < 0.3:
        made = replace(made, known=period.last_day + timedelta(days=r.choice((1, 40, 200))), known_basis="stated")
        if r.random() < 0.3 and made.known is not None:
            later = Observation("m", HOME, period, float(r.randint(low, high)), SOURCE, known_basis="stated")
            return [made, replace(later, known=made.known + timedelta(days=r.choice((30, 300))))]
    if r.random() < 0.06 and made.missing is None:
        made = replace(made, day=period.first_day + timedelta(days=r.randint(0, 150) % (period.months * 28)))
    return [made]


def rows(
    r: Random, length: int, first: int, last: int, low: int, high: int, there: float, **more: Any
) -> list[Observation]:
    return [x for p in periods(length, first, last) if r.random() < there for x in row(r, p, low, high, **more)]


def calendar(r: Random, length: int, first: int) -> Calendar | None:
    if r.random() < 0.35:
        return None
    every = r.choice(("year", "two_years", "four_years")) if length == YEAR and r.random() < 0.3 else EVERY[length]
    return Calendar(every, periods(length, first, first)[0], r.choice((None, 0, 1, 2, 3, 6)))


def breaks(r: Random) -> tuple[Mark, ...]:
    if r.random() < 0.85:
        return ()
    days = (date(2018, 12, 31), date(2019, 6, 30), date(2020, 1, 1), date(2020, 12, 31), date(2021, 4, 30))
    return tuple(Mark("m", d, "break", NAME) for d in {r.choice(days) for _ in range(r.choice((1, 1, 2)))})


def measure(r: Random, direction: str) -> Measure:
    return replace(
        MEASURE, direction=direction, tolerance=r.choice((None, None, None, 1.0, 2.0)),
        material_change=r.choice((None, None, 1.0, 2.0)),
        direction_evidence=r.choice(("stated", "stated", "inferred")),
    )  # fmt: skip


def known(r: Random, on: date) -> date | None:
    return None if r.random() < 0.6 else on + timedelta(days=r.choice((-200, -30, 0, 0, 60, 400)))


def baseline(r: Random, low: int, high: int) -> Baseline | None:
    if r.random() < 0.2:
        return None
    period = Period.parse(r.choice(("2018", "2019", "2019", "2019-01/2019-06")))
    return Baseline(None if r.random() < 0.15 else float(r.randint(low, high)), period)


def evidence(r: Random, target: Target) -> Target:
    if r.random() < 0.1:
        target = replace(target, evidence="inferred")
    if r.random() < 0.12:
        target = replace(target, set_on=r.choice((date(2019, 11, 25), date(2020, 6, 15), date(2021, 3, 1))))
    return target


def turning(m: Measure, last: int) -> list[date]:
    """Days around ends of periods and due days."""
    ends = [p.last_day for y in range(2018, last + 1) for p in periods(YEAR, y, y)]
    ends += [date(2020, 6, 30), date(2021, 6, 30), date(2021, 9, 30)]
    lags = 0 if m.calendar is None else m.calendar.lag_months or 0
    return ends + [date(d.year + (d.month + lags - 1) // 12, (d.month + lags - 1) % 12 + 1, 28) for d in ends]

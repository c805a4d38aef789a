"""Random cases for the two readings: small whole numbers, so that borders are hit often, and days around turning days."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random
from typing import Any

from strategy.model import Baseline, Calendar, Event, Mark, Measure, Observation, Stage, Target
from strategy.periods import Period
from tests.strategy.drawing import HOME, MEASURE, NAME, SOURCE

YEAR, HALF, QUARTER, MONTH, SCHOOL = 12, 6, 3, 1, 0
EVERY = {YEAR: "year", HALF: "half_year", QUARTER: "quarter", MONTH: "month", SCHOOL: "school_year"}
LEVELS = {"up": ("at_least", "more_than"), "down": ("at_most", "less_than")}
REASONS = (
    "not_collected", "hidden_few", "not_submitted", "not_yet_published", "cannot_exist", "publication_stopped", "withdrawn",
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


def draw(seed: int) -> Drawn:
    """The case of a seed; of each family as many."""
    r = Random(seed)
    return FAMILIES[seed % len(FAMILIES)](r)


def periods(length: int, first: int, last: int) -> list[Period]:
    """All periods of a length that end in the years from `first` to `last`."""
    if length == SCHOOL:
        return [Period(end=y * 12 + 6, start=y * 12 - 5) for y in range(first, last + 1)]
    months = range(first * 12, (last + 1) * 12, length)
    return [Period(end=m + length - 1, start=m) for m in months]


def day_of(r: Random, around: list[date]) -> date:
    """A day close to one that may turn a status."""
    day = r.choice(around) + timedelta(days=r.choice((-1, 0, 0, 0, 1, 15)))
    return day


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


def level(r: Random) -> Drawn:
    """One value a period of the target's own length."""
    direction = r.choice(("up", "down", "range"))
    length = r.choice((YEAR, YEAR, YEAR, HALF, SCHOOL))
    base = baseline(r, 0, 12)
    if length != YEAR and base is not None:
        base = replace(base, period=r.choice(periods(length, 2019, 2019)))
    end = r.choice(periods(length, 2021, 2022))
    kinds = {"range": ("range",)}.get(direction) or (*LEVELS[direction], "change_points", "change_percent")
    kind = r.choice(kinds)
    if kind.startswith("change") and base is None:
        base = Baseline(float(r.randint(0, 12)), periods(length, 2019, 2019)[0])
    target = Target(kind, end, "stated", value=float(r.randint(0, 12)))
    if kind == "range":
        at = r.randint(0, 9)
        target = replace(target, value=None, low=float(at), high=float(at + r.randint(0, 3)))
    if kind == "change_points" and base is not None:
        target = replace(target, base=base.period, value=float(r.randint(1, 5)))
    if kind == "change_percent" and base is not None:
        target = replace(target, base=base.period, value=float(r.choice((10, 20, 50, 100))))
    if r.random() < 0.15:
        target = replace(target, due=end.last_day + timedelta(days=r.choice((31, 90))))
    m = replace(measure(r, direction), baseline=base, calendar=calendar(r, length, r.choice((2016, 2018, 2019))))
    m = replace(m, targets=(evidence(r, target),))
    found = rows(r, length, 2017, 2022, 0, 12, 0.6)
    on = day_of(r, turning(m, 2023))
    return Drawn(m, tuple(found), on, known(r, on), (), breaks(r))


def finer(r: Random) -> Drawn:
    """Months, quarters or halves under a yearly target or a shorter one."""
    direction = r.choice(("up", "down"))
    length = r.choice((HALF, HALF, HALF, QUARTER, MONTH))
    aggregate = r.choice(("sum", "mean", "last"))
    end = Period.parse(r.choice(("2021", "2021", "2021", "2020", "2021-07/2021-12", "2021-08/2021-12")))
    if length != MONTH and end.months == 5:
        end = Period.parse("2021")
    scale = (12 // length) if aggregate == "sum" else 1
    base = baseline(r, 0, 6 * scale)
    if base is not None and (end.months < 12 and aggregate == "sum"):
        base = None
    kind = r.choice(LEVELS[direction])
    target = Target(kind, end, "stated", value=float(r.randint(0, 6 * scale)))
    m = replace(measure(r, direction), baseline=base, aggregate=aggregate, targets=(evidence(r, target),))
    m = replace(m, calendar=calendar(r, length, r.choice((2016, 2019))))
    there = 1.0 if length == MONTH or r.random() < 0.5 else 0.85
    found = rows(r, length, 2019, 2021, 0, 6, there, bounds=0.04)
    if length == MONTH:
        found = [x for x in found if x.missing is None or r.random() < 0.2]
    if r.random() < 0.25:
        found += rows(r, YEAR, 2019, 2021, 0, 6 * scale, 0.5)
    on = day_of(r, turning(m, 2022))
    return Drawn(m, tuple(found), on, known(r, on), (), breaks(r))


def rank(r: Random) -> Drawn:
    base = baseline(r, 1, 9)
    if base is not None:
        base = replace(base, period=Period.parse(r.choice(("2018", "2019"))))
    target = Target(
        "best_of", Period.parse(r.choice(("2021", "2022"))), "stated", value=r.choice((0.3333, 0.5, 3.0, 2.0))
    )
    m = replace(
        measure(r, "down"), baseline=base, rank=True, calendar=calendar(r, YEAR, 2016), targets=(evidence(r, target),)
    )
    found = rows(r, YEAR, 2018, 2022, 1, 7, 0.7, plain=True)
    found = [replace(x, n=None if r.random() < 0.15 else r.choice((6, 7, 9))) for x in found]
    on = day_of(r, turning(m, 2023))
    return Drawn(m, tuple(found), on, known(r, on), (), breaks(r))


def reference(r: Random) -> Drawn:
    direction = r.choice(("up", "down"))
    base = baseline(r, 0, 6)
    if base is not None:
        base = replace(base, period=Period.parse(r.choice(("2018", "2019"))))
    name = r.choice(("SSS", "x"))
    target = Target("better_than", Period.parse(r.choice(("2021", "2022"))), "stated", reference=name)
    m = replace(measure(r, direction), baseline=base, calendar=calendar(r, YEAR, 2016), targets=(evidence(r, target),))
    found = rows(r, YEAR, 2018, 2022, 0, 6, 0.7)
    others = [replace(x, measure="m" if name == "SSS" else "x", area="SSS" if name == "SSS" else HOME)
              for x in rows(r, YEAR, 2018, 2022, 0, 6, 0.8, plain=True)]  # fmt: skip
    on = day_of(r, turning(m, 2023))
    if name == "SSS":
        return Drawn(m, (*found, *others), on, known(r, on), (), breaks(r))
    return Drawn(m, tuple(found), on, known(r, on), (), breaks(r), {"x": tuple(others)})


def years(r: Random) -> Drawn:
    """Means, and limits that hold in each year, over several years."""
    direction = r.choice(("up", "down"))
    length = r.choice((YEAR, YEAR, YEAR, HALF, QUARTER))
    aggregate = None if length == YEAR else r.choice(("sum", "mean", "last"))
    kind = r.choice(("mean", "mean", *LEVELS[direction]))
    window = Period.parse(r.choice(("2019/2020", "2018/2021", "2020/2021")))
    high = 6 if aggregate != "sum" else 12
    target = Target(kind, window, "stated", value=float(r.randint(0, high)), window=window)
    if kind == "mean":
        target = replace(target, op=r.choice(("at_least", "more_than", "at_most", "range")))
    if target.op == "range":
        at = r.randint(0, 5)
        target = replace(target, value=None, low=float(at), high=float(at + r.randint(0, 2)))
    base = baseline(r, 0, high)
    m = replace(measure(r, direction), aggregate=aggregate, targets=(evidence(r, target),), baseline=base)
    cal = calendar(r, length, 2016)
    if cal is not None and cal.every not in EVERY.values():
        cal = replace(cal, every="year")
    m = replace(m, calendar=cal)
    found = rows(r, length, 2018, 2021, 0, 6, 0.8, bounds=0.05)
    on = day_of(r, turning(m, 2022))
    return Drawn(m, tuple(found), on, known(r, on), (), breaks(r))


def flows(r: Random) -> Drawn:
    """Sums and means within a year, of figures as they come."""
    length = r.choice((HALF, QUARTER, QUARTER, MONTH))
    kind = r.choice(("sum", "sum", "mean"))
    op = r.choice(("at_least", "more_than", "at_most", "less_than"))
    most = 4 * 12 // length if kind == "sum" else 4
    window = Period.parse(r.choice(("2021", "2021", "2021-01/2021-06") if length < HALF else ("2021",)))
    target = Target(kind, window, "stated", op=op, value=float(r.randint(0, most)), window=window)
    m = replace(measure(r, "up"), targets=(evidence(r, target),), calendar=calendar(r, length, r.choice((2019, 2021))))
    m = replace(m, baseline=None if r.random() < 0.5 else Baseline(float(r.randint(0, 50)), Period.parse("2020")))
    found = rows(r, length, 2021, 2021, 0, 6, r.choice((1.0, 0.9)), bounds=0.05)
    if m.calendar is None and r.random() < 0.3:
        found += rows(r, HALF if length < HALF else YEAR, 2021, 2021, 0, 9, 0.5)
    on = day_of(r, [p.last_day for p in periods(length, 2021, 2021)] + turning(m, 2022))
    return Drawn(m, tuple(found), on, known(r, on), (), breaks(r))


def counts(r: Random) -> Drawn:
    op = r.choice(("at_least", "at_least", "more_than", "at_most", None))
    window = Period.parse(r.choice(("2021", "2021-01/2021-06")))
    target = Target("count", window, "stated", op=op, value=float(r.randint(0, 5)), window=window)
    m = replace(measure(r, "up"), targets=(evidence(r, target),), calendar=calendar(r, QUARTER, 2021))
    if r.random() < 0.2:
        m = replace(m, kind="activity", unit=None)
    found = rows(r, QUARTER, 2021, 2021, 0, 2, 0.8, bounds=0.05) if r.random() < 0.5 else []
    held = [
        Event("m", date(2021, 1, 5) + timedelta(days=r.randint(-20, 340)), "held", SOURCE)
        for _ in range(r.randint(0, 4))
    ]
    held = list({e.day: e for e in held}.values())
    if held and r.random() < 0.3:
        held = [*(replace(e, occasion=1) for e in held), replace(held[0], occasion=2)]
    on = day_of(r, [p.last_day for p in periods(QUARTER, 2021, 2021)] + [date(2021, 3, 14), date(2022, 3, 31)])
    return Drawn(m, tuple(found), on, known(r, on), tuple(held), breaks(r))


def states(r: Random) -> Drawn:
    kind = r.choice(("milestone", "milestone", "activity", "reporting", "composite"))
    due = None if r.random() < 0.35 else date(2021, r.choice((6, 12)), 30)
    stages = tuple(r.sample(("a", "b", "c"), r.randint(1, 2))) if r.random() < 0.4 else ()
    period = Period.parse("2021") if due or r.random() < 0.5 else None
    target = Target("stage" if stages else "done", period, "stated", due=due, stages=tuple(sorted(stages)))
    m = replace(measure(r, "none"), kind=kind, unit=None, targets=(evidence(r, target),))
    if stages:
        m = replace(m, stages=tuple(Stage(s, NAME) for s in "abc"))
    elif kind != "milestone" and r.random() < 0.4:
        m = replace(m, targets=())
    days = sorted(r.sample(range(640), r.choice((0, 1, 1, 2, 3, 4))))
    names = r.choice((("not_started", "under_way", "done", "done", "dropped"), ("under_way", "done")))
    found = [
        Event("m", date(2020, 6, 1) + timedelta(days=d), r.choice(names),
              SOURCE, r.choice(sorted(stages)) if stages else None,
              known=None if r.random() < 0.6 else date(2020, 6, 1) + timedelta(days=d + r.choice((0, 30, 200))))
        for d in days
    ]  # fmt: skip
    on = day_of(r, [due or date(2021, 6, 30), date(2021, 3, 1), date(2022, 3, 1)])
    return Drawn(m, (), on, known(r, on), tuple(found))


def several(r: Random) -> Drawn:
    """Several targets, and measures that are followed or whose target is open."""
    first = level(r)
    other = level(r)
    if other.measure.targets[0].kind.startswith("change") or first.measure.targets[0].kind.startswith("change"):
        other = first
    if other.measure.targets[0].period.frequency != first.measure.targets[0].period.frequency:  # type: ignore[union-attr]
        other = first
    undefined = Target("undefined", Period.parse("2021"), "stated")
    third = r.choice(((), (undefined,), (Target("direction", Period.parse("2021"), "stated"),)))
    targets = r.choice((first.measure.targets + other.measure.targets, (*third, *first.measure.targets), third))
    direction = r.choice((first.measure.direction, "none"))
    return replace(first, measure=replace(first.measure, targets=targets, direction=direction, aggregate="last"))


FAMILIES: tuple[Callable[[Random], Drawn], ...] = (
    level, finer, years, level, finer, rank, reference, years, flows, counts, states, several,
)  # fmt: skip

"""Random cases for the two readings: small whole numbers, to hit borders often, and days around turning days."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from strategy.model.catalogue import Baseline, Stage, Target
from strategy.model.periods import Period
from strategy.model.record import Event
from tests.strategy.drawing import HOME, NAME, SOURCE
from tests.strategy.second_reading.draws import (
    EVERY,
    HALF,
    LEVELS,
    MONTH,
    QUARTER,
    SCHOOL,
    YEAR,
    Drawn,
    baseline,
    breaks,
    calendar,
    day_of,
    evidence,
    known,
    measure,
    periods,
    rows,
    turning,
)


def draw(seed: int) -> Drawn:
    """The case of a seed; of each family as many."""
    r = Random(seed)
    return FAMILIES[seed % len(FAMILIES)](r)


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
    if r.random() < 0.15:
        due = end.last_day + timedelta(days=r.choice((31, 90)))
        m = replace(m, targets=(replace(m.targets[0], due=due),))
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


def long_flows(r: Random) -> Drawn:
    """Sums over several years, and means over parts that are not years, of figures of several lengths."""
    kind = r.choice(("sum", "mean", "mean"))
    length = r.choice((YEAR, HALF, QUARTER))
    window = Period.parse(r.choice(("2020/2021", "2019/2021")))
    part = None if kind == "sum" else r.choice((None, "half_year", "quarter"))
    if part == "quarter" or (part == "half_year" and length == YEAR):
        length = QUARTER if part == "quarter" else HALF
    most = 5 * window.months // max(1, length) if kind == "sum" else 5
    op = r.choice(("at_least", "more_than", "at_most", "less_than"))
    target = Target(kind, window, "stated", op=op, value=float(r.randint(0, most)), window=window, part=part)
    if r.random() < 0.3:
        target = replace(target, due=window.last_day + timedelta(days=r.choice((31, 90))))
    m = replace(measure(r, "up"), targets=(evidence(r, target),), calendar=calendar(r, length, 2016))
    if m.calendar is not None and m.calendar.every not in EVERY.values():
        m = replace(m, calendar=replace(m.calendar, every="year"))
    m = replace(m, aggregate=r.choice(("sum", "mean", "last")), baseline=baseline(r, 0, 6))
    found = rows(r, length, 2019, 2021, 0, 5, 0.9, bounds=0.04)
    if m.calendar is None and kind == "sum":
        found += rows(r, HALF if length != HALF else YEAR, 2019, 2021, 0, 5, 0.4)
    on = day_of(r, turning(m, 2022))
    return Drawn(m, tuple(found), on, known(r, on), (), breaks(r))


def school(r: Random) -> Drawn:
    """School years under whole years, alone and in a window; a share of a share; days on which a figure is due."""
    direction = r.choice(("up", "down"))
    window = Period.parse(r.choice(("2021", "2020/2021", "2019/2021")))
    kind = r.choice(LEVELS[direction]) if window.months == YEAR or r.random() < 0.5 else "mean"
    if window.months == YEAR and r.random() < 0.3:
        kind = "share_of_share"
    target = Target(kind, window, "stated", value=float(r.randint(0, 9)), reference="x")
    if kind in ("mean", "share_of_share"):
        target = replace(target, op=r.choice(("at_least", "at_most")), window=window if kind == "mean" else None)
    if r.random() < 0.4:
        target = replace(target, due=window.last_day + timedelta(days=r.choice((0, 31, 90))))
    base = baseline(r, 0, 9)
    if base is not None:
        base = replace(base, period=r.choice(periods(SCHOOL, 2018, 2019)))
    m = replace(measure(r, direction), targets=(evidence(r, target),), calendar=calendar(r, SCHOOL, 2017))
    m = replace(m, baseline=base)
    found = rows(r, SCHOOL, 2018, 2021, 0, 9, 0.8)
    on = day_of(r, [*turning(m, 2022), date(2021, 7, 31), date(2020, 7, 31)])
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
    long_flows, school,
)  # fmt: skip

"""Random measures with random figures, judged: many small worlds, each of one seed, that a sentence must survive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from strategy.judging.evidence.verdict import Verdict
from strategy.judging.status import judge
from strategy.model.catalogue import Baseline, Calendar, Measure, Stage, Target, Unit
from strategy.model.numbers import rounded
from strategy.model.periods import Period
from strategy.model.record import Event, Mark, Observation
from strategy.model.vocabulary import MISSING, Text
from tests.strategy.drawing import HOME, MEASURE, NAME

VISITS = Unit(
    "visits", Text("käyntiä", "besök", "visits"), Text("käynti", "besök", "visit"),
    Text("käyntiä", "besök", "visits"), NAME,
)  # fmt: skip
DWELLINGS = Unit(
    "dwellings", Text("asuntoa vuodessa", "bostäder per år", "dwellings a year"),
    Text("asunto vuodessa", "bostad per år", "dwelling a year"),
    Text("asuntoa vuodessa", "bostäder per år", "dwellings a year"), NAME,
)  # fmt: skip
PERCENT = Unit(
    "percent", Text("%", "%", "%"), Text("%", "%", "%"),
    Text("prosenttiyksikköä", "procentenheter", "percentage points"), NAME,
    difference_one=Text("prosenttiyksikkö", "procentenhet", "percentage point"),
)  # fmt: skip
NUMBER = Unit("rank", *(Text("", "", ""),) * 3, NAME)
UNITS = {unit.id: unit for unit in (VISITS, DWELLINGS, PERCENT, NUMBER)}
KINDS = (
    "at_least", "at_most", "more_than", "less_than", "range", "change_points", "change_percent", "best_of",
    "better_than", "mean", "sum", "count", "direction", "undefined",
)  # fmt: skip
FINER = ("month", "quarter", "half_year")


def verdicts(seeds: range) -> Iterator[tuple[int, Verdict]]:
    """A verdict of each seed, always the same, with its seed."""
    for seed in seeds:
        yield seed, _Case(Random(seed)).verdict()


class _Case:
    """One random world."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.stated = random.random() < 0.12
        self.kind = random.choice(KINDS)
        self.decimals = 0 if self.kind in ("best_of", "count") else random.choice([0, 0, 1, 2])
        self.size = random.choice([3, 40, 40, 900, 250_000])
        self.on = date(2018, 1, 1) + timedelta(days=random.randrange(2300))

    def verdict(self) -> Verdict:
        measure = self.measure()
        rows = [] if self.stated else self.rows(measure)
        marks = (Mark("m", date(2020, 1, 1), "break", NAME),) if self.random.random() < 0.06 else ()
        known = self.on if self.random.random() < 0.1 else None
        return judge(measure, rows, on=self.on, home=HOME, known=known, events=self.events(measure), marks=marks)

    def number(self) -> float:
        if self.random.random() < 0.06:
            return 0.0
        low = 1 if self.kind in ("best_of", "count") else self.random.choice([-self.size, 0, 0])
        value = self.random.uniform(low, 12 if self.kind in ("best_of", "count") else self.size)
        return rounded(value, self.decimals + self.random.choice([0, 0, 1]) if self.decimals else self.decimals)

    def measure(self) -> Measure:
        random = self.random
        if self.stated:
            return self.stated_measure()
        unit = "rank" if self.kind == "best_of" else random.choice(["visits", "dwellings", "percent"])
        direction = random.choice(["up", "up", "down"]) if self.kind != "range" else "range"
        if self.kind in ("mean", "sum") and random.random() < 0.3:
            direction = "range"
        targets = tuple(self.target() for _ in range(1 if random.random() < 0.85 else 2))
        return replace(
            MEASURE, unit=unit, decimals=self.decimals, direction=direction, targets=targets, rank=unit == "rank",
            baseline=self.baseline(), calendar=self.calendar(), aggregate=random.choice(["sum", "mean", "last", None]),
            tolerance=random.choice([None, None, None, self.size / 50]),
            material_change=random.choice([None, None, self.size / 20]),
        )  # fmt: skip

    def stated_measure(self) -> Measure:
        random = self.random
        stages = tuple(Stage(s, Text(s, s, s)) for s in ("alfa", "beta", "gamma"))
        due = random.choice([None, date(2020, 6, 30), self.on, date(2021, 12, 31)])
        kind = random.choice(["milestone", "milestone", "activity"])
        if random.random() < 0.5 and kind == "milestone":
            target = Target("stage", None, "stated", due=due, stages=("alfa", "beta", "gamma"))
            return replace(MEASURE, kind=kind, stages=stages, targets=(target,))
        return replace(MEASURE, kind=kind, targets=(Target("done", None, "stated", due=due),))

    def baseline(self) -> Baseline | None:
        if self.random.random() < 0.25:
            return None
        value = None if self.random.random() < 0.05 else self.number()
        return Baseline(value, Period.parse(self.random.choice(["2017", "2018", "2019", "2019-01/2019-06"])))

    def calendar(self) -> Calendar | None:
        if self.random.random() < 0.45:
            return None
        every = self.random.choice(["year", "year", "two_years", "half_year", "quarter", "month"])
        anchors = {"year": "2017", "two_years": "2018", "half_year": "2017-01/2017-06", "quarter": "2017-Q1"}
        return Calendar(every, Period.parse(anchors.get(every, "2017-01")), self.random.choice([None, 0, 2, 5]))

    def target(self) -> Target:
        random, kind = self.random, self.kind
        window = kind in ("mean", "sum", "count") or (kind in ("at_least", "at_most") and random.random() < 0.2)
        choices = ["2018/2021", "2019/2022", "2021"] if window else ["2020", "2021", "2022", "2021-08/2021-12"]
        made = Target(kind, Period.parse(random.choice(choices)), random.choice(["stated", "inferred"]))
        if random.random() < 0.05 and not window:
            made = replace(made, period=None)
        if kind == "best_of":
            return replace(made, value=random.choice([0.3333, 0.5, 0.1, 1.0, 3.0]))
        if kind == "better_than":
            return replace(made, reference="SSS")
        if kind in ("mean", "sum", "count") and random.random() < 0.5:
            made = replace(made, op=random.choice(["at_least", "more_than", "at_most", "range"]))
        low = self.number()
        high = low + abs(self.number()) * random.choice([0, 1, 1])
        return replace(made, value=self.number(), low=low, high=rounded(high, self.decimals))

    def rows(self, measure: Measure) -> list[Observation]:
        every = measure.calendar.every if measure.calendar else self.random.choice(["year", "year", "year", *FINER])
        years = range(2016, 2024)
        periods = [p for y in years for p in _within(y, every)]
        made = [self.row(p) for p in periods if self.random.random() < 0.75]
        if self.kind == "better_than":
            made += [replace(self.row(p), area="SSS") for p in periods if self.random.random() < 0.7]
        return made

    def row(self, period: Period) -> Observation:
        random = self.random
        n = random.choice([None, 7, 9, 12, 300])
        made = Observation("m", HOME, period, self.number(), "own", n=n)
        chance = random.random()
        if chance < 0.08:
            return replace(made, value=None, missing=random.choice(MISSING), n=None)
        if chance < 0.18:
            return self.bounded(replace(made, value=None, quality="bound"))
        if chance < 0.24:
            return replace(made, comparable=False)
        return replace(made, quality=random.choice(["final", "final", "final", "preliminary", "estimate"]))

    def bounded(self, row: Observation) -> Observation:
        low = self.number()
        high = rounded(low + abs(self.number()), self.decimals)
        limits = self.random.choice([(low, None), (None, high), (low, high)])
        return replace(row, low=limits[0], high=limits[1])

    def events(self, measure: Measure) -> tuple[Event, ...]:
        random = self.random
        days = sorted(date(2019, 1, 1) + timedelta(days=random.randrange(1200)) for _ in range(random.randrange(5)))
        if self.stated:
            stages: list[str | None] = [s.id for s in measure.stages] or [None]
            states = ["not_started", "under_way", "done", "done", "dropped"]
            return tuple(Event("m", d, random.choice(states), "own", stage=random.choice(stages)) for d in days)
        if self.kind != "count":
            return ()
        return tuple(Event("m", day, "held" if day <= self.on else "planned", "own") for day in days)


def _within(year: int, every: str) -> list[Period]:
    written = {
        "month": [f"{year}-{m:02d}" for m in range(1, 13)],
        "quarter": [f"{year}-Q{q}" for q in range(1, 5)],
        "half_year": [f"{year}-01/{year}-06", f"{year}-07/{year}-12"],
        "two_years": [str(year)] if year % 2 == 0 else [],
    }.get(every, [str(year)])
    return [Period.parse(text) for text in written]

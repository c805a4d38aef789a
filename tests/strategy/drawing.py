"""Cases drawn as text (`tables/*.txt`), so that a table of cases can be read beside the rules, a case a line.

A measure is drawn as `down b=26@2019-01/2019-06 at_most=7@2021`, its rows as `2020:18 2021:not_submitted`; what is
not plain stands after a `!` (`2020:18!preliminary`, `at_most=7@2021!set=2020-01-01`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from strategy.judging.evidence.verdict import Judgement, Verdict
from strategy.judging.status import judge
from strategy.model.catalogue import Baseline, Calendar, Formula, Measure, Stage, Target, Unit
from strategy.model.periods import Period
from strategy.model.record import Event, Mark, Observation
from strategy.model.vocabulary import DIRECTIONS, MISSING, Text

TABLES = Path(__file__).parent / "tables"
HOME = "235"
NAME = Text("mittari", "mätare", "measure")
SOURCE = "own"
UNIT = Unit(
    "days", Text("päivää", "dygn", "days"), Text("päivä", "dygn", "day"), Text("päivää", "dygn", "days"), NAME
)  # fmt: skip
UNITS = {"days": UNIT}
TARGET_DATES = {"set": "set_on", "due": "due"}
TARGET_PERIODS = ("base", "window")
MEASURE = Measure(
    id="m", goal="1.1", role="strategy", kind="numeric", name=NAME, quote="", unit="days", decimals=0,
    direction="up", direction_evidence="stated", baseline=None, targets=(), sectors=(), sector_evidence="stated",
    sources=(SOURCE,),
)  # fmt: skip


def measure(drawn: str, **changes: Any) -> Measure:
    """A measure from its drawing; later words add to earlier ones."""
    made = MEASURE
    for word in drawn.split():
        made = _with(made, word)
    return replace(made, **changes)


def _with(made: Measure, word: str) -> Measure:
    name, _, value = word.partition("=")
    if name in DIRECTIONS and not value:
        return replace(made, direction=name)
    match name:
        case "b":
            level, _, period = value.partition("@")
            return replace(made, baseline=Baseline(float(level) if level else None, Period.parse(period)))
        case "dec":
            return replace(made, decimals=int(value))
        case "tol":
            return replace(made, tolerance=float(value))
        case "mat":
            return replace(made, material_change=float(value))
        case "calendar":
            every, anchor, lag = value.split(",")
            return replace(made, calendar=Calendar(every, Period.parse(anchor), int(lag) if lag else None))
        case "kind" | "role" | "direction_evidence" | "aggregate":
            return replace(made, **{name: value})  # type: ignore[arg-type]
        case "rank":
            return replace(made, rank=True)
        case "derived":
            return replace(made, formula=Formula("growth_percent", "x"))
        case "stages":
            return replace(made, stages=tuple(Stage(s, Text(s, s, s)) for s in value.split(",")))
    return replace(made, targets=(*made.targets, target(word)))


def target(drawn: str) -> Target:
    """A target: `at_most=7@2021!due=2022-03-31`, `range=2,4@2021`, `done`, `mean=80@2018/2022!op=at_least`."""
    head, *more = drawn.split("!")
    what, _, when = head.partition("@")
    kind, _, number = what.partition("=")
    made = Target(kind, Period.parse(when) if when else None, "stated")
    if "," in number:
        low, high = (float(n) if n else None for n in number.split(","))
        made = replace(made, low=low, high=high)
    elif number:
        made = replace(made, value=float(number))
    for name, _, value in (m.partition("=") for m in more):
        made = replace(made, **_target_field(name, value))
    return made


def _target_field(name: str, value: str) -> dict[str, Any]:
    if name in TARGET_DATES:
        return {TARGET_DATES[name]: date.fromisoformat(value)}
    if name in TARGET_PERIODS:
        return {name: Period.parse(value)}
    if name == "stages":
        return {"stages": tuple(value.split(","))}
    return {"reference" if name == "ref" else name: value}


def rows(drawn: str) -> list[Observation]:
    """Rows of the home area: `2020:18 2021:5!preliminary 2021:not_submitted 2020:3!area=SSS`; bounds `2020:2..4`."""
    return [_row(word) for word in drawn.split()]


def _row(word: str) -> Observation:
    head, *more = word.split("!")
    period, _, value = head.partition(":")
    missing = value if value in MISSING else None
    if ".." in value:
        low, high = (float(end) if end else None for end in value.split(".."))
        made = Observation("m", HOME, Period.parse(period), None, SOURCE, quality="bound", low=low, high=high)
    else:
        made = Observation("m", HOME, Period.parse(period), None if missing else float(value), SOURCE, missing=missing)
    for name, _, given in (m.partition("=") for m in more):
        made = replace(made, **_row_field(name, given))
    return made


def _row_field(name: str, given: str) -> dict[str, Any]:
    match name:
        case "preliminary" | "estimate" | "budget":
            return {"quality": name}
        case "low":
            return {"confidence": "low"}
        case "apart":
            return {"comparable": False}
        case "secondary":
            return {"secondary": True}
        case "part":
            return {"breakdown": "women"}
        case "n":
            return {"n": int(given)}
        case "known":
            return {"known": date.fromisoformat(given), "known_basis": "stated"}
        case "day":
            return {"day": date.fromisoformat(given)}
    return {name: given}


def events(drawn: str) -> tuple[Event, ...]:
    """Events: `2021-10-01:under_way 2021-11-01:done!stage=a!known=2022-01-01`."""
    return tuple(_event(word) for word in drawn.split())


def _event(word: str) -> Event:
    head, *more = word.split("!")
    day, _, state = head.partition(":")
    fields: dict[str, Any] = {}
    for name, _, value in (m.partition("=") for m in more):
        fields[name] = date.fromisoformat(value) if name == "known" else int(value) if name == "occasion" else value
    return Event("m", date.fromisoformat(day), state, SOURCE, **fields)


def breaks(*days: str) -> tuple[Mark, ...]:
    """Series breaks on these days."""
    return tuple(Mark("m", date.fromisoformat(day), "break", NAME) for day in days)


def day(text: str) -> date:
    """`31.12.2021`, as the cases of the rules are written."""
    d, m, y = text.split(".")
    return date(int(y), int(m), int(d))


def verdict(drawn: str, figures: str, on: str, **more: Any) -> Verdict:
    """The verdict on a drawn measure with drawn rows on a day."""
    return judge(measure(drawn), rows(figures), on=day(on), home=HOME, **more)


def judged(drawn: str, figures: str, on: str, **more: Any) -> Judgement:
    """The headline judgement of a drawn case."""
    return verdict(drawn, figures, on, **more).headline


@dataclass(frozen=True)
class Row:
    """A line of a drawn table, by the names of its head."""

    cells: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.cells[name]


def table(name: str) -> list[Row]:
    """The lines of `tables/<name>.txt`: the first names the columns, `|` parts them, lines of `#` are remarks."""
    text = (TABLES / f"{name}.txt").read_text("utf-8")
    head, *lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    names = _cells(head)
    return [Row(dict(zip(names, _cells(line), strict=True))) for line in lines]


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("|")]

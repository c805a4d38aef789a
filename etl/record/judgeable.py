"""Refuses what no status can be made of: figures finer than the grain without a word on how a year is made.

Looks at the catalogue and the rows together, after each has been read by itself. Decides no status.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from etl.reporting import Problem, Where, problem, show_path
from strategy.judging import EVENT_KINDS, grain_of, is_finer, judged_by_direction, window_of
from strategy.model import ACTUAL, ActionEvent, Event, Measure, Observation, Period, Strategy, Target

YEAR = 12


def check_judgeable(
    data: Path, strategy: Strategy, rows: Iterable[Observation], events: Sequence[Event], problems: list[Problem]
) -> None:
    """Collect, for each measure that is judged, why its figures could not be; and events that are told twice."""
    by_measure: dict[str, list[Observation]] = {}
    for row in rows:
        if row.area == strategy.home and not row.breakdown and row.quality in (*ACTUAL, "bound"):
            by_measure.setdefault(row.measure, []).append(row)
    for measure in strategy.of_role("strategy"):
        if measure.kind == "numeric":
            problems.extend(_of_measure(data, measure, by_measure.get(measure.id, ())))
    problems.extend(_told_twice(data, events))


def _of_measure(data: Path, measure: Measure, rows: Sequence[Observation]) -> Iterable[Problem]:
    where = Where(show_path(data / "catalogue" / "goals" / f"{measure.goal}.toml")).at("measure", measure.id)
    for number, target in enumerate(measure.targets, 1):
        if target.kind == "undefined" or not judged_by_direction(measure, target):
            continue  # what is not judged has no grain
        place = where.at("target", number)
        if target.part is None and target.kind not in EVENT_KINDS and _odd_window(target):
            yield problem(place.at("field", "part"), "window_without_part", None, window=window_of(target))
        if finer := _finer(measure, target, rows):
            yield problem(
                where.at("field", "aggregate"), "finer_than_target", str(finer.period), grain=grain_of(target)
            )
            return
        if _sum_of_other_length(measure, target):
            baseline = _baseline_of(measure, target)
            yield problem(where.at("field", "aggregate"), "sum_of_other_length", measure.aggregate, baseline=baseline)
            return


def _odd_window(target: Target) -> bool:
    """A window over more than a year that is not whole years: nobody can say how long its parts are."""
    window = window_of(target)
    return window is not None and window.frequency != "years" and window.months > YEAR


def _finer(measure: Measure, target: Target, rows: Sequence[Observation]) -> Observation | None:
    """A figure finer than the grain that nobody says how to make it of; the baseline's own row is none."""
    grain = grain_of(target)
    if grain is None or measure.aggregate is not None or target.kind in EVENT_KINDS:
        return None
    own = {target.base, measure.baseline.period if measure.baseline else None}
    found = (row for row in rows if row.period not in own and row.period.months < grain.months)
    declared = measure.calendar is not None and is_finer(measure, grain)
    return next((row for row in found if declared or measure.calendar is None), None)


def _sum_of_other_length(measure: Measure, target: Target) -> bool:
    """A sum of a year is set against a baseline of half a year: no pace can be measured between the two."""
    grain, baseline = grain_of(target), _baseline_of(measure, target)
    if measure.aggregate != "sum" or grain is None or target.kind in EVENT_KINDS:
        return False
    return baseline is not None and baseline.months != grain.months


def _baseline_of(measure: Measure, target: Target) -> Period | None:
    """The period that a target's change or pace is counted from; None where no value is given for it."""
    if target.base is not None:
        return target.base
    return measure.baseline.period if measure.baseline and measure.baseline.value is not None else None


def check_actions(data: Path, events: Sequence[ActionEvent], problems: list[Problem]) -> None:
    """Collect the states of actions that are told twice of one day."""
    first: dict[tuple[object, ...], int] = {}
    for number, event in enumerate(events, 1):
        again = first.setdefault((event.action, event.day, event.state), number)
        if again != number:
            where = Where(show_path(data / "catalogue" / "events.toml")).at("action_event", number)
            problems.append(problem(where.at("field", "day"), "state_twice", event.day, first=again))


def _told_twice(data: Path, events: Sequence[Event]) -> Iterable[Problem]:
    """The same state of the same thing on the same day: one happening, or several that must be told apart.

    One without an occasion beside one that has its own may be the same meeting, told again.
    """
    first: dict[tuple[object, ...], dict[int | None, int]] = {}
    for number, event in enumerate(events, 1):
        told = first.setdefault((event.measure, event.day, event.state, event.stage), {})
        again = next(iter(told.values()), None) if event.occasion is None else told.get(event.occasion, told.get(None))
        if again is not None:
            where = Where(show_path(data / "catalogue" / "events.toml")).at("event", number)
            code = "event_twice" if event.state == "held" else "state_twice"
            yield problem(where.at("field", "day"), code, event.day, first=again)
        told.setdefault(event.occasion, number)


def undated_corrections(rows: Iterable[Observation]) -> tuple[Observation, ...]:
    """Corrections of survey figures that do not say when the survey was made, though the figure before did.

    The figure would move from its survey's day to its period's end, and a pace with it: a warning, not a fault.
    """
    versions: dict[tuple[str, str, str, str], list[Observation]] = {}
    found: list[Observation] = []
    for row in sorted(rows, key=lambda r: r.known or date.min):
        key = (row.measure, row.area, str(row.period), row.breakdown)
        before = versions.setdefault(key, [])
        if row.tells and row.day is None and any(b.day is not None for b in before):
            found.append(row)
        before.append(row)
    return tuple(found)

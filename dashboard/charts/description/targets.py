"""Targets as they are drawn: a level or a range over the time it is meant for, a step where it moved, and the path.

The values come from the judgement (a target that a correction moved has moved here too); nothing is judged here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from dashboard.charts.description.aims import Band, Step
from dashboard.charts.description.chart import Line, Point
from dashboard.charts.description.words import ChartWords
from strategy.judging import Judgement, Verdict, leaves_one_value, operator
from strategy.model import Period, Target, position
from strategy.texts import EN_DASH

CUMULATIVE = ("sum", "count")
"""Their target is a total: it is no level that single figures could be seen against, but their total so far is."""
FLOORS, CEILINGS = ("at_least", "more_than"), ("at_most", "less_than")
PACED = ("at_least", "at_most", "more_than", "less_than", "change_points", "change_percent")
"""Kinds that are reached from the baseline by a straight path."""
SIGNS: Mapping[str, str] = MappingProxyType({
    "at_least": "≥", "at_most": "≤", "more_than": ">", "less_than": "<", "best_of": "≤",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class TargetLevel:
    """A target that can be drawn: its reach in time, in years, and its level (`low` is `high`) or range."""

    target: Target
    period: Period
    start: float
    low: float
    high: float
    end: float
    owner: str | None = None
    """The measure that the target is of, where it is another one's and not judged here."""

    @property
    def replaced(self) -> bool:
        """Whether another target for the same period took over before that ended."""
        return self.end < self.period.position - 1e-9


def target_levels(verdict: Verdict, words: ChartWords) -> tuple[TargetLevel, ...]:
    """The targets of a measure that have a level, in order of time, each from where it begins to count.

    A target set later for the same period takes over on the day it was set; one for a later period follows on. What
    had not been decided by the day is not drawn: it would stand for the target that the sentence tells.
    """
    drawn: list[TargetLevel] = []
    for aim in sorted(_own(verdict, words), key=lambda aim: (aim.end, aim.start)):
        before = drawn[-1] if drawn else None
        if before and before.end == aim.end and aim.target.set_on and before.start < aim.start:
            drawn[-1] = replace(before, end=aim.start)
        follows = before is not None and before.end < aim.end and aim.target.window is None
        drawn.append(replace(aim, start=max(before.end, aim.start)) if before and follows else aim)
    return tuple(drawn)


def total_levels(judgement: Judgement, words: ChartWords) -> tuple[TargetLevel, ...]:
    """The target of a sum over its window, for the line of its total."""
    target = judgement.target
    if target is None or target.kind != "sum" or target.window is None:
        return ()
    aim = _aim(target, judgement.target_value or target.value, (None, None), words)
    return (replace(aim, start=target.window.start_position),) if aim else ()


def reference_levels(verdict: Verdict, words: ChartWords) -> tuple[TargetLevel, ...]:
    """The levels of another measure's targets that the catalogue asks to draw here, unjudged; those set by the day."""
    other = words.strategy.measures.get(words.measure.reference_line or "")
    if other is None:
        return ()
    told = [target for target in other.targets if _is_set(target, verdict)]
    found = (_aim(target, target.value, (target.low, target.high), words) for target in told)
    return tuple(replace(aim, owner=other.id) for aim in found if aim)


def _own(verdict: Verdict, words: ChartWords) -> Iterator[TargetLevel]:
    for judgement in verdict.judgements:
        target = judgement.target
        if target is None or target.kind in CUMULATIVE or _is_series(target, words):
            continue
        if judgement is not verdict.headline and not _is_set(target, verdict):
            continue
        value = judgement.places if target.kind == "best_of" else judgement.target_value
        aim = _aim(target, value, (judgement.low, judgement.high), words)
        if aim:
            yield aim


def _is_set(target: Target, verdict: Verdict) -> bool:
    """Whether the target had been decided by the day, as far as it was known then."""
    told = verdict.on if verdict.known is None else min(verdict.on, verdict.known)
    return target.set_on is None or target.set_on <= told


def _is_series(target: Target, words: ChartWords) -> bool:
    """Whether the target is another area's series, which is drawn as the line that it is."""
    return target.kind == "better_than" and target.reference in words.strategy.areas


def _aim(
    target: Target, value: float | None, limits: tuple[float | None, float | None], words: ChartWords
) -> TargetLevel | None:
    low, high = limits if "range" in (target.kind, target.op) else (value, value)
    period = target.window or target.period
    if period is None or low is None or high is None:
        return None
    start = _first_place(target.window) if target.window else _start(target, words)
    return TargetLevel(target, period, min(start, period.position), low, high, period.position)


def _first_place(window: Period) -> float:
    """Where the first figure of a window stands: of whole years, at the end of the first."""
    return window.start_position + (1.0 if window.frequency == "years" else 0.0)


def _start(target: Target, words: ChartWords) -> float:
    """A target counts from the day it was set; where that is not known, from the baseline or the strategy's start."""
    if target.set_on:
        return position(target.set_on)
    baseline = words.measure.baseline
    base = target.base or (baseline.period if baseline else None)
    return base.position if base else float(words.strategy.first_year)


def short(aim: TargetLevel, words: ChartWords) -> str:
    """A target in a few signs: `≥ 90 %`, `0,5–1,4`."""
    if aim.low != aim.high:
        dash = " … " if aim.low < 0 else EN_DASH
        return f"{words.shortest(aim.low, aim.high)}{dash}{words.short_value(aim.high, aim.low)}"
    return f"{_sign(aim, words)}\N{NO-BREAK SPACE}{words.short_value(aim.low)}".lstrip()


def _sign(aim: TargetLevel, words: ChartWords) -> str:
    """How a value is compared with the target; of the last value that there can be, the number says it alone."""
    measure = words.strategy.measures[aim.owner] if aim.owner else words.measure
    op = aim.target.kind if aim.target.kind in SIGNS else operator(measure, aim.target)
    return "" if leaves_one_value(measure, op, aim.low) else SIGNS.get(op or "", "")


def label(aim: TargetLevel, words: ChartWords) -> str:
    """A target in words, with the period it is for."""
    return wordings(aim, words)[0]


def wordings(aim: TargetLevel, words: ChartWords) -> tuple[str, ...]:
    """A target in words, fullest first: with the period it is for, without, and in a few signs."""
    value, period = short(aim, words), words.period(aim.period)
    values = (words.say("target.on_average", value=value), value) if aim.target.kind == "mean" else (value,)
    forms = ("reference_level", "reference") if aim.owner else ("level", "plain")
    forms = ("earlier_level", "earlier") if aim.replaced else forms
    said = (words.say(f"target.{form}", value=v, period=period, id=aim.owner) for v in values for form in forms)
    return (*said, value)


def steps(found: Iterable[TargetLevel], words: ChartWords) -> tuple[Step, ...]:
    """The targets with one level."""
    return tuple(
        Step(aim.start, aim.end, aim.low, wordings(aim, words), aim.owner is None)
        for aim in found
        if aim.low == aim.high
    )


def bands(found: Iterable[TargetLevel], words: ChartWords) -> tuple[Band, ...]:
    """The targets that are a range."""
    return tuple(
        Band(aim.start, aim.end, aim.low, aim.high, wordings(aim, words), aim.owner is None)
        for aim in found
        if aim.low != aim.high
    )


def path(judgement: Judgement, baseline: Point | None, words: ChartWords) -> Line | None:
    """The straight path from the baseline to the target, where the rule is one of pace and there is a way to go.

    The path of a sum that is a floor begins at nothing with its window.
    """
    target, value = judgement.target, judgement.target_value
    if target is None or target.period is None or value is None:
        return None
    if target.kind == "sum" and target.window and target.op in FLOORS:
        return _straight(Point(target.window.start_position, 0.0, "", "", ""), target.window.position, value, words)
    if baseline is None or target.kind not in PACED or _met(target.kind, baseline.y, value, words):
        return None
    if value == baseline.y or target.window or target.period.position <= baseline.x:
        return None
    return _straight(baseline, target.period.position, value, words)


def _straight(start: Point, end: float, value: float, words: ChartWords) -> Line:
    return Line("path", words.say("path"), ((start, Point(end, value, "", words.value(value), words.number(value))),))


def _met(kind: str, baseline: float, value: float, words: ChartWords) -> bool:
    """Whether the baseline stood on the target's side already: from there no way leads back to it."""
    up = kind in FLOORS or (kind not in CEILINGS and words.measure.direction == "up")
    return baseline >= value if up else baseline <= value

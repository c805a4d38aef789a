"""The whole of a verdict, as the second reading has it: the arguments of `strategy.judging.status.judge`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from strategy.model.catalogue import Measure, Target
from strategy.model.record import Event, Mark, Observation
from tests.strategy.second_reading import figures as f
from tests.strategy.second_reading import milestones, points, windows
from tests.strategy.second_reading.case import EPS, Answer, Case
from tests.strategy.second_reading.flags import flags
from tests.strategy.second_reading.gathering import span_of

LEVELS = ("at_least", "at_most", "more_than", "less_than", "range")


def read(
    measure: Measure,
    rows: Sequence[Observation],
    *,
    on: date,
    home: str,
    known: date | None = None,
    events: Sequence[Event] = (),
    marks: Sequence[Mark] = (),
    references: Mapping[str, Sequence[Observation]] | None = None,
) -> tuple[int, list[Answer]]:
    """The place of the headline, and an answer for each target in order."""
    own = [e for e in events if e.measure == measure.id]
    case = Case(
        measure, f.visible(rows, measure, home, known), rows, on, known, home,
        [e for e in own if known is None or e.known is None or e.known <= known],
        sorted({m.day for m in marks if m.kind == "break" and m.measure == measure.id and m.day <= on}),
        references or {},
    )  # fmt: skip
    targets = measure.targets if measure.role != "context" else ()
    answers = [told(replace(case, measure=fine(measure, t)), t) for t in targets] or [told(case, None)]
    return headline(measure, on, known), answers


def fine(measure: Measure, target: Target) -> Measure:
    """A mean is judged as finely as its limits are written."""
    limits = (target.value, target.low, target.high) if target.kind == "mean" else ()
    written = [f"{end:.6f}".rstrip("0").partition(".")[2] for end in limits if end is not None]
    return replace(measure, decimals=max([measure.decimals, *map(len, written)]))


def told(case: Case, target: Target | None) -> Answer:
    answer = one(case, target)
    return replace(answer, flags=frozenset(flags(case, target, answer)))


def one(case: Case, target: Target | None) -> Answer:
    kind = case.measure.kind
    if target is not None and target.kind == "undefined":
        return replace(followed(case), status="target_undefined")
    if kind != "numeric" and (target is None or target.kind != "count"):
        return (
            Answer("followed") if target is None and case.measure.role == "context" else milestones.judge(case, target)
        )
    if kind != "numeric" and target is not None:
        states = [e for e in case.events if e.state in milestones.STATES and e.day <= case.on]
        if any(e.state == "dropped" for e in states) and milestones.judge(case, None).status == "dropped":
            return Answer("dropped")
    if target is None or target.kind == "direction" or case.measure.direction == "none":
        return followed(case)
    if target.kind in ("mean", "sum", "count"):
        return windows.judge(case, target)
    if target.kind in LEVELS and span_of(target).months > 12:
        return windows.judge(case, target)
    return points.judge(case, target)


def followed(case: Case) -> Answer:
    """'`followed` if a value exists, else `no_value`'; 'a baseline alone is a value for `followed`'."""
    there = case.b is not None and case.t0 is not None and case.t0 <= case.now + EPS
    raw = sorted((x for x in case.raw() if case.declared(x.period)), key=lambda x: (x.at, x.period.months))
    return Answer("followed" if there or raw else "no_value", used=tuple(raw[-1:]))


def headline(measure: Measure, on: date, known: date | None) -> int:
    """Of those set by then (if none: of all): the one whose period the day falls in, else the next, else the last."""
    told = min(on, known) if known is not None else on
    places = [i for i, t in enumerate(measure.targets) if t.set_on is None or t.set_on <= told]
    places = places or list(range(len(measure.targets)))
    spans = {i: spans_of(measure.targets[i]) for i in places}
    if not places:
        return 0

    def first(of: list[int]) -> int:
        end = min(spans[i][1] for i in of)
        same = [i for i in of if spans[i][1] == end]
        return max(same, key=lambda i: (measure.targets[i].set_on or date.min, -i))

    if now := [i for i in places if spans[i][0] <= on <= spans[i][1]]:
        return first(now)
    if later := [i for i in places if spans[i][0] > on]:
        start = min(spans[i][0] for i in later)
        return first([i for i in later if spans[i][0] == start])
    end = max(spans[i][1] for i in places)
    return first([i for i in places if spans[i][1] == end])


def spans_of(target: Target) -> tuple[date, date]:
    span = target.window or target.period
    if span is not None:
        return span.first_day, span.last_day
    return (date.min, target.due) if target.due is not None else (date.min, date.max)

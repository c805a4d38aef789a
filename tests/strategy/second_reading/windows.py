"""Means, sums, counts, and limits that hold in each of several years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import floor, inf

from strategy.model.catalogue import Target
from strategy.model.numbers import rounded
from strategy.model.periods import position
from tests.strategy.second_reading import conditions as c
from tests.strategy.second_reading import figures as f
from tests.strategy.second_reading.case import EPS, Answer, Case
from tests.strategy.second_reading.conditions import spread
from tests.strategy.second_reading.gathering import (
    Window,
    breaks_in,
    extent,
    gathered,
    is_excused,
    is_late,
    missing,
    part_of,
    span_of,
    uncovered,
)
from tests.strategy.second_reading.points import by_pace


def judge(case: Case, target: Target) -> Answer:
    span = span_of(target)
    if target.kind not in ("sum", "count") and case.t0 is not None and case.now < case.t0 - EPS:
        return Answer("not_due")
    if target.set_on is not None and (case.on < target.set_on or (case.known or case.on) < target.set_on):
        return Answer("not_due")
    w = gathered(case, target, span)
    if w.kind == "count":
        return count(w)
    first = decided(w)
    if first is not None:
        return replace(first, flags=breaks_in(w))
    bounded = tuple(x for x in w.parts if not x.exact)
    without = gathered(case, target, span, only_exact=True)
    without = replace(without, bounds=uncovered(bounded, without.parts))
    last = decided(without)
    assert last is not None
    return replace(last, flags=breaks_in(without))


def total(parts: Sequence[f.Figure]) -> tuple[float, float]:
    return sum(x.low for x in parts), sum(x.high for x in parts)


def mean(parts: Sequence[f.Figure], equal: bool) -> tuple[float, float]:
    weights = [1 if equal else x.period.months for x in parts]
    low, high = (sum(getattr(x, s) * k for x, k in zip(parts, weights, strict=True)) for s in ("low", "high"))
    return low / sum(weights), high / sum(weights)


def decided(w: Window) -> Answer | None:
    """The answer if every value inside the bounds gives the same, else None."""
    over = w.case.on >= w.span.last_day
    if not w.parts:
        return at_the_end_without(w) if over else nothing_yet(w)
    if w.kind in ("mean", "sum"):
        low, high = total(w.parts) if w.kind == "sum" else mean(w.parts, equal=False)
        return one_of(w, low, high, over)
    return each(w, over)


def one_of(w: Window, low: float, high: float, over: bool) -> Answer | None:
    d = w.case.measure.decimals
    low, high = rounded(low, d), rounded(high, d)
    found = {(at_end if over else while_running)(w, v) for v in spread(low, high, d)}
    if len({status for status, _ in found}) > 1:
        return None
    status, pace = found.pop()
    if all(x.exact for x in w.parts):
        return Answer(status, low, None, None, pace, used=w.parts)
    return Answer(status, None, None if low == -inf else low, None if high == inf else high, None, used=w.parts)


def incomplete(w: Window) -> str | None:
    """'one excused or left-out part makes `no_value`, for every kind', 'any late part is `value_late`'."""
    gone = missing(w)
    if w.left_out or w.unmade or w.bounds or any(is_excused(w, m) for m in gone):
        return "no_value"
    if any(is_late(w, m) for m in gone):
        return "value_late"
    return "result_pending" if gone else None


def at_the_end_without(w: Window) -> Answer:
    if w.case.measure.calendar is not None and not any(e.lies_in(w.span) for e in w.case.expected(w.span)):
        return Answer("no_value")
    return Answer(incomplete(w) or "no_value")


def passed(w: Window, m: float) -> str | None:
    """'a sum's or count's passed floor is `met` and its exceeded ceiling `not_met` without the rest'."""
    if w.kind == "mean":
        return None
    if w.condition.floor and w.condition.holds(m):
        return "met"
    if w.condition.op in c.CEILINGS and not w.condition.holds(m):
        return "not_met"
    return None


def at_end(w: Window, m: float) -> tuple[str, float | None]:
    known = passed(w, m)
    waits = incomplete(w)
    if known == "not_met" and waits is None:
        known = None
    return (known or waits or final(w, m)), None


def final(w: Window, m: float) -> str:
    condition, b = w.condition, w.case.b
    if condition.holds(m):
        return "met"
    if condition.strict:
        return "not_met"
    tolerance = w.case.measure.tolerance
    if tolerance is not None and condition.distance(m) <= tolerance + EPS:
        return "nearly"
    met_before = w.kind == "mean" and b is not None and condition.holds(b)
    has_share = w.kind != "count" and condition.floor and condition.low > 0
    return "nearly" if has_share and not met_before and m / condition.low >= 0.95 - EPS else "not_met"


def while_running(w: Window, m: float) -> tuple[str, float | None]:
    condition = w.condition
    end = max(extent(x.period, w.span).end for x in w.parts) + 1
    e = (end - w.span.start) / w.span.months
    if w.kind == "sum":
        if condition.op in c.CEILINGS:
            return ("within" if condition.holds(m) else "not_met"), None
        if condition.holds(m):
            return "reached", None
        if condition.low > 0:
            pace = m / condition.low / e
            return by_pace(pace, e, False), pace
        return "not_yet", None
    if condition.floor and condition.low > 0:
        pace = m / condition.low
        return by_pace(pace, e, False), pace
    return ("on_pace" if condition.holds(m) else "not_yet"), None


def nothing_yet(w: Window) -> Answer:
    case = w.case
    if w.left_out or case.measure.calendar is None:
        return Answer("no_value")
    base = case.measure.baseline
    own = w.kind in ("sum", "count") or case.b is None
    due = [e for e in case.expected(w.span) if e.lies_in(w.span) and case.is_late(e)]
    due = [e for e in due if own or base is None or e != base.period]
    part = part_of(w.target)
    if case.measure.aggregate == "last" and part is not None and due and due[0].months < part.months:
        due = [e for e in due if (e.end + 1 - w.span.start) % part.months == 0]
    there = {x.period for x in case.raw()}
    gone = [e for e in due if e not in there]
    if any(not case.excused(e) for e in gone):
        return Answer("value_late")
    return Answer(
        "no_value" if gone or any(x.period in due or r.period in due for x in w.bounds for r in x.rows) else "not_due"
    )


# a limit over several years


def each(w: Window, over: bool) -> Answer | None:
    """'at the end the worst value decides'; 'while it runs `reached` if every value in it holds'."""
    d, condition = w.case.measure.decimals, w.condition
    per_part = [{state(w, v, over) for v in spread(rounded(x.low, d), rounded(x.high, d), d)} for x in w.parts]
    worst_low = worst([min(p, key=ORDER.index) for p in per_part])
    worst_high = worst([max(p, key=ORDER.index) for p in per_part])
    waits = incomplete(w) if over else None
    if waits is None and worst_low != worst_high:
        return None
    x = max(w.parts, key=lambda p: (badness(condition, p.low, p.high), p.at))
    x = w.parts[-1] if worst_low == "reached" else x
    low, high = rounded(x.low, d), rounded(x.high, d)
    if x.exact:
        return Answer(waits or worst_low, low, used=w.parts)
    return Answer(waits or worst_low, None, None if low == -inf else low, None if high == inf else high, used=w.parts)


def badness(condition: c.Condition, low: float, high: float) -> float:
    if condition.floor:
        return -low
    return high if condition.op in c.CEILINGS else max(condition.distance(low), condition.distance(high))


ORDER = ("not_met", "far_behind", "slipped", "nearly", "reached", "met")


def worst(names: Sequence[str]) -> str:
    return min(names, key=ORDER.index)


def state(w: Window, v: float, over: bool) -> str:
    condition, b, tolerance = w.condition, w.case.b, w.case.measure.tolerance
    if condition.holds(v):
        return "met" if over else "reached"
    if not over:
        return "slipped" if b is not None and condition.holds(b) else "far_behind"
    close = tolerance is not None and not condition.strict and condition.distance(v) <= tolerance + EPS
    return "nearly" if close else "not_met"


# counts


def count(w: Window) -> Answer:
    case, span = w.case, w.span
    first = counted(w, w.parts)
    if first is not None:
        return replace(first, flags=breaks_in(w))
    without = gathered(case, w.target, span, only_exact=True)
    last = counted(
        replace(without, bounds=uncovered([x for x in w.parts if not x.exact], without.parts)), without.parts
    )
    assert last is not None
    return replace(last, flags=breaks_in(without))


def counted(w: Window, parts: tuple[f.Figure, ...]) -> Answer | None:
    case, over = w.case, w.case.on >= w.span.last_day
    held = {
        (e.day, e.occasion) for e in case.events
        if e.state == "held" and e.day <= case.on and w.span.first_day <= e.day <= w.span.last_day
    }  # fmt: skip
    free = [d for d, _ in held if not any(x.period.first_day <= d <= x.period.last_day for x in parts)]
    if not parts and not held:
        return at_the_end_without(w) if over else nothing_yet(w)
    d = case.measure.decimals
    low, high = (rounded(side + len(free), d) for side in total(parts))
    found = {count_status(w, v, over, bool(free)) for v in spread(low, high, d)}
    if len(found) > 1:
        return None
    if all(x.exact for x in parts):
        return Answer(found.pop(), low, used=parts)
    return Answer(found.pop(), None, None if low == -inf else low, None if high == inf else high, used=parts)


def count_status(w: Window, v: float, over: bool, any_event: bool) -> str:
    if over:
        known, waits = passed(w, v), None if any_event else incomplete(w)
        return known if known == "met" or (known and waits) else waits or final(w, v)
    if w.condition.op in c.CEILINGS:
        return "within" if w.condition.holds(v) else "not_met"
    if w.condition.holds(v):
        return "reached"
    e = (position(w.case.on) - w.span.start_position) / (w.span.months / 12)
    if e < 0.2 - EPS:
        return "too_early"
    short = floor(w.condition.low * e + EPS) - v
    return "on_pace" if short <= EPS else "slightly_behind" if short <= 1 + EPS else "far_behind"

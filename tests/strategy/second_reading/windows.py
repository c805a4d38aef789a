"""Means, sums, counts, and limits that hold in each of several years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import floor, inf

from strategy.formats import rounded
from strategy.model import Target
from strategy.periods import Period, position
from tests.strategy.second_reading import conditions as c
from tests.strategy.second_reading import figures as f
from tests.strategy.second_reading.case import EPS, Answer, Case
from tests.strategy.second_reading.points import by_pace

MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12, "school_year": 12}


@dataclass(frozen=True)
class Window:
    case: Case
    target: Target
    span: Period
    parts: tuple[f.Figure, ...]
    """What is in, in order."""
    left_out: tuple[f.Figure, ...]
    """What would be a part and may not be compared."""
    unmade: tuple[f.Figure, ...]
    """Figures that may not be compared, of which a part would be made."""
    bounds: tuple[f.Figure, ...] = ()
    """Bounds that went out."""

    @property
    def kind(self) -> str:
        return self.target.kind

    @property
    def condition(self) -> c.Condition:
        found = c.of_target(self.target, self.case.measure, self.case.b)
        assert found is not None
        return found


def span_of(target: Target) -> Period:
    found = target.window or target.period
    assert found is not None
    return found


def part_of(target: Target) -> Period | None:
    """'parts of the length `part` (a year where the window is whole years)'; None: the figures as they come."""
    span = span_of(target)
    if target.kind in ("sum", "count") or (target.kind == "mean" and span.months <= 12):
        return None
    months = MONTHS[target.part or "year"]
    return Period(end=span.start + months - 1, start=span.start)


def judge(case: Case, target: Target) -> Answer:
    span = span_of(target)
    if target.kind not in ("sum", "count") and case.t0 is not None and case.now < case.t0 - EPS:
        return Answer("not_due")
    if target.set_on is not None and (case.on < target.set_on or (case.known or case.on) < target.set_on):
        return Answer("not_due")
    w = gathered(case, target, span)
    if w.kind == "count":
        return replace(count(w), flags=breaks_in(w))
    first = decided(w)
    if first is not None:
        return replace(first, flags=breaks_in(w))
    bounded = tuple(x for x in w.parts if not x.exact)
    without = gathered(case, target, span, only_exact=True)
    without = replace(without, bounds=uncovered(bounded, without.parts))
    last = decided(without)
    assert last is not None
    return replace(last, flags=breaks_in(w))


def uncovered(bounds: Sequence[f.Figure], parts: Sequence[f.Figure]) -> tuple[f.Figure, ...]:
    covered = {m for x in parts for m in range(x.period.start, x.period.end + 1)}
    return tuple(x for x in bounds if not set(range(x.period.start, x.period.end + 1)) <= covered)


def breaks_in(w: Window) -> frozenset[str]:
    """'`series_break` (a value that would take part was left out)'."""
    unmade = w.unmade if w.case.on >= w.span.last_day and missing(w) else ()
    return frozenset({"series_break"} if any(noted(x) for x in (*w.left_out, *unmade)) else ())


def noted(x: f.Figure) -> bool:
    return all(r.comparable for r in x.rows)


def gathered(case: Case, target: Target, span: Period, only_exact: bool = False) -> Window:
    part = part_of(target)
    flow = target.kind in ("sum", "count")
    every = case.raw() if flow else case.with_baseline() if part is None else case.of_grain(part)
    inside = [x for x in every if x.period.lies_in(span) and x.exact >= only_exact]
    own = None if flow else case.base_series()
    series = own if own is not None else case.series_of(inside[-1]) if inside else None
    kept = [x for x in inside if case.plain(x) and case.series_of(x) == series]
    kept = chosen(kept, span) if part is None else kept
    covered = {m for x in kept for m in range(x.period.start, x.period.end + 1)}
    gone = [x for x in inside if x not in kept and not set(range(x.period.start, x.period.end + 1)) <= covered]
    gone = [x for x in gone if not case.plain(x) or case.series_of(x) != series]
    unmade = [] if part is None else unmade_for(case, span, part, {x.period for x in inside})
    return Window(case, target, span, tuple(kept), tuple(gone), tuple(unmade))


def unmade_for(case: Case, span: Period, part: Period, there: set[Period]) -> list[f.Figure]:
    """Figures of which a part would be made, that may not be compared: noted so, or with a break between them."""
    if case.measure.aggregate not in ("sum", "mean"):
        return []
    found = []
    for whole in parts_of(span, part):
        finer = [x for x in case.with_baseline() if x.period.lies_in(whole) and x.period.months < whole.months]
        torn = f.broken(finer, case.breaks)
        found += [x for x in finer if whole not in there and (torn or not case.plain(x))]
    return found


def parts_of(span: Period, part: Period) -> list[Period]:
    n = span.months // part.months
    return [Period(end=span.start + (i + 1) * part.months - 1, start=span.start + i * part.months) for i in range(n)]


def chosen(found: Sequence[f.Figure], span: Period) -> list[f.Figure]:
    """'overlapping ones: those that cover most, then the fewest', 'of equal covers those that end last'."""
    best: dict[int, tuple[int, int, tuple[int, ...], tuple[f.Figure, ...]]] = {span.start: (0, 0, (), ())}
    for month in range(span.start, span.end + 1):
        cover, fewer, ends, parts = best[month]
        step = [(month + 1, (cover, fewer, ends, parts))]
        for x in (x for x in found if x.period.start == month):
            step.append((x.period.end + 1, (cover + x.period.months, fewer - 1, (*ends, x.period.end), (*parts, x))))
        for to, value in step:
            if to not in best or value[:2] > best[to][:2] or (value[:2] == best[to][:2] and value[2] > best[to][2]):
                best[to] = value
    return list(best[span.end + 1][3])


# what is missing


def missing(w: Window) -> list[Period]:
    """The parts of the window that are not in."""
    part = part_of(w.target)
    there = [x.period for x in w.parts]
    if part is not None:
        return [
            p
            for p in parts_of(w.span, part)
            if not any(
                f.of_grain(t, part) and t.year == p.year and t.end <= p.end and t.end > p.end - p.months for t in there
            )
        ]
    expected = [e for e in w.case.expected(w.span) if e.lies_in(w.span)]
    covered = {m for t in there for m in range(t.start, t.end + 1)}
    if w.case.measure.calendar is not None:
        return [e for e in expected if not set(range(e.start, e.end + 1)) <= covered]
    free = [m for m in range(w.span.start, w.span.end + 1) if m not in covered]
    return [Period(end=m, start=m) for m in free]


def pieces(w: Window, part: Period) -> list[Period]:
    """The expected values that would make a missing part."""
    c_ = w.case.measure.calendar
    if c_ is None:
        return [part]
    inside = [e for e in w.case.expected(part) if e.lies_in(part)]
    there = {x.period for x in w.case.raw()}
    if inside and w.case.measure.aggregate == "last" and not f.of_grain(inside[-1], part):
        inside = [e for e in inside if e.end == part.end]
    return [e for e in inside if e not in there]


def is_excused(w: Window, part: Period) -> bool:
    if any(x.period == part for x in w.bounds):
        return True
    if w.case.excused(part):
        return True
    return any(w.case.excused(e) for e in pieces(w, part)) or (
        w.case.measure.calendar is None and any(r.period.lies_in(part) for r in w.case.reasons())
    )


def is_late(w: Window, part: Period) -> bool:
    if w.case.measure.calendar is None or w.target.due is not None:
        return w.target.due is not None and w.case.on > w.target.due and w.case.on >= w.span.last_day
    return any(w.case.is_late(e) for e in pieces(w, part) if not w.case.excused(e))


# values


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


def spread(low: float, high: float, decimals: int) -> list[float]:
    if low == high:
        return [low]
    step = 10.0**-decimals
    first, last = max(low, -300.0), min(high, 900.0)
    found = [rounded(first + i * step, decimals) for i in range(round((last - first) / step) + 1)]
    return [*found, *([-1e6] if low == -inf else [low]), *([1e6] if high == inf else [high])]


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
    end = w.parts[-1].period.end + 1
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
    if case.measure.aggregate == "last" and part_of(w.target) is not None and due and due[0].months < 12:
        due = [e for e in due if e.end % 12 == 11]
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
        return first
    without = gathered(case, w.target, span, only_exact=True)
    last = counted(
        replace(without, bounds=uncovered([x for x in w.parts if not x.exact], without.parts)), without.parts
    )
    assert last is not None, (case, span)
    return last


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

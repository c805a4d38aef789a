"""Targets for one period: levels, changes, ranges, ranks and references, by the steps of the page in their order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import inf

from strategy.model.catalogue import Target
from strategy.model.numbers import rounded
from strategy.model.periods import Period
from tests.strategy.second_reading import conditions as c
from tests.strategy.second_reading import figures as f
from tests.strategy.second_reading.case import EPS, Answer, Case


@dataclass(frozen=True)
class Point:
    case: Case
    target: Target
    period: Period

    @property
    def condition(self) -> c.Condition | None:
        return c.of_target(self.target, self.case.measure, self.case.b)

    def figures(self) -> list[f.Figure]:
        found = self.case.of_grain(self.period, self.case.raw() if self.target.kind == "best_of" else None)
        if self.target.kind == "best_of":  # "a rank without its n is no value"
            found = [x for x in found if x.rows[-1].n is not None]
        return found

    def goes_on(self) -> bool:
        """'`best_of` and `better_than` compare within one period and go on' across a break."""
        return self.target.kind in ("best_of", "better_than")

    def comparable(self, found: list[f.Figure]) -> list[f.Figure]:
        """'T belongs to the baseline's series, without one to the newest'."""
        plain = [x for x in found if self.case.plain(x)]
        if self.goes_on():
            return [x for x in found if all(r.comparable for r in x.rows)]
        if not plain:
            return []
        own = self.case.base_series()
        series = self.case.series_of(found[-1]) if own is None else own
        return [x for x in plain if self.case.series_of(x) == series]


def judge(case: Case, target: Target) -> Answer:
    assert target.period is not None
    p = Point(case, target, target.period)
    if case.t0 is not None and case.now < case.t0 - EPS:
        return Answer("not_due")
    if target.set_on is not None and (case.on < target.set_on or (case.known or case.on) < target.set_on):
        return Answer("not_due")
    return over(p) if case.on >= target.period.last_day else running(p)


# step 3


def over(p: Point) -> Answer:
    inside = [x for x in p.figures() if x.period.lies_in(p.period)]
    found = p.comparable(inside)
    expected = [e for e in p.case.expected(p.period) if e.lies_in(p.period)]
    needed = needed_parts(p, expected)
    complete = found[-1] if found else None
    if complete is not None and expected and not f.of_grain(expected[-1], p.period):
        complete = complete if complete.period == p.period else None
    elif complete is not None and expected:
        complete = complete if complete.period == expected[-1] else None
    broken = breaks_after(p, inside, complete)
    if complete is not None:
        return replace(result(p, complete), flags=broken)
    if left_out(p, inside, expected):
        return Answer("no_value", flags=broken | torn_inside(p))
    return replace(waiting(p, expected, needed), flags=broken)


def breaks_after(p: Point, found: list[f.Figure], x: f.Figure | None) -> frozenset[str]:
    """'`series_break` (a value that would take part was left out)': one that stands after the value that is used."""
    kept = p.comparable(found)
    gone = [v for v in found if v not in kept and all(r.comparable for r in v.rows) and (x is None or v.at > x.at)]
    return frozenset({"series_break"} if gone and not p.goes_on() else ())


def torn_inside(p: Point) -> frozenset[str]:
    if any(x.period.lies_in(p.period) for x in p.figures()):
        return frozenset()
    raw = [x for x in p.case.raw() if x.period.lies_in(p.period) and x.period.months < p.period.months]
    made = p.case.measure.aggregate in ("sum", "mean") and not p.goes_on()
    return frozenset({"series_break"} if made and f.broken(raw, p.case.breaks) else ())


def needed_parts(p: Point, expected: list[Period]) -> list[Period]:
    """The last value alone, or, where a sum or a mean makes the period, every part."""
    if expected and p.case.measure.aggregate in ("sum", "mean") and not f.of_grain(expected[-1], p.period):
        return expected
    return expected[-1:]


def left_out(p: Point, inside: list[f.Figure], expected: list[Period]) -> bool:
    """'A last value left out for a break is not replaced by an earlier one'; a break inside counts as left out."""
    if inside:
        return not expected or f.of_grain(expected[-1], p.period) is False or inside[-1].period == expected[-1]
    raw = [x for x in p.case.raw() if x.period.lies_in(p.period) and x.period.months < p.period.months]
    if not raw:
        return False
    if p.case.measure.aggregate in ("sum", "mean") and any(not p.case.plain(x) for x in raw):
        return True
    return p.case.measure.aggregate in ("sum", "mean") and f.broken(raw, p.case.breaks) and not p.goes_on()


def waiting(p: Point, expected: list[Period], needed: list[Period]) -> Answer:
    case = p.case
    if case.measure.calendar is not None and not expected:
        return Answer("no_value")
    if case.measure.calendar is None:
        if any(r.period.lies_in(p.period) for r in case.reasons()) or case.excused(p.period):
            return Answer("no_value")
        late = p.target.due is not None and case.on > p.target.due
        return Answer("value_late" if late else "result_pending")
    there = {x.period for x in case.raw()}
    missing = [e for e in needed if e not in there or p.target.kind == "best_of"]
    if any(case.excused(e) for e in missing):
        return Answer("no_value")
    stated = p.target.due  # of the final value
    days = [(stated if e == expected[-1] else None) or case.due(e) or stated for e in missing]
    return Answer("value_late" if any(d is not None and case.on > d for d in days) else "result_pending")


def result(p: Point, x: f.Figure) -> Answer:
    if p.target.kind == "better_than":
        low, high = p.case.reference(p.target, p.period, x.period)
        if low is None or high is None:
            return Answer("result_pending")
        found = {at_end(p, x, v, r) for v in values(p, x) for r in (low, high)}
        if len(found) == 1:
            return told(p, x, found.pop(), None)
        return Answer("no_value")
    if p.target.kind != "best_of" and p.condition is None:
        return Answer("result_pending")
    found = {at_end(p, x, v, None) for v in values(p, x)}
    return told(p, x, found.pop(), None) if len(found) == 1 else Answer("no_value")


def values(p: Point, x: f.Figure) -> list[float]:
    """Every printable value inside a bound."""
    d = p.case.measure.decimals
    return c.spread(rounded(x.low, d), rounded(x.high, d), d)


def holds(p: Point, x: float, n: int | None, ref: float | None) -> bool:
    if p.target.kind == "best_of":
        return x <= c.places(p.target, n or 0) + EPS
    if p.target.kind == "better_than":
        assert ref is not None
        return x > ref + EPS if p.case.measure.direction != "down" else x < ref - EPS
    condition = p.condition
    assert condition is not None
    return condition.holds(x)


def at_end(p: Point, x: f.Figure, v: float, ref: float | None) -> str:
    n = x.rows[-1].n if x.rows else None
    if holds(p, v, n, ref):
        return "met"
    tolerance = p.case.measure.tolerance
    if p.target.kind == "better_than":
        return "not_met"
    if p.target.kind == "best_of":
        return "nearly" if tolerance is not None and v - c.places(p.target, n or 0) <= tolerance + EPS else "not_met"
    condition = p.condition
    assert condition is not None
    if condition.strict:
        return "not_met"
    if tolerance is not None and condition.distance(v) <= tolerance + EPS:
        return "nearly"
    b = p.case.b
    if b is None or condition.holds(b):
        return "not_met"
    progress = 1 - condition.distance(v) / condition.distance(b)
    return "nearly" if progress >= 0.95 - EPS else "not_met"


def told(p: Point, x: f.Figure, status: str, pace: float | None) -> Answer:
    d = p.case.measure.decimals
    if x.exact:
        return Answer(status, rounded(x.low, d), pace=pace, used=(x,))
    low = None if x.low == -inf else rounded(x.low, d)
    return Answer(status, None, low, None if x.high == inf else rounded(x.high, d), None, used=(x,))


# steps 4 to 8


def running(p: Point) -> Answer:
    case, base = p.case, p.case.measure.baseline
    t0 = case.t0
    after = [x for x in p.figures() if t0 is None or base is None or (x.at > t0 + EPS and x.period != base.period)]
    found = p.comparable(after)
    undecided = []
    while found:
        x = found.pop()
        undecided.append(x)
        statuses = {for_value(p, x, v) for v in values(p, x)}
        if len({status for status, _ in statuses}) == 1:
            status, pace = statuses.pop()
            carried = sum(v.exact for v in (*found, x))
            return replace(told(p, x, status, pace), after=carried, flags=breaks_after(p, after, x))
    if after and not p.comparable(after):
        return Answer("no_value", flags=breaks_after(p, after, None))
    newest = undecided[0] if undecided else None
    return replace(nothing_yet(p, undecided), flags=breaks_after(p, after, newest))


def for_value(p: Point, x: f.Figure, v: float) -> tuple[str, float | None]:
    """'An undecided reference is `result_pending`'."""
    found = {judged(p, x, v, r) for r in references(p, x)}
    return found.pop() if len(found) == 1 else ("result_pending", None)


def nothing_yet(p: Point, undecided: list[f.Figure]) -> Answer:
    case, base = p.case, p.case.measure.baseline
    if case.measure.calendar is None:
        return Answer("no_value")
    due = [e for e in case.expected(p.period) if case.is_late(e) and (base is None or e.end > base.period.end)]
    if case.measure.aggregate == "last" and due and not f.of_grain(due[0], p.period):
        due = [e for e in due if (g := f.grain_around(e, p.period)) is not None and g.end == e.end]
    there = {x.period for x in (p.figures() if p.target.kind == "best_of" else case.raw())}
    missing = [e for e in due if e not in there]
    if any(not case.excused(e) for e in missing):
        return Answer("value_late")
    return Answer("no_value" if missing or set(due) & {r.period for x in undecided for r in x.rows} else "not_due")


def references(p: Point, x: f.Figure) -> list[float | None]:
    if p.target.kind != "better_than":
        return [None]
    low, high = p.case.reference(p.target, p.period, x.period)
    return [low] if low == high else [low, high]


def judged(p: Point, x: f.Figure, v: float, ref: float | None) -> tuple[str, float | None]:
    """Steps 5 to 8 for one value."""
    case, measure, b = p.case, p.case.measure, p.case.b
    if p.target.kind == "better_than" and ref is None:
        return "result_pending", None
    if p.target.kind in ("best_of", "better_than"):
        if holds(p, v, x.rows[-1].n, ref):
            return "reached", None
        return ("slipped" if held_at_baseline(p) else "not_yet"), None
    condition = p.condition
    if condition is None:
        return "not_yet", None
    if condition.holds(v):
        return "reached", None
    if b is None:
        return "not_yet", None
    if condition.holds(b):
        return "slipped", None
    worse = condition.distance(v) - condition.distance(b)
    material = measure.material_change
    wrong = worse > EPS if material is None else (worse > EPS and worse >= material - EPS)
    way = condition.distance(b)
    if way < EPS or (measure.tolerance is not None and way < measure.tolerance - EPS):
        return ("wrong_way" if wrong else "not_yet"), None
    assert case.t0 is not None
    progress = 1 - condition.distance(v) / way
    elapsed = (x.at - case.t0) / (p.period.position - case.t0)
    pace = progress / elapsed
    return by_pace(pace, elapsed, wrong), pace


def by_pace(pace: float, elapsed: float, wrong: bool) -> str:
    if wrong:
        return "wrong_way"
    if elapsed < 0.2 - EPS:
        return "too_early"
    if pace >= 0.95 - EPS:
        return "on_pace"
    return "slightly_behind" if pace >= 0.6 - EPS else "far_behind"


def held_at_baseline(p: Point) -> bool:
    """'It held at the baseline and does not now'; a place needs its n, a comparison its reference."""
    base, b = p.case.measure.baseline, p.case.b
    if base is None or b is None:
        return False
    if p.target.kind == "best_of":
        row = p.case.own_row  # "a rank without its n is no value", the strategy's own neither
        return row is not None and holds(p, b, row.n, None)
    low, high = p.case.reference(p.target, p.period, base.period)
    return low is not None and high is not None and holds(p, b, None, low) and holds(p, b, None, high)

"""The parts of a window by a day: which are in, which may not be compared, which are missing, late or excused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from strategy.model.catalogue import Target
from strategy.model.periods import Period
from tests.strategy.second_reading import conditions as c
from tests.strategy.second_reading import figures as f
from tests.strategy.second_reading.case import Case

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


def uncovered(bounds: Sequence[f.Figure], parts: Sequence[f.Figure]) -> tuple[f.Figure, ...]:
    if not bounds:
        return ()
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
    if part is not None:  # 'Longer figures inside a window take part'
        whole = [x for x in case.with_baseline() if x.period.months > part.months and not f.of_grain(x.period, part)]
        every = [*every, *whole]
    every = sorted(every, key=lambda x: (x.at, x.period.months, x.period))
    inside = [x for x in every if x.period.lies_in(span) and x.exact >= only_exact]
    own = None if flow else case.base_series()
    series = own if own is not None else case.series_of(inside[-1]) if inside else None
    kept = [x for x in inside if case.plain(x) and case.series_of(x) == series]
    kept = chosen(kept, span)
    covered = covered_by(kept, span)
    gone = [x for x in inside if x not in kept and not covered_by([x], span) <= covered]
    gone = [x for x in gone if not case.plain(x) or case.series_of(x) != series]
    unmade = [] if part is None else unmade_for(case, span, part, {x.period for x in inside})
    return Window(case, target, span, tuple(kept), tuple(gone), tuple(unmade))


def extent(period: Period, span: Period) -> Period:
    """The months of a window that a figure stands for: a school year for the year in which it ends."""
    if period.frequency == "school_year" and span.start % 12 == 0 and span.months % 12 == 0:
        return Period.years(period.year, period.year)
    return period


def covered_by(found: Sequence[f.Figure], span: Period) -> set[int]:
    return {m for x in found for m in range(extent(x.period, span).start, extent(x.period, span).end + 1)}


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
        for x in (x for x in found if extent(x.period, span).start == month):
            whole = extent(x.period, span)
            step.append((whole.end + 1, (cover + whole.months, fewer - 1, (*ends, x.period.end), (*parts, x))))
        for to, value in step:
            if to not in best or value[:2] > best[to][:2] or (value[:2] == best[to][:2] and value[2] > best[to][2]):
                best[to] = value
    return list(best[span.end + 1][3])


def missing(w: Window) -> list[Period]:
    """The parts of the window that are not in."""
    part = part_of(w.target)
    covered = covered_by(w.parts, w.span)
    if part is not None:
        return [p for p in parts_of(w.span, part) if not set(range(p.start, p.end + 1)) <= covered]
    expected = [e for e in w.case.expected(w.span) if e.lies_in(w.span)]
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
    stated = w.target.due
    if w.case.measure.calendar is None:
        return stated is not None and w.case.on > stated
    last = [e for e in w.case.expected(w.span) if e.lies_in(w.span)][-1:]
    for e in (e for e in pieces(w, part) if not w.case.excused(e)):
        due = (stated if [e] == last else None) or w.case.due(e) or stated
        if due is not None and w.case.on > due:
            return True
    return False

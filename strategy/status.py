"""How a measure is judged: one pure function that every page, chart, sentence, table and export asks.

It takes the measure, its rows or events, and the day; it reads no clock, no file, no frame, and never raises for
well-typed input. The order of the rows does not matter. The steps of each kind stand in the modules it puts together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType

from strategy import expected
from strategy.case import Case, Ruling, over, with_value
from strategy.comparisons import judge_rank, judge_reference
from strategy.condition import CHANGES, condition, judged_by_direction
from strategy.evidence import Evidence, Start, comparable, gather, starting, usable
from strategy.flags import flagged
from strategy.milestones import judge_state
from strategy.model import Event, Mark, Measure, Observation, Statement, Target
from strategy.periods import Period
from strategy.points import judge_point
from strategy.statements import acceptance_on, comment_on
from strategy.trend import projection, trend
from strategy.verdict import (
    ATTENTION_GROUPS,
    BAND_COVERAGE,
    BAND_POINTS,
    EPSILON,
    FEW_POINTS,
    FLAGS,
    GROUPS,
    JUDGED_GROUPS,
    NEARLY,
    ON_PACE,
    PACE_STATUSES,
    PACE_YEARS,
    PROJECTION_POINTS,
    REASONS,
    RECORD_VALUES,
    SLIGHTLY_BEHIND,
    SMALL_N,
    STALE_CADENCES,
    STATUSES,
    TOO_EARLY,
    Judgement,
    Projection,
    Trend,
    Verdict,
    group_of,
    severity,
)
from strategy.windows import judge_window, window_of

__all__ = [
    "ATTENTION_GROUPS", "BAND_COVERAGE", "BAND_POINTS", "EPSILON", "FEW_POINTS", "FLAGS", "GROUPS", "JUDGED_GROUPS",
    "NEARLY", "ON_PACE", "PACE_STATUSES", "PACE_YEARS", "PROJECTION_POINTS", "REASONS", "RECORD_VALUES",
    "SLIGHTLY_BEHIND", "SMALL_N", "STALE_CADENCES", "STATUSES", "TOO_EARLY", "Judgement", "Projection", "Trend",
    "Verdict", "group_of", "judge", "severity",
]  # fmt: skip

_NONE: Mapping[str, Sequence[Observation]] = MappingProxyType({})
_COMPARING: Mapping[str, Callable[[Case, Target, date], Ruling]] = MappingProxyType(
    {"best_of": judge_rank, "better_than": judge_reference}
)
_STATED = ("done", "stage")
_ONE_DAY = timedelta(days=1)


def judge(
    measure: Measure,
    rows: Sequence[Observation],
    *,
    on: date,
    home: str,
    known: date | None = None,
    events: Sequence[Event] = (),
    marks: Sequence[Mark] = (),
    references: Mapping[str, Sequence[Observation]] = _NONE,
    statements: Sequence[Statement] = (),
) -> Verdict:
    """Judge a measure as it stood on a day, by what was known on `known` (None: by all that is known now).

    `rows` are all rows of the measure, of every area; `references` the rows of other measures, or areas, that a
    target names. Events, marks and statements of other measures are ignored; statements never change a status.
    """
    case = _case(measure, rows, home, known, events, marks, references)
    targets: Sequence[Target | None] = () if measure.role == "context" else measure.targets
    judgements = tuple(_judged(case, t, on) for t in targets or (None,))
    headline = judgements[_headline(measure.targets, on)] if len(judgements) > 1 else judgements[0]
    values = case.evidence.by(on)
    newest = case.evidence.newest(on)
    return _beside(Verdict(
        measure, on, known, headline, judgements, trend(measure, values), _projected(case, headline, on),
        newest.row if newest else None, _next_due(case, headline, on), None if newest else _first(case),
    ), statements)  # fmt: skip


def _beside(verdict: Verdict, statements: Sequence[Statement]) -> Verdict:
    """The verdict with what its owner or a decision says beside it."""
    own = [s for s in statements if s.measure == verdict.measure.id]
    verdict = replace(verdict, comment=comment_on(own, verdict.on, verdict.known))
    accepted = acceptance_on(own, verdict.on, verdict.known)
    if accepted is None or not verdict.needs_attention:
        return verdict
    headline = replace(verdict.headline, flags=(*verdict.headline.flags, "accepted"))
    judgements = tuple(headline if j is verdict.headline else j for j in verdict.judgements)
    return replace(verdict, headline=headline, judgements=judgements, acceptance=accepted)


def _first(case: Case) -> Period | None:
    both = (*case.evidence.values[:1], *case.evidence.apart[:1])
    return min((s.row.period for s in both), default=None)


def _case(
    measure: Measure,
    rows: Sequence[Observation],
    home: str,
    known: date | None,
    events: Sequence[Event],
    marks: Sequence[Mark],
    references: Mapping[str, Sequence[Observation]],
) -> Case:
    evidence = gather(rows, area=home, known=known, measure=measure, marks=marks)
    named = {t.reference for t in measure.targets if t.reference}
    told = (e for e in events if e.measure == measure.id)
    return Case(
        measure,
        evidence,
        tuple(e for e in told if known is None or e.known is None or e.known <= known),
        {name: _reference(name, rows, references, home, known) for name in named},
        {name: _areas(references[name], home, known) for name in named if name in references},
        known,
    )


def _reference(
    name: str,
    rows: Sequence[Observation],
    references: Mapping[str, Sequence[Observation]],
    home: str,
    known: date | None,
) -> Evidence:
    """An area's figures of the same measure, or what `references` holds under the name: of that area, else of home."""
    own = [r for r in rows if r.area == name]
    other = references.get(name, ())
    named = [*own, *(r for r in other if r.area == name)]
    return gather(named or other, area=name if named else home, known=known)


def _areas(rows: Sequence[Observation], home: str, known: date | None) -> Mapping[str, Evidence]:
    """The evidence of each area, home first."""
    areas = sorted({r.area for r in rows}, key=lambda area: (area != home, area))
    return {area: gather(rows, area=area, known=known) for area in areas if areas[0] == home}


def _judged(case: Case, target: Target | None, on: date) -> Judgement:
    ruling = _ruling(case, target, on)
    return replace(ruling.judgement, flags=flagged(case, ruling, on), since=_since(case, target, on, ruling))


def _ruling(case: Case, target: Target | None, on: date) -> Ruling:
    """Step 1, and the way to the rules of the target's kind."""
    measure = case.measure
    counted = target is not None and target.kind == "count"
    if measure.role != "context" and measure.kind != "numeric" and not counted:
        return judge_state(case, target, on)
    if target is None or measure.role == "context":
        return _followed(case, None, "no_target", on)
    if target.kind in _STATED:
        return judge_state(case, target, on)
    if target.kind == "undefined" or not _numbered(measure, target):
        return _open(case, target, on)
    if not judged_by_direction(measure, target):
        return _followed(case, target, "direction", on)
    return _figure(case, target, on)


def _figure(case: Case, target: Target, on: date) -> Ruling:
    if target.kind in _COMPARING:
        return _COMPARING[target.kind](case, target, on)
    window = window_of(target)
    return judge_window(case, target, window, on) if window is not None else judge_point(case, target, on)


def _numbered(measure: Measure, target: Target) -> bool:
    """Whether the target holds the number that its kind needs; a window where it needs one."""
    if target.kind in ("direction", "better_than"):
        return True
    if target.kind in ("best_of", *CHANGES):
        return target.value is not None
    windowed = target.kind not in ("mean", "sum", "count") or window_of(target) is not None
    return windowed and (condition(measure, target) is not None or not judged_by_direction(measure, target))


def _followed(case: Case, target: Target | None, reason: str, on: date) -> Ruling:
    newest = case.evidence.newest(on)
    facts = _with_baseline(case, Judgement(target, status="followed", reason=reason), on)
    if newest is not None:
        return Ruling(with_value(facts, case.measure, None, newest), (newest,))
    if facts.value is not None:
        return Ruling(facts)
    reasons = expected.stated(case.evidence, on)
    missing = reasons[-1].missing if reasons else None
    return Ruling(replace(facts, status="no_value", reason="no_calendar", missing=missing))


def _with_baseline(case: Case, facts: Judgement, on: date) -> Judgement:
    """Where no history stands behind it, the strategy's own baseline is the value that exists."""
    baseline = case.measure.baseline
    if baseline is None or baseline.value is None or not usable(baseline.value):
        return facts
    facts = replace(facts, baseline=baseline.value, baseline_period=baseline.period)
    if case.evidence.at(baseline.period) or not over(baseline.period, on):
        return facts
    if baseline.period in case.evidence.withdrawn:
        return facts
    return replace(facts, value=baseline.value, exact=baseline.value, period=baseline.period,
                   position=baseline.period.position)  # fmt: skip


def _open(case: Case, target: Target, on: date) -> Ruling:
    facts = Judgement(target, status="target_undefined", reason="no_target")
    newest = case.evidence.newest(on)
    return Ruling(facts) if newest is None else Ruling(with_value(facts, case.measure, None, newest), (newest,))


def _headline(targets: Sequence[Target], on: date) -> int:
    """The target that a measure is shown by: of those set by the day (if none: of all) the running, next or last."""
    places = [i for i, t in enumerate(targets) if t.set_on is None or t.set_on <= on] or list(range(len(targets)))
    # a decision replaces an earlier one for the same period: the newest is looked at first, and so wins
    places.sort(key=lambda i: targets[i].set_on or date.min, reverse=True)
    spans = {i: _span(targets[i]) for i in places}
    running = [i for i, (first, last) in spans.items() if first <= on <= last]
    if running:
        return min(running, key=lambda i: spans[i][1])
    coming = [i for i, (first, _) in spans.items() if on < first < date.max]
    if coming:
        return min(coming, key=lambda i: spans[i])
    past = [i for i, (_, last) in spans.items() if last < on]
    return max(past, key=lambda i: spans[i][1]) if past else places[0]


def _span(target: Target) -> tuple[date, date]:
    """The first and last day of a target's period; a bare deadline is its own day, an unknown period never comes."""
    period = target.period or target.window
    if period is not None:
        return period.first_day, period.last_day
    return (target.due, target.due) if target.due is not None else (date.max, date.max)


def _since(case: Case, target: Target | None, on: date, ruling: Ruling) -> date | None:
    """The first day of the unbroken run of the status: statuses change on a few known days only."""
    days = sorted({d for d in _turning(case, target, on) if d <= on}, reverse=True)
    status, since = ruling.judgement.status, None
    for day in days:
        if _ruling(case, target, day).judgement.status != status:
            return since
        since = day
    if since is None or since == date.min:
        return None
    return since if _ruling(case, target, since - _ONE_DAY).judgement.status != status else None


def _turning(case: Case, target: Target | None, on: date) -> Iterator[date]:
    """Every day on which a status may change: a value comes to stand, a target starts or ends, a day is due."""
    evidence = case.evidence
    yield from (s.day for s in (*evidence.values, *evidence.apart))
    yield from (r.period.last_day for r in evidence.missing)
    yield from (s.day for e in (case.references or {}).values() for s in (e.every or {}).values())
    for event in case.events:
        yield event.day
    if case.measure.baseline is not None:
        yield _day(starting(case.measure, evidence, target) if target else None, case.measure.baseline.period.last_day)
    if target is not None:
        yield from _turning_of(target)
    if case.measure.calendar is not None:
        yield from (due + _ONE_DAY for p in expected.due_by(case.measure.calendar, on)
                    if (due := expected.due_day(case.measure.calendar, p)))  # fmt: skip


def _day(start: Start | None, otherwise: date) -> date:
    return start.standing.day if start and start.standing else otherwise


def _turning_of(target: Target) -> Iterator[date]:
    for day in (target.set_on, target.due):
        if day is not None:
            yield day
    if target.due is not None:
        yield target.due + _ONE_DAY
    for period in (target.period, target.window, target.base):
        if period is not None:
            yield period.first_day
            yield period.last_day
            yield period.last_day + _ONE_DAY


def _projected(case: Case, headline: Judgement, on: date) -> Projection | None:
    """The projection to the end of the headline target's period, where one value will decide it."""
    target, measure = headline.target, case.measure
    if target is None or target.period is None or over(target.period, on) or headline.target_value is None:
        return None
    if target.kind in _COMPARING or window_of(target) is not None:
        return None
    kept = comparable(case.evidence.by(on), starting(measure, case.evidence, target)).kept
    return projection([(v.at, v.value) for v in kept], target.period.position, lowest=measure.lowest,
                      highest=measure.highest)  # fmt: skip


def _next_due(case: Case, headline: Judgement, on: date) -> date | None:
    days = [expected.next_due(case.measure.calendar, case.evidence.by(on), on)]
    target = headline.target
    if target is not None and headline.status not in ("done", "done_late", "dropped", "met", "nearly", "not_met"):
        days.append(target.due)
    return min((d for d in days if d is not None and d >= on), default=None)

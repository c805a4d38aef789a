"""How a measure is judged: one pure function that every page, chart, sentence, table and export asks.

It takes the measure, its rows or events, and the day; it reads no clock, no file, no frame. It never raises: not for
days and periods of any year, for numbers that are none or without end, or for fields that a kind does not use; words
are those of `strategy.model`, decimals those that the catalogue takes (0 to 6). The order of the rows does not matter.
The steps of each kind stand in the modules it puts together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from strategy.judging.evidence import (
    CHANGES,
    Case,
    Evidence,
    Figures,
    Judgement,
    Projection,
    Ruling,
    Standing,
    Verdict,
    condition,
    figures_for,
    gather,
    judged_by_direction,
    over,
    schedule,
    starting,
    upto,
    window_of,
)
from strategy.judging.evidence.condition import as_fine
from strategy.judging.flags import flagged
from strategy.judging.headline import headline_days, headline_of
from strategy.judging.statements import accepted, newest_comment
from strategy.judging.targets import (
    followed,
    judge_point,
    judge_rank,
    judge_reference,
    judge_state,
    judge_window,
    opened,
)
from strategy.judging.trend import projection, trend
from strategy.judging.turning import ONE_DAY, run_start, turning_days
from strategy.model import Event, Mark, Measure, Observation, Period, Statement, Target

_NONE: Mapping[str, Sequence[Observation]] = MappingProxyType({})
_COMPARING: Mapping[str, Callable[[Case, Target, Figures, date], Ruling]] = MappingProxyType(
    {"best_of": judge_rank, "better_than": judge_reference}
)
_STATED = ("done", "stage")
_FINISHED = ("done", "dropped", "met", "nearly", "not_met")
"""Nothing more is due of these (and nothing of what was done after its due day)."""


def judge(  # noqa: PLR0913 (what is told of a measure comes in these kinds)
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
    target names. Events, marks and statements of other measures are ignored.
    """
    case = _case(measure, rows, home, known, events, marks, references)
    targets: Sequence[Target | None] = () if measure.role == "context" else measure.targets
    asked = [_Asked(replace(case, measure=as_fine(measure, t)), t, _figures(case, t)) for t in targets or (None,)]
    place = headline_of(measure.targets, case.told_by(on), on) if len(asked) > 1 else 0
    judgements = [_judged(a, on) for a in asked]
    judgements[place] = replace(judgements[place], since=_since_headline(case, place, judgements[place].since, on))
    acceptance = accepted(measure, judgements[place], statements, on, known)
    if acceptance is not None:
        judgements[place] = replace(judgements[place], flags=(*judgements[place].flags, "accepted"))
    headline, figures = judgements[place], asked[place].figures
    newest = case.evidence.newest(on)
    values = _compared(case, figures, on)
    line = _projected(case, headline, figures, on)
    return Verdict(
        measure, on, known, headline, tuple(judgements), trend(measure, values), line,
        newest.row if newest else None, _next_due(case, headline, on), None if newest else _first(case),
        newest_comment(measure, statements, on, known), acceptance,
    )  # fmt: skip


class _Asked(NamedTuple):
    """A target of a case, with the figures that it may be judged by."""

    case: Case
    target: Target | None
    figures: Figures


def _figures(case: Case, target: Target | None) -> Figures:
    """The figures of a target that is judged by figures; what is not judged has no grain."""
    if target is None or not _by_figures(case.measure, target):
        return Figures((), judged=False)
    return figures_for(case, target)


def _by_figures(measure: Measure, target: Target) -> bool:
    counted = measure.kind == "numeric" or target.kind == "count"
    judged = target.kind not in _STATED and _numbered(measure, target)
    return counted and judged and judged_by_direction(measure, target)


def _compared(case: Case, figures: Figures, on: date) -> tuple[Standing, ...]:
    """The comparable values by a day at the grain of a target; as published where it has none."""
    if figures.grain is None:
        return case.evidence.by(on)
    found = (v for v in upto(figures.values, on) if v.row.comparable and not v.torn and v.row.area)
    return tuple(v for v in found if v.period.months == figures.grain.months)


def _first(case: Case) -> Period | None:
    return min((s.period for s in (*case.evidence.values, *case.evidence.apart)), default=None)


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


def _judged(asked: _Asked, on: date) -> Judgement:
    ruling = _ruling(asked, on)
    return replace(ruling.judgement, flags=flagged(asked.case, ruling, on), since=_since(asked, on, ruling))


def _ruling(asked: _Asked, on: date) -> Ruling:
    """Step 1, and the way to the rules of the target's kind."""
    case, target, figures = asked
    measure = case.measure
    if target is None:
        stated = measure.role != "context" and measure.kind != "numeric"
        return judge_state(case, None, on) if stated else followed(case, None, "no_target", on)
    if target.kind == "count":
        state = judge_state(case, target, on)
        if state.judgement.status == "dropped":
            return state
    elif measure.kind != "numeric" or target.kind in _STATED:
        return judge_state(case, target, on)
    if not _numbered(measure, target):
        return opened(case, target, on)
    if not judged_by_direction(measure, target):
        return followed(case, target, "direction", on)
    if target.kind in _COMPARING:
        return _COMPARING[target.kind](case, target, figures, on)
    window = window_of(target)
    return judge_window(case, target, figures, window, on) if window else judge_point(case, target, figures, on)


def _numbered(measure: Measure, target: Target) -> bool:
    """Whether the target holds the number that its kind needs; a window where it needs one."""
    if target.kind == "undefined":
        return False
    if target.kind == "better_than":
        return True
    if target.kind in ("best_of", *CHANGES):
        return target.value is not None
    windowed = target.kind not in ("mean", "sum", "count") or window_of(target) is not None
    return windowed and (condition(measure, target) is not None or not judged_by_direction(measure, target))


def _since(asked: _Asked, on: date, ruling: Ruling) -> date | None:
    """The first day of the unbroken run of the status: statuses change on a few known days only."""
    status = ruling.judgement.status

    def same(day: date) -> bool:
        return day == on or _ruling(asked, day).judgement.status == status

    since = run_start(turning_days(asked.case, asked.target, asked.figures, on), same)
    if since is None or since == date.min:
        return None
    return since if not same(since - ONE_DAY) else None


def _since_headline(case: Case, place: int, since: date | None, on: date) -> date | None:
    """`since` never reaches behind the day on which another target was the headline."""
    targets = case.measure.targets
    if len(targets) < 2 or case.measure.role == "context":
        return since
    for day in sorted({d for t in targets for d in headline_days(t) if d <= on}, reverse=True):
        if since is not None and day <= since:
            return since
        if day > date.min and headline_of(targets, case.told_by(day - ONE_DAY), day - ONE_DAY) != place:
            return day
    return since


def _projected(case: Case, headline: Judgement, figures: Figures, on: date) -> Projection | None:
    """The projection to the end of the headline target's period, where one value will decide it."""
    target, measure = headline.target, case.measure
    if target is None or target.period is None or over(target.period, on) or headline.target_value is None:
        return None
    if target.kind in _COMPARING or window_of(target) is not None or headline.bounded:
        return None  # a line past a figure of which limits are known might leave them
    values, start = _compared(case, figures, on), starting(measure, case.evidence, target, on)
    series = start.series if start else values[-1].series if values else None
    points = [(v.at, v.value) for v in values if v.series == series and not v.bound]
    return projection(points, target.period.position, lowest=measure.lowest, highest=measure.highest)


def _next_due(case: Case, headline: Judgement, on: date) -> date | None:
    have = {v.period for v in case.evidence.by(on)}
    start = starting(case.measure, case.evidence, headline.target, on)
    if start is not None and start.value is not None:
        have.add(start.period)
    days = [schedule.next_due(case.measure.calendar, have, on)]
    target = headline.target
    if target is not None and headline.status not in _FINISHED:
        days.append(target.due)
    return min((d for d in days if d is not None and d >= on), default=None)

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

from strategy.judging.asked import COMPARING, NO_ROWS, Asked, Inquiry, compared, inquire, rule
from strategy.judging.evidence import (
    EPSILON,
    TOO_EARLY,
    Case,
    Figures,
    Judgement,
    Projection,
    Ruling,
    Verdict,
    over,
    schedule,
    starting,
    window_of,
)
from strategy.judging.flags import flagged
from strategy.judging.headline import headline_days, headline_of
from strategy.judging.statements import accepted, newest_comment
from strategy.judging.trend import PacePoint, projection, trend
from strategy.judging.turning import ONE_DAY, run_start, turning_days
from strategy.model import Event, Mark, Measure, Observation, Period, Statement, Target, rounded

Run = Callable[[int, date], date | None]
"""The first day of the unbroken run of the status of a target, by its place from 0, on a day; None: never otherwise."""
Rulings = Callable[[int, date], Ruling]
"""The ruling on a target, by its place from 0, on a day."""
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
    references: Mapping[str, Sequence[Observation]] = NO_ROWS,
    statements: Sequence[Statement] = (),
) -> Verdict:
    """Judge a measure as it stood on a day, by what was known on `known` (None: by all that is known now).

    `rows` are all rows of the measure, of every area; `references` the rows of other measures, or areas, that a
    target names. Events, marks and statements of other measures are ignored.
    """
    inquiry = inquire(measure, rows, home=home, known=known, events=events, marks=marks, references=references)
    return judge_inquiry(inquiry, on, statements)


def judge_inquiry(
    inquiry: Inquiry,
    on: date,
    statements: Sequence[Statement] = (),
    run: Run | None = None,
    rulings: Rulings | None = None,
) -> Verdict:
    """Judge what is asked of a measure on a day: `judge`, of what is gathered already.

    `run` knows since when the status of a target holds; without it other days are judged to find that out. `rulings`
    knows what the rules say of a target; without it they are asked.
    """
    case, asked = inquiry.case, inquiry.asked
    measure, known, place = case.measure, case.known, inquiry.headline(on)
    ruled = [rulings(place, on) if rulings else rule(a, on) for place, a in enumerate(asked)]
    judgements = [
        _judged(a, on, place, ruling, run) for place, (a, ruling) in enumerate(zip(asked, ruled, strict=True))
    ]
    since = _since_headline(case, place, judgements[place].since, on)
    if since != judgements[place].since:
        judgements[place] = replace(judgements[place], since=since)
    acceptance = accepted(measure, judgements[place].group, statements, on, known)
    if acceptance is not None:
        judgements[place] = replace(judgements[place], flags=(*judgements[place].flags, "accepted"))
    headline, figures = judgements[place], asked[place].figures
    newest = case.evidence.newest(on)
    values = compared(case, figures, on)
    line = _projected(case, headline, figures, on)
    return Verdict(
        measure, on, known, headline, tuple(judgements), trend(measure, values), line,
        newest.row if newest else None, _next_due(case, headline, on), None if newest else _first(case),
        newest_comment(measure, statements, on, known), acceptance,
    )  # fmt: skip


def _first(case: Case) -> Period | None:
    return min((s.period for s in (*case.evidence.values, *case.evidence.apart)), default=None)


def _judged(asked: Asked, on: date, place: int, ruling: Ruling, run: Run | None) -> Judgement:
    since = run(place, on) if run else _since(asked, on, ruling)
    found, flags = ruling.judgement, flagged(asked.case, ruling, on)
    same = (flags, since) == (found.flags, found.since)
    return found if same else replace(found, flags=flags, since=since)


def _since(asked: Asked, on: date, ruling: Ruling) -> date | None:
    """The first day of the unbroken run of the status: statuses change on a few known days only."""
    status = ruling.judgement.status

    def same(day: date) -> bool:
        return day == on or rule(asked, day).judgement.status == status

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
    if target.kind in COMPARING or window_of(target) is not None or headline.bounded:
        return None  # a line past a figure of which limits are known might leave them
    if headline.elapsed is not None and headline.elapsed < TOO_EARLY - EPSILON:
        return None  # where it is too early to judge a pace, none is drawn on
    points = _paced(case, target, figures, on)
    return projection(points, target.period.position, lowest=measure.lowest, highest=measure.highest)


def _paced(case: Case, target: Target, figures: Figures, on: date) -> list[PacePoint]:
    """The printed values of one series by a day from the baseline on, itself among them; without a known one all."""
    values, start = compared(case, figures, on), starting(case.measure, case.evidence, target, on)
    series = start.series if start else values[-1].series if values else None
    begins = [] if start is None or start.value is None else [PacePoint(start.at, start.value, start.period)]
    told = [v for v in values if v.series == series and not v.bound]
    later = [v for v in told if not begins or v.at > begins[0].at + EPSILON]
    return [*begins, *(PacePoint(v.at, rounded(v.value, case.measure.decimals), v.period) for v in later)]


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

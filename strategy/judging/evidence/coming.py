"""Whether a value is still to come: at the end of a target's period (step 3), and before the first value (step 4).

Reads the calendar and the stated reasons; the status that follows from a value is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from strategy.judging.evidence import schedule
from strategy.judging.evidence.case import Case
from strategy.judging.evidence.frequency import Figures, is_finer, left_out, needed
from strategy.judging.evidence.gathering import Standing, Start, upto
from strategy.judging.evidence.schedule import Reason
from strategy.judging.evidence.verdict import EPSILON, Judgement
from strategy.model import Calendar, Period, Target
from strategy.series import overlap, slot


@dataclass(frozen=True, slots=True)
class Coming:
    """Whether the final value of a target's period is in; if not, whether and by when it will come, what is lacking."""

    complete: bool = False
    never: str = ""
    """Why no value will come (a reason of `verdict.REASONS`); empty where one may."""
    missing: str | None = None
    due: date | None = None
    late: tuple[Period, ...] = ()
    excused: tuple[Period, ...] = ()
    torn: bool = False
    """A series break lies between the figures of which the value would be made."""

    def told(self, facts: Judgement) -> Judgement:
        """The judgement that a lacking final value gives (step 3)."""
        facts = replace(facts, missing=self.missing, excused=self.excused)
        if self.never:
            return replace(facts, status="no_value", reason=self.never)
        status = "value_late" if self.late else "result_pending"
        return replace(facts, status=status, reason="incomplete", due=self.due, late=self.late)


def reasons_by(case: Case, start: Start | None, on: date) -> tuple[Reason, ...]:
    """The stated reasons by a day; the baseline's own value is a value, with or without a row."""
    known = start is not None and start.value is not None
    return schedule.stated(case.evidence, on, start.period if start is not None and known else None)


def coming(
    case: Case, target: Target, figures: Figures, start: Start | None, inside: Sequence[Standing], on: date
) -> Coming:
    """Look whether the last value that is expected in the target's period has come (step 3)."""
    period, calendar = target.period, case.measure.calendar
    if period is None:
        return Coming(bool(inside))
    apart = () if inside else left_out(case.measure, figures, period, on)
    # a comparison within one period goes on across a break
    apart = tuple(s for s in apart if target.kind not in ("best_of", "better_than") or not s.row.comparable)
    if apart:
        return Coming(False, "not_comparable", torn=any(s.row.comparable for s in apart))
    reasons = reasons_by(case, start, on)
    if calendar is None:
        return _unscheduled(target, period, inside, reasons, on)
    finer = is_finer(case.measure, figures.grain)
    asked = needed(case.measure, period, figures.grain)
    if any(not asked or v.period.end >= asked[-1].end for v in inside):
        return Coming(True)
    if not asked:
        return _nothing_asked(case, figures, period, reasons)
    have = {s.period for s in upto(figures.finer if finer else inside, on)}
    lacking = [p for p in asked if p not in have] or list(asked[-1:])
    return lacking_of(calendar, target.due, asked[-1], lacking, reasons, on)


def lacking_of(
    calendar: Calendar, due: date | None, last: Period, lacking: Sequence[Period], reasons: Sequence[Reason], on: date
) -> Coming:
    """What lacks at the end; `due` is the day of the final value, the value of `last`, where one is stated."""
    gone = tuple(p for p in lacking if schedule.excused(p, reasons))
    if gone:
        return Coming(never="excused", missing=schedule.reason_for(gone[-1], reasons), excused=gone)
    days = {p: (due if p == last else None) or schedule.due_day(calendar, p) or due for p in lacking}
    late = tuple(p for p in lacking if schedule.passed(days[p], on))
    shown = late[-1] if late else lacking[-1]
    return Coming(missing=schedule.reason_for(shown, reasons), due=days[shown], late=late)


def _unscheduled(
    target: Target, period: Period, inside: Sequence[Standing], reasons: Sequence[Reason], on: date
) -> Coming:
    """Without a calendar any value will do, and a reason for a part of the period speaks for all of it."""
    if inside:
        return Coming(True)
    away = schedule.stays_away(period, reasons)
    if away is not None:
        return Coming(never="excused", missing=away.missing, excused=(away.period,))
    said = [r.missing for r in reasons if r.period.lies_in(period)]
    late = (period,) if schedule.passed(target.due, on) else ()
    return Coming(missing=said[-1] if said else None, due=target.due, late=late)


def _nothing_asked(case: Case, figures: Figures, period: Period, reasons: Sequence[Reason]) -> Coming:
    """The calendar expects no value from which the period's could be made."""
    if is_finer(case.measure, figures.grain) and case.measure.aggregate is None:
        return Coming(never="no_aggregate")
    missing = schedule.reason_for(period, reasons)
    return Coming(never="excused" if missing in schedule.EXCUSING else "none_expected", missing=missing)


def waiting(
    case: Case,
    figures: Figures,
    facts: Judgement,
    start: Start | None,
    have: Collection[Standing],
    undecided: Sequence[Standing],
    on: date,
    window: Period | None = None,
) -> Judgement:
    """The status while the target's period runs and no value stands after the baseline, or in the window (step 4).

    `have` are the figures that are in all the same, `undecided` those whose bounds give no one status.
    """
    reasons, calendar = reasons_by(case, start, on), case.measure.calendar
    told = [r for r in reasons if _concerns(r.period, start, window)]
    facts = replace(facts, missing=told[-1].missing if told else None)
    if calendar is None:
        return replace(facts, status="no_value", reason="undecided" if undecided else "no_calendar")
    if is_finer(case.measure, figures.grain) and case.measure.aggregate is None and have:
        return replace(facts, status="no_value", reason="no_aggregate")
    open_ = {leaf.period for s in undecided for leaf in s.parts or (s,) if leaf.bound}
    in_ = {s.period for s in have} - open_
    lacking = [p for p in _due(case, figures, start, window, on) if p not in in_]
    if not lacking:
        own = {start.period} if start is not None and window is None else set()
        return replace(facts, status="not_due", due=schedule.next_due(calendar, in_ | open_ | own, on))
    late = tuple(p for p in lacking if p not in open_ and not schedule.excused(p, reasons))
    if late:
        due, missing = schedule.due_day(calendar, late[-1]), schedule.reason_for(late[-1], reasons)
        return replace(facts, status="value_late", due=due, missing=missing, late=late)
    reason = "undecided" if lacking[-1] in open_ else "excused"
    missing = schedule.reason_for(lacking[-1], reasons)
    return replace(facts, status="no_value", reason=reason, missing=missing, excused=tuple(lacking))


def _concerns(period: Period, start: Start | None, window: Period | None) -> bool:
    if window is not None:
        return overlap(period, window)
    return start is None or period.position > start.at + EPSILON


def _due(case: Case, figures: Figures, start: Start | None, window: Period | None, on: date) -> tuple[Period, ...]:
    """The periods after the baseline, or in the window, whose value should be there and is needed."""
    calendar = case.measure.calendar
    if calendar is None:
        return ()
    since = window.start if window is not None else start.period.start if start is not None else None
    found = schedule.due_by(calendar, on, since)
    if window is not None:
        found = tuple(p for p in found if p.lies_in(window))
    elif start is not None:
        own = start.period
        after = (p for p in found if p.position > start.at + EPSILON)
        found = tuple(p for p in after if p.start < own.start or own.end < p.end)
    if figures.grain is None or case.measure.aggregate != "last" or not is_finer(case.measure, figures.grain):
        return found
    return tuple(p for p in found if _is_last(calendar, p, figures.grain))


def _is_last(calendar: Calendar, period: Period, grain: Period) -> bool:
    place = slot(period, grain)
    return place is not None and schedule.last_in(calendar, place) == period

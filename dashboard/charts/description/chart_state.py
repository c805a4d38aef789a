"""What a small chart depends on: on all days on which its state is the same, a measure has one small chart.

A small chart says no day. It changes where a figure of the measure comes to stand, is published or breaks with those
before it, where a target is set, and where the judgement that it draws is another: days between which there are years.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import NamedTuple

from dashboard.charts.description.chart import Chart
from dashboard.charts.description.describing import describe
from strategy.judging import Judgement, Verdict
from strategy.model import Measure, Observation, Strategy

DRAWN = (
    "value", "exact", "rounding_decides", "period", "baseline", "baseline_period", "target_value", "low", "high",
    "places", "parts",
)  # fmt: skip
"""What a small chart draws of a judgement beside its target."""
_drawn = attrgetter(*DRAWN)


@dataclass(frozen=True, slots=True)
class ChartDays:
    """The days on which the small chart of a measure may become another, beside those on which it is judged anew."""

    stands: tuple[date, ...]
    """A figure comes to stand, or the series becomes another."""
    published: tuple[date, ...]
    decided: tuple[date, ...]
    """A target of the measure is set, or one of the measure whose level it shows."""

    @classmethod
    def of(cls, measure: Measure, rows: Iterable[Observation], strategy: Strategy) -> ChartDays:
        """The days of a measure by all of its `rows` in the home area, in order of time."""
        rows = [*rows]
        line = strategy.measures.get(measure.reference_line or "")
        targets = (*measure.targets, *(line.targets if line else ()))
        breaks = (mark.day for mark in strategy.marks if mark.measure == measure.id and mark.kind == "break")
        return cls(
            _sorted((*(row.day or row.period.last_day for row in rows), *breaks)),
            _sorted(row.known for row in rows),
            _sorted(target.set_on for target in targets),
        )


def _sorted(days: Iterable[date | None]) -> tuple[date, ...]:
    return tuple(sorted({day for day in days if day is not None}))


class ChartState(NamedTuple):
    """All that a small chart depends on beside its release. Days are the last ones on which something changed."""

    measure: str
    lang: str
    since: int | None
    """The first year drawn; None for the strategy's part of the history."""
    stands: date
    known: date | None
    """None: by all that is known."""
    decided: date
    judged: tuple[object, ...]
    """Of each target what is drawn of its judgement, the place of the headline, the projection."""

    @classmethod
    def of(cls, verdict: Verdict, days: ChartDays, lang: str, since: int | None) -> ChartState:
        """The state of a measure's small chart on the day of a verdict."""
        on, known = verdict.on, verdict.known
        by_all = known is None or not days.published or known >= days.published[-1]
        told = on if known is None else min(on, known)
        drawn = tuple(_drawn(judgement) for judgement in verdict.judgements)
        judged = (*drawn, _headline(verdict), verdict.projection)
        latest = None if by_all or known is None else _last(days.published, known)
        return cls(verdict.measure.id, lang, since, _last(days.stands, on), latest, _last(days.decided, told), judged)


def _last(days: Sequence[date], until: date) -> date:
    return max((day for day in days if day <= until), default=date.min)


def _headline(verdict: Verdict) -> int:
    return next(i for i, judgement in enumerate(verdict.judgements) if judgement is verdict.headline)


def describe_state(state: ChartState, verdict: Verdict, rows: Sequence[Observation], strategy: Strategy) -> Chart:
    """The small chart in a state; of the `verdict` of any day on which it holds only what is in the state is seen."""
    judgements = tuple(
        Judgement(judgement.target, **dict(zip(DRAWN, _drawn(judgement), strict=True)))
        for judgement in verdict.judgements
    )
    seen = Verdict(
        verdict.measure, state.decided, None, judgements[_headline(verdict)], judgements, None, verdict.projection,
        latest=None, next_due=None,
    )  # fmt: skip
    return describe(
        verdict.measure, seen, rows, strategy, state.lang, day=state.stands, known=state.known, since=state.since,
        long=False, brief=True,
    )  # fmt: skip

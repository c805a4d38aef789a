"""The part of the catalogue that the screens of a meeting need, so that a seal holds no more than was shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from strategy.meetings.content import ShownMeasure
from strategy.model import Observation, Strategy

V = TypeVar("V")


def needed(
    strategy: Strategy, shown: Mapping[str, ShownMeasure], referred: Iterable[str], rows: Sequence[Observation]
) -> Strategy:
    """The strategy without what no shown measure, none that these refer to, and none of these rows name."""
    own = [strategy.measures[id_] for id_ in shown]
    ids = {*shown, *referred, *(m.reference_line for m in own)}
    measures = _kept(strategy.measures, ids)
    goals = _kept(strategy.goals, (m.goal for m in measures.values()))
    return replace(
        strategy,
        focus_areas=_kept(strategy.focus_areas, (goal.focus_area for goal in goals.values())),
        sectors=_kept(strategy.sectors, (sector for m in measures.values() for sector in m.sectors)),
        goals=goals,
        subgoals={},
        actions={},
        measures=measures,
        units=_kept(strategy.units, (m.unit for m in measures.values())),
        areas=_kept(strategy.areas, {strategy.home, *(row.area for row in rows)}),
        sources=_kept(strategy.sources, _sources(strategy, shown, rows)),
        notes=_kept(strategy.notes, (row.note for row in rows)),
        owners=_kept(strategy.owners, (owner for m in measures.values() for owner in m.owners)),
        marks=tuple(mark for mark in strategy.marks if mark.measure in measures),
        breakdowns={},
        population=None,
        accessibility_law=None,
    )


def _sources(strategy: Strategy, shown: Mapping[str, ShownMeasure], rows: Iterable[Observation]) -> Iterable[str]:
    return {strategy.source, *(row.source for row in rows), *(line.id for s in shown.values() for line in s.sources)}


def _kept(every: Mapping[str, V], ids: Iterable[str | None]) -> dict[str, V]:
    wanted = set(ids)
    return {id_: thing for id_, thing in every.items() if id_ in wanted}

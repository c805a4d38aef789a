"""Several measures as small charts on one axis of time, each against its own target; or all of them as a table.

What cannot be drawn is no chart: a single figure is a row with its target and the distance to it, and measures without
figures are one folded line a goal.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from dash import html
from dash.development.base_component import Component

from dashboard.charts.description import on_one_time_axis, signs_told
from dashboard.components import lists
from dashboard.components.small_charts import SmallChart, drawn_as_set, reaching
from dashboard.components.tables import Cell, table
from dashboard.context import Context, urls
from strategy.judging import JUDGED_GROUPS, Verdict
from strategy.model import Measure
from strategy.texts import formats

YEARS_BEFORE = 10
"""The common axis begins so many years before the strategy: of a longer history its years would be a tenth ..."""
YEARS_AFTER = 3
"""... and ends so many years after it, at the latest, but for a target that is farther ahead."""
LEAST = 2
"""Fewer figures are no chart."""
_LEVELS = ("at_least", "at_most", "more_than", "less_than")
_UNTOLD = ("undated", "target_undefined")


@dataclass(frozen=True, slots=True)
class SmallMultiples:
    """The charts of the measures of a page that have one, on one axis of time; parts of a page draw parts of them."""

    context: Context
    charts: Mapping[str, SmallChart]

    @classmethod
    def of(cls, context: Context, measures: Iterable[Measure]) -> SmallMultiples:
        """The charts of all `measures` that a page shows."""
        since = context.strategy.first_year - YEARS_BEFORE
        having = [m for m in measures if m.kind == "numeric" and context.verdicts[m.id].latest is not None]
        charts = {m.id: reaching(context, m, since) for m in having}
        kept = {id_: chart for id_, chart in charts.items() if chart.figures >= LEAST}
        latest = float(context.strategy.last_year + 1 + YEARS_AFTER)
        return cls(context, MappingProxyType(dict(zip(kept, on_one_time_axis([*kept.values()], latest), strict=True))))

    def parts(self, measures: Iterable[Measure], *, level: int = 3, of_goal: bool = False) -> list[Component]:
        """Some of the measures: charts, judged and moving ones first; rows of single figures; folds of the rest.

        The measures of a single goal (`of_goal`) are folded without its name.
        """
        found = sorted(measures, key=lambda m: self._place(self.context.verdicts[m.id]))
        drawn = [m for m in found if m.id in self.charts]
        rows = [m for m in found if m.id not in self.charts and _told(self.context.verdicts[m.id])]
        shown = {m.id for m in (*drawn, *rows)}
        rest = [m for m in found if m.id not in shown]
        return [*self._cards(drawn, level), *_rows(self.context, rows), *_folds(self.context, rest, of_goal=of_goal)]

    def _cards(self, measures: Sequence[Measure], level: int) -> list[Component]:
        cards = [lists.card(self.context, m, level, drawn_as_set(self.context, self.charts[m.id])) for m in measures]
        signs = {sign for measure in measures for sign in self.charts[measure.id].signs}
        told = signs_told(signs, self.context.on, self.context.lang)
        legend = [html.P(told, className="signs")] if told else []
        return [html.Div(cards, className="cards"), *legend] if cards else []

    @staticmethod
    def _place(verdict: Verdict) -> tuple[object, ...]:
        moving = verdict.trend is not None and verdict.trend.kind != "unchanged"
        judged = verdict.group in JUDGED_GROUPS
        return (not judged, not (judged or moving), lists.worst_first(verdict))


def _told(verdict: Verdict) -> bool:
    """Whether there is something to tell in a row: a figure, or the reported state of a milestone."""
    if verdict.measure.kind == "numeric":
        return verdict.latest is not None
    return verdict.group != "no_figure" and verdict.status not in _UNTOLD


def _rows(context: Context, measures: Sequence[Measure]) -> list[Component]:
    if not measures:
        return []
    head = [context.say(f"common.head.{name}") for name in ("measure", "status", "value", "target")]
    head.append(context.say("filters.distance"))
    rows = [lists.kept_row(context, measure, _cells, head) for measure in measures]
    return [table(context.say("filters.single"), head, rows, hide_caption=True, class_name="measures", again=head)]


def _cells(context: Context, measure: Measure) -> list[Cell]:
    name = lists.named(context, measure)
    kind = context.say(f"common.kind.{measure.kind}")
    value = lists.value(context, measure) if measure.kind == "numeric" else kind
    status = lists.status_cell(context, context.verdicts[measure.id])
    return [name, status, value, lists.target(context, measure), distance(context, measure)]


def distance(context: Context, measure: Measure) -> str:
    """How far the value that decided is from its target, in the unit's word for differences; in words where unknown."""
    ends = _value_and_target(context.verdicts[measure.id])
    if ends is None:
        return context.say("filters.no_distance")
    return formats.difference(ends[0] - ends[1], measure.decimals, context.unit(measure), context.lang, sign=True)


def _value_and_target(verdict: Verdict) -> tuple[float, float] | None:
    """The judged value and its target; before anything is judged, the latest figure and a target that is a number."""
    judged, target, latest = verdict.headline, verdict.headline.target, verdict.latest
    if judged.value is not None and judged.target_value is not None:
        return judged.value, judged.target_value
    if judged.value is not None or target is None or target.kind not in _LEVELS or latest is None:
        return None
    return (latest.value, target.value) if latest.value is not None and target.value is not None else None


def _folds(context: Context, measures: Sequence[Measure], *, of_goal: bool) -> list[Component]:
    """The measures without figures, a folded line a goal."""
    if of_goal:
        summary = context.count("focus_area.without", len(measures))
        return [lists.fold(context, measures, summary)] if measures else []
    folds = []
    for goal in context.strategy.goals.values():
        own = [m for m in measures if m.goal == goal.id]
        name = f"{goal.id} {context.word(goal.name)}"
        if own:
            folds.append(lists.fold(context, own, context.count("filters.without", len(own), goal=name)))
    return folds


def measure_list(context: Context, measures: Sequence[Measure], caption: str) -> list[Component]:
    """The measures as the address asks for them: as charts or as a table under a hidden `caption`."""
    if not measures:
        return [html.P(context.say("filters.none"), className="empty")]
    if as_charts(context):
        return SmallMultiples.of(context, measures).parts(measures)
    return [lists.rows(context, measures, caption, hide_caption=True)]


def as_charts(context: Context) -> bool:
    """Whether the address asks for charts, or its page shows them unasked."""
    return (context.address.form or urls.FORMS[context.address.page][0]) == urls.CHARTS

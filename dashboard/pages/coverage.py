"""Coverage: what exists for each goal (measures, targets, baselines, owners, figures), and what is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from dash import html
from dash.development.base_component import Component

from dashboard.components import Cell, focus_area_link, lists, matrix, sector_link, status_mark, table
from dashboard.context import Context, PageContent, measure_selection
from strategy.judging import STATUSES, Verdict, group_of
from strategy.model import Goal, Sector
from strategy.wording import status_word

MISSING = tuple(status for status in STATUSES if group_of(status) == "no_figure")
"""The statuses that say that a figure or a report is missing, and why."""


def page(context: Context) -> PageContent:
    """What the strategy's measures have, by goal, by sector and focus area, on the page's day."""
    title = context.say("coverage.title")
    return PageContent(
        title,
        [
            html.H1(title),
            html.P(context.say("coverage.lead"), className="lead"),
            _goals(context),
            _matrix(context),
            *_missing(context),
        ],
    )


def _has_target(_: Context, verdict: Verdict) -> bool:
    return any(target.kind != "undefined" for target in verdict.measure.targets)


def _is_fresh(context: Context, verdict: Verdict) -> bool:
    """A figure newer than the baseline and not older than its series allows; of a milestone, a report of its state."""
    if verdict.measure.kind != "numeric":
        return verdict.headline.state is not None
    return (
        verdict.latest is not None
        and not measure_selection.baseline_only(verdict)
        and not lists.age(context, verdict.measure)
    )


COLUMNS: Mapping[str, Callable[[Context, Verdict], bool]] = MappingProxyType({
    "target": _has_target,
    "undefined": lambda _, v: any(target.kind == "undefined" for target in v.measure.targets),
    "baseline": lambda _, v: v.measure.baseline is not None,
    "owner": lambda _, v: bool(v.measure.owners),
    "calendar": lambda _, v: v.measure.calendar is not None,
    "fresh": _is_fresh,
})  # fmt: skip
"""What a measure may have, in the order of the columns, and how that is seen."""


def _goals(context: Context) -> Component:
    """A row a goal under its focus area's sum, and one for all; a goal that nobody measures says so."""
    title, verdicts = context.say("coverage.goals"), context.strategy_verdicts()
    head = [context.say(f"coverage.head.{name}") for name in ("goal", "measures", *COLUMNS)]
    rows: list[list[Cell]] = []
    attributes = []
    for area in context.strategy.focus_areas.values():
        own = [v for v in verdicts if v.measure.focus_area == area.id]
        rows.append([focus_area_link(context, area), *_counted(context, own)])
        goals = [goal for goal in context.strategy.goals.values() if goal.focus_area == area.id]
        rows += [_goal(context, goal, [v for v in own if v.measure.goal == goal.id]) for goal in goals]
        attributes += [{"className": "sum"}, *({} for _ in goals)]
    rows.append([context.say("coverage.all"), *_counted(context, verdicts)])
    body = table(
        title, head, rows, numeric=frozenset(range(1, len(head))), hide_caption=True, class_name="counts coverage",
        row_attributes=[*attributes, {"className": "sum all"}], again=head,
    )  # fmt: skip
    return html.Section([html.H2(title), html.P(context.say("coverage.goals_note"), className="note"), body])


def _goal(context: Context, goal: Goal, verdicts: Sequence[Verdict]) -> list[Cell]:
    link = html.A(context.word(goal.name), href=f"{context.href('focus_area', goal.focus_area)}#g{goal.id}")
    seats = [] if verdicts else [" ", html.Small(context.say("coverage.unmeasured"), className="note")]
    return [[html.Span(goal.id, className="ref"), " ", link, *seats], *_counted(context, verdicts)]


def _counted(context: Context, verdicts: Sequence[Verdict]) -> list[Cell]:
    """How many measures there are, and how many of them have each thing."""
    counts = [len(verdicts), *(sum(has(context, v) for v in verdicts) for has in COLUMNS.values())]
    return [context.number(n) if n else html.Span("0", className="none") for n in counts]


def _matrix(context: Context) -> Component:
    note = html.P(context.say("matrix.note"), className="note")
    return html.Section([html.H2(context.say("matrix.title")), note, matrix(context)])


def _missing(context: Context) -> list[Component]:
    """By sector, how many figures are missing and why."""
    verdicts = context.strategy_verdicts()
    present = Counter(v.status for v in verdicts)
    statuses = [s for s in MISSING if present[s]]
    if not statuses:
        return []
    again = [context.say("common.head.sector"), *(status_word(s, context.lang) for s in statuses)]
    head = [again[0], *(status_mark(context, s) for s in statuses)]
    rows = [_missing_row(context, sector, statuses, verdicts) for sector in context.strategy.sectors.values()]
    title, note = context.say("coverage.missing"), html.P(context.say("coverage.missing_note"), className="note")
    numeric = frozenset(range(1, len(head)))
    body = table(title, head, rows, numeric=numeric, hide_caption=True, again=again, class_name="counts")
    return [html.Section([html.H2(title), note, body])]


def _missing_row(context: Context, sector: Sector, statuses: Sequence[str], verdicts: Sequence[Verdict]) -> list[Cell]:
    own = Counter(v.status for v in verdicts if sector.id in v.measure.sectors)
    name = sector_link(context, sector)
    counts = [
        html.A(str(own[s]), href=context.href("measures", status=s, sector=sector.id)) if own[s] else "0"
        for s in statuses
    ]
    if any(sector.id in v.measure.sectors and v.measure.sector_evidence == "inferred" for v in verdicts):
        return [[name, " ", html.Span(context.say("common.inferred"), className="sector")], *counts]
    return [name, *counts]

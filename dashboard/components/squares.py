"""The strategy at a glance: a square for each measure, in rows of goals under their focus areas.

Sign and colour tell the group of status, the unknown are hatched and counted like the others. A strategy of very many
measures has a bar for each goal instead, for nobody can tell a thousand squares apart.
"""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.charts.drawing import distribution as bar
from dashboard.charts.drawing import sign
from dashboard.components.aria import aria, data
from dashboard.components.distribution import count_groups, count_judged
from dashboard.components.marks import focus_area_link, group_mark, selection_href, standing
from dashboard.context import Context, InlineSvg, kept
from strategy.judging import GROUPS, Verdict
from strategy.model import FocusArea, Goal
from strategy.wording import status_word

MOST_SQUARES = 300
"""A strategy of more measures than this has a bar a goal."""
SIGN = 12
"""Pixels of a sign inside its square."""


def squares(context: Context, verdicts: Sequence[Verdict]) -> Component:
    """Every focus area with its goals and their measures, and under them what the signs mean, with sums that add up."""
    depends = (context.choices, standing(verdicts))
    return kept(context, "squares", *depends, make=lambda of: _squares(of, verdicts))


def _squares(context: Context, verdicts: Sequence[Verdict]) -> Component:
    narrowed, having = bool(context.selection().chosen_keys), {v.measure.focus_area for v in verdicts}
    shown = [a for a in context.strategy.focus_areas.values() if a.id in having or not narrowed]
    areas = [_focus_area(context, area, verdicts, narrowed) for area in shown]
    drawn = html.Div(areas, className="squares", role="group", **aria(label=context.say("overview.whole")))
    return html.Div([drawn, _legend(context, verdicts)])


def _focus_area(context: Context, area: FocusArea, verdicts: Sequence[Verdict], narrowed: bool) -> Component:
    """A focus area's goals; of `narrowed` measures, the goals that have any: elsewhere an empty row is a finding."""
    own = [v for v in verdicts if v.measure.focus_area == area.id]
    having = {v.measure.goal for v in own}
    goals = [goal for goal in context.strategy.goals.values() if goal.focus_area == area.id]
    goals = [goal for goal in goals if goal.id in having or not narrowed]
    heading = html.H3(focus_area_link(context, area))
    told = html.P(context.say("overview.judged_of", n=count_judged(own), all=len(own)), className="under")
    rows = [_goal(context, goal, own, len(verdicts) > MOST_SQUARES) for goal in goals]
    return html.Div([html.Div([heading, told], className="whose"), html.Ul(rows)], className="part-of-whole")


def _goal(context: Context, goal: Goal, verdicts: Sequence[Verdict], many: bool) -> Component:
    own = [v for v in verdicts if v.measure.goal == goal.id]
    href = f"{context.href('focus_area', goal.focus_area)}#g{goal.id}"
    marks = [_bar(context, own)] if many else [_square(context, verdict) for verdict in own]
    return html.Li(
        [
            html.Span(goal.id, className="ref", **aria(hidden="true")),
            html.Span(marks, className="row-of-squares"),
            html.A([html.Span(f"{goal.id} ", className="sr-only"), context.word(goal.name)], href=href),
        ]
    )


def _bar(context: Context, verdicts: Sequence[Verdict]) -> Component:
    counts = count_groups(verdicts)
    number = html.B(context.number(len(verdicts)))
    return html.Span([InlineSvg(markup=bar(counts, 260, 14), className="part"), " ", number]) if verdicts else number


def _square(context: Context, verdict: Verdict) -> Component:
    """A link whose name is the measure and its status; judged ones and those with a question carry their sign."""
    measure, status = verdict.measure, verdict.status
    words = f"{measure.id} {context.word(measure.name)}: {status_word(status, context.lang)}"
    drawn = [] if verdict.group == "no_figure" else [InlineSvg(markup=sign(status, SIGN))]
    return html.A(
        drawn,
        href=context.href("measure", measure.id),
        className=f"sq {verdict.group}",
        **aria(label=words),
        **data(measure=measure.id, status=status),
    )


def _legend(context: Context, verdicts: Sequence[Verdict]) -> Component:
    counts = count_groups(verdicts)
    items = [_item(context, group, counts.get(group, 0)) for group in GROUPS]
    items.append(
        html.Li(html.A(["= ", html.B(context.number(len(verdicts)))], href=selection_href(context)), className="sum")
    )
    return html.Ul(items, className="legend")


def _item(context: Context, group: str, n: int) -> Component:
    mark: list[Component | str] = [html.I(className="sq no_figure"), " "] if group == "no_figure" else []
    parts = [*mark, html.B(context.number(n)), " ", group_mark(context, group)]
    href = selection_href(context, group=group, status="")
    return html.Li(html.A(parts, href=href)) if n else html.Li(parts, className="zero")

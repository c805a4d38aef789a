"""How the measures of a part of the strategy are distributed over the groups of status, the unknown in the count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from dash import html
from dash.development.base_component import Component

from dashboard.charts.drawing import distribution as bar
from dashboard.components.marks import group_mark, selection_href
from dashboard.context import Context, InlineSvg, kept
from strategy.judging import GROUPS, JUDGED_GROUPS, Verdict


def count_groups(verdicts: Iterable[Verdict]) -> Mapping[str, int]:
    """How many verdicts fall in each group, in the order of the groups, empty ones left out."""
    counts = Counter(verdict.group for verdict in verdicts)
    return {group: counts[group] for group in GROUPS if counts[group]}


def count_judged(verdicts: Iterable[Verdict]) -> int:
    """How many verdicts are of a group that is judged."""
    return sum(verdict.group in JUDGED_GROUPS for verdict in verdicts)


def distribution(context: Context, verdicts: Iterable[Verdict], **state: str) -> Component:
    """The bar and, under it, each group with its number, a link to the list behind it, all other choices kept.

    `state` is what the bar is of beside what the address chooses.
    """
    counts = count_groups(verdicts)
    depends = (context.choices, *counts.items(), *state.items())
    return kept(context, "distribution", *depends, make=lambda of: _distribution(of, counts, state))


def _distribution(context: Context, counts: Mapping[str, int], state: Mapping[str, str]) -> Component:
    links = {group: selection_href(context, **{**state, "group": group, "status": ""}) for group in counts}
    items = [_item(context, group, n, links[group]) for group, n in counts.items()]
    drawn = InlineSvg(markup=bar(counts, 320, 18, links), className="bar")
    return html.Div([drawn, html.Ul(items, className="legend")])


def _item(context: Context, group: str, n: int, href: str) -> Component:
    return html.Li(html.A([html.B(str(n)), " ", group_mark(context, group)], href=href))

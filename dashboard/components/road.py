"""The road to the target on a page: the finding, the years to step through, the drawing, what is beside, the table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from dash import html
from dash.development.base_component import Component

from dashboard.charts.description import OffRoad, Road, describe_road
from dashboard.charts.drawing import road_svg
from dashboard.components import downloads
from dashboard.components.aria import data
from dashboard.components.filters import choices
from dashboard.components.marks import sign_of
from dashboard.components.tables import table, table_row
from dashboard.context import Address, Context, InlineSvg, kept
from dashboard.data import judge_all
from strategy.judging import Verdict
from strategy.model import year_before
from strategy.texts import EN_DASH
from strategy.wording import status_word

WIDE, NARROW = 1040.0, 340.0
"""Pixels; on a phone the wide drawing would shrink its letters with it."""
FOLDED = "state"
MOST_OPEN = 8
"""So many measures beside the road stand open; of more each reason is a line that counts them. Those without a figure,
which are many, always are."""

_SHARES = frozenset((2, 3, 4))
"""The columns of shares in the table."""


def road_to_target(context: Context, verdicts: Sequence[Verdict], scope: Address) -> Component:
    """The road of `verdicts` on the page's day; `scope` is the address whose filters choose the same for a file."""
    road, shown = road_of(context, verdicts), tuple(v.measure.id for v in verdicts)
    years = _years(context)
    parts = [html.H2(road.title), html.P(road.finding, className="told"), years]
    if road.dots:
        parts.append(kept(context, "road", context.on, *shown, make=lambda of: _figure(of, road)))
    parts += _beside(context, road)
    if road.dots:
        parts += [_twin(context, road, shown), downloads.of_road(context, scope)]
    return html.Section(parts, id="road", className="road")


def road_of(context: Context, verdicts: Sequence[Verdict]) -> Road:
    """The description of the road of `verdicts`, with the way since the same day of the year before."""

    def described() -> Road:
        earlier = judge_all(context.release, year_before(context.on), context.address.known)
        return describe_road(verdicts, earlier, context.strategy, context.lang, on=context.on)

    key = ("road", context.lang, context.on, context.address.known, tuple(v.measure.id for v in verdicts))
    return context.release.views.get(key, described)


def _years(context: Context) -> Component:
    """A link for the end of each year of the strategy that is over, and for the page's own day where it is another."""
    links = [
        (str(day.year), context.link(replace(context.address, on=day)), day == context.on)
        for day in context.year_ends()
    ]
    return html.Div(choices(context.say("road.years"), links), className="filters road-years")


def _figure(context: Context, road: Road) -> Component:
    def link(measure: str) -> str:
        return context.href("measure", measure)

    named = replace(road, finding=road.title)  # its finding stands over it, and is heard there
    drawings = [
        InlineSvg(markup=road_svg(named, width, link)[0], className=f"chart {name}")
        for name, width in (("large", WIDE), ("narrow", NARROW))
    ]
    drawing = html.Div(drawings, className="road-drawing", **data(keys=context.say("road.keys")))
    return html.Figure([drawing, html.Figcaption(road.caption)])


def _beside(context: Context, road: Road) -> list[Component]:
    """What is judged and has no way to measure, by the reason; nothing of it is dropped."""
    if not road.beside:
        return []
    groups = [(why, list(found)) for why, found in groupby(road.beside, key=lambda off: off.why)]
    folded = sum(off.reason != FOLDED for off in road.beside) > MOST_OPEN
    parts = [_reason(context, why, found, folded=folded) for why, found in groups]
    return [html.H3(context.count("road.beside", len(road.beside))), html.Div(parts, className="off-road")]


def _reason(context: Context, why: str, found: Sequence[OffRoad], *, folded: bool) -> Component:
    items = html.Ul([html.Li(_named(context, off)) for off in found])
    said = f"{why} ({len(found)})"
    if folded or found[0].reason == FOLDED:
        return html.Details([html.Summary(said), items], className="fold")
    return html.Div([html.P(said, className="under"), items])


def _named(context: Context, off: OffRoad) -> list[Component | str]:
    """The sign, the name as a link, and the status in words."""
    link = html.A(off.name, href=context.href("measure", off.measure))
    return [sign_of(off.status), " ", link, f" {EN_DASH} {status_word(off.status, context.lang)}"]


def _twin(context: Context, road: Road, shown: Sequence[str]) -> Component:
    def rows(of: Context) -> list[Component]:
        told = zip(road.dots, road.table_rows, strict=True)
        cells = ([html.A(row[0], href=of.href("measure", dot.measure)), *row[1:]] for dot, row in told)
        return [table_row(row, numeric=_SHARES, again=road.table_head) for row in cells]

    caption = f"{road.title}, {context.day(context.on)}"
    body = kept(context, "road twin", context.on, *shown, make=rows)
    drawn = table(caption, road.table_head, [body], numeric=_SHARES, hide_caption=True, again=road.table_head)
    return html.Details([html.Summary(context.say("common.as_table")), drawn], className="twin")

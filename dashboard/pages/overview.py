"""The overview: a finding, the whole strategy as squares, what needs attention, what changed, figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.components import (
    as_charts,
    count_judged,
    distribution,
    downloads,
    filter_row,
    focus_area_link,
    lists,
    measure_list,
    original,
    road_to_target,
    selection_address,
    selection_href,
    small_chart,
    squares,
    standing,
)
from dashboard.context import Context, PageContent, kept
from dashboard.pages.attention import attention, changed
from strategy.judging import JUDGED_GROUPS, STATUSES, Verdict, group_of
from strategy.model import FocusArea, Measure

MOST_CARDS = 6
UNJUDGED = tuple(status for status in STATUSES if group_of(status) not in JUDGED_GROUPS)
"""The statuses under which a measure is not assessed, each counted in the sentence below the finding."""


def page(context: Context) -> PageContent:
    """The overview of the whole strategy on the page's day."""
    selection = context.selection()
    verdicts, chosen = selection.verdicts, bool(selection.chosen_keys)
    whole = html.Section(
        [html.H2(_whole(context, verdicts, chosen=chosen)), squares(context, verdicts)], className="whole"
    )
    beside = html.Div([attention(context), changed(context)], className="at-a-glance")
    return PageContent(
        context.word(context.strategy.title),
        [
            kept(context, "finding", context.choices, standing(verdicts), make=lambda of: _head(of, verdicts)),
            filter_row(context, selection),
            html.Div([whole, beside], className="first" if chosen else "first whole-strategy"),
            road_to_target(context, verdicts, selection_address(context, "overview")),
            *_figures(context, verdicts, chosen=chosen),
            *_focus_areas(context, verdicts),
            downloads.of_strategy(context),
        ],
    )


def _head(context: Context, verdicts: Sequence[Verdict]) -> list[Component]:
    """What the strategy is, how much of it the figures speak of, and what is known of the rest."""
    return [
        html.P(_kicker(context), className="kicker"),
        html.H1(_finding(context, verdicts), className="finding"),
        html.P(_rest(context, verdicts), className="lead"),
    ]


def _kicker(context: Context) -> list[Component | str]:
    """The strategy, its motto, and the words in which the strategy prints it."""
    strategy = context.strategy
    shown, own = context.word(strategy.values), strategy.values.in_(strategy.text_language)
    motto = html.I([shown, " ", *original(context, shown, own)])
    return [context.word(strategy.title), " ", motto]


def _finding(context: Context, verdicts: Sequence[Verdict]) -> list[Component | str]:
    """`7 / 113 measures can be assessed`: how much of the strategy the figures speak of."""
    judged = count_judged(verdicts)
    told = context.count("overview.finding", judged)
    parts = [html.B(context.number(judged)), html.Span(f" / {context.number(len(verdicts))} "), html.Span(told)]
    return [html.A(parts, href=selection_href(context, group="judged"))]


def _rest(context: Context, verdicts: Sequence[Verdict]) -> list[Component | str]:
    """What is known of the others, status by status, the most frequent first; the numbers add up to the whole."""
    counts = Counter(v.status for v in verdicts)
    told = [(s, n) for s, n in counts.most_common() if s in UNJUDGED]
    if not told:
        return [context.say("overview.rest_none")]
    text: list[Component | str] = [context.count("overview.rest", sum(n for _, n in told)), " "]
    for place, (status, n) in enumerate(told):
        last = place == len(told) - 1
        join = "" if place == 0 else f" {context.say('formats.and')} " if last else ", "
        text += [join, *_clause(context, f"overview.rest_of.{status}", n, status)]
    return [*text, "."]


def _clause(context: Context, key: str, n: int, status: str) -> list[Component | str]:
    """A counted text that leads to the measures that are counted."""
    return [html.A(context.count(key, n), href=selection_href(context, group="", status=status))]


def _whole(context: Context, verdicts: Sequence[Verdict], *, chosen: bool) -> list[Component | str]:
    goals = len({v.measure.goal for v in verdicts} if chosen else context.strategy.goals)
    made_up = "whole_made_up" if context.strategy.made_up else "whole_note"
    note = context.say(f"overview.{made_up}", measures=len(verdicts), goals=goals)
    coverage = html.A(context.say("overview.coverage"), href=context.href("coverage"))
    title = context.say("filters.selected" if chosen else "overview.whole")
    return [title, " ", html.Small(note), " ", coverage]


def _figures(context: Context, verdicts: Sequence[Verdict], *, chosen: bool) -> list[Component]:
    """A few judged measures; all that are chosen, where the address chooses, or asks for a table."""
    if chosen or not as_charts(context):
        title = context.say("measures.title")
        return [html.Section([html.H2(title), *measure_list(context, [v.measure for v in verdicts], title)])]
    judged = [v for v in verdicts if v.group in JUDGED_GROUPS]
    judged.sort(key=lists.worst_first)
    shown = [v.measure for v in judged if v.measure.kind == "numeric"][:MOST_CARDS]
    headlines = [headline(context, area) for area in context.strategy.focus_areas.values()]
    shown += [m for m in headlines if m is not None][: max(0, MOST_CARDS - len(shown))]
    cards = html.Div([lists.card(context, measure) for measure in shown], className="cards")
    return [html.Section([html.H2(context.say("overview.figures")), cards])]


def headline(context: Context, area: FocusArea) -> Measure | None:
    """The context measure that stands for a focus area on the page's day; a focus area that names none has none.

    It is the one that is named, unless that is old by then or has no figure yet: then the freshest, if there is any.
    """
    own = context.strategy.measures[area.headline] if area.headline else None
    if own is None:
        return None
    if lists.newest_year(context, own) is not None and not lists.age(context, own):
        return own
    others = [m for m in context.strategy.of_role("context") if m.focus_area == area.id and m.kind == "numeric"]
    having = [(year, m) for m in (own, *others) if (year := lists.newest_year(context, m)) is not None]
    return max(having, key=lambda one: one[0])[1] if having else None


def _focus_areas(context: Context, verdicts: Sequence[Verdict]) -> list[Component]:
    areas = context.strategy.focus_areas.values()
    owned: dict[str, list[Verdict]] = {area.id: [] for area in areas}
    for verdict in verdicts:
        owned[verdict.measure.focus_area].append(verdict)
    rows = [_focus_area(context, area, owned[area.id]) for area in areas if owned[area.id]]
    return [html.Section([html.H2(context.say("common.focus_areas")), *rows])]


def _focus_area(context: Context, area: FocusArea, verdicts: Sequence[Verdict]) -> Component:
    depends = (context.choices, area.id, standing(verdicts))
    told = kept(context, "area", *depends, make=lambda of: _standing_of_area(of, area, verdicts))
    return html.Div([told, _context_series(context, area)], className="area")


def _standing_of_area(context: Context, area: FocusArea, verdicts: Sequence[Verdict]) -> list[Component]:
    judged = context.say("overview.judged_of", n=count_judged(verdicts), all=len(verdicts))
    told = [
        html.H3(focus_area_link(context, area)),
        html.P([context.word(area.slogan), html.Br(), judged], className="under"),
    ]
    return [html.Div(told), distribution(context, verdicts, focus_area=area.id)]


def _context_series(context: Context, area: FocusArea) -> Component:
    measure = headline(context, area)
    if measure is None:
        return html.Div()
    old, depends = lists.age(context, measure), lists.told_by(context, measure)

    def told(of: Context) -> Component:
        return html.P([lists.link(of, measure), f": {lists.value(of, measure)}. ", old])

    return html.Div(
        [
            small_chart(context, measure, (260, 84)),
            kept(context, "series", *depends, old, make=told),
        ],
        className="series",
        **lists.attributes(context, measure),
    )

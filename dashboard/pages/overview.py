"""The overview: one computed sentence, the figures, the focus areas, what needs attention, what is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.components import (
    Cell,
    aria,
    as_charts,
    distribution,
    downloads,
    filter_row,
    lists,
    matrix,
    measure_list,
    original,
    selection_href,
    small_chart,
    status_mark,
    table,
)
from dashboard.context import Context, PageContent, measure_selection
from strategy.judging import JUDGED_GROUPS, STATUSES, Verdict
from strategy.model import FocusArea, Goal, Measure, Sector
from strategy.texts import formats
from strategy.wording import status_word

MISSING_STATUSES = ("no_value", "not_reported", "result_pending", "value_late", "not_due")


def page(context: Context) -> PageContent:
    """The overview of the whole strategy on the page's day."""
    strategy = context.strategy
    title = context.say("overview.title", year=strategy.review_day.year)
    return PageContent(
        context.word(strategy.title),
        [
            html.P(context.word(strategy.title), className="kicker"),
            html.H1(title),
            html.P(_motto(context), className="slogan"),
            html.P(_lead(context), className="lead"),
            filter_row(context),
            *_figures(context),
            *_focus_areas(context),
            _matrix(context),
            *_attention(context),
            *_missing(context),
            *_goals(context),
            downloads.of_strategy(context),
        ],
    )


def _motto(context: Context) -> list[Component | str]:
    """The motto of the strategy, and the words in which the strategy prints it."""
    motto = context.strategy.values
    return [context.word(motto), " ", *original(context, context.word(motto), motto.fi)]


def _lead(context: Context) -> list[Component | str]:
    """Of 113 measures N can be judged; N have only a baseline; N milestones are unreported; N targets are open."""
    verdicts = context.chosen_verdicts()
    statuses = Counter(v.headline.status for v in verdicts)
    milestones = sum(v.measure.kind == "milestone" and v.headline.status == "not_reported" for v in verdicts)
    counts = {
        "judged": (_judged(verdicts), {"group": "judged"}),
        "baseline_only": (sum(measure_selection.baseline_only(v) for v in verdicts), {"has": "baseline_only"}),
        "unreported": (milestones, {"status": "not_reported"}),
        "open": (statuses["target_undefined"], {"status": "target_undefined"}),
    }
    of_all = "all_made_up" if context.strategy.made_up else "all"
    of_all = "chosen" if context.selection().chosen_keys else of_all
    text: list[Component | str] = [context.say(f"overview.lead.{of_all}", n=len(verdicts)), " "]
    told = {name: of for name, of in counts.items() if of[0] or name == "judged"}
    clauses = [_clause(context, f"overview.lead.{name}", n, state) for name, (n, state) in told.items()]
    for place, clause in enumerate(clauses):
        last = place == len(clauses) - 1
        join = "" if place == 0 else f" {context.say('formats.and')} " if last else ", "
        text += [join, *clause]
    return [*text, "."]


def _clause(context: Context, key: str, n: int, state: dict[str, str]) -> list[Component | str]:
    """A counted text whose number leads to the measures that are counted."""
    before, number, after = context.count(key, n).partition(formats.number(n, 0, context.lang))
    return [before, html.A(number, href=selection_href(context, **state)), after]


def _judged(verdicts: Sequence[Verdict]) -> int:
    return sum(v.headline.group in JUDGED_GROUPS for v in verdicts)


def _figures(context: Context) -> list[Component]:
    chosen = context.selection()
    title = context.say("overview.figures")
    if chosen.chosen_keys or not as_charts(context):
        title = context.say("measures.title")
        return [html.Section([html.H2(title), *measure_list(context, [v.measure for v in chosen.verdicts], title)])]
    judged = [v for v in chosen.verdicts if v.headline.group in JUDGED_GROUPS]
    judged.sort(key=lists.worst_first)
    shown = [v.measure for v in judged[:6]]
    headlines = [_headline(context, area) for area in context.strategy.focus_areas.values()]
    shown += [m for m in headlines if m is not None][: max(0, 6 - len(shown))]
    cards = html.Div([lists.card(context, measure) for measure in shown], className="cards")
    return [html.Section([html.H2(title), cards])]


def _headline(context: Context, area: FocusArea) -> Measure | None:
    return context.strategy.measures.get(area.headline) if area.headline else None


def _focus_areas(context: Context) -> list[Component]:
    chosen = {v.measure.focus_area for v in context.chosen_verdicts()}
    rows = [_focus_area(context, area) for area in context.strategy.focus_areas.values() if area.id in chosen]
    return [html.Section([html.H2(context.say("common.focus_areas")), *rows])]


def _focus_area(context: Context, area: FocusArea) -> Component:
    verdicts = [v for v in context.chosen_verdicts() if v.measure.focus_area == area.id]
    judged = context.say("overview.judged_of", n=_judged(verdicts), all=len(verdicts))
    return html.Div(
        [
            html.Div(area.id, className="numeral", **aria(hidden="true")),
            html.Div(
                [
                    html.H3(html.A(context.word(area.name), href=context.href("focus_area", area.id))),
                    html.P([context.word(area.slogan), html.Br(), judged], className="under"),
                ]
            ),
            distribution(context, verdicts, focus_area=area.id),
            _context_series(context, area),
        ],
        className="area",
    )


def _context_series(context: Context, area: FocusArea) -> Component:
    measure = _headline(context, area)
    if measure is None:
        return html.Div()
    return html.Div(
        [
            small_chart(context, measure, (260, 84)),
            html.P([lists.link(context, measure), f": {lists.value(context, measure)}. ", lists.age(context, measure)]),
        ],
        className="series",
        **lists.attributes(context, measure),
    )


def _matrix(context: Context) -> Component:
    note = html.P(context.say("matrix.note"), className="note")
    return html.Section([html.H2(context.say("matrix.title")), note, matrix(context)])


def _attention(context: Context) -> list[Component]:
    """Behind, slightly behind and not yet there; then stages that nobody has reported, and accepted deviations."""
    title = context.say("overview.attention")
    listed = sorted((v for v in context.chosen_verdicts() if v.needs_attention), key=lambda v: v.attention)
    if listed:
        rows = lists.rows(context, [v.measure for v in listed], title, hide_caption=True)
        return [html.Section([html.H2(title), rows, *_few(context)])]
    none = [context.say("overview.attention_none"), " ", context.say("overview.attention_few")]
    return [html.Section([html.H2(title), html.P(none, className="empty")])]


def _few(context: Context) -> list[Component]:
    """That the list does not speak for the whole, where most measures cannot be judged."""
    verdicts = context.chosen_verdicts()
    few = _judged(verdicts) * 2 < len(verdicts)
    return [html.P(context.say("overview.attention_few"), className="note")] if few else []


def _missing(context: Context) -> list[Component]:
    verdicts = context.chosen_verdicts()
    present = Counter(v.headline.status for v in verdicts)
    statuses = [s for s in STATUSES if s in MISSING_STATUSES and present[s]]
    again = [context.say("common.head.sector"), *(status_word(s, context.lang) for s in statuses)]
    head = [again[0], *(status_mark(context, s) for s in statuses)]
    rows = [_missing_row(context, sector, statuses, verdicts) for sector in context.strategy.sectors.values()]
    note = html.P(context.say("overview.missing_note"), className="note")
    return [
        html.Section([html.H2(context.say("overview.missing")), note, _counts(context, "missing", head, rows, again)])
    ]


def _counts(
    context: Context, name: str, head: Sequence[Cell], rows: Sequence[Sequence[Cell]], again: Sequence[str]
) -> Component:
    """A table of counts under a heading of the same name."""
    title, numeric = context.say(f"overview.{name}"), frozenset(range(1, len(head)))
    return table(title, head, rows, numeric=numeric, hide_caption=True, again=again, class_name="counts")


def _missing_row(context: Context, sector: Sector, statuses: Sequence[str], verdicts: Sequence[Verdict]) -> list[Cell]:
    own = Counter(v.headline.status for v in verdicts if sector.id in v.measure.sectors)
    name = html.Span([html.I(className=f"sector-{sector.id}"), context.word(sector.short)], className="sector")
    links = [
        html.A(str(own[s]), href=selection_href(context, group="", status=s, sector=sector.id)) if own[s] else "0"
        for s in statuses
    ]
    return [[name, " ", html.Span(context.say("common.inferred"), className="sector")], *links]


def _goals(context: Context) -> list[Component]:
    head = [context.say(f"overview.goal_head.{name}") for name in ("goal", "figures", "nothing", "milestones")]
    rows = [_goal_row(context, goal) for goal in context.strategy.goals.values()]
    note = html.P(context.say("overview.goals_note"), className="note")
    body = _counts(context, "goals", head, rows, head)
    return [html.Section([html.H2(context.say("overview.goals")), note, body])]


def _goal_row(context: Context, goal: Goal) -> list[Cell]:
    own = [v for v in context.chosen_verdicts() if v.measure.goal == goal.id]
    numeric = [v for v in own if v.measure.kind == "numeric"]
    with_figures = sum(v.latest is not None for v in numeric)
    unreported = sum(v.headline.status == "not_reported" for v in own)
    href = f"{context.href('focus_area', goal.focus_area)}#g{goal.id}"
    link = html.A([html.Span(goal.id, className="ref"), " ", context.word(goal.name)], href=href)
    return [link, str(with_figures), str(len(numeric) - with_figures), str(unreported)]

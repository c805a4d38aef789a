"""One measure: its history against the target, the sentence and its calculation, and where each figure is from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from dash import html
from dash.development.base_component import Component

from dashboard.components import (
    ShownView,
    action_list,
    aria,
    data,
    downloads,
    facts,
    figure_alone,
    flags,
    large_chart,
    large_figures_row,
    lists,
    quote,
    shown_view,
    statements,
    status_mark,
    twin,
    with_links,
)
from dashboard.context import Context, PageContent, PageNotFound, kept
from dashboard.pages.breakdowns import breakdowns
from dashboard.pages.measure_pairs import CHART, lower_chart, lower_twin, unpaired, upper_name
from dashboard.pages.measure_parts import events, fact_pairs, revisions, sources
from dashboard.pages.measure_views import cases, controls, grain_note, size_note
from dashboard.pages.origins import origins
from dashboard.pages.read_beside import read_beside
from strategy.judging import Judgement, Verdict
from strategy.model import Event, Measure, Observation, Statement
from strategy.wording import calculation, sentence

Known = TypeVar("Known", Observation, Event)


def page(context: Context) -> PageContent:
    """The page of one measure; an id that the strategy does not have raises `PageNotFound`."""
    measure = context.strategy.measures.get(context.address.id)
    if measure is None:
        raise PageNotFound(context.address.id)
    verdict = context.verdicts[measure.id]
    rows, count = context.release.page_rows(measure.id, context.address.known)
    name = context.word(measure.name)
    found = shown_view(context, measure, rows) if any(row.tells for row in rows) else None
    first = [*_newest_alone(context, len(rows), count)]
    first += _figure(context, measure, found, counted=_counts_events(verdict, rows))
    main: list[Component] = [*_calculation(context, verdict), *_other_targets(context, verdict)]
    main += _breakdowns(context, found)
    main += read_beside(context, measure)
    told, happened = _known(context, rows), _known(context, context.release.events.get(measure.id, ()))
    said = _said(context, measure)
    main += statements.earlier(context, said, verdict)
    main += [kept(context, "own words", measure.id, make=lambda of: [*_own_words(of, measure), *_twin(of, measure)])]
    main += [*_actions(context, measure), *events(context, happened), *revisions(context, measure, told)]
    main += [kept(context, "origins", measure.id, len(said), make=lambda of: origins(of, told, happened, said))]
    main += [kept(context, "sources", measure.id, make=lambda of: sources(of, measure, told, happened))]
    stands = (context.choices, *lists.told_by(context, measure), lists.age(context, measure))
    return PageContent(
        name,
        [
            kept(context, "trail", measure.id, make=lambda of: _kicker(of, measure)),
            html.H1(name),
            *large_figures_row(context, verdict),
            kept(context, "verdict", *stands, make=lambda of: _verdict(of, verdict)),
            *statements.beside(context, verdict),
            html.Div(
                [
                    html.Div(first, className="story"),
                    kept(context, "facts", *stands, make=lambda of: _facts(of, measure)),
                    html.Div(main, className="story"),
                ],
                className="columns measure",
            ),
            kept(context, "neighbours", measure.id, make=lambda of: _neighbours(of, measure)),
        ],
    )


def _known(context: Context, things: Sequence[Known]) -> list[Known]:
    """What was known on the page's day of knowledge; what has no such day was always known."""
    day = context.address.known
    return [thing for thing in things if day is None or (thing.known or date.min) <= day]


def _said(context: Context, measure: Measure) -> list[Statement]:
    """What was said beside the measure's statuses by the page's day, of what was known."""
    day = min(context.on, context.address.known or context.on)
    return [said for said in context.release.statements.get(measure.id, ()) if said.day <= day]


def _kicker(context: Context, measure: Measure) -> Component:
    area = context.strategy.focus_areas[measure.focus_area]
    goal = context.strategy.goals[measure.goal]
    told = f" · {context.say('common.context_measure_long')}" if measure.role == "context" else ""
    steps = [
        html.A(f"{area.id} {context.word(area.name)}", href=context.href("focus_area", area.id)),
        html.A(f"{goal.id} {context.word(goal.name)}", href=f"{context.href('focus_area', area.id)}#g{goal.id}"),
        html.Span([html.Span(measure.id, **aria(current="page")), told]),
    ]
    trail = html.Ol([html.Li(step) for step in steps])
    return html.Nav(trail, className="kicker trail", **aria(label=context.say("measure.trail")))


def _verdict(context: Context, verdict: Verdict, judgement: Judgement | None = None) -> Component:
    """The status and its sentence; only the headline's is the status of the measure."""
    judged = judgement or verdict.headline
    text = sentence(verdict, context.strategy.units, context.lang, judgement=judged)
    word, colon, rest = text.partition(":")
    mark = status_mark(context, judged.status, size=22, leading=True)
    return html.P(
        [mark, f": {rest.strip()}" if colon else f" {word}", " ", *flags(context, judged.flags)],
        className="verdict",
        **({} if judgement else data(measure=verdict.measure.id, status=judged.status)),
    )


def _newest_alone(context: Context, shown: int, count: int) -> list[Component]:
    """Of very many rows the newest stand on the page, and all of them in its files."""
    if shown == count:
        return []
    told = context.say("measure.newest_rows", shown=context.number(shown), all=context.number(count))
    return [html.P(told, className="notice")]


def _facts(context: Context, measure: Measure) -> Component:
    return html.Aside(facts(fact_pairs(context, measure)), **aria(label=context.say("measure.facts")))


def _counts_events(verdict: Verdict, rows: Sequence[Observation]) -> bool:
    """Whether the value that is judged was counted from events: the measure has no figures, and needs none."""
    return verdict.headline.reason == "count" and verdict.headline.value is not None and not any(r.tells for r in rows)


def _figure(context: Context, measure: Measure, found: ShownView | None, *, counted: bool) -> list[Component]:
    if measure.kind != "numeric":
        return [html.P(context.say(f"measure.no_chart.{measure.kind}"), className="empty"), _offers(context)]
    if found is None:
        told = "counts_events" if counted else "no_figures"
        return [html.P(context.say(f"measure.{told}"), className="empty"), _offers(context)]
    lone, lower = found.chart.lone, lower_chart(context, found)
    drawn = figure_alone(context, lone) if lone and not lower else large_chart(context, found.chart)
    return [
        html.Div([*upper_name(context, found), drawn, *lower], id=CHART),
        *cases(context, measure),
        *grain_note(context, found),
        *size_note(context, found),
        *unpaired(context, found),
        *controls(context, found),
        downloads.of_measure(context, chart=True),
        twin(context, found.chart, measure.id if found.lower else ""),
        *lower_twin(context, found),
    ]


def _breakdowns(context: Context, found: ShownView | None) -> list[Component]:
    """The parts of what the address asks for, kept as its large chart is; nothing where there are no figures."""
    if found is None:
        return []
    return [kept(context, "parts", context.choices, context.on, make=lambda of: breakdowns(of, found.figures))]


def _offers(context: Context) -> Component:
    return downloads.of_measure(context, chart=False)


def _calculation(context: Context, verdict: Verdict) -> list[Component]:
    lines = calculation(verdict, context.strategy.units, context.lang)
    if not lines:
        return []
    return [
        html.Details(
            [html.Summary(context.say("measure.calculation")), html.Ol([html.Li(line) for line in lines])],
            className="calculation",
        )
    ]


def _other_targets(context: Context, verdict: Verdict) -> list[Component]:
    others = [j for j in verdict.judgements if j is not verdict.headline and j != verdict.headline]
    if not others:
        return []
    items = [
        html.Div([html.H3(lists.target(context, verdict.measure, j)), _verdict(context, verdict, j)]) for j in others
    ]
    return [html.Section([html.H2(context.say("measure.other_targets")), *items])]


def _own_words(context: Context, measure: Measure) -> list[Component]:
    """The strategy's words and how we read them; a measure that it does not name has words of ours alone."""
    ours = [(name, text) for name in ("remark", "definition") if (text := getattr(measure, name))]
    parts: list[Component] = []
    if measure.quote:
        parts += [html.H2(context.own_words()), quote(context, measure.quote)]
    elif ours:
        parts += [html.H2(context.say("measure.about"))]
    for name, text in ours:
        parts += [html.H3(context.say(f"measure.{name}")), html.P(with_links(context, context.word(text)))]
    return [html.Section(parts)] if parts else []


def _twin(context: Context, measure: Measure) -> list[Component]:
    """That the same milestone stands under another goal, and that what is reported of one holds of both."""
    if measure.twin is None:
        return []
    other = context.strategy.measures[measure.twin]
    goal = context.strategy.goals[other.goal]
    place = html.A(
        f"{goal.id} {context.word(goal.name)}", href=f"{context.href('focus_area', goal.focus_area)}#g{goal.id}"
    )
    link = html.P([html.Span(other.id, className="ref"), " ", lists.link(context, other), " · ", place])
    told = html.P(context.say("measure.twin_note"))
    return [html.Section([html.H2(context.say("measure.twin")), told, link], className="twin-milestone")]


def _actions(context: Context, measure: Measure) -> list[Component]:
    """The actions beside the measure in the strategy's table, and whether the table itself pairs them."""
    if not measure.actions:
        return []
    actions = [context.strategy.actions[name] for name in measure.actions]
    title = context.say("focus_area.actions", year=context.strategy.review_day.year)
    note = html.P(context.say(f"actions.beside.{measure.action_evidence}"), className="note")
    return [html.Section([html.H2(title), note, action_list(context, actions, beside=measure)])]


def _neighbours(context: Context, measure: Measure) -> Component:
    """The measures before and after in the strategy's order."""
    order = list(context.strategy.measures.values())
    place = list(context.strategy.measures).index(measure.id)
    links = []
    if place:
        links.append(html.Li([html.Span(context.say("measure.previous")), " ", lists.link(context, order[place - 1])]))
    if place + 1 < len(order):
        links.append(html.Li([html.Span(context.say("measure.next")), " ", lists.link(context, order[place + 1])]))
    return html.Nav(html.Ul(links), className="neighbours", **aria(label=context.say("measure.neighbours")))

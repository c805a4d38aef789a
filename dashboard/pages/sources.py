"""Sources and licences, made from the catalogue: what each source gave and which measures use it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.components import licence, lists, published, table
from dashboard.context import Context, PageContent
from strategy.model import Measure, Source
from strategy.texts import formats


def page(context: Context) -> PageContent:
    """Every source of the catalogue, the publishers' own figures first, then a summary of licences."""
    figures = context.release.figures()
    title = context.say("sources.title")
    known = list(context.strategy.sources.values())
    total = formats.number(sum(figures.values()), 0, context.lang)
    return PageContent(
        title,
        [
            html.H1(title),
            html.P(context.say("sources.lead", figures=total, n=len(known)), className="lead"),
            html.P([context.say("sources.basis"), " ", context.say("sources.strategy")], className="prose"),
            *_licences(context, known, figures),
            *_section(context, "own", [s for s in known if s.own], figures),
            *_section(context, "secondary", [s for s in known if not s.own], figures),
            html.Section([html.H2(context.say("sources.software")), html.P(context.say("sources.software_text"))]),
        ],
    )


def _section(context: Context, key: str, known: Sequence[Source], figures: Mapping[str, int]) -> list[Component]:
    items = [html.Li(_source(context, source, figures.get(source.id, 0)), id=source.id) for source in known]
    title = html.H2(context.say(f"sources.{key}"))
    return [html.Section([title, html.Ul(items, className="sources")])] if items else []


def _source(context: Context, source: Source, figures: int) -> list[Component | str]:
    facts = [context.count("sources.figures", figures) if figures else context.say("sources.no_figures")]
    if source.dated:
        facts.append(context.say("sources.dated", day=context.day(source.dated)))
    if source.lag_months is not None:
        facts.append(context.count("sources.lag", source.lag_months))
    used = [m for m in context.strategy.measures.values() if source.id in m.sources]
    parts = [*published(context, source), html.Br(), html.Span(", ".join(facts))]
    return [*parts, _used(context, used)] if used else parts


def _used(context: Context, measures: Sequence[Measure]) -> Component:
    items = [html.Li(lists.named(context, m)) for m in measures]
    return html.Details([html.Summary(context.count("sources.measures", len(measures))), html.Ul(items)])


def _licences(context: Context, known: Sequence[Source], figures: Mapping[str, int]) -> list[Component]:
    names = dict.fromkeys(sorted((licence(context, source) for source in known), key=str.casefold))
    head = [context.say(f"sources.head.{name}") for name in ("licence", "sources", "figures")]
    rows = [_licence_row(context, name, known, figures) for name in names]
    title = context.say("sources.licences")
    note = html.P(context.say("sources.licences_note"), className="note")
    body = table(title, head, rows, numeric=frozenset({1, 2}), hide_caption=True, class_name="narrow")
    return [html.Section([html.H2(title), note, body])]


def _licence_row(context: Context, name: str, known: Sequence[Source], figures: Mapping[str, int]) -> list[str]:
    under = [source for source in known if licence(context, source) == name]
    counts = (len(under), sum(figures.get(source.id, 0) for source in under))
    return [formats.sentence_case(name), *(formats.number(n, 0, context.lang) for n in counts)]

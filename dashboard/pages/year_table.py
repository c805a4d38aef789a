"""The table that sets years side by side: in a cell the year's figure, its change, status and target then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from dash import html
from dash.development.base_component import Component

from dashboard.charts.drawing import spark
from dashboard.components import Cell, aria, lists, selection_href, status_mark, table
from dashboard.context import Context, InlineSvg
from strategy.judging import Evidence, Standing, gather
from strategy.model import Measure, Observation, Period, rounded
from strategy.texts import formats


@dataclass(frozen=True, slots=True)
class Year:
    """A year and the context of its last day."""

    year: int
    context: Context


class Figure(NamedTuple):
    """What stood in a year, and the change from the comparable figure of the year before, both as printed."""

    row: Observation
    period: Period
    change: float | None


def evidence_of(context: Context, measure: Measure) -> Evidence:
    """The home area's figures as the judge sees them, with what was known."""
    rows = context.release.headline.get(measure.id, ())
    strategy, known = context.strategy, context.address.known
    return gather(rows, area=strategy.home, known=known, measure=measure, marks=strategy.marks)


def figure_of(evidence: Evidence, measure: Measure, year: int) -> Figure | None:
    """The newest figure of a year, comparable or not; None where the year has none."""
    inside = [s for s in (*evidence.values, *evidence.apart) if s.period.year == year and s.day <= date(year, 12, 31)]
    if not inside:
        return None
    now = max(inside, key=lambda s: s.at)
    before = evidence.at(Period(end=now.period.end - 12, start=now.period.start - 12))
    return Figure(now.row, now.period, _change(measure, now, before))


def _change(measure: Measure, now: Standing, before: Standing | None) -> float | None:
    if before is None or not now.row.comparable or before.series != now.series or now.bound or before.bound:
        return None
    return rounded(rounded(now.value, measure.decimals) - rounded(before.value, measure.decimals), measure.decimals)


def figures_in(years: Sequence[Year], measure: Measure) -> bool:
    """Whether any of the years has a figure of the measure."""
    evidence = evidence_of(years[-1].context, measure)
    return any(figure_of(evidence, measure, year.year) for year in years)


def year_table(context: Context, years: Sequence[Year], measures: Sequence[Measure], caption: str) -> Component:
    """The measures as rows: target, the series as a spark, then the years; what stayed as it was takes one line."""
    targets = any(m.role == "strategy" for m in measures)
    head: list[Cell] = [context.say("common.head.measure"), *([context.say("common.head.target")] if targets else [])]
    head += [context.say("years.series"), *(_head(year) for year in years)]
    return table(
        caption,
        head,
        [_row(context, years, measure) for measure in measures],
        row_attributes=[lists.attributes(years[-1].context, measure) for measure in measures],
        hide_caption=True,
        class_name="measures years",
    )


def _head(year: Year) -> Component:
    return html.A(str(year.year), href=selection_href(year.context))


def _row(context: Context, years: Sequence[Year], measure: Measure) -> list[Cell]:
    name = lists.named(context, measure)
    evidence = evidence_of(context, measure)
    drawn = [_label(context.say("years.series")), _spark(years, measure, evidence)]
    if measure.role == "context":
        return [name, drawn, *([_label(str(y.year)), _value(context, y, measure, evidence)] for y in years)]
    targets = [lists.target(year.context, measure) for year in years]
    same = len(set(targets)) == 1
    stood = [_stood(year, measure, evidence) for year in years]
    cells = [
        _as_before(context, year)
        if place and stood[place] == stood[place - 1]
        else _cell(context, year, measure, evidence, "" if same else targets[place])
        for place, year in enumerate(years)
    ]
    target = targets[0] if same else context.say("years.target_varies")
    column = _label(context.say("common.head.target"))
    return [name, [column, html.Span(target, className="under")], drawn, *cells]


def _spark(years: Sequence[Year], measure: Measure, evidence: Evidence) -> Component:
    """The whole series that the last year knows, a figure a year."""
    last = years[-1].year
    known = {s.period.year for s in (*evidence.values, *evidence.apart) if s.period.year <= last}
    found = ((year, figure_of(evidence, measure, year)) for year in sorted(known))
    points = [(year, figure.row.value) for year, figure in found if figure and figure.row.value is not None]
    aim = years[-1].context.verdicts[measure.id].headline.target_value if measure.role == "strategy" else None
    drawing = spark(points, {year.year for year in years}, aim)
    return InlineSvg(markup=drawing, className="spark") if drawing else html.Span()


def _as_before(context: Context, year: Year) -> Cell:
    """One line where figure, status and target are those of the year before."""
    return [_label(str(year.year)), html.Span(context.say("years.same"), className="under")]


def _stood(year: Year, measure: Measure, evidence: Evidence) -> tuple[object, ...]:
    """What a cell tells: the figure or the latest one, the status and the target."""
    figure, verdict = figure_of(evidence, measure, year.year), year.context.verdicts[measure.id]
    told = (figure.row.value, figure.row.low, figure.row.high) if figure else None
    latest = verdict.latest.period if verdict.latest and not figure else None
    return told, latest, verdict.status, verdict.headline.target


def _label(word: str) -> Component:
    """The head of the column again, for a phone, where the cells stand under one another."""
    return html.Span(word, className="column", **aria(hidden="true"))


def _cell(context: Context, year: Year, measure: Measure, evidence: Evidence, target: str) -> Cell:
    mark = html.Div(status_mark(context, year.context.verdicts[measure.id].status, size=13))
    then = [html.Div(context.say("years.target_then", target=target), className="under")] if target else []
    return [_label(str(year.year)), _value(context, year, measure, evidence), mark, *then]


def _value(context: Context, year: Year, measure: Measure, evidence: Evidence) -> Component:
    figure = figure_of(evidence, measure, year.year)
    if figure is None:
        return html.Div(_earlier(context, year, measure), className="under")
    value = formats.figure(figure.row, measure.decimals, context.unit(measure), context.lang)
    period = [] if figure.period.frequency == "year" else [f" ({formats.period(figure.period, context.lang)})"]
    return html.Div([html.B(value), *period, *_changed(context, measure, figure)])


def _changed(context: Context, measure: Measure, figure: Figure) -> list[Component | str]:
    if figure.change is None:
        return []
    unit = context.unit(measure)
    text = formats.difference(figure.change, measure.decimals, unit, context.lang, sign=True)
    label = html.Span(f"{context.say('years.change')} ", className="sr-only")
    return [" ", html.Span([label, text], className="change")]


def _earlier(context: Context, year: Year, measure: Measure) -> str:
    """What was the latest figure then, where the year itself has none."""
    latest = year.context.verdicts[measure.id].latest
    if latest is None or not latest.tells:
        return context.say("years.no_value")
    value = formats.figure(latest, measure.decimals, context.unit(measure), context.lang)
    return context.say("years.earlier", value=value, period=formats.period(latest.period, context.lang))

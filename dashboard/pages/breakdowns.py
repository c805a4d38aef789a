"""The parts of a measure: small charts on one scale, and a table with the whole and what the parts lack of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dash import html
from dash.development.base_component import Component

from dashboard.charts.description import Chart, ChartView, Line, ViewRequest, on_one_scale, views
from dashboard.components import Cell, drawn_small, table, view_chart
from dashboard.context import Context
from strategy.model import Observation, Period
from strategy.series import Division, divisions
from strategy.texts import formats, known_key
from strategy.wording import missing_word

MOST_DRAWN = 8
"""A division of so many parts has a chart of each."""
OF_MANY = 6
"""So many are drawn of one that has more, the largest: nobody compares sixty charts. Its table has them all."""
ROUNDING = 0.5
"""A difference of less than so many units of the last printed decimal a part comes of rounding."""


def breakdowns(context: Context, figures: ChartView) -> list[Component]:
    """A section for the parts of the own area, a part of it for each way of dividing; nothing where there are none."""
    own = [row for row in figures.rows if row.area == context.strategy.home]
    found = divisions(own, tuple(context.strategy.breakdowns))
    if not found:
        return []
    parts = [part for division in found for part in _division(context, figures, division)]
    return [html.Section([html.H2(context.say("views.parts.title")), *parts], className="parts")]


def _division(context: Context, figures: ChartView, division: Division) -> list[Component]:
    title = context.say(_title(division))
    shown = _largest(context, division)
    charts = _charts(context, figures, shown)
    drawn = [_card(context, figures, chart, division, part) for chart, part in zip(charts, shown, strict=True)]
    return [
        html.H3(title),
        html.Div(drawn, className="cards multiples"),
        html.P(" ".join(_told(context, figures, division, charts)), className="under scale"),
        html.Details(
            [html.Summary(context.say("common.as_table")), _table(context, figures, division, title)], className="twin"
        ),
    ]


def _title(division: Division) -> str:
    key = f"views.parts.{division.id}"
    return key if known_key(key) else "views.parts.other"


# charts


def _largest(context: Context, division: Division) -> Sequence[str]:
    """The parts that are drawn, in the order of the catalogue: those whose newest figures are the largest."""

    def size(part: str) -> float:
        value = _newest_row(context, division, part).value
        return float("-inf") if value is None else abs(value)

    if len(division.parts) <= MOST_DRAWN:
        return division.parts
    largest = set(sorted(division.parts, key=size, reverse=True)[:OF_MANY])
    return [part for part in division.parts if part in largest]


def _charts(context: Context, figures: ChartView, parts: Sequence[str]) -> tuple[Chart, ...]:
    charts = [_chart(context, figures, part) for part in parts]
    return on_one_scale(charts, None if _counted(context, figures) else _whole(context, figures))


def _chart(context: Context, figures: ChartView, part: str) -> Chart:
    """The chart of a part, of the whole where that is empty; kept with the release by all that it shows."""
    rows = tuple(row for row in figures.rows if row.area == context.strategy.home and row.breakdown == part)
    since, of = context.address.since, (figures.measure.id, figures.grain, figures.form)

    def described() -> Chart:
        return view_chart(context, views.of_part(figures, part, ViewRequest(context.on, context.lang)), (), since)

    return context.release.charts.get(("part", of, part, context.on, context.lang, since, rows), described)


def _whole(context: Context, figures: ChartView) -> Line | None:
    """The whole as a line to see a share against; beside counts it would press them to the ground."""
    lines = _chart(context, figures, "").of_kind("own")
    label = context.say("views.parts.whole").lower()
    return Line("peer", label, lines[0].runs) if lines else None


def _counted(context: Context, figures: ChartView) -> bool:
    unit = context.unit(figures.measure) or figures.strategy.units.get(figures.measure.unit or "")
    return (unit is not None and unit.counted) or figures.measure.aggregate == "sum"


def _card(context: Context, figures: ChartView, chart: Chart, division: Division, part: str) -> Component:
    told = [html.H4(_name(context, part)), html.P(_newest(context, figures, division, part), className="under")]
    if chart.of_kind("own"):
        told.append(drawn_small(context, replace(chart, alt=f"{_name(context, part)}. {chart.alt_without_finding}")))
    return html.Div(told, className="card")


def _name(context: Context, part: str) -> str:
    text = context.strategy.breakdowns.get(part)
    return context.word(text) if text else part


def _newest(context: Context, figures: ChartView, division: Division, part: str) -> str:
    newest = _newest_row(context, division, part)
    period = formats.period(newest.period, context.lang)
    if not newest.tells:
        return f"{missing_word(newest.missing or '', context.lang)} ({period})"
    unit = figures.strategy.units.get(figures.measure.unit or "")
    return f"{formats.figure(newest, figures.measure.decimals, unit, context.lang)} ({period})"


def _newest_row(context: Context, division: Division, part: str) -> Observation:
    """The newest row of a part by the page's day; where there is none by then, the newest of all."""
    rows = [division.rows[p][part] for p in division.periods if part in division.rows[p]]
    by_day = [row for row in rows if row.period.last_day <= context.on] or rows
    return by_day[-1]


def _scale(context: Context, figures: ChartView, charts: Sequence[Chart]) -> str:
    low, high = sorted(charts[0].y)
    unit = figures.strategy.units.get(figures.measure.unit or "")
    decimals = figures.measure.decimals
    ends = {"low": formats.number(low, decimals, context.lang)}
    ends["high"] = formats.with_unit(high, decimals, unit, context.lang)
    return context.say("views.parts.scale" if _counted(context, figures) else "views.parts.scale_whole", **ends)


# the table


def _told(context: Context, figures: ChartView, division: Division, charts: Sequence[Chart]) -> Iterator[str]:
    """Which parts are drawn where that is not all, the one scale, and whether the parts are the whole."""
    if len(charts) < len(division.parts):
        yield context.say("views.parts.largest", shown=len(charts), all=len(division.parts))
    if any(chart.of_kind("own") for chart in charts):
        yield _scale(context, figures, charts)
    if not _counted(context, figures):
        yield context.say("views.parts.not_added")
    elif all(division.left_over(period) is None for period in division.periods):
        yield context.say("views.parts.incomplete")
    else:
        yield context.say("views.parts.differs" if _differs(figures, division) else "views.parts.adds_up")


def _differs(figures: ChartView, division: Division) -> bool:
    allowed = ROUNDING * len(division.parts) * 10.0**-figures.measure.decimals
    if not figures.measure.decimals:
        allowed = ROUNDING  # people are not rounded
    return any(abs(division.left_over(period) or 0.0) >= allowed for period in division.periods)


def _table(context: Context, figures: ChartView, division: Division, title: str) -> Component:
    differs = _counted(context, figures) and _differs(figures, division)
    head = [context.say("common.head.period"), *(_name(context, part) for part in division.parts)]
    head += [context.say("views.parts.whole"), *([context.say("views.parts.difference")] if differs else [])]
    lines = [_line(context, figures, division, period, differs) for period in division.periods]
    if len(division.parts) > max(MOST_DRAWN, len(lines)):  # a table is to be longer than it is wide
        head, *lines = ([*cells] for cells in zip([title, *head[1:]], *lines, strict=True))
    unit = figures.strategy.units.get(figures.measure.unit or "")
    axis = unit.axis.in_(context.lang) if unit else ""
    caption = f"{title}, {axis}" if axis else title
    return table(caption, head, lines, numeric=frozenset(range(1, len(head))))


def _line(context: Context, figures: ChartView, division: Division, period: Period, differs: bool) -> list[Cell]:
    rows = division.rows[period]
    cells: list[Cell] = [formats.period(period, context.lang)]
    cells += [_cell(context, figures, rows.get(part)) for part in division.parts]
    cells.append(_cell(context, figures, division.whole.get(period)))
    if differs:
        left = division.left_over(period)
        shown = formats.number(left, figures.measure.decimals, context.lang, sign=True) if left is not None else None
        cells.append(shown or formats.EN_DASH)
    return cells


def _cell(context: Context, figures: ChartView, row: Observation | None) -> Cell:
    if row is None:
        return formats.EN_DASH
    if not row.tells:
        return missing_word(row.missing or "", context.lang)
    value = formats.figure(row, figures.measure.decimals, None, context.lang)
    return value if row.n is None else [value, html.Small(f"n = {formats.number(row.n, 0, context.lang)}")]

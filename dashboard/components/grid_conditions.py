"""What the grid's rows are narrowed by, in words: each condition a link that takes it off; and areas to add."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from dash import html
from dash.development.base_component import Component

from dashboard.context import Context
from dashboard.data import COLUMNS, DAY, MOST_DECIMALS, ColumnFilter, GridError, GridView, Words, view_of
from strategy.texts import formats

AREA = "area"


def condition_list(context: Context, view: GridView, words: Words, areas: Mapping[str, int]) -> list[Component]:
    """The conditions of a view, and a menu of areas that may join them.

    `areas` are those to offer, with how many rows each has under the other conditions: area id -> rows.
    """
    joined = {area: wider for area in areas if (wider := _with(view, ColumnFilter(AREA, "equals", area)))}
    parts = [_area_menu(context, view, words[AREA], areas, joined)] if joined else []
    if not view.conditions and not view.order:
        return parts
    off = html.Span(context.say("filters.take_off"), className="sr-only")
    items = [
        html.Li(html.A([off, " ", _text(context, condition, words)], href=_link(context, _without(view, condition))))
        for condition in view.conditions
    ]
    clear = html.Li(html.A(context.say("data.clear"), href=_link(context, GridView())), className="all")
    return [html.Ul([*items, clear], className="filter-chosen"), *parts]


def _area_menu(
    context: Context, view: GridView, names: Mapping[str, str], areas: Mapping[str, int], joined: Mapping[str, GridView]
) -> Component:
    """The areas by name, each with the view that it leads to; the chosen ones stay, the rows of either are shown."""
    items = [
        html.Li(
            html.A(
                [names[area], " ", html.Small(context.number(areas[area]))],
                href=_link(context, wider),
                rel="nofollow",
            )
        )
        for area, wider in joined.items()
    ]
    name = context.say("data.add_area" if AREA in view.columns else "data.choose_area")
    return html.Details([html.Summary(name), html.Ul(items)], className="menu filter-menu")


def _link(context: Context, view: GridView) -> str:
    return context.link(replace(context.address, filter=view.filter, sort=view.sort))


def _without(view: GridView, gone: ColumnFilter) -> GridView:
    return view_of([condition for condition in view.conditions if condition != gone], view.order, view.every)


def _with(view: GridView, new: ColumnFilter) -> GridView | None:
    """Areas join with "or": what asked for each of several is asked for any. None where a view can hold no more."""
    try:
        return view_of([*view.conditions, new], view.order, view.every - {new.column})
    except GridError:
        return None


def _text(context: Context, condition: ColumnFilter, words: Words) -> str:
    """A condition in words; an area that is asked for by its code is told by its name alone."""
    head, kind = context.say(f"data.head.{condition.column}"), condition.op
    if condition.column == AREA and kind in ("contains", "equals") and condition.low in words[AREA]:
        return f"{head}: {words[AREA][str(condition.low)]}"
    ends = [_end(context, condition, words, end) for end in (condition.low, condition.high) if end is not None]
    operator = context.say(f"data.grid.{_operator(condition)}").lower()
    return f"{head}: {' '.join([*([operator] if kind != 'equals' else []), f' {formats.EN_DASH} '.join(ends)]).strip()}"


def _operator(condition: ColumnFilter) -> str:
    days = {"lessThan": "before", "greaterThan": "after"} if COLUMNS[condition.column] == DAY else {}
    return days.get(condition.op, condition.op)


def _end(context: Context, condition: ColumnFilter, words: Words, end: str | float | date) -> str:
    if isinstance(end, date):
        return context.day(end)
    if isinstance(end, str):
        return words[AREA].get(end, end) if condition.column == AREA else end
    if condition.column == "period":
        return f"{end:g}"
    return formats.shortest(end, context.lang, MOST_DECIMALS)

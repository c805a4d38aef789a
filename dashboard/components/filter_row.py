"""The one row of filters of every page that shows several measures: each choice a link with its count.

It works without scripts; with them `assets/filters.js` takes its clicks. `data-stop` of a link names the element that
has the focus after it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component

from dashboard.components.aria import aria, data
from dashboard.components.marks import group_mark, standing, status_mark
from dashboard.context import Address, Context, FilterChoice, MeasureSelection, kept, measure_selection, urls
from dashboard.data import judge_all
from strategy.wording import group_word, status_word

MOST_OPEN = 5
"""So many sectors at the most stand open in the row; more of them stand in a menu, as focus areas always do."""
LONGEST_OPEN = 48
"""Letters of the sectors' names together, at the most, for them to stand open ..."""
LONGEST_ALONE = 72
"""... and on a page that offers no focus areas."""
ID = "filters"


def filter_row(
    context: Context,
    selection: MeasureSelection | None = None,
    *,
    when: Sequence[Component] | None = None,
    group: str = "",
) -> Component:
    """The row, and under it how many measures are chosen and what takes each choice off.

    `when` stands for the choice of a day where a page has its own, `group` for the word of the choice of a group.
    """
    selection = selection or context.selection()
    keys = [key for key in _PARTS if key in measure_selection.USED_KEYS[context.address.page]]
    pool = (standing(selection.pool), tuple(v.figures for v in selection.pool) if context.address.has else ())
    parts = [_kept(context, selection, pool, key, _PARTS[key]) for key in keys]
    days = _days(context, selection) if when is None else list(when)
    groups = _kept(context, selection, pool, f"group {group}", lambda of, chosen: _groups(of, chosen, group))
    line = html.Div([*parts, *days, groups], className="filter-line")
    summary = html.Summary(context.say("filters.open"), className="filter-summary")
    return html.Nav(
        [
            html.Details([summary, line], className="filter-fold"),
            html.Div(
                [_told(context, selection), *_chosen(context, selection), *_forms(context)], className="filter-result"
            ),
        ],
        id=ID,
        className="filter-row",
        **aria(label=context.say("filters.label")),
    )


def _kept(
    context: Context,
    selection: MeasureSelection,
    pool: Hashable,
    name: str,
    make: Callable[[Context, MeasureSelection], object],
) -> Component:
    """Choices of one kind; they depend on how the measures of the page stand that could be chosen: its `pool`."""

    def made(of: Context) -> object:
        return make(of, replace(selection, address=replace(selection.address, on=of.address.on)))

    return kept(context, f"filter {name}", context.choices, pool, make=made)


def _focus_areas(context: Context, selection: MeasureSelection) -> list[Component]:
    areas = context.strategy.focus_areas
    names = {area.id: [f"{area.id} {context.word(area.name)}"] for area in areas.values()}
    links = [_link(context, choice, names[choice.value]) for choice in selection.choices("focus_area", areas)]
    return [_menu("focus_area", context.say("filters.key.focus_area"), links)]


def _sectors(context: Context, selection: MeasureSelection) -> list[Component]:
    sectors = context.strategy.sectors
    names: dict[str, list[Component | str]] = {
        s.id: [html.I(className=f"sector-{s.id}"), context.word(s.short)] for s in sectors.values()
    }
    links = [_link(context, c, names[c.value]) for c in selection.choices("sector", sectors)]
    letters = sum(len(context.word(s.short)) for s in sectors.values())
    alone = "focus_area" not in measure_selection.USED_KEYS[context.address.page]
    if len(sectors) > MOST_OPEN or letters > (LONGEST_ALONE if alone else LONGEST_OPEN):
        return [_menu("sector", context.say("filters.key.sector"), links)]
    label = html.Span(context.say("filters.key.sector"), className="label", id="filter-sector", tabIndex="-1")
    return [html.Div([label, html.Ul(links)], className="filter-open sector")]


def _groups(context: Context, selection: MeasureSelection, name: str) -> Component:
    """Groups, and inside each its statuses, where it has several."""
    groups = measure_selection.groups_of(selection.pool)
    present = {v.status for v in selection.pool}
    several = {group: [s for s in measure_selection.statuses_of(group) if s in present] for group in groups}
    asked = [s for statuses in several.values() if len(statuses) > 1 for s in statuses]
    statuses = [c for c in selection.choices("status", asked) if c.count or c.chosen]
    items = []
    for choice in selection.choices("group", groups):
        inside = [
            _link(context, c, [status_mark(context, c.value, size=13)])
            for c in statuses
            if c.value in several[choice.value]
        ]
        items.append(_link(context, choice, [_group(context, choice.value)], inside))
    return _menu("group", name or context.say("filters.key.group"), items)


def _group(context: Context, group: str) -> Component | str:
    return context.say("measures.judged") if group == measure_selection.JUDGED else group_mark(context, group)


_PARTS = {"focus_area": _focus_areas, "sector": _sectors}


def _menu(key: str, name: str, items: Sequence[Component]) -> Component:
    summary = html.Summary(name, id=f"filter-{key}")
    return html.Details([summary, html.Ul(items)], className="menu filter-menu")


def _link(
    context: Context, choice: FilterChoice, name: Sequence[Component | str], inside: Sequence[Component] = ()
) -> Component:
    """A choice with its count; one that would leave nothing is no link."""
    words = [*name, " ", html.Small(context.number(choice.count))]
    below = [html.Ul(list(inside))] if inside else []
    if not choice.count and not choice.chosen:
        return html.Li([html.Span(words, className="none"), *below])
    return html.Li([filter_anchor(context, words, choice.address, _stop(choice.key), here=choice.chosen), *below])


def _stop(key: str) -> str:
    return "filter-group" if key == "status" else f"filter-{key}"


def filter_anchor(
    context: Context,
    words: Component | str | Sequence[Component | str],
    address: Address,
    stop: str,
    *,
    here: bool = False,
    own: bool = False,
) -> Component:
    """A link that changes what the page shows; search engines do not follow the many there are.

    `stop` is the id of what has the focus afterwards: that of the link itself, where it is its `own`.
    """
    current = aria(current="true" if here else "")
    name: dict[str, Any] = {"id": stop} if own else {}
    return html.A(words, href=context.link(address), rel="nofollow", **data(stop=stop), **current, **name)


def _days(context: Context, selection: MeasureSelection) -> list[Component]:
    """The ends of the strategy's years, today, and fields for any day and for the day of knowledge."""
    address, ends = selection.address, context.year_ends()
    counts = _counts(context, ends)
    here = context.on if context.on in ends else None
    depends = (context.choices, context.today, tuple(counts.items()), here)

    def made(of: Context) -> Component:
        at = replace(address, on=of.address.on)
        return html.Ul([html.Li(_day(of, at, day, str(day.year), counts.get(day))) for day in ends])

    label = html.Span(context.say("filters.key.on"), className="label")
    years = kept(context, "years", *depends, make=made)
    today = html.P(_day(context, address, context.today, context.say("frame.today"), None))
    form = day_form(context, address, ("on", "known"))
    return [html.Div([label, years, other_days(context, today, form)], className="filter-open")]


def other_days(context: Context, *parts: Component) -> Component:
    """What the row has of days beside the years: fields for any, behind a word."""
    summary = html.Summary(context.say("filters.other_day"), id="filter-on")
    return html.Details([summary, html.Div(list(parts))], className="menu filter-menu")


def _counts(context: Context, days: Iterable[date]) -> Mapping[date, int]:
    """How many measures a day would leave, where the choice depends on how they stand on it."""
    address = context.address
    if not (address.group or address.status or address.has):
        return {}
    own = [m.id for m in context.strategy.of_role("strategy")]
    judged = {day: judge_all(context.release, day, address.known) for day in days}
    return {day: len(context.selection([of[id_] for id_ in own]).verdicts) for day, of in judged.items()}


def _day(context: Context, address: Address, day: date, name: str, count: int | None) -> Component:
    words: list[Component | str] = [name]
    if count is not None:
        words += [" ", html.Small(context.number(count))]
    return filter_anchor(context, words, context.on_day(address, day), "filter-on", here=day == context.on)


def day_form(
    context: Context, address: Address, keys: Sequence[str], values: Mapping[str, date] | None = None
) -> Component:
    """Fields for days, a plain GET form; the rest of the address goes along."""
    kept = {key: value for key, value in address.query().items() if key not in keys}
    hidden = [dbc.Input(type="hidden", name=key, value=value) for key, value in kept.items()]
    shown = values or {"on": address.on or context.on, **({"known": address.known} if address.known else {})}
    fields = [part for key in keys for part in _field(context, key, shown.get(key))]
    return html.Form(
        [*fields, *hidden, html.Button(context.say("changes.page.show"), type="submit")],
        action=context.link(Address(address.lang, address.page, address.id)),
        method="GET",
        className="search dates",
        **data(stop="filter-on"),
    )


def _field(context: Context, key: str, day: date | None) -> list[Component]:
    value = {"value": day.isoformat()} if day else {}
    return [
        html.Label(context.say(f"filters.field.{key}"), htmlFor=f"filters-{key}"),
        dbc.Input(id=f"filters-{key}", name=key, type="date", **value),
    ]


def _told(context: Context, selection: MeasureSelection) -> Component:
    shown = "" if selection.chosen_keys else " sr-only"  # unnarrowed, the page says it itself
    return html.P(context.count("filters.left", len(selection.verdicts)), className=f"filter-count{shown}")


def _chosen(context: Context, selection: MeasureSelection) -> list[Component]:
    """What is chosen, each a link that takes it off; and all at once, where there are several."""
    address = selection.address
    taken = [(words(context, key), selection.without(key), _stop(key)) for key in selection.chosen_keys]
    if context.address.page != "changes" and address.on:
        taken.append((context.day(address.on), replace(address, on=None), "filter-on"))
    if address.known:
        said = context.say("filters.known", day=context.day(address.known))
        taken.append((said, replace(address, known=None), "filter-on"))
    if not taken:
        return []
    off = html.Span(context.say("filters.take_off"), className="sr-only")
    items = [html.Li(filter_anchor(context, [off, " ", said], to, stop)) for said, to, stop in taken]
    if len(taken) > 1:
        plain = Address(address.lang, address.page, address.id, form=address.form, years=address.years)
        items.append(html.Li(filter_anchor(context, context.say("filters.take_all_off"), plain, ID), className="all"))
    return [html.Ul(items, className="filter-chosen")]


def chosen_words(context: Context) -> list[str]:
    """What the address chooses measures by, in words: it stands in the title of the page."""
    asked = measure_selection.usable(context.address)
    return [words(context, key) for key in ("status", "group", "has", "sector", "focus_area") if getattr(asked, key)]


def words(context: Context, key: str) -> str:
    """What the address chooses by a key, in words."""
    value, strategy = getattr(context.address, key), context.strategy
    match key:
        case "focus_area":
            return f"{value} {context.word(strategy.focus_areas[value].name)}"
        case "sector":
            return context.word(strategy.sectors[value].name)
        case "group":
            judged = value == measure_selection.JUDGED
            return context.say("measures.judged") if judged else group_word(value, context.lang)
        case "status":
            return status_word(value, context.lang)
        case "has":
            return context.say(f"measures.has.{value}")
    return context.say("filters.searched", q=value)


def _forms(context: Context) -> list[Component]:
    """Charts or a table, where the page has both."""
    page = context.address.page
    if page not in urls.FORMS:
        return []
    now = context.address.form or urls.FORMS[page][0]
    links = [html.Li(_form(context, page, word, now == word)) for word in (urls.CHARTS, urls.TABLE)]
    return [html.Ul(links, className="filter-forms")]


def _form(context: Context, page: str, word: str, here: bool) -> Component:
    to = replace(measure_selection.usable(context.address), form=urls.form_on(page, word), unread=())
    return filter_anchor(context, context.say(f"filters.as.{word}"), to, f"filter-as-{word}", here=here, own=True)

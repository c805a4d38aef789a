"""The choices under a measure's chart, each a link: peers, form, time and grain; and how many people a point is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.components import ShownView, choices
from dashboard.context import Context
from dashboard.pages.measure_pairs import pair_choices
from strategy.model import Measure, rounded
from strategy.texts import formats

LONG_YEARS = 20
"""A series that spans more years than this can be shown from a later year on."""
ALWAYS = 2010
"""Every series that has figures before and after this year can be shown from it on."""
STARTS = 2
"""So many later years to begin from are offered, the turns of the latest decades ..."""
LEAST_YEARS = 5
"""... that leave at least so many years."""

COMPARABLE = ("per_capita", "index")
"""The forms in which a town stands beside a whole country, the plainer first."""


def controls(context: Context, shown: ShownView) -> list[Component]:
    """All choices that there are, in rows; that there are no areas to compare with, where there are none."""
    rows = list(_rows(context, shown))
    alone = shown.other is None and not shown.having and len(shown.figures.home) > 1
    said = [html.P(context.say("views.peers.none"), className="note")] if alone else []
    return [*said, *([html.Div(rows, className="filters views")] if rows else [])]


def _rows(context: Context, shown: ShownView) -> Iterator[Component]:
    if shown.other is not None:
        yield choices(context.say("views.pair.label"), pair_choices(context, shown))
    if shown.having:
        yield choices(context.say("views.peers.label"), [_peer(context, shown, area) for area in shown.having])
    if shown.forms:
        forms = [_choice(context, f"views.form.{form}", form == shown.form, form=form) for form in shown.forms]
        plain = _choice(context, "views.form.plain", not shown.form, form="")
        yield choices(context.say("views.form.label"), [plain, *forms])
    if len(shown.grains) > 1:
        yield choices(context.say("views.grain.label"), [_grain(context, shown, grain) for grain in shown.grains])
    if len(spans := list(_spans(context, shown))) > 1:
        yield choices(context.say("views.since.label"), spans)


def _peer(context: Context, shown: ShownView, area: str) -> tuple[str, str, bool]:
    """A link that draws an area or takes it away; with none left, the own area stands in the address."""
    chosen = tuple(a for a in shown.having if (a in shown.peers) != (a == area))
    href = _link(context, compare=chosen or (context.strategy.home,))
    return context.word(context.strategy.areas[area].name), href, area in shown.peers


def _grain(context: Context, shown: ShownView, grain: str) -> tuple[str, str, bool]:
    asked = "" if grain == shown.finest else grain
    return _choice(context, f"views.grain.{grain}", grain == shown.grain, grain=asked)


def _spans(context: Context, shown: ShownView) -> Iterator[tuple[str, str, bool]]:
    """The parts of the series that can be drawn: the whole, the strategy's, from later years on, the one asked for."""
    asked, first, unasked = context.address.since, _first(shown), shown.unasked
    whole = unasked if asked is None else asked if asked > first else None
    yield _choice(context, "views.since.all", whole is None, since=None if unasked is None else first)
    years = {*_starts(shown), *([unasked] if unasked else ()), *([whole] if whole else ())}
    for year in sorted(years):
        name = context.say("views.since.year", year=year)
        yield name, _link(context, since=None if year == unasked else year), year == whole


def _choice(context: Context, key: str, here: bool, **state: Any) -> tuple[str, str, bool]:
    return context.say(key), _link(context, **state), here


def _link(context: Context, **state: Any) -> str:
    return context.link(replace(context.address, **state))


def _first(shown: ShownView) -> int:
    """The year of the first figure."""
    return min((row.period.first_day.year for row in shown.figures.home if row.tells), default=0)


def _starts(shown: ShownView) -> tuple[int, ...]:
    """The years that a series can be shown from: 2010, and of a long one the turns of its latest decades."""
    told = [row.period.year for row in shown.figures.home if row.tells]
    if not told:
        return ()
    begun = (ALWAYS,) if told[0] < ALWAYS < told[-1] else ()
    if told[-1] - told[0] <= LONG_YEARS:
        return begun
    decades = range(10 * (told[0] // 10 + 1), told[-1] - LEAST_YEARS + 1, 10)
    return (*begun, *decades[-STARTS:])


def grain_note(context: Context, shown: ShownView) -> list[Component]:
    """That nobody says how a year is made, where several figures are finer and cannot be shown so."""
    several = sum(row.tells for row in shown.figures.home) > 1
    if not shown.finest or len(shown.grains) > 1 or not several:
        return []
    return [html.P(context.say(f"views.unstated.{shown.finest}"), className="note")]


def size_note(context: Context, shown: ShownView) -> list[Component]:
    """Where areas of another size are drawn: that they are, and the form in which they can be compared."""
    form = next((form for form in COMPARABLE if form in shown.forms), "")
    if not shown.unlike or not form:
        return []
    link = html.A(context.say(f"views.size.{form}"), href=_link(context, form=form))
    return [html.P([context.say("views.size.note"), " ", link], className="note")]


def cases(context: Context, measure: Measure) -> list[Component]:
    """How many people one percentage point is, or how many points one person: where the source tells their number."""
    latest, unit = context.verdicts[measure.id].latest, context.unit(measure)
    if latest is None or not latest.n or measure.rank or unit is None or unit.text.en != "%":
        return []
    told = {"n": formats.number(latest.n, 0, context.lang), "period": formats.period(latest.period, context.lang)}
    return [html.P(_cases(context, latest.n, told), className="cases")]


def _cases(context: Context, n: int, told: dict[str, str]) -> str:
    if rounded(n / 100, 1) < 1:
        return context.say("views.cases.person", points=formats.number(100 / n, 1, context.lang), **told)
    people = rounded(n / 100, 0)
    if people == 1:
        return context.say("views.cases.one", **told)
    return context.say("views.cases.points", people=formats.number(people, 0, context.lang), **told)

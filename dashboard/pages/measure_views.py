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
STARTS = 2
"""So many later years to begin from are offered, the turns of the latest decades ..."""
LEAST_YEARS = 5
"""... that leave at least so many years."""

COMPARABLE = ("per_capita", "index")
"""The forms in which a town stands beside a whole country, the plainer first."""


def controls(context: Context, shown: ShownView) -> list[Component]:
    """All choices that there are, in rows; nothing where there is nothing to choose."""
    rows = list(_rows(context, shown))
    return [html.Div(rows, className="filters views")] if rows else []


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
    if starts := _starts(shown, context.address.since):
        links = [_choice(context, "views.since.all", context.address.since is None, since=None)]
        yield choices(context.say("views.since.label"), [*links, *(_since(context, year) for year in starts)])


def _peer(context: Context, shown: ShownView, area: str) -> tuple[str, str, bool]:
    """A link that draws an area or takes it away; with none left, the own area stands in the address."""
    chosen = tuple(a for a in shown.having if (a in shown.peers) != (a == area))
    href = _link(context, compare=chosen or (context.strategy.home,))
    return context.word(context.strategy.areas[area].name), href, area in shown.peers


def _grain(context: Context, shown: ShownView, grain: str) -> tuple[str, str, bool]:
    asked = "" if grain == shown.finest else grain
    return _choice(context, f"views.grain.{grain}", grain == shown.grain, grain=asked)


def _since(context: Context, year: int) -> tuple[str, str, bool]:
    name = context.say("views.since.year", year=year)
    return name, _link(context, since=year), context.address.since == year


def _choice(context: Context, key: str, here: bool, **state: Any) -> tuple[str, str, bool]:
    return context.say(key), _link(context, **state), here


def _link(context: Context, **state: Any) -> str:
    return context.link(replace(context.address, **state))


def _starts(shown: ShownView, asked: int | None) -> tuple[int, ...]:
    """The years that a long series can be shown from, and the one that is asked for, the earlier first."""
    told = [row.period.year for row in shown.figures.home if row.tells]
    here = {asked} if asked is not None else set()
    if not told or told[-1] - told[0] <= LONG_YEARS:
        return tuple(here)
    decades = range(10 * (told[0] // 10 + 1), told[-1] - LEAST_YEARS + 1, 10)
    return tuple(sorted({*decades[-STARTS:], *here}))


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

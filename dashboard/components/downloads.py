"""Buttons that take along what the page shows: links to files, named by their form, that work without scripts.

Only the PNG needs the browser: a script draws it from the SVG that its link leads to (`assets/png.js`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dash import html
from dash.development.base_component import Component

from dashboard.components.aria import aria, data
from dashboard.context import Address, Context, kept
from dashboard.exports import addresses, can_print, file_name
from strategy.model import Sector

Offer = tuple[str, str]
"""The name of a download in its address, and its form."""


def of_measure(context: Context, *, chart: bool) -> Component:
    """The downloads of the measure that the page stands on; of one without figures, those that need none."""
    id_ = context.address.id
    forms = ["png", "svg", "csv", "xlsx", "pptx"] if chart else ["svg", "xlsx", "pptx"]
    forms += ["pdf"] if can_print() else []
    name = context.word(context.strategy.measures[id_].name)
    return offers(context, "chart" if chart else "measure", name, [(id_, form) for form in forms])


def of_list(context: Context, address: Address | None = None) -> Component:
    """The list of measures as it is filtered at `address`; None: at the page's own."""
    given = [("measures", "csv"), ("measures", "xlsx"), *([("selection", "pdf")] if can_print() else [])]
    return offers(context, "list", context.say("exports.sheet.measures"), given, address)


def of_focus_area(context: Context) -> Component:
    """A focus area as slides, and on paper."""
    name = context.word(context.strategy.focus_areas[context.address.id].name)
    what = f"{addresses.FOCUS_AREA}{context.address.id}"
    return offers(context, "focus_area", name, [(what, "pptx"), *([(what, "pdf")] if can_print() else [])])


def of_meeting(context: Context, id_: str, title: str) -> Component:
    """A meeting as the annex to its minutes, as slides, and as minutes to edit."""
    forms = [*(["pdf"] if can_print() else []), "pptx", "docx"]
    given = [(f"{addresses.MEETING}{id_}", form) for form in forms]
    return offers(context, "meeting", title, given, Address(context.lang, "meeting", id_))


def of_road(context: Context, address: Address) -> Component:
    """The road to the target of what the filters of `address` choose."""
    given = [("road", form) for form in ("png", "svg", "csv", "xlsx", "pptx")]
    strategy = context.strategy
    chosen = [strategy.sectors[address.sector].name] if address.sector else []
    chosen += [strategy.focus_areas[address.focus_area].name] if address.focus_area else []
    name = " ".join([context.say("road.title"), *map(context.word, chosen)])
    return offers(context, "road", name, given, address)


def of_sector(context: Context, sector: Sector) -> Component | None:
    """The workbook that a sector fills in, in the page's language; None where the release has none."""
    if (sector.id, context.lang) not in context.release.workbooks:
        return None
    return offers(context, "workbook", context.word(sector.name), [(f"{addresses.WORKBOOK}{sector.id}", "xlsx")])


def of_strategy(context: Context) -> Component:
    """The whole strategy, as a workbook and as a data package."""
    name = context.word(context.strategy.title)
    return offers(context, "strategy", name, [("strategy", "xlsx"), ("datapackage", "zip")])


def offers(context: Context, key: str, name: str, given: Sequence[Offer], address: Address | None = None) -> Component:
    """A labelled row of downloads of the thing called `name`, as it stands at `address`; None: at the page's own."""
    at = address or context.address
    if at.on != context.address.on:
        return _offers(context, key, name, given, at)

    def made(of: Context) -> Component:
        return _offers(of, key, name, given, replace(at, on=of.address.on))

    return kept(context, "downloads", key, name, *given, replace(at, on=None), context.on, make=made)


def _offers(context: Context, key: str, name: str, given: Sequence[Offer], address: Address) -> Component:
    label = context.say(f"exports.offer.{key}")
    items = [html.Li(_button(context, name, offer, address)) for offer in given]
    parts = [html.Span(label, className="label"), html.Ul(items)]
    said = html.Span("", className="said", role="status", **data(failed=context.say("exports.offer.failed")))
    return html.Nav([*parts, said], className="downloads", **aria(label=f"{label}: {name}"))


def _button(context: Context, name: str, offer: Offer, address: Address) -> Component:
    what, form = offer
    served = "svg" if form == "png" else form
    href = context.settings.base.rstrip("/") + addresses.href(address, what, served)
    told = f"{form.upper()}, {context.say(f'exports.as.{form}')}: {name}"
    png = data(png=_png_name(context, what, name)) if form == "png" else {}
    return html.A(form.upper(), href=href, download="", **aria(label=told), **png)


def _png_name(context: Context, what: str, name: str) -> str:
    """The name of the picture, made in the browser: that of the SVG with another ending."""
    made_up = context.say("made_up.short") if context.strategy.made_up else ""
    return file_name(f"{what} {name} {made_up}", context.lang, context.on, "png")

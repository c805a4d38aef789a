"""The two kinds of colour, never mixed: the sign and word of a status, and the small mark of a sector."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.charts.drawing import sign
from dashboard.components.tables import Cell
from dashboard.context import Address, Context, InlineSvg, kept, measure_selection, urls
from strategy.judging import Verdict
from strategy.model import Action, FocusArea, Measure, Sector
from strategy.texts import sentence_case
from strategy.wording import flag_word, group_word, status_word

_PLAIN = re.compile(r"[a-z0-9_]+#[0-9a-f]{6}")
"""An id with its colour; text of a release that was made elsewhere never becomes another rule."""


def status_mark(context: Context, status: str, *, size: int = 16, leading: bool = False) -> Component:
    """The sign of a status and its word: shape, word and colour, readable in grey; `leading` begins a sentence."""
    word = status_word(status, context.lang)
    return html.Span([sign_of(status, size), html.Span(sentence_case(word) if leading else word)], className="status")


def sign_of(name: str, size: int = 14) -> Component:
    """The sign of a status or a group alone, where its word stands beside it."""
    return InlineSvg(markup=sign(name, size), className="sign")


def group_mark(context: Context, group: str) -> Component:
    """The sign of a group and its word."""
    return html.Span([sign_of(group), group_word(group, context.lang)], className="status")


def standing(verdicts: Iterable[Verdict]) -> tuple[tuple[str, str], ...]:
    """Measures with their statuses: what most parts that count or list them depend on beside the address."""
    return tuple((verdict.measure.id, verdict.status) for verdict in verdicts)


def flags(context: Context, names: Sequence[str]) -> list[Component]:
    """The flags beside a status, as words."""
    return [html.Span(flag_word(name, context.lang), className="flag") for name in names]


def sectors(context: Context, thing: Measure | Action, *, short: bool = False) -> Component:
    """The sectors of a measure or an action; those that we inferred say so."""
    which = (thing.sectors, thing.sector_evidence, short)
    return kept(context, "sectors", context.choices, *which, make=lambda of: _sectors(of, thing, short=short))


def _sectors(context: Context, thing: Measure | Action, *, short: bool) -> Component:
    known = context.strategy.sectors
    names = [known[name] for name in thing.sectors]
    marks = [_sector(context, s, short=short) for s in names]
    if len(names) == len(known) > 1:
        squares = [html.I(className=f"sector-{s.id}") for s in names]
        marks = [html.Span([*squares, context.say("common.all_sectors")], className="sector")]
    if thing.sector_evidence == "inferred" and names:
        marks.append(html.Span(context.say("common.inferred"), className="sector"))
    return html.Span(_spaced(marks), className="sectors")


def sector_rules(found: Iterable[Sector]) -> str:
    """The style rules that give each sector's square its colour, which is the catalogue's."""
    return "".join(f".sector-{s.id}{{background:{s.colour}}}" for s in found if _PLAIN.fullmatch(s.id + s.colour))


def _sector(context: Context, sector: Sector, *, short: bool) -> Component:
    """A sector's mark: a link to the same selection of that sector, unless the page stands on it."""
    words = [html.I(className=f"sector-{sector.id}"), context.word(sector.short if short else sector.name)]
    return html.Span(narrowing_link(context, words, sector=sector.id), className="sector")


def sector_link(context: Context, sector: Sector) -> Component:
    """A sector's mark and short name, as a link to its page."""
    link = html.A(context.word(sector.short), href=context.href("sector", sector.id))
    return html.Span([html.I(className=f"sector-{sector.id}"), link], className="sector")


def focus_area_link(context: Context, area: FocusArea) -> list[Component | str]:
    """A focus area's number, and its name as a link to its page."""
    name = html.A(context.word(area.name), href=context.href("focus_area", area.id))
    return [html.Span(area.id, className="ref"), " ", name]


def narrowing_link(context: Context, words: Cell, **choice: Any) -> Cell:
    """Words as a link to what the page shows with a further choice, all else kept; as they are, where it is made.

    From a page that does not show chosen measures it leads to the list of measures, or to the page of a sector.
    """
    address = context.address
    if address.page == "sector" and "sector" in choice:
        other = replace(measure_selection.usable(address), id=choice["sector"], unread=())
        return words if other.id == address.id else html.A(words, href=context.link(other))
    if address.page in measure_selection.SELECTING:
        to = measure_selection.usable(replace(address, unread=(), **choice))
        return words if to == replace(address, unread=()) else html.A(words, href=context.link(to), rel="nofollow")
    if list(choice) == ["sector"]:
        return html.A(words, href=context.href("sector", choice["sector"]))
    return html.A(words, href=context.href("measures", **choice))


def selection_address(context: Context, page: str, **choice: str) -> Address:
    """Another page that shows the measures that this one shows, with a further choice; the days go along."""
    address = measure_selection.usable(context.address)
    kept = {key: getattr(address, key) for key in measure_selection.MEASURE_KEYS}
    if address.page in ("focus_area", "sector"):
        kept[address.page] = address.id
    if address.form and address.page != "measure":
        kept["form"] = urls.form_on(page, address.form)
    return address.to(page, "", **kept | choice)


def selection_href(context: Context, **choice: str) -> str:
    """The list of the measures that the page shows, with a further choice: all that the address chooses is kept."""
    return context.link(selection_address(context, "measures", **choice))


def _spaced(parts: Sequence[Component]) -> list[Component | str]:
    spaced: list[Component | str] = []
    for part in parts:
        spaced += [part] if not spaced else [" ", part]
    return spaced


def original(context: Context, shown: str, words: str, *, labelled: bool = False) -> list[Component]:
    """The strategy's own words beside what is shown for them, where they are not the same; marked with their language.

    What they are is read aloud everywhere, and seen where they are `labelled`.
    """
    if shown == words:
        return []
    said = context.original()
    label = sentence_case(said) if labelled else html.Span(said, className="sr-only")
    return [html.Span([label, " ", html.Q(words, lang=context.strategy.text_language)], className="original")]


def quote(context: Context, text: str) -> Component:
    """The strategy's own words: in their one language on every page, and marked as such."""
    return html.Blockquote(text, lang=context.strategy.text_language, cite=context.link(context.address.to("overview")))

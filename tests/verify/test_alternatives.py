"""Each chart's numbers are in the table below it, for every measure in every language: read back from the printed page.

The figure is read as the browser gets it and the table as a person does, in the page's own way of writing numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from html.parser import HTMLParser
from typing import Any

import pytest
from dash.development.base_component import Component

from dashboard.context.kept_part import KeptPart
from dashboard.context.urls import Address
from dashboard.pages import Services, route
from dashboard.web.html import to_html
from strategy.model.numbers import rounded
from strategy.model.vocabulary import LANGUAGES
from tests.verify.conftest import nothing

TAG = re.compile(r"<[^>]*>")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("figures", ["services", "made_up_desk"])
def test_every_chart_equals_its_table(request: pytest.FixtureRequest, figures: str, lang: str) -> None:
    services: Services = request.getfixturevalue(figures)
    measures = services.store.release().strategy.measures
    found: dict[str, list[object]] = {}
    points = 0
    for measure in measures.values():
        page = route(Address(lang, "measure", measure.id).path(), "", services)
        for graph in _graphs(page.body):
            printed = to_html(page.body)
            table, stops = _Reader.of(printed, "twin"), _stops(printed)
            own = [trace for trace in graph.figure["data"] if trace["mode"] == "markers"]
            found[measure.id] = list(_differences(own, stops, table, measure.decimals, lang))
            found[measure.id] += _peers(stops, table, lang)
            points += sum(len(trace["x"]) for trace in own)
    assert points > 1000
    nothing(found)


def _graphs(node: object) -> Iterator[Any]:
    if isinstance(node, Component) and node._type == "ChartFigure":
        yield node
    if isinstance(node, KeptPart):
        yield from _graphs(node.tree())
    children = node if isinstance(node, (list, tuple)) else getattr(node, "children", None)
    for child in children if isinstance(children, (list, tuple)) else [children] if children is not None else []:
        yield from _graphs(child)


def _stops(printed: str) -> dict[str, list[tuple[str, str]]]:
    """What a chart says where somebody steps through it: name of each series -> period and text of each figure."""
    (tag, *_) = re.findall(r'<div [^>]*class="drawing"[^>]*>', printed)
    attribute = re.search(r'data-stops="([^"]*)"', tag)
    found: dict[str, list[tuple[str, str]]] = {}
    name = ""
    for line in unescape(attribute[1]).split("\n")[1:] if attribute else ():
        fields = line.split("\t")
        if len(fields) == 2:
            name = fields[1]
        elif fields[3]:
            found.setdefault(name, []).append((fields[2], fields[3]))
    return found


def _differences(
    traces: Sequence[Mapping[str, Any]],
    stops: Mapping[str, list[tuple[str, str]]],
    table: list[list[str]],
    decimals: int,
    lang: str,
) -> Iterator[object]:
    """Figures that are told or drawn and not in the table's row of their period; a baseline's may be in the note."""
    told = {row[0]: {_number(cell, lang) for cell in (*row[1:], *_notes(row))} for row in table[1:]}
    own = [stop for name, series in stops.items() if name not in table[0] for stop in series]
    for period, text in own:
        if _number(text, lang) not in told.get(period, ()):
            yield f"{period}: told {text!r}, in the table {told.get(period)}"
    numbers = {
        _number(text, lang) for series in stops.values() for _, text in series
    }  # a lone figure of a peer is a dot
    for y in (y for trace in traces for y in trace["y"]):
        if rounded(y, decimals) not in numbers:
            yield f"drawn {y}, told {sorted(map(str, numbers))}"


def _notes(row: Sequence[str]) -> Iterator[str]:
    """What stands behind a colon in the last two columns, which are left out where every row would say the same."""
    yield from (cell.partition(": ")[2] for cell in row[-2:])


def _peers(stops: Mapping[str, list[tuple[str, str]]], table: list[list[str]], lang: str) -> list[object]:
    """Each figure that is told of a peer stands in its column, in the row of its period."""
    head = table[0]
    faults: list[object] = []
    for name in (name for name in stops if name in head):
        for period, text in stops[name]:
            cells = [_number(row[head.index(name)], lang) for row in table[1:] if row[0] == period]
            faults += [] if _number(text, lang) in cells else [f"{name} {period}: {text!r} not in {cells}"]
    return faults


def _number(text: str, lang: str) -> float | None:
    """The number at the beginning of a text as `lang` writes it; None where none stands there."""
    plain = re.sub(r"(?<=\d)[\u00a0\u202f ](?=\d{3})" if lang != "en" else r"(?<=\d),(?=\d{3})", "", text.strip())
    match = re.match(r"([\u2212-]?)€?(\d+(?:[.,]\d+)?)", plain)  # English: −€190 per resident
    return float("".join(match.groups()).replace("\u2212", "-").replace(",", ".")) if match else None


class _Reader(HTMLParser):
    """The cells of the first table within the first element of a class."""

    def __init__(self, within: str) -> None:
        super().__init__()
        self.within, self.inside, self.done = within, False, False
        self.rows: list[list[str]] = []
        self.cell: list[str] | None = None

    @classmethod
    def of(cls, html: str, within: str) -> list[list[str]]:
        reader = cls(within)
        reader.feed(html)
        return reader.rows

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.within in (dict(attrs).get("class") or "").split():
            self.inside = not self.done
        if self.inside and tag == "tr":
            self.rows.append([])
        self.cell = [] if self.inside and tag in ("td", "th") else self.cell

    def handle_data(self, data: str) -> None:
        if self.cell is not None:
            self.cell.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th") and self.cell is not None:
            self.rows[-1].append("".join(self.cell))
            self.cell = None
        if tag == "table" and self.inside:
            self.inside, self.done = False, True

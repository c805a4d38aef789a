"""Each region of a page is named by what stands above it, and no two alike."""

from __future__ import annotations

import pytest
from dash import html
from dash.development.base_component import Component

from dashboard.components import table
from dashboard.components.regions import LABEL, name_regions

Part = tuple[str, ...]
CARD, SECTION = ("article", "h3 Card"), ("section", "h2 A", "One")
# fmt: off
NAMED: list[tuple[list[str | Part], list[str]]] = [
    # headings and regions by their captions                  the names of the regions
    (["One", "Two"],                                          ["One", "Two"]),
    (["h2 A", "One", "h2 B", "One"],                          ["A, One", "B, One"]),
    (["h2 A", "One", "One"],                                  ["A, One", "A, One (2)"]),
    ([SECTION, "One"],                                        ["A, One", "A, One (2)"]),
    (["h2 A", CARD, "One", "h2 B", "One"],                    ["A, One", "B, One"]),
    (["h2 A", (*CARD, "One"), "One"],                         ["Card, One", "A, One"]),
]
# fmt: on


@pytest.mark.parametrize(("page", "names"), NAMED)
def test_a_region_is_named_by_the_heading_that_it_stands_under(page: list[str | Part], names: list[str]) -> None:
    """A heading inside of a card is the card's: it names nothing that follows the card."""
    body = [made(part) for part in page]
    name_regions(body)
    assert [getattr(found, LABEL) for found in regions(body)] == names


def made(part: str | Part) -> Component:
    if isinstance(part, tuple):
        around = html.Article if part[0] == "article" else html.Section
        return around([made(inner) for inner in part[1:]])
    level, _, words = part.partition(" ")
    return {"h2": html.H2, "h3": html.H3}[level](words) if words else table(part, ["a"], [["b"]])


def regions(node: object) -> list[Component]:
    if isinstance(node, list):
        return [found for child in node for found in regions(child)]
    if not isinstance(node, Component):
        return []
    return [node] if getattr(node, "role", "") == "region" else regions(getattr(node, "children", None))

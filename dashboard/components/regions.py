"""Names of the regions of a page: whoever goes from region to region by ear must tell them apart.

Tables that scroll are regions, and a page may hold many: one a goal, all with the same caption. Which goal it is stands
in the heading above; no part of a page knows the others, so the whole page is looked through once.
"""

from __future__ import annotations

from collections import Counter

from dash.development.base_component import Component

HEADINGS = frozenset({"H1", "H2", "H3", "H4"})
ARTICLE = "Article"
"""What follows a card stands under the heading of the cards, and not under that of the last one."""
PHRASES = frozenset("A B I P Small Span Strong Summary".split())
"""Elements of text, which hold neither a heading nor a region: most of a page."""
LABEL = "aria-label"


def name_regions(body: object) -> None:
    """Give each region of `body` a name that no other has: its own, with the heading above it, with a number.

    The tree is changed where names are missing or meet, and nowhere else.
    """
    found: list[tuple[Component, str]] = []
    _find(body, "", found)
    often = Counter(getattr(region, LABEL, "") for region, _ in found)
    taken: Counter[str] = Counter()
    for region, heading in found:
        own = getattr(region, LABEL, "")
        name = own if own and often[own] == 1 else ", ".join(dict.fromkeys(part for part in (heading, own) if part))
        taken[name] += 1
        setattr(region, LABEL, name if taken[name] == 1 else f"{name} ({taken[name]})")


def _find(node: object, heading: str, found: list[tuple[Component, str]]) -> str:
    """Add the regions in the order of the page, each with its heading; returns the heading of what follows."""
    if isinstance(node, (list, tuple)):
        for child in node:
            if type(child) is not str:
                heading = _find(child, heading, found)
    elif isinstance(node, Component):
        kind, own = node._type, vars(node)
        if kind in HEADINGS:
            return text_of(node)
        if kind in PHRASES:
            return heading
        if own.get("role") == "region":
            found.append((node, heading))  # no region holds another, and most of a page is inside of one
        else:
            below = _find(own.get("children"), heading, found)
            return heading if kind == ARTICLE else below
    return heading


def text_of(node: object) -> str:
    """The words of a tree of components, as one line."""
    if isinstance(node, str):
        return node
    if isinstance(node, (list, tuple)):
        return " ".join("".join(text_of(child) for child in node).split())
    if isinstance(node, Component):
        return text_of(getattr(node, "children", None))
    return "" if node is None else str(node)

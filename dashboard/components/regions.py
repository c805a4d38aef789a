"""Names of the regions of a page: whoever goes from region to region by ear must tell them apart.

Tables that scroll are regions, and a page may hold many: one a goal, all with the same caption. Which goal it is stands
in the heading above; no part of a page knows the others, so the whole page is looked through once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from dash.development.base_component import Component

HEADINGS = frozenset({"H1", "H2", "H3", "H4"})
LABEL = "aria-label"


def name_regions(body: object) -> None:
    """Give each region of `body` a name that no other has: its own, with the heading above it, with a number.

    The tree is changed where names are missing or meet, and nowhere else.
    """
    found = list(_regions(body, [""]))
    often = Counter(getattr(region, LABEL, "") for region, _ in found)
    taken: Counter[str] = Counter()
    for region, heading in found:
        own = getattr(region, LABEL, "")
        name = own if own and often[own] == 1 else ", ".join(dict.fromkeys(part for part in (heading, own) if part))
        taken[name] += 1
        setattr(region, LABEL, name if taken[name] == 1 else f"{name} ({taken[name]})")


def _regions(node: object, heading: list[str]) -> Iterator[tuple[Component, str]]:
    """The regions in the order of the page, each with the heading that it stands under."""
    if isinstance(node, (list, tuple)):
        for child in node:
            yield from _regions(child, heading)
    elif isinstance(node, Component):
        if node._type in HEADINGS:
            heading[0] = text_of(node)
        if getattr(node, "role", "") == "region":
            yield node, heading[0]  # no region holds another, and most of a page is inside of one
        else:
            yield from _regions(getattr(node, "children", None), heading)


def text_of(node: object) -> str:
    """The words of a tree of components, as one line."""
    if isinstance(node, Component):
        return text_of(getattr(node, "children", None))
    if isinstance(node, (list, tuple)):
        return " ".join("".join(text_of(child) for child in node).split())
    return "" if node is None else str(node)

"""Our drawings as paper takes them: with the title that a tagged PDF reads out, in the paper's type."""

from __future__ import annotations

from copy import deepcopy
from xml.etree.ElementTree import Element, SubElement, fromstring, register_namespace, tostring

from dashboard.charts.drawing import GROUND

SVG = "{http://www.w3.org/2000/svg}"
FAMILY = "Liberation Sans, Arial, DejaVu Sans, sans-serif"
"""One whose widths our labels were measured for, and that is free."""
_EDGE = ("stroke", "stroke-width", "stroke-linejoin", "paint-order")


def printed_picture(markup: str, alt: str) -> str:
    """A drawing of ours with `alt` as its title.

    A halo is a second text behind the first: what makes PDF paints the edge over the letter, whatever `paint-order`
    says.
    """
    register_namespace("", SVG[1:-1])
    root = fromstring(markup)  # noqa: S314 (our own drawing, made a moment ago)
    for told in root.findall(f"{SVG}title"):
        root.remove(told)
    title = SubElement(root, f"{SVG}title")
    title.text = alt
    root.remove(title)
    root.insert(0, title)
    root.set("font-family", FAMILY)
    for parent in list(root.iter()):
        _halos(parent)
    return tostring(root, encoding="unicode")


def _halos(parent: Element) -> None:
    for place, text in reversed(list(enumerate(parent))):
        if text.tag == f"{SVG}text" and text.get("paint-order"):
            halo = deepcopy(text)
            halo.set("fill", GROUND)
            for name in _EDGE:
                text.attrib.pop(name, None)
            halo.attrib.pop("paint-order")
            parent.insert(place, halo)

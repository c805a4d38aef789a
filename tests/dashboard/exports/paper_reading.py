"""Reads the structure of a tagged PDF: its elements, the marks of its pages, what is painted outside of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import pikepdf

Id = tuple[int, int]
PAINTS = frozenset(("Tj", "TJ", "'", '"', "f", "F", "f*", "B", "B*", "S", "s", "b", "b*", "Do", "sh", "INLINE IMAGE"))


def elements(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Every element of the structure, parents first."""
    yield from below(pdf.Root.StructTreeRoot.K[0])


def below(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """An element and all that stand in it."""
    yield element
    for kid in element.K:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from below(kid)


def page_id(page: pikepdf.Object | pikepdf.Page) -> Id:
    """The number by which elements name their page."""
    number, generation = page.objgen
    return int(number), int(generation)


def marked(pdf: pikepdf.Pdf) -> Mapping[Id, set[int]]:
    """The marks that the structure tells of, by page."""
    found: dict[Id, set[int]] = defaultdict(set)
    for element in elements(pdf):
        kids: Any = element.K
        found[page_id(element.Pg) if "/Pg" in element else (0, 0)] |= {kid for kid in kids if isinstance(kid, int)}
    return found


def content_outside(page: pikepdf.Page, told: set[int]) -> list[object]:
    """What a page paints outside of any mark, its marks that nothing tells of, and those told that it lacks."""
    wrong: list[object] = []
    open_, seen = 0, set[int]()
    for step in pikepdf.parse_content_stream(page):
        match str(step.operator):
            case "BDC" | "BMC" as begun:
                open_ += 1
                about: Any = step.operands[1] if begun == "BDC" else {}
                if "/MCID" in about:
                    seen.add(int(about.MCID))
            case "EMC":
                open_ -= 1
            case paint if paint in PAINTS and not open_:
                wrong.append(paint)
    return [*wrong, *sorted(seen ^ told)]

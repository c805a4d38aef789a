"""The small code on paper, slides and pictures: a QR symbol of the address that shows the same figures.

Only files have one, and only where the public address is known: what draws it is imported with the first.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import segno

QUIET = 4
"""Modules of white around a symbol, as its standard asks for."""


def _symbol(address: str) -> segno.QRCode:
    import segno

    return segno.make_qr(address, error="m", boost_error=False)


def symbol_svg(address: str) -> str:
    """The symbol as a well-formed SVG element, a module to a unit of its view box."""
    out = io.BytesIO()
    look = {"light": "#ffffff", "svgclass": None, "lineclass": None}
    _symbol(address).save(out, kind="svg", border=QUIET, omitsize=True, xmldecl=False, nl=False, **look)
    return out.getvalue().decode("utf-8")


def symbol_png(address: str) -> bytes:
    """The symbol as a picture of black and white, eight pixels a module."""
    out = io.BytesIO()
    _symbol(address).save(out, kind="png", scale=8, border=QUIET)
    return out.getvalue()


def symbol_placed(address: str, x: float, y: float, size: float) -> str:
    """The symbol inside another drawing, `size` wide and high, its upper left corner at (`x`, `y`)."""
    return re.sub(
        r"^<svg ", f'<svg x="{x:g}" y="{y:g}" width="{size:g}" height="{size:g}" ', symbol_svg(address), count=1
    )

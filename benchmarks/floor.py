"""The floor: the least that a Flask application under the same gunicorn can do, and a plain page of twelve charts."""

from __future__ import annotations

from flask import Flask

CHARTS = 12
POINTS = 20

server = Flask(__name__)


def _chart(number: int) -> str:
    points = " ".join(f"{18 * x},{40 + (x * 37 + number * 11) % 90}" for x in range(POINTS))
    dots = "".join(
        f'<circle cx="{point.partition(",")[0]}" cy="{point.partition(",")[2]}" r="3"/>' for point in points.split()
    )
    line = f'<polyline points="{points}" fill="none" stroke="#1d6b36"/>'
    return f'<svg viewBox="0 0 360 170" role="img" aria-label="{number}">{line}{dots}</svg>'


PAGE = "<!DOCTYPE html><html lang=en><title>Floor</title><h1>Floor</h1>" + "".join(map(_chart, range(CHARTS)))


@server.get("/livez")
@server.get("/hello")
def hello() -> str:
    """The smallest answer."""
    return "hello"


@server.get("/page")
def page() -> str:
    """A whole page with charts that were drawn long ago."""
    return PAGE

"""The floor: the least that a Flask application under the same gunicorn can do, and a plain page of twelve charts."""

from __future__ import annotations

import os
import re
from datetime import date
from functools import cache
from pathlib import Path

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


STYLE = """
body{font:1rem/1.5 system-ui,sans-serif;margin:2rem auto;max-width:72rem;padding:0 1rem;color:#1c1c1c}
table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.3rem;border-bottom:1px solid #ccc}
h1{font-size:1.6rem}h2{font-size:1.3rem}.cards{display:grid;grid-template-columns:repeat(3,1fr);gap:1rem}
.sr-only{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}ul{padding-left:1.2rem}
svg{max-width:100%;height:auto}.row-of-squares{display:inline-flex;gap:2px}.sq{width:1.2rem;height:1.2rem;background:#ddd}
"""
"""Less than two kilobytes: a page that is to be read, and no more."""


@server.get("/plain/<path:path>")
def plain(path: str) -> str:
    """The main part of a page of ours, word by word and drawing by drawing, with a style of its own and no script."""
    return _plain(f"/{path}")


@cache
def _plain(path: str) -> str:
    from dashboard.data import Store  # the floor itself needs none of it
    from dashboard.pages import Services, route
    from dashboard.settings import Settings
    from dashboard.web import to_html

    services = Services(Store(Path(os.environ["TYOPOYTA_RELEASES"])), Settings(), date.today)
    main = re.search(r"<main.*</main>", to_html(route(path, "", services).body), re.DOTALL)
    return f"<!DOCTYPE html><html lang=fi><title>Plain</title><style>{STYLE}</style>{main[0] if main else ''}"

"""The document around a page: head, the page as printed, and the place and scripts with which Dash takes over.

The printed page stands in `#first-view`, a sibling of Dash's own entry point; `assets/firstview.js` takes it away in
the frame in which Dash's h1 appears. Without scripts it stays.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

from dashboard.context import Page
from dashboard.web.html import contains, to_html
from strategy.texts import say

WAITING = "#first-view~#react-entry-point{position:absolute;inset:0 0 auto;height:0;overflow:hidden;visibility:hidden}"
"""While the printed page stands, Dash draws unseen beside it, at its full width so that charts get their size."""

_GRID = re.compile(r'<script src="[^"]*/dash_ag_grid/[^"]*"></script>')
BARE = "body{font:1.1rem/1.5 system-ui,sans-serif;color:#1c1c1c;margin:12vh auto;max-width:34rem;padding:0 1rem}"


@dataclass(frozen=True, slots=True)
class DashParts:
    """What Dash itself puts into a document: its configuration, scripts and the line that starts it, as HTML."""

    metas: str
    config: str
    scripts: str
    renderer: str


@dataclass(frozen=True, slots=True)
class PageAssets:
    """What is the same in every document: the styles (inline, so that nothing is waited for), icon, Plotly's bundle."""

    css: str
    icon: str
    plotly: str | None


def document(page: Page, parts: DashParts, assets: PageAssets) -> str:
    """The whole document of a page. Plotly's bundle is asked for only where the page has a chart to touch."""
    plotly = (
        f'<script src="{escape(assets.plotly)}"></script>' if assets.plotly and contains(page.body, "Graph") else ""
    )
    return f"""<!DOCTYPE html>
<html lang="{escape(page.lang)}">
<head>
{parts.metas}
<title>{escape(page.title, quote=False)}</title>
<link rel="icon" type="image/svg+xml" href="{escape(assets.icon)}">
<style>{assets.css}
{page.css}
{WAITING}</style>
</head>
<body>
<div id="first-view">{to_html(page.body)}</div>
<div id="react-entry-point"></div>
{parts.config}
{plotly}
{_scripts(page, parts.scripts)}
{parts.renderer}
</body>
</html>
"""


def _scripts(page: Page, scripts: str) -> str:
    """Dash names the scripts of every component on every page; AG Grid's megabyte goes where a grid is."""
    return scripts if contains(page.body, "AgGrid") else _GRID.sub("", scripts)


def problem(lang: str, status: int, home: str) -> str:
    """A document of its own for what cannot be shown as a page: needs no data, no scripts and no style sheet."""
    title, text = (escape(say(lang, f"server.problem.{status}.{part}"), quote=False) for part in ("title", "text"))
    link = f'<a href="{escape(home)}">{escape(say(lang, "server.problem.home"), quote=False)}</a>'
    return f"""<!DOCTYPE html>
<html lang="{escape(lang)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{BARE}</style>
</head>
<body><main><h1>{title}</h1><p>{text}</p><p>{link}</p></main></body>
</html>
"""

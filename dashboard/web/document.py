"""The document around a page: head, the page as printed, and what it needs of scripts.

A page with a grid carries the place and scripts with which Dash takes over: the printed page stands in `#first-view`,
a sibling of Dash's own entry point, and `assets/firstview.js` takes it away in the frame in which Dash's h1 appears.
Without scripts it stays. Every other page is whole as it is printed: Dash would draw the same again, at the price of
250 kB and of the reader's processor, so it has our own few scripts alone, and one more where the chart library draws.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from dashboard.context import ChartFigure, Page, soften
from dashboard.web.html import contains, to_html
from strategy.texts import say

WAITING = "#first-view~#react-entry-point{position:absolute;inset:0 0 auto;height:0;overflow:hidden;visibility:hidden}"
"""While the printed page stands, Dash draws unseen beside it, at its full width so that the grid gets its size."""

LIVE = "AgGrid"
"""What only Dash can draw: a page with one is handed over to it."""
BARE = "body{font:1.1rem/1.5 system-ui,sans-serif;color:#1c1c1c;margin:12vh auto;max-width:34rem;padding:0 1rem}"


@dataclass(frozen=True, slots=True)
class DashParts:
    """What Dash itself puts into a document: its configuration, scripts and the line that starts it, as HTML."""

    config: str
    scripts: str
    renderer: str


@dataclass(frozen=True, slots=True)
class PageAssets:
    """What is the same in every document: styles (inline, so that nothing is waited for), the addresses of the rest."""

    css: str
    icon: str
    library: str
    """The address of the chart library."""
    scripts: tuple[str, ...] = ()
    sheets: tuple[tuple[str, str], ...] = ()
    """Style sheets that are asked for where their medium is shown, each (medium, address)."""
    wall_css: str = ""
    """The style of walls, after the other."""
    wall_script: str = ""
    wall_dark: str = ""
    """The address of the style for a dark room."""
    loader: str = ""
    """The script that loads all others after the first view, inline."""
    library_script: str = ""
    """The script that loads the chart library after the first view and draws by it."""


def is_live(page: Page) -> bool:
    """Whether the page has a part that only Dash can draw."""
    return contains(page.body, LIVE)


def document(page: Page, parts: DashParts | None, assets: PageAssets) -> str:
    """The whole document of a page; `parts` are Dash's, and None of a page that is not live."""
    return f"""<!DOCTYPE html>
<html lang="{escape(page.lang)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(page.title, quote=False)}</title>
<link rel="icon" type="image/svg+xml" href="{escape(assets.icon)}">
<style>{assets.css}
{page.css}
{assets.wall_css if page.wall else ""}{WAITING if parts else ""}</style>
{_sheets(page, assets)}
</head>
<body>
{_handed_over(page, parts, assets) if parts else _printed(page, assets)}
</body>
</html>
"""


def _printed(page: Page, assets: PageAssets) -> str:
    printed = to_html(page.body, soften)
    if page.wall:
        scripts = _tags([assets.wall_script])
    else:
        library = _library(assets) if ChartFigure.OPENING in printed else ""  # of the print: a kept part is no tree
        scripts = _later(f"{_tags(assets.scripts)}{library}", assets)
    return f'<div id="printed">{printed}</div>\n{scripts}'


def _library(assets: PageAssets) -> str:
    address, library = escape(assets.library_script), escape(assets.library)
    return f'\n<script src="{address}" data-library="{library}"></script>'


def _handed_over(page: Page, parts: DashParts, assets: PageAssets) -> str:
    """Nothing of Dash is asked for before the first view."""
    return f"""<div id="first-view">{to_html(page.body, soften)}</div>
<div id="react-entry-point"></div>
{parts.config}
{_later(f"{parts.scripts}{parts.renderer}", assets)}"""


def _later(scripts: str, assets: PageAssets) -> str:
    """Scripts that are asked for when the first view stands."""
    return f'<template id="later">{scripts}</template>\n<script>{assets.loader}</script>'


def _sheets(page: Page, assets: PageAssets) -> str:
    """A wall is dark where its reader asks for it, and not as the machine behind the projector is set up."""
    if page.wall:
        media = "screen" if page.wall == "dark" else "not all"
        return f'<link rel="stylesheet" id="dark-room" media="{media}" href="{escape(assets.wall_dark)}">'
    links = (f'<link rel="stylesheet" media="{escape(media)}" href="{escape(href)}">' for media, href in assets.sheets)
    return "\n".join(links)


def _tags(addresses: Iterable[str]) -> str:
    return "\n".join(f'<script src="{escape(address)}"></script>' for address in addresses)


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

"""Puts the dashboard together: Dash with its traps closed, the pages, the printed first view, limits and headers.

One app per process: Dash keeps its pages in a list of its own. Nothing is read here but the style sheets; the data is
opened by the first request, after any fork.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import dash
from dash import Dash
from dash.exceptions import DependencyException
from flask import Flask, Response, g, redirect, request
from werkzeug.exceptions import HTTPException
from werkzeug.middleware.proxy_fix import ProxyFix

from dashboard import pages
from dashboard.context import urls
from dashboard.data import Store, StoreError
from dashboard.pages import Services
from dashboard.settings import Settings
from dashboard.web import bundle, callbacks, compression, downloads, headers, health, robots, warming
from dashboard.web.document import DashParts, PageAssets, document, is_live, problem
from dashboard.web.response_cache import CacheKey, PageCache
from dashboard.web.single_flight import SingleFlight
from strategy.model import LANGUAGES
from strategy.texts import known_key

HERE = Path(__file__).resolve().parents[1]
ASSETS = HERE / "assets"
STYLE = HERE / "style.css"
LOADER = HERE / "after_first_view.js"
WALL_STYLE = HERE / "wall" / "wall.css"
WALL_SCRIPT = "wall.js"
LIBRARY_SCRIPT = "chart_library.js"
OWN_SCRIPTS = ("chart_steps.js", "filters.js", "keep_place.js", "menu.js", "png.js", "road.js", "squares.js")
"""Our scripts that do without Dash, for the pages that do."""
DARK = "dark.css"
SHEETS = {"print.css": "print", DARK: "screen and (prefers-color-scheme: dark) and (forced-colors: none)"}
"""Our style sheets for other media, which no page waits for."""
DRAWING = (".py", ".toml", ".css", ".js", ".svg")
"""The kinds of files of ours that a page is made from."""
LARGEST_REQUEST = 256 * 1024
"""Bytes: the largest callback of ours is a few hundred; Flask by itself takes any."""


class _Desktop(Dash):
    """Dash, whose index is the whole page of the address asked for: without Dash where nothing on it is its own."""

    services: Services
    assets: PageAssets
    cache: PageCache

    def index(self, *_args: object, **_kwargs: object) -> Response:
        page = pages.route(*_asked(self.services.settings.base), self.services)
        if not is_live(page):
            return Response(document(page, None, self.assets), page.status, mimetype="text/html")
        g.index_page = page
        return Response(super().index(), page.status, mimetype="text/html")  # type: ignore[no-untyped-call]

    def interpolate_index(self, **parts: Any) -> str:  # type: ignore[override]  # Dash calls it by keyword
        return document(g.index_page, DashParts(parts["config"], parts["scripts"], parts["renderer"]), self.assets)


def create_app(settings: Settings, store: Store, today: Callable[[], date] = date.today) -> Dash:
    """The dashboard on one store. Its `server` is the WSGI application."""
    app = _Desktop(
        "dashboard",  # not __name__: inside a package Dash would import the pages twice
        use_pages=True,
        pages_folder="",
        assets_folder=str(ASSETS),
        url_base_pathname=settings.base,
        include_pages_meta=False,
        suppress_callback_exceptions=True,  # else the index carries the whole layout a second time
        update_title=None,  # type: ignore[arg-type]  # documented as the way to leave the title alone
        enable_mcp=False,
        compress=False,
    )
    app.cache = _keep_answers(app, settings.base, _version(settings))
    store.prepare = lambda old, _new: app.cache.warm(app.server, old)
    compression.install(app.server)
    library = _serve_bundle(app.server, settings.base, bundle.load())
    named = ("icon.svg", WALL_SCRIPT, LIBRARY_SCRIPT, *OWN_SCRIPTS)
    icon, wall, library_script, *scripts = (_asset(app, name) for name in named)
    sheets = tuple((media, _asset(app, name)) for name, media in SHEETS.items())
    style, wall_style, loader = (file.read_text("utf-8") for file in (STYLE, WALL_STYLE, LOADER))
    dark = _asset(app, DARK)
    app.assets = PageAssets(
        style, icon, library, tuple(scripts), sheets, wall_style, wall, dark, loader, library_script
    )
    app.services = Services(store, settings, today)
    app.server.extensions[warming.NAME] = lambda: warming.warm_up(app.services, app.assets)
    app.layout = dash.page_container
    pages.register(app.services)
    health.install(app.server, store, today)
    downloads.install(app.server, app.services)
    robots.install(app.server, app.services)
    _redirects(app.server, settings.base)
    _problems(app.server, settings.base)
    _finish(app, settings)
    return app


def _keep_answers(app: _Desktop, base: str, version: str) -> PageCache:
    """Refuse what is no callback of ours, then answer what was asked before: in this order, before anything else."""
    asked = f"{base}_dash-update-component"
    callbacks.install(app.server, asked, app.callback_map, base)

    def current() -> CacheKey:
        store = app.services.store
        return CacheKey(store, store.release(), app.services.today())

    cache = PageCache(current, _pages(base), asked, version, SingleFlight())
    cache.install(app.server)
    return cache


def _pages(base: str) -> tuple[str, str]:
    """The endpoints that answer with a page."""
    return (base, f"{base}<path:path>")


def _version(settings: Settings) -> str:
    """The hash of all that draws a page beside the data: our code, texts, styles and scripts, and the settings."""
    digest = hashlib.sha256(repr(settings).encode())
    for folder in (HERE, HERE.parent / "strategy"):
        for file in sorted(file for file in folder.rglob("*") if file.suffix in DRAWING):
            digest.update(file.read_bytes())
    return digest.hexdigest()


def _finish(app: Dash, settings: Settings) -> None:
    """Let Dash register its last callbacks, which it does before its first request, then fix headers and limits."""
    with app.server.test_request_context("/livez"):
        app.server.preprocess_request()
    hashes = [*app.csp_hashes(), headers.hash_of(app.assets.loader)]
    headers.install(app.server, hashes, _pages(settings.base), settings.shared_cache)
    app.server.config["MAX_CONTENT_LENGTH"] = LARGEST_REQUEST
    app.server.config["TRUSTED_HOSTS"] = list(settings.trusted_hosts) or None
    if n := settings.proxies:
        app.server.wsgi_app = ProxyFix(app.server.wsgi_app, x_for=n, x_proto=n, x_host=n)


def _asset(app: Dash, name: str) -> str:
    """The address of a file of ours under a name of its content."""
    return f"{app.get_asset_url(name)}?m={_mark(ASSETS / name)}"


def _mark(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()[:16]


def _asked(base: str) -> tuple[str, str]:
    """The path below `base`, with a leading slash, and the query string of the request."""
    return "/" + request.path[len(base) :], request.query_string.decode("utf-8", "replace")


def _serve_bundle(server: Flask, base: str, plotly: bundle.Bundle) -> str:
    address = f"{base}bundle/{plotly.name}"

    @server.get(address)
    def plotly_bundle() -> Response:
        return Response(plotly.body, mimetype="text/javascript", headers={"Cache-Control": headers.IMMUTABLE})

    return address


def _redirects(server: Flask, base: str) -> None:
    """`/` leads to the reader's language, an address with diacritics or a trailing slash to its plain form."""

    @server.before_request
    def _lead() -> Any:
        if request.endpoint not in _pages(base):
            return None
        path, query = _asked(base)
        if path == "/":
            target = f"/{urls.best_language(request.headers.get('Accept-Language', ''))}"
            response = redirect(base.rstrip("/") + target, 302)
            response.vary.add("Accept-Language")
            return response
        plain = urls.canonical(path, query)
        return None if plain is None else redirect(base.rstrip("/") + plain, 301)


def _problems(server: Flask, base: str) -> None:
    """What cannot be shown as a page is said in the reader's language, without traceback, path or data."""

    @server.errorhandler(HTTPException)
    def _http(error: HTTPException) -> Any:
        if error.code is None or error.code < 400:
            return error
        server.logger.warning("Refused with %s: %s %.120r (%.120r)", error.code, *_told(), error.description)
        return _said(base, error.code)

    @server.errorhandler(DependencyException)
    def _no_script(_: DependencyException) -> Any:
        server.logger.warning("Refused with 404: %s %.120r (no such script)", *_told())
        return _said(base, 404)

    @server.errorhandler(StoreError)
    def _no_data(error: StoreError) -> Any:
        server.logger.error("No data to show: %s", error)
        return _said(base, 503)

    @server.errorhandler(Exception)
    def _broken(error: Exception) -> Any:
        server.logger.exception("Failed to answer %s %.120r", *_told())
        return _said(base, 500)


def _told() -> tuple[str, str]:
    """Method and path for a line of the log, which the caller writes as `%r`: a path may hold line ends."""
    return request.method[:10], request.path


def _said(base: str, code: int) -> tuple[str, int]:
    shown = code if known_key(f"server.problem.{code}.title") else 500 if code >= 500 else 400
    first = request.path[len(base) :].partition("/")[0]
    lang = first if first in LANGUAGES else urls.best_language(request.headers.get("Accept-Language", ""))
    return problem(lang, shown, f"{base}{lang}"), code

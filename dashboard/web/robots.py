"""What search engines are told: the plain pages, and that addresses with a query are views of them.

The row of filters makes more addresses than anyone could read. A sitemap holds whole addresses, so there is one only
where it is known by which name the dashboard is called; elsewhere it is not found.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from html import escape

from flask import Flask, Response, abort, request

from dashboard.context import Address, urls
from dashboard.exports import FOLDER
from dashboard.pages import Services
from strategy.model import LANGUAGES, Strategy

SITEMAP = "sitemap.xml"


def install(server: Flask, services: Services) -> None:
    """Add `/robots.txt` at the root of the host, and the sitemap below the path that the dashboard is served under."""
    base = services.settings.base

    @server.get("/robots.txt")
    def robots() -> Response:
        lines = ["User-agent: *", "Disallow: /*?", f"Disallow: {base.rstrip('/')}{FOLDER}", f"Disallow: {base}_dash"]
        host = services.settings.printed_host(request.host_url)
        lines += [f"Sitemap: {host.rstrip('/')}{base}{SITEMAP}"] if host else []
        return Response("\n".join(lines) + "\n", mimetype="text/plain")

    @server.get(f"{base}{SITEMAP}")
    def sitemap() -> Response:
        host = services.settings.printed_host(request.host_url)
        if not host:
            abort(404)
        start = f"{host.rstrip('/')}{base.rstrip('/')}"
        release = services.store.release()
        found = plain_addresses(release.strategy, release.meetings)
        entries = "".join(f"<url><loc>{escape(start + address.path())}</loc></url>\n" for address in found)
        head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        return Response(f"{head}{entries}</urlset>\n", mimetype="application/xml")


def plain_addresses(strategy: Strategy, meetings: Collection[str]) -> Iterator[Address]:
    """Every page in every language, without a query; of a meeting, its agenda."""
    things: Mapping[str, Collection[str]] = {
        "focus_area": strategy.focus_areas,
        "sector": strategy.sectors,
        "measure": strategy.measures,
        "meeting": meetings,
    }
    for lang in LANGUAGES:
        for page in urls.WORDS:
            ids = things[page] if page in urls.WITH_ID else ("",)
            yield from (Address(lang, page, id_) for id_ in ids)

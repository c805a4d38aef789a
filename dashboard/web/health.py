"""Three addresses for those who run the dashboard: does it live, can it read its data, which version is it.

They stand at the root of the host whatever path the dashboard is served under, and tell nothing about the machine or
about what it is made of: versions of libraries help those who look for a hole, and those who run it have the lock file.
Old figures do not make it less ready: they are told, for whoever watches.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

from flask import Flask, Response, jsonify

from dashboard import __version__
from dashboard.data import Store, StoreError


def install(server: Flask, store: Store, today: Callable[[], date]) -> None:
    """Add `/livez`, `/readyz` and `/version` to the server; ages are told as of `today`."""

    @server.get("/livez")
    def livez() -> Response:
        return Response("ok\n", mimetype="text/plain")

    @server.get("/readyz")
    def readyz() -> tuple[Response, int]:
        try:
            release = store.newest()
            rows = release.check()
        except StoreError as error:
            return jsonify(ready=False, reason=str(error)), 503
        age, figures = datetime.now(UTC) - release.built, release.freshness(today())
        return jsonify(
            ready=True,
            release=release.hash,
            built=release.built.isoformat(),
            age_days=age.days,
            newest_figure=figures.newest and figures.newest.isoformat(),
            newest_figure_age_months=figures.months,
            max_age_months=figures.limit,
            out_of_date=figures.passed,
            read=rows,
        ), 200

    @server.get("/version")
    def which() -> Response:
        return jsonify(version=__version__)

"""Three addresses for those who run the dashboard: does it live, can it read its data, which version is it.

They stand at the root of the host whatever path the dashboard is served under, and tell nothing about the machine.
"""

from __future__ import annotations

from datetime import UTC, datetime
from importlib.metadata import version

from flask import Flask, Response, jsonify

from dashboard import __version__
from dashboard.store import Store, StoreError

PARTS = ("dash", "duckdb", "plotly")


def install(server: Flask, store: Store) -> None:
    """Add `/livez`, `/readyz` and `/version` to the server."""

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
        age = datetime.now(UTC) - release.built
        return jsonify(
            ready=True,
            release=release.hash,
            built=release.built.isoformat(),
            age_days=age.days,
            read=rows,
        ), 200

    @server.get("/version")
    def which() -> Response:
        return jsonify(version=__version__, **{part: version(part) for part in PARTS})

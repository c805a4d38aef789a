"""The headers of every response, word by word, and how long each kind of thing may be kept."""

from __future__ import annotations

import re

import flask
import pytest

from dashboard.web import headers

POLICY = (
    "default-src 'none'; script-src 'self' HASH HASH HASH; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'self'; form-action 'self'; "
    "frame-ancestors 'none'; object-src 'none'"
)
"""Every word of it: one host more is one place more to which a page could send what it shows."""
FIXED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), "
    "payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
REFUSED = {
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
}


def test_every_word_of_the_headers_is_held() -> None:
    assert (headers.FIXED, headers.REFUSED) == (FIXED, REFUSED)
    assert headers.content_security_policy(["HASH"] * 3) == POLICY


def test_a_response_has_every_header_once() -> None:
    server = flask.Flask("headers")
    headers.install(server, ["HASH"] * 3)
    response = server.test_client().get("/nothing")
    for name, value in (FIXED | {"Content-Security-Policy": POLICY, "Cache-Control": "no-store"}).items():
        assert response.headers.get_all(name) == [value]


LIFETIMES = [
    # address                                   status   its own age    how long it may be kept
    ("/fi", 200, "", "no-store"),
    ("/_dash-component-suites/a.js", 200, "max-age=1", "public, max-age=31536000, immutable"),
    ("/_dash-component-suites/a.js", 200, "max-age=0", "no-cache"),
    ("/_dash-component-suites/a.js", 200, "", "no-cache"),
    ("/tila/_dash-component-suites/a.js", 206, "max-age=9", "public, max-age=31536000, immutable"),
    ("/_dash-component-suites/a.js", 404, "max-age=9", "no-store"),
    ("/assets/a.js?m=1", 200, "", "public, max-age=31536000, immutable"),
    ("/assets/a.js?m=1", 206, "", "public, max-age=31536000, immutable"),
    ("/assets/a.js?m=1", 304, "", "public, max-age=31536000, immutable"),
    ("/assets/a.js?m=1", 201, "", "no-store"),
    ("/assets/a.js?m=1", 207, "", "no-store"),
    ("/assets/a.js?m=1", 305, "", "no-store"),
    ("/assets/a.js", 200, "", "no-cache"),
    ("/assets", 200, "", "no-store"),
    ("/_favicon.ico", 200, "", "no-cache"),
    ("/_favicon.ico/a", 200, "", "no-store"),
    ("/bundle", 404, "public, immutable", "public, immutable"),  # what says itself that it never changes
]


SHARED = [
    # seconds  status  how long a page may be kept
    (0, 200, "public, no-cache"),
    (0, 304, "public, no-cache"),
    (0, 404, "no-store"),
    (1, 200, "public, max-age=0, s-maxage=1"),
    (2, 200, "public, max-age=0, s-maxage=1, stale-while-revalidate=1"),
    (15, 304, "public, max-age=0, s-maxage=8, stale-while-revalidate=7"),
    (15, 302, "no-store"),
    (15, 503, "no-store"),
]


@pytest.mark.parametrize(("seconds", "status", "kept"), SHARED)
def test_a_cache_in_front_gives_no_page_that_is_older_than_the_setting(seconds: int, status: int, kept: str) -> None:
    """What it may give unasked and what it may give while it asks are the setting together."""
    server = flask.Flask("shared", static_folder=None)
    headers.install(server, [], ["page"], seconds)

    @server.get("/page", endpoint="page")
    def page() -> flask.Response:
        return flask.Response("x", status)

    assert server.test_client().get("/page").headers["Cache-Control"] == kept
    assert sum(map(int, re.findall(r"(?:s-maxage|revalidate)=(\d+)", kept))) in (0, seconds)


@pytest.mark.parametrize(("address", "status", "own", "kept"), LIFETIMES)
def test_how_long_a_thing_may_be_kept(address: str, status: int, own: str, kept: str) -> None:
    server = flask.Flask("kept", static_folder=None)
    headers.install(server, [])

    @server.get("/<path:path>")
    def thing(path: str) -> flask.Response:
        return flask.Response("x", status, headers={"Cache-Control": own} if own else {})

    assert server.test_client().get(address).headers["Cache-Control"] == kept

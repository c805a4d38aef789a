"""The headers of every response: what a page may load and run, and how long anything may be kept.

Written out here rather than by a package: they are few, and each is tested on each kind of response.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Collection, Sequence

from flask import Flask, Request, Response, request

IMMUTABLE = "public, max-age=31536000, immutable"
REVALIDATE = "no-cache"
NEVER = "no-store"
FIXED: dict[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": (
        "accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=()"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}

REFUSED: dict[str, str] = {
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Cache-Control": NEVER,
}
"""Beside `FIXED`, on what is refused before any page sees it: a line of plain text that needs nothing."""


def hash_of(script: str) -> str:
    """The hash by which the policy lets an inline script run (`'sha256-...'`)."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def content_security_policy(script_hashes: Sequence[str]) -> str:
    """The policy, with the hashes of the inline scripts (`'sha256-...'`); nothing comes from another host.

    `blob:` is what our PNG export draws from; inline styles are how Plotly and Dash place things.
    """
    return "; ".join(
        [
            "default-src 'none'",
            " ".join(["script-src 'self'", *script_hashes]),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self'",
            "connect-src 'self'",
            "manifest-src 'self'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
            "object-src 'none'",
        ]
    )


def install(server: Flask, script_hashes: Sequence[str], pages: Collection[str] = (), shared: int = 0) -> None:
    """Set the headers on every response of `server`. Call it when all callbacks are registered.

    `pages` are the endpoints of pages, which a cache in front may give for `shared` seconds without asking.
    """
    policy = content_security_policy(script_hashes)

    @server.after_request
    def _set(response: Response) -> Response:
        for name, value in FIXED.items():
            response.headers[name] = value
        response.headers["Content-Security-Policy"] = policy
        if not response.headers.get("Cache-Control", "").endswith("immutable"):
            asked_page = request.endpoint in pages and response.status_code in (200, 304)
            response.headers["Cache-Control"] = page_lifetime(shared) if asked_page else _lifetime(request, response)
        return response


def page_lifetime(shared: int) -> str:
    """How long a page may be kept: by its reader until it is asked for again, in between for so many seconds.

    A cache between may give it for the first half unasked, and for the second half while it asks: nobody waits, and
    nobody gets a page of the release before after `shared` seconds.
    """
    if not shared:
        return f"public, {REVALIDATE}"
    later = shared // 2
    return f"public, max-age=0, s-maxage={shared - later}" + (f", stale-while-revalidate={later}" if later else "")


def _lifetime(asked: Request, response: Response) -> str:
    """Named by content: for ever. Other static files: ask again. All else that is drawn from data: never kept."""
    path = asked.path
    if response.status_code not in (200, 206, 304):
        return NEVER
    if "/_dash-component-suites/" in path:
        return IMMUTABLE if (response.cache_control.max_age or 0) > 0 else REVALIDATE
    if "/assets/" in path:
        return IMMUTABLE if "m" in asked.args else REVALIDATE
    return REVALIDATE if path.endswith("/_favicon.ico") else NEVER

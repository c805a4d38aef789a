"""Packs what is sent, with brotli or gzip. Files that never change are packed once per process, pages as they go.

Nothing that a page holds is secret, so packing reveals nothing.
"""

from __future__ import annotations

import gzip
from typing import Literal

import brotli
from flask import Flask, Response, request

from dashboard.data import Cache

Encoding = Literal["br", "gzip"]
KINDS = frozenset(
    "text/html text/css text/csv text/javascript application/javascript application/json image/svg+xml".split()
)
SMALLEST = 500
"""Bytes below which packing gains nothing."""
LARGEST_KEPT = 128
"""How many packed files are kept: more than there are."""


def install(server: Flask) -> None:
    """Pack the responses of `server`. Install it before what changes a body, for Flask runs these last to first."""
    kept = Cache(LARGEST_KEPT)

    @server.after_request
    def _pack(response: Response) -> Response:
        if response.mimetype not in KINDS:
            return response
        response.vary.add("Accept-Encoding")
        encoding = best()
        if encoding is None or not _packable(response):
            return response
        response.direct_passthrough = False
        body = response.get_data()
        if len(body) >= SMALLEST:
            _replace(response, body, encoding, kept)
        return response


def best() -> Encoding | None:
    """How the browser would have the answer to this request packed; None where it takes neither."""
    accepted = request.accept_encodings
    if accepted["br"] > 0 and accepted["br"] >= accepted["gzip"]:
        return "br"
    return "gzip" if accepted["gzip"] > 0 else None


def _packable(response: Response) -> bool:
    made = not response.is_streamed or response.direct_passthrough  # what is made as it goes must not be gathered
    whole = made and request.method in ("GET", "POST") and response.status_code not in (204, 206, 304)
    return whole and "Content-Encoding" not in response.headers


def _replace(response: Response, body: bytes, encoding: Encoding, kept: Cache) -> None:
    if response.headers.get("Cache-Control", "").endswith("immutable"):
        packed = kept.get((request.full_path, encoding), lambda: pack(body, encoding, once=True))
    else:
        packed = pack(body, encoding)
    response.set_data(packed)
    response.headers["Content-Encoding"] = encoding
    if tag := response.get_etag()[0]:
        response.set_etag(tag, weak=True)  # the same content in another dress


def pack(body: bytes, encoding: Encoding, *, once: bool = False) -> bytes:
    """The packed body: thoroughly where it is done `once`, else at the level that costs two milliseconds.

    Of brotli that is 5: at 4 a page takes a millisecond less and is a twelfth larger, and packed pages are kept.
    """
    if encoding == "br":
        return bytes(brotli.compress(body, quality=9 if once else 5))
    return gzip.compress(body, compresslevel=9 if once else 5, mtime=0)

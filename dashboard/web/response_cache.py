"""Keeps the packed answers to questions about pages for as long as all that they depend on stays the same.

A page depends on its address, the release, the clock's day and the settings of the process; on no cookie and no reader.
So the same question gets the same bytes, and a hundred readers who open the overview at once cost one drawing per
process. What depends on anything else must not be kept: `_question` says what a question about a page is.

Dash puts a token of its own into each document, to which it binds the handles of background callbacks. Readers share it
here, which is right only because there are no such callbacks; a test holds that.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

from flask import Flask, Request, Response, g, request

from dashboard.data import Release
from dashboard.web import compression

PAGE = ".._pages_content.children..._pages_store.data.."
"""The outputs of the callback with which Dash draws a page; any other callback is always run."""
LONGEST = 4096
"""Characters of the longest question that is kept: an address of ours has a hundred, and its callback a few hundred."""

RequestKey = tuple[str, str, str, str]
"""Method, address, what a callback draws, and how the answer is packed."""


@dataclass(frozen=True, slots=True)
class CacheKey:
    """What every page stands on beside its address."""

    release: Release
    today: date

    def is_still(self, now: CacheKey) -> bool:
        """Whether nothing has changed. A release that comes back is opened anew, so this one was there throughout."""
        return self.release is now.release and self.today == now.today


@dataclass(frozen=True, slots=True)
class CachedResponse:
    """A whole answer with status 200, packed."""

    body: bytes
    headers: tuple[tuple[str, str], ...]


def install(server: Flask, current: Callable[[], CacheKey], addresses: Collection[str], callbacks: str) -> None:
    """Keep what the endpoints `addresses` and `callbacks` answer.

    Install it before `compression`, for Flask ends with it, and after `callbacks`, which lets no other body come.
    """

    @server.before_request
    def _lookup() -> Response | None:
        request_key = _request_key(request, addresses, callbacks)
        if request_key is None:
            return None
        key = current()
        cached = key.release.answers.peek((key.today, request_key))
        if isinstance(cached, CachedResponse):
            return Response(cached.body, headers=list(cached.headers))
        g.uncached = key, request_key
        return None

    @server.after_request
    def _store(response: Response) -> Response:
        key, request_key = g.pop("uncached", (None, None))
        whole = response.status_code == 200 and "Content-Encoding" in response.headers
        if key is not None and whole and key.is_still(current()):
            cached = CachedResponse(response.get_data(), tuple(response.headers.items()))
            key.release.answers.put((key.today, request_key), cached)
        return response


def _request_key(asked: Request, addresses: Collection[str], callbacks: str) -> RequestKey | None:
    """What is asked, if it is for a page and the answer will be packed; None otherwise."""
    encoding = compression.best()
    if encoding is None or asked.endpoint not in (*addresses, callbacks):
        return None
    drawing = _drawing(asked) if asked.endpoint == callbacks else ""
    if drawing is None or len(asked.full_path) + len(drawing) > LONGEST:
        return None
    return (asked.method, asked.host_url + asked.full_path, drawing, encoding)


def _drawing(asked: Request) -> str | None:
    """What the answer to a callback depends on, if it draws a page: not the token of the document that it came from."""
    told = asked.get_json()
    return json.dumps([told["outputs"], told["inputs"]], sort_keys=True) if told["output"] == PAGE else None

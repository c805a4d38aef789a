"""Keeps the packed answers to questions about pages for as long as all that they depend on stays the same.

A page depends on its address, the release, the clock's day and the settings of the process; on no cookie and no reader.
So the same question gets the same bytes under the same tag, and a hundred readers who open the overview at once cost
one drawing per process: one thread draws, the others get the page of the release before, or wait. What was asked lately
is drawn of a new release before that is served. What depends on anything else must not be kept: `_request_key` says
what a question about a page is.

Dash puts a token of its own into each document, to which it binds the handles of background callbacks. Readers share it
here, which is right only because there are no such callbacks; a test holds that.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

from flask import Flask, Request, Response, g, request

from dashboard.data import Release, Store
from dashboard.web import compression
from dashboard.web.single_flight import SingleFlight

PAGE = ".._pages_content.children..._pages_store.data.."
"""The outputs of the callback with which Dash draws a page; any other callback is always run."""
LONGEST = 4096
"""Characters of the longest question that is kept: an address of ours has a hundred, and its callback a few hundred."""
PATIENCE = 10.0
"""Seconds that one waits for a page that another thread draws, before drawing it too."""
WARMED = 40
"""So many of the pages that were asked last are drawn of a new release before it is served ..."""
WARMING = 0.7
"""... in so many seconds at the most: a release is to be seen within a second."""

RequestKey = tuple[str, str, str, str]
"""Method, address, what a callback draws, and how the answer is packed (empty where it is not)."""


@dataclass(frozen=True, slots=True)
class CacheKey:
    """What every page stands on beside its address."""

    store: Store
    release: Release
    today: date


@dataclass(frozen=True, slots=True)
class CachedResponse:
    """A whole answer with status 200, packed."""

    body: bytes
    headers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PageCache:
    """The answers of a server: `current` says what a page stands on now, `version` which code and settings draw it.

    It is of what the endpoints `addresses` and `callbacks` answer.
    """

    current: Callable[[], CacheKey]
    addresses: Collection[str]
    callbacks: str
    version: str
    flights: SingleFlight

    def install(self, server: Flask) -> None:
        """Before `compression`, for Flask ends with it, and after `callbacks`, which lets no other body come."""
        server.before_request(self._lookup)
        server.after_request(self._store)
        server.teardown_request(self._done)

    def warm(self, server: Flask, old: Release) -> None:
        """Draw what was asked lately of the `old` release; the thread holds the new one."""
        end, today = time.monotonic() + WARMING, self.current().today
        asked = [key for day, key in old.answers.newest(WARMED) if day == today]
        for method, address, drawing, encoding in asked:
            if method == "GET" and not drawing and time.monotonic() < end:
                server.test_client().get(address, headers={"Accept-Encoding": encoding})

    def _lookup(self) -> Response | None:
        request_key = self._request_key(request)
        if request_key is None:
            return None
        key = self.current()
        tag = self._tag(key, request_key)
        if request.method in ("GET", "HEAD") and tag in request.if_none_match:
            return _tagged(Response(status=304, mimetype="text/html"), tag)
        response = self._kept(key, request_key, tag) or self._waited(key, request_key, tag)
        if response is None:
            g.uncached = key, request_key, tag
            g.held = key.store, key.store.hold(key.release)
        return response

    def _kept(self, key: CacheKey, request_key: RequestKey, tag: str) -> Response | None:
        cached = key.release.answers.peek((key.today, request_key))
        if not isinstance(cached, CachedResponse):
            return None
        return _tagged(Response(cached.body, headers=list(cached.headers)), tag)

    def _waited(self, key: CacheKey, request_key: RequestKey, tag: str) -> Response | None:
        """What another thread draws: of the release before until it is drawn; None for the one who shall draw it."""
        flight = (key.release, key.today, request_key)
        if not request_key[-1]:
            return None  # what is not packed is not kept: waiting would gain nothing
        if self.flights.begin(flight):
            g.flight = flight
            return None
        old = key.store.before
        if old is not None and request.method == "GET":  # not for Dash: what it draws stands beside a page already
            before = CacheKey(key.store, old, key.today)
            if response := self._kept(before, request_key, self._tag(before, request_key)):
                return response
        self.flights.wait(flight, PATIENCE)
        return self._kept(key, request_key, tag)

    def _store(self, response: Response) -> Response:
        key, request_key, tag = g.pop("uncached", (None, None, ""))
        if key is None or response.status_code != 200:
            return response
        if key.today != self.current().today:
            return response
        if "Content-Encoding" in response.headers:
            cached = CachedResponse(response.get_data(), tuple(response.headers.items()))
            key.release.answers.put((key.today, request_key), cached)
        return _tagged(response, tag)

    def _done(self, _error: BaseException | None) -> None:
        if "held" in g:
            store, before = g.pop("held")
            store.hold(before)
        if "flight" in g:
            self.flights.end(g.pop("flight"))

    def _tag(self, key: CacheKey, request_key: RequestKey) -> str:
        """What two answers have in common where they are the same, byte by byte."""
        parts = (self.version, key.release.hash, key.release.file_sha256, key.today.isoformat(), *request_key[1:])
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]

    def _request_key(self, asked: Request) -> RequestKey | None:
        """What is asked, if it is for a page; None otherwise."""
        if asked.endpoint not in (*self.addresses, self.callbacks):
            return None
        drawing = _drawing(asked) if asked.endpoint == self.callbacks else ""
        if drawing is None or len(asked.full_path) + len(drawing) > LONGEST:
            return None
        return (asked.method, asked.host_url + asked.full_path.lstrip("/"), drawing, compression.best() or "")


def _tagged(response: Response, tag: str) -> Response:
    if request.method in ("GET", "HEAD"):
        response.set_etag(tag)
    return response


def _drawing(asked: Request) -> str | None:
    """What the answer to a callback depends on, if it draws a page: not the token of the document that it came from."""
    told = asked.get_json()
    return json.dumps([told["outputs"], told["inputs"]], sort_keys=True) if told["output"] == PAGE else None

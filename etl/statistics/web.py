"""The one door to other hosts: https only, listed hosts only, with limits on size and time, retries and manners.

Raises `WebError` with the reason; never follows a redirect to another host, never accepts a file or another scheme.
Compressed answers are not asked for, so that a small answer cannot unpack into a large one.
"""

from __future__ import annotations

import http.client
import json
import socket
import ssl
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from typing import Protocol
from urllib.error import HTTPError, URLError
from urllib.parse import urljoin, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from etl.reading import is_public_name

AGENT = "johdon-tyopoyta/1 (open strategy dashboard; reads public statistics)"
LARGEST = 64 * 1024 * 1024
"""Bytes of one answer."""
LONGEST = 120.0
"""Seconds for one answer, and the longest wait that a service may ask for."""
SILENCE = 30.0
"""Seconds without a byte."""
PAUSE = 1.0
"""Seconds between two requests."""
TRIES = 4
REDIRECTS = 3
_ELSEWHERE = (301, 302, 307, 308)
_AGAIN = (429, 500, 502, 503, 504)
_CHUNK = 65536


class WebError(Exception):
    """Nothing usable came; `code` names the texts (`statistics.web.<code>`), `detail` is what was met."""

    def __init__(self, code: str, detail: object = "") -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code
        self.detail = str(detail)


class OpenedResponse(Protocol):
    """What an opener gives back."""

    headers: Message

    def read1(self, amount: int, /) -> bytes:
        """At most so many bytes, as soon as some are there; none at the end."""

    def close(self) -> None:
        """Let the connection go."""


Open = Callable[[Request, float], OpenedResponse]
Allowed = Callable[[str], bool]


def https_to(hosts: Collection[str]) -> Allowed:
    """Whether an address is https, on its own port, at one of the hosts, and without a name or word of passage."""

    def allowed(address: str) -> bool:
        try:
            parts = urlsplit(address)
            port = parts.port
        except ValueError:  # brackets without a pair, a port that is no number
            return False
        plain = parts.username is None and parts.password is None
        named = parts.hostname in hosts and is_public_name(parts.hostname or "")
        return parts.scheme == "https" and named and port in (None, 443) and plain

    return allowed


class _NoRedirect(HTTPRedirectHandler):
    """Leaves every redirect to `Web`, which asks whether it may go there."""

    def redirect_request(self, *_: object) -> None:
        """Nowhere: the answer is then an error with the status of the redirect."""


def opener() -> Open:
    """The opener of the standard library, which follows no redirect."""
    director = build_opener(_NoRedirect)

    def open_(request: Request, timeout: float) -> OpenedResponse:
        answer: OpenedResponse = director.open(request, timeout=timeout)
        return answer

    return open_


@dataclass
class Web:
    """Asks politely; `sleep` and `clock` (seconds) are given so that tests need no patience."""

    allowed: Allowed
    open: Open
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    largest: int = LARGEST
    _last: dict[str, float] = field(default_factory=dict)

    def get(self, address: str, body: object = None) -> bytes:
        """The whole answer of an address; a `body` is posted as JSON. Raises `WebError`."""
        if not self.allowed(address):
            raise WebError("address", address)
        wait = 1.0
        for left in reversed(range(TRIES)):
            self._pace(address)
            try:
                return self._once(address, body)
            except _Again as again:
                if not left:
                    raise WebError(again.code, again.detail) from again
                self.sleep(min(max(again.after, wait), LONGEST))
                wait *= 2
        raise AssertionError("unreachable")

    def _pace(self, address: str) -> None:
        host = urlsplit(address).netloc
        since = self.clock() - self._last.get(host, float("-inf"))
        if since < PAUSE:
            self.sleep(PAUSE - since)
        self._last[host] = self.clock()

    def _once(self, address: str, body: object, redirects: int = REDIRECTS) -> bytes:
        headers = {"User-Agent": AGENT, "Accept-Encoding": "identity"}
        data = None if body is None else json.dumps(body).encode()
        if data is not None:
            headers["Content-Type"] = "application/json"
        request = Request(address, data, headers)  # noqa: S310 - `allowed` has held the scheme and the host
        try:
            return self._read(self.open(request, SILENCE))
        except HTTPError as wrong:
            with wrong:
                if wrong.code in _AGAIN:
                    raise _Again("status", wrong.code, _asked(wrong.headers)) from wrong
                target = wrong.headers.get("Location") if wrong.code in _ELSEWHERE else None
                if target is None or not redirects:
                    raise WebError("status", wrong.code) from wrong
        except (URLError, TimeoutError, ConnectionError, http.client.HTTPException) as wrong:
            raise _Again(_cause(wrong), urlsplit(address).hostname) from wrong
        return self._once(self._elsewhere(address, target), body, redirects - 1)

    def _elsewhere(self, address: str, target: str) -> str:
        """Where a redirect leads, at the same host only."""
        try:
            there = urljoin(address, target)
        except ValueError as wrong:
            raise WebError("redirect", target) from wrong
        if not self.allowed(there) or urlsplit(there).netloc != urlsplit(address).netloc:
            raise WebError("redirect", there)
        return there

    def _read(self, answer: OpenedResponse) -> bytes:
        started, parts, size = self.clock(), list[bytes](), 0
        try:
            while part := answer.read1(_CHUNK):
                parts.append(part)
                size += len(part)
                if size > self.largest:
                    raise WebError("too_large", self.largest)
                if self.clock() - started > LONGEST:
                    raise _Again("too_slow", int(LONGEST))
        finally:
            answer.close()
        promised = answer.headers.get("Content-Length", "")
        if promised.isdecimal() and int(promised) != size:
            raise _Again("truncated", f"{size} / {promised}")
        return b"".join(parts)


def _cause(wrong: Exception) -> str:
    """Why there was no answer, by the name of its text: the library's own words are English."""
    reason = getattr(wrong, "reason", wrong)
    kinds: tuple[tuple[type[Exception], str], ...] = (
        (socket.gaierror, "no_such_host"), (ssl.SSLError, "not_trusted"), (TimeoutError, "silent"),
    )  # fmt: skip
    return next((code for kind, code in kinds if isinstance(reason, kind)), "unreachable")


class _Again(Exception):
    """Worth another try, after so many seconds at least."""

    def __init__(self, code: str, detail: object, after: float = 0.0) -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail
        self.after = after


def _asked(headers: Message) -> float:
    """The seconds that `Retry-After` asks for, as a number or as a moment."""
    written = headers.get("Retry-After", "").strip()
    if written.isdecimal():
        return float(written)
    try:
        return max(0.0, (parsedate_to_datetime(written) - datetime.now(UTC)).total_seconds())
    except (TypeError, ValueError):
        return 0.0

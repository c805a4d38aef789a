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

from dashboard import packing
from dashboard.store import Release

PAGE = ".._pages_content.children..._pages_store.data.."
"""The outputs of the callback with which Dash draws a page; any other callback is always run."""
LONGEST = 4096
"""Characters of the longest question that is kept: an address of ours has a hundred, and its callback a few hundred."""

Question = tuple[str, str, str, str]
"""Method, address, what a callback draws, and how the answer is packed."""


@dataclass(frozen=True, slots=True)
class Stand:
    """What every page stands on beside its address."""

    release: Release
    today: date

    def is_still(self, now: Stand) -> bool:
        """Whether nothing has changed. A release that comes back is opened anew, so this one was there throughout."""
        return self.release is now.release and self.today == now.today


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer with status 200, packed."""

    body: bytes
    headers: tuple[tuple[str, str], ...]


def install(server: Flask, stand: Callable[[], Stand], addresses: Collection[str], callbacks: str) -> None:
    """Keep what the endpoints `addresses` and `callbacks` answer.

    Install it before `packing`, for Flask ends with it, and after `dashboard.callbacks`, which lets no other body come.
    """

    @server.before_request
    def _again() -> Response | None:
        question = _question(request, addresses, callbacks)
        if question is None:
            return None
        asked = stand()
        kept = asked.release.answers.look((asked.today, question))
        if isinstance(kept, Answer):
            return Response(kept.body, headers=list(kept.headers))
        g.asked = asked, question
        return None

    @server.after_request
    def _keep(response: Response) -> Response:
        asked, question = g.pop("asked", (None, None))
        whole = response.status_code == 200 and "Content-Encoding" in response.headers
        if asked is not None and whole and asked.is_still(stand()):
            answer = Answer(response.get_data(), tuple(response.headers.items()))
            asked.release.answers.put((asked.today, question), answer)
        return response


def _question(asked: Request, addresses: Collection[str], callbacks: str) -> Question | None:
    """What is asked, if it is for a page and the answer will be packed; None otherwise."""
    encoding = packing.best()
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

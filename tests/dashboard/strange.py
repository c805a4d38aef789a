"""Requests that no page of ours makes, by a seed: methods, addresses, headers and bodies, each wrong somewhere."""

from __future__ import annotations

import copy
import json
import logging
import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from flask.testing import FlaskClient

from dashboard.web import response_cache

CALLBACK = "/_dash-update-component"
LOCATION = [
    {"id": "_pages_location", "property": "pathname", "value": "/fi"},
    {"id": "_pages_location", "property": "search", "value": "?q=koti"},
]
PAGE: dict[str, Any] = {
    "output": response_cache.PAGE,
    "outputs": [{"id": "_pages_content", "property": "children"}, {"id": "_pages_store", "property": "data"}],
    "inputs": LOCATION,
    "changedPropIds": ["_pages_location.pathname"],
}
GRID: dict[str, Any] = {
    "output": "..observations.getRowsResponse...observations-told.children...observations-downloads.children"
    "...observations-conditions.children...observations-link.href..",
    "outputs": [
        {"id": "observations", "property": "getRowsResponse"},
        {"id": "observations-told", "property": "children"},
        {"id": "observations-downloads", "property": "children"},
        {"id": "observations-conditions", "property": "children"},
        {"id": "observations-link", "property": "href"},
    ],
    "inputs": [
        {
            "id": "observations",
            "property": "getRowsRequest",
            "value": {
                "startRow": 0,
                "endRow": 20,
                "filterModel": {"value": {"filterType": "number", "type": "lessThan", "filter": 7}},
                "sortModel": [{"colId": "period", "sort": "asc"}],
            },
        }
    ],
    "state": [{**LOCATION[0], "value": "/fi/aineisto"}, {**LOCATION[1], "value": ""}],
    "changedPropIds": ["observations.getRowsRequest"],
}
VALUES: tuple[Any, ...] = (
    None, True, 0, -1, 1e308, 10**400, float("nan"), float("inf"), "", "x", "\0", "\n", "\ud800", "😀" * 9, "a" * 5000,
    "../../etc/passwd", "%ff", "'; DROP TABLE measure; --", "{{7*7}}", "<script>", [], {}, [[]], {"a": {"b": []}},
    ["x"], {"id": {"type": "x", "index": "ALL"}, "property": "y"}, {"__proto__": 1},
)  # fmt: skip
WORDS = (
    "fi sv en mittari mittarit matare painopiste 1 1.3-c 3.3-t1 aineisto data vuodet assets download strategy.duckdb "
    "observations.csv 1.3-c.pptx 9.9-z.svg _dash-layout _dash-component-suites dash dash_html_components dcc x.js "
    "_dash-dependencies _reload-hash _favicon.ico livez version .. . %2e%2e %2f %00 %ff %0d%0a \\ ;a=b é ~ _mcp console"
).split()
KEYS = "on year known compare since q status group sector filter sort as grain years from to lang dialect has x".split()
BODIES = (
    b"", b"[]", b"{}", b"null", b'"x"', b"7", b"[" * 20_000, b'{"a":' * 3_000, b'{"output":1}', b"\xff\xfe\x00",
    b"{\xe4}", b'{"output":"\\ud800"}', b"NaN", b"[NaN,Infinity]", b"1" * 9_000, b"{" + b'"a":1,' * 400 + b'"a":1}',
    b"\xef\xbb\xbf{}", b"x" * 300_000, b'{"output":"a.b","output":[]}', b'{"inputs":[null]}',
)  # fmt: skip
TYPES = ("application/json", "application/json; charset=utf-16", "text/plain", "multipart/form-data", "", "a/b;c=\xe4")
METHODS = ("GET", "GET", "POST", "POST", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "BREW")


@dataclass(frozen=True, slots=True)
class Strange:
    """One request."""

    method: str
    path: str
    query: str
    body: bytes
    headers: dict[str, str]

    def ask(self, client: FlaskClient) -> int:
        """The status with which it is answered, its answer read to the end."""
        response = client.open(
            self.path, method=self.method, query_string=self.query, data=self.body, headers=self.headers
        )
        response.get_data()
        response.close()
        return response.status_code


def requests(seed: int, n: int) -> Iterator[Strange]:
    """`n` of them, always the same for a seed."""
    chance = random.Random(seed)
    for _ in range(n):
        yield _callback(chance) if chance.random() < 0.6 else _anything(chance)


def _callback(chance: random.Random) -> Strange:
    if chance.random() < 0.4:
        body = chance.choice(BODIES)
    else:
        body = json.dumps(_spoilt(chance, copy.deepcopy(chance.choice((PAGE, GRID))))).encode()
        if chance.random() < 0.1:
            body = body[: chance.randrange(len(body))]
    kind = "application/json" if chance.random() < 0.9 else chance.choice(TYPES)
    return Strange("POST", CALLBACK, "", body, {"Content-Type": kind})


def _spoilt(chance: random.Random, body: dict[str, Any]) -> dict[str, Any]:
    """The body with one to three of its parts, at any depth, gone or something else."""
    for _ in range(chance.randint(1, 3)):
        holder, key = chance.choice(list(_places(body)))
        if chance.random() < 0.3:
            del holder[key]
        else:
            holder[key] = copy.deepcopy(chance.choice(VALUES))
        if not body:
            break
    return body


def _places(thing: Any) -> Iterator[tuple[Any, Any]]:
    keys = list(thing) if isinstance(thing, dict) else range(len(thing)) if isinstance(thing, list) else ()
    for key in keys:
        yield thing, key
        yield from _places(thing[key])


def _anything(chance: random.Random) -> Strange:
    path = "/" + "/".join(chance.choice(WORDS) for _ in range(chance.randint(0, 4)))
    pairs = (
        f"{chance.choice(KEYS)}={chance.choice((*map(str, VALUES[:20]), *WORDS))}" for _ in range(chance.randint(0, 3))
    )
    query = "&".join(pairs).encode("utf-8", "replace").decode()
    body = chance.choice(BODIES) if chance.random() < 0.5 else b""
    headers = {
        "Accept-Language": chance.choice(("", "sv", "x" * 500, ";q=", "fi;q=nan")),
        "Accept-Encoding": "br, ;q=x",
    }
    return Strange(chance.choice(METHODS), path, query, body, headers | {"Content-Type": chance.choice(TYPES)})


LONGEST_LINE = 500
"""Characters of a line of the log."""


def weather(client: FlaskClient, seed: int, n: int, log: pytest.LogCaptureFixture) -> None:
    """Ask for `n` of them: no fault of ours, a line of the log for each at the most, and that a short one."""
    log.set_level(logging.INFO)
    wrong: list[str] = []
    for place, strange in enumerate(requests(seed, n)):
        log.clear()
        status = strange.ask(client)
        lines = [record for record in log.records if record.name != "httpx"]
        long = any(len(record.getMessage()) > LONGEST_LINE or record.exc_info for record in lines)
        if status >= 500 or len(lines) > 1 or long:
            wrong.append(f"{place}: {status}, {len(lines)} lines: {strange!r:.300}")
    assert wrong == [], f"seed {seed}\n" + "\n".join(wrong[:20])

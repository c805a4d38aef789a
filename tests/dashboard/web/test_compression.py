"""What is packed, how hard, and what is kept packed: a server of a few answers, each of another kind."""

from __future__ import annotations

import gzip

import brotli
import pytest
from flask import Flask, Response, request
from flask.testing import FlaskClient
from werkzeug.datastructures import Headers

from dashboard.web import compression

BODY = b"".join(f"{number * number % 997} words of a page, ".encode() for number in range(400))
"""Long and uneven enough that each level of each packing gives other bytes."""


def answered(kind: str) -> Response:
    """An answer of a kind; all are alike but for what the kind says."""
    match kind:
        case "short":
            return Response(BODY[:499], mimetype="text/html")
        case "long enough":
            return Response(BODY[:500], mimetype="text/html")
        case "streamed":
            return Response(iter([BODY]), mimetype="text/html")
        case "packed":
            return Response(BODY, mimetype="text/html", headers={"Content-Encoding": "identity"})
        case "tagged":
            response = Response(BODY, mimetype="text/html")
            response.set_etag("a")
            return response
        case "immutable":
            return Response(BODY, mimetype="text/html", headers={"Cache-Control": "public, immutable"})
        case "200" | "204" | "206" | "304" | "404" | "205" | "207" | "305":
            return Response(BODY, status=int(kind), mimetype="text/html")
        case _:
            return Response(BODY, mimetype=kind)


@pytest.fixture
def client() -> FlaskClient:
    server = Flask("packing")
    compression.install(server)

    @server.route("/", methods=["GET", "POST", "PUT"])
    def one() -> Response:
        return answered(request.args["kind"])

    return server.test_client()


def asked(client: FlaskClient, kind: str, accepted: str = "br", method: str = "GET") -> tuple[Headers, bytes]:
    response = client.open("/", method=method, query_string={"kind": kind}, headers={"Accept-Encoding": accepted})
    return response.headers, response.get_data()


PACKED = {
    "text/html": True, "text/css": True, "text/csv": True, "text/javascript": True, "application/javascript": True,
    "application/json": True, "image/svg+xml": True, "text/plain": False, "image/png": False, "application/zip": False,
    "short": False, "long enough": True, "streamed": False, "tagged": True, "immutable": True,
    "200": True, "204": False, "205": True, "206": False, "207": True, "304": False, "305": True, "404": True,
}  # fmt: skip


@pytest.mark.parametrize("kind", PACKED)
def test_what_is_packed(client: FlaskClient, kind: str) -> None:
    headers, body = asked(client, kind)
    assert (headers.get("Content-Encoding") == "br") is PACKED[kind]
    if PACKED[kind] and not kind.startswith("205"):
        assert BODY.startswith(brotli.decompress(body))
        assert headers["Vary"] == "Accept-Encoding"


def test_what_says_how_it_is_packed_stays_as_it_is(client: FlaskClient) -> None:
    headers, body = asked(client, "packed")
    assert (headers["Content-Encoding"], body) == ("identity", BODY)


@pytest.mark.parametrize(("method", "packed"), [("GET", True), ("POST", True), ("PUT", False)])
def test_only_what_is_read_or_asked_of_dash_is_packed(client: FlaskClient, method: str, packed: bool) -> None:
    assert (asked(client, "text/html", method=method)[0].get("Content-Encoding") == "br") is packed


def test_a_packed_answer_is_the_same_content_in_another_dress(client: FlaskClient) -> None:
    assert asked(client, "tagged", "")[0]["ETag"] == '"a"'
    assert asked(client, "tagged")[0]["ETag"] == 'W/"a"'
    assert "ETag" not in asked(client, "text/html")[0]


BEST = [
    # accepted                packed with
    ("br", "br"), ("gzip", "gzip"), ("gzip, br", "br"), ("br;q=0.5, gzip;q=0.6", "gzip"),
    ("br;q=0.5, gzip;q=0.5", "br"), ("br;q=0, gzip;q=0.1", "gzip"), ("br;q=0, gzip;q=0", None),
    ("deflate", None), ("", None), ("br;q=0.001", "br"), ("gzip;q=0.001", "gzip"),
]  # fmt: skip


@pytest.mark.parametrize(("accepted", "encoding"), BEST)
def test_the_packing_that_the_browser_likes_best(client: FlaskClient, accepted: str, encoding: str | None) -> None:
    assert asked(client, "text/html", accepted)[0].get("Content-Encoding") == encoding


def test_pages_are_packed_quickly_and_what_never_changes_thoroughly(client: FlaskClient) -> None:
    levels = {
        (encoding, once): compression.pack(BODY, encoding, once=once)
        for encoding in ("br", "gzip")
        for once in (False, True)
    }
    assert levels == {
        ("br", False): brotli.compress(BODY, quality=5),
        ("br", True): brotli.compress(BODY, quality=9),
        ("gzip", False): gzip.compress(BODY, compresslevel=5, mtime=0),
        ("gzip", True): gzip.compress(BODY, compresslevel=9, mtime=0),
    }
    assert len(set(levels.values())) == 4
    assert compression.pack(BODY, "br") == levels["br", False]
    for encoding in ("br", "gzip"):
        assert asked(client, "immutable", encoding)[1] == levels[encoding, True]
        assert asked(client, "text/html", encoding)[1] == levels[encoding, False]


def test_a_hundred_and_twenty_eight_files_are_kept(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """More than there are; of one more, that which was asked for the longest ago is packed anew."""
    packed: list[bytes] = []

    def pack(body: bytes, *_: object, **__: object) -> bytes:
        packed.append(body)
        return b"packed"

    monkeypatch.setattr(compression, "pack", pack)

    def ask(number: int) -> None:
        client.get(f"/?kind=immutable&number={number}", headers={"Accept-Encoding": "br"})

    for _ in range(2):
        for number in range(128):
            ask(number)
    assert len(packed) == 128
    ask(128)
    ask(0)
    assert len(packed) == 130

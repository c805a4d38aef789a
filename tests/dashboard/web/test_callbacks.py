"""What is wrong with a body that comes to the address of callbacks, in the words of the log."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask, Response

from dashboard.web import callbacks

ONE = {
    "inputs": [{"id": "_pages_location", "property": "pathname"}, {"id": "_pages_location", "property": "search"}],
    "state": [{"id": "store", "property": "data"}],
}
KNOWN = {"a.b": ONE, "..a.b...c.d..": ONE, "other.x": {"inputs": [{"id": "button", "property": "clicks"}], "state": []}}
INPUTS = [
    {"id": "_pages_location", "property": "pathname", "value": "/tila/fi"},
    {"id": "_pages_location", "property": "search", "value": "?q=a"},
]
STATE = [{"id": "store", "property": "data", "value": {}}]
BODY: dict[str, Any] = {
    "output": "a.b", "outputs": {"id": "a", "property": "b"}, "inputs": INPUTS, "state": STATE,
    "changedPropIds": ["_pages_location.pathname"],
}  # fmt: skip
TWO = [{"id": "a", "property": "b"}, {"id": "c", "property": "d"}]

CLICKED = {
    "output": "other.x", "outputs": {"id": "other", "property": "x"},
    "inputs": [{"id": "button", "property": "clicks"}],
}  # fmt: skip


def without(name: str) -> dict[str, Any]:
    return {key: value for key, value in BODY.items() if key != name}


def at(path: object, search: object = None) -> dict[str, Any]:
    return BODY | {"inputs": [INPUTS[0] | {"value": path}, INPUTS[1] | {"value": search}]}


def deep(levels: int) -> Any:
    return [deep(levels - 1)] if levels else "x"


FAULTS: list[tuple[object, str]] = [
    (BODY, ""),
    (BODY | {"output": "..a.b...c.d..", "outputs": TWO}, ""),
    (without("changedPropIds"), ""),
    (CLICKED, ""),
    ([BODY], "not an object"),
    (None, "not an object"),
    ({}, "no such callback"),
    (BODY | {"output": ["a.b"]}, "no such callback"),
    (BODY | {"output": "b.a"}, "no such callback"),
    (BODY | {"more": "\ud800"}, "nested too deeply, or not text"),
    (BODY | {"more": deep(23)}, ""),
    (BODY | {"more": deep(24)}, "nested too deeply, or not text"),
    (BODY | {"more": {"a": deep(23)}}, "nested too deeply, or not text"),
    (without("inputs"), "other inputs than the callback has"),
    (BODY | {"inputs": INPUTS[:1]}, "other inputs than the callback has"),
    (BODY | {"inputs": INPUTS[::-1]}, "other inputs than the callback has"),
    (BODY | {"inputs": [INPUTS[0] | {"id": "x"}, INPUTS[1]]}, "other inputs than the callback has"),
    (BODY | {"inputs": [INPUTS[0] | {"property": "x"}, INPUTS[1]]}, "other inputs than the callback has"),
    (BODY | {"inputs": ["a", "b"]}, "other inputs than the callback has"),
    (without("state"), "other states than the callback has"),
    (BODY | {"state": []}, "other states than the callback has"),
    (BODY | {"state": [*STATE, *STATE]}, "other states than the callback has"),
    (without("outputs"), "other outputs than the callback has"),
    (BODY | {"outputs": TWO}, "other outputs than the callback has"),
    (BODY | {"outputs": TWO[:1]}, "other outputs than the callback has"),
    (BODY | {"outputs": {"id": "a", "property": 7}}, "other outputs than the callback has"),
    (BODY | {"output": "..a.b...c.d..", "outputs": TWO[::-1]}, "other outputs than the callback has"),
    (BODY | {"changedPropIds": "a"}, "changedPropIds is no list of names"),
    (BODY | {"changedPropIds": [7]}, "changedPropIds is no list of names"),
    (at("/tila/fi"), ""),
    (at("/tila/"), ""),
    (at("/tila"), ""),
    (at("/tilat"), "no path of ours"),
    (at("/fi"), "no path of ours"),
    (at("tila/fi"), "no path of ours"),
    (at(""), "no path of ours"),
    (at(7), "no path of ours"),
    (at(None), "no path of ours"),
    (at("/tila/fi", ["?q=a"]), "no query"),
    (at("/tila/fi", ""), ""),
]  # fmt: skip


@pytest.mark.parametrize(("body", "fault"), FAULTS)
def test_the_fault_of_a_body(body: object, fault: str) -> None:
    assert callbacks._fault(body, KNOWN, "/tila/") == fault


def test_what_is_too_deep_to_be_written_down_is_too_deep() -> None:
    thing: object = "x"
    for _ in range(3000):
        thing = [thing]
    assert callbacks._fault(BODY | {"more": thing}, KNOWN, "/tila/") == "nested too deeply, or not text"


@pytest.mark.parametrize(("method", "path", "sent", "status", "said"), [
    ("POST", "/asked", "{}", 400, "no such callback"),
    ("POST", "/asked", "{", 400, "The browser (or proxy) sent a request that this server could not understand."),
    ("POST", "/asked", "[" * 200_000, 400, "nested too deeply"),
    ("POST", "/other", "{}", 200, ""),
    ("GET", "/asked", "{}", 200, ""),
])  # fmt: skip
def test_only_what_is_posted_to_the_address_of_callbacks_is_looked_at(
    method: str, path: str, sent: str, status: int, said: str
) -> None:
    server = Flask("callbacks")
    callbacks.install(server, "asked", KNOWN, "/")
    for name in ("asked", "other"):
        server.add_url_rule(f"/{name}", name, lambda: Response("done"), methods=["GET", "POST"])
    response = server.test_client().open(path, method=method, data=sent, content_type="application/json")
    assert response.status_code == status
    assert not said or f"<p>{said}</p>" in response.text

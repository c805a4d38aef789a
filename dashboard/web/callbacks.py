"""What may come to Dash's one address for callbacks: a body such as Dash's own scripts send, and nothing else.

Dash reads a body without looking at it, so that a wrong one fails somewhere within and looks like a fault of ours. Here
it is held against the callbacks that are registered before Dash sees it: the output, the ids and properties in their
order, the types of what the address bar says, the depth. Whatever differs is answered 400.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from flask import Flask, abort, request

DEEPEST = 24
"""Levels of lists and objects in a body: a grid with a condition in every column has seven."""
_PART = {"id", "property"}


def install(server: Flask, endpoint: str, callbacks: Mapping[str, Mapping[str, Any]], base: str) -> None:
    """Answer 400 to a body that none of `callbacks` takes; `base` begins every path that a browser can stand at."""

    @server.before_request
    def _refuse() -> None:
        if request.endpoint == endpoint and request.method == "POST":
            fault = _fault(_body(), callbacks, base)
            if fault:
                abort(400, fault)


def _body() -> object:
    """The body as JSON; what is none is answered 400, or 415 where it does not say that it is."""
    try:
        return request.get_json()
    except RecursionError:
        abort(400, "nested too deeply")


def _fault(body: object, callbacks: Mapping[str, Mapping[str, Any]], base: str) -> str:
    """What is wrong with a body, in a few words for the log; empty where nothing is."""
    if not isinstance(body, dict):
        return "not an object"
    output = body.get("output")
    if not isinstance(output, str) or output not in callbacks:
        return "no such callback"
    if not _is_text(body):
        return "nested too deeply, or not text"
    return _parts_fault(body, output, callbacks[output], base)


def _parts_fault(body: Mapping[str, Any], output: str, callback: Mapping[str, Any], base: str) -> str:
    if not _same(body.get("inputs"), callback["inputs"]):
        return "other inputs than the callback has"
    if not _same(body.get("state", []), callback["state"]):
        return "other states than the callback has"
    if not _names(body.get("outputs"), output):
        return "other outputs than the callback has"
    changed = body.get("changedPropIds", [])
    if not isinstance(changed, list) or not all(isinstance(name, str) for name in changed):
        return "changedPropIds is no list of names"
    return _place_fault([*body["inputs"], *body.get("state", [])], base)


def _is_text(body: Mapping[str, Any]) -> bool:
    """Whether the body is not too deep and every letter in it could be written down (half a surrogate pair cannot)."""
    try:
        json.dumps(body, ensure_ascii=False).encode("utf-8")
    except (UnicodeEncodeError, RecursionError):
        return False
    return _depth_within(body, DEEPEST)


def _depth_within(thing: object, levels: int) -> bool:
    if not isinstance(thing, (dict, list)):
        return True
    inner = thing.values() if isinstance(thing, dict) else thing
    return levels > 0 and all(_depth_within(part, levels - 1) for part in inner)


def _same(given: object, declared: Sequence[Mapping[str, str]]) -> bool:
    """Whether a list has the ids and properties of the declared ones, in their order."""
    if not isinstance(given, list) or len(given) != len(declared):
        return False
    return all(
        isinstance(part, dict) and all(part.get(key) == wanted[key] for key in _PART)
        for part, wanted in zip(given, declared, strict=True)
    )


def _names(given: object, output: str) -> bool:
    """Whether the outputs are those that the name of the callback is made of: `a.b`, or `..a.b...c.d..`."""
    parts: list[Any] = given if isinstance(given, list) else [given]
    if not all(isinstance(part, dict) and all(isinstance(part.get(key), str) for key in _PART) for part in parts):
        return False
    names = [f"{part['id']}.{part['property']}" for part in parts]
    return output == (f"..{'...'.join(names)}.." if isinstance(given, list) else names[0])


def _place_fault(parts: Sequence[Mapping[str, Any]], base: str) -> str:
    """What is wrong with the path and the query at which the browser says that it stands."""
    values = {f"{part['id']}.{part['property']}": part.get("value") for part in parts}
    path, search = values.get("_pages_location.pathname", base), values.get("_pages_location.search")
    if not isinstance(path, str) or not path.startswith("/") or not f"{path}/".startswith(base):
        return "no path of ours"
    return "" if search is None or isinstance(search, str) else "no query"

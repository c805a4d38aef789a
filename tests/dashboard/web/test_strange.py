"""What no page of ours asks for is refused in one line, whoever sends it: 400, 404, 405, 413 or 415, never a fault."""

from __future__ import annotations

import json
import logging
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.dashboard.strange import BODIES, CALLBACK, GRID, LOCATION, PAGE, weather


def post(client: FlaskClient, body: bytes) -> int:
    return client.post(CALLBACK, data=body, content_type="application/json").status_code


@pytest.mark.parametrize("body", BODIES, ids=lambda body: repr(body[:24]))
def test_a_body_that_is_no_callback_is_refused_in_one_line(
    client: FlaskClient, body: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    assert post(client, body) == (413 if len(body) > 256 * 1024 else 400)
    (line,) = caplog.records
    assert (line.levelno, line.exc_info) == (logging.WARNING, None)
    assert CALLBACK in line.getMessage()
    assert len(line.getMessage()) < 400


def deep(levels: int) -> Any:
    return [deep(levels - 1)] if levels else "x"


SPOILT: dict[str, dict[str, Any]] = {
    "no inputs": {"inputs": []},
    "one input less": {"inputs": LOCATION[:1]},
    "inputs in another order": {"inputs": LOCATION[::-1]},
    "an input of another callback": {"inputs": GRID["inputs"]},
    "inputs that are no list": {"inputs": {"id": "_pages_location"}},
    "an input that is no object": {"inputs": ["a", "b"]},
    "an id that is an object": {"inputs": [{**LOCATION[0], "id": {"type": "x"}}, LOCATION[1]]},
    "a path that is a number": {"inputs": [{**LOCATION[0], "value": 7}, LOCATION[1]]},
    "an empty path": {"inputs": [{**LOCATION[0], "value": ""}, LOCATION[1]]},
    "no path": {"inputs": [{**LOCATION[0], "value": None}, LOCATION[1]]},
    "a path of another place": {"inputs": [{**LOCATION[0], "value": "fi"}, LOCATION[1]]},
    "a query that is a list": {"inputs": [LOCATION[0], {**LOCATION[1], "value": ["?q=a"]}]},
    "half a pair of surrogates": {"inputs": [LOCATION[0], {**LOCATION[1], "value": "?q=\ud800"}]},
    "outputs of another callback": {"outputs": GRID["outputs"]},
    "no outputs": {"outputs": None},
    "an output without a property": {"outputs": [{"id": "_pages_content"}]},
    "changed things that are no names": {"changedPropIds": [{}]},
    "changed things that are no list": {"changedPropIds": 7},
    "states where there are none": {"state": LOCATION},
    "deeper than any grid": {"more": deep(25)},
}


@pytest.mark.parametrize("how", SPOILT)
def test_a_callback_with_one_thing_wrong_is_refused(
    client: FlaskClient, how: str, caplog: pytest.LogCaptureFixture
) -> None:
    assert post(client, json.dumps(PAGE).encode()) == 200
    assert post(client, json.dumps(PAGE | SPOILT[how]).encode()) == 400
    assert len(caplog.records) == 1


WRONG_ROWS: dict[str, Any] = {
    "nothing": None,
    "a list": [],
    "no rows": {"filterModel": {}},
    "rows in words": {"startRow": "0", "endRow": "20"},
    "rows that are truths": {"startRow": False, "endRow": True},
    "too many": {"startRow": 0, "endRow": 10_000},
    "backwards": {"startRow": 20, "endRow": 0},
    "an unknown column": {"startRow": 0, "endRow": 9, "sortModel": [{"colId": "secret", "sort": "asc"}]},
    "a sort of nothing": {"startRow": 0, "endRow": 9, "sortModel": [None]},
    "a filter of nothing": {"startRow": 0, "endRow": 9, "filterModel": {"value": None}},
    "a filter that is not a number": {
        "startRow": 0, "endRow": 9,
        "filterModel": {"value": {"filterType": "number", "type": "lessThan", "filter": float("nan")}},
    },
}  # fmt: skip


@pytest.mark.parametrize("how", WRONG_ROWS)
def test_rows_that_the_grid_does_not_ask_for_are_refused(client: FlaskClient, how: str) -> None:
    asked = {**GRID, "inputs": [{**GRID["inputs"][0], "value": WRONG_ROWS[how]}]}
    assert post(client, json.dumps(GRID).encode()) == 200
    assert post(client, json.dumps(asked).encode()) == 400


SCRIPTS = [
    "dash/x.js",
    "x/y.js",
    "dash/",
    "dash/deps/../dash.py",
    "os/path.py",
    "dash_html_components/%00",
    "dash/a.v1m2.js",
]


@pytest.mark.parametrize("path", SCRIPTS)
def test_a_script_that_does_not_exist_is_not_found(
    client: FlaskClient, path: str, caplog: pytest.LogCaptureFixture
) -> None:
    response = client.get(f"/_dash-component-suites/{path}")
    assert response.status_code == 404
    assert "registered" not in response.text
    assert len(caplog.records) <= 1
    assert not any(record.exc_info for record in caplog.records)


@pytest.mark.parametrize("seed", [1, 5, 20_261_127])
def test_random_requests_are_refused_in_one_line_each(
    client: FlaskClient, seed: int, caplog: pytest.LogCaptureFixture
) -> None:
    weather(client, seed, 200, caplog)

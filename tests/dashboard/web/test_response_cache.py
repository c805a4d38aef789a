"""What was asked before is answered without drawing it again, until the day or the release is another."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from itertools import chain, repeat
from pathlib import Path

import brotli
import pytest
from dash import Dash
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from dashboard import pages
from dashboard.context.context import Page
from dashboard.data.store import Store
from dashboard.pages import Services, route, routing
from dashboard.settings import Settings
from dashboard.web import response_cache
from tests.conftest import TODAY
from tests.dashboard.small import publish

PACKED = {"Accept-Encoding": "br"}
CALLBACK = {
    "output": response_cache.PAGE,
    "outputs": [{"id": "_pages_content", "property": "children"}, {"id": "_pages_store", "property": "data"}],
    "changedPropIds": ["_pages_location.pathname"],
}


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the pages that were drawn, in order."""
    paths: list[str] = []

    def counted(path: str, query: str, services: Services) -> Page:
        paths.append(path)
        return route(path, query, services)

    for module in (pages, routing):
        monkeypatch.setattr(module, "route", counted)
    return paths


@pytest.fixture
def fresh(app: Dash, services: Services, monkeypatch: pytest.MonkeyPatch) -> Services:
    """The app on a release that nobody has asked anything of."""
    own = Services(Store(services.store.release().file.parent), services.settings, services.today)
    monkeypatch.setattr(app, "services", own)
    return own


def post(client: FlaskClient, path: str, **more: object) -> TestResponse:
    """Ask for the page of a path as Dash does, packed."""
    location = {"pathname": path, "search": ""}
    inputs = [{"id": "_pages_location", "property": name, "value": value} for name, value in location.items()]
    return client.post("/_dash-update-component", json={**CALLBACK, "inputs": inputs, **more}, headers=PACKED)


@pytest.mark.usefixtures("fresh")
def test_a_page_is_drawn_once_and_every_answer_is_the_same(client: FlaskClient, drawn: list[str]) -> None:
    plain = client.get("/sv")
    first, *others = (client.get("/sv", headers=PACKED) for _ in range(3))
    assert drawn == ["/sv", "/sv"]
    assert len(brotli.decompress(first.data)) == len(plain.data)
    for other in others:
        assert (other.status_code, other.data) == (200, first.data)
        assert list(other.headers) == list(first.headers)


@pytest.mark.usefixtures("fresh")
def test_what_dash_draws_is_kept_too_and_apart(client: FlaskClient, drawn: list[str]) -> None:
    client.get("/fi", headers=PACKED)
    first, second, other = post(client, "/fi", endId="a"), post(client, "/fi", endId="b"), post(client, "/en")
    assert drawn == ["/fi", "/fi", "/en"]
    assert first.data == second.data
    assert first.data != other.data
    assert first.mimetype == second.mimetype == "application/json"


def test_no_callback_runs_in_the_background(app: Dash) -> None:
    """Readers share the token to which Dash binds such callbacks: with one of them, documents must not be kept."""
    assert [name for name, callback in app.callback_map.items() if callback.get("background")] == []


@pytest.mark.usefixtures("fresh")
@pytest.mark.parametrize("headers", [{}, {"Accept-Encoding": "identity"}, {"Accept-Encoding": "br;q=0"}])
def test_what_is_not_packed_is_not_kept(client: FlaskClient, drawn: list[str], headers: dict[str, str]) -> None:
    sizes = {len(client.get("/fi", headers=headers).data) for _ in range(2)}
    assert len(drawn) == 2
    assert len(sizes) == 1


@pytest.mark.parametrize("address", ["/fi/nothing", "/fi/mittari/9.9-z", "/fi?q=" + "x" * response_cache.LONGEST])
def test_errors_and_endless_questions_are_not_kept(
    client: FlaskClient, fresh: Services, drawn: list[str], address: str
) -> None:
    for _ in range(2):
        client.get(address, headers=PACKED)
    assert len(drawn) == 2
    assert len(fresh.store.release().answers) == 0


@pytest.mark.parametrize("output", ["_pages_dummy.children", 7, None])
def test_another_callback_is_never_kept(client: FlaskClient, fresh: Services, output: object) -> None:
    for _ in range(2):
        assert post(client, "/fi", output=output).status_code >= 400
    assert len(fresh.store.release().answers) == 0


def test_no_answer_of_one_host_is_given_to_another(client: FlaskClient, fresh: Services) -> None:
    """Pages print the address that they were asked at: a forged host must stay the forger's own."""
    pages = {
        host: brotli.decompress(client.get("/fi/aineisto", headers=PACKED | {"Host": host}).data).decode()
        for host in ("evil.example", "tyopoyta.example.fi")
    }
    assert len(fresh.store.release().answers) == 2
    assert "evil.example" not in pages["tyopoyta.example.fi"]


def test_head_get_and_each_packing_have_answers_of_their_own(client: FlaskClient, fresh: Services) -> None:
    client.get("/fi", headers=PACKED)
    assert client.head("/fi", headers=PACKED).data == b""
    assert client.get("/fi", headers={"Accept-Encoding": "gzip"}).headers["Content-Encoding"] == "gzip"
    assert client.get("/fi", headers=PACKED).headers["Content-Encoding"] == "br"
    assert len(fresh.store.release().answers) == 2


def test_the_next_day_is_drawn_anew(
    app: Dash, client: FlaskClient, fresh: Services, drawn: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    client.get("/fi", headers=PACKED)
    monkeypatch.setattr(app, "services", replace(fresh, today=lambda: TODAY + timedelta(1)))
    client.get("/fi", headers=PACKED)
    client.get("/fi", headers=PACKED)
    assert drawn == ["/fi", "/fi"]


def test_a_page_during_which_the_day_changed_is_not_kept(
    app: Dash, client: FlaskClient, fresh: Services, drawn: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    days: Iterator[date] = chain([TODAY], repeat(TODAY + timedelta(1)))
    monkeypatch.setattr(app, "services", replace(fresh, today=lambda: next(days)))
    for _ in range(3):
        client.get("/fi", headers=PACKED)
    assert drawn == ["/fi", "/fi"]  # the first belongs to no day, the second to the new one


def test_a_new_release_is_shown_at_once_and_the_old_answer_never_again(
    app: Dash, client: FlaskClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "services", Services(Store(tmp_path), Settings(), lambda: TODAY))
    shown = []
    for mark in (71, 72, 71):
        publish(tmp_path, mark)
        texts = [brotli.decompress(client.get("/fi/mittari/1.1-a", headers=PACKED).data).decode() for _ in range(2)]
        assert texts[0] == texts[1]
        shown.append([n for n in (71, 72) if f"<h1>{n}</h1>" in texts[0]])
    assert shown == [[71], [72], [71]]


@pytest.mark.usefixtures("fresh")
def test_a_question_is_the_same_in_whatever_order_its_parts_are_written(client: FlaskClient, drawn: list[str]) -> None:
    location = {"pathname": "/fi", "search": ""}
    inputs = [{"value": value, "property": name, "id": "_pages_location"} for name, value in location.items()]
    assert post(client, "/fi").data == post(client, "/fi", inputs=inputs).data
    assert drawn == ["/fi"]


@pytest.mark.parametrize(("longer", "kept"), [(0, 1), (1, 0)])
def test_a_question_of_four_thousand_signs_is_the_longest_that_is_kept(
    client: FlaskClient, fresh: Services, longer: int, kept: int
) -> None:
    address = "/fi?q="
    client.get(address + "x" * (4096 - len(address) + longer), headers=PACKED)
    assert len(fresh.store.release().answers) == kept


TAGS = [
    # what is asked for, and how, beside `/fi` packed by brotli
    ("/fi?on=2020-12-31", PACKED),
    ("/sv", PACKED),
    ("/fi", {"Accept-Encoding": "gzip"}),
    ("/fi", {}),
    ("/fi", PACKED | {"Host": "tyopoyta.example.fi"}),
]


@pytest.mark.usefixtures("fresh")
def test_who_has_a_page_is_told_that_it_is_still_the_page(client: FlaskClient, drawn: list[str]) -> None:
    """Without drawing anything, and with what a cache needs to know."""
    first = client.get("/fi", headers=PACKED)
    tag = first.headers["ETag"]
    assert re.fullmatch(r'"[0-9a-f]{32}"', tag)
    drawn.clear()
    for asked in (tag, f'"other", {tag}'):
        again = client.get("/fi", headers=PACKED | {"If-None-Match": asked})
        assert (again.status_code, again.data, drawn) == (304, b"", [])
        for name in ("ETag", "Cache-Control", "Vary", "Content-Security-Policy"):
            assert again.headers[name] == first.headers[name]


@pytest.mark.usefixtures("fresh")
@pytest.mark.parametrize(("address", "headers"), TAGS)
def test_another_page_or_packing_has_another_tag(client: FlaskClient, address: str, headers: dict[str, str]) -> None:
    tag = client.get("/fi", headers=PACKED).headers["ETag"]
    other = client.get(address, headers=headers | {"If-None-Match": tag})
    assert other.status_code == 200
    assert other.headers["ETag"] != tag


def test_another_day_and_another_release_have_another_tag(
    app: Dash, client: FlaskClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tags = []
    now = TODAY.toordinal()
    for mark, day in ((71, now), (72, now), (72, now + 1), (71, now)):
        publish(tmp_path, mark)
        monkeypatch.setattr(app, "services", Services(Store(tmp_path), Settings(), partial(date.fromordinal, day)))
        tags.append(client.get("/fi", headers=PACKED).headers["ETag"])
    assert [tags.index(tag) for tag in tags] == [0, 1, 2, 0]


@pytest.mark.parametrize("address", ["/", "/fi/nothing", "/livez"])
def test_what_is_no_page_has_no_tag(client: FlaskClient, address: str) -> None:
    assert "ETag" not in client.get(address, headers=PACKED).headers


def _slow(monkeypatch: pytest.MonkeyPatch, drawn: list[str]) -> tuple[threading.Event, threading.Event]:
    """Let the next drawing tell that it has begun, and wait until it may go on."""
    begun, go_on, draw = threading.Event(), threading.Event(), pages.route

    def slow(path: str, query: str, services: Services) -> Page:
        begun.set()
        assert go_on.wait(20)
        return draw(path, query, services)

    monkeypatch.setattr(pages, "route", slow)
    assert drawn == []
    return begun, go_on


@pytest.mark.usefixtures("fresh")
def test_one_draws_and_the_others_wait(app: Dash, drawn: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    begun, go_on = _slow(monkeypatch, drawn)
    with ThreadPoolExecutor(6) as pool:
        asked = [pool.submit(lambda: app.server.test_client().get("/fi", headers=PACKED).data) for _ in range(6)]
        assert begun.wait(20)
        go_on.set()
        assert len({each.result() for each in asked}) == 1
    assert drawn == ["/fi"]


def test_while_a_page_of_a_new_release_is_drawn_the_others_get_the_old_one(
    app: Dash, tmp_path: Path, drawn: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(tmp_path)
    monkeypatch.setattr(app, "services", Services(store, Settings(), lambda: TODAY))

    def shown() -> str:
        answer = app.server.test_client().get("/fi/mittari/1.1-a", headers=PACKED)
        return str(brotli.decompress(answer.data), "utf-8")

    publish(tmp_path, 71)
    old = shown()
    publish(tmp_path, 72)
    drawn.clear()
    begun, go_on = _slow(monkeypatch, drawn)
    with ThreadPoolExecutor(1) as pool:
        new = pool.submit(shown)
        assert begun.wait(20)
        assert shown() == old
        go_on.set()
        assert "<h1>72</h1>" in new.result()
    assert "<h1>72</h1>" in shown()


def test_what_was_asked_lately_is_drawn_before_a_new_release_is_served(
    app: Dash, client: FlaskClient, tmp_path: Path, drawn: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As it was asked, packing and all; what was answered with an error is not asked again."""
    store = Store(tmp_path)
    monkeypatch.setattr(app, "services", Services(store, Settings(), lambda: TODAY))
    publish(tmp_path, 71)
    for path in ("/fi", "/fi/mittari/1.1-a", "/fi/nothing"):
        client.get(path, headers=PACKED)
    store.prepare = lambda old, _: app.cache.warm(app.server, old)
    publish(tmp_path, 72)
    drawn.clear()
    assert store.release().answers.newest(9)
    assert drawn == ["/fi/mittari/1.1-a", "/fi"]
    assert "<h1>72</h1>" in brotli.decompress(client.get("/fi/mittari/1.1-a", headers=PACKED).data).decode()
    assert len(drawn) == 2

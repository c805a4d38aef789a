"""Downloads in numbers, and queries that no download knows."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import brotli
import pytest
from dash import Dash
from flask import Flask
from flask.testing import FlaskClient

from dashboard.data.release import FILES
from dashboard.data.store import Release, Store
from dashboard.exports.addresses import ExportRequest, read_request
from dashboard.pages import Services
from dashboard.web import downloads
from dashboard.web.bulkhead import Bulkhead, FullError
from strategy.judging.evidence.verdict import STATUSES
from strategy.model.vocabulary import LANGUAGES
from tests.dashboard.exports.reading import get


@pytest.fixture
def fresh(app: Dash, services: Services, monkeypatch: pytest.MonkeyPatch) -> Release:
    """A release of which nothing has been made yet."""
    store = Store(services.store.release().file.parent)
    monkeypatch.setattr(app, "services", Services(store, services.settings, services.today))
    monkeypatch.setattr(services.store, "_current", store.release())  # the downloads hold the desk itself
    return store.release()


HEAVY = [
    "observations.csv",
    "observations.xlsx?lang=fi",
    "3.3-a.pptx?lang=sv",
    "strategy.xlsx?lang=en",
    "datapackage.zip",
]


@pytest.mark.parametrize("address", HEAVY)
def test_a_heavy_download_is_made_once(
    client: FlaskClient, fresh: Release, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = get(client, address)
    monkeypatch.setattr(downloads, "_made", lambda _: pytest.fail("made again"))
    second = get(client, address)
    assert second.get_data() == first.get_data()
    assert {**second.headers} == {**first.headers}
    assert int(second.headers["Content-Length"]) == len(second.get_data())
    assert fresh.files.weight == len(second.get_data()) <= FILES


HOSTS = ("127.0.0.1:8050", "localhost:8051")


@pytest.mark.usefixtures("fresh")
def test_what_a_file_depends_on_is_not_shared(client: FlaskClient) -> None:
    """The host is printed on a slide, and each packing has a body of its own."""
    slides = {host: client.get("/download/3.3-a.pptx?lang=fi", headers={"Host": host}).get_data() for host in HOSTS}
    assert slides[HOSTS[0]] != slides[HOSTS[1]]
    plain = client.get("/download/observations.csv")
    packed = client.get("/download/observations.csv", headers={"Accept-Encoding": "br"})
    assert packed.headers["Content-Encoding"] == "br"
    assert brotli.decompress(packed.get_data()) == plain.get_data()
    assert "Accept-Encoding" in packed.headers["Vary"]


@pytest.mark.usefixtures("fresh")
@pytest.mark.parametrize("file", ["3.3-a.svg?lang=fi", "3.3-a.xlsx?lang=fi", "3.3-a.pptx?lang=fi", "datapackage.zip"])
def test_a_host_that_anyone_may_have_made_up_is_printed_in_no_file(client: FlaskClient, file: str) -> None:
    """A file travels on; without trusted hosts it names its page from the path on."""
    body = client.get(f"/download/{file}", headers={"Host": "evil.example"}).get_data()
    whole = body + b"".join(_parts(body))
    assert b"evil" not in whole
    assert b"/fi" in whole


def _parts(body: bytes) -> Iterator[bytes]:
    if zipfile.is_zipfile(io.BytesIO(body)):
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            yield from map(archive.read, archive.namelist())


def test_a_file_that_is_too_large_to_keep_is_sent_as_it_is_made(
    client: FlaskClient, fresh: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = get(client, "observations.csv").get_data()
    monkeypatch.setattr(downloads, "LARGEST_KEPT", 100_000)
    response = get(client, "observations.csv?known=2200-01-01")
    assert "Content-Length" not in response.headers
    assert response.get_data() == whole
    response.close()
    assert fresh.files.weight == len(whole)


def test_a_place_is_given_back_whatever_happens(monkeypatch: pytest.MonkeyPatch, fresh: Release) -> None:
    """By what fails, by what is refused, and by a reader who leaves in the middle of what is sent as it is made."""
    places = Bulkhead()

    def pieces() -> Iterator[bytes]:
        yield from [b"x" * 99_999] * 9

    monkeypatch.setattr(downloads, "LARGEST_KEPT", 100_000)
    with Flask("alone").test_request_context("/download/observations.csv"):
        response = downloads._sent_as_made(pieces(), places)
        places.enter()
        sending = response.iter_encoded()
        next(iter(sending))
        response.close()
    assert places._taken == 0


def test_without_a_place_one_is_told_when_to_ask_again(
    client: FlaskClient, fresh: Release, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(Bulkhead, "enter", lambda self: (_ for _ in ()).throw(FullError))
    response = client.get("/download/observations.xlsx?lang=sv")
    assert (response.status_code, response.headers["Retry-After"]) == (503, "10")
    assert response.text == "Många filer hämtas just nu. Försök på nytt om 10 sekunder."
    assert response.headers["Cache-Control"] == "no-store"
    assert len(caplog.records) == 1
    assert client.get("/download/3.3-a.csv").status_code == 200
    assert client.get("/fi").status_code == 200


NOT_UNDERSTOOD = [
    # asked for                                       named in the answer
    ("3.3-a.csv?colour=red", "colour=red"),
    ("3.3-a.svg?lang=fi&On=2020-12-31", "On=2020-12-31"),
    ("observations.csv?area=235&measure=3.3-a", "area=235, measure=3.3-a"),
    ("observations.csv?empty=", "empty="),
    ("status.csv?on=yesterday", "on=yesterday"),
    ("measures.csv?lang=de", "lang=de"),
    ("3.3-a.csv?dialect=excel", "dialect=excel"),
    ("strategy.duckdb?table=measure", "table=measure"),
    ("datapackage.zip?format=json", "format=json"),
]


@pytest.mark.parametrize(("address", "named"), NOT_UNDERSTOOD)
def test_what_a_download_does_not_know_is_refused_and_named(client: FlaskClient, address: str, named: str) -> None:
    response = client.get(f"/download/{address}")
    assert response.status_code == 400
    assert response.mimetype == "text/plain"
    assert f": {named}. " in response.text
    assert "dialect, filter, " in response.text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_key_of_a_page_is_known_to_downloads(client: FlaskClient, lang: str) -> None:
    query = "on=2020-12-31&known=2021-01-01&compare=049&since=2010&q=a&grain=year&as=index&years=2019&from=2019-01-01"
    response = get(client, f"3.3-a.csv?lang={lang}&{query}&to=2020-01-01&status={STATUSES[0]}&group=judged&has=nothing")
    assert response.get_data()


def test_a_query_of_tens_of_thousands_of_keys_is_answered_short(client: FlaskClient) -> None:
    response = client.get("/download/3.3-a.csv?" + "&".join(f"k{n}={n}" for n in range(2_000)))
    assert response.status_code == 400
    assert len(response.text) < 2_000


def test_heavy_are_those_that_take_longer_than_a_page() -> None:
    kinds = {"a.csv": False, "b.xlsx": True, "c.pptx": True, "d.svg": False}
    found = {file: read_request(file, "") for file in kinds}
    assert {file: isinstance(w, ExportRequest) and w.heavy for file, w in found.items()} == kinds

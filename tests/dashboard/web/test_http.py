"""What the server answers over HTTP: status, headers on each kind of response, limits, health, redirects."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import brotli
import dash
import flask
import plotly.offline
import pytest
from dash import Dash
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

import dashboard
from dashboard.context import soften_tree
from dashboard.data.store import Store
from dashboard.pages import Services, route
from dashboard.settings import Settings
from dashboard.web import bundle, compression, headers, health
from dashboard.web.document import DashParts, PageAssets, document, problem
from tests.conftest import ROOT, TODAY
from tests.dashboard.small import publish
from tests.dashboard.web.test_headers import POLICY

LOCATION = [
    {"id": "_pages_location", "property": "pathname", "value": "/fi"},
    {"id": "_pages_location", "property": "search", "value": ""},
]


def drawn(client: FlaskClient, path: str, search: str = "", **more: object) -> TestResponse:
    """Ask for the page as Dash does from the browser."""
    pages = "_pages_content.children..._pages_store.data"
    body = {
        "output": f"..{pages}..",
        "outputs": [{"id": "_pages_content", "property": "children"}, {"id": "_pages_store", "property": "data"}],
        "inputs": [{**LOCATION[0], "value": path}, {**LOCATION[1], "value": search}],
        "changedPropIds": ["_pages_location.pathname"],
        **more,
    }
    return client.post("/_dash-update-component", json=body)


def script(client: FlaskClient, wanted: str) -> str:
    """The address of a script of a page with a grid whose address holds `wanted`."""
    return next(src for src in sources(client.get("/fi/aineisto").text) if wanted in src)


def sources(text: str) -> list[str]:
    """The address of each script in a document."""
    return re.findall(r'src="([^"]+)"', text)


# Every kind of response ----------------------------------------------------------------------------------------------


@pytest.fixture
def every_kind(client: FlaskClient) -> dict[str, TestResponse]:
    kinds = {
        "page": client.get("/fi"),
        "unknown page": client.get("/fi/nothing"),
        "redirect": client.get("/"),
        "callback": drawn(client, "/fi"),
        "layout": client.get("/_dash-layout"),
        "broken callback": client.post("/_dash-update-component", data="{", content_type="application/json"),
        "too large": client.post("/_dash-update-component", data=b"x" * 1_000_000, content_type="application/json"),
        "asset": client.get(script(client, "assets/inline_svg.js")),
        "component script": client.get(script(client, "dash_html_components")),
        "missing asset": client.get("/assets/nothing.js"),
        "not allowed": client.post("/fi"),
        "alive": client.get("/livez"),
        "ready": client.get("/readyz"),
        "version": client.get("/version"),
    }
    for response in kinds.values():
        response.get_data()
        response.close()
    return kinds


def test_each_kind_of_response_has_its_status(every_kind: dict[str, TestResponse]) -> None:
    assert {kind: response.status_code for kind, response in every_kind.items()} == {
        "page": 200,
        "unknown page": 404,
        "redirect": 302,
        "callback": 200,
        "layout": 200,
        "broken callback": 400,
        "too large": 413,
        "asset": 200,
        "component script": 200,
        "missing asset": 404,
        "not allowed": 405,
        "alive": 200,
        "ready": 200,
        "version": 200,
    }


def test_every_response_carries_the_security_headers(every_kind: dict[str, TestResponse]) -> None:
    for kind, response in every_kind.items():
        for name, value in headers.FIXED.items():
            assert response.headers.get_all(name) == [value], kind
        (policy,) = response.headers.get_all("Content-Security-Policy")
        assert re.sub(r" 'sha256-[A-Za-z0-9+/]{43}='", " HASH", policy) == POLICY, kind


def test_a_page_is_asked_for_again_and_what_is_named_by_content_never_is(
    every_kind: dict[str, TestResponse],
) -> None:
    kept = {"asset": "public, max-age=31536000, immutable", "component script": "public, max-age=31536000, immutable",
            "page": "public, no-cache"}  # fmt: skip
    for kind, response in every_kind.items():
        assert response.headers["Cache-Control"] == kept.get(kind, "no-store"), kind


def test_no_response_sets_a_cookie_or_tells_what_serves_it(every_kind: dict[str, TestResponse]) -> None:
    for kind, response in every_kind.items():
        assert "Set-Cookie" not in response.headers, kind
        assert "Traceback" not in response.get_data(as_text=True)[:2000], kind


def test_the_hash_of_each_inline_script_is_in_the_policy(client: FlaskClient) -> None:
    for address, some in (("/fi", 1), ("/sv/matare/5.3-g2", 1), ("/fi/aineisto", 2), ("/en/nothing", 1)):
        response = client.get(address)
        policy = response.headers["Content-Security-Policy"]
        inline = re.findall(r"<script(?![^>]*(?:src=|application/json))[^>]*>(.*?)</script>", response.text, re.DOTALL)
        assert len(inline) >= some
        for text in inline:
            digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
            assert f"'sha256-{digest}'" in policy


# Pages ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["/fi", "/sv/matare/5.3-g2", "/en/measures?q=jobs", "/fi/painopiste/9", "/fi/nope"])
def test_the_document_holds_the_whole_page_with_its_language_and_title(
    client: FlaskClient, services: Services, address: str
) -> None:
    path, _, query = address.partition("?")
    page = route(path, query, services)
    response = client.get(address)
    assert response.status_code == page.status
    assert response.text.startswith(f'<!DOCTYPE html>\n<html lang="{page.lang}">')
    assert f"<title>{page.title}</title>" in response.text.replace("&amp;", "&")
    assert response.text.count("<h1") == 1
    assert "Loading..." not in response.text
    assert "\n<title>Dash</title>" not in response.text


@pytest.mark.parametrize("address", ["/fi", "/sv/matare/5.3-g2?on=2019-12-31", "/en/measures?q=jobs", "/fi/nope"])
def test_dash_draws_the_page_that_the_server_printed(client: FlaskClient, services: Services, address: str) -> None:
    path, _, query = address.partition("?")
    page = route(path, query, services)
    answer = drawn(client, path, f"?{query}" if query else "").get_json()["response"]
    assert answer["_pages_store"]["data"] == {"title": page.title}
    printed = json.dumps(soften_tree(page.body), cls=plotly.utils.PlotlyJSONEncoder)
    assert answer["_pages_content"]["children"] == json.loads(printed)


def test_a_query_key_cannot_pass_for_a_part_of_the_path(client: FlaskClient, services: Services) -> None:
    """Dash gives both to a layout by name, and the query wins; our layouts read the address itself."""
    for search in ("?ref=1.3-c", "?path=/en", "?desk=1&self=2", "?_=1"):
        answer = drawn(client, "/fi/mittari/5.3-g2", search).get_json()["response"]
        assert answer["_pages_store"]["data"]["title"] == route("/fi/mittari/5.3-g2", "", services).title


REDIRECTS = [
    # asked                        languages of the browser          where it leads
    ("/", "", "/fi"),
    ("/", "sv-FI,sv;q=0.9,en;q=0.5", "/sv"),
    ("/", "de,en;q=0.7,fi;q=0.3", "/en"),
    ("/sv/m%C3%A4tare/5.3-g2?on=2019-12-31", "", "/sv/matare/5.3-g2?on=2019-12-31"),
    ("/sv/fokusomr%C3%A5de/1", "", "/sv/fokusomrade/1"),
    ("/fi/", "", "/fi"),
    ("/fi/mittari/1.3-c/", "", "/fi/mittari/1.3-c"),
]


@pytest.mark.parametrize(("asked", "languages", "leads"), REDIRECTS)
def test_redirects(client: FlaskClient, asked: str, languages: str, leads: str) -> None:
    response = client.get(asked, headers={"Accept-Language": languages})
    assert response.status_code in (301, 302)
    assert response.headers["Location"] == leads
    assert client.get(leads).status_code == 200


@pytest.mark.parametrize(
    "path",
    ["//evil.example", "/%2F%2Fevil.example", "/\\evil.example", "/fi//evil.example", "/https:evil", "/%09//evil"],
)
def test_no_address_leads_to_another_host(client: FlaskClient, path: str) -> None:
    response = client.get("/", environ_overrides={"PATH_INFO": path.replace("%2F", "/").replace("%09", "\t")})
    target = response.headers.get("Location", "/")
    assert re.match(r"/(?![/\\])|http://localhost/", target), target


STRANGE = [
    "/fi?on=%00",
    "/fi?q=" + "x" * 5000,
    "/fi/mittari/%00",
    "/fi/mittari/..%2f..%2fetc%2fpasswd",
    "/%ff",
    "/fi?%ff=%ff",
    "/fi/mittarit?sector='%20OR%201=1--",
    "/fi?year=" + "9" * 400,
    "/assets/..%2fapp.py",
    "/assets/%2e%2e/app.py",
    "/fi?on=2021-12-31&on=2020-12-31",
    "/fi?known=1900-01-01",
    "/" + "a/" * 500,
]


@pytest.mark.parametrize("address", STRANGE)
def test_strange_addresses_are_answered_and_never_break_the_server(client: FlaskClient, address: str) -> None:
    response = client.get(address, follow_redirects=True)
    assert response.status_code in (200, 400, 404)
    assert "create_app" not in response.text


# Scripts and packing -------------------------------------------------------------------------------------------------


LIBRARY = re.compile(r'data-library="([^"]+)"')


def test_the_chart_library_is_named_only_where_a_chart_is_drawn_by_it(client: FlaskClient) -> None:
    """It is no script of the page: one of ours asks for it, after the first view."""
    for address in ("/fi", "/fi/mittari/2.5-a", "/fi/aineisto"):
        assert LIBRARY.findall(client.get(address).text) == []
    text = client.get("/fi/mittari/3.3-t1").text
    (library,) = LIBRARY.findall(text)
    assert library not in sources(text)
    assert "_dash" not in text
    response = client.get(library)
    assert response.headers["Cache-Control"] == headers.IMMUTABLE
    assert response.mimetype == "text/javascript"


def test_dash_is_asked_for_only_after_the_first_view(services: Services) -> None:
    page = route("/fi/aineisto", "", services)
    assets = PageAssets("", "/icon.svg", "/library.js", loader="load()")
    text = document(page, DashParts("<config>", "<scripts>", "<renderer>"), assets)
    parts = re.fullmatch(r"(.*)<template id=\"later\">(.*)</template>.*", text, re.DOTALL)
    assert parts is not None
    now, later = parts.groups()
    assert sources(text.replace(later, "")) == []
    assert "<script>load()</script>" in text
    assert "<config>" in now
    assert later == "<scripts><renderer>"


def test_the_bundle_is_named_by_its_content_and_without_one_it_is_that_of_the_package(tmp_path: Path) -> None:
    names = []
    for content in ("1", "2"):
        (tmp_path / "a.js").write_text(content)
        names.append(bundle.load(tmp_path / "a.js").name)
    assert names[0] != names[1]
    other = bundle.load(tmp_path / "none.js")
    assert plotly.offline.get_plotlyjs() == other.body.decode()
    assert other.name.startswith("plotly-")


def test_the_makefile_fetches_the_plotly_that_python_speaks() -> None:
    pinned = re.search(r"plotly\.js-basic-dist-min@([\d.]+)", (ROOT / "Makefile").read_text("utf-8"))
    assert pinned is not None
    assert pinned[1] == plotly.offline.get_plotlyjs_version()


PACKED = [
    ("br", "br"),
    ("gzip", "gzip"),
    ("br, gzip", "br"),
    ("gzip;q=1.0, br;q=0.5", "gzip"),
    ("br;q=0", None),
    ("", None),
]


@pytest.mark.parametrize(("accepted", "encoding"), PACKED)
@pytest.mark.parametrize("kind", ["/fi", "asset"])
def test_packs_as_the_browser_asks(client: FlaskClient, kind: str, accepted: str, encoding: str | None) -> None:
    address = script(client, "dash_html_components") if kind == "asset" else kind
    plain = client.get(address)
    response = client.get(address, headers={"Accept-Encoding": accepted})
    assert response.headers.get("Content-Encoding") == encoding
    assert "Accept-Encoding" in response.headers["Vary"]
    assert int(response.headers["Content-Length"]) == len(response.data)
    if encoding == "br":
        assert len(brotli.decompress(response.data)) == len(plain.data)
    if encoding:
        assert len(response.data) < len(plain.data) / 2


def test_a_file_that_never_changes_is_packed_once(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    address = script(client, "dash_core_components.")
    client.get(address, headers={"Accept-Encoding": "gzip"})
    monkeypatch.setattr(compression, "pack", lambda *_, **__: pytest.fail("packed again"))
    assert client.get(address, headers={"Accept-Encoding": "gzip"}).headers["Content-Encoding"] == "gzip"


# Limits and defaults -------------------------------------------------------------------------------------------------


def test_a_large_body_is_refused_before_it_is_read(client: FlaskClient) -> None:
    assert client.post("/_dash-update-component", json="x" * 30_000_000).status_code == 413


@pytest.mark.parametrize("lang", ["fi", "sv", "en"])
def test_what_fails_is_answered_with_a_page_that_tells_nothing_of_it(
    app: Dash, client: FlaskClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, lang: str
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("secret-7 in /srv/secret.py")

    monkeypatch.setattr("dashboard.pages.route", broken)
    response = client.get(f"/{lang}?on=2019-12-31")
    assert (response.status_code, response.text) == (500, problem(lang, 500, f"/{lang}"))
    assert "secret" not in response.text
    assert "secret-7" in caplog.text


def test_only_trusted_hosts_are_answered(app: Dash, client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.server.config, "TRUSTED_HOSTS", ["tyopoyta.example.fi"])
    assert client.get("/fi", headers={"Host": "evil.example"}).status_code == 400
    assert client.get("/livez", headers={"Host": "evil.example"}).status_code == 400
    assert client.get("/fi", headers={"Host": "tyopoyta.example.fi"}).status_code == 200


def test_forwarded_headers_are_not_believed_without_a_proxy_of_ours(client: FlaskClient) -> None:
    forged = {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https", "X-Forwarded-For": "1.2.3.4"}
    assert "evil.example" not in client.get("//fi", headers=forged).headers.get("Location", "")


def test_dash_has_no_door_that_we_did_not_open(app: Dash, client: FlaskClient) -> None:
    """No MCP endpoint, no debugger, no dev tools; and the version that hardened callback arguments, or a later one."""
    asked = {"jsonrpc": "2.0", "id": 1, "method": "initialize"}
    assert client.post("/_mcp", json=asked).status_code in (404, 405)
    assert not any("mcp" in rule.rule for rule in app.server.url_map.iter_rules())
    assert client.get("/console").status_code == 404
    assert '"ui":false' in client.get("/fi/aineisto").text.replace(" ", "")
    assert not app.server.debug
    assert tuple(int(part) for part in dash.__version__.split(".")[:3]) >= (4, 4, 1)


@pytest.mark.parametrize("changed", ["_pages_dummy.children", "nothing.value", "..a.b...c.d.."])
def test_a_callback_that_does_not_exist_is_an_error_without_traceback(client: FlaskClient, changed: str) -> None:
    body = {"output": changed, "outputs": [], "inputs": LOCATION, "changedPropIds": []}
    response = client.post("/_dash-update-component", json=body)
    assert response.status_code >= 400
    assert "Traceback" not in response.text


# Health --------------------------------------------------------------------------------------------------------------


@pytest.fixture
def sick(tmp_path: Path) -> tuple[FlaskClient, Path]:
    """The health addresses alone, on a release that a test may damage."""
    file = publish(tmp_path, 1)
    server = flask.Flask("sick")
    health.install(server, Store(tmp_path), lambda: TODAY)
    return server.test_client(), file


def test_alive_in_one_word(sick: tuple[FlaskClient, Path]) -> None:
    response = sick[0].get("/livez")
    assert (response.status_code, response.text, response.mimetype) == (200, "ok\n", "text/plain")


def test_ready_tells_which_release_it_reads_and_how_old_it_is(client: FlaskClient, services: Services) -> None:
    told = client.get("/readyz").get_json()
    assert told["ready"] is True
    assert told["release"] == services.store.release().hash
    assert told["age_days"] == 0
    assert (told["max_age_months"], told["out_of_date"]) == (None, False)
    assert date.fromisoformat(told["newest_figure"]) <= TODAY
    assert set(told["read"].values()) == {1}


def test_the_age_of_the_build_is_counted_in_days(sick: tuple[FlaskClient, Path]) -> None:
    client, file = sick
    pointer = file.parent / "current.json"
    told = json.loads(pointer.read_text("utf-8"))
    built = datetime.now(UTC) - timedelta(days=41, hours=2)
    pointer.write_text(json.dumps(told | {"built": built.isoformat()}), "utf-8")
    assert client.get("/readyz").get_json()["age_days"] == 41


def test_the_version_is_ours_alone(client: FlaskClient) -> None:
    assert client.get("/version").get_json() == {"version": dashboard.__version__}


@pytest.mark.parametrize("when", ["before it was opened", "while it is served"])
@pytest.mark.parametrize("how", ["deleted", "flipped", "truncated", "pointer gone"])
def test_not_ready_when_the_data_cannot_be_trusted_yet_alive(
    sick: tuple[FlaskClient, Path], when: str, how: str
) -> None:
    client, file = sick
    if when == "while it is served":
        assert client.get("/readyz").status_code == 200
    match how:
        case "deleted":
            file.unlink()
        case "pointer gone":
            (file.parent / "current.json").unlink()
        case "truncated":
            file.write_bytes(file.read_bytes()[:-4096])
        case "flipped":
            body = bytearray(file.read_bytes())
            body[len(body) // 2] ^= 1
            file.write_bytes(body)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.get_json()["ready"] is False
    assert str(file.parent) not in response.text
    assert client.get("/livez").status_code == 200


def test_without_data_a_page_says_so_in_its_language(
    app: Dash, client: FlaskClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "services", Services(Store(tmp_path), Settings(), lambda: date(2024, 1, 1)))
    response = client.get("/sv/matare")
    assert response.status_code == 503
    assert '<html lang="sv">' in response.text
    assert "Uppgifterna kan inte läsas just nu" in response.text
    assert response.headers["Cache-Control"] == headers.NEVER

"""The client asks only where it may, within limits, and again where that helps."""

from __future__ import annotations

import socket
import ssl
from datetime import UTC, datetime, timedelta
from email.message import Message
from email.utils import format_datetime
from io import BytesIO
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request

import pytest

from etl.reading.hosts import is_public_name
from etl.statistics.web import LONGEST, TRIES, Web, WebError, https_to, opener
from strategy.model.vocabulary import LANGUAGES
from strategy.texts.lookup import say
from tests.etl.statistics.conftest import Clock
from tests.etl.statistics.stub import Given, Stub

GOOD = Given(b'{"good": 1}')


def refused(web: Web, address: str) -> tuple[str, str]:
    """Why nothing came."""
    with pytest.raises(WebError) as wrong:
        web.get(address)
    return wrong.value.code, wrong.value.detail


@pytest.mark.parametrize(
    ("address", "may"),
    [
        ("https://sotkanet.fi/rest/1.1/json", True),
        ("https://sotkanet.fi:443/rest", True),
        ("http://sotkanet.fi/rest", False),
        ("https://sotkanet.fi:8443/rest", False),
        ("https://sotkanet.fi.example.org/", False),
        ("https://example.org/sotkanet.fi", False),
        ("https://sotkanet.fi@example.org/", False),
        ("https://user:word@sotkanet.fi/", False),  # pragma: allowlist secret
        ("https://169.254.169.254/latest/meta-data", False),
        ("file:///etc/passwd", False),
        ("ftp://sotkanet.fi/", False),
        ("//sotkanet.fi/", False),
        ("", False),
    ],
)
def test_only_https_to_listed_hosts(address: str, may: bool) -> None:
    allowed = https_to({"sotkanet.fi", "pxdata.stat.fi"})
    assert allowed(address) is may

    def open_(request: Request, timeout: float) -> Stub:
        raise AssertionError("a connection was made")

    if not may:
        assert refused(Web(allowed, open_), address) == ("address", address)  # type: ignore[arg-type]


def test_a_good_answer_comes_whole(stub: Stub, web: Web) -> None:
    stub.answers["GET /t"] = [GOOD]
    stub.answers["POST /t"] = [Given(b"posted")]
    assert web.get(stub.address("/t")) == GOOD.body
    assert web.get(stub.address("/t"), {"query": ["ä"]}) == b"posted"
    assert stub.asked == [("GET /t", None), ("POST /t", {"query": ["ä"]})]


def test_requests_to_one_host_are_a_second_apart(stub: Stub, web: Web, clock: Clock) -> None:
    stub.answers["GET /t"] = [GOOD]
    for _ in range(3):
        web.get(stub.address("/t"))
    assert clock.slept == [1.0, 1.0]


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_passing_fault_is_asked_again(status: int, stub: Stub, web: Web, clock: Clock) -> None:
    stub.answers["GET /t"] = [Given(status=status), Given(status=status), GOOD]
    assert web.get(stub.address("/t")) == GOOD.body
    assert clock.slept == [1.0, 2.0]


def test_a_lasting_fault_is_given_up(stub: Stub, web: Web, clock: Clock) -> None:
    stub.answers["GET /t"] = [Given(status=500)]
    assert refused(web, stub.address("/t")) == ("status", "500")
    assert (len(stub.asked), clock.slept) == (TRIES, [1.0, 2.0, 4.0])


@pytest.mark.parametrize("status", [400, 401, 403, 404, 413])
def test_a_refusal_is_not_asked_again(status: int, stub: Stub, web: Web) -> None:
    stub.answers["GET /t"] = [Given(status=status), GOOD]
    assert refused(web, stub.address("/t")) == ("status", str(status))
    assert len(stub.asked) == 1


def test_retry_after_is_heeded_within_reason(stub: Stub, web: Web, clock: Clock) -> None:
    moment = format_datetime(datetime.now(UTC) + timedelta(seconds=50), usegmt=True)
    waits = ["7", moment, "86400"]
    stub.answers["GET /t"] = [*(Given(status=429, headers={"Retry-After": w}) for w in waits), GOOD]
    assert web.get(stub.address("/t")) == GOOD.body
    seven, fifty, day = (s for s in clock.slept if s != 1.0)
    assert (seven, day) == (7.0, LONGEST)
    assert 45 < fifty <= 50


def test_an_answer_that_breaks_off_is_asked_again(stub: Stub, web: Web) -> None:
    stub.answers["GET /t"] = [Given(b'{"go', promised=11), GOOD]
    assert web.get(stub.address("/t")) == GOOD.body
    stub.answers["GET /t"] = [Given(b'{"go', promised=11)]
    assert refused(web, stub.address("/t")) == ("truncated", "4 / 11")


def test_an_answer_that_is_too_large_is_left(stub: Stub, web: Web) -> None:
    stub.answers["GET /t"] = [Given(b"x" * 10_001)]
    assert refused(web, stub.address("/t")) == ("too_large", "10000")
    assert len(stub.asked) == 1


def test_an_answer_that_drips_is_left(stub: Stub, clock: Clock) -> None:
    """No single read is slow; all together are."""

    def later() -> float:
        clock.now += LONGEST / 2
        return clock.now

    stub.answers["GET /t"] = [Given(b"x" * 256, pause=0.01)]
    web = Web(stub.allowed, opener(), clock.sleep, later)
    assert refused(web, stub.address("/t")) == ("too_slow", str(int(LONGEST)))


@pytest.mark.parametrize(
    ("met", "code"),
    [
        (TimeoutError("timed out"), "silent"),
        (URLError(socket.gaierror(-2, "Name or service not known")), "no_such_host"),
        (URLError(ssl.SSLCertVerificationError("certificate verify failed")), "not_trusted"),
        (URLError(ConnectionRefusedError(111, "Connection refused")), "unreachable"),
        (ConnectionResetError(104, "Connection reset by peer"), "unreachable"),
    ],
)
def test_a_host_that_does_not_answer_is_told_by_name_and_cause(met: Exception, code: str, stub: Stub) -> None:
    """The library's own words are English, and the reader may not be."""

    def nobody(request: Request, timeout: float) -> Stub:
        raise met

    silent = Web(stub.allowed, nobody, lambda _: None)  # type: ignore[arg-type]
    assert refused(silent, stub.address("/t")) == (code, urlsplit(stub.address("/t")).hostname)
    for lang in LANGUAGES:
        assert "example.fi" in say(lang, f"statistics.web.{code}", detail="example.fi")


def detail_of(target: str) -> str:
    """The whole address that a redirect leads to."""
    return f"http:{target}" if target.startswith("//") else target


@pytest.mark.parametrize(
    "target", ["http://169.254.169.254/latest", "file:///etc/passwd", "http://localhost:9/t", "//example.org/t"]
)
def test_a_redirect_to_another_host_is_refused(target: str, stub: Stub, web: Web) -> None:
    stub.answers["GET /t"] = [Given(status=302, headers={"Location": target})]
    assert refused(web, stub.address("/t")) == ("redirect", detail_of(target))
    assert len(stub.asked) == 1


class Moved(HTTPError):
    """A redirect, as the library raises it."""

    def __init__(self, address: str, target: str) -> None:
        headers = Message()
        headers["Location"] = target
        super().__init__(address, 302, "Found", headers, BytesIO())


@pytest.mark.parametrize(
    "target",
    [
        "https://pxdata.stat.fi/t",
        "https://sotkanet.fi:8443/t",
        "http://sotkanet.fi/t",
        "https://sotkanet.fi@pxdata.stat.fi/t",
        "https://[",
        "//pxdata.stat.fi/t",
    ],
)
def test_a_redirect_to_a_host_that_may_be_asked_is_refused_too(target: str) -> None:
    """What came would be kept under the address of another service."""
    asked: list[str] = []

    def open_(request: Request, timeout: float) -> Stub:
        asked.append(request.full_url)
        raise Moved(request.full_url, target)

    web = Web(https_to({"sotkanet.fi", "pxdata.stat.fi"}), open_, lambda _: None)  # type: ignore[arg-type]
    assert refused(web, "https://sotkanet.fi/t")[0] == "redirect"
    assert asked == ["https://sotkanet.fi/t"]


@pytest.mark.parametrize(
    ("host", "public"),
    [
        ("pxdata.stat.fi", True),
        ("statistik.xn--vrld-qoa.se", True),
        ("localhost", False),
        ("printer", False),
        ("statistics.local", False),
        ("db.internal", False),
        ("127.0.0.1", False),
        ("169.254.169.254", False),
        ("10.0.0.8", False),
        ("8.8.8.8", False),
        ("2130706433", False),
        ("0x7f.1", False),
        ("127.1", False),
        ("::1", False),
        ("[::1]", False),
        ("stat.fi.", False),
        ("stat.fi:443", False),
        ("https://stat.fi", False),
        ("stat .fi", False),
        ("", False),
    ],
)
def test_a_host_is_a_name_in_the_public_network(host: str, public: bool) -> None:
    """Numbers may be of this machine or its network, in more ways of writing than one can list."""
    assert is_public_name(host) is public
    if not public:
        assert not https_to({host})(f"https://{host}/t")


def test_a_redirect_at_the_same_host_is_followed_a_few_times(stub: Stub, web: Web) -> None:
    stub.answers["GET /old"] = [Given(status=302, headers={"Location": "/t"})]
    stub.answers["GET /t"] = [GOOD]
    assert web.get(stub.address("/old")) == GOOD.body
    stub.answers["GET /round"] = [Given(status=302, headers={"Location": "/round"})]
    assert refused(web, stub.address("/round")) == ("status", "302")

"""What downloads say and refuse, how they are called, what is kept and for how long, of a small town."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook
from pptx import Presentation
from werkzeug.http import parse_options_header

from dashboard.data.cache import Cache
from dashboard.data.store import Release, Store
from dashboard.pages.routing import Services
from dashboard.settings import Settings
from dashboard.web import downloads
from dashboard.web.bulkhead import Bulkhead, FullError
from tests.conftest import TODAY


class Standing(Store):
    """A store of one release."""

    def __init__(self, release: Release) -> None:
        self._one = release

    def release(self) -> Release:
        return self._one


def serving(release: Release, *, made_up: bool = False, base: str = "/") -> FlaskClient:
    """The downloads alone, of which nothing has been made yet."""
    fresh = replace(release, files=Cache(10**9, len), strategy=replace(release.strategy, made_up=made_up))
    server = Flask("downloads")
    downloads.install(server, Services(Standing(fresh), Settings(base=base), lambda: TODAY))
    return server.test_client()


@pytest.fixture
def client(koivula: Release) -> FlaskClient:
    return serving(koivula)


def test_what_is_kept_and_how_much_is_made() -> None:
    """Rows of a workbook, slides of a deck, bytes that are kept, seconds of sending and of waiting, parts named."""
    assert (downloads.MOST_BOOK_ROWS, downloads.MOST_SLIDES, downloads.LARGEST_KEPT) == (20_000, 12, 16_777_216)
    assert (downloads.LONGEST_SENDING, downloads.RETRY_AFTER, downloads.MOST_NAMED) == (600.0, 10, 10)


NAMED = [
    # file                      its name, real                             and of made-up figures
    ("1.1-a.csv", "1.1-a Tyytyväiset-fi-2022-12-31.csv", "1.1-a Tyytyväiset made_up.short-fi-2022-12-31.csv"),
    ("1.1-a.csv?lang=sv&on=2021-12-31", "1.1-a Nöjda-sv-2021-12-31.csv", "1.1-a Nöjda made_up.short-sv-2021-12-31.csv"),
    ("focus-area-2.pptx?lang=en", "2 Growth-en-2022-12-31.pptx", "2 Growth made_up.short-en-2022-12-31.pptx"),
    ("status.csv", "status-2022-12-31.csv", "status made_up.short-2022-12-31.csv"),
    ("status.csv?lang=sv", "exports.file.status-sv-2022-12-31.csv",
     "exports.file.status made_up.short-sv-2022-12-31.csv"),
    ("strategy.duckdb", "exports.file.strategy-fi-2022-12-31.duckdb",
     "exports.file.strategy made_up.short-fi-2022-12-31.duckdb"),
    # of the day that the workbook is of, whatever day is asked for
    ("workbook-sote.xlsx?lang=sv&on=2019-12-31", "exports.file.workbook Social-sv-2022-12-01.xlsx",
     "exports.file.workbook Social made_up.short-sv-2022-12-01.xlsx"),
    ("datapackage.zip?dialect=machine", "datapackage-2022-12-31.zip", "datapackage made_up.short-2022-12-31.zip"),
]  # fmt: skip


@pytest.mark.usefixtures("keys")
@pytest.mark.parametrize(("file", "real", "made_up"), NAMED)
def test_how_a_download_is_called(koivula: Release, file: str, real: str, made_up: str) -> None:
    names = []
    for said in (False, True):
        response = serving(koivula, made_up=said).get(f"/download/{file}")
        assert response.status_code == 200
        names.append(parse_options_header(response.headers["Content-Disposition"])[1]["filename"])
        response.close()
    assert names == [real, made_up]


def test_the_release_is_the_file_itself(client: FlaskClient, koivula: Release) -> None:
    response = client.get("/download/strategy.duckdb")
    assert (response.data, response.content_type) == (koivula.file.read_bytes(), "application/vnd.duckdb")
    assert response.headers["ETag"] == f'"{koivula.file_sha256}"'
    response.close()


def test_a_query_that_is_no_text_is_refused_like_any_other(client: FlaskClient) -> None:
    response = client.get("/download/status.csv", environ_overrides={"QUERY_STRING": "a=\xff"})
    assert response.status_code == 400


def test_the_workbook_of_a_sector_is_that_of_the_release(client: FlaskClient, koivula: Release) -> None:
    """In the language asked for; it opens, and it is not made here."""
    response = client.get("/download/workbook-sivistys.xlsx?lang=sv")
    assert response.data == koivula.workbook("sivistys", "sv") != koivula.workbook("sivistys", "fi")
    assert load_workbook(io.BytesIO(response.data)).sheetnames
    with pytest.raises(KeyError):
        koivula.workbook("sivistys", "de")


def test_downloads_stand_below_the_path_of_the_dashboard(koivula: Release) -> None:
    client = serving(koivula, base="/tila/")
    assert client.get("/tila/download/status.csv").status_code == 200
    assert client.get("/download/status.csv").status_code == 404
    assert "<svg" in client.get("/tila/download/1.1-a.svg").text
    assert "http://localhost/tila/fi/mittari/1.1-a" in client.get("/tila/download/1.1-a.svg").text


REFUSED = [
    # asked for                          status  text
    ("1.1-a.png", 404, None),
    ("1.1-zz.csv", 404, None),
    ("focus-area-9.pptx", 404, None),
    ("workbook-nobody.xlsx", 404, None),
    ("measures.csv?sector=nobody", 404, None),
    ("observations.csv?filter=nobody:x", 400, None),
    ("status.csv?a=%ff&b=2&c=3&d=4&e=5&f=6&g=7&h=8&i=9&j=10&k=11", 400,
     "<exports.not_understood parts=a=\ufffd, b=2, c=3, d=4, e=5, f=6, g=7, h=8, i=9, j=10 known=as, compare, dialect, "
     "filter, focus_area, from, grain, group, has, known, lang, on, q, sector, since, sort, status, to, "
     "with, year, years>"),
]  # fmt: skip


@pytest.mark.usefixtures("keys")
@pytest.mark.parametrize(("asked", "status", "text"), REFUSED)
def test_what_is_refused_and_in_which_words(
    client: FlaskClient, asked: str, status: int, text: str | None, caplog: pytest.LogCaptureFixture
) -> None:
    response = client.get(f"/download/{asked}")
    assert response.status_code == status
    if text is not None:
        assert response.text == text
        assert response.content_type == "text/plain; charset=utf-8"
        (line,) = [record.getMessage() for record in caplog.records]
        assert line == "Refused with 400: '/download/status.csv' (('a=\ufffd', 'b=2', 'c=3'))"


@pytest.mark.usefixtures("keys")
def test_a_long_table_and_a_full_house_are_told(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(downloads, "MOST_BOOK_ROWS", 3)
    response = client.get("/download/observations.xlsx")
    assert (response.status_code, response.text) == (413, "<exports.too_long most=3>")
    monkeypatch.setattr(Bulkhead, "enter", lambda self: (_ for _ in ()).throw(FullError))
    response = client.get("/download/strategy.xlsx")
    assert (response.status_code, response.text) == (503, "<exports.busy seconds=10>")
    assert response.headers["Retry-After"] == "10"
    (line,) = [record.getMessage() for record in caplog.records if record.levelno == logging.WARNING]
    assert line == "Refused with 503: '/download/strategy.xlsx' (too many downloads at once)"


def test_a_workbook_holds_so_many_rows_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(downloads, "MOST_BOOK_ROWS", 2)
    assert list(downloads._bounded([(1,), (2,)])) == [(1,), (2,)]
    with pytest.raises(downloads.TooLongError):
        list(downloads._bounded([(1,), (2,), (3,)]))


BEGUN = [
    # pieces                      whole, or so much of it      what is still to be made
    (b"abc", b"abc", None),
    ([b"ab", b"cd"], b"abcd", None),
    ([b"ab", b"cd", b"e"], b"abcde", None),  # five bytes are kept
    ([b"ab", b"cd", b"ef", b"gh"], b"abcdef", [b"gh"]),
    ([], b"", None),
]


@pytest.mark.parametrize(("body", "begun", "rest"), BEGUN)
def test_what_is_larger_than_what_is_kept_is_sent_as_it_is_made(
    monkeypatch: pytest.MonkeyPatch, body: bytes | list[bytes], begun: bytes, rest: list[bytes] | None
) -> None:
    monkeypatch.setattr(downloads, "LARGEST_KEPT", 5)
    first, more = downloads._begun(body if isinstance(body, bytes) else iter(body))
    assert (first, more if more is None else list(more)) == (begun, rest)


class Clock:
    """Tells one time after another."""

    def __init__(self, *times: float) -> None:
        self._times = iter(times)

    def monotonic(self) -> float:
        return next(self._times)


def sent(monkeypatch: pytest.MonkeyPatch, *times: float) -> Iterator[bytes]:
    """What is sent of three pieces while the clock tells these times."""
    monkeypatch.setattr(downloads, "time", Clock(*times))
    with Flask("alone").test_request_context("/download/" + "x" * 200):
        return iter(downloads._sent_as_made(iter([b"a", b"b", b"c"]), Bulkhead()).response)  # type: ignore[arg-type]


def test_ten_minutes_are_enough_to_send_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    assert list(sent(monkeypatch, 0.0, 1.0, 599.0, 600.0)) == [b"a", b"b", b"c"]
    late = sent(monkeypatch, 0.0, 1.0, 600.5)
    assert next(late) == b"a"
    with pytest.raises(TimeoutError) as error:
        next(late)
    assert str(error.value) == f"'/download/{'x' * 110}' took longer than 600 s to send"


def test_a_heavy_file_is_handed_over_as_a_file_with_its_length_and_packing(client: FlaskClient) -> None:
    plain = client.get("/download/observations.csv")
    packed = client.get("/download/observations.csv", headers={"Accept-Encoding": "gzip"})
    book = client.get("/download/observations.xlsx", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in book.headers
    for response in (plain, packed, book):
        assert int(response.headers["Content-Length"]) == len(response.data)
    with Flask("alone").test_request_context("/"):
        assert downloads._sent_whole(b"a", None).direct_passthrough


def test_lists_are_in_lines_and_records_in_one(client: FlaskClient) -> None:
    """A row of a record stays one line high; a list breaks its long texts."""
    for file, wrapped in (("observations.xlsx", None), ("measures.xlsx", True)):
        (sheet,) = load_workbook(io.BytesIO(client.get(f"/download/{file}").data)).worksheets
        assert sheet["B2"].alignment.wrap_text is wrapped


ROLES = [
    # days asked for                      whether context measures stand among them
    ("", True), ("?on=2022-12-31", True), ("?known=2022-12-31", True), ("?on=2022-12-31&known=2022-12-31", True),
    ("?lang=fi", False), ("?sector=sivistys", False), ("?dialect=machine&on=2022-12-31", True),
]  # fmt: skip


@pytest.mark.parametrize(("query", "everything"), ROLES)
def test_programs_that_ask_for_no_part_get_every_measure(client: FlaskClient, query: str, everything: bool) -> None:
    listed = client.get(f"/download/measures.csv{query}").text
    assert ("2.1-t2" in listed) is everything


def test_the_record_of_a_measure_begins_with_the_year_asked_for(client: FlaskClient) -> None:
    lines = client.get("/download/1.1-b.csv?dialect=machine&since=2020").text.splitlines()
    assert [line.split(",")[7] for line in lines[1:]] == ["2020", "2021", "2022", "2023"]
    peers = client.get("/download/2.1-t1.csv?dialect=machine&compare=902").text.splitlines()
    assert [line.split(",")[5] for line in peers[1:]] == ["901"] * 4 + ["902"] * 2


def test_a_deck_has_the_worst_first_and_no_more_slides_than_a_meeting_sees(
    koivula: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only what is judged, of this focus area alone."""

    def titles() -> list[str]:
        body = serving(koivula).get("/download/focus-area-1.pptx?lang=en").data
        return [slide.shapes.title.text_frame.text for slide in Presentation(io.BytesIO(body)).slides]

    assert titles() == ["1 Residents", "Meetings", "Tax", "Registrations"]
    monkeypatch.setattr(downloads, "MOST_SLIDES", 2)
    assert titles() == ["1 Residents", "Meetings", "Tax"]


def test_whose_words_are_told_where_a_measure_has_no_source(koivula: Release) -> None:
    """A measure of the strategy is the strategy's own; of a context measure without figures nobody is named."""
    strategy = koivula.strategy
    nobody = replace(strategy.measures["1.1-t1"], sources=())
    client = serving(replace(koivula, strategy=replace(strategy, measures={**strategy.measures, "1.1-t1": nobody})))
    assert "Koivulan strategia (Koivula" in client.get("/download/2.1-c.svg").text
    assert "Koivulan strategia" not in client.get("/download/1.1-t1.svg").text

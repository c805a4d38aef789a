"""Names and publishers of any text: whatever a catalogue may hold, a file is whole and can be read back."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import duckdb
import pytest
from flask import Flask
from openpyxl import load_workbook
from pptx import Presentation

from dashboard.data.store import Store
from dashboard.exports.naming import disposition, file_name
from dashboard.exports.slide_text import LONGEST_PROPERTY, plain, short
from dashboard.pages import Services
from dashboard.settings import Settings
from dashboard.web import downloads
from tests.dashboard.small import hash_of, point, write

TEXTS = {
    "no characters": "a\ufffeb\uffffc\ufdd0d",
    "control characters": "a\x01b\x0bc\x1fd\x7f",
    "line ends": "a\r\nb\u2028c\u2029d\x85e",
    "read backwards": "a\u202eb\u2066c",
    "XML": "<a href='x'>&amp;\"]]></a>",
    "beyond the first plane": "😀\U0010ffff\ue000",
    "nothing that shows": "\u200b\ufffe",
    "270 letters": "y" * 270,
    "a word of ten thousand letters": "x" * 10_000,
    "ten thousand words": "x " * 10_000,
}
FILES = ("1.1-a.pptx?lang=fi", "focus-area-1.pptx?lang=sv", "1.1-a.xlsx?lang=fi", "strategy.xlsx?lang=fi",
         "measures.xlsx?lang=fi", "observations.xlsx?lang=fi", "1.1-a.svg?lang=fi", "datapackage.zip")  # fmt: skip


def _slides(body: bytes) -> None:
    for slide in Presentation(io.BytesIO(body)).slides:
        assert slide.shapes.title is not None


def _workbook(body: bytes) -> None:
    assert load_workbook(io.BytesIO(body)).worksheets


def _archive(body: bytes) -> None:
    assert zipfile.ZipFile(io.BytesIO(body)).testzip() is None


READ: dict[str, Callable[[bytes], object]] = {
    "pptx": _slides, "xlsx": _workbook, "svg": ElementTree.fromstring, "zip": _archive,
}  # fmt: skip


@pytest.fixture(params=TEXTS)
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Flask:
    """The downloads alone, of a release in which every name is this text, as is the publisher's."""
    text = TEXTS[request.param]
    file = tmp_path / "release-1.duckdb"
    write(file, 1)
    with duckdb.connect(str(file)) as connection:
        names = [text.replace("\0", "")] * 3
        connection.execute("UPDATE measure SET name_fi = ?, name_sv = ?, name_en = ?", names)
        connection.execute("UPDATE focus_area SET name_fi = ?, name_sv = ?, name_en = ?", names)
        connection.execute("UPDATE source SET title = ?, publisher = ?", names[:2])
        connection.execute("UPDATE observation SET breakdown = '' WHERE area = '049'")
        connection.execute("DELETE FROM observation WHERE breakdown <> ''")
    point(tmp_path, file, hash_of(1))
    made = Flask("alone")
    downloads.install(made, Services(Store(tmp_path), Settings(publisher=text), lambda: date(2024, 6, 3)))
    return made


def test_every_file_is_whole(server: Flask) -> None:
    for file in FILES:
        response = server.test_client().get(f"/download/{file}")
        assert response.status_code == 200, file
        body = response.get_data()
        READ[file.partition("?")[0].rpartition(".")[2]](body)
        if zipfile.is_zipfile(io.BytesIO(body)):
            _well_formed(body)


def _well_formed(body: bytes) -> None:
    """Excel and PowerPoint refuse what a lenient reader passes: each part must be XML."""
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(archive.read(name))


def test_half_a_pair_of_surrogates_is_left_out() -> None:
    """DuckDB keeps none, but a setting or a text of ours might."""
    assert plain("a\ud800b\udfffc") == "abc"


def test_spaces_and_the_ends_of_lines_stay() -> None:
    assert plain("a\tb\nc\N{NO-BREAK SPACE}d\x07e") == "a\tb\nc\N{NO-BREAK SPACE}de"


PROPERTIES = [("a" * 255, "a" * 255), ("a" * 256, "a" * 254 + "…"), ("\x01a", "a"), ("", "")]


@pytest.mark.parametrize(("text", "kept"), PROPERTIES)
def test_a_property_of_a_document_is_as_long_as_it_may_be(text: str, kept: str) -> None:
    assert short(text) == kept
    assert len(short(text)) <= LONGEST_PROPERTY


NAMES = [
    # name                              file name                         plain part of the header
    ('a"b\\c/d:e*f?g<h>i|j', "a b c d e f g h i j-fi-2021-12-31.csv", "a b c d e f g h i j-fi-2021-12-31.csv"),
    ("a\r\nSet-Cookie: x", "a Set-Cookie x-fi-2021-12-31.csv", "a Set-Cookie x-fi-2021-12-31.csv"),
    ("Työttömyys (%)", "Työttömyys-fi-2021-12-31.csv", "Tyottomyys-fi-2021-12-31.csv"),
    ("../../etc", "etc-fi-2021-12-31.csv", "etc-fi-2021-12-31.csv"),
    ("\u202e\ufffe", "fi-2021-12-31.csv", "fi-2021-12-31.csv"),
]


@pytest.mark.parametrize(("name", "file", "header"), NAMES)
def test_a_file_name_has_nothing_that_a_file_system_or_a_header_refuses(name: str, file: str, header: str) -> None:
    assert file_name(name, "fi", date(2021, 12, 31), "csv") == file
    assert disposition(file).startswith(f'attachment; filename="{header}"; ')


QUOTED = [('a"b', "ab"), ("a\\b", "ab"), ("a\r\nb", "ab"), ('"; filename="c', "; filename=c"), ("ä\0", "a")]


@pytest.mark.parametrize(("name", "inside"), QUOTED)
def test_no_name_ends_its_own_quotes(name: str, inside: str) -> None:
    """Of any name, one of ours or not: the header is the second wall."""
    assert disposition(name).partition('filename="')[2].partition('"; filename*=')[0] == inside

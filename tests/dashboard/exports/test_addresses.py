"""The addresses of downloads: what each asks for, in which form, for whom; and how files are called."""

from __future__ import annotations

from datetime import date

import pytest

from dashboard.context.urls import Address
from dashboard.exports.addresses import MEASURE_FORMS, WHOLE, ExportRequest, href, read_request
from dashboard.exports.naming import TYPES, disposition, file_name

DAY = date(2020, 12, 31)
ASKED: list[tuple[str, str, ExportRequest | None]] = [
    # file               query                 what is wanted
    ("1.3-c.csv", "", ExportRequest("measure", "csv", Address("fi", "measure", "1.3-c"), "fi")),
    ("1.3-c.csv", "lang=sv", ExportRequest("measure", "csv", Address("sv", "measure", "1.3-c"), "sv")),
    ("1.3-c.csv", "lang=en&dialect=machine", ExportRequest("measure", "csv", Address("en", "measure", "1.3-c"), "")),
    ("1.3-c.svg", "on=2020-12-31", ExportRequest("measure", "svg", Address("fi", "measure", "1.3-c", on=DAY), "fi")),
    ("focus-area-3.pptx", "lang=en", ExportRequest("focus_area", "pptx", Address("en", "focus_area", "3"), "en")),
    ("workbook-sote.xlsx", "lang=sv", ExportRequest("workbook", "xlsx", Address("sv", "sector", "sote"), "sv")),
    ("measures.csv", "", ExportRequest("measures", "csv", Address("fi", "measures"), "")),
    ("measures.csv", "lang=fi&q=a", ExportRequest("measures", "csv", Address("fi", "measures", q="a"), "fi")),
    ("measures.xlsx", "lang=fi", ExportRequest("measures", "xlsx", Address("fi", "measures"), "fi")),
    ("status.csv", "", ExportRequest("status", "csv", Address("fi", "overview"), "")),
    ("status.csv", "lang=en", ExportRequest("status", "csv", Address("en", "overview"), "en")),
    ("road.svg", "lang=sv&focus_area=3&sector=sote", ExportRequest(
        "road", "svg", Address("sv", "overview", focus_area="3", sector="sote"), "sv")),
    ("road.csv", "on=2020-12-31", ExportRequest("road", "csv", Address("fi", "overview", on=DAY), "")),
    ("road.zip", "", None),
    ("strategy.xlsx", "", ExportRequest("strategy", "xlsx", Address("fi", "overview"), "fi")),
    ("strategy.duckdb", "", ExportRequest("strategy", "duckdb", Address("fi", "overview"), "fi")),
    ("datapackage.zip", "lang=sv", ExportRequest("datapackage", "zip", Address("sv", "overview"), "sv")),
    ("observations.csv", "filter=value:>1&sort=-value", ExportRequest(
        "observations", "csv", Address("fi", "overview", filter="value:>1", sort="-value"), "", "value:>1", "-value")),
    # what is not understood is named, as it was written and not longer than eighty signs
    ("status.csv", "lang=de&dialect=excel&colour=red&on=soon", ExportRequest(
        "status", "csv", Address("fi", "overview", unread=("on=soon",)), "", "", "",
        ("lang=de", "dialect=excel", "colour=red", "on=soon"))),
    ("status.csv", "colour=", ExportRequest("status", "csv", Address("fi", "overview"), "", unread=("colour=",))),
    ("status.csv", f"a={'x' * 90}", ExportRequest("status", "csv", Address("fi", "overview"), "", unread=(f"a={'x' * 78}",))),  # noqa: E501 (a row of a table)
    # no such file
    ("1.3-c.png", "", None), ("1.3-c.zip", "", None), ("measures.pptx", "", None), ("focus-area-3.csv", "", None),
    ("workbook-sote.csv", "", None), ("workbook-sote.duckdb", "", None),
    ("status.xlsx", "", None), ("strategy.csv", "", None), ("1.3-c", "", None), (".csv", "", None),
    ("1.3-c.csv\n", "", None), ("a/b.csv", "", None), ("1.3-ä.csv", "", None), ("1.3-c.CSV", "", None),
    (f"{'x' * 61}.csv", "", None),
    (f"{'x' * 60}.csv", "", ExportRequest("measure", "csv", Address("fi", "measure", "x" * 60), "fi")),
]  # fmt: skip


@pytest.mark.parametrize(("file", "query", "wanted"), ASKED)
def test_what_an_address_asks_for(file: str, query: str, wanted: ExportRequest | None) -> None:
    assert read_request(file, query) == wanted


FORMS = {
    "measure": {"csv", "xlsx", "svg", "pptx", "pdf"},
    "strategy": {"xlsx", "duckdb"},
    "measures": {"csv", "xlsx"},
    "observations": {"csv", "xlsx"},
    "status": {"csv"},
    "road": {"csv", "xlsx", "svg", "pptx"},
    "datapackage": {"zip"},
    "selection": {"pdf"},
}
HEAVY = {"1.3-c.xlsx", "1.3-c.pptx", "focus-area-1.pptx", "strategy.xlsx", "measures.xlsx", "observations.csv",
         "observations.xlsx", "datapackage.zip", "road.xlsx", "road.pptx", "1.3-c.pdf",
         "focus-area-1.pdf", "selection.pdf", "meeting-1.pdf", "meeting-1.pptx", "meeting-1.docx"}  # fmt: skip


def test_the_forms_of_each_kind_and_which_of_them_are_heavy() -> None:
    assert {"measure": set(MEASURE_FORMS)} | {name: set(forms) for name, forms in WHOLE.items()} == FORMS
    files = [f"{name}.{form}" for name, forms in FORMS.items() for form in forms if name != "measure"]
    files += [f"1.3-c.{form}" for form in FORMS["measure"]] + [
        "focus-area-1.pptx", "focus-area-1.pdf", "workbook-sote.xlsx",
        "meeting-1.pdf", "meeting-1.pptx", "meeting-1.docx",
    ]  # fmt: skip
    found = {file: read_request(file, "") for file in files}
    assert {file for file, wanted in found.items() if wanted and wanted.heavy} == HEAVY


WRITTEN = [
    # page                                          file                  its address
    (Address("sv", "measure", "1.3-c", on=DAY), "1.3-c", "/download/1.3-c.csv?lang=sv&on=2020-12-31"),
    (Address("fi", "measure", "1.3-c", compare=("049", "091")), "1.3-c", "/download/1.3-c.csv?lang=fi&compare=049,091"),
    (Address("en", "measures", q="a b"), "measures", "/download/measures.csv?lang=en&q=a+b"),
]


@pytest.mark.parametrize(("page", "name", "address"), WRITTEN)
def test_the_address_of_a_file_is_read_as_it_was_written(page: Address, name: str, address: str) -> None:
    assert href(page, name, "csv") == address
    wanted = read_request(f"{name}.csv", address.partition("?")[2])
    assert wanted is not None
    assert wanted.address == page
    assert wanted.unread == ()


def test_a_page_opened_from_paper_offers_files_that_can_be_asked_for() -> None:
    address = href(Address("fi", "measure", "1.3-c", known=DAY, printed=DAY), "1.3-c", "csv")
    assert address == "/download/1.3-c.csv?lang=fi&known=2020-12-31"
    wanted = read_request("1.3-c.csv", address.partition("?")[2])
    assert wanted is not None
    assert wanted.unread == ()


def test_the_type_of_each_form() -> None:
    assert dict(TYPES) == {
        "csv": "text/csv; charset=utf-8",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "pdf": "application/pdf",
        "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "svg": "image/svg+xml; charset=utf-8",
        "zip": "application/zip",
        "duckdb": "application/vnd.duckdb",
    }


NAMES = [
    # what it holds            language  file
    ("1.3-c Tupakointi", "fi", "1.3-c Tupakointi-fi-2020-12-31.csv"),
    ("status", "", "status-2020-12-31.csv"),
    ("a_b-c.d  e/f", "sv", "a_b-c.d e f-sv-2020-12-31.csv"),
    ('a"b?c', "fi", "a b c-fi-2020-12-31.csv"),
    (" .a. ", "fi", "a-fi-2020-12-31.csv"),
    ("a\u0308", "fi", "ä-fi-2020-12-31.csv"),
    ("x" * 81, "fi", f"{'x' * 80}-fi-2020-12-31.csv"),
    (f"{'x' * 79} y", "fi", f"{'x' * 79}-fi-2020-12-31.csv"),
]


@pytest.mark.parametrize(("name", "lang", "file"), NAMES)
def test_how_a_file_is_called(name: str, lang: str, file: str) -> None:
    assert file_name(name, lang, DAY, "csv") == file


def test_no_quote_and_no_backslash_ends_the_name_in_the_header() -> None:
    assert disposition('a"b\\c\r\nd').startswith('attachment; filename="abcd"; ')


def test_the_header_tells_the_name_twice_for_old_and_new_readers() -> None:
    assert (
        disposition("ä/ö €.csv")
        == "attachment; filename=\"a/o .csv\"; filename*=UTF-8''%C3%A4%2F%C3%B6%20%E2%82%AC.csv"
    )

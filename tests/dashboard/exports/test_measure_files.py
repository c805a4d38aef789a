"""The files of one measure by HTTP: type, name, refusals; opened and read back; obeying the state of the page."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook
from pptx import Presentation
from werkzeug.http import parse_options_header

from dashboard.context.urls import Address
from dashboard.exports.naming import TYPES, disposition
from dashboard.pages import Services, route
from strategy.model.vocabulary import LANGUAGES
from tests.dashboard.exports.reading import ALL, MILESTONE, address_of, file_name, get, rows, the_sentence

SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("file", ALL)
def test_every_file_comes_with_its_type_and_a_name(client: FlaskClient, file: str, lang: str) -> None:
    """Named by what it holds, the language and the day; never kept by anyone; no cookie."""
    response = get(client, address_of(file, lang))
    assert response.content_type == TYPES[file.rpartition(".")[2]]
    name = file_name(response)
    assert name.endswith(f"-{lang}-2021-12-31.{file.rpartition('.')[2]}")
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in response.headers
    assert len(response.get_data()) > 200
    response.close()


def test_the_name_keeps_its_letters(client: FlaskClient) -> None:
    assert file_name(get(client, "3.3-a.csv?lang=sv")) == "3.3-a Färdigställda bostäder-sv-2021-12-31.csv"
    assert file_name(get(client, "measures.xlsx?lang=sv&on=2020-12-31")) == "mätare-sv-2020-12-31.xlsx"


@pytest.mark.parametrize("name", ['a"b\r\nSet-Cookie: x.csv', "ä/ö\\å.csv", "x;filename=y.csv", "日本.csv"])
def test_a_header_is_one_line_whatever_the_name(name: str) -> None:
    header = disposition(name)
    assert not re.search(r"[\r\n]", header)
    assert header.isascii()
    assert parse_options_header(header)[1]["filename"] == name


@pytest.mark.parametrize("file", [
    "../pyproject.toml", "..%2fpyproject.toml", "%2e%2e/pyproject.toml", "%252e%252e%252fpyproject.toml",
    "/etc/passwd", "%2fetc%2fpasswd", "..%5c..%5cpyproject.toml", "3.3-a%00.csv", "3.3-a.csv%00.svg", "....//x.csv",
    "current.json", "release-x.duckdb", "strategy.duckdb/../current.json", "9.9-z.csv", "focus-area-9.pptx",
    "focus-area-.pptx", "focus-area-3.csv", "3.3-a.png", "3.3-a.exe", "3.3-a", ".csv", "measures.pptx",
    "strategy.csv", "x" * 200 + ".csv", "3.3-a.csv.csv", "measures.csv?sector=nobody", "measures.csv?focus_area=7",
])  # fmt: skip
def test_what_we_do_not_know_is_not_found(client: FlaskClient, file: str) -> None:
    assert client.get(f"/download/{file}").status_code == 404


@pytest.mark.parametrize("query", ["filter=nobody:x", "filter=period:>x", "sort=nobody", "filter=%00", "sort=-"])
def test_a_filter_that_cannot_be_read_is_refused(client: FlaskClient, query: str) -> None:
    """Silently dropping it would hand out other rows than were asked for."""
    assert client.get(f"/download/observations.csv?{query}").status_code == 400


def test_only_reading_is_allowed(client: FlaskClient) -> None:
    assert client.post("/download/measures.csv").status_code == 405


def test_csv_of_a_measure_in_both_dialects(client: FlaskClient) -> None:
    people = rows(get(client, "3.3-a.csv?lang=fi"), ";")
    programs = rows(get(client, "3.3-a.csv?lang=fi&dialect=machine"))
    assert [row["Luku"] for row in people] == ["187", "21", "65", "289", "121", "16"]
    assert [row["value"] for row in programs] == [row["Luku"] for row in people]
    assert people[1]["Vertailukelpoinen"] == "ei"
    assert programs[1]["comparable"] == "false"
    assert people[0]["Viimeinen päivä"] == "31.12.2017"
    assert programs[0]["last_day"] == "2017-12-31"
    assert people[0]["Yksikkö"] == "asuntoa vuodessa"
    assert {row["source_title"] for row in programs} <= {row["Lähde"] for row in people}


def test_a_decimal_comma_where_a_finnish_excel_wants_one(client: FlaskClient) -> None:
    body = get(client, "2.1-t4.csv?lang=fi&since=2021").get_data().decode("utf-8-sig")
    values = [row["Luku"] for row in csv.DictReader(io.StringIO(body), delimiter=";")]
    assert any("," in value for value in values)
    assert not any("." in value for value in values)


def test_files_obey_peers_years_and_days(client: FlaskClient) -> None:
    """`compare`, `since`, `known` and `on` change the file as they change the page."""
    alone = rows(get(client, "2.1-t1.csv?lang=en&dialect=machine&compare=235"))
    assert {row["area"] for row in alone} == {"235"}
    both = rows(get(client, "2.1-t1.csv?lang=en&dialect=machine&compare=049&since=2010"))
    assert {row["area"] for row in both} == {"235", "049"}
    assert min(row["period"] for row in both) == "2010"
    before = rows(get(client, "3.3-a.csv?lang=en&dialect=machine&known=2020-01-01"))
    assert [row["value"] for row in before] == ["187", "21", "65"]  # the third one's day is not known
    earlier = rows(get(client, "status.csv?on=2018-12-31"))
    assert [row["status"] for row in earlier] != [row["status"] for row in rows(get(client, "status.csv"))]
    assert file_name(get(client, "3.3-a.svg?lang=fi&on=2020-12-31")).endswith("2020-12-31.svg")


def test_files_of_two_measures_draw_both(client: FlaskClient) -> None:
    """One above the other in the drawing and on the slide; each with its figures on a sheet of the workbook."""
    asked = "lang=en&with=4.2-t5"
    names = re.findall(
        r'font-weight="700"[^>]*>([^<]+)</text>', get(client, f"4.2-t3.svg?{asked}").get_data(as_text=True)
    )
    slide = Presentation(io.BytesIO(get(client, f"4.2-t3.pptx?{asked}").get_data())).slides[0]
    charts = [shape.chart for shape in slide.shapes if shape.has_chart]
    titles = [chart.chart_title.text_frame.text for chart in charts]
    assert len(set(titles)) == 2
    spans = {(chart.category_axis.minimum_scale, chart.category_axis.maximum_scale) for chart in charts}
    assert len(spans) == 1  # a year stands below the same year
    assert set(titles) <= set(names)
    book = load_workbook(io.BytesIO(get(client, f"4.2-t3.xlsx?{asked}").get_data()))
    drawn = {sheet.title: len(sheet._charts) for sheet in book}  # type: ignore[attr-defined]
    assert drawn == {"Figures": 1, "Figures 4.2-t5": 1, "Facts": 0, "Observations": 0}
    assert [book[name]["A1"].value for name in list(drawn)[:2]] == titles


def test_what_is_compared_is_named_in_the_drawing_and_its_name(client: FlaskClient) -> None:
    """The own area first: of its line, under the title, in the file's name."""
    response = get(client, "5.3-t2.svg?lang=fi&compare=091,092")
    assert file_name(response).startswith("5.3-t2 Lainakanta asukasta kohti Kauniainen Helsinki Vantaa-fi")
    drawn = response.get_data(as_text=True)
    assert "Kauniainen, Helsinki ja Vantaa</text>" in drawn
    assert re.search(r'font-weight="700">Kauniainen</text>', drawn)
    assert "Kauniainen" not in file_name(get(client, "5.3-t2.svg?lang=fi&compare=235"))


def test_files_obey_the_form_that_is_shown(client: FlaskClient) -> None:
    """An index is exported as an index, with its unit in words, never as the figures that it was made of."""
    people = rows(get(client, "2.1-t1.csv?lang=fi&compare=049&as=index&since=2010"), ";")
    assert {row["Luku"] for row in people if row["Ajanjakso"] == "2010"} == {"100"}
    assert {row["Yksikkö"] for row in people} == {"indeksi, 2010 = 100"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_workbook_reads_back(client: FlaskClient, services: Services, lang: str) -> None:
    """Typed numbers, a native line chart with the target's series, the facts, and no formula anywhere."""
    body = get(client, f"3.3-a.xlsx?lang={lang}").get_data()
    book = load_workbook(io.BytesIO(body))
    figures, facts, record = book.worksheets
    found = {row[0].value: [cell.value for cell in row] for row in figures.iter_rows(min_row=26)}
    assert found["2020"][2] == 289
    assert found["2018"][2] is None  # it may not be compared, and stands in a series of its own
    assert found["2018"][3] == 21
    assert found["2020"][4:6] == [80, 158]
    assert not any(c.data_type == "f" for sheet in book for line in sheet.iter_rows() for c in line)
    told = [f"{cell.value}" for line in facts.iter_rows() for cell in line]
    page = route(Address(lang, "measure", "3.3-a").path(), "", services)
    assert the_sentence(services, lang) in told
    assert page.title.partition(" – ")[0] in told
    assert any("/3.3-a?on=2021-12-31" in text for text in told)
    assert record.max_row == 7
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        chart = archive.read("xl/charts/chart1.xml").decode()
    assert "<c:lineChart>" in chart
    assert chart.count("<c:ser>") == 4
    assert "<c:dateAx>" in chart
    assert not re.search('dispBlanksAs val="(zero|span)"', chart)


def test_the_facts_name_the_actions_the_twin_and_who_answers(client: FlaskClient) -> None:
    """What the page tells of them, the file of a measure without figures tells too."""
    told = {}
    for measure in ("4.1-a", "2.3-b"):
        (facts,) = load_workbook(io.BytesIO(get(client, f"{measure}.xlsx?lang=sv").get_data())).worksheets
        told[measure] = {f"{row[0].value}": f"{row[1].value}" for row in facts.iter_rows()}
    twin = "4.2-a Reparationsarbetena i Granhultsskolan inledda (förskoleundervisning)"
    assert told["4.1-a"]["Samma milstolpe under ett annat mål"] == twin
    assert told["4.1-a"]["Åtgärd 4.1-A1.1 (tolkning)"].endswith("inleds 2021 (inte rapporterad)")
    assert told["4.1-a"]["Ansvarig"] == "inte utsedd"
    assert told["2.3-b"]["Ansvarig"].startswith(
        "utskottet och Tejo. utskottet: Det framgår inte av källan vilket utskott."
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_slide_is_native_and_speaks_the_pages_language(client: FlaskClient, services: Services, lang: str) -> None:
    deck = Presentation(io.BytesIO(get(client, f"3.3-a.pptx?lang={lang}").get_data()))
    (slide,) = deck.slides
    assert slide.shapes.title is not None
    assert slide.shapes.title.text_frame.text == {"fi": "Valmistuneet asunnot", "sv": "Färdigställda bostäder"}.get(
        lang, slide.shapes.title.text_frame.text
    )
    texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    assert the_sentence(services, lang) in texts
    (chart,) = [shape.chart for shape in slide.shapes if shape.has_chart]
    own, apart, target, mean = chart.plots[0].series
    assert mean.name == {"fi": "Keskiarvo 158", "sv": "Medeltal 158", "en": "Average 158"}[lang]
    assert list(mean.values) == [None, None, 158, 158, 158, None]
    assert list(own.values) == [187, None, 65, 289, 121, None]
    assert list(apart.values) == [None, 21, None, None, None, 16]
    assert set(target.values) == {None, 80}
    (table,) = [shape.table for shape in slide.shapes if shape.has_table]
    assert [cell.text for cell in table.rows[4].cells][:2] == ["2020", "289"]
    notes = slide.notes_slide.notes_text_frame
    assert notes is not None
    assert "Kaunis Grani" in notes.text
    codes = {"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB"}
    languages = {r.get("lang") for r in slide._element.iter("{*}rPr") if r.get("lang")}
    assert languages == {codes[lang]}


def test_a_milestone_has_its_words(client: FlaskClient) -> None:
    (slide,) = Presentation(io.BytesIO(get(client, f"{MILESTONE}.pptx?lang=fi").get_data())).slides
    assert not any(shape.has_chart for shape in slide.shapes)
    assert any(shape.has_table for shape in slide.shapes)
    drawn = ElementTree.fromstring(get(client, f"{MILESTONE}.svg?lang=fi").get_data())
    assert "Kaavaehdotus ollut nähtävillä" in (drawn.findtext(f"{SVG}title") or "")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_drawing_carries_what_must_be_known_of_it(client: FlaskClient, services: Services, lang: str) -> None:
    """Title, sentence, target, source, day, publisher, address: as text, around the page's chart."""
    response = get(client, f"3.3-a.svg?lang={lang}")
    root = ElementTree.fromstring(response.get_data())
    lines = [element.text or "" for element in root.iter(f"{SVG}text")]
    told = " ".join(lines)
    assert root.get("lang") == lang
    for word in the_sentence(services, lang).split(" "):
        assert word in told
    assert "Kaunis Grani" in told
    assert "/3.3-a?on=2021-12-31" in told
    assert {"fi": "Ei kaupungin virallinen julkaisu", "sv": "Inte en officiell", "en": "Not an official"}[lang] in told
    assert any("31.12.2021" in line or "31 Dec 2021" in line for line in lines)
    inner = root.find(f"{SVG}g/{SVG}svg")
    assert inner is not None
    assert any(element.text == "121" for element in inner.iter(f"{SVG}text"))


def test_every_measure_has_a_drawing_that_is_well_formed(client: FlaskClient, services: Services) -> None:
    for measure in services.store.release().strategy.measures:
        root = ElementTree.fromstring(get(client, f"{measure}.svg?lang=sv").get_data())
        width = float(root.get("width") or 0)
        for line in root.findall(f"{SVG}text"):
            assert len(line.text or "") * 4 < width, measure
        assert not list(root.iter(f"{SVG}a"))
        assert not list(root.iter(f"{SVG}script"))

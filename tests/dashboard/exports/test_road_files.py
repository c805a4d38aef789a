"""The files of the road: named by what was chosen, with the shares of the page, leading back to the same choice."""

from __future__ import annotations

import io
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook
from pptx import Presentation

from dashboard.context import urls
from dashboard.context.context import Context
from dashboard.data.store import Release
from dashboard.exports.edition import Edition
from dashboard.exports.road_files import RoadSubject, road_sheet
from dashboard.exports.slide import MOST_BARS, road_deck
from dashboard.settings import Settings
from tests.conftest import TODAY
from tests.dashboard.charts.test_road import many
from tests.dashboard.exports.reading import file_name, get, rows
from tests.dashboard.exports.test_held import made

ASKED = [
    # what is asked for                                            the name of the file
    ("road.svg?lang=fi", "tie tavoitteeseen-fi-2021-12-31.svg"),
    ("road.csv", "road-2021-12-31.csv"),
    ("road.csv?lang=en&group=behind", "road to the target behind-en-2021-12-31.csv"),
    ("road.csv?lang=en&group=judged", "road to the target can be assessed-en-2021-12-31.csv"),
    ("road.csv?lang=fi&status=met", "tie tavoitteeseen tavoite saavutettu-fi-2021-12-31.csv"),
    ("road.xlsx?lang=sv&sector=sote", "vägen till målet Social- och hälsovårdssektorn-sv-2021-12-31.xlsx"),
    ("road.pptx?lang=en&focus_area=3&sector=yhdyskunta&on=2020-12-31",
     "road to the target Community services A green pedestrian-friendly city-en-2020-12-31.pptx"),
]  # fmt: skip


@pytest.mark.parametrize(("asked", "name"), ASKED)
def test_a_file_is_named_by_what_it_holds(client: FlaskClient, asked: str, name: str) -> None:
    assert file_name(get(client, asked)) == name


@pytest.mark.parametrize(("asked", "status"), [("road.svg?focus_area=99", 404), ("road.svg?colour=red", 400)])
def test_a_choice_that_cannot_be_obeyed_is_refused(client: FlaskClient, asked: str, status: int) -> None:
    get(client, asked, status)


def test_the_table_holds_every_assessed_measure_of_the_choice_once(client: FlaskClient) -> None:
    for choice in ("", "&focus_area=3", "&sector=sote", "&group=behind"):
        found = [row["measure"] for row in rows(get(client, f"road.csv?dialect=machine{choice}"))]
        listed = rows(get(client, f"measures.csv?dialect=machine&group=judged{choice}"))
        if "group" in choice:
            listed = rows(get(client, f"measures.csv?dialect=machine{choice}"))
        own = [row["measure"] for row in listed if row["role"] == "strategy"]
        assert sorted(found) == sorted(own), choice


def test_a_workbook_says_the_per_cent_of_the_page_and_a_csv_every_digit(koivula: Release) -> None:
    sheet = load_workbook(io.BytesIO(made(koivula, "road.xlsx?lang=fi&on=2022-06-30"))).worksheets[0]
    (row,) = [[c.value for c in cells] for cells in sheet.iter_rows() if cells[0].value == "1.1-a"]
    assert (row[4], row[5], row[6]) == (80, None, 58)
    csv = made(koivula, "road.csv?on=2022-06-30").decode("utf-8").splitlines()
    (line,) = [line for line in csv if line.startswith("1.1-a")]
    assert line.split(",")[4:6] == ["0.8", ""]
    assert float(line.split(",")[6]) == pytest.approx(0.5842, abs=1e-4)


PAGES = [
    ("", "/fi?on=2022-06-30"),
    ("focus_area=1", "/fi/painopiste/1?on=2022-06-30"),
    ("sector=sote", "/fi/toimiala/sote?on=2022-06-30"),
    ("focus_area=1&sector=sote", "/fi/mittarit?on=2022-06-30&sector=sote&focus_area=1"),
    ("group=behind", "/fi/mittarit?on=2022-06-30&group=behind"),
]


@pytest.mark.parametrize(("query", "page"), PAGES)
def test_a_file_leads_back_to_the_page_of_its_choice(koivula: Release, query: str, page: str) -> None:
    svg = made(koivula, f"road.svg?lang=fi&on=2022-06-30&{query}").decode("utf-8")
    assert f">https://koivula.example{page.replace('&', '&amp;')}</text>" in svg


def subject(koivula: Release, dots: int) -> RoadSubject:
    address = urls.read("/sv")
    assert address is not None
    context = Context.of(address, koivula, Settings(), TODAY)
    return RoadSubject(Edition(context, ""), many(dots), "Koivula", context.verdicts)


@pytest.mark.parametrize("dots", [MOST_BARS, MOST_BARS + 1])
def test_a_slide_has_room_for_the_worst_and_says_how_many_there_are(koivula: Release, dots: int) -> None:
    (slide,) = Presentation(io.BytesIO(road_deck(subject(koivula, dots)))).slides
    (chart,) = [shape.chart for shape in slide.shapes if shape.has_chart]
    assert len(list(chart.plots[0].categories)) == MOST_BARS
    text = " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
    assert (f"på vägen finns sammanlagt {dots}" in text) == (dots > MOST_BARS)


def test_a_sheet_is_as_high_as_its_road(koivula: Release) -> None:
    for dots in (1, 40, 110):
        told = subject(koivula, dots)
        sheet = ElementTree.fromstring(road_sheet(told))
        (drawn,) = (inner for inner in sheet.iter() if inner.tag.endswith("}svg") and inner is not sheet)
        (rule,) = (line for line in sheet if line.tag.endswith("}path"))
        (group,) = (part for part in sheet if part.tag.endswith("}g"))
        top = float(group.attrib["transform"].rpartition(" ")[2].rstrip(")"))
        foot = float(rule.attrib["d"].partition("H")[0].rpartition(" ")[2])
        assert top + float(drawn.attrib["height"]) < foot < float(sheet.attrib["height"])

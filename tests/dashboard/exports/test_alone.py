"""A single figure is no line chart in any file; what happened to a series is told beside its native charts."""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook
from pptx import Presentation

from tests.dashboard.exports.reading import get

ALONE, MANY = "1.1-t4", "5.3-g1"
"""A measure with one figure and nothing to set it against; one whose series breaks."""
SVG = "{http://www.w3.org/2000/svg}"


def _charts(body: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return [name for name in archive.namelist() if "/charts/chart" in name and name.endswith(".xml")]


@pytest.mark.parametrize("file", ["xlsx", "pptx"])
def test_a_single_figure_has_no_native_chart(client: FlaskClient, file: str) -> None:
    assert _charts(get(client, f"{ALONE}.{file}?lang=sv").get_data()) == []
    assert len(_charts(get(client, f"{MANY}.{file}?lang=sv").get_data())) == 1


def test_a_single_figure_is_drawn_as_a_number(client: FlaskClient) -> None:
    root = ElementTree.fromstring(get(client, f"{ALONE}.svg?lang=fi").get_data())
    large = [e.text for e in root.iter(f"{SVG}text") if float(e.get("font-size", "0")) > 50]
    (slide,) = Presentation(io.BytesIO(get(client, f"{ALONE}.pptx?lang=fi").get_data())).slides
    assert len(large) == 1
    assert large[0] in [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    assert not list(root.iter(f"{SVG}circle"))
    assert [shape for shape in slide.shapes if shape.has_table]


def test_what_happened_to_a_series_is_told_in_the_notes_and_over_the_chart_of_the_workbook(client: FlaskClient) -> None:
    query = "?lang=en&on=2024-12-31"
    (slide,) = Presentation(io.BytesIO(get(client, f"{MANY}.pptx{query}").get_data())).slides
    notes = slide.notes_slide.notes_text_frame
    assert notes is not None
    (told,) = [line for line in notes.text.split("\n") if line.startswith("1 Jan 2023: ")]
    sheet = load_workbook(io.BytesIO(get(client, f"{MANY}.xlsx{query}").get_data())).worksheets[0]
    assert sheet["A4"].value == told

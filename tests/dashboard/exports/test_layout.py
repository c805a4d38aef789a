"""Where a file's layout turns: how long a title is set large, how many rows a table has, when points are not marked."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from openpyxl import load_workbook
from pptx import Presentation
from pptx.enum.chart import XL_MARKER_STYLE

from dashboard.charts.drawing.palette import PEER
from dashboard.components.views import shown_view
from dashboard.context import Context
from dashboard.context.urls import Address
from dashboard.data.store import Release
from dashboard.exports import measure_workbook, slide, slide_chart
from dashboard.exports.edition import Edition, Subject
from dashboard.exports.figures import ChartFigures, FigureSeries
from dashboard.exports.strategy_workbook import strategy_book
from dashboard.exports.tabular import Column, ExportBook, ExportTable
from dashboard.settings import Settings
from tests.conftest import TODAY


@pytest.fixture
def subject(koivula: Release) -> Subject:
    """A measure of the town with its chart."""
    context = Context.of(Address("fi", "measure", "1.1-b"), koivula, Settings(), TODAY)
    measure = koivula.strategy.measures["1.1-b"]
    chart = shown_view(context, measure, koivula.rows("1.1-b")).chart
    return Subject(Edition(context, "https://koivula.example"), measure, chart, ())


def years(number: int, *kinds: str) -> ChartFigures:
    """So many figures of each kind, one a year up to 2100."""
    ends = tuple(date(2101 - number + place, 12, 31) for place in range(number))
    values = tuple(float(place) for place in range(number))
    series = tuple(FigureSeries(kind, kind, values) for kind in kinds)
    return ChartFigures(
        tuple(str(end.year) for end in ends), ends, series, ("",) * number, ("",) * number, ("",) * number
    )


def a_slide() -> Any:
    deck = Presentation()
    return deck.slides.add_slide(deck.slide_layouts[slide.TITLE_ONLY])


@pytest.mark.parametrize(("points", "marked"), [(60, True), (61, False)])
def test_of_more_than_sixty_points_the_own_ones_are_not_marked(subject: Subject, points: int, marked: bool) -> None:
    found = years(points, "own", "apart")
    page = a_slide()
    slide_chart.figures_chart(page, subject, found)
    (drawn,) = [shape.chart for shape in page.shapes if shape.has_chart]
    own, apart = drawn.plots[0].series
    assert own.marker.style == (XL_MARKER_STYLE.CIRCLE if marked else XL_MARKER_STYLE.NONE)
    assert apart.marker.style == XL_MARKER_STYLE.SQUARE
    book = ExportBook(title="t", subject="s", author="a")
    measure_workbook._figures_sheet(book, subject, found)
    sheet: Any = load_workbook(io.BytesIO(book.close())).worksheets[0]
    (chart,) = sheet._charts
    assert [series.marker.symbol for series in chart.series] == ["circle" if marked else None, "square"]


@pytest.mark.parametrize(("title", "told", "sizes"), [
    ("t" * 49, ["x" * 299], (28, 16)),
    ("t" * 50, ["x" * 299], (20, 16)),
    ("t", ["x" * 300], (28, 13)),
    ("t", ["x" * 150, "x" * 150], (28, 13)),
])  # fmt: skip
def test_what_is_long_is_set_smaller(subject: Subject, title: str, told: list[str], sizes: tuple[float, float]) -> None:
    page = slide.page(Presentation(), subject.edition, title, told, "")
    shapes: Any = page.shapes
    head, lead = list(shapes)[:2]
    assert tuple(shape.text_frame.paragraphs[0].runs[0].font.size.pt for shape in (head, lead)) == sizes


def table_of(subject: Subject, found: ChartFigures) -> tuple[list[list[str]], list[float]]:
    """The table beside the chart: its cells, and the widths of its columns in inches."""
    page = a_slide()
    slide.figures_table(page, subject, found)
    (table,) = [shape.table for shape in page.shapes if shape.has_table]
    widths = [round(column.width / 914400, 3) for column in table.columns]
    return [[cell.text for cell in row.cells] for row in table.rows], widths


def test_the_nine_newest_periods_and_two_further_columns_stand_beside_the_chart(subject: Subject) -> None:
    cells, widths = table_of(subject, years(10, "own", "target", "peer", "peer"))
    assert [row[0] for row in cells[1:]] == [str(year) for year in range(2092, 2101)]
    assert {len(row) for row in cells} == {4}
    assert widths == [1.0, 1.1, 0.9, 0.9]


@pytest.mark.parametrize(("kinds", "widths"), [
    (("own",), [1.0, 1.1]), (("own", "peer"), [1.0, 1.1, 1.8]), (("own", "peer", "peer"), [1.0, 1.1, 0.9, 0.9]),
])  # fmt: skip
def test_columns_share_the_room_that_there_is(subject: Subject, kinds: tuple[str, ...], widths: list[float]) -> None:
    assert table_of(subject, years(3, *kinds))[1] == widths


def test_a_period_without_any_figure_has_no_row_and_a_bound_has_one(subject: Subject) -> None:
    found = ChartFigures(
        ("2018", "2019", "2020", "2021"), tuple(date(year, 12, 31) for year in range(2018, 2022)),
        (FigureSeries("own", "own", (1.0, None, None, None)), FigureSeries("own", "apart", (None, None, None, 2.5)),
         FigureSeries("target", "target", (None, None, None, 17.125))),
        ("",) * 4, ("",) * 4, ("", "", "≥ 3", ""),
    )  # fmt: skip
    assert table_of(subject, found)[0][1:] == [
        ["2018", "1,00", "–"], ["2020", "≥ 3", "–"], ["2021", "2,50\N{NO-BREAK SPACE}□", "17,125"],
    ]  # fmt: skip


ENDED = [("Kasvamme", "Kasvamme."), ("Kasvamme.", "Kasvamme."), ("Kasvammeko?", "Kasvammeko?"), ("Ja!", "Ja!")]


@pytest.mark.parametrize(("slogan", "sentence"), ENDED)
def test_a_slogan_ends_once(slogan: str, sentence: str) -> None:
    assert slide._ended(slogan) == sentence


FITTING = [
    # cells of each row                       rows kept    what stands below them
    ([["a", "b", "c"]] * 11, 11, None),  # 1.7 lines each
    ([["a", "b", "c"]] * 12, 11, "<exports.more.one n=1>"),
    ([["a" * 29, "b", "c"]] * 12, 11, "<exports.more.one n=1>"),
    ([["a" * 30, "b", "c"]] * 12, 7, "<exports.more.other n=5>"),  # two lines in the first column: 2.7
    ([["a", "b" * 19, "c"]] * 12, 11, "<exports.more.one n=1>"),
    ([["a", "b" * 20, "c"]] * 12, 7, "<exports.more.other n=5>"),
    ([["a", "b", "c" * 20]] * 12, 11, "<exports.more.one n=1>"),
    ([["a", "b", "c" * 21]] * 12, 7, "<exports.more.other n=5>"),
    ([["a", "b", "c" * 21]] * 3 + [["a", "b", "c"]] * 7, 10, None),  # twenty lines, just so
    ([["a", "b", "c" * 21]] * 3 + [["a", "b", "c"]] * 8, 10, "<exports.more.one n=1>"),
    ([], 0, None),
]


@pytest.mark.usefixtures("keys")
@pytest.mark.parametrize(("rows", "kept", "more"), FITTING)
def test_measures_that_find_no_room_are_counted(
    subject: Subject, rows: list[list[str]], kept: int, more: str | None
) -> None:
    found = slide._fitting(subject.edition, rows)
    assert found == [*rows[:kept], *([[more, "", ""]] if more else [])]


def heights(text: str | None, width: int) -> float | None:
    """How high a row is that has this text in a column so wide, in points; None for the usual height."""
    book = ExportBook(title="t", subject="s", author="a")
    book.table(book.sheet("s"), ExportTable((Column("a", "A", width=width), Column("n", "N", "number")), [(text, 1.5)]))
    found: float | None = load_workbook(io.BytesIO(book.close())).worksheets[0].row_dimensions[2].height
    return found


@pytest.mark.parametrize(("text", "width", "high"), [
    (None, 10, None), ("x" * 9, 10, None), ("x" * 10, 10, 30), ("x" * 18, 10, 30), ("x" * 19, 10, 45),
    ("", 10, None), ("a\nb", 10, 30), ("\n", 10, 30), ("a\n" + "x" * 10, 10, 45),
    ("x" * 100, 10, 165), ("x" * 109, 10, 180), ("x" * 1000, 10, 180),
])  # fmt: skip
def test_a_row_is_as_high_as_its_longest_text_up_to_twelve_lines(
    text: str | None, width: int, high: float | None
) -> None:
    assert heights(text, width) == high


def test_a_cell_and_the_name_of_a_sheet_hold_so_much_and_no_more() -> None:
    book = ExportBook(title="t", subject="s", author="a")
    for name in ("x" * 32, f"{'y' * 30} z", "'[a]:b*c?d/e\\f\x07g' "):
        book.text(book.sheet(name), 0, 0, "t" * 32_768)
    sheets = load_workbook(io.BytesIO(book.close())).worksheets
    assert [sheet.title for sheet in sheets] == ["x" * 31, "y" * 30, "a  b c d e f g"]
    assert {len(str(sheet["A1"].value)) for sheet in sheets} == {32_767}


def test_a_source_without_figures_has_none(koivula: Release) -> None:
    context = Context.of(Address("fi", "overview"), koivula, Settings(), TODAY)
    book = load_workbook(io.BytesIO(strategy_book(Edition(context, ""), {"statistics": 7})))
    assert [cell.value for cell in book.worksheets[-1]["I"][1:]] == [0, 7, 0]


def test_each_of_four_peers_has_a_grey_of_its_own(subject: Subject) -> None:
    book = ExportBook(title="t", subject="s", author="a")
    measure_workbook._figures_sheet(book, subject, years(3, "own", *["peer"] * 5))
    sheet: Any = load_workbook(io.BytesIO(book.close())).worksheets[0]
    (chart,) = sheet._charts
    colours = [series.graphicalProperties.line.solidFill.srgbClr for series in chart.series[1:]]
    assert colours == ["5F6670", PEER.upper().lstrip("#"), "8A8F98", "B0B4BB", "5F6670"]

"""The road to the target as files: a sheet with the drawing of the page, a table, a workbook and a slide.

The charts of the workbook and the slide are native bars of the same shares; what is beside the road is in each of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from dashboard.charts.description import OffRoad, Road
from dashboard.charts.drawing import OWN, PEER, road_svg
from dashboard.exports.drawing_file import INNER, DrawingSheet, printed_sheet
from dashboard.exports.edition import Edition
from dashboard.exports.tables import columns
from dashboard.exports.tabular import Column, ExportBook, ExportTable, Value
from strategy.judging import Verdict
from strategy.model import whole_percent
from strategy.wording import group_word, status_word, target_words

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

COLUMNS: tuple[tuple[str, str, int], ...] = (
    ("measure", "text", 9), ("name", "text", 48), ("status", "text", 20), ("group", "text", 22), ("way", "number", 12),
    ("way_before", "number", 14), ("elapsed", "number", 12), ("target", "text", 36), ("why", "text", 50),
)  # fmt: skip
"""Shares as they were judged, unrounded: 0 is the baseline, 1 the target."""
FILTERS = ("focus_area", "sector", "status", "group", "has", "q")
"""What of an address chooses measures."""
COUNTED = "state"
"""The reason whose measures are counted in a foot and named in the tables alone."""
SHARES = ("way", "way_before", "elapsed")
CHART_WIDTH, ROW_HEIGHT, LEAST_HEIGHT = 860, 34, 260
"""Pixels of the chart of the workbook: so wide, and so high a bar and at least."""


@dataclass(frozen=True, slots=True)
class RoadSubject:
    """A road as an edition tells it; `scope` names what was chosen, `verdicts` holds it by measure."""

    edition: Edition
    road: Road
    scope: str
    verdicts: Mapping[str, Verdict]

    @property
    def title(self) -> str:
        """The title with what was chosen; of made-up figures it says so."""
        made_up = f" ({self.road.made_up})" if self.road.made_up else ""
        return f"{self.road.title}: {self.scope}{made_up}"

    @property
    def where(self) -> str:
        """The address of the page that shows the same."""
        return self.edition.where(**self._page)

    @property
    def frozen(self) -> str:
        """That of the same page with these very figures; empty where there is none."""
        return self.edition.frozen(**self._page)

    @property
    def _page(self) -> dict[str, str]:
        """The page of a focus area or a sector, else the filtered list; the overview where nothing is chosen."""
        address = self.edition.context.address
        filters = {key: value for key in FILTERS if (value := getattr(address, key))}
        match list(filters):
            case []:
                return {"page": "overview"}
            case [("focus_area" | "sector") as page]:
                return {"page": page, "id": filters[page], page: ""}
        return {"page": "measures"}

    @property
    def beside(self) -> tuple[str, ...]:
        """A line for each reason why measures are not on the road, with their names; states are many and counted."""
        groups = [(why, list(found)) for why, found in groupby(self.road.beside, key=lambda off: off.why)]
        return tuple(
            f"{why} ({len(found)})." if found[0].reason == COUNTED else f"{why}: {_names(found)}."
            for why, found in groups
        )

    @property
    def foot(self) -> tuple[str, ...]:
        """What is told under a drawing: its signs, what is beside, who publishes it, where it stands."""
        edition, road = self.edition, self.road
        by = edition.say("published", publisher=edition.publisher, day=edition.context.day(edition.context.on))
        lines = (road.caption if road.dots else "", *self.beside, by, edition.made_up, self.where)
        return tuple(filter(None, lines))


def _names(found: Sequence[OffRoad]) -> str:
    return ", ".join(off.name for off in found)


def road_sheet(subject: RoadSubject) -> bytes:
    """The drawing with its title, finding and foot as SVG; without dots, its words alone."""
    road = subject.road
    inner, height = road_svg(road, INNER) if road.dots else ("", 0.0)
    return printed_sheet(
        DrawingSheet(
            lang=road.lang, title=subject.title, told=road.finding, place=subject.edition.stand,
            sentences=(road.finding,), inner=inner, inner_height=height, foot=subject.foot, leads_to=subject.frozen,
        )
    )  # fmt: skip


def road_table(subject: RoadSubject, dialect: str) -> ExportTable:
    """Every judged measure: those on the road with their shares, the others with why they are not.

    `dialect` empty gives ids, a language gives words.
    """
    context = subject.edition.context
    made_up = (True,) if context.strategy.made_up else ()
    rows = [(*row, *made_up) for row in (*_dots(subject, dialect), *_beside(subject, dialect))]
    given = columns(context, COLUMNS)
    return ExportTable(given, rows)


def _dots(subject: RoadSubject, dialect: str) -> list[tuple[Value, ...]]:
    return [
        (dot.measure, dot.name, *_status(subject, dot.measure, dialect), dot.share, dot.before, dot.elapsed,
         _target(subject, dot.measure), "")
        for dot in subject.road.dots
    ]  # fmt: skip


def _beside(subject: RoadSubject, dialect: str) -> list[tuple[Value, ...]]:
    return [
        (off.measure, off.name, *_status(subject, off.measure, dialect), None, None, None,
         _target(subject, off.measure), off.why if dialect else off.reason)
        for off in subject.road.beside
    ]  # fmt: skip


def _status(subject: RoadSubject, measure: str, dialect: str) -> tuple[str, str]:
    verdict = subject.verdicts[measure]
    if not dialect:
        return verdict.status, verdict.group
    return status_word(verdict.status, dialect), group_word(verdict.group, dialect)


def _target(subject: RoadSubject, measure: str) -> str:
    context, verdict = subject.edition.context, subject.verdicts[measure]
    target = verdict.headline.target
    if target is None:
        return context.say("common.no_target")
    return target_words(target, verdict.measure, context.strategy.units, context.lang)


def road_book(subject: RoadSubject) -> bytes:
    """The workbook: the finding, a native chart of the shares over the table that it is drawn from."""
    edition, road = subject.edition, subject.road
    book = ExportBook(title=subject.title, subject=road.finding, author=edition.publisher)
    sheet = book.sheet(edition.say("sheet.road"))
    told = (road.finding, edition.stand, *subject.foot)
    book.text(sheet, 0, 0, subject.title, book.title)
    for row, line in enumerate(told, 1):
        book.text(sheet, row, 0, line, book.plain)
    top = len(told) + 2 + _chart_rows(len(road.dots))
    table = _percents(road_table(subject, edition.lang))
    book.table(sheet, table, top)
    if road.dots:
        _chart(book, sheet, subject, table, top, len(told) + 2)
    return book.close()


def _percents(table: ExportTable) -> ExportTable:
    """Shares as per cent, as they are read."""
    places = [i for i, column in enumerate(table.columns) if column.name in SHARES]
    named = [Column(c.name, f"{c.head} (%)", c.kind, c.width, 0) if c.name in SHARES else c for c in table.columns]
    rows = [tuple(_percent(v) if i in places else v for i, v in enumerate(row)) for row in table.rows]
    return ExportTable(tuple(named), rows)


def _percent(value: Value) -> Value:
    """Rounded down, as on the page: 94.9 % of the way is not 95."""
    return whole_percent(round(value, 9)) if isinstance(value, float) else value


def _chart_rows(dots: int) -> int:
    """How many rows of 20 pixels the chart covers."""
    return -(-_chart_height(dots) // 20) + 1 if dots else 0


def _chart_height(dots: int) -> int:
    return max(LEAST_HEIGHT, 90 + dots * ROW_HEIGHT)


def _chart(book: ExportBook, sheet: Worksheet, subject: RoadSubject, table: ExportTable, top: int, row: int) -> None:
    """Bars of the way and of the time for each dot, the first at the top as on the page."""
    last, names = top + len(subject.road.dots), [column.name for column in table.columns]
    name = sheet.get_name()
    chart = book.workbook.add_chart({"type": "bar"})
    assert chart is not None  # noqa: S101 - told to mypy; None only for an unknown type
    for key, colour in (("way", OWN), ("elapsed", PEER)):
        place = names.index(key)
        chart.add_series({
            "name": [name, top, place],
            "categories": [name, top + 1, 1, last, 1],
            "values": [name, top + 1, place, last, place],
            "fill": {"color": colour}, "gap": 60,
        })  # fmt: skip
    chart.set_title({"none": True})
    chart.set_y_axis({"reverse": True, "label_position": "low"})
    chart.set_x_axis({"major_gridlines": {"visible": True, "line": {"color": "#dcdee2"}}, "num_format": "0"})
    chart.set_legend({"position": "top"})
    chart.set_size({"width": CHART_WIDTH, "height": _chart_height(len(subject.road.dots))})
    sheet.insert_chart(row, 0, chart, {"description": subject.road.finding})

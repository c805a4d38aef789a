"""The workbook of a measure: its figures with a native chart, its facts, and every row of its record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dashboard.charts.drawing import OWN, PEER, TARGET
from dashboard.exports.edition import Subject
from dashboard.exports.facts import facts, unit_text
from dashboard.exports.figures import ChartFigures, falls, figures, scale
from dashboard.exports.tabular import Column, ExportBook, ExportTable, Value

if TYPE_CHECKING:
    from xlsxwriter.chart import Chart as NativeChart
    from xlsxwriter.worksheet import Worksheet

PEERS = (PEER, "#8a8f98", "#b0b4bb", "#5f6670")
CHART_SIZE = (760, 380)
CHART_TOP, TABLE_TOP = 4, 24
"""The rows, from 0, of the chart and of the table's head: under the chart, so that a long table hides nothing."""
TERM_WIDTH, VALUE_WIDTH = 28, 90
"""Of the columns of the sheet of facts, in characters."""
DENSE = 60
"""From so many points on they are not marked one by one."""


def measure_book(subject: Subject, record: ExportTable) -> bytes:
    """The workbook. `record` holds every row behind the figures; a measure without figures has its facts alone."""
    context = subject.edition.context
    book = ExportBook(title=subject.name, subject=subject.sentence, author=subject.edition.publisher)
    if subject.chart is not None:
        _figures_sheet(book, subject, figures(subject, subject.chart))
    if (below := subject.below) is not None and below.chart is not None:
        _figures_sheet(book, below, figures(below, below.chart), f" {below.measure.id}")
    _facts_sheet(book, subject)
    if subject.chart is not None:
        book.table(book.sheet(context.say("exports.sheet.record")), record, wrap=False)
    return book.close()


def _facts_sheet(book: ExportBook, subject: Subject) -> None:
    sheet = book.sheet(subject.edition.say("sheet.facts"))
    for place, width in enumerate((TERM_WIDTH, VALUE_WIDTH)):
        sheet.set_column(place, place, width)
    for row, (term, value) in enumerate(facts(subject)):
        book.fit(sheet, row, [(term, TERM_WIDTH), (value, VALUE_WIDTH)])
        book.text(sheet, row, 0, term, book.bold)
        book.cell(sheet, row, 1, value)


def _figures_sheet(book: ExportBook, subject: Subject, shown: ChartFigures, which: str = "") -> None:
    """The figures with their chart; `which` tells the sheet of a second measure from that of the first."""
    sheet = book.sheet(subject.edition.say("sheet.figures") + which)
    book.text(sheet, 0, 0, subject.name, book.title)
    book.text(sheet, 1, 0, subject.sentence, book.plain)
    book.text(sheet, 2, 0, f"{subject.edition.stand}. {subject.edition.publisher}.", book.plain)
    assert subject.chart is not None  # noqa: S101 - only a measure with a chart comes here
    if subject.chart.lone:  # a chart of it would be a dot without a line
        book.table(sheet, _table(subject, shown), CHART_TOP)
        return
    if subject.chart.events:
        book.text(sheet, 3, 0, " ".join(f"{event}." for event in subject.chart.events), book.plain)
    last = book.table(sheet, _table(subject, shown), TABLE_TOP) - 1
    sheet.insert_chart(CHART_TOP, 0, _chart(book, sheet, subject, shown, (TABLE_TOP, last)))


def _table(subject: Subject, shown: ChartFigures) -> ExportTable:
    context, decimals = subject.edition.context, subject.measure.decimals
    heads = [Column("", s.name, "number", 16, s.decimals(decimals)) for s in shown.series]
    period = Column("", context.say("common.head.period"), width=18)
    end = Column("", subject.edition.say("head.last_day"), "date", 12)
    last = [Column("", context.say(f"charts.table.{n}"), width=width) for n, width in (("note", 40), ("source", 44))]
    rows: list[Sequence[Value]] = [
        (label, shown.ends[i], *(s.values[i] for s in shown.series), shown.notes[i], shown.sources[i])
        for i, label in enumerate(shown.periods)
    ]
    return ExportTable((period, end, *heads, *last), rows)


def _chart(
    book: ExportBook, sheet: Worksheet, subject: Subject, shown: ChartFigures, span: tuple[int, int]
) -> NativeChart:
    chart = book.workbook.add_chart({"type": "line"})
    assert chart is not None  # noqa: S101 - told to mypy; None only for an unknown type
    name = sheet.get_name()
    for place, series in ((p, s) for p, s in enumerate(shown.series, 2) if s.drawn):
        chart.add_series(
            {
                "name": [name, span[0], place],
                "categories": [name, span[0] + 1, 1, span[1], 1],
                "values": [name, span[0] + 1, place, span[1], place],
                **_look(series.kind, place, dense=len(shown.periods) > DENSE),
            }
        )
    chart.set_title({"name": subject.name, "name_font": {"size": 13, "bold": True}})
    chart.set_y_axis(_axis(subject))
    chart.set_x_axis(_time(subject, shown))
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": CHART_SIZE[0], "height": CHART_SIZE[1]})
    return chart


def _time(subject: Subject, shown: ChartFigures) -> dict[str, object]:
    """An axis of dates: what lies further apart in time stands further apart."""
    foot = "high" if falls(subject.chart) else "low"
    named = {"num_format": "yyyy" if shown.yearly else "m/yyyy", "num_font": {"size": 9}, "label_position": foot}
    return {"date_axis": True, "major_unit": shown.step, "major_unit_type": "years", **named}


def _axis(subject: Subject) -> dict[str, object]:
    """The axis as on the page: the same ends, downwards for a rank."""
    assert subject.chart is not None  # noqa: S101 - only a measure with a chart comes here
    low, high, step = scale(subject.chart)
    plain = {"name": unit_text(subject), "min": low, "max": high, "major_unit": step, "reverse": falls(subject.chart)}
    return {**plain, "num_format": "#,##0.##", "major_gridlines": {"visible": True, "line": {"color": "#dcdee2"}}}


def _look(kind: str, place: int, *, dense: bool) -> dict[str, object]:
    if kind == "own":
        marker = {"type": "circle", "size": 6, "fill": {"color": OWN}, "border": {"color": OWN}}
        return {"line": {"color": OWN, "width": 2.5}, **({} if dense else {"marker": marker})}
    if kind in ("total", "running"):
        return {"line": {"color": OWN, "width": 1.25}}
    if kind == "path":
        return {"line": {"color": TARGET, "width": 0.75}}
    if kind == "projection":
        return {"line": {"color": OWN, "width": 1.25, "dash_type": "round_dot"}}
    if kind in ("apart", "budget"):
        marker = {
            "type": "square" if kind == "apart" else "diamond",
            "size": 6,
            "fill": {"color": "#ffffff"},
            "border": {"color": OWN},
        }
        return {"line": {"none": True}, "marker": marker}
    if kind == "target":
        line = {"color": TARGET, "width": 1.75, "dash_type": "dash"}
        return {"line": line, "marker": {"type": "long_dash", "size": 7, "border": {"color": TARGET}}}
    return {"line": {"color": PEERS[place % len(PEERS)], "width": 1.25}}

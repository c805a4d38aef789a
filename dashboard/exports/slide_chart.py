"""The charts of slides: native, so that they can be edited, with the axes and looks of the page's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION
from pptx.enum.dml import MSO_LINE
from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.util import Inches, Pt

from dashboard.charts.drawing import OWN, PEER, TARGET
from dashboard.exports.edition import Edition, Subject
from dashboard.exports.facts import unit_text
from dashboard.exports.figures import ChartFigures, falls, scale
from dashboard.exports.road_files import RoadSubject
from dashboard.exports.slide_text import MARGIN, described, plain, rgb
from strategy.model import last_day_of_month, whole_percent
from strategy.texts import formats
from strategy.wording import group_word

BESIDE_TABLE = (0.6, 2.1, 8.0, 4.6)
"""Left, top, width and height of a chart, in inches."""
DENSE = 60
"""From so many points on they are not marked one by one."""


def figures_chart(
    slide: Slide, subject: Subject, shown: ChartFigures, place: Sequence[float] = BESIDE_TABLE, *, named: bool = False
) -> None:
    """The figures of a measure as lines over dates, at a `place` in inches; one of two is `named`."""
    data: Any = CategoryChartData(number_format=_number_format(subject.measure.decimals))
    data.categories = shown.ends
    drawn_series = [series for series in shown.series if series.drawn]
    for series in drawn_series:
        data.add_series(plain(series.name), series.values)
    x, y, width, height = map(Inches, place)
    frame: Any = slide.shapes.add_chart(XL_CHART_TYPE.LINE_MARKERS, x, y, width, height, data)
    frame.name = plain(subject.name)
    described(frame, subject.chart.alt if subject.chart else subject.sentence)
    chart = frame.chart
    chart.has_title, chart.has_legend, chart.font.size = named, len(drawn_series) > 1, Pt(11)
    if named:
        chart.chart_title.text_frame.text = plain(subject.name)
        chart.chart_title.text_frame.paragraphs[0].runs[0].font.size = Pt(13)
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    for series, drawn in zip(drawn_series, chart.plots[0].series, strict=True):
        _look(drawn, series.kind, dense=len(shown.periods) > DENSE)
    _value_axis(chart, subject)
    _time_axis(chart, subject, shown)
    if named and subject.chart:
        axis = chart.category_axis  # a year stands below the same year
        axis.minimum_scale, axis.maximum_scale = (_day_number(at) for at in subject.chart.x)


def _day_number(at: float) -> int:
    """The place of a last day, in years, as an axis of dates counts days."""
    return (last_day_of_month(round(at * 12) - 1) - date(1899, 12, 30)).days


def _number_format(decimals: int) -> str:
    return "#,##0" + ("." + "0" * decimals if decimals else "")


_MARKERS = {
    "own": XL_MARKER_STYLE.CIRCLE,
    "apart": XL_MARKER_STYLE.SQUARE,
    "budget": XL_MARKER_STYLE.DIAMOND,
    "target": XL_MARKER_STYLE.DASH,
}


_WIDTHS = {"own": 2.75, "target": 1.75, "path": 0.75}
"""Of lines, in points, where they are not 1.25."""


def _look(series: Any, kind: str, *, dense: bool) -> None:
    colour = TARGET if kind in ("target", "path") else PEER if kind == "peer" else OWN
    line = series.format.line
    series.smooth = False
    line.color.rgb, line.width = rgb(colour), Pt(_WIDTHS.get(kind, 1.25))
    series.marker.style = _MARKERS.get(kind, XL_MARKER_STYLE.NONE)
    if kind == "own" and dense:
        series.marker.style = XL_MARKER_STYLE.NONE
    if kind in ("apart", "budget"):
        line.fill.background()
    if kind == "target":
        line.dash_style = MSO_LINE.DASH
        series.marker.size = 7
    if kind == "projection":
        line.dash_style = MSO_LINE.ROUND_DOT
    series.marker.format.fill.solid()
    series.marker.format.fill.fore_color.rgb = rgb(colour)
    series.marker.format.line.color.rgb = rgb(colour)


def _value_axis(chart: Any, subject: Subject) -> None:
    """The same ends as on the page, downwards for a rank; the unit as the axis's title."""
    assert subject.chart is not None  # noqa: S101 - only a measure with a chart comes here
    axis = chart.value_axis
    axis.minimum_scale, axis.maximum_scale, axis.major_unit = scale(subject.chart)
    axis.reverse_order = falls(subject.chart)
    axis.major_gridlines.format.line.color.rgb = rgb("#dcdee2")
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = "#,##0.##", False
    if unit := unit_text(subject):
        axis.axis_title.text_frame.text = unit
        axis.axis_title.text_frame.paragraphs[0].runs[0].font.bold = False


def _time_axis(chart: Any, subject: Subject, shown: ChartFigures) -> None:
    """An axis of dates: what lies further apart in time stands further apart."""
    axis = chart.category_axis
    axis.tick_label_position = XL_TICK_LABEL_POSITION.HIGH if falls(subject.chart) else XL_TICK_LABEL_POSITION.LOW
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = (
        "yyyy" if shown.yearly else "m/yyyy",
        False,
    )
    base = axis._element.find(qn("c:baseTimeUnit"))
    base.set("val", "months")
    for tag, value in (("c:majorTimeUnit", "years"), ("c:majorUnit", str(shown.step))):
        unit = base.makeelement(qn(tag), {"val": value})
        base.addnext(unit)


def groups_chart(slide: Slide, edition: Edition, counts: Mapping[str, int], name: str) -> None:
    """How many measures stand in each group, as bars with their numbers."""
    data: Any = CategoryChartData(number_format="0")
    told = {formats.sentence_case(group_word(group, edition.lang)): n for group, n in counts.items()}
    data.categories = list(told)[::-1]
    data.add_series(edition.say("sheet.measures"), list(told.values())[::-1])
    place = (MARGIN, Inches(2.1), Inches(5.5), Inches(4.4))
    frame: Any = slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *place, data)
    frame.name = plain(name)
    described(frame, ", ".join(f"{word}: {n}" for word, n in told.items()))
    chart = frame.chart
    chart.has_title, chart.has_legend, chart.font.size = False, False, Pt(12)
    plot = chart.plots[0]
    plot.has_data_labels, plot.gap_width = True, 60
    plot.series[0].format.fill.solid()
    plot.series[0].format.fill.fore_color.rgb = rgb(OWN)
    chart.value_axis.visible, chart.value_axis.has_major_gridlines = False, False
    chart.value_axis.minimum_scale = 0


def road_chart(slide: Slide, subject: RoadSubject, most: int) -> None:
    """The share of the way and of the time of the first `most` dots, as bars in per cent, the first at the top."""
    dots = subject.road.dots[:most]
    data: Any = CategoryChartData(number_format='0"\N{NO-BREAK SPACE}%"')
    data.categories = [plain(dot.name) for dot in dots]
    for key, shares in (("share", [dot.share for dot in dots]), ("elapsed", [dot.elapsed for dot in dots])):
        head = subject.edition.context.say(f"road.head.{key}")
        data.add_series(plain(head), [whole_percent(round(share, 9)) for share in shares])
    place = (MARGIN, Inches(1.75), Inches(12.1), Inches(4.95))
    frame: Any = slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *place, data)
    frame.name = plain(subject.title)
    described(frame, subject.road.finding)
    chart = frame.chart
    chart.has_title, chart.has_legend, chart.font.size = False, True, Pt(11)
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    chart.plots[0].gap_width, chart.plots[0].overlap = 60, 0
    chart.category_axis.reverse_order = True
    chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    chart.value_axis.major_gridlines.format.line.color.rgb = rgb("#dcdee2")
    for series, colour in zip(chart.plots[0].series, (OWN, PEER), strict=True):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = rgb(colour)
    way = chart.plots[0].series[0]
    way.data_labels.show_value = True

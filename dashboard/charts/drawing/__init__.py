"""A described chart as SVG or Plotly figure: places of labels, colours, signs."""

from dashboard.charts.drawing.bars import distribution
from dashboard.charts.drawing.palette import GROUND, HAIRLINE, INK, MUTED, OWN, PEER, TARGET
from dashboard.charts.drawing.planning import DrawingPlan, planned
from dashboard.charts.drawing.plot import CONFIG, figure
from dashboard.charts.drawing.road_drawing import road_svg
from dashboard.charts.drawing.signs import sign
from dashboard.charts.drawing.sparks import spark
from dashboard.charts.drawing.stepping import plot_box, plot_ends, stops_text
from dashboard.charts.drawing.svg import drawn, markup_text, svg
from dashboard.charts.drawing.wrapping import wrapped

__all__ = [
    "CONFIG",
    "GROUND",
    "HAIRLINE",
    "INK",
    "MUTED",
    "OWN",
    "PEER",
    "TARGET",
    "DrawingPlan",
    "distribution",
    "drawn",
    "figure",
    "markup_text",
    "planned",
    "plot_box",
    "plot_ends",
    "road_svg",
    "sign",
    "spark",
    "stops_text",
    "svg",
    "wrapped",
]

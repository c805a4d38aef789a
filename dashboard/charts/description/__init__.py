"""What a chart shows, in values and words: lines, targets, ticks, captions, its table."""

from dashboard.charts.description import views
from dashboard.charts.description.aims import Band, Step, moves
from dashboard.charts.description.below import legend, unnumbered
from dashboard.charts.description.chart import (
    Bar,
    Chart,
    Line,
    Numbers,
    Point,
    Run,
    Tick,
    VerticalMark,
    judged,
    later,
)
from dashboard.charts.description.chart_state import ChartDays, ChartState, describe_state
from dashboard.charts.description.describing import describe
from dashboard.charts.description.multiples import on_one_scale, on_one_time_axis
from dashboard.charts.description.pairs import have_one_start, index_of_two, over_one_time
from dashboard.charts.description.road import OffRoad, Road, RoadDot, describe_road, side_of
from dashboard.charts.description.scale import Scale
from dashboard.charts.description.series import current
from dashboard.charts.description.signs import signs_of, signs_told
from dashboard.charts.description.stops import stop_series
from dashboard.charts.description.views import ChartView, ViewRequest
from dashboard.charts.description.window import default_since

__all__ = [
    "Band",
    "Bar",
    "Chart",
    "ChartDays",
    "ChartState",
    "ChartView",
    "Line",
    "Numbers",
    "OffRoad",
    "Point",
    "Road",
    "RoadDot",
    "Run",
    "Scale",
    "Step",
    "Tick",
    "VerticalMark",
    "ViewRequest",
    "current",
    "default_since",
    "describe",
    "describe_road",
    "describe_state",
    "have_one_start",
    "index_of_two",
    "judged",
    "later",
    "legend",
    "moves",
    "on_one_scale",
    "on_one_time_axis",
    "over_one_time",
    "side_of",
    "signs_of",
    "signs_told",
    "stop_series",
    "unnumbered",
    "views",
]

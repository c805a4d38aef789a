"""The names of lines and the labelled value: at whose end they stand, and that none is taken for another's."""

from __future__ import annotations

import pytest

from dashboard.charts.description import Chart
from dashboard.charts.drawing.looks import LineLook, peer_look
from dashboard.charts.drawing.planning import DrawingPlan, planned
from dashboard.charts.drawing.text_boxes import PlacedText
from dashboard.components.figures import LARGE, NARROW
from dashboard.components.small_charts import SMALL
from tests.dashboard.charts.scenes import AREAS, chart, measure, rows

SIZES = {"wide": LARGE, "narrow": NARROW}


def compared(own: str, **peers: str) -> Chart:
    """A series beside those of some areas, by their codes with a letter before."""
    codes = {code[1:]: series for code, series in peers.items()}
    others = (row for code, series in codes.items() for row in rows(series, code))
    return chart(measure(), (*rows(own), *others), peers=tuple(codes))


def written(plan: DrawingPlan, text: str) -> PlacedText:
    """The one place where a text stands."""
    (found,) = [placed for placed in plan.texts if placed.text == text]
    return found


@pytest.mark.parametrize("size", SIZES)
def test_the_own_value_stands_under_the_own_name(size: str) -> None:
    plan = planned(compared("2019 40,2020 44", a049="2019 41,2020 45", a091="2019 39,2020 43"), *SIZES[size])
    name, value = written(plan, "Kauniainen"), written(plan, "44")
    assert value.bold
    assert value.x == name.x
    assert 0 < value.y - name.y < 2 * plan.layout.font


@pytest.mark.parametrize("size", SIZES)
def test_the_name_of_a_line_that_ends_early_stands_at_its_end(size: str) -> None:
    """A leader to the edge would look like nine years of the same figure."""
    plan = planned(compared("2008 64,2012 76,2021 73", a049="2008 62,2012 59"), *SIZES[size])
    assert plan.leaders == ()
    at = plan.layout.at(plan.chart.of_kind("peer")[0].end)
    assert written(plan, "Espoo").box(plan.layout.font).distance(at) < plan.layout.font


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("espoo", "named"),
    [("2017 62,2018 60,2019 61", 1), ("2009 62,2010 60,2011 59,2021 70", 2), ("2009 62,2010 60,2011 59", 1)],
)
def test_a_line_that_stops_before_a_lone_figure_is_named_at_both(espoo: str, named: int, size: str) -> None:
    own = ",".join(f"{year} {70 + year % 3}" for year in range(2009, 2022))
    plan = planned(compared(own, a049=espoo), *SIZES[size])
    (line,) = plan.chart.of_kind("peer")
    names = [text.box(plan.layout.font) for text in plan.texts if text.text == "Espoo"]
    ends = [plan.layout.at(run[-1]) for run in line.runs]
    assert len(names) == named == len(ends)
    assert all(min(name.distance(end) for name in names) < 3 * plan.layout.font for end in ends)


PAIRS = [("049", "091"), ("091", "SSS"), ("SSS", "092", "049"), ("092",)]


def test_an_area_looks_alike_in_every_chart() -> None:
    """Whoever is compared with it, in whatever order."""
    series = "2019 40,2020 44,2021 42"
    every = (*rows(series), *(row for area in AREAS if area != "235" for row in rows(series, area)))
    looks: dict[str, set[LineLook]] = {}
    for peers in PAIRS:
        for line in chart(measure(), every, peers=peers).of_kind("peer"):
            looks.setdefault(line.label, set()).add(peer_look(line.place))
    assert [len(found) for found in looks.values()] == [1] * 4
    assert len(set().union(*looks.values())) == 4


CLOSE = [("2019 868", "2019 995", "2019 930"), ("2019 55", "2019 58", "2019 31"), ("2019 -60", "2019 -50", "2019 -51")]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("own", "espoo", "vantaa"), CLOSE)
def test_each_name_of_a_single_year_is_nearest_to_its_own_figure(own: str, espoo: str, vantaa: str, size: str) -> None:
    plan = planned(compared(own, a049=espoo, a092=vantaa), *SIZES[size])
    ends = {line.label: plan.layout.at(line.end) for line in plan.chart.lines}
    for name in ends:
        box = next(text for text in plan.texts if text.text.startswith(name)).box(plan.layout.font)
        assert min(ends, key=lambda other: box.distance(ends[other])) == name


def test_a_value_is_not_written_at_another_figure() -> None:
    """Left of the last figure and under the one before it, the number would be read as that one's."""
    plan = planned(chart(measure(), rows("2017 30,2018 9,2019 50,2020 10")), *NARROW)
    label = written(plan, "10").box(plan.layout.font)
    points = plan.chart.lines[0].points
    assert min(points, key=lambda point: label.distance(plan.layout.at(point))) == points[-1]


# fmt: off
TOLD = [
    # the series to its last year, after the page's day        the label, and what the axis names
    (",".join(f"{year} {year % 3}" for year in range(2008, 2023)), "2 (2021)", "2008 2022"),
    ("2011 1,2015 2,2021 2,2025 1,2026 1",                     "2",        "2011 2021 2026"),
    ("2019 1,2021 2",                                          "2",        "2019 2021"),
]
# fmt: on


@pytest.mark.parametrize(("series", "label", "named"), TOLD)
def test_the_year_of_the_value_is_named_in_a_small_chart(series: str, label: str, named: str) -> None:
    plan = planned(chart(measure(), rows(series)), *SMALL, small=True)
    assert " ".join(sorted(tick.label for tick, _ in plan.layout.x_labels())) == named
    assert written(plan, label).bold

"""The room of a drawing: which names stand on the time axis, and that none is cut."""

from __future__ import annotations

import pytest

from dashboard.charts.drawing.layout import layout
from dashboard.charts.drawing.plot import HALO
from dashboard.charts.drawing.text_boxes import text_width
from tests.dashboard.charts.scenes import baseline, chart, measure, plotted, rows, target, yearly


def years(first: int, last: int) -> str:
    """A series of whole years as the scenes read it."""
    return ",".join(f"{year} {year % 7}" for year in range(first, last + 1))


def months(first: int, number: int) -> str:
    """A series of months from January of the first year on."""
    return ",".join(f"{first + i // 12}-{i % 12 + 1:02} {i % 7}" for i in range(number))


# fmt: off
NAMED = [
    # the series                                    wide                                  narrow
    (years(2012, 2020),                  820,       "2012 2013 2014 2015 2016 2017 2018 2019 2020"),
    (years(1973, 2023),                  820,       "1973 1980 1985 1990 1995 2000 2005 2010 2015 2020 2023"),
    (years(1973, 2023),                  320,       "1973 1980 1990 2000 2010 2023"),     # between the ends round years
    ("2019-Q1 1,2019-Q2 2,2019-Q3 3,2019-Q4 4", 320, "1. neljännes 2019 4. neljännes 2019"),   # the ends are named
    ("2019 1",                           320,       "2019"),
    (months(2024, 13),                   620,       "1/2024 3/2024 5/2024 7/2024 9/2024 11/2024 1/2025"),
    (months(2024, 13),                   320,       "1/2024 4/2024 7/2024 10/2024 1/2025"),
    (months(2022, 24),                   320,       "1/2022 7/2022 1/2023 7/2023 12/2023"),  # never every fifth month
    (months(2015, 76),                   820,       "1/2015 12/2015 12/2016 12/2017 12/2018 12/2019 4/2021"),
]
# fmt: on


@pytest.mark.parametrize(("series", "width", "names"), NAMED)
def test_names_of_the_time_axis(series: str, width: int, names: str) -> None:
    drawn = layout(chart(measure(), rows(series)), width, 400, small=False)
    assert " ".join(tick.label for tick, _ in drawn.x_labels()) == names


@pytest.mark.parametrize("width", [320, 358, 820])
def test_no_name_on_the_time_axis_is_cut(width: int) -> None:
    drawn = layout(chart(measure(), rows("2019-Q4 60,2020-Q4 62")), width, 400, small=False)
    for tick, _ in drawn.x_labels():
        half = text_width(tick.label, drawn.font) / 2
        assert drawn.x(tick.at) - half >= 0
        assert drawn.x(tick.at) + half <= width


def test_a_label_that_had_to_cross_a_line_has_ground_of_its_own() -> None:
    of = measure(calendar=yearly(), baseline=baseline(1), targets=(target(value=9),))
    drawn = plotted(chart(of, (*rows("2019 1,2020 9,2021 5"), *rows("2019 4,2021 4", "049")), peers=("049",)))
    grounds = {said["text"]: said.get("bgcolor") for said in drawn["layout"]["annotations"]}
    assert grounds["lähtötaso 1"] == HALO
    assert grounds["Espoo"] is None  # it stands beside the plot, where there is no line

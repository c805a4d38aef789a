"""What is said where a person stops in a chart, and how it is written for the browser."""

from __future__ import annotations

from itertools import pairwise

import pytest

from dashboard.charts.description.chart import Chart
from dashboard.charts.description.stops import Stop, stop_series
from dashboard.charts.drawing.planning import planned
from dashboard.charts.drawing.stepping import PARTS, plot_box, stops_text
from tests.dashboard.charts.scenes import baseline, chart, measure, rows, target

SOURCE = "Lähde: Tilasto 1"
AIMED = measure(targets=(target("at_least", "2021", value=60),), baseline=baseline(40, "2017"))
SAID: dict[str, tuple[Chart, list[tuple[str, list[tuple[str, ...]]]]]] = {
    "value, period, source": (
        chart(measure(), rows("2018 10,2019 11")),
        [("Kauniainen", [("2018", "10 %", SOURCE), ("2019", "11 %", SOURCE)])],
    ),
    "the target then, and the baseline that is no figure of the series": (
        chart(AIMED, rows("2020 50")),
        [("Kauniainen", [("2017", "40 %", "Lähtötaso", SOURCE), ("2020", "50 %", "Tavoite: ≥ 60 %", SOURCE)])],
    ),
    "a note where it differs": (
        chart(measure(), rows("2018 10 preliminary,2019 11")),
        [("Kauniainen", [("2018", "10 %", "Ennakkotieto", SOURCE), ("2019", "11 %", SOURCE)])],
    ),
    "no note that all have": (
        chart(measure(), rows("2018 10 rounded,2019 11 rounded")),
        [("Kauniainen", [("2018", "10 %", SOURCE), ("2019", "11 %", SOURCE)])],
    ),
    "a real nought, and no stop for what is missing": (
        chart(measure(), rows("2018 0,2019 -,2020 0")),
        [("Kauniainen", [("2018", "0 %", SOURCE), ("2020", "0 %", SOURCE)])],
    ),
    "peers by name": (
        chart(measure(), (*rows("2018 10"), *rows("2018 12,2019 13", area="049")), peers=("049",)),
        [("Kauniainen", [("2018", "10 %", SOURCE)]), ("Espoo", [("2018", "12 %"), ("2019", "13 %")])],
    ),
    "nothing": (chart(measure(), ()), []),
}


def _plain(stop: Stop) -> tuple[str, ...]:
    """Period, value and what is said beside it, with plain spaces."""
    return tuple(text.replace("\N{NO-BREAK SPACE}", " ") for text in (stop.period, stop.text, *stop.told()))


@pytest.mark.parametrize(("scene", "expected"), SAID.values(), ids=SAID)
def test_what_is_said(scene: Chart, expected: list[tuple[str, list[tuple[str, ...]]]]) -> None:
    said = [(series.name, [_plain(stop) for stop in series.stops]) for series in stop_series(scene)]
    assert said == expected


@pytest.mark.parametrize("scene", [scene for scene, _ in SAID.values()], ids=SAID)
def test_the_browser_gets_them_all_in_order_of_time_and_inside_the_plot(scene: Chart) -> None:
    lines = [line.split("\t") for line in stops_text(scene).split("\n")]
    stops = [line for line in lines[1:] if line[0]]
    assert len(stops) == sum(len(series.stops) for series in stop_series(scene))
    assert all(0 <= int(place) <= PARTS for line in stops for place in line[:2])
    for before, after in pairwise(lines[1:]):
        assert not (before[0] and after[0]) or int(before[0]) <= int(after[0])
    left, right, top, bottom = map(int, plot_box(planned(scene, 360, 170, small=True)).split())
    assert 0 <= left < right <= 360
    assert 0 <= top < bottom <= 170


def test_a_small_chart_says_the_first_sentence_of_a_note() -> None:
    scene = chart(AIMED, rows("2020 50 estimate,2021 52"))
    assert "Arvio" in stops_text(scene, small=True)
    two = chart(measure(), rows("2018 10 small_houses,2019 11"))
    brief, whole = stops_text(two, small=True).split("\n")[0], stops_text(two).split("\n")[0]
    assert brief.split("\t")[0] in whole
    assert len(brief) < len(whole)


def test_no_text_can_break_the_lines() -> None:
    hostile = measure(name='<b>"\t\n&')
    assert stops_text(chart(hostile, rows("2018 10,2019 11"))).count("\n") == 3

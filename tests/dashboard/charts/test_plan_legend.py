"""What is said of the lines that are no figures, and that what is drawn of a pace is what is judged."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from dashboard.charts.description import describe, legend, unnumbered
from dashboard.charts.drawing.planning import planned
from dashboard.components.figures import LARGE, NARROW
from dashboard.components.small_charts import SMALL
from dashboard.data import Release
from dashboard.pages import Services
from strategy.judging.evidence.verdict import Projection
from strategy.judging.status import judge
from strategy.meetings.freezing import thaw
from strategy.model.catalogue import Measure
from strategy.model.record import Mark
from strategy.wording import calculation
from tests.dashboard.charts.every import context_of, small_charts
from tests.dashboard.charts.scenes import DAY, UNITS, baseline, chart, measure, rows, same, strategy, target

FLOOR = measure(baseline=baseline(10, "2018"), targets=(target("at_least", "2023", value=20),))
MOVED = measure(
    baseline=baseline(0, "1990"),
    targets=(target("at_least", "2030", value=60), target("at_least", "2030", value=80, set_on=date(2020, 6, 30))),
)
SUM = measure(targets=(target("sum", "2022", op="at_least", value=40, window="2019/2022"),))
MET = measure(baseline=baseline(30, "2018"), targets=(target("at_least", "2023", value=20),))
PATH, DOTTED = "Ohut viiva", "Pisteviiva"

# fmt: off
SAID = [
    (FLOOR,  "2018 10,2019 12,2020 13", "Ohut viiva: tasainen kehitys lähtötasosta (2018) tavoitteeseen (2023)."),
    (FLOOR,  "2018 10,2019 12,2020 13", "Pisteviiva: jos vauhti pysyy samana kuin keskimäärin 2018–2020."),
    (FLOOR,  "2014 30,2015 1,2019 12,2021 13", "Pisteviiva: jos vauhti pysyy samana kuin keskimäärin 2018–2021."),
    (MOVED,  "2021 32",                 "Tavoite (2030) muuttui 30.6.2020: ennen ≥ 60 %, sen jälkeen ≥ 80 %."),
    (MOVED,  "2021 32",                 "Ohut viiva: tasainen kehitys lähtötasosta (1990) tavoitteeseen (2030)."),
    (SUM,    "2019 9,2020 11",          "Ohut viiva: tasainen kertymä tavoitteeseen."),
]
UNSAID = [
    (MET,    "2018 30,2019 28",         PATH),     # from beyond the target no way leads back
    (FLOOR,  "2018 10,2019 12",         DOTTED),   # of two values no pace is drawn on
    (FLOOR,  "2018 10,2019 12",         "muuttui"),
    (MOVED,  "2021 32",                 "Viiva katkeaa"),  # two figures and no line at all
    (measure(), "2018 10,2019 12",      PATH),
]
# fmt: on


def _caption(of: Measure, series: str) -> str:
    return chart(of, rows(series)).caption.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(("of", "series", "said"), SAID)
def test_what_a_line_means_is_said_below(of: Measure, series: str, said: str) -> None:
    assert said in _caption(of, series)


@pytest.mark.parametrize(("of", "series", "word"), UNSAID)
def test_nothing_is_said_of_what_is_not_drawn(of: Measure, series: str, word: str) -> None:
    assert word not in _caption(of, series)


def test_what_was_sealed_before_its_years_were_told_is_drawn_and_told_without_them() -> None:
    sealed = {"start": 2021, "start_value": 13, "end": 2024, "value": 18, "slope": 1.7, "points": 3,
              "few_points": True, "clipped": False, "low": None, "high": None}  # fmt: skip
    series = rows("2018 10,2019 12,2020 13")
    said = replace(judge(FLOOR, series, on=DAY, home="235"), projection=thaw(Projection, sealed))
    found = describe(FLOOR, said, series, strategy(FLOOR), "fi", day=DAY)
    assert "Pisteviiva: jos vauhti jatkuu." in found.caption
    assert [(point.x, point.y) for point in found.of_kind("projection")[0].points] == [(2021, 13), (2024, 18)]
    assert any("sama" in line for line in calculation(said, UNITS, "fi")) is False


NONE = "ei vielä tuloksia"


@pytest.mark.parametrize(
    ("of", "series", "said"),
    [(FLOOR, "", True), (FLOOR, "2016 8,2018 10", True), (FLOOR, "2019 12", False), (measure(), "", False)],
)
@pytest.mark.parametrize("small", [True, False])
def test_the_drawing_says_that_no_result_is_known(of: Measure, series: str, *, said: bool, small: bool) -> None:
    found = chart(of, rows(series) if series else ())
    sizes = (SMALL,) if small else (LARGE, NARROW)
    texts = [{text.text for text in planned(found, *size, small=small).texts} for size in sizes]
    assert [NONE in written for written in texts] == [said] * len(sizes)


def test_the_pace_drawn_on_and_the_status_tell_the_same(services: Services, made_up_release: Release) -> None:
    """The dotted line meets the target at its end exactly where R is 1 or more."""
    told = []
    for release in (services.store.release(), made_up_release):
        for verdict in context_of(release, "fi", "overview").verdicts.values():
            it, line = verdict.headline, verdict.projection
            if line is None or line.clipped or it.pace is None or it.target_value is None or it.baseline is None:
                continue
            ahead = (line.value - it.target_value) * (1 if it.target_value > it.baseline else -1)
            told.append((verdict.measure.id, it.pace >= 1, ahead >= 0))
    assert [row for row in told if row[1] != row[2]] == []
    assert {row[1] for row in told} == {True, False}


PLACE = re.compile(r"(?:(?:\d+[–])?(\d+)/)?(\d{4})$")


def test_a_name_of_the_time_axis_stands_at_the_end_of_what_it_names(made_up_release: Release) -> None:
    """Of years and months alike."""
    ticks = [(tick.at, PLACE.match(tick.label)) for c in small_charts(made_up_release, "fi") for tick in c.x_ticks]
    named = [(at, int(match[2]) + int(match[1] or 12) / 12) for at, match in ticks if match]
    assert len(named) > 500
    assert [pair for pair in named if abs(pair[0] - pair[1]) > 1e-6] == []


@pytest.mark.parametrize(
    ("lang", "earlier", "now"),
    [
        ("fi", "aiempi tavoite ≥ 60 % (2030)", "tavoite ≥ 80 % (2030)"),
        ("sv", "tidigare mål ≥ 60 % (2030)", "mål ≥ 80 % (2030)"),
        ("en", "earlier target ≥ 60% (2030)", "target ≥ 80% (2030)"),
    ],
)
def test_of_two_targets_for_one_year_the_replaced_one_says_so(lang: str, earlier: str, now: str) -> None:
    found = chart(MOVED, rows("2015 20,2020 40"), lang=lang)
    labels = {text.text.replace("\n", " ").replace("\N{NO-BREAK SPACE}", " ") for text in planned(found, *LARGE).labels}
    assert labels >= {earlier, now}


def test_the_names_of_an_axis_of_time_are_of_one_kind(services: Services, made_up_release: Release) -> None:
    """No quarter stands beside a month, no half of a year beside a year."""
    charts = [c for release in (services.store.release(), made_up_release) for c in small_charts(release, "sv")]
    axes = [{re.sub(r"\d+", "9", tick.label) for tick in named} for c in charts for named in (c.x_ticks, c.x_ends)]
    assert [kinds for kinds in axes if len(kinds) > 1] == []
    assert {"kvartal 9/9", "9", "9/9", "9–9/9"} <= {kind for kinds in axes for kind in kinds}


def test_what_has_a_number_in_the_drawing_is_told_below_it_or_not_numbered() -> None:
    told = [
        Mark("1.1-a", date(2020, 3, 1), "break", same("Uusi luokitus")),
        Mark("1.1-a", date(2019, 3, 1), "decision", same("Päätös.")),
    ]
    found = chart(measure(), rows("2018 1,2019 2,2020 3,2021 4"), marks=told)
    assert [mark.label for mark in found.uprights] == ["1", "2"]
    assert legend(found)[-2:] == ("1. 1.3.2019: Päätös.", "2. 1.3.2020: Uusi luokitus.")
    assert (unnumbered(found).uprights, unnumbered(found).events) == ((), ())

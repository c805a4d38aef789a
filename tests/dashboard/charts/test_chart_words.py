"""How a chart words its targets, the values beside them and its axis of values."""

from __future__ import annotations

from typing import Any

import pytest

from dashboard.charts.description import Chart
from dashboard.charts.drawing.labels import LabelPosition, LabelSpace, around, place
from dashboard.charts.drawing.planning import planned
from dashboard.components.figures import LARGE, NARROW
from tests.dashboard.charts.scenes import baseline, chart, measure, rows, target
from tests.dashboard.charts.test_labels import room_of_one

# fmt: off
SHARE = {"lowest": 0.0, "highest": 100.0}
SIGNS: list[tuple[dict[str, Any], dict[str, Any], str]] = [
    # the target                                      the measure                   in a few signs
    ({"kind": "at_least", "value": 90},               SHARE,                        "≥ 90 %"),
    ({"kind": "at_least", "value": 100},              SHARE,                        "100 %"),
    ({"kind": "at_most", "value": 100},               SHARE,                        "≤ 100 %"),
    ({"kind": "at_most", "value": 0},                 SHARE,                        "0 %"),
    ({"kind": "more_than", "value": 0},               SHARE,                        "> 0 %"),
    ({"kind": "at_least", "value": 100},              {},                           "≥ 100 %"),
    ({"kind": "change_points", "value": 3},           {"direction": "up"},          "≥ 93 %"),
    ({"kind": "change_points", "value": 3},           {"direction": "down"},        "≤ 87 %"),
    ({"kind": "change_percent", "value": 10},         {"direction": "down"},        "≤ 81 %"),
    ({"kind": "change_points", "value": 10},          {"direction": "up", **SHARE}, "100 %"),
    ({"kind": "range", "low": 0.5, "high": 1},        {"direction": "range", "decimals": 1}, "0,5–1,0 %"),
    ({"kind": "range", "low": -2, "high": 4},         {"direction": "range"},       "−2 … 4 %"),
]
# fmt: on


def aimed(series: str, aim: dict[str, Any], lang: str = "fi", **changes: Any) -> Chart:
    """A series that starts from 90 and has one target for 2021."""
    of = measure(**{"baseline": baseline(90), "targets": (target(**aim),), **changes})
    return chart(of, rows(series), lang=lang)


@pytest.mark.parametrize(("aim", "of", "said"), SIGNS)
def test_a_target_says_in_signs_what_its_sentence_says(aim: dict[str, Any], of: dict[str, Any], said: str) -> None:
    (found,) = aimed("2019 90", aim, **of).aims
    assert found.short.replace("\N{NO-BREAK SPACE}", " ") == said


MEAN = {"kind": "mean", "op": "at_least", "value": 80, "period": "2018/2022", "window": "2018/2022"}
WORDINGS = {
    "fi": "tavoite keskimäärin ≥ 80 % (2018–2022)|tavoite keskimäärin ≥ 80 %|tavoite ≥ 80 % (2018–2022)|tavoite ≥ 80 %",
    "sv": "mål i medeltal ≥ 80 % (2018–2022)|mål i medeltal ≥ 80 %|mål ≥ 80 % (2018–2022)|mål ≥ 80 %",
    "en": "target on average ≥ 80% (2018–2022)|target on average ≥ 80%|target ≥ 80% (2018–2022)|target ≥ 80%",
}


@pytest.mark.parametrize("lang", WORDINGS)
def test_a_mean_says_so_before_its_years_and_its_years_before_nothing(lang: str) -> None:
    (found,) = aimed("2019 90", MEAN, lang).aims
    *full, short = (text.replace("\N{NO-BREAK SPACE}", " ") for text in found.wordings)
    assert "|".join(full) == WORDINGS[lang]
    assert full[-1].endswith(short)


# fmt: off
PRECISION: list[tuple[str, float, float, int, str, str]] = [
    # kind        value      target   decimals   written   what it is unrounded, where that decides
    ("at_least",  89.6,      90,      0,         "90",     "pyöristämättä 89,6 %"),
    ("at_least",  89.4,      90,      0,         "89",     ""),
    ("at_least",  90.0,      90,      0,         "90",     ""),
    ("at_least",  90.04,     90,      0,         "90",     ""),
    ("at_least",  2.996,     3,       1,         "3,0",    "pyöristämättä 2,996 %"),
    ("at_least",  0.1 * 3,   0.3,     1,         "0,3",    ""),
    ("more_than", 90.04,     90,      0,         "90",     "pyöristämättä 90,04 %"),
    ("at_most",   90.433149, 90,      0,         "90",     "pyöristämättä 90,4 %"),
]
# fmt: on


@pytest.mark.parametrize(("kind", "value", "level", "decimals", "written", "unrounded"), PRECISION)
def test_a_value_has_its_measures_decimals_everywhere_and_says_what_it_is_unrounded_where_that_decides(
    kind: str, value: float, level: float, decimals: int, written: str, unrounded: str
) -> None:
    found = aimed(f"2019 1,2021 {value!r}", {"kind": kind, "value": level}, decimals=decimals)
    assert found.marked
    assert found.marked.label == written
    assert plain(found.marked.text) == f"{written} %"
    assert plain(found.marked.unrounded) == unrounded
    noted = found.table.column("note")
    assert noted is not None
    assert [found.table.rows[-1][1], plain(found.table.rows[-1][noted])] == [written, unrounded.capitalize()]
    said = [plain(text.text) for text in planned(found, *LARGE).texts]
    assert (f"{written} ({unrounded})" if unrounded else written) in said


def plain(text: str) -> str:
    """A text without its no-break spaces."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


# fmt: off
AXES = [
    # the series              the names of the axis, and where the caption says that it begins
    ("2019 8.02,2020 8.47",   "7,8 8,0 8,2 8,4",         "7,8"),
    ("2019 8.1,2020 9.9",     "7,5 8,0 8,5 9,0 9,5 10,0", "7,5"),
    ("2019 81,2020 99",       "75 80 85 90 95 100",      "75"),
]
# fmt: on


@pytest.mark.parametrize(("series", "named", "begins"), AXES)
def test_the_names_of_the_axis_share_their_decimals(series: str, named: str, begins: str) -> None:
    found = chart(measure(decimals=2), rows(series))
    assert " ".join(tick.label for tick in found.y_ticks) == named
    assert f"alkaa arvosta {begins}\N{NO-BREAK SPACE}%." in found.caption


@pytest.mark.parametrize("size", [LARGE, NARROW])
@pytest.mark.parametrize("end", [121, 119])
def test_a_value_stands_on_the_side_of_the_target_on_which_it_lies(end: int, size: tuple[float, float, float]) -> None:
    found = aimed(
        f"2017 163,2018 158,2019 150,2020 141,2021 {end}", {"kind": "at_most", "value": 120}, direction="down"
    )
    plan = planned(found, *size)
    (text,) = [text for text in plan.texts if text.text == str(end)]
    box = text.box(plan.layout.font)
    assert ((box.top + box.bottom) / 2 < plan.layout.y(120)) == (end > 120)


def test_where_the_right_side_has_no_room_the_other_is_better_than_a_line() -> None:
    room = room_of_one()
    room.take_level((0, 45), (200, 45))
    for y in range(46, 100, 4):
        room.take_line([(0, y), (200, y)])
    text, spot = place(room, ("121",), tuple(around(100, 50, 12)), bold=True)
    assert room_of_one().box(text, spot, bold=True).bottom < 46


SAID = ("tavoite ≥\N{NO-BREAK SPACE}80 (2021)", "≥\N{NO-BREAK SPACE}80")


@pytest.mark.parametrize(("width", "taken"), [(200, SAID[0]), (110, SAID[0].replace(" ", "\n", 1)), (60, SAID[1])])
def test_a_text_stands_in_two_lines_before_a_shorter_one_is_taken(width: int, taken: str) -> None:
    spots = (LabelPosition(5, 50, "start", 0, 0),)
    assert place(room_of_one(width), SAID, spots, bold=True, halve=True)[0] == taken


def test_texts_in_one_row_stand_apart() -> None:
    space: LabelSpace = room_of_one()
    first = LabelPosition(100, 50, "end", 0, 0)
    space.take("tilanne 31.12.2021", first, bold=False)
    near, apart = (LabelPosition(100 + gap * 12, 50, "start", 0, 0) for gap in (0.5, 0.7))
    assert space.covers("2 929", near, bold=True) > 0
    assert space.covers("2 929", apart, bold=True) == 0


# fmt: off
LONE: list[tuple[str, dict[str, Any], set[str]]] = [
    ("2016 22,2019 11",                             {},                           {"22", "11"}),
    ("2010 64,2014 76,2019 73",                     {},                           {"64", "76", "73"}),
    ("2016 22,2018 15,2019 11",                     {},                           {"11"}),
    ("2019 31,2022 22",                             {"baseline": baseline(31)},   {"lähtötaso 31", "22"}),
    ("2000 9,2004 8,2009 7,2014 6,2019 5",          {},                           {"5"}),
]
# fmt: on


@pytest.mark.parametrize(("series", "of", "said"), LONE)
def test_a_few_figures_that_no_line_joins_have_each_their_label(
    series: str, of: dict[str, Any], said: set[str]
) -> None:
    found = chart(measure(**{"baseline": None, "targets": (), **of}), rows(series))
    assert {label.text for label in planned(found, *LARGE).labels} == said

"""Labels keep off lines and one another; those at line ends are moved apart, in order and within the plot."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.description.scale import Scale, tick_years, value_range, value_ticks
from dashboard.charts.drawing.labels import LabelPosition, LabelSpace, along, around, place
from dashboard.charts.drawing.spreading import spread
from dashboard.charts.drawing.text_boxes import Box, text_width
from dashboard.charts.drawing.wrapping import wrapped
from dashboard.context import soften

HEIGHTS = st.lists(st.floats(0, 300), max_size=12)


@given(HEIGHTS)
def test_spread_labels_do_not_meet_and_keep_their_order(wanted: list[float]) -> None:
    found = spread(wanted, 14, 0, 300)
    order = sorted(range(len(wanted)), key=lambda i: (wanted[i], i))
    assert all(found[b] - found[a] >= 14 - 1e-6 for a, b in pairwise(order))
    assert all(-1e-6 <= y <= 300 + 1e-6 for y in found)


@given(HEIGHTS)
def test_labels_with_room_stay_where_they_are(wanted: list[float]) -> None:
    apart = [30 + 40 * i for i in range(len(wanted[:6]))]
    assert spread(apart, 14, 0, 300) == pytest.approx(tuple(apart))


def test_more_labels_than_room_are_spaced_evenly() -> None:
    found = spread([5.0] * 11, 14, 0, 100)
    assert found == pytest.approx(tuple(10.0 * i for i in range(11)))


def test_labels_of_several_lines_stand_as_one() -> None:
    """Two of two lines and one of one, all where they would meet: five gaps in a row, each label around its middle."""
    assert spread([100, 101, 102], 10, 0, 300, (2, 1, 2)) == pytest.approx((86, 101, 116))


def test_two_labels_that_meet_share_the_move() -> None:
    assert spread([100, 104], 14, 0, 300) == pytest.approx((95, 109))


@pytest.mark.parametrize(
    ("a", "b", "cuts"),
    [
        ((0, 5), (20, 5), True),
        ((0, 0), (20, 20), True),
        ((0, 12), (20, 12), False),
        ((12, -5), (12, 30), False),
        ((5, 5), (6, 6), True),
        ((-5, 8), (8, -5), True),
        ((-9, 8), (8, -9), False),
    ],
)
def test_a_line_through_a_box(a: tuple[float, float], b: tuple[float, float], *, cuts: bool) -> None:
    assert Box(0, 0, 10, 10).cut_by(a, b) is cuts
    assert Box(0, 0, 10, 10).cut_by(b, a) is cuts


def room_of_one(width: float = 200) -> LabelSpace:
    """An empty room of `width` x 100 pixels, a pixel being a year and a unit, for letters of 12."""
    return LabelSpace(Box(0, 0, width, 100), Scale((0, 200), 0, 200), Scale((0, 100), 100, 0), 12)


def test_a_label_keeps_off_a_rising_line() -> None:
    room = room_of_one()
    room.take_line([(50, 80), (100, 50), (150, 20)])
    text, spot = place(room, ("121",), tuple(around(100, 50, 12)), bold=True)
    box = room_of_one().box(text, spot, bold=True)
    assert not box.cut_by((50, 80), (100, 50))
    assert not box.cut_by((100, 50), (150, 20))


def test_the_second_label_keeps_off_the_first() -> None:
    room = room_of_one()
    boxes = []
    for _ in range(2):
        text, spot = place(room, ("121",), tuple(around(100, 50, 12)), bold=True)
        boxes.append(room.box(text, spot, bold=True))
    assert not boxes[0].meets(boxes[1])


def test_a_fuller_text_goes_first_and_a_shorter_one_where_it_does_not_fit() -> None:
    spots = tuple(along(20, 190, 50, 12))
    assert place(room_of_one(), ("tavoite 80", "80"), spots, bold=True)[0] == "tavoite 80"
    assert place(room_of_one(), ("tavoite " * 8, "80"), spots, bold=True)[0] == "80"


def test_a_label_without_room_beside_its_point_goes_further_off() -> None:
    """Where even the shortest of its texts has none, it stands free in a ring around the point."""
    room, spots = room_of_one(), tuple(around(100, 50, 12))
    room.take_box(Box(60, 0, 140, 100))
    text, spot = place(room, ("keskiarvo 158", "158"), spots, bold=False)
    assert (text, spot in spots) == ("158", False)
    assert not room.box(text, spot, bold=False).meets(Box(60, 0, 140, 100))


def test_out_of_bounds_is_worse_than_a_touched_line() -> None:
    room = room_of_one()
    room.take_line([(0, 50), (200, 50)])
    inside, outside = LabelPosition(100, 50, "middle", 0, 0), LabelPosition(199, 80, "start", 0, 0)
    assert 0 < room.covers("121", inside, bold=False) < room.covers("121", outside, bold=False)


def test_widths_are_wide_enough_for_a_wide_font() -> None:
    # DejaVu Sans at 10 px, as a browser measures it
    regular = {"lähtötaso 0,0": 65.7, "keskiarvo 158": 69.9, "1–6/2019": 46.5, "Whole country": 72.7, "1111": 25.4}
    bold = {"tavoite ≥ 60 % (2030)": 123.1, "−4 152": 39.7, "mål i medeltal ≥ 80 (2018–2022)": 183.1, "31,9": 24.7}
    for texts, weight in ((regular, False), (bold, True)):
        assert all(0.96 * w <= text_width(text, 10, bold=weight) <= 1.15 * w for text, w in texts.items())


@pytest.mark.parametrize(
    ("values", "decimals", "limits", "expected"),
    [
        ((10, 100), 0, (None, None), (0, 110.8)),
        ((80, 100), 0, (0, 100), (77.6, 100)),
        ((-5, 5), 0, (None, None), (-6.2, 6.2)),
        ((0,), 0, (None, None), (0, 1)),
        ((17,), 2, (None, None), (16.15, 17.85)),
        ((-10, -100), 0, (None, None), (-110.8, 0)),
        ((120,), 0, (0, 100), (114, 120)),
        ((), 0, (None, None), (0, 1)),
    ],
)
def test_value_ranges(
    values: tuple[float, ...], decimals: int, limits: tuple[float, float], expected: tuple[float, float]
) -> None:
    assert value_range(values, decimals, *limits) == pytest.approx(expected)


@given(st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=20), st.integers(0, 3))
def test_an_axis_holds_its_values_and_has_few_ticks_inside(values: list[float], decimals: int) -> None:
    low, high = value_range(values, decimals)
    assert low <= min(values) <= max(values) <= high
    ticks = value_ticks((low, high), decimals)
    assert 2 <= len(ticks) <= 8
    assert all(low - 1e-6 * (high - low) <= tick <= high + 1e-6 * (high - low) for tick in ticks)


def test_years_are_named_in_steps_people_count_in() -> None:
    assert tick_years(2017, 2022, 11) == (2017, 2018, 2019, 2020, 2021, 2022)
    assert tick_years(1990, 2030, 11) == (1990, 1995, 2000, 2005, 2010, 2015, 2020, 2025, 2030)
    assert tick_years(2021, 2021, 11) == (2021,)


# fmt: off
BROKEN = [
    # text                                      room   lines
    ("Kasvihuonekaasupäästöjen vähennys",       150,   "Kasvihuonekaasu-|päästöjen vähennys"),
    ("Kasvihuonekaasupäästöjen vähennys",       110,   "Kasvihuone-|kaasupäästöjen|vähennys"),
    ("Kasvihuonekaasupäästöjen vähennys",       400,   "Kasvihuonekaasupäästöjen vähennys"),
    ("abcdefghijklmnopqrstuvwxyz",              100,   "abcdefghijklmn|opqrstuvwxyz"),   # no hyphen where none is known
]
# fmt: on


@pytest.mark.parametrize(("text", "room", "lines"), BROKEN)
def test_a_long_word_is_broken_where_its_parts_meet(text: str, room: float, lines: str) -> None:
    assert "|".join(wrapped(soften(text), room, 12)) == lines

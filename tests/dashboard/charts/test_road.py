"""The road to the target: what stands on it and where, what beside it and why; no text meets another."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations
from xml.etree import ElementTree

import pytest

from dashboard.charts.description.road import MOST_NAMED, Road, RoadDot, describe_road
from dashboard.charts.drawing.road_drawing import road_svg
from dashboard.charts.drawing.road_layout import SIZE, lay_out
from strategy.judging.evidence.verdict import STATUSES, Verdict
from strategy.judging.status import judge
from strategy.model.catalogue import FocusArea, Goal, Measure, Strategy
from strategy.model.record import Event
from strategy.model.vocabulary import LANGUAGES
from strategy.texts import TEXTS
from tests.dashboard.charts.scenes import DAY, baseline, measure, rows, same, strategy, target

BEFORE = date(DAY.year - 1, DAY.month, DAY.day)


def whole(measures: Sequence[Measure]) -> Strategy:
    """A strategy of two focus areas with a goal each."""
    areas = {id_: FocusArea(id_, same(f"Alue {id_}"), same("")) for id_ in "12"}
    goals = {f"{id_}.1": Goal(f"{id_}.1", id_, same(f"Tavoite {id_}.1"), "") for id_ in "12"}
    return replace(strategy(*measures), focus_areas=areas, goals=goals)


def one(id_: str, series: str, **changes: object) -> tuple[Measure, str]:
    """A measure that aims from 10 (2019) at 20 by 2022, and its rows."""
    plain: dict[str, object] = {"baseline": baseline(10), "targets": (target(period="2022", value=20.0),)}
    return measure(id_, id=id_, goal=f"{id_[0]}.1", **(plain | changes)), series


def verdicts(drawn: Sequence[tuple[Measure, str]], on: date) -> Mapping[str, Verdict]:
    return {
        m.id: judge(m, [replace(row, measure=m.id) for row in rows(series)] if series else [], on=on, home="235")
        for m, series in drawn
    }


def road(*drawn: tuple[Measure, str], lang: str = "fi", on: date = DAY) -> Road:
    """The road of drawn measures on a day, with the way since the year before."""
    before = date(on.year - 1, on.month, on.day)
    found = list(verdicts(drawn, on).values())
    return describe_road(found, verdicts(drawn, before), whole([m for m, _ in drawn]), lang, on=on)


DOWN = {"direction": "down", "targets": (target("at_most", "2022", value=0.0),)}
MOVED = {"targets": (target(period="2020", value=12.0), target(period="2022", value=20.0))}
PLACES = [
    # what                         rows               changes       share  a year before   status
    ("on the way",                 "2020 12, 2021 15", {},           0.5,   0.2,  "slightly_behind"),
    ("worse than the baseline",    "2020 12, 2021 8",  {},           -0.2,  0.2,  "wrong_way"),
    ("beyond the target",          "2020 18, 2021 25", {},           1.5,   0.8,  "reached"),
    ("at the target",              "2021 20",          {},           1.0,   None, "reached"),
    ("at the baseline: a real 0",  "2021 10",          {},           0.0,   None, "far_behind"),
    ("less is better",             "2020 9, 2021 2",   DOWN,         0.8,   0.1,  "on_pace"),
    ("less is better, worse now",  "2020 9, 2021 12",  DOWN,         -0.2,  0.1,  "wrong_way"),
    ("the target moved",           "2020 11, 2021 15", MOVED,        0.5,   0.1,  "slightly_behind"),
]  # fmt: skip


@pytest.mark.parametrize(("what", "series", "changes", "share", "before", "status"), PLACES)
def test_where_a_dot_stands(
    what: str, series: str, changes: dict[str, object], share: float, before: float | None, status: str
) -> None:
    del what
    (dot,) = road(one("1.1-a", series, **changes)).dots
    assert dot.status == status
    assert (dot.share, dot.before) == pytest.approx((share, before))
    assert dot.elapsed == pytest.approx(2 / 3)


def test_a_way_is_not_drawn_from_another_target_or_baseline() -> None:
    """A target that came only this year has a share now; what was reached of another one is no tail of it."""
    m, series = one("1.1-a", "2020 12, 2021 15")
    now, was = verdicts([(m, series)], DAY), verdicts([(replace(m, baseline=baseline(11)), series)], BEFORE)
    (dot,) = describe_road(list(now.values()), was, whole([m]), "fi", on=DAY).dots
    assert dot.before is None
    (without,) = describe_road(list(now.values()), {}, whole([m]), "fi", on=DAY).dots
    assert without.before is None


MET = {"baseline": baseline(25)}
DONE = {"kind": "milestone", "baseline": None, "targets": (replace(target("done"), due=date(2021, 6, 30)),)}
MEAN = {"baseline": None, "targets": (target("mean", "2018/2022", value=80.0, window="2018/2022"),)}
BESIDE = [
    ("no_baseline", "2021 15", {"baseline": None}),
    ("level", "2021 15", MET),
    ("level", "2021 15", {"baseline": baseline(20)}),
    ("state", "", DONE),
    ("window", "2020 70, 2021 90", MEAN),
]


@pytest.mark.parametrize(("reason", "series", "changes"), BESIDE)
def test_what_has_no_way_stands_beside_with_the_reason(reason: str, series: str, changes: dict[str, object]) -> None:
    m, series = one("1.1-a", series, **changes)
    held = [Event("1.1-a", date(2021, 6, 1), "done", "own")] if m.kind == "milestone" else []
    shown = judge(m, rows(series) if series else [], on=DAY, home="235", events=held)
    told = describe_road([shown], {}, whole([m]), "fi", on=DAY)
    assert [(off.measure, off.reason, off.why) for off in told.beside] == [
        ("1.1-a", reason, TEXTS["fi"][f"road.why.{reason}"])
    ]
    assert told.dots == ()


def test_what_is_not_judged_takes_no_part() -> None:
    told = road(one("1.1-a", ""), one("1.1-b", "2021 15", targets=()))
    assert (told.dots, told.beside) == ((), ())


AHEAD, BEHIND = ("2021 19", "on schedule"), ("2021 11", "behind")
FINDINGS = [
    # ahead, behind   fi, sv, en
    (0, 0, "Yhdenkään mittarin matkaa lähtötasosta tavoitteeseen ei voida mitata päivänä 31.12.2021.",
     "För ingen mätare kan vägen från utgångsnivån till målet mätas den 31.12.2021.",
     "The way from the baseline to the target cannot be measured for any measure on 31 Dec 2021."),
    (1, 0, "Tiellä on yksi mittari, ja se on aikataulussa tai sitä edellä.",
     "På vägen finns en mätare, och den är i tid eller före.",
     "One measure is on the road, and it is on schedule or ahead."),
    (0, 1, "Tiellä on yksi mittari, ja se on jäljessä aikataulusta.",
     "På vägen finns en mätare, och den ligger efter tidtabellen.",
     "One measure is on the road, and it is behind schedule."),
    (2, 0, "Kaikki 2 tiellä olevaa mittaria ovat aikataulussa tai sitä edellä.",
     "Alla 2 mätare på vägen är i tid eller före.", "All 2 measures on the road are on schedule or ahead."),
    (0, 3, "Kaikki 3 tiellä olevaa mittaria ovat jäljessä aikataulusta.",
     "Alla 3 mätare på vägen ligger efter tidtabellen.", "All 3 measures on the road are behind schedule."),
    (3, 2, "Tiellä on 5 mittaria: 3 aikataulussa tai sitä edellä ja 2 jäljessä.",
     "På vägen finns 5 mätare: 3 i tid eller före och 2 efter.",
     "5 measures are on the road: 3 on schedule or ahead, and 2 behind."),
]  # fmt: skip


@pytest.mark.parametrize(("ahead", "behind", "fi", "sv", "en"), FINDINGS)
def test_the_finding(ahead: int, behind: int, fi: str, sv: str, en: str) -> None:
    drawn = [one(f"1.1-{i}", (AHEAD if i < ahead else BEHIND)[0]) for i in range(ahead + behind)]
    assert [road(*drawn, lang=lang).finding for lang in LANGUAGES] == [fi, sv, en]


def test_the_worst_stand_first_and_the_table_says_what_is_drawn() -> None:
    told = road(one("1.1-a", "2020 18, 2021 25"), one("1.1-b", "2021 8"), one("2.1-c", "2020 12, 2021 15"))
    assert tuple(tuple(cell.replace("\N{NO-BREAK SPACE}", " ") for cell in row) for row in told.table_rows) == (
        ("1.1-b", "Väärään suuntaan", "−20 %", "–", "66 %"),
        ("2.1-c", "Hieman jäljessä", "50 %", "20 %", "66 %"),
        ("1.1-a", "Tavoitetasolla", "150 %", "80 %", "66 %"),
    )
    assert [dot.part for dot in told.dots] == ["1 Alue 1", "2 Alue 2", "1 Alue 1"]
    assert [dot.part for dot in road(one("1.1-a", "2021 15")).dots] == ["1.1 Tavoite 1.1"]


BOTH = "2020 12, 2021 15"
WORDS = [
    # rows      language  what is heard at the dot of the measure 1.1-a
    (BOTH, "fi", "1.1-a: hieman jäljessä. Luku 15 % (2021). Matkaa kuljettu 50 %, vuotta aiemmin 20 %. "
                 "Aikaa kulunut 66 %."),
    (BOTH, "sv", "1.1-a: ligger något efter. Siffra 15 % (2021). 50 % av vägen, ett år tidigare 20 %. "
                 "66 % av tiden har gått."),
    (BOTH, "en", "1.1-a: slightly behind. Figure 15% (2021). 50% of the way, 20% a year before. "
                 "66% of the time has passed."),
    ("2021 15", "fi", "1.1-a: hieman jäljessä. Luku 15 % (2021). Matkaa kuljettu 50 %, "
                      "vuoden takainen kohta ei ole tiedossa. Aikaa kulunut 66 %."),
    ("2021 10", "sv", "1.1-a: ligger långt efter. Siffra 10 % (2021). 0 % av vägen, "
                      "läget ett år tidigare är inte känt. 66 % av tiden har gått."),
]  # fmt: skip


@pytest.mark.parametrize(("series", "lang", "heard"), WORDS)
def test_a_dot_tells_status_figure_share_and_where_it_was_a_year_before(series: str, lang: str, heard: str) -> None:
    (dot,) = road(one("1.1-a", series), lang=lang).dots
    assert dot.label.replace("\N{NO-BREAK SPACE}", " ") == heard


ELAPSED = [(date(2017, 12, 31), 0.0), (date(2019, 12, 31), 0.4), (DAY, 0.8), (date(2023, 6, 30), 1.0)]


@pytest.mark.parametrize(("on", "share"), ELAPSED)
def test_the_line_of_the_time_stays_on_the_road(on: date, share: float) -> None:
    assert road(one("1.1-a", "2021 15"), on=on).elapsed == pytest.approx(share)


CAPTIONS = [
    # rows            what the caption tells beside the sign and the lines
    ("2021 15", ()),
    ("2020 12, 2021 15", ("tail",)),
    ("2021 25", ("edge",)),
    ("2020 18, 2021 8", ("edge", "tail")),
]


@pytest.mark.parametrize(("series", "told"), CAPTIONS)
def test_the_caption_explains_what_occurs(series: str, told: tuple[str, ...]) -> None:
    caption = road(one("1.1-a", series)).caption
    assert tuple(key for key in ("edge", "tail", "packed") if TEXTS["fi"][f"road.{key}"] in caption) == told
    assert TEXTS["fi"]["road.own_time"] in caption  # two thirds of its own time, four fifths of the strategy's
    crowd = road(*(one(f"1.1-{i}", "2021 19") for i in range(MOST_NAMED + 1)))
    assert TEXTS["fi"]["road.packed"] in crowd.caption
    assert not any(dot.named for dot in crowd.dots)


# the drawing

NAMES = ("Lyhyt", "Toimialojen yhteisen ennaltaehkäisevän hyvinvointisuunnitelman toteutumisaste kaikissa yksiköissä",
         "Andelen invånare som är nöjda med stadens svenskspråkiga småbarnspedagogik och grundläggande utbildning",
         "Yhdyskuntasuunnittelumenettelyjärjestelmäkokonaisuudistusprosentti")  # fmt: skip


def many(n: int, *, made_up: bool = False, elapsed: float = 0.8) -> Road:
    """A road with `n` dots all over it and beyond its ends, under long and short names."""
    judged = [status for status in STATUSES[:15] if status not in ("overdue", "not_started", "under_way")]
    dots = []
    for i in range(n):
        share = ((i * 37) % 200 - 50) / 100 if i % 5 else -9.5 if i % 2 else 12.34
        status = judged[i * 7 % len(judged)]
        before = None if i % 3 == 0 else share - 0.3
        behind = i < n // 2
        dots.append(
            RoadDot(
                f"1.1-{i}", NAMES[i % 4], f"{i % 5} {NAMES[1 + i % 3]}", status, behind, share, f"{share:.0%}",
                (i % 10) / 9, "50 %", before, "", f"{NAMES[i % 4]}: <{i}> & \"x\"",
                named=i < MOST_NAMED and (behind or n <= MOST_NAMED),
            )
        )  # fmt: skip
    plain = road()
    return replace(plain, dots=tuple(dots), elapsed=elapsed, made_up="keksityt luvut" if made_up else "")


SHAPES = [
    (n, width, elapsed) for n in (1, 5, 40, 110) for width in (340.0, 820.0, 960.0) for elapsed in (0.0, 0.5, 1.0)
]


@pytest.mark.parametrize(("n", "width", "elapsed"), SHAPES)
def test_no_text_meets_another_or_a_sign_or_leaves_the_drawing(n: int, width: float, elapsed: float) -> None:
    plan = lay_out(many(n, made_up=True, elapsed=elapsed), width)
    boxes = [(text.text, text.box(plan.font)) for text in plan.every_text]
    for (text, box), (other, its) in combinations(boxes, 2):
        assert not box.meets(its), (text, other)
    for text, box in boxes:
        assert box.left >= -0.5, text
        assert box.right <= width + 0.5, text
        assert box.top >= 0, text
        assert box.bottom <= plan.height, text
    for placed in plan.dots:
        left, right = placed.x - SIZE / 2, placed.x + SIZE / 2
        assert not [t for t, box in boxes if box.left < right and left < box.right and box.top < placed.y < box.bottom]
        for x in (plan.start, plan.end, plan.now):
            assert not [text for text in placed.texts if _crossed(text.box(plan.font), x, plan.stretches)]


def _crossed(box: object, x: float, stretches: Sequence[tuple[float, float]]) -> bool:
    left, top, right, bottom = (getattr(box, side) for side in ("left", "top", "right", "bottom"))
    return left < x < right and any(start < bottom and top < end for start, end in stretches)


@pytest.mark.parametrize("n", [1, 5, 40, 110])
@pytest.mark.parametrize("width", [340.0, 960.0])
def test_dots_that_share_a_row_stand_apart_and_none_is_lost(n: int, width: float) -> None:
    plan = lay_out(many(n), width)
    assert sorted(placed.dot.measure for placed in plan.dots) == sorted(f"1.1-{i}" for i in range(n))
    for a, b in combinations(plan.dots, 2):
        if a.y == b.y:
            spans = [sorted((p.x, p.x if p.tail is None else p.tail)) for p in (a, b)]
            (first, second) = sorted(spans)
            assert first[1] + SIZE <= second[0] + SIZE / 2 + 0.1 or first[1] + SIZE / 2 < second[0]


@pytest.mark.parametrize("width", [340.0, 960.0])
def test_values_off_the_way_stand_at_its_edge_with_their_number(width: float) -> None:
    plan = lay_out(many(40), width)
    for placed in plan.dots:
        numbers = [text.text for text in placed.texts if text.text == placed.dot.text]
        off = not 0 <= placed.dot.share <= 1
        assert bool(numbers) == off
        assert (placed.x < plan.start) == (placed.dot.share < 0)
        assert (placed.x > plan.end + 0.01) == (placed.dot.share > 1)


def test_a_measures_own_time_is_marked_where_it_is_not_that_of_the_line() -> None:
    same_time = replace(many(1), elapsed=0.4)
    (dot,) = same_time.dots
    near, far = (replace(same_time, dots=(replace(dot, elapsed=e),)) for e in (0.4, 0.9))
    assert [lay_out(r, 960).dots[0].own_time is None for r in (near, far)] == [True, False]


@pytest.mark.parametrize("n", [1, 40, 110])
def test_the_drawing_is_xml_in_which_every_dot_leads_to_its_measure(n: int) -> None:
    markup, height = road_svg(many(n), 960, lambda id_: f"/fi/mittari/{id_}?a=1&b=2")
    root = ElementTree.fromstring(markup)
    links = root.findall("{http://www.w3.org/2000/svg}a")
    assert sorted(a.attrib["href"] for a in links) == sorted(f"/fi/mittari/1.1-{i}?a=1&b=2" for i in range(n))
    assert all(a.attrib["aria-label"] for a in links)
    assert (root.attrib["role"], root.attrib["height"]) == ("group", f"{height:.0f}")
    assert not re.search(r"\sstyle=", markup)


def test_without_links_it_is_one_picture_that_says_the_finding() -> None:
    told = many(5)
    root = ElementTree.fromstring(road_svg(told, 820)[0])
    assert (root.attrib["role"], root.attrib["aria-label"]) == ("img", told.finding)
    assert not root.findall("{http://www.w3.org/2000/svg}a")

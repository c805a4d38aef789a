"""The figures of the repository's own data folder: spot values, their sources, and what may not be mixed.

Reads through the ETL, as the build does. A row here that fails says that a figure, its source or its reading changed.
"""

from __future__ import annotations

from collections import Counter
from csv import DictReader
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path

import pytest

from etl.reading.catalogue import read_catalogue
from etl.reading.histories import read_histories
from etl.reading.tables import load
from etl.record import read_record
from etl.reporting.problems import Problem, report
from strategy.model.catalogue import Strategy
from strategy.model.periods import Period, last_day_of_month, position
from strategy.model.record import Observation
from strategy.series.freshness import years_old

DATA = Path(__file__).parent.parent / "data"
PEERS = {"049", "091", "092", "SSS"}
HOME = "235"


@cache
def read() -> tuple[Strategy, tuple[Observation, ...]]:
    """The strategy and all rows of its histories; a problem in the folder fails the test that asks first."""
    problems: list[Problem] = []
    strategy = read_catalogue(DATA, problems)
    rows = read_histories(DATA, strategy, problems)
    assert not problems, report(problems, "en")
    return strategy, rows


def rows_of(measure: str, area: str = HOME) -> list[Observation]:
    return [r for r in read()[1] if r.measure == measure and r.area == area]


def known_on(rows: list[Observation], period: str, day: date | None) -> Observation:
    """The valid row of a period: the latest known by `day` (None: ever)."""
    asked = Period.parse(period)
    seen = [r for r in rows if r.period == asked and (day is None or (r.known or date.min) <= day)]
    return max(seen, key=lambda r: r.known or date.min)


# measure, area, period, value: as the sources print them
FACTS = """
    1.3-a    235  2019             89
    1.3-b    235  2019             17
    1.3-c    235  2019             11
    1.3-g    235  2018             93
    2.3-a    235  2018             60
    2.3-c    235  2019             98
    5.1-c    235  2019             2182
    5.3-b    235  2019-01/2019-06  26
    5.3-h    235  2019-01/2019-06  150
    5.3-i    235  2020             2
    1.2-c    235  2025             8.02
    1.2-d    235  2016             35
    1.2-d    235  2019             38.45
    3.3-d    235  2018             4453
    5.3-g1   235  2020             17
    5.3-g1   SSS  2019             19.88
    5.4-c    235  2019             47390
    5.5-c    235  2018             90
    5.5-d    235  2018             1400
    5.5-f    235  2019             3.5
    5.5-h    235  2018             366
    1.4-t1   235  2020-07          1800
    3.3-a    235  2017             187
    3.3-a    235  2020             289
    3.3-a    235  2022             16
    5.3-g1   235  2005             16
    5.3-g1   235  2022             17
    5.3-g1   235  2023             4.36
    5.3-g1   235  2026             4.7
    5.3-g2   235  2011             -1.671
    5.3-g2   235  2015             -5.416
    5.3-g2   235  2017             4.362
    5.3-g2   235  2019             -4.152
    3.2-t1   235  1990             45800
    3.2-t1   235  2021             31200
    3.3-t1   235  1972             6496
    3.3-t1   235  2017             9624
    3.3-t1   235  2018             9615
    3.3-t1   235  2022             10284
    3.3-t1   235  2023             10270
    3.3-t1   SSS  2018             5517919
    3.3-t1   049  2018             283632
    2.1-t1   235  1987             2540
    2.1-t1   235  2014             2402
    2.1-t1   235  2020             2343
    1.1-t1   235  2021             30.8
    1.1-t1   SSS  2021             5.2
    1.2-t8   235  2021             6.4
    1.2-t6   235  2021             73.1
    1.3-t12  235  2020             67.6
    3.2-t7   235  2022             8.49
    3.2-t7   235  2024             9.18
    4.1-t4   235  2006             2141
    4.2-t4   235  2020             59.3
    5.3-t3   235  2020             1018.8
    5.3-t5   235  2016             7.133
    5.3-t37  235  2016             7.137
    5.3-t5   235  2020             1.653
    5.3-t5   235  2024             -0.12729231
    5.3-t11  235  2020             2565.8
    5.3-t13  049  2020             64
    5.3-t26  235  2019             75.027
    5.3-t26  235  2020             77.506
    2.1-t4   235  2007-01          3.5
    2.1-t4   235  2025-01          7.7
    1.2-t1   235  2016             8.08
    1.2-t1   235  2019             8.37
    1.3-t1   235  2019             61
    1.3-t1   235  2021             45
    4.2-t1   235  2011             6.2
    4.2-t2   235  2010-06          15
    4.2-t2   235  2011-06          11
    5.3-t1   235  2011             5942
    5.3-t2   235  2008             0
"""


@pytest.mark.parametrize("fact", FACTS.strip().splitlines(), ids=str.split)
def test_a_figure_stands_as_its_source_prints_it(fact: str) -> None:
    measure, area, period, value = fact.split()
    assert known_on(rows_of(measure, area), period, None).value == float(value)


# measure, rows of Kauniainen (revisions counted)
COUNTS = {
    "3.3-a": 6, "5.3-g1": 15, "5.3-g2": 12, "3.3-t1": 54, "3.2-t1": 2, "2.1-t1": 34, "2.1-t3": 34, "2.1-t4": 217,
    "1.1-t1": 35, "4.2-t1": 17, "4.2-t2": 2, "5.3-t1": 13, "5.3-t2": 21, "5.3-t5": 14, "1.2-t6": 9,
    "1.3-t12": 34, "5.3-t37": 6, "1.2-t5": 4, "3.3-t2": 13, "3.3-t4": 24,
}  # fmt: skip


@pytest.mark.parametrize(("measure", "number"), COUNTS.items())
def test_no_year_was_dropped_or_added(measure: str, number: int) -> None:
    assert len(rows_of(measure)) == number


BASELINES_ONLY = (
    "1.3-a 1.3-b 1.3-c 1.3-g 2.3-a 2.3-c 5.1-c 5.3-b 5.3-h 5.4-c 5.5-c 5.5-d 5.5-f 5.5-h"  # one figure each
).split()


@pytest.mark.parametrize("measure", BASELINES_ONLY)
def test_the_strategy_s_own_figure_is_the_history_and_the_baseline(measure: str) -> None:
    strategy, _ = read()
    baseline = strategy.measures[measure].baseline
    (row,) = rows_of(measure)
    assert baseline is not None
    assert (row.value, row.period, row.source) == (baseline.value, baseline.period, strategy.source)


def test_which_strategy_measures_have_figures() -> None:
    strategy, rows = read()
    judged = {r.measure for r in rows if strategy.measures[r.measure].role == "strategy"}
    assert judged == {*BASELINES_ONLY, "1.2-c", "1.2-d", "3.3-a", "3.3-d", "5.3-g1", "5.3-g2", "5.3-i"}


# measure, period, lower and upper limit, of how many, source: what a source only bounds
BOUNDS = """
    5.3-g2  2020  -  1.653  -  municipal_accounts_2020
    5.3-i   2021  3  -      7  kuntaliitto_sote_2021
"""


def test_what_is_only_bounded_says_so() -> None:
    """The result less land income is at most the result; the two cheapest are others, so the place is third at best."""
    found = [
        [r.measure, str(r.period), *("-" if x is None else f"{x:g}" for x in (r.low, r.high, r.n)), r.source]
        for r in read()[1]
        if r.quality == "bound"
    ]
    assert sorted(found) == [line.split() for line in BOUNDS.strip().splitlines()]


def test_a_budget_is_no_outcome() -> None:
    budgets = {(r.measure, str(r.period)): r.value for r in read()[1] if r.quality == "budget"}
    assert budgets == {
        ("5.3-g2", "2022"): -2.5, ("5.3-g2", "2024"): -4.8, ("5.3-t5", "2026"): 0, ("5.3-t35", "2022"): 15,
    }  # fmt: skip


# measure, day, state, source, day of the source: what has been reported; the sources say the state in so many words
EVENTS = """
    2.5-a  2020-04-20  under_way    kauniainen_council_2023_10  2023-10-23
    2.5-a  2022-06-07  under_way    kauniainen_council_2023_10  2023-10-23
    2.5-a  2023-10-23  under_way    yle_2023_10                 2023-10-23
    4.2-b  2023-06-21  not_started  kauniainen_board_2023_06    2023-06-21
"""
ONLY_REMARKED = "1.2-f 2.3-c 2.5-b 3.1-b 3.2-a 4.1-b 5.1-e 5.3-a"


def test_reported_states_have_a_source_and_readings_stay_remarks() -> None:
    strategy, told = read()[0], read_record(DATA).events
    assert [[e.measure, str(e.day), e.state, e.source, str(e.known)] for e in told] == [
        line.split() for line in EVENTS.strip().splitlines()
    ]
    assert not {e.measure for e in told} & set(ONLY_REMARKED.split())
    assert [i for i in ONLY_REMARKED.split() if strategy.measures[i].remark is None] == []


def test_population_of_2018_was_revised_once() -> None:
    rows = [r for r in rows_of("3.3-t1") if r.period == Period.parse("2018")]
    told = [(r.value, r.known, r.known_basis, r.quality) for r in sorted(rows, key=lambda r: r.known or date.min)]
    assert told == [
        (9601, date(2019, 1, 31), "rule", "preliminary"),
        (9615, date(2019, 3, 31), "rule", "final"),
    ]


@pytest.mark.parametrize(
    ("day", "value"),
    [(date(2019, 1, 31), 9601), (date(2019, 3, 30), 9601), (date(2019, 3, 31), 9615), (None, 9615)],
)
def test_population_of_2018_as_it_was_known(day: date | None, value: float) -> None:
    assert known_on(rows_of("3.3-t1"), "2018", day).value == value


def test_both_population_figures_are_one_declared_series() -> None:
    strategy, _ = read()
    declared = set(strategy.measures["3.3-t1"].sources)
    assert {r.source for r in rows_of("3.3-t1") if r.period == Period.parse("2018")} <= declared


def test_june_unemployment_is_context_and_not_the_autumn_measure_s_history() -> None:
    assert rows_of("4.2-i") == []
    assert {str(r.period) for r in rows_of("4.2-t2")} == {"2010-06", "2011-06"}


def test_the_stock_of_switchers_is_no_history_of_the_flow() -> None:
    assert rows_of("1.4-b") == []


@pytest.mark.parametrize("measure", ["3.3-b", "3.3-c", "3.3-g1", "3.2-g1"])
def test_derived_measures_have_no_typed_figures(measure: str) -> None:
    assert read()[0].measures[measure].formula is not None
    assert rows_of(measure) == []


def test_only_small_houses_are_not_compared() -> None:
    left_out = {str(r.period) for r in rows_of("3.3-a") if not r.comparable}
    assert left_out == {"2018", "2022"}


def test_an_implausible_zero_is_kept_but_not_compared() -> None:
    row = known_on(rows_of("1.3-t8"), "1994", None)
    assert (row.value, row.confidence, row.comparable) == (0, "low", False)


def test_a_city_without_loans_has_a_real_zero() -> None:
    row = known_on(rows_of("5.3-t2"), "2008", None)
    assert (row.value, row.missing, row.comparable) == (0, None, True)


def test_the_tax_rate_breaks_between_2022_and_2023() -> None:
    strategy, _ = read()
    (mark,) = [m for m in strategy.marks if m.measure == "5.3-g1" and m.kind == "break"]
    assert Period.parse("2022").position < position(mark.day) < Period.parse("2023").position


def test_a_proposal_is_not_final() -> None:
    proposed = {str(r.period): r.quality for r in rows_of("5.3-g1") if r.note == "proposal"}
    assert proposed == {"2017": "preliminary", "2025": "preliminary"}


def test_every_row_names_a_source_that_its_measure_declares() -> None:
    strategy, rows = read()
    stray = [
        r for r in rows if r.source not in strategy.sources or r.source not in strategy.measures[r.measure].sources
    ]
    assert rows
    assert not stray


def test_every_declared_source_is_used_and_every_source_is_declared() -> None:
    """A public table that can be fetched may wait for its first figures."""
    strategy, rows = read()
    fetched = {t.source for t in load(DATA, strategy, []).tables.values() if t.address}
    used = {r.source for r in rows} | fetched
    assert used | {e.source for e in read_record(DATA).events} == set(strategy.sources)
    typed = [m for m in strategy.measures.values() if m.formula is None]
    assert {s for m in typed for s in m.sources} == used


def test_every_note_is_used() -> None:
    strategy, rows = read()
    assert {r.note for r in rows if r.note} == set(strategy.notes)


# Where the figures of a strategy measure, or a headline, come from: the publisher's own, or someone who copied them
SECONDARY = {
    "5.3-t8": True, "3.3-a": True, "1.2-t1": True, "4.2-t2": True,
    "1.3-a": False, "2.1-t1": False, "1.3-t1": False, "3.2-t1": False, "1.1-t1": False, "5.3-t1": False,
}  # fmt: skip


@pytest.mark.parametrize(("measure", "secondary"), SECONDARY.items())
def test_a_copied_figure_says_that_its_source_is_secondary(measure: str, secondary: bool) -> None:
    assert {r.secondary for r in rows_of(measure)} == {secondary}


def test_a_stated_day_is_the_source_s_own_date() -> None:
    strategy, rows = read()
    stated = [r for r in rows if r.known_basis == "stated"]
    assert stated
    assert {(r.measure, r.known) for r in stated} == {(r.measure, strategy.sources[r.source].dated) for r in stated}


def test_a_source_dated_by_its_month_counts_from_the_last_day() -> None:
    strategy, _ = read()
    by_month = [s for i, s in strategy.sources.items() if i.startswith("kaunis_grani_20") and s.dated]
    assert len(by_month) >= 7
    assert all(s.dated == last_day_of_month(s.dated.year * 12 + s.dated.month - 1) for s in by_month if s.dated)


def test_only_statistics_that_came_out_period_by_period_have_a_rule() -> None:
    """Population in March, families by the end of June, the unemployed in the month after."""
    strategy, rows = read()
    assert {s.id: s.lag_months for s in strategy.sources.values() if s.lag_months is not None} == {
        "statfin_11re": 3, "statfin_11lj": 1, "population_advance_2019_04": 1, "population_advance_2023_03": 1,
        "statfin_12r5": 1, "statfin_12c1": 6, "statfin_population_structure": 3,
    }  # fmt: skip
    assert {r.measure for r in rows if r.known_basis == "rule"} == {
        "3.3-t1", "3.3-t2", "2.1-t4", "3.3-t10", "4.1-t1", "4.1-t2", "4.1-t3", "4.1-t4", "3.3-t11", "5.3-t10",
    }  # fmt: skip


@pytest.mark.parametrize("source", ["statfin_key_figures_2017", "sotkanet_3177", "key_figures_2022", "statfin_12w7"])
def test_a_series_that_came_afterwards_counts_from_the_day_of_its_collection(source: str) -> None:
    strategy, rows = read()
    assert {(r.known, r.known_basis) for r in rows if r.source == source} == {
        (strategy.sources[source].dated, "stated")
    }


def test_no_rule_names_a_day_after_the_copy_that_has_the_figure() -> None:
    """The newest month and year of a copy were public on the copy's own day, before the rule's."""
    strategy, rows = read()
    copied = [r for r in rows if r.known_basis == "rule" and r.source.startswith(("statfin_12", "statfin_population"))]
    assert copied
    assert [r for r in copied if (r.known or date.max) > (strategy.sources[r.source].dated or date.min)] == []


# source, figures, digest of measure, period, area, value, quality, confidence and note of each, in the order of the
# files: taken from the files as they were before the days of knowledge were filled in
DAYS_FILLED_IN = """
    statfin_key_figures_2017      1625  74173b8c7e245143
    sotkanet_187                  92    e9afc74e2eb4e0ce
    statfin_population_structure  400   d3624b6e77ec2b78
    sotkanet_3076                 24    47123d2319459cc9
    sotkanet_703                  72    5c8fc0878b0107b5
    sotkanet_3126                 68    e223d712a7f247ef
    sotkanet_3099                 68    06685d261151c20a
    sotkanet_493                  88    e17a7c07577d2b96
    sotkanet_451                  80    4cfa6af1ce56cd26
    sotkanet_475                  92    64b8c4c975c4882c
    statfin_12r5                  868   2cc9b8a45d7e07e2
    statfin_12c1                  255   c73066002435c74b
    statfin_12w7                  96    3a230ac2d179135c
    paavo_2015                    1     f30530725f7921bc
    paavo_2016                    1     ed8a1ee939f83e6b
    paavo_2017                    1     bb1d361a52648988
    sotkanet_3219                 68    8e9eef887172d9d0
    sotkanet_3177                 48    9ada1fb645897fba
"""
LATER = ("1.2-t8", "4.1-t3", "4.1-t4", "5.3-t2", "5.3-t11")
"""Measures that got figures of these sources afterwards (5.3-t2 only of sotkanet_3180)."""


@pytest.mark.parametrize("row", DAYS_FILLED_IN.strip().splitlines(), ids=lambda row: row.split()[0])
def test_filling_in_the_days_of_knowledge_changed_no_figure(row: str) -> None:
    source, number, digest = row.split()
    told = []
    for path in sorted((DATA / "histories").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            lines = [line for line in DictReader(file) if line["source"] == source and not line.get("origin")]
        if path.stem not in LATER or (path.stem, source) == ("5.3-t2", "statfin_key_figures_2017"):
            kept = ("period", "area", "value", "quality", "confidence", "note")
            told += [
                ",".join([path.stem, *(line.get(k) or (HOME if k == "area" else "") for k in kept)]) for line in lines
            ]
    assert (len(told), sha256("\n".join(told).encode()).hexdigest()[:16]) == (int(number), digest)


def test_there_are_context_measures_enough_and_none_without_figures() -> None:
    strategy, _ = read()
    context = strategy.of_role("context")
    assert len(context) >= 30
    assert [m.id for m in context if not rows_of(m.id)] == []


def test_every_focus_area_has_a_telling_headline_with_peers() -> None:
    strategy, _ = read()
    for area in strategy.focus_areas.values():
        assert area.headline is not None
        assert strategy.measures[area.headline].focus_area == area.id
        assert len(rows_of(area.headline)) >= 10
        assert rows_of(area.headline, "049")


def test_no_series_on_the_overview_has_ended_long_before_its_day() -> None:
    """More than its own step and two years before the review day: the overview draws what is alive."""
    strategy, _ = read()
    headlines = [area.headline for area in strategy.focus_areas.values() if area.headline]
    old = {i: years_old((r.period for r in rows_of(i) if r.tells), strategy.review_day) for i in headlines}
    assert old == dict.fromkeys(["1.1-t1", "2.1-t1", "3.3-t1", "4.2-t4", "5.3-t3"])


def test_context_is_never_judged() -> None:
    for measure in read()[0].of_role("context"):
        assert (measure.targets, measure.direction) == ((), "none")


@pytest.mark.parametrize("measure", ["2.1-t1", "1.1-t1", "3.3-t1", "2.1-t2", "5.3-t2", "5.3-t4", "4.1-t1"])
def test_peers_stand_beside_the_city_in_the_same_periods(measure: str) -> None:
    """The newer edition has the whole country for its last year only, the first years of loans are of the cities."""
    own = {r.period for r in rows_of(measure)}
    for peer in sorted(PEERS - {"SSS"}):
        assert {r.period for r in rows_of(measure, peer)} == own
    country = {r.period for r in rows_of(measure, "SSS")}
    assert country <= own
    assert max(country) == max(own)


def test_each_period_is_told_once_but_for_the_population_s_revisions() -> None:
    _, rows = read()
    told = Counter((r.measure, r.area, r.period, r.breakdown) for r in rows)
    assert {key for key, n in told.items() if n > 1} == {
        ("3.3-t1", HOME, Period.parse("2018"), ""),
        ("3.3-t1", HOME, Period.parse("2022"), ""),
    }


def test_monthly_unemployment_has_no_gap() -> None:
    months = sorted(r.period.end for r in rows_of("2.1-t4"))
    assert months == list(range(months[0], months[-1] + 1))


def test_files_are_tidy() -> None:
    for path in sorted((DATA / "histories").glob("*.csv")):
        lines = path.read_text("utf-8")
        assert lines.endswith("\n"), path.name
        assert "\r" not in lines, path.name
        assert '"' not in lines, path.name

"""Every typed target, baseline and deadline of the strategy, against tables read from it by hand."""

from __future__ import annotations

from datetime import date

from strategy.model.catalogue import Strategy, Target

# three targets are later decisions of the council: 3.2-g1 80, 3.2-g2 2030, 3.3-g1 0.75
# measure, kind of target, operator, number (or the area or measure compared with), period, evidence of the period
TARGETS = """
    1.2-d    at_least        -          50        2021             inferred
    1.2-e    undefined       -          -         2021             inferred
    1.3-a    at_least        -          90        2021             inferred
    1.3-b    at_most         -          15        2021             inferred
    1.3-c    change_points   -          3         2021             inferred
    1.3-g    at_least        -          94        2021             stated
    1.4-b    sum             at_least   200       2021             stated
    2.1-b    count           at_least   4         2021             inferred
    2.2-a    count           at_least   1         2021             inferred
    2.3-a    at_least        -          75        2021             inferred
    2.3-c    at_least        -          99        2021             inferred
    3.1-f    direction       -          -         2021             inferred
    3.1-g    undefined       -          -         2021             inferred
    3.2-g1   at_least        -          60        2030             stated
    3.2-g1   at_least        -          80        2030             stated
    3.2-g2   at_most         -          0         2035             stated
    3.2-g2   at_most         -          0         2030             stated
    3.3-a    mean            at_least   80        2018/2022        inferred
    3.3-g1   mean            range      0.5..1.4  2018/2022        inferred
    3.3-g1   mean            at_most    0.75      2023/2027        inferred
    4.2-h    at_least        -          100       2021             inferred
    4.2-i    at_most         -          10        2021-08/2021-12  inferred
    4.2-g1   at_most         -          0         2022             inferred
    5.1-c    more_than       -          2182      2021             inferred
    5.2-a    at_least        -          60        2021             inferred
    5.2-b    at_least        -          60        2021             inferred
    5.2-c    more_than       -          4.3       2021             inferred
    5.3-b    at_most         -          7         2021             stated
    5.3-c    at_least        -          30        2021             inferred
    5.3-d    share_of_share  at_least   50/5.3-c  2021             inferred
    5.3-h    at_most         -          120       2021             stated
    5.3-i    best_of         -          0.3333    2021             stated
    5.3-g1   at_most         -          17        2018/2022        inferred
    5.3-g2   mean            more_than  0         2018/2022        inferred
    5.4-c    at_least        -          50000     2021             inferred
    5.5-c    more_than       -          90        2021             inferred
    5.5-d    more_than       -          1400      2021             inferred
    5.5-e    at_least        -          2         2021             inferred
    5.5-f    more_than       -          3.5       2021             inferred
    5.5-g    better_than     -          SSS       2021             inferred
    5.5-i    at_most         -          5         2021             inferred
    5.5-j    at_most         -          2         2021             inferred
"""

BASELINES = """
    1.3-a   89     2019
    1.3-b   17     2019
    1.3-c   11     2019
    1.3-g   93     2018
    1.4-b   1800   2020-07
    2.3-a   60     2018
    2.3-c   98     2019
    3.1-c   -      2018
    3.2-g1  0      1990
    5.1-c   2182   2019
    5.3-b   26     2019-01/2019-06
    5.3-h   150    2019-01/2019-06
    5.3-i   2      2020
    5.4-c   47390  2019
    5.5-c   90     2018
    5.5-d   1400   2018
    5.5-f   3.5    2019
    5.5-h   366    2018
"""

# milestones and the composite: all are due at the end of 2021, save these
DUE = {"1.2-a": date(2021, 4, 30), "1.2-f": date(2021, 8, 31)}
BODIES = {"2.3-b": ("valiokunta", "tejo"), "2.4-a": ("valiokunta", "tejo"), "4.2-g": ("valiokunnat",)}
"""Those that a measure's own words name."""
STATED_DUE = {"1.2-f", "1.3-n", "4.1-a", "4.2-a", "5.5-m"}


def rows(table: str) -> list[list[str]]:
    """The cells of a table drawn as text."""
    return [line.split() for line in table.strip().splitlines()]


def plain(number: float | None) -> str:
    """A number as the tables above write it."""
    return "-" if number is None else f"{number:.10g}"


def number_of(target: Target) -> str:
    """What a target asks for, as one cell."""
    if target.low is not None:
        return f"{plain(target.low)}..{plain(target.high)}"
    return "/".join([plain(target.value)] * (target.value is not None) + [target.reference or ""]).strip("/") or "-"


def test_every_target_is_the_one_in_the_table(strategy: Strategy) -> None:
    found = [
        [m.id, t.kind, t.op or "-", number_of(t), str(t.period), t.evidence]
        for m in strategy.of_role("strategy")
        for t in m.targets
        if t.kind not in ("done", "stage")
    ]
    assert found == rows(TARGETS)


def test_targets_over_several_values_name_their_window(strategy: Strategy) -> None:
    windows = {m.id: str(t.window) for m in strategy.measures.values() for t in m.targets if t.window and not t.set_on}
    assert windows == {
        "1.4-b": "2021",
        "2.1-b": "2021",
        "2.2-a": "2021",
        **dict.fromkeys(["3.3-a", "3.3-g1", "5.3-g1", "5.3-g2"], "2018/2022"),
    }


def test_only_the_range_of_about_one_per_cent_is_a_number_of_ours(strategy: Strategy) -> None:
    ours = [m.id for m in strategy.measures.values() for t in m.targets if t.number_evidence == "inferred"]
    assert ours == ["3.3-g1"]
    assert strategy.measures["3.3-g1"].decimals == 1


def test_a_fall_in_points_counts_from_its_baseline(strategy: Strategy) -> None:
    measure = strategy.measures["1.3-c"]
    assert measure.baseline is not None
    assert measure.targets[0].base == measure.baseline.period
    assert measure.direction == "down"


def test_every_baseline_is_the_one_in_the_table(strategy: Strategy) -> None:
    found = [
        [m.id, plain(m.baseline.value), str(m.baseline.period)] for m in strategy.of_role("strategy") if m.baseline
    ]
    assert found == rows(BASELINES)


def test_milestones_are_due_when_the_strategy_says(strategy: Strategy) -> None:
    milestones = [m for m in strategy.of_role("strategy") if m.kind in ("milestone", "composite")]
    assert {m.id: m.targets[0].due for m in milestones} == {m.id: DUE.get(m.id, date(2021, 12, 31)) for m in milestones}
    assert {m.id for m in milestones if m.targets[0].evidence == "stated"} == STATED_DUE
    for measure in milestones:
        period = measure.targets[0].period
        assert period is not None
        assert period.last_day == measure.targets[0].due, measure.id


def test_activities_and_reporting_have_no_target(strategy: Strategy) -> None:
    assert [m.id for m in strategy.measures.values() if m.kind in ("activity", "reporting") and m.targets] == []


def test_the_archive_is_done_in_ordered_parts(strategy: Strategy) -> None:
    first, second = strategy.measures["5.5-a"], strategy.measures["5.5-b"]
    assert [s.id for s in second.stages] == ["part1_digitised", "part2_screened"]
    assert first.stages == second.stages[:1]
    assert (first.targets[0].stages, second.targets[0].stages) == (("part1_digitised",), ("part2_screened",))


def test_placeholders_stay_open(strategy: Strategy) -> None:
    undefined = {m.id for m in strategy.measures.values() for t in m.targets if t.kind == "undefined"}
    assert undefined == {"1.2-e", "3.1-g"}
    assert strategy.measures["1.2-f"].kind == "milestone"
    for measure, mark in (("1.2-e", "työikäisille xx"), ("1.2-f", "Vieraskielisten xxxx"), ("3.1-g", "x m2")):
        assert mark in strategy.measures[measure].quote


def test_derived_series_name_their_formula(strategy: Strategy) -> None:
    formulas = {m.id: m.formula for m in strategy.of_role("strategy") if m.formula}
    assert {i: (f.name, f.of) for i, f in formulas.items()} == {
        "3.2-g1": ("reduction_percent", "3.2-t1"),
        "3.3-b": ("growth_percent", "3.3-t1"),
        "3.3-c": ("mean_of_years", "3.3-b"),
        "3.3-g1": ("growth_percent", "3.3-t1"),
    }
    assert (formulas["3.3-c"].years, str(formulas["3.2-g1"].base)) == (5, "1990")
    assert strategy.measures["3.3-c"].reference_line == "3.3-g1"
    assert strategy.measures["5.3-i"].rank


def test_calendars_stand_only_where_a_source_gives_one(strategy: Strategy) -> None:
    calendars = {m.id: m.calendar for m in strategy.of_role("strategy") if m.calendar}
    assert {i: (c.every, str(c.anchor), c.lag_months) for i, c in calendars.items()} == {
        **dict.fromkeys(["1.3-a", "1.3-b", "1.3-c", "2.3-c"], ("two_years", "2019", None)),
        "2.3-a": ("two_years", "2018", None),
        **dict.fromkeys(["3.3-b", "3.3-c", "3.3-g1"], ("year", "2018", 3)),
    }


def test_nothing_is_claimed_that_no_source_gives(strategy: Strategy) -> None:
    claimed = [
        m.id
        for m in strategy.of_role("strategy")
        if (m.tolerance, m.material_change, m.owners) != (None, None, BODIES.get(m.id, ()))
    ]
    assert claimed == []


def test_what_the_council_decided_later_has_its_day_and_decision(strategy: Strategy) -> None:
    """Of June 2020 the sources name the month alone: its last day, which the decision's own words call inferred."""
    later = {m.id: t for m in strategy.measures.values() for t in m.targets if t.set_on or t.decision}
    june = date(2020, 6, 30)
    assert {i: t.set_on for i, t in later.items()} == {"3.2-g1": june, "3.2-g2": june, "3.3-g1": date(2022, 4, 25)}
    for target in later.values():
        assert target.decision is not None
        assert ("inferred" in target.decision.en, "päätelty" in target.decision.fi) == (target.set_on == june,) * 2

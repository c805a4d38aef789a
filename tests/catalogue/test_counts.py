"""The catalogue holds all of the printed strategy, divided as a careful reading counts it.

The table was counted in the strategy by hand and is not computed from the files it checks.
"""

from __future__ import annotations

from collections import Counter

from strategy.model.catalogue import Measure, Strategy

# goal, subgoals, actions, their sub-items, measures: numeric with a target, numeric without, milestones, others
GOALS = """
    1.1   2   2 0    0 2 1 0
    1.2   4   3 0    1 3 2 1
    1.3   5   8 3    4 5 5 0
    1.4   0   1 0    1 0 0 1
    2.1   0   2 0    1 0 1 0
    2.2   0   1 1    1 0 0 0
    2.3   0   2 0    2 0 0 1
    2.4   0   1 0    0 0 0 1
    2.5   1   3 0    0 0 3 0
    3.1   3   6 0    0 7 0 0
    3.2   2   5 0    2 4 1 1
    3.3   2   2 0    2 3 0 0
    4.1   2   3 2    0 0 4 0
    4.2   6   6 3    3 1 6 1
    5.1   1   4 0    1 3 1 2
    5.2   3   2 0    3 0 1 0
    5.3   3   6 3    7 2 2 2
    5.4   1   3 0    1 0 2 2
    5.5   2   4 0    7 1 5 0
"""

LOWER_IS_BETTER = "1.3-b 1.3-c 1.3-d 3.2-g2 4.2-i 4.2-g1 5.3-b 5.3-h 5.3-i 5.3-g1 5.5-i 5.5-j"
FOLLOWED_ONLY = "1.3-m 3.1-c 3.1-d 3.1-e 3.2-e 3.3-b 3.3-d 4.2-j 5.3-j 5.3-k 5.5-h"


def class_of(measure: Measure) -> str:
    """How the reading counts a measure: an open or directional target is no target to be judged by."""
    if measure.kind == "numeric":
        judged = any(t.kind not in ("direction", "undefined") for t in measure.targets)
        return "numeric with target" if judged else "numeric without"
    return "milestone" if measure.kind == "milestone" else "other"


def test_the_whole_strategy_is_there(strategy: Strategy) -> None:
    parts = [a for a in strategy.actions.values() if a.parent]
    assert (len(strategy.focus_areas), len(strategy.sectors)) == (5, 4)
    assert (len(strategy.goals), len(strategy.subgoals)) == (19, 37)
    assert (len(strategy.actions) - len(parts), len(parts)) == (64, 12)
    assert len(strategy.of_role("strategy")) == 113


def test_measures_divide_as_the_reading_counts_them(strategy: Strategy) -> None:
    found = Counter(class_of(m) for m in strategy.of_role("strategy"))
    assert found == {"numeric with target": 36, "numeric without": 31, "milestone": 34, "other": 12}
    others = Counter(m.kind for m in strategy.of_role("strategy") if class_of(m) == "other")
    assert others == {"activity": 6, "reporting": 5, "composite": 1}


def test_each_goal_holds_its_own(strategy: Strategy) -> None:
    assert [line.split()[0] for line in GOALS.strip().splitlines()] == list(strategy.goals)
    for goal, *expected in (line.split() for line in GOALS.strip().splitlines()):
        actions = [a for a in strategy.actions.values() if a.goal == goal]
        classes = Counter(class_of(m) for m in strategy.of_goal(goal) if m.role == "strategy")
        counts = [
            sum(s.goal == goal for s in strategy.subgoals.values()),
            sum(a.parent is None for a in actions),
            sum(a.parent is not None for a in actions),
            *(classes[c] for c in ("numeric with target", "numeric without", "milestone", "other")),
        ]
        assert counts == [int(n) for n in expected], goal


def test_ids_follow_the_order_of_the_strategy(strategy: Strategy) -> None:
    goals = list(strategy.goals)
    measures = [m.id for m in strategy.of_role("strategy")]
    assert measures == sorted(measures, key=lambda i: (goals.index(i.split("-")[0]), len(i), i))
    for action in strategy.actions.values():
        assert action.parent == (action.id.rpartition(".")[0] if action.id.count(".") == 2 else None)


def test_focus_areas_and_sectors_carry_the_printed_names_and_colours(strategy: Strategy) -> None:
    assert [f.slogan.fi for f in strategy.focus_areas.values()] == [
        "Kaikki mukaan",
        "Suomen paras asukastyytyväisyys",
        "Kohti hiilineutraalia Kauniaista",
        "Oppiminen kohti tulevaisuutta",
        "Avoin ja kokeileva",
    ]
    assert {s.id: s.colour for s in strategy.sectors.values()} == {
        "yhdyskunta": "#1d6b36",
        "sote": "#1b5fa8",
        "yleishallinto": "#b3261e",
        "sivistys": "#1c1c1c",
    }


def test_sectors_are_stated_only_where_the_words_name_them(strategy: Strategy) -> None:
    stated = {m.id: m.sectors for m in strategy.of_role("strategy") if m.sector_evidence == "stated"}
    everyone = ("yleishallinto", "sote", "sivistys", "yhdyskunta")
    assert stated == {"1.2-g": everyone, "5.5-c": ("sivistys",), "5.5-d": ("sivistys",)}
    assert [m.id for m in strategy.of_role("strategy") if not m.sectors] == []


def test_directions_are_as_read(strategy: Strategy) -> None:
    numeric = [m for m in strategy.of_role("strategy") if m.kind == "numeric"]
    assert {m.id for m in numeric if m.direction == "down"} == set(LOWER_IS_BETTER.split())
    assert {m.id for m in numeric if m.direction == "none"} == set(FOLLOWED_ONLY.split())
    assert {m.id for m in numeric if m.direction == "range"} == {"3.3-c", "3.3-g1"}
    assert {m.direction for m in strategy.of_role("strategy") if m.kind != "numeric"} == {"none"}


def test_a_direction_that_a_target_needs_is_not_guessed(strategy: Strategy) -> None:
    for measure in strategy.of_role("strategy"):
        if class_of(measure) == "numeric with target":
            assert (measure.direction != "none", measure.direction_evidence) == (True, "stated"), measure.id

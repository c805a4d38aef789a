"""Actions stand beside the measures that the strategy's table puts them beside, and are counted apart from them.

The pairs were read out of the printed table by hand, and are not computed from the files that they check.
"""

from __future__ import annotations

from itertools import groupby

from strategy.model.catalogue import Action, Measure, Strategy

# measures, and the actions beside them; the others have none
BESIDE = """
    1.1-a   A1          1.1-b   A2          1.1-c   A2          1.2-a   A1          1.2-b   A1          1.2-c   A1
    1.2-d   A2          1.2-e   A2          1.2-f   A3          1.2-g   A3          1.3-a   A1+A2       1.3-b   A1+A2
    1.3-c   A1+A2       1.3-e   A4          1.3-f   A4          1.3-g   A5          1.3-h   A5.2        1.3-i   A5.3
    1.3-j   A5.3        1.3-k   A6          1.3-l   A7          1.3-m   A7          1.3-n   A8          1.4-a   A1
    2.1-a   A1          2.1-b   A2          2.2-a   A1.1        2.3-a   A1          2.3-b   A1          2.3-c   A2
    2.4-a   A1          2.5-a   A1          2.5-b   A2          2.5-c   A3          3.1-a   A1          3.1-b   A2
    3.1-c   A3          3.1-d   A4          3.1-e   A6          3.1-f   A6          3.1-g   A6          3.2-a   A1
    3.2-b   A2          3.2-c   A3          3.2-d   A4          3.2-e   A4          3.2-f   A5          3.3-a   A1
    3.3-d   A2          4.1-a   A1.1        4.1-b   A1.2        4.1-c   A2          4.1-d   A3          4.2-a   A1.1
    4.2-b   A1.2        4.2-c   A1.3        4.2-d   A2          4.2-e   A3          4.2-f   A4          4.2-g   A5
    4.2-h   A6          4.2-i   A6          4.2-j   A6          5.1-a   A1          5.1-b   A1          5.1-c   A1
    5.1-d   A1          5.1-e   A2          5.1-f   A3          5.1-g   A4          5.2-a   A1          5.2-d   A2
    5.3-a   A1          5.3-b   A2          5.3-c   A3+A3.1     5.3-d   A3+A3.1     5.3-e   A4          5.3-f   A4
    5.3-g   A4          5.3-h   A5.1        5.3-i   A5.2        5.3-j   A6          5.3-k   A6          5.4-a   A1
    5.4-b   A2          5.4-c   A3          5.4-d   A3          5.5-a   A2          5.5-b   A2          5.5-c   A1
    5.5-d   A1          5.5-e   A1          5.5-f   A1          5.5-g   A1          5.5-h   A1          5.5-i   A1
    5.5-j   A1          5.5-k   A1          5.5-l   A3          5.5-m   A4
"""
NO_MEASURE = "1.3-A3 1.3-A5.1 2.2-A1 3.1-A5 4.1-A1 4.2-A1 5.3-A5"
"""Actions without a measure of their own, save those of their parts."""
OWNERS = """
    1.1-A2   heke                  1.2-A1   viestinta       1.3-A1   tejo             1.3-A2   tejo
    1.3-A4   tejo                  1.3-A8   tejo            2.3-A1   tejo             2.4-A1   tejo
    5.2-A1   heke                  5.2-A2   heke            5.3-A1   rahatoimisto     5.5-A2   rakennusvalvonta
"""
NAMED = {
    "heke": "(heke)", "viestinta": "(kaupungin viestintä)", "tejo": "tejo", "rahatoimisto": "(rahatoimisto)",
    "rakennusvalvonta": "rakennusvalvonta", "valiokunta": "valiokunnassa", "valiokunnat": "(valiokunnat)",
}  # fmt: skip
"""How the strategy's own words name each owner."""


def pairs(table: str) -> dict[str, list[str]]:
    """The names of a table drawn as text, each with what stands after it."""
    words = iter(table.split())
    return {name: said.split("+") for name, said in zip(words, words, strict=True)}


def test_each_measure_stands_beside_its_actions(strategy: Strategy) -> None:
    expected = {m: [f"{m.split('-')[0]}-{a}" for a in actions] for m, actions in pairs(BESIDE).items()}
    assert {m.id: list(m.actions) for m in strategy.measures.values() if m.actions} == expected
    assert [a for a in strategy.actions if not strategy.measures_of(a)] == NO_MEASURE.split()


def test_the_pairs_are_our_reading_and_say_so(strategy: Strategy) -> None:
    """The columns of the printed table are lost: no pair is claimed as the source's own words."""
    assert {m.action_evidence for m in strategy.measures.values() if m.actions} == {"inferred"}


def test_actions_are_never_counted_among_the_measures(strategy: Strategy) -> None:
    assert len(strategy.of_role("strategy")) == 113
    assert len(strategy.actions) == 76
    assert not set(strategy.actions) & set(strategy.measures)


def test_owners_are_those_that_the_words_name(strategy: Strategy) -> None:
    """An owner is stated only where the action's or the measure's own words have its name."""
    assert {a.id: list(a.owners) for a in strategy.actions.values() if a.owners} == pairs(OWNERS)
    items: list[Action | Measure] = [*strategy.actions.values(), *strategy.measures.values()]
    for item in items:
        for owner in item.owners:
            assert item.owner_evidence == "stated", item.id
            assert NAMED[owner] in item.quote.casefold(), (item.id, owner)
    assert set(strategy.owners) == set(NAMED)


def test_twins_are_one_milestone_with_one_evidence(strategy: Strategy) -> None:
    """The same words under two goals: nothing that we read out of them may differ."""
    twins = {m.id: m.twin for m in strategy.measures.values() if m.twin}
    assert twins == {"4.1-a": "4.2-a", "4.2-a": "4.1-a"}
    for one, other in twins.items():
        first, second = strategy.measures[one], strategy.measures[str(other)]
        for name in ("quote", "kind", "sectors", "sector_evidence", "owners", "owner_evidence", "targets", "stages"):
            assert getattr(first, name) == getattr(second, name), name


def test_measures_that_share_words_share_their_evidence(strategy: Strategy) -> None:
    """Two figures of one bullet: what the bullet says of the sector, it says of both."""
    words = sorted(strategy.of_role("strategy"), key=lambda m: m.quote)
    for quote, group in groupby(words, key=lambda m: m.quote):
        assert len({(m.sectors, m.sector_evidence, m.actions, m.owners) for m in group if not m.twin}) <= 1, quote

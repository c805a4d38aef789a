"""The strategy's own words are kept verbatim; names, remarks and units read well in three languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from strategy.model.catalogue import Action, FocusArea, Goal, Measure, Sector, Strategy, Subgoal
from strategy.model.vocabulary import Text

# words of ours about how the source is read stand beside each of these
MUST_REMARK = (
    "1.2-e 1.2-f 1.3-c 1.4-b 2.3-a 3.1-g 3.2-g1 3.2-g2 3.3-a 3.3-g1 4.1-a 4.2-a 4.2-i 5.3-c 5.3-d 5.3-i 5.3-g1 5.3-g2 "
    "5.5-a 5.5-b 5.5-m"
)


def named(strategy: Strategy) -> Iterator[FocusArea | Sector | Goal | Subgoal | Action | Measure]:
    """Everything of the strategy that carries a name."""
    yield from strategy.focus_areas.values()
    yield from strategy.sectors.values()
    yield from strategy.goals.values()
    yield from strategy.subgoals.values()
    yield from strategy.actions.values()
    yield from strategy.of_role("strategy")


def test_every_quote_is_the_strategys_own_line(strategy: Strategy) -> None:
    for item in named(strategy):
        if not isinstance(item, FocusArea | Sector):
            assert item.quote == " ".join(item.quote.split()) != "", item.id
            assert not set(item.quote) & set("\uf0b7\uf0a7•"), item.id


def test_a_targets_words_stand_in_its_measure_or_its_action(strategy: Strategy) -> None:
    for measure in strategy.of_role("strategy"):
        for target in measure.targets:
            where = strategy.actions["3.3-A1"] if measure.id == "3.3-a" else measure
            assert target.quote in where.quote, measure.id
    assert strategy.measures["3.3-a"].targets[0].quote == "keskimäärin 80 asuntoa/vuosi"


def test_names_are_translated_not_copied(strategy: Strategy) -> None:
    for item in named(strategy):
        assert len(set(item.name)) == 3, item.id
        assert all(text == text.strip() and "'" not in text and "!" not in text for text in item.name), item.id


def test_no_two_measures_of_a_goal_share_a_name(strategy: Strategy) -> None:
    for lang in range(3):
        names = Counter((m.goal, m.name[lang]) for m in strategy.of_role("strategy"))
        assert [n for n, times in names.items() if times > 1] == []


def test_readings_of_ours_are_explained(strategy: Strategy) -> None:
    assert [i for i in MUST_REMARK.split() if strategy.measures[i].remark is None] == []


@pytest.mark.parametrize(
    ("unit", "text", "one", "difference"),
    [
        (
            "percent",
            Text("%", "%", "%"),
            Text("%", "%", "%"),
            Text("prosenttiyksikköä", "procentenheter", "percentage points"),
        ),
        ("persons", Text("henkilöä", "personer", "people"), Text("henkilö", "person", "person"), None),
        ("days", Text("päivää", "dagar", "days"), Text("päivä", "dag", "day"), None),
        ("dwellings", Text("asuntoa", "bostäder", "dwellings"), Text("asunto", "bostad", "dwelling"), None),
        ("meur", Text("milj. €", "mn €", "million euros"), Text("milj. €", "mn €", "million euros"), None),
        ("rank", Text("", "", ""), Text("", "", ""), Text("sijaa", "placeringar", "places")),
    ],
)
def test_units_read_well_after_a_number(
    strategy: Strategy, unit: str, text: Text, one: Text, difference: Text | None
) -> None:
    found = strategy.units[unit]
    assert (found.text, found.one, found.difference) == (text, one, difference or text)


def test_only_measures_whose_source_gives_no_unit_leave_it_open(strategy: Strategy) -> None:
    """The scale of 1.2-c is that of the city's own survey."""
    assert [m.id for m in strategy.measures.values() if m.unit == "unstated"] == ["1.3-d", "3.1-f", "3.2-b"]
    assert [m.id for m in strategy.of_role("strategy") if (m.unit is None) != (m.kind != "numeric")] == []

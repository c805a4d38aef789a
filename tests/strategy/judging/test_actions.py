"""Actions are told of by their last state; one milestone under two goals has one state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from etl.reading.catalogue import read_catalogue
from strategy.judging.actions import action_state
from strategy.judging.twins import with_twins
from strategy.model.catalogue import Strategy
from strategy.model.record import ActionEvent, Event

SMALL = Path(__file__).parents[2] / "fixtures" / "small"
TOLD = [
    # state        day           known
    ("planned",    "2021-01-10", "2021-01-12"),
    ("under_way",  "2021-03-01", None),
    ("done",       "2021-06-30", "2021-08-15"),
    ("dropped",    "2021-06-30", "2021-07-01"),
]  # fmt: skip
CASES = [
    # on          known          the last state by that day of what was known
    ("2021-01-09", None,         None),
    ("2021-01-10", None,         "planned"),
    ("2021-02-28", "2021-01-11", None),
    ("2021-03-01", "2021-01-11", "under_way"),
    ("2021-12-31", "2021-06-30", "under_way"),
    ("2021-12-31", "2021-07-01", "dropped"),
    ("2021-12-31", "2021-08-15", "done"),
    ("2021-12-31", None,         "done"),
]  # fmt: skip


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize(("on", "known", "state"), CASES)
def test_the_last_known_state_by_a_day_is_told(on: str, known: str | None, state: str | None) -> None:
    """What has no day of knowledge was always known; of two states of one day the one that was known last holds."""
    events = [ActionEvent("1.1-A1", date.fromisoformat(d), s, "own", known=day(k)) for s, d, k in TOLD]
    for order in (events, events[::-1]):
        found = action_state(order, date.fromisoformat(on), day(known))
        assert (found.state if found else None) == state


@pytest.fixture(scope="module")
def strategy() -> Strategy:
    """A strategy in which 2.1-c and 2.1-d are one and the same."""
    return read_catalogue(SMALL, [])


def shared(strategy: Strategy, *events: Event) -> Mapping[str, tuple[Event, ...]]:
    own: dict[str, list[Event]] = {}
    for event in events:
        own.setdefault(event.measure, []).append(event)
    return with_twins(strategy, own)


ONE = Event("2.1-c", date(2021, 5, 1), "under_way", "own", origin="report.xlsx#B2")
OTHER = Event("2.1-d", date(2021, 9, 1), "done", "newspaper")


def test_what_is_reported_of_one_twin_holds_of_both(strategy: Strategy) -> None:
    found = shared(strategy, ONE)
    assert found["2.1-c"] == (ONE,)
    assert found["2.1-d"] == (replace(ONE, measure="2.1-d"),)
    found = shared(strategy, ONE, OTHER)
    assert found["2.1-c"] == (ONE, replace(OTHER, measure="2.1-c"))
    assert found["2.1-d"] == (OTHER, replace(ONE, measure="2.1-d"))


def test_a_state_that_both_twins_report_is_told_once(strategy: Strategy) -> None:
    both = replace(ONE, measure="2.1-d", source="newspaper")
    assert {name: len(told) for name, told in shared(strategy, ONE, both).items()} == {"2.1-c": 1, "2.1-d": 1}


def test_measures_without_a_twin_keep_their_own_events(strategy: Strategy) -> None:
    event = Event("2.1-a", date(2021, 5, 1), "done", "own")
    assert shared(strategy, event) == {"2.1-a": (event,)}

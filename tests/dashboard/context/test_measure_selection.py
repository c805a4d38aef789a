"""Which measures an address chooses on each page, what each further choice would leave, and what a page cannot use."""

from __future__ import annotations

import pytest

from dashboard.context import MeasureSelection, PageNotFound, measure_selection, urls
from dashboard.context.measure_selection import MEASURE_KEYS, SELECTING, USED_KEYS, unusable
from dashboard.pages import Services
from strategy.judging import JUDGED_GROUPS
from strategy.texts.lookup import known_key
from tests.dashboard.pages.test_sectors import context_of

KEYS = ("focus_area", "sector", "group")


def selection_at(services: Services, address: str) -> MeasureSelection:
    path, _, query = address.partition("?")
    return context_of(services, path, query).selection()


HOLDS = [
    # address                                          what each chosen measure has
    ("/fi", lambda v: True),
    ("/fi?sector=sote", lambda v: "sote" in v.measure.sectors),
    ("/fi?focus_area=3&sector=yhdyskunta", lambda v: v.measure.focus_area == "3" and "yhdyskunta" in v.measure.sectors),
    ("/fi/painopiste/3", lambda v: v.measure.focus_area == "3"),
    ("/fi/painopiste/3?group=no_figure", lambda v: (v.measure.focus_area, v.group) == ("3", "no_figure")),
    ("/fi/toimiala/sote?focus_area=1", lambda v: ("sote" in v.measure.sectors, v.measure.focus_area) == (True, "1")),
    ("/fi/mittarit?status=not_reported", lambda v: v.status == "not_reported"),
    ("/fi/mittarit?group=judged", lambda v: v.group in JUDGED_GROUPS),
    ("/fi/mittarit?has=nothing", lambda v: v.latest is None and v.measure.kind == "numeric"),
    ("/fi/mittarit?q=asunto&focus_area=3", lambda v: v.measure.focus_area == "3"),
]  # fmt: skip


@pytest.mark.parametrize(("address", "holds"), HOLDS)
def test_an_address_chooses_what_it_says(services: Services, address: str, holds) -> None:  # type: ignore[no-untyped-def]
    chosen = selection_at(services, address).verdicts
    assert chosen
    assert all(holds(v) for v in chosen)


def _values(services: Services, selection: MeasureSelection, key: str) -> tuple[str, ...]:
    strategy = services.store.release().strategy
    given = {"focus_area": tuple(strategy.focus_areas), "sector": tuple(strategy.sectors)}
    return given.get(key) or measure_selection.groups_of(selection.pool)


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("address", [address for address, _ in HOLDS])
def test_the_count_of_a_choice_is_what_its_address_then_has(services: Services, address: str, key: str) -> None:
    """Followed, each choice leaves as many as it said, all other keys are kept, and taken off again it is gone."""
    selection = selection_at(services, address)
    if key not in USED_KEYS[selection.address.page]:
        return
    for choice in selection.choices(key, _values(services, selection, key)):
        there = selection_at(services, choice.address.href())
        assert choice.chosen or len(there.verdicts) == choice.count, choice
        kept = set(MEASURE_KEYS) - ({"group", "status"} if key == "group" else {key})
        assert {k: getattr(there.address, k) for k in kept} == {k: getattr(selection.address, k) for k in kept}
        assert getattr(there.without(key), key) == ""


def test_the_groups_of_a_selection_count_it_whole(services: Services) -> None:
    selection = selection_at(services, "/fi?sector=sote")
    groups = [g for g in measure_selection.groups_of(selection.pool) if g != measure_selection.JUDGED]
    assert sum(choice.count for choice in selection.choices("group", groups)) == len(selection.verdicts)
    statuses = [s for group in groups for s in measure_selection.statuses_of(group)]
    assert sum(choice.count for choice in selection.choices("status", statuses)) == len(selection.verdicts)


def test_a_status_takes_the_place_of_a_group(services: Services) -> None:
    selection = selection_at(services, "/fi/mittarit?group=no_figure")
    (choice,) = selection.choices("status", ["not_reported"])
    assert choice.address.href() == "/fi/mittarit?status=not_reported"


UNUSABLE = [
    # address                                                        what its page cannot use
    ("/fi?focus_area=3&sector=sote&group=behind&status=met&has=nothing&q=x&on=2019-12-31&known=2020-01-01", ""),
    ("/fi?years=2019&from=2019-01-01&to=2019-12-31&compare=049&filter=x", "from to years compare"),
    ("/fi/painopiste/3?sector=sote", ""),
    ("/fi/painopiste/3?focus_area=1", "focus_area"),
    ("/fi/painopiste/3?focus_area=3", ""),
    ("/fi/toimiala/sote?sector=sivistys&focus_area=1", "sector"),
    ("/fi/mittarit?years=2019", "years"),
    ("/fi/vuodet?years=2019,2020&sector=sote", ""),
    ("/fi/vuodet?from=2019-01-01", "from"),
    ("/fi/muutokset?from=2019-01-01&to=2019-12-31&sector=sote&group=behind", ""),
    ("/fi/muutokset?years=2019&known=2020-01-01", "known years"),
    ("/fi/aineisto?sector=sote&sort=period.desc", ""),
    ("/fi/mittari/3.3-a?sector=sote&compare=049", "sector"),
    ("/fi/mittari/3.3-a?with=3.3-b", ""),
    ("/fi/mittarit?with=3.3-b", "with"),
    ("/fi/menetelma?on=2019-12-31&group=behind", "group"),
]  # fmt: skip


@pytest.mark.parametrize(("address", "keys"), UNUSABLE)
def test_what_a_page_cannot_use_is_named(address: str, keys: str) -> None:
    read = urls.read(*address.split("?"))
    assert read is not None
    assert set(unusable(read)) == set(keys.split())
    assert set(measure_selection.usable(read).query()) == set(read.query()) - set(keys.split()) - (
        {"focus_area"} if address.endswith("/3?focus_area=3") else set()
    )


def test_a_sector_or_a_focus_area_that_is_not_there_is_no_page(services: Services) -> None:
    for address in ("/fi?sector=x", "/fi/vuodet?focus_area=9", "/fi/aineisto?sector=x"):
        with pytest.raises(PageNotFound):
            selection_at(services, address)


def test_a_context_measure_is_chosen_by_its_place_and_never_by_a_judgement(services: Services) -> None:
    context = context_of(services, "/fi/aineisto", "focus_area=3")
    everything = context.selection(context.verdicts.values()).verdicts
    assert {v.measure.role for v in everything} == {"strategy", "context"}
    judged = context_of(services, "/fi/aineisto", "focus_area=3&group=no_figure")
    assert {v.measure.role for v in judged.selection(judged.verdicts.values()).verdicts} == {"strategy"}


def test_every_page_with_a_row_of_filters_is_in_the_table() -> None:
    assert SELECTING == ("overview", "focus_area", "sector", "measures", "years", "changes", "data")
    assert set(USED_KEYS) <= set(urls.WORDS)
    every = {key for keys in USED_KEYS.values() for key in keys}
    assert every == set(urls.KEYS) - {"year"}
    assert all(known_key(f"filters.key.{key}") for key in every)  # each can be told by its name

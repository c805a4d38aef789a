"""Actions on pages: beside their measures, in their goal, in a search; and the strategy's own words beside ours."""

from __future__ import annotations

import re

import pytest

from dashboard.context import urls
from dashboard.pages import Services, route
from dashboard.web.html import to_html
from strategy.model import Goal, Subgoal
from strategy.model.catalogue import Strategy
from strategy.model.vocabulary import LANGUAGES
from strategy.texts.lookup import say
from strategy.wording import status_word
from tests.dashboard.pages.test_pages import outline


def html(services: Services, address: str) -> str:
    path, _, query = address.partition("?")
    return to_html(route(path, query, services).body)


def plain(services: Services, address: str) -> str:
    return " ".join("".join(outline(services, address).text).split())


def _place(strategy: Strategy, lang: str, name: str) -> str:
    area = strategy.goals[strategy.actions[name].goal].focus_area
    return f"{urls.Address(lang, 'focus_area', area).path()}#{name}"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_measure_lists_its_actions_and_each_link_leads_to_its_place(services: Services, lang: str) -> None:
    strategy = services.store.release().strategy
    anchors = {
        f"{path}#{id_}"
        for path in (urls.Address(lang, "focus_area", area).path() for area in strategy.focus_areas)
        for id_ in outline(services, path).ids
    }
    for measure in strategy.of_role("strategy"):
        seen = outline(services, urls.Address(lang, "measure", measure.id).path())
        places = {_place(strategy, lang, name) for name in measure.actions}
        beside = {_place(strategy, lang, a.id) for a in strategy.actions.values() if a.goal == measure.goal}
        linked = {link for link in seen.links if re.search(r"#\d+\.\d+-A", link)}
        assert places <= linked <= places | beside, measure.id  # the goal's other actions are read beside it
        assert places <= anchors, measure.id
        assert (say(lang, "actions.beside.inferred") in "".join(seen.text)) == bool(measure.actions), measure.id


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_focus_area_tells_of_every_action_its_state_and_its_measures(services: Services, lang: str) -> None:
    strategy = services.store.release().strategy
    for area in strategy.focus_areas:
        address = urls.Address(lang, "focus_area", area).path()
        seen, text = outline(services, address), plain(services, address)
        actions = [a for a in strategy.actions.values() if strategy.goals[a.goal].focus_area == area]
        assert {a.id for a in actions} <= set(seen.ids)
        for action in actions:
            part = text.partition(f"{action.id} {action.name.in_(lang)}")[2][:140]
            assert status_word("not_reported", lang) in part, action.id
            named = {f"{m.id} {m.name.in_(lang)}" for m in strategy.measures_of(action.id)}
            assert all(name in text for name in named), action.id


def test_the_state_of_an_action_follows_the_days_of_the_page(made_up_desk: Services) -> None:
    """With its day and source; and as it was known."""
    told = "1.2-A1 Kaupungin uudet verkkosivut ja digiassistentti Kunta-Kati julkaistaan alkuvuodesta"
    cases = {
        "": "tehty, 12.4.2021 (Keksityt luvut",
        "?on=2021-04-11": "kesken, 11.1.2021",
        "?on=2021-01-10": "ei raportoitu",
    }
    for query, state in cases.items():
        part = plain(made_up_desk, f"/fi/painopiste/1{query}").partition(told)[2][:160]
        assert state in part, query


def test_what_was_reported_between_two_days_stands_among_the_changes(made_up_desk: Services) -> None:
    address = "/sv/andringar?from=2021-04-11&to=2021-05-16"
    seen = outline(made_up_desk, address)
    assert {link.rpartition("#")[2] for link in seen.links if "-A" in link} == {"1.2-A1", "5.3-A1"}
    assert "1.2-A1 Stadens nya webbplats" in plain(made_up_desk, address)
    assert not any("-A" in link for link in outline(made_up_desk, "/sv/andringar?from=2021-05-04&to=2021-05-04").links)


FOUND = [
    # address                         actions                          subgoals
    ("/fi/mittarit?q=heke",           {"1.1-A2", "5.2-A1", "5.2-A2"},  set()),
    ("/fi/mittarit?q=rahatoimisto",   {"5.3-A1"},                      set()),
    ("/sv/matare?q=drätselkontoret",  {"5.3-A1"},                      set()),
    ("/en/measures?q=treasury",       {"5.3-A1"},                      set()),
    ("/fi/mittarit?q=1.3-A5.2",       {"1.3-A5.2"},                    set()),
    ("/sv/matare?q=Peliklinikka",     {"1.3-A7"},                      set()),
    ("/fi/mittarit?q=päihdetyön",     {"1.3-A1", "1.3-A2"},            {"1.3-S4"}),
    ("/fi/mittarit?q=heke&sector=sote", set(),                         set()),
    ("/fi/mittarit?q=heke&focus_area=5", {"5.2-A1", "5.2-A2"},         set()),
    ("/fi/mittarit?q=heke&group=behind", set(),                        set()),
]  # fmt: skip


@pytest.mark.parametrize(("address", "actions", "subgoals"), FOUND)
def test_a_search_finds_actions_subgoals_and_owners(
    services: Services, address: str, actions: set[str], subgoals: set[str]
) -> None:
    links = outline(services, address).links
    anchors = {link.rpartition("#")[2] for link in links if "#" in link}
    assert {a for a in anchors if "-A" in a} == actions
    assert {a for a in anchors if "-S" in a} == subgoals


def test_measures_are_found_by_who_answers_for_them(services: Services) -> None:
    assert {"2.3-b", "2.4-a"} <= set(outline(services, "/fi/mittarit?q=Tejo").measures)
    assert {"2.3-b", "2.4-a"} <= set(outline(services, "/sv/matare?q=utskottet").measures)


def test_actions_carry_no_status_and_are_not_counted(services: Services) -> None:
    """Nothing that stands for an action is marked as a measure, and the list's number does not move."""
    seen = outline(services, "/fi/mittarit?q=heke")
    assert not seen.measures
    assert "Haku löysi 3 toimenpidettä, mutta ei strategian mittareita." in "".join(seen.text)
    assert len(outline(services, "/fi/mittarit").measures) == 113
    both = plain(services, "/sv/matare?q=välfärdsplan")
    assert "2 av strategins mätare. Sökningen gav också 2 åtgärder och 2 delmål." in both


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_twins_lead_to_each_other(services: Services, lang: str) -> None:
    for one, other in (("4.1-a", "4.2-a"), ("4.2-a", "4.1-a")):
        seen = outline(services, urls.Address(lang, "measure", one).path())
        assert say(lang, "measure.twin_note") in "".join(seen.text)
        assert urls.Address(lang, "measure", other).path() in seen.links


@pytest.mark.parametrize("lang", LANGUAGES)
def test_goals_subgoals_and_motto_show_the_words_of_the_strategy(services: Services, lang: str) -> None:
    strategy = services.store.release().strategy
    for area in strategy.focus_areas:
        page = html(services, urls.Address(lang, "focus_area", area).path())
        items: list[Goal | Subgoal] = [*strategy.goals.values(), *strategy.subgoals.values()]
        for item in items:
            if item.id.startswith(f"{area}.") and item.name.in_(lang) != item.quote:
                assert f'<q lang="fi">{item.quote}</q>' in page, item.id
    page = html(services, f"/{lang}")
    assert strategy.values.in_(lang) in page
    assert (f'<q lang="fi">{strategy.values.fi}</q>' in page) == (lang != "fi")

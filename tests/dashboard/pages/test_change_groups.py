"""The groups of changes: each change in one, the first that people ask for; what many share is counted and folded."""

from __future__ import annotations

import re
from datetime import date

import pytest

from dashboard.pages import Services, changes, route
from dashboard.pages.change_groups import ALWAYS_OPEN, OPEN, ORDER, direction, group_of_change, grouped
from dashboard.web.html import to_html
from strategy.judging import changes as changes_between
from strategy.judging.changes import Knowledge, MeasureChanges, StatusChange
from strategy.judging.evidence.verdict import Judgement, Verdict, severity
from strategy.model.vocabulary import LANGUAGES
from strategy.texts.plurals import count
from tests.dashboard.pages.test_pages import outline
from tests.dashboard.pages.test_sectors import context_of
from tests.strategy.drawing import MEASURE

TURNS = [
    # before           after             causes                what it is called
    ("on_pace",        "far_behind",     ("figure",),          "worsened"),
    ("on_pace",        "slightly_behind", ("time",),           "worsened"),  # a day that is past has worsened it, too
    ("under_way",      "overdue",        ("time",),            "worsened"),
    ("slightly_behind", "on_pace",       ("figure", "target"), "improved"),
    ("under_way",      "done",           ("event",),           "improved"),
    ("not_reported",   "done",           ("event",),           "assessed"),
    ("no_value",       "far_behind",     ("figure",),          "assessed"),
    ("on_pace",        "no_value",       ("figure",),          "lost"),
    ("not_due",        "value_late",     ("time",),            "time"),
    ("on_pace",        "result_pending", ("time",),            "time"),
    ("no_value",       "result_pending", ("figure",),          "other"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "causes", "name"), TURNS)
def test_a_turn_has_one_name(before: str, after: str, causes: tuple[str, ...], name: str) -> None:
    first, last = (_verdict(status) for status in (before, after))
    assert direction(StatusChange(first, last, causes)) == name


def _verdict(status: str) -> Verdict:
    headline = Judgement(None, status)
    return Verdict(MEASURE, date(2021, 12, 31), None, headline, (headline,), None, None, None, None)


@pytest.mark.parametrize("desk", ["services", "made_up_desk"])
def test_each_change_stands_in_one_group_and_all_are_there(desk: str, request: pytest.FixtureRequest) -> None:
    services: Services = request.getfixturevalue(desk)
    context = context_of(services, "/fi/muutokset")
    release = context.release
    found = changes_between(
        context.strategy,
        Knowledge(release.headline, release.events, release.statements),
        changes.span(context, *changes.days(context)),
    )
    groups = grouped(found)
    assert list(groups) == sorted(groups, key=ORDER.index)
    assert sorted(c.measure.id for own in groups.values() for c in own) == sorted(c.measure.id for c in found)
    assert set(outline(services, "/fi/muutokset").measures) == {c.measure.id for c in found}


def test_a_measure_that_only_had_news_stands_under_them() -> None:
    assert group_of_change(MeasureChanges(MEASURE)) == "figures"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_year_of_the_demo_is_short_though_everything_is_there(made_up_desk: Services, lang: str) -> None:
    """What turned stands open; the groups of very many are counted under a heading and folded."""
    context = context_of(made_up_desk, f"/{lang}")
    path = context.link(context.address.to("changes"))
    html = to_html(route(path, "", made_up_desk).body)
    sections = html.split('<section class="changes">')[1:]
    for section in sections:
        rows = len(re.findall(r'<(?:tr|li) data-measure="', section))
        folded = '<details class="fold">' in section
        name = next((n for n in ORDER if count(lang, f"changes.group.{n}", rows) in section), "actions")
        if name != "actions":
            assert folded == (name == "time" or (rows > OPEN and name not in ALWAYS_OPEN)), name
    assert len(sections) >= 5


def test_of_many_figures_the_newest_is_told_and_the_others_counted(services: Services) -> None:
    html = to_html(route("/fi/muutokset", "from=2019-12-31&to=2021-12-31", services).body)
    items = re.findall(r'<(?:li|tr) data-measure="([^"]+)"(.*?)(?=<(?:li|tr) data-measure=|</section>)', html)
    counted = {measure: re.search(r"ja (\d+) muuta? lukua?", text) for measure, text in items}
    more = {measure: int(found[1]) for measure, found in counted.items() if found}
    assert more
    for measure, n in more.items():
        own = next(text for name, text in items if name == measure)
        told = len(re.findall(r">(?:Uusi luku|Vahvistettu|Korjattu|Poistunut) ", own))
        assert told >= 1, (measure, n)


def test_corrections_are_told_each(services: Services) -> None:
    html = to_html(route("/en/changes", "from=2019-02-15&to=2019-12-31", services).body)
    item = html.partition('<li data-measure="3.3-t1"')[2].partition("</li></ul></li>")[0]
    assert "Corrected 2018" in item


def test_the_worst_stands_first(made_up_desk: Services) -> None:
    html = to_html(route("/fi/muutokset", "", made_up_desk).body)
    worsened = html.split('<section class="changes">')[1]
    statuses = re.findall(r'<tr data-measure="[^"]+" data-status="([^"]+)"', worsened)
    assert len(statuses) > 1
    assert statuses == sorted(statuses, key=severity)

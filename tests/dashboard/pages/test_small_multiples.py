"""A selection as charts: what can be drawn, what is a row, what is folded, and how far a value is from its target."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from dashboard.components import lists
from dashboard.components.small_multiples import SmallMultiples, distance
from dashboard.context import soften_tree
from dashboard.pages import Services
from dashboard.web.html import to_html
from strategy.judging.evidence.verdict import JUDGED_GROUPS, group_of
from tests.conftest import ROOT
from tests.dashboard.pages.test_pages import outline
from tests.dashboard.pages.test_sectors import context_of

_SHOWN = re.compile(r'data-measure="([^"]+)" data-status="([^"]+)"')

PAGES = ["/fi?group=judged", "/fi/painopiste/3", "/fi/mittarit?as=charts", "/fi/mittarit?sector=sote&as=charts"]


@pytest.mark.parametrize("address", PAGES)
def test_charts_and_table_show_the_same_measures(services: Services, address: str) -> None:
    """Each chosen measure stands once in the charts, the rows or a fold, and once in the table."""
    path, _, query = address.partition("?")
    context = context_of(services, path, query)
    measures = [v.measure for v in context.chosen_verdicts()]
    html = "".join(map(to_html, SmallMultiples.of(context, measures).parts(measures)))
    assert Counter(id_ for id_, _ in _SHOWN.findall(html)) == Counter(m.id for m in measures)
    kept = query.replace("as=charts", "").strip("&")
    table = outline(services, f"{path}?{'&'.join(filter(None, (kept, 'as=table')))}").measures
    assert {m.id for m in measures} <= set(table)


def test_charts_come_first_and_judged_ones_first_of_all(made_up_desk: Services) -> None:
    context = context_of(made_up_desk, "/fi/mittarit", "as=charts")
    measures = [v.measure for v in context.chosen_verdicts()]
    drawn = SmallMultiples.of(context, measures)
    html = "".join(map(to_html, drawn.parts(measures)))
    cards, _, rest = html.partition("<table")
    groups = [group_of(status) in JUDGED_GROUPS for _, status in _SHOWN.findall(cards)]
    assert groups == sorted(groups, reverse=True)
    assert [id_ for id_, _ in _SHOWN.findall(cards)] == [
        id_ for id_ in dict.fromkeys(i for i, _ in _SHOWN.findall(html)) if id_ in drawn.charts
    ]
    assert {chart.x[0] for chart in drawn.charts.values()} == {min(c.x[0] for c in drawn.charts.values())}
    assert "<details" in rest


# fmt: off
LEGENDS = [
    # measure  what is told of the signs under its small chart, on the review day
    ("1.3-a",  "Rengas: lähtötaso. Ohut viiva: tarvittava kehitys tavoitteeseen."),
    ("3.2-g1", "Pisteviiva: jos vauhti jatkuu. Porras: tavoite vaihtui."),  # its baseline is before the years drawn
    ("3.3-a",  "Avoin piste: ennakkotieto tai arvio. Neliö: ei ole mukana arvioinnissa."),
    ("1.2-t2", "Vaaleat luvut ovat päivän 31.12.2021 jälkeen eivätkä ole mukana arvioinnissa."),
    ("3.2-f",  ""),
]
# fmt: on


@pytest.mark.parametrize(("measure", "told"), LEGENDS)
def test_the_signs_of_small_charts_are_told_under_them(made_up_desk: Services, measure: str, told: str) -> None:
    """Only of what is drawn; a ring could be taken for a preliminary figure, and a thin line for figures."""
    context = context_of(made_up_desk, "/fi/mittarit", "as=charts")
    measures = [context.strategy.measures[measure]]
    html = "".join(map(to_html, SmallMultiples.of(context, measures).parts(measures)))
    assert re.findall('<p class="signs">(.*?)</p>', html) == ([f"Kaavioiden merkit. {told}"] if told else [])


DISTANCES = [
    # measure  distance to its target on the review day
    ("1.3-a", "−1 prosenttiyksikkö"),  # 89 % of 2019, not judged yet, against 90 %
    ("3.2-g1", "−48,1 prosenttiyksikköä"),  # 31,9 % against 80 %
    ("2.5-a", "ei laskettavissa"),  # a milestone
    ("1.3-c", "ei laskettavissa"),  # a change from a baseline, of which nothing is known yet
]


@pytest.mark.parametrize(("measure", "told"), DISTANCES)
def test_the_distance_to_the_target(services: Services, measure: str, told: str) -> None:
    context = context_of(services, "/fi")
    found = distance(context, context.strategy.measures[measure])
    assert found.replace("\N{NO-BREAK SPACE}", " ") == told


def test_the_parts_of_a_card_have_a_row_each(services: Services) -> None:
    """Cards of a row share its lines: a part more than there are lines would be drawn over another."""
    style = (ROOT / "dashboard" / "style.css").read_text(encoding="utf-8")
    (lines,) = re.findall(r"\.card\{display:grid;grid-row:span (\d+)", style)
    context = context_of(services, "/fi", "on=2019-12-31")
    cards = (soften_tree(lists.card(context, measure).children) for measure in context.strategy.measures.values())
    assert max(len(card) for card in cards if isinstance(card, list)) == int(lines)

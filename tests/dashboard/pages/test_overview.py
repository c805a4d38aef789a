"""The overview: one finding whose numbers add up, a square for each measure, what needs attention, what changed."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from dashboard.components import squares
from dashboard.context import Context
from dashboard.pages import Services, attention, overview
from dashboard.web.html import to_html
from strategy.judging.evidence.verdict import GROUPS, JUDGED_GROUPS, STATUSES, group_of
from strategy.model.vocabulary import LANGUAGES
from strategy.texts.lookup import say
from tests.dashboard.pages.test_pages import outline
from tests.dashboard.pages.test_sectors import context_of

DESKS = ("services", "made_up_desk")
SQUARE = re.compile(r'<a [^>]*class="sq (\w+)"[^>]*>')


def drawn(context: Context) -> str:
    return to_html(squares(context, context.strategy_verdicts()))


@pytest.mark.parametrize("desk", DESKS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_finding_and_the_sentence_below_it_add_up(desk: str, lang: str, request: pytest.FixtureRequest) -> None:
    context = context_of(request.getfixturevalue(desk), f"/{lang}")
    page = to_html(overview.page(context).body)
    finding = re.search(r'<h1 class="finding"><a [^>]*><b>(\d+)</b><span> / (\d+) ', page)
    assert finding is not None
    judged, everything = map(int, finding.groups())
    lead = page.partition('<p class="lead">')[2].partition("</p>")[0]
    rest = [int(n) for n in re.findall(r">\D*(\d+)[^<>]*</a>", lead)]
    assert judged + sum(rest) == everything == len(context.strategy.of_role("strategy"))
    assert rest == sorted(rest, reverse=True)


@pytest.mark.parametrize("desk", DESKS)
def test_each_measure_is_one_square_with_its_name_and_status(desk: str, request: pytest.FixtureRequest) -> None:
    context = context_of(request.getfixturevalue(desk), "/sv")
    html = drawn(context)
    own = {v.measure.id: v for v in context.strategy_verdicts()}
    marks = re.findall(r'<a [^>]*class="sq [^>]*>', html)
    labels = [re.findall(r'(?:data-measure|aria-label)="([^"]+)"', mark) for mark in marks]
    assert sorted(measure for pair in labels for measure in pair if measure in own) == sorted(own)
    groups = SQUARE.findall(html)
    assert {g: groups.count(g) for g in set(groups)} == {
        g: n for g in GROUPS if (n := sum(v.headline.group == g for v in own.values()))
    }
    assert all(len(pair) == 2 and any(": " in label for label in pair) for pair in labels)
    legend = html.partition('class="legend"')[2]
    counts = [int(n) for n in re.findall(r"<b>(\d+)</b>", legend)]
    assert counts[-1] == sum(counts[:-1]) == len(own)
    assert len(counts) == len(GROUPS) + 1  # a group without a measure is told, too


def test_only_what_has_no_figure_has_no_sign(made_up_desk: Services) -> None:
    html = drawn(context_of(made_up_desk, "/fi"))
    for group, inside in re.findall(SQUARE.pattern + "(.*?)</a>", html):
        assert ("<svg" in inside) == (group != "no_figure"), group


def test_a_strategy_of_very_many_measures_has_a_bar_a_goal(services: Services) -> None:
    context = context_of(services, "/fi")
    many = [
        replace(verdict, measure=replace(verdict.measure, id=f"{verdict.measure.id}{copy}"))
        for verdict in context.strategy_verdicts()
        for copy in range(3)
    ]
    html = to_html(squares(context, many))
    assert not SQUARE.search(html)
    assert html.count('class="distribution"') == len(context.strategy.goals)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_status_that_is_not_judged_has_its_clause(lang: str) -> None:
    for status in (s for s in STATUSES if group_of(s) not in JUDGED_GROUPS):
        for form in ("one", "other"):
            assert "{n}" in say(lang, f"overview.rest_of.{status}.{form}", n="{n}")


WHY = [
    # measure   what is said of it in the list of the real data
    ("3.2-g1", "Selvästi jäljessä: 51 % tarvittavasta vauhdista"),
    ("5.3-i", "Tavoitetta ei saavutettu: sija ≥ 3 (2021), tavoite sijoittua edullisimpaan kolmannekseen"),
    ("2.5-a", "Myöhässä: määräpäivä 31.12.2021"),
    ("3.3-g1", "Ei vielä tavoitteessa: 2,0 % vuodessa (2018–2021), tavoite keskimäärin 0,5–1,4 % vuodessa (2018–2022)"),
]


@pytest.mark.parametrize(("measure", "words"), WHY)
def test_attention_says_why_in_half_a_sentence(services: Services, measure: str, words: str) -> None:
    html = to_html(attention.attention(context_of(services, "/fi")))
    item = html.partition(f'<li data-measure="{measure}"')[2].partition("</li>")[0]
    assert words in re.sub(r"<[^>]+>", "", item).replace("\N{NO-BREAK SPACE}", " ")
    assert 'class="sectors"' in item  # whom to ask


def test_who_needs_attention_beyond_the_first_stands_behind_a_line_that_counts_them(made_up_desk: Services) -> None:
    context = context_of(made_up_desk, "/fi")
    html = to_html(attention.attention(context))
    before, _, after = html.partition("<summary>")
    needing = sum(v.needs_attention for v in context.strategy_verdicts())
    assert before.count("<li data-measure") == attention.MOST_ATTENTION
    assert before.count("<li data-measure") + after.count("<li data-measure") == needing
    assert f"ja {needing - attention.MOST_ATTENTION} muuta" in after


@pytest.mark.parametrize("desk", DESKS)
def test_changes_are_those_that_new_information_made(desk: str, request: pytest.FixtureRequest) -> None:
    """Three at the most, what was judged on both days first; all of them stand on the page that the link leads to."""
    context = context_of(request.getfixturevalue(desk), "/en")
    html = to_html(attention.changed(context))
    shown = re.findall(r'<li data-measure="([^"]+)"', html)
    assert 0 < len(shown) <= attention.MOST_CHANGES
    link = re.search(r'href="([^"]*/changes\?[^"]+)"', html)
    assert link is not None
    listed = outline(request.getfixturevalue(desk), link[1].replace("&amp;", "&"))
    assert set(shown) <= set(listed.measures)
    assert "the assessment day changed" not in html


def test_nothing_needs_attention_is_said(services: Services) -> None:
    context = context_of(services, "/fi")
    calm = {
        name: replace(verdict, headline=replace(verdict.headline, status="met", unreported=False))
        for name, verdict in context.verdicts.items()
    }
    html = to_html(attention.attention(replace(context, verdicts=calm)))
    assert "Kaikki arvioitavat mittarit" in html
    assert "<li data-measure" not in html

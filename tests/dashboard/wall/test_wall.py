"""The wall: one address a screen, in one language or two, by plain links; and the same in one file that asks nobody."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import urlsplit

import pytest

from dashboard.data.meetings import meeting_inputs, shown_meeting
from dashboard.pages.routing import Services, route
from dashboard.web.html import to_html
from dashboard.web.meeting_files import html_file
from strategy.meetings.later import since
from strategy.meetings.making import content_of
from strategy.meetings.sealing import opened, sealed_text
from strategy.model.meeting import AgendaItem, AgendaSelection, Meeting
from strategy.model.vocabulary import Words

EXAMPLES = ("example-strategy", "example-population-finances")
WORDS = {"fi": "kokous", "sv": "sammantrade", "en": "meeting"}
_HREF = re.compile(r'href="([^"]*)"')


def _page(services: Services, address: str) -> str:
    """The printed page of an address; its body alone."""
    parts = urlsplit(address.replace("&amp;", "&"))
    page = route(parts.path, parts.query, services)
    assert page.status == 200, address
    return to_html(page.body)


def _screens(services: Services, meeting: str) -> int:
    shown = shown_meeting(services.store.release(), meeting)
    assert shown is not None
    return len(shown.content.screens)


def test_whatever_is_sealed_reads_as_it_was(services: Services) -> None:
    """Measures of all kinds, a list and a road: the same records, and nothing that has become of them since."""
    release = services.store.release()
    known = date(2021, 12, 31)
    items = (
        AgendaItem("1", Words("Kaikki"), measures=tuple(release.strategy.measures)[::5]),
        AgendaItem("2", Words("Luettelo"), selection=AgendaSelection()),
        AgendaItem("3", Words("Tie"), road=AgendaSelection()),
    )
    inputs = meeting_inputs(release)
    content = content_of(Meeting("all", known, known, Words("Kaikki"), items), inputs)
    assert {one.verdict.measure.kind for one in content.measures.values()} >= {"numeric", "milestone", "activity"}
    sealed = opened(sealed_text(content, release.hash[:12], date(2022, 1, 3)))
    assert sealed.content == content
    # figures that became known after the day correct some of those that were shown; nothing else may have changed
    notes = [note.kind for several in since(sealed.content, inputs).values() for note in several]
    assert set(notes) <= {"figure"}


@pytest.mark.parametrize("meeting", EXAMPLES)
@pytest.mark.parametrize("query", ["", "?beside=sv"])
def test_every_screen_is_whole(meeting: str, query: str, services: Services) -> None:
    """One heading of the page, the day of knowledge, that it is a draft and an example; each half in its language."""
    for number in range(_screens(services, meeting) + 1):
        screen = f"{'&' if query else '?'}screen={number}" if number else ""
        html = _page(services, f"/fi/kokous/{meeting}{query}{screen}")
        assert html.count("<h1") == 1, number
        for said in ("Luonnos", "Esimerkki", "tunnettiin 31.12.2021"):
            assert said in html, (number, said)
        assert html.count('lang="sv"') >= bool(query)
        assert "<script" not in html


def test_every_way_leads_to_a_screen_of_the_same_meeting(services: Services) -> None:
    """Links alone are enough: all that is reached from the agenda in four steps stands, and covers every screen."""
    seen, waiting = set(), ["/fi/kokous/example-population-finances"]
    while waiting:
        address = waiting.pop().replace("&amp;", "&")
        if address in seen:
            continue
        seen.add(address)
        ways = [link for link in _HREF.findall(_page(services, address)) if "example-population" in link]
        waiting += [way for way in ways if "ground" not in way and way.startswith("/fi") and "beside" not in way]
    screens = {re.search(r"screen=(\d+)", address) for address in seen}
    numbers = {int(found[1]) for found in screens if found}
    assert numbers == set(range(1, _screens(services, "example-population-finances") + 1))
    assert {step for step in ("years", "peers", "calculation") if any(step in a for a in seen)} == {
        "years",
        "peers",
        "calculation",
    }


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/fi/kokous", 200),
        ("/sv/sammantrade/example-strategy?screen=2&step=years", 200),
        ("/fi/kokous/example-strategy?screen=1&step=peers", 200),  # a road has no such step: its screen is shown
        ("/en/meeting/example-strategy?beside=en", 200),
        ("/fi/kokous/example-strategy?screen=99", 404),
        ("/fi/kokous/example-strategi", 404),
        ("/fi/sammantrade/example-strategy", 404),
    ],
)
def test_what_an_address_leads_to(address: str, status: int, services: Services) -> None:
    """A screen that is not there is 404; what a screen does not have is passed over."""
    parts = urlsplit(address)
    assert route(parts.path, parts.query, services).status == status


def test_a_copied_link_opens_the_same_screen_in_any_language(services: Services) -> None:
    """The same number and step behind the word of each language."""
    html = _page(services, "/fi/kokous/example-strategy?screen=4&step=calculation")
    for lang in ("sv", "en"):
        assert f'href="/{lang}/{WORDS[lang]}/example-strategy?screen=4&amp;step=calculation"' in html


def test_the_page_tells_how_a_meeting_is_made(services: Services) -> None:
    """With meetings and without: the commands stand there."""
    html = _page(services, "/fi/kokous")
    assert "python -m etl meeting new --day" in html
    assert all(f"/fi/kokous/{meeting}" in html for meeting in EXAMPLES)


def test_the_file_holds_all_and_asks_nobody(services: Services) -> None:
    """Every link is a mark in the file that is there once; nothing is loaded, and the file itself forbids it."""
    shown = shown_meeting(services.store.release(), "example-population-finances")
    assert shown is not None
    html = html_file(shown, ("fi", "sv")).decode()
    marks = re.findall(r'<section id="([^"]+)"', html)
    assert len(marks) == len(set(marks))
    assert set(_HREF.findall(html)) == {f"#{mark}" for mark in marks}
    assert "default-src 'none'" in html
    assert not re.search(r'\ssrc=|url\(|@import|<link|https?://(?!www\.w3\.org)[^"]*"', html)
    languages = {mark.rsplit("-", 1)[0] for mark in marks if mark.endswith("-0")}
    assert languages == {"fi", "sv", "fi-sv"}

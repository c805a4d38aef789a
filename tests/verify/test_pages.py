"""Every page in every language, wide, narrow and on paper: axe, nothing sideways, nothing cut, status told by word."""

from __future__ import annotations

import contextlib
from collections import defaultdict

import pytest
from playwright.sync_api import Page, TimeoutError

from strategy.model.vocabulary import LANGUAGES
from tests.browser.test_walk import Visit, axe
from tests.verify.conftest import Place, nothing, settle, told

HEIGHT = 900
LOOKS = (("screen", 1440), ("screen", 390), ("print", 690))
"""Medium and width in CSS pixels; the last is what A4 leaves within its margins.

axe takes ten times as long as all else, so that a page has one of them in each language: every page is seen in every
look and in every language. What depends on the length of words is measured in all.
"""
WIDTHS = (1440, 720, 390, 320)
"""720 is a desk of 1440 at 200 %, 320 what WCAG 1.4.10 asks for."""
FOLLOWED = """() => [...document.querySelectorAll('.graph')].every(g => !g.checkVisibility() ||
    Math.abs(g.querySelector('.main-svg').getBoundingClientRect().width - g.getBoundingClientRect().width) < 2)"""
BESIDE = """() => { const most = document.documentElement.clientWidth; const found = [];
    if (document.documentElement.scrollWidth <= most) return [];
    for (const e of document.body.querySelectorAll('*')) {
        const box = e.getBoundingClientRect();
        if (box.right > most + 1 && box.width && !e.closest('.table-scroll *, .code *, .ag-root-wrapper *'))
            found.push(`${e.tagName} ${e.className.baseVal ?? e.className} ${Math.round(box.right)}`) }
    return found.slice(-4) }"""
CUT = """() => [...document.querySelectorAll('body *')].filter(e => {
        const s = getComputedStyle(e);
        return ['hidden', 'clip'].includes(s.overflowX) && e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 1
            && !e.closest('svg, .graph, .ag-root-wrapper') && e.checkVisibility() })
    .map(e => `${e.tagName} ${e.className} ${e.textContent.slice(0, 60)}`)"""
"""What is cut off at its edge, by intention or not; drawings and the grid have edges of their own."""
WORDLESS = """() => [
    ...[...document.querySelectorAll('.status')].filter(e => !e.querySelector('svg') || !e.textContent.trim()),
    ...[...document.querySelectorAll('.sector')].filter(e => !e.textContent.trim()),
    ...[...document.querySelectorAll('.bar')].filter(e => !e.parentElement.textContent.trim()),
    ].map(e => e.outerHTML.slice(0, 160))"""
"""A status without sign or word, a sector or a distribution without a word beside it."""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page(tab: Visit, place: Place, lang: str) -> None:
    found: dict[str, list[object]] = defaultdict(list)
    every = place.pages(lang)
    for n, address in enumerate(every, 1):
        settle(tab, address)
        page = tab.page
        _look(page, address, LOOKS[(n + LANGUAGES.index(lang)) % len(LOOKS)], found)
        _narrow(page, address, found)
        found[f"{address} without a word"] += page.evaluate(WORDLESS)
        told(place.name, n, len(every), address)
    nothing(found)
    assert [fault for fault in tab.faults if "404" not in fault] == []


def _resize(page: Page, width: int) -> None:
    """As a window that is drawn smaller; charts follow in a moment, and what has not followed then is a finding."""
    page.set_viewport_size({"width": width, "height": HEIGHT})
    with contextlib.suppress(TimeoutError):
        page.wait_for_function(FOLLOWED, timeout=3000)


def _look(page: Page, address: str, look: tuple[str, int], found: dict[str, list[object]]) -> None:
    medium, width = look
    _resize(page, width)
    page.emulate_media(media=medium)  # type: ignore[arg-type]
    found[f"{address} {medium} {width}"] += axe(page, paper=medium == "print")
    page.emulate_media(media="screen")


def _narrow(page: Page, address: str, found: dict[str, list[object]]) -> None:
    for width in WIDTHS:
        _resize(page, width)
        found[f"{address} sideways {width}"] += page.evaluate(BESIDE)
        found[f"{address} cut {width}"] += page.evaluate(CUT)
    _resize(page, 1440)
    page.evaluate("document.documentElement.style.fontSize = '32px'")
    found[f"{address} sideways at twice the letters"] += page.evaluate(BESIDE)

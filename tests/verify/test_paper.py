"""Every page printed to PDF: all its text is there, tables stand open, nothing is cut, and made-up figures say so."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.test_demo import WORDS
from tests.browser.test_walk import Visit
from tests.verify import poppler
from tests.verify.conftest import Place, nothing, settle, told

MM = 72.0 / 25.4
MARGIN = 14 * MM
"""Points that the sheet leaves free on each side ..."""
FOOT = 18 * MM
"""... and at the foot, where the address, the day and the number of the page stand."""
SLACK = 2.0
"""Points that a letter may lean over its place."""
LEFT_OUT = (
    "nav, .together, .filters, .downloads, .grid-bar, .grid-views, .grid-conditions, .skip, .search, .days, summary, "
    ".drawing, .grid-live"
)
"""Controls, and what another form stands for on paper."""
TEXTS = """(leave) => { const found = [], open = e => e.checkVisibility({checkVisibilityCSS: true});
    const cut = e => { for (; e; e = e.parentElement)
        if (getComputedStyle(e).clipPath.startsWith('inset(50%')) return true };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node; node = walker.nextNode();) { const e = node.parentElement;
        if (!node.data.trim() || e.closest('script, style, noscript, template, option, ' + leave)) continue;
        found.push([node.data, open(e) && !cut(e)]) }
    return found }"""
"""Every text of the page, and whether an eye sees it."""
FOOT_TEXT = """() => [...document.querySelectorAll('style')].map(e => e.textContent.match(
    /@bottom-left{content:"([^"]*)"/)).find(found => found)[1].replace(/\\\\([0-9a-f]+) /g,
    (_, code) => String.fromCodePoint(parseInt(code, 16)))"""
"""What the margin of each sheet says, the number of the sheet aside."""
OPEN = "open => document.querySelectorAll('details').forEach(e => { e.open = open })"


def test_every_page_on_paper(tab: Visit, place: Place, tmp_path: Path) -> None:
    found: dict[str, list[object]] = {}
    every = place.mixed()
    for n, address in enumerate(every, 1):
        settle(tab, address)
        found[address] = _printed(tab.page, tmp_path / "page.pdf", made_up=place.name == "demo")
        told(place.name, n, len(every), address)
    nothing(found)


def _printed(page: Page, file: Path, *, made_up: bool) -> list[object]:
    lang = str(page.evaluate("document.documentElement.lang"))
    page.evaluate(OPEN, True)
    on_screen = page.evaluate(TEXTS, LEFT_OUT)
    page.evaluate(OPEN, False)
    page.emulate_media(media="print")
    on_paper = page.evaluate(TEXTS, LEFT_OUT)
    page.pdf(path=file, prefer_css_page_size=True, format="A4")
    page.emulate_media(media="screen")
    width, height = _size(file)
    read = _part(file, 0, width, height - FOOT)
    faults = _gone(on_screen, on_paper) + _unread([text for text, shows in on_paper if shows], read) + _cut(file)
    faults += _feet(_part(file, height - FOOT, width, FOOT), str(page.evaluate(FOOT_TEXT)))
    if made_up and WORDS[lang] not in read.lower():
        faults.append("does not say that it is made up")
    return faults


def _size(file: Path) -> tuple[float, float]:
    """Width and height of a file's sheets, which are all alike: upright, or on their side where a table is wide."""
    (size,) = {(float(sheet.get("width", 0)), float(sheet.get("height", 0))) for sheet in _sheets(file)}
    return size


def _sheets(file: Path) -> list[ET.Element]:
    """The sheets of a file, each with the places of its words."""
    return [*ET.fromstring(_sound(poppler.read(file, "-bbox"))).iter("{http://www.w3.org/1999/xhtml}page")]


def _part(file: Path, top: float, width: float, height: float) -> str:
    """The text of a strip of each sheet."""
    place = {"-x": 0, "-y": top, "-W": width, "-H": height}
    return poppler.read(file, "-raw", *(str(word) for key, at in place.items() for word in (key, round(at))))


def _feet(read: str, told: str) -> list[object]:
    """Sheets whose margin says anything but whose page it is, and the number of the sheet."""
    feet = [_plain(foot) for foot in read.split("\f")[:-1]]
    expected = [_plain(f"{n} / {len(feet)} {told}") for n in range(1, len(feet) + 1)]
    return [f"in the margin: {foot}" for foot, right in zip(feet, expected, strict=True) if foot != right]


def _gone(on_screen: list[tuple[str, bool]], on_paper: list[tuple[str, bool]]) -> list[object]:
    """What a reader of the screen sees, all parts opened, and a reader of paper does not."""
    assert [text for text, _ in on_screen] == [text for text, _ in on_paper]
    pairs = zip(on_screen, on_paper, strict=True)
    return [f"not on paper: {text.strip()[:60]}" for (text, seen), (_, shows) in pairs if seen and not shows]


def _unread(texts: list[str], read: str) -> list[object]:
    plain = _plain(read)
    return [f"not in the file: {text.strip()[:80]}" for text in texts if _plain(text) not in plain]


def _plain(text: str) -> str:
    """Without what a line break may add or take away."""
    return re.sub(r"[\s\u00ad\u2010-]+", "", text).lower()


def _cut(file: Path) -> list[object]:
    """Words that reach over the sheet's margin; what begins in the one below is read by `_feet`."""
    width, height = _size(file)
    faults: list[object] = []
    for sheet in _sheets(file):
        for word in sheet:
            right, top, bottom = (float(word.get(side, 0)) for side in ("xMax", "yMin", "yMax"))
            if right > width - MARGIN + SLACK or top < height - FOOT - SLACK < bottom - 2 * SLACK:
                faults.append(f"over the edge: {word.text} at {right:.0f} of {width - MARGIN:.0f}")
    return faults


def _sound(xhtml: str) -> str:
    """Without the document type, which Python's parser need not look up."""
    return re.sub(r"<!DOCTYPE[^>]*>", "", xhtml)

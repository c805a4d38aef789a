"""Without colour, in colours of the reader's own, and without motion: everything is still told and nothing moves."""

from __future__ import annotations

from itertools import combinations
from typing import Literal

import pytest
from playwright.sync_api import Page

from strategy.judging.evidence.verdict import GROUPS
from tests.browser.test_walk import Visit
from tests.verify.conftest import Place, nothing, settle, told

LEAST = 0.06
"""Two signs differ in at least so large a share of their square, with all colour taken away."""
GREY = """async () => { const size = 48, found = {};
    for (const e of document.querySelectorAll('.legend .status, .statuses caption .status')) {
        const svg = e.querySelector('svg').cloneNode(true);
        svg.setAttribute('width', size); svg.setAttribute('height', size);
        const image = new Image();
        image.src = 'data:image/svg+xml,' + encodeURIComponent(new XMLSerializer().serializeToString(svg));
        await image.decode();
        const canvas = document.createElement('canvas'); canvas.width = canvas.height = size;
        const pen = canvas.getContext('2d'); pen.fillStyle = '#fff'; pen.fillRect(0, 0, size, size);
        pen.drawImage(image, 0, 0, size, size);
        const data = pen.getImageData(0, 0, size, size).data, grey = [];
        for (let i = 0; i < data.length; i += 4)
            grey.push(0.2126 * data[i] + 0.7152 * data[i + 1] + 0.0722 * data[i + 2] < 160 ? 1 : 0);
        found[e.textContent.trim()] = grey }
    return found }"""
"""Each sign beside its word, as a square of what is dark in it and what is light."""
CONTRAST = """() => {
    const lit = v => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
    const rgb = text => { const n = (text.match(/[\\d.]+/g) || []).map(Number);
        return {light: 0.2126 * lit(n[0]) + 0.7152 * lit(n[1]) + 0.0722 * lit(n[2]), alpha: n[3] ?? 1} };
    const probe = document.createElement('i'); probe.style.cssText = 'background:Canvas;forced-color-adjust:none';
    document.body.append(probe);
    const canvas = getComputedStyle(probe).backgroundColor; probe.remove();
    const ground = e => { for (; e; e = e.parentElement) { const colour = getComputedStyle(e).backgroundColor;
        if (rgb(colour).alpha > 0.9) return colour } return canvas };
    const ratio = (a, b) => { const [x, y] = [rgb(a).light, rgb(b).light].sort((p, q) => q - p);
        return (x + 0.05) / (y + 0.05) };
    const faults = [];
    const fault = (e, what, a, b) => { if (faults.length < 12) faults.push(`${what} ${a} on ${b}: ${e.tagName} ${
        e.className.baseVal ?? e.className} ${e.textContent.trim().slice(0, 40)}`) };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node; node = walker.nextNode();) { const e = node.parentElement;
        if (!node.data.trim() || e.closest('script, style, noscript, .sr-only, .ag-root-wrapper, .skip')) continue;
        if (!e.checkVisibility({checkVisibilityCSS: true, checkOpacity: true}) || !e.getClientRects().length) continue;
        const style = getComputedStyle(e), colour = e instanceof SVGElement ? style.fill : style.color;
        if (ratio(colour, ground(e)) < 4.5) fault(e, 'text', colour, ground(e)) }
    for (const svg of document.querySelectorAll('svg:not(.ag-root-wrapper svg)')) {
        const free = getComputedStyle(svg).forcedColorAdjust === 'none';
        if (svg.checkVisibility() && free && ratio(ground(svg), 'rgb(255,255,255)') > 1.1)
            fault(svg, 'a drawing in our colours', '', ground(svg)) }
    for (const svg of document.querySelectorAll('.chart svg, .bar svg, .part svg, .sign svg, .main-svg'))
        if (getComputedStyle(svg).forcedColorAdjust !== 'none') fault(svg, 'half its colours forced', '', '');
    for (const e of document.querySelectorAll('.sector i, .menu i, .square')) { const style = getComputedStyle(e);
        if (e.checkVisibility() && ratio(style.backgroundColor, ground(e.parentElement)) < 3
            && !(parseFloat(style.outlineWidth) && ratio(style.outlineColor, ground(e.parentElement)) > 3))
            fault(e, 'mark', style.backgroundColor, ground(e.parentElement)) }
    return faults }"""
"""Text and marks that a reader with forced colours could not see."""
MOVING = """() => [
    ...document.getAnimations().map(a => `moves: ${a.animationName || a.transitionProperty || a}`),
    ...[...document.querySelectorAll('body *')].filter(e => { const s = getComputedStyle(e);
        return s.animationName !== 'none' || s.transitionDuration.split(', ').some(t => parseFloat(t) > 0) })
        .map(e => `would move: ${e.tagName} ${e.className.baseVal ?? e.className}`).slice(0, 5)]"""


def test_signs_differ_in_grey(tab: Visit, place: Place) -> None:
    """The groups of status are drawn from the page, their colours taken away, and laid over one another in pairs."""
    settle(tab, "/fi/menetelma")
    signs = {word: cells for word, cells in tab.page.evaluate(GREY).items() if any(cells)}
    assert len(signs) >= len(GROUPS) - 1, list(signs)
    for (one, a), (other, b) in combinations(signs.items(), 2):
        differing = sum(x != y for x, y in zip(a, b, strict=True)) / len(a)
        assert differing >= LEAST, (one, other, differing)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_the_readers_own_colours_all_is_seen(tab: Visit, place: Place, scheme: Literal["light", "dark"]) -> None:
    found: dict[str, list[object]] = {}
    tab.page.emulate_media(forced_colors="active", color_scheme=scheme)
    every = place.types()
    for n, address in enumerate(every, 1):
        settle(tab, address)
        assert tab.page.evaluate("matchMedia('(forced-colors: active)').matches")
        found[address] = tab.page.evaluate(CONTRAST)
        told(f"{place.name} {scheme}", n, len(every), address)
    nothing(found)


def test_nothing_moves_for_who_asked_for_rest(tab: Visit, place: Place) -> None:
    """On arrival, under the pointer, and while parts open."""
    found: dict[str, list[object]] = {}
    tab.page.emulate_media(reduced_motion="reduce")
    for address in place.types():
        settle(tab, address)
        found[address] = [*tab.page.evaluate(MOVING), *_touched(tab.page)]
    nothing(found)


def _touched(page: Page) -> list[object]:
    page.evaluate("document.querySelectorAll('details').forEach(e => e.open = true)")
    links = page.locator("main a:visible")
    for n in range(min(3, links.count())):
        links.nth(n).hover(force=True)
    return list(page.evaluate("document.getAnimations().map(a => `moves when touched: ${a.transitionProperty}`)"))

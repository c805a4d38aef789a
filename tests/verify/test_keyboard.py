"""A person with a keyboard alone: Tab reaches every control, shows where it is, repeats none and leaves the page."""

from __future__ import annotations

from collections import Counter

from playwright.sync_api import Page

from tests.browser.test_walk import Visit
from tests.verify.conftest import Place, nothing, settle, told

MOST = 1500
"""So many presses are more than any page has controls."""
FEWEST = 12
"""The frame alone has more controls than this: with fewer the walk has not begun."""
PREPARE = """() => {
    window.controls = () => [...document.querySelectorAll(
        'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]')].filter(e =>
        e.tabIndex >= 0 && !e.disabled && e.checkVisibility({checkVisibilityCSS: true})
        && !e.closest('.ag-root-wrapper') && !(e.tagName === 'SUMMARY' && e.parentElement.tagName !== 'DETAILS'));
    window.numbers = new Map();
    window.called = e => `${e.tagName} ${e.className.baseVal ?? e.className} ${
        (e.getAttribute('aria-label') || e.textContent).trim().slice(0, 50)}`;
    window.number = e => { if (!window.numbers.has(e)) window.numbers.set(e, window.numbers.size);
        return window.numbers.get(e) } }"""
STAND = """() => { const e = document.activeElement;
    if (!e || e === document.body || e === document.documentElement) return null;
    const style = getComputedStyle(e), box = e.getBoundingClientRect();
    /* a date has day, month, year and a button to choose it, each a stop of its own */
    const grid = !!e.closest('.ag-root-wrapper');
    const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    const line = e.getClientRects()[0] ?? box;  /* of a link that goes on in the next one, the first */
    const x = Math.min(Math.max(line.left + Math.min(line.width, 40) / 2, 0), innerWidth - 1);
    /* the stop of a chart is for keys: a pointer meets the drawing over it, or the card whose whole face is a link */
    const place = e.matches('.stops') ? e.closest('.card, .area') || e.closest('[data-stops]') : e;
    const at = document.elementFromPoint(x, Math.min(line.top + line.height / 2, innerHeight - 1));
    return {n: window.number(e), parts: e.type === 'date' ? 4 : 1, name: window.called(e), grid,
        shown: outlined || grid,
        seen: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0,
        free: !at || place.contains(at) || at.contains(e) || !!at.closest('.menu[open]'),
        closed: e.tagName === 'SUMMARY' && !e.parentElement.open} }"""


def test_every_type_of_page_is_walked_by_tab(tab: Visit, place: Place) -> None:
    """With every part that opens opened by Enter on the way."""
    found: dict[str, list[object]] = {}
    every = place.types()
    for n, address in enumerate(every, 1):
        settle(tab, address)
        found[address] = _walk(tab.page)
        told(place.name, n, len(every), address)
    nothing(found)


def _walk(page: Page) -> list[object]:
    page.evaluate(PREPARE)
    times: Counter[int] = Counter()
    faults: list[object] = []
    for _ in range(MOST):
        page.keyboard.press("Tab")
        here = page.evaluate(STAND)
        if here is None or (here["n"] == 0 and times[0]):  # behind the last comes the window, or the first again
            few = [] if len(times) >= FEWEST else [f"only {len(times)} stops"]
            return [*faults, *few, *_missed(page, times)]
        times[here["n"]] += 1
        faults += [f"{key}: {here['name']}" for key in ("shown", "seen", "free") if not here[key]]
        faults += [f"again and again: {here['name']}"] if times[here["n"]] == here["parts"] + 2 else []
        faults += _opened(page, here)
        if times[here["n"]] > here["parts"] + 2:
            return [*faults, "a trap"]
    return [*faults, "never left"]


def _opened(page: Page, here: dict[str, object]) -> list[object]:
    """Open what is closed, as anyone would who wants to see what is inside."""
    if not here["closed"]:
        return []
    page.keyboard.press("Enter")
    opened = page.evaluate("document.activeElement.parentElement.open")
    return [] if opened else [f"does not open: {here['name']}"]


def _missed(page: Page, times: Counter[int]) -> list[object]:
    script = "seen => window.controls().filter(e => !seen.includes(window.numbers.get(e))).map(window.called)"
    return [f"not reached: {name}" for name in page.evaluate(script, list(times))]


def test_backwards_it_comes_out_at_the_top(tab: Visit, place: Place) -> None:
    """What can be walked into from below can be walked out of above."""
    found: dict[str, list[object]] = {}
    for address in place.types()[::3]:
        settle(tab, address)
        tab.page.evaluate(PREPARE)
        forth, back = _stops(tab.page, "Tab"), _stops(tab.page, "Shift+Tab")
        found[address] = [] if set(forth) == set(back) else [set(forth) ^ set(back)]
    nothing(found)


def _stops(page: Page, key: str) -> list[str]:
    stops: list[str] = []
    for _ in range(MOST):
        page.keyboard.press(key)
        here = page.evaluate(STAND)
        if here is None or (len(stops) > 1 and stops[0] == f"{here['n']} {here['name']}"):
            break
        stops += [] if here["grid"] else [f"{here['n']} {here['name']}"]
    return stops

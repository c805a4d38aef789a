"""What a hand does on a page: the keyboard closes what it opened, and a phone shows whole rows."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.test_walk import Visit

pytestmark = pytest.mark.browser

STACKED = (
    "/sv/tackning",
    "/fi/muutokset?from=2020-12-31&to=2021-12-31",
    "/en/measure/3.3-g1",
    "/sv/sektor/sote",
    "/fi/menetelma",
)


def test_escape_and_a_press_outside_close_the_list_of_sectors(browser: Browser, server: str) -> None:
    """Escape leaves the focus on the head of the list."""
    page = Visit(browser, server).taken_over("/fi")
    menu, head = page.locator(".wide details.menu").last, page.locator(".wide details.menu > summary").last
    head.focus()
    page.keyboard.press("Enter")
    expect(menu).to_have_attribute("open", "")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")
    expect(head).to_be_focused()
    head.click()
    expect(menu).to_have_attribute("open", "")
    page.locator(".wide details.menu > summary").first.click()
    expect(menu).not_to_have_attribute("open", "")
    head.click()
    page.locator("h1").click(position={"x": 5, "y": 5})
    expect(menu).not_to_have_attribute("open", "")
    page.close()


@pytest.mark.parametrize("address", STACKED)
def test_rows_of_words_are_whole_on_a_phone(browser: Browser, server: str, address: str) -> None:
    """No cell of a stacked table lies outside its window, and each but the first says its column."""
    page = Visit(browser, server, 390).taken_over(address)
    tables = page.locator("table.stacked")
    assert tables.count()
    cut = "tables => tables.filter(t => t.parentElement.scrollWidth > t.parentElement.clientWidth).length"
    assert tables.evaluate_all(cut) == 0
    unnamed = "tables => tables.flatMap(t => [...t.querySelectorAll('td')]).filter(c => !c.dataset.head).length"
    assert tables.evaluate_all(unnamed) == 0
    page.close()


@pytest.mark.parametrize("scripts", [True, False])
def test_the_squares_are_one_stop_of_the_tab_key_and_the_arrows_walk_in_them(
    browser: Browser, server: str, scripts: bool
) -> None:
    """Without scripts each square can be reached by itself."""
    tab = Visit(browser, server, scripts=scripts)
    page = tab.taken_over("/fi") if scripts else tab.go("/fi")
    squares = page.locator(".squares a.sq")
    assert squares.count() == 113
    squares.nth(0).focus()
    here = "el => el === document.activeElement"
    if scripts:
        walk = {"ArrowRight": 1, "ArrowDown": 4, "ArrowLeft": 3, "ArrowUp": 0, "End": 112, "Home": 0}
        for key, at in walk.items():
            page.keyboard.press(key)
            assert squares.nth(at).evaluate(here), key
    page.keyboard.press("Tab")
    if scripts:
        assert page.evaluate("!document.activeElement.matches('a.sq')")
        page.keyboard.press("Shift+Tab")
        assert squares.nth(0).evaluate(here)
    else:
        assert squares.nth(1).evaluate(here)
    page.close()

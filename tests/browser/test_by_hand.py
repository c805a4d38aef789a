"""What a hand does on a page: the keyboard closes what it opened, and a phone shows whole rows."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.test_walk import Visit

pytestmark = pytest.mark.browser

STACKED = (
    "/sv",
    "/fi/muutokset?from=2020-12-31&to=2021-12-31",
    "/en/measure/3.3-g1",
    "/sv/sektor/sote",
    "/fi/menetelma",
)


def test_escape_and_a_press_outside_close_the_list_of_sectors(browser: Browser, server: str) -> None:
    """Escape leaves the focus on the head of the list."""
    page = Visit(browser, server).taken_over("/fi")
    menu, head = page.locator(".top details.menu"), page.locator(".top details.menu > summary")
    head.focus()
    page.keyboard.press("Enter")
    expect(menu).to_have_attribute("open", "")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")
    expect(head).to_be_focused()
    head.click()
    expect(menu).to_have_attribute("open", "")
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

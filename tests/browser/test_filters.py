"""A choice in the row of filters, in a browser: the page stays, its main part changes, the reader loses nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.test_walk import Visit, axe, visit

pytestmark = pytest.mark.browser
__all__ = ["visit"]

MARK = "window.stayed = true"
STAYED = "window.stayed === true"


@pytest.fixture
def tab(visit: Callable[..., Visit]) -> Iterator[Visit]:
    """A tab in which nothing may go wrong: no fault of a script, none of the policy, no foreign request."""
    opened = visit()
    yield opened
    assert opened.faults == []
    assert opened.foreign == []
    opened.page.close()


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id"))


def told(page: Page) -> str:
    return page.locator("body > [role=status]").inner_text()


def row(page: Page, name: str) -> None:
    page.locator(".filter-row").get_by_role("link", name=name).first.click()


def test_a_choice_changes_the_page_and_loads_none(tab: Visit) -> None:
    """Place, focus, address, title and the told count; then back, and forward again."""
    page = tab.taken_over("/fi/mittarit")
    page.evaluate(MARK)
    before = page.title()
    page.evaluate("window.scrollTo(0, 120)")
    page.locator("#filter-group").click()
    row(page, "tieto puuttuu")
    page.wait_for_url("**/fi/mittarit?group=no_figure")
    expect(page.locator("h1")).to_have_text("Mittarit: tieto puuttuu")
    assert focused(page) == "filter-group"
    assert page.evaluate("window.scrollY") == 120
    assert page.title() != before
    count = page.locator(".filter-count").inner_text()
    assert told(page) == count
    assert "mittaria" in count
    row(page, "Sote")
    page.wait_for_url("**/fi/mittarit?group=no_figure&sector=sote")
    expect(page.locator(".filter-chosen li")).to_have_count(3)  # and all at once
    page.go_back()
    expect(page.locator("h1")).to_have_text("Mittarit: tieto puuttuu")
    page.go_back()
    expect(page.locator("h1")).to_have_text("Mittarit")
    assert page.title() == before
    page.go_forward()
    expect(page.locator("h1")).to_have_text("Mittarit: tieto puuttuu")
    assert page.url.endswith("?group=no_figure")
    assert page.evaluate(STAYED)


def test_the_languages_lead_to_what_is_shown(tab: Visit) -> None:
    page = tab.taken_over("/fi/painopiste/3")
    row(page, "taulukkona")
    page.wait_for_url("**/fi/painopiste/3?as=table")
    assert focused(page) == "filter-as-table"
    expect(page.locator(".languages a[hreflang=sv]")).to_have_attribute("href", "/sv/fokusomrade/3?as=table")


def test_any_day_is_typed_into_a_field(tab: Visit) -> None:
    page = tab.taken_over("/fi/toimiala/yhdyskunta?focus_area=3")
    page.evaluate(MARK)
    page.locator("#filter-on").click()
    page.locator("#filters-on").fill("2019-06-30")
    page.keyboard.press("Enter")
    page.wait_for_url("**/fi/toimiala/yhdyskunta?on=2019-06-30&focus_area=3")
    expect(page.locator(".stand b")).to_have_text("30.6.2019")
    assert "30.6.2019" in page.title()
    assert page.evaluate(STAYED)
    assert focused(page) == "filter-on"


def test_by_keyboard_alone(tab: Visit) -> None:
    """Enter opens a menu, Tab walks its choices, Enter makes one; Escape closes it."""
    page = tab.taken_over("/fi/painopiste/3")
    page.locator("#filter-group").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/fi/painopiste/3?group=judged")
    assert focused(page) == "filter-group"
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    assert focused(page) == "filter-group"
    expect(page.locator(".filter-menu[open]")).to_have_count(0)


def test_a_page_with_a_grid_is_loaded_whole(tab: Visit) -> None:
    page = tab.taken_over("/fi/aineisto")
    page.evaluate(MARK)
    row(page, "Sote")
    page.wait_for_url("**/fi/aineisto?sector=sote")
    expect(page.locator("#first-view")).to_have_count(0, timeout=20_000)
    assert not page.evaluate(STAYED)


def test_where_the_answer_fails_the_link_leads_on(visit: Callable[..., Visit]) -> None:
    tab = visit()
    page = tab.taken_over("/fi/mittarit")
    page.evaluate(MARK)

    def fail(route: Route) -> None:
        failing = route.request.resource_type == "fetch"
        route.fulfill(status=503, body="") if failing else route.continue_()

    page.route("**/fi/mittarit?sector=sote", fail)
    row(page, "Sote")
    page.wait_for_url("**/fi/mittarit?sector=sote")
    expect(page.locator("h1")).to_have_text("Mittarit: Sosiaali- ja terveystoimi")
    assert not page.evaluate(STAYED)
    page.close()


def test_without_scripts_each_choice_is_a_page(visit: Callable[..., Visit]) -> None:
    page = visit(scripts=False).go("/fi/mittarit")
    row(page, "Sote")
    assert page.url.endswith("/fi/mittarit?sector=sote")
    page.locator("#filter-on").click()
    page.locator("#filters-on").fill("2019-06-30")
    page.locator(".dates button").click()
    assert "on=2019-06-30" in page.url
    assert "sector=sote" in page.url
    page.close()


@pytest.mark.parametrize("width", [1440, 390])
def test_axe_and_the_room_that_the_row_takes(visit: Callable[..., Visit], width: int) -> None:
    """All of it open: no fault, each target 24 px high, no sideways scroll; closed, one line or one word."""
    page = visit(width=width).taken_over("/fi/mittarit?sector=sote")
    closed = page.locator(".filter-fold").bounding_box()
    assert closed is not None
    assert closed["height"] < 40
    page.evaluate("document.querySelectorAll('.filter-row details').forEach(d => { d.open = true })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    heights = page.evaluate(
        "[...document.querySelectorAll('.filter-row a')].map(a => a.getBoundingClientRect().height)"
    )
    assert min(heights) >= 24
    assert axe(page) == []
    page.close()

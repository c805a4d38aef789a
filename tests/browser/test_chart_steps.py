"""The figures of charts by keyboard and finger: the same words on both drawings, told to the eye and to the ear."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_walk import Visit

pytestmark = pytest.mark.browser

LARGE, PEERS = "/fi/mittari/3.2-g1", "/fi/mittari/5.3-t2?compare=091,092"


def _hear(page: Page, key: str) -> list[str]:
    page.keyboard.press(key)
    return (page.locator("#live").text_content() or "").replace("\N{NO-BREAK SPACE}", " ").split(". ")


def _stop(page: Page, within: str) -> None:
    stop = page.locator(f"{within} .stops").first
    stop.focus()
    group = stop.locator("xpath=ancestor::*[@role='group'][1]")
    assert group.get_attribute("aria-label")
    assert group.locator("[tabindex='0'], a[href], button").count() == 1
    heard = "all => all.filter(svg => svg.checkVisibility() && !svg.closest('[aria-hidden=true]')).length"
    assert group.locator("svg").evaluate_all(heard) == 0


def test_a_chart_in_a_card(browser: Browser, server: str) -> None:
    """Ends stay ends; the picture is a picture again where scripts are off."""
    page = Visit(browser, server).taken_over("/fi")
    card = "[data-measure='3.2-g1'].card"
    _stop(page, card)
    assert _hear(page, "Home")[:2] == ["0,0 %", "1990"]
    assert _hear(page, "ArrowLeft")[:2] == ["0,0 %", "1990"]
    last = _hear(page, "End")
    assert last[:2] == ["31,9 %", "2021"]
    assert any(text.startswith("Tavoite: ") for text in last)
    assert any(text.startswith("Lähde: ") for text in last)
    shown = page.locator(f"{card} .reading")
    assert all(text in shown.inner_text().replace("\N{NO-BREAK SPACE}", " ") for text in last)
    page.keyboard.press("Escape")
    expect(shown).to_have_count(0)
    page.close()
    plain = Visit(browser, server, scripts=False).go("/fi")
    assert plain.locator(f"{card} svg[role=img]").get_attribute("aria-label")
    assert plain.locator("[tabindex='0']:is(.stops, .chart)").count() == 0
    plain.close()


def test_the_librarys_drawing_says_what_ours_says(browser: Browser, server: str) -> None:
    """And its mark lies on its own line, though no place in it is known before it is drawn."""
    page = Visit(browser, server).taken_over(LARGE)
    page.locator(".js-plotly-plot .main-svg").first.wait_for()
    _stop(page, "figure")
    assert _hear(page, "Home")[:2] == ["0,0 %", "1990"]
    assert _hear(page, "ArrowRight")[:2] == ["31,9 %", "2021"]
    mark = page.locator("figure .stop").bounding_box()
    dots = [dot.bounding_box() for dot in page.locator(".js-plotly-plot .points path").all()]
    assert mark is not None
    middle = (mark["x"] + mark["width"] / 2, mark["y"] + mark["height"] / 2)
    near = [abs(d["x"] + d["width"] / 2 - middle[0]) + abs(d["y"] + d["height"] / 2 - middle[1]) for d in dots if d]
    assert min(near) < 3
    page.close()


def test_up_and_down_go_from_area_to_area_and_each_is_named(browser: Browser, server: str) -> None:
    page = Visit(browser, server).taken_over(PEERS)
    page.locator(".js-plotly-plot .main-svg").first.wait_for()
    _stop(page, "figure")
    own = _hear(page, "ArrowLeft")
    assert own[0].startswith("Kauniainen ")
    assert {text.split()[0] for text in own[-2:]} == {"Vantaa", "Helsinki"}
    other = _hear(page, "ArrowUp")
    assert other[0].startswith("Helsinki ")
    assert other[1] == own[1]
    page.close()


def test_the_road_is_one_stop_and_a_tap_on_a_card_tells_before_it_leads_on(browser: Browser, server: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    page = context.new_page()
    page.goto(f"{server}/fi")
    page.wait_for_selector("html[data-scripts=run]", state="attached")
    links = page.locator(".road-drawing .narrow a")
    links.nth(0).focus()
    places = sorted(links.evaluate_all("all => all.map(a => a.querySelector('g').getBoundingClientRect().x)"))
    place = "document.activeElement.querySelector('g').getBoundingClientRect().x"
    for _ in places:
        page.keyboard.press("ArrowLeft")
    walked = [page.evaluate(place)]
    for _ in places[1:]:
        page.keyboard.press("ArrowRight")
        walked.append(page.evaluate(place))
    assert walked == places
    page.keyboard.press("End")
    last = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert page.locator(".road-drawing .narrow a[tabindex='0']").get_attribute("aria-label") == last
    page.keyboard.press("Tab")
    assert not page.evaluate("document.activeElement.closest('.road-drawing')")
    chart = page.locator(".card .chart").first
    chart.scroll_into_view_if_needed()
    box = chart.bounding_box()
    assert box is not None
    here = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.touchscreen.tap(*here)
    expect(page.locator(".card .reading")).to_be_visible()
    assert page.url.endswith("/fi")
    page.touchscreen.tap(*here)
    page.wait_for_url("**/mittari/**")
    context.close()


def test_a_choice_under_a_chart_keeps_its_place_and_its_address_opens_the_top(browser: Browser, server: str) -> None:
    page = Visit(browser, server).taken_over(LARGE.replace("3.2-g1", "5.3-t2"))
    choice = page.locator(".filters.views a", has_text="Helsinki")
    choice.scroll_into_view_if_needed()
    choice.click()
    page.wait_for_url("**compare=*")
    expect(page.locator("#first-view")).to_have_count(0, timeout=20_000)
    expect(choice).to_be_focused()
    expect(choice).to_be_in_viewport()
    assert page.evaluate("window.scrollY") > 0
    address = page.url
    assert "#" not in address
    fresh = Visit(browser, server).go(address.removeprefix(server))
    assert fresh.evaluate("window.scrollY") == 0
    fresh.close()
    page.close()

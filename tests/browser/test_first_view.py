"""What lies below the first screen waits for the first view, and for nothing else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser.test_walk import Visit, visit

pytestmark = pytest.mark.browser
__all__ = ["visit"]

PUT_OFF = (
    "[...document.querySelectorAll('section')].filter(e => getComputedStyle(e).contentVisibility != 'visible').length"
)


@pytest.mark.parametrize(("address", "waits"), [("/fi", True), ("/fi#road", False)])
def test_sections_wait_until_the_page_is_seen_unless_its_address_leads_to_one(
    visit: Callable[..., Visit], address: str, waits: bool
) -> None:
    tab = visit()
    tab.page.add_init_script(
        "document.addEventListener('readystatechange', () => {"
        f" if (document.readyState == 'interactive') {{ window.first = {PUT_OFF}; }} }})"
    )
    page = tab.go(address)
    assert (page.evaluate("window.first") > 0) == waits
    assert page.evaluate(PUT_OFF) == 0
    if not waits:
        assert abs(page.evaluate("document.querySelector('#road').getBoundingClientRect().top")) < 2
    assert tab.faults == []
    page.close()


def test_without_scripts_nothing_waits(visit: Callable[..., Visit]) -> None:
    page = visit(scripts=False).go("/fi")
    assert page.evaluate(PUT_OFF) == 0
    page.close()

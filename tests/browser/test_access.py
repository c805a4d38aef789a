"""axe on each kind of page, in each language, wide and narrow: nothing serious, nothing critical."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.test_walk import PAGES, Visit, visit

pytestmark = pytest.mark.browser
__all__ = ["visit"]

CASES = [(address, (1440, 390)[(i + j) % 2]) for i, row in enumerate(PAGES.values()) for j, address in enumerate(row)]


@pytest.mark.parametrize(("address", "width"), CASES)
def test_axe_finds_nothing_serious(visit: Callable[..., Visit], address: str, width: int) -> None:
    tab = visit(width=width)
    page = tab.taken_over(address)
    found = Axe().run(page).response["violations"]
    serious = [
        (fault["id"], node["html"][:120])
        for fault in found
        if fault["impact"] in ("serious", "critical")
        for node in fault["nodes"]
    ]
    page.close()
    assert serious == []

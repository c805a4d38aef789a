"""What a page says first to a reader who comes from paper."""

from __future__ import annotations

import re

import pytest

from dashboard.data.store import Release
from dashboard.pages.routing import Services, route
from dashboard.settings import Settings
from dashboard.web.html import to_html
from tests.conftest import TODAY
from tests.dashboard.web.test_downloads import Standing

NOTHING, ONE = "Sen jälkeen mikään ei ole muuttunut.", "Sen jälkeen 1 mittarin tiedot ovat muuttuneet."
NOTES = [
    # page               printed          what it says                                  what has changed
    ("mittari/1.1-b", "2022-11-20", ONE, "Uusi luku 2022"),
    ("mittari/1.1-b", TODAY.isoformat(), NOTHING, ""),
    ("painopiste/1", "2022-11-20", "Sen jälkeen", "Uusi luku 2022"),
    ("mittarit", "2016-01-01", "Sen jälkeen", "Kaikki muutokset"),
    ("menetelma", "2022-11-20", "", ""),
    ("mittari/nope", "2022-11-20", "", ""),
]


@pytest.mark.parametrize(("page", "day", "told", "changed"), NOTES)
def test_what_has_changed_since_it_was_printed(page: str, day: str, told: str, changed: str, koivula: Release) -> None:
    services = Services(Standing(koivula), Settings(), lambda: TODAY)
    html = to_html(route(f"/fi/{page}", f"on=2022-12-31&known={day}&printed={day}", services).body)
    note = re.search(r'<div class="notice" role="note">.*?</div>', html, re.S)
    assert (note is not None) == bool(told)
    said = note[0] if note else ""
    assert told in said
    assert changed in said

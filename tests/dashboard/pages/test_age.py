"""The age of the figures: told on every page and to whoever watches; a badge and a word where it passes the limit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb
import flask
import pytest

from dashboard.context.urls import WORDS
from dashboard.data.store import Store
from dashboard.pages import Services, route
from dashboard.settings import Settings
from dashboard.web import health
from dashboard.web.html import to_html
from strategy.model.vocabulary import LANGUAGES
from tests.dashboard.small import hash_of, point, write

TODAY = date(2021, 7, 1)
"""The figures of these releases are of 2019 with no day of knowledge: eighteen months old."""


@pytest.fixture
def services(tmp_path: Path) -> Callable[[int | None], Services]:
    """Makes the desk of a small release whose figures may be so many months old."""

    def make(limit: int | None) -> Services:
        file = tmp_path / f"release-{limit}.duckdb"
        write(file, 1)
        with duckdb.connect(str(file)) as connection:
            connection.execute("UPDATE strategy SET max_age_months = ?", [limit])
        point(tmp_path, file, hash_of(1))
        return Services(Store(tmp_path), Settings(), lambda: TODAY)

    return make


HEAD = {
    "fi": "Uusin luku 31.12.2019 (18 kuukautta sitten)",
    "sv": "Nyaste siffran 31.12.2019 (18 månader sedan)",
    "en": "Newest figure 31 Dec 2019 (18 months ago)",
}
BADGE = {
    "fi": "<strong>Luvut ovat vanhentuneet.</strong> Uusimman luvun ikä on 18 kuukautta, ja raja on 18 kuukautta.",
    "sv": "<strong>Siffrorna är föråldrade.</strong> Den nyaste siffran är 18 månader gammal, "
    "och gränsen är 18 månader.",
    "en": "<strong>The figures are out of date.</strong> The newest figure is 18 months old; the limit is 18 months.",
}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("limit", "passed"), [(None, False), (19, False), (18, True)])
def test_every_page_tells_the_age_and_whether_it_is_passed(
    services: Callable[[int | None], Services], lang: str, limit: int | None, passed: bool
) -> None:
    here = services(limit)
    for path in (f"/{lang}", f"/{lang}/{WORDS['measure'][LANGUAGES.index(lang)]}/1.1-a"):
        text = to_html(route(path, "", here).body).replace("\N{NO-BREAK SPACE}", " ")
        assert HEAD[lang] in text
        assert (BADGE[lang] in text) is passed


@pytest.mark.parametrize(("limit", "passed"), [(None, False), (19, False), (18, True)])
def test_old_figures_are_told_but_do_not_make_it_less_ready(
    services: Callable[[int | None], Services], limit: int | None, passed: bool
) -> None:
    server = flask.Flask("watched")
    health.install(server, services(limit).store, lambda: TODAY)
    response = server.test_client().get("/readyz")
    assert response.status_code == 200
    told = response.get_json()
    assert {
        key: told[key] for key in ("newest_figure", "newest_figure_age_months", "max_age_months", "out_of_date")
    } == {
        "newest_figure": "2019-12-31",
        "newest_figure_age_months": 18,
        "max_age_months": limit,
        "out_of_date": passed,
    }

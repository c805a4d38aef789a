"""A process draws what everybody asks first, and is ready meanwhile."""

from __future__ import annotations

import logging
import runpy
import threading
from pathlib import Path
from types import SimpleNamespace

import pytest
from dash import Dash

from dashboard.context import soften
from dashboard.data import Store
from dashboard.pages import Services, route
from dashboard.web import to_html, warming


@pytest.fixture
def fresh(releases: Path, services: Services) -> Services:
    """Services that have drawn no page."""
    return Services(Store(releases), services.settings, services.today)


def test_the_first_reader_finds_the_charts_and_parts_of_the_main_pages(
    app: Dash, fresh: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warming, "_main_pages", lambda _: iter(["/fi", "/sv"]))
    monkeypatch.setattr(warming, "SECONDS", 60.0)
    warming.warm_up(fresh, app.assets)
    release = fresh.store.release()
    made = (len(release.drawings), len(release.parts))
    for path in ("/fi", "/sv"):
        to_html(route(path, "", fresh).body, soften)
    assert (len(release.drawings), len(release.parts)) == made
    assert min(made) > 10


def test_overviews_come_first_in_every_language(services: Services) -> None:
    strategy = services.store.release().strategy
    pages = [*warming._main_pages(strategy)]
    assert pages[:5] == ["/fi", "/sv", "/en", "/fi/painopiste/1", "/sv/fokusomrade/1"]
    assert len(pages) == 3 + 3 * len(strategy.focus_areas)


def test_no_page_is_begun_when_the_time_is_over(app: Dash, fresh: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warming, "SECONDS", 0.0)
    warming.warm_up(fresh, app.assets)
    assert not len(fresh.store.release().parts)


def test_a_process_without_a_release_says_so_and_serves(
    app: Dash, services: Services, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Its pages say what is missing, to whoever asks."""
    nothing = Services(Store(tmp_path), services.settings, services.today)
    with caplog.at_level(logging.WARNING):
        warming.warm_up(nothing, app.assets)
    assert "current.json" in caplog.text


def test_it_is_done_beside_the_serving() -> None:
    """And nothing for an application that is not ours: the benchmarks serve others with the same settings."""
    begun = threading.Event()
    begin = runpy.run_module("dashboard.gunicorn")["post_worker_init"]
    begin(SimpleNamespace(wsgi=SimpleNamespace(extensions={warming.NAME: begun.set})))
    assert begun.wait(10)
    begin(SimpleNamespace(wsgi=lambda _environ, _start: []))

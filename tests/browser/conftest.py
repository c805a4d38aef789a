"""A real Chromium and the real app on a port of its own, under the headers that it sends to anyone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from dash import Dash
from playwright.sync_api import Browser, sync_playwright

from tests.browser import chromium
from tests.dashboard.running import served


@pytest.fixture(scope="session")
def server(app: Dash) -> Iterator[str]:
    """The address of the running app, such as http://127.0.0.1:40123."""
    with served(app.server) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests; each opens tabs of its own. Its absence is an error, never a skip."""
    executable = chromium.require()
    with sync_playwright() as playwright:
        chrome = playwright.chromium.launch(executable_path=executable, args=list(chromium.ARGUMENTS))
        yield chrome
        chrome.close()

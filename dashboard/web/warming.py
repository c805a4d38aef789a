"""What everybody asks first, drawn when a process begins to serve, so that no reader waits for what is made but once.

The first page of a process loads the texts of its language, judges what changed within a year, and draws the charts
that other pages show too: a fifth of a second, where a page after it takes a thirtieth of that. When a release takes
the place of another, `PageCache.warm` draws what was asked lately.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator

from dashboard.context import Address
from dashboard.data import StoreError
from dashboard.pages import Services, route
from dashboard.web.document import PageAssets, document
from strategy.model import LANGUAGES, Strategy

NAME = "dashboard.warming"
"""Under which the server has it among its `extensions`, for `dashboard/gunicorn.py`."""
SECONDS = 0.7
"""So long, at the most, a page is begun."""

_log = logging.getLogger(__name__)


def warm_up(services: Services, assets: PageAssets) -> None:
    """Draw the overview and the focus areas in every language, as far as the time goes."""
    end = time.monotonic() + SECONDS
    try:
        for path in _main_pages(services.store.release().strategy):
            if time.monotonic() >= end:
                return
            document(route(path, "", services), None, assets)
    except StoreError as error:
        _log.warning("No page is drawn beforehand: %s", error)


def _main_pages(strategy: Strategy) -> Iterator[str]:
    for page, ids in (("overview", ("",)), ("focus_area", strategy.focus_areas)):
        for id_ in ids:
            yield from (Address(lang, page, id_).path() for lang in LANGUAGES)

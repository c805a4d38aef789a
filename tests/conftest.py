"""What many tests share: one release built from the real data, and the one app that a process may have."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:  # the tests of the core need neither the app nor its libraries, and start without them
    from dash import Dash
    from flask.testing import FlaskClient

    from dashboard.data.store import Release
    from dashboard.pages import Services

# the command line speaks the language of its environment: that of the tests is none of ours
os.environ["LC_ALL"] = "C.UTF-8"

# a busy machine is no fault of the code: timings are measured by `make bench`
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

ROOT = Path(__file__).resolve().parent.parent
TODAY = date(2024, 6, 3)
"""The clock of the tests: after the strategy's review day, as for a reader of today."""


@pytest.fixture(scope="session")
def releases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a release of the real data, built as anyone builds it."""
    folder = tmp_path_factory.mktemp("releases")
    command = [sys.executable, "-m", "etl", "build", "--out", str(folder)]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    return folder


@pytest.fixture(scope="session")
def services(releases: Path) -> Services:
    """The real data, default settings, and a clock that stands still: enough to make any page."""
    from dashboard.data.store import Store
    from dashboard.pages import Services
    from dashboard.settings import Settings

    return Services(Store(releases), Settings(), lambda: TODAY)


@pytest.fixture(scope="session")
def app(services: Services) -> Dash:
    """The one app of this process: Dash keeps its pages in a list of its own, so a second would have none."""
    from dashboard.web.app import create_app

    return create_app(services.settings, services.store, services.today)


@pytest.fixture
def client(app: Dash) -> FlaskClient:
    """Asks the app over HTTP, without a socket."""
    client: FlaskClient = app.server.test_client()
    return client


@pytest.fixture(scope="session")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of the demo."""
    folder = tmp_path_factory.mktemp("demo") / "data"
    from demo.folder import write

    write(ROOT / "data", folder)
    return folder


@pytest.fixture(scope="session")
def made_up_releases(made_up: Path) -> Path:
    """A folder with a release of the demo's data, built as anyone builds it."""
    out = made_up.parent / "releases"
    command = [sys.executable, "-m", "etl", "build", "--data", str(made_up), "--out", str(out)]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    return out


@pytest.fixture(scope="session")
def made_up_desk(made_up_releases: Path) -> Services:
    """All that makes the demo's pages."""
    from dashboard.data.store import Store
    from dashboard.pages import Services
    from dashboard.settings import Settings

    return Services(Store(made_up_releases), Settings(), lambda: TODAY)


@pytest.fixture(scope="session")
def made_up_release(made_up_desk: Services) -> Release:
    """The demo's release."""
    return made_up_desk.store.release()

"""What many tests share: one release built from the real data, and the one app that a process may have."""

from __future__ import annotations

import fcntl
import gc
import os
import subprocess
import sys
from collections.abc import Callable
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

# a busy machine is no fault of the code: timings are measured by `make bench`
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

# thousands of tests, their parameters and the kept releases stay in memory: to walk over them after every 700 objects
# in search of garbage takes a tenth of the time and finds next to nothing
gc.set_threshold(50_000)

for _name in ("LANGUAGE", "LC_MESSAGES", "LANG"):  # commands speak the environment's language: here the folder's
    os.environ.pop(_name, None)
os.environ["LC_ALL"] = "C.UTF-8"

ROOT = Path(__file__).resolve().parent.parent
LONGEST = (
    "browser/test_walk", "browser/test_data", "etl/release/test_publishing", "etl/verification/", "browser/",
    "dashboard/web/", "dashboard/exports/", "dashboard/pages/", "dashboard/data/test_store",
    "dashboard/data/test_threads", "strategy/texts/test_arguments", "etl/bulk/", "etl/statistics/", "demo/", "town/",
    "test_readme", "etl/intake/rows/test_comments", "etl/intake/inbox/",
)  # fmt: skip
"""Where the longest files of tests stand: begun first, they are not what all wait for at the end."""
TODAY = date(2024, 6, 3)
"""The clock of the tests: after the strategy's review day, as for a reader of today."""
KEPT = "TESTS_KEEP_RELEASES"
"""Names a folder in which releases are built once for many runs of tests; without it each run builds its own, once."""


def pytest_xdist_auto_num_workers() -> int:
    """One process of tests more than there are cores: many tests wait for a server, a browser or a killed process."""
    return len(os.sched_getaffinity(0)) + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Puts the files of `LONGEST` first and leaves the rest in its order."""
    tests = ROOT / "tests"

    def place(item: pytest.Item) -> int:
        path = item.path.relative_to(tests).as_posix() if item.path.is_relative_to(tests) else ""
        return next((n for n, start in enumerate(LONGEST) if path.startswith(start)), len(LONGEST))

    items.sort(key=place)


@pytest.fixture(scope="session")
def releases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a release of the real data, built as anyone builds it."""
    return built(tmp_path_factory, "real", lambda: ROOT / "data")


def built(tmp_path_factory: pytest.TempPathFactory, name: str, data: Callable[[], Path]) -> Path:
    """A folder of releases with one of a data folder, built as anyone builds it: by the first process that needs it."""
    folder = Path(os.environ.get(KEPT) or _of_the_run(tmp_path_factory)) / name
    folder.parent.mkdir(parents=True, exist_ok=True)
    with (folder.parent / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "current.json").is_file():
            command = [sys.executable, "-m", "etl", "build", "--data", str(data()), "--out", str(folder)]
            built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
            assert built.returncode == 0, built.stdout + built.stderr
    return folder


def _of_the_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that the processes of one run of tests share."""
    own = tmp_path_factory.getbasetemp()
    return (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "releases"


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
def made_up_releases(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """A folder with a release of the demo's data, built as anyone builds it."""
    return built(tmp_path_factory, "made-up", lambda: Path(request.getfixturevalue("made_up")))


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

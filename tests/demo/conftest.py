"""One made-up folder, built and opened as anyone would."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.pages import Desk
from dashboard.settings import Settings
from dashboard.store import Release, Store
from demo.folder import write
from tests.conftest import ROOT, TODAY


@pytest.fixture(scope="session")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of the demo."""
    folder = tmp_path_factory.mktemp("demo") / "data"
    write(ROOT / "data", folder)
    return folder


@pytest.fixture(scope="session")
def made_up_releases(made_up: Path) -> Path:
    """The folder with the demo's release."""
    out = made_up.parent / "releases"
    command = [sys.executable, "-m", "etl", "build", "--data", str(made_up), "--out", str(out)]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    return out


@pytest.fixture(scope="session")
def made_up_desk(made_up_releases: Path) -> Desk:
    """All that makes the demo's pages."""
    return Desk(Store(made_up_releases), Settings(), lambda: TODAY)


@pytest.fixture(scope="session")
def made_up_release(made_up_desk: Desk) -> Release:
    """The demo's release."""
    return made_up_desk.store.release()

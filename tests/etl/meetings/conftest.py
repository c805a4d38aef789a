"""A meeting in the small data folder, as a file and sealed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from etl.__main__ import main
from tests.etl.conftest import SMALL

AGENDA = """
day = 2022-01-10
known = 2021-12-31
title = { fi = "Kokous", sv = "Sammanträde" }

[[item]]
number = "1"
title = { fi = "Tyytyväisyys" }
measures = ["1.1-a", "1.1-b"]

[[item]]
number = "2"
title = { fi = "Kaikki" }

[item.selection]

[[item]]
number = "3"
title = { fi = "Keskustelu" }
notes = { fi = "Muistettavaa" }

[[item.decided]]
text = { fi = "Merkittiin tiedoksi." }
paragraph = "§ 7"
"""


@pytest.fixture(scope="session")
def sealed_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small data folder with the meeting, sealed once: a seal asks for the name of a whole release."""
    data = tmp_path_factory.mktemp("sealed") / "data"
    shutil.copytree(SMALL, data, ignore=shutil.ignore_patterns(".*"))
    _write_agenda(data)
    assert main(["meeting", "seal", "council", "--data", str(data), "--publisher", "Koivula"]) == 0
    return data


@pytest.fixture
def agenda(small: Path) -> Path:
    """The file of a meeting that is not sealed."""
    return _write_agenda(small)


@pytest.fixture
def sealed(agenda: Path, sealed_folder: Path) -> Path:
    """The sealed file of the meeting."""
    return Path(shutil.copy(sealed_folder / "meetings" / "council.sealed.json", agenda.parent))


def _write_agenda(data: Path) -> Path:
    file = data / "meetings" / "council.toml"
    file.parent.mkdir()
    file.write_text(AGENDA, "utf-8")
    return file

"""A town small enough to read in a minute, whose files are held word by word; its texts are their own keys."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from dashboard.data.store import Release, Store
from strategy.texts import TEXTS
from tests.conftest import ROOT, built

HEAD = "period,value,known,known_basis,source,quality,confidence,note,area,n,day\n"
KOIVULA = {
    # before and after a break on 1 January 2022, apart by another definition, and budgeted
    "1.1-b": """2018,18.25,,unknown,koivula_strategy,final,high,other_definition,,,
2019,17.5,,unknown,koivula_strategy,final,high,,,,
2020,17.25,2021-03-31,stated,koivula_strategy,final,medium,,,,
2021,17,2022-03-31,stated,koivula_strategy,final,high,,,,
2022,16.5,2022-12-01,stated,koivula_strategy,preliminary,high,preliminary,,,
2023,16.75,2022-11-15,stated,koivula_strategy,budget,high,,,,
""",
    # a place among others, the first of which is the best; one figure out of reach of a line
    "1.1-f": """2016,12,,unknown,koivula_strategy,final,high,,,30,
2020,3,2021-03-31,stated,koivula_strategy,final,high,,,30,
2021,12,2022-03-31,stated,koivula_strategy,final,low,,,30,2021-10-01
""",
    # the end of a year, and one month
    "1.1-i": """2020-12,1900,,unknown,koivula_strategy,final,high,,,,
2021-12,2100,2022-01-31,stated,koivula_strategy,final,high,,,,
2022-06,2200,2022-07-31,stated,koivula_strategy,final,high,,,,
""",
}
"""Further histories of the town of `tests/fixtures/small`."""


@pytest.fixture(scope="session")
def koivula(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """The release of the town: every kind of target and of row occurs once."""

    def data() -> Path:
        folder = tmp_path_factory.mktemp("koivula") / "data"
        shutil.copytree(ROOT / "tests" / "fixtures" / "small", folder)
        goal = folder / "catalogue" / "goals" / "1.1.toml"  # one measure is of two sectors
        goal.write_text(
            goal.read_text("utf-8").replace('sectors = ["sote"]', 'sectors = ["sote", "sivistys"]', 1), "utf-8"
        )
        for measure, rows in KOIVULA.items():
            (folder / "histories" / f"{measure}.csv").write_text(HEAD + rows, "utf-8")
        return folder

    return Store(built(tmp_path_factory, "koivula", data)).release()


@pytest.fixture
def keys() -> Iterator[None]:
    """Each text of ours is its own key and what is filled into it: `<exports.stand day=31.12.2022>`.

    What is held in a table does not change with a better word, and shows which text stands where.
    """
    texts = {lang: dict(own) for lang, own in TEXTS.items()}
    for lang, own in texts.items():
        TEXTS[lang].update({key: _key(key, text) for key, text in own.items() if not key.startswith("formats.")})  # type: ignore[attr-defined]
    yield
    for lang, own in texts.items():
        TEXTS[lang].update(own)  # type: ignore[attr-defined]


def _key(key: str, text: str) -> str:
    names = dict.fromkeys(name for _, name, _, _ in Formatter().parse(text) if name)
    return f"<{' '.join((key, *(f'{name}={{{name}}}' for name in names)))}>"

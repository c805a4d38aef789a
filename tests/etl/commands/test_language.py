"""Which folder a command reads, and the language that it speaks where nobody asked for one: the folder's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from strategy.texts.arguments import VARIABLES
from tests.etl.conftest import Run, replace

SAID = {"fi": "26 mittaria", "sv": "26 mätare", "en": "26 measures"}


@pytest.mark.parametrize("folder", SAID)
def test_a_command_speaks_the_language_of_its_folder(
    folder: str, small: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    for goal in small.glob("catalogue/goals/*.toml"):
        goal.write_text(goal.read_text("utf-8").replace("quote_fi", f"quote_{folder}"), "utf-8")
    replace(small / "catalogue/strategy.toml", 'text_language = "fi"', f'text_language = "{folder}"')
    told = run("check", "--data", small)
    assert [lang for lang, words in SAID.items() if words in told.out] == [folder]


def test_a_folder_without_a_language_is_told_in_finnish(small: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    replace(small / "catalogue/strategy.toml", 'text_language = "fi"', 'text_language = "de"')
    assert "1 virhe" in run("check", "--data", small).err


def test_the_folder_of_the_environment_is_read(small: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TYOPOYTA_DATA", str(small))
    assert SAID["fi"] in run("check", "--lang", "fi").out

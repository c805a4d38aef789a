"""The command line speaks the language of `--lang`, else of the environment, else of the folder."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from etl.__main__ import LOCALE
from tests.etl.conftest import Run, replace

SAID = {"fi": "26 mittaria", "sv": "26 mätare", "en": "26 measures"}
ASKED = [
    # --lang   environment                                        folder   said
    ("",       {},                                                "fi",    "fi"),
    ("",       {},                                                "sv",    "sv"),
    ("",       {"LANG": "en_GB.UTF-8"},                           "sv",    "en"),
    ("",       {"LANG": "sv"},                                    "fi",    "sv"),
    ("",       {"LANG": "fi_FI", "LC_MESSAGES": "sv_FI.UTF-8"},   "en",    "sv"),
    ("",       {"LANG": "fi_FI", "LC_ALL": "C.UTF-8"},            "en",    "en"),
    ("",       {"LANG": "de_DE.UTF-8"},                           "sv",    "sv"),
    ("",       {"LANG": "POSIX"},                                 "en",    "en"),
    ("",       {"LANG": "filipino"},                              "sv",    "sv"),
    ("fi",     {"LANG": "en_GB.UTF-8"},                           "sv",    "fi"),
]  # fmt: skip


@pytest.mark.parametrize(("asked", "environment", "folder", "said"), ASKED)
def test_the_language_of_messages(
    asked: str, environment: Mapping[str, str], folder: str, said: str,
    small: Path, run: Run, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    for name in LOCALE:
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    for goal in small.glob("catalogue/goals/*.toml"):
        goal.write_text(goal.read_text("utf-8").replace("quote_fi", f"quote_{folder}"), "utf-8")
    replace(small / "catalogue/strategy.toml", 'text_language = "fi"', f'text_language = "{folder}"')
    told = run("check", "--data", small, *(["--lang", asked] if asked else []))
    assert [lang for lang, words in SAID.items() if words in told.out] == [said]


def test_a_folder_without_a_language_is_told_in_finnish(small: Path, run: Run) -> None:
    replace(small / "catalogue/strategy.toml", 'text_language = "fi"', 'text_language = "de"')
    assert "1 virhe" in run("check", "--data", small).err


def test_the_folder_of_the_environment_is_read(small: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TYOPOYTA_DATA", str(small))
    assert SAID["fi"] in run("check").out

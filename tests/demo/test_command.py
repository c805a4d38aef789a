"""`python -m demo` speaks the language that is asked for, else that of the environment."""

from __future__ import annotations

from pathlib import Path

import pytest

from demo.__main__ import main
from tests.conftest import ROOT


@pytest.mark.parametrize(
    ("asked", "environment", "said"),
    [
        ([], {}, ("käyttö: ", "keksityt luvut", "viestien kieli")),
        ([], {"LANG": "sv_FI.UTF-8"}, ("användning: ", "påhittade siffror", "meddelandenas språk")),
        (["--lang", "en"], {"LANG": "sv_FI.UTF-8"}, ("usage: ", "made-up figures", "language of messages")),
        (["--lang", "fi"], {"LANG": "en_GB.UTF-8"}, ("käyttö: ", "keksityt luvut", "viestien kieli")),
    ],
)
def test_help_is_in_the_language(
    asked: list[str], environment: dict[str, str], said: tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SystemExit, match="0"):
        main([*asked, "--help"])
    told = " ".join(capsys.readouterr().out.split())
    assert [words for words in said if words not in told] == []


def test_it_says_where_the_folder_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "data"
    assert main(["--data", str(ROOT / "data"), "--out", str(out), "--lang", "sv"]) == 0
    assert capsys.readouterr().out == f"{out.as_posix()}: påhittade siffror\n"
    assert (out / "catalogue" / "strategy.toml").exists()

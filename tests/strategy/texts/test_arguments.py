"""A command speaks the language that was asked for, else the environment's, else that of the folder; argparse too."""

from __future__ import annotations

import argparse
import ast
import inspect
import os
import subprocess
import sys

import pytest

from strategy.model.vocabulary import LANGUAGES
from strategy.texts.arguments import chosen_language, language_of
from strategy.texts.lookup import TEXTS
from tests.conftest import ROOT

FOR_PROGRAMMERS = (
    "invalid argument for positionals", "is not callable", ".__call__() not defined", 'argument "-" with mode',
    "multiple subparser arguments", "cannot merge actions", "conflicting", "dest= is required",
    "invalid conflict_resolution", "invalid option string", "mutually exclusive arguments must", "not allowed with",
    "one of the arguments", "unexpected option string", "unknown parser", "can't open",
)  # fmt: skip
"""What argparse says of a parser that is built wrongly, or by parts of it that no command of ours has."""


@pytest.mark.parametrize(
    ("environment", "lang"),
    [
        ({}, None),
        ({"LANG": "C.UTF-8"}, None),
        ({"LANG": "POSIX"}, None),
        ({"LANG": "sv_FI.UTF-8"}, "sv"),
        ({"LANG": "sv_SE"}, "sv"),
        ({"LANG": "fi"}, "fi"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, None),
        ({"LANG": "fil_PH.UTF-8"}, None),  # Filipino begins as Finnish does
        ({"LANG": "fi_FI.UTF-8", "LC_MESSAGES": "sv_FI.UTF-8"}, "sv"),
        ({"LANG": "fi_FI.UTF-8", "LC_MESSAGES": "sv_FI.UTF-8", "LC_ALL": "en_US"}, "en"),
        ({"LANG": "fi_FI.UTF-8", "LC_ALL": ""}, "fi"),
        ({"LANG": "fi_FI.UTF-8", "LANGUAGE": "de:sv:en"}, "sv"),
    ],
)
def test_the_environment_names_a_language(environment: dict[str, str], lang: str | None) -> None:
    assert language_of(environment) == lang


@pytest.mark.parametrize(
    ("arguments", "environment", "lang"),
    [
        (["check", "--lang", "en"], {"LANG": "sv_FI"}, "en"),
        (["check", "--lang=en"], {"LANG": "sv_FI"}, "en"),
        (["check"], {"LANG": "sv_FI"}, "sv"),
        (["check"], {}, "fi"),
        (["check", "--lang", "nl"], {"LANG": "sv_FI"}, "sv"),
        (["check", "--lang"], {}, "fi"),
        ([], {}, "fi"),
    ],
)
def test_what_is_asked_for_comes_first(arguments: list[str], environment: dict[str, str], lang: str) -> None:
    assert chosen_language(arguments, environment, "fi") == lang


def test_every_sentence_of_argparse_that_a_user_meets_is_ours() -> None:
    calls = (node for node in ast.walk(ast.parse(inspect.getsource(argparse))) if isinstance(node, ast.Call))
    said = {
        str(call.args[0].value)
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id == "_" and isinstance(call.args[0], ast.Constant)
    }
    met = {sentence for sentence in said if not any(part in sentence for part in FOR_PROGRAMMERS)}
    own = {text for key, text in TEXTS["en"].items() if key.startswith("arguments.")}
    assert met == own


COMMANDS = {
    "python -m etl check --help": ("käyttö: ", "användning: ", "usage: "),
    "python -m etl nothing": ("virhe: ", "fel: ", "error: "),
    "python -m dashboard status --help": ("arviointipäivä", "bedömningsdagen", "the day assessed"),
    "python -m dashboard status --on never": ("virhe: ", "fel: ", "error: "),
}


def _run(command: str, *more: str, **environment: str) -> str:
    words = [sys.executable, *command.split()[1:], *more]
    done = subprocess.run(
        words, cwd=ROOT, capture_output=True, text=True, check=False, env={**os.environ, **environment}
    )
    return done.stdout + done.stderr


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_commands_and_their_help_speak_it(command: str, lang: str) -> None:
    assert COMMANDS[command][LANGUAGES.index(lang)] in _run(command, LC_ALL=f"{lang}_FI.UTF-8")


@pytest.mark.parametrize("command", [command for command in COMMANDS if command.endswith("--help")])
@pytest.mark.parametrize(("lang", "other"), [("fi", "sv"), ("sv", "en"), ("en", "fi")])
def test_what_is_asked_for_comes_before_the_environment(command: str, lang: str, other: str) -> None:
    told = _run(command, "--lang", lang, LC_ALL=f"{other}_FI.UTF-8")
    assert COMMANDS[command][LANGUAGES.index(lang)] in told


def test_a_folder_with_swedish_words_is_spoken_of_in_swedish() -> None:
    folder = ROOT / "tests" / "fixtures" / "stromvik"
    assert "användning: " in _run("python -m etl check --help", "--data", str(folder))
    assert "käyttö: " in _run("python -m etl check --help", "--data", str(folder), LC_ALL="fi_FI.UTF-8")

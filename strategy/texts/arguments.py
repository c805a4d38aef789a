"""The language of a command line: which one, and the sentences of argparse in it.

Asked for by name (`--lang`), else the environment's, as gettext reads it, else the one that the caller falls back to.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence

from strategy.model import LANGUAGES
from strategy.texts.lookup import TEXTS, say

VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""Where gettext looks, in its order; the first that is set decides."""


def language_of(environment: Mapping[str, str]) -> str | None:
    """The first language of ours that the environment asks for; None where it asks for none (`C`) or for others."""
    wanted = next((environment[name] for name in VARIABLES if environment.get(name)), "")
    known = (one[:2].lower() for one in wanted.split(":") if not one[2:3].isalpha())
    return next((lang for lang in known if lang in LANGUAGES), None)


def chosen_language(arguments: Sequence[str] | None, environment: Mapping[str, str], otherwise: str) -> str:
    """The language that a command speaks. What stands after `--lang` and is none is refused later, with the rest."""
    early = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    early.add_argument("--lang", nargs="?")
    asked = early.parse_known_args(arguments)[0].lang
    return asked if asked in LANGUAGES else language_of(environment) or otherwise


def translate_argparse(lang: str) -> None:
    """Let argparse speak `lang`, in this process: it asks gettext, which has no Finnish and no Swedish of it."""
    own = {sentence: say(lang, key) for key, sentence in TEXTS["en"].items() if key.startswith("arguments.")}
    vars(argparse)["_"] = lambda sentence: own.get(sentence, sentence)

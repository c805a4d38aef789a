"""`python -m demo [--out DIR]`: write the data folder of the demo. Reads `data/catalogue`, never a history."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from demo.folder import STRATEGY, OtherStrategyError, write
from strategy.model import LANGUAGES
from strategy.texts import chosen_language, say, translate_argparse

DATA = Path("data")
WRONG_DATA = 1
OUT = Path("build/demo/data")


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the folder and say where it is; 1 where the stories are not of the folder's strategy.

    Speaks the language of `--lang`, else of the environment, else Finnish.
    """
    lang = chosen_language(arguments, os.environ, LANGUAGES[0])
    translate_argparse(lang)
    given = _parser(lang).parse_args(arguments)
    try:
        write(given.data, given.out)
    except OtherStrategyError as other:
        values = {"folder": given.data.as_posix(), "ours": STRATEGY, "found": str(other) or "?"}
        print(say(given.lang, "made_up.refused", **values), file=sys.stderr)
        return WRONG_DATA
    print(say(given.lang, "demo.command.written", out=given.out.as_posix()))
    return 0


def _parser(lang: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m demo", description=say(lang, "demo.command.about"))
    for name, default in (("data", DATA), ("out", OUT)):
        told = say(lang, f"demo.command.{name}", default=default.as_posix())
        parser.add_argument(f"--{name}", type=Path, default=default, help=told)
    parser.add_argument("--lang", choices=LANGUAGES, default=lang, help=say(lang, "demo.command.lang"))
    return parser


if __name__ == "__main__":
    raise SystemExit(main())

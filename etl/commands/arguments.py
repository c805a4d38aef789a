"""What several commands read of a command line in the same way."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date

from strategy.texts import say


def day_argument(lang: str) -> Callable[[str], date]:
    """Reads a day such as 2021-12-31; what is none is refused by argparse in the language of the command."""

    def read(text: str) -> date:
        try:
            return date.fromisoformat(text)
        except ValueError as wrong:
            raise argparse.ArgumentTypeError(say(lang, "etl.command.bad_day", text=text)) from wrong

    return read

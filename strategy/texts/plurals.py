"""Counted texts: which form a number of things takes, and the number in it as it is printed."""

from __future__ import annotations

from strategy.texts.formats import number
from strategy.texts.lookup import say


def count(lang: str, key: str, n: int, /, **values: object) -> str:
    """The text of `key` for `n` things: `key.one` for 1, else `key.other`; `{n}` is filled with the printed number."""
    form = "one" if n == 1 else "other"
    return say(lang, f"{key}.{form}", n=number(n, 0, lang), **values)

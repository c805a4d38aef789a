"""Publishers by their names in a language: on a Swedish page, in a file and a report, Grankulla stad is the town."""

from __future__ import annotations

from strategy.model import Source
from strategy.texts.lookup import known_key, say


def publishers(source: Source, lang: str) -> list[str]:
    """Who publishes, each by its name in the language; one without such a name goes by the catalogue's."""
    names = [name.strip() for name in source.publisher.split(",")]
    return [say(lang, key) if known_key(key := f"publishers.{name}") else name for name in names]

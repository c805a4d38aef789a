"""What is wrong with the data folder: where, what was read, what was expected, the remedy, in the reader's language.

Problems are collected, never raised: one run names them all. This module words them; it finds none itself.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from strategy.texts import count, say

SHOWN = 80
"""As many characters of what was read are shown."""
MOST_ALIKE = 3
"""So many problems of one kind are told whole in one file, where their words differ."""
MOST_PLACES = 8
"""So many further places of one problem are named."""
CAUSES = ("strategy.toml", "units.toml", "sources.toml", "notes.toml", "breakdowns.toml")
"""Lists of the catalogue on which its other files stand."""


@dataclass(frozen=True, slots=True)
class Where:
    """A place in a file: steps such as (`measure`, `1.3-c`), (`target`, `1`), (`field`, `value`) or (`line`, `12`)."""

    file: str
    steps: tuple[tuple[str, str], ...] = ()

    def at(self, kind: str, name: object) -> Where:
        """The place one step further in."""
        return Where(self.file, (*self.steps, (kind, str(name))))

    def words(self, lang: str) -> str:
        """The place in words: `mittari 1.3-c, tavoite 1, kenttä value`; empty for the file as a whole."""
        return ", ".join(say(lang, f"etl.place.{kind}", name=name) for kind, name in self.steps)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong. `code` names its texts (`<topic>.problem.<code>`), `values` fill them.

    `read` is what stood there, None where nothing did. `near` is a valid id that looks alike, or empty.
    """

    where: Where
    code: str
    read: str | None
    values: tuple[tuple[str, str], ...] = ()
    near: str = ""
    topic: str = "etl"

    @property
    def file(self) -> str:
        """The file that has to be mended."""
        return self.where.file

    def place(self, lang: str) -> str:
        """Where in the file, in words."""
        return self.where.words(lang)

    def expected(self, lang: str) -> str:
        """What would have been right there."""
        return say(lang, f"{self.topic}.problem.{self.code}.expected", **dict(self.values))

    def remedy(self, lang: str) -> str:
        """What to do."""
        remedy = say(lang, f"{self.topic}.problem.{self.code}.remedy", **dict(self.values))
        return f"{remedy} {say(lang, 'etl.near', near=self.near)}" if self.near else remedy


def problem(where: Where, code: str, read: object = None, *, near: str = "", **values: object) -> Problem:
    """A problem at `where`; what was read and what fills the texts are printed as they are."""
    printed = tuple((name, str(value)) for name, value in values.items())
    return Problem(where, code, None if read is None else _shown(read), printed, near)


def _shown(read: object) -> str:
    text = " ".join(str(read).split())
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


def visible(text: str) -> str:
    """A text without characters that a terminal obeys, such as those that clear the screen or turn the line around."""
    return "".join(c if c.isprintable() or c.isspace() else "\N{REPLACEMENT CHARACTER}" for c in text)


def nearest(word: str, known: Collection[str]) -> str:
    """The known id that looks most like `word`, or an empty string."""
    found = difflib.get_close_matches(word.lower(), [k.lower() for k in known], n=1, cutoff=0.6)
    return next((k for k in known if found and k.lower() == found[0]), "")


def show_path(path: Path) -> str:
    """A path as it is named to people, with forward slashes everywhere."""
    return path.as_posix()


def report(problems: Iterable[Problem], lang: str, *, every: bool = False, ending: str = "etl.found") -> str:
    """All problems for people: file and place, what was read, what was expected, the remedy; last their number.

    What is of one kind in one file is told once, with the places where it stands; `every` tells each by itself. What
    others follow from comes first: the catalogue's lists before what names their words. `ending` words the number.
    """
    found = sorted(problems, key=_order)
    blocks = [_block(p, (), lang) for p in found] if every else list(_by_kind(found, lang))
    return "\n".join([*blocks, count(lang, ending, len(found))])


def _order(found: Problem) -> tuple[int, str]:
    """Catalogue first, in it the lists that the rest is made of; else by file, in which the order stays."""
    name = Path(found.file).name
    in_catalogue = "catalogue" in Path(found.file).parts
    return (CAUSES.index(name) if in_catalogue and name in CAUSES else len(CAUSES) + (not in_catalogue), found.file)


def _by_kind(found: Sequence[Problem], lang: str) -> Iterator[str]:
    """A block for each wording, the first few of each kind; then how many more there are."""
    kinds: dict[tuple[str, ...], dict[tuple[str, str], list[Problem]]] = {}
    for one in found:
        words = (one.expected(lang), one.remedy(lang))
        kinds.setdefault((one.file, one.topic, one.code), {}).setdefault(words, []).append(one)
    for wordings in kinds.values():
        for first, *same in list(wordings.values())[:MOST_ALIKE]:
            yield _block(first, same, lang)
        if more := sum(map(len, list(wordings.values())[MOST_ALIKE:])):
            yield count(lang, "etl.more_kind", more) + "\n"


def _places(same: Sequence[Problem], lang: str) -> str:
    told = [f"{p.place(lang) or p.file}{f' ({visible(p.read)})' if p.read else ''}" for p in same[:MOST_PLACES]]
    more = len(same) - len(told)
    return "; ".join([*told, *([count(lang, "etl.more_kind", more)] if more else [])])


def _block(found: Problem, same: Sequence[Problem], lang: str) -> str:
    place = found.place(lang)
    read = say(lang, "etl.nothing") if found.read is None else visible(found.read)
    return "\n".join([
        f"{found.file}{': ' if place else ''}{place}",
        f"  {say(lang, 'etl.read', what=read)}",
        f"  {say(lang, 'etl.expected', what=found.expected(lang))}",
        f"  {say(lang, 'etl.remedy', what=found.remedy(lang))}",
        *([f"  {say(lang, 'etl.same_kind', places=_places(same, lang))}"] if same else []),
        "",
    ])  # fmt: skip

"""Where a wall stands: which screen, which step below it, in which languages; and the ways from there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from dashboard.context import urls
from dashboard.data import ShownMeeting
from strategy.meetings import MeetingScreen, ShownMeasure
from strategy.model import Words
from strategy.texts import count, formats, say

MEASURE = "measure"


@dataclass(frozen=True, slots=True)
class WallPlace:
    """A screen by its number, from 1, or the agenda (0); with two languages each has its half."""

    langs: tuple[str, ...]
    screen: int = 0
    step: str = ""
    dark: bool = False


@dataclass(frozen=True, slots=True)
class Wall:
    """A meeting and a place in it, with how places are addressed."""

    shown: ShownMeeting
    place: WallPlace
    href: Callable[[WallPlace], str]
    choices: tuple[tuple[str, ...], ...]
    """The languages, one or two together, that can be chosen."""
    exit: str = ""
    """Where the list of meetings is; empty where there is none."""

    @property
    def lang(self) -> str:
        """The first language."""
        return self.place.langs[0]

    @property
    def both(self) -> bool:
        """Whether two languages share the screen."""
        return len(self.place.langs) > 1

    @property
    def screen(self) -> MeetingScreen | None:
        """The screen that is shown; None of the agenda."""
        return self.shown.content.screens[self.place.screen - 1] if self.place.screen else None

    @property
    def measure(self) -> ShownMeasure | None:
        """The measure of a screen that shows one."""
        screen = self.screen
        if screen is None or screen.kind != MEASURE:
            return None
        return self.shown.content.measures[screen.measures[0]]

    @property
    def steps(self) -> tuple[str, ...]:
        """The steps below the screen."""
        return () if self.measure is None else steps_of(self.measure)

    def at(self, **changes: object) -> str:
        """The address of the place with some changes."""
        return self.href(replace(self.place, **changes))  # type: ignore[arg-type]

    def say(self, key: str, /, **values: object) -> str:
        """A text of the wall in the first language."""
        return say(self.lang, f"meetings.wall.{key}", **values)

    def together(self, key: str, /, **values: object) -> str:
        """A text of the wall in all its languages, with what is the same in them once; days are printed in each."""
        said = (
            say(lang, f"meetings.wall.{key}", **{n: _printed(v, lang) for n, v in values.items()})
            for lang in self.place.langs
        )
        return " / ".join(dict.fromkeys(said))

    def counted(self, key: str, n: int) -> str:
        """A counted text of the wall in all its languages."""
        return " / ".join(dict.fromkeys(count(lang, f"meetings.wall.{key}", n) for lang in self.place.langs))


def _printed(value: object, lang: str) -> object:
    if isinstance(value, Words):
        return value.in_(lang)[0]
    return formats.day(value, lang) if hasattr(value, "isoformat") else value  # type: ignore[arg-type]


def steps_of(shown: ShownMeasure) -> tuple[str, ...]:
    """The steps that a measure has something to show on."""
    having = {
        "years": sum(row.tells for row in shown.rows) > 1,
        "peers": bool(shown.peers),
        "calculation": bool(shown.calculation),
    }
    return tuple(step for step in urls.STEPS if having[step])

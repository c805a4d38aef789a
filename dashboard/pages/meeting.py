"""One meeting on the wall: its agenda, or the screen that the address names; nothing on it can be changed."""

from __future__ import annotations

from dataclasses import replace

from dashboard.context import Address, Context, PageContent, PageNotFound, urls
from dashboard.data import ShownMeeting, shown_meeting
from dashboard.wall import Wall, WallPlace, wall
from strategy.model import LANGUAGES
from strategy.texts import say

PAIR = ("fi", "sv")
"""The languages that share a screen, that of the page first."""


def page(context: Context) -> PageContent:
    """The wall of a meeting; a meeting or a screen that is not there raises `PageNotFound`."""
    address = context.address
    shown = shown_meeting(context.release, address.id)
    if shown is None or address.screen > len(shown.content.screens):
        raise PageNotFound(address.id)
    drawn = Wall(
        shown,
        _place(address),
        lambda place: context.link(_address(address, place)),
        (*((lang,) for lang in LANGUAGES), _pair(address.lang)),
        context.href("meetings"),
    )
    # a step that this measure does not have is its screen
    drawn = drawn if drawn.place.step in drawn.steps else replace(drawn, place=replace(drawn.place, step=""))
    return PageContent(_title(shown, drawn), [wall(drawn)], wall="dark" if drawn.place.dark else "light")


def _pair(lang: str) -> tuple[str, ...]:
    return PAIR if lang not in PAIR else (lang, *(other for other in PAIR if other != lang))


def _place(address: Address) -> WallPlace:
    second = (address.beside,) if address.beside not in ("", address.lang) else ()
    return WallPlace((address.lang, *second), address.screen, address.step, dark=bool(address.ground))


def _address(address: Address, place: WallPlace) -> Address:
    """The address of a place in the same meeting."""
    return Address(
        place.langs[0],
        "meeting",
        address.id,
        screen=place.screen,
        step=place.step,
        beside=place.langs[1] if len(place.langs) > 1 else "",
        ground=urls.DARK if place.dark else "",
    )


def _title(shown: ShownMeeting, drawn: Wall) -> str:
    """What stands in the tab: the screen and the meeting."""
    title = shown.content.meeting.title.in_(drawn.lang)[0]
    screen = drawn.screen
    if screen is None:
        return title
    step = [say(drawn.lang, f"meetings.wall.step.{drawn.place.step}")] if drawn.place.step else []
    measure = drawn.measure
    item = shown.content.meeting.items[screen.item].title.in_(drawn.lang)[0]
    name = item if measure is None else measure.name.in_(drawn.lang)
    return " · ".join([name, *step, title])

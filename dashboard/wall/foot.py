"""The foot of a screen: sources, the day of knowledge, the seal, and the ways to the other screens."""

from __future__ import annotations

from collections.abc import Iterator

from dash import html
from dash.development.base_component import Component

from dashboard.components import aria, data
from dashboard.wall.place import Wall
from strategy.texts import say

MOST_SOURCES = 2
"""So many sources are named on a screen in one language, half of them in two."""
QUIET = "quiet"
"""A link that only keys and readers of the screen need."""
HASH = 12
"""So many figures of the hash are printed."""


def foot(shown: Wall) -> Component:
    """All of it, in small letters."""
    count = len(shown.shown.content.screens)
    place = f"{shown.place.screen} / {count}" if shown.place.screen else ""
    told = [html.Span(text) for text in (_sources(shown), _known(shown), _seal(shown)) if text]
    return html.Footer(
        [
            html.P([*told, *([html.B(place, className="count")] if place else [])], className="told"),
            _bar(shown),
            _ways(shown),
        ]
    )


def _sources(shown: Wall) -> str:
    """The sources of what the screen shows; of many, how many more there are."""
    screen = shown.screen
    if screen is None or screen.kind == "words":
        return ""
    measures = shown.shown.content.of_screen(screen)
    lines = list({line.id: line for one in measures for line in one.sources}.values())
    texts = [" / ".join(dict.fromkeys(line.text.in_(lang) for lang in shown.place.langs)) for line in lines]
    most = MOST_SOURCES // len(shown.place.langs)
    more = len(texts) - most
    after = f" {shown.counted('more_sources', more)}" if more > 0 else ""
    return f"{shown.together('source')}: {'; '.join(texts[:most])}{after}" if texts else ""


def _known(shown: Wall) -> str:
    return shown.together("known", day=shown.shown.content.on)


def _seal(shown: Wall) -> str:
    """Where a sealed meeting came from, on every screen of it."""
    seal = shown.shown.seal
    if seal is None:
        return ""
    told = shown.together("seal", day=seal.day, release=seal.release, hash=seal.sha256[:HASH])
    return ", ".join(part for part in (told, seal.publisher, seal.address) if part)


def _bar(shown: Wall) -> Component:
    """A part for each screen, which leads to it: how far the meeting is."""
    parts = [
        html.Li(
            html.A(
                html.Span(str(n), className="sr-only"),
                href=shown.at(screen=n, step=""),
                **data(go="there"),
                **aria(current="page" if n == shown.place.screen else ""),
            ),
            className="past" if n <= shown.place.screen else "",
        )
        for n in range(1, len(shown.shown.content.screens) + 1)
    ]
    return html.Nav(html.Ol(parts), className="position", **aria(label=shown.say("position")))


def _ways(shown: Wall) -> Component:
    """Plain links to where the keys lead, so that all of it works without them."""
    links = [*_moves(shown), *_steps(shown), *_languages(shown), *_looks(shown)]
    return html.Nav(
        html.Ul([html.Li(link, className=_class(link)) for link in links]),
        className="ways",
        **aria(label=shown.say("ways")),
    )


def _class(link: Component) -> str:
    return QUIET if getattr(link, "className", "") == QUIET else ""


def _moves(shown: Wall) -> Iterator[Component]:
    place, last = shown.place, len(shown.shown.content.screens)
    if place.screen:
        yield _link(shown.say("agenda"), shown.at(screen=0, step=""), "agenda")
    elif shown.exit:
        yield html.A(shown.say("exit"), href=shown.exit)
    if place.screen > 1:
        yield _link(shown.say("previous"), shown.at(screen=place.screen - 1, step=""), "previous")
    if place.screen < last:
        yield _link(shown.say("next"), shown.at(screen=place.screen + 1, step=""), "next")
    if last:
        yield _link(shown.say("first"), shown.at(screen=1, step=""), "first", quiet=True)
        yield _link(shown.say("last"), shown.at(screen=last, step=""), "last", quiet=True)


def _steps(shown: Wall) -> Iterator[Component]:
    """The steps below the screen; `down` is the next of them, `up` the one before, or the screen."""
    steps = ("", *shown.steps)
    if len(steps) == 1:
        return
    here = steps.index(shown.place.step) if shown.place.step in steps else 0
    for number, step in enumerate(steps):
        go = {here - 1: "up", here + 1: "down"}.get(number, "there")
        word = shown.say(f"step.{step}") if step else shown.say("chart")
        yield _link(word, shown.at(step=step), go, current=number == here)


def _languages(shown: Wall) -> Iterator[Component]:
    """Each language and the pair; the one after this is where the key of languages leads."""
    here = shown.choices.index(shown.place.langs) if shown.place.langs in shown.choices else -1
    for number, langs in enumerate(shown.choices):
        go = "language" if number == (here + 1) % len(shown.choices) and number != here else "there"
        words = html.Span(" + ".join(lang.upper() for lang in langs), title=_language_names(langs))
        yield _link(words, shown.at(langs=langs), go, current=number == here)


def _language_names(langs: tuple[str, ...]) -> str:
    return " + ".join(say(lang, "frame.language") for lang in langs)


def _looks(shown: Wall) -> Iterator[Component]:
    yield _link(shown.say("light" if shown.place.dark else "dark"), shown.at(dark=not shown.place.dark), "ground")
    yield html.Button(shown.say("full"), type="button", hidden=True, **data(do="full"))
    keys = [html.Dt("← → ↑ ↓ Home End"), html.Dd(shown.say("key.move"))]
    for key, name in (("F", "full"), ("B", "blank"), ("D", "dark"), ("L", "language"), ("Esc", "leave")):
        keys += [html.Dt(key), html.Dd(shown.say(f"key.{name}"))]
    yield html.Details([html.Summary(shown.say("keys")), html.Dl(keys)], className="keys")


def _link(words: str | Component, href: str, go: str, *, current: bool = False, quiet: bool = False) -> Component:
    marks = data(go=go) | aria(current="true" if current else "")
    return html.A(words, href=href, className=QUIET if quiet else "", **marks)

"""What must be known of a meeting before any of its screens: a draft, an example, cancelled, followed, made up."""

from __future__ import annotations

from collections.abc import Iterator

from dash import html
from dash.development.base_component import Component

from dashboard.wall.place import Wall
from strategy.texts import say


def flags(shown: Wall) -> list[Component]:
    """The flags of every screen, at its head; none where all is as it should be."""
    found = list(_flags(shown))
    # a few words stand beside the heading, more of them above it
    few = shown.shown.kept.cancelled is None and not shown.shown.followed_by
    line = html.P([part for flag in found for part in (flag, " ")][:-1], className="flags")
    return [html.Header(line, className="few" if few else "")] if found else []


def _flags(shown: Wall) -> Iterator[Component]:
    kept = shown.shown.kept
    if shown.shown.seal is None:
        yield html.B(shown.together("draft"))
    if kept.meeting.example:
        yield html.B(shown.together("example"))
    if kept.cancelled is not None:
        yield html.B(shown.together("cancelled", day=kept.cancelled.day))
        if kept.cancelled.reason is not None:
            yield html.Span(shown.together("reason", reason=kept.cancelled.reason))
    for other in shown.shown.followed_by:
        yield html.Span(shown.together("followed", title=other.meeting.title))
    if shown.shown.content.strategy.made_up:
        yield html.B(" / ".join(dict.fromkeys(say(lang, "made_up.short") for lang in shown.place.langs)))

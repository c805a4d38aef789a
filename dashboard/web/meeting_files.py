"""A meeting as one HTML file that opens from a stick, with every screen, its steps and the keys; it asks nobody."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from html import escape
from pathlib import Path
from types import MappingProxyType

from dashboard.components import sector_rules
from dashboard.data import Release, ShownMeeting
from dashboard.settings import Settings
from dashboard.wall import Wall, WallPlace, steps_of, wall
from dashboard.web.html import to_html
from dashboard.web.papers import meeting_minutes, meeting_pdf, meeting_slides

HERE = Path(__file__).resolve().parents[1]
STYLES = (HERE / "style.css", HERE / "wall" / "wall.css")
SCRIPT, DARK = HERE / "assets" / "wall.js", HERE / "assets" / "dark.css"
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; form-action 'none'; base-uri 'none'"
)
"""The file itself forbids every request, whatever a browser would do with it."""
Languages = tuple[str, ...]


def html_file(shown: ShownMeeting, langs: Languages) -> bytes:
    """The meeting in one or several languages; of two, also with both on one screen, which comes first."""
    choices: tuple[Languages, ...] = (*((lang,) for lang in langs), *([langs] if len(langs) == 2 else []))
    opening = WallPlace(choices[-1] if len(langs) == 2 else choices[0])
    places = [place for choice in choices for place in _places(shown, choice) if place != opening]
    # the opening screen stands last: it is hidden by style where another one before it is asked for
    sections = [_section(shown, place, choices, "screen") for place in places]
    sections.append(_section(shown, opening, choices, "screen first-screen"))
    style = "\n".join(file.read_text("utf-8") for file in STYLES)
    css = f"{style}\n{sector_rules(shown.content.strategy.sectors.values())}"
    title = escape(shown.content.meeting.title.in_(langs[0])[0], quote=False)
    return f"""<!DOCTYPE html>
<html lang="{langs[0]}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{css}</style>
<style id="dark-room" media="not all">{DARK.read_text("utf-8")}</style>
</head>
<body>
<div id="meeting" data-file="">{"".join(sections)}</div>
<script>{SCRIPT.read_text("utf-8")}</script>
</body>
</html>
""".encode()


def _places(shown: ShownMeeting, langs: Languages) -> Iterator[WallPlace]:
    """The agenda, every screen, and every step below one."""
    yield WallPlace(langs)
    for number, screen in enumerate(shown.content.screens, 1):
        yield WallPlace(langs, number)
        if screen.kind == "measure":
            steps = steps_of(shown.content.measures[screen.measures[0]])
            yield from (WallPlace(langs, number, step) for step in steps)


def _name(place: WallPlace) -> str:
    """The mark of a place in the file: `fi-sv-3-years`."""
    return "-".join((*place.langs, str(place.screen), *([place.step] if place.step else [])))


def _section(shown: ShownMeeting, place: WallPlace, choices: tuple[Languages, ...], class_name: str) -> str:
    drawn = wall(Wall(shown, place, lambda to: f"#{_name(to)}", choices))
    return f'<section id="{_name(place)}" class="{class_name}">{to_html(drawn)}</section>'


Writer = Callable[[ShownMeeting, Languages, Settings, Release], bytes]
WRITERS: Mapping[str, Writer] = MappingProxyType({
    ".html": lambda shown, langs, *_: html_file(shown, langs),
    ".pdf": meeting_pdf,
    ".pptx": meeting_slides,
    ".docx": meeting_minutes,
})  # fmt: skip
"""How a meeting is written, by the ending of the file's name."""

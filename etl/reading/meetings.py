"""Reads the meetings of the folder: the file of each, its seal if it has one, and that it was cancelled.

A sealed meeting is held against its seal: it may get decisions and nothing else. Its ids are those of its own day, so
what the catalogue has dropped since is no fault of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from etl.reading.documents import Document, read_document, read_text
from etl.reading.fields import Fields
from etl.reading.measures import KnownIds
from etl.reading.statements import LONGEST, LONGEST_NAME
from etl.reporting import Problem, Where, problem, show_path
from strategy.judging import GROUPS
from strategy.meetings import SealError, differences, opened
from strategy.model import (
    AgendaItem,
    AgendaSelection,
    Cancellation,
    Decision,
    KeptMeeting,
    Meeting,
    Words,
)

MEETINGS = "meetings"
SEALED, CANCELLED, DRAFT = ".sealed.json", ".cancelled.toml", ".toml"
MEETING_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,39}", re.ASCII)
_UNKNOWN = KnownIds(*(None,) * 11)
"""Nothing can be said of the ids of a sealed meeting."""


def read_meetings(data: Path, known: KnownIds, problems: list[Problem]) -> tuple[KeptMeeting, ...]:
    """Every meeting, by its day and id; what is wrong is added to `problems`."""
    folder = data / MEETINGS
    _strangers(folder, problems)
    ids = meeting_ids(data)
    found = [_kept(folder, id_, ids, known, problems) for id_ in ids]
    _check_followed({kept.meeting.id: kept.meeting for kept in found}, folder, problems)
    return tuple(sorted(found, key=lambda kept: (kept.meeting.day, kept.meeting.id)))


def meeting_ids(data: Path) -> tuple[str, ...]:
    """The ids of the meetings that have a file."""
    names = sorted(path.name for path in (data / MEETINGS).glob(f"*{DRAFT}") if not path.name.endswith(CANCELLED))
    return tuple(i for name in names if MEETING_ID.fullmatch(i := name.removesuffix(DRAFT)))


def _strangers(folder: Path, problems: list[Problem]) -> None:
    """Files that no step would read, and a seal or a cancellation without its meeting."""
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        suffix = next((s for s in (SEALED, CANCELLED, DRAFT) if path.name.endswith(s)), "")
        id_ = path.name.removesuffix(suffix)
        if path.name.startswith("."):
            continue
        if not suffix:
            problems.append(problem(Where(show_path(path)), "stranger", path.name, suffix=DRAFT))
        elif not MEETING_ID.fullmatch(id_):
            problems.append(problem(Where(show_path(path)), "meeting_name", path.name))
        elif not (folder / f"{id_}{DRAFT}").exists():
            problems.append(problem(Where(show_path(path)), "meeting_without_file", path.name, file=f"{id_}{DRAFT}"))


def _kept(folder: Path, id_: str, ids: tuple[str, ...], known: KnownIds, problems: list[Problem]) -> KeptMeeting:
    sealed = folder / f"{id_}{SEALED}"
    text = read_text(sealed, problems) if sealed.exists() else None
    document = read_document(folder / f"{id_}{DRAFT}", problems)
    meeting = read_meeting(document.fields(problems), id_, ids, known if text is None else _UNKNOWN)
    if text is not None and document.table is not None:
        problems.extend(_wrong_seal(text, meeting, document, Where(show_path(sealed))))
    cancelled = folder / f"{id_}{CANCELLED}"
    told = read_document(cancelled, problems).fields(problems) if cancelled.exists() else None
    return KeptMeeting(meeting, text, None if told is None else read_cancellation(told))


def read_meeting(fields: Fields, id_: str, ids: tuple[str, ...], known: KnownIds) -> Meeting:
    """The file of one meeting."""
    items = fields.tables("item")
    found = Meeting(
        id=id_,
        day=fields.day("day", need=True) or date.min,
        known=fields.day("known", need=True) or date.min,
        title=_words(fields, "title", LONGEST_NAME) or Words(),
        body=_words(fields, "body", LONGEST_NAME, need=False),
        example=fields.truth("example", default=False),
        follows=fields.known("follows", tuple(i for i in ids if i != id_), need=False),
        items=tuple(_item(item, known) for item in items),
    )
    for name, code in _wrong(found):
        fields.wrong(name, code, day=found.day)
    _check_numbers(items, found)
    fields.done()
    return found


def _item(fields: Fields, known: KnownIds) -> AgendaItem:
    found = AgendaItem(
        number=_short(fields, "number"),
        title=_words(fields, "title", LONGEST_NAME) or Words(),
        measures=fields.knowns("measures", known.measures, need=False),
        peers=fields.knowns("peers", known.areas, need=False),
        selection=_selection(fields.table("selection"), known),
        road=_selection(fields.table("road"), known),
        notes=_words(fields, "notes", LONGEST, need=False),
        decisions=tuple(_decision(decision) for decision in fields.tables("decided")),
    )
    shown = [name for name in ("measures", "selection", "road") if getattr(found, name) not in ((), None)]
    for name in shown[1:]:
        fields.wrong(name, "item_shows_two", first=shown[0])
    if found.peers and not found.measures:
        fields.wrong("peers", "peers_of_none")
    fields.done()
    return found


def _selection(fields: Fields | None, known: KnownIds) -> AgendaSelection | None:
    if fields is None:
        return None
    found = AgendaSelection(
        focus_area=fields.known("focus_area", known.focus_areas, need=False) or "",
        sector=fields.known("sector", known.sectors, need=False) or "",
        group=fields.one_of("group", GROUPS) if "group" in fields else "",
    )
    fields.done()
    return found


def _decision(fields: Fields) -> Decision:
    found = Decision(
        text=_words(fields, "text", LONGEST) or Words(),
        paragraph=_short(fields, "paragraph", need=False) or None,
        diary_number=_short(fields, "diary_number", need=False) or None,
    )
    fields.done()
    return found


def read_cancellation(fields: Fields) -> Cancellation:
    """The file that says that a meeting was cancelled."""
    day = fields.day("day", need=True) or date.min
    found = Cancellation(day, _words(fields, "reason", LONGEST, need=False))
    fields.done()
    return found


def _words(fields: Fields, name: str, longest: int, *, need: bool = True) -> Words | None:
    return fields.own_words(name, need=need, longest=longest)


def _short(fields: Fields, name: str, *, need: bool = True) -> str:
    found = fields.text(name, need=need)
    if len(found) > LONGEST_NAME:
        fields.wrong(name, "too_long", longest=LONGEST_NAME)
    return found


def _wrong(meeting: Meeting) -> Iterator[tuple[str, str]]:
    if date.min < meeting.day < meeting.known:
        yield "known", "known_after_meeting"
    if not meeting.items:
        yield "item", "no_items"
    numbered = any(d.paragraph or d.diary_number for item in meeting.items for d in item.decisions)
    if meeting.example and (meeting.body or numbered):
        yield "example", "example_of_meeting"


def _check_numbers(items: list[Fields], meeting: Meeting) -> None:
    seen: set[str] = set()
    for fields, item in zip(items, meeting.items, strict=True):
        if item.number and item.number in seen:
            fields.wrong("number", "item_twice")
        seen.add(item.number)


def _check_followed(meetings: Mapping[str, Meeting], folder: Path, problems: list[Problem]) -> None:
    """A meeting comes after the one that it follows, so that none follows itself by a detour."""
    for id_, meeting in meetings.items():
        before = meetings.get(meeting.follows or "")
        if before is not None and (before.day, before.known) > (meeting.day, meeting.known):
            where = Where(show_path(folder / f"{id_}{DRAFT}")).at("field", "follows")
            problems.append(problem(where, "follows_later", before.id, day=before.day))


def _wrong_seal(text: str, meeting: Meeting, document: Document, where: Where) -> Iterator[Problem]:
    try:
        sealed = opened(text)
    except SealError as wrong:
        yield problem(where, wrong.code, wrong.read)
        return
    for changed in differences(sealed.content.meeting, meeting):
        place = document.where.at("item", changed.item) if changed.item else document.where
        yield problem(place.at("field", changed.field), "sealed_changed", changed.now, sealed=changed.sealed)

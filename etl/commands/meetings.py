"""`python -m etl meeting new | seal | cancel`: a meeting's file to edit, its seal, and that it was cancelled."""

# ruff: noqa: T201 - a command speaks on standard output

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Mapping
from datetime import date

from etl.commands.arguments import day_argument
from etl.commands.meeting_files import cancellation_text, draft_text
from etl.files import commit, only_change
from etl.intake.template import workbooks
from etl.reading import CANCELLED, DRAFT, MEETING_ID, MEETINGS, SEALED
from etl.record import Record, meeting_inputs, read_record
from etl.release import release_name
from etl.reporting import nearest
from strategy.meetings import content_of, proposed, sealed_text
from strategy.model import KeptMeeting
from strategy.texts import day as day_words
from strategy.texts import say

WRONG_USE = 2
ACTIONS = ("new", "seal", "cancel")


class _WrongUseError(Exception):
    """What is asked cannot be done; the text says why and what to do."""


def add_meeting(parser: argparse.ArgumentParser, lang: str) -> None:
    """The arguments of `meeting`."""

    def words(name: str) -> str:
        return say(lang, f"meetings.command.{name}")

    parser.add_argument("action", choices=ACTIONS, help=words("action"))
    parser.add_argument("id", nargs="?", default="", help=words("id"))
    for name in ("day", "known"):
        parser.add_argument(f"--{name}", type=day_argument(lang), default=None, metavar="DAY", help=words(name))
    parser.add_argument("--focus-area", default="", metavar="ID", help=words("focus_area"))
    parser.add_argument("--follows", default="", metavar="ID", help=words("follows"))
    parser.add_argument("--reason", default="", help=words("reason"))
    for name in ("address", "publisher"):
        default = os.environ.get(f"TYOPOYTA_{name.upper()}", "").strip()
        parser.add_argument(f"--{name}", default=default, help=words(name))


def meeting(chosen: argparse.Namespace) -> int:
    """Do what is asked; 0, 1 (wrong data) or 2 (wrong use). Raises `DataError`."""
    try:
        with only_change(chosen.data):
            record = read_record(chosen.data)
            files, told = _DONE[chosen.action](chosen, record)
            commit(chosen.data, files)
    except _WrongUseError as wrong:
        print(wrong, file=sys.stderr)
        return WRONG_USE
    print(told)
    return 0


Done = tuple[dict[str, bytes], str]


def _new(chosen: argparse.Namespace, record: Record) -> Done:
    """A file to edit with a proposed agenda."""
    day: date = chosen.day or _refuse(chosen, "needs_day")
    id_ = chosen.id or day.isoformat()
    _check_new(chosen, record, id_)
    known = chosen.known or min(day, date.today())
    if known > day:
        _refuse(chosen, "known_late", day=day_words(day, chosen.lang))
    last = max((k.meeting for k in record.meetings if k.meeting.known <= known), key=lambda m: m.day, default=None)
    inputs = meeting_inputs(record)
    found = proposed(inputs, known, chosen.focus_area, last.known if last else None)
    text = draft_text(found, record.strategy, day, known, chosen.lang, chosen.focus_area, chosen.follows)
    name = f"{MEETINGS}/{id_}{DRAFT}"
    return {name: text.encode()}, say(chosen.lang, "meetings.written", file=(chosen.data / name).as_posix(), id=id_)


def _check_new(chosen: argparse.Namespace, record: Record, id_: str) -> None:
    ids = [kept.meeting.id for kept in record.meetings]
    if not MEETING_ID.fullmatch(id_):
        _refuse(chosen, "bad_id", id=id_)
    if id_ in ids:
        _refuse(chosen, "there_already", id=id_)
    if chosen.focus_area and chosen.focus_area not in record.strategy.focus_areas:
        _refuse(chosen, "no_focus_area", id=chosen.focus_area, known=", ".join(record.strategy.focus_areas))
    if chosen.follows and chosen.follows not in ids:
        _refuse(chosen, "no_meeting", id=chosen.follows, near=_near(chosen.lang, chosen.follows, ids))


def _seal(chosen: argparse.Namespace, record: Record) -> Done:
    """The sealed file: all that the screens show, once and for all."""
    kept = _asked(chosen, record)
    if kept.sealed is not None:
        _refuse(chosen, "sealed_already", id=chosen.id)
    if kept.cancelled is not None:
        _refuse(chosen, "cancelled_already", id=chosen.id)
    today = date.today()
    if kept.meeting.known > today:
        _refuse(chosen, "not_known_yet", day=day_words(kept.meeting.known, chosen.lang))
    release = release_name(record, workbooks(record))
    content = content_of(kept.meeting, meeting_inputs(record))
    text = sealed_text(content, release, today, address=chosen.address, publisher=chosen.publisher)
    name = f"{MEETINGS}/{chosen.id}{SEALED}"
    told = say(chosen.lang, "meetings.sealed", file=(chosen.data / name).as_posix(), n=len(content.screens),
               release=release)  # fmt: skip
    return {name: text.encode()}, told


def _cancel(chosen: argparse.Namespace, record: Record) -> Done:
    """That it was cancelled, in a file of its own: what was sealed stays as it is."""
    kept = _asked(chosen, record)
    if kept.cancelled is not None:
        _refuse(chosen, "cancelled_already", id=chosen.id)
    name = f"{MEETINGS}/{chosen.id}{CANCELLED}"
    text = cancellation_text(chosen.day or date.today(), chosen.reason, chosen.lang)
    return {name: text.encode()}, say(chosen.lang, "meetings.cancelled", file=(chosen.data / name).as_posix())


def _asked(chosen: argparse.Namespace, record: Record) -> KeptMeeting:
    ids = {kept.meeting.id: kept for kept in record.meetings}
    if not chosen.id:
        _refuse(chosen, "needs_id", ids=", ".join(ids) or "–")
    if chosen.id not in ids:
        _refuse(chosen, "no_meeting", id=chosen.id, near=_near(chosen.lang, chosen.id, list(ids)))
    return ids[chosen.id]


def _near(lang: str, id_: str, ids: list[str]) -> str:
    near = nearest(id_, ids)
    return f" {say(lang, 'etl.near', near=near)}" if near else ""


def _refuse(chosen: argparse.Namespace, key: str, **values: object) -> date:
    raise _WrongUseError(say(chosen.lang, f"meetings.refused.{key}", **values))


_DONE: Mapping[str, Callable[[argparse.Namespace, Record], Done]] = {"new": _new, "seal": _seal, "cancel": _cancel}
COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = {"meeting": meeting}
ARGUMENTS: Mapping[str, Callable[[argparse.ArgumentParser, str], None]] = {"meeting": add_meeting}

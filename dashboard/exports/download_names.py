"""How a download is called: by what it holds, that its figures are made up, its language and its day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from dashboard.context import Context
from dashboard.exports.addresses import ExportRequest
from dashboard.exports.naming import file_name
from strategy.judging import GROUPS
from strategy.wording import group_word, status_word


def name_of_download(context: Context, wanted: ExportRequest) -> str:
    """The file's name: what it holds, that its figures are made up, the language and the day judged."""
    words = _NAMES.get(wanted.kind, _whole_name)(context, wanted)
    made_up = context.say("made_up.short") if context.strategy.made_up else ""
    lang = "-".join(wanted.languages) if len(wanted.languages) > 1 else wanted.dialect
    return file_name(f"{words} {made_up}", lang, _DAYS.get(wanted.kind, _day)(context), wanted.form)


def _measure_name(context: Context, _: ExportRequest) -> str:
    measure = context.strategy.measures[context.address.id]
    beside = f" {context.address.other}" if context.address.other else ""
    return f"{measure.id} {context.word(measure.name)}{beside}{_areas(context)}"


def _areas(context: Context) -> str:
    """The areas that the address compares, the own one first; empty where it compares none."""
    known, home = context.strategy.areas, context.strategy.home
    others = [area for area in context.address.compare if area in known and area != home]
    names = [context.word(known[area].name) for area in (home, *others)]
    return " " + " ".join(names) if others else ""


def _focus_area_name(context: Context, _: ExportRequest) -> str:
    area = context.strategy.focus_areas[context.address.id]
    return f"{area.id} {context.word(area.name)}"


def _workbook_name(context: Context, _: ExportRequest) -> str:
    sector = context.word(context.strategy.sectors[context.address.id].short)
    return f"{context.say('exports.file.workbook')} {sector}"


def _chosen_name(context: Context, wanted: ExportRequest) -> str:
    """With what the filters choose, if anything: two choices of one day are two files."""
    address, strategy = context.address, context.strategy
    chosen = [status_word(address.status, context.lang)] if address.status else []
    chosen += [_group_name(context, address.group)] if address.group else []
    chosen += [context.word(strategy.sectors[address.sector].name)] if address.sector else []
    chosen += [context.word(strategy.focus_areas[address.focus_area].name)] if address.focus_area else []
    return " ".join([_whole_name(context, wanted), *chosen])


def _group_name(context: Context, group: str) -> str:
    return group_word(group, context.lang) if group in GROUPS else context.say("measures.judged")


def _meeting_name(context: Context, _: ExportRequest) -> str:
    return context.release.meetings[context.address.id].meeting.title.in_(context.lang)[0]


def _day(context: Context) -> date:
    return context.on


def _meeting_day(context: Context) -> date:
    return context.release.meetings[context.address.id].meeting.day


def _workbook_day(context: Context) -> date:
    """The day that the workbook of the address is of, whatever day a page shows."""
    return context.release.workbooks[context.address.id, context.lang]


_NAMES: Mapping[str, Callable[[Context, ExportRequest], str]] = MappingProxyType({
    "measure": _measure_name,
    "focus_area": _focus_area_name,
    "workbook": _workbook_name,
    "meeting": _meeting_name,
    "road": _chosen_name,
    "selection": _chosen_name,
})  # fmt: skip
_DAYS: Mapping[str, Callable[[Context], date]] = MappingProxyType({
    "workbook": _workbook_day,
    "meeting": _meeting_day,
})  # fmt: skip
"""The day in the name, where it is not the day judged."""


def _whole_name(context: Context, wanted: ExportRequest) -> str:
    return context.say(f"exports.file.{wanted.kind}") if wanted.dialect else wanted.kind

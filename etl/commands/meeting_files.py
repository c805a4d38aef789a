"""The text of a meeting's file as it is proposed, and of its cancellation: TOML that a person goes on with."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import tomlkit
from tomlkit.items import InlineTable, Table

from strategy.judging import Verdict
from strategy.meetings import Proposal
from strategy.model import LANGUAGES, Strategy
from strategy.texts import day as day_words
from strategy.texts import say
from strategy.wording import sentence


def draft_text(
    found: Proposal, strategy: Strategy, day: date, known: date, lang: str, focus_area: str = "", follows: str = ""
) -> str:
    """A meeting's file to edit: an item for the road, where there is one, and one for each proposed measure."""
    file = tomlkit.document()
    for line in say(lang, "meetings.file.about").splitlines():
        file.add(tomlkit.comment(line))
    file.add("day", tomlkit.item(day))
    file.add("known", tomlkit.item(known).comment(say(lang, "meetings.file.known")))
    if follows:
        file.add("follows", tomlkit.item(follows))
    file.add("title", _words(lambda of: say(of, "meetings.file.title", day=day_words(day, of))))
    items = tomlkit.aot()
    if found.road:
        items.append(_road(strategy, focus_area))
    for verdict in found.verdicts:
        items.append(_measure(verdict, len(items) + 1, strategy, lang, changed=verdict.measure.id in found.changed))
    if not len(items):
        items.append(_everything(focus_area))
    file.add("item", items)
    return tomlkit.dumps(file)


def _words(make: Callable[[str], str]) -> InlineTable:
    """A text in each language, as an inline table."""
    table = tomlkit.inline_table()
    for lang in LANGUAGES:
        table.append(lang, make(lang))
    return table


def _item(number: int, make: Callable[[str], str]) -> Table:
    item = tomlkit.table()
    item.add("number", str(number))
    item.add("title", _words(make))
    return item


def _road(strategy: Strategy, focus_area: str) -> Table:
    def title(lang: str) -> str:
        return strategy.focus_areas[focus_area].name.in_(lang) if focus_area else say(lang, "meetings.file.road")

    item = _item(1, title)
    road = tomlkit.table()
    if focus_area:
        road.add("focus_area", focus_area)
    item.add("road", road)
    return item


def _measure(verdict: Verdict, number: int, strategy: Strategy, lang: str, *, changed: bool) -> Table:
    """An item of one measure, with its sentence as a remark for the one who edits."""
    measure = verdict.measure
    item = _item(number, measure.name.in_)
    said = f" {say(lang, 'meetings.file.changed')}" if changed else ""
    item.add(tomlkit.comment(sentence(verdict, strategy.units, lang) + said))
    item.add("measures", [measure.id])
    return item


def _everything(focus_area: str) -> Table:
    item = _item(1, lambda lang: say(lang, "meetings.file.road"))
    selection = tomlkit.table()
    if focus_area:
        selection.add("focus_area", focus_area)
    item.add("selection", selection)
    return item


def cancellation_text(day: date, reason: str, lang: str) -> str:
    """The file that says that a meeting was cancelled; the reason is in the language of the command."""
    file = tomlkit.document()
    file.add("day", tomlkit.item(day))
    if reason:
        words = tomlkit.inline_table()
        words.append(lang, reason)
        file.add("reason", words)
    return tomlkit.dumps(file)

"""The way back of each figure, state and comment that came in a file: which file, where in it, who accepted it.

Figures that were read by hand have no file; the sources of the page stand for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from dash import html
from dash.development.base_component import Component

from dashboard.components import Cell, table
from dashboard.context import Context
from strategy.model import Event, Observation, Statement
from strategy.texts import EN_DASH, formats

_HASH = 12
"""So many digits of the file's sha256 begin its name."""
_MOST_RUNS = 3
"""So many separate runs of cells are named one by one; of more, the first and the last."""
_CELL = re.compile(r"(?:(?P<sheet>.+)!)?(?P<column>[A-Z]{1,3})(?P<row>\d+)\Z")
"""A cell as the record names it: `Sheet!C7`, or `C7` in a CSV."""


@dataclass(frozen=True, slots=True)
class _Item:
    """One figure, state or comment: when it stands (in order and in words), its origin, approver and day."""

    kind: str
    stands: date
    words: str
    origin: str
    accepted_by: str
    known: date | None


def origins(
    context: Context, rows: Sequence[Observation], events: Sequence[Event], comments: Sequence[Statement] = ()
) -> list[Component]:
    """A line for each delivery: what one approver accepted of one file, with its places in it."""
    came = (*_items(context, rows, events), *_comments(context, comments))
    items = sorted((i for i in came if i.origin), key=lambda i: i.stands)
    deliveries: dict[tuple[str, str, str, date | None], list[_Item]] = {}
    for item in items:
        deliveries.setdefault((item.kind, item.origin.partition("#")[0], item.accepted_by, item.known), []).append(item)
    if not deliveries:
        return []
    kinds = {item.kind for item in items}
    when = "common.head.period" if "figures" in kinds else "common.head.day"
    names = (when, "measure.origin.file", "measure.origin.place", "measure.origin.by", "common.head.known")
    title = context.say("measure.origin.title")
    lines = [_line(context, came) for came in deliveries.values()]
    head = [context.say(name) for name in names]
    body = table(title, head, lines, hide_caption=True, again=head, class_name="origins")
    note = html.P(context.say("measure.origin.note"), className="note")
    return [html.Section([html.H2(title), note, body])]


def _items(context: Context, rows: Iterable[Observation], events: Iterable[Event]) -> Iterable[_Item]:
    for row in rows:
        if row.area == context.strategy.home:
            words = formats.period(row.period, context.lang)
            yield _Item("figures", row.period.last_day, words, row.origin, row.accepted_by, row.known)
    for event in events:
        yield _Item("states", event.day, context.day(event.day), event.origin, event.accepted_by, event.known)


def _comments(context: Context, comments: Iterable[Statement]) -> Iterator[_Item]:
    for said in comments:
        yield _Item("comments", said.day, context.day(said.day), said.origin, said.accepted_by, said.day)


def _line(context: Context, came: Sequence[_Item]) -> list[Cell]:
    first = came[0]
    known = context.day(first.known) if first.known else context.say("common.known_unknown")
    when = _between(list(dict.fromkeys(item.words for item in came)))
    many = [html.Small(context.count(f"measure.origin.{first.kind}", len(came)))] if len(came) > 1 else []
    places = "; ".join(places_in_words(context, [item.origin.partition("#")[2] for item in came]))
    return [[when, *many], _file(context, first.origin), places, first.accepted_by, known]


def _between(words: Sequence[str]) -> str:
    """One word, or the first and the last of many; words that hold a space or a dash stand clear of the dash."""
    if len(words) == 1:
        return words[0]
    ends = (words[0], words[-1])
    clear = any(mark in word for word in ends for mark in (" ", formats.NBSP, EN_DASH))
    return (f" {EN_DASH} " if clear else EN_DASH).join(ends)


def places_in_words(context: Context, places: Sequence[str]) -> Iterator[str]:
    """The places sheet by sheet, in words (`taulukko Luvut, solut C2–C4`); a place that is no cell as it is named."""
    found = [_CELL.match(place) for place in dict.fromkeys(places)]
    cells = sorted((m["sheet"] or "", len(m["column"]), m["column"], int(m["row"])) for m in found if m)
    for sheet, own in groupby(cells, key=lambda cell: cell[0]):
        named = [(column, row) for _, _, column, row in own]
        text = context.count("measure.origin.cells", len(named), cells=_runs(named))
        yield f"{context.say('measure.origin.sheet', sheet=sheet)}, {text}" if sheet else text
    if others := [place for place, cell in zip(dict.fromkeys(places), found, strict=True) if not cell]:
        yield others[0] if len(others) == 1 else f"{others[0]} … {others[-1]}"


def _runs(cells: Sequence[tuple[str, int]]) -> str:
    """Cells that follow one another down a column as one run: `C2–C4, C7`."""
    runs: list[list[tuple[str, int]]] = []
    for column, row in cells:
        if runs and runs[-1][-1] == (column, row - 1):
            runs[-1].append((column, row))
        else:
            runs.append([(column, row)])
    if len(runs) > _MOST_RUNS:
        return " … ".join(f"{column}{row}" for column, row in (cells[0], cells[-1]))
    return ", ".join(EN_DASH.join(f"{c}{r}" for c, r in dict.fromkeys((run[0], run[-1]))) for run in runs)


def _file(context: Context, origin: str) -> Cell:
    """The file as it was named, and under it the digits that tell it from another of that name."""
    kept = origin.partition("#")[0].rpartition("/")[2]
    digits, hyphen, name = kept.partition("-")
    if not (hyphen and len(digits) == _HASH):
        return kept
    return [name, " ", html.Small(context.say("measure.origin.code", code=digits))]

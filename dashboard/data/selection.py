"""From a view of the grid to one question of the database: fixed pieces of SQL, and the values that are bound to them.

Columns of words are filtered and sorted by the words that the reader sees, in the reader's language: the words of a
column are few, so they are compared here, and the database is asked for the ids that are left. Only constants of this
module become SQL; whatever a reader wrote is bound.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from dashboard.data.grid import COLUMNS, TEXT, ColumnFilter, GridView, Order
from strategy.model import CONFIDENCES, QUALITIES, Measure, Source, Strategy
from strategy.texts import say

KEYS: Mapping[str, str] = MappingProxyType({
    "measure": "measure", "focus_area": "measure", "goal": "measure", "sector": "measure", "unit": "measure",
    "area": "area", "quality": "quality", "confidence": "confidence", "source": "source", "breakdown": "breakdown",
    "note": "coalesce(note, '')",
})  # fmt: skip
"""What a column of words hangs on in the table."""
FIGURES: Mapping[str, str] = MappingProxyType({"period": "year(last_day)", "value": "value", "known": "known"})
COMPARISONS: Mapping[str, str] = MappingProxyType({
    "equals": "= ?", "notEqual": "IS DISTINCT FROM ?", "lessThan": "< ?", "lessThanOrEqual": "<= ?",
    "greaterThan": "> ?", "greaterThanOrEqual": ">= ?", "inRange": "BETWEEN ? AND ?", "blank": "IS NULL",
    "notBlank": "IS NOT NULL",
})  # fmt: skip
SORTED_FIGURES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"period": ("last_day", "first_day"), "value": ("value",), "known": ("known",)}
)
IN_ORDER = frozenset({"measure", "focus_area", "goal", "quality", "confidence"})
"""Columns whose words stand in an order of the strategy or of ours; the others go by the alphabet."""
REFERENCED = frozenset({"measure", "focus_area", "goal"})
"""Columns whose words begin with a reference, which alone is enough to name them."""
CODED = frozenset({"area"})
"""Columns whose key is a code of its own, "235", by which a reader may know it in any language."""
KNOWN_BY = "(known IS NULL OR known <= ?)"
ALL = "true"
PAGE = """
    SELECT * FROM observation
    WHERE rowid IN (SELECT rowid FROM observation WHERE {where} ORDER BY {order} LIMIT ? OFFSET ?)
    ORDER BY {order}
"""
"""Sorts row numbers alone and fetches whole rows for the page: of a million rows, any page takes 0.15 s at the most."""
COUNT = "SELECT count(*) AS found FROM observation WHERE {where}"
AREAS = "SELECT area, count(*) AS found FROM observation WHERE {where} GROUP BY area"
# å, ä and ö stand after z in Finnish and Swedish; in the character table these three signs do
_ALPHABET = str.maketrans({"å": "{", "ä": "|", "ö": "}", "é": "e", "ü": "y", "\N{NO-BREAK SPACE}": " "})

Words = Mapping[str, Mapping[str, str]]
"""Column -> key in the table -> the words that the reader sees; `''` where there are none."""
Bound = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class RowSelection:
    """A question: conditions and order as pieces of ours, each with the values bound to it."""

    where: str
    where_values: Bound
    order: str
    order_values: Bound

    def page(self, first: int, most: int) -> tuple[str, Bound]:
        """The select of `most` rows from row `first` (counted from 0), and its values."""
        values = (*self.where_values, *self.order_values, most, first, *self.order_values)
        return PAGE.format(where=self.where, order=self.order), values

    def count(self) -> tuple[str, Bound]:
        """The select of how many rows there are (`found`), and its values."""
        return COUNT.format(where=self.where), self.where_values

    def areas(self) -> tuple[str, Bound]:
        """The select of how many rows each area has (`area`, `found`), and its values."""
        return AREAS.format(where=self.where), self.where_values


def select(
    view: GridView, words: Words, known: date | None = None, measures: Sequence[str] | None = None, home: str = ""
) -> RowSelection:
    """The question that a view asks; with `known`, of nothing that became known later; of some `measures` alone.

    Where no order is asked for, the newest figures of the area `home` come first; without one, the measures' order.
    """
    where = [_column(found, words, every=column in view.every) for column, found in view.columns.items()]
    if known is not None:
        where.append((KNOWN_BY, (known,)))
    if measures is not None:
        where.append(("measure IN (SELECT unnest(?::VARCHAR[]))", (list(measures),)))
    order = [piece for wanted in view.order for piece in _order(wanted, words)]
    if home and not view.order:
        order = [("(area = ?) DESC", (home,)), ("last_day DESC NULLS LAST", ())]
    if not any(wanted.column == "measure" for wanted in view.order):
        order += _order(Order("measure"), words)
    order.append(("rowid", ()))  # the order in which the build wrote them: the same for the same release
    return RowSelection(
        " AND ".join(piece for piece, _ in where) or ALL,
        tuple(value for _, values in where for value in values),
        ", ".join(piece for piece, _ in order),
        tuple(value for _, values in order for value in values),
    )


def words(strategy: Strategy, lang: str) -> Words:
    """The words of every column of words in a language, as the grid shows and filters them."""
    measures = strategy.measures.values()
    return {
        "measure": {m.id: f"{m.id} {m.name.in_(lang)}" for m in measures},
        "focus_area": {m.id: f"{m.focus_area} {strategy.focus_areas[m.focus_area].name.in_(lang)}" for m in measures},
        "goal": {m.id: f"{m.goal} {strategy.goals[m.goal].name.in_(lang)}" for m in measures},
        "sector": {m.id: ", ".join(strategy.sectors[s].short.in_(lang) for s in m.sectors) for m in measures},
        "unit": {m.id: _unit(m, strategy, lang) for m in measures},
        "area": {area.id: area.name.in_(lang) for area in strategy.areas.values()},
        "quality": {quality: say(lang, f"common.quality.{quality}") for quality in QUALITIES},
        "confidence": {confidence: say(lang, f"data.confidence.{confidence}") for confidence in CONFIDENCES},
        "source": {source.id: _source(source, lang) for source in strategy.sources.values()},
        "breakdown": {"": "", **{key: text.in_(lang) for key, text in strategy.breakdowns.items()}},
        "note": {"": "", **{note.id: note.text.in_(lang) for note in strategy.notes.values()}},
    }


def _source(source: Source, lang: str) -> str:
    return f"{', '.join(source.publishers_in(lang))}: {source.title_in(lang)[0]}"


def _unit(measure: Measure, strategy: Strategy, lang: str) -> str:
    return strategy.units[measure.unit].axis.in_(lang) if measure.unit else ""


def _column(conditions: Sequence[ColumnFilter], words: Words, *, every: bool) -> tuple[str, Bound]:
    """What one column must fulfil: one of the conditions, or every one."""
    pieces = [_condition(condition, words) for condition in conditions]
    where = (" AND " if every else " OR ").join(piece for piece, _ in pieces)
    return f"({where})" if len(pieces) > 1 else where, tuple(value for _, values in pieces for value in values)


def _condition(condition: ColumnFilter, words: Words) -> tuple[str, Bound]:
    column = condition.column
    if COLUMNS[column] != TEXT:
        values = tuple(value for value in (condition.low, condition.high) if value is not None)
        return f"{FIGURES[column]} {COMPARISONS[condition.op]}", values
    keys = [key for key, text in words[column].items() if _fits(condition, key, text)]
    return f"{KEYS[column]} IN (SELECT unnest(?::VARCHAR[]))", (keys,)


def _fits(condition: ColumnFilter, key: str, words: str) -> bool:
    wanted, text = _folded(str(condition.low or "")), _folded(words)
    named = {text}
    if condition.column in REFERENCED:
        named.add(text.partition(" ")[0])
    elif condition.column in CODED:
        named.add(_folded(key))
    match condition.op:
        case "contains" | "notContains":
            return (wanted in text or wanted in named) == (condition.op == "contains")
        case "equals" | "notEqual":
            return (wanted in named) == (condition.op == "equals")
        case "startsWith":
            return text.startswith(wanted)
    return bool(text) == (condition.op == "notBlank")


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _order(wanted: Order, words: Words) -> list[tuple[str, Bound]]:
    direction = "DESC" if wanted.descending else "ASC"
    if COLUMNS[wanted.column] != TEXT:
        return [(f"{piece} {direction} NULLS LAST", ()) for piece in SORTED_FIGURES[wanted.column]]
    ranks = _ranks(wanted.column, words[wanted.column])
    piece = f"map(?::VARCHAR[], ?::INTEGER[])[{KEYS[wanted.column]}] {direction} NULLS LAST"
    return [(piece, (list(ranks), list(ranks.values())))]


def _ranks(column: str, words: Mapping[str, str]) -> dict[str, int | None]:
    """Key -> place: the strategy's order where it has one, the alphabet elsewhere; equal words, equal place."""
    ordered = words.values() if column in IN_ORDER else sorted(words.values(), key=_collated)
    places = {text: place for place, text in enumerate(dict.fromkeys(ordered))}
    return {key: places[text] if text else None for key, text in words.items()}


def _collated(text: str) -> tuple[str, str]:
    return text.casefold().translate(_ALPHABET), text

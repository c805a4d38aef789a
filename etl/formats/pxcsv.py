"""Reads the CSV of PxWeb, as the service gives it and as programs of offices save it again.

`,`, `;` or tab; title lines above, a source below; decimal comma, spaces between thousands, a mark behind a number.
Each period of the heading is a column (`Väkiluku 2019`, `2019 Väkiluku`), or there is one row per period.
Labels stand for codes, for the file has no others. Knows nothing of what a marker means.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import product

from etl.formats.csvlayout import CsvLayout, is_value, layout_of
from etl.formats.cube import ABSENT, NULL, Cell, Cube, Dimension, FormatError, product_of
from etl.formats.encoding import decoded
from etl.formats.marks import kinds_of
from etl.formats.numbers import Style, looks_written, split_mark, style_of
from etl.formats.times import names_length, period_of, without_mark

PERIOD = "Period"
"""The dimension that the columns stand for."""
CONTENT = "Tiedot"
_NAMES_OF_TIME = re.compile(
    r"vuosi|kuukausi|neljännes|vuosineljännes|kausi|ajanjakso|aika|år|månad|kvartal|period|tid|year|month|quarter|time",
    re.IGNORECASE,
)
_OF = re.compile(r"\s+(?:muuttujina|efter|by)\s+")
"""Between what a table is of and its variables, in titles of PxWeb."""
_UNIT = re.compile(r"(?:yksikkö|enhet|unit)\s*[:=;,]?\s+(.+)\Z", re.IGNORECASE)
_YEAR = re.compile(r"\d{4}\S*")
_MOST_WORDS = 3
"""A period has so many words at most: `1. neljännes 2023`."""
_WITHIN = re.compile(r"(?P<before>\S.*?)\s+(?P<period>\d{4}(?:[MQKH]\d{1,2})?\*?)\s+(?P<after>\S.*)\Z")
Column = tuple[str, str]
"""What a column of values is of: content and period, each empty where its name does not say it."""


def read_csv(raw: bytes) -> Cube:
    """One table; raises `FormatError`."""
    text = decoded(raw)
    if text.lstrip().startswith("<"):
        raise FormatError("html", text.lstrip()[:60])
    layout = layout_of(text)
    keys = _key_count(layout)
    if keys == 0:
        raise FormatError("no_keys", "; ".join(layout.header)[:60], (("line", str(layout.first - 1)),))
    columns = _columns(layout.header[keys:])
    if CONTENT not in (name.strip() for name in layout.header[:keys]):
        columns = [(content or CONTENT, period) for content, period in columns]
    elif len(columns) == 1 or not any(period for _, period in columns):  # the rows say themselves what they are of
        columns = [("", period) for _, period in columns]
    style = style_of((cell for _, row in layout.rows for cell in row[keys:] if looks_written(cell)),
                     machine=layout.delimiter != ";")  # fmt: skip
    return _wide(layout, keys, columns, style)


def _key_count(layout: CsvLayout) -> int:
    """How many columns are keys: those before the first whose name holds a period and whose cells are figures.

    Where there is none: up to the last one that holds a word, and those of numbers that are no figures.
    """
    width = len(layout.header)
    figures = [sum(is_value(row[i]) for _, row in layout.rows) for i in range(width)]
    if periods := _period_columns(layout.header, figures):
        return periods[0]
    words = [i for i in range(width) if figures[i] < len(layout.rows)]
    first = min(max(words, default=-1) + 1, width - 1)
    named = [i for i in range(first, width - 1) if _NAMES_OF_TIME.fullmatch(layout.header[i].strip())]
    if not named and first < width - 1 and all(_is_year(row[first]) for _, row in layout.rows):
        named = [first]
    return max([first - 1, *named]) + 1


def _period_columns(header: Sequence[str], figures: Sequence[int]) -> list[int]:
    """Columns whose name holds a period, with a figure in them or in another column of the same content.

    `Alue 2017` is none: it holds names. A column that holds no figure where it should is met cell by cell.
    """
    named = {i: column for i in range(1, len(header)) if (column := _period_of(header[i])) is not None}
    contents = {column[0] for i, column in named.items() if figures[i]}
    return [i for i, column in named.items() if column[0] in contents]


def _is_year(text: str) -> bool:
    return period_of(text) is not None


def _period_of(name: str) -> Column | None:
    """Content and period of a column whose name holds a period: last, or first before what it is of."""
    clean = " ".join(name.split())
    return _at_end(clean) or _at_start(clean)


def _columns(names: Sequence[str]) -> list[Column]:
    """Content and period of each column: the period stands last in all of them, or first, or within, or nowhere."""
    clean = [" ".join(name.split()) for name in names]
    for split in (_at_end, _at_start, _inside):
        found = [split(name) for name in clean]
        columns = [column for column in found if column is not None]
        if len(columns) == len(clean) and (split is not _inside or len({period for _, period in columns}) > 1):
            return columns
    return [(name, "") for name in clean]


def _at_end(name: str) -> Column | None:
    """Content and period of `Väestö 2023`, `Väestö tammikuu 2023*`, `Väestö 2024-2025` (which is then no period)."""
    words = _with_marks(name.split())
    for count in range(min(_MOST_WORDS, len(words)), 0, -1):
        if _is_period(words[-count:]) and not _goes_on(words[:-count]):
            return " ".join(words[:-count]), " ".join(words[-count:])
    if not words or not _YEAR.fullmatch(words[-1]) or period_of(words[-1][:4]) is None:
        return None
    count = 2 if _goes_on(words[:-1]) else 1
    return " ".join(words[:-count]), " ".join(words[-count:])


def _at_start(name: str) -> Column | None:
    words = _with_marks(name.split())
    for count in range(min(_MOST_WORDS, len(words) - 1), 0, -1):
        if _is_period(words[:count]) and not names_length(words[count]):
            return " ".join(words[count:]), " ".join(words[:count])
    return None


def _is_period(words: Sequence[str]) -> bool:
    """Whether words of a column's name are a period; what stands in brackets behind it may be a word of the content."""
    text = " ".join(words)
    mark = without_mark(text)[1]
    return period_of(text) is not None and (not mark.startswith("(") or bool(kinds_of(mark)))


def _with_marks(words: Sequence[str]) -> list[str]:
    """The words, with a mark that stands apart joined to the one before it: `2024 *`."""
    joined: list[str] = []
    for word in words:
        if joined and set(word) == {"*"}:
            joined[-1] += word
        else:
            joined.append(word)
    return joined


def _goes_on(words: Sequence[str]) -> bool:
    """Whether the last of the words belongs to the period behind it: `tammi–kesäkuu` before `2023`."""
    return bool(words) and names_length(words[-1])


def _inside(name: str) -> Column | None:
    found = _WITHIN.match(name)
    if not found or not _is_year(found["period"]):
        return None
    return f"{found['before']} {found['after']}", found["period"]


def _wide(layout: CsvLayout, keys: int, columns: Sequence[Column], style: Style) -> Cube:
    found: dict[tuple[str, ...], tuple[Cell, str]] = {}
    for line, row in layout.rows:
        for number, (column, cell) in enumerate(zip(columns, row[keys:], strict=True)):
            at = (("line", str(line)), ("column", layout.header[keys + number]))
            place = (*(key.strip() for key in row[:keys]), *column)
            if place in found:
                raise FormatError("row_twice", ", ".join(place), at)
            found[place] = _cell(cell.strip(), style, at)
    every = (*(name.strip() for name in layout.header[:keys]), CONTENT, PERIOD)
    codes = [tuple(dict.fromkeys(place[i] for place in found)) for i in range(len(every))]
    product_of(len(c) for c in codes)
    cells = [found.get(place, (ABSENT, "")) for place in product(*codes)]
    labels = [_titled(c, layout.title) if n is CONTENT else c for n, c in zip(every, codes, strict=True)]
    dimensions = [Dimension(n, n, c, label) for n, c, label in zip(every, codes, labels, strict=True)]
    kept = [d for d in dimensions if d.codes != ("",)]
    marks = {place: mark for place, (_, mark) in enumerate(cells) if mark}
    return Cube(layout.title, tuple(kept), [cell for cell, _ in cells], marks=marks, notes=layout.notes,
                unit=_unit(layout.notes))  # fmt: skip


def _titled(codes: tuple[str, ...], title: str) -> tuple[str, ...]:
    """The labels of contents: where the columns name periods alone, the title says what they are of."""
    of = _OF.split(title)[0].strip()
    return (of,) if codes == (CONTENT,) and of else codes


def _unit(notes: Sequence[str]) -> str:
    """The unit that a line around the table gives, empty where none does."""
    return next((found[1].strip() for note in notes if (found := _UNIT.match(note))), "")


def _cell(text: str, style: Style, at: tuple[tuple[str, str], ...]) -> tuple[Cell, str]:
    if not text:
        return NULL, ""
    body, mark = split_mark(text)
    number = style.number(body)
    if number is not None:
        return number, mark
    if not is_value(text) or looks_written(text):
        raise FormatError("cell", text, at)
    return text, ""

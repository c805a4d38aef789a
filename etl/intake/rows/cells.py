"""Reads one cell as what its column asks for: a value, a period, a day, a word. What cannot be read is collected.

A cell is read in one way or refused with the two in which it could be; the measure and its series say what is likely.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from etl.intake.sheets import Cell, word_of, words_in, wrong
from etl.intake.values import (
    Answer,
    Doubt,
    NumberError,
    WrittenPeriodError,
    compare,
    currency,
    displayed,
    factor,
    is_marker,
    is_unit,
    period_of_day,
    plainly,
    read_number,
    read_period,
    rounded,
    scale,
    two_readings,
)
from etl.reading import limits, outside
from etl.reporting import Problem, Where, nearest
from strategy.model import LANGUAGES, Measure, Period, Unit
from strategy.texts import formats, say, shortest

PERCENT = "percent"
_DAYS = (
    re.compile(r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)\Z", re.ASCII),
    re.compile(r"(?P<d>\d\d?)\.(?P<m>\d\d?)\.(?P<y>\d{4})\Z", re.ASCII),
)
_PLAIN_NUMBER = re.compile(r"-?\d+(\.\d+)?\Z", re.ASCII)
_WITH_WORDS = re.compile(r"([-+\N{MINUS SIGN}\N{EN DASH}]?\d[\d\s.,]*?)\s*([^\W\d_].*|[%‰€$£].*)", re.DOTALL)
_COMMA_NUMBER = re.compile(r"-?\d+(,\d+)?\Z", re.ASCII)
_DIGITS = 12
_ANSWERS: Mapping[str, Callable[[str, Unit | None], Answer]] = MappingProxyType(
    {"unit": compare, "currency": currency, "scale": scale}
)
"""Which question a column asks of what stands in it."""


def _apart(text: str) -> tuple[str, str]:
    """A number and the words behind it; no words where the text is no such thing."""
    m = _WITH_WORDS.fullmatch(text.strip())
    return (m[1].strip(), m[2].strip()) if m else (text, "")


@dataclass(frozen=True, slots=True)
class MeasureHistory:
    """What is known of a measure before its cell is read: its unit, the values it has had, the periods they are of."""

    measure: Measure
    unit: Unit | None
    values: Sequence[float] = ()
    frequencies: Collection[str] = ()
    periods: Collection[Period] = ()

    @property
    def is_percent(self) -> bool:
        """Whether the measure is told in per cent."""
        return self.measure.unit is not None and self.measure.unit.startswith(PERCENT)

    @property
    def is_small(self) -> bool:
        """Whether the measure has been below one: then 0.93 is no share by mistake."""
        targets = [v for t in self.measure.targets for v in (t.value, t.low, t.high)]
        seen = [*self.values, *(v for v in targets if v is not None)]
        base = self.measure.baseline.value if self.measure.baseline else None
        return any(0 < abs(v) < 1 for v in (*seen, *([] if base is None else [base])))


@dataclass(slots=True)
class Reader:
    """Reads the cells of one file; `lang` is that of the readings named in a problem. Problems are collected."""

    lang: str
    machine: bool
    own: bool
    """The columns are those of our own histories: the numbers are ours, per cent and all."""
    doubts: list[Doubt] = field(default_factory=list)
    """What looks doubtful in the line that is read, and is no fault."""
    problems: list[Problem] = field(default_factory=list)

    def usable(self, cell: Cell, where: Where) -> bool:
        """Whether the cell has something to read; a formula that failed or was never computed is a problem."""
        if cell.error:
            self.problems.append(wrong(where, "cell_error", cell.text))
        elif cell.raised:
            first = cell.text.removesuffix(cell.raised).strip()
            self.problems.append(
                wrong(where, "raised_mark", cell.text, mark=cell.raised, first=first or "–", second=cell.text)
            )
        elif cell.struck:
            self.problems.append(wrong(where, "struck_out", cell.text))
        elif cell.formula and cell.value is None:
            self.problems.append(wrong(where, "formula_unsaved"))
        else:
            return cell.value is not None
        return False

    def value(self, cell: Cell, where: Where, known: MeasureHistory, unit: str = "") -> float | None:
        """The value of a measure; None where it cannot be read, for whoever asked has looked for markers before.

        `unit` is what the file says that the number is told in.
        """
        try:
            found = self._number(cell, where, known)
        except NumberError as error:
            self._unread(error, cell, where)
            return None
        if found is not None and outside(known.measure, found):
            self.problems.append(self._outside(found, cell, where, known, unit))
            return None
        return found

    def limit(self, cell: Cell, where: Where, known: MeasureHistory) -> float | None:
        """A limit of a value, read as the value itself."""
        return self.value(cell, where, known) if self.usable(cell, where) else None

    def _number(self, cell: Cell, where: Where, known: MeasureHistory) -> float | None:
        if isinstance(cell.value, date | bool):
            code = "no_number" if isinstance(cell.value, bool) else "date_for_value"
            self.problems.append(wrong(where, code, self._day_shown(cell)))
            return None
        if isinstance(cell.value, float):
            return self._held(float(f"{cell.value:.15g}"), cell, where, known)
        if cell.number_format:  # a time, or a text to which the format adds something
            code = "text_format" if "@" in cell.number_format else "time_for_value"
            self.problems.append(wrong(where, code, cell.text, format=cell.number_format))
            return None
        if self.machine and _PLAIN_NUMBER.match(cell.text):
            return self._percent(float(cell.text), cell, where, known)
        if self.own and _COMMA_NUMBER.match(cell.text):
            return float(cell.text.replace(",", "."))
        text, said = _apart(cell.text)
        if said and is_unit(said) and compare(said, known.unit) == "other" and said != "%":
            self._other_unit(where, cell.text, said, known)
            return None
        named = bool(said) and compare(said, known.unit) == "same"
        text = text if named else cell.text
        unit = tuple(w for t in (known.unit.text, known.unit.one) for w in t) if known.unit else ()
        number = read_number(text, known.measure.decimals, () if known.is_percent else unit)
        if named and known.is_percent:
            return number.value
        if number.percent:
            return self._signed(number.value, cell, where, known)
        return self._percent(number.value, cell, where, known)

    def _held(self, value: float, cell: Cell, where: Where, known: MeasureHistory) -> float | None:
        """A number as it is held, if the cell shows no other one."""
        found = displayed(value, cell.number_format)
        if found is None:
            return self._percent(value, cell, where, known)
        signed = found.words == "%"
        if signed and not known.is_percent:
            self.problems.append(self._not_percent(cell, where, known))
            return None
        held = float(f"{value * 100:.{_DIGITS}g}") if found.percent else value
        if found.number is not None and found.words and not signed and compare(found.words, known.unit) == "other":
            by = factor(found.words, known.unit)
            if by is None or not self._alike(found.number * by, held, known):
                self._other_unit(where, found.text, found.words, known)
                return None
            return held
        told = found.number is not None and (signed or not found.words or compare(found.words, known.unit) == "same")
        if not told or not self._alike(found.number or 0.0, held, known):
            first, second = found.text or say(self.lang, "etl.nothing"), self._read(cell)
            self.problems.append(wrong(where, "shows_other", second, first=first, second=second))
            return None
        return held if signed else self._percent(held, cell, where, known)

    @staticmethod
    def _alike(one: float, other: float, known: MeasureHistory) -> bool:
        """Whether two numbers are printed alike as values of a measure."""
        decimals = known.measure.decimals
        return rounded(one, decimals) == rounded(other, decimals)

    def unit(self, cell: Cell, where: Where, known: MeasureHistory, column: str = "unit") -> None:
        """Hold what the file says of the unit, the currency or the scale of its numbers against the measure's own."""
        text = cell.text
        answer = _ANSWERS[column](text, known.unit)
        if answer == "other":
            self._other_unit(where, text, text, known)
        elif answer == "unknown":
            self.doubts.append(Doubt("unit", (("read", text), ("unit", self.words_of_unit(known)))))

    def _other_unit(self, where: Where, read: str, said: str, known: MeasureHistory) -> None:
        self.problems.append(wrong(where, "other_unit", read, said=said, unit=self.words_of_unit(known)))

    def words_of_unit(self, known: MeasureHistory) -> str:
        """The measure's unit in words."""
        if known.unit is None:
            return "–"
        return known.unit.text.in_(self.lang) or known.unit.axis.in_(self.lang) or "–"

    def _signed(self, value: float, cell: Cell, where: Where, known: MeasureHistory) -> float | None:
        if known.is_percent:
            return value
        self.problems.append(self._not_percent(cell, where, known))
        return None

    def _percent(self, value: float, cell: Cell, where: Where, known: MeasureHistory) -> float | None:
        """A number without a sign; a share below one is refused where it may be one of one and one of a hundred."""
        if known.is_percent and 0 < abs(value) < 1 and not self.own and not known.is_small:
            one, hundred = (f"{shortest(v, self.lang, 6)} %" for v in (value, value * 100))
            self.problems.append(wrong(where, "ambiguous_share", self._read(cell), first=one, second=hundred))
            return None
        return value

    def _read(self, cell: Cell) -> str:
        """What was read, a number as the reader's spreadsheet shows it."""
        comma = isinstance(cell.value, float) and self.lang in ("fi", "sv")
        return cell.text.replace(".", ",") if comma else cell.text

    def _not_percent(self, cell: Cell, where: Where, known: MeasureHistory) -> Problem:
        unit = self.words_of_unit(known)
        read = f"{self._read(cell)} ({cell.number_format})" if cell.percent else cell.text
        return wrong(where, "percent_of_other", read, unit=unit)

    def _outside(self, found: float, cell: Cell, where: Where, known: MeasureHistory, unit: str) -> Problem:
        if unit:
            read = f"{self._read(cell)} ({unit})"
            return wrong(where, "outside", read, limits=limits(known.measure))
        likely = next((v for v in (found / 100, found * 100) if not outside(known.measure, v)), None)
        if likely is None or not known.is_percent:
            return wrong(where, "outside", self._read(cell), limits=limits(known.measure))
        return wrong(
            where, "outside_by_100", self._read(cell), limits=limits(known.measure), likely=shortest(likely, self.lang)
        )

    def _unread(self, error: NumberError, cell: Cell, where: Where) -> None:
        values: dict[str, str] = {}
        if error.readings:
            values["first"], values["second"] = two_readings(error.readings, self.lang)
        self.problems.append(wrong(where, error.code, cell.text, **values))

    def period(
        self,
        cell: Cell,
        where: Where,
        frequencies: Collection[str],
        series: Collection[Period] = (),
        *,
        own: bool = False,
    ) -> Period | None:
        """The period of a row; those of the measure's series tell which century `kesä.19` is of.

        `own`: the file is one of ours, and writes periods as the record does.
        """
        try:
            if isinstance(cell.value, bool):
                raise WrittenPeriodError("number_for_period")
            if isinstance(cell.value, str) and cell.number_format:
                raise WrittenPeriodError("number_for_period")
            if isinstance(cell.value, date):
                return period_of_day(cell.value, cell.number_format, frequencies)
            if isinstance(cell.value, float) and not cell.value.is_integer():
                raise WrittenPeriodError("number_for_period")
            found = displayed(cell.value, cell.number_format) if isinstance(cell.value, float) else None
            if found is not None and (found.number != cell.value or found.words):
                first, second = found.text or say(self.lang, "etl.nothing"), cell.text
                self.problems.append(wrong(where, "shows_other", cell.text, first=first, second=second))
                return None
            return read_period(cell.text, frequencies, series, own=own or self.own)
        except WrittenPeriodError as error:
            words = (plainly(period, self.lang) for period in error.readings)
            readings = dict(zip(("first", "second"), words, strict=False))
            self.problems.append(wrong(where, error.code, self._day_shown(cell), **readings))
            return None

    def _day_shown(self, cell: Cell) -> str:
        """A date as people here write it, with the format under which its cell shows it."""
        if not isinstance(cell.value, date):
            return cell.text
        day = formats.day(cell.value, self.lang)
        return f"{day} ({cell.number_format})" if cell.number_format else day

    def day(self, cell: Cell, where: Where) -> date | None:
        """A day: a date cell, `1.9.2021` or `2021-09-01`."""
        if isinstance(cell.value, date):
            return cell.value
        match = next((m for form in _DAYS if (m := form.match(cell.text))), None)
        try:
            if match is not None:
                return date(int(match["y"]), int(match["m"]), int(match["d"]))
        except ValueError:
            self.problems.append(wrong(where, "no_such_day", cell.text))
            return None
        self.problems.append(wrong(where, "unread_day", cell.text))
        return None

    def whole(self, cell: Cell, where: Where) -> int | None:
        """A number of cases: whole, not negative."""
        try:
            found = cell.value if isinstance(cell.value, float) else read_number(cell.text).value
            if isinstance(cell.value, float) and (look := displayed(cell.value, cell.number_format)) is not None:
                found = found if look.number == cell.value else math.nan
        except NumberError:
            found = math.nan
        if isinstance(cell.value, bool | date) or found < 0 or not float(found).is_integer():
            self.problems.append(wrong(where, "no_whole_number", self._read(cell)))
            return None
        return int(found)

    def word(self, cell: Cell, where: Where, section: str, ids: Sequence[str]) -> str | None:
        """A word of a closed vocabulary, in any of the three languages."""
        found = word_of(cell.text, section, ids)
        if found is None:
            words = words_in(self.lang, section, ids)
            like = nearest(cell.text, [w for lang in LANGUAGES for w in words_in(lang, section, ids)])
            near = words[ids.index(meant)] if like and (meant := word_of(like, section, ids)) else ""
            self.problems.append(wrong(where, "unknown_word", cell.text, near=near, words=", ".join(words)))
        return found

    def marker(self, cell: Cell) -> bool:
        """Whether the cell says that there is no figure."""
        return isinstance(cell.value, str) and is_marker(cell.text)

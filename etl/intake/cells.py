"""Reads one cell as what its column asks for: a value, a period, a day, a word. What cannot be read is collected.

A cell is read in one way or refused with the two in which it could be; the measure and its series say what is likely.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date

from etl.intake.book import Cell, wrong
from etl.intake.columns import word_of, words_in
from etl.intake.numbers import NumberError, is_marker, read_number, two_readings
from etl.intake.periods import WrittenPeriodError, period_of_day, plainly, read_period
from etl.measures import limits, outside
from etl.problems import Problem, Where, nearest
from strategy.formats import shortest
from strategy.model import LANGUAGES, Measure, Unit
from strategy.periods import Period

PERCENT = "percent"
_DAYS = (
    re.compile(r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)\Z", re.ASCII),
    re.compile(r"(?P<d>\d\d?)\.(?P<m>\d\d?)\.(?P<y>\d{4})\Z", re.ASCII),
)
_PLAIN_NUMBER = re.compile(r"-?\d+(\.\d+)?\Z", re.ASCII)
_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Known:
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
    problems: list[Problem] = field(default_factory=list)

    def usable(self, cell: Cell, where: Where) -> bool:
        """Whether the cell has something to read; a formula that failed or was never computed is a problem."""
        if cell.error:
            self.problems.append(wrong(where, "cell_error", cell.text))
        elif cell.formula and cell.value is None:
            self.problems.append(wrong(where, "formula_unsaved"))
        else:
            return cell.value is not None
        return False

    def value(self, cell: Cell, where: Where, known: Known) -> float | None:
        """The value of a measure; None where it cannot be read, for whoever asked has looked for markers before."""
        try:
            found = self._number(cell, where, known)
        except NumberError as error:
            self._unread(error, cell, where)
            return None
        if found is not None and outside(known.measure, found):
            self.problems.append(self._outside(found, cell, where, known))
            return None
        return found

    def limit(self, cell: Cell, where: Where, known: Known) -> float | None:
        """A limit of a value, read as the value itself."""
        return self.value(cell, where, known) if self.usable(cell, where) else None

    def _number(self, cell: Cell, where: Where, known: Known) -> float | None:
        if isinstance(cell.value, date | bool):
            code = "no_number" if isinstance(cell.value, bool) else "date_for_value"
            self.problems.append(wrong(where, code, cell.text))
            return None
        if isinstance(cell.value, float):
            return self._percent(float(f"{cell.value:.15g}"), cell.percent, cell, where, known)
        if self.machine and _PLAIN_NUMBER.match(cell.text):
            return self._percent(float(cell.text), False, cell, where, known)
        unit = tuple(w for t in (known.unit.text, known.unit.one) for w in t) if known.unit else ()
        number = read_number(cell.text, known.measure.decimals, () if known.is_percent else unit)
        if number.percent:
            return self._signed(number.value, cell, where, known)
        return self._percent(number.value, False, cell, where, known)

    def _signed(self, value: float, cell: Cell, where: Where, known: Known) -> float | None:
        if known.is_percent:
            return value
        self.problems.append(self._not_percent(cell, where, known))
        return None

    def _percent(self, value: float, shown_as: bool, cell: Cell, where: Where, known: Known) -> float | None:
        if shown_as:
            return self._signed(float(f"{value * 100:.{_DIGITS}g}"), cell, where, known)
        if known.is_percent and 0 < abs(value) < 1 and not self.own and not known.is_small:
            one, hundred = (f"{shortest(v, self.lang, 6)} %" for v in (value, value * 100))
            self.problems.append(wrong(where, "ambiguous_share", self._read(cell), first=one, second=hundred))
            return None
        return value

    def _read(self, cell: Cell) -> str:
        """What was read, a number as the reader's spreadsheet shows it."""
        comma = isinstance(cell.value, float) and self.lang in ("fi", "sv")
        return cell.text.replace(".", ",") if comma else cell.text

    def _not_percent(self, cell: Cell, where: Where, known: Known) -> Problem:
        unit = known.unit.text.in_(self.lang) if known.unit else ""
        read = f"{self._read(cell)} ({cell.number_format})" if cell.percent else cell.text
        return wrong(where, "percent_of_other", read, unit=unit or "-")

    def _outside(self, found: float, cell: Cell, where: Where, known: Known) -> Problem:
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
        self, cell: Cell, where: Where, frequencies: Collection[str], series: Collection[Period] = ()
    ) -> Period | None:
        """The period of a row; those of the measure's series tell which century `kesä.19` is of."""
        try:
            if isinstance(cell.value, date):
                return period_of_day(cell.value, cell.number_format, frequencies)
            if isinstance(cell.value, float) and not cell.value.is_integer():
                raise WrittenPeriodError("number_for_period")
            return read_period(cell.text, frequencies, series)
        except WrittenPeriodError as error:
            words = (plainly(period, self.lang) for period in error.readings)
            readings = dict(zip(("first", "second"), words, strict=False))
            self.problems.append(wrong(where, error.code, cell.text, **readings))
            return None

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
        except NumberError:
            found = -1.0
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

"""What one written value means: numbers, units, bounds, periods, and where two readings are possible."""

from etl.intake.values.bounds import may_be_days, written_bounds
from etl.intake.values.displayed import displayed, rounded
from etl.intake.values.doubts import Doubt
from etl.intake.values.numbers import NumberError, is_marker, read_number, two_readings
from etl.intake.values.periods import WrittenPeriodError, is_period, period_of_day, plainly, read_period
from etl.intake.values.units import Answer, compare, currency, factor, is_unit, scale, stated_in

__all__ = [
    "Answer",
    "Doubt",
    "NumberError",
    "WrittenPeriodError",
    "compare",
    "currency",
    "displayed",
    "factor",
    "is_marker",
    "is_period",
    "is_unit",
    "may_be_days",
    "period_of_day",
    "plainly",
    "read_number",
    "read_period",
    "rounded",
    "scale",
    "stated_in",
    "two_readings",
    "written_bounds",
]

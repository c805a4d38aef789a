"""What can be made of a measure's figures without judging them: made years, shares of a first value, parts, age."""

from strategy.series import aggregation, normalisation
from strategy.series.breakdowns import Division, divisions
from strategy.series.freshness import Freshness, freshness, newest, years_old
from strategy.series.tiling import (
    YEAR_MONTHS,
    Limits,
    combined,
    extent,
    first_part,
    overlap,
    slot,
    slots,
    tile,
    uncovered,
)

__all__ = [
    "YEAR_MONTHS",
    "Division",
    "Freshness",
    "Limits",
    "aggregation",
    "combined",
    "divisions",
    "extent",
    "first_part",
    "freshness",
    "newest",
    "normalisation",
    "overlap",
    "slot",
    "slots",
    "tile",
    "uncovered",
    "years_old",
]

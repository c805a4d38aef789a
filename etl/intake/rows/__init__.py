"""Sheets read to figures, states and comments of measures, and compared with what the record holds."""

from etl.intake.rows.comments import last_words, newest
from etl.intake.rows.compare import (
    CHANGES,
    FEWEST_STEPS,
    Change,
    Difference,
    Incoming,
    Key,
    difference,
    key_of,
    says,
    valid,
)
from etl.intake.rows.figures import take
from etl.intake.rows.parsed import Given, IncomingComment, IncomingState, Remark, Taken, row_of
from etl.intake.rows.sources import PREFIX, known_sources, new_sources

__all__ = [
    "CHANGES",
    "FEWEST_STEPS",
    "PREFIX",
    "Change",
    "Difference",
    "Given",
    "Incoming",
    "IncomingComment",
    "IncomingState",
    "Key",
    "Remark",
    "Taken",
    "difference",
    "key_of",
    "known_sources",
    "last_words",
    "new_sources",
    "newest",
    "row_of",
    "says",
    "take",
    "valid",
]

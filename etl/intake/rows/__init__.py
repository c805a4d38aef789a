"""Sheets read to figures, states and comments of measures, and compared with what the record holds."""

from etl.intake.rows.comments import last_words, newest
from etl.intake.rows.compare import (
    CHANGES,
    FEWEST_STEPS,
    Change,
    Difference,
    Incoming,
    Key,
    content_of,
    difference,
    key_of,
    valid,
)
from etl.intake.rows.figures import parse_rows
from etl.intake.rows.parsed import FileRemark, ImportOptions, IncomingComment, IncomingState, ParsedFile, row_of
from etl.intake.rows.sources import PREFIX, known_sources, new_sources

__all__ = [
    "CHANGES",
    "FEWEST_STEPS",
    "PREFIX",
    "Change",
    "Difference",
    "FileRemark",
    "ImportOptions",
    "Incoming",
    "IncomingComment",
    "IncomingState",
    "Key",
    "ParsedFile",
    "content_of",
    "difference",
    "key_of",
    "known_sources",
    "last_words",
    "new_sources",
    "newest",
    "parse_rows",
    "row_of",
    "valid",
]

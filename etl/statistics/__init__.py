"""Public tables asked for or read from a file, and made into the same proposed changes as what people send."""

from etl.statistics.asking import ask
from etl.statistics.fetch import (
    FetchedFile,
    ReadTable,
    UnreadableTableError,
    accept,
    keep_raw,
    plan_raw,
    problem_of,
    read,
)
from etl.statistics.saved import with_regions
from etl.statistics.series import TableContext, rows_of
from etl.statistics.web import Web, WebError, https_to, opener
from etl.statistics.wording import changes_in_words, losses_in_words

__all__ = [
    "FetchedFile",
    "ReadTable",
    "TableContext",
    "UnreadableTableError",
    "Web",
    "WebError",
    "accept",
    "ask",
    "changes_in_words",
    "https_to",
    "keep_raw",
    "losses_in_words",
    "opener",
    "plan_raw",
    "problem_of",
    "read",
    "rows_of",
    "with_regions",
]

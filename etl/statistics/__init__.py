"""Public tables asked for or read from a file, and made into the same proposed changes as what people send."""

from etl.statistics.asking import ask
from etl.statistics.fetch import Raw, Read, UnreadableError, accept, keep_raw, plan_raw, problem_of, read
from etl.statistics.saved import with_regions
from etl.statistics.series import Came, rows_of
from etl.statistics.web import Web, WebError, https_to, opener
from etl.statistics.wording import told, told_loss

__all__ = [
    "Came",
    "Raw",
    "Read",
    "UnreadableError",
    "Web",
    "WebError",
    "accept",
    "ask",
    "https_to",
    "keep_raw",
    "opener",
    "plan_raw",
    "problem_of",
    "read",
    "rows_of",
    "told",
    "told_loss",
    "with_regions",
]

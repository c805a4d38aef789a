"""What went wrong and how far the work is: problems with file, place and remedy, errors of the system, progress."""

from etl.reporting.os_errors import why
from etl.reporting.problems import Problem, Where, nearest, problem, report, show_path, visible
from etl.reporting.steps import Step, progress, silent

__all__ = [
    "Problem",
    "Step",
    "Where",
    "nearest",
    "problem",
    "progress",
    "report",
    "show_path",
    "silent",
    "visible",
    "why",
]

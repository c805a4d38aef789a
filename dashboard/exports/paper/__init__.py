"""The paper: a measure, a selection or a meeting as a tagged PDF in one language or in several."""

from dashboard.exports.paper.layout import document
from dashboard.exports.paper.measures import MeasureMatter, on_paper
from dashboard.exports.paper.meetings import meeting_part
from dashboard.exports.paper.parts import Paper, PaperPart
from dashboard.exports.paper.printing import PaperError, PaperLimits, can_print, paper_failure, printed
from dashboard.exports.paper.reports import SelectionSubject, measure_part, selection_part

__all__ = [
    "MeasureMatter",
    "Paper",
    "PaperError",
    "PaperLimits",
    "PaperPart",
    "SelectionSubject",
    "can_print",
    "document",
    "measure_part",
    "meeting_part",
    "on_paper",
    "paper_failure",
    "printed",
    "selection_part",
]

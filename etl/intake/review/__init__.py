"""What a file would change, told; what is accepted, written; what is refused, answered in a copy of the file."""

from etl.intake.review import change_text, large_files
from etl.intake.review.accepting import Accepted, check_accepted, plan, traced, write_accepted
from etl.intake.review.answer_files import clear, is_ours, lay_coloured, lay_quarantine, lay_refused, lay_report
from etl.intake.review.examining import NO_CHOICES, Choices, Review, accept, examine, open_book, place_of, refusal
from etl.intake.review.large_files import arrived, is_large

__all__ = [
    "NO_CHOICES",
    "Accepted",
    "Choices",
    "Review",
    "accept",
    "arrived",
    "change_text",
    "check_accepted",
    "clear",
    "examine",
    "is_large",
    "is_ours",
    "large_files",
    "lay_coloured",
    "lay_quarantine",
    "lay_refused",
    "lay_report",
    "open_book",
    "place_of",
    "plan",
    "refusal",
    "traced",
    "write_accepted",
]

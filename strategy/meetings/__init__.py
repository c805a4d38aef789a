"""A meeting: what its screens show, made of the record as it was known, sealed, and compared with what came since."""

from strategy.meetings.content import MeetingContent, MeetingScreen, ShownMeasure, SourceLine
from strategy.meetings.inputs import MeetingInputs
from strategy.meetings.making import content_of
from strategy.meetings.sealing import SealedContent, SealError, opened, sealed_text

__all__ = [
    "MeetingContent",
    "MeetingInputs",
    "MeetingScreen",
    "SealError",
    "SealedContent",
    "ShownMeasure",
    "SourceLine",
    "content_of",
    "opened",
    "sealed_text",
]

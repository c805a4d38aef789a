"""A meeting: what its screens show, made of the record as it was known, sealed, and compared with what came since."""

from strategy.meetings.agenda_differences import differences
from strategy.meetings.content import MeetingContent, MeetingScreen, ShownMeasure
from strategy.meetings.inputs import MeetingInputs
from strategy.meetings.later import LaterNote, since
from strategy.meetings.making import content_of
from strategy.meetings.proposing import Proposal, proposed
from strategy.meetings.sealing import SealedContent, SealError, agenda_of, agenda_text, opened, sealed_text

__all__ = [
    "LaterNote",
    "MeetingContent",
    "MeetingInputs",
    "MeetingScreen",
    "Proposal",
    "SealError",
    "SealedContent",
    "ShownMeasure",
    "agenda_of",
    "agenda_text",
    "content_of",
    "differences",
    "opened",
    "proposed",
    "sealed_text",
    "since",
]

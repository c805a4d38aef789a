"""Slides and minutes to edit: their libraries are imported with the first file that is asked for.

They take 15 MB of each worker and half a second of its start, and most workers never make such a file.
"""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.data import Release
from dashboard.exports.edition import Edition, Subject
from dashboard.exports.meeting_subject import MeetingSubject
from dashboard.exports.road_files import RoadSubject
from strategy.model import FocusArea


def measure_deck(subject: Subject) -> bytes:
    """One slide of a measure."""
    from dashboard.exports import slide

    return slide.measure_deck(subject)


def focus_area_deck(edition: Edition, area: FocusArea, subjects: Sequence[Subject]) -> bytes:
    """A slide of the focus area, then one for each of `subjects`; of these the first stand in its table."""
    from dashboard.exports import slide

    return slide.focus_area_deck(edition, area, subjects)


def road_deck(subject: RoadSubject) -> bytes:
    """One slide of a road: its finding, the shares as native bars, and in the notes what is beside it."""
    from dashboard.exports import slide

    return slide.road_deck(subject)


def meeting_deck(subjects: Sequence[MeetingSubject], release: Release) -> bytes:
    """The slides of a whole meeting, a subject a language."""
    from dashboard.exports import meeting_slides

    return meeting_slides.meeting_deck(subjects, release)


def minutes(subjects: Sequence[MeetingSubject]) -> bytes:
    """The minutes of a meeting, a subject a language."""
    from dashboard.exports import minutes_file

    return minutes_file.minutes(subjects)

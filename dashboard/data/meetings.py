"""A meeting as it is shown: sealed as it was, or a draft made of the release; with what has become of it since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.data.store import Release
from strategy.meetings import LaterNote, MeetingContent, MeetingInputs, content_of, opened, since
from strategy.model import KeptMeeting, Observation, Seal


@dataclass(frozen=True, slots=True)
class ShownMeeting:
    """A meeting of a release. Without `seal` it is a draft, and its content that of this release."""

    kept: KeptMeeting
    content: MeetingContent
    seal: Seal | None
    later: Mapping[str, tuple[LaterNote, ...]]
    """By measure: what is no longer as it was sealed."""
    followed_by: tuple[KeptMeeting, ...]
    """The meetings that take it further, or its place."""


def shown_meeting(release: Release, id_: str) -> ShownMeeting | None:
    """A meeting by its id; None where there is none. Kept with the release; raises `SealError` for a broken seal."""
    kept = release.meetings.get(id_)
    return None if kept is None else release.cache.get(("meeting", id_), lambda: _shown(release, kept))


def _shown(release: Release, kept: KeptMeeting) -> ShownMeeting:
    inputs = meeting_inputs(release)
    following = tuple(other for other in release.meetings.values() if other.meeting.follows == kept.meeting.id)
    if kept.sealed is None:
        return ShownMeeting(kept, content_of(kept.meeting, inputs), None, {}, following)
    content, seal = opened(kept.sealed)
    return ShownMeeting(kept, content, seal, since(content, inputs), following)


def meeting_inputs(release: Release) -> MeetingInputs:
    """The release as `strategy.meetings` asks for it; of home alone no question to the database is needed."""
    home = release.strategy.home

    def of_areas(measure: str, areas: Sequence[str]) -> Sequence[Observation]:
        return release.headline.get(measure, ()) if set(areas) == {home} else release.rows(measure, areas)

    return MeetingInputs(
        strategy=release.strategy,
        rows=of_areas,
        events=release.events,
        statements=release.statements,
        references=release.headline,
    )

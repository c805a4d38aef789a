"""A meeting as its files show it: what each agenda item has to say, from what was sealed; with what came since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.charts.description import Chart, Road, describe, describe_road
from dashboard.context import Address
from dashboard.data import ShownMeeting
from dashboard.settings import Settings
from strategy.meetings import MeetingScreen, ShownMeasure
from strategy.model import AgendaItem, Decision, Words
from strategy.texts import formats, say

HASH = 12
"""So many figures of the hash are printed."""


@dataclass(frozen=True, slots=True)
class ItemScreen:
    """A screen of an item, with its number in the whole meeting, from 1."""

    number: int
    screen: MeetingScreen


@dataclass(frozen=True, slots=True)
class MeetingSubject:
    """A meeting in one language, for files."""

    shown: ShownMeeting
    settings: Settings
    lang: str

    def say(self, key: str, /, **values: object) -> str:
        """A text of ours; days are printed as the language writes them."""
        return say(self.lang, key, **{k: self.day(v) if isinstance(v, date) else v for k, v in values.items()})

    def day(self, value: date) -> str:
        """A day as the language writes it."""
        return formats.day(value, self.lang)

    def own(self, words: Words) -> str:
        """Words in the language if they have it, else in the one that they have."""
        return words.in_(self.lang)[0]

    @property
    def title(self) -> str:
        return self.own(self.shown.content.meeting.title)

    @property
    def kicker(self) -> str:
        """Who meets, and when."""
        meeting = self.shown.content.meeting
        body = [self.own(meeting.body)] if meeting.body else []
        return " · ".join([*body, self.day(meeting.day)])

    @property
    def state(self) -> tuple[str, ...]:
        """What must be seen on every page: an example, a draft, cancelled, taken further, made-up figures."""
        shown = self.shown
        told = [self.say("meetings.wall.example")] if shown.content.meeting.example else []
        told += [] if shown.seal else [self.say("meetings.wall.draft")]
        if cancelled := shown.kept.cancelled:
            reason = f": {self.own(cancelled.reason)}" if cancelled.reason else ""
            told.append(self.say("meetings.wall.cancelled", day=cancelled.day) + reason)
        for other in shown.followed_by:
            told.append(self.say("meetings.wall.followed", title=self.own(other.meeting.title), day=other.meeting.day))
        made_up = (
            f"{self.say('made_up.title')} {self.say('made_up.text')}" if self.shown.content.strategy.made_up else ""
        )
        return (*told, *([made_up] if made_up else []))

    @property
    def publisher(self) -> str:
        """Who publishes this, as the seal says; of a draft, as the settings do."""
        name = self.shown.seal.publisher if self.shown.seal else self.settings.publisher
        return self.say("frame.publisher", name=name) if name else self.say("frame.unofficial")

    @property
    def known(self) -> str:
        """Of which day's knowledge its figures are."""
        return self.say("meetings.wall.known", day=self.shown.content.on)

    @property
    def seal(self) -> str:
        """Where a sealed meeting came from; empty for a draft."""
        seal = self.shown.seal
        if seal is None:
            return ""
        return self.say("meetings.wall.seal", day=seal.day, release=seal.release, hash=seal.sha256[:HASH])

    def where(self, screen: int = 0) -> str:
        """The public address of a screen; empty where the meeting or the settings name none."""
        site = (self.shown.seal.address if self.shown.seal else "") or self.settings.address
        path = Address(self.lang, "meeting", self.shown.content.meeting.id, screen=screen).href()
        return f"{site.rstrip('/')}{self.settings.base.rstrip('/')}{path}" if site else ""

    @property
    def items(self) -> Sequence[AgendaItem]:
        """The agenda as it was sealed."""
        return self.shown.content.meeting.items

    def screens(self, item: int) -> list[ItemScreen]:
        """The screens of an agenda item."""
        every = enumerate(self.shown.content.screens, 1)
        return [ItemScreen(number, screen) for number, screen in every if screen.item == item]

    def measures(self, item: int) -> list[ShownMeasure]:
        """The measures of an agenda item, each once."""
        names = dict.fromkeys(id_ for one in self.screens(item) for id_ in one.screen.measures)
        return [self.shown.content.measures[id_] for id_ in names]

    def decisions(self, item: int) -> list[tuple[str, Words, str]]:
        """What was decided of an item: where it stands in the minutes, the words, and that it came after the seal."""
        kept = self.shown.kept.meeting.items
        every = kept[item].decisions if item < len(kept) else self.items[item].decisions
        sealed = len(self.items[item].decisions) if self.shown.seal else len(every)
        added = self.say("meetings.wall.added")
        return [(_place(one), one.text, "" if place < sealed else added) for place, one in enumerate(every)]

    def chart(self, measure: ShownMeasure) -> Chart | None:
        """The chart of a measure, drawn of what was known, with the areas that a target names; None without figures."""
        of, content = measure.verdict.measure, self.shown.content
        if of.kind != "numeric" or not any(row.tells for row in measure.rows):
            return None
        compared = [area for area in measure.peers if any(target.reference == area for target in of.targets)]
        return describe(
            of, measure.verdict, measure.rows, content.strategy, self.lang, day=content.on, known=content.on,
            peers=compared, long=True, finding=measure.sentence.in_(self.lang),
        )  # fmt: skip

    def road(self, measures: Sequence[ShownMeasure]) -> Road:
        """The road of measures, with where they stood a year before."""
        earlier = {one.id: one.earlier for one in measures if one.earlier is not None}
        verdicts = [one.verdict for one in measures]
        return describe_road(verdicts, earlier, self.shown.content.strategy, self.lang, on=self.shown.content.on)

    def later(self, measure: ShownMeasure) -> tuple[str, ...]:
        """What is no longer as it was sealed."""
        return tuple(note.text.in_(self.lang) for note in self.shown.later.get(measure.id, ()))

    def target(self, measure: ShownMeasure) -> str:
        """The target in words, or that there is none."""
        return measure.target.in_(self.lang) or self.say("common.no_target")


def _place(decision: Decision) -> str:
    return ", ".join(part for part in (decision.paragraph, decision.diary_number) if part)

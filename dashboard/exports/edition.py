"""What every file says of itself: which measure, which day, who publishes, where the same view stands."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dashboard.charts.description import Chart
from dashboard.context import Context
from strategy.judging import Verdict
from strategy.model import Measure, Source
from strategy.texts import formats, known_key
from strategy.wording import sentence, target_words, until_words


@dataclass(frozen=True, slots=True)
class Edition:
    """One context, and the scheme and host that it is served under (`https://tyopoyta.example.fi`); empty: unknown."""

    context: Context
    site: str

    def say(self, key: str, /, **values: object) -> str:
        """A text of the exports in the reader's language."""
        return self.context.say(f"exports.{key}", **values)

    @property
    def lang(self) -> str:
        return self.context.lang

    @property
    def publisher(self) -> str:
        """Who publishes this, or that it is not official."""
        name = self.context.settings.publisher
        return self.context.say("frame.publisher", name=name) if name else self.context.say("frame.unofficial")

    @property
    def made_up(self) -> str:
        """That the figures are made up; empty for real ones."""
        if not self.context.strategy.made_up:
            return ""
        return f"{self.context.say('made_up.title')} {self.context.say('made_up.text')}"

    @property
    def stand(self) -> str:
        """The day judged, and of what day's knowledge."""
        day = self.say("stand", day=self.context.day(self.context.on))
        known = self.context.address.known
        return f"{day}. {self.context.say('frame.known', day=self.context.day(known))}" if known else day

    def where(self, **page: str) -> str:
        """The address of the page that shows the same; its day is written out, so that it stays the same.

        Whole where the host is known, else from the path on.
        """
        return self.site + self.context.link(replace(self.context.address, on=self.context.on, **page))  # type: ignore[arg-type]

    def frozen(self, **page: str) -> str:
        """The address that shows the same figures whatever becomes known later, and what has changed since.

        Empty where the public address is not set: anyone can name a host, and paper cannot be taken back.
        """
        context = self.context
        if not context.settings.address:
            return ""
        then = {"on": context.on, "known": context.address.known or context.today, "printed": context.today}
        return context.settings.address + context.link(replace(context.address, **then, **page))  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Subject:
    """One measure of an edition, with its chart where it has figures to draw."""

    edition: Edition
    measure: Measure
    chart: Chart | None
    sources: tuple[Source, ...]
    """The sources of the figures shown."""
    lower: Chart | None = None
    """The chart of the `other` measure, which stands below on the page."""
    other: Measure | None = None

    @property
    def below(self) -> Subject | None:
        """The other measure as a subject of its own, where its chart stands below."""
        if self.lower is None or self.other is None:
            return None
        return replace(self, measure=self.other, chart=self.lower, lower=None, other=None)

    @property
    def compared(self) -> str:
        """The areas of the chart, the own one first, where there are others; else empty."""
        lines = self.chart.lines if self.chart else ()
        names = [line.label for kind in ("own", "reference", "peer") for line in lines if line.kind == kind]
        return formats.listed(names, self.edition.lang) if len(names) > 1 else ""

    @property
    def verdict(self) -> Verdict:
        return self.edition.context.verdicts[self.measure.id]

    @property
    def name(self) -> str:
        """The measure's name; of one with made-up figures it says so."""
        context = self.edition.context
        name = context.word(self.measure.name)
        return f"{name} ({context.say('made_up.short')})" if context.strategy.made_up else name

    @property
    def sentence(self) -> str:
        """The status and why, as on the page."""
        return sentence(self.verdict, self.edition.context.strategy.units, self.edition.lang)

    @property
    def told(self) -> tuple[str, ...]:
        """The sentence, and until when the deviation that it tells is accepted, if it is."""
        accepted = self.verdict.acceptance
        words = [formats.sentence_case(until_words(accepted, self.edition.lang)) + "."] if accepted else []
        return (self.sentence, *words)

    @property
    def target(self) -> str:
        """The target in words, or that there is none."""
        target = self.verdict.headline.target
        if target is None:
            return self.edition.context.say("common.no_target")
        return target_words(target, self.measure, self.edition.context.strategy.units, self.edition.lang)

    @property
    def where(self) -> str:
        """The full address of the measure's page, in the same state."""
        return self.edition.where(page="measure", id=self.measure.id)

    @property
    def frozen(self) -> str:
        """The address of the measure's page with these very figures; empty where there is none."""
        return self.edition.frozen(page="measure", id=self.measure.id)

    @property
    def credits(self) -> tuple[str, ...]:
        """A line for each source: title, publisher, table, licence, address, and whether it is secondary."""
        return tuple(credit(self.edition.context, source) for source in self.sources)


def credit(context: Context, source: Source) -> str:
    """A source in one line."""
    by, title = ", ".join(source.publishers_in(context.lang)), source.title_in(context.lang)[0]
    about = "; ".join(part for part in (by, source.table, licence(context, source), source.url) if part)
    return f"{title} ({about})" if source.own else f"{context.say('charts.secondary', source=title)} ({about})"


def licence(context: Context, source: Source) -> str:
    """The licence's name, or our words for what the catalogue calls `not_stated`."""
    key = f"licences.{source.licence}"
    return context.say(key) if known_key(key) else source.licence

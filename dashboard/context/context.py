"""What a page is made from: the address, one release, the judgements of one day; and what it gives back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from dash.development.base_component import Component

from dashboard.context.measure_selection import MeasureSelection, unknown, usable
from dashboard.context.urls import Address, plain_href
from dashboard.data import Release, find, judge_all, page_day
from dashboard.settings import Settings
from strategy.judging import Verdict, action_state
from strategy.model import Action, ActionEvent, Measure, Strategy, Text, Unit
from strategy.texts import count, formats, say
from strategy.wording import language_words


class PageNotFound(Exception):
    """The address names a thing that the strategy does not have; the page is 404."""


@dataclass(frozen=True, slots=True)
class PageContent:
    """A page's title and what stands in its main part; the frame around it is the same on every page."""

    title: str
    body: list[Component]
    wall: str = ""
    """`light` or `dark`, where it fills the screen without the frame; empty for a page in the frame."""
    found: bool = True
    """False where nothing stands at the address: no word of the menu is then the current page."""


@dataclass(frozen=True, slots=True)
class Page:
    """A whole page as the server sends it."""

    status: int
    lang: str
    title: str
    body: Component
    css: str = ""
    """Rules that the release brings, beside those of the style sheet."""
    wall: str = ""
    """`light` or `dark`, where it fills the screen, with the sheet and the script of walls; else empty."""


@dataclass(frozen=True, slots=True)
class Context:
    """All that a page may look at. `on` is the day judged; `today` the clock's day, read once per request."""

    address: Address
    release: Release
    settings: Settings
    today: date
    on: date
    verdicts: Mapping[str, Verdict]
    _kept: dict[str, Any] = field(init=False, repr=False, compare=False, default_factory=dict)
    """What was found once for this page."""

    @classmethod
    def of(cls, address: Address, release: Release, settings: Settings, today: date) -> Context:
        """The context of an address: the day it asks for, else the earlier of today and the review day."""
        on = address.on or page_day(release.strategy, today)
        return cls(address, release, settings, today, on, judge_all(release, on, address.known))

    @property
    def lang(self) -> str:
        return self.address.lang

    @property
    def strategy(self) -> Strategy:
        return self.release.strategy

    def say(self, key: str, /, **values: object) -> str:
        """A text of ours in the page's language."""
        return say(self.lang, key, **values)

    def count(self, key: str, n: int, /, **values: object) -> str:
        """A counted text of ours in the page's language."""
        return count(self.lang, key, n, **values)

    def word(self, text: Text) -> str:
        """A text of the catalogue in the page's language."""
        return text.in_(self.lang)

    def href(self, page: str, id_: str = "", **state: str) -> str:
        """A link to another page on the same days."""
        if not state:
            address = self.address
            return plain_href(self.settings.base, self.lang, page, id_, address.on, address.known)
        return self.link(self.address.to(page, id_, **state))

    def link(self, address: Address) -> str:
        """The address as it is written in a link, below the path that the dashboard is served under."""
        return self.settings.base.rstrip("/") + address.href()

    def number(self, value: int) -> str:
        """A whole number as the page's language writes it."""
        return formats.number(value, 0, self.lang)

    def own_words(self) -> str:
        """The heading of the strategy's own words: in which language they are, where it is not the page's."""
        other = language_words(self.strategy.text_language, self.lang)
        return self.say("common.own_words_in", language=other) if other else self.say("common.own_words")

    def original(self) -> str:
        """What stands before the strategy's own words in a sentence: in which language they are, as in `own_words`."""
        other = language_words(self.strategy.text_language, self.lang)
        return self.say("common.original_in", language=other) if other else self.say("common.original")

    def unit(self, measure: Measure) -> Unit | None:
        """The unit of a measure, None where it has none."""
        return self.strategy.units[measure.unit] if measure.unit else None

    def state_of(self, action: Action) -> ActionEvent | None:
        """The last state of an action by the page's day, of what was known; None where nobody has reported of it."""
        return action_state(self.release.action_events.get(action.id, ()), self.on, self.address.known)

    def year_ends(self) -> list[date]:
        """The last days of the strategy's years that have come."""
        strategy = self.strategy
        ends = (date(year, 12, 31) for year in range(strategy.first_year, strategy.last_year + 1))
        return [end for end in ends if end <= self.today]

    def on_day(self, address: Address, day: date) -> Address:
        """The address on a day; the day on which a page stands unasked is left out of it."""
        return replace(address, on=None if day == page_day(self.strategy, self.today) else day)

    def day(self, value: date) -> str:
        """A day as the page's language writes it."""
        return formats.day(value, self.lang)

    def strategy_verdicts(self) -> list[Verdict]:
        """The judgements of the strategy's own measures, in the strategy's order."""
        return [self.verdicts[m.id] for m in self.strategy.of_role("strategy")]

    @property
    def choices(self) -> str:
        """The page and all that its address chooses but language and days, as one text: what its links depend on."""
        found: str | None = self._kept.get("choices")
        if found is None:
            address = self.address
            pairs = {key: value for key, value in address.query().items() if key not in ("on", "known")}
            found = self._kept["choices"] = f"{address.page} {address.id} {pairs}"
        return found

    def selection(self, verdicts: Iterable[Verdict] | None = None) -> MeasureSelection:
        """What the address chooses among `verdicts`; None: among the strategy's own measures.

        A sector or focus area that the strategy does not have raises `PageNotFound`.
        """
        if missing := unknown(usable(self.address), self.strategy):
            raise PageNotFound(missing)
        if verdicts is not None:
            return MeasureSelection.of(self.address, verdicts, self.found())
        if "selection" not in self._kept:
            self._kept["selection"] = MeasureSelection.of(self.address, self.strategy_verdicts(), self.found())
        selection: MeasureSelection = self._kept["selection"]
        return selection

    def found(self) -> Sequence[str] | None:
        """The ids of the measures that the address searches for, best hit first; None where it searches for none."""
        q = self.address.q
        return self.release.cache.get(("found", q), lambda: [m.id for m in find(q, self.strategy)]) if q else None

    def chosen_verdicts(self) -> list[Verdict]:
        """The judgements of the strategy's own measures that the address chooses, in the strategy's order."""
        return self.selection().verdicts

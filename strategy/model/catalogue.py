"""What a strategy, a goal, a measure and a target are: frozen records, without rules and without text of ours.

The catalogue's TOML, the release's tables and the pages all use these names. A record holds what the source says;
what it means is decided in `strategy.judging.status`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from strategy.model.periods import Period
from strategy.model.record import Mark
from strategy.model.vocabulary import Text


@dataclass(frozen=True, slots=True)
class Sector:
    """A sector of the city's organisation (toimiala) with the colour of the printed strategy."""

    id: str
    name: Text
    short: Text
    colour: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measurement. `text` follows a number; `difference` follows a difference of two such numbers.

    `one` is the singular of `text` where it differs.
    """

    id: str
    text: Text
    one: Text
    difference: Text
    axis: Text
    counted: bool = False
    """People or things, counted: parts add up to their whole, and it can be set against the number of inhabitants."""
    difference_one: Text | None = None
    """The singular of `difference` where it is not `one`: a difference of one per cent is one percentage point."""


@dataclass(frozen=True, slots=True)
class Owner:
    """A body or an office that answers for measures or actions (vastuutaho), as the source or the town names it."""

    id: str
    name: Text
    remark: Text | None = None
    """What a reader must know of the name, such as that the source does not spell it out."""


@dataclass(frozen=True, slots=True)
class Subgoal:
    """A subgoal of a goal (alatavoite); `quote` is the strategy's own wording."""

    id: str
    goal: str
    name: Text
    quote: str


@dataclass(frozen=True, slots=True)
class Action:
    """An action of the year (toimenpide); a sub-item names its `parent`."""

    id: str
    goal: str
    parent: str | None
    name: Text
    quote: str
    sectors: tuple[str, ...]
    sector_evidence: str
    owners: tuple[str, ...] = ()
    owner_evidence: str = "stated"


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal (tavoite) of a focus area."""

    id: str
    focus_area: str
    name: Text
    quote: str


@dataclass(frozen=True, slots=True)
class FocusArea:
    """A focus area (painopistealue) with its slogan."""

    id: str
    name: Text
    slogan: Text
    headline: str | None = None
    """The context measure that the overview draws for this focus area."""


@dataclass(frozen=True, slots=True)
class Area:
    """A municipality or a larger area that figures are of (`235`, `049`, `SSS`)."""

    id: str
    name: Text


@dataclass(frozen=True, slots=True)
class Source:
    """Where figures were read. `lag_months` is the publisher's own rule for when a period becomes known."""

    id: str
    title: str
    title_lang: str
    publisher: str
    table: str | None
    url: str | None
    licence: str
    own: bool
    """The publisher's own figures; otherwise the source is secondary and says so wherever it stands."""
    dated: date | None
    lag_months: int | None
    title_words: Text | None = None
    """Its title in three languages, where it has them; `title` is then that of the strategy's own language."""
    publisher_words: Text | None = None
    """Its publishers by their names in three languages, by comma as in `publisher`; None where they have one each."""

    def title_in(self, lang: str) -> tuple[str, str]:
        """The title in `lang` if it has one, else as it is, and the language that it is in."""
        return (self.title_words.in_(lang), lang) if self.title_words else (self.title, self.title_lang)

    def publishers_in(self, lang: str) -> list[str]:
        """Who publishes, each by its name in `lang`; one without such a name goes by the catalogue's."""
        names = self.publisher_words.in_(lang) if self.publisher_words else self.publisher
        return [name.strip() for name in names.split(",")]


@dataclass(frozen=True, slots=True)
class Note:
    """A remark on a figure, in three languages; a figure with `comparable` false takes no part in a judgement."""

    id: str
    text: Text
    comparable: bool


@dataclass(frozen=True, slots=True)
class Stage:
    """A step of a milestone that is done in parts, in order."""

    id: str
    name: Text


@dataclass(frozen=True, slots=True)
class Target:
    """One target of a measure, of one of `TARGET_KINDS`; which fields a kind uses stands in data/README.md."""

    kind: str
    period: Period | None
    evidence: str
    op: str | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    base: Period | None = None
    reference: str | None = None
    window: Period | None = None
    set_on: date | None = None
    decision: Text | None = None
    due: date | None = None
    """Milestones: the deadline. Figures: the day on which the final value is due, where known."""
    stages: tuple[str, ...] = ()
    quote: str = ""
    number_evidence: str = "stated"
    """`inferred` where the number itself is our reading ("about 1 %" as 0.5-1.4)."""
    part: str | None = None
    """The length of a window's parts (one of `PARTS`); None where they are years, or the figures as they come."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """When values are expected: one `every`, starting from `anchor`, each due `lag_months` after its period."""

    every: str
    anchor: Period
    lag_months: int | None = None


@dataclass(frozen=True, slots=True)
class Baseline:
    """The level from which the strategy starts; `value` is None where the source names the period only."""

    value: float | None
    period: Period
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Formula:
    """How a derived series is computed from another measure: `growth_percent`, `mean_of_years`, `reduction_percent`.

    `years` is the length of the mean; `base` the period that a reduction is counted from.
    """

    name: str
    of: str
    years: int | None = None
    base: Period | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure (mittari) of the strategy, or a context measure (taustamittari), which is never judged."""

    id: str
    goal: str
    role: str
    kind: str
    name: Text
    quote: str
    unit: str | None
    decimals: int
    direction: str
    direction_evidence: str
    baseline: Baseline | None
    targets: tuple[Target, ...]
    sectors: tuple[str, ...]
    sector_evidence: str
    sources: tuple[str, ...]
    """The sources whose rows form this one series."""
    calendar: Calendar | None = None
    tolerance: float | None = None
    material_change: float | None = None
    lowest: float | None = None
    highest: float | None = None
    owners: tuple[str, ...] = ()
    owner_evidence: str = "stated"
    actions: tuple[str, ...] = ()
    """The actions that stand beside it in the strategy: what is done so that the measure moves."""
    action_evidence: str = "inferred"
    """`stated` where the source itself pairs them; `inferred` where we read the pairs out of its table."""
    twin: str | None = None
    """The measure of another goal that is the same milestone: what is reported of one is reported of both."""
    definition: Text | None = None
    remark: Text | None = None
    """What a reader must know of how we read the source, in three languages."""
    formula: Formula | None = None
    reference_line: str | None = None
    """A measure whose target is drawn here as a reference line, unjudged (3.3-c shows that of 3.3-g1)."""
    aggregate: str | None = None
    """How finer periods make a year: `mean`, `sum` or `last`; None where the source does not say."""
    stages: tuple[Stage, ...] = ()
    rank: bool = False
    """The value is a place in a comparison; `n` is then the number compared."""
    search_words: str = ""
    """Further words by which the measure is found, in any language."""
    hide_below: int | None = None
    """Values with fewer cases behind them are hidden before they enter a release."""

    @property
    def focus_area(self) -> str:
        """The id of the focus area the measure stands under."""
        return self.goal.split(".")[0]


@dataclass(frozen=True, slots=True)
class AccessibilityLaw:
    """The law that the accessibility statement stands under, in sentences as they are printed."""

    applies: Text
    """Which act applies to the website."""
    supervision: Text
    """How one complains, and what follows."""
    supervisor: Text
    site: Text
    """The supervisor's own, `https://` in each language."""
    answer_days: int | None = None
    """Days within which feedback is answered by law."""


@dataclass(frozen=True, slots=True)
class Strategy:
    """The whole catalogue. Mappings keep the order of the strategy."""

    id: str
    title: Text
    values: Text
    municipality: Text
    home: str
    text_language: str
    """The language of the strategy's own words, `quote` wherever it stands: `fi`, `sv` or `en`."""
    first_year: int
    last_year: int
    review_day: date
    source: str
    focus_areas: Mapping[str, FocusArea]
    sectors: Mapping[str, Sector]
    goals: Mapping[str, Goal]
    subgoals: Mapping[str, Subgoal]
    actions: Mapping[str, Action]
    measures: Mapping[str, Measure]
    units: Mapping[str, Unit]
    areas: Mapping[str, Area]
    sources: Mapping[str, Source]
    notes: Mapping[str, Note]
    owners: Mapping[str, Owner] = field(default_factory=dict)
    marks: tuple[Mark, ...] = ()
    breakdowns: Mapping[str, Text] = field(default_factory=dict)
    population: str | None = None
    """The context measure that counts the inhabitants, by which counts are divided."""
    made_up: bool = False
    """Its figures are made up, to show how the dashboard works; said on every page, chart and export."""
    accessibility_law: AccessibilityLaw | None = None
    """None: the accessibility statement claims no law."""
    max_age_months: int | None = None
    """The age in months from which on the newest figure is told to be out of date; None: its age is only told."""

    def of_role(self, role: str) -> tuple[Measure, ...]:
        """The measures of a role, in the strategy's order."""
        return tuple(m for m in self.measures.values() if m.role == role)

    def of_goal(self, goal: str) -> tuple[Measure, ...]:
        """The measures of a goal, in the strategy's order, context measures last."""
        return tuple(m for m in self.measures.values() if m.goal == goal)

    def measures_of(self, action: str) -> tuple[Measure, ...]:
        """The measures that an action stands beside, in the strategy's order."""
        return tuple(m for m in self.measures.values() if action in m.actions)

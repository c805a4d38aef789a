"""What stands on paper, in the order of the page: every text is said already and every chart drawn. Decides nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class PaperText:
    """A text, and its language where that is not the language of the part it stands in."""

    text: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class PaperFigure:
    """A drawing: `markup` is a well-formed SVG element of ours, `alt` what is said of it to those who do not see it."""

    markup: str
    alt: str
    caption: str = ""
    name: str = ""
    """What it is called, where two stand one above the other."""


NARROW = 3
"""So many columns, at the most, has a table that stands in columns of the sheet ..."""
LONG = 12
"""... and more rows than these."""


@dataclass(frozen=True, slots=True)
class PaperTable:
    """A table of texts whose first column heads the rows; `numeric` are the columns set to the right."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: frozenset[int] = frozenset()
    notes: tuple[str, ...] = ()
    """What is said once under it."""
    across: bool = False
    """Whether the periods stand side by side, so that every column but the first is of figures."""

    @property
    def narrow(self) -> bool:
        """Whether it is long and of so few columns that it stands in columns of the sheet itself."""
        return not self.across and len(self.head) <= NARROW and len(self.rows) > LONG


@dataclass(frozen=True, slots=True)
class PaperStatement:
    """What somebody says beside a status: what it is and whose, the words themselves, and by which decision."""

    head: str
    text: PaperText
    foot: str = ""


@dataclass(frozen=True, slots=True)
class PaperMeasure:
    """One measure, whole."""

    id: str
    name: str
    place: str
    """Where in the strategy it stands, and what it is beside that."""
    status: str
    """The name of its status, whose sign is printed."""
    sentences: tuple[str, ...]
    """The status and why; until when the deviation is accepted."""
    facts: tuple[tuple[str, PaperText], ...] = ()
    figures: tuple[PaperFigure, ...] = ()
    calculation: tuple[str, ...] = ()
    tables: tuple[PaperTable, ...] = ()
    statements: tuple[PaperStatement, ...] = ()
    sources: tuple[PaperText, ...] = ()
    address: str = ""
    """The page that shows the same; empty where nobody knows the host."""
    code: str = ""
    """The small code of that page, as SVG; empty where there is none."""
    notes: tuple[str, ...] = ()
    """What has to be known of it today, such as a later correction."""


@dataclass(frozen=True, slots=True)
class PaperConcern:
    """A measure as a line: its status with why, and whom to ask."""

    id: str
    name: str
    status: str
    why: str
    whom: str


@dataclass(frozen=True, slots=True)
class PaperCount:
    """How many measures stand in a group."""

    group: str
    word: str
    n: int


@dataclass(frozen=True, slots=True)
class PaperChapter:
    """A focus area, or an item of an agenda."""

    anchor: str
    title: str
    lang: str = ""
    """The language of the title, where it is not that of the part."""
    lead: tuple[str, ...] = ()
    texts: tuple[PaperText, ...] = ()
    """What the agenda says of it."""
    counts: tuple[PaperCount, ...] = ()
    distribution: PaperFigure | None = None
    road: PaperFigure | None = None
    beside_road: tuple[str, ...] = ()
    concerns: tuple[PaperConcern, ...] | None = None
    """Worst first; empty where there are none, None where nobody asks."""
    measures: tuple[PaperMeasure, ...] = ()
    listed: tuple[PaperConcern, ...] = ()
    """The measures of which a line says all that there is."""
    listed_title: str = ""
    decisions: tuple[tuple[str, PaperText, str], ...] = ()
    """What was decided: where it stands in the minutes, the words, and that it was written down after the seal."""
    code: str = ""
    """The small code of the page that shows it, as SVG; empty where there is none."""


@dataclass(frozen=True, slots=True)
class PaperSource:
    """A source with what is to be told of it."""

    title: PaperText
    about: str


@dataclass(frozen=True, slots=True)
class PaperPart:
    """The whole paper in one language."""

    lang: str
    title: str
    kicker: str
    """A small line over the title."""
    foot: str
    """The line at the foot of every page."""
    labels: Mapping[str, str]
    """The words of the paper itself, by name."""
    lead: tuple[str, ...] = ()
    """What the eye finds first: the finding, and of which day."""
    counts: tuple[PaperCount, ...] = ()
    distribution: PaperFigure | None = None
    chapters: tuple[PaperChapter, ...] = ()
    sources: tuple[PaperSource, ...] = ()
    method: tuple[tuple[str, str], ...] = ()
    """Half a page of how measures are judged: a word and what it means."""
    colophon: tuple[tuple[str, str], ...] = ()
    """Who publishes this, of which release: terms and values."""
    warning: str = ""
    """What must be seen on every page: that the figures are made up, that it is a draft."""
    code: str = ""
    """The small code of the page that shows the same."""
    single: bool = False
    """Whether it is of one measure, and has no title page."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper in one language or in several, one after the other; `day` is that of which it tells, as ISO."""

    parts: tuple[PaperPart, ...]
    day: str
    author: str = ""
    marks: Mapping[str, str] = field(default_factory=dict)
    """The signs of the statuses by name, as SVG."""

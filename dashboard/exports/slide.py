"""Slides that can be edited: for a measure, or for a focus area with a slide for each judged measure.

Chart and table are native, so that whoever shows them may change them; sources and facts stand in the notes.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

from pptx import Presentation
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide
from pptx.util import Emu, Inches

from dashboard.charts.drawing import MUTED
from dashboard.exports.edition import Edition, Subject
from dashboard.exports.facts import facts
from dashboard.exports.figures import OWN_KINDS, PLAN_KINDS, ChartFigures, figures
from dashboard.exports.road_files import RoadSubject
from dashboard.exports.slide_chart import figures_chart, groups_chart, road_chart
from dashboard.exports.slide_text import LANGUAGES, MARGIN, Place, large_number, short, table, write
from dashboard.exports.symbol import symbol_png
from strategy.judging import GROUPS, JUDGED_GROUPS
from strategy.model import FocusArea
from strategy.texts import formats
from strategy.wording import status_word, until_words

WIDTH, HEIGHT, INSIDE = Inches(13.333), Inches(7.5), Inches(13.333 - 2 * 0.6)
"""`INSIDE` is what the margins leave."""
CODE = Inches(0.92)
"""The small code is so wide and high: its modules are half a millimetre, which a phone reads from a printed slide."""
TITLE_ONLY = 5
"""The layout of the plain template that has a title and nothing else."""
UPPER, LOWER = (0.6, 2.0, 12.1, 2.35), (0.6, 4.35, 12.1, 2.35)
"""Where two charts stand, one above the other."""
LONG = 300
"""Characters from which on a sentence is set smaller, so that it ends above the chart."""
MOST_ROWS = 9
"""So many of the newest periods stand in the table of a slide; the chart has all."""
SIGNS = {"apart": "□", "budget": "◇"}
"""The marks of the chart, beside the figures that they stand for."""
MOST_COLUMNS = 2
"""So many columns beside the own one."""
MOST_BARS = 14
"""So many measures of a road fit a slide, the worst first; how many there are is said."""
MEASURE_WIDTHS = (2.65, 1.75, 1.9)
MOST_LINES = 20
"""So many lines of text fit the table of a focus area; the measures that it leaves out are counted."""


def measure_deck(subject: Subject) -> bytes:
    """One slide of a measure."""
    deck = begun(subject.edition, subject.name)
    _measure(deck, subject)
    return saved(deck)


def focus_area_deck(edition: Edition, area: FocusArea, subjects: Sequence[Subject]) -> bytes:
    """A slide of the focus area, then one for each of `subjects`; of these the first stand in its table."""
    name = f"{area.id} {edition.context.word(area.name)}"
    deck = begun(edition, name)
    _focus_area(deck, edition, area, name, subjects)
    for subject in subjects:
        _measure(deck, subject)
    return saved(deck)


def begun(edition: Edition, title: str) -> Deck:
    """An empty deck that says what it is."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    properties = deck.core_properties
    properties.title, properties.author, properties.subject = map(short, (title, edition.publisher, edition.stand))
    properties.language, properties.keywords = LANGUAGES[edition.lang], ""
    return deck


def saved(deck: Deck) -> bytes:
    """The file of a deck."""
    stream = io.BytesIO()
    deck.save(stream)
    return stream.getvalue()


def page(deck: Deck, edition: Edition, title: str, told: Sequence[str], where: str, code: str = "") -> Slide:
    """A slide with its title, what it says and its foot; with the small code of the address `code`, if any."""
    slide: Slide = deck.slides.add_slide(deck.slide_layouts[TITLE_ONLY])
    head = slide.shapes.title
    assert head is not None  # noqa: S101 - the layout has one
    head.left, head.top, head.width, head.height = MARGIN, Inches(0.35), INSIDE, Inches(0.7)
    write(head.text_frame, [title], 28 if len(title) < 50 else 20, edition.lang, bold=True)
    lead = slide.shapes.add_textbox(MARGIN, Inches(1.05), INSIDE, Inches(1.0))
    write(lead.text_frame, told, 16 if sum(map(len, told)) < LONG else 13, edition.lang)
    foot = slide.shapes.add_textbox(MARGIN, Inches(7.5 - 0.75), INSIDE, Inches(0.6))
    lines = [f"{edition.stand}. {edition.publisher}. {edition.made_up}".strip(), where]
    write(foot.text_frame, lines, 10, edition.lang, colour=MUTED)
    if code:
        foot.width = Emu(INSIDE - CODE)
        _code(slide, code)
    return slide


def _code(slide: Slide, address: str) -> None:
    """The small code in the lower right corner; a screen reader says its address."""
    left, top = Emu(WIDTH - MARGIN - CODE), Emu(HEIGHT - Inches(0.08) - CODE)
    picture: Any = slide.shapes.add_picture(io.BytesIO(symbol_png(address)), left, top, CODE, CODE)
    picture.name = address
    picture._element.xpath("./p:nvPicPr/p:cNvPr")[0].set("descr", address)


# the road to the target


def road_deck(subject: RoadSubject) -> bytes:
    """One slide of a road: its finding, the shares as native bars, and in the notes what is beside it."""
    edition, road = subject.edition, subject.road
    deck = begun(edition, subject.title)
    told = [road.finding]
    if len(road.dots) > MOST_BARS:
        told.append(edition.context.count("road.first", MOST_BARS, all=len(road.dots)))
    slide = page(deck, edition, subject.title, told, subject.where, subject.frozen)
    if road.dots:
        road_chart(slide, subject, MOST_BARS)
    notes(slide, [road.finding, *subject.foot], edition.lang)
    return saved(deck)


# a measure


def _measure(deck: Deck, subject: Subject) -> None:
    edition = subject.edition
    slide = page(deck, edition, subject.name, subject.told, subject.where, subject.frozen)
    if subject.chart is not None and (below := subject.below) is not None and below.chart is not None:
        figures_chart(slide, subject, figures(subject, subject.chart), UPPER, named=True)
        figures_chart(slide, below, figures(below, below.chart), LOWER, named=True)
    elif subject.chart is not None:
        chart_or_number(slide, subject)
    else:
        _facts_table(slide, subject)
    events = [f"{event}." for chart in (subject.chart, subject.lower) if chart for event in chart.events]
    notes(slide, [*(f"{term}: {value}" for term, value in _noted(subject)), *events], edition.lang)


def chart_or_number(slide: Slide, subject: Subject) -> None:
    """The chart of a measure with its table; a single figure as a number, for a chart of it would be a mere dot."""
    assert subject.chart is not None  # noqa: S101 - only a measure with a chart comes here
    shown = figures(subject, subject.chart)
    if alone := subject.chart.lone:
        large_number(slide, alone.text, alone.period, subject.edition.lang)
    else:
        figures_chart(slide, subject, shown)
    figures_table(slide, subject, shown)


def _noted(subject: Subject) -> list[tuple[str, str]]:
    """The facts, days printed."""
    lang = subject.edition.lang
    return [(term, formats.day(v, lang) if isinstance(v, date) else str(v)) for term, v in facts(subject)]


def notes(slide: Slide, lines: Sequence[str], lang: str) -> None:
    """Lines in the notes of a slide."""
    frame = slide.notes_slide.notes_text_frame
    if frame is not None:
        write(frame, lines, 11, lang)


def figures_table(slide: Slide, subject: Subject, shown: ChartFigures) -> None:
    """The newest periods, as text in the form of the page; what may not be compared has the square of the chart."""
    own = [_own(shown, i, subject) for i in range(len(shown.periods))]
    others = [s for s in shown.series if s.kind not in (*OWN_KINDS, *PLAN_KINDS)][:MOST_COLUMNS]
    home = subject.edition.context.strategy.areas[subject.edition.context.strategy.home]
    first = [subject.edition.context.say("common.head.period"), home.name.in_(subject.edition.lang)]
    rows = [
        [shown.periods[i], own[i], *(_printed(s.values[i], subject, exact=s.kind == "target") for s in others)]
        for i in range(len(shown.periods))
        if shown.limits[i] or any(s.values[i] is not None for s in shown.series if s.kind not in PLAN_KINDS)
    ]
    widths = [1.0, 1.1, *[1.8 / max(1, len(others))] * len(others)]
    table(
        slide,
        [*first, *(s.name for s in others)],
        rows[-MOST_ROWS:],
        Place(8.8, 2.1, widths),
        subject.edition,
        subject.name,
    )


def _own(shown: ChartFigures, place: int, subject: Subject) -> str:
    """The own figure of a period, wherever it is drawn."""
    found = [s for s in shown.series if s.kind in OWN_KINDS and s.values[place] is not None]
    if not found:
        return shown.limits[place] or formats.EN_DASH
    text = _printed(found[0].values[place], subject)
    return formats.joined(text, SIGNS.get(found[0].kind, ""), subject.edition.lang)


def _printed(value: float | None, subject: Subject, *, exact: bool = False) -> str:
    if value is None:
        return formats.EN_DASH
    lang = subject.edition.lang
    return formats.shortest(value, lang) if exact else formats.number(value, subject.measure.decimals, lang)


def _facts_table(slide: Slide, subject: Subject) -> None:
    context = subject.edition.context
    terms = {context.say(f"measure.fact.{name}") for name in ("kind", "sector", "owner")}
    terms |= {subject.edition.say("head.target"), context.own_words()}
    rows = [[term, value] for term, value in _noted(subject) if term in terms]
    head = [subject.edition.say("fact.term"), subject.edition.say("fact.value")]
    table(slide, head, rows, Place(0.6, 2.3, [3.2, 8.9]), subject.edition, subject.name)


# a focus area


def _focus_area(deck: Deck, edition: Edition, area: FocusArea, name: str, subjects: Sequence[Subject]) -> None:
    context = edition.context
    own = [v for v in context.strategy_verdicts() if v.measure.focus_area == area.id]
    counts = {group: sum(v.group == group for v in own) for group in GROUPS}
    judged = sum(n for group, n in counts.items() if group in JUDGED_GROUPS)
    lead = "focus_area.lead" if judged else "focus_area.lead_none"
    told = f"{_ended(context.word(area.slogan))} {context.say(lead, n=judged, all=len(own))}"
    slide = page(deck, edition, name, [told], edition.where(), edition.frozen())
    groups_chart(slide, edition, {g: n for g, n in counts.items() if n}, name)
    head = [context.say(f"common.head.{key}") for key in ("measure", "status", "target")]
    rows = _fitting(edition, [_line(subject) for subject in subjects])
    table(slide, head, rows, Place(6.4, 2.1, MEASURE_WIDTHS), edition, name)
    credits = [credit for subject in subjects for credit in subject.credits]
    source = context.say("common.head.source")
    lines = [told, *(f"{source}: {credit}" for credit in dict.fromkeys(credits)), edition.where()]
    notes(slide, [*lines, *([edition.made_up] if edition.made_up else [])], edition.lang)


def _ended(text: str) -> str:
    """A text with a stop at its end, where it has none of its own."""
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _fitting(edition: Edition, rows: Sequence[list[str]]) -> list[list[str]]:
    """The first rows that the slide has room for, and how many there are beside them."""
    kept: list[list[str]] = []
    tenths = 0  # of a line: a row has seven of them beside its text
    for row in rows:
        tenths += 7 + 10 * max(-(-len(c) // int(11 * width)) for c, width in zip(row, MEASURE_WIDTHS, strict=True))
        if tenths > 10 * MOST_LINES:
            return [*kept, [edition.context.count("exports.more", len(rows) - len(kept)), "", ""]]
        kept.append(row)
    return kept


def _line(subject: Subject) -> list[str]:
    word = status_word(subject.verdict.status, subject.edition.lang)
    name = subject.edition.context.word(subject.measure.name)
    accepted = subject.verdict.acceptance
    status = f"{word}, {until_words(accepted, subject.edition.lang)}" if accepted else word
    return [f"{subject.measure.id} {name}", status, subject.target]

"""The demo's comments and accepted deviations: on their days, in their language, on pages and in files."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pptx import Presentation

from dashboard.components.statements import beside
from dashboard.context.context import Context
from dashboard.context.urls import Address
from dashboard.exports.drawing_file import drawing
from dashboard.exports.edition import Edition, Subject
from dashboard.exports.facts import facts
from dashboard.exports.slide import measure_deck
from dashboard.exports.status_report import print_status
from dashboard.exports.tables import MEASURE, STATUS, columns, measures, status, status_columns
from dashboard.pages import Services, route
from dashboard.web.html import to_html
from strategy.model.vocabulary import LANGUAGES, Words
from tests.conftest import TODAY

LATE, DOCTOR, ENGLISH = "1.2-f", "5.3-b", "1.3-c"
"""A deviation accepted until the end of 2022; one accepted until summer 2021; comments in one, two, three languages."""


def context(services: Services, lang: str, page: str = "overview", id_: str = "", **state: object) -> Context:
    """What a page of the demo is made from."""
    address = replace(Address(lang, page, id_), **state)  # type: ignore[arg-type]
    return Context.of(address, services.store.release(), services.settings, services.today())


def shown(services: Services, lang: str, page: str, id_: str = "", query: str = "") -> str:
    """A page as HTML."""
    return to_html(route(Address(lang, page, id_).path(), query, services).body)


# fmt: off
DAYS = [
    # measure   on            known          comment of     accepted until
    (LATE,    "2021-12-31", None,          "2021-12-10",  "2022-12-31"),
    (LATE,    "2021-12-09", None,          None,          "2022-12-31"),      # said the day after
    (LATE,    "2021-11-22", None,          None,          "2022-12-31"),      # the day of the decision
    (LATE,    "2021-11-22", "2021-11-23",  None,          None),              # that was not known yet
    (LATE,    "2021-11-21", None,          None,          None),
    (LATE,    "2022-12-31", None,          "2021-12-10",  "2022-12-31"),      # the last day
    (LATE,    "2023-01-01", None,          "2021-12-10",  None),
    (LATE,    "2021-08-31", "2024-01-01",  None,          None),
    (DOCTOR,  "2021-06-30", None,          "2021-03-15",  "2021-06-30"),
    (DOCTOR,  "2021-07-01", None,          "2021-03-15",  None),
    (DOCTOR,  "2021-12-31", None,          "2021-12-01",  None),
    (DOCTOR,  "2021-12-31", "2021-11-30",  "2021-03-15",  None),
    (DOCTOR,  "2018-12-31", None,          None,          None),
]
# fmt: on


@pytest.mark.parametrize(("measure", "on", "known", "comment", "until"), DAYS)
def test_what_stands_beside_a_status_on_a_day(
    measure: str, on: str, known: str | None, comment: str | None, until: str | None, made_up_desk: Services
) -> None:
    """Both by the page's day and by what was known; neither changes the status."""
    day, known_ = date.fromisoformat(on), date.fromisoformat(known) if known else None
    here = context(made_up_desk, "fi", on=day, known=known_)
    verdict = here.verdicts[measure]
    told = (verdict.comment and str(verdict.comment.day), verdict.acceptance and str(verdict.acceptance.until))
    assert told == (comment, until)
    assert ("accepted" in verdict.headline.flags) == (until is not None)
    page = shown(made_up_desk, "fi", "measure", measure, f"on={on}" + (f"&known={known}" if known else ""))
    assert ("<b>Omistajan kommentti</b>" in page) == (comment is not None)
    assert ("<b>Hyväksytty poikkeama</b>" in page) == (until is not None)


# fmt: off
WORDS = [
    # lang  measure   on the page, with its markup
    ("fi", LATE,    r"Varhaiskasvatuspäällikkö 10\.12\.2021.*?<blockquote><p>Keksitty kommentti: palvelun"),
    ("sv", LATE,    r"<blockquote><p>Påhittad kommentar: valet av"),
    ("en", LATE,    r"<blockquote><p>Made-up comment: the choice"),
    ("fi", LATE,    r"Päätös: <span>Kaupunginhallitus</span> 22\.11\.2021, § 112\. Ilmoittaja: "),
    ("en", LATE,    r'22 Nov 2021, § 112\. Reported by: <span lang="fi">sivistysjohtaja</span>'),
    ("fi", DOCTOR,  r'<blockquote lang="sv"><p>Påhittad kommentar: .*?</p><p>Från januari .*?Teksti on ruotsiksi\.'),
    ("sv", DOCTOR,  r"<blockquote><p>Påhittad kommentar: .*?</p><p>Från januari "),
    ("en", DOCTOR,  r'<blockquote lang="sv"><p>Påhittad kommentar.*?The text is in Swedish\.'),
    ("sv", ENGLISH, r'<blockquote lang="fi"><p>Keksitty kommentti.*?Texten är på finska\.'),
    ("en", DOCTOR,  r'Earlier comments and decisions</summary>.*?<span lang="fi">Keksitty kommentti: jono'),
    ("en", DOCTOR,  r'accepted until 30 Jun 2021\. Decision: <span lang="fi">Sosiaali- ja terveysvaliokunta</span> 15'),
    ("fi", DOCTOR,  r'<span lang="sv">Överläkare</span> 1\.12\.2021.*?<blockquote lang="sv"'),
]
# fmt: on


@pytest.mark.parametrize(("lang", "measure", "pattern"), WORDS)
def test_words_stand_in_their_language(lang: str, measure: str, pattern: str, made_up_desk: Services) -> None:
    """In the reader's language where they have it; else marked with their own, in the markup and in words."""
    assert re.search(pattern, shown(made_up_desk, lang, "measure", measure), re.DOTALL)


UNTIL = {
    "fi": "hyväksytty 31.12.2022 asti",
    "sv": "godkänd till och med 31.12.2022",
    "en": "accepted until 31 Dec 2022",
}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("page", "id_"), [("overview", ""), ("measures", ""), ("sector", "sivistys"), ("focus_area", "1")]
)
def test_lists_say_until_when(lang: str, page: str, id_: str, made_up_desk: Services) -> None:
    assert UNTIL[lang] in shown(made_up_desk, lang, page, id_)


def test_accepted_ones_are_told_after_the_others(made_up_desk: Services) -> None:
    """In the attention list and among all measures; after them come those that need no attention."""
    here = context(made_up_desk, "fi")
    listed = re.findall(r'<tr data-measure="([^"]+)"', shown(made_up_desk, "fi", "measures"))
    own = [here.verdicts[m] for m in listed if here.verdicts[m].measure.role == "strategy"]
    attention = [v.needs_attention for v in own]
    assert attention == sorted(attention, reverse=True)
    assert [v.measure.id for v in own if v.needs_attention][-1] == LATE
    overview = shown(made_up_desk, "fi", "overview").partition("Vaatii huomiota</h2>")[2].partition("</section>")[0]
    assert re.findall(r'<li data-measure="([^"]+)"', overview)[-1] == LATE


NEWS = {
    "fi": (
        "Omistajan kommentti (ylilääkäri, 15.3.2021):",
        "Poikkeaman hyväksyntä päättyi 30.6.2021.",
        "Poikkeama hyväksytty 31.12.2022 asti.",
    ),
    "sv": (
        "Ägarens kommentar (överläkare, 1.12.2021):",
        "Godkännandet av avvikelsen upphörde 30.6.2021.",
        "Avvikelsen godkänd till och med 31.12.2022.",
    ),
    "en": (
        'Owner’s comment (<span lang="fi">ylilääkäri</span>, 15 Mar 2021):',
        "The acceptance of the deviation ended on 30 Jun 2021.",
        "Deviation accepted until 31 Dec 2022.",
    ),
}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_changes_tell_what_was_said(lang: str, made_up_desk: Services) -> None:
    """A new comment, a new decision, and an acceptance that ended."""
    page = shown(made_up_desk, lang, "changes", query="from=2020-12-31&to=2021-12-31")
    told = NEWS[lang]
    assert [line for line in told if line not in page] == []


def _row(columns: Iterable[tuple[str, *tuple[object, ...]]], rows: object, measure: str) -> dict[str, object]:
    found = [dict(zip([column[0] for column in columns], row, strict=False)) for row in rows]  # type: ignore[attr-defined]
    return next(row for row in found if row["measure"] == measure)


@pytest.mark.parametrize("lang", ["", *LANGUAGES])
def test_tables_have_columns_for_both(lang: str, made_up_desk: Services) -> None:
    """Lists of measures and of statuses, for people and for programs."""
    here = context(made_up_desk, lang or "en")
    row = _row(MEASURE, measures(here, [here.strategy.measures[LATE]], lang).rows, LATE)
    assert (row["accepted_until"], row["comment_day"]) == (date(2022, 12, 31), date(2021, 12, 10))
    assert str(row["accepted_decision"]).endswith("§ 112")
    of = _row(STATUS, status(here, lang).rows, DOCTOR)
    assert (of["accepted_until"], of["comment_role"], of["comment_fi"]) == (None, "överläkare", None)
    assert str(of["comment_sv"]).startswith("Påhittad kommentar")
    assert all(column.head for column in (*columns(here, MEASURE), *status_columns(here)))


def _subject(services: Services, lang: str, measure: str) -> Subject:
    here = context(services, lang, "measure", measure)
    return Subject(Edition(here, "http://x"), here.strategy.measures[measure], None, ())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_facts_slides_and_drawings_tell_them(lang: str, made_up_desk: Services) -> None:
    late, doctor = (_subject(made_up_desk, lang, measure) for measure in (LATE, DOCTOR))
    told = dict(facts(late))
    words = [str(value) for value in told.values()]
    assert any(UNTIL[lang].casefold() in value.casefold() for value in words)
    assert any("§ 112" in value for value in words)
    other = {"fi": "(ruotsiksi)", "sv": "", "en": "(in Swedish)"}[lang]
    (comment,) = (str(v) for v in dict(facts(doctor)).values() if str(v).startswith("Påhittad kommentar"))
    assert comment.endswith(other or "varje månad.")
    deck = Presentation(io.BytesIO(measure_deck(late)))
    slide = deck.slides[0]
    on_slide = " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
    notes = slide.notes_slide.notes_text_frame
    assert UNTIL[lang].casefold() in on_slide.casefold()
    assert notes is not None
    assert "§ 112" in notes.text
    drawn = re.sub(r"<[^>]+>", " ", drawing(late).decode("utf-8"))
    assert UNTIL[lang].casefold() in " ".join(drawn.split()).casefold()


def test_the_report_for_programs_has_them(made_up_desk: Services) -> None:
    out = io.StringIO()
    print_status(out, made_up_desk.store.release().file.parent, today=TODAY, statements=True)
    lines = {line["measure"]: line for line in csv.DictReader(io.StringIO(out.getvalue()))}
    assert lines[LATE]["accepted_until"] == "2022-12-31"
    assert (lines[DOCTOR]["comment_day"], lines[DOCTOR]["comment_fi"]) == ("2021-12-01", "")
    assert lines["1.1-a"]["comment_day"] == ""


def test_real_data_has_no_words_that_nobody_said(services: Services) -> None:
    assert services.store.release().statements == {}
    assert not Path("data/catalogue/statements.toml").exists()


def test_markup_in_somebodys_words_is_text(made_up_desk: Services) -> None:
    """Whoever writes a comment writes no page."""
    here = context(made_up_desk, "fi", "measure", LATE)
    verdict = here.verdicts[LATE]
    assert verdict.comment is not None
    assert verdict.acceptance is not None
    words = Words(fi='<script>alert("x")</script>\n\n<a href="//x">&amp;</a>')
    spoilt = replace(
        verdict,
        comment=replace(verdict.comment, text=words, role="<i>"),
        acceptance=replace(verdict.acceptance, body=words),
    )
    page = "".join(to_html(part) for part in beside(here, spoilt))
    assert "<p>&lt;script&gt;alert(" in page
    assert not re.search(r"<(script|i|a)\b", page)
    assert page.count("<blockquote>") == 2

"""A meeting's annex, slides and minutes: in the order of the agenda, of what was sealed alone, in two languages."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pytest
from docx import Document
from docx.oxml.ns import qn
from pptx import Presentation

from dashboard.data.meetings import ShownMeeting, meeting_inputs
from dashboard.data.store import Release
from dashboard.exports.meeting_slides import meeting_deck
from dashboard.exports.meeting_subject import MeetingSubject
from dashboard.exports.minutes_file import minutes
from dashboard.exports.paper.meetings import meeting_part
from dashboard.settings import Settings
from strategy.meetings.later import LaterNote
from strategy.meetings.making import content_of
from strategy.meetings.sealing import opened, sealed_text
from strategy.model import AgendaItem, AgendaSelection, Decision, KeptMeeting, Meeting, Text, Words

DAY = date(2022, 6, 30)
FIRST = Decision(Words("Merkittiin tiedoksi.", "Antecknades."), "§ 7", "KAU/12/2022")
ITEMS = (
    AgendaItem("1", Words("Tyytyväisyys", "Nöjdhet"), measures=("1.1-a", "1.1-b"), decisions=(FIRST,)),
    AgendaItem("2", Words("Tie"), road=AgendaSelection()),
    AgendaItem("3", Words("Kaikki", "Alla"), selection=AgendaSelection(focus_area="1")),
    AgendaItem("4", Words("Keskustelu", "Diskussion"), notes=Words("Muistettavaa.")),
)
LATER = Decision(Words("Palautettiin valmisteluun."))
PUBLIC = "https://tyopoyta.koivula.example"


def shown_meeting(release: Release) -> ShownMeeting:
    """A sealed meeting of the town: one sentence as no rule words it, a decision and a correction after the seal."""
    meeting = Meeting("2022-06-30", DAY, DAY, Words("Seuranta", "Uppföljning"), ITEMS, Words("Hallitus", "Styrelsen"))
    content = content_of(meeting, meeting_inputs(release))
    told = replace(content.measures["1.1-a"], sentence=Text("Sinetöity lause.", "Förseglad mening.", "Sealed."))
    content = replace(content, measures={**content.measures, "1.1-a": told})
    sealed = opened(sealed_text(content, "0123456789ab", DAY, address=PUBLIC, publisher="Koivula"))
    today = replace(meeting, items=(replace(ITEMS[0], decisions=(FIRST, LATER)), *ITEMS[1:]))
    notes = {"1.1-a": (LaterNote("figure", Text("2021 korjattu.", "2021 rättad.", "2021 corrected.")),)}
    return ShownMeeting(KeptMeeting(today, "sealed"), sealed.content, sealed.seal, notes, ())


@pytest.fixture
def subjects(koivula: Release) -> list[MeetingSubject]:
    shown = shown_meeting(koivula)
    return [MeetingSubject(shown, Settings(publisher="Another"), lang) for lang in ("fi", "sv")]


def test_the_annex_follows_the_agenda(subjects: list[MeetingSubject]) -> None:
    fi, sv = (meeting_part(subject, ()) for subject in subjects)
    assert [(one.title, one.lang) for one in fi.chapters] == [
        ("1 Tyytyväisyys", ""), ("2 Tie", ""), ("3 Kaikki", ""), ("4 Keskustelu", ""),
    ]  # fmt: skip
    assert [(one.title, one.lang) for one in sv.chapters][1:3] == [("2 Tie", "fi"), ("3 Alla", "")]
    assert (fi.title, fi.kicker) == ("Seuranta", "Hallitus · 30.6.2022")
    assert "Julkaisija: Koivula" in fi.foot
    assert "Sinetöity 30.6.2022, julkaisu 0123456789ab" in fi.foot


def test_the_annex_holds_what_was_sealed_and_tells_what_came_since(subjects: list[MeetingSubject]) -> None:
    first, road, all_, words = meeting_part(subjects[1], ()).chapters
    measure = first.measures[0]
    assert (measure.id, measure.sentences[0], measure.notes) == ("1.1-a", "Förseglad mening.", ("2021 rättad.",))
    assert measure.figures
    assert [(place, text.text, text.lang, added) for place, text, added in first.decisions] == [
        ("§ 7, KAU/12/2022", "Antecknades.", "", ""),
        ("", "Palautettiin valmisteluun.", "fi", "(infört efter förseglingen)"),
    ]
    assert road.road is not None or road.beside_road
    assert sorted(one.id for one in (*(all_.concerns or ()), *all_.listed)) == sorted(
        one.id for one in subjects[1].measures(2)
    )
    assert [text.text for text in words.texts] == ["Muistettavaa."]


def test_slides_stand_in_the_order_of_the_agenda_in_both_languages(
    subjects: list[MeetingSubject], koivula: Release
) -> None:
    deck = Presentation(io.BytesIO(meeting_deck(subjects, koivula)))
    titles = [slide.shapes.title.text for slide in deck.slides]
    assert titles[:6] == ["Seuranta", "Uppföljning", "Tyytyväiset", "Nöjda", *titles[4:6]]
    assert titles[-2:] == ["4 Keskustelu", "4 Diskussion"]
    charts = [any(shape.has_chart for shape in slide.shapes) for slide in deck.slides]
    tables = [any(shape.has_table for shape in slide.shapes) for slide in deck.slides]
    assert charts[2:4] == tables[2:4] == [True, True]
    said = deck.slides[3].notes_slide.notes_text_frame.text
    assert said.startswith("Förseglad mening.")
    assert "2021 rättad." in said
    assert f"{PUBLIC}/sv/sammantrade/2022-06-30?screen=1" in said
    assert "Källa: " in said


def test_minutes_have_room_for_what_is_decided_and_name_their_languages(subjects: list[MeetingSubject]) -> None:
    document = Document(io.BytesIO(minutes(subjects)))
    lines = [paragraph.text for paragraph in document.paragraphs]
    headings = [p.text for p in document.paragraphs if p.style is not None and p.style.name == "Heading 1"]
    assert headings == ["1 Tyytyväisyys", "2 Tie", "3 Kaikki", "4 Keskustelu"]
    assert "Tyytyväiset. Sinetöity lause." in lines
    assert "Nöjda. Förseglad mening." in lines
    assert "Päätös § 7, KAU/12/2022: Merkittiin tiedoksi." in lines
    assert "Päätös: Palautettiin valmisteluun. (kirjattu sinetöinnin jälkeen)" in lines
    assert lines.count("Päätös (§      ): ") == lines.count("Beslut (§      ): ") == 3
    assert document.core_properties.modified.date() == DAY
    runs = [run for paragraph in document.paragraphs for run in paragraph.runs]
    languages = {lang.get(qn("w:val")) for run in runs for lang in run._element.iter(qn("w:lang"))}
    assert languages == {"fi-FI", "sv-FI"}


def test_equal_meetings_make_equal_files(subjects: list[MeetingSubject]) -> None:
    assert meeting_part(subjects[0], ()) == meeting_part(subjects[0], ())
    texts = [[p.text for p in Document(io.BytesIO(minutes(subjects))).paragraphs] for _ in range(2)]
    assert texts[0] == texts[1]


def test_a_draft_says_so_and_leads_to_the_address_of_the_settings(subjects: list[MeetingSubject]) -> None:
    draft = replace(subjects[0].shown, seal=None)
    told = MeetingSubject(draft, Settings(address="https://x.example", base="/tila/"), "fi")
    assert told.state == ("Luonnos",)
    assert told.where(2) == "https://x.example/tila/fi/kokous/2022-06-30?screen=2"
    assert MeetingSubject(draft, Settings(), "fi").where() == ""

"""What the desk tells of itself: the method, the sources and licences, and the accessibility statement."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from dash import html

from dashboard.components import address_section, programs_section
from dashboard.context import accessibility
from dashboard.pages import Services, method, route
from dashboard.pages import accessibility as accessibility_page
from dashboard.settings import Settings
from dashboard.web.html import to_html
from etl.reading.vocabularies import finland
from strategy.judging.evidence import verdict
from strategy.model.catalogue import AccessibilityLaw
from strategy.model.vocabulary import LANGUAGES, MISSING, TARGET_KINDS, Text
from strategy.texts import say
from strategy.wording.sentences import flag_word, group_word, missing_word, status_word
from tests.dashboard.pages.test_pages import Outline, outline
from tests.dashboard.pages.test_sectors import context_of

PATHS = {
    "method": ("/fi/menetelma", "/sv/metod", "/en/method"),
    "sources": ("/fi/lahteet", "/sv/kallor", "/en/sources"),
    "accessibility": ("/fi/saavutettavuus", "/sv/tillganglighet", "/en/accessibility"),
}


def path(page: str, lang: str) -> str:
    return PATHS[page][LANGUAGES.index(lang)]


def text_of(services: Services, address: str) -> str:
    return "\n".join(outline(services, address).text)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_method_names_every_status_group_flag_and_reason(services: Services, lang: str) -> None:
    text = text_of(services, path("method", lang))
    wanted = [status_word(name, lang) for name in verdict.STATUSES]
    wanted += [group_word(name, lang) for name in verdict.GROUPS]
    wanted += [flag_word(name, lang) for name in verdict.FLAGS]
    wanted += [missing_word(name, lang) for name in MISSING]
    assert [word for word in wanted if word not in text] == []


def test_every_status_has_its_sign_on_the_method_page(services: Services) -> None:
    html = to_html(route("/fi/menetelma", "", services).body)
    section = html.partition('id="statuses"')[2].partition("</section>")[0]
    assert section.count("<svg") == len(verdict.STATUSES) + len(verdict.GROUPS)


def test_no_threshold_of_the_rules_is_missing_from_the_method(services: Services) -> None:
    """Whoever adds a constant to the rules must say on the page what it does."""
    constants = {name for name, value in vars(verdict).items() if name.isupper() and isinstance(value, int | float)}
    assert set(method.THRESHOLDS) == constants
    assert all(getattr(verdict, name) == value for name, value in method.THRESHOLDS.items())


PRINTED = [
    ("ON_PACE", "95\N{NO-BREAK SPACE}%", "95%"),
    ("SLIGHTLY_BEHIND", "60\N{NO-BREAK SPACE}%", "60%"),
    ("TOO_EARLY", "20\N{NO-BREAK SPACE}%", "20%"),
    ("SMALL_N", "100", "100"),
    ("BAND_COVERAGE", "80\N{NO-BREAK SPACE}%", "80%"),
    ("EPSILON", "0,000000001", "0.000000001"),
]


@pytest.mark.parametrize(("name", "fi", "en"), PRINTED)
def test_thresholds_are_printed_in_the_pages_language(services: Services, name: str, fi: str, en: str) -> None:
    assert method.printed("fi", name) == fi
    assert method.printed("en", name) == en
    assert fi in text_of(services, "/fi/menetelma")


def test_each_kind_of_target_that_occurs_has_an_example_with_a_link(services: Services) -> None:
    context = context_of(services, "/fi/menetelma")
    used = {t.kind for m in context.strategy.of_role("strategy") for t in m.targets}
    links = outline(services, "/fi/menetelma").links
    for kind in TARGET_KINDS:
        found = method.first_of_kind(context, kind)
        assert (found is not None) == (kind in used), kind
        if found:
            assert found[1].kind == kind
            assert f"/fi/mittari/{found[0].id}" in links
    unused = sum(kind not in used for kind in TARGET_KINDS)
    assert text_of(services, "/fi/menetelma").count("Tässä strategiassa ei ole tällaista tavoitetta.") == unused


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_source_is_listed_with_publisher_licence_and_measures(services: Services, lang: str) -> None:
    context = context_of(services, path("sources", lang))
    html = to_html(route(path("sources", lang), "", services).body)
    for source in context.strategy.sources.values():
        item = html.partition(f'id="{source.id}"')[2].partition('<li id="')[0]
        seen = Outline(item)
        text = "".join(seen.text)
        assert source.title in text, source.id
        assert ", ".join(source.publishers_in(lang)) in text, source.id
        assert source.url is None or source.url in seen.links, source.id
        assert source.licence == "not_stated" or source.licence in text, source.id
        for measure in context.strategy.measures.values():
            if source.id in measure.sources:
                assert context.href("measure", measure.id) in seen.links, (source.id, measure.id)


def test_the_figures_of_the_sources_are_all_figures(services: Services) -> None:
    release = services.store.release()
    counted = sum(row.value is not None for id_ in release.strategy.measures for row in release.rows(id_))
    assert sum(release.figures().values()) == counted
    assert set(release.figures()) <= set(release.strategy.sources)
    assert f"{counted:,}".replace(",", "\N{NO-BREAK SPACE}") in text_of(services, "/fi/lahteet")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_settings_the_statement_says_that_nobody_has_adopted_it(services: Services, lang: str) -> None:
    text = text_of(services, path("accessibility", lang))
    nobody = {
        "fi": "Mikään vastuutaho ei ole hyväksynyt",
        "sv": "Ingen ansvarig instans har godkänt",
        "en": "No responsible body has",
    }
    no_channel = {"fi": "Palautekanavaa ei ole vielä asetettu", "sv": "Ingen responskanal", "en": "No feedback channel"}
    assert nobody[lang] in text
    assert no_channel[lang] in text
    assert "14" not in text.partition("306/2019")[2].partition("Traficom")[0]


@pytest.mark.parametrize(
    ("feedback", "href"),
    [("palaute@a.example", "mailto:palaute@a.example"), ("https://a.example/p", "https://a.example/p")],
)
def test_with_settings_the_statement_names_who_answers_and_where(services: Services, feedback: str, href: str) -> None:
    named = replace(services, settings=Settings(responsible="Kauniaisten kaupunki", feedback=feedback))
    seen = outline(named, "/fi/saavutettavuus")
    text = "".join(seen.text)
    assert "vastaa Kauniaisten kaupunki" in text
    assert "Mikään vastuutaho ei ole hyväksynyt" not in text
    assert href in seen.links
    assert "14 päivän" in text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_statement_names_the_supervisor_and_every_fault_with_its_day(services: Services, lang: str) -> None:
    seen = outline(services, path("accessibility", lang))
    text = "".join(seen.text)
    own = {"fi": "saavutettavuusvaatimukset", "sv": "tillganglighetskrav", "en": "webaccessibility"}[lang]
    assert f"https://www.{own}.fi" in seen.links
    assert "Traficom" in text
    assert "306/2019" in text
    assert accessibility.STATEMENT.faults
    in_finnish = say(lang, "statements.language.fi")
    assert context_of(services, path("accessibility", lang)).day(accessibility.STATEMENT.day) in text
    assert all(f.text.in_(lang).replace("{language}", in_finnish) in text for f in accessibility.STATEMENT.faults)


OTHER_LAW = AccessibilityLaw(
    Text("A1", "B1", "C1"),
    Text("A2", "B2", "C2"),
    Text("A3", "B3", "C3"),
    Text(*["https://tillsyn.example.org"] * 3),
    answer_days=None,
)
LAWS = [
    # the folder's law, what the page says, what it does not say
    (finland(), ("306/2019", "Traficom", "14", "www.tillganglighetskrav.fi"), ()),
    (OTHER_LAW, ("B1", "B2", "B3", "tillsyn.example.org"), ("306/2019", "Traficom", " 14 ")),
    (None, ("WCAG",), ("306/2019", "Traficom", "lag", "14 dagar", "Tillsyn")),
]


@pytest.mark.parametrize(("law", "said", "unsaid"), LAWS)
def test_the_statement_claims_the_law_of_its_folder_and_no_other(
    services: Services, law: AccessibilityLaw | None, said: tuple[str, ...], unsaid: tuple[str, ...]
) -> None:
    named = replace(services, settings=Settings(responsible="Lövstads stad", feedback="a@a.example"))
    context = context_of(named, path("accessibility", "sv"))
    strategy = replace(context.strategy, accessibility_law=law)
    page = accessibility_page.page(replace(context, release=replace(context.release, strategy=strategy)))
    text = "".join(Outline(to_html(page.body)).text)
    assert [word for word in said if word not in text] == []
    assert [word for word in unsaid if word in text.replace("anläggning", "")] == []


def test_a_list_of_faults_is_read_or_refused(tmp_path: Path) -> None:
    file = tmp_path / "accessibility.toml"
    texts = 'text = { fi = "a", sv = "b", en = "c" }'
    file.write_text(f"day = 2024-02-01\n[[not_met]]\n{texts}\n", "utf-8")
    assert accessibility.read_statement(file) == accessibility.AccessibilityStatement(
        date(2024, 2, 1), (accessibility.KnownFault("", Text("a", "b", "c"), None),)
    )
    file.write_text(f'day = "soon"\n[[not_met]]\n{texts}\n', "utf-8")
    with pytest.raises(ValueError, match="day is not a date"):
        accessibility.read_statement(file)
    file.write_text('day = 2024-02-01\n[[not_met]]\ntext = { fi = "a", sv = "b" }\n', "utf-8")
    with pytest.raises(KeyError):
        accessibility.read_statement(file)


@pytest.mark.parametrize("address", ["/fi", "/sv/matare/1.3-c", "/en/years", "/fi/nowhere"])
def test_method_sources_and_accessibility_are_a_link_away_from_every_page(services: Services, address: str) -> None:
    links = outline(services, address).links
    lang = address[1:3]
    for page in PATHS:
        assert path(page, lang) in links


def test_the_examples_of_a_folder_without_measures_name_the_code_of_its_first(services: Services) -> None:
    context = context_of(services, "/fi/aineisto")
    empty = replace(context.strategy, measures={}, sources={})
    new = replace(context, release=replace(context.release, strategy=empty))
    told = "".join(Outline(to_html(html.Div([address_section(new), programs_section(new)]))).text)
    assert "measure:=1.1-a" in told
    assert "WHERE measure = '1.1-a'" in told
    assert "source:^" not in told

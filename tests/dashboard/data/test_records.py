"""The catalogue and the record of a small town, read back from its release: each kind of record once, every field."""

from __future__ import annotations

from datetime import date

from dashboard.data.queries import CATALOGUE, KEYS, TABLE_COLUMNS, TABLES, WHOLE
from dashboard.data.store import Release
from etl.reading.vocabularies import finland
from strategy.model import (
    Action,
    Area,
    Baseline,
    Calendar,
    Event,
    FocusArea,
    Formula,
    Goal,
    Mark,
    Measure,
    Note,
    Observation,
    Sector,
    Source,
    Stage,
    Statement,
    Subgoal,
    Target,
    Text,
    Unit,
    Words,
)
from strategy.model.periods import Period

PERCENT = Text("%", "%", "%")


def test_the_head_of_the_strategy(koivula: Release) -> None:
    town = koivula.strategy
    assert (town.id, town.title, town.values, town.municipality) == (
        "koivula-2020-2023",
        Text("Koivulan strategia", "Björkbys strategi", "Strategy of Koivula"),
        Text("Koivula on avoin", "Björkby är öppet", "Koivula is open"),
        Text("Koivula", "Björkby", "Koivula"),
    )
    assert (town.home, town.first_year, town.last_year, town.review_day) == ("901", 2020, 2023, date(2022, 12, 31))
    assert (town.text_language, town.accessibility_law) == ("fi", finland())
    assert (town.source, town.population, town.made_up, town.max_age_months) == (
        "koivula_strategy", "2.1-t1", False, None,
    )  # fmt: skip


def test_what_the_strategy_is_divided_into_in_its_order(koivula: Release) -> None:
    town = koivula.strategy
    assert list(town.focus_areas) == ["1", "2"]
    assert town.focus_areas["1"] == FocusArea(
        "1", Text("Asukkaat", "Invånare", "Residents"), Text("Kaikki mukaan", "Alla med", "Everyone included"), "1.1-t1"
    )
    assert town.focus_areas["2"].headline is None
    assert list(town.sectors) == ["sote", "sivistys"]
    assert town.sectors["sivistys"] == Sector(
        "sivistys", Text("Sivistystoimi", "Bildning", "Education and culture"),
        Text("Sivistys", "Bildning", "Education"), "#1c1c1c",
    )  # fmt: skip
    assert list(town.goals) == ["1.1", "2.1"]
    assert town.goals["2.1"] == Goal(
        "2.1", "2", Text("Kasvava kaupunki", "En växande stad", "A growing town"), "Kasvava kaupunki"
    )
    assert town.subgoals == {
        "1.1-S1": Subgoal(
            "1.1-S1", "1.1", Text("Palvelut paranevat", "Servicen blir bättre", "Better services"), "Palvelut paranevat"
        )
    }
    assert list(town.actions.values()) == [
        Action("1.1-A1", "1.1", None, Text("Kysely", "Enkät", "Survey"), "Tehdään kysely", ("sote", "sivistys"),
               "inferred"),
        Action("1.1-A1.1", "1.1", "1.1-A1", Text("Kysely nuorille", "Enkät för unga", "Survey for the young"),
               "Tehdään kysely nuorille", ("sivistys",), "stated", ("heke", "sivistysjohtaja"), "inferred"),
    ]  # fmt: skip


def test_what_figures_are_of_and_from(koivula: Release) -> None:
    town = koivula.strategy
    assert list(town.areas.values())[:2] == [
        Area("901", Text("Koivula", "Björkby", "Koivula")), Area("902", Text("Haapala", "Aspnäs", "Haapala")),
    ]  # fmt: skip
    assert list(town.units) == ["percent", "persons", "score"]
    assert town.units["percent"] == Unit(
        "percent", PERCENT, PERCENT, Text("%-yksikköä", "procentenheter", "percentage points"), PERCENT
    )
    assert town.units["persons"].counted
    assert town.sources["statistics"] == Source(
        "statistics", "Väestö", "fi", "Tilastolaitos", "11x", "https://example.org/11x", "CC BY 4.0", True, None, 3,
        publisher_words=Text("Tilastolaitos", "Statistikverket", "The Statistics Office"),
    )  # fmt: skip
    assert town.sources["koivula_strategy"].title_words == town.title
    assert town.sources["newspaper"] == Source(
        "newspaper", "Björkbybladet", "sv", "Björkbybladet", None, None, "not_stated", False, date(2021, 3, 31), None
    )
    assert town.notes["other_definition"] == Note(
        "other_definition", Text("Toinen määritelmä.", "Annan definition.", "Another definition."), False
    )
    assert town.breakdowns == {"women": Text("naiset", "kvinnor", "women")}
    assert town.marks == (
        Mark("1.1-b", date(2022, 1, 1), "break",
             Text("Uusi laskutapa.", "Nytt beräkningssätt.", "Counted in another way.")),
    )  # fmt: skip


def test_a_measure_with_all_that_a_measure_can_have(koivula: Release) -> None:
    first = Target("at_least", Period.parse("2021"), "inferred", value=85, quote="85 %")
    second = Target(
        "at_least", Period.parse("2022"), "stated", value=90, set_on=date(2021, 6, 1),
        decision=Text("Valtuusto 1.6.2021", "Fullmäktige 1.6.2021", "Council, 1 June 2021"), due=date(2023, 6, 30),
    )  # fmt: skip
    assert koivula.strategy.measures["1.1-a"] == Measure(
        id="1.1-a", goal="1.1", role="strategy", kind="numeric", name=Text("Tyytyväiset", "Nöjda", "Content"),
        quote="Tyytyväiset", unit="percent", decimals=0, direction="up", direction_evidence="stated",
        baseline=Baseline(80, Period.parse("2019"), "80 % (2019)"), targets=(first, second),
        sectors=("sote", "sivistys"), sector_evidence="inferred", sources=("koivula_strategy", "newspaper"),
        calendar=Calendar("two_years", Period.parse("2019"), 6), tolerance=0.5, material_change=1.0, lowest=0,
        highest=100, owners=("sivistysjohtaja",), owner_evidence="inferred",
        actions=("1.1-A1", "1.1-A1.1"), action_evidence="stated",
        definition=Text("Osuus vastanneista.", "Andel av dem som svarat.", "Share of answers."),
        remark=Text("Vuosi on luettu tekstistä.", "Året har lästs ur texten.", "The year is read from the text."),
        search_words="asukaskysely enkät",
    )  # fmt: skip


def test_formulas_stages_and_the_targets_that_only_some_measures_have(koivula: Release) -> None:
    measures = koivula.strategy.measures
    assert measures["2.1-f"].formula == Formula("growth_percent", "2.1-t1")
    assert measures["2.1-f"].reference_line == "2.1-g1"
    assert measures["2.1-g"].formula == Formula("mean_of_years", "2.1-f", 2)
    assert measures["2.1-h"].formula == Formula("reduction_percent", "2.1-t2", base=Period.parse("1990"))
    assert measures["2.1-b"].stages == (
        Stage("plan", Text("Suunnitelma", "Plan", "Plan")), Stage("scan", Text("Skannaus", "Skanning", "Scanning")),
    )  # fmt: skip
    assert measures["2.1-b"].targets[0].stages == ("plan", "scan")
    assert (measures["2.1-b"].baseline, measures["2.1-b"].calendar, measures["2.1-b"].definition) == (None, None, None)
    assert measures["1.1-c"].baseline == Baseline(None, Period.parse("2019"), "")
    assert measures["1.1-c"].targets[0].base == Period.parse("2019")
    (mean,) = measures["2.1-g1"].targets
    assert (mean.window, mean.part, mean.op, mean.low, mean.high, mean.number_evidence) == (
        Period.parse("2020/2023"), "year", "range", 0.5, 1.4, "inferred",
    )  # fmt: skip
    assert [id_ for id_, measure in measures.items() if measure.rank] == ["1.1-f"]
    assert measures["1.1-k"].hide_below == 5


def test_a_figure_with_all_that_a_figure_can_have(koivula: Release) -> None:
    rows = koivula.rows("1.1-a")
    assert rows[3] == Observation(
        measure="1.1-a", area="901", period=Period.parse("2021"), value=87.5, source="koivula_strategy", n=124,
        quality="final", confidence="high", known=date(2022, 1, 31), known_basis="stated", day=date(2021, 10, 1),
        origin="", accepted_by="",
    )  # fmt: skip
    assert [(row.area, row.breakdown) for row in rows] == [
        *[("901", "")] * 4, ("901", "women"), ("SSS", ""),
    ]  # fmt: skip


def test_what_happened_and_what_is_said_of_it(koivula: Release) -> None:
    assert koivula.events["2.1-b"] == (
        Event("2.1-b", date(2021, 5, 1), "done", "newspaper", "plan", None, None, "raportti.xlsx", "controller", None),
    )
    assert [event.occasion for event in koivula.events["1.1-h"]] == [1, 2]
    accepted = koivula.statements["2.1-a"][0]
    assert accepted == Statement(
        measure="2.1-a", kind="accepted", day=date(2021, 11, 24), role="kaupunginjohtaja",
        text=Words("Kaava odottaa valitusta.", "Planen väntar på ett besvär."), until=date(2022, 12, 31),
        decided=date(2021, 11, 22), body=Words("Kaupunginhallitus", "Stadsstyrelsen"), paragraph="§ 112",
    )  # fmt: skip
    assert koivula.statements["1.1-a"][0].body is None


def test_a_package_holds_the_catalogue_and_the_record() -> None:
    record = [name for name in WHOLE if name not in CATALOGUE]
    assert record == ["event", "action_event", "statement", "meeting", "status_span", "observation"]


def test_every_select_of_a_package_is_answered(koivula: Release) -> None:
    assert all(list(koivula.stream(select)) for select in (TABLE_COLUMNS, TABLES, KEYS))
    assert [name for name, select in WHOLE.items() if not list(koivula.stream(select))] == ["meeting"]

"""What a file says of its units, beside those of the measures, and how a header is found."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from etl.intake.values.units import Quantity, compare, currency, factor, is_unit, quantity, scale, stated_in
from strategy.model.catalogue import Unit
from strategy.model.vocabulary import Text
from tests.etl.intake.conftest import Look, told, values, workbook

A = "1.1-a"  # per cent
B = "1.1-m"  # people
UNITS = Path(__file__).parents[4] / "data/catalogue/units.toml"


def units() -> dict[str, Unit]:
    """The units of the catalogue."""

    def text(words: dict[str, str]) -> Text:
        return Text(words["fi"], words["sv"], words["en"])

    found = tomllib.loads(UNITS.read_text("utf-8"))
    return {
        key: Unit(
            key, text(u["text"]), text(u["one"]), text(u["difference"]), text(u["axis"]), bool(u.get("counted", False))
        )
        for key, u in found.items()
    }


COMPARED = {
    "same": [
        ("eur", "euroa"), ("eur", "EUR"), ("eur", "€"), ("eur", "e"), ("meur", "M€"),
        ("meur", "Meur"), ("meur", "milj."),
        ("meur", "miljoonaa euroa"), ("meur", "m"), ("meur", "milj."),
        ("meur", "miljoner euro"), ("meur", "mn €"), ("persons", "hlö"), ("persons", "kpl"),
        ("residents", "as."), ("residents", "invånare"), ("percent", "prosenttia"), ("percent", "%"),
        ("percent", "procent"),
        ("days", "pv"), ("days", "vrk"), ("days", "dagar"), ("m2", "m2"), ("tonnes_co2e", "t CO2e"),
        ("km", "kilometriä"),
        ("eur_per_capita", "€/as"), ("eur_per_year", "€/v"), ("per_1000", "/1000 as"),
        ("per_1000_same_age", "/ 1000 vastaavanikäistä"), ("per_1000_same_age", "per 1 000 i samma ålder"),
        ("pieces_per_year", "kpl/vuosi"),
        ("score", "pistettä"), ("dwellings", "kpl"), ("days", "Päivää"),
    ],
    "other": [
        ("eur", "milj. €"), ("eur", "t€"), ("eur", "1000 €"), ("eur", "1 000 euroa"), ("eur", "tusen euro"),
        ("eur", "te"),
        ("eur", "kr"), ("eur", "USD"), ("meur", "€"), ("meur", "t€"), ("meur", "keur"), ("meur", "mrd. €"),
        ("days", "viikkoa"),
        ("days", "h"), ("days", "kk"), ("days", "veckor"), ("percent", "‰"), ("percent", "%-yks."), ("percent", "€"),
        ("persons", "%"), ("persons", "1000 hlö"), ("residents", "tuhatta asukasta"), ("eur_per_capita", "€"),
        ("eur_per_capita", "t€/as"), ("eur_per_year", "€"), ("tonnes_co2e", "kt CO2e"), ("m2", "ha"), ("per_1000", "%"),
        ("per_1000_same_age", "%"),
        ("score", "%"), ("eur", "henkilöä"), ("hours", "min"),
        ("percent", "%-yksikköä"), ("percent", "percentage points"), ("eur", "t"), ("eur", "k"), ("meur", "t"),
        ("days", "t"), ("km", "m"), ("persons", "1000"), ("score", "1000"), ("persons", "1000 lasta"),
        ("score", "1000 lasta"), ("eur", "kpl"), ("percent", "kpl/as"), ("per_1000", "kpl"), ("per_1000", "henkilöä"),
    ],
    "unknown": [("persons", "lasta"), ("eur", "ei tiedossa"), ("persons", "asuntoa"), ("score", "kpl"),
                ("score", "lasta"), ("residents", "asiakasta")],
}  # fmt: skip
CASES = [(answer, unit, word) for answer, cases in COMPARED.items() for unit, word in cases]


@pytest.mark.parametrize(("answer", "unit", "word"), CASES)
def test_a_unit_beside_the_measures(answer: str, unit: str, word: str) -> None:
    assert compare(word, units()[unit]) == answer


QUANTITIES = [
    ("€|e|eur|euro|euroa|euros|euron|euroina|euroissa", "eur", 1),
    ("$|usd|dollaria|dollar|dollars", "usd", 1),
    ("sek|kr|kruunua|kronor|skr", "sek", 1),
    ("£|gbp|puntaa|pund|pounds", "gbp", 1),
    ("mk|fim|markkaa|mark", "fim", 1),
    ("min|min.|minuuttia|minuutti|minuter|minut|minutes|minute", "time", 1 / 1440),
    ("h|t|tuntia|tunti|tim|tim.|timmar|timme|hours|hour|hrs", "time", 1 / 24),
    ("pv|pv.|pvä|pvää|päivää|päivä|pvm|vrk|vuorokautta|vuorokausi|d|dgr|dagar|dag|dygn|days|day", "time", 1),
    ("vk|vk.|vko|vkoa|viikkoa|viikko|v|veckor|vecka|weeks|week|wk", "time", 7),
    ("kk|kk.|kuukautta|kuukausi|mån|månader|månad|months|month", "time", 30.4375),
    ("vuotta|vuosi|år|years|year|a", "time", 365.25),
    ("%|prosenttia|prosentti|pros|pros.|procent|percent|per cent|pct", "share", 1),
    ("‰|promillea|promille|per mille|permille", "share", 0.1),
    ("osuus 0–1|osuus 0-1|andel 0–1|share 0-1", "share", 100),
    ("%-yksikköä|%-yksikkö|prosenttiyksikköä|prosenttiyksikkö|%-yks|procentenheter|procentenhet", "points", 1),
    ("percentage points|percentage point|pp|%-enheter|%-p", "points", 1),
    ("m²|m2|neliömetriä|neliötä|kvadratmeter|kvm|square metres|sq m", "area", 1),
    ("ha|hehtaaria|hehtaari|hektar|hectares", "area", 10_000),
    ("km²|km2|neliökilometriä|kvadratkilometer", "area", 1_000_000),
    ("m|metriä|metri|meter|metres|metre", "length", 1),
    ("km|kilometriä|kilometri|kilometer|kilometres", "length", 1000),
    ("t co₂e|t co2e|t co2-ekv|tco2e|t co2|tco2|tonnia co2e|ton co2e|tonnes co2e|tn co2e|t co₂-ekv", "co2", 1),
    ("kt co₂e|kt co2e|kt co2-ekv|kt co2", "co2", 1000),
    ("kg co₂e|kg co2e|kg co2", "co2", 0.001),
    ("tn|tonnia|tonni|ton|tonnes|tonne", "mass", 1),
    ("kg|kiloa|kilogrammaa|kilo", "mass", 0.001),
    ("kwh", "energy", 1), ("mwh", "energy", 1000), ("gwh", "energy", 1_000_000),
    ("tuhatta €|tuhansia €|tuhansina €|tuhannet €|tuhat €|tuh €|tuh. €|tusental €|tusen €|tus €|tus. €", "eur", 1000),
    ("thousands €|thousand €|1000 €|1 000 €|1.000 €|x 1000 €|t€|k€|t €|keur|te|1000€", "eur", 1000),
    ("miljoonaa €|miljoonia €|miljoonina €|miljoonat €|miljoona €|milj €|milj. €|miljoner €|miljon €", "eur", 1e6),
    ("mn €|mn€|mill €|mill. €|millions €|million €|mio €|mio. €|1 000 000 €|m€|meur", "eur", 1e6),
    ("miljardia €|miljardi €|miljarder €|miljard €|mrd €|mrd. €|md €|billions €|billion €|bn €", "eur", 1e9),
    ("t$|k$", "usd", 1000), ("tsek|tkr", "sek", 1000), ("t£", "gbp", 1000), ("tmk", "fim", 1000),
    ("mkr|mn kr|mnkr", "sek", 1e6), ("mneur", "eur", 1e6),
    ("kpl|kappaletta|lkm|lukumäärä|st|st.|stycken|styck|antal|pcs|pieces|number|in number|count", "count", 1),
    ("hlö|hlöä|hlöt|henk|henk.|henkilöä|henkilö|henkeä|ihmistä|asukasta|asukas|as|as.|asukkaita", "people", 1),
    ("pers|pers.|personer|person|invånare|inv|inv.|people|persons|residents|inhabitants", "people", 1),
    ("1000 hlö|tuhatta asukasta|tusen personer", "people", 1000), ("1000|tuhatta|tusen", "", 1000), ("milj.", "", 1e6),
    ("lasta", "lasta", 1), ("1000 lasta", "lasta", 1000), ("(lasta)|[lasta];|lasta:|,lasta.", "lasta", 1),
    ("lasta?", "lasta?", 1), ("2 lasta", "2 lasta", 1), ("€ persikka", "€ persikka", 1),
    ("tuhatta asukasta kohtiin", "asukasta kohtiin", 1000),
    ("/1000 as|/ 1000|per tusen inv|per tusen|per thousand|promille 1000", "per_thousand", 1),
    ("1000 asukasta kohti|tuhatta asukasta kohti", "per_thousand", 1),
]  # fmt: skip


@pytest.mark.parametrize(("words", "kind", "scale"), QUANTITIES)
def test_every_word_of_a_unit_is_known(words: str, kind: str, scale: float) -> None:
    assert {word: quantity(word) for word in words.split("|")} == dict.fromkeys(words.split("|"), Quantity(kind, scale))


@pytest.mark.parametrize(
    ("words", "of_what"),
    [
        ("€/v|€/vuosi|€/år|€/year|€/a|€ / v|€ vuodessa|€ per år|€ per year|€ a year|€ om året", "year"),
        ("€/as|€/as.|€/asukas|€/asukasta|€/inv|€/invånare|€/resident|€/capita|€/residents", "resident"),
        ("€ per capita|€/ as", "resident"),
        ("€/oppilas|€/oppilasta|€/elev|€/pupil", "pupil"),
        ("€/yksikkö|€/enhet|€/unit", "unit"),
        ("€/asuntokunta|€/bostadshushåll|€/household", "household"),
        ("€/viikko", "viikko"),
        ("€/as?", "as?"),
    ],
)  # fmt: skip
def test_what_a_unit_is_told_per(words: str, of_what: str) -> None:
    assert {w: quantity(w) for w in words.split("|")} == dict.fromkeys(words.split("|"), Quantity("eur", 1, of_what))


def test_every_unit_is_itself_in_every_language() -> None:
    found = units().values()
    assert [(u.id, w) for u in found for w in (u.id, *u.text, *u.one) if w and compare(w, u) != "same"] == []


CURRENCIES = {
    "same": [("eur", "€"), ("eur", "EUR"), ("eur", "t€"), ("meur", "eur"), ("eur_per_capita", "euroa")],
    "other": [("eur", "SEK"), ("eur", "$"), ("eur", "£"), ("eur", "mk"), ("persons", "€"), ("meur", "tkr")],
    "unknown": [("eur", "hlö"), ("eur", "%"), ("eur", "valuutta"), ("", "€")],
}
SCALES = {
    "same": [
        *(("persons", once) for once in ("1", "1,0", "1.0", "yksi", "en", "ett", "one", "-", "x1")), ("", "1"),
        ("score", "1"), ("meur", "milj."), ("meur", "m"), ("meur", "1 000 000"), ("meur", "milj. €"),
    ],
    "other": [
        ("persons", "1000"), ("persons", "1 000"), ("persons", "000"), ("persons", "tuhatta"), ("persons", "t"),
        ("persons", "k"), ("eur", "milj."), ("meur", "1"), ("meur", "1000"), ("", "1000"), ("score", "1000"),
    ],
    "unknown": [("persons", "lasta"), ("persons", "2"), ("", "lasta")],
}  # fmt: skip


@pytest.mark.parametrize(("ask", "answers"), [(currency, CURRENCIES), (scale, SCALES)])
def test_a_currency_and_a_scale_beside_the_measures(
    ask: Callable[[str, Unit | None], str], answers: Mapping[str, Sequence[tuple[str, str]]]
) -> None:
    found = units()
    given = {(unit, word): ask(word, found.get(unit)) for cases in answers.values() for unit, word in cases}
    assert given == {case: answer for answer, cases in answers.items() for case in cases}


def test_without_a_unit_of_the_measure_none_is_known() -> None:
    assert (compare("€", None), factor("€", None)) == ("unknown", None)


FACTORS: list[tuple[str, str, float | None]] = [
    ("eur", "€", 1.0), ("eur", "t€", 1000.0), ("meur", "€", 1e-6), ("meur", "mrd. €", 1000.0), ("days", "kk", 30.4375),
    ("days", "h", 1 / 24), ("eur_per_capita", "t€/as", 1000.0), ("eur_per_year", "€/v", 1.0), ("persons", "kpl", 1.0),
    ("persons", "lasta", None), ("persons", "€", None), ("eur", "€/as", None), ("dwellings", "1000 asuntoa", None),
]  # fmt: skip


@pytest.mark.parametrize(("unit", "word", "by"), FACTORS)
def test_by_how_much_a_number_is_multiplied(unit: str, word: str, by: float | None) -> None:
    assert factor(word, units()[unit]) == by


def test_which_words_are_units_by_themselves() -> None:
    words = "€ % t€ kk kpl hlö /1000 1000 tuhatta €/as".split()
    assert [word for word in [*words, "lasta", "ennakko", "arvio", ""] if is_unit(word)] == words


def test_a_quantity_is_known_by_its_kind() -> None:
    assert [quantity(word).known for word in ("€", "kk", "%", "lasta", "kpl", "hlö")] == [True] * 3 + [False] * 3


STATED = (
    "1 000 €|1.000 €|1000€|1000 e|1000 eur|1000 euroa|t€|teur|te|k€|keur|m€|meur|tuhansina|tuhansissa|miljoonina"
    "|miljoonissa|tusental|tuhatta euroa|tuhat €|tusen euro|thousands of euros|thousand eur|milj. €|milj €"
    "|miljoonaa euroa|miljoner euro|mn €|millions of euros|million eur|mrd. €|mrd eur"
).split("|")


@pytest.mark.parametrize("words", STATED)
def test_a_title_may_state_each_scale_of_money(words: str) -> None:
    assert list(stated_in(f"Luvut 2022, {words} (ennakko)")) == [words]
    assert list(stated_in(f"Luvut {words.replace(' ', chr(0xA0)).upper()}")) == [words.upper()]


@pytest.mark.parametrize(
    ("title", "stated"),
    [
        ("Talous, 1 000 euroa", ["1 000 euroa"]), ("Luvut tuhansina euroina", ["tuhansina"]),
        ("Milj. euroa", ["Milj. euroa"]),
        ("Belopp i tusen euro", ["tusen euro"]), ("yli 1 000 asukasta", []), ("Tulokset 2022", []),
    ],
)  # fmt: skip
def test_a_title_may_state_a_unit(title: str, stated: list[str]) -> None:
    assert list(stated_in(title)) == stated


Rows = Sequence[Sequence[object]]
# the header, the row, and the value or the problem
TABLES: list[tuple[Sequence[str], Sequence[object], float | str]] = [
    (("Mittari", "Kausi", "Luku", "Yksikkö"), (A, "2022", 93, "%"), 93.0),
    (("Mittari", "Kausi", "Luku", "Yksikkö"), (A, "2022", 93, "‰"), "D2 other_unit"),
    (("Mätare", "Period", "Värde", "Enhet"), (B, "2022", 12, "personer"), 12.0),
    (("Mätare", "Period", "Värde", "Enhet"), (B, "2022", 12, "tusen personer"), "D2 other_unit"),
    (("Measure", "Period", "Value", "Unit"), (B, "2022", 12, "€"), "D2 other_unit"),
    (("Mittari", "Kausi", "Luku", "Kerroin"), (B, "2022", 12, 1), 12.0),
    (("Mittari", "Kausi", "Luku", "Kerroin"), (B, "2022", 12, 1000), "D2 other_unit"),
    (("Mittari", "Kausi", "Luku", "Skaala"), (B, "2022", 12, "tuhatta"), "D2 other_unit"),
    (("Mittari", "Kausi", "Luku", "Valuutta"), (B, "2022", 12, "SEK"), "D2 other_unit"),
    (("Mittari", "Vuosi", "Arvo (hlö)"), (B, "2022", 12), 12.0),
    (("Mittari", "Vuosi", "Arvo (1000 hlö)"), (B, "2022", 12), "C2 other_unit"),
    (("Mittari", "Vuosi", "Arvo (€)"), (B, "2022", 12), "C2 other_unit"),
    (("Mittari", "Vuosi", "Arvo, %"), (A, "2022", 93), 93.0),
    (("Mittari", "Vuosi", "Arvo %"), (A, "2022", 93), 93.0),
    (("Mittari", "Vuosi", "Luku [t€]"), (B, "2022", 12), "C2 other_unit"),
    (("Mittari", "Vuosi", "Luku / milj. €"), (B, "2022", 12), "C2 other_unit"),
]


@pytest.mark.parametrize(("header", "row", "answer"), TABLES)
def test_what_the_table_says_of_its_units(
    header: Sequence[str], row: Sequence[object], answer: float | str, look: Look
) -> None:
    found = look(workbook([row], header=header))
    if isinstance(answer, float):
        assert (told(found), [v for _, _, v in values(found)]) == ([], [answer])
    else:
        assert [f"{cell} {code}" for cell, code in told(found)] == [answer]


@pytest.mark.parametrize(
    ("content", "kinds"),
    [
        ("Mittari;Kausi;Luku;Yksikkö\n1.1-m;2022;12;lasta\n", ["unit"]),
        ("Mittari;Kausi;Luku (ennakko)\n1.1-m;2022;12\n", ["unit"]),
        ("Luvut tuhansina;;\nMittari;Kausi;Luku\n1.1-m;2022;12\n", ["stated_unit"]),
        ("Mittari;Kausi;Luku\n1.1-m;2022;12,5\n", ["fraction"]),
        ("Mittari;Kausi;Luku\n1.1-m;2022;12\n", []),
    ],
)
def test_what_is_not_understood_is_a_doubt(content: str, kinds: list[str], look: Look) -> None:
    found = look(content.encode(), "luvut.csv")
    assert told(found) == []
    assert [d.kind for change in found.difference.changes for d in change.doubts] == kinds


PROSE = "Sosiaali- ja terveystoimi: odotusajat, etäkontaktit, muistikoulutus, neuvonta"
DELIMITED = [
    f"{PROSE}\nMittari;Kausi;Luku\n1.1-m;2022;12\n",
    "Mittari;Kausi;Luku;Viesti\n1.1-m;2022;12;yksi, kaksi, kolme, neljä, viisi, kuusi, seitsemän\n",
    "Mittari|Kausi|Luku\n1.1-m|2022|12\n",
    "Mittari\tKausi\tLuku\n1.1-m\t2022\t12\n",
    f"{PROSE}\n\nMittari\tKausi\tLuku\n1.1-m\t2022\t12\n",
    "a;b;c;d;e;f\nmeasure,period,value\n1.1-m,2022,12\n",
    "SEP=;\nMittari;Kausi;Luku\n1.1-m;2022;12\n",
    "Mittari;Kausi;Luku\n1.1-m;2022;\u202a12\u202c\n",
    "Mittari;Kausi;Luku\n1.1-m;2022;\u200f12\n",
    "Mittari;Kausi;Luku\n1.1-m;\u20662022\u2069;12\n",
]


@pytest.mark.parametrize("text", DELIMITED)
def test_the_header_tells_the_delimiter(text: str, look: Look) -> None:
    found = look(text.encode(), "luvut.csv")
    assert (told(found), values(found)) == ([], [(B, "2022", 12.0)])


@pytest.mark.parametrize(
    ("text", "cell", "code"),
    [
        ("Mittari;2019;2020;2021\n1.1-m;26;20;12\n", "A1", "period_columns"),
        ("Mittari;1/2022;2/2022\n1.1-m;26;20\n", "A1", "period_columns"),
        ("Mittari;2021;\n;Luku;Kausi\n1.1-m;12;2021\n", "A1", "two_header_rows"),
        ("Mittari;Kausi;Luku\n1.1-m;2022;12\nLähde: oma kysely\n", "A3", "text_row"),
        ("Mittari;Kausi;Luku\n1.1-m;2022;1\u202e2\n", "C2", "number_with_text"),
        ("Mittari;Kausi;Luku\n1.1-m;0000;12\n", "B2", "no_such_year"),
        ("Mittari;Kausi;Luku\n1.1-m;1-6;12\n", "B2", "no_year"),
        ("Mittari;Kausi;Luku\n1.1-m;2021-09-01;12\n", "B2", "day_for_period"),
        ("Mittari;Kausi;Luku\n1.1-m;2020/2021;12\n", "B2", "ambiguous_period"),
    ],
)
def test_the_message_names_what_was_seen(text: str, cell: str, code: str, look: Look) -> None:
    found = look(text.encode(), "luvut.csv")
    assert told(found) == [(cell, code)]
    assert values(found) in ([], [(B, "2022", 12.0)])


def test_without_a_header_the_first_line_is_told(look: Look) -> None:
    found = look(b"Kaupunki;Tulos\nKoivula;12\n", "luvut.csv")
    assert [(p.code, p.read) for p in found.problems] == [("no_header", "Kaupunki | Tulos")]


def test_a_line_longer_than_a_field_of_csv_may_be_is_read(look: Look) -> None:
    text = f"Mittari;Kausi;Luku;Viesti\n1.1-m;2022;12;{'x' * 200_000}\n"
    assert values(look(text.encode(), "luvut.csv")) == [(B, "2022", 12.0)]


def test_hundreds_of_thousands_of_strange_ids_are_one_cause(look: Look) -> None:
    text = "Mittari;Kausi;Luku\n" + "".join(f"x{n}-q;2021;{n}\n" for n in range(100_000))
    found = look(text.encode(), "luvut.csv")
    assert [p.code for p in found.problems] == ["too_many_problems"]

"""What a file says of its units, beside those of the measures, and how a header is found."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path

import pytest

from etl.intake.values.units import compare, stated_in
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
        ("meur", "miljoonaa euroa"),
        ("meur", "miljoner euro"), ("meur", "mn €"), ("persons", "hlö"), ("persons", "kpl"),
        ("residents", "as."), ("residents", "invånare"), ("percent", "prosenttia"), ("percent", "%"),
        ("percent", "procent"),
        ("days", "pv"), ("days", "vrk"), ("days", "dagar"), ("m2", "m2"), ("tonnes_co2e", "t CO2e"),
        ("km", "kilometriä"),
        ("eur_per_capita", "€/as"), ("eur_per_year", "€/v"), ("per_1000", "/1000 as"), ("pieces_per_year", "kpl/vuosi"),
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
        ("score", "%"), ("eur", "henkilöä"), ("hours", "min"),
    ],
    "unknown": [("persons", "lasta"), ("eur", "ei tiedossa"), ("persons", "asuntoa"), ("score", "kpl")],
}  # fmt: skip
CASES = [(answer, unit, word) for answer, cases in COMPARED.items() for unit, word in cases]


@pytest.mark.parametrize(("answer", "unit", "word"), CASES)
def test_a_unit_beside_the_measures(answer: str, unit: str, word: str) -> None:
    assert compare(word, units()[unit]) == answer


def test_every_unit_is_itself_in_every_language() -> None:
    found = units().values()
    assert [(u.id, w) for u in found for w in (u.id, *u.text, *u.one) if w and compare(w, u) != "same"] == []


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

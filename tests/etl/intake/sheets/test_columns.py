"""A header: which column is what, under every name that people give it; what is missing, twice or not read."""

from __future__ import annotations

import pytest

from etl.intake.sheets.columns import (
    ALL,
    BESIDE,
    EXPORTED,
    TableHeader,
    find_header,
    header_of,
    is_download,
    is_header,
    is_wide,
    known_names,
    names,
    plain,
    totals,
    word_of,
    words_in,
)
from etl.intake.sheets.sheets import EMPTY, Cell, Row, Sheet, Spreadsheet
from etl.intake.values.periods import is_period
from etl.reporting.problems import Problem
from strategy.model import CONFIDENCES, KNOWN_BASES, LANGUAGES, MISSING, QUALITIES, STATES
from strategy.texts import TEXTS, say
from tests.etl.intake.conftest import told_of


def row(*texts: str, number: int = 1) -> Row:
    return Row(number, tuple(Cell(text) if text else EMPTY for text in texts))


def read(*texts: str, number: int = 1) -> TableHeader | str:
    """The header that a row is, or what is wrong with it; empty where it is none."""
    problems: list[Problem] = []
    here, sheet = row(*texts, number=number), Sheet("s", (row("Otsikko"), row(*texts, number=number)))
    found = find_header(Spreadsheet("f", ()), sheet, problems)
    assert (found is None) or not problems
    assert is_header(here) == bool(found or problems)
    return found or "; ".join(f"{dict(p.where.steps)['cell']} {told_of([p])}" for p in problems)


def of(columns: str, kind: str = "figures", **more: object) -> TableHeader:
    """A header of columns that stand one after the other from A on, `-` for one that is not read."""
    words = columns.split()
    place = {name: n for n, name in enumerate(words) if name != "-"}
    return TableHeader(kind, 1, place, **{"strange": (), "width": len(words), **more})  # type: ignore[arg-type]


HEADERS: list[tuple[str, TableHeader | str]] = [
    ("Mittari;Kausi;Luku", of("measure period value")),
    ("Kausi;Luku", of("period value")),
    ("Mätare;Period;Siffra", of("measure period value")),
    ("MITTARI:;kausi. ;*Luku*", of("measure period value")),
    ("Mittari;;Kausi;Oma;Luku;;", of("measure - period - value", strange=("Oma",), width=5)),
    ("Mittari;Kausi;Luku;Rooli", of("measure period value -", strange=("Rooli",))),
    ("Mittari;Kausi;Luku;Kommentti suomeksi", of("measure period value -", strange=("Kommentti suomeksi",))),
    ("Mittari;Vaihe;Päivä", of("measure state day", "states")),
    ("Vaihe;Päivä", of("state day", "states")),
    ("Mittari;Päivä;Rooli;Kommentti suomeksi", of("measure day role text_fi", "comments")),
    ("Mittari;Päivä;Rooli;Kommentti ruotsiksi", of("measure day role text_sv", "comments")),
    ("Mittari;Päivä;Rooli;Kommentti englanniksi", of("measure day role text_en", "comments")),
    ("Mittari;Päivä;Rooli;Comment in English;Laatu",
     of("measure day role text_en -", "comments", strange=("Laatu",))),
    ("Mittari;Päivä;Rooli;Comment in English;Nimi;Viesti",
     of("measure day role text_en name message", "comments")),
    ("Mittari;Kausi;Arvo (€)", of("measure period value", unit="€")),
    ("Mittari;Kausi;Arvo [t€]", of("measure period value", unit="t€")),
    ("Mittari;Kausi;Arvo, [t€]", of("measure period value", unit="t€")),
    ("Mittari;Kausi;Arvo, €", of("measure period value", unit="€")),
    ("Mittari;Kausi;Arvo: hlö", of("measure period value", unit="hlö")),
    ("Mittari;Kausi;Arvo / milj. €", of("measure period value", unit="milj. €")),
    ("Mittari;Kausi;Arvo - €", of("measure period value", unit="€")),
    ("Mittari;Kausi;Arvo – €", of("measure period value", unit="€")),
    ("Mittari;Kausi;Arvo €", of("measure period value", unit="€")),
    ("Mittari;Kausi;Arvo, €)", of("measure period value", unit="€)")),
    ("Mittari;Kausi;Arvo:", of("measure period value")),
    ("Mittari;Kausi;Arvo ennakko", ""),
    ("Mittari;Kausi;Arvo -", ""),
    ("Mittari;Kausi;Arvo-€", ""),
    ("Mittari;Kausi;Arvo (", ""),
    ("measure;period;value", of("measure period value", exported=True)),
    ("measure;period;value;unit;licence", of("measure period value unit -", exported=True)),
    ("measure;period;value;x", of("measure period value -", strange=("x",))),
    ("Mittari;Luku", ""),
    ("Mittari;Päivä;x", ""),
    ("a;b;c", ""),
    ("", ""),
    ("Mittari;Luku;Huomautus", "A1 column_missing | Mittari, Luku, Huomautus | column: Ajanjakso, Period"),
    ("Mittari;Kausi;;Laatu", "A1 column_missing | Mittari, Kausi, Laatu | column: Luku, Siffra, Value"),
    ("Mittari;Vaihe;Osavaihe", "A1 column_missing | Mittari, Vaihe, Osavaihe | column: Päivä, Datum, Day"),
    ("Mittari;Luku;Note;Perjodi", "A1 column_missing | Mittari, Luku, Note, Perjodi | column: Ajanjakso, Period | Period"),  # noqa: E501
    ("Mittari;Luku;Note;Kauzi", "A1 column_missing | Mittari, Luku, Note, Kauzi | column: Ajanjakso, Period | Kausi"),
    ("Mätare;Siffra;Anmärkning;Peroid", "A1 column_missing | Mätare, Siffra, Anmärkning, Peroid | column: Ajanjakso, Period | Period"),  # noqa: E501
    ("Mittari;Ajanjakso;Lukku;Laatu", "A1 column_missing | Mittari, Ajanjakso, Lukku, Laatu | column: Luku, Siffra, Value | Luku"),  # noqa: E501
    ("Measure;Period;Vlaue;Quality", "A1 column_missing | Measure, Period, Vlaue, Quality | column: Luku, Siffra, Value | Value"),  # noqa: E501
    ("Mätare;Period;Sifra;Kvalitet", "A1 column_missing | Mätare, Period, Sifra, Kvalitet | column: Luku, Siffra, Value | Siffra"),  # noqa: E501
    ("Mittari;Päivä;Rooli", "A1 column_missing | Mittari, Päivä, Rooli | column: Ajanjakso, Period; "
                            "A1 column_missing | Mittari, Päivä, Rooli | column: Luku, Siffra, Value"),
    ("Luku;Arvo;Kausi", "B1 column_twice | Arvo | first: A1"),
    ("Kausi;Luku;Luku;Kausi", "C1 column_twice | Luku | first: B1; D1 column_twice | Kausi | first: A1"),
]  # fmt: skip


@pytest.mark.parametrize(("texts", "header"), HEADERS)
def test_a_header(texts: str, header: TableHeader | str) -> None:
    assert read(*texts.split(";")) == header


def test_every_column_has_a_name_in_every_language_and_stands_under_it() -> None:
    for lang in LANGUAGES:
        for column in ALL:
            words = [column, say(lang, f"intake.column.{column}"), *say(lang, f"intake.synonym.{column}").split("|")]
            assert {names()[plain(word)] for word in words if word} <= {column, *_shared(words)}, column
    assert len(ALL) == len(set(ALL))


def _shared(words: list[str]) -> set[str]:
    """A word may be one of another column in another language: the first of them has it."""
    return {
        names()[plain(w)] for w in words if w and plain(w) in ("status", "kommentti", "kommentar", "comment", "remark")
    }


@pytest.mark.parametrize("lang", LANGUAGES)
def test_our_own_downloads_are_known_by_their_names(lang: str) -> None:
    heads = [say(lang, f"exports.head.{column}") for column in (*EXPORTED, *BESIDE)]
    header = read(*heads)
    assert isinstance(header, TableHeader)
    assert (header.exported, header.strange, header.unit) == (True, (), "")
    assert list(header.columns) == list(EXPORTED)
    marked = read(*heads, "*")
    assert isinstance(marked, TableHeader)
    assert marked.exported
    assert is_download(Sheet("s", (row("Otsikko"), row(*heads, number=2))))
    assert not is_download(Sheet("s", (row(*heads, "Oma"),)))
    assert not is_download(Sheet("s", (row(*heads[:4]),)))


def test_the_header_stands_among_the_first_rows() -> None:
    found = read("Mittari", "Kausi", "Luku", number=30)
    assert isinstance(found, TableHeader)
    assert found.row == 30
    late = row("measure", "period", "value", number=31)
    assert find_header(Spreadsheet("f", ()), Sheet("s", (late,)), []) is None
    assert [is_download(Sheet("s", (Row(n, late.cells),))) for n in (30, 31)] == [True, False]


def test_a_column_that_stands_twice_is_told_in_its_row() -> None:
    problems: list[Problem] = []
    assert header_of(Spreadsheet("f", ()), Sheet("s", ()), row("Kausi", "Luku", "Tulos", number=7), problems) is None
    assert [(p.where.steps, dict(p.values)) for p in problems] == [
        ((("sheet", "s"), ("cell", "C7")), {"first": "B7"})
    ]  # fmt: skip


def test_the_mark_of_a_footnote_is_no_part_of_a_name_and_a_number_is_none() -> None:
    marked = Row(1, (Cell("Mittari"), Cell("Kausi"), Cell("Luku1", raised="1")))
    assert is_header(marked)
    assert not is_header(Row(1, (Cell("Mittari"), Cell("Kausi"), Cell(1.0))))


@pytest.mark.parametrize(
    ("texts", "count"),
    [
        ("Mittari;Kausi;Luku", 3),
        ("Kausi;Luku;Oma", 2),
        ("Mittari;\u200bKausi;Luku;Luku", 3),
        ("Mittari;Oma", 0),
        ("", 0),
    ],
)
def test_how_many_columns_a_line_names(texts: str, count: int) -> None:
    assert known_names(texts.split(";")) == count


@pytest.mark.parametrize(
    ("texts", "wide"),
    [
        ("Mittari;2019;2020", True),
        ("Nimi;1/2019;2/2019", True),
        ("Mittari;2019;", False),
        ("Luku;2019;2020", False),
        ("Mittari;a;b", False),
        ("2019;2020;2021", False),
    ],
)
def test_a_table_with_a_column_for_each_period(texts: str, wide: bool) -> None:
    assert is_wide(row(*texts.split(";")), is_period) == wide


@pytest.mark.parametrize(
    ("text", "word"),
    [("final", "final"), ("Lopullinen", "final"), ("slutlig.", "final"), (" Final: ", "final"), ("arvio", "estimate"),
     ("loppu", None), ("", None)],
)  # fmt: skip
def test_a_word_of_a_list(text: str, word: str | None) -> None:
    assert word_of(text, "common.quality", ("final", "estimate")) == word
    assert words_in("sv", "common.quality", ("final", "estimate")) == ["slutlig", "uppskattning"]


def test_the_words_that_begin_a_row_of_totals() -> None:
    assert {"yhteensä", "summa", "totalt", "sammanlagt", "total", "grand total"} <= totals()
    assert "" not in totals()


@pytest.mark.parametrize(
    ("text", "word"),
    [(" A  b ", "a b"), ("A\nb", "a b"), ("A\u00a0b", "a b"), ("*a*", "a"), ("a:", "a"), ("a.", "a"), ("a?", "a?")],
)
def test_a_word_without_what_people_change_in_it(text: str, word: str) -> None:
    assert plain(text) == word


# fmt: off
EARLIER = [
    # what a workbook or file of ours once said, and what it means
    ("common.missing", "salattu, koska koskee harvoja", "hidden_few"),
    ("common.missing", "Salattu, koska koskee harvoja.", "hidden_few"),
    ("common.missing", "dold, eftersom den gäller få personer", "hidden_few"),
    ("common.missing", "dold, gäller för få", "hidden_few"),
    ("common.missing", "hidden, as it concerns few people", "hidden_few"),
    ("common.missing", "hidden, concerns too few", "hidden_few"),
    ("common.missing", "lukua ei voi olla", "cannot_exist"),
    ("common.missing", "kan inte finnas", "cannot_exist"),
    ("common.missing", "cannot exist", "cannot_exist"),
    ("common.missing", "julkaiseminen lopetettu", "publication_stopped"),
    ("common.missing", "publication stopped", "publication_stopped"),
    ("common.quality", "preliminär", "preliminary"),
    ("intake.confidence", "suuri", "high"),
    ("intake.confidence", "vähäinen", "low"),
    ("intake.confidence", "hög", "high"),
    ("intake.confidence", "medelhög", "medium"),
    ("intake.confidence", "låg", "low"),
    ("exports.known_basis", "källan anger dagen", "stated"),
    ("exports.known_basis", "okänt", "unknown"),
]
VOCABULARIES = {
    "common.missing": MISSING, "common.quality": QUALITIES, "common.state": STATES,
    "intake.confidence": CONFIDENCES, "exports.known_basis": KNOWN_BASES,
}
# fmt: on


@pytest.mark.parametrize(("section", "text", "word"), EARLIER)
def test_a_word_of_an_earlier_workbook_is_understood(section: str, text: str, word: str) -> None:
    assert word_of(text, section, VOCABULARIES[section]) == word


def test_every_earlier_word_is_in_the_table_and_means_one_thing() -> None:
    """No earlier word is one of today's for something else, and none is kept that nobody ever wrote."""
    kept = [
        (key.split(".")[2], word)
        for lang in LANGUAGES
        for key, words in TEXTS[lang].items()
        if key.startswith("intake.earlier.")
        for word in words.split("|")
        if word
    ]
    assert {(s.split(".")[1], text) for s, text, _ in EARLIER if not text.endswith(".")} == set(kept)
    for section, ids in VOCABULARIES.items():
        today = {plain(TEXTS[lang][f"{section}.{one}"]) for lang in LANGUAGES for one in ids}
        assert [word for topic, word in kept if topic == section.split(".")[1] and plain(word) in today] == []

"""Every format gives the same table, missing markers as they were written; corners of each specification."""

from __future__ import annotations

import json
from datetime import date

import pytest

from etl.formats.cube import ABSENT, NULL, Cell, Cube, Dimension, FormatError, day_of
from etl.formats.pxcsv import PERIOD
from etl.formats.reading import read_cube
from etl.formats.sotkanet import bundle
from tests.etl.statistics import made

SEMICOLONS = made.CSV.replace('"', "").replace(",", ";").split("\n", 2)[2]
ONE_ROW_EACH = "Alue,Sukupuoli,Vuosi,Väestö 31.12\n" + "".join(
    f"{area},Yhteensä,{year},{value}\n"
    for (area, year), value in zip(
        [(a, y) for a in ("KOKO MAA", "Koivula", "Haapala") for y in (2021, 2022)], made.VALUES, strict=True
    )
)


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(made.jsonstat2(), id="json-stat 2"),
        pytest.param(made.jsonstat1(), id="json-stat 1 in its wrapper"),
        pytest.param(made.pxweb_json(), id="pxweb json"),
        pytest.param(made.px("iso-8859-15"), id="px in latin-9"),
        pytest.param(made.px("windows-1252"), id="px in windows-1252"),
        pytest.param(made.px("utf-8"), id="px in utf-8"),
        pytest.param(b"\xef\xbb\xbf" + made.px("utf-8"), id="px with a byte order mark"),
        pytest.param(made.CSV.encode(), id="csv with two title lines"),
        pytest.param(b"\xef\xbb\xbf" + made.CSV.encode(), id="csv with a byte order mark"),
        pytest.param(SEMICOLONS.encode("cp1252"), id="csv with semicolons in windows-1252"),
        pytest.param(ONE_ROW_EACH.encode(), id="csv with a row per figure"),
    ],
)
def test_every_format_gives_the_same_cells(raw: bytes) -> None:
    cube = read_cube(raw, "file")
    assert list(cube.cells) == made.VALUES
    assert [len(d.codes) for d in cube.dimensions if len(d.codes) > 1] == [3, 2]


def test_a_csv_may_say_in_its_rows_what_they_are_of() -> None:
    """As PxWeb saves a table of many key figures: years alone in the heading."""
    text = "Avainluvut\n\nAlue 2017;Tiedot;2015;2016\nKoivula;Lainakanta;1;2\nKoivula;Vuosikate;3;..\n"
    cube = read_cube(text.encode("cp1252"), "file")
    assert [(d.text, d.codes) for d in cube.dimensions] == [
        ("Alue 2017", ("Koivula",)), ("Tiedot", ("Lainakanta", "Vuosikate")), (PERIOD, ("2015", "2016")),
    ]  # fmt: skip
    assert list(cube.cells) == [1.0, 2.0, 3.0, ".."]


@pytest.mark.parametrize("raw", [made.jsonstat2(), made.jsonstat1(), made.pxweb_json(), made.px()])
def test_the_day_of_a_table_is_read(raw: bytes) -> None:
    assert read_cube(raw, "file").updated == date(2023, 3, 30)


def test_px_is_read_in_its_own_language_with_quotes_and_joined_strings() -> None:
    cube = read_cube(made.px(), "file")
    assert cube.title == "Väestö; alue=kunta, vuosi (€)"
    assert [d.text for d in cube.dimensions] == ["Alue", "Sukupuoli", "Vuosi", "Tiedot"]
    assert cube.dimensions[3].labels == ('Väestö "31.12."',)
    assert cube.dimensions[0] == Dimension("Alue", "Alue", ("SSS", "KU901", "KU902"), ("KOKO MAA", "K", "H"))


HEAD = 'CHARSET="ANSI";STUB="Alue";HEADING="Vuosi";VALUES("Alue")="K","H";VALUES("Vuosi")="2019","2020";'


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        (HEAD + 'DATA=1 ".." "..." "-";', [1.0, "..", "...", "-"]),
        (HEAD + "DATA=-1.5 . .. -;", [-1.5, ".", "..", "-"]),
        (HEAD + 'DATA=1,2,"",4;', [1.0, 2.0, NULL, 4.0]),
        (HEAD + "DATA=\r\n0 1E3\r\n3 4\r\n;\r\n", [0.0, 1000.0, 3.0, 4.0]),
        (HEAD + 'KEYS("Alue")=VALUES;DATA="H",1 2;', [ABSENT, ABSENT, 1.0, 2.0]),
        (HEAD + 'CODES("Alue")="901","902";KEYS("Alue")=CODES;DATA="902" 1 2 "901" 3 4;', [3.0, 4.0, 1.0, 2.0]),
    ],
)
def test_cells_of_px(text: str, cells: list[Cell]) -> None:
    assert read_cube(text.encode("cp1252"), "file").cells == cells


def test_px_without_a_code_page_is_windows_1252() -> None:
    text = HEAD.replace('"K"', '"Äö€–"') + "DATA=1 2 3 4;"
    assert read_cube(text.encode("cp1252"), "file").dimensions[0].labels[0] == "Äö€–"


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "nothing_came"),
        (b" \r\n", "nothing_came"),
        (b"<!DOCTYPE html><html>Service unavailable</html>", "html"),
        (b'{"class": "dataset", "id": ["A"], "va', "json"),
        (b"[1, 2]", "json_shape"),
        (b'{"error": "too many cells"}', "datasets"),
        (b"[" * 100000, "json"),
        (made.jsonstat2(made.VALUES[:-1]), "cell_count"),
        (made.jsonstat2().replace(b"[3, 1, 2, 1]", b"[3, 1, 1, 2]"), "size"),
        (made.jsonstat2().replace(b'"KU902": 2', b'"KU902": 7'), "index"),
        (made.jsonstat2().replace(b"5000.0", b"true"), "cell"),
        (made.jsonstat2().replace(b"5000.0", b"1e999"), "too_large_number"),
        (made.jsonstat1().replace(b'"5": "..."', b'"6": "..."'), "place"),
        (made.pxweb_json().replace(b'"data"', b'"rows"'), "column"),
        (made.pxweb_json().replace(b'["KU902", "SSS", "2022"]', b'["KU902", "SSS", "2021"]'), "row_twice"),
        (made.pxweb_json().replace(b'["KU902", "SSS", "2022"]', b'["KU902", "2022"]'), "row"),
        (made.px()[:-30], "truncated"),
        (made.px().partition(b"DATA=\n")[0], "no_data"),
        (made.px().replace(b"5000 5010", b"5000"), "cell_count"),
        (made.px().replace(b"5000 5010", b"5000 5x"), "cell"),
        (made.px().replace(b"5000 5010", b"5000 5,0"), "two_readings"),
        (made.jsonstat2().replace(b'"value":', b'"value": [1], "value":'), "key_twice"),
        (made.px().replace(b'"SSS","KU901"', b'"SSS","X","KU901"'), "labels"),
        (made.px().replace(b'"SSS","KU901"', b'"KU901","KU901"'), "code_twice"),
        (made.px().replace(b"iso-8859-15", b"klingon"), "codepage"),
        (made.px().replace(b"iso-8859-15", b"utf-8"), "not_in_codepage"),
        (made.px().replace(b"STUB=", b"STUBB=").replace(b"HEADING=", b"HEADS="), "no_dimensions"),
        (made.px().replace(b'VALUES("Suk', b'VALUE("Suk').replace(b'CODES("Suk', b'CODE("Suk'), "no_values"),
        (made.px().replace(b"CONTENTS=", b"contents="), "keyword"),
        ((HEAD + 'KEYS("Alue")=VALUES;DATA="J",1 2;').encode(), "key"),
        ((HEAD.replace('"Alue";H', '"Alue","B";H') + 'VALUES("B")="b";KEYS("B")=VALUES;DATA=1;').encode(), "keys"),
        (made.CSV.replace("990", "n. 990").encode(), "cell"),
        (made.CSV.replace('"Haapala"', '"Koivula"').encode(), "row_twice"),
        (made.CSV.replace("1050,", "").encode(), "row"),
        (b"Only words\nand more words\n", "no_header"),
    ],
)  # fmt: skip
def test_what_is_not_such_a_table_is_refused_with_its_reason(raw: bytes, code: str) -> None:
    with pytest.raises(FormatError) as wrong:
        read_cube(raw, "file")
    assert wrong.value.code == code


def test_sparse_values_are_null_where_nothing_stands() -> None:
    data = json.loads(made.jsonstat2())
    data["value"] = {"0": 1, "3": 0}
    data["status"] = "e"
    assert read_cube(json.dumps(data).encode(), "file").cells == [1.0, "e", "e", 0.0, "e", "e"]
    del data["status"]
    assert read_cube(json.dumps(data).encode(), "file").cells == [1.0, NULL, NULL, 0.0, NULL, NULL]


REGIONS = [
    {"id": 629, "code": "901", "category": "KUNTA"},
    {"id": 901, "code": "62", "category": "SEUTUKUNTA"},
    {"id": 658, "code": "", "category": "MAA"},
]
RATES = [
    {"indicator": 1, "region": 629, "year": 2021, "gender": "total", "value": 3.5, "absValue": 12},
    {"indicator": 1, "region": 658, "year": 2021, "gender": "total", "value": 0, "absValue": 0},
    {"indicator": 1, "region": 901, "year": 2021, "gender": "total", "value": 99, "absValue": 1},
    {"indicator": 1, "region": 629, "year": 2022, "gender": "total", "value": None, "absValue": None},
]


def test_a_region_of_sotkanet_is_known_by_its_municipality_code() -> None:
    """Its ids are its own: the region 901 is not the municipality 901."""
    cube = read_cube(bundle(json.dumps(RATES).encode(), json.dumps(REGIONS).encode()), "sotkanet")
    areas = cube.dimensions[0].codes
    assert cube.at((areas.index("901"), 0, 0)) == 3.5
    assert cube.at((areas.index("901"), 1, 0)) == NULL
    assert cube.at((areas.index("SSS"), 0, 0)) == 0.0
    assert cube.at((areas.index("SSS"), 1, 0)) == ABSENT
    assert sorted(areas) == ["901", "SSS", "id 901"]


def test_sotkanets_csv_has_a_decimal_point_and_semicolons() -> None:
    cube = read_cube(
        b"indicator;region;year;gender;primary.value;absolute.value\n1;629;2021;total;3.5;12\n", "sotkanet"
    )
    assert (cube.dimensions[0].codes, list(cube.cells)) == (("id 629",), [3.5])


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"<html>", "html"),
        (b'[{"region": 1', "json"),
        (b'{"values": 3, "regions": []}', "json_shape"),
        (b'[{"region": 1}]', "row"),
        (bundle(json.dumps([*RATES, RATES[0]]).encode(), b"[]"), "row_twice"),
        (b"a;b\n1;2\n", "no_header"),
    ],
)
def test_what_is_not_sotkanets_is_refused(raw: bytes, code: str) -> None:
    with pytest.raises(FormatError) as wrong:
        read_cube(raw, "sotkanet")
    assert wrong.value.code == code


def test_a_cube_knows_its_size() -> None:
    year = Dimension("y", "y", ("2019", "2020"), ("2019", "2020"))
    assert Cube("", (year,), [1.0, 2.0]).at([1]) == 2.0
    with pytest.raises(FormatError):
        Cube("", (year,), [1.0])


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-02-25T06.00.00Z", date(2025, 2, 25)),
        ("2026-06-08T06:00:00Z", date(2026, 6, 8)),
        ("20251127 08:00", date(2025, 11, 27)),
        ("yesterday", None),
        (None, None),
    ],
)
def test_the_day_of_a_stamp(text: str | None, day: date | None) -> None:
    assert day_of(text) == day

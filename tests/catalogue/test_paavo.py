"""Paavo's areas are postal codes and its first editions have no year: saved files of every edition are read."""

from __future__ import annotations

import json
from datetime import date

import pytest

from etl.formats.reading import read_cube
from etl.reading.tables import StatisticsTable, load
from etl.reporting.problems import Problem
from etl.statistics.asking import ask
from etl.statistics.series import TableContext, rows_of
from strategy.model.catalogue import Strategy
from tests.catalogue.test_tables import DATA

DAY = date(2026, 6, 30)
AREA = "postinumeroalue_4_20260101"
AREAS = ("SSS", "02700", "02710")
LABELS = ("KOKO MAA", "02700 Kauniainen  (Kauniainen)", "02710 Viherlaakso  (Espoo)")

PX = """\
CHARSET="ANSI";CODEPAGE="iso-8859-15";LANGUAGE="fi";TITLE="Rakennukset ja asunnot";CONTENTS="Paavo";
STUB="Postinumeroalue";HEADING="Tiedot";
VALUES("Postinumeroalue")="KOKO MAA","02700 Kauniainen  (Kauniainen)","02710 Viherlaakso  (Espoo)";
VALUES("Tiedot")="Rakennukset yhteensä, 2013 (RA)","Asunnot, 2013 (RA)";
CODES("Postinumeroalue")="SSS","02700","02710";CODES("Tiedot")="Ra_raky","Ra_asunn";
DATA=9 900 5 111 7 700;
"""
CSV = """\
"Paavo muuttujina Postinumeroalue ja Tiedot"

"Postinumeroalue";"Rakennukset yhteensä, 2013 (RA)";"Asunnot, 2013 (RA)"
"KOKO MAA";9;900
"02700 Kauniainen  (Kauniainen)";5;111
"02710 Viherlaakso  (Espoo)";7;700
"""


def _jsonstat() -> bytes:
    dimension = {
        AREA: _dimension("Postinumeroalue", AREAS, LABELS),
        "timeperiod_y": _dimension("Vuosi", ("2023", "2024"), ("2023", "2024")),
        "contentscode": _dimension("Tiedot", ("ra_asunn",), ("Asunnot",)),
    }
    return json.dumps({
        "version": "2.0", "class": "dataset", "label": "Paavo", "updated": "2026-01-20T06:00:00Z",
        "id": list(dimension), "size": [3, 2, 1], "dimension": dimension, "value": [900, 910, 111, None, 700, 710],
        "status": {"3": "..."},
    }).encode()  # fmt: skip


def _dimension(label: str, codes: tuple[str, ...], labels: tuple[str, ...]) -> dict[str, object]:
    return {"label": label, "category": {"index": list(codes), "label": dict(zip(codes, labels, strict=True))}}


def table(strategy: Strategy, source: str) -> StatisticsTable:
    """The declared table of a source."""
    problems: list[Problem] = []
    found = load(DATA, strategy, problems)
    assert problems == []
    return found.tables[source]


def read(strategy: Strategy, source: str, raw: bytes) -> list[tuple[str, str, float | None, str | None, str]]:
    """Area, period, value, reason and place of every row."""
    rows = rows_of(read_cube(raw, "file"), table(strategy, source), TableContext(strategy, (), DAY, "snapshots/x"))
    return [(i.row.area, str(i.row.period), i.row.value, i.row.missing, i.where.steps[-1][1]) for i in rows]


@pytest.mark.parametrize(
    ("raw", "place"),
    [
        pytest.param(PX.encode("iso-8859-15"), "02700/Ra_asunn/2013", id="px"),
        pytest.param(CSV.encode("cp1252"), "02700 Kauniainen  (Kauniainen)/Asunnot, 2013 (RA)/2013", id="csv"),
    ],
)
def test_an_edition_without_a_year_is_of_the_year_that_is_declared(strategy: Strategy, raw: bytes, place: str) -> None:
    assert read(strategy, "paavo_2015", raw) == [("235", "2013", 111.0, None, place)]


def test_only_the_own_postal_code_is_taken(strategy: Strategy) -> None:
    """The whole country is an area of ours, and its code stands in the table, but the measure is of one postal code."""
    assert read(strategy, "paavo_12f4", _jsonstat()) == [
        ("235", "2023", 111.0, None, "02700/2023/ra_asunn"),
        ("235", "2024", None, "hidden_few", "02700/2024/ra_asunn"),
    ]


def test_only_the_own_postal_code_is_asked_for(strategy: Strategy) -> None:
    asked: list[object] = []

    class Service:
        def get(self, address: str, body: object = None) -> bytes:
            asked.append((address, body))
            variables = [
                {"code": AREA, "text": "Postinumeroalue", "values": AREAS, "valueTexts": LABELS},
                {"code": "contentscode", "text": "Tiedot", "values": ["ra_raky", "ra_asunn"]},
                {"code": "timeperiod_y", "text": "Vuosi", "values": ["2023", "2024"]},
            ]
            return json.dumps({"title": "Paavo", "variables": variables}).encode()

    declared = table(strategy, "paavo_12f4")
    ask(Service(), declared, strategy, DAY)
    query = [
        {"code": code, "selection": {"filter": "item", "values": values}}
        for code, values in (
            (AREA, ["02700"]),
            ("contentscode", ["ra_asunn"]),
            ("timeperiod_y", ["2023", "2024"]),
        )
    ]
    assert asked[1] == (declared.address, {"query": query, "response": {"format": "json-stat2"}})

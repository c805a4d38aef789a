"""Tables as services and people's programs write them, each with what is read from it: a figure, a doubt or a refusal.

The first tables are twins of files that were once misread; the others are of the same kinds. An answer is written as
`2021 1050` (period, value), with the quality where it is not final, what was not read, and how many notes wait for a
person; or `refused: code`.
"""

# ruff: noqa: E501 - a row of these tables is read best as a row

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from etl.formats.cube import FormatError
from etl.formats.reading import read_cube
from etl.reading.tables import StatisticsTable, TableSeries
from etl.record.record import Record, read_record
from etl.statistics.series import TableContext, figures_of

SMALL = Path(__file__).parents[2] / "fixtures" / "small"
MARKERS = {".": "cannot_exist", "..": "not_collected", "...": "hidden_few", "-": "zero"}
TABLE = StatisticsTable(
    source="statistics",
    interface="file",
    address=None,
    form="px",
    period=("Vuosi", "Kuukausi", "Neljännes", "Ajanjakso", "Viikko", "year"),
    area=("Alue", "Område", "region"),
    totals={"Sukupuoli": ("SSS", "Yhteensä")},
    missing=MARKERS,
    preliminary=None,
    quality="final",
    series=(TableSeries("2.1-t1", {"Tiedot": ("vaesto", "Väestö 31.12.")}),),
)
STARRED = replace(TABLE, marks={"*": "preliminary", "e": "estimate", "r": "final"})
RATES = replace(TABLE, interface="sotkanet", indicator=42, series=(TableSeries("2.1-t1", {}),))


@pytest.fixture(scope="module")
def record() -> Record:
    """A town of two municipalities and the country: 901 Koivula (its own), 902 Haapala, SSS Koko maa."""
    return read_record(SMALL)


def answer(raw: bytes, table: StatisticsTable, record: Record) -> str:
    """What is read of our own municipality, in the notation of the tables."""
    try:
        found = figures_of(
            read_cube(raw, table.interface), table, TableContext(record.strategy, (), date(2026, 6, 1), "x")
        )
    except FormatError as wrong:
        return f"refused: {wrong.code}"
    said = [_said(item.row.period, item.row.value, item.row.missing, item.row.quality)
            for item in found.rows if item.row.area == "901"]  # fmt: skip
    lost = [f"unread {', '.join(found.unread)}"] if found.unread else []
    notes = {remark for _, remark in found.remarks}
    return "; ".join([", ".join(said), *lost, *([f"notes {len(notes)}"] if notes else [])])


def _said(period: object, value: float | None, missing: str | None, quality: str) -> str:
    shown = missing if value is None else f"{value:g}"
    return f"{period} {shown}" + ("" if quality == "final" else f" {quality}")


def px(
    head: str = 'CHARSET="ANSI";AXIS-VERSION="2013";CODEPAGE="utf-8";LANGUAGE="fi";TITLE="Väestö";',
    time: str = 'VALUES("Vuosi")="2021","2022";CODES("Vuosi")="2021","2022";',
    areas: str = 'VALUES("Alue")="Koivula","Haapala";CODES("Alue")="KU901","KU902";',
    data: str = "1050 1060\n990 980",
    more: str = "",
    variable: str = "Vuosi",
) -> bytes:
    """A px file of two municipalities, two periods and one content."""
    time = time.replace("Vuosi", variable)
    axes = f'STUB="Alue";\nHEADING="{variable}","Tiedot";\n'
    content = 'VALUES("Tiedot")="Väestö 31.12.";CODES("Tiedot")="vaesto";'
    return "\n".join([head, axes, areas, time, content, more, f"DATA=\n{data};\n"]).encode()


def jsonstat(*, values: object = None, variable: str = "Vuosi", codes: object = None, **more: object) -> bytes:
    """The same table as JSON-stat 2."""
    years = ["2021", "2022"] if codes is None else codes
    return json.dumps({
        "version": "2.0", "class": "dataset", "label": "Väestö", "id": ["Alue", variable, "Tiedot"], "size": [2, 2, 1],
        "dimension": {
            "Alue": {"category": {"index": ["KU901", "KU902"], "label": {"KU901": "Koivula", "KU902": "Haapala"}}},
            variable: {"category": {"index": years}},
            "Tiedot": {"category": {"label": {"vaesto": "Väestö 31.12."}}},
        },
        "value": [1050, 1060, 990, 980] if values is None else values, **more,
    }).encode()  # fmt: skip


def with_dimension(raw: bytes, name: str, category: object) -> bytes:
    """A JSON-stat table with another category of one dimension."""
    data = json.loads(raw)
    data["dimension"][name]["category"] = category
    return json.dumps(data).encode()


def pxweb(**more: object) -> bytes:
    """The same table as PxWeb's own JSON."""
    columns = [
        *({"code": c, "text": c, "type": t} for c, t in (("Alue", "d"), ("Vuosi", "t"))),
        {"code": "vaesto", "text": "Väestö 31.12.", "type": "c"},
    ]
    keys = [(a, y) for a in ("KU901", "KU902") for y in ("2021", "2022")]
    data = [{"key": list(k), "values": [v]} for k, v in zip(keys, ("1050", "1060", "990", ".."), strict=True)]
    return json.dumps({"columns": columns, "comments": [], "data": data, **more}).encode()


MONTHS = 'VALUES("Kuukausi")="tammikuu 2021","helmikuu 2021";'
BOTH = "2021 1050, 2022 1060"
TWO_MONTHS = "2021-01 1050, 2021-02 1060"

TWINS = [
    ("a star in the label of a period", px(time='VALUES("Vuosi")="2021","2022*";CODES("Vuosi")="2021","2022";'), TABLE,
     "refused: mark"),
    ("the star where it is declared", px(time='VALUES("Vuosi")="2021","2022*";CODES("Vuosi")="2021","2022";'), STARRED,
     "2021 1050, 2022 1060 preliminary"),
    ("another keyword first", px('SUBJECT-AREA="Väestö";SUBJECT-CODE="vaerak";CHARSET="ANSI";CODEPAGE="utf-8";'), TABLE,
     BOTH),
    ("codes that only count", px(time='VALUES("Vuosi")="2021","2022";TIMEVAL("Vuosi")=TLIST(A1),"2021","2022";'
                                 'CODES("Vuosi")="0","1";'), TABLE, BOTH),
    ("codes as CCYYMM", px(time='VALUES("Vuosi")="2021M01","2021M02";TIMEVAL("Vuosi")=TLIST(M1),"202101","202102";'
                                'CODES("Vuosi")="202101","202102";', variable="Kuukausi"), TABLE, TWO_MONTHS),
    ("months in words and TIMEVAL", px(time=MONTHS + 'TIMEVAL("Kuukausi")=TLIST(M1),"202101","202102";',
                                       variable="Kuukausi"), TABLE, TWO_MONTHS),
    ("a range of years alone", px(time='TIMEVAL("Vuosi")=TLIST(A1,"2021"-"2022");'), TABLE, BOTH),
    ("a code before the name", px(areas='VALUES("Alue")="KU901 Koivula","KU902 Haapala";'), TABLE, BOTH),
    ("a period that is none", px(time='VALUES("Vuosi")="2021","2021-2022";'), TABLE, "2021 1050; unread 2021-2022"),
    ("UTF-8 without a code page", px('CHARSET="ANSI";LANGUAGE="fi";'), TABLE, BOTH),
    ("sizes as texts", jsonstat(size=["2", "2", "1"]), TABLE, BOTH),
    ("ISO months", jsonstat(variable="Kuukausi", codes=["2021-01", "2021-02"]), TABLE, TWO_MONTHS),
    ("CSV with a code before the name", b'"Vuosi";"Alue";"V\xc3\xa4est\xc3\xb6 31.12."\n"2021";"901 Koivula";1050\n'
                                        b'"2021";"902 Haapala";990\n', TABLE, "2021 1050"),
    ("CSV with decimal commas", '"Vuosi";"Alue";"Väestö 31.12."\n"2021";"Koivula";3,1\n"2021";"Haapala";8,1\n'.encode(),
     TABLE, "2021 3.1"),
    ("CSV with five lines above", ('Väestö\nLähde: Tilastokeskus\nPäivitetty 1.4.2025\n\nYksikkö: henkilöä\n'
                                   '"Alue","Väestö 31.12. 2021"\n"Koivula",1050\n"Haapala",990\n').encode(), TABLE,
     "2021 1050"),
    ("CSV with the period first", ('"Väestö"\n\n"Alue","2021 Väestö 31.12.","2022 Väestö 31.12."\n"Koivula",1050,1060\n'
                                   '"Haapala",990,980\n').encode("cp1252"), TABLE, BOTH),
    ("CSV with a source below", ('"Alue","Väestö 31.12. 2021","Väestö 31.12. 2022"\n"Koivula",1050,1060\n'
                                 '"Haapala",990,980\n\n"Lähde: Tilastokeskus"\n').encode(), TABLE, BOTH),
    ("CSV with spaces between thousands", ('"Alue";"Väestö 31.12. 2021";"Väestö 31.12. 2022"\n"Koivula";10 270;10 399\n'
                                           '"Haapala";314 024;320 000\n').encode(), TABLE, "2021 10270, 2022 10399"),
    ("Sotkanet's values without regions", json.dumps([{"indicator": 42, "region": 629, "year": 2021, "value": 3.5}])
     .encode(), RATES, "refused: home"),
]  # fmt: skip

PX = [
    ("weeks are no periods", px(time='VALUES("Vuosi")="2021","2022";TIMEVAL("Vuosi")=TLIST(W1),"202101","202102";'),
     TABLE, "refused: period"),
    ("CCYYMM that may be weeks", px(time='VALUES("Vuosi")="202101","202102";', variable="Viikko"), TABLE,
     "refused: period"),
    ("CCYYMM with a thirteenth month", px(time='VALUES("Vuosi")="202112","202113";'), TABLE, "refused: period"),
    ("quarters by TLIST", px(time='TIMEVAL("Vuosi")=TLIST(Q1,"20213"-"20214");', variable="Neljännes"), TABLE,
     "2021-Q3 1050, 2021-Q4 1060"),
    ("half-years by TLIST", px(time='TIMEVAL("Vuosi")=TLIST(H1),"20212","20221";', variable="Ajanjakso"), TABLE,
     "2021-07/2021-12 1050, 2022-01/2022-06 1060"),
    ("thirds of a year by TLIST", px(time='TIMEVAL("Vuosi")=TLIST(T1),"20211","20212";', variable="Ajanjakso"), TABLE,
     "2021-01/2021-04 1050, 2021-05/2021-08 1060"),
    ("a range over the turn of the year", px(time='TIMEVAL("Vuosi")=TLIST(M1,"202112"-"202201");', variable="Kuukausi"),
     TABLE, "2021-12 1050, 2022-01 1060"),
    ("a range within one string", px(time='TIMEVAL("Vuosi")=TLIST(A1,"2021-2022");'), TABLE, BOTH),
    ("a range of too many", px(time='TIMEVAL("Vuosi")=TLIST(A1,"2021"-"2023");CODES("Vuosi")="a","b";'), TABLE,
     "refused: times"),
    ("a range backwards", px(time='TIMEVAL("Vuosi")=TLIST(A1,"2022"-"2021");'), TABLE, "refused: timeval"),
    ("TIMEVAL and label say two years", px(time='VALUES("Vuosi")="2021","2022";TIMEVAL("Vuosi")=TLIST(A1),"2021","2023";'),
     TABLE, "2021 1050; unread 2022"),
    ("two columns of one year", px(time='VALUES("Vuosi")="2021","2021*";CODES("Vuosi")="2021","2021*";'), STARRED,
     "refused: period"),
    ("months in Swedish", px(time='VALUES("Vuosi")="januari 2021","2021 februari";', variable="Kuukausi"), TABLE,
     TWO_MONTHS),
    ("quarters in words", px(time='VALUES("Vuosi")="1. neljännes 2021","2021 kvartal 2";', variable="Neljännes"), TABLE,
     "2021-Q1 1050, 2021-Q2 1060"),
    ("Swedish K for quarters", px(time='VALUES("Vuosi")="2021K1","2021K2";', variable="Neljännes"), TABLE,
     "2021-Q1 1050, 2021-Q2 1060"),
    ("a span of months is no year", px(time='VALUES("Vuosi")="2021","tammi-kesäkuu 2022";'), TABLE,
     "2021 1050; unread tammi-kesäkuu 2022"),
    ("a year that is none", px(time='VALUES("Vuosi")="2021","9999";'), TABLE, "2021 1050; unread 9999"),
    ("a raised digit behind a year", px(time='VALUES("Vuosi")="2021","2022¹";'), TABLE, "refused: mark"),
    ("a word behind a year", px(time='VALUES("Vuosi")="2021","2022 (ennakkotieto)";'), TABLE,
     "2021 1050, 2022 1060 preliminary"),
    ("a forecast is no figure", px(time='VALUES("Vuosi")="2021","2022 (ennuste)";'), TABLE, "refused: mark"),
    ("a star in the name of the content", px().replace(b"31.12.\"", b"31.12.*\""), STARRED,
     "2021 1050 preliminary, 2022 1060 preliminary"),
    ("a note of a period", px(more='VALUENOTE("Vuosi","2022")="Ennakkotieto.";'), TABLE,
     "2021 1050, 2022 1060 preliminary"),
    ("a note that goes on", px(more='VALUENOTEX("Vuosi","2022")="Ennakko"\n"tieto.";'), TABLE,
     "2021 1050, 2022 1060 preliminary"),
    ("a note of a cell", px(more='CELLNOTE("Koivula","2022","*")="Arvio.";'), TABLE, "2021 1050, 2022 1060 estimate"),
    ("a note of a cell that says something else", px(more='CELLNOTE("Koivula","2022","Väestö 31.12.")="Ilman Itäkylää";'),
     TABLE, f"{BOTH}; notes 1"),
    ("a note that denies", px(more='VALUENOTE("Vuosi","2022")="Korvaa aiemman ennakkotiedon.";'), TABLE,
     f"{BOTH}; notes 1"),
    ("a note of the whole table", px(more='NOTE="Vuoden 2022 tiedot ovat ennakollisia.";'), TABLE, f"{BOTH}; notes 1"),
    ("a note of the table about its star", px(more='NOTE="* ennakkotieto";'), STARRED, BOTH),
    ("notes in two pieces", px(more='NOTE="Luku 1.";NOTE="Ennakollinen.";'), TABLE, f"{BOTH}; notes 1"),
    ("a mark of a cell", px(more='DATANOTECELL("Koivula","2022","Väestö 31.12.")="e";'), STARRED,
     "2021 1050, 2022 1060 estimate"),
    ("a mark within the data", px(data='1050 "1060*"\n990 980'), STARRED, "2021 1050, 2022 1060 preliminary"),
    ("numbers in quotes", px(data='"1050" "1060"\n"990" "980"'), TABLE, BOTH),
    ("decimal commas that would count right as figures", px(data="10,5 9,8"), TABLE, "refused: two_readings"),
    ("decimal commas, semicolons between", px(data="10,5;9,8"), TABLE, "refused: two_readings"),
    ("tabs and commas between numbers", px(data="1050,\t1060,\n990,\t980"), TABLE, BOTH),
    ("a hyphen that the file calls zero", px(data="1050 - 990 980", more='DATASYMBOLNIL="-";'),
     replace(TABLE, missing={}), "2021 1050, 2022 0"),
    ("dots that the file shows as others", px(data='1050 "." 990 980', more='DATASYMBOL1="..";'), TABLE,
     "2021 1050, 2022 not_collected"),
    ("a unit of thousands", px(more='CONTVARIABLE="Tiedot";UNITS("Väestö 31.12.")="1 000 henkeä";'), TABLE,
     "refused: unit"),
    ("a share for a count", px(more='CONTVARIABLE="Tiedot";UNITS("Väestö 31.12.")="%";'), TABLE, "refused: unit"),
    ("the unit that it is", px(more='CONTVARIABLE="Tiedot";UNITS("Väestö 31.12.")="henkilöä";DECIMALS=1;SHOWDECIMALS=0;'
                                    'PRECISION("Tiedot","Väestö 31.12.")=1;'), TABLE, BOTH),
    ("a semicolon and an equals sign in a text", px(more='TITLE="a; DATA=1 (b)=c";'.replace("TITLE", "CONTENTS")), TABLE,
     BOTH),
    ("other languages beside its own", px(more='VALUES[sv]("Område")="Björkby","Aspby";CODES[sv]("Område")="x","y";'),
     TABLE, BOTH),
    ("its own language named", px(areas='VALUES[fi]("Alue")="Koivula","Haapala";'), TABLE, BOTH),
    ("code page 850", px('CHARSET="OEM";CODEPAGE="850";').decode().encode("cp850"), TABLE, BOTH),
    ("code page 1252 by number", px('CHARSET="ANSI";CODEPAGE="1252";').decode().encode("cp1252"), TABLE, BOTH),
    ("no code page, letters of DOS", px('TITLE="Väestö";').decode().encode("cp850"), TABLE, BOTH),
    ("saved anew as UTF-8, the old name left", px('CHARSET="ANSI";CODEPAGE="iso-8859-15";'), TABLE, BOTH),
    ("UTF-16 with its mark", px().decode().encode("utf-16"), TABLE, BOTH),
    ("keys in any order", px(data='"KU902" 990 980 "KU901" 1050 1060', more='KEYS("Alue")=CODES;'), TABLE, BOTH),
    ("a row of keys twice", px(data='"KU901" 1 2 "KU901" 3 4', more='KEYS("Alue")=CODES;'), TABLE, "refused: row_twice"),
    ("a name in capitals and its code in brackets", px(areas='VALUES("Alue")="KOIVULA (901)","HAAPALA (902)";'), TABLE,
     BOTH),
    ("periods of two lengths", px(time='TIMEVAL("Vuosi")=TLIST(A1,"2021"-"2021"),TLIST(M1,"202201"-"202201");'), TABLE,
     "2021 1050, 2022-01 1060"),
    ("periods of two lengths, listed", px(time='VALUES("Vuosi")="a","b";TIMEVAL("Vuosi")=TLIST(A1),"2021",TLIST(Q1),"20221";'),
     TABLE, "2021 1050, 2022-Q1 1060"),
    ("a mark of a year", px(more='DATANOTE("Vuosi","2022")="*";'), STARRED, "2021 1050, 2022 1060 preliminary"),
    ("a mark of all cells of a year", px(more='DATANOTECELL("*"," * ","*")="*";'), STARRED,
     "2021 1050 preliminary, 2022 1060 preliminary"),
    ("semicolons between numbers", px(data="1050;1060;990;980"), TABLE, BOTH),
    ("a school year by its name", px(time='VALUES("Vuosi")="2021","Lukuvuosi 2022";CODES("Vuosi")="2021","2022";'), TABLE,
     "2021 1050; unread Lukuvuosi 2022"),
    ("a bare code whose name is another's", px(areas='VALUES("Alue")="Lapinkylä","Haapala";CODES("Alue")="901","902";'), TABLE,
     "refused: home"),
    ("a bare code with its name", px(areas='VALUES("Alue")="Koivula (kaupunki)","Haapala";CODES("Alue")="901","902";'), TABLE,
     BOTH),
    ("a word of the total before another category", px(areas='VALUES("Alue")="Koivula","Haapala";VALUES("Sukupuoli")="Yhteensä miehet";')
     .replace(b'HEADING=', b'HEADING="Sukupuoli",'), TABLE, "refused: category"),
    ("a code of the total before its name", px(areas='VALUES("Alue")="Koivula","Haapala";VALUES("Sukupuoli")="SSS Båda könen";')
     .replace(b'HEADING=', b'HEADING="Sukupuoli",'), TABLE, BOTH),
    ("a range with spaces about its hyphen", px(time='TIMEVAL("Vuosi")=TLIST(A1, "2021"  -  "2022");'), TABLE, BOTH),
    ("a school year with the code of a year", px(time='VALUES("Vuosi")="2020/2021","2022";CODES("Vuosi")="2021","2022";'),
     TABLE, "2022 1060; unread 2020/2021"),
    ("half a year with the code of a year", px(time='VALUES("Vuosi")="2021","2022 tammi-kesäkuu";CODES("Vuosi")="2021","2022";'),
     TABLE, "2021 1050; unread 2022 tammi-kesäkuu"),
    ("a label with another year", px(time='VALUES("Vuosi")="2021","Aluejako 2023";CODES("Vuosi")="2021","2022";'), TABLE,
     "2021 1050; unread Aluejako 2023"),
    ("a label that only names the code", px(time='VALUES("Vuosi")="Vuosi 2021","Vuosi 2022";CODES("Vuosi")="2021","2022";'),
     TABLE, BOTH),
    ("a star in brackets", px(time='VALUES("Vuosi")="2021","2022 *)";CODES("Vuosi")="2021","2022";'), STARRED,
     "2021 1050, 2022 1060 preliminary"),
    ("one content, named outside of the variables", px(more='CONTENTS="Väestö 31.12.";UNITS="henkilöä";')
     .replace(b',"Tiedot"', b""), TABLE, BOTH),
    ("one content, another one", px(more='CONTENTS="Kuolleet";').replace(b',"Tiedot"', b""), TABLE, "refused: category"),
    ("one content in thousands", px(more='CONTENTS="Väestö 31.12.";UNITS="1000 henkilöä";').replace(b',"Tiedot"', b""),
     TABLE, "refused: unit"),
    ("code and name of two areas", px(areas='VALUES("Alue")="901 Haapala","902 Koivula";'), TABLE, "refused: two_areas"),
    ("an area twice", px(areas='VALUES("Alue")="Koivula","Koivula (901)";'), TABLE, "refused: area_twice"),
]  # fmt: skip

JSON = [
    ("codes that only count", with_dimension(jsonstat(), "Vuosi", {"index": ["0", "1"], "label": {"0": "2021", "1": "2022"}}),
     TABLE, BOTH),
    ("numbers as codes", with_dimension(jsonstat(), "Vuosi", {"index": [2021, 2022]}), TABLE, BOTH),
    ("a fifth quarter", jsonstat(codes=["2021Q1", "2021Q5"]), TABLE, "2021-Q1 1050; unread 2021Q5"),
    ("statuses that are empty", jsonstat(status=["", "", "", ""]), TABLE, BOTH),
    ("a bundle of one", json.dumps({"a": json.loads(jsonstat())}).encode(), TABLE, BOTH),
    ("a bundle of two", json.dumps({"a": json.loads(jsonstat()), "b": json.loads(jsonstat())}).encode(), TABLE,
     "refused: datasets"),
    ("a collection that holds one", json.dumps({"class": "collection", "link": {"item": [json.loads(jsonstat())]}})
     .encode(), TABLE, BOTH),
    ("a collection of addresses", json.dumps({"class": "collection", "link": {"item": [{"href": "https://a.fi"}]}})
     .encode(), TABLE, "refused: datasets"),
    ("sparse values", jsonstat(values={"0": 1050, "1": 1060}), TABLE, BOTH),
    ("a place as large as all", jsonstat(values={"0": 1, "9" * 5000: 2}), TABLE, "refused: place"),
    ("status as an object", jsonstat(status={"1": "e"}), STARRED, "2021 1050, 2022 1060 estimate"),
    ("status as a list", jsonstat(status=[None, "r", None, None]), STARRED, BOTH),
    ("status as a list of one", jsonstat(status=["e"]), STARRED, "2021 1050 estimate, 2022 1060 estimate"),
    ("status as a text", jsonstat(status="e"), STARRED, "2021 1050 estimate, 2022 1060 estimate"),
    ("a status that nobody declared", jsonstat(status={"1": "q"}), TABLE, "refused: mark"),
    ("a status that the file explains", jsonstat(status={"1": "p"}, extension={"status": {"label": {"p": "provisional"}}}),
     TABLE, "2021 1050, 2022 1060 preliminary"),
    ("a status instead of a value", jsonstat(values=[1050, None, 1, 2], status={"1": "..."}), TABLE,
     "2021 1050, 2022 hidden_few"),
    ("values as texts", jsonstat(values=["1050", "1060*", "990", ".."]), STARRED, "2021 1050, 2022 1060 preliminary"),
    ("places as texts", with_dimension(jsonstat(), "Vuosi", {"index": {"2022": "1", "2021": "0"}}), TABLE, BOTH),
    ("a place of null", with_dimension(jsonstat(), "Vuosi", {"index": {"2022": None, "2021": 0}}), TABLE,
     "refused: index"),
    ("places of two types", with_dimension(jsonstat(), "Vuosi", {"index": {"2022": "a", "2021": 0}}), TABLE,
     "refused: index"),
    ("labels without an order", with_dimension(jsonstat(), "Vuosi", {"label": {"2021": "a", "2022": "b"}}), TABLE,
     "refused: no_index"),
    ("a note of a period", with_dimension(jsonstat(), "Vuosi", {"index": ["2021", "2022"], "note": {"2022": ["Förhandsuppgift"]}}),
     TABLE, "2021 1050, 2022 1060 preliminary"),
    ("a note of the table", jsonstat(note=["Preliminary figures for 2022."]), TABLE, f"{BOTH}; notes 1"),
    ("a unit with a multiplier", with_dimension(jsonstat(), "Tiedot", {
        "label": {"vaesto": "Väestö 31.12."}, "unit": {"vaesto": {"label": "henkilöä", "multiplier": 3}}}), TABLE,
     "refused: unit"),
    ("school years that look like months", jsonstat(codes=["2010-11", "2011-12"]), TABLE, "refused: period"),
    ("one of them is no month", jsonstat(codes=["2011-12", "2012-13"]), TABLE, "refused: period"),
    ("year and number of month", jsonstat(variable="Kuukausi", codes=["01/2021", "02/2021"]), TABLE, TWO_MONTHS),
    ("numbers that may be quarters", jsonstat(codes=["1/2021", "2/2021"]), TABLE, "refused: period"),
    ("an integer of 400 digits", jsonstat(values=[int("9" * 400), 2, 3, 4]), TABLE, "refused: too_large_number"),
    ("NaN", jsonstat(values=[float("nan"), 2, 3, 4]), TABLE, "refused: json"),
    ("half a character", jsonstat(label="\ud800"), TABLE, "refused: json"),
    ("Windows-1252", json.dumps(json.loads(jsonstat()), ensure_ascii=False).encode("cp1252"), TABLE, BOTH),
    ("a mark and broken UTF-8", b"\xef\xbb\xbf" + json.dumps(json.loads(jsonstat()), ensure_ascii=False).encode("cp1252"),
     TABLE, "refused: not_in_codepage"),
    ("PxWeb's own", pxweb(), TABLE, BOTH),
    ("PxWeb's own with a comment on a year", pxweb(comments=[
        {"variable": "Vuosi", "value": "2022", "comment": "Ennakkotieto"}]), TABLE, "2021 1050, 2022 1060 preliminary"),
    ("PxWeb's own with a comment on all", pxweb(comments=[{"comment": "Ennakollisia tietoja"}]), TABLE,
     f"{BOTH}; notes 1"),
    ("PxWeb's own with a star", pxweb().replace(b'"1060"', b'"1060*"'), STARRED, "2021 1050, 2022 1060 preliminary"),
    ("PxWeb's own with an underscore", pxweb().replace(b'"1060"', b'"1_060"'), TABLE, "refused: marker"),
    ("Sotkanet with its regions", json.dumps({
        "values": [{"indicator": 42, "region": 629, "year": 2021, "gender": "total", "value": 3.5}],
        "regions": [{"id": 629, "code": "901", "category": "KUNTA"}]}).encode(), RATES, "2021 3.5"),
    ("Sotkanet's other indicator", json.dumps({
        "values": [{"indicator": 43, "region": 629, "year": 2021, "gender": "total", "value": 3.5}],
        "regions": [{"id": 629, "code": "901", "category": "KUNTA"}]}).encode(), RATES, "refused: indicator"),
]  # fmt: skip


def csv(text: str) -> bytes:
    """A CSV in UTF-8."""
    return text.encode()


HEADING = "Alue;Väestö 31.12. 2021;Väestö 31.12. 2022\n"
CSV = [
    ("tabs", csv(HEADING.replace(";", "\t") + "Koivula\t1050\t1060\nHaapala\t990\t980\n"), TABLE, BOTH),
    ("sep= on its first line", csv(f"sep=;\n{HEADING}Koivula;1050;1060\nHaapala;990;980\n"), TABLE, BOTH),
    ("UTF-16 as a spreadsheet saves it", (HEADING + "Koivula;1050;1060\n").encode("utf-16"), TABLE, BOTH),
    ("no-break spaces between thousands", csv(HEADING + "Koivula;10\N{NO-BREAK SPACE}500;10\N{NO-BREAK SPACE}600\n"),
     TABLE, "2021 10500, 2022 10600"),
    ("thin spaces and a true minus", csv(HEADING + "Koivula;\N{MINUS SIGN}1\N{THIN SPACE}050;1\N{NARROW NO-BREAK SPACE}060\n"),
     TABLE, "2021 -1050, 2022 1060"),
    ("spaces in the wrong place", csv(HEADING + "Koivula;10 50;1060\n"), TABLE, "refused: cell"),
    ("three digits behind a comma, alone", csv(HEADING + "Koivula;10,270;10,399\n"), TABLE, "refused: two_readings"),
    ("three digits behind a point, alone", csv(HEADING + "Koivula;10.270;10.399\n"), TABLE, "refused: two_readings"),
    ("another number tells that it is the decimal", csv(HEADING + "Koivula;10,270;10,4\n"), TABLE,
     "2021 10.27, 2022 10.4"),
    ("a long number tells that thousands are not divided", csv(HEADING + "Koivula;10,270;10399\n"), TABLE,
     "2021 10.27, 2022 10399"),
    ("a source below, divided by its own semicolon",
     csv(HEADING + "Koivula;10270;10399\n\nLähde: Tilastokeskus; väestö\n"), TABLE, "2021 10270, 2022 10399"),
    ("points between thousands and a decimal comma", csv(HEADING + "Koivula;10.270,5;10.399\n"), TABLE,
     "2021 10270.5, 2022 10399"),
    ("English thousands", csv('"Alue","Väestö 31.12. 2021","Väestö 31.12. 2022"\n"Koivula","10,270","1,010,399"\n'), TABLE,
     "2021 10270, 2022 1.0104e+06"),
    ("two decimal signs in one file", csv(HEADING + "Koivula;3,1;3.2\n"), TABLE, "refused: two_styles"),
    ("a star behind a number", csv(HEADING + "Koivula;1050;1060*\n"), STARRED, "2021 1050, 2022 1060 preliminary"),
    ("a letter behind a number", csv(HEADING + "Koivula;1050;1060 e\n"), STARRED, "2021 1050, 2022 1060 estimate"),
    ("a letter that nobody declared", csv(HEADING + "Koivula;1050;1060 b\n"), STARRED, "refused: mark"),
    ("a star in the heading", csv(HEADING.replace("2022", "2022*") + "Koivula;1050;1060\n"), STARRED,
     "2021 1050, 2022 1060 preliminary"),
    ("a star apart in the heading", csv(HEADING.replace("2022", "2022 *") + "Koivula;1050;1060\n"), STARRED,
     "2021 1050, 2022 1060 preliminary"),
    ("months in the heading", csv("Alue;Väestö 31.12. tammikuu 2021;Väestö 31.12. helmikuu 2021\nKoivula;1050;1060\n"),
     TABLE, TWO_MONTHS),
    ("a quarter in the heading", csv("Alue;Väestö 31.12. 1. neljännes 2021;Väestö 31.12. 2. neljännes 2021\nKoivula;1;2\n"),
     TABLE, "2021-Q1 1, 2021-Q2 2"),
    ("half a year in the heading is no year", csv("Alue;Väestö 31.12. 2021;Väestö 31.12. tammi–kesäkuu 2022\nKoivula;1;2\n"),
     TABLE, "2021 1; unread tammi–kesäkuu 2022"),
    ("two years in the heading", csv(HEADING.replace("2022", "2021-2022") + "Koivula;1050;1060\n"), TABLE,
     "2021 1050; unread 2021-2022"),
    ("the period within the heading", csv("Alue;Väestö 2021 31.12.;Väestö 2022 31.12.\nKoivula;1050;1060\n"), TABLE, BOTH),
    ("several contents", csv("Alue;Kuolleet 2021;Väestö 31.12. 2021;Kuolleet 2022;Väestö 31.12. 2022\nKoivula;1;1050;2;1060\n"),
     TABLE, BOTH),
    ("several contents, a row per year", csv("Alue;Vuosi;Kuolleet;Väestö 31.12.\nKoivula;2021;1;1050\nKoivula;2022;2;1060\n"),
     TABLE, BOTH),
    ("figures that look like years", csv("Vuosi;Alue;Väestö 31.12.\n2021;Koivula;2011\n2022;Koivula;2012\n"), TABLE,
     "2021 2011, 2022 2012"),
    ("years behind the area, figures like years", csv("Alue;Vuosi;Väestö 31.12.\nKoivula;2021;2011\nKoivula;2022;2012\n"),
     TABLE, "2021 2011, 2022 2012"),
    ("a code in the content's name", csv("Vuosi;Alue;vaesto Väestö 31.12.\n2021;KU901 Koivula;1050\n"), TABLE, "2021 1050"),
    ("a title with a comma", csv('Väestö, alueittain\n"Alue","Väestö 31.12. 2021"\n"Koivula",1050\n'), TABLE, "2021 1050"),
    ("a source with commas", csv('"Alue","Väestö 31.12. 2021"\n"Koivula",1050\nLähde: Tilastokeskus, väestö, 2022\n'), TABLE,
     "2021 1050"),
    ("a row per figure, the title over the figures", csv("Alue,Vuosi,Tiedot,\"Väestö muuttujina Alue, Vuosi ja Tiedot\"\n"
     "Koivula,2021,Väestö 31.12.,1050\nKoivula,2022,Väestö 31.12.,1060\nKoivula,2022,Kuolleet,7\nKoivula,2021,Kuolleet,8\n"),
     TABLE, BOTH),
    ("a row per figure in codes", csv("Alue;Vuosi;Tiedot;DATA\nKU901;2021;vaesto;1050\nKU901;2022;vaesto;1060\n"), TABLE, BOTH),
    ("the title says what the years are of", csv('"Väestö 31.12. muuttujina Alue ja Vuosi"\n\n"Alue","2021","2022"\n'
     '"Koivula",1050,1060\n'), TABLE, BOTH),
    ("the title says what the years are of, other lines say more", csv('Väestö 31.12.\nPäivitetty 1.4.2025\n"Alue","2021","2022"\n'
     '"Koivula",1050,1060\n'), TABLE, BOTH),
    ("a school year in the heading", csv("Alue;Väestö 31.12. 2021;Väestö 31.12. lukuvuosi 2022\nKoivula;1;2\n"), TABLE,
     "2021 1; unread lukuvuosi 2022"),
    ("the title says another thing", csv('"Kuolleet muuttujina Alue ja Vuosi"\n\n"Alue","2021","2022"\n"Koivula",1,2\n'),
     TABLE, "refused: category"),
    ("a unit of thousands above", csv(f"Yksikkö: 1 000 henkilöä\n{HEADING}Koivula;1050;1060\n"), TABLE, "refused: unit"),
    ("a dash before a number", csv(HEADING + "Koivula;\N{EN DASH}5;5\n"), TABLE, "2021 -5, 2022 5"),
    ("one column twice", csv(HEADING.replace("2022", "2021") + "Koivula;1050;1060\n"), TABLE, "refused: row_twice"),
    ("a star on the area", csv(HEADING + "Koivula*;1050;1060\n"), STARRED, "2021 1050 preliminary, 2022 1060 preliminary"),
    ("a footnote that tells what a mark means", csv(HEADING + "Koivula;1050;1060\n1) Korjattu 3.5.2023\n"), TABLE, f"{BOTH}; notes 1"),
    ("years across and areas across", csv("Vuosi;Koivula;Haapala\n2021;1050;990\n2022;1060;980\n"), TABLE, "refused: category"),
    ("days for months", csv("Kuukausi;Alue;Väestö 31.12.\n1.1.2021;Koivula;1050\n1.2.2021;Koivula;1060\n"), TABLE, "refused: period"),
    ("thousands divided by an apostrophe", csv(HEADING + "Koivula;10'500;10'600\n"), TABLE, "refused: no_header"),
    ("a padded sheet", csv("Väestö;;\n;;\nAlue;Väestö 31.12. 2021;\nKoivula;1050;\nLähde: Tilastokeskus;;\n"), TABLE,
     "2021 1050"),
    ("a footnote that speaks of quality", csv(HEADING + "Koivula;1050;1060\nVuoden 2022 tiedot ovat ennakollisia\n"), TABLE,
     f"{BOTH}; notes 1"),
    ("a line within that is no row", csv(HEADING + "Koivula;1050;1060\nMuut kunnat\nHaapala;1;2\n"), TABLE, "refused: row"),
    ("an empty last cell", csv(HEADING + "Koivula;1050;\n"), TABLE, "2021 1050"),
    ("a cell of more than 131 072 characters", csv(f"{HEADING}Koivula;{'9' * 140_000};1\n"), TABLE, "refused: csv"),
    ("a NUL", csv(HEADING + "Koivula;10\x0050;1060\n"), TABLE, "refused: not_in_codepage"),
    ("a word in one of the figures", csv(HEADING + "Koivula;n. 1050;1060\n"), TABLE, "refused: cell"),
    ("a variable whose name ends in a year", csv("Tiedot;Alue 2017;2021;2022\nvaesto;Koivula;1050;1060\n"),
     replace(TABLE, area=("Alue 2017",)), BOTH),
    ("a workbook", b"PK\x03\x04" + b"\x00" * 60, TABLE, "refused: workbook"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("raw", "table", "expected"), [pytest.param(*rest, id=name) for name, *rest in (*TWINS, *PX, *JSON, *CSV)]
)
def test_what_is_read(raw: bytes, table: StatisticsTable, expected: str, record: Record) -> None:
    assert answer(raw, table, record) == expected

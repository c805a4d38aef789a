"""One small made-up table in every format in which it may come."""

from __future__ import annotations

import json

VARIABLES = [
    {"code": "alue_23", "text": "Alue", "values": ["SSS", "KU901", "KU902"], "valueTexts": ["KOKO MAA", "K", "H"]},
    {"code": "sukupuoli_9", "text": "Sukupuoli", "values": ["SSS", "1"], "valueTexts": ["Yhteensä", "Miehet"]},
    {
        "code": "timeperiod_y",
        "text": "Vuosi",
        "values": ["2021", "2022"],
        "valueTexts": ["2021", "2022*"],
        "time": True,
    },
    {"code": "contentscode", "text": "Tiedot", "values": ["vaerak-vaesto"], "valueTexts": ["Väestö 31.12."]},
]
"""What PxWeb v1 says of the table."""
VALUES: list[float | str] = [5000.0, 5010.0, 1050.0, 1060.5, 990.0, "..."]
"""By area and year, both sexes."""


def variables() -> bytes:
    """The description of the table, as PxWeb v1 gives it."""
    return json.dumps({"title": "Väestö", "variables": VARIABLES}).encode()


def jsonstat2(values: list[float | str] | None = None) -> bytes:
    """The table as JSON-stat 2, both sexes only."""
    cells = VALUES if values is None else values
    numbers = [v if isinstance(v, float) else None for v in cells]
    status = {str(i): v for i, v in enumerate(cells) if isinstance(v, str)}
    dimension = {v["code"]: {"label": v["text"], "category": _category(v)} for v in _wanted()}
    return json.dumps({
        "version": "2.0", "class": "dataset", "label": "Väestö", "updated": "2023-03-30T05:00:00Z",
        "id": list(dimension), "size": [3, 1, 2, 1], "dimension": dimension, "value": numbers, "status": status,
    }).encode()  # fmt: skip


def _wanted() -> list[dict[str, list[str]]]:
    area, sex, *rest = VARIABLES
    return [area, {**sex, "values": ["SSS"], "valueTexts": ["Yhteensä"]}, *rest]  # type: ignore[list-item,dict-item]


def _category(variable: dict[str, list[str]]) -> dict[str, object]:
    codes = variable["values"]
    return {
        "index": {code: i for i, code in enumerate(codes)},
        "label": dict(zip(codes, variable["valueTexts"], strict=True)),
    }


def jsonstat1() -> bytes:
    """The table as JSON-stat 1.2 in its wrapper: size and id within the dimension, one text for all of `status`."""
    data = json.loads(jsonstat2())
    dimension = {**data["dimension"], "id": data["id"], "size": data["size"], "role": {"time": ["timeperiod_y"]}}
    return json.dumps({
        "dataset": {"dimension": dimension, "value": data["value"], "status": data["status"], "updated": "2023-03-30"},
    }).encode()  # fmt: skip


def pxweb_json() -> bytes:
    """The table as PxWeb v1's own JSON: all is text, and no labels."""
    columns = [
        *({"code": v["code"], "text": v["text"], "type": "d"} for v in _wanted()[:3]),
        {"code": "vaerak-vaesto", "text": "Väestö 31.12.", "type": "c"},
    ]
    keys = [[area, "SSS", year] for area in ("SSS", "KU901", "KU902") for year in ("2021", "2022")]
    data = [{"key": k, "values": [str(v)]} for k, v in zip(keys, VALUES, strict=True)]
    about = [{"updated": "2023-03-30T05.00.00Z", "label": "Väestö"}]
    return json.dumps({"columns": columns, "comments": [], "data": data, "metadata": about}).encode()


PX = '''\
CHARSET="ANSI";
AXIS-VERSION="2010";
CODEPAGE="{codepage}";
LANGUAGE="fi";
LANGUAGES="fi","sv";
TITLE="Väestö; alue=kunta, vuosi (€)";
TITLE[sv]="Befolkning; område";
CONTENTS="Väestö";
STUB="Alue","Sukupuoli";
STUB[sv]="Område","Kön";
HEADING="Vuosi","Tiedot";
HEADING[sv]="År","Uppgifter";
VALUES("Alue")="KOKO MAA","K",
"H";
VALUES[sv]("Område")="HELA LANDET","B","A";
VALUES("Sukupuoli")="Yhteensä";
VALUES("Vuosi")="2021","2022*";
VALUES("Tiedot")="Väestö ""31.12.""";
TIMEVAL("Vuosi")=TLIST(A1),"2021","2022";
CODES("Alue")="SSS","KU901","KU902";
CODES("Sukupuoli")="SSS";
CODES("Vuosi")="2021","2022";
CODES("Tiedot")="vaesto";
LAST-UPDATED("Väestö ""31.12.""")="20230330 08:00";
NOTE="yksi# "
"kaksi; DATA=3";
DATA=
5000 5010
1050 1060.5
990 "..."
;
'''


def px(codepage: str = "iso-8859-15") -> bytes:
    """The table as px, in the code page that it names."""
    return PX.format(codepage=codepage).encode(codepage)


CSV = """\
"Väestö 31.12. muuttujina Alue, Sukupuoli ja Vuosi"

"Alue","Sukupuoli","Väestö 31.12. 2021","Väestö 31.12. 2022*"
"KOKO MAA","Yhteensä",5000,5010
"Koivula","Yhteensä",1050,1060.5
"Haapala","Yhteensä",990,"..."
"""

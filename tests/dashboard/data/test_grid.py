"""The data page's grid: two languages for one view, one question of the database, and nothing but that over HTTP."""

from __future__ import annotations

import gzip
import io
import json
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import duckdb
import pandas as pd
import pytest
from dash import Dash
from flask.testing import FlaskClient
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from dashboard.components.programs import EXAMPLES
from dashboard.context import urls
from dashboard.data import selection
from dashboard.data.grid import (
    COLUMNS,
    DAY,
    EMPTY,
    NUMBER,
    OPERATORS,
    TEXT,
    ColumnFilter,
    GridError,
    GridView,
    Order,
    read_view,
)
from dashboard.data.grid_models import filter_model, sort_model, view_of_grid
from dashboard.data.store import Release, Store
from dashboard.pages import Services, route
from dashboard.settings import Settings
from strategy.model.vocabulary import LANGUAGES
from strategy.texts.lookup import TEXTS, say
from tests.dashboard.running import served
from tests.dashboard.small import hash_of, point, write

ANY_TEXT = st.text(st.characters(min_codepoint=32, max_codepoint=0x17F), min_size=1, max_size=30)
PLAIN_TEXT = ANY_TEXT.map(lambda t: "".join(c for c in t if c.isprintable()).strip()).filter(bool)
FIGURES = st.one_of(
    st.integers(-(10**9), 10**9).map(float), st.floats(-1e6, 1e6).map(lambda x: round(x, 4) + 0.0), st.just(2019.0)
)
DAYS = st.dates(date(1900, 1, 1), date(2200, 1, 1))
OPERANDS: dict[str, st.SearchStrategy[Any]] = {TEXT: PLAIN_TEXT, NUMBER: FIGURES, DAY: DAYS}
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@st.composite
def conditions(draw: st.DrawFn, column: str) -> ColumnFilter:
    kind = COLUMNS[column]
    op = draw(st.sampled_from(OPERATORS[kind]))
    if op in EMPTY:
        return ColumnFilter(column, op)
    return ColumnFilter(column, op, draw(OPERANDS[kind]), draw(OPERANDS[kind]) if op == "inRange" else None)


@st.composite
def views(draw: st.DrawFn) -> GridView:
    filtered = draw(st.sets(st.sampled_from(list(COLUMNS)), max_size=4))
    ordered = draw(st.lists(st.sampled_from(list(COLUMNS)), unique=True, max_size=3))
    found = {
        column: draw(st.lists(conditions(column), min_size=1, max_size=3, unique=True))
        for column in COLUMNS
        if column in filtered
    }
    every = frozenset(column for column, several in found.items() if len(several) > 1 and draw(st.booleans()))
    order = tuple(Order(column, draw(st.booleans())) for column in ordered)
    return GridView(tuple(condition for several in found.values() for condition in several), order, every)


# One view, two languages ---------------------------------------------------------------------------------------------


@given(views())
@settings(max_examples=400)
def test_a_view_comes_back_from_an_address_and_from_the_grid(view: GridView) -> None:
    assert read_view(view.filter, view.sort) == view
    models = json.loads(json.dumps([filter_model(view), sort_model(view)]))
    assert view_of_grid(*models) == view
    address = urls.Address("fi", "data", filter=view.filter, sort=view.sort)
    parts = urlsplit(address.href())
    assert urls.read(parts.path, parts.query) == address


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("measure:asunto", ColumnFilter("measure", "contains", "asunto")),
        ("measure:=3.3-a", ColumnFilter("measure", "equals", "3.3-a")),
        ("area:!=Espoo", ColumnFilter("area", "notEqual", "Espoo")),
        ("note:!arvio", ColumnFilter("note", "notContains", "arvio")),
        ("source:^Tilasto", ColumnFilter("source", "startsWith", "Tilasto")),
        ("note:=", ColumnFilter("note", "blank")),
        ("value:!=", ColumnFilter("value", "notBlank")),
        ("note:a\\;b", ColumnFilter("note", "contains", "a;b")),
        ("note:\\=a", ColumnFilter("note", "contains", "=a")),
        ("period:2018..2021", ColumnFilter("period", "inRange", 2018.0, 2021.0)),
        ("value:-5.5..", ColumnFilter("value", "greaterThanOrEqual", -5.5)),
        ("value:..0", ColumnFilter("value", "lessThanOrEqual", 0.0)),
        ("value:>0", ColumnFilter("value", "greaterThan", 0.0)),
        ("known:<2020-01-01", ColumnFilter("known", "lessThan", date(2020, 1, 1))),
        ("known:2020-01-01..", ColumnFilter("known", "greaterThan", date(2019, 12, 31))),
        ("known:..2020-12-31", ColumnFilter("known", "lessThan", date(2021, 1, 1))),
    ],
)
def test_conditions_as_an_address_writes_them(text: str, condition: ColumnFilter) -> None:
    assert read_view(text, "") == GridView((condition,))


@pytest.mark.parametrize(
    ("text", "conditions", "every"),
    [
        ("area:235,049", (ColumnFilter("area", "contains", "235"), ColumnFilter("area", "contains", "049")), ()),
        ("area:=Espoo,!van", (ColumnFilter("area", "equals", "Espoo"), ColumnFilter("area", "notContains", "van")), ()),
        ("note:a\\,b,=", (ColumnFilter("note", "contains", "a,b"), ColumnFilter("note", "blank")), ()),
        ("period:2018,2020..", (ColumnFilter("period", "equals", 2018.0),
                                ColumnFilter("period", "greaterThanOrEqual", 2020.0)), ()),
        ("value:>5;value:<8", (ColumnFilter("value", "greaterThan", 5.0), ColumnFilter("value", "lessThan", 8.0)),
         ("value",)),
        ("area:a;area:a", (ColumnFilter("area", "contains", "a"),), ()),
    ],
)  # fmt: skip
def test_several_conditions_of_a_column(
    text: str, conditions: tuple[ColumnFilter, ...], every: tuple[str, ...]
) -> None:
    assert read_view(text, "") == GridView(conditions, (), frozenset(every))


@pytest.mark.parametrize(
    "text",
    ["x", "measure", "measure:", "nothing:1", "value:a", "value:1e5", "value:..", "value:nan", "known:2020", "note:!",
     "known:2020-02-30", "known:..9999-12-31", "measure:a,b;measure:c", "measure:a,", "measure:,a",
     "area:1,2,3,4,5,6,7,8,9", ";", "note:a;", "note:a\\", "note:" + "a" * 2000],
)  # fmt: skip
def test_what_an_address_cannot_say_is_refused(text: str) -> None:
    with pytest.raises(GridError):
        read_view(text, "")
    address = urls.read("/fi/aineisto", f"filter={text}")
    assert address is not None
    assert (address.filter, len(address.unread)) == ("", 1)


@pytest.mark.parametrize(
    "text", ["nothing", "-", "measure,measure", "measure,-measure", "value;drop table observation"]
)
def test_an_order_of_unknown_columns_is_refused(text: str) -> None:
    with pytest.raises(GridError):
        read_view("", text)


# One question of the database ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def release(services: Services) -> Release:
    return services.store.release()


@pytest.fixture(scope="module")
def frame(release: Release, tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    """The rows of the release with the Finnish words of each column, read past the store."""
    copy = tmp_path_factory.mktemp("copy") / "copy.duckdb"  # a process opens one file in one way alone
    copy.write_bytes(release.file.read_bytes())
    with duckdb.connect(str(copy), read_only=True) as connection:
        table = connection.execute("SELECT *, rowid AS place FROM observation").df()
    for column, words in selection.words(release.strategy, "fi").items():
        key = {"area": "area", "quality": "quality", "confidence": "confidence", "source": "source",
               "breakdown": "breakdown", "note": "note"}.get(column, "measure")  # fmt: skip
        table[f"word_{column}"] = [words[k if isinstance(k, str) else ""] for k in table[key]]
    table["period_year"] = pd.to_datetime(table["last_day"]).dt.year
    return table


def _reference(frame: pd.DataFrame, view: GridView, release: Release) -> list[int]:
    """The row numbers that a view shows, in order, worked out by pandas."""
    kept = pd.Series(True, index=frame.index)
    for column, conditions in view.columns.items():
        masks = pd.concat([_mask(frame, condition) for condition in conditions], axis=1)
        kept &= masks.all(axis=1) if column in view.every else masks.any(axis=1)
    found = frame[kept]
    keys: dict[str, pd.Series[Any]] = {}
    for order in (*view.order, *([] if any(o.column == "measure" for o in view.order) else [Order("measure")])):
        for name, values in _keys(found, order.column, release):
            keys[name] = -values if order.descending else values
    keys["place"] = found["place"]
    ranked = pd.DataFrame(keys, index=found.index).sort_values(list(keys), na_position="last", kind="stable")
    return [int(place) for place in found.loc[ranked.index, "place"]]


def _mask(frame: pd.DataFrame, condition: ColumnFilter) -> pd.Series[Any]:
    column, op, low, high = condition.column, condition.op, condition.low, condition.high
    if isinstance(low, str) or (op in EMPTY and COLUMNS[column] == TEXT):
        text = frame[f"word_{column}"].str.lower().str.split().str.join(" ")
        wanted = " ".join(str(low or "").lower().split())
        first = text.str.split(" ").str[0] if column in ("measure", "focus_area", "goal") else text
        first = frame["area"].str.lower() if column == "area" else first
        masks = {
            "contains": text.str.contains(wanted, regex=False) | (first == wanted),
            "notContains": ~text.str.contains(wanted, regex=False) & (first != wanted),
            "equals": (text == wanted) | (first == wanted), "notEqual": (text != wanted) & (first != wanted),
            "startsWith": text.str.startswith(wanted), "blank": text == "", "notBlank": text != "",
        }  # fmt: skip
        return masks[op]
    values = frame["period_year"] if column == "period" else frame[column]
    ends = [pd.Timestamp(end) if isinstance(end, date) else end for end in (low, high)]
    if op in EMPTY:
        return values.isna() if op == "blank" else values.notna()
    if op == "inRange":
        return (values >= ends[0]) & (values <= ends[1])
    names = {"equals": "eq", "notEqual": "ne", "lessThan": "lt", "lessThanOrEqual": "le", "greaterThan": "gt",
             "greaterThanOrEqual": "ge"}  # fmt: skip
    mask: pd.Series[Any] = getattr(values, names[op])(ends[0])
    return mask


def _keys(found: pd.DataFrame, column: str, release: Release) -> Iterator[tuple[str, pd.Series[Any]]]:
    """What a column is sorted by, as numbers; missing where it is empty."""
    if COLUMNS[column] != TEXT:
        names = {"period": ("last_day", "first_day")}.get(column, (column,))
        for name in names:
            numbers = found[name] if column == "value" else pd.to_datetime(found[name]).astype("int64").astype(float)
            yield name, numbers.where(found[name].notna())
        return
    strategy = release.strategy
    own = {
        "measure": [f"{m.id} {m.name.fi}" for m in strategy.measures.values()],
        "focus_area": [f"{a.id} {a.name.fi}" for a in strategy.focus_areas.values()],
        "goal": [f"{g.id} {g.name.fi}" for g in strategy.goals.values()],
        "quality": [say("fi", f"common.quality.{q}") for q in ("final", "preliminary", "estimate", "budget", "bound")],
        "confidence": [say("fi", f"data.confidence.{c}") for c in ("high", "medium", "low")],
    }
    words = found[f"word_{column}"]
    order = own.get(column) or sorted(set(words), key=_alphabet)
    yield f"rank_{column}", words.map({word: float(place) for place, word in enumerate(order) if word})


def _alphabet(text: str) -> list[int]:
    letters = "abcdefghijklmnopqrstuvwxyzåäö"
    plain = text.lower().replace("\N{NO-BREAK SPACE}", " ").replace("é", "e").replace("ü", "y")
    return [ord("a") + letters.index(c) if c in letters else ord(c) + (1000 if ord(c) > 122 else 0) for c in plain]


LIKELY = {
    "measure": ["asun", "3.3-a", "5.3"], "focus_area": ["3", "vihreä"], "goal": ["3.3"], "sector": ["sote", "yhdys"],
    "area": ["Espoo", "kau", "049"], "unit": ["%", "€"], "quality": ["lopullinen"], "confidence": ["hyvä"],
    "source": ["tilastokeskus"], "breakdown": ["nais"], "note": ["arvio", "luku"],
}  # fmt: skip


@st.composite
def likely_views(draw: st.DrawFn) -> GridView:
    """Views that find something: words and numbers of the real data."""
    view = draw(views())
    kept = []
    for condition in view.conditions:
        kind, low, high = COLUMNS[condition.column], condition.low, condition.high
        if isinstance(low, str):
            low = draw(st.sampled_from(LIKELY[condition.column]))
        elif low is not None:
            near: st.SearchStrategy[Any] = {
                "period": st.integers(2010, 2023).map(float), "value": st.integers(-5, 100).map(float),
            }.get(condition.column, st.dates(date(2017, 1, 1), date(2023, 1, 1)))  # fmt: skip
            low, high = draw(near), None if high is None else draw(near)
        assume(kind in OPERANDS)
        kept.append(ColumnFilter(condition.column, condition.op, low, high))
    few = tuple(dict.fromkeys(kept[:4]))
    return GridView(
        few, view.order, view.every & {c.column for n, c in enumerate(few) if c.column in {d.column for d in few[:n]}}
    )


@given(likely_views())
@QUICK
def test_rows_and_their_order_are_what_pandas_finds(release: Release, frame: pd.DataFrame, view: GridView) -> None:
    expected = _reference(frame, view, release)
    chosen = selection.select(view, selection.words(release.strategy, "fi"))
    assert release.count(chosen) == len(expected)
    by_place = frame.set_index("place")
    keys = ["measure", "area", "period", "breakdown"]
    for first in {0, len(expected) // 2}:
        shown = [(r.measure, r.area, str(r.period), r.breakdown) for r in release.chosen(chosen, first, 50)]
        wanted = by_place.loc[expected[first : first + 50], keys]
        assert shown == [tuple(row) for row in wanted.itertuples(index=False)]


def test_pages_hold_each_row_once(release: Release) -> None:
    chosen = selection.select(read_view("", "-quality"), selection.words(release.strategy, "sv"))
    total = release.count(chosen)
    pages = [row for first in range(0, total, 500) for row in release.chosen(chosen, first, 500)]
    assert len(pages) == total
    assert len({(r.measure, r.area, r.period, r.breakdown, r.known) for r in pages}) == total


def test_what_was_known_then(release: Release) -> None:
    words = selection.words(release.strategy, "fi")
    day = date(2019, 12, 31)
    rows = release.chosen(selection.select(GridView(), words, day), 0, 100_000)
    assert rows
    assert all(row.known is None or row.known <= day for row in rows)
    assert len(rows) < release.count(selection.select(GridView(), words))


def test_words_are_filtered_in_the_readers_language(release: Release) -> None:
    for lang, word, foreign in (("fi", "yhdyskunta", "samhäll"), ("sv", "samhäll", "yhdyskunta")):
        words = selection.words(release.strategy, lang)
        counts = [
            release.count(selection.select(GridView((ColumnFilter("sector", "contains", w),)), words))
            for w in (word, foreign)
        ]
        assert counts[0] > 0, lang
        assert counts[1] == 0, lang


def test_an_area_is_known_by_its_code_or_by_its_name_in_the_readers_language(release: Release) -> None:
    def areas(lang: str, filter_text: str) -> set[str]:
        chosen = selection.select(read_view(filter_text, ""), selection.words(release.strategy, lang))
        return set(release.count_areas(chosen))

    assert areas("fi", "area:235,049") == areas("fi", "area:=Kauniainen,=Espoo") == {"235", "049"}
    assert areas("sv", "area:=235,=049") == areas("sv", "area:grankulla,esbo") == {"235", "049"}
    assert areas("fi", "area:235;area:049") == set()
    assert "235" not in areas("fi", "area:!=235")


def test_a_column_that_holds_no_more_conditions_is_offered_no_area(client: FlaskClient) -> None:
    def offered(filter_text: str) -> bool:
        page = client.get(f"/fi/aineisto?filter={filter_text}")
        assert page.status_code == 200
        return "=049" in page.text.partition('id="observations-conditions"')[2].partition("<figure")[0]

    assert offered("area:235")
    assert not offered("area:235,kau,kaun,kauni,kaunia,kauniai,kauniain,kauniaine")


# Over HTTP -----------------------------------------------------------------------------------------------------------

OUTPUTS = (
    ("observations", "getRowsResponse"), ("observations-told", "children"), ("observations-downloads", "children"),
    ("observations-conditions", "children"), ("observations-link", "href"),
)  # fmt: skip


def asked(client: FlaskClient, request: object, path: object = "/fi/aineisto", search: object = "") -> TestResponse:
    """Ask for rows as AG Grid does from the browser."""
    body = {
        "output": ".." + "...".join(f"{id_}.{name}" for id_, name in OUTPUTS) + "..",
        "outputs": [{"id": id_, "property": name} for id_, name in OUTPUTS],
        "inputs": [{"id": "observations", "property": "getRowsRequest", "value": request}],
        "state": [
            {"id": "_pages_location", "property": "pathname", "value": path},
            {"id": "_pages_location", "property": "search", "value": search},
        ],
        "changedPropIds": ["observations.getRowsRequest"],
    }
    return client.post("/_dash-update-component", json=body)


def rows_of(first: object, end: object, **models: object) -> dict[str, object]:
    return {"startRow": first, "endRow": end, "filterModel": {}, "sortModel": [], **models}


def test_the_grid_gets_rows_their_number_and_the_address_of_the_view(client: FlaskClient) -> None:
    view = read_view("area:=Kauniainen;measure:=3.3-a", "-period")
    request = rows_of(0, 100, filterModel=filter_model(view), sortModel=sort_model(view))
    told = asked(client, request).get_json()["response"]
    rows = told["observations"]["getRowsResponse"]["rowData"]
    assert len(rows) == told["observations"]["getRowsResponse"]["rowCount"] > 3
    assert {row["measure"].partition(" ")[0] for row in rows} == {"3.3-a"}
    assert rows[0]["period"] > rows[-1]["period"]
    assert rows[0]["href"] == "/fi/mittari/3.3-a"
    assert told["observations-told"]["children"] == f"{len(rows)} riviä."
    href = told["observations-link"]["href"]
    assert href == "/fi/aineisto?filter=measure:=3.3-a;area:=Kauniainen&sort=-period"
    links = [part["props"]["href"] for part in told["observations-downloads"]["children"] if "href" in part["props"]]
    query = href.partition("?")[2]
    assert [link.partition("?")[0] for link in links] == ["/download/observations.csv", "/download/observations.xlsx"]
    for link in links:
        given_back = urls.read("/fi/aineisto", link.partition("?")[2])
        assert given_back == urls.read("/fi/aineisto", query)


@pytest.mark.parametrize(
    "request_",
    [
        None, "x", 1, [], {}, rows_of("0", 100), rows_of(0, None), rows_of(True, 100), rows_of(-1, 10), rows_of(10, 10),
        rows_of(0, 501), rows_of(10**9, 10**9 + 1), rows_of(0, 1.5), rows_of(0, 10, filterModel=[1]),
        rows_of(0, 10, filterModel={"rowid": {"filterType": "number", "type": "equals", "filter": 1}}),
        rows_of(0, 10, filterModel={"value": {"filterType": "number", "type": "OR 1=1", "filter": 1}}),
        rows_of(0, 10, filterModel={"value": {"filterType": "text", "type": "contains", "filter": "1"}}),
        rows_of(0, 10, filterModel={"value": {"filterType": "number", "type": "equals", "filter": "1"}}),
        rows_of(0, 10, filterModel={"value": {"filterType": "number", "operator": "AND", "conditions": []}}),
        rows_of(0, 10, filterModel={"area": {"operator": "XOR", "conditions": [{"type": "contains", "filter": "a"}]}}),
        rows_of(0, 10, filterModel={"area": {"operator": "OR", "conditions": {"type": "contains"}}}),
        rows_of(0, 10, filterModel={"area": {"operator": "OR", "conditions": [1]}}),
        rows_of(0, 10, filterModel={"known": {"filterType": "date", "type": "equals", "dateFrom": "yesterday"}}),
        rows_of(0, 10, sortModel=[{"colId": "value; DROP TABLE observation", "sort": "asc"}]),
        rows_of(0, 10, sortModel=[{"colId": "value", "sort": "asc; DROP TABLE observation"}]),
        rows_of(0, 10, sortModel=[{"colId": "value", "sort": "asc"}] * 2), rows_of(0, 10, sortModel="value"),
    ],
)  # fmt: skip
def test_what_the_grid_would_not_ask_is_refused(client: FlaskClient, request_: object) -> None:
    assert asked(client, request_).status_code == 400


@pytest.mark.parametrize(("path", "search"), [("/nowhere", ""), (None, ""), ("/fi/aineisto", None), (5, [])])
def test_a_request_from_no_page_is_refused(client: FlaskClient, path: object, search: object) -> None:
    assert asked(client, rows_of(0, 10), path, search).status_code == 400


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=8,
)
MODEL = st.fixed_dictionaries(
    {},
    optional={
        "filterType": st.sampled_from([TEXT, NUMBER, DAY]) | JSON,
        "type": st.sampled_from([op for ops in OPERATORS.values() for op in ops]) | JSON,
        "filter": JSON, "filterTo": JSON, "dateFrom": st.dates().map(str) | JSON, "dateTo": st.dates().map(str) | JSON,
    },
)  # fmt: skip
HOSTILE = st.fixed_dictionaries(
    {
        "startRow": st.integers(0, 10**9) | JSON, "endRow": st.integers(0, 10**9) | JSON,
        "filterModel": st.dictionaries(st.sampled_from(list(COLUMNS)) | st.text(max_size=9), MODEL | JSON, max_size=3),
        "sortModel": st.lists(
            st.fixed_dictionaries({"colId": st.sampled_from(list(COLUMNS)) | JSON, "sort": st.just("asc") | JSON}),
            max_size=3,
        ),
    }
)  # fmt: skip


@given(HOSTILE)
@QUICK
def test_whatever_is_sent_the_answer_is_rows_or_a_refusal(client: FlaskClient, request_: dict[str, Any]) -> None:
    assert asked(client, request_).status_code in (200, 400)


@given(views(), st.integers(0, 7000))
@QUICK
def test_every_view_is_answered(client: FlaskClient, view: GridView, first: int) -> None:
    request = rows_of(first, first + 20, filterModel=filter_model(view), sortModel=sort_model(view))
    response = asked(client, request)
    assert response.status_code == 200
    assert response.get_json()["response"]["observations-told"]["children"] != say("fi", "data.failed")


@given(st.text(max_size=40), st.text(max_size=20))
@QUICK
def test_whatever_the_address_says_the_page_stands(services: Services, filter_text: str, sort_text: str) -> None:
    address = urls.Address("en", "data", filter=filter_text, sort=sort_text)
    assert route(address.path(), address.href().partition("?")[2], services).status == 200


def test_the_database_is_the_same_after_all_this(client: FlaskClient, services: Services) -> None:
    assert client.get("/readyz").status_code == 200
    assert services.store.release().check()["observation"] == 1


# The page ------------------------------------------------------------------------------------------------------------


def test_the_first_rows_are_printed_and_follow_the_address(client: FlaskClient) -> None:
    everything = client.get("/fi/aineisto").text
    first = everything.partition("<figure")[2].partition("</table>")[0]
    assert "Kauniainen" in first  # the town's own newest figures, whatever their measure
    assert "Espoo" not in first
    years = [int(year) for year in re.findall(r'<td class="">(\d{4})</td>', first)]
    assert len(years) > 5
    assert years == sorted(years, reverse=True)
    narrowed = client.get("/fi/aineisto?filter=measure:=3.3-a&sort=-period").text
    assert everything.count('<th scope="row">') > narrowed.count("Valmistuneet asunnot") > 5
    assert "1.1-t1" not in narrowed.partition("<figure")[2].partition("</figure>")[0]
    assert "/download/observations.csv?lang=fi&amp;filter=measure" in narrowed


def test_only_the_data_page_loads_the_grid(client: FlaskClient) -> None:
    assert "/dash_ag_grid/" in client.get("/fi/aineisto").text
    for address in ("/fi", "/fi/mittari/3.3-a", "/fi/mittarit"):
        assert "/dash_ag_grid/" not in client.get(address).text


def test_examples_name_the_host_that_was_asked_where_it_is_known_to_be_ours(
    app: Dash, client: FlaskClient, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page is kept for others, but never for those who ask another host; a forged one is never printed."""
    forged = client.get("/fi/aineisto", headers={"Host": "evil.example"}).text
    assert "evil" not in forged
    assert "https://tyopoyta.example.fi/download/observations.csv" in forged
    hosts = Settings(trusted_hosts=(".example.fi",))
    monkeypatch.setattr(app, "services", Services(Store(services.store.release().file.parent), hosts, services.today))
    for host in ("one.example.fi", "two.example.fi", "one.example.fi"):
        text = client.get("/fi/aineisto", headers={"Host": host, "Accept-Encoding": "gzip"}).get_data()
        page = gzip.decompress(text).decode()
        assert f"http://{host}/download/observations.csv" in page
        assert page.count("example.fi/download") == page.count(f"{host}/download")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_column_has_a_head_in_every_language(lang: str) -> None:
    heads = [say(lang, f"data.head.{column}") for column in COLUMNS]
    assert len(set(heads)) == len(heads)


def test_the_words_of_the_grid_are_translated() -> None:
    keys = [key for key in TEXTS["fi"] if key.startswith("data.grid.")]
    same = {key for key in keys if len({TEXTS[lang][key] for lang in LANGUAGES}) < 3}
    assert same == {"data.grid.to", "data.grid.pageLastRowUnknown"}


# For programs --------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def root(app: Dash) -> Iterator[str]:
    """The app on a port of its own; its address with a slash at the end."""
    with served(app.server) as address:
        yield f"{address}/"


def _example(name: str, root: str) -> str:
    return EXAMPLES[name].format(root=root, lang="fi", home="235", measure="3.3-a")


def test_the_python_example_runs(root: str, release: Release) -> None:
    ran = subprocess.run([sys.executable, "-c", _example("pandas", root)], capture_output=True, text=True, check=True)
    shown = ran.stdout.split("\n")
    expected = [row for row in release.headline["3.3-a"] if row.value is not None]
    assert "value" in shown[0]
    assert any(str(expected[-1].period) in line for line in shown)
    assert len([line for line in shown if line.strip()]) == len(release.headline["3.3-a"]) + 1


def test_the_python_example_counts_a_corrected_figure_once(root: str, client: FlaskClient) -> None:
    """Of a measure whose figures have been corrected, it shows the valid row of each period and no other."""
    listed = pd.read_csv(io.StringIO(client.get("/download/observations.csv").get_data(as_text=True)), dtype=str)
    home = listed[(listed["area"] == "235") & listed["breakdown"].isna()]
    earlier = home[home["current"] == "false"]
    assert len(earlier) > 0
    measure = earlier["measure"].iloc[0]
    code = _example("pandas", root).replace("3.3-a", measure).replace("print(", "print(len(").replace("]])", "]]))")
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(ran.stdout) == home[home["measure"] == measure]["period"].nunique()


def test_the_sql_example_runs(client: FlaskClient, tmp_path: Path, release: Release) -> None:
    code = _example("duckdb", "http://localhost/")
    address = code.splitlines()[0].removeprefix("-- http://localhost")
    with client.get(address) as response:
        (tmp_path / "strategy.duckdb").write_bytes(response.get_data())
    with duckdb.connect() as connection:
        connection.execute(f"SET file_search_path = '{tmp_path}'")
        found = connection.execute(code.replace("'strategy.duckdb'", f"'{tmp_path / 'strategy.duckdb'}'")).fetchall()
    assert [row[1] for row in found] == [r.value for r in release.headline["3.3-a"] if r.value is not None]


# A million rows ------------------------------------------------------------------------------------------------------

MANY = """
    INSERT INTO observation
    SELECT '1.1-' || CASE WHEN i % 2 = 0 THEN 'a' ELSE 'b' END, '049', CAST(1900 + i % 200 AS VARCHAR),
           make_date(1900 + i % 200, 1, 1), make_date(1900 + i % 200, 12, 31), 'year', '', (i * 7919) % 1000003, NULL,
           'final', 'high', DATE '2000-01-01' + CAST(i // 400 AS INTEGER), 'stated', 'own', NULL, NULL, NULL, '', NULL,
           '', true, false, NULL, NULL
    FROM range(1000000) AS t(i)
"""


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """A release of a million made-up rows of a peer: the home area's own rows are held in memory."""
    folder = tmp_path_factory.mktemp("crowd")
    file = folder / "release-1.duckdb"
    write(file, 1)
    with duckdb.connect(str(file)) as connection:
        connection.execute(MANY)
    point(folder, file, hash_of(1))
    return Store(folder).release()


def _seconds(ask: Callable[[], object]) -> float:
    """The better of two runs: the machine is shared."""
    return min(_once(ask), _once(ask))


def _once(ask: Callable[[], object]) -> float:
    start = time.perf_counter()
    ask()
    return time.perf_counter() - start


@pytest.mark.parametrize(
    "view",
    [GridView(), read_view("", "-value"), read_view("", "measure,-period"), read_view("value:10..;measure:a", "known")],
)
@pytest.mark.parametrize("part", [0.0, 0.5, 0.9999])
def test_any_page_of_a_million_rows_comes_at_once(crowd: Release, view: GridView, part: float) -> None:
    chosen = selection.select(view, selection.words(crowd.strategy, "fi"))
    total = crowd.count(chosen)
    assert total > 400_000
    assert len(crowd.chosen(chosen, int(total * part), 50)) == 50
    assert _seconds(lambda: crowd.chosen(chosen, int(total * part), 100)) < 1.0
    assert _seconds(lambda: crowd.count(chosen)) < 0.5

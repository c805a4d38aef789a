"""From a service or a file into the record: asked rightly, kept first, compared, accepted, and traced back."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace as changed
from datetime import date
from pathlib import Path

import pytest

from etl.journal import only_change
from etl.record import Record, read_record
from etl.snapshots import manifest
from etl.statistics.asking import ask
from etl.statistics.commands import BUSY, UNAVAILABLE, WAITS, WRONG_DATA, WRONG_USE, Fetching, fetch_all, take_in
from etl.statistics.declarations import Declared, Table, load
from etl.statistics.fetch import Raw
from etl.statistics.web import Web
from strategy.model import Observation
from tests.etl.conftest import Run, replace
from tests.etl.statistics import made
from tests.etl.statistics.stub import Given, Stub

TODAY = date(2023, 4, 15)
PATH = "/api/v1/fi/vaesto/11x.px"


def declared(data: Path, stub: Stub | None = None) -> Declared:
    """The tables of a folder; with a stub, at its address (which no file of tables could declare: it is not https)."""
    found = load(data, read_record(data).strategy, [])
    if stub is None:
        return found
    tables = {s: _moved(t, stub) for s, t in found.tables.items()}
    return Declared(found.hosts, tables)


def _moved(table: Table, stub: Stub) -> Table:
    path = (table.address or "").partition(".example")[2]
    return changed(table, address=stub.address(path))


def other_content(answer: bytes) -> bytes:
    """An answer about something else, by code and by name."""
    return answer.replace(b"vaerak-vaesto", b"kuolleet").replace(b" 31.12.", b"")


Fetch = Callable[..., list[int]]


@pytest.fixture
def fetch(small: Path, stub: Stub, web: Web) -> Fetch:
    """Fetch every table of the small folder from the stub; returns the exit codes."""

    def fetch_(yes: bool = True, dry: bool = False, doubtful: bool = False) -> list[int]:
        def get(table: Table, record: Record) -> bytes:
            return ask(web, table, record.strategy, TODAY)

        run = Fetching(small, "fi", TODAY, yes, dry, doubtful, "keeper", get)
        return list(fetch_all(run, declared(small, stub).tables.values()))

    return fetch_


@pytest.fixture
def good(stub: Stub) -> Stub:
    """A service that answers as it should."""
    stub.answers[f"GET {PATH}"] = [Given(made.variables())]
    stub.answers[f"POST {PATH}"] = [Given(made.jsonstat2())]
    return stub


def came(data: Path) -> list[Observation]:
    """The rows of the record that came from a kept file."""
    return [o for o in read_record(data).observations if o.origin.startswith("snapshots/")]


def test_only_the_cells_that_are_wanted_are_asked_for(fetch: Fetch, good: Stub) -> None:
    fetch()
    assert good.asked == [
        (f"GET {PATH}", None),
        (
            f"POST {PATH}",
            {
                "query": [
                    {"code": "alue_23", "selection": {"filter": "item", "values": ["SSS", "KU901", "KU902"]}},
                    {"code": "sukupuoli_9", "selection": {"filter": "item", "values": ["SSS"]}},
                    {"code": "timeperiod_y", "selection": {"filter": "item", "values": ["2021", "2022"]}},
                    {"code": "contentscode", "selection": {"filter": "item", "values": ["vaerak-vaesto"]}},
                ],
                "response": {"format": "json-stat2"},
            },
        ),
    ]


def test_what_came_is_in_the_record_with_its_way_back(fetch: Fetch, good: Stub, small: Path) -> None:
    assert fetch(doubtful=True) == [0]
    rows = {(o.area, str(o.period)): o for o in came(small)}
    home = rows["901", "2022"]
    assert (home.value, home.quality, home.note, home.source) == (1060.5, "preliminary", "preliminary", "statistics")
    assert (home.known, home.known_basis) == (date(2023, 3, 30), "stated")
    assert (rows["SSS", "2021"].known, rows["SSS", "2021"].known_basis) == (date(2022, 3, 31), "rule")
    assert (rows["902", "2022"].value, rows["902", "2022"].missing) == (None, "hidden_few")
    file, _, place = home.origin.partition("#")
    assert place == "KU901/SSS/2022/vaerak-vaesto"
    assert home.accepted_by == "keeper"
    assert (small / file).read_bytes() == made.jsonstat2()


def test_the_same_answer_again_changes_nothing(fetch: Fetch, good: Stub, small: Path) -> None:
    fetch(doubtful=True)
    before = {p: p.read_bytes() for p in small.rglob("*") if p.is_file()}
    assert fetch(doubtful=True) == [0]
    assert {p: p.read_bytes() for p in small.rglob("*") if p.is_file()} == before


def test_a_correction_is_a_row_more_with_its_own_day(fetch: Fetch, good: Stub, small: Path) -> None:
    fetch(doubtful=True)
    corrected = made.jsonstat2([5000.0, 5010.0, 1050.0, 1061.0, 990.0, "..."]).replace(b"2023-03-30", b"2023-04-12")
    good.answers[f"POST {PATH}"] = [Given(corrected)]
    assert fetch(doubtful=True) == [0]
    versions = [o for o in came(small) if (o.area, str(o.period)) == ("901", "2022")]
    assert [(o.value, str(o.known)) for o in versions] == [(1060.5, "2023-03-30"), (1061.0, "2023-04-12")]


def test_without_yes_it_waits_but_what_came_is_kept(fetch: Fetch, good: Stub, small: Path) -> None:
    assert fetch(yes=False) == [WAITS]
    assert came(small) == []
    assert [(line["file"][-len("statistics.json") :], line["address"]) for line in manifest(small)] == [
        ("statistics.json", good.address(PATH))
    ]


def test_a_trial_keeps_nothing(fetch: Fetch, good: Stub, small: Path) -> None:
    assert fetch(dry=True) == [0]
    assert not (small / "snapshots").exists()
    assert came(small) == []


def test_a_doubtful_figure_waits_even_with_yes(
    fetch: Fetch, good: Stub, small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A misplaced decimal must not come in by a timer."""
    fetch(doubtful=True)
    spoilt = made.jsonstat2([5000.0, 5010.0, 1050.0, 106050.0, 990.0, "..."])
    good.answers[f"POST {PATH}"] = [Given(spoilt)]
    capsys.readouterr()
    assert fetch() == [WAITS]
    said = capsys.readouterr().out
    assert "Luku on ehkä satakertainen tai sadasosa. Tarkoitettiinko 1\N{NO-BREAK SPACE}061?" in said
    assert 106050.0 not in [o.value for o in came(small)]


def test_a_figure_that_the_table_no_longer_holds_waits(
    fetch: Fetch, good: Stub, small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fetch(doubtful=True)
    good.answers[f"POST {PATH}"] = [Given(made.jsonstat2([5000.0, 5010.0, 1050.0, "..", 990.0, "..."]))]
    capsys.readouterr()
    assert fetch() == [WAITS]
    assert "1 luku, jota ei enää ole" in capsys.readouterr().out


def test_a_figure_whose_cell_is_gone_waits_too(
    fetch: Fetch, good: Stub, small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A year left out between others says nothing, not even that there is no figure: no cell of it can be doubtful."""
    good.answers[f"POST {PATH}"] = [Given(of_years("2020", "2021", "2022"))]
    assert fetch(doubtful=True) == [0]
    good.answers[f"POST {PATH}"] = [Given(of_years("2020", "2022"))]
    capsys.readouterr()
    assert fetch() == [WAITS]
    assert "3 lukua puuttuu taulukosta" in capsys.readouterr().out


def of_years(*years: str) -> bytes:
    """The table with other years, the same figure in each of an area."""
    table = json.loads(made.jsonstat2())
    table["size"][2] = len(years)
    table["dimension"]["timeperiod_y"]["category"] = {
        "index": list(years),
        "label": dict(zip(years, years, strict=True)),
    }
    table |= {"value": [figure for figure in (5000.0, 1050.0, 990.0) for _ in years], "status": {}}
    return json.dumps(table).encode()


@pytest.mark.parametrize(
    ("method", "answer", "told"),
    [
        ("POST", Given(b"<!DOCTYPE html><p>Huolto"), "dataa, ei verkkosivua"),
        ("POST", Given(made.jsonstat2()[:200]), "kokonaista JSONia"),
        ("POST", Given(status=500), "virhekoodilla 500"),
        ("POST", Given(status=429), "virhekoodilla 429"),
        ("POST", Given(made.jsonstat2(), promised=9999), "katkesi kesken"),
        ("POST", Given(status=302, headers={"Location": "http://169.254.169.254/"}), "ohjasi toiseen osoitteeseen"),
        ("POST", Given(made.jsonstat2().replace(b'"..."', b'"..*"')), "merkki, jonka merkitys on kerrottu"),
        ("POST", Given(made.jsonstat2().replace(b"KU901", b"KU999")), "oman kunnan koodi muuttujassa Alue"),
        ("POST", Given(other_content(made.jsonstat2())), "muuttujan Tiedot luokka"),
        ("POST", Given(made.jsonstat2().replace(b"2022", b"22")), "kausi: 2019"),
        ("POST", Given(b""), "jotakin luettavaa"),
        ("GET", Given(made.variables().replace(b'"Vuosi"', b'"Aika"')), "muuttuja, joka on taulukossa"),
        ("GET", Given(other_content(made.variables())), "muuttujan Tiedot luokka"),
        ("GET", Given(b'{"variables": 1}'), "kenttä, joka puuttuu"),
        ("GET", Given(status=404), "virhekoodilla 404"),
    ],
)  # fmt: skip
def test_a_bad_answer_is_named_and_changes_no_figure(
    method: str, answer: Given, told: str, fetch: Fetch, good: Stub, small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = read_record(small)
    good.answers[f"{method} {PATH}"] = [answer]
    assert fetch() == [UNAVAILABLE]
    assert told in capsys.readouterr().err
    assert read_record(small) == before


def test_a_table_that_fails_does_not_keep_the_next_from_being_asked(
    small: Path, good: Stub, web: Web, fetch: Fetch
) -> None:
    file = small / "catalogue" / "tables.toml"
    block = file.read_text("utf-8").partition("[[table]]")[2]
    broken = block.replace('"statistics"', '"newspaper"').replace("11x", "12x")
    broken = broken.replace('measure = "2.1-t1"', 'measure = "2.1-t1"\n')
    file.write_text(file.read_text("utf-8").replace("[[table]]", f"[[table]]{broken}\n[[table]]", 1), "utf-8")
    assert fetch(doubtful=True) == [UNAVAILABLE, 0]


@pytest.mark.parametrize("raw", [made.jsonstat2(), made.jsonstat1(), made.pxweb_json(), made.px(), made.CSV.encode()])
def test_a_file_saved_by_hand_gives_the_same_figures(raw: bytes, small: Path, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "tallennettu"
    file.write_bytes(raw)
    said = run("fetch", "statistics", "--data", small, "--from", file, "--yes", "--accept-doubtful")
    assert (said.code, said.err) == (0, "")
    found = {(o.area, str(o.period)): (o.value, o.missing) for o in came(small)}
    assert found["901", "2022"] == (1060.5, None)
    assert found["902", "2022"] == (None, "hidden_few")
    assert manifest(small)[0]["address"] == "tallennettu"


def test_wrong_use_is_told_with_the_name_that_was_meant(small: Path, run: Run, tmp_path: Path) -> None:
    said = run("fetch", "statistic", "--data", small, "--lang", "en")
    assert (said.code, said.err) == (
        WRONG_USE,
        "There is no table for the source or measure statistic in catalogue/tables.toml. Did you mean “statistics”?\n",
    )
    said = run("fetch", "--data", small, "--from", tmp_path / "nothing", "--lang", "en")
    assert (said.code, "cannot be read" in said.err) == (WRONG_USE, True)
    (small / "catalogue" / "tables.toml").unlink()
    said = run("fetch", "--data", small, "--from", tmp_path / "nothing", "--lang", "en")
    assert (said.code, said.err) == (WRONG_USE, "One table at a time is read from a file. Name its source.\n")


def test_a_table_without_an_address_is_read_from_a_file_only(small: Path, run: Run) -> None:
    file = small / "catalogue" / "tables.toml"
    replace(file, '"pxweb1"', '"file"')
    replace(file, 'address = "https://tilastot.example/api/v1/fi/vaesto/11x.px"\n', "")
    said = run("fetch", "2.1-t1", "--data", small, "--lang", "en")
    assert (said.code, "read it with --from" in said.err) == (WRONG_USE, True)


def test_a_folder_that_is_being_changed_is_left_alone(small: Path, fetch: Fetch, good: Stub) -> None:
    with only_change(small):
        assert fetch() == [BUSY]
    assert came(small) == []


def test_rows_that_the_check_would_refuse_are_not_taken_in(small: Path, fetch: Fetch, good: Stub) -> None:
    good.answers[f"POST {PATH}"] = [Given(made.jsonstat2([5000.0, 5010.0, 1050.0, -1.0, 990.0, "..."]))]
    before = read_record(small)
    assert fetch(doubtful=True) == [WRONG_DATA]
    assert read_record(small).observations == before.observations


def test_pxweb_2_is_asked_by_get(small: Path, stub: Stub, web: Web) -> None:
    file = small / "catalogue" / "tables.toml"
    replace(file, '"pxweb1"', '"pxweb2"')
    stub.answers[f"GET {PATH}/metadata"] = [Given(made.jsonstat2())]
    stub.answers[f"GET {PATH}/data"] = [Given(made.jsonstat2())]
    table = declared(small, stub).tables["statistics"]
    assert ask(web, table, read_record(small).strategy, TODAY) == made.jsonstat2()
    assert stub.asked[1][0] == (
        f"GET {PATH}/data?lang=fi&outputFormat=json-stat2&valueCodes[alue_23]=SSS,KU901,KU902"
        "&valueCodes[sukupuoli_9]=SSS&valueCodes[timeperiod_y]=2021,2022&valueCodes[contentscode]=vaerak-vaesto"
    )


def test_sotkanet_is_asked_for_values_and_for_the_names_of_its_regions(small: Path, stub: Stub, web: Web) -> None:
    file = small / "catalogue" / "tables.toml"
    text = file.read_text("utf-8").partition("[[table]]")[0]
    file.write_text(text + SOTKANET, "utf-8")
    regions = [{"id": 7, "code": "901", "category": "KUNTA"}, {"id": 901, "code": "7", "category": "KUNTA"}]
    rates = [{"region": r, "year": 2022, "gender": "total", "value": v} for r, v in ((7, 1100), (901, 5))]
    stub.answers["GET /rest/json"] = [Given(json.dumps(rates).encode())]
    stub.answers["GET /rest/regions"] = [Given(json.dumps(regions).encode())]
    table = declared(small, stub).tables["statistics"]
    content = ask(web, table, read_record(small).strategy, TODAY)
    assert [path for path, _ in stub.asked] == [
        "GET /rest/json?indicator=42&years=2021&years=2022&years=2023&genders=total", "GET /rest/regions",
    ]  # fmt: skip
    run = Fetching(small, "fi", TODAY, True, False, True, "keeper", lambda *_: content)
    assert take_in(run, table, Raw(content, TODAY)) == 0
    assert [(o.area, o.value) for o in came(small)] == [("901", 1100.0)]


SOTKANET = """
[[table]]
source = "statistics"
interface = "sotkanet"
address = "https://tilastot.example/rest"
indicator = 42
first_year = 2021
period = ["year"]
area = ["region"]

[[table.series]]
measure = "2.1-t1"
"""

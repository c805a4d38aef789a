"""From a service or a file into the record: asked rightly, kept first, compared, accepted, and traced back."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace as changed
from datetime import date
from pathlib import Path

import pytest

from etl.commands.fetching import BUSY, UNAVAILABLE, WAITS, WRONG_DATA, WRONG_USE, FetchRun, fetch_all, take_in
from etl.files.journal import only_change
from etl.files.snapshots import manifest
from etl.reading.tables import Declared, StatisticsTable, load
from etl.record.record import Record, read_record
from etl.statistics.asking import ask
from etl.statistics.fetch import FetchedFile
from etl.statistics.web import Web
from strategy.model.record import Observation
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


def _moved(table: StatisticsTable, stub: Stub) -> StatisticsTable:
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
        def get(table: StatisticsTable, record: Record) -> bytes:
            return ask(web, table, record.strategy, TODAY)

        run = FetchRun(small, "fi", TODAY, yes, dry, doubtful, "approver", get)
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
    assert home.accepted_by == "approver"
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
    assert "Olisiko pitänyt olla 1\N{NO-BREAK SPACE}061?" in said
    assert 106050.0 not in [o.value for o in came(small)]


def test_a_figure_that_the_table_no_longer_holds_waits(
    fetch: Fetch, good: Stub, small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fetch(doubtful=True)
    good.answers[f"POST {PATH}"] = [Given(made.jsonstat2([5000.0, 5010.0, 1050.0, "..", 990.0, "..."]))]
    capsys.readouterr()
    assert fetch() == [WAITS]
    assert "1 luku, jota ei enää ole" in capsys.readouterr().out


def without_cell(place: int) -> bytes:
    """The table with a cell that is empty and says nothing."""
    data = json.loads(made.jsonstat2())
    data["value"][place], data["status"] = None, {"5": "..."}
    return json.dumps(data).encode()


def without_area(code: str) -> bytes:
    """The table without one of its areas."""
    data = json.loads(made.jsonstat2())
    area = data["dimension"]["alue_23"]["category"]
    place = area["index"].pop(code)
    area["index"] = {name: number for number, name in enumerate(area["index"])}
    data["value"][2 * place : 2 * place + 2] = []
    data["size"][0], data["status"] = 2, {}
    return json.dumps(data).encode()


@pytest.mark.parametrize(
    ("answer", "gone"),
    [
        pytest.param(without_cell(2), "2.1-t1, Koivula, 2021", id="the first of our figures"),
        pytest.param(without_cell(3), "2.1-t1, Koivula, 2022", id="the last of our figures"),
        pytest.param(without_cell(1), "2.1-t1, Koko maa, 2022", id="the last of the country's"),
        pytest.param(without_area("SSS"), "2.1-t1, Koko maa, 2022", id="a whole area"),
    ],
)
def test_a_figure_whose_cell_is_empty_or_gone_waits(
    answer: bytes, gone: str, fetch: Fetch, good: Stub, small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is no row that comes: what stands in the record must be asked for it."""
    fetch(doubtful=True)
    before = came(small)
    good.answers[f"POST {PATH}"] = [Given(answer)]
    capsys.readouterr()
    assert fetch() == [WAITS]
    said = capsys.readouterr().out
    assert "puuttuu taulukosta:" in said
    assert gone in said
    assert "Mitään ei muutettu, koska" in said
    assert came(small) == before
    assert fetch(doubtful=True) == [0]


def test_areas_that_a_saved_file_leaves_out_are_not_gone(small: Path, fetch: Fetch, good: Stub, run: Run) -> None:
    """Who saves a table by hand chooses the areas."""
    fetch(doubtful=True)
    file = small / "koivula.json"
    file.write_bytes(without_area("SSS"))
    assert run("fetch", "statistics", "--data", small, "--from", file, "--yes").code == 0


def with_period(label: str) -> bytes:
    """The table with another label (and code) for its second period."""
    return (
        made.jsonstat2().replace(b'"2022*"', json.dumps(label).encode()).replace(b'"2022"', json.dumps(label).encode())
    )


def test_a_period_that_is_none_is_told_and_the_rest_waits_for_a_person(
    fetch: Fetch, good: Stub, small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    description = made.variables().replace(b'"2022*"', b'"2021-2022"').replace(b'"2022"', b'"2021-2022"')
    good.answers[f"GET {PATH}"] = [Given(description)]
    good.answers[f"POST {PATH}"] = [Given(with_period("2021-2022"))]
    assert fetch() == [WAITS]
    said = capsys.readouterr().out
    assert "1 ajanjaksoa ei luettu, koska se ei ole selvästi ajanjakso:\n    2021-2022\n" in said
    assert "2.1-t1, Koivula, 2021: 1\N{NO-BREAK SPACE}050" in said
    asked = good.asked[1][1]
    assert "2021-2022" in str(asked)  # else the service would leave it out, and nobody would hear of it
    assert fetch(doubtful=True) == [0]
    assert {str(o.period) for o in came(small)} == {"2021"}
    assert fetch() == [WAITS]
    file = small / "catalogue" / "tables.toml"
    replace(file, 'preliminary = "*"', 'preliminary = "*"\nskip = ["2021-2022"]')
    assert fetch() == [0]


def test_a_note_on_quality_waits_for_a_person_once(
    fetch: Fetch, good: Stub, small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = json.loads(made.jsonstat2())
    noted = json.dumps({**data, "note": ["Vuoden 2022 luvut ovat ennakollisia."]}).encode()
    good.answers[f"POST {PATH}"] = [Given(noted)]
    assert fetch() == [WAITS]
    said = capsys.readouterr().out
    assert "Julkaisijan huomautus lukujen laadusta, lue se ennen hyväksymistä:" in said
    assert "    Vuoden 2022 luvut ovat ennakollisia.\n" in said
    assert came(small) == []
    assert fetch(doubtful=True) == [0]
    assert fetch() == [0]


def test_new_figures_are_shown_before_they_are_accepted(
    fetch: Fetch, good: Stub, capsys: pytest.CaptureFixture[str]
) -> None:
    """Our own first, the latest first, with their quality where it is not final."""
    assert fetch(dry=True) == [0]
    lines = capsys.readouterr().out.splitlines()
    first = next(n for n, line in enumerate(lines) if "uutta lukua" in line)
    space = "\N{NO-BREAK SPACE}"
    assert lines[first + 1 : first + 3] == [
        f"    2.1-t1, Koivula, 2022: 1{space}061 (ennakkotieto)",
        f"    2.1-t1, Koivula, 2021: 1{space}050",
    ]


def test_many_new_figures_are_shown_in_part_and_counted(small: Path, run: Run) -> None:
    years = ";".join(f"Väestö 31.12. {year}" for year in range(1991, 2011))
    file = small / "many.csv"
    file.write_text(f"Alue;{years}\nKoivula;{';'.join(map(str, range(900, 920)))}\n", "utf-8")
    said = run("fetch", "statistics", "--data", small, "--from", file, "--dry-run", "--lang", "en").out
    assert "  20 new figures\n    2.1-t1, Koivula, 2010: 919\n    2.1-t1, Koivula, 2009: 918\n" in said
    assert "    and 8 more\n" in said


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
        ("POST", Given(made.jsonstat2().replace(b"KU901", b"KU999")), "oma kuntamme (901) koodilla tai nimellä"),
        ("POST", Given(other_content(made.jsonstat2())), "muuttujan Tiedot luokka"),
        ("POST", Given(made.jsonstat2().replace(b"202", b"2")), "esimerkiksi 2019, 2019M06"),
        ("POST", Given(b""), "jotakin luettavaa"),
        ("GET", Given(made.variables().replace(b'"Vuosi"', b'"Aika"')), "muuttuja, joka on taulukossa"),
        ("GET", Given(other_content(made.variables())), "muuttujan Tiedot luokka"),
        ("GET", Given(b'{"variables": 1}'), "taulukon kenttä; löytyi vain"),
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
    run = FetchRun(small, "fi", TODAY, True, False, True, "approver", lambda *_: content)
    assert take_in(run, table, FetchedFile(content, TODAY)) == 0
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

VALUES = json.dumps([{"indicator": 42, "region": 7, "year": 2022, "gender": "total", "value": 1100}])
VALUES_CSV = "indicator;region;year;gender;primary.value;absolute.value\n42;7;2022;total;1100;\n"
REGIONS = json.dumps([{"id": 7, "code": "901", "category": "KUNTA"}, {"id": 9, "code": "902", "category": "KUNTA"}])


@pytest.fixture
def sotkanet(small: Path) -> Path:
    """The small folder with its table at Sotkanet."""
    file = small / "catalogue" / "tables.toml"
    file.write_text(file.read_text("utf-8").partition("[[table]]")[0] + SOTKANET, "utf-8")
    return small


@pytest.mark.parametrize("values", [VALUES, VALUES_CSV, "\N{ZERO WIDTH NO-BREAK SPACE}" + VALUES])
def test_values_of_sotkanet_saved_by_hand_are_read_with_a_saved_list_of_regions(
    values: str, sotkanet: Path, run: Run, tmp_path: Path
) -> None:
    (tmp_path / "values").write_text(values, "utf-8")
    (tmp_path / "regions.json").write_text(REGIONS, "utf-8")
    saved = ("--from", tmp_path / "values", "--regions", tmp_path / "regions.json")
    said = run("fetch", "statistics", "--data", sotkanet, *saved, "--yes", "--accept-doubtful")
    assert (said.code, said.err) == (0, "")
    assert [(o.area, str(o.period), o.value) for o in came(sotkanet)] == [("901", "2022", 1100.0)]
    assert run("verify", "--data", sotkanet).code == 0


@pytest.mark.parametrize("values", [VALUES.replace("1100", "1101"), VALUES_CSV.replace("1100", "1101")])
def test_the_list_that_came_with_an_earlier_fetch_serves_too(
    values: str, sotkanet: Path, run: Run, tmp_path: Path
) -> None:
    table = declared(sotkanet).tables["statistics"]
    content = f'{{"values": {VALUES}, "regions": {REGIONS}}}'.encode()
    fetching = FetchRun(sotkanet, "fi", TODAY, True, False, True, "approver", lambda *_: content)
    assert take_in(fetching, table, FetchedFile(content, TODAY, address="https://tilastot.example/rest")) == 0
    (tmp_path / "values").write_text(values, "utf-8")
    said = run("fetch", "statistics", "--data", sotkanet, "--from", tmp_path / "values", "--dry-run", "--lang", "en")
    assert (said.code, said.err) == (0, "")
    assert "2.1-t1, Koivula, 2022: 1,100 → 1,101 (+1)" in said.out


def test_without_a_list_of_regions_it_is_told_how_to_get_it(sotkanet: Path, run: Run, tmp_path: Path) -> None:
    (tmp_path / "values").write_text(VALUES, "utf-8")
    for lang, word in (("fi", "alueluettelo"), ("sv", "områdeslista"), ("en", "list of regions")):
        said = run("fetch", "statistics", "--data", sotkanet, "--from", tmp_path / "values", "--lang", lang)
        assert (said.code, word in said.err, "https://tilastot.example/rest/regions" in said.err) == (69, True, True)
    (tmp_path / "other").write_text("[1]", "utf-8")
    saved = ("--from", tmp_path / "values", "--regions", tmp_path / "other")
    said = run("fetch", "statistics", "--data", sotkanet, *saved, "--lang", "en")
    assert (said.code, "rows with id, code and category" in said.err) == (69, True)
    said = run("fetch", "statistics", "--data", sotkanet, "--from", tmp_path / "values", "--regions", tmp_path / "none")
    assert (said.code, "none" in said.err) == (WRONG_USE, True)


@pytest.mark.parametrize("host", ["169.254.169.254", "localhost", "10.0.0.8", "statistics.internal"])
def test_a_host_of_this_machine_or_its_network_is_not_declared(host: str, small: Path, run: Run) -> None:
    replace(small / "catalogue" / "tables.toml", "tilastot.example", host)
    said = run("check", "--data", small, "--lang", "en")
    assert (said.code, f"read: {host}" in said.err + said.out) == (WRONG_DATA, True)
    assert "the name of a public server" in said.err + said.out


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('[marks]\n"*" = "sure"', "final, preliminary, estimate"),
        ("[marks]\np = 3", "part marks"),
    ],
)
def test_the_meaning_of_a_mark_is_a_quality(line: str, told: str, small: Path, run: Run) -> None:
    replace(small / "catalogue" / "tables.toml", "[missing]", f"{line}\n\n[missing]")
    said = run("check", "--data", small, "--lang", "en")
    assert (said.code, told in said.err + said.out) == (WRONG_DATA, True)

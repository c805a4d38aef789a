"""Lists, observations, the release, the workbook of the strategy and the data package: opened and held to the data."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import zipfile
from pathlib import Path

import duckdb
import pytest
from flask import Flask
from flask.testing import FlaskClient
from frictionless import Package, system
from openpyxl import load_workbook

from dashboard.exports.status_report import print_status
from dashboard.pages import Services
from dashboard.web import downloads
from strategy.model.vocabulary import LANGUAGES
from strategy.texts.lookup import say
from strategy.wording.sentences import status_word
from tests.conftest import TODAY
from tests.dashboard.exports.reading import ALL, address_of, file_name, get, rows, the_sentence
from tests.dashboard.pages.test_pages import outline


@pytest.fixture
def unprinted(monkeypatch: pytest.MonkeyPatch) -> None:
    """A paper is the page that it is printed from: what printing makes of that has tests of its own."""
    monkeypatch.setattr("dashboard.web.papers.printed", lambda page: page.encode())


def test_the_list_is_filtered_as_its_page_is(client: FlaskClient, services: Services) -> None:
    for query in ("group=judged", "sector=sote&group=no_figure", "focus_area=3", "q=asunto", "has=baseline_only"):
        page = outline(services, f"/fi/mittarit?{query}").measures
        listed = rows(get(client, f"measures.csv?lang=fi&{query}"), ";")
        assert [row["Mittarin tunnus"] for row in listed] == list(page), query
        programs = rows(get(client, f"measures.csv?{query}"))
        assert {row["measure"]: row["status"] for row in programs} == page, query


def test_programs_get_every_measure(client: FlaskClient, services: Services) -> None:
    listed = rows(get(client, "measures.csv"))
    assert {row["measure"] for row in listed} == set(services.store.release().strategy.measures)
    assert len(rows(get(client, "status.csv"))) == len(services.store.release().strategy.of_role("strategy"))


def test_status_tells_what_the_command_tells(client: FlaskClient, releases: Path) -> None:
    """`/download/status.csv` and `python -m dashboard status` agree on every measure."""
    out = io.StringIO()
    print_status(out, releases, today=TODAY)
    printed = {row["measure"]: row for row in csv.DictReader(io.StringIO(out.getvalue()))}
    for row in rows(get(client, "status.csv")):
        other = printed[row["measure"]]
        for key in ("status", "group", "since", "period", "flags", "sentence_fi", "sentence_sv", "sentence_en"):
            assert row[key] == other[key]


def test_observations_are_all_there(client: FlaskClient, services: Services, tmp_path: Path) -> None:
    """Every row of the record, each told whether it is the valid one; the valid ones are those of the view."""
    file = shutil.copy(services.store.release().file, tmp_path)
    with duckdb.connect(file, read_only=True) as data:
        record = data.execute("SELECT count(*), sum(value) FROM observation").fetchone()
        valid = data.execute("SELECT count(*) FROM observation_current").fetchone()
    listed = rows(get(client, "observations.csv"))
    assert record is not None
    assert valid is not None
    assert len(listed) == record[0]
    assert sum(float(row["value"]) for row in listed if row["value"]) == pytest.approx(record[1])
    assert sum(row["current"] == "true" for row in listed) == valid[0]


LOOKS_LIKE_A_DAY = re.compile(
    r"\d{1,2}[./-]\d{1,4}|\d{4}-\d\d?|[A-Z][a-z]{2,8} \d{4}|[a-zåäö]+kuu \d{4}", re.ASCII | re.IGNORECASE
)
"""What a spreadsheet turns into a day without asking: a goal's id, a month."""


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("file", ["observations.csv", "measures.csv", "status.csv", "2.1-t4.csv"])
def test_a_spreadsheet_makes_no_day_of_a_goal_or_a_month(client: FlaskClient, file: str, lang: str) -> None:
    listed = rows(get(client, f"{file}?lang={lang}"), "," if lang == "en" else ";")
    figures = {say(lang, f"exports.head.{name}") for name in ("value", "baseline", "pace", "target_value")}
    figures |= {say(lang, f"exports.head.{name}") for name in ("target_low", "target_high", "low", "high")}
    figures |= {say(lang, f"exports.head.{name}") for name in ("value_low", "value_high")}
    texts = {text for row in listed for head, text in row.items() if head not in figures}
    assert [text for text in texts if LOOKS_LIKE_A_DAY.fullmatch(text)] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_statuses_for_people_are_in_their_words(client: FlaskClient, lang: str) -> None:
    """No id of ours stands under a head in the reader's language."""
    ids = rows(get(client, "status.csv"))
    words = rows(get(client, f"status.csv?lang={lang}"), "," if lang == "en" else ";")
    heads = [say(lang, f"exports.head.{name}") for name in ("status", "group", "flags")]
    known = {row["status"] for row in ids} | {row["group"] for row in ids}
    known |= {flag for row in ids for flag in row["flags"].split("+")} - {""}
    assert {row[head] for row in words for head in heads} & {one for one in known if "_" in one} == set()
    assert {row[heads[0]] for row in words} == {status_word(row["status"], lang) for row in ids}


def test_observations_obey_filter_sort_and_knowledge(client: FlaskClient) -> None:
    listed = rows(get(client, "observations.csv?filter=measure:3.3-a;value:%3E100&sort=-value"))
    assert [row["value"] for row in listed] == ["289", "187", "121"]
    before = rows(get(client, "observations.csv?known=2020-01-01"))
    assert all(row["known"] <= "2020-01-01" for row in before)
    assert len(before) < len(rows(get(client, "observations.csv")))
    book = load_workbook(io.BytesIO(get(client, "observations.xlsx?lang=sv&filter=measure:3.3-a").get_data()))
    values = [row[11] or 0 for row in book.active.iter_rows(min_row=2, values_only=True)]  # type: ignore[union-attr]
    assert sorted(map(str, values)) == sorted(map(str, [16, 21, 65, 121, 187, 289]))


def test_a_workbook_that_would_be_too_long_says_so(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.web.downloads.MOST_BOOK_ROWS", 1000)
    response = get(client, "observations.xlsx?lang=fi&sort=value", 413)
    assert "1\N{NO-BREAK SPACE}000" in response.text
    assert "CSV" in response.text


def test_the_release_itself(client: FlaskClient, services: Services, tmp_path: Path) -> None:
    response = get(client, "strategy.duckdb")
    file = tmp_path / "strategy.duckdb"
    file.write_bytes(response.get_data())
    response.close()
    assert file.read_bytes() == services.store.release().file.read_bytes()
    with duckdb.connect(str(file), read_only=True) as data:
        assert data.execute("SELECT value FROM series WHERE measure = '3.3-a' AND period = '2020'").fetchall() == [
            (289,)
        ]
    part = client.get("/download/strategy.duckdb", headers={"Range": "bytes=0-99"})
    assert (part.status_code, part.get_data()) == (206, file.read_bytes()[:100])
    part.close()


def test_the_strategy_as_one_workbook(client: FlaskClient, services: Services) -> None:
    strategy = services.store.release().strategy
    book = load_workbook(io.BytesIO(get(client, "strategy.xlsx?lang=fi").get_data()))
    assert len(book.worksheets) == 1 + len(strategy.focus_areas) + 2
    focus_areas, actions = book.worksheets[1:-2], book.worksheets[-2]
    listed = [row[0] for sheet in focus_areas for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert listed == [m.id for a in strategy.focus_areas for m in strategy.measures.values() if m.focus_area == a]
    sentences = {row[0]: row[17] for sheet in focus_areas for row in sheet.iter_rows(values_only=True)}
    assert sentences["3.3-a"] == the_sentence(services, "fi")
    told = {row[0]: row for row in actions.iter_rows(min_row=2, values_only=True)}
    assert list(told) == list(strategy.actions)
    assert told["5.2-A1"][7:11] == ("heke", "5.2-a", "ei raportoitu", None)
    assert told["1.3-A5.1"][2] == "1.3-A5"
    assert book.worksheets[-1].max_row == 1 + len(strategy.sources)


def test_the_data_package_validates(client: FlaskClient, services: Services, tmp_path: Path) -> None:
    """Frictionless finds every type, key and reference as the descriptor says; sources, licences, three languages."""
    release = services.store.release()
    with zipfile.ZipFile(io.BytesIO(get(client, "datapackage.zip?lang=sv").get_data())) as archive:
        archive.extractall(tmp_path)
        assert archive.testzip() is None
    with system.use_context(trusted=True):
        report = Package(str(tmp_path / "datapackage.json")).validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])[:5]
    described = json.loads((tmp_path / "datapackage.json").read_text("utf-8"))
    names = {resource["name"] for resource in described["resources"]}
    assert {"observation", "measure", "target", "source", "note", "status", "event"} <= names
    assert all(field["type"] for r in described["resources"] for field in r["schema"]["fields"])
    readme = (tmp_path / "README.md").read_text("utf-8")
    assert all(release.strategy.title.in_(lang) in readme for lang in LANGUAGES)
    licences = (tmp_path / "LICENCES.md").read_text("utf-8")
    assert all(source.title in licences for source in release.strategy.sources.values())


def test_the_data_package_is_the_same_for_the_same_release(client: FlaskClient) -> None:
    first, second = (get(client, "datapackage.zip?lang=fi").get_data() for _ in range(2))
    assert first == second


def test_a_spoilt_package_would_not_validate(client: FlaskClient, tmp_path: Path) -> None:
    """The check above can fail: one measure taken away leaves figures that belong to nobody."""
    with zipfile.ZipFile(io.BytesIO(get(client, "datapackage.zip?lang=fi").get_data())) as archive:
        archive.extractall(tmp_path)
    file = tmp_path / "data" / "measure.csv"
    lines = file.read_text("utf-8").splitlines()
    file.write_text("\n".join(line for line in lines if not line.startswith("3.3-a,")), "utf-8")
    with system.use_context(trusted=True):
        assert not Package(str(tmp_path / "datapackage.json")).validate().valid


def test_made_up_figures_say_so_in_every_file(made_up_desk: Services, unprinted: None) -> None:
    server = Flask("made up")
    downloads.install(server, made_up_desk)
    client = server.test_client()
    for file in ALL:
        response = get(client, address_of(file, "fi"))
        assert "keksityt luvut" in file_name(response), file
        body = response.get_data()
        response.close()
        if file.endswith((".csv", ".svg", ".pdf")):
            assert re.search("keksit", body.decode("utf-8"), re.IGNORECASE), file
        elif file.endswith((".xlsx", ".pptx", ".zip")):
            with zipfile.ZipFile(io.BytesIO(body)) as archive:
                parts = b"".join(archive.read(name) for name in archive.namelist())
            assert re.search("keksit", parts.decode("utf-8", "replace"), re.IGNORECASE), file


def test_pages_offer_their_files(client: FlaskClient, unprinted: None) -> None:
    """Every link to a download on the pages that have one is answered, and its button has a name."""
    for page in (
        "/fi/mittari/3.3-a?compare=049",
        "/sv/fokusomrade/3",
        "/en/measures?group=judged",
        "/fi",
        "/sv/sektor/sote",
        "/sv/matare/2.5-a",
    ):
        html = client.get(page).text
        links = re.findall(r'<a [^>]*href="(/download/[^"]+)"', html)
        assert links, page
        for link in links:
            response = client.get(link.replace("&amp;", "&"))
            assert response.status_code == 200, link
            response.close()
        anchors = re.findall(r"<a ([^>]*)>([^<]+)</a>", html)
        buttons = [(re.search(r'aria-label="([^"]+)"', a), word) for a, word in anchors if "/download/" in a]
        assert len(buttons) == len(links)
        assert all(label and label[1].startswith(word) for label, word in buttons)

"""What came in a file shows its way back on its measure's page and in the files that are taken along."""

from __future__ import annotations

import csv
import io
import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook
from werkzeug.test import TestResponse

from dashboard.context.context import Context
from dashboard.context.urls import Address
from dashboard.data.store import Store
from dashboard.exports import tables
from dashboard.exports.tabular import Dialect, csv_bytes
from dashboard.pages import Services, origins, route
from dashboard.settings import Settings
from dashboard.web.downloads import _as_row, install
from dashboard.web.html import to_html
from etl.__main__ import main
from strategy.model.vocabulary import LANGUAGES
from strategy.texts.lookup import say
from tests.conftest import ROOT, TODAY
from tests.dashboard.exports import reading
from tests.dashboard.exports.reading import get
from tests.etl.intake.conftest import workbook

PLACE, APPROVER = "Luvut!C2", "approver of sote"
HEADER = ("measure", "state", "day")
HEADS = (
    "common.head.period", "measure.origin.file", "measure.origin.place", "measure.origin.by", "common.head.known",
)  # fmt: skip
PAGES = {"fi": "/fi/mittari/", "sv": "/sv/matare/", "en": "/en/measure/"}


@pytest.fixture(scope="module")
def fed(tmp_path_factory: pytest.TempPathFactory) -> Services:
    """The real record with a figure, a state and a comment taken in from a sector's workbooks."""
    folder = tmp_path_factory.mktemp("fed")
    data = folder / "data"
    shutil.copytree(ROOT / "data", data, ignore=shutil.ignore_patterns("releases"))
    figures = workbook([["1.3-g", "2021", 94.5]])
    states = workbook([["1.3-f", "done", "1.2.2021"]], header=HEADER, title="Vaiheet")
    said = [["1.3-d", "15.1.2022", "chefredaktör", "Vi följer läget."]]
    comments = workbook(said, header=("measure", "day", "role", "text_sv"), title="Kommentarer")
    for name, content in (("luvut.xlsx", figures), ("vaiheet.xlsx", states), ("ord.xlsx", comments)):
        _take(data, folder / name, content)
    assert main(["build", "--data", str(data), "--out", str(folder / "releases")]) == 0
    return Services(Store(folder / "releases"), Settings(), lambda: TODAY)


def _take(data: Path, file: Path, content: bytes) -> None:
    file.write_bytes(content)
    asked = ["--known", "2022-01-31", "--source", "sector_report_sote", "--yes", "--by", APPROVER]
    assert main(["import", str(file), "--data", str(data), *asked]) == 0


def body(services: Services, path: str, query: str = "") -> str:
    page = route(path, query, services)
    assert page.status == 200
    return to_html(page.body)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_names_file_place_and_approver(fed: Services, lang: str) -> None:
    told = body(fed, f"{PAGES[lang]}1.3-g")
    cell = say(lang, "measure.origin.cells.one", cells="C2")
    place = f"{say(lang, 'measure.origin.sheet', sheet='Luvut')}, {cell}"
    for words in (say(lang, "measure.origin.title"), "luvut.xlsx <small>", place, APPROVER):
        assert words in told
    told = body(fed, f"{PAGES[lang]}1.3-f")
    cell = say(lang, "measure.origin.cells.one", cells="B2")
    place = f"{say(lang, 'measure.origin.sheet', sheet='Vaiheet')}, {cell}"
    for words in ("vaiheet.xlsx <small>", place, APPROVER):
        assert words in told


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_comment_of_a_workbook_is_on_its_page_with_its_way_back(fed: Services, lang: str) -> None:
    """From the cell that a sector filled to the page, in whatever language it is read."""
    told = body(fed, f"{PAGES[lang]}1.3-d", "on=2022-01-31")
    cell = say(lang, "measure.origin.cells.one", cells="D2")
    place = f"{say(lang, 'measure.origin.sheet', sheet='Kommentarer')}, {cell}"
    quoted = '<blockquote lang="sv"><p>Vi följer läget.' if lang != "sv" else "<blockquote><p>Vi följer läget."
    for words in (quoted, "ord.xlsx <small>", place, APPROVER):
        assert words in told
    assert "Vi följer läget." not in body(fed, f"{PAGES[lang]}1.3-d", "on=2022-01-14")


PLACES = [
    (["C2"], "solu C2"),
    (["Luvut!I5"], "välilehti Luvut, solu I5"),
    (["C4", "C2", "C3", "C7"], "solut C2–C4, C7"),
    (["C9", "C10"], "solut C9–C10"),
    (["A!C2", "B!C2"], "välilehti A, solu C2; välilehti B, solu C2"),
    (["C2", "C4", "C6", "C8"], "solut C2 … C8"),
    (["KU235/2019/vaesto", "KU235/2020/vaesto"], "KU235/2019/vaesto … KU235/2020/vaesto"),
]


@pytest.mark.parametrize(("places", "told"), PLACES)
def test_places_are_told_in_words_and_in_the_order_of_the_file(
    services: Services, places: list[str], told: str
) -> None:
    context = Context.of(Address("fi", "overview"), services.store.release(), services.settings, TODAY)
    assert "; ".join(origins.places_in_words(context, places)).replace("\N{NO-BREAK SPACE}", " ") == told


def test_the_source_of_a_reported_state_stands_beside_the_strategy(fed: Services) -> None:
    """A milestone comes from the strategy, its state from the sector."""
    listed = body(fed, "/fi/mittari/1.3-f").partition(say("fi", "measure.sources"))[2]
    strategy = fed.store.release().strategy
    for source in (strategy.sources[strategy.source], strategy.sources["sector_report_sote"]):
        assert source.title in listed


def test_what_was_not_known_yet_is_not_told(fed: Services) -> None:
    """Under an earlier day of knowledge neither the figure, nor the state, nor their files stand on the page."""
    for measure in ("1.3-g", "1.3-f"):
        for day, there in (("2022-01-31", True), ("2022-01-30", False)):
            assert (APPROVER in body(fed, f"/fi/mittari/{measure}", f"known={day}")) == there
    assert say("fi", "measure.events") not in body(fed, "/fi/mittari/1.3-f", "known=2022-01-30")


def test_a_correction_that_was_not_known_yet_is_not_told(services: Services) -> None:
    rows = [r for r in services.store.release().rows("3.3-b") if r.area == "235" and r.known is not None]
    first = min(r.known for r in rows if r.known)
    assert say("fi", "measure.revisions") in body(services, "/fi/mittari/3.3-b")
    assert say("fi", "measure.revisions") not in body(services, "/fi/mittari/3.3-b", f"known={first}")


def test_figures_read_by_hand_claim_no_file(services: Services) -> None:
    assert say("fi", "measure.origin.title") not in body(services, "/fi/mittari/3.3-a")


def section(services: Services, lang: str, measure: str) -> str:
    """The part of the page that tells the way back."""
    told = body(services, f"{PAGES[lang]}{measure}")
    (found,) = re.findall(rf"<section><h2>{say(lang, 'measure.origin.title')}</h2>.*?</section>", told)
    return str(found)


@pytest.mark.parametrize("measure", ["1.3-g", "1.3-f"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_way_back_is_told_in_one_language(fed: Services, lang: str, measure: str) -> None:
    found = section(fed, lang, measure)
    heads = ["common.head.day", *HEADS[1:]] if measure == "1.3-f" else HEADS  # a state stands at a day
    assert re.findall(r'<th [^>]*scope="col"[^>]*>(.*?)</th>', found) == [say(lang, head) for head in heads]
    own = {say(lang, name) for name in (*heads, "measure.origin.title")}
    others = {say(other, name) for other in LANGUAGES for name in (*heads, "measure.origin.title")} - own
    assert own <= set(re.findall(r">([^<]+)<", found))
    assert not others & set(re.findall(r">([^<]+)<", found))


@pytest.fixture(scope="module")
def server(fed: Services) -> FlaskClient:
    """Hands out the files of that record, without the pages."""
    flask = Flask(__name__)
    install(flask, fed)
    return flask.test_client()


def rows_of(response: TestResponse, form: str, lang: str) -> list[dict[str, object]]:
    """The rows of a file, by the names of their columns."""
    if form == "xlsx":
        sheet = load_workbook(io.BytesIO(response.get_data())).worksheets[-1]
        head, *lines = sheet.iter_rows(values_only=True)
        return [dict(zip(map(str, head), line, strict=True)) for line in lines]
    return [dict(line) for line in reading.rows(response, "," if lang == "en" else ";")]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_files_for_people_carry_the_way_back_as_known_on_their_day(server: FlaskClient, lang: str, form: str) -> None:
    place, approver = say(lang, "exports.head.origin"), say(lang, "exports.head.accepted_by")
    told = rows_of(get(server, f"1.3-g.{form}?lang={lang}&known=2022-01-31"), form, lang)
    assert {place, approver} <= set(told[0])
    (came,) = (row for row in told if row[place])
    assert (str(came[place]).endswith(f"luvut.xlsx#{PLACE}"), came[approver]) == (True, APPROVER)
    before = rows_of(get(server, f"1.3-g.{form}?lang={lang}&known=2022-01-30"), form, lang)
    assert len(before) == len(told) - 1
    assert not any(row[place] or row[approver] for row in before)


def test_a_table_that_waits_for_its_first_fetch_is_no_source_of_the_figures(services: Services) -> None:
    """Paavo's newest table may be fetched; what stands on the page came from its first editions."""
    told = body(services, "/fi/mittari/3.3-t9")
    sources = services.store.release().strategy.sources
    assert sources["paavo_2017"].title in told
    assert sources["paavo_12f4"].title not in told


@pytest.mark.parametrize(("measure", "figures"), [("1.1-a", False), ("3.3-t9", True)])
def test_whose_the_figures_are_is_told_where_there_are_any(services: Services, measure: str, figures: bool) -> None:
    told = body(services, f"/fi/mittari/{measure}")
    assert (say("fi", "measure.source_own") in told) == figures


def test_files_carry_the_origin(fed: Services) -> None:
    release = fed.store.release()
    context = Context.of(Address("en", "measure", "1.3-g"), release, fed.settings, TODAY)
    table = tables.observations(context, map(_as_row, release.rows("1.3-g")), "")
    listed = list(csv.DictReader(io.StringIO(csv_bytes(table, Dialect.of("")).decode())))
    (came,) = (row for row in listed if row["origin"])
    assert came["origin"].endswith(f"luvut.xlsx#{PLACE}")
    assert (came["accepted_by"], came["value"], came["known"]) == (APPROVER, "94.5", date(2022, 1, 31).isoformat())

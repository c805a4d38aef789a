"""A town unlike the first is served whole: Swedish words, six sectors, areas in capitals, and nothing of Kauniainen."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import duckdb
import pikepdf
import pypdfium2
import pytest

from dashboard.context import urls
from dashboard.data.store import Store
from etl.__main__ import main
from strategy.model.catalogue import Strategy
from strategy.model.colours import SECTOR_COLOURS, VISIBLE, contrast
from strategy.model.vocabulary import LANGUAGES, TARGET_KINDS
from strategy.texts import say
from tests.conftest import ROOT
from tests.town.walking import Walk, read

TOWN = ROOT / "tests" / "fixtures" / "stromvik"
DAY = "2025-03-01"
FIRST = tomllib.loads((ROOT / "data" / "catalogue" / "strategy.toml").read_text("utf-8"))


def _words_of_the_first() -> Iterator[str]:
    """What no page of another town may say: the first town's names, those of its sectors and areas, and its law."""
    yield from ("Grani", "Granis", "306/2019", "Traficom")
    yield from ("113 mittari", "113 mätare", "113 measures")
    for table in (FIRST["title"], FIRST["values"], FIRST["municipality"]):
        yield from (table[lang] for lang in LANGUAGES)
    yield from (area["name"][lang] for area in FIRST["area"] for lang in LANGUAGES if area["id"].isdigit())
    yield from (sector["name"][lang] for sector in FIRST["sector"] for lang in LANGUAGES)
    yield from (sector["id"] for sector in FIRST["sector"])


# begun by the words, for a name is bent: Kauniaisten, Grankullas
STEMS = tuple(dict.fromkeys(word.casefold() for word in ("Kauniai", "Grankulla", *_words_of_the_first())))


def _forbidden(text: str) -> list[str]:
    """The words of the first town that begin a word here; the quick look first, for there are megabytes to read."""
    plain = text.casefold().replace("\N{NO-BREAK SPACE}", " ")
    return [stem for stem in STEMS if stem in plain and re.search(rf"(?<![\w#/.]){re.escape(stem)}", plain)]


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The town's release, built as anyone builds it."""
    out = tmp_path_factory.mktemp("town") / "releases"
    assert main(["build", "--data", str(TOWN), "--out", str(out), "--quiet"]) == 0
    return out


@pytest.fixture(scope="module")
def walked(releases: Path) -> Walk:
    """All that a visitor comes to."""
    out = releases / "walk.json"
    command = [sys.executable, "-m", "tests.town.walking", str(releases), str(out), DAY]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return read(out)


@pytest.fixture(scope="module")
def strategy(releases: Path) -> Strategy:
    return Store(releases).release().strategy


def _page(walked: Walk, lang: str, page: str, id_: str = "") -> str:
    return walked.pages[urls.Address(lang, page, id_).path()]


def test_it_is_unlike_the_first(strategy: Strategy) -> None:
    """What would let it pass by likeness is not there."""
    assert {target.kind for m in strategy.measures.values() for target in m.targets} == set(TARGET_KINDS)
    assert {sector["id"] for sector in FIRST["sector"]}.isdisjoint(strategy.sectors)
    assert {sector["colour"] for sector in FIRST["sector"]}.isdisjoint(s.colour for s in strategy.sectors.values())
    assert strategy.text_language != FIRST["text_language"]
    assert {len(area) for area in strategy.areas} == {2, 4}
    assert {m.twin for m in strategy.measures.values()} >= {"1.1-f", "3.1-d"}
    assert strategy.owners
    assert any(m.actions for m in strategy.measures.values())
    assert strategy.made_up


def test_every_type_of_page_answers_in_three_languages(walked: Walk) -> None:
    assert {address: status for address, status in walked.status.items() if status != 200} == {}
    seen = {(found.lang, found.page) for address in walked.pages if (found := urls.read(urlsplit(address).path))}
    assert seen == {(lang, page) for lang in LANGUAGES for page in urls.WORDS}


def test_every_link_is_read(walked: Walk) -> None:
    """Also those that were not followed: nobody is sent to an address of which a part could not be read."""
    pages = [link for link in walked.links if not link.startswith("/download/")]
    read_ = {link: urls.read(urlsplit(link).path, urlsplit(link).query) for link in pages}
    assert [link for link, found in read_.items() if found is None or found.unread] == []
    assert any("compare=HAVN" in link for link in pages)
    for lang in LANGUAGES:
        unread = say(lang, "frame.unread", parts="|").partition("|")[0]
        assert [address for address, page in walked.pages.items() if unread in page] == []


MENTIONS = [
    # text                                               the words of the first town in it
    ("<p>Kauniaisten kaupunki</p>", ["kauniai"]),
    ("GRANKULLAS invånare, 113\N{NO-BREAK SPACE}mätare", ["grankulla", "113 mätare"]),
    ("toimiala=sote", ["sote"]),
    ("granit, 1130 personer, #sote", ["grani"]),
    ("Strömvik, 113 personer", []),
]


@pytest.mark.parametrize(("text", "words"), MENTIONS)
def test_a_mention_is_found(text: str, words: list[str]) -> None:
    assert _forbidden(text) == words


def test_no_page_speaks_of_another_town(walked: Walk) -> None:
    found = {address: _forbidden(_seen(page)) for address, page in walked.pages.items()}
    assert {address: words for address, words in found.items() if words} == {}


def _seen(page: str) -> str:
    """A page without style and scripts, which hold numbers of all kinds."""
    return re.sub(r"<(style|script)\b.*?</\1>", "", page, flags=re.DOTALL)


def test_no_file_speaks_of_another_town(walked: Walk, tmp_path: Path) -> None:
    """Every kind of download, unpacked to the last text in it, and the workbook that a sector fills."""
    kinds = {urlsplit(name).path.rpartition(".")[2] for name in walked.files}
    assert kinds == {"csv", "xlsx", "pptx", "svg", "zip", "duckdb", "pdf", "docx"}
    for lang in LANGUAGES:
        form = tmp_path / f"{lang}.xlsx"
        assert main(["template", "--data", str(TOWN), "--sector", "skola", "--lang", lang, "-o", str(form)]) == 0
        walked.files[f"/template/{form.name}"] = form.read_bytes()
    found = {name: _forbidden(_told(name, content, tmp_path)) for name, content in walked.files.items()}
    assert {name: words for name, words in found.items() if words} == {}


def _told(name: str, content: bytes, folder: Path) -> str:
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            return " ".join(_told(part, parts.read(part), folder) for part in parts.namelist())
    if content[8:12] == b"DUCK":
        return _database(content, folder / "strategy.duckdb")
    if content.startswith(b"%PDF-"):
        return _paper(content)
    return content.decode("utf-8", "replace")


def _paper(content: bytes) -> str:
    """The text of a paper's pages, and the title, the outline and the alternatives that stand beside it."""
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content)]
    with pikepdf.open(io.BytesIO(content)) as paper:
        tables = [thing for thing in paper.objects if isinstance(thing, pikepdf.Dictionary)]
        strings = [str(value) for one in tables for value in one.values() if isinstance(value, pikepdf.String)]
    return " ".join([*pages, *strings])


def _database(content: bytes, file: Path) -> str:
    file.write_bytes(content)
    with duckdb.connect(str(file), read_only=True) as database:
        names = [name for (name,) in database.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
        return " ".join(str(row) for name in names for row in database.table(name).fetchall())


def test_each_square_has_a_colour_that_is_seen(walked: Walk, strategy: Strategy) -> None:
    page = _page(walked, "fi", "measures")
    colours = dict(re.findall(r"\.sector-(\w+)\{background:(#[0-9a-f]{6})\}", page))
    assert set(re.findall(r'class="(?:square )?sector-(\w+)"', page)) <= set(colours) == set(strategy.sectors)
    assert len(set(colours.values())) == 6
    assert all(contrast(colour, "#ffffff") >= VISIBLE for colour in colours.values())
    assert {colours["naringsliv"], colours["ledning"]} == set(SECTOR_COLOURS[:2])


HEADED = {"fi": "Strategian omin sanoin (ruotsiksi)", "sv": "Med strategins egna ord", "en": "(in Swedish)"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_words_of_the_strategy_are_swedish_wherever_they_stand(walked: Walk, lang: str) -> None:
    page = _page(walked, lang, "measure", "1.1-a")
    assert re.search(r'<blockquote[^>]* lang="sv"[^>]*>Andelen nöjda företag stiger till 70 %', page)
    assert HEADED[lang] in page
    others = ("suomeksi", "på finska", "in Finnish")
    told = [_seen(text) for address, text in walked.pages.items() if address.startswith(f"/{lang}")]
    assert [word for word in others if any(f"({word})" in text for text in told)] == []


NAMES = {"fi": "Virtalan kaupunki", "sv": "Strömviks stad", "en": "Town of Strömvik"}
TITLES = {"fi": "Kaupungin luvut", "sv": "Stadens siffror", "en": "Figures of the town"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_publishers_and_sources_go_by_their_names_in_the_folder(walked: Walk, lang: str) -> None:
    for address in (urls.Address(lang, "sources"), urls.Address(lang, "measure", "1.1-a")):
        page = walked.pages[address.path()]
        assert NAMES[lang] in page
        assert TITLES[lang] in page
        assert [name for names in (NAMES, TITLES) for key, name in names.items() if key != lang and name in page] == []
    rows = walked.files[f"/download/observations.csv?lang={lang}"].decode("utf-8-sig")
    assert NAMES[lang] in rows
    assert TITLES[lang] in rows


def test_the_law_is_that_of_the_folder(walked: Walk) -> None:
    page = _page(walked, "sv", "accessibility")
    assert "påhittad tillgänglighetslag (1/2022)" in page
    assert 'href="https://tillganglighet.example.org"' in page


def test_only_a_sector_that_was_inferred_says_so(walked: Walk) -> None:
    """Of the six, the strategy leaves one to be read from the context, for the measure of rents."""
    table = re.search(
        r'<table class="[^"]*counts.*?</table>',
        _page(walked, "en", "coverage").partition("Missing information")[2],
        re.DOTALL,
    )
    assert table is not None
    rows = [row for row in table[0].split("<tr")[2:] if "(inferred)" in row]
    assert len(rows) == 1
    assert "Housing" in rows[0]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_examples_for_programs_are_of_this_release(walked: Walk, strategy: Strategy, lang: str) -> None:
    page = _page(walked, lang, "data")
    measure = re.search(r"measure:=([\w.-]+)", page)
    assert measure is not None
    assert measure[1] in strategy.measures
    assert "period:2022..2024" in page
    assert "STRV" in page
    assert f"source:^{NAMES[lang].split()[0]}" in page


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_card_of_counted_events_shows_their_number_and_no_empty_chart(walked: Walk, lang: str) -> None:
    cards = re.findall(r"<article.*?</article>", _page(walked, lang, "overview"), re.DOTALL)
    (counted,) = [card for card in cards if 'data-measure="1.2-b"' in card]
    assert re.search(r'<p class="big">3\b', counted)
    assert "<svg" not in counted.partition('class="status"')[0]

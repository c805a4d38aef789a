"""Whole files of a small town, each held against a page of text: a width, a colour or a word that moves is seen."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from dashboard.context import Context
from dashboard.context.urls import Address
from dashboard.data.store import Release
from dashboard.exports.addresses import ExportRequest, read_request
from dashboard.exports.edition import Edition, Subject
from dashboard.exports.facts import facts
from dashboard.settings import Settings
from dashboard.web import downloads
from tests.conftest import TODAY
from tests.dashboard.exports import told

pytestmark = pytest.mark.usefixtures("keys", "sentences")

SITE = "https://koivula.example"
BUILT = datetime(2023, 1, 2, 3, 4, 5, tzinfo=UTC)


def made(release: Release, file: str, *, made_up: bool = False, publisher: str = "", address: str = "") -> bytes:
    """The body of a download of the town, of a release with a fixed hash and day."""
    asked = edition_of(release, file, made_up=made_up, publisher=publisher, address=address)
    body = downloads._made(downloads._Order(*asked))
    return body if isinstance(body, bytes) else b"".join(body)


def edition_of(
    release: Release, file: str, *, made_up: bool = False, publisher: str = "", address: str = ""
) -> tuple[ExportRequest, Edition]:
    """What a download asks for, and its edition, of a release with a fixed hash and day."""
    strategy = replace(release.strategy, made_up=made_up)
    fixed = replace(release, hash="0123456789abcdef" * 4, strategy=strategy, built=BUILT)
    name, _, query = file.partition("?")
    wanted = read_request(name, query)
    assert isinstance(wanted, ExportRequest)
    assert not wanted.unread
    context = Context.of(wanted.address, fixed, Settings(publisher=publisher, address=address), TODAY)
    return wanted, Edition(context, SITE)


KNOWN_THEN = Address("sv", "overview", on=date(2021, 12, 31), known=date(2021, 12, 1))
EDITION = tuple(f"<exports.fact.{name}>" for name in ("day", "known", "built", "release", "publisher"))


FILES = {
    # page of text                 what is asked for
    "broken series.xlsx": "1.1-b.xlsx?lang=fi",
    "rank.xlsx": "1.1-f.xlsx?lang=sv",
    "peers.xlsx": "2.1-t1.xlsx?lang=en&compare=902&known=2022-10-01",
    "milestone.xlsx": "2.1-a.xlsx?lang=fi&on=2022-06-30",
    "broken series.pptx": "1.1-b.pptx?lang=fi",
    "rank.pptx": "1.1-f.pptx?lang=sv",
    "peers.pptx": "2.1-t1.pptx?lang=en&compare=902&known=2022-10-01",
    "bounds.pptx": "1.1-e.pptx?lang=fi",
    "months.pptx": "1.1-i.pptx?lang=fi",
    "milestone.pptx": "2.1-a.pptx?lang=fi&on=2022-06-30",
    "focus area.pptx": "focus-area-2.pptx?lang=fi&on=2022-06-30",
    "focus area without judgement.pptx": "focus-area-2.pptx?lang=sv&on=2019-06-30",
    "comment.svg": "1.1-a.svg?lang=fi",
    "milestone.svg": "2.1-a.svg?lang=sv&on=2022-06-30",
    "road.svg": "road.svg?lang=fi&on=2021-12-31",
    "road none.svg": "road.svg?lang=sv&sector=sote",
    "road.csv": "road.csv?on=2022-06-30",
    "road fi.csv": "road.csv?lang=fi&focus_area=1&on=2021-12-31",
    "road.xlsx": "road.xlsx?lang=fi&on=2022-06-30",
    "road.pptx": "road.pptx?lang=en&on=2022-06-30",
    "measure.csv": "1.1-a.csv?lang=fi",
    "observations.csv": "observations.csv",
    "observations sv.csv": "observations.csv?lang=sv&filter=measure:2.1-t1",
    "observations.xlsx": "observations.xlsx?lang=en&filter=measure:2.1-t1",
    "measures.csv": "measures.csv",
    "measures fi.csv": "measures.csv?lang=fi&focus_area=2",
    "status.csv": "status.csv",
    "status en.csv": "status.csv?lang=en",
    "strategy.xlsx": "strategy.xlsx?lang=fi",
}
TELL: dict[str, Callable[[bytes], Iterable[str]]] = {
    "xlsx": told.workbook, "pptx": told.deck, "svg": told.drawing, "csv": told.lines,
}  # fmt: skip


@pytest.mark.parametrize("page", FILES)
def test_a_whole_file_is_as_it_is_held(koivula: Release, page: str) -> None:
    tell = TELL[page.rpartition(".")[2]]
    told.held(page, tell(made(koivula, FILES[page])))


MADE_UP = (
    "road.svg",
    "road.pptx",
    "bounds.pptx",
    "focus area.pptx",
    "milestone.svg",
    "milestone.xlsx",
    "measures fi.csv",
    "strategy.xlsx",
)


@pytest.mark.parametrize("page", MADE_UP)
def test_made_up_figures_and_their_publisher_are_told_where_it_is_held(koivula: Release, page: str) -> None:
    """What a file of made-up figures says beyond one of real ones, and who publishes it."""
    tell = TELL[page.rpartition(".")[2]]
    real, made_up = (
        list(tell(made(koivula, FILES[page], made_up=said, publisher="Koivula" if said else "")))
        for said in (False, True)
    )
    told.held(f"made up {page}", told.difference(real, made_up))


@pytest.mark.parametrize(("page", "address"), [("facts", Address("fi", "overview")), ("facts known", KNOWN_THEN)])
def test_the_facts_of_every_measure_are_as_they_are_held(koivula: Release, page: str, address: Address) -> None:
    """Each term with its value; what only the edition says stands with the first measure alone."""
    context = Context.of(address, replace(koivula, hash="0123", built=BUILT), Settings(), TODAY)
    lines: list[str] = []
    for measure in koivula.strategy.measures.values() if page == "facts" else [koivula.strategy.measures["1.1-a"]]:
        sources = tuple(koivula.strategy.sources[source] for source in measure.sources)
        subject = Subject(Edition(context, SITE), measure, None, sources)
        told_ = [f"{term}: {value}" for term, value in facts(subject)]
        lines += ["", *(told_ if not lines else [line for line in told_ if not line.startswith(EDITION)])]
    told.held(page, lines[1:])

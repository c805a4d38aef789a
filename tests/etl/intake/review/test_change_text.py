"""What a file would change, in words: every kind of change, doubt and remark, whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from html import escape
from pathlib import Path
from types import SimpleNamespace

import pytest
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from etl.intake.review import change_text, report
from etl.intake.review.examining import Review, refusal
from etl.intake.rows.compare import CHANGES, Change, Difference
from etl.intake.rows.parsed import ParsedFile
from etl.intake.sheets.sheets import Spreadsheet
from etl.intake.values.doubts import Doubt
from etl.record import Record
from etl.reporting.problems import Where
from strategy.model import Observation
from strategy.model.periods import Period
from tests.etl.intake.conftest import Look, counted, keyed, workbook

NBSP = "\N{NO-BREAK SPACE}"
FIGURES: Sequence[Sequence[object]] = [
    ["1.1-a", "2022", 91.5, None, None, None, None, "Hei!"],
    ["1.1-a", "2021", 88, None, "ennakkotieto"],
    ["1.1-m", "2022", 2190.5],
    ["1.1-e", "2022", "2–4"],
    ["1.1-e", "2023", "≥ 3,5", None, None, None, None, "<b>"],
    ["1.1-c", "2022", None, "not_collected"],
    ["1.1-b", "2022", "noin 17"],
    ["1.1-zz", "2022", 5],
    ["1.1-a", "2019", None, "withdrawn"],
    ["1.1-f", "2022", 1],
    ["1.1-d", "2022", 4, None, "budget"],
    ["1.1-d", None, 5],
]


def _more(sheet: Worksheet) -> None:
    book = sheet.parent
    assert book is not None
    states = book.create_sheet("Vaiheet")
    for row in (
        ["Mittari", "Osavaihe", "Vaihe", "Päivä"],
        ["2.1-a", None, "tehty", date(2022, 3, 1)],
        ["2.1-b", "Skannaus", "kesken", date(2022, 4, 1)],
        ["2.1-c", None, "kesken", date(2022, 4, 1)],
        ["2.1-a", None, "kesken", date(2021, 2, 1)],
    ):
        states.append(row)
    words = book.create_sheet("Kommentit")
    for row in (
        ["Mittari", "Päivä", "Rooli", "Kommentti suomeksi", "Kommentti englanniksi"],
        ["1.1-m", date(2022, 5, 1), "sivistysjohtaja", "Hyvin\nmenee.", "Well."],
        ["1.1-a", date(2022, 5, 1), "sivistysjohtaja", "Hyvin.", None],
        ["2.1-t1", date(2021, 6, 15), "konsernijohto", None, "Building permits are two years ahead of this."],
    ):
        words.append(row)
    sheet["C2"].comment = Comment("arvio", "Maija")


@pytest.fixture
def found(look: Look) -> Review:
    """A file in which something of each kind stands; a workbook holds the time at which it was made."""
    return replace(look(workbook(FIGURES, change=_more), lang="fi"), content=b"luvut")


@pytest.fixture(autouse=True)
def _by_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("intake.review.change_text", "intake.review.report", "reporting.problems"):
        monkeypatch.setattr(f"etl.{module}.say", keyed)
        if module != "reporting.problems":
            monkeypatch.setattr(f"etl.{module}.count", counted)


def whole(name: str) -> str:
    """How it is told; where it is meant to change, a change of the file says what became of it."""
    return (Path(__file__).parent / "words" / name).read_text("utf-8")


def test_the_difference_whole(found: Review, record: Record) -> None:
    assert change_text.text(found, record.strategy, "fi") == whole("difference.fi.txt")


@pytest.mark.parametrize(("outcome", "lang"), [("wrong", "fi"), ("waits", "sv")])
def test_the_report_whole(outcome: str, lang: str, found: Review, record: Record) -> None:
    assert report.page(found, record.strategy, lang, outcome, by="<x>") == whole(f"{outcome}.{lang}.html")


def test_the_report_where_nothing_could_be_checked(found: Review) -> None:
    page = report.page(refusal("a<b.xlsx", b"", found.problems[0]), None, "en", "waits")
    assert page == whole("unchecked.en.html")


def test_the_report_of_a_file_that_says_nothing(look: Look) -> None:
    found = look(b"Mittari;Kausi;Luku\n", "a.csv")
    page = report.page(found, None, "en", "empty").partition("<body>")[2]
    assert page.splitlines()[1:] == [
        "<h1>&lt;intake.outcome.empty&gt;</h1>",
        f'<p class="file">a.csv · {found.sha256[:12]}</p>',
        '<p class="result empty">&lt;intake.next.empty&gt;</p>',
        "</body></html>",
    ]
    assert change_text.summary(found, "en") == "<intake.nothing>"


def test_a_change_in_one_line(record: Record) -> None:
    """Of another area and part, with its doubts, of what was and what goes."""
    row = Observation(
        "1.1-a", "902", Period.parse("2020"), 80.1234567, "newspaper", breakdown="women", quality="estimate"
    )
    before = replace(row, value=None, low=2.0, high=4.25, quality="bound")
    change = Change("amended", row, Where("f"), before, (Doubt("jump", (("step", 2.1234567), ("largest", 1.0))),))
    lines = change_text.change_lines(change_text.figure(change, record.strategy, "en"), "en")
    assert lines == [
        "<intake.change.amended>: 1.1-a Content, 2020, Haapala, women: "
        "2.00–4.25% → 80.123457% (<common.quality.estimate>)  []",
        "    <intake.doubtful why=<intake.doubt.jump step=2.123457 largest=1>>",
    ]


def test_what_is_gone_and_the_counts(record: Record) -> None:
    gone = Observation("1.1-a", "901", Period.parse("2020"), 80.0, "newspaper")
    row = replace(gone, value=81.0)
    changes = tuple(Change(kind, row, Where("f"), gone, (Doubt("unit"),) * (kind == "new")) for kind in CHANGES)
    found = Review("f", b"", ParsedFile(Spreadsheet("f", ())), Difference(changes, (gone,)), ())
    assert list(change_text.vanished(found, record.strategy, "en")) == [
        "<intake.vanished measure=1.1-a period=2020 value=80%>"
    ]
    assert (
        change_text.summary(found, "en")
        == ", ".join(f"<intake.count.{k} 1>" for k in CHANGES) + ", <intake.count.doubtful 2>"
    )
    assert [t.kind for t in change_text.changes(found, record.strategy, "en")] == [
        f"<intake.change.{k}>" for k in CHANGES[:-1]
    ]


def test_what_is_gone_stands_below_the_changes(found: Review, record: Record) -> None:
    gone = Observation("1.1-a", "901", Period.parse("2020"), 80.0, "newspaper")
    lines = change_text.text(
        replace(found, difference=Difference((), (gone,)), states=()), record.strategy, "en"
    ).splitlines()
    vanished = "<intake.vanished measure=1.1-a period=2020 value=80%>"
    assert lines[3:5] == [lines[3], f"    <intake.doubtful why={vanished}>"]
    page = report.page(replace(found, difference=Difference((), (gone,))), record.strategy, "en", "empty")
    items = escape(vanished)
    assert f"<h2>&lt;intake.vanished&gt;</h2>\n<ul><li>{items}</li></ul>" in page


def test_a_file_of_many_rows(record: Record) -> None:
    row = Observation("1.1-a", "901", Period.parse("2020"), 80.0, "newspaper")
    change = Change("new", row, Where("f"))
    for counts, shown, ending in (
        ({"new": 1, "unchanged": 5}, (change,), ["", "<intake.count.new 1>, <intake.count.unchanged 5>"]),
        ({"new": 2}, (change,), ["<intake.large.shown shown=1>", "", "<intake.count.new 2>"]),
        ({}, (), ["", "<intake.nothing>"]),
    ):
        looked, bulk = SimpleNamespace(sha256="0123456789abcdef"), SimpleNamespace(strategy=record.strategy)
        found = SimpleNamespace(where=Where("f"), looked=looked, bulk=bulk, shown=shown, counts=counts)
        lines = list(change_text.large(found, "en"))  # type: ignore[arg-type]
        change_line = "<intake.change.new>: 1.1-a Content, 2020: 80%  []"
        assert lines == ["f (0123456789ab)", "", *[change_line] * len(shown), *ending]


def test_a_sentence_may_break_and_a_figure_may_not() -> None:
    table = report._table(("new", "read"), [["x" * 39, "y"], ["x" * 40, "y"]], "fi")
    assert [f'<td class="number">{"x" * n}</td>' in table for n in (39, 40)] == [True, False]
    assert "<td>y</td>" in table

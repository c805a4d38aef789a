"""Lines of a file as rows of the record: every field of what is taken, every word of what is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from pathlib import Path

import pytest

from etl.intake.rows.figures import parse_rows
from etl.intake.rows.parsed import ImportOptions, ParsedFile
from etl.intake.sheets.isolated import read_here
from etl.intake.sheets.sheets import Cell, RefusedError, Row, Sheet, Spreadsheet
from etl.record import Record
from strategy.model import Observation, Text, Unit
from strategy.model.periods import Period
from tests.etl.intake.conftest import TODAY, told_of

USUAL = Observation("", "901", Period.parse("2022"), None, "sector_report_sote", known=TODAY, known_basis="stated")
"""What a row has that tells a value alone."""
CASES = Path(__file__).parent / "rows.txt"
"""A block for each case: `name`, its lines, and under `->` what becomes of them."""


def told(parsed: ParsedFile) -> list[str]:
    """What was taken, what is wrong, and what is said, a line each."""
    found = [
        f"{_place(item.where)} {_row(item.row)}{''.join(_doubt(d) for d in item.doubts)}" for item in parsed.figures
    ]
    for state in parsed.states:
        e = state.event
        found.append(f"{_place(state.where)} {e.measure} {e.state} {e.day} {e.stage or '-'} {e.source} {e.known}")
    for comment in parsed.comments:
        s = comment.statement
        found.append(f"{_place(comment.where)} {s.measure} {s.kind} {s.day} {s.role} {list(s.text)}")
    found += [f"{_place(p.where)} {told_of([p])}" for p in parsed.problems]
    found += [f"{_place(r.where)} {' '.join([r.code, *(f'{n}: {v}' for n, v in r.values)])}" for r in parsed.remarks]
    return [*found, *["complete"] * parsed.complete]


def _place(where: object) -> str:
    return "!".join(name for _, name in where.steps)  # type: ignore[attr-defined]


def _row(row: Observation) -> str:
    names = [f.name for f in fields(row) if f.name not in ("measure", "period", "value")]
    more = [f"{n}={getattr(row, n)}" for n in names if getattr(row, n) != getattr(USUAL, n)]
    return " ".join([row.measure, str(row.period), "-" if row.value is None else f"{row.value:g}", *more])


def _doubt(doubt: object) -> str:
    return f" ? {doubt.kind} {', '.join(f'{n}: {v}' for n, v in doubt.values)}"  # type: ignore[attr-defined]


def cases() -> list[tuple[str, str, list[str]]]:
    """Name and lines of each case, and what becomes of them."""
    found = []
    for block in CASES.read_text("utf-8").strip().split("\n\n"):
        head, _, answer = block.partition("\n->")
        name, _, text = head.partition("\n")
        found.append((name, text, answer.strip("\n").split("\n")))
    return found


@pytest.mark.parametrize(("name", "text", "answer"), cases(), ids=[name for name, _, _ in cases()])
def test_what_becomes_of_lines(name: str, text: str, answer: list[str], record: Record) -> None:
    assert became(name, text, record) == answer


def became(name: str, text: str, record: Record) -> list[str]:
    """`name` may be that of a file, in brackets."""
    file = name.partition("[")[2].rstrip("]") or "luvut.csv"
    given = ImportOptions(record.strategy, record.observations, TODAY, "fi")
    return told(parse_rows(read_here(file, text.encode()), given))


def cells(*rows: Sequence[Cell], header: str = "Mittari Kausi Luku Syy Vastaajia") -> Spreadsheet:
    """A workbook of one sheet under a header."""
    head = tuple(map(Cell, header.split()))
    return Spreadsheet("f.xlsx", (Sheet("S", tuple(Row(n, tuple(row)) for n, row in enumerate((head, *rows), 1))),))


A, B = Cell("1.1-a"), Cell("1.1-m")
MERGED, FORMULA, BROKEN = Cell(merged="C2:C3"), Cell(None, formula=True), Cell("#N/A", error=True)
MARKED: list[tuple[Sequence[Cell], list[str]]] = [
    ((A, Cell("2022"), MERGED), ["S!C2 merged_cell | C2:C3"]),
    ((A, Cell("2022"), Cell(5.0, merged="C2:C3")), ["S!C2 merged_cell | C2:C3 5"]),
    ((A, MERGED, Cell(5.0)), ["S!B2 merged_cell | C2:C3"]),
    ((MERGED, Cell("2022"), Cell(5.0)), ["S!A2 merged_cell | C2:C3"]),
    ((Cell("1.1-zz", merged="A2:A3"), Cell("2022"), Cell(5.0)), ["S!A2 unknown_measure | 1.1-zz | 1.1-n"]),
    ((A, FORMULA, Cell(5.0)), ["S!B2 formula_unsaved | None"]),
    ((A, BROKEN, Cell(5.0)), ["S!B2 cell_error | #N/A"]),
    ((A, Cell("2022", struck=True), Cell(5.0)), ["S!B2 struck_out | 2022"]),
    ((A, Cell("2022"), FORMULA, Cell("ei toimitettu")), ["S!C2 formula_unsaved | None"]),
    ((A, Cell("2022"), BROKEN), ["S!C2 cell_error | #N/A"]),
    ((A, Cell("2022"), BROKEN, Cell("ei toimitettu")),
     ["S!C2 cell_error | #N/A", "S!C2 value_and_missing | #N/A, ei toimitettu"]),
    ((A, Cell("2022"), Cell("≥ 5", error=True)), ["S!C2 cell_error | ≥ 5"]),
    ((A, Cell("2022"), Cell("51", raised="1")),
     ["S!C2 raised_mark | 51 | mark: 1 | first: 5 | second: 51"]),
    ((A, Cell("2022"), Cell(5.0), Cell(), FORMULA), ["S!E2 formula_unsaved | None"]),
    ((A, Cell("2022"), Cell(True)), ["S!C2 no_number | TRUE"]),
    ((B, Cell("2022"), Cell("..")), ["S!C2 1.1-m 2022 - missing=not_submitted", "S!C2 marker read: .."]),
    ((B, Cell("2022"), FORMULA), ["S!C2 formula_unsaved | None"]),
]  # fmt: skip


@pytest.mark.parametrize(("row", "answer"), MARKED)
def test_what_a_workbook_says_beside_the_texts_of_its_cells(
    row: Sequence[Cell], answer: list[str], record: Record
) -> None:
    assert told(parse_rows(cells(row), ImportOptions(record.strategy, record.observations, TODAY, "fi"))) == answer


@pytest.mark.parametrize(
    ("header", "row", "answer"),
    [
        ("Kausi Mittari Luku", (Cell("2022"), MERGED, Cell(5.0)), "S!B2 merged_cell | C2:C3"),
        ("Kausi Mittari Luku", (MERGED, Cell(), Cell(5.0)), "S!B2 no_measure | 5"),
        ("Kausi Mittari Luku", (Cell("2022"), Cell("1.1-zz"), Cell(5.0)), "S!B2 unknown_measure | 1.1-zz | 1.1-n"),
        ("Kausi Mittari Luku", (Cell("a b"),), "S!B2 text_row | a b"),
        ("Kausi Luku", (MERGED, Cell(5.0)), "S!A2 merged_cell | C2:C3"),
        ("Kausi Luku", (Cell("2022"), MERGED), "S!A2 no_measure | 2022"),
        ("Kausi Mittari Luku", (Cell("2022"), Cell("2.1-f"), Cell(5.0)), "S!B2 derived_measure | 2.1-f"),
        ("Luku Syy Mittari Kausi", (Cell(5.0), Cell("z"), A, Cell("2022")),
         "S!A2 value_and_missing | 5, z"),
    ],
)  # fmt: skip
def test_a_measure_in_another_column(header: str, row: Sequence[Cell], answer: str, record: Record) -> None:
    assert (
        told(parse_rows(cells(row, header=header), ImportOptions(record.strategy, record.observations, TODAY, "fi")))[
            -1
        ]
        == answer
    )


def test_a_file_in_which_hardly_a_line_can_be_read_is_refused(record: Record) -> None:
    given = ImportOptions(record.strategy, record.observations, TODAY, "fi")
    wrong = (A, Cell("x"), Cell(5.0))
    assert len(parse_rows(cells(*[wrong] * 5000), given).problems) == 5000
    with pytest.raises(RefusedError) as refusal:
        parse_rows(cells(*[wrong] * 5001), given)
    problem = refusal.value.problem
    assert (problem.code, problem.read, dict(problem.values)["number"]) == (
        "too_many_problems", "välilehti S, solu B2: x", "5\N{NO-BREAK SPACE}000",
    )  # fmt: skip
    with pytest.raises(RefusedError) as refusal:
        parse_rows(cells(*[(A, Cell(), Cell(5.0))] * 5001), given)
    assert refusal.value.problem.read == "välilehti S, solu B2: –"
    doubled = (A, Cell("2022"), Cell(5.0))
    with pytest.raises(RefusedError):
        parse_rows(cells(*[doubled] * 5002), given)


def test_a_file_that_takes_too_long_is_refused(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    given = ImportOptions(record.strategy, record.observations, TODAY, "fi")
    for end, refused in ((60.0, False), (60.1, True)):
        clock = iter([0.0, end])
        monkeypatch.setattr("time.monotonic", lambda clock=clock: next(clock))
        try:
            took = bool(parse_rows(cells((A, Cell("2022"), Cell(5.0))), given).figures)
        except RefusedError as refusal:
            took = told_of([refusal.problem]) != "too_slow | None | limit: 60"
        assert took != refused


def test_in_a_template_of_ours_a_blank_is_not_said_and_two_years_are_two_years(record: Record) -> None:
    given = ImportOptions(record.strategy, record.observations, TODAY, "fi")
    row, blank = (A, Cell("2020/2021"), Cell(5.0)), (A, Cell("2021"))
    ours = Spreadsheet("f.xlsx", cells(row, blank).sheets, {"sector": "sote", "source": "newspaper"})
    assert told(parse_rows(ours, given)) == ["S!C2 1.1-a 2020/2021 5 source=newspaper"]


def test_the_first_of_two_lines_is_named_with_its_sheet(record: Record) -> None:
    given = ImportOptions(record.strategy, record.observations, TODAY, "fi")
    figures = parse_rows(cells((A, Cell("2022"), Cell(5.0)), (A, Cell("2022"), Cell(6.0))), given)
    assert told(figures)[-1] == "S!C3 doubled | 1.1-a 2022: 6 | first: S, C2"
    words = (A, Cell("1.3.2022"), Cell("x"), Cell("y"))
    comments = parse_rows(cells(words, words, header="Mittari Päivä Rooli text_fi"), given)
    assert told(comments)[-1] == "S!D3 comment_doubled | None | first: S, D2"


@pytest.mark.parametrize(
    ("role", "text", "answer"),
    [
        ("x", "a\r\nb\rc\nd", "S!D2 1.1-a comment 2022-03-01 x ['a\\nb\\nc\\nd', None, None]"),
        ("x", "y" * 2001, f"S!D2 text_too_long | {'y' * 79}… | longest: 2000"),
        ("x" * 121, "y", f"S!C2 text_too_long | {'x' * 79}… | longest: 120"),
        ("x", "a\x07b", "S!D2 unseen | a\x07b"),
    ],
)
def test_the_words_of_a_comment(role: str, text: str, answer: str, record: Record) -> None:
    row = (A, Cell("1.3.2022"), Cell(role), Cell(text))
    given = ImportOptions(record.strategy, record.observations, TODAY, "fi")
    assert told(parse_rows(cells(row, header="Mittari Päivä Rooli text_fi"), given)) == [answer]


def test_a_title_that_names_the_unit_of_the_measure_is_no_doubt(record: Record) -> None:
    euros = Text("miljoonaa euroa", "miljoner euro", "million euros")
    strategy = replace(
        record.strategy, units={**record.strategy.units, "persons": Unit("meur", euros, euros, euros, euros)}
    )
    book = read_here("a.csv", b"Luvut, milj. euroa;;\nMittari;Kausi;Luku\n1.1-m;2022;5\n1.1-a;2022;5\n")
    found = parse_rows(book, ImportOptions(strategy, record.observations, TODAY, "fi"))
    assert told(found) == ["C3 1.1-m 2022 5", "C4 1.1-a 2022 5 ? stated_unit read: milj. euroa, unit: %"]


def test_a_file_that_was_taken_before_may_take_back_what_is_gone(record: Record) -> None:
    row = (B, Cell("2022"), Cell(), Cell("withdrawn"))
    for again, answer in ((True, "S!C2 1.1-m 2022 - missing=withdrawn"), (False, "S!D2 nothing_withdrawn | withdrawn")):
        given = ImportOptions(record.strategy, record.observations, TODAY, "fi", again=again)
        assert told(parse_rows(cells(row), given)) == [answer]

"""The lines of a file that are read, and what is said of those that are passed over."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from etl.intake.rows.parsed import ParsedFile
from etl.intake.rows.table_rows import TableRow, table_rows
from etl.intake.sheets.sheets import EMPTY, Cell, Row, Sheet, Spreadsheet
from tests.etl.intake.conftest import told_of

HEADER = "Mittari;Kausi;Luku"
OURS = "Measure id;Period;Value;Unit"


def row(number: int, text: str, hidden: bool = False) -> Row:
    """A row of texts; `=` is a formula without a value, and what stands in `<>` behind a text is a comment on it."""
    cells = []
    for part in text.split(";"):
        said, _, comment = part.removesuffix(">").partition("<")
        cells.append(
            EMPTY if not part else Cell(None if said == "=" else said or None, formula=said == "=", comment=comment)
        )
    return Row(number, tuple(cells), hidden)


def sheet(*texts: str, name: str = "S", hidden_rows: Sequence[int] = (), **more: object) -> Sheet:
    """A sheet of rows from 1 on; an empty text is a row that is not there."""
    rows = tuple(row(n, text, n in hidden_rows) for n, text in enumerate(texts, 1) if text)
    return Sheet(name, rows, **more)  # type: ignore[arg-type]


def read(*sheets: Sheet, given: bool = False) -> tuple[list[str], list[str]]:
    """The first cells of the lines that are read, and what is told of the others."""
    book = Spreadsheet("f", sheets, {"sector": "x"} if given else {})
    parsed = ParsedFile(book)
    found = [f"{line.sheet.name}{line.row.number}" for line in table_rows(book, parsed)]
    remarks = [" ".join([_place(r.where.steps), r.code, *(f"{n}: {v}" for n, v in r.values)]) for r in parsed.remarks]
    return found, [*remarks, *(f"{_place(p.where.steps)} {told_of([p])}" for p in parsed.problems)]


def _place(steps: Sequence[tuple[str, str]]) -> str:
    return "!".join(name for _, name in steps)


CASES: list[tuple[str, Sequence[Sheet], list[str], list[str]]] = [
    ("a table", [sheet(HEADER, "a;1;2", "b;1;2")], ["S2", "S3"], []),
    ("titles above", [sheet("Otsikko", "", HEADER, "a;1;2")], ["S4"], []),
    ("empty rows", [sheet(HEADER, "a;1;2", ";;", "", "b;1;2")], ["S2", "S5"], []),
    ("a formula alone", [sheet(HEADER, ";;=")], ["S2"], []),
    ("totals", [sheet(HEADER, "Yhteensä;;5", "a;1;2", "TOTAL:;;5")], ["S3"], ["S!A2 totals_row", "S!A4 totals_row"]),
    ("totals without a column", [sheet("Kausi;Luku", "Summa;5", "1;2")], ["S3"], ["S!A2 totals_row"]),
    ("totals in the column", [sheet("Kausi;Mittari;Luku", "1;Summa;5", "Summa;a;5", hidden_rows=[3])],
     ["S3"], ["S!B2 totals_row", "S!B3 hidden_row"]),
    ("a hidden row", [sheet(HEADER, "a;1;2", "b;1;2", hidden_rows=[3])], ["S2", "S3"], ["S!A3 hidden_row"]),
    ("a hidden sheet", [sheet(HEADER, "a;1;2", hidden=True), sheet(HEADER, "b;1;2", name="T")],
     ["T2"], ["S hidden_sheet"]),
    ("a hidden column", [sheet(HEADER, "a;1;2", hidden_columns=frozenset({0, 2, 5}))],
     ["S2"], ["S!A1 hidden_columns columns: A, C"]),
    ("a column more", [sheet("Oma;Mittari;Kausi;Luku;Toinen", "x;a;1;2;y")],
     ["S2"], ["S!A1 extra_columns columns: Oma, Toinen"]),
    ("comments", [sheet(HEADER, "a<kysy\n Maijalta>;1;2<  >", "b;1;2<arvio>")],
     ["S2", "S3"], ["S!A2 comment text: kysy Maijalta", "S!C3 comment text: arvio"]),
    ("cells beyond", [sheet(HEADER, "a;1;2;;x", "b;1;2;y")], ["S2", "S3"], ["S cells_beyond cells: E2, D3"]),
    ("eight cells beyond", [sheet(HEADER, "a;1;2;1;2;3;4;5;6;7;8")],
     ["S2"], ["S cells_beyond cells: D2, E2, F2, G2, H2, I2, J2, K2"]),
    ("nine cells beyond", [sheet(HEADER, "a;1;2;1;2;3;4;5;6;7;8;9")],
     ["S2"], ["S cells_beyond cells: D2, E2, F2, G2, H2, I2, J2, K2 …"]),
    ("a second table", [sheet(HEADER, "a;1;2", "", "Kausi;Mittari;Luku;Oma", "1;b;2")],
     ["S2", "S5"], ["S!A4 extra_columns columns: Oma"]),
    ("a second table that begins with another column", [sheet(HEADER, "a;1;2", "Oma;Kausi;Luku;Mittari", "x;1;2;b")],
     ["S2", "S4"], ["S!A3 extra_columns columns: Oma"]),
    ("a second table of states with another column",
     [sheet("Mittari;Vaihe;Päivä", "a;tehty;1", "Oma;Vaihe;Päivä;Mittari", "x;tehty;1;b")],
     ["S2", "S4"], ["S!A3 extra_columns columns: Oma"]),
    ("a second table that is spoilt", [sheet(HEADER, "a;1;2", "Mittari;Kausi;Luku;Luku", "b;1;2")],
     ["S2"], ["S!D3 column_twice | Luku | first: C3"]),
    ("a second table of states", [sheet("Mittari;Vaihe;Päivä", "a;tehty;1", "Mittari;Vaihe;Päivä;Oma", "b;tehty;1")],
     ["S2", "S4"], ["S!A3 extra_columns columns: Oma"]),
    ("words that head a column", [sheet(HEADER, "a;Kausi;2")], ["S2"], []),
    ("two rows of names", [sheet("Mittari;2021;", ";Luku;Kausi", "a;1;2")],
     [], ["S!A1 two_header_rows | Mittari | 2021"]),
    ("a title over names", [sheet("Oma mittari;;", "Luku;Kausi", "1;2")], ["S3"], []),
    ("names far above", [sheet("Mittari;x", "", "Luku;Kausi", "1;2")], ["S4"], []),
    ("names over names", [sheet("Mittari;x", HEADER, "a;1;2")], ["S3"], []),
    ("periods as columns", [sheet("Raportti;x", "Mittari;2019;2020", "a;1;2")],
     [], ["S!A2 period_columns | Mittari | 2019 | 2020"]),
    ("periods as columns, late", [sheet(*[f"r{n}" for n in range(29)], "Mittari;2019;2020")],
     [], ["S!A30 period_columns | Mittari | 2019 | 2020"]),
    ("periods as columns, too late", [sheet(*[f"r{n}" for n in range(30)], "Mittari;2019;2020")],
     [], ["S sheet_without_header", " no_header | r0"]),
    ("no header", [sheet("a;;b", "1;2")], [], ["S sheet_without_header", " no_header | a | b"]),
    ("no header in the first that is seen", [sheet("x", hidden=True), sheet("a;b", name="T")],
     [], ["S hidden_sheet", "T sheet_without_header", " no_header | a | b"]),
    ("nothing at all", [sheet()], [], [" no_header | None"]),
    ("a sheet without a header beside one with", [sheet("Muistio"), sheet(), sheet(HEADER, "a;1;2", name="T")],
     ["T2"], ["S sheet_without_header"]),
    ("a header that is spoilt", [sheet("Mittari;Luku;Laatu", "a;1;x")],
     [], ["S!A1 column_missing | Mittari, Luku, Laatu | column: Ajanjakso, Period"]),
    ("our own download", [sheet(OURS, "a;1;2;%", name="Data"), sheet(HEADER, "b;1;2", name="T")],
     ["Data2"], ["T sheet_of_ours sheet: Data"]),
    ("a download without a name", [sheet(OURS, "a;1;2;%", name="", delimited=True)], ["2"], []),
    ("a row of another length", [sheet(HEADER, "a;1", "a;1;2;3", "a;1;2;;", "a;1;2", delimited=True)],
     ["S4", "S5"],
     ["S!A2 cell_count | a | 1 | found: 2 | columns: 3", "S!A3 cell_count | a | 1 | 2 | 3 | found: 4 | columns: 3"]),
    ("words below a text's table", [sheet(HEADER, "Lähde: oma", "Lähde", "Lähde: oma;x", delimited=True)],
     [], ["S!A2 text_row | Lähde: oma", "S!A3 cell_count | Lähde | found: 1 | columns: 3",
          "S!A4 cell_count | Lähde: oma | x | found: 2 | columns: 3"]),
    ("words below a text's table, the measure in another column",
     [sheet("Kausi;Mittari;Luku", "Lähde: oma", "1;a", delimited=True)],
     [], ["S!B2 text_row | Lähde: oma", "S!B3 cell_count | 1 | a | found: 2 | columns: 3"]),
    ("a short row of a workbook", [sheet(HEADER, "a;1", "Lähde: oma")], ["S2", "S3"], []),
]  # fmt: skip


@pytest.mark.parametrize(("name", "sheets", "found", "said"), CASES, ids=[case[0] for case in CASES])
def test_which_lines_are_read(name: str, sheets: Sequence[Sheet], found: list[str], said: list[str]) -> None:
    assert read(*sheets) == (found, said)


def test_our_own_template_has_hidden_columns_and_sheets_without_a_header() -> None:
    shut = sheet(HEADER, "a;1;2", hidden_columns=frozenset({0}))
    assert read(sheet("Ohje"), shut, given=True) == (["S2"], [])


def test_a_cell_and_a_place_of_a_line() -> None:
    book = Spreadsheet("f", (sheet(HEADER, "a;1;2"),))
    (line,) = table_rows(book, ParsedFile(book))
    assert [line.cell(name).text for name in ("value", "measure", "note")] == ["2", "a", ""]
    assert [_place(line.where(name).steps) for name in ("value", "measure", "note")] == ["S!C2", "S!A2", "S!A2"]


@pytest.mark.parametrize(
    ("text", "filled", "is_text"),
    [("a b", 1, True), ("ab", 1, False), ("a b;;", 1, True), ("a b;x", 2, False), (";a b", 2, False), ("", 0, False)],
)
def test_a_line_of_words(text: str, filled: int, is_text: bool) -> None:
    book = Spreadsheet("f", (sheet(HEADER, "a;1;2"),))
    (line,) = table_rows(book, ParsedFile(book))
    words = TableRow(book, line.sheet, line.header, row(9, text))
    assert (words.filled, words.is_text) == (filled, is_text)

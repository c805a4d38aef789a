"""A CSV as cells: its encoding, its delimiter, its rows by their numbers, and what cannot be split."""

from __future__ import annotations

import pytest

from etl.files.limits import FileLimits
from etl.intake.sheets.sheets import RefusedError, Sheet
from etl.intake.sheets.textfile import decoded, read_text_file
from tests.etl.intake.conftest import told_of


def rows(text: str) -> list[tuple[int, list[str]]]:
    """The numbers of the rows and the texts of their cells."""
    (sheet,) = read_text_file("f", text.encode()).sheets
    return [(row.number, [cell.text for cell in row.cells]) for row in sheet.rows]


HEADER = "measure;period;value"
TITLES = "\n" * 29
SPLIT: list[tuple[str, list[tuple[int, list[str]]]]] = [
    ("", []),
    ("a;b\n1;2\n", [(1, ["a", "b"]), (2, ["1", "2"])]),
    ("a\tb\n", [(1, ["a", "b"])]),
    ("a,b\n", [(1, ["a", "b"])]),
    ("a|b\n", [(1, ["a", "b"])]),
    ("a;b|c\n", [(1, ["a", "b|c"])]),  # in a draw the one that comes first
    ("a,b\tc\n", [(1, ["a,b", "c"])]),
    ("a|b,c\n", [(1, ["a|b", "c"])]),
    ("a;b,c,d\n", [(1, ["a;b", "c", "d"])]),  # else the one that divides a line into most cells
    ("a,b,c,d,e\nmeasure;period;value\n", [(1, ["a,b,c,d,e"]), (2, ["measure", "period", "value"])]),
    ("measure,period;value;n;note\n", [(1, ["measure,period", "value", "n", "note"])]),
    ("sep=|\na|b;c;d\n", [(2, ["a", "b;c;d"])]),
    ("SEP=,\na,b\n", [(2, ["a", "b"])]),
    ("sep=\na;b\n", [(2, ["a", "b"])]),
    ("sep=;;\na;b\n", [(2, ["a", "b"])]),
    ("sep=;x\na;b\n", [(1, ["sep=", "x"]), (2, ["a", "b"])]),
    ("a\nsep=;\n", [(1, ["a"]), (2, ["sep=", ""])]),
    ('"a\nb";c\nd;e\n', [(1, ["a\nb", "c"]), (3, ["d", "e"])]),
    ("a;;b\r\n\r\nc\r\n", [(1, ["a", "", "b"]), (2, []), (3, ["c"])]),
    ("\u200b;\u200ba\n", [(1, ["", "a"])]),
    (f"{TITLES}{HEADER}\na,b,c,d\n", [*((n, []) for n in range(1, 30)), (30, HEADER.split(";")), (31, ["a,b,c,d"])]),
    (f"{TITLES}\n{HEADER}\na,b\n", [*((n, []) for n in range(1, 31)), (31, HEADER.split(";")), (32, ["a,b"])]),
    (f"{TITLES}\na,b\n{HEADER}\n", [*((n, []) for n in range(1, 31)), (31, ["a,b"]), (32, HEADER.split(";"))]),
]


@pytest.mark.parametrize(("text", "found"), SPLIT)
def test_a_text_is_split_into_cells(text: str, found: list[tuple[int, list[str]]]) -> None:
    assert rows(text) == found


def test_the_header_is_looked_for_at_the_beginning_alone() -> None:
    long = "x" * 99_000
    assert rows(f"{long}\n{HEADER},,,\n")[1] == (2, ["measure", "period", "value,,,"])
    assert rows(f"{long}{'x' * 2_000}\n{HEADER};,,,,,,,,\n")[1] == (2, [*HEADER.split(";"), ",,,,,,,,"])
    assert rows(f"{'x,' * 60_000}\n{HEADER}\n")[1] == (2, [HEADER])


def test_what_a_book_of_a_text_is() -> None:
    book = read_text_file("f", b"a,b\n1,\n")
    (sheet,) = book.sheets
    assert (book.name, book.machine, book.given, book.problems) == ("f", True, {}, ())
    assert (sheet.name, sheet.delimited, sheet.hidden, sheet.rows[1].cells[1].value) == ("", True, False, None)
    assert isinstance(sheet, Sheet)
    assert not read_text_file("f", b"a;b\n").machine


@pytest.mark.parametrize(
    ("text", "cell", "read"),
    [
        ('a;b\n"c;d\ne;f\n', "A2", '"c;d'),
        ('"a;b\n', "A1", '"a;b'),
        ('a;b\n1;2\n3;"4"5\n', "A3", '3;"4"5'),
        ('a;"b\nc"\nd;"e"f\n', "A3", 'd;"e"f'),
    ],
)
def test_what_cannot_be_split_is_told_where_it_begins(text: str, cell: str, read: str) -> None:
    (problem,) = read_text_file("f", text.encode()).problems
    assert (problem.where.steps, problem.code, problem.read) == ((("cell", cell),), "quotes", read)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("ä€".encode(), "ä€"),
        ("ä€".encode("utf-8-sig"), "ä€"),
        ("ä€".encode("utf-16"), "ä€"),
        (b"\xfe\xff" + "ä€".encode("utf-16-be"), "ä€"),
        ("aä€".encode("utf-16-le"), "aä€"),
        ("aä€".encode("utf-16-be"), "aä€"),
        ("ä€".encode("cp1252"), "ä€"),
        (b"", ""),
    ],
)
def test_the_encoding_is_told_by_the_content(content: bytes, text: str) -> None:
    assert decoded("f", content) == text


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"abc\nd\x81e\n", "undecodable | b'\\x81e\\n' | line: 2"),
        (b"\x81", "undecodable | b'\\x81' | line: 1"),
        (b"12345678\x811234567890", "undecodable | b'\\x811234567' | line: 1"),
        (b"\xef\xbb\xbfa\n\n\xff", "undecodable | b'\\xff' | line: 3"),
        (b"a\x00b", "undecodable | b'b' | line: 1"),
    ],
)
def test_what_is_no_text_is_told_by_its_line(content: bytes, problem: str) -> None:
    with pytest.raises(RefusedError) as refusal:
        decoded("f", content)
    assert told_of([refusal.value.problem]) == problem


def test_a_text_of_too_many_rows_is_refused() -> None:
    limits = FileLimits(rows=1100)
    assert len(read_text_file("f", b"a;b\n" * 1101, limits).sheets[0].rows) == 1101  # and the header
    with pytest.raises(RefusedError) as refusal:
        read_text_file("f", b"a;b\n" * 1102, limits)
    assert told_of([refusal.value.problem]) == "too_many_rows | 1 102 | rows: 1\xa0100"

"""What a file is, told by its content: a workbook, a text, or another thing under the name that people give it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import asdict

import pytest

from etl.files.limits import USUAL, FileLimits
from etl.intake.sheets.kinds import kind_of
from etl.intake.sheets.sheets import RefusedError
from tests.etl.intake.conftest import told_of

MB = 1024 * 1024
WORKBOOK = {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"}


def packed(members: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A packed file of these members."""
    to = io.BytesIO()
    with zipfile.ZipFile(to, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return to.getvalue()


def kind(content: bytes, limits: FileLimits = USUAL) -> str:
    """The kind, or the problem."""
    try:
        return kind_of("f", content, limits)
    except RefusedError as refusal:
        return told_of([refusal.problem])


def test_how_much_a_file_may_be() -> None:
    assert asdict(USUAL) == {
        "packed": 20 * MB, "text": 100 * MB, "unpacked": 200 * MB, "ratio": 200, "small": MB, "members": 2000,
        "rows": 200_000, "columns": 200, "merged": 100_000, "seconds": 60, "memory": 1536 * MB,
    }  # fmt: skip


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TEXTS: list[tuple[bytes, str]] = [
    (b"a;b\n1;2\n", "text"),
    (b"", "empty_file | None"),
    (b" \r\n\t\n", "empty_file | None"),
    (b"MZ\x90", "not_a_table | EXE"),
    (b"\x7fELF", "not_a_table | ELF"),
    (b"%PDF-1.7", "not_a_table | PDF"),
    (b"\x89PNG", "not_a_table | PNG"),
    (b"GIF89a", "not_a_table | GIF"),
    (b"\xff\xd8\xff", "not_a_table | JPEG"),
    (b"Rar!", "not_a_table | RAR"),
    (b"7z\xbc\xaf", "not_a_table | 7-Zip"),
    (b"\x1f\x8b", "not_a_table | gzip"),
    (b"{\\rtf1", "not_a_table | RTF"),
    (b"ID;PWXL;N;E", "not_a_table | SYLK (.slk)"),
    (b"ID;PSCALC3", "not_a_table | SYLK (.slk)"),
    (b"PAR1", "not_a_table | Parquet"),
    (b"MIME-Version: 1.0", "not_a_table | MHTML"),
    (b"TABLE\r\n0,1", "not_a_table | DIF (.dif)"),
    (b"TABLE\n0,1", "not_a_table | DIF (.dif)"),
    (b"TABLE;a\n", "text"),
    (OLD + bytes(600), "old_excel | None"),
    (OLD + "Encrypt".encode("utf-16-le"), "encrypted | None"),
    (b"SQLite format 3\x00", "not_a_table | database"),
    (bytes(8) + b"DUCK", "not_a_table | database"),
    (b"a" * 8 + b"DUCKx", "not_a_table | database"),
    (b"a" * 511 + b"\x00", "not_a_table | aaaaaaaa"),
    (b"a" * 512 + b"\x00", "text"),
    (b"a" * 7 + b"DUCK;\n", "text"),
    (b"a" * 9 + b"DUCK;\n", "text"),
    (b"<html><body>", "not_a_table | HTML"),
    (b"<!DOCTYPE html><HTML>", "not_a_table | HTML"),
    (b"<!doctype x><table>", "not_a_table | HTML"),
    (b"<table><tr>", "not_a_table | HTML"),
    (b"\xef\xbb\xbf \n<?xml version='1.0'?><a/>", "not_a_table | XML"),
    (b"<?xml?><x a='urn:schemas-microsoft-com:office:spreadsheet'/>", "not_a_table | XML Spreadsheet 2003 (.xml)"),
    (b"<?xml?><x a='urn:oasis:names:tc:opendocument'/>", "not_a_table | OpenDocument (.fods)"),
    (b"<?xml?>" + b" " * 4085 + b"<html>", "not_a_table | XML"),
    (b"<?xml?>" + b" " * 4084 + b"<html>", "not_a_table | HTML"),
    (b"<a;b\n", "text"),
    (b"{}", "statistics_file | JSON"),
    (b" [1]", "statistics_file | JSON"),
    (b'CHARSET="ANSI";\nDATA=1;', "statistics_file | PX"),
    (b'\xef\xbb\xbfSUBJECT-AREA[fi]("a")="V";\nDATA = 1;', "statistics_file | PX"),
    (b'CHARSET="ANSI";\nDATUM=1;', "text"),
    (b"charset=a;DATA=1", "text"),
    (b"KOODI=1;DATA=1", "statistics_file | PX"),
    ("a;b\n".encode("utf-16"), "text"),
    (b"\xfe\xff\x00a\x00;\x01\x02", "text"),
    ("a;b;c\n1;2;3\n".encode("utf-16-le"), "text"),
    ("a;b;c\n1;2;3\n".encode("utf-16-be"), "text"),
    (b"ab\x00cdefghijkl", "not_a_table | ab\x00cdefg"),
    (b"a\x00", "not_a_table | a\x00"),
    (b"a\x00b\x00", "text"),
    (bytes(12) + b"x", "not_a_table | " + "\x00" * 8),
]


@pytest.mark.parametrize(("content", "answer"), TEXTS)
def test_what_a_content_is(content: bytes, answer: str) -> None:
    assert kind(content) == answer


@pytest.mark.parametrize(
    ("zeros", "others", "answer"),
    [
        (8, 0, "text"),
        (7, 0, "not"),
        (10, 0, "text"),
        (9, 1, "not"),
        (20, 0, "text"),
        (20, 1, "text"),
        (20, 2, "not"),
        (22, 2, "text"),
    ],
)
def test_nearly_every_other_byte_of_a_text_of_two_bytes_a_letter_is_zero(zeros: int, others: int, answer: str) -> None:
    pairs = max(10, zeros)
    high = [0] * zeros + [1] * (pairs - zeros)
    low = [0] * others + [97] * (pairs - others)
    content = b"".join(bytes(pair) for pair in zip(reversed(low), high, strict=True))
    assert kind(content).startswith(answer)


PACKED: list[tuple[Mapping[str, bytes], str]] = [
    (WORKBOOK, "workbook"),
    ({"[Content_Types].xml": b"", "xl/Workbook22.XML": b""}, "workbook"),
    ({"[Content_Types].xml": b"", "xl/workbook.txt": b""}, "not_a_workbook | [Content_Types].xml"),
    ({"[Content_Types].xml": b"", "xl/sheet.xml": b""}, "not_a_workbook | [Content_Types].xml"),
    ({"xl/workbook.xml": b"", "a": b""}, "not_a_workbook | a"),
    ({"b": b"", "a": b""}, "not_a_workbook | a"),
    ({"xl/workbook.bin": b""}, "not_a_workbook | Excel Binary (.xlsb)"),
    ({"Index/Document.iwa": b""}, "not_a_workbook | Numbers (.numbers)"),
    ({"Index.zip": b""}, "not_a_workbook | Numbers (.numbers)"),
    ({"index.xml": b""}, "not_a_workbook | Numbers (.numbers)"),
    ({"word/document.xml": b""}, "not_a_workbook | Word (.docx)"),
    ({"ppt/presentation.xml": b""}, "not_a_workbook | PowerPoint (.pptx)"),
    ({"content.xml": b""}, "not_a_workbook | OpenDocument (.ods)"),
    ({"META-INF/MANIFEST.MF": b""}, "not_a_workbook | JAR"),
    ({**WORKBOOK, "xl/vbaProject.bin": b""}, "macros | None"),
    ({**WORKBOOK, "xl/VBAPROJECT.BIN": b""}, "macros | None"),
    ({**WORKBOOK, "[Content_Types].xml": b"vnd.ms-office.vbaProject"}, "macros | None"),
    ({**WORKBOOK, "xl/_rels/x.rels": b"MacroSheet"}, "macros | None"),
    ({**WORKBOOK, "xl/sheet.xml": b"macrosheet"}, "workbook"),
    ({**WORKBOOK, "xl/a.xml": b"<!doctype a>"}, "entities | xl/a.xml"),
    ({**WORKBOOK, "xl/a.rels": b"<!ENTITY a>"}, "entities | xl/a.rels"),
    ({**WORKBOOK, "xl/a.bin": b"<!ENTITY a>"}, "workbook"),
    ({**WORKBOOK, "xl/a.xml": b"x" * 65_530 + b"<!DOCTYPE a>"}, "entities | xl/a.xml"),
]


@pytest.mark.parametrize(("members", "answer"), PACKED)
def test_what_a_packed_file_is(members: Mapping[str, bytes], answer: str) -> None:
    assert kind(packed(members)) == answer


@pytest.mark.parametrize("content", [b"PK\x03\x04" + bytes(100), packed(WORKBOOK)[:-30]])
def test_a_packed_file_that_is_broken(content: bytes) -> None:
    assert kind(content) == "broken_workbook | None"


def test_the_size_of_a_file_is_held_to_its_limit() -> None:
    text, book = b"a;b\n", packed(WORKBOOK)
    assert kind(text, FileLimits(text=4)) == "text"
    assert kind(text, FileLimits(text=3)) == "too_large | 1 MB | limit: 1 MB"
    assert kind(b"x" * (MB + 1), FileLimits(text=MB)) == "too_large | 2 MB | limit: 1 MB"
    assert kind(b"x" * 2 * MB, FileLimits(text=MB)) == "too_large | 2 MB | limit: 1 MB"
    assert kind(book, FileLimits(packed=len(book), text=0)) == "workbook"
    assert kind(book, FileLimits(packed=len(book) - 1)) == "too_large | 1 MB | limit: 1 MB"


def test_the_number_of_members_is_held_to_its_limit() -> None:
    assert kind(packed(WORKBOOK), FileLimits(members=2)) == "workbook"
    assert kind(packed(WORKBOOK), FileLimits(members=1)) == "too_many_members | 2 | limit: 1"


def test_what_a_file_unpacks_to_is_held_to_its_limits() -> None:
    size = sum(map(len, WORKBOOK.values()))
    assert kind(packed(WORKBOOK), FileLimits(unpacked=size)) == "workbook"
    assert kind(packed(WORKBOOK), FileLimits(unpacked=size - 1)) == "bomb | xl/workbook.xml | limit: 1 MB"
    zeros = packed({**WORKBOOK, "xl/a.xml": bytes(100_000)})
    assert kind(zeros, FileLimits(small=100_000, ratio=1)) == "workbook"
    assert kind(zeros, FileLimits(small=99_999, ratio=1)) == "bomb | xl/a.xml | limit: 200 MB"
    assert kind(zeros, FileLimits(small=0, ratio=10_000)) == "workbook"
    stored = packed({**WORKBOOK, "xl/a.xml": bytes(1000)}, zipfile.ZIP_STORED)
    assert kind(stored, FileLimits(small=0, ratio=1)) == "workbook"


def test_a_size_that_lies_is_counted() -> None:
    content = packed({**WORKBOOK, "xl/a.xml": bytes(300_000)})
    lied = content.replace((300_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert kind(lied, FileLimits(small=200_000, ratio=1)) in (
        "bomb | xl/a.xml | limit: 200 MB",
        "broken_workbook | None",
    )

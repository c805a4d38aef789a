"""Files as people save them: every encoding and delimiter gives the same rows, and what is no table is refused fast."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable

import pytest

from etl.files.limits import FileLimits
from etl.intake.sheets.isolated import read_isolated_file
from etl.intake.sheets.kinds import kind_of
from etl.intake.sheets.sheets import RefusedError
from etl.intake.sheets.textfile import decoded
from etl.intake.sheets.workbook import read_workbook
from etl.reporting.problems import report
from tests.etl.intake.conftest import Look, told, values, workbook

pytestmark = pytest.mark.usefixtures("own_process")

TEXT = "Mittari;Kausi;Luku;Huomautus;Viesti hyväksyjälle\r\n1.1-a;2022;91,5;Ennakkotieto.;Pääosin – kesä\r\n"
ENCODINGS: dict[str, Callable[[str], bytes]] = {
    "utf-8": lambda t: t.encode("utf-8"),
    "utf-8 with a mark": lambda t: t.encode("utf-8-sig"),
    "windows-1252": lambda t: t.encode("cp1252"),
    "utf-16 with a mark": lambda t: t.encode("utf-16"),
    "utf-16 little": lambda t: t.encode("utf-16-le"),
    "utf-16 big": lambda t: b"\xfe\xff" + t.encode("utf-16-be"),
}


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_every_encoding_gives_the_same_rows(encoding: str, delimiter: str, look: Look) -> None:
    found = look(ENCODINGS[encoding](TEXT.replace(";", delimiter)), "luvut.csv")
    assert told(found) == []
    assert values(found) == [("1.1-a", "2022", 91.5)]
    assert found.parsed.figures[0].row.note == "preliminary"
    assert [dict(r.values).get("text") for r in found.parsed.remarks] == ["Pääosin – kesä"]


def test_commas_may_delimit_where_points_are_decimal(look: Look) -> None:
    found = look(b'measure,period,value\n1.1-b,2022,1.234\n1.1-a,2022,"91,5"\n', "values.csv")
    assert values(found) == [("1.1-b", "2022", 1.234), ("1.1-a", "2022", 91.5)]


def test_excel_may_say_its_delimiter_and_a_title_may_come_first(look: Look) -> None:
    found = look(b"sep=;\nRaportti 2022\n\nMittari;Kausi;Luku\n1.1-a;2022;91\n", "luvut.csv")
    assert (told(found), values(found)) == ([], [("1.1-a", "2022", 91.0)])
    assert dict(found.parsed.figures[0].where.steps)["cell"] == "C5"


def test_one_of_our_histories_as_excel_saves_it(look: Look) -> None:
    rows = "period;value;known;known_basis;source;quality;confidence;note\r\n"
    rows += (
        "2019;80;;unknown;koivula_strategy;final;high;\r\n2021;88,5;15.2.2022;stated;koivula_strategy;final;high;\r\n"
    )
    found = look(rows.encode(), "1.1-a.csv")
    assert told(found) == []
    assert [c.kind for c in found.difference.changes] == ["unchanged", "corrected"]


def test_a_row_of_another_length_is_refused(look: Look) -> None:
    found = look(b"Mittari;Kausi;Luku\n1.1-a;2022\n1.1-a;2021;90;7\n1.1-m;2022;5\n", "luvut.csv")
    assert told(found) == [("A2", "cell_count"), ("A3", "cell_count")]
    assert values(found) == [("1.1-m", "2022", 5.0)]


def test_a_quotation_mark_without_its_pair_is_refused(look: Look) -> None:
    """Where it stands, in the words of the file and not of a parser."""
    found = look(b'Mittari;Kausi;Luku\n1.1-a;2022;91\n"1.1-b;2022;3\n1.1-m;2022;5\n', "luvut.csv")
    assert told(found) == [("A3", "quotes")]
    assert found.problems[0].read == '"1.1-b;2022;3'


@pytest.mark.parametrize("content", [b"PK\x03\x04" + bytes(100), pytest.param(None, id="parts")])
def test_a_broken_workbook_is_told_without_a_parsers_english(content: bytes | None) -> None:
    with pytest.raises(RefusedError) as refusal:
        read_isolated_file("luvut.xlsx", packed({})) if content is None else kind_of("luvut.xlsx", content)
    assert (refusal.value.problem.code, refusal.value.problem.read) == ("broken_workbook", None)


def test_limits_are_printed_alike_in_every_language() -> None:
    with pytest.raises(RefusedError) as large:
        kind_of("luvut.csv", b"a;b\n" * 700_000, FileLimits(text=2 << 20))
    assert (large.value.problem.read, dict(large.value.problem.values)) == ("3 MB", {"limit": "2 MB"})
    with pytest.raises(RefusedError) as long:
        read_workbook("luvut.xlsx", workbook([["1.1-a", "2022", n] for n in range(1200)]), FileLimits(rows=1100))
    assert dict(long.value.problem.values) == {"rows": "1\N{NO-BREAK SPACE}100"}


def test_windows_1252_is_only_the_last_guess() -> None:
    assert decoded("a", "kesä – 5 €".encode("cp1252")) == "kesä – 5 €"
    with pytest.raises(RefusedError) as refusal:
        decoded("a", b"abc\n\x81\x8d")
    assert refusal.value.problem.code == "undecodable"


def packed(members: dict[str, bytes]) -> bytes:
    """A packed file of these members, with those that make it look like a workbook."""
    to = io.BytesIO()
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>", **members}.items():
            archive.writestr(name, content)
    return to.getvalue()


ENTITIES = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "ha">]><a>&x;</a>'
NO_TABLES = {
    "an old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old_excel"),
    "one with a password": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    "a program": (b"MZ\x90\x00" + bytes(100), "not_a_table"),
    "a pdf": (b"%PDF-1.7\n", "not_a_table"),
    "a page": (b"<!doctype html><html></html>", "not_a_table"),
    "a database": (bytes(8) + b"DUCK" + bytes(100), "not_a_table"),
    "nothing": (b"", "empty_file"),
    "blanks": (b" \r\n \r\n", "empty_file"),
    "a packed file": (packed({})[:-30], "broken_workbook"),
    "macros": (packed({"xl/vbaProject.bin": b"x"}), "macros"),
    "a bomb": (packed({"xl/worksheets/sheet1.xml": bytes(60_000_000)}), "bomb"),
    "entities": (packed({"xl/worksheets/sheet1.xml": ENTITIES}), "entities"),
    "too many parts": (packed({f"xl/media/{n}.png": b"x" for n in range(2001)}), "too_many_members"),
}


@pytest.mark.parametrize("name", NO_TABLES)
def test_what_is_no_table_is_refused_at_once(name: str) -> None:
    content, code = NO_TABLES[name]
    began = time.perf_counter()
    with pytest.raises(RefusedError) as refusal:
        kind_of("luvut.xlsx", content)
    assert refusal.value.problem.code == code
    assert time.perf_counter() - began < 1


def test_a_member_that_lies_about_its_size_is_counted() -> None:
    content = packed({"xl/worksheets/sheet1.xml": bytes(5_000_000)})
    lied = content.replace((5_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert lied != content
    with pytest.raises(RefusedError) as refusal:
        kind_of("luvut.xlsx", lied)
    assert refusal.value.problem.code in ("bomb", "broken_workbook")


def test_a_packed_file_that_is_no_workbook_is_refused() -> None:
    to = io.BytesIO()
    with zipfile.ZipFile(to, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    with pytest.raises(RefusedError) as refusal:
        kind_of("luvut.xlsx", to.getvalue())
    assert refusal.value.problem.code == "not_a_workbook"


def test_too_large_a_file_is_refused() -> None:
    with pytest.raises(RefusedError) as refusal:
        kind_of("luvut.csv", b"a;b\n" * 100, FileLimits(text=100))
    assert refusal.value.problem.code == "too_large"


def test_the_kind_is_told_by_content_not_by_name() -> None:
    assert kind_of("luvut.csv", workbook([])) == "workbook"
    assert kind_of("luvut.xlsx", b"a;b\n1;2\n") == "text"


def test_a_process_of_its_own_reads_the_same() -> None:
    content = workbook([["1.1-a", "2022", 0.93]], change=lambda s: setattr(s["C2"], "number_format", "0%"))
    assert read_isolated_file("luvut.xlsx", content) == read_workbook("luvut.xlsx", content)


def test_a_process_of_its_own_ends_where_memory_or_time_run_out() -> None:
    content = workbook([["1.1-a", "2022", n] for n in range(2000)])
    with pytest.raises(RefusedError) as refusal:
        read_isolated_file("luvut.xlsx", content, FileLimits(memory=40 << 20))
    assert refusal.value.problem.code == "too_much_memory"
    with pytest.raises(RefusedError) as refusal:
        read_isolated_file("luvut.xlsx", content, FileLimits(seconds=0))
    assert refusal.value.problem.code == "too_slow"


def test_a_refusal_of_the_process_of_its_own_comes_back_whole() -> None:
    with pytest.raises(RefusedError) as refusal:
        read_isolated_file("luvut.xlsx", workbook([["1.1-a", "2022", 1]] * 9), FileLimits(rows=5))
    assert refusal.value.problem.code == "too_many_rows"
    assert "5" in refusal.value.problem.expected("en")
    with pytest.raises(RefusedError) as refusal:
        read_isolated_file("luvut.xlsx", packed({}))
    assert refusal.value.problem.code == "broken_workbook"


def test_what_a_terminal_would_obey_is_not_printed(look: Look) -> None:
    found = look("measure;period;value\n1.1-a;2022;9\x1b[2J\u202e3\n".encode(), "luvut.csv")
    told = report(found.problems, "en")
    assert "read: 9\ufffd[2J\ufffd3" in told
    assert not {"\x1b", "\u202e"} & set(told)

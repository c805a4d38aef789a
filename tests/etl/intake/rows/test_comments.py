"""A sector's comment comes in like a figure: checked in its cell, shown, accepted by a role, kept, and never twice."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from etl.intake.inbox.approvers import Approvers
from etl.intake.inbox.watcher import Inbox
from etl.intake.rows.comments import last_words
from etl.intake.template.workbook import COMMENT_COLUMNS
from etl.record.record import read_record
from strategy.model import Statement
from strategy.model.vocabulary import LANGUAGES, Words
from strategy.texts.lookup import say
from tests.etl.conftest import Run, replace
from tests.etl.intake.conftest import TODAY, Look, told, workbook

STATEMENTS = "catalogue/statements.toml"
HEAD = ("measure", "day", "role", "text_fi", "text_sv", "text_en")
SECTOR = "sote"
SAID = 'Jonot lyhenevät, kun uusi\nvastaanotto avataan. <i>Luvut</i> "kesken".'
LONG = "x" * 2001


def filled(
    small: Path, run: Run, folder: Path, lang: str, words: dict[str, str], day: object = date(2022, 5, 3)
) -> Path:
    """The template of a sector in a language, with a comment on 1.1-m."""
    file = folder / f"{lang}.xlsx"
    assert run("template", "--sector", SECTOR, "-o", file, "--data", small, "--lang", lang).code == 0
    book = openpyxl.load_workbook(file)
    sheet = book[say(lang, "intake.sheet.comments")]
    (row,) = (r[0].row for r in sheet.iter_rows(min_row=2) if r[0].value == "1.1-m")
    for name, value in {"day": day, "role": "sivistysjohtaja", **words}.items():
        sheet.cell(row, COMMENT_COLUMNS.index(name) + 1).value = value  # type: ignore[assignment]
    book.save(file)
    return file


def bring(run: Run, small: Path, file: Path, *options: str, lang: str = "en") -> tuple[int, str, str]:
    """Import a file as known on a day that stands still."""
    said = run("import", file, "--data", small, "--known", TODAY, "--lang", lang, *options)
    return said.code, said.out, said.err


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "words", [{"text_fi": SAID}, {"text_sv": "Köerna blir kortare."}, {"text_fi": "Kyllä.", "text_en": "Yes."}]
)
def test_a_comment_goes_from_the_template_into_the_record(
    lang: str, words: dict[str, str], small: Path, run: Run, tmp_path: Path
) -> None:
    """Shown first, then accepted; appended without touching another letter; verified; and again it does nothing."""
    before = (small / STATEMENTS).read_text("utf-8")
    file = filled(small, run, tmp_path, lang, words)
    shown = bring(run, small, file, lang=lang)
    assert shown[0] == 3
    assert "1.1-m" in shown[1]
    assert " ".join(next(iter(words.values())).split()) in shown[1]
    assert (small / STATEMENTS).read_text("utf-8") == before
    assert bring(run, small, file, "--yes", "--by", "controller")[0] == 0
    assert (small / STATEMENTS).read_text("utf-8").startswith(before)
    new = [s for s in read_record(small).statements if s.measure == "1.1-m"]
    assert [(s.kind, s.day, s.role, s.text) for s in new] == [
        ("comment", date(2022, 5, 3), "sivistysjohtaja", Words(*(words.get(f"text_{one}") for one in LANGUAGES)))
    ]
    column = "ABCDEFGH"[COMMENT_COLUMNS.index(next(iter(words)))]
    kept, _, place = new[0].origin.partition("#")
    assert (small / kept).read_bytes() == file.read_bytes()
    assert place.startswith(f"{say(lang, 'intake.sheet.comments')}!{column}")
    assert new[0].accepted_by == "controller"
    assert run("verify", "--data", small).err == ""
    after = (small / STATEMENTS).read_bytes()
    assert bring(run, small, file, "--yes", "--by", "controller")[0] == 0
    assert (small / STATEMENTS).read_bytes() == after


def test_the_template_reminds_of_the_latest_comment(small: Path, run: Run, tmp_path: Path) -> None:
    """In the reader's language where it has that one; a long one is cut, so that its row can be shown."""
    replace(small / STATEMENTS, "Nästa enkät görs i höst.", f"Nästa enkät görs i höst. {'Mer ' * 400}")
    file = filled(small, run, tmp_path, "fi", {"text_fi": "Uusi."})
    sheet = openpyxl.load_workbook(file)["Kommentit"]
    shown = {row[0].value: str(row[2].value) for row in sheet.iter_rows(min_row=2)}
    assert shown["1.1-a"].startswith("1.3.2022, sivistysjohtaja: Nästa enkät görs i höst. Mer")
    assert shown["1.1-a"].endswith(" …")
    assert all((row.height or 0) < 400 for row in sheet.row_dimensions.values())
    assert shown["1.1-b"] == "None"


def test_a_folder_without_statements_gets_its_first(small: Path, run: Run, tmp_path: Path) -> None:
    (small / STATEMENTS).unlink()
    file = filled(small, run, tmp_path, "fi", {"text_fi": "Ensimmäinen."})
    assert bring(run, small, file, "--yes", "--by", "x")[0] == 0
    assert [s.text.fi for s in read_record(small).statements] == ["Ensimmäinen."]


# fmt: off
LINES: list[tuple[Sequence[object], list[tuple[str, str]]]] = [
    # measure, day, role, fi, sv, en                                    what is wrong, and in which cell
    (["1.1-a", date(2022, 5, 3), "johtaja", "Hyvin menee."], []),
    (["1.1-a", "3.5.2022", "johtaja", None, "Det går bra."], []),
    (["2.1-a", "2022-05-03", "johtaja", None, None, "On its way."], []),          # a milestone
    (["2.1-t1", "3.5.2022", "johtaja", "Taustaa."], []),                          # a context measure
    (["1.1-a", "3.5.2022", "johtaja"], []),                                       # no words: nothing said
    (["1.1-a", None, None, "Kuka, milloin?"], [("B2", "comment_without_day"), ("C2", "comment_without_role")]),
    (["1.1-a", "ensi viikolla", "johtaja", "Kohta."], [("B2", "unread_day")]),
    (["1.1-a", "3.5.2031", "johtaja", "Huomenna."], [("B2", "comment_to_come")]),
    (["1.1-aa", "3.5.2022", "johtaja", "Mikä?"], [("A2", "unknown_measure")]),
    ([None, "3.5.2022", "johtaja", "Mikä?"], [("A2", "no_measure")]),
    (["1.1-a", "3.5.2022", "johtaja", LONG], [("D2", "text_too_long")]),
    (["1.1-a", "3.5.2022", LONG, "Pitkä."], [("C2", "text_too_long")]),
    (["1.1-a", "3.5.2022", "johtaja", "Väärin\u202epäin"], [("D2", "unseen")]),
    (["1.1-a", "15.6.2021", "Sivistysjohtaja", "Toinen teksti."], [("D2", "comment_taken")]),
]
# fmt: on


@pytest.mark.parametrize(("cells", "problems"), LINES)
def test_a_line_is_read_or_told_in_its_cell(
    cells: Sequence[object], problems: list[tuple[str, str]], look: Look
) -> None:
    found = look(workbook([cells], HEAD, title="Kommentit"))
    assert told(found) == problems
    assert len(found.comments) == (0 if problems or len(cells) == 3 else 1)
    for one in found.problems:
        assert all(one.expected(lang) and one.remedy(lang) for lang in LANGUAGES)


def test_a_day_without_words_is_remarked(look: Look) -> None:
    """Roles drawn down over all rows are no comments, and somebody may have forgotten the text."""
    found = look(workbook([["1.1-a", "3.5.2022", "johtaja", None]], HEAD))
    assert [(r.code, dict(r.where.steps)["cell"]) for r in found.parsed.remarks] == [("no_words", "D2")]


def test_two_comments_of_a_day_and_role_are_told(look: Look) -> None:
    rows = [["1.1-a", "3.5.2022", "johtaja", text] for text in ("Yksi.", "Toinen.")]
    assert told(look(workbook(rows, HEAD))) == [("D3", "comment_doubled")]


def test_words_beside_figures_are_not_lost_unsaid(look: Look) -> None:
    """A sheet of figures has no comments: that the column was not read is said."""
    found = look(workbook([["1.1-a", "2022", 91, "Hyvä."]], ("measure", "period", "value", "Kommentti suomeksi")))
    assert [dict(r.values) for r in found.parsed.remarks] == [{"columns": "Kommentti suomeksi"}]
    assert len(found.parsed.figures) == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_csv_with_names_of_any_language(lang: str, look: Look) -> None:
    head = ";".join(say(lang, f"intake.column.{name}") for name in HEAD)
    found = look(f"{head}\n1.1-a;3.5.2022;johtaja;;Bra;\n".encode(), "kommentit.csv")
    assert [(c.statement.text.sv, c.statement.day) for c in found.comments] == [("Bra", date(2022, 5, 3))]


def test_an_edited_and_a_lost_comment_are_found(small: Path, run: Run, tmp_path: Path) -> None:
    """What came in a file is held against it."""
    file = filled(small, run, tmp_path, "sv", {"text_sv": "Köerna blir kortare."})
    assert bring(run, small, file, "--yes", "--by", "x")[0] == 0
    whole = (small / STATEMENTS).read_text("utf-8")
    replace(small / STATEMENTS, "Köerna blir kortare.", "Köerna blir längre.")
    said = run("verify", "--data", small)
    assert (said.code, "statements.toml" in said.err, "Köerna blir kortare." in said.err) == (1, True, True)
    (small / STATEMENTS).write_text(whole.rpartition("[[comment]]")[0], "utf-8")
    said = run("verify", "--data", small)
    assert (said.code, "Köerna blir kortare." in said.err) == (1, True)


def test_what_was_kept_out_is_not_missed(small: Path, run: Run, tmp_path: Path) -> None:
    """A comment beside another of its day and role was refused: its file says it, and the record need not."""
    file = tmp_path / "kaksi.xlsx"
    rows = [["1.1-a", "15.6.2021", "sivistysjohtaja", "Toinen."], ["1.1-m", "3.5.2022", "johtaja", "Uusi."]]
    file.write_bytes(workbook(rows, HEAD))
    assert bring(run, small, file, "--yes", "--by", "x")[0] == 1
    assert bring(run, small, file, "--yes", "--by", "x", "--accept-good")[0] == 0
    assert run("verify", "--data", small).err == ""


def test_a_comment_comes_by_the_inbox(small: Path, run: Run, tmp_path: Path) -> None:
    """Checked, answered with a report that shows the words as text, and taken when a approver accepts it."""
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    file = filled(small, run, inbox, "fi", {"text_fi": SAID})
    shared = Inbox(
        inbox, small, tmp_path / "out", "fi", Approvers(("Talousjohtaja",), False), lambda _: None, lambda: TODAY
    )
    shared.sweep(0)
    report = (inbox / "fi.raportti.html").read_text("utf-8")
    assert "&lt;i&gt;Luvut&lt;/i&gt;" in report
    (inbox / f"{file.name}.hyvaksy.txt").write_text("Talousjohtaja", "utf-8")
    os.utime(file)
    shared.sweep(0)
    (new,) = (s for s in read_record(small).statements if s.measure == "1.1-m")
    assert (new.text.fi, new.accepted_by) == (SAID, "Talousjohtaja")


def test_a_long_comment_is_cut_where_it_reminds() -> None:
    """After a whole word, and at three hundred characters at the latest."""
    said, accepted = (
        Statement(measure="1.1-a", kind=kind, day=day, role="xx", text=Words("a " * 200, None, "b"))
        for kind, day in (("comment", date(2022, 5, 1)), ("accepted", date(2022, 6, 1)))
    )
    reminder = last_words([said, accepted], "1.1-a", "fi")
    assert reminder == f"1.5.2022, xx: {'a ' * 142}…"
    assert len(reminder) == 299
    assert last_words([said], "1.1-a", "en") == "1 May 2022, xx: b"
    assert last_words([accepted], "1.1-a", "fi") == last_words([said], "1.1-b", "fi") == ""

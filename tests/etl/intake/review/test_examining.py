"""A file beside the record: what would change, what stands against it, and in which order it is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from etl.files.limits import FileLimits
from etl.intake.review import examining as module
from etl.intake.review.accepting import Accepted
from etl.intake.review.examining import SMALL_TEXT, Choices, Review, accept, examine, open_book, place_of, refusal
from etl.intake.rows.compare import Change, Difference
from etl.intake.rows.parsed import ImportOptions, ParsedFile
from etl.intake.sheets.isolated import read_here
from etl.intake.sheets.sheets import Spreadsheet
from etl.record import Record, read_record
from etl.reporting.problems import Where
from strategy.model import Observation, Strategy
from strategy.model.periods import Period
from tests.etl.intake.conftest import TODAY, told_of, workbook

HEAD = "Mittari;Kausi;Luku;Miksi luku puuttuu;Julkaistu\n"
PAST = Observation("1.1-c", "901", Period.parse("2021"), 5.0, "newspaper", known=date(2022, 1, 31), origin="a.xlsx")


def look(record: Record, text: str, *rows: Observation, known: date = TODAY, chosen: bool = False) -> Review:
    """Examine lines of figures beside a record of these rows more."""
    record = replace(record, observations=(*record.observations, *rows))
    given = ImportOptions(record.strategy, record.observations, known, "fi", chosen_day=chosen)
    lines = "".join(f"{line}{';' * (4 - line.count(';'))}\n" for line in text.split("\n"))
    return examine("a.csv", f"{HEAD}{lines}".encode(), record, given)


def told(found: Review) -> list[str]:
    """The changes with their doubts, then the problems."""
    changes = [
        " ".join([c.kind, c.row.measure, str(c.row.period), *(f"? {d.kind} {d.values}" for d in c.doubts)])
        for c in found.difference.changes
    ]
    return [*changes, *(f"{place_of(p.where)} {told_of([p])}" for p in found.problems)]


SNAPSHOT = replace(PAST, origin="snapshots/abc-a.csv#C2", known=TODAY)
TAKEN = "known_taken | 6 | day: 30.6.2022"
BESIDE: list[tuple[str, str, tuple[Observation, ...], list[str]]] = [
    ("a correction", "1.1-c;2021;6", (PAST,), ["contradictory 1.1-c 2021"]),
    ("on the day of a typed row", "1.1-c;2021;6", (replace(PAST, known=TODAY),), [f"C2 {TAKEN}"]),
    ("on the day of a row that came", "1.1-c;2021;6", (SNAPSHOT,), ["contradictory 1.1-c 2021"]),
    ("the same on the day of a typed row", "1.1-c;2021;5", (replace(PAST, known=TODAY),), ["unchanged 1.1-c 2021"]),
    ("a reason on the day of a typed row", "1.1-c;2021;;ei toimitettu", (replace(PAST, known=TODAY),),
     ["C2 known_taken | None | day: 30.6.2022"]),
    ("taken back on the day it came", "1.1-c;2021;;peruttu", (SNAPSHOT,), ["C2 known_taken | None | day: 30.6.2022"]),
    ("taken back on a later day", "1.1-c;2021;;peruttu", (replace(SNAPSHOT, known=date(2022, 6, 29)),),
     ["withdrawn 1.1-c 2021"]),
    ("taken back on the day of its correction", "1.1-c;2021;;peruttu", (SNAPSHOT, PAST), ["withdrawn 1.1-c 2021"]),
    ("before a later row", "1.1-c;2021;6;;1.2.2022", (PAST, replace(PAST, value=7.0, known=date(2022, 3, 1))),
     ["contradictory 1.1-c 2021 ? superseded (('day', '1.3.2022'),)"]),
    ("the same before a later row", "1.1-c;2021;5;;1.2.2022", (PAST, replace(PAST, value=7.0, known=date(2022, 3, 1))),
     ["unchanged 1.1-c 2021"]),
    ("today before a later row", "1.1-c;2021;6", (PAST, replace(PAST, value=7.0, known=date(2022, 7, 1))),
     ["C2 clock | 6 | day: 1.7.2022 | today: 30.6.2022"]),
    ("taken back before a later row", "1.1-c;2021;;peruttu", (PAST, replace(PAST, value=7.0, known=date(2022, 7, 1))),
     ["C2 clock | None | day: 1.7.2022 | today: 30.6.2022"]),
    ("the same before a later row of a clock", "1.1-c;2021;5", (PAST, replace(PAST, value=7.0, known=date(2022, 7, 1))),
     ["unchanged 1.1-c 2021"]),
    ("good beside bad", "1.1-c;2021;6\n1.1-c;2020;x\n1.1-m;2022;5", (replace(PAST, known=TODAY),),
     ["new 1.1-m 2022", "C3 no_number | x", f"C2 {TAKEN}"]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "rows", "answer"), BESIDE, ids=[case[0] for case in BESIDE])
def test_a_line_beside_the_record(
    name: str, text: str, rows: tuple[Observation, ...], answer: list[str], record: Record
) -> None:
    assert told(look(record, text, *rows)) == answer


def test_a_day_that_somebody_chose_is_no_clock(record: Record) -> None:
    later = replace(PAST, known=date(2022, 7, 1))
    found = look(record, "1.1-c;2021;6", later, chosen=True)
    assert told(found) == ["new 1.1-c 2021 ? superseded (('day', '1.7.2022'),)"]
    assert found.choices == Choices(known=TODAY)
    assert look(record, "1.1-c;2021;6", later).choices == Choices(left=("C2",))


def test_an_erased_figure_does_not_come_back(record: Record) -> None:
    erased = record.erasures[0]
    row = f"{erased.measure};{erased.period};6"
    text = HEAD.replace("Julkaistu", "Alue;Osa") + f"{row};;{erased.area};{erased.breakdown}\n"
    given = ImportOptions(record.strategy, record.observations, TODAY, "fi")
    found = examine("a.csv", text.encode(), record, given)
    assert [p.code for p in found.problems] == ["erased"]
    assert dict(found.problems[0].values)["day"] == f"{erased.day.day}.{erased.day.month}.{erased.day.year}"


def test_problems_are_told_as_one_reads(record: Record) -> None:
    def more(sheet: object) -> None:
        other = sheet.parent.create_sheet("Toinen")  # type: ignore[attr-defined]
        other.append(["Mittari", "Kausi", "Luku"])
        other.append(["1.1-c", "x", "y"])

    rows: list[list[object]] = [["1.1-zz", "2022", 5], ["1.1-c", "x", "y", None, None, "z"]]
    content = workbook(rows, change=more)
    given = ImportOptions(record.strategy, record.observations, TODAY, "fi")
    found = examine("a.xlsx", content, record, given, read_here)
    places = ["Luvut!A2", "Luvut!B3", "Luvut!C3", "Luvut!F3", "Toinen!B2", "Toinen!C2"]
    assert [place_of(p.where) for p in found.problems] == places
    found = examine("a.xlsx", workbook([["1.1-c", "x", "#N/A", None, None, 5]]), record, given, read_here)
    assert [place_of(p.where) for p in found.problems] == ["Luvut!B2", "Luvut!C2"]
    wide = ";".join(["Mittari", "Kausi", *[f"x{n}" for n in range(24)], "Luku"])
    text = f"{wide}\n1.1-c;x;{';' * 24}y\n"
    found = examine("a.csv", text.encode(), record, given)
    assert [place_of(p.where) for p in found.problems] == ["B2", "AA2"]


CHOICES = [
    (Choices(), ""),
    (Choices("newspaper"), "source=newspaper"),
    (Choices(known=TODAY), "known=2022-06-30"),
    (Choices(left=("Luvut!C2", "C3")), "left=Luvut%21C2%3BC3"),
    (Choices("a b", TODAY, ("C2",)), "source=a+b&known=2022-06-30&left=C2"),
]


@pytest.mark.parametrize(("choices", "text"), CHOICES)
def test_choices_are_written_and_read(choices: Choices, text: str) -> None:
    assert (choices.text, Choices.parse(text)) == (text, choices)


def test_what_an_examined_file_says_of_itself(record: Record) -> None:
    found = look(record, "1.1-c;2021;5\n1.1-c;2020;6\n1.1-m;2022;5,5", PAST)
    assert (found.taken_count, found.filled, found.changes) == (2, True, True)
    assert [row.measure for row in found.doubtful] == ["1.1-m"]
    assert found.sha256[:8] == "".join(f"{b:02x}" for b in __import__("hashlib").sha256(found.content).digest()[:4])
    same = look(record, "1.1-c;2021;5", PAST)
    assert (same.taken_count, same.filled, same.changes) == (0, True, False)
    none = look(record, "1.1-c;2021;")
    assert (none.taken_count, none.filled, none.changes) == (0, False, False)
    wrong = refusal("f", b"x", look(record, "1.1-c;x;5").problems[0])
    assert (wrong.filled, wrong.changes, wrong.name, wrong.content) == (True, False, "f", b"x")
    gone = Review(
        "f", b"", ParsedFile(Spreadsheet("f", ())), Difference((Change("new", PAST, Where("f")),), (SNAPSHOT,)), ()
    )
    assert gone.doubtful == (SNAPSHOT,)


def test_states_and_comments_beside_the_record(small: Path) -> None:
    record = read_record(small)
    given = ImportOptions(record.strategy, record.observations, TODAY, "fi")
    states = ("2.1-a;;kesken;1.2.2021", "2.1-a;;tehty;1.2.2021", "2.1-b;plan;tehty;2.5.2021", "2.1-c;;tehty;1.1.2022")
    text = "\n".join(["Mittari;Osavaihe;Vaihe;Päivä", *states, ""])
    found = examine("a.csv", text.encode(), record, given)
    assert [(s.kind, s.event.measure, s.before and str(s.before.day)) for s in found.states] == [
        ("unchanged", "2.1-a", "2021-02-01"), ("new", "2.1-a", "2021-02-01"), ("new", "2.1-b", "2021-05-01"),
        ("new", "2.1-c", None),
    ]  # fmt: skip
    assert (found.taken_count, found.changes, found.filled) == (3, True, True)
    head = "Mittari;Päivä;Rooli;Kommentti suomeksi;Kommentti ruotsiksi\n"
    said = ("15.6.2021;sivistysjohtaja;a;b", "16.6.2021;sivistysjohtaja;a;")
    last = "1.3.2022;sivistysjohtaja;;Nästa enkät görs i höst."
    text = head + "".join(f"1.1-a;{line}\n" for line in (*said, last))
    found = examine("a.csv", text.encode(), record, given)
    assert told(found) == ["D2 comment_taken | a b | day: 15.6.2021"]
    assert [(c.kind, str(c.statement.day), c.before and str(c.before.day)) for c in found.comments] == [
        ("new", "2021-06-16", "2022-03-01"), ("unchanged", "2022-03-01", "2022-03-01"),
    ]  # fmt: skip
    assert (found.changes, found.filled) == (True, True)


def test_what_may_cost_much_is_read_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    def apart(name: str, content: bytes, limits: FileLimits) -> Spreadsheet:
        return Spreadsheet("apart", ())

    assert open_book("f", workbook([]), apart).name == "apart"
    assert open_book("f", b"a;b\n", apart).name == "f"
    monkeypatch.setattr(module, "SMALL_TEXT", 4)
    assert [open_book("f", text, apart).name for text in (b"a;b\n", b"a;bc\n")] == ["f", "apart"]
    assert SMALL_TEXT == 4 * 1024 * 1024


def test_a_place_as_the_origin_of_a_row_names_it() -> None:
    assert place_of(Where("f", (("sheet", "S"), ("cell", "C7")))) == "S!C7"
    assert place_of(Where("f", (("cell", "C7"),))) == "C7"
    assert place_of(Where("f")) == ""


def test_the_steps_of_examining_are_told(record: Record) -> None:
    steps: list[str] = []
    examine("a.csv", b"a;b", record, ImportOptions(record.strategy, (), TODAY, "fi"), step=steps.append)
    assert steps == ["file", "compare"]


def test_a_row_that_came_by_a_file_gives_way_unless_the_file_itself_is_in_the_record() -> None:
    typed = replace(SNAPSHOT, origin="a.xlsx")
    whole = {"snapshots/abc-a.csv"}
    assert [module._gives_way(row, of) for row in (SNAPSHOT, typed) for of in (set[str](), whole)] == [
        True, False, False, False,
    ]  # fmt: skip


def test_only_what_changes_is_taken_with_its_way_back(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record = read_record(small)
    states = "Mittari;Osavaihe;Vaihe;Päivä\n2.1-a;;kesken;1.2.2021\n2.1-a;;tehty;1.2.2022\n"
    words = "Mittari;Päivä;Rooli;Kommentti ruotsiksi\n1.1-a;1.3.2022;sivistysjohtaja;Nästa enkät görs i höst.\n"
    figures = "Mittari;Kausi;Luku\n1.1-a;2019;80\n1.1-c;2021;5\n"
    parsed: list[Accepted] = []

    def planned(data: Path, strategy: Strategy, accepted: Accepted) -> dict[str, bytes]:
        parsed.append(accepted)
        return {}

    monkeypatch.setattr(module, "plan", planned)
    monkeypatch.setattr(module, "check_accepted", lambda data, files: [])
    given = ImportOptions(record.strategy, record.observations, TODAY, "fi")
    for name, text in (
        ("s", states),
        ("w", words + "1.1-a;2.3.2022;sivistysjohtaja;Bra.\n"),
        ("f", figures),
        ("n", words),
    ):
        found = examine(f"{name}.csv", text.encode(), record, given)
        assert accept(small, record, found, "b", TODAY) == []
    kept = {path.name.partition("-")[2]: f"snapshots/{path.name}" for path in (small / "snapshots").iterdir()}
    (event,), (comment,) = parsed[0].events, parsed[1].comments
    assert (event.origin, event.accepted_by, str(event.day)) == (f"{kept['s.csv']}#C3", "b", "2022-02-01")
    assert (comment.origin, comment.accepted_by, str(comment.day)) == (f"{kept['w.csv']}#D3", "b", "2022-03-02")
    assert [(r.origin, r.accepted_by, r.measure) for r in parsed[2].rows] == [(f"{kept['f.csv']}#C3", "b", "1.1-c")]
    assert [s.id for s in parsed[2].sources] == ["sector_report_sote"]
    assert (len(parsed), parsed[0].rows, parsed[0].comments) == (3, (), ())

"""Rows as people fill them: what is read, what is refused and where, what is passed over and said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from etl.intake.review.examining import examine
from etl.intake.rows.parsed import ImportOptions, row_of
from etl.record.record import read_record
from etl.reporting.problems import Where, report
from strategy.model.periods import Period
from strategy.model.vocabulary import LANGUAGES
from strategy.texts import formats
from tests.etl.intake.conftest import HEADER, TODAY, Look, told, values, workbook

A = "1.1-a"  # per cent, 0-100, has been 80 and 87.5
B = "1.1-m"  # people, no history
YEARS = {"fi": "vuodet", "sv": "åren", "en": "years"}

# what stands in the cells (measure, period, value, missing, quality, n, note), and the value or reason that is read
READ: list[tuple[list[object], float | str]] = [
    ([A, "2022", 93], 93.0),
    ([A, 2022, "93 %"], 93.0),
    ([A, "2022", "93,5"], 93.5),
    ([A, "2022", 0], 0.0),
    ([A, "2022", "0"], 0.0),
    ([A, "2022", "0,93 %"], 0.93),
    ([A, "2022", 1], 1.0),
    ([B, "2022", "2 182 henkilöä"], 2182.0),
    ([B, "2022", "2\u00a0182 personer"], 2182.0),
    ([B, "2022", "1.234,0"], 1234.0),
    ([f" {A} ", "2022", 93], 93.0),
    (["1.1\u2013a", "2022", 93], 93.0),
    (["1.1-A", "2022", 93], 93.0),
    (["\u200b1.1-a", "\ufeff2022", "\u206093\u200b,5"], 93.5),
    (["Tyytyväiset", "2022", 93], 93.0),
    (["Nöjda", "2022", 93], 93.0),
    ([A, "2022", None, "not_collected"], "not_collected"),
    ([A, "2022", None, "ei toimitettu"], "not_submitted"),
    ([A, "2022", None, "Ej insamlad för den här tiden"], "?"),
    ([A, "2022", ".."], "not_submitted"),
    ([A, "2022", "n/a"], "not_submitted"),
    ([A, "2022", "..", "cannot_exist"], "cannot_exist"),
    ([A, "2021", None, "withdrawn"], "withdrawn"),
    ([A, "2022", 93, None, "ennakkotieto", "1 200", "Ennakkotieto."], 93.0),
    ([A, "2023", 93, None, "budget"], 93.0),
    ([A, date(2022, 1, 1), 93], 93.0),
]
REFUSED: list[tuple[list[object], list[tuple[str, str]]]] = [
    ([A, "2022", 0.93], [("C2", "ambiguous_share")]),
    ([A, "2022", "0,93"], [("C2", "ambiguous_share")]),
    ([A, "2022", "1.234"], [("C2", "ambiguous_number")]),
    ([B, "2022", "1,234"], [("C2", "ambiguous_number")]),
    ([A, "2022", "noin 93"], [("C2", "number_with_text")]),
    ([A, "2022", "<5"], [("C2", "fewer_than")]),
    ([A, "2022", True], [("C2", "no_number")]),
    ([A, "2022", date(2022, 5, 1)], [("C2", "date_for_value")]),
    ([A, "2022", 930], [("C2", "outside_by_100")]),
    ([A, "2022", -1], [("C2", "outside")]),
    ([B, "2022", "93 %"], [("C2", "percent_of_other")]),
    ([A, "2022", "#N/A"], [("C2", "cell_error")]),
    ([A, "2018\u20132019", 93], [("B2", "ambiguous_period")]),
    ([A, "15.9.2022", 93], [("B2", "day_for_period")]),
    ([A, 2022.5, 93], [("B2", "number_for_period")]),
    ([A, None, 93], [("B2", "no_period")]),
    ([A, "2040", 93], [("B2", "future_period")]),
    (["1.1-z", "2022", 93], [("A2", "unknown_measure")]),
    ([None, "2022", 93], [("A2", "no_measure")]),
    (["2.1-f", "2022", 1], [("A2", "derived_measure")]),
    (["2.1-a", "2022", 1], [("A2", "not_numeric")]),
    ([A, "2022", 93, "ei toimitettu"], [("C2", "value_and_missing")]),
    ([A, "2022", None, None, None, 12], [("C2", "no_value")]),
    ([A, "2022", None, "lomalla"], [("D2", "unknown_word")]),
    ([A, "2022", None, "withdrawn"], [("D2", "nothing_withdrawn")]),
    ([A, "2022", 93, None, "varma"], [("E2", "unknown_word")]),
    ([A, "2022", 93, None, None, "monta"], [("F2", "no_whole_number")]),
    ([A, "2022", 93, None, None, 1.5], [("F2", "no_whole_number")]),
    ([A, "2022", 93, None, None, -3], [("F2", "no_whole_number")]),
    ([A, "2022", 93, None, None, None, "Kesällä suljettu"], [("G2", "unknown_note")]),
    ([A, "x", "y", "z", "w", "v", "u"], [("B2", "unread_period"), ("C2", "value_and_missing"), ("D2", "unknown_word"),
                                         ("E2", "unknown_word"), ("F2", "no_whole_number"), ("G2", "unknown_note")]),
]  # fmt: skip


@pytest.mark.parametrize(("cells", "value"), [case for case in READ if case[1] != "?"])
def test_read(cells: list[object], value: float | str, look: Look) -> None:
    found = look(workbook([cells]))
    assert told(found) == []
    assert [v for _, _, v in values(found)] == [value]


@pytest.mark.parametrize(("cells", "problems"), REFUSED)
def test_refused(cells: list[object], problems: list[tuple[str, str]], look: Look) -> None:
    found = look(workbook([cells]))
    assert told(found) == problems
    assert values(found) == []
    assert not found.changes
    for lang in LANGUAGES:
        assert "{" not in report(found.problems, lang)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_both_readings_stand_in_the_words(lang: str, look: Look) -> None:
    found = look(workbook([[A, "2022", 0.93], [B, "2022", "1.234"], [A, "2018\u20132019", 3]]), lang=lang)
    share, number, period = (p.expected(lang) for p in found.problems)
    comma = "." if lang == "en" else ","
    assert f"0{comma}93 %" in share
    assert "93 %" in share.replace(f"0{comma}93 %", "")
    assert f"1{comma}234" in number
    assert f"{YEARS[lang]} 2018–2019" in period
    assert formats.period(Period.parse("2018-08/2019-07"), lang) in period


@pytest.mark.parametrize("lang", LANGUAGES)
def test_days_periods_and_open_limits_are_told_as_people_write_them(lang: str, look: Look) -> None:
    header = (*HEADER[:3], "day")
    found = look(
        workbook([["2.1-t1", "2022", -7], [A, "2040", 93], [A, "5/2022", 93, "2022-06-15"]], header), lang=lang
    )
    below, future, late = (p.expected(lang) for p in found.problems)
    assert below.endswith(" ≥ 0")
    assert formats.day(TODAY, lang) in future
    assert formats.period(Period.parse("2022-05"), lang) in late
    states = look(workbook([["2.1-a", "done", "1.2.2031"]], ("measure", "state", "day")), lang=lang)
    assert formats.day(TODAY, lang) in states.problems[0].expected(lang)


@pytest.mark.parametrize(("lang", "near"), [("fi", "Koivula"), ("sv", "Björkby"), ("en", "Koivula")])
def test_an_area_that_may_be_meant_is_named_in_the_readers_language(lang: str, near: str, look: Look) -> None:
    found = look(workbook([[A, "2022", 93, "Koivulla"]], (*HEADER[:3], "area")), lang=lang)
    assert [p.near for p in found.problems] == [near]


def _percent_format(sheet: Worksheet) -> None:
    sheet["C2"].number_format = "0.0%"


@pytest.mark.parametrize("number_format", ['0" %"', "0\\ \\%", '0.0"%"'])
def test_a_sign_that_is_mere_text_multiplies_nothing(number_format: str, look: Look) -> None:
    """It is the unit that people see, all the same: a number of people that shows `93 %` is refused."""

    def change(sheet: Worksheet) -> None:
        sheet["C2"].number_format = number_format

    assert values(look(workbook([[A, "2022", 93]], change=change))) == [(A, "2022", 93.0)]
    assert told(look(workbook([[B, "2022", 93]], change=change))) == [("C2", "percent_of_other")]


def test_a_cell_shown_as_per_cent_is_multiplied(look: Look) -> None:
    assert values(look(workbook([[A, "2022", 0.935]], change=_percent_format))) == [(A, "2022", 93.5)]
    assert told(look(workbook([[B, "2022", 0.935]], change=_percent_format))) == [("C2", "percent_of_other")]


def test_a_share_is_no_mistake_where_the_series_has_been_below_one(look: Look) -> None:
    assert values(look(workbook([["1.1-e", "2022", 0.5]]))) == []
    assert values(look(b"measure;period;value;known;known_basis;source\n1.1-e;2022;0,5;;;koivula_strategy\n", "a.csv"))


@pytest.mark.parametrize(("lang", "read", "near"), [
    ("fi", "0,93", "lopullinen"), ("sv", "0,93", "slutlig"), ("en", "0.93", "final")
])  # fmt: skip
def test_what_was_read_and_what_may_be_meant_are_in_the_readers_language(
    lang: str, read: str, near: str, look: Look
) -> None:
    found = look(workbook([[A, "2022", 0.93], [B, "2022", 5, None, "lopulinen"]]), lang=lang)
    assert [p.read for p in found.problems] == [read, "lopulinen"]
    assert found.problems[1].near == near


def test_a_code_of_an_area_that_lost_its_zeros_is_known(small: Path) -> None:
    """Excel makes the number 49 of Espoo's 049 when it opens one of our own histories."""
    record = read_record(small)
    areas = record.strategy.areas
    record = replace(record, strategy=replace(record.strategy, areas={**areas, "049": replace(areas["901"], id="049")}))
    given = ImportOptions(record.strategy, record.observations, TODAY, "en", "koivula_strategy")
    for area in ("49", "049"):
        found = examine("a.csv", f"measure;period;value;area\n{A};2022;90;{area}\n".encode(), record, given)
        assert [i.row.area for i in found.parsed.figures] == ["049"], report(found.problems, "en")


def test_what_is_good_is_told_apart_in_one_pass(look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows times problems would be hours where a large file is half wrong."""
    years = [2000 + n % 20 for n in range(200)]
    found = look(workbook([[A, f"{year}-{n % 12 + 1:02}", "noin 3" if n % 2 else 80] for n, year in enumerate(years)]))
    calls: list[Where] = []

    def counted(where: Where) -> tuple[str, int] | None:
        calls.append(where)
        return row_of(where)

    monkeypatch.setattr("etl.intake.rows.parsed.row_of", counted)
    assert found.parsed.good_figures
    assert len(calls) == len(found.parsed.figures) + len(found.problems)


def _merge_values(sheet: Worksheet) -> None:
    sheet.merge_cells("C2:C3")


def _formula(sheet: Worksheet) -> None:
    sheet["C2"] = "=40+53"


def _error(sheet: Worksheet) -> None:
    sheet["C2"] = "#DIV/0!"
    sheet["C2"].data_type = "e"


def _hide(sheet: Worksheet) -> None:
    sheet.row_dimensions[2].hidden = True


def _twice(sheet: Worksheet) -> None:
    sheet["H1"] = "Luku"


def _rename(sheet: Worksheet) -> None:
    sheet["C1"] = "Lukema"


SPOILT: list[tuple[Callable[[Worksheet], None], list[tuple[str, str]]]] = [
    (_merge_values, [("C2", "merged_cell"), ("C3", "merged_cell")]),
    (_formula, [("C2", "formula_unsaved")]),
    (_error, [("C2", "cell_error")]),
    (_twice, [("H1", "column_twice")]),
    (_rename, [("A1", "column_missing")]),
    (_hide, []),
]


@pytest.mark.parametrize(("change", "problems"), SPOILT)
def test_a_spoilt_workbook(change: Callable[[Worksheet], None], problems: list[tuple[str, str]], look: Look) -> None:
    found = look(workbook([[A, "2022", 93], [B, "2022", None if change is _merge_values else 5]], change=change))
    assert [p for p in told(found) if p[1] != "no_value"] == problems


def test_hidden_rows_are_read_and_named_and_hidden_sheets_are_named(look: Look) -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.row_dimensions[2].hidden = True
        other = sheet.parent.create_sheet("Vanhat")  # type: ignore[union-attr]
        other.sheet_state = "hidden"
        other.append(list(HEADER))
        other.append([A, "2020", 1])

    found = look(workbook([[A, "2022", 93]], change=hide))
    assert values(found) == [(A, "2022", 93.0)]
    assert [(r.code, dict(r.where.steps)["sheet"]) for r in found.parsed.remarks] == [
        ("hidden_row", "Luvut"), ("hidden_sheet", "Vanhat"),
    ]  # fmt: skip


def test_columns_may_be_reordered_renamed_and_more(look: Look) -> None:
    header = ["Oma muistiinpano", "Toteuma", "Vuosi", "Mittarin tunnus", "Vastaajia"]
    found = look(workbook([["x", 93, 2022, A, 120]], header=header))
    assert values(found) == [(A, "2022", 93.0)]
    assert found.parsed.figures[0].row.n == 120
    assert [(r.code, r.values) for r in found.parsed.remarks] == [("extra_columns", (("columns", "Oma muistiinpano"),))]


def test_totals_and_blank_rows_are_passed_over(look: Look) -> None:
    rows: list[list[object]] = [
        [A, "2022", 93],
        [None] * 3,
        ["Yhteensä", None, 93],
        ["SUMMA", None, 93],
        [B, "2022", 5],
    ]
    found = look(workbook(rows))
    assert (told(found), values(found)) == ([], [(A, "2022", 93.0), (B, "2022", 5.0)])
    assert [r.code for r in found.parsed.remarks] == ["totals_row", "totals_row"]


def test_several_sheets_are_read_and_one_without_a_header_is_named(look: Look) -> None:
    def more(sheet: Worksheet) -> None:
        book = sheet.parent
        assert book is not None
        other = book.create_sheet("Lisää")
        other.append(["Raportti"])
        other.append(["Mätare", "Period", "Siffra"])
        other.append([B, "2022", 5])
        book.create_sheet("Muistio").append(["Muista palaveri"])

    found = look(workbook([[A, "2022", 93]], change=more))
    assert values(found) == [(A, "2022", 93.0), (B, "2022", 5.0)]
    assert [r.code for r in found.parsed.remarks] == ["sheet_without_header"]


def test_without_any_header_the_file_is_refused_with_advice(look: Look) -> None:
    found = look(workbook([[1, 2, 3]], header=["a", "b", "c"]))
    assert told(found) == [("", "no_header")]


def test_a_figure_that_comes_twice_names_both_places(look: Look) -> None:
    found = look(workbook([[A, "2022", 93], [B, "2022", 5], [A, "2022", 94]]))
    assert told(found) == [("C4", "doubled")]
    assert "C2" in found.problems[0].expected("en")


def test_a_blank_over_a_figure_changes_nothing_and_is_said(look: Look) -> None:
    found = look(workbook([[A, "2021", None], [A, "2022", None]]))
    assert not found.changes
    assert [r.code for r in found.parsed.remarks] == ["blank_over_value"]


def test_figures_become_known_on_the_day_of_acceptance_and_come_from_the_sectors_report(look: Look) -> None:
    row = look(workbook([[A, "2022", 93]])).parsed.figures[0].row
    assert (row.known, row.known_basis, row.source) == (TODAY, "stated", "sector_report_sote")
    assert look(workbook([[A, "2022", 93]]), source="newspaper").parsed.figures[0].row.source == "newspaper"


STATE_HEADER = ("Mittari", "Osavaihe", "Vaihe", "Päivä")
STATES: list[tuple[list[object], list[tuple[str, str]]]] = [
    (["2.1-a", None, "tehty", date(2022, 3, 1)], []),
    (["2.1-a", None, "klart", "1.3.2022"], [("C2", "unknown_word")]),
    (["2.1-a", None, "done", "2022-03-01"], []),
    (["2.1-b", "Skannaus", "kesken", "1.3.2022"], []),
    (["2.1-b", None, "kesken", "1.3.2022"], [("B2", "unknown_stage")]),
    (["2.1-a", "scan", "kesken", "1.3.2022"], [("B2", "no_stages")]),
    (["2.1-a", None, "tehty", None], [("D2", "no_day")]),
    (["2.1-a", None, None, "1.3.2022"], [("C2", "no_state")]),
    (["2.1-a", None, "tehty", "1.3.2030"], [("D2", "day_to_come")]),
    (["2.1-a", None, "suunniteltu", "1.3.2030"], []),
    (["2.1-a", None, "tehty", "maaliskuussa"], [("D2", "unread_day")]),
    (["1.1-a", None, "tehty", "1.3.2022"], [("A2", "state_of_figure")]),
    (["1.1-h", None, "pidetty", "1.3.2022"], []),
]


@pytest.mark.parametrize(("cells", "problems"), STATES)
def test_states(cells: list[object], problems: list[tuple[str, str]], look: Look) -> None:
    found = look(workbook([cells], header=STATE_HEADER))
    assert told(found) == problems
    assert len(found.states) == (0 if problems else 1)

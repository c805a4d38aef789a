"""What no status can be made of is refused with the remedy; a corrected survey without its day is a remark."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.etl.conftest import Run, replace

GOAL = "catalogue/goals/1.1.toml"
HEADER = "period,value,known,known_basis,source,quality,confidence,note,day\n"
ROW = "{period},{value},{known},stated,koivula_strategy,final,high,,{day}\n"


def history(data: Path, measure: str, *rows: tuple[str, str, str]) -> None:
    """Give a measure these figures: period, day known, day of the survey."""
    lines = [ROW.format(period=period, value=3, known=known, day=day) for period, known, day in rows]
    (data / "histories" / f"{measure}.csv").write_text(HEADER + "".join(lines), "utf-8")


def months(data: Path) -> None:
    """Monthly figures under a yearly target."""
    history(data, "1.1-e", ("2021-01", "2021-03-31", ""), ("2021-02", "2021-04-30", ""))


def told_how(data: Path) -> None:
    """The same, with a word on how a year is made."""
    months(data)
    replace(data / GOAL, 'quote_fi = "Väli"\n', 'quote_fi = "Väli"\naggregate = "mean"\n')


def base_of_half_a_year(data: Path) -> None:
    """A yearly sum beside a baseline of half a year."""
    history(data, "1.1-e", ("2021-01", "2021-03-31", ""))
    words = 'quote_fi = "Väli"\naggregate = "sum"\nbaseline = { value = 3, period = "2020-01/2020-06" }\n'
    replace(data / GOAL, 'quote_fi = "Väli"\n', words)


def own_row_of_the_baseline(data: Path) -> None:
    """The baseline's own row may be finer: it is the baseline and no figure on the way."""
    history(data, "1.1-e", ("2020-01/2020-06", "2020-08-31", ""), ("2021", "2022-03-31", ""))
    replace(
        data / GOAL, 'quote_fi = "Väli"\n', 'quote_fi = "Väli"\nbaseline = { value = 3, period = "2020-01/2020-06" }\n'
    )


def open_window(data: Path) -> None:
    """A mean over a window that is not whole years."""
    goal = data / "catalogue/goals/2.1.toml"
    replace(goal, 'window = "2020/2023"\npart = "year"', 'window = "2020-03/2023-02"')


def named_parts(data: Path) -> None:
    """The same with its parts named."""
    goal = data / "catalogue/goals/2.1.toml"
    replace(goal, 'window = "2020/2023"\npart = "year"', 'window = "2020-03/2023-02"\npart = "month"')


SPOILT = [
    (months, "kenttä aggregate", 'aggregate = "sum", "mean" tai "last"'),
    (told_how, None, ""),
    (base_of_half_a_year, "kenttä aggregate", "2020-01/2020-06"),
    (own_row_of_the_baseline, None, ""),
    (open_window, "kenttä part", "2020-03/2023-02"),
    (named_parts, None, ""),
]


@pytest.mark.parametrize(("spoil", "place", "told"), SPOILT)
def test_figures_that_could_not_be_judged_are_refused(
    small: Path, run: Run, spoil: object, place: str | None, told: str
) -> None:
    assert callable(spoil)
    spoil(small)
    said = run("check", "--data", small)
    assert said.code == (0 if place is None else 1), said.err
    assert (place or "") in said.err
    assert told in said.err


@pytest.mark.parametrize(
    ("lang", "words"), [("fi", "kyselyn päivä"), ("sv", "enkätens datum"), ("en", "the day of the survey")]
)
def test_a_corrected_survey_without_its_day_is_a_remark_and_keeps_nothing_back(
    small: Path, run: Run, lang: str, words: str
) -> None:
    file = small / "histories" / "1.1-a.csv"
    row = "2021,87,2022-05-31,stated,koivula_strategy,final,high,,,,124,,,,\n"
    file.write_text(file.read_text("utf-8") + row, "utf-8")
    for command in ("check", "build"):
        said = run(command, "--data", small, "--lang", lang)
        assert said.code == 0
        assert words in said.err
        assert "2021" in said.err
    file.write_text(file.read_text("utf-8").replace(row, row.replace("124,,,,", "124,,2021-10-01,,")), "utf-8")
    assert run("check", "--data", small).err == ""

"""`etl check` says when the newest figure is older than the strategy allows, and ends well all the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.etl.conftest import Run, replace

TOLD = [
    ("fi", r"Huomaa: uusin luku on \d+\.\d+\.20\d\d, ja sen ikä on \d+ kuukautta\. Raja .* on 1 kuukausi\. Lisää"),
    (
        "sv",
        r"Obs: den nyaste siffran är från \d+\.\d+\.20\d\d och är \d+ månader gammal\. Gränsen .* är 1 månad\. Lägg",
    ),
    ("en", r"Note: the newest figure is of \d+ \w+ 20\d\d and is \d+ months old\. The limit .* is 1 month\. Add"),
]


@pytest.mark.parametrize(("lang", "told"), TOLD)
def test_check_says_that_figures_are_out_of_date(small: Path, run: Run, lang: str, told: str) -> None:
    file = small / "catalogue" / "strategy.toml"
    assert len(run("check", "--data", small, "--lang", lang).out.splitlines()) == 1
    replace(file, "first_year = 2020", "first_year = 2020\nmax_age_months = 1")
    said = run("check", "--data", small, "--lang", lang)
    assert (said.code, said.err) == (0, "")
    assert re.match(told, said.out.splitlines()[1])


def test_an_age_that_is_not_passed_is_not_told(small: Path, run: Run) -> None:
    file = small / "catalogue" / "strategy.toml"
    replace(file, "first_year = 2020", "first_year = 2020\nmax_age_months = 600")
    assert len(run("check", "--data", small).out.splitlines()) == 1

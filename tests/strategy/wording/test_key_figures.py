"""The large figures of a measure: read off the verdict, unknown told in a word, bounds as bounds."""

from __future__ import annotations

import pytest

from strategy.judging import Verdict
from strategy.model import LANGUAGES
from strategy.wording import LargeFigure, large_figures
from tests.strategy.drawing import UNITS, Row, events, table, verdict
from tests.strategy.wording.test_sentences import plain


def told(figure: LargeFigure) -> str:
    under = f" ({figure.under})" if figure.under else ""
    return plain(f"{figure.label}: {figure.text}{under}")


def drawn(row: Row) -> Verdict:
    return verdict(row["measure"], row["figures"], row["on"], events=events(row["events"]))


@pytest.mark.parametrize("row", table("key_figures"), ids=lambda r: f"{r['measure']} {r['figures']} {r['events']}")
def test_the_large_figures_of_a_measure(row: Row) -> None:
    assert " ; ".join(map(told, large_figures(drawn(row), UNITS, "fi"))) == row["large"]


def test_they_are_the_same_figures_in_every_language() -> None:
    """As many, and where one language has a number the others have it too."""
    for row in table("key_figures"):
        of_each = [large_figures(drawn(row), UNITS, lang) for lang in LANGUAGES]
        numbered = [[any(c.isdigit() for c in figure.text) for figure in figures] for figures in of_each]
        assert numbered[0] == numbered[1] == numbered[2], row
        assert all(figure.label and figure.text for figures in of_each for figure in figures)


def test_the_three_languages() -> None:
    it = verdict("up b=10@2018 at_least=60@2022!evidence=inferred", "2018:10 2020:40", "31.12.2020")
    assert {lang: [told(figure) for figure in large_figures(it, UNITS, lang)] for lang in LANGUAGES} == {
        "fi": ["Luku: 40_päivää (2020)", "Tavoite: ≥_60_päivää (2022, vuosi päätelty)",
               "Puuttuu tavoitteesta: 20_päivää (60_% matkasta)"],
        "sv": ["Siffra: 40_dygn (2020)", "Mål: ≥_60_dygn (2022, året är en tolkning)",
               "Kvar till målet: 20_dygn (60_% av vägen)"],
        "en": ["Figure: 40_days (2020)", "Target: ≥_60_days (2022, year inferred)",
               "Left to the target: 20_days (60% of the way)"],
    }  # fmt: skip

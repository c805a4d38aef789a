"""A figure that is only bounded, among the changes between two days: what kind of change it is, and its words."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import cast

import pytest

from strategy.judging.changes import Knowledge, changes
from strategy.model.catalogue import Source, Strategy
from strategy.model.vocabulary import LANGUAGES
from strategy.wording.change_words import figure_line
from tests.strategy.drawing import SOURCE, measure, rows
from tests.strategy.judging.test_changes import between

OF = measure("up b=80@2019 at_least=90@2021")
FIRST, LAST = date(2022, 1, 31), date(2022, 6, 30)
PRINTED = Source(SOURCE, "Raportti", "fi", "Koivula", None, None, "-", own=True, dated=None, lag_months=None)

# the figure of 2021 as known first and last, the kind of change, and what its line says of both
CASES = [
    ("", "90..", "new", ["≥ 90"]),
    ("not_yet_published", "..95", "new", ["≤ 95"]),
    ("90..", "92", "corrected", ["≥ 90", "92"]),
    ("92", "90..", "corrected", ["92", "≥ 90"]),  # no figure was taken back
    ("90..", "90..95", "corrected", ["≥ 90", "90–95"]),
    ("90..95", "90..95", "restated", ["90–95"]),
    ("90..95", "withdrawn", "withdrawn", ["90–95"]),
    ("90..95", "not_collected", "withdrawn", ["90–95"]),
]


@pytest.mark.parametrize(("before", "after", "kind", "texts"), CASES)
def test_limits_change(before: str, after: str, kind: str, texts: list[str]) -> None:
    known = {FIRST: before, LAST: after}
    figures = rows(" ".join(f"2021:{said}!known={day}" for day, said in known.items() if said))
    strategy = SimpleNamespace(measures={OF.id: OF}, units={}, sources={SOURCE: PRINTED}, breakdowns={})
    span = between(OF, figures, (), FIRST, LAST)
    (found,) = changes(cast(Strategy, strategy), Knowledge({OF.id: figures}, {}, {}), span)
    assert [figure.kind for figure in found.figures] == [kind]
    for lang in LANGUAGES:
        line = figure_line(found.figures[0], found, cast(Strategy, strategy), lang).replace("\N{NO-BREAK SPACE}", " ")
        assert [text for text in texts if text not in line] == []


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("fi", "Luku puuttuu 2021: ei vielä julkaistu (ilmoitettu 30.6.2022, Koivula)."),
        ("sv", "Siffran saknas 2021: ännu inte publicerad (uppgett 30.6.2022, Koivula)."),
        ("en", "No figure 2021: not yet published (stated 30 Jun 2022, Koivula)."),
    ],
)
def test_a_figure_that_is_missing_is_not_told_as_a_new_one(lang: str, line: str) -> None:
    strategy = SimpleNamespace(measures={OF.id: OF}, units={}, sources={SOURCE: PRINTED}, breakdowns={})
    figures = rows(f"2021:not_yet_published!known={LAST}")
    (found,) = changes(
        cast(Strategy, strategy), Knowledge({OF.id: figures}, {}, {}), between(OF, figures, (), FIRST, LAST)
    )
    assert figure_line(found.figures[0], found, cast(Strategy, strategy), lang) == line

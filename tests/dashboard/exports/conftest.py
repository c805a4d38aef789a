"""What the tests of files share."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from dashboard.charts.description import describing
from dashboard.exports import edition, facts, tables
from strategy.judging.evidence.verdict import Verdict
from strategy.model import Unit


@pytest.fixture
def sentences(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is told of a status has tables of its own: here it stands for itself."""

    def sentence(verdict: Verdict, _: Mapping[str, Unit], lang: str) -> str:
        return f"<sentence {verdict.measure.id} {lang}>"

    for module in (edition, tables, describing):
        monkeypatch.setattr(module, "sentence", sentence)
    monkeypatch.setattr(facts, "calculation", lambda verdict, *_: ["<step 1>", "<step 2>"] if verdict.latest else [])

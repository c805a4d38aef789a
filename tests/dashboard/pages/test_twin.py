"""The table twin of a chart: what every figure has in common is said once, and nothing is lost by it."""

from __future__ import annotations

import re

import pytest

from dashboard.charts.description.data_table import NOTHING
from dashboard.components.figures import chart_of, twin
from dashboard.pages import Services
from dashboard.web.html import to_html
from strategy.model.vocabulary import LANGUAGES
from strategy.texts.lookup import say
from tests.dashboard.pages.test_sectors import context_of


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_source_that_every_figure_has_is_said_once(services: Services, lang: str) -> None:
    """Fifty years of population growth come from one table, with one note."""
    context = context_of(services, f"/{lang}")
    chart = chart_of(context, context.strategy.measures["3.3-g1"])
    printed = to_html(twin(context, chart))
    for column in (-2, -1):
        said = {row[column] for row in chart.table.rows}
        assert len(said) == 1
        once = say(lang, "common.every_figure", head=chart.table.header[column], said=said.pop())
        assert printed.count(once) == 1
        assert f">{chart.table.header[column]}<" not in printed


def test_whatever_differs_stays_in_its_row(services: Services) -> None:
    context = context_of(services, "/fi")
    differing = 0
    for measure in context.strategy.measures.values():
        chart = chart_of(context, measure)
        printed = to_html(twin(context, chart))
        for column in (-2, -1):
            said = {row[column] for row in chart.table.rows if row[1] != NOTHING}
            if len(said) > 1:
                differing += 1
                assert f">{chart.table.header[column]}<" in re.sub(r"<th[^>]*>", "<th>", printed), measure.id
    assert differing

"""A small chart is kept for all days on which its state is the same: it is what would be drawn for each of them."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from dashboard.components.figures import chart_of
from dashboard.components.small_charts import drawn_small, small_chart, state_of
from dashboard.data import Release
from dashboard.pages import Services
from dashboard.web.html import to_html
from strategy.model import LANGUAGES
from tests.dashboard.charts.every import context_of, having

FIRST, DAYS = date(2016, 6, 1), 3600


def shown(release: Release, seed: int, most: int) -> None:
    """Draw measures on days and by knowledge at random, so that most find what was drawn of another day."""
    drawn = random.Random(seed)
    for measure in having(release)[seed % 3 :: most]:
        for lang in LANGUAGES[:2]:
            for on in sorted(FIRST + timedelta(days=drawn.randrange(DAYS)) for _ in range(6)):
                known = on - timedelta(days=drawn.randrange(900)) if drawn.randrange(3) == 0 else None
                context = context_of(release, lang, "overview", on=on, known=known)
                found = to_html(small_chart(context, measure))
                if 'class="big"' not in found:
                    assert found == to_html(drawn_small(context, chart_of(context, measure))), (measure.id, on, known)


@pytest.mark.parametrize("seed", range(2))
def test_it_is_drawn_as_on_each_of_its_days(services: Services, made_up_release: Release, seed: int) -> None:
    shown(services.store.release(), seed, 12)
    shown(made_up_release, seed, 8)


def test_it_is_drawn_once_for_days_between_which_nothing_turns(services: Services) -> None:
    release = services.store.release()
    measure = release.strategy.measures["3.3-t1"]
    days = [date(2021, 12, 30) - timedelta(days=n) for n in range(20)]
    contexts = [context_of(release, "fi", "overview", on=day) for day in days]
    states = {state_of(context, measure, None) for context in contexts}
    assert len(states) == 1
    release.drawings.clear()
    assert len({to_html(small_chart(context, measure)) for context in contexts}) == 1
    assert len(release.drawings) == 1

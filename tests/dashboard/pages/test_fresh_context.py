"""Which context measures stand open on the overview and on a focus area: the freshest by the page's day, never one
without a figure by then."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from dashboard.components import lists
from dashboard.context import Context
from dashboard.pages import Services, focus_area, overview
from dashboard.web.html import to_html
from strategy.model.catalogue import FocusArea
from tests.dashboard.pages.test_sectors import context_of

DAYS = ("2009-12-31", "2014-12-31", "2021-12-31", "2024-12-31", "2026-06-30")


def _year(context: Context, measure: str) -> int:
    return lists.newest_year(context, context.strategy.measures[measure]) or 0


def _of_area(context: Context, area: FocusArea) -> Sequence[str]:
    measures = context.strategy.of_role("context")
    return [m.id for m in measures if m.focus_area == area.id and m.kind == "numeric"]


@pytest.mark.parametrize("day", DAYS)
def test_the_series_of_a_focus_area_is_its_own_one_or_the_freshest_there_is(services: Services, day: str) -> None:
    context = context_of(services, "/fi", f"on={day}")
    assert str(context.on) == day
    for area in context.strategy.focus_areas.values():
        shown = overview.headline(context, area)
        newest = max(_year(context, measure) for measure in _of_area(context, area))
        if shown is None:
            assert newest == 0
        elif shown.id == area.headline and not lists.age(context, shown):
            assert 0 < _year(context, shown.id) <= context.on.year
        else:
            assert _year(context, shown.id) == newest


NAMED = re.compile(r'<article [^>]*data-measure="([^"]+)"')


@pytest.mark.parametrize("day", ["2009-12-31", "2021-12-31"])
@pytest.mark.parametrize("area", ["3", "5"])
def test_the_freshest_context_measures_of_a_goal_stand_open(services: Services, day: str, area: str) -> None:
    context = context_of(services, f"/fi/painopiste/{area}", f"on={day}")
    page = to_html(focus_area.page(context).body)
    seen = 0
    for section in re.split(r'<section [^>]*class="goal"', page)[1:]:
        _, title, context_part = section.partition(context.say("focus_area.context"))
        if not title:
            continue
        first, _, folded = context_part.partition("<details")
        open_, rest = NAMED.findall(first), NAMED.findall(folded.partition("</details>")[0])
        years = [_year(context, measure) for measure in (*open_, *rest)]
        assert years == sorted(years, reverse=True)
        assert all(years[: len(open_)])
        assert len(open_) == min(focus_area.CONTEXT_SHOWN, sum(map(bool, years)))
        seen += len(open_)
    assert seen or day == DAYS[0]

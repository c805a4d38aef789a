"""Coverage: a row a goal that says what its measures have, under sums that are those of its rows."""

from __future__ import annotations

import re
from dataclasses import replace
from types import MappingProxyType

import pytest

from dashboard.pages import Services, coverage
from dashboard.web.html import to_html
from strategy.model.vocabulary import LANGUAGES, Text
from tests.dashboard.pages.test_sectors import context_of


def rows(html: str) -> list[tuple[str, list[int]]]:
    """The head and the numbers of each row of the first table."""
    body = html.partition("<tbody>")[2].partition("</tbody>")[0]
    found = []
    for row in body.split("</tr>")[:-1]:
        head = " ".join(re.sub(r"<[^>]+>", " ", row.partition("</th>")[0]).split())
        cells = [re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", row)]
        found.append((head, [int(cell) for cell in cells]))
    return found


@pytest.mark.parametrize("desk", ["services", "made_up_desk"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_sums_are_those_of_their_rows(desk: str, lang: str, request: pytest.FixtureRequest) -> None:
    context = context_of(request.getfixturevalue(desk), f"/{lang}")
    found = rows(to_html(coverage.page(context).body))
    strategy = context.strategy
    assert len(found) == len(strategy.focus_areas) + len(strategy.goals) + 1
    goals = [numbers for head, numbers in found if head.split()[0] in strategy.goals]
    areas = [numbers for head, numbers in found if head.split()[0] in strategy.focus_areas]
    total = found[-1][1]
    assert [sum(column) for column in zip(*goals, strict=True)] == total
    assert [sum(column) for column in zip(*areas, strict=True)] == total
    assert total[0] == len(strategy.of_role("strategy"))
    assert all(n <= numbers[0] for numbers in goals for n in numbers)


COUNTED = [
    # goal   measures, target, open, baseline, owner, calendar, fresh: as the real folder has them
    ("3.3", [5, 2, 0, 0, 0, 3, 5]),
    ("1.2", [7, 3, 1, 0, 0, 0, 1]),
    ("5.3", [13, 10, 0, 3, 0, 0, 3]),
]


@pytest.mark.parametrize(("goal", "numbers"), COUNTED)
def test_what_the_measures_of_a_goal_have(services: Services, goal: str, numbers: list[int]) -> None:
    found = dict(rows(to_html(coverage.page(context_of(services, "/fi")).body)))
    assert next(told for head, told in found.items() if head.startswith(f"{goal} ")) == numbers


def test_a_goal_that_nobody_measures_has_an_empty_seat(services: Services) -> None:
    context = context_of(services, "/sv")
    strategy = context.strategy
    name = Text("Mittaamaton tavoite", "Omätt mål", "A goal without measures")
    goals = {**strategy.goals, "1.9": replace(strategy.goals["1.1"], id="1.9", name=name)}
    release = replace(context.release, strategy=replace(strategy, goals=MappingProxyType(goals)))
    found = dict(rows(to_html(coverage.page(replace(context, release=release)).body)))
    assert found["1.9 Omätt mål ingen mätare"] == [0] * 7

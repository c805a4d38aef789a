"""A part that is kept as HTML is the part, wherever it stands and whoever draws it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from dash import html
from dash.development.base_component import Component

from dashboard.context import Address, KeptPart, soften, soften_tree
from dashboard.data import Cache, Store
from dashboard.pages import Services, route
from dashboard.web.html import to_html

LONG = "henkilöstökokemuskysely"
LINKS: list[tuple[str, dict[str, Any]]] = [
    ("overview", {}),
    ("measures", {"known": date(2021, 1, 31)}),
    ("measures", {"status": "met", "sector": "sote"}),
]
DAYS = (None, date(2020, 12, 31), date(2019, 1, 1))


def tree(on: date | None) -> list[Component]:
    links = [html.A(LONG, href=Address("fi", page, on=on, **state).href()) for page, state in LINKS]
    file = html.A("csv", href=f"/x.csv?lang=fi{f'&on={on}' if on else ''}")
    return [html.P(["a < b ", *links, file, " on=0001 "]), html.Span("c", title='"')]


@pytest.mark.parametrize("wording", [str, soften])
def test_it_is_printed_as_the_tree_is_and_made_once(wording: Callable[[str], str]) -> None:
    made: list[int] = []

    def counted(on: date | None) -> list[Component]:
        made.append(1)
        return tree(on)

    cache = Cache(10_000, len)
    for day in DAYS:
        part = KeptPart(cache, ("told", "1.1-a"), counted, day)
        assert to_html(html.Div([part, part]), wording) == to_html(html.Div([*tree(day), *tree(day)]), wording)
    assert len(made) == 1


def test_one_wording_is_not_printed_for_the_other() -> None:
    cache = Cache(10_000, len)
    for wording in (soften, str, soften):
        assert to_html(KeptPart(cache, "told", tree), wording) == to_html(tree(None), wording)


def test_for_dash_it_is_the_tree_itself() -> None:
    found = soften_tree([html.Div([KeptPart(Cache(10_000, len), "told", tree, DAYS[1])])])
    assert to_html(found) == to_html(html.Div(html.Div(tree(DAYS[1]))).children, soften)


SHARED = [
    ("/fi", ""), ("/fi", "on=2019-12-31"), ("/fi", "known=2020-12-31&on=2019-12-31"), ("/fi/painopiste/3", ""),
    ("/fi/painopiste/3", "on=2019-12-31"), ("/fi/mittarit", "as=charts&q=ruotsi"), ("/fi", "sector=sote"),
    ("/fi", "on=2021-12-30"), ("/fi", "on=2021-12-29"), ("/fi/painopiste/3", "on=2021-12-30"), ("/fi", "group=judged"),
    ("/fi", "group=judged&on=2021-12-30"), ("/fi", "as=table"), ("/fi", "has=baseline_only&on=2019-12-31"),
    ("/fi", "sector=sote&on=2021-12-30"), ("/fi/toimiala/sote", ""), ("/fi/toimiala/sote", "on=2021-12-30"),
    ("/fi/mittari/3.3-t1", ""), ("/fi/mittari/3.3-t1", "on=2021-12-30"), ("/fi/mittari/3.3-t2", "on=2019-12-31"),
    ("/fi/mittari/3.3-t1", "since=2018"), ("/fi/mittari/3.3-t1", "as=index&with=3.3-a"), ("/fi/mittari/3.3-a", ""),
    ("/fi/mittari/3.3-a", "on=2021-12-31"), ("/fi/mittari/3.3-a", "as=index"), ("/sv/matare/3.3-a", ""),
    ("/fi/painopiste/3", "as=table"), ("/fi/painopiste/3", "as=table&on=2021-12-31"),
    ("/fi/kokoukset", "on=2021-12-30"), ("/fi/kokoukset", ""),
]  # fmt: skip


def test_it_does_not_matter_which_page_a_part_was_made_for(releases: Path, services: Services) -> None:
    """The same pages of two desks, drawn from the first to the last and from the last to the first."""

    def drawn(desk: Services, asked: list[tuple[str, str]]) -> dict[tuple[str, str], str]:
        return {address: to_html(route(*address, desk).body) for address in asked}

    first, second = (Services(Store(releases), services.settings, services.today) for _ in range(2))
    assert drawn(first, SHARED) == drawn(second, SHARED[::-1])

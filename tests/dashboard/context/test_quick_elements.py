"""An element that is made quickly is the element that Dash makes."""

from __future__ import annotations

import json
from typing import Any

import plotly
import pytest
from dash import html

from dashboard.context.quick_elements import quicken

MADE: list[tuple[Any, dict[str, Any]]] = [
    (None, {}),
    ("text", {"className": "a", "id": "b"}),
    (["text", html.B("bold"), None, 0], {"style": {"height": 4}, "hidden": True, "title": None}),
    ("text", {"data-measure": "1.1-a", "aria-label": "b", "role": "img"}),
    ("text", {"id": {"chart": "1.1-a"}}),
]


@pytest.mark.parametrize(("children", "attributes"), MADE)
def test_it_says_the_same(children: Any, attributes: dict[str, Any]) -> None:
    quick, slow = html.Div(children, **attributes), html.Div.__new__(html.Div)
    vars(html.Div)["_slow"](slow, children, **attributes)
    told = [json.loads(json.dumps(node, cls=plotly.utils.PlotlyJSONEncoder)) for node in (quick, slow)]
    assert told[0] == told[1]
    assert {name: getattr(slow, name) for name in vars(slow)} == {name: getattr(quick, name) for name in vars(slow)}


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"clas": "a"}, "unexpected keyword argument: `clas`"),
    ({"href": "/fi"}, "unexpected keyword argument: `href`"),
    ({"title": html.B("a")}, "detected a Component for a prop other than `children`"),
    ({"id": 7}, "`id` prop must be a string or dict"),
]


@pytest.mark.parametrize(("attributes", "said"), WRONG)
def test_what_dash_refuses_is_refused(attributes: dict[str, Any], said: str) -> None:
    with pytest.raises(TypeError, match=said):
        html.Div("text", **attributes)


def test_done_twice_it_is_done_once() -> None:
    before = html.Div.__init__
    quicken()
    assert html.Div.__init__ is before

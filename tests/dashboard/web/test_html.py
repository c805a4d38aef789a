"""The printer says what React would: tags, attributes, text; and nothing from data becomes code."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from typing import Any

import dash_bootstrap_components as dbc
import pytest
from dash import dcc, html
from hypothesis import given
from hypothesis import strategies as st

from dashboard.context.chart_figure import ChartFigure
from dashboard.context.inline_svg import InlineSvg
from dashboard.web.html import UnprintableError, contains, to_html


def wild(given: object) -> Any:
    """What Dash takes and its types do not describe: `data-` attributes, lists in lists."""
    return given


PRINTED: list[tuple[Any, str]] = [
    # the component                                          what is printed
    (html.P("a < b & c > d"), "<p>a &lt; b &amp; c &gt; d</p>"),
    (html.P(["Vuosi ", 2019, " ", html.B("x")]), "<p>Vuosi 2019 <b>x</b></p>"),
    (html.Td(0), "<td>0</td>"),
    (html.Td(2.0), "<td>2</td>"),
    (html.Td(0.5), "<td>0.5</td>"),
    (html.Td(None), "<td></td>"),
    (html.Td([None, True, False]), "<td></td>"),
    (html.Div(wild([["a"], ("b", [html.Br()])])), "<div>ab<br></div>"),
    (html.Span(className="a b"), '<span class="a b"></span>'),
    (html.Label("q", htmlFor="x"), '<label for="x">q</label>'),
    (html.Img(src="/a.png", alt=""), '<img src="/a.png" alt="">'),
    (html.Td("x", colSpan=2, rowSpan="3"), '<td colspan="2" rowspan="3">x</td>'),
    (html.A("x", href="/fi?a=1&b=2", hrefLang="sv"), '<a href="/fi?a=1&amp;b=2" hreflang="sv">x</a>'),
    (html.P("x", title='"><script>'), '<p title="&quot;&gt;&lt;script&gt;">x</p>'),
    (html.Div("x", **wild({"data-measure": "1.3-c", "aria-label": "y"})),
     '<div data-measure="1.3-c" aria-label="y">x</div>'),
    (html.Div("x", **wild({"aria-hidden": True})), '<div aria-hidden="true">x</div>'),
    (html.Div("x", **wild({"aria-hidden": False})), '<div aria-hidden="false">x</div>'),
    (html.Details([html.Summary("x")], open=True), "<details open><summary>x</summary></details>"),
    (html.Details([html.Summary("x")], open=False), "<details><summary>x</summary></details>"),
    (html.Button("x", disabled=True, n_clicks=3), "<button disabled>x</button>"),
    (html.Div("x", hidden=None), "<div>x</div>"),
    (html.Div("x", contentEditable="false", draggable=wild(False)),
     '<div contenteditable="false" draggable="false">x</div>'),
    (html.Time("1.2.", dateTime="2021-02-01"), '<time datetime="2021-02-01">1.2.</time>'),
    (html.Meta(httpEquiv="x", content="y"), '<meta http-equiv="x" content="y">'),
    (html.Div(style={"fontSize": 12, "flexGrow": 1, "margin": 0}),
     '<div style="font-size:12px;flex-grow:1;margin:0"></div>'),
    (html.Div(style={"--share": 0.4, "width": "50%"}), '<div style="--share:0.4;width:50%"></div>'),
    (html.Div(style={"background": '"x"'}), '<div style="background:&quot;x&quot;"></div>'),
    (html.Pre("\nx"), "<pre>\n\nx</pre>"),
    (html.Textarea("<"), "<textarea>\n&lt;</textarea>"),
    (html.Div(id={"type": "chart", "index": 1}),
     '<div id="{&quot;index&quot;:1,&quot;type&quot;:&quot;chart&quot;}"></div>'),
    (html.A("x", href=" javascript:alert(1)"), "<a>x</a>"),
    (html.A("x", href="java\tscript:alert(1)"), "<a>x</a>"),
    (html.A("x", href="DATA:text/html,x"), "<a>x</a>"),
    (dcc.Link("x", href="/fi"), '<a href="/fi">x</a>'),
    (dcc.Store(id="s"), ""),
    (dbc.Table([html.Tbody()], className="own"), '<table class="own table"><tbody></tbody></table>'),
    (dbc.Input(id="q", name="q", type="search", maxlength=9),
     '<input id="q" maxlength="9" name="q" type="search" class="form-control">'),
    (InlineSvg(markup="<svg><g/></svg>", className="sign"), '<span class="sign"><svg><g/></svg></span>'),
    (InlineSvg(markup="<svg/>", **wild({"aria-hidden": "true"})), '<span aria-hidden="true"><svg/></span>'),
]  # fmt: skip


def attributes(printed: str) -> list[tuple[str, dict[str, str | None]]]:
    """The tags and attributes as a browser reads them: their order in the text says nothing."""
    seen: list[tuple[str, dict[str, str | None]]] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            seen.append((tag, dict(attrs)))

        def handle_endtag(self, tag: str) -> None:
            seen.append((f"/{tag}", {}))

        def handle_data(self, data: str) -> None:
            seen.append(("text", {"": data}))

    Reader().feed(printed)
    return seen


@pytest.mark.parametrize(("component", "wanted"), PRINTED)
def test_prints(component: object, wanted: str) -> None:
    assert attributes(to_html(component)) == attributes(wanted)
    assert len(to_html(component)) == len(wanted)


def test_attributes_stand_in_the_order_of_their_names() -> None:
    """Dash gives them in an order that differs from process to process; equal pages must be equal bytes."""
    link = html.A(
        "x", title="t", href="/fi", className="c", id="i", role="r", lang="sv", target="_self", rel="n", hrefLang="sv",
        **wild({"data-b": "2", "aria-label": "l"}),
    )  # fmt: skip
    names = [part.partition("=")[0] for part in to_html(link).removeprefix("<a ").partition(">")[0].split()]
    assert names == sorted(names)
    assert len(names) == 11
    field = to_html(dbc.Input(type="search", name="q", id="q"))
    assert field == '<input class="form-control" id="q" name="q" type="search">'


UNPRINTABLE: list[Any] = [
    html.Script("alert(1)"),
    dcc.Dropdown(),
    html.Div(wild({"a": 1})),
    html.Div("x", **wild({'data-x="><script>': "y"})),
]


@pytest.mark.parametrize("component", UNPRINTABLE)
def test_refuses_to_print_what_it_cannot_say(component: object) -> None:
    with pytest.raises(UnprintableError):
        to_html(component)


def test_a_part_of_dash_is_printed_as_what_it_carries_and_refused_without() -> None:
    grid: Any = dcc.Dropdown()
    with pytest.raises(UnprintableError):
        to_html(html.Figure(grid))
    grid.printed = InlineSvg(markup="<svg/>")
    assert to_html(html.Figure(grid)) == "<figure><span><svg/></span></figure>"


@pytest.mark.parametrize("text", ["a < b & c", "</script><script>alert(1)</script>", "<!-- <script>", "\u2028 ä"])
def test_a_figure_is_data_whatever_its_texts_say(text: str) -> None:
    figure = {"layout": {"title": text}}
    printed = to_html(html.Div(ChartFigure(figure)))
    inside = printed.removeprefix('<div><script type="application/json">').removesuffix("</script></div>")
    assert "<" not in inside
    assert json.loads(inside) == figure


def test_a_figure_holds_numbers_that_browsers_read() -> None:
    with pytest.raises(ValueError, match="JSON"):
        to_html(ChartFigure({"data": [float("nan")]}))


def test_finds_whether_a_tree_holds_a_part() -> None:
    assert contains(html.Div(wild([html.P("x"), [html.Div(ChartFigure({}))]])), "ChartFigure")
    assert not contains(html.Div([html.P("x"), None, "ChartFigure"]), "ChartFigure")


@given(st.text())
def test_any_text_comes_back_as_it_was_and_never_as_a_tag(text: str) -> None:
    """Printed as text and as an attribute and read by a parser, it is the same text and nothing more."""
    seen = attributes(to_html(html.P(["(", text, ")"], title=text)))
    assert [tag for tag, _ in seen if tag != "text"] == ["p", "/p"]
    assert "".join(str(of[""]) for tag, of in seen if tag == "text") == f"({text})"
    assert seen[0][1] == {"title": text}

"""What stands at an address where nothing is."""

from __future__ import annotations

from dash import html

from dashboard.context import Context, PageContent


def page(context: Context) -> PageContent:
    """The page for an unknown address, with ways on."""
    links = [
        html.Li(html.A(context.say("frame.nav.overview"), href=context.href("overview"))),
        html.Li(html.A(context.say("frame.nav.measures"), href=context.href("measures"))),
    ]
    title = context.say("not_found.title")
    body = [html.H1(title), html.P(context.say("not_found.text"), className="lead"), html.Ul(links)]
    return PageContent(title, body, found=False)

"""The meetings of the folder, the newest first; and how one is made."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.components import downloads, table
from dashboard.context import Context, PageContent
from strategy.model import KeptMeeting, Words

COMMANDS = (
    "python -m etl meeting new --day 2021-11-29",
    "python -m etl build",
    "python -m etl meeting seal 2021-11-29",
    "python -m dashboard meeting 2021-11-29 --lang fi,sv -o kokous.html",
    "python -m dashboard meeting 2021-11-29 --lang fi,sv -o kokous.pdf",
)


def page(context: Context) -> PageContent:
    """The list of meetings."""
    title = context.say("meetings.page.title")
    kept = sorted(context.release.meetings.values(), key=lambda one: (one.meeting.day, one.meeting.id), reverse=True)
    lead = context.say("meetings.page.lead" if kept else "meetings.page.none")
    body: list[Component] = [html.H1(title), html.P(lead, className="lead")]
    body += [_list(context, kept)] if kept else []
    return PageContent(title, [*body, _how(context)])


def _list(context: Context, kept: list[KeptMeeting]) -> Component:
    head = [context.say(f"meetings.page.{name}") for name in ("day", "meeting", "body", "state", "files")]
    rows = [
        [
            context.day(one.meeting.day),
            html.A(_words(context, one.meeting.title), href=context.href("meeting", one.meeting.id)),
            _words(context, one.meeting.body) if one.meeting.body else "",
            _state(context, one),
            downloads.of_meeting(context, one.meeting.id, one.meeting.title.in_(context.lang)[0]),
        ]
        for one in kept
    ]
    return html.Section(table(context.say("meetings.page.title"), head, rows, hide_caption=True, again=head))


def _words(context: Context, words: Words) -> Component:
    text, own = words.in_(context.lang)
    return html.Span(text) if own == context.lang else html.Span(text, lang=own)


def _state(context: Context, kept: KeptMeeting) -> str:
    """A draft or sealed, cancelled or not, an example or not, followed or not."""
    states = ["sealed" if kept.sealed else "draft"]
    states += ["example"] if kept.meeting.example else []
    states += ["cancelled"] if kept.cancelled else []
    states += (
        ["followed"] if any(o.meeting.follows == kept.meeting.id for o in context.release.meetings.values()) else []
    )
    return ", ".join(context.say(f"meetings.state.{state}") for state in states)


def _how(context: Context) -> Component:
    """The commands, in the order in which they are given, and what each does."""
    steps = [
        html.Li([html.P(context.say(f"meetings.page.how_{number}")), html.Pre(html.Code(command))])
        for number, command in enumerate(COMMANDS, 1)
    ]
    return html.Section([html.H2(context.say("meetings.page.how")), html.Ol(steps, className="commands")])

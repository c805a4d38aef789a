"""The accessibility statement (law 306/2019, the model of Decision (EU) 2018/1523), honest about what is not met.

Who answers for it and where faults are told are settings; unset, the page says that nobody has adopted it.
"""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.context import STATEMENT, Context, KnownFault, PageContent

SUPERVISOR = "https://www.saavutettavuusvaatimukset.fi"


def page(context: Context) -> PageContent:
    """The statement, in the order of the model."""
    title = context.say("accessibility.title")
    return PageContent(
        title,
        [
            html.H1(title),
            html.P(context.say("accessibility.lead", name=context.say("frame.name")), className="lead"),
            html.P(_responsible(context), className="prose"),
            _section(context, "status", html.P(context.say("accessibility.partly"))),
            _section(context, "not_met", *_faults(context)),
            _section(context, "prepared", *_prepared(context)),
            _section(context, "feedback", *_feedback(context)),
            _section(context, "supervision", *_supervision(context)),
        ],
    )


def _section(context: Context, key: str, *parts: Component) -> Component:
    return html.Section([html.H2(context.say(f"accessibility.{key}")), *parts], className="prose")


def _responsible(context: Context) -> str:
    name = context.settings.responsible
    return context.say("accessibility.responsible", name=name) if name else context.say("accessibility.no_responsible")


def _faults(context: Context) -> list[Component]:
    note = context.say("accessibility.not_met_note", day=context.day(STATEMENT.day))
    return [html.P(note, className="note"), html.Ul([_fault(context, f) for f in STATEMENT.faults], className="faults")]


def _fault(context: Context, fault: KnownFault) -> Component:
    own = context.say(f"statements.language.{context.strategy.text_language}")
    parts: list[Component | str] = [context.word(fault.text).replace("{language}", own)]
    if fault.criterion:
        criterion = context.say("accessibility.criterion", number=fault.criterion)
        parts += [" ", html.Span(f"({criterion})", className="under")]
    if fault.around:
        around = f"{context.say('accessibility.around')} {context.word(fault.around)}"
        parts += [html.Br(), html.Span(around, className="under")]
    return html.Li(parts)


def _prepared(context: Context) -> list[Component]:
    day = context.say("accessibility.prepared_day", day=context.day(STATEMENT.day))
    return [html.P(context.say("accessibility.method")), html.P(day)]


def _feedback(context: Context) -> list[Component]:
    address = context.settings.feedback
    if not address:
        return [html.P(context.say("accessibility.no_feedback"))]
    href = address if address.startswith("https://") else f"mailto:{address}"
    told = html.P([context.say("accessibility.feedback_to"), " ", html.A(address, href=href)])
    answer = [html.P(context.say("accessibility.feedback_answer"))] if context.settings.responsible else []
    return [told, *answer]


def _supervision(context: Context) -> list[Component]:
    link = html.A(SUPERVISOR, href=SUPERVISOR, rel="external")
    return [
        html.P(context.say("accessibility.supervision_text")),
        html.P([context.say("accessibility.supervisor"), html.Br(), link]),
    ]

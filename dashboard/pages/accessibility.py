"""The accessibility statement (the model of Decision (EU) 2018/1523), honest about what is not met.

The law that it stands under is the folder's; without one the page claims none.

Who answers for it and where faults are told are settings; unset, the page says that nobody has adopted it.
"""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.context import STATEMENT, Context, KnownFault, PageContent, safe_link


def page(context: Context) -> PageContent:
    """The statement, in the order of the model."""
    title = context.say("accessibility.title")
    return PageContent(
        title,
        [
            html.H1(title),
            html.P(_lead(context), className="lead"),
            html.P(_responsible(context), className="prose"),
            _section(context, "status", html.P(context.say(f"accessibility.partly{_law_or_none(context)}"))),
            _section(context, "not_met", *_faults(context)),
            _section(context, "prepared", *_prepared(context)),
            _section(context, "feedback", *_feedback(context)),
            *_supervision(context),
        ],
    )


def _section(context: Context, key: str, *parts: Component) -> Component:
    return html.Section([html.H2(context.say(f"accessibility.{key}")), *parts], className="prose")


def _responsible(context: Context) -> str:
    name = context.settings.responsible
    key = f"accessibility.responsible{_law_or_none(context)}"
    return context.say(key, name=name) if name else context.say("accessibility.no_responsible")


def _law_or_none(context: Context) -> str:
    """The end of the key of a text that names the law, where there is one."""
    return "" if context.strategy.accessibility_law else "_without_law"


def _lead(context: Context) -> str:
    law = context.strategy.accessibility_law
    lead = context.say("accessibility.lead", name=context.say("frame.name"))
    return f"{lead} {context.word(law.applies)}" if law else lead


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
    law = context.strategy.accessibility_law
    if not (law and law.answer_days and context.settings.responsible):
        return [told]
    return [told, html.P(context.say("accessibility.feedback_answer", days=law.answer_days))]


def _supervision(context: Context) -> list[Component]:
    """Who supervises and how one complains; nothing where the folder names no law."""
    law = context.strategy.accessibility_law
    if law is None:
        return []
    href = safe_link(context.word(law.site))
    address = [html.Br(), html.A(href, href=href, rel="external")] if href else []
    told = html.P(context.word(law.supervision))
    return [_section(context, "supervision", told, html.P([context.word(law.supervisor), *address]))]

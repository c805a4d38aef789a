"""How a program, or a person with a keyboard, reads the data: the language of addresses, and examples to copy.

The examples are in no language of people. They name what is in the release. A test runs those in Python
and SQL against a running server.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType

from dash import html
from dash.development.base_component import Component
from flask import has_request_context, request

from dashboard.components.aria import aria
from dashboard.components.tables import table
from dashboard.context import Address, Context
from dashboard.data import COLUMNS, ColumnFilter, GridView

PLACEHOLDER = "https://tyopoyta.example.fi/"
"""The host of the examples where it is not known which it is."""
FILES: Mapping[str, str] = MappingProxyType({
    "observations": "observations.csv",
    "measures": "measures.csv",
    "status": "status.csv",
    "database": "strategy.duckdb",
})  # fmt: skip
CONDITIONS: Mapping[str, str] = MappingProxyType({
    "contains": "measure:{goal}",
    "equals": "measure:={measure}",
    "starts": "{publisher}",
    "either": "area:{areas}",
    "every": "value:>5;value:<8",
    "between": "period:{first}..{last}",
    "least": "value:10..",
    "empty": "note:=",
})  # fmt: skip
EXAMPLES: Mapping[str, str] = MappingProxyType({
    "excel": "{root}download/observations.csv?lang={lang}",
    "pandas": """\
import pandas as pd

rows = pd.read_csv(
    "{root}download/observations.csv",
    dtype={{"area": str, "period": str, "breakdown": str}},
)
home = rows[rows["current"] & (rows["area"] == "{home}") & rows["breakdown"].isna()]
print(home[home["measure"] == "{measure}"][["period", "value", "known", "source"]])""",
    "r": """\
rows <- read.csv(
  "{root}download/observations.csv",
  colClasses = c(area = "character", period = "character", breakdown = "character")
)
subset(
  rows,
  current & measure == "{measure}" & area == "{home}" & breakdown == "",
  c(period, value, known, source)
)""",
    "duckdb": """\
-- {root}download/strategy.duckdb
ATTACH 'strategy.duckdb' AS strategy (READ_ONLY);
SELECT period, value, unit, source_title
FROM strategy.series
WHERE measure = '{measure}' AND area = '{home}'
ORDER BY last_day;""",
})  # fmt: skip


def address_section(context: Context) -> Component:
    """How the address of a view is written."""
    known = _of_release(context)
    conditions = {name: form.format(**known) for name, form in CONDITIONS.items()}
    both = f"{conditions['contains']};{conditions['between']}"
    example = Address(context.lang, "data", filter=both, sort="-period,value")
    head = [context.say("data.address.form"), context.say("data.address.meaning")]
    told = {name: context.say(f"data.address.{name}", goal=known["goal"]) for name in conditions}
    rows = [[html.Code(form), told[name]] for name, form in conditions.items() if form]
    title = context.say("data.address.title")
    return html.Section(
        [
            html.H2(title),
            html.P(context.say("data.address.text"), className="prose"),
            _code(context.link(example), title),
            html.P(context.say("data.address.example"), className="prose"),
            table(title, head, rows, hide_caption=True, class_name="narrow", again=head),
            html.P(context.say("data.address.columns", names=", ".join(COLUMNS)), className="note"),
        ],
        className="programs",
    )


def _of_publisher(context: Context) -> str:
    """The condition for the publisher of most sources, by its name in the reader's language; empty without sources."""
    sources = context.strategy.sources.values()
    names = Counter(name for source in sources for name in source.publishers_in(context.lang)[:1])
    return "".join(GridView((ColumnFilter("source", "startsWith", name),)).filter for name, _ in names.most_common(1))


def programs_section(context: Context) -> Component:
    """The addresses that programs read, and an example for each of four tools."""
    root = _root(context)
    head = [context.say("data.programs.address"), context.say("data.programs.content")]
    title = context.say("data.programs.title")
    rows = [[_file(root, file), context.say(f"data.programs.{name}")] for name, file in FILES.items()]
    return html.Section(
        [
            html.H2(title),
            html.P(context.say("data.programs.text"), className="prose"),
            table(title, head, rows, hide_caption=True, class_name="narrow", again=head),
            *(part for name in EXAMPLES for part in _example(context, name, root)),
        ],
        className="programs",
    )


def _example(context: Context, name: str, root: str) -> list[Component]:
    title = context.say(f"data.programs.{name}")
    text = f"data.programs.{name}_text"
    told = [html.P(context.say(text), className="prose")] if name in ("excel", "duckdb") else []
    code = EXAMPLES[name].format(root=root, lang=context.lang, **_of_release(context))
    return [html.H3(title), *told, _code(code, title)]


def _of_release(context: Context) -> Mapping[str, object]:
    """What the examples name: the measure of the strategy with the most figures, a publisher, and the years.

    Before there is a measure, the code is that which the first goal's first one will have.
    """
    strategy, figures = context.strategy, context.release.headline
    asked = [m for m in strategy.of_role("strategy") if not m.formula] or list(strategy.measures.values())
    most = max(asked, key=lambda m: sum(row.value is not None for row in figures.get(m.id, ())), default=None)
    goal = most.goal if most else next(iter(strategy.goals), "1.1")
    areas = list(dict.fromkeys([strategy.home, *strategy.areas]))
    return {
        "measure": most.id if most else f"{goal}-a", "goal": goal, "home": strategy.home,
        "publisher": _of_publisher(context), "areas": ",".join(areas[:2]),
        "first": strategy.first_year, "last": min(strategy.review_day.year, strategy.last_year),
    }  # fmt: skip


def _code(text: str, label: str) -> Component:
    return html.Pre(html.Code(text), tabIndex="0", role="region", className="code", **aria(label=label))


def _file(root: str, file: str) -> Component:
    address = f"{root}download/{file}"
    return html.A(html.Code(address), href=address)


def _root(context: Context) -> str:
    """Where this dashboard stands, with a slash at the end, as the reader's browser knows it."""
    host = (context.settings.printed_host(request.host_url) if has_request_context() else "") or PLACEHOLDER
    return host.rstrip("/") + context.settings.base

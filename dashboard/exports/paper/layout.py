"""The paper as one HTML document, with everything in it: style, signs and drawings."""

from __future__ import annotations

import functools
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, StrictUndefined, Template

from dashboard.charts.drawing import sign
from dashboard.exports.paper.parts import Paper
from strategy.judging import GROUPS, STATUSES

HERE = Path(__file__).parent


def document(paper: Paper) -> str:
    """The HTML of a paper, which `printing.printed` makes a PDF of."""
    marked = replace(paper, marks=_signs())
    coded = any(part.code for part in paper.parts)
    return _template().render(paper=marked, coded=coded, style=(HERE / "paper.css").read_text("utf-8"))


@functools.cache
def _template() -> Template:
    environment = Environment(autoescape=True, undefined=StrictUndefined)
    environment.filters["data"] = _data
    return environment.from_string((HERE / "paper.html").read_text("utf-8"))


def _data(markup: str) -> str:
    """A drawing as an address that stands for itself; in a style it is a ground, which is no content to read out."""
    return f"data:image/svg+xml,{quote(markup, safe='')}"


@functools.cache
def _signs() -> dict[str, str]:
    return {name: sign(name) for name in (*GROUPS, *STATUSES)}

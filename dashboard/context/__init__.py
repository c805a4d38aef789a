"""What a page is made from and gives back: the address, one release, one day's verdicts, and markup that is ours."""

from dashboard.context import measure_selection, urls
from dashboard.context.accessibility import STATEMENT, KnownFault
from dashboard.context.chart_figure import ChartFigure
from dashboard.context.context import Context, Page, PageContent, PageNotFound
from dashboard.context.foreign_words import with_language
from dashboard.context.inline_svg import InlineSvg
from dashboard.context.kept_part import KeptPart, kept
from dashboard.context.measure_selection import FilterChoice, MeasureSelection
from dashboard.context.quick_elements import quicken
from dashboard.context.soft_hyphens import AS_IT_IS, soften, soften_tree
from dashboard.context.urls import MOST_YEARS, Address, read_day, safe_link

quicken()

__all__ = [
    "AS_IT_IS",
    "MOST_YEARS",
    "STATEMENT",
    "Address",
    "ChartFigure",
    "Context",
    "FilterChoice",
    "InlineSvg",
    "KeptPart",
    "KnownFault",
    "MeasureSelection",
    "Page",
    "PageContent",
    "PageNotFound",
    "kept",
    "measure_selection",
    "read_day",
    "safe_link",
    "soften",
    "soften_tree",
    "urls",
    "with_language",
]

"""What a page is made from and gives back: the address, one release, one day's verdicts, and markup that is ours."""

from dashboard.context import urls
from dashboard.context.accessibility import STATEMENT, Fault
from dashboard.context.context import Context, NotHere, Page, Sheet
from dashboard.context.inline_svg import InlineSvg
from dashboard.context.urls import MOST_YEARS, Address, read_day, safe_link

__all__ = [
    "MOST_YEARS",
    "STATEMENT",
    "Address",
    "Context",
    "Fault",
    "InlineSvg",
    "NotHere",
    "Page",
    "Sheet",
    "read_day",
    "safe_link",
    "urls",
]

"""What the command line takes and says, a module a command; nothing is decided here."""

from etl.commands import fetching, importing, meetings, revising
from etl.commands.arguments import day_argument
from etl.commands.building import CANNOT_WRITE, build, make_papers, remark

__all__ = [
    "CANNOT_WRITE",
    "build",
    "day_argument",
    "fetching",
    "importing",
    "make_papers",
    "meetings",
    "remark",
    "revising",
]

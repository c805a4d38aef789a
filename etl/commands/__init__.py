"""What the command line takes and says, a module a command; nothing is decided here."""

from etl.commands import fetching, importing, meetings, revising
from etl.commands.building import CANNOT_WRITE, build, make_papers, remark

__all__ = ["CANNOT_WRITE", "build", "fetching", "importing", "make_papers", "meetings", "remark", "revising"]

"""The folder that people drop files in, and who may approve what comes."""

from etl.intake.inbox.approvers import Approvers
from etl.intake.inbox.watcher import Inbox

__all__ = ["Approvers", "Inbox"]

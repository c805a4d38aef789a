"""The server: app, caches, headers, health, downloads, callbacks, the worker, a meeting as a file."""

from dashboard.web.app import create_app
from dashboard.web.meeting_files import WRITERS

__all__ = ["WRITERS", "create_app"]

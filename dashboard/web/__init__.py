"""The server: app, caches, headers, health, downloads, callbacks, the worker, a meeting as a file."""

from dashboard.web import compression
from dashboard.web.app import create_app
from dashboard.web.html import to_html
from dashboard.web.meeting_files import WRITERS
from dashboard.web.ready_papers import make_papers

__all__ = ["WRITERS", "compression", "create_app", "make_papers", "to_html"]

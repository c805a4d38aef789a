"""The server: app, caches, headers, health, downloads, callbacks, the worker."""

from dashboard.web.app import create_app

__all__ = ["create_app"]

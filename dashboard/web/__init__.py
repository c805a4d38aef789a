"""The server: app, caches, headers, health, downloads, callbacks, the worker."""

from dashboard.web import bundle, callbacks, compression, downloads, headers, health, response_cache
from dashboard.web.app import create_app

__all__ = ["bundle", "callbacks", "compression", "create_app", "downloads", "headers", "health", "response_cache"]

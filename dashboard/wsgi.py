"""The WSGI application that gunicorn serves: `dashboard.wsgi:server`. Reads the environment, and nothing else does."""

from __future__ import annotations

import os
import sys

from dashboard.app import create_app
from dashboard.settings import Settings, SettingsError
from dashboard.store import Store


def _settings() -> Settings:
    try:
        return Settings.of(os.environ)
    except SettingsError as error:
        sys.exit(f"dashboard: {error}")


_ours = _settings()
app = create_app(_ours, Store(_ours.releases))
server = app.server

"""The WSGI application that gunicorn serves: `dashboard.wsgi:server`. Opens no data yet."""

from __future__ import annotations

from dashboard.app import create_app
from dashboard.settings import settings_or_exit
from dashboard.store import Store

settings = settings_or_exit()
app = create_app(settings, Store(settings.releases))
server = app.server

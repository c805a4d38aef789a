"""The WSGI application that gunicorn serves: `dashboard.wsgi:server`. Opens no data yet."""

from __future__ import annotations

from dashboard.data import Store
from dashboard.settings import settings_or_exit
from dashboard.web import create_app

settings = settings_or_exit()
app = create_app(settings, Store(settings.releases))
server = app.server

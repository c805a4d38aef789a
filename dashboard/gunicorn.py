"""How gunicorn serves the dashboard. `HOST` and `PORT` say where; `WEB_CONCURRENCY` says with how many processes."""

from __future__ import annotations

import os
import threading
from typing import Any

from dashboard import heap
from dashboard.settings import settings_or_exit

_settings = settings_or_exit()

bind = f"{_settings.host}:{_settings.port}"
worker_class = "dashboard.web.worker.WaitressWorker"  # a slow client holds no thread
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 16  # ten of them may wait for a heavy download, see dashboard.web.bulkhead
timeout = 30
graceful_timeout = 10
control_socket_disable = True  # a door that nobody uses
preload_app = False  # a database connection does not survive a fork
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108, PTH112 (heartbeat not on a disk)

heap.set_up()


def post_worker_init(worker: Any) -> None:
    """Begin to draw what is asked first, while the process is ready already; another application has nothing to."""
    # by its name: the process that holds the workers imports no page
    if warm_up := getattr(worker.wsgi, "extensions", {}).get("dashboard.warming"):
        threading.Thread(target=warm_up, name="warming", daemon=True).start()

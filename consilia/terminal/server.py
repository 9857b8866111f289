"""The web server: gunicorn, started from Python with the settings of the house."""

import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from gunicorn.app.base import BaseApplication

log = logging.getLogger(__name__)
THREADS = 4
SECONDS_BEFORE_WARMING = 1  # whoever waits for the first page comes first
SECONDS_FOR_A_REQUEST = 60
SECONDS_TO_FINISH = 20
LONGEST_ADDRESS = 8190


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """Serves the site. There is no access log: an address may hold somebody's secret link."""

    def __init__(self, *, on_ready: Callable[[], None]) -> None:
        self.on_ready = on_ready
        super().__init__()

    def load_config(self) -> None:
        """Tell gunicorn what the settings say. It reads no file and no command line of its own."""
        chosen: dict[str, Any] = {
            "bind": f"{settings.LISTEN}:{settings.PORT}",
            "workers": settings.PROCESSES,
            "worker_class": "gthread",
            "threads": THREADS,
            "timeout": SECONDS_FOR_A_REQUEST,
            "graceful_timeout": SECONDS_TO_FINISH,
            "limit_request_line": LONGEST_ADDRESS,
            "preload_app": True,
            "accesslog": None,
            "errorlog": "-",
            "loglevel": "warning",
            "logger_class": "consilia.terminal.server_log.QuietLogger",
            "when_ready": lambda _server: self.on_ready(),
            "post_worker_init": lambda worker: _warm_up(mends=worker.age == 1),
        }
        if Path("/dev/shm").is_dir():  # noqa: S108 - a heartbeat on a slow disk would look like a hanging worker
            chosen["worker_tmp_dir"] = "/dev/shm"  # noqa: S108
        for name, value in chosen.items():
            self.cfg.set(name, value)

    def load(self) -> WSGIHandler:
        """Return the site."""
        from consilia.web.wsgi import application

        return application


def _warm_up(*, mends: bool) -> None:
    """Load the knowledge beside the first requests, so that the first question does not wait for it.

    The first process (`mends`) also builds the index when it is out of line, as after an upgrade.
    """
    threading.Thread(target=_load, args=[mends], name="warm-up", daemon=True).start()


def _load(mends: bool) -> None:  # noqa: FBT001 - a thread passes what it is given
    from django.db import connections

    from consilia import loaded
    from consilia.web.questions import guide_search, hearing, searching

    time.sleep(SECONDS_BEFORE_WARMING)
    for load in (loaded.lexicon, loaded.rules, loaded.topics, loaded.composing, loaded.guides, loaded.retrieval):
        load()
    try:
        if mends and not searching.is_built():
            log.info("the index is out of line: %d entries built anew", searching.rebuild())
        hearing.make_ready()
        guide_search.make_ready()
    finally:
        connections.close_all()

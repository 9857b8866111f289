"""Gunicorn's log through the house's own formatter, which prints no address and no text of an error."""

import logging
from typing import Any

from gunicorn.glogging import Logger

from consilia.web.ops.logs import ErrorsWithoutWords, WithoutPaths


class QuietLogger(Logger):  # type: ignore[misc]  # gunicorn has no types
    """Gunicorn's logger without what a person may have written."""

    def setup(self, cfg: Any) -> None:  # gunicorn's own configuration object
        """Set the handlers up, then replace their formatter."""
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(ErrorsWithoutWords("%(asctime)s %(levelname)s %(name)s %(message)s"))
            handler.addFilter(WithoutPaths())
        self.error_log.setLevel(logging.WARNING)

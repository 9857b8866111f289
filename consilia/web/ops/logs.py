"""Keeps private words out of the logs: no path (it may hold a secret link), no query, no text of an error."""

import logging
import traceback
from types import TracebackType


class WithoutPaths(logging.Filter):
    """Rewrites what Django logs of a request to its status and the name of its page."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep every record. Those that carry a request or a status lose their words."""
        request = getattr(record, "request", None)
        status = getattr(record, "status_code", None)
        if request is not None or status is not None:
            match = getattr(request, "resolver_match", None)
            page = getattr(match, "url_name", None) or "no page of ours"
            record.msg, record.args = "%s at %s", (status or "refused", page)
        elif record.name.startswith("gunicorn") and record.exc_info:
            record.msg, record.args = "a request failed", ()
        return True


class ErrorsWithoutWords(logging.Formatter):
    """Prints where an error came from and what kind it is, but not its text, which may quote a person."""

    def formatException(  # noqa: N802 - the name is the standard library's
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        """Return the places in the code, and the kind of the error."""
        if ei[0] is None:
            return ""
        places = "".join(f"  {f.filename}:{f.lineno} in {f.name}\n" for f in traceback.extract_tb(ei[2]))
        return f"{places}  {ei[0].__name__}"

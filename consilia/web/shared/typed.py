"""Gives back what somebody typed when it could not be taken, so that no word is lost with an error."""

from typing import Any

from django.http import HttpRequest
from django.http.multipartparser import MultiPartParserError
from django.http.request import RawPostDataException, UnreadablePostError

_TOKEN = "csrfmiddlewaretoken"  # noqa: S105 - the name of a field, no secret
_LONG = ("words", "text")  # the field that a person reads again, an asker's or a doctor's; the others are kept unseen


def given_back(request: HttpRequest) -> dict[str, Any]:
    """Return what `shared/parts/kept-words.html` shows. `again` says whether there is anything to send again.

    A form with a password in it is not given back.
    """
    try:
        sent = {name: request.POST.getlist(name) for name in request.POST}
    except (MultiPartParserError, RawPostDataException, UnreadablePostError):  # it never came whole
        sent = {}
    if any("password" in name for name in sent):
        sent = {}
    sent.pop(_TOKEN, None)
    long = next((name for name in _LONG if name in sent), "")
    typed = [(name, value) for name, values in sent.items() if name != long for value in values]
    again = request.method == "POST" and bool(sent)
    return {"typed": typed, "words_name": long, "words": request.POST[long] if long else None, "again": again}


def is_for_a_person(request: HttpRequest) -> bool:
    """Whether a whole page is wanted: not a part that a page asks for by itself."""
    return not request.headers.get("HX-Request") and request.accepts("text/html")

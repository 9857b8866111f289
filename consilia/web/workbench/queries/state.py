"""How the questions and their index are doing: (name, value, level) for the administrator's status page."""

from django.db.models import Count, Q
from django.utils import timezone

from consilia.domain.triage.model import Urgency
from consilia.web.questions import searching
from consilia.web.questions.index_state import SearchState, search_state
from consilia.web.questions.models import Question
from consilia.web.workbench.presenters.levels import waiting
from consilia.web.workbench.queries.reports import waiting_reports
from consilia.web.workbench.queries.waiting import open_questions


def facts() -> list[tuple[str, str, str]]:
    """Return the facts; a level of "degraded" means that search works, but worse."""
    counted = Question.objects.aggregate(
        everything=Count("pk"),
        public=Count("pk", filter=Q(published_at__isnull=False)),
        private=Count("pk", filter=Q(published_at=None)),
    )
    state = search_state()
    return [
        _index(state),
        _model(),
        ("model of the search", state.model, ""),
        ("what readers are told of the search", state.fallback_reason or "nothing: it can do all it should", ""),
        ("entries in the index", str(state.entries), ""),
        ("size of the index", "in the database" if state.megabytes is None else f"{state.megabytes} MB", ""),
        ("fingerprint of the index", state.fingerprint, ""),
        ("version of the search", state.version, ""),
        ("questions", str(counted["everything"]), ""),
        ("public", str(counted["public"]), ""),
        ("private", str(counted["private"]), ""),
        ("waiting for a doctor", str(open_questions().count()), ""),
        ("waiting although somebody should look today", str(_of_today()), ""),
        ("longest waiting", _longest(), ""),
        ("closed without an answer", str(Question.objects.filter(state=Question.State.CLOSED).count()), ""),
        ("reports to handle", str(waiting_reports()), ""),
    ]


def _of_today() -> int:
    """How many questions wait of people who were told to get help today, or who are in a crisis."""
    return open_questions().filter(Q(urgency_rank__lte=Urgency.URGENT.rank) | Q(is_crisis=True)).count()


def _longest() -> str:
    since = open_questions().exclude(asked_at=None).order_by("asked_at").values_list("asked_at", flat=True).first()
    return waiting(since, now=timezone.now()) if since else "nobody"


def _index(state: SearchState) -> tuple[str, str, str]:
    if state.is_built:
        return ("index", "in line with what is published", "ok")
    if state.fallback_reason == "index-building":
        return ("index", "another process is building it", "degraded")
    return ("index", "has to be built: consilia reindex", "degraded")


def _model() -> tuple[str, str, str]:
    """Monitors read this without logging in: it names no folder."""
    if searching.has_model():
        return ("search by meaning", "on", "ok")
    return ("search by meaning", "off: no-model (words alone are compared; see CONSILIA_EMBEDDER)", "degraded")

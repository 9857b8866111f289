"""How the questions and their index are doing: (name, value, level) for the administrator's status page."""

from django.db.models import Count, Q

from consilia.web.questions import searching
from consilia.web.questions.models import IndexEntry, Question
from consilia.web.workbench.queries.reports import waiting_reports
from consilia.web.workbench.queries.waiting import open_questions


def facts() -> list[tuple[str, str, str]]:
    """Return the facts; a level of "degraded" means that search works, but worse."""
    counted = Question.objects.aggregate(
        everything=Count("pk"),
        public=Count("pk", filter=Q(published_at__isnull=False)),
        private=Count("pk", filter=Q(published_at=None)),
    )
    return [
        _index(),
        _model(),
        ("questions", str(counted["everything"]), ""),
        ("public", str(counted["public"]), ""),
        ("private", str(counted["private"]), ""),
        ("waiting for a doctor", str(open_questions().count()), ""),
        ("entries in the index", str(IndexEntry.objects.count()), ""),
        ("reports to handle", str(waiting_reports()), ""),
    ]


def _index() -> tuple[str, str, str]:
    if searching.is_built():
        return ("index", "in line with what is published", "ok")
    return ("index", "has to be built: consilia reindex", "degraded")


def _model() -> tuple[str, str, str]:
    if searching.has_model():
        return ("search by meaning", "on", "ok")
    return ("search by meaning", "off: no-model (words alone are compared; see CONSILIA_EMBEDDER)", "degraded")

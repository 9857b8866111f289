"""Takes a report that something is wrong with a public page, and tells the administrators."""

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string

from consilia.web.accounts.models import User
from consilia.web.audit.actions import note
from consilia.web.questions.models import Question, Report


@transaction.atomic
def report(question: Question | None, *, page: str, reason: str, words: str = "", by: User | None = None) -> Report:
    """Keep a report and write to every administrator who has an e-mail address. The mail holds none of the words."""
    made = Report.objects.create(question=question, page=page[:300], reason=reason, words=words)
    note("page reported", by=by, actor="visitor" if by is None else by.role, thing=f"report:{made.pk}", reason=reason)
    transaction.on_commit(lambda: _tell_administrators(made), robust=True)
    return made


def _tell_administrators(made: Report) -> None:
    to = list(
        User.objects.filter(role=User.Role.ADMIN, is_active=True).exclude(email="").values_list("email", flat=True)
    )
    if not to:
        return
    text = render_to_string("questions/mail/report.txt", {"report": made, "site": settings.SITE_ADDRESS})
    send_mail("Somebody reported a page", text, None, to)

"""Tells an asker by e-mail that there is news. The mail holds no medical word and no secret link."""

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string

from consilia.web.questions.models import Question


def tell_asker(question: Question) -> bool:
    """Send the notice if the asker left an address; return whether one was sent. Call it on commit."""
    if not question.notify_email:
        return False
    text = render_to_string("questions/mail/notice.txt", {"site": settings.SITE_ADDRESS})
    send_mail("News for you", text, None, [question.notify_email])
    return True

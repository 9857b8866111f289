"""A published page's wording beyond its text: title, description, share links, structured description for machines."""

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from consilia import loaded
from consilia.domain.teasers import teaser
from consilia.web.accounts.models import Origin
from consilia.web.questions.models import Question
from consilia.web.questions.presenters.cards import shown_title
from consilia.web.questions.presenters.media import MediaCard, left_out, media_in
from consilia.web.questions.presenters.people import asker_line, origin_mark
from consilia.web.questions.queries.page import PublicPage

MOST_TITLE_CHARACTERS = 110
DESCRIPTION_CHARACTERS = 155


@dataclass(frozen=True)
class ShareLink:
    """A plain link that hands the page's address to another service when somebody follows it."""

    name: str
    url: str


@dataclass(frozen=True)
class ShownPage:
    """A published page as the template wants it."""

    content: PublicPage
    title: str
    asker: str
    mark: str
    canonical: str
    description: str
    is_indexed: bool
    share: list[ShareLink]
    media: list[MediaCard]
    links_left_out: int
    structured: SafeString


def shown_page(content: PublicPage, *, site: str) -> ShownPage:
    """Return the page with everything around its text; addresses begin with `site`."""
    question = content.question
    canonical = site + reverse("question", args=[question.slug])
    description = teaser(question.public_text, greetings=loaded.greetings(), limit=DESCRIPTION_CHARACTERS)
    is_own = question.origin == Origin.OWN
    return ShownPage(
        content=content,
        title=document_title(question),
        asker=asker_line(question),
        mark=origin_mark(question),
        canonical=canonical,
        description=description,
        is_indexed=is_own,
        share=share_links(canonical, title=shown_title(question)),
        media=media_in(question.public_text),
        links_left_out=left_out(question.public_text),
        structured=_structured(content, canonical=canonical, site=site) if is_own else mark_safe(""),
    )


def document_title(question: Question) -> str:
    """Return "<generated title> - <Department>" in at most 110 characters; the department is never cut."""
    ending = f" - {question.department.name}" if question.department else ""
    title = teaser(shown_title(question), greetings=loaded.greetings(), limit=MOST_TITLE_CHARACTERS - len(ending))
    return f"{title}{ending}"


def share_links(address: str, *, title: str) -> list[ShareLink]:
    """Return the links of the share row. Nothing is loaded from these services before one is followed."""
    mail = urlencode({"subject": title, "body": address}).replace("+", "%20")
    return [
        ShareLink("E-mail", f"mailto:?{mail}"),
        ShareLink("Facebook", f"https://www.facebook.com/sharer/sharer.php?{urlencode({'u': address})}"),
        ShareLink("LINE", f"https://social-plugins.line.me/lineit/share?{urlencode({'url': address})}"),
        ShareLink("X", f"https://x.com/intent/post?{urlencode({'url': address, 'text': title})}"),
        ShareLink("WhatsApp", f"https://wa.me/?{urlencode({'text': f'{title} {address}'})}"),
    ]


def _structured(content: PublicPage, *, canonical: str, site: str) -> SafeString:
    """Schema.org's QAPage and BreadcrumbList as JSON that is safe inside a script element.

    A data block is never executed, so the content security policy need not allow it.
    """
    described = [
        _question_page(content, canonical=canonical),
        _breadcrumbs(content.question, canonical=canonical, site=site),
    ]
    text = json.dumps({"@context": "https://schema.org", "@graph": described}, ensure_ascii=False)
    return mark_safe(text.replace("<", "\\u003C").replace(">", "\\u003E").replace("&", "\\u0026"))


def _question_page(content: PublicPage, *, canonical: str) -> dict[str, Any]:
    question = content.question
    answers = [
        {
            "@type": "Answer",
            "text": reply.text,
            "author": {"@type": "Person", "name": reply.doctor.name},
            "dateCreated": reply.doctor.replied_at.date().isoformat() if reply.doctor.replied_at else None,
            "url": f"{canonical}#answer",
        }
        for reply in content.replies
    ]
    asked = {
        "@type": "Question",
        "name": question.public_subject,
        "text": question.public_text,
        "answerCount": len(answers),
        "dateCreated": question.asked_at.date().isoformat() if question.asked_at else None,
        "author": {"@type": "Person", "name": question.pseudonym or "Somebody"},
    }
    if answers:
        asked["acceptedAnswer"] = answers[0]
    return {"@type": "QAPage", "url": canonical, "mainEntity": asked}


def _breadcrumbs(question: Question, *, canonical: str, site: str) -> dict[str, Any]:
    steps = [("Answers", site + reverse("answers"))]
    if question.department:
        steps.append((question.department.name, site + reverse("department", args=[question.department_id])))
    steps.append((shown_title(question), canonical))
    items = [{"@type": "ListItem", "position": n, "name": name, "item": url} for n, (name, url) in enumerate(steps, 1)]
    return {"@type": "BreadcrumbList", "itemListElement": items}

"""Takes a guide in."""

from dataclasses import asdict

from django.db import transaction
from django.utils.text import slugify

from consilia.web.accounts.models import User
from consilia.web.audit.actions import note
from consilia.web.exchange.keys import words_key
from consilia.web.exchange.parsing import GuidePage
from consilia.web.library.models import ImportedGuide


@transaction.atomic
def take_in_guide(guide: GuidePage, *, by: User | None) -> bool:
    """File the guide and return True, or False when it is here already."""
    key = words_key(" ".join(guide.introduction) or guide.title)
    if ImportedGuide.objects.filter(source_key=key).exists():
        return False
    slug = slugify(guide.title)[:130] or "guide"
    if ImportedGuide.objects.filter(slug=slug).exists():
        slug = f"{slug}-{key[-6:]}"
    made = ImportedGuide.objects.create(slug=slug, source_key=key, title=guide.title[:200], content=asdict(guide))
    note("guide imported", by=by, actor="admin", thing=f"guide:{made.pk}")
    return True

"""Guides that came from an imported page. Our own guides are knowledge files, not rows."""

from django.db import models

from consilia.web.accounts.models import Origin


class ImportedGuide(models.Model):
    """A long article: introduction, numbered sections with subsections, questions and answers."""

    slug = models.SlugField(max_length=140, unique=True)
    source_key = models.CharField(max_length=200, unique=True)
    title = models.CharField(max_length=200)
    content = models.JSONField()  # exchange.parsing.GuidePage as data
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.IMPORTED)
    imported_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.title

"""The parts of all guides as the search takes them: own and imported ones, each part at an address of its own."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse

from consilia import loaded
from consilia.domain.guides import Guide, with_numbers
from consilia.web.library.models import ImportedGuide

IMPORTED = "imported, unverified"
_MARKS = re.compile(r"\[([^\]]*)\]\([^)]*\)|[*#]")
Passage = tuple[str, str, str, str, str]  # address, title, text, guide, mark


def version() -> str:
    """Return a text that changes whenever a guide comes, goes or changes. One query."""
    rows = ImportedGuide.objects.order_by("pk").values_list("pk", "source_key")
    return f"{loaded.knowledge_version()} {settings.LOCALE} {list(rows)}"


def passages() -> Iterator[Passage]:
    """Yield every part of every guide."""
    for guide in loaded.guides():
        yield from _of_own(guide)
    own = {guide.slug for guide in loaded.guides()}
    for imported in ImportedGuide.objects.exclude(slug__in=own).order_by("pk").iterator():
        yield from _of_imported(imported)


def _of_own(guide: Guide) -> Iterator[Passage]:
    address = reverse("guide", args=[guide.slug])
    yield (address, guide.title, _plain([guide.summary, guide.introduction]), guide.title, "")
    for section in guide.sections:
        yield (f"{address}#{section.id}", section.title, _plain(section.words()), guide.title, "")
        for part in section.subsections:
            yield (f"{address}#{part.id}", part.title, _plain(part.words()), guide.title, "")
    for pair in guide.faq:
        yield (f"{address}#{pair.id}", pair.question, _plain([pair.answer]), guide.title, "")


def _plain(texts: Iterable[str]) -> str:
    place = loaded.locale(settings.LOCALE)
    return _MARKS.sub(r"\1", " ".join(with_numbers(text, locale=place) for text in texts))


def _of_imported(imported: ImportedGuide) -> Iterator[Passage]:
    address, title, page = reverse("guide", args=[imported.slug]), imported.title, imported.content
    yield (address, title, " ".join(page["introduction"]), title, IMPORTED)
    for section in page["sections"]:
        for part in (section, *section["parts"]):
            yield (f"{address}#part-{part['number']}", part["heading"], _text_of(part), title, IMPORTED)
    for number, pair in enumerate(page["questions"], 1):
        yield (f"{address}#question-{number}", pair["question"], pair["answer"], title, IMPORTED)


def _text_of(part: Mapping[str, Any]) -> str:
    """The words of an imported part: its paragraphs, and the cells of its lists and tables."""
    texts = [block["text"] for block in part["blocks"] if block["kind"] == "paragraph"]
    texts += [cell for block in part["blocks"] for row in block.get("rows", ()) for cell in row]
    return " ".join(text for text in texts if text)

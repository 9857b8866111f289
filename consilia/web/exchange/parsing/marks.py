"""The words by which a page is taken apart, read from knowledge/exchange/imported-pages.yaml."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict

from consilia.domain import plain_yaml


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Review(_File):
    """Who looked at the file, when, and when somebody should look again."""

    by: str
    on: str
    again_by: str


class Joined(_File):
    """One thing with several spellings; the first is the one to show."""

    name: str
    also: tuple[str, ...]


class PageMarks(_File):
    """Word lists for imported pages; what each is for stands in the file."""

    titles: tuple[str, ...]
    institutions: tuple[str, ...]
    conclusions: tuple[str, ...]
    contact_labels: tuple[str, ...]
    call_to_action: tuple[str, ...]
    hospitals: tuple[Joined, ...]
    topics: tuple[Joined, ...]
    nameless_doctor: str
    review: Review

    def hospital(self, written: str) -> Joined:
        """Return the hospital that is meant, with its other spellings; an unknown one is itself."""
        return _joined(written, self.hospitals)

    def topic(self, written: str) -> str:
        """Return the topic's name for any of its spellings."""
        return _joined(written, self.topics).name


def load_page_marks(folder: Path) -> PageMarks:
    """Return the word lists of the knowledge folder. Raises pydantic.ValidationError when the file is wrong."""
    return PageMarks.model_validate(plain_yaml.load(folder / "exchange" / "imported-pages.yaml"))


def _joined(written: str, table: tuple[Joined, ...]) -> Joined:
    wanted = written.casefold()
    for entry in table:
        if wanted in {name.casefold() for name in (entry.name, *entry.also)}:
            return entry
    return Joined(name=written, also=())
